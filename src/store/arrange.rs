//! The layout of plan files: keys in the order of their definition, one blank line between groups and before each
//! header. Within a group a blank line stays where one was, since it helps git to merge. Only whole statements move,
//! each with its comments; nothing within one changes.
//!
//! A comment belongs to what stands directly below it, or with a blank line between; one that stands directly below
//! something and has a blank line after it belongs to that. Comments at the top of a file, set off by a blank line,
//! stay there, and so do those at its end.

mod blocks;

use super::layout;
use super::schema::{Kind, Order};
use super::toml::{self, Table, Value};
use super::{ChangeError, EditError, FileChange, Root};
use blocks::{Block, Blocks, Section};

/// The order of the keys of every kind of file.
#[derive(Debug)]
pub struct Arranger(Vec<(&'static str, Order)>);

impl Default for Arranger {
    fn default() -> Self {
        Self(Kind::ALL.iter().map(|kind| (kind.name, kind.order())).collect())
    }
}

impl Arranger {
    /// A plan file, by its path from the plans folder, laid out.
    ///
    /// # Errors
    ///
    /// The file cannot be read, is not TOML, or cannot be laid out without changing what it says.
    pub fn change(&self, root: &Root, file: &str) -> Result<FileChange, ChangeError> {
        FileChange::rewrite(root, file, |text| self.arranged(text, file))
    }

    /// The text of a file with this path or name, laid out.
    fn arranged(&self, text: &str, file: &str) -> Result<String, EditError> {
        let kind = Kind::of_file(file.rsplit('/').next().unwrap_or(file));
        match self.0.iter().find(|(name, _)| *name == kind.name) {
            Some((_, order)) => arranged_by(text, order),
            None => Ok(text.to_owned()),
        }
    }
}

/// A text whose keys have this order, laid out.
fn arranged_by(text: &str, order: &Order) -> Result<String, EditError> {
    let before = toml::parse(text).map_err(|error| EditError::Syntax(error.message))?;
    let bare = toml::without_mark(text);
    let mark = text.get(..text.len().saturating_sub(bare.len())).unwrap_or_default();
    let mut blocks = Blocks::of(bare);
    sort(&mut blocks, order);
    let laid_out = format!("{mark}{}", written(&blocks, toml::line_end(text)));
    confirm(text, &before, &laid_out)?;
    Ok(laid_out)
}

/// Checks that a text says what another does, comments included.
pub(super) fn confirm(text: &str, before: &Table<'_>, changed: &str) -> Result<(), EditError> {
    let after = toml::parse(changed).map_err(|error| EditError::Unfaithful(error.message))?;
    if !is_same_table(before, &after) {
        return Err(EditError::Unfaithful("it would say something else".to_owned()));
    }
    let sorted = |text| {
        let mut comments = toml::comments(text);
        comments.sort_unstable();
        comments.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    if sorted(text) == sorted(changed) {
        Ok(())
    } else {
        Err(EditError::Unfaithful("a comment would be lost".to_owned()))
    }
}

/// Whether two tables hold the same, in whichever order their keys stand.
fn is_same_table(one: &Table<'_>, other: &Table<'_>) -> bool {
    let holds = |entry: &toml::Entry<'_>| {
        other.get(&entry.key).is_some_and(|found| is_same(&entry.node.value, &found.node.value))
    };
    one.entries.len() == other.entries.len() && one.entries.iter().all(holds)
}

fn is_same(one: &Value<'_>, other: &Value<'_>) -> bool {
    match (one, other) {
        (Value::Table(one), Value::Table(other)) => is_same_table(one, other),
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(&one.value, &other.value))
        }
        // A number that is none is not equal to itself.
        (Value::Float(one), Value::Float(other)) => one.to_bits() == other.to_bits(),
        (one, other) => one == other,
    }
}

/// Puts the parts of a file in their order.
fn sort(blocks: &mut Blocks<'_>, order: &Order) {
    sort_entries(&mut blocks.entries, order, &[]);
    for section in &mut blocks.sections {
        sort_entries(&mut section.entries, order, &section.path);
    }
    let top = |section: &Section<'_>| order.place(&[], section.path.first()?);
    let places = places(blocks.sections.iter().map(top));
    by_place(&mut blocks.sections, places);
}

fn sort_entries(entries: &mut Vec<Block<'_>>, order: &Order, path: &[std::borrow::Cow<'_, str>]) {
    let path: Vec<&str> = path.iter().map(AsRef::as_ref).collect();
    let places = places(entries.iter().map(|entry| order.place(&path, &entry.key)));
    by_place(entries, places);
}

/// The places of things in their order; what has none stays behind what stands before it.
fn places(known: impl Iterator<Item = Option<usize>>) -> Vec<usize> {
    let follow = |last: &mut usize, place: Option<usize>| {
        *last = place.map_or(*last, |place| place.saturating_add(1));
        Some(*last)
    };
    known.scan(0, follow).collect()
}

fn by_place<T>(things: &mut Vec<T>, places: Vec<usize>) {
    let mut pairs: Vec<_> = places.into_iter().zip(things.drain(..)).collect();
    pairs.sort_by_key(|(place, _)| *place);
    things.extend(pairs.into_iter().map(|(_, thing)| thing));
}

/// The text of a file whose parts stand in their order.
fn written(blocks: &Blocks<'_>, line_end: &str) -> String {
    let mut writer = Writer { text: String::new(), line_end };
    writer.lines(&blocks.head);
    let mut last: Option<&Block<'_>> = None;
    for entry in &blocks.entries {
        writer.entry(last, entry, |before| !layout::same_group(&before.key, &entry.key));
        last = Some(entry);
    }
    for section in &blocks.sections {
        writer.blank();
        writer.block(&section.header);
        let mut last = &section.header;
        for entry in &section.entries {
            writer.entry(Some(last), entry, |_| false);
            last = entry;
        }
    }
    if !blocks.tail.is_empty() {
        writer.blank();
        writer.lines(&blocks.tail);
    }
    writer.text
}

struct Writer<'a> {
    text: String,
    line_end: &'a str,
}

impl Writer<'_> {
    /// An entry, with a blank line before it where one belongs.
    fn entry(&mut self, last: Option<&Block<'_>>, entry: &Block<'_>, is_apart: impl Fn(&Block<'_>) -> bool) {
        let stood_apart = entry.is_apart && last.is_some_and(|last| !last.is_header);
        let is_first = last.is_none() || entry.above.iter().any(|line| line.is_empty());
        if is_first || stood_apart || last.is_some_and(|last| is_apart(last) || !last.below.is_empty()) {
            self.blank();
        }
        self.block(entry);
    }

    fn block(&mut self, block: &Block<'_>) {
        self.lines(&block.above);
        self.line(block.text);
        self.lines(&block.below);
    }

    fn lines(&mut self, lines: &[&str]) {
        for line in lines {
            self.line(line);
        }
    }

    fn line(&mut self, line: &str) {
        self.text += line;
        self.text += self.line_end;
    }

    /// A blank line, but for the start of the text, and where there is one.
    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(&self.line_end.repeat(2)) {
            self.text += self.line_end;
        }
    }
}

#[cfg(test)]
mod tests;
