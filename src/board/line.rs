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
        let rest = self.parts().1.len();
        self.text.insert(self.at, c);
        self.stand_before(rest);
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
        self.at = self.before(step).len();
    }

    pub(super) fn on(&mut self, step: Step) {
        self.stand_before(self.after(step).len());
    }

    /// Takes out what stands before the place.
    pub(super) fn take_back(&mut self, step: Step) {
        let start = self.before(step).len();
        self.text.replace_range(start..self.at, "");
        self.at = start;
    }

    /// Takes out what stands after the place.
    pub(super) fn take_on(&mut self, step: Step) {
        let rest = self.after(step).to_owned();
        self.text.truncate(self.at);
        self.text += &rest;
    }

    /// Goes to the line above or below, to the same column; says whether there is one.
    pub(super) fn leap(&mut self, way: Way) -> bool {
        let (before, after) = self.parts();
        let column = before.chars().rev().take_while(|c| *c != '\n').count();
        let target = match way {
            Way::Up => before.rsplit_once('\n').and_then(|(above, _)| self.text.get(without_last_line(above).len()..)),
            Way::Down => after.split_once('\n').map(|(_, below)| below),
        };
        let Some(target) = target else { return false };
        let (line, _) = target.split_once('\n').unwrap_or((target, ""));
        let passed = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        let rest = target.get(passed..).unwrap_or_default();
        self.stand_before(rest.trim_start_matches(|c| !stands_alone(c)).len());
        true
    }

    /// What stands before the place, without the step that leads to it.
    fn before(&self, step: Step) -> &str {
        let (before, _) = self.parts();
        match step {
            Step::Character => {
                let mut rest = before.trim_end_matches(|c| !stands_alone(c)).chars();
                rest.next_back();
                rest.as_str()
            }
            Step::Word => before.trim_end().trim_end_matches(|c: char| !c.is_whitespace()),
            Step::Line => without_last_line(before),
        }
    }

    /// What stands after the place, without the step that leads on from it.
    fn after(&self, step: Step) -> &str {
        let (_, after) = self.parts();
        match step {
            Step::Character => {
                let mut rest = after.chars();
                rest.next();
                rest.as_str().trim_start_matches(|c| !stands_alone(c))
            }
            Step::Word => after.trim_start().trim_start_matches(|c: char| !c.is_whitespace()),
            Step::Line => after.trim_start_matches(|c| c != '\n'),
        }
    }

    /// Goes to where so many bytes of the text stand after the place.
    fn stand_before(&mut self, rest: usize) {
        self.at = self.text.len().saturating_sub(rest);
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

/// A text up to the beginning of its last line.
fn without_last_line(text: &str) -> &str {
    text.trim_end_matches(|c| c != '\n')
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
