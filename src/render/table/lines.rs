//! A cell as lines of a width: broken between words, and in a word only where that is wider than its column.
//!
//! A colour ends with each line and begins again on the next, so that it never reaches the columns beside it.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

use crate::render::style::{RESET, columns};

/// With no more room than this, a long word begins on the next line.
const LITTLE: usize = 2;

/// A line of a cell, with the columns that it takes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line<'c> {
    pub(super) text: Cow<'c, str>,
    pub(super) columns: usize,
}

/// The lines of a cell; at least one.
pub(super) fn lines(cell: &str, width: usize) -> Vec<Line<'_>> {
    let whole = if cell.contains('\n') { usize::MAX } else { columns(cell) };
    if whole <= width {
        return vec![Line { text: Cow::Borrowed(cell), columns: whole }];
    }
    let mut page = Page { width, lines: Vec::new(), line: String::new(), filled: 0, colour: String::new() };
    for line in cell.split('\n') {
        line.split(' ').filter(|word| !word.is_empty()).for_each(|word| page.word(word));
        page.end();
    }
    page.lines
}

/// Lines that are being filled.
struct Page {
    width: usize,
    lines: Vec<Line<'static>>,
    /// The last line, and the columns that it takes so far.
    line: String,
    filled: usize,
    /// What has set the colour that holds now.
    colour: String,
}

impl Page {
    fn word(&mut self, word: &str) {
        let needs = columns(word);
        let gap = usize::from(self.filled > 0);
        if self.filled + gap + needs <= self.width {
            self.line.push_str(if gap > 0 { " " } else { "" });
            self.filled += gap;
        } else if gap > 0 {
            if needs <= self.width || self.filled + gap + LITTLE >= self.width {
                self.end();
            } else {
                self.line.push(' ');
                self.filled += gap;
            }
        }
        self.put(word, needs);
    }

    /// Adds a word, in pieces where it does not fit.
    fn put(&mut self, word: &str, needs: usize) {
        if !word.contains('\u{1b}') && self.filled + needs <= self.width {
            self.line.push_str(word);
            self.filled += needs;
            return;
        }
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let length =
                if first == '\u{1b}' { rest.find('m').map_or(rest.len(), |end| end + 1) } else { first.len_utf8() };
            let (piece, after) = rest.split_at(length);
            rest = after;
            if first == '\u{1b}' {
                self.colour(piece);
                continue;
            }
            let needs = first.width().unwrap_or(0);
            if self.filled > 0 && self.filled + needs > self.width {
                self.end();
            }
            self.line.push(first);
            self.filled += needs;
        }
    }

    fn colour(&mut self, code: &str) {
        if code == RESET {
            self.colour.clear();
        } else {
            self.colour.push_str(code);
        }
        self.line.push_str(code);
    }

    fn end(&mut self) {
        let mut text = std::mem::replace(&mut self.line, self.colour.clone());
        if !self.colour.is_empty() {
            text.push_str(RESET);
        }
        self.lines.push(Line { text: Cow::Owned(text), columns: std::mem::take(&mut self.filled) });
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    fn shown(cell: &str, width: usize) -> Vec<String> {
        let lines = lines(cell, width);
        for line in &lines {
            assert_eq!(line.columns, crate::render::style::columns(&line.text), "{}", line.text);
        }
        lines.into_iter().map(|line| line.text.into_owned()).collect()
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(shown("a strategy", 10), ["a strategy"]);
        assert_eq!(shown("a strategy", 9), ["a", "strategy"]);
        assert_eq!(shown("Über die Brücke", 8), ["Über die", "Brücke"]);
        assert_eq!(shown("one\ntwo three", 5), ["one", "two", "three"]);
        assert_eq!(shown("", 5), [""]);
    }

    #[test]
    fn a_word_breaks_where_it_is_wider_than_the_column() {
        assert_eq!(shown("see https://example.org now", 12), ["see https://", "example.org", "now"]);
        assert_eq!(shown("to be abcdefgh", 7), ["to be", "abcdefg", "h"], "not for a letter or two");
        assert_eq!(shown("漢字漢字", 5), ["漢字", "漢字"]);
        assert_eq!(shown("漢字", 1), ["漢", "字"]);
    }

    #[test]
    fn a_colour_holds_line_by_line() {
        assert_eq!(shown("\u{1b}[1mone two\u{1b}[0m x", 5), ["\u{1b}[1mone\u{1b}[0m", "\u{1b}[1mtwo\u{1b}[0m x"]);
        assert_eq!(shown("\u{1b}[1mab\u{1b}[0m", 2), ["\u{1b}[1mab\u{1b}[0m"]);
    }
}
