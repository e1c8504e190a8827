//! A text that is being typed.

use unicode_width::UnicodeWidthChar as _;

/// A text with the place at which one types.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Line {
    text: String,
    /// In bytes, always between two characters as people see them.
    at: usize,
}

/// How far one goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Character,
    Word,
    /// To the end of the line.
    Line,
}

/// To the line above, or to the one below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
}

impl Line {
    /// A text, with the place at its end.
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), at: text.len() }
    }

    /// A text, with the place at a byte that begins a character.
    pub(super) fn placed(text: String, at: usize) -> Self {
        let at = at.min(text.len());
        Self { text, at }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the place, and after it.
    pub(super) fn parts(&self) -> (&str, &str) {
        self.text.split_at(self.at)
    }

    pub(super) fn put(&mut self, c: char) {
        self.text.insert(self.at, c);
        self.at += c.len_utf8();
    }

    /// Puts a text in that was pasted: its ends of lines as one kind, or as blanks.
    pub(super) fn paste(&mut self, text: &str, lines: Lines) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        for c in text.chars() {
            match (c, lines) {
                ('\n' | '\t', Lines::One) | ('\t', Lines::Many) => self.put(' '),
                (c, _) => self.put(c),
            }
        }
    }

    pub(super) fn back(&mut self, step: Step) {
        self.at = self.before(step);
    }

    pub(super) fn on(&mut self, step: Step) {
        self.at = self.after(step);
    }

    /// Takes out what stands before the place.
    pub(super) fn take_back(&mut self, step: Step) {
        let start = self.before(step);
        self.text.replace_range(start..self.at, "");
        self.at = start;
    }

    /// Takes out what stands after the place.
    pub(super) fn take_on(&mut self, step: Step) {
        let end = self.after(step);
        self.text.replace_range(self.at..end, "");
    }

    /// Goes to the line above or below, to the same column; says whether there is one.
    pub(super) fn leap(&mut self, way: Way) -> bool {
        let (before, after) = self.parts();
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before[start..].chars().count();
        let target = if way == Way::Down {
            let Some(end) = after.find('\n') else { return false };
            self.at + end + 1
        } else {
            if start == 0 {
                return false;
            }
            before[..start - 1].rfind('\n').map_or(0, |end| end + 1)
        };
        let line = self.text[target..].split('\n').next().unwrap_or_default();
        self.at = target + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        self.pass_marks();
        true
    }

    fn before(&self, step: Step) -> usize {
        let before = &self.text[..self.at];
        match step {
            Step::Character => {
                let start = before.char_indices().rev().find(|(_, c)| stands_alone(*c));
                start.map_or(0, |(at, _)| at)
            }
            Step::Word => {
                let word = before.trim_end();
                word.rfind(char::is_whitespace).map_or(0, |at| at + blank_at(word, at))
            }
            Step::Line => before.rfind('\n').map_or(0, |at| at + 1),
        }
    }

    fn after(&self, step: Step) -> usize {
        let after = &self.text[self.at..];
        let length = match step {
            Step::Character => {
                after.char_indices().skip(1).find(|(_, c)| stands_alone(*c)).map_or(after.len(), |(at, _)| at)
            }
            Step::Word => {
                let start = after.len() - after.trim_start().len();
                after[start..].find(char::is_whitespace).map_or(after.len(), |at| start + at)
            }
            Step::Line => after.find('\n').unwrap_or(after.len()),
        };
        self.at + length
    }

    fn pass_marks(&mut self) {
        while self.at < self.text.len() && self.text[self.at..].chars().next().is_some_and(|c| !stands_alone(c)) {
            self.at = self.after(Step::Character);
        }
    }
}

/// How many lines a text may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    One,
    Many,
}

/// Whether a character takes a place of its own, and is not set onto the one before it.
fn stands_alone(c: char) -> bool {
    c.width() != Some(0)
}

/// How many bytes the blank at a place takes.
fn blank_at(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::{Line, Lines, Step, Way};

    #[test]
    fn characters_are_taken_as_people_see_them() {
        let mut line = Line::new("cafe\u{301} 漢");
        line.back(Step::Character);
        assert_eq!(line.parts(), ("cafe\u{301} ", "漢"));
        line.back(Step::Character);
        line.back(Step::Character);
        assert_eq!(line.parts(), ("caf", "e\u{301} 漢"));
        line.on(Step::Character);
        line.take_back(Step::Character);
        assert_eq!(line.text(), "caf 漢");
        line.take_on(Step::Line);
        assert_eq!(line.parts(), ("caf", ""));
        line.take_on(Step::Character);
        line.on(Step::Word);
        assert_eq!(line.text(), "caf");
    }

    #[test]
    fn words_and_lines_are_stepped_over() {
        let mut line = Line::new("one two  three\nfour");
        line.leap(Way::Up);
        assert_eq!(line.parts().0, "one ");
        assert!(!line.leap(Way::Up) && line.leap(Way::Down) && !line.leap(Way::Down));
        assert_eq!(line.parts().0, "one two  three\nfour");
        line.back(Step::Line);
        line.back(Step::Word);
        assert_eq!(line.parts().0, "one two  ");
        line.take_back(Step::Word);
        assert_eq!(line.text(), "one three\nfour");
        line.on(Step::Word);
        assert_eq!(line.parts().1, "\nfour");
        let mut empty = Line::default();
        empty.take_back(Step::Word);
        empty.back(Step::Line);
        assert_eq!(empty, Line::default());
    }

    #[test]
    fn what_is_pasted_has_ends_of_lines_only_where_it_may() {
        let mut line = Line::default();
        line.paste("a\r\nb\tc\rd", Lines::Many);
        assert_eq!(line.text(), "a\nb c\nd");
        let mut line = Line::default();
        line.paste("a\r\nb\tc", Lines::One);
        assert_eq!(line.text(), "a b c");
    }
}
