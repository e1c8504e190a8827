//! Which bytes of a text give way so that it says something else.
//!
//! Works on the plain form of a value before and after: whatever is equal is not looked at again. A comment goes only
//! with the line or the table that it stands in.

mod lines;
mod list;
#[cfg(test)]
mod properties;

use super::layout;
use super::toml::{self, Entry, Node, Table, Value, write};
use crate::model::Plain;
use crate::source::{Edit, Span};

type Entries = [(String, Plain)];

/// The edits that make a text, with its tree, say the new entries in place of the old.
///
/// # Errors
///
/// The key that cannot be changed, since a part of what it holds cannot be read.
pub(super) fn edits(text: &str, tree: &Table<'_>, old: &Entries, new: &Entries) -> Result<Vec<Edit>, String> {
    let mut splicer = Splicer { text, edits: Vec::new(), line_end: toml::line_end(text), unreadable: None };
    splicer.table(&Place { table: tree, header: None, path: &[] }, old, new);
    splicer.unreadable.map_or(Ok(splicer.edits), Err)
}

/// A whole new text that says these entries.
pub(super) fn whole(entries: &Entries) -> String {
    let mut text = String::new();
    let mut last: Option<&str> = None;
    for (key, value) in entries {
        let is_block = is_block(value);
        if last.is_some_and(|last| is_block || !layout::same_group(last, key)) {
            text.push('\n');
        }
        text += &if is_block { write::blocks(&[], key, value) } else { write::line(key, value) };
        last = Some(key);
    }
    text
}

/// Whether a value stands under a header of its own.
fn is_block(value: &Plain) -> bool {
    match value {
        Plain::List(items) => items.first().is_some_and(|item| matches!(item, Plain::Table(_))),
        Plain::Table(entries) => !entries.iter().any(|(key, _)| key == "every"),
        _ => false,
    }
}

/// A table in the text: the whole of it, or what follows a header.
struct Place<'a, 't> {
    table: &'a Table<'t>,
    header: Option<Span>,
    path: &'a [&'a str],
}

/// The stretch in which two lists differ.
struct Differing<'p> {
    /// How many entries before it are the same.
    start: usize,
    old: &'p [Plain],
    new: &'p [Plain],
}

impl<'p> Differing<'p> {
    fn of(old: &'p [Plain], new: &'p [Plain]) -> Self {
        let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let (old, new) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
        let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
        let without_end = |list: &'p [Plain]| list.get(..list.len().saturating_sub(end)).unwrap_or_default();
        Self { start, old: without_end(old), new: without_end(new) }
    }

    /// How many old entries give way to a new one.
    fn pairs(&self) -> usize {
        self.old.len().min(self.new.len())
    }

    fn changed(&self) -> impl Iterator<Item = (&'p Plain, &'p Plain)> + use<'p> {
        self.old.iter().zip(self.new)
    }

    /// The old entries that nothing takes the place of.
    fn gone(&self) -> &'p [Plain] {
        self.old.get(self.pairs()..).unwrap_or_default()
    }

    /// The new entries that take the place of none.
    fn come(&self) -> &'p [Plain] {
        self.new.get(self.pairs()..).unwrap_or_default()
    }
}

struct Splicer<'a> {
    text: &'a str,
    edits: Vec<Edit>,
    line_end: &'static str,
    /// The first key that cannot be changed.
    unreadable: Option<String>,
}

