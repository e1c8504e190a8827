//! Prose in a width: wrapped at words, with indents.

use super::style::{columns, visible};

/// A text wrapped at words, without an end of line after the last; words that are longer than a line stay whole.
#[must_use]
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut filled) = (String::new(), 0usize);
    for word in text.split_whitespace() {
        let needs = columns(word);
        let further = filled.saturating_add(1).saturating_add(needs);
        if filled == 0 {
            filled = needs;
        } else if further > width {
            lines.push(std::mem::take(&mut line));
            filled = needs;
        } else {
            line.push(' ');
            filled = further;
        }
        line += word;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A text from a file, safe to show, its paragraphs wrapped and set off by an empty line.
#[must_use]
pub fn paragraphs(text: &str, width: usize) -> Vec<String> {
    let source: Vec<_> = text.lines().collect();
    let mut lines: Vec<String> = Vec::new();
    for paragraph in source.split(|line| line.trim().is_empty()).filter(|paragraph| !paragraph.is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(wrapped(&visible(&paragraph.join(" ")), width));
    }
    lines
}

/// Lines below each other, the first after `first` and the others after as many spaces.
#[must_use]
pub fn hanging(first: &str, lines: &[String]) -> String {
    let indent = " ".repeat(columns(first));
    let mut text = String::new();
    for (place, line) in lines.iter().enumerate() {
        let start = if place == 0 { first } else { &indent };
        text += format!("{start}{line}").trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{hanging, paragraphs, wrapped};

    #[test]
    fn lines_break_between_words_and_never_in_them() {
        assert_eq!(wrapped("Develop a communications strategy", 14), ["Develop a", "communications", "strategy"]);
        assert_eq!(
            wrapped("see https://example.org/a/long/address now", 10),
            ["see", "https://example.org/a/long/address", "now"]
        );
        assert!(wrapped("  ", 10).is_empty());
    }

    #[test]
    fn an_empty_line_makes_a_paragraph_and_an_end_of_line_does_not() {
        assert_eq!(paragraphs("one\ntwo\n\n\n\nthree", 20), ["one two", "", "three"]);
        assert_eq!(paragraphs("one\r\n\r\ntwo\u{1b}[31m", 20), ["one", "", "two\\u{1b}[31m"]);
    }

    #[test]
    fn lines_hang_below_the_text_of_the_first() {
        assert_eq!(
            hanging("Lead  ", &["Head of".into(), String::new(), "Housing".into()]),
            "Lead  Head of\n\n      Housing\n"
        );
    }
}
