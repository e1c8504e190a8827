//! Text from a file as Markdown that shows the same text, and nothing else.

use super::style::one_line;

/// The text on one line, with everything escaped that Markdown or HTML would act on.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_in_a_text_acts_in_markdown() {
        assert_eq!(escaped("a | b\nc"), "a \\| b c");
        assert_eq!(escaped("<b>*x*</b> [y](z) `code`"), "\\<b\\>\\*x\\*\\</b\\> \\[y\\](z) \\`code\\`");
        assert_eq!(escaped("3.1.1, PREV-1 (£2,000)"), "3.1.1, PREV-1 (£2,000)");
    }
}