impl Splicer<'_> {
    fn table(&mut self, place: &Place<'_, '_>, old: &Entries, new: &Entries) {
        for (key, _) in old.iter().filter(|(key, _)| value_of(new, key).is_none()) {
            if let Some(entry) = place.table.get(key) {
                self.remove(entry);
            }
        }
        for (number, (key, value)) in new.iter().enumerate() {
            match (place.table.get(key), value_of(old, key)) {
                (Some(_), Some(before)) if before == value => {}
                (Some(entry), Some(before)) => self.value(place, entry, before, value),
                (Some(entry), None) if has_header(&entry.node, entry) => self.refuse(key),
                // What is added to a list takes nothing away, read or not.
                (Some(_), None) if matches!(value, Plain::List(_)) => self.refuse(key),
                // A value that could not be read gives way to the new one.
                (Some(entry), None) => self.replace(entry.node.span.clone(), &write::value(value)),
                (None, _) => self.add(place, key, value, new.get(..number).unwrap_or_default()),
            }
        }
    }

    fn value(&mut self, place: &Place<'_, '_>, entry: &Entry<'_>, old: &Plain, new: &Plain) {
        let path: Vec<&str> = place.path.iter().copied().chain([entry.key.as_ref()]).collect();
        match (&entry.node.value, old, new) {
            (Value::Table(table), Plain::Table(old), Plain::Table(new)) if has_header(&entry.node, entry) => {
                let header = Some(entry.node.span.clone());
                self.table(&Place { table, header, path: &path }, old, new);
            }
            (Value::List(items), Plain::List(old), Plain::List(new)) if has_header(&entry.node, entry) => {
                self.blocks(&path, items, old, new);
            }
            (Value::List(items), Plain::List(old), Plain::List(_)) if items.len() != old.len() => {
                self.refuse(&entry.key);
            }
            (Value::List(items), Plain::List(old), Plain::List(new)) => self.list(items, &Differing::of(old, new)),
            _ => self.replace(entry.node.span.clone(), &write::value(new)),
        }
    }

    /// A list whose entries stand each under a header `[[key]]`.
    fn blocks(&mut self, path: &[&str], items: &[Node<'_>], old: &[Plain], new: &[Plain]) {
        let Some((key, above)) = path.split_last() else { return };
        let differing = Differing::of(old, new);
        let only_appends = differing.old.is_empty() && differing.start == old.len();
        if items.len() != old.len() && !only_appends {
            self.refuse(key);
            return;
        }
        for (item, pair) in items.iter().skip(differing.start).zip(differing.changed()) {
            match (&item.value, pair) {
                (Value::Table(table), (Plain::Table(old), Plain::Table(new))) => {
                    self.table(&Place { table, header: Some(item.span.clone()), path }, old, new);
                }
                _ => self.refuse(key),
            }
        }
        let place = differing.start.saturating_add(differing.pairs());
        for item in items.iter().skip(place).take(differing.gone().len()) {
            self.remove_block(item);
        }
        let place = if only_appends { items.len() } else { place };
        self.insert_blocks(above, key, items, place, differing.come());
    }

    /// Puts entries with headers of their own behind those that stand before a place, or before the first.
    fn insert_blocks(&mut self, above: &[&str], key: &str, items: &[Node<'_>], place: usize, entries: &[Plain]) {
        if entries.is_empty() {
            return;
        }
        let blocks = write::blocks(above, key, &Plain::List(entries.to_vec()));
        match (place.checked_sub(1).and_then(|before| items.get(before)), items.first()) {
            (Some(before), _) => self.insert_after(self.end_of_line(last_byte(before)), &format!("\n{blocks}")),
            (None, Some(first)) => {
                self.insert_at(self.start_with_comments(first.span.start), &format!("{blocks}\n"));
            }
            (None, None) => self.refuse(key),
        }
    }

    /// Puts a new key where it belongs among those that the text has.
    fn add(&mut self, place: &Place<'_, '_>, key: &str, value: &Plain, before: &Entries) {
        if is_block(value) {
            self.add_blocks(place, key, value, before);
            return;
        }
        let line = write::line(key, value);
        let nearest = before
            .iter()
            .rev()
            .find_map(|(name, _)| place.table.get(name).filter(|entry| !has_header(&entry.node, entry)));
        match (nearest, &place.header) {
            (Some(entry), _) if place.path.is_empty() && !layout::same_group(&entry.key, key) => {
                self.insert_after(self.end_of_paragraph(place.table, entry), &format!("\n{line}"));
            }
            (Some(entry), _) => self.insert_after(self.end_of_line(entry.node.span.end), &line),
            (None, Some(header)) => self.insert_after(self.end_of_line(header.end), &line),
            (None, None) => self.insert_first(place.table, key, &line),
        }
    }

    /// Puts a key before everything else in the text, but after comments at its top that stand by themselves.
    fn insert_first(&mut self, table: &Table<'_>, key: &str, line: &str) {
        let Some(first) = table.entries.first() else {
            self.insert_after(self.text.len(), line);
            return;
        };
        let gap = if has_header(&first.node, first) || !layout::same_group(key, &first.key) { "\n" } else { "" };
        let start = self.start_with_comments(first.key_span.start);
        self.insert_at(start, &format!("{line}{gap}"));
    }

    /// Puts new headers before the first header that comes later in the order, or at the end of the text.
    fn add_blocks(&mut self, place: &Place<'_, '_>, key: &str, value: &Plain, before: &Entries) {
        let block = write::blocks(place.path, key, value);
        let is_later = |entry: &&Entry<'_>| {
            has_header(&entry.node, entry) && !before.iter().any(|(name, _)| *name == entry.key) && entry.key != key
        };
        match (&place.header, place.table.entries.iter().find(is_later)) {
            (None, Some(later)) => {
                let start = self.start_with_comments(later.node.span.start);
                self.insert_at(start, &format!("{block}\n"));
            }
            (None, None) => self.insert_after(self.end_of_text(), &format!("\n{block}")),
            (Some(header), _) => {
                let last = place.table.entries.iter().map(|entry| last_byte(&entry.node)).max().unwrap_or(header.end);
                self.insert_after(self.end_of_line(last), &format!("\n{block}"));
            }
        }
    }

    fn remove(&mut self, entry: &Entry<'_>) {
        match &entry.node.value {
            Value::List(items) if has_header(&entry.node, entry) => {
                for item in items {
                    self.remove_block(item);
                }
            }
            Value::Table(_) if has_header(&entry.node, entry) => self.remove_block(&entry.node),
            _ => self.remove_lines(self.line_start(entry.key_span.start)..self.end_of_line(entry.node.span.end)),
        }
    }

    fn remove_block(&mut self, node: &Node<'_>) {
        self.remove_lines(self.line_start(node.span.start)..self.end_of_line(last_byte(node)));
    }

    fn refuse(&mut self, key: &str) {
        self.unreadable.get_or_insert_with(|| key.to_owned());
    }
}

fn value_of<'a>(entries: &'a Entries, key: &str) -> Option<&'a Plain> {
    entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

/// Whether a value stands under a header, which then holds its key.
fn has_header(node: &Node<'_>, entry: &Entry<'_>) -> bool {
    node.span.start < entry.key_span.start
}

/// The last byte of a value with everything below its header.
fn last_byte(node: &Node<'_>) -> usize {
    let below = match &node.value {
        Value::List(items) => items.iter().map(last_byte).max(),
        Value::Table(table) => table.entries.iter().map(|entry| last_byte(&entry.node)).max(),
        _ => None,
    };
    below.unwrap_or(0).max(node.span.end)
}
