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

/// The text on one line that stands on a line of its own, at whose start nothing acts, either: no `#`, `-` or `1.`.
#[must_use]
pub fn line(text: &str) -> String {
    let mut line = escaped(text);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = &line.as_bytes()[digits..];
    let acts = match line.as_bytes() {
        [b'#' | b'/', ..] | [b'-' | b'+'] | [b'-', b' ' | b'-', ..] | [b'+', b' ', ..] => true,
        [..] => false,
    };
    if acts {
        line.insert(0, '\\');
    } else if digits > 0 && matches!(after, [b'.' | b')'] | [b'.' | b')', b' ', ..]) {
        line.insert(digits, '\\');
    }
    if line.ends_with('#') {
        line.insert(line.len() - 1, '\\');
    }
    line
}

/// The text in a cell of a table, with its ends of lines.
#[must_use]
pub fn lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(escaped).collect();
    lines.join("<br>")
}

#[cfg(test)]
mod tests {
    use super::{escaped, line, lines};

    #[test]
    fn nothing_acts_at_the_start_of_a_line() {
        for text in ["# a", "#", "- a", "+ a", "---", "1. a", "12) a", "1.", "/close", "> a", "~~~", "* a"] {
            let line = line(text);
            assert!(line.contains('\\'), "{line}");
            assert_eq!(line.replace('\\', ""), text);
        }
        assert_eq!(line("3.1.1 is overdue; 2. too"), "3.1.1 is overdue; 2. too");
        assert_eq!(line("-1 + 2"), "-1 + 2");
        assert_eq!(line("A heading #"), "A heading \\#");
        assert_eq!(line("    code"), "code");
    }

    #[test]
    fn ends_of_lines_are_kept_in_cells() {
        assert_eq!(lines("one | two\r\n\n<b>"), "one \\| two<br><br>\\<b\\>");
    }

    #[test]
    fn nothing_in_a_text_acts_in_markdown() {
        assert_eq!(escaped("a | b\nc"), "a \\| b c");
        assert_eq!(escaped("<b>*x*</b> [y](z) `code`"), "\\<b\\>\\*x\\*\\</b\\> \\[y\\](z) \\`code\\`");
        assert_eq!(escaped("3.1.1, PREV-1 (£2,000)"), "3.1.1, PREV-1 (£2,000)");
    }
}
