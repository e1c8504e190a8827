//! The parts of a file that move as one: an entry or a header with the comments that belong to it.

use std::borrow::Cow;

use crate::store::toml::{self, Sort, Statement};

/// The parts of a file.
#[derive(Debug, Default)]
pub(super) struct Blocks<'t> {
    /// Comments at the top that belong to nothing below; an empty line between two of them is a blank line.
    pub head: Vec<&'t str>,
    pub entries: Vec<Block<'t>>,
    pub sections: Vec<Section<'t>>,
    /// Comments at the end that belong to nothing above.
    pub tail: Vec<&'t str>,
}

/// A header with the entries below it.
#[derive(Debug)]
pub(super) struct Section<'t> {
    pub path: Vec<Cow<'t, str>>,
    pub header: Block<'t>,
    pub entries: Vec<Block<'t>>,
}

/// An entry or a header with its comments.
#[derive(Debug)]
pub(super) struct Block<'t> {
    /// The key of an entry.
    pub key: Cow<'t, str>,
    pub is_header: bool,
    /// Lines of comment above it, and blank lines among them.
    pub above: Vec<&'t str>,
    pub text: &'t str,
    /// Lines of comment directly below it.
    pub below: Vec<&'t str>,
    /// Whether a blank line stood before it.
    pub is_apart: bool,
}

impl<'t> Blocks<'t> {
    /// The parts of a text that is TOML.
    pub(super) fn of(text: &'t str) -> Self {
        let mut blocks = Self::default();
        let mut waiting: Vec<&'t str> = Vec::new();
        for Statement { sort, text, .. } in toml::statements(text) {
            match sort {
                Sort::Blank if waiting.last() == Some(&"") => {}
                Sort::Blank => waiting.push(""),
                Sort::Comment => waiting.push(text.trim()),
                Sort::Entry(key) => {
                    let block = blocks.block(key, text, std::mem::take(&mut waiting));
                    blocks.sections.last_mut().map_or(&mut blocks.entries, |last| &mut last.entries).push(block);
                }
                Sort::Header(path) => {
                    let header = blocks.block(Cow::Borrowed(""), text, std::mem::take(&mut waiting));
                    let header = Block { is_header: true, ..header };
                    blocks.sections.push(Section { path, header, entries: Vec::new() });
                }
            }
        }
        blocks.end(waiting);
        blocks
    }

    /// The block of a statement, after the lines that stand before it and belong to nothing yet.
    fn block(&mut self, key: Cow<'t, str>, text: &'t str, waiting: Vec<&'t str>) -> Block<'t> {
        let (above, is_apart) = match self.last() {
            None => (self.take_head(&waiting), false),
            Some(last) => last.take_below(waiting),
        };
        Block { key, is_header: false, above, text: text.trim(), below: Vec::new(), is_apart }
    }

    /// Keeps what belongs to the top of the file, and gives what belongs to its first statement.
    fn take_head(&mut self, waiting: &[&'t str]) -> Vec<&'t str> {
        let directives = waiting.iter().take_while(|line| line.starts_with("#:")).count();
        let end = waiting.iter().rposition(|line| line.is_empty()).map_or(directives, |blank| blank.saturating_add(1));
        let above = waiting.get(end..).unwrap_or_default().to_vec();
        self.head = without_blanks_around(waiting.get(..end).unwrap_or_default());
        above
    }

    fn end(&mut self, waiting: Vec<&'t str>) {
        match self.last() {
            None => self.head = without_blanks_around(&waiting),
            Some(last) => {
                // What ends with the file is as good as followed by a blank line.
                let (rest, _) = last.take_below(waiting.into_iter().chain([""]).collect());
                self.tail = without_blanks_around(&rest);
            }
        }
    }

    /// The statement read last.
    fn last(&mut self) -> Option<&mut Block<'t>> {
        match self.sections.last_mut() {
            None => self.entries.last_mut(),
            Some(section) => section.entries.last_mut().or(Some(&mut section.header)),
        }
    }
}

impl<'t> Block<'t> {
    /// Keeps the comments directly below it that a blank line sets off from what follows; gives the rest, and whether a
    /// blank line stands before that.
    fn take_below(&mut self, waiting: Vec<&'t str>) -> (Vec<&'t str>, bool) {
        match waiting.iter().position(|line| line.is_empty()) {
            None => (waiting, false),
            Some(blank) => {
                let rest = waiting.get(blank.saturating_add(1)..).unwrap_or_default().to_vec();
                self.below = waiting.into_iter().take(blank).collect();
                (rest, true)
            }
        }
    }
}

fn without_blanks_around<'t>(lines: &[&'t str]) -> Vec<&'t str> {
    let is_said = |line: &&'t str| !line.is_empty();
    let start = lines.iter().position(is_said).unwrap_or(lines.len());
    let end = lines.iter().rposition(is_said).map_or(start, |last| last.saturating_add(1));
    lines.get(start..end).unwrap_or_default().to_vec()
}
