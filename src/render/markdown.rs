//! Text from a file as Markdown that shows the same text, and nothing else.

use super::style::one_line;

/// The text on one line, with everything escaped that Markdown or HTML would act on.
#[must_use]
pub fn escaped(text: &str) -> String {
    let line = one_line(text);
    let mut escaped = String::with_capacity(line.len());
    let (mut before, mut rest) = (None, line.chars());
    while let Some(c) = rest.next() {
        let after = rest.as_str();
        let acts = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '^' => true,
            // Within a word, as in many addresses, it is only a character.
            '_' => !(before.is_some_and(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)),
            '&' => is_entity(after),
            _ => false,
        };
        if acts {
            escaped.push('\\');
        }
        escaped.push(c);
        before = Some(c);
    }
    escaped
}

/// Whether HTML reads what follows an `&` as the name of a character: `lt;`, `#60;`.
fn is_entity(after: &str) -> bool {
    let name = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < after.len() && name.starts_with(';')
}

/// The text on one line that stands on a line of its own, at whose start nothing acts, either: no `#`, `-` or `1.`.
#[must_use]
pub fn line(text: &str) -> String {
    let mut line = escaped(text);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = line.as_bytes().get(digits..).unwrap_or_default();
    let acts = match line.as_bytes() {
        [b'#' | b'/' | b':', ..] | [b'-' | b'+'] | [b'-', b' ' | b'-', ..] | [b'+', b' ', ..] => true,
        [..] => false,
    };
    if acts {
        line.insert(0, '\\');
    } else if digits > 0 && matches!(after, [b'.' | b')'] | [b'.' | b')', b' ', ..]) {
        line.insert(digits, '\\');
    }
    match line.strip_suffix('#') {
        Some(start) => format!("{start}\\#"),
        None => line,
    }
}

/// The text in a cell of a table, with its paragraphs.
#[must_use]
pub fn in_cell(text: &str) -> String {
    let paragraphs = paragraphs(text).map(|paragraph| escaped(&paragraph));
    paragraphs.collect::<Vec<_>>().join("<br><br>")
}

/// The paragraphs of a text, which blank lines set off, each on one line.
pub fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let mut lines = text.lines().map(str::trim);
    std::iter::from_fn(move || {
        let mut paragraph = lines.find(|line| !line.is_empty())?.to_owned();
        for line in lines.by_ref().take_while(|line| !line.is_empty()) {
            paragraph = paragraph + " " + line;
        }
        Some(paragraph)
    })
}

#[cfg(test)]
mod tests {
    use super::{escaped, in_cell, line};

    #[test]
    fn nothing_acts_at_the_start_of_a_line() {
        for text in ["# a", "#", "- a", "+ a", "---", "1. a", "12) a", "1.", "/close", ": a", "> a", "~~~", "* a"] {
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
    fn paragraphs_are_kept_in_cells() {
        assert_eq!(in_cell("one |\r\ntwo\r\n \r\n\n<b>\n"), "one \\| two<br><br>\\<b\\>");
        assert_eq!(in_cell("\n\n"), "");
    }

    #[test]
    fn nothing_in_a_text_acts_in_markdown() {
        assert_eq!(escaped("a | b\nc"), "a \\| b c");
        assert_eq!(escaped("<b>*x*</b> [y](z) `code`"), "\\<b\\>\\*x\\*\\</b\\> \\[y\\](z) \\`code\\`");
        assert_eq!(escaped("a_b _c_ R&D &lt; &#60; &;"), "a_b \\_c\\_ R&D \\&lt; \\&#60; &;");
        assert_eq!(escaped("3.1.1, PREV-1 (£2,000)"), "3.1.1, PREV-1 (£2,000)");
    }
}
