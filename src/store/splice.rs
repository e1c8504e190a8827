//! Which bytes of a text give way so that it says something else.
//!
//! Works on the plain form of a value before and after: whatever is equal is not looked at again.

use super::layout;
use super::toml::{Entry, Node, Table, Value, write};
use crate::model::Plain;
use crate::source::{Edit, Span};

type Entries = [(String, Plain)];

/// The edits that make a text, with its tree, say the new entries in place of the old.
pub(super) fn edits(text: &str, tree: &Table<'_>, old: &Entries, new: &Entries) -> Vec<Edit> {
    let mut splicer = Splicer { text, edits: Vec::new(), line_end: if text.contains("\r\n") { "\r\n" } else { "\n" } };
    splicer.table(&Place { table: tree, header: None, path: &[] }, old, new);
    splicer.edits
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

struct Splicer<'a> {
    text: &'a str,
    edits: Vec<Edit>,
    line_end: &'static str,
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
            (Value::List(items), Plain::List(old), Plain::List(new)) => self.list(&entry.node, items, old, new),
            _ => self.replace(entry.node.span.clone(), &write::value(new)),
        }
    }

    /// A list in square brackets: entry by entry, or with more at its end; otherwise anew.
    fn list(&mut self, node: &Node<'_>, items: &[Node<'_>], old: &[Plain], new: &[Plain]) {
        let is_whole = items.len() == old.len();
        match items.last() {
            Some(_) if is_whole && old.len() == new.len() => {
                for ((item, _), new) in items.iter().zip(old).zip(new).filter(|((_, old), new)| old != new) {
                    self.replace(item.span.clone(), &write::value(new));
                }
            }
            Some(last) if is_whole && new.starts_with(old) => {
                let more = new.iter().skip(old.len()).flat_map(|item| [", ".to_owned(), write::value(item)]);
                self.replace(last.span.end..last.span.end, &more.collect::<String>());
            }
            Some(_) | None => self.replace(node.span.clone(), &write::value(&Plain::List(new.to_vec()))),
        }
    }

    /// A list whose entries stand each under a header `[[key]]`.
    fn blocks(&mut self, path: &[&str], items: &[Node<'_>], old: &[Plain], new: &[Plain]) {
        let kept = if new.len() < old.len() { kept_in_order(old, new) } else { None };
        let goes = |place: usize| kept.as_ref().map_or(place >= new.len(), |kept| !kept.contains(&place));
        let mut remaining = new.iter();
        for (place, (item, old)) in items.iter().zip(old).enumerate() {
            match (&item.value, old, (!goes(place)).then(|| remaining.next()).flatten()) {
                (Value::Table(table), Plain::Table(old), Some(Plain::Table(new))) if old != new => {
                    self.table(&Place { table, header: Some(item.span.clone()), path }, old, new);
                }
                (_, _, Some(_)) => {}
                (_, _, None) => self.remove_block(item),
            }
        }
        let (Some(last), Some((key, above))) = (items.last(), path.split_last()) else { return };
        let end = self.end_of_line(last_byte(last));
        for item in remaining {
            let block = write::blocks(above, key, &Plain::List(vec![item.clone()]));
            self.insert_after(end, &format!("\n{block}"));
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
            (Some(entry), _) => {
                let gap = if place.path.is_empty() && !layout::same_group(&entry.key, key) { "\n" } else { "" };
                self.insert_after(self.end_of_line(entry.node.span.end), &format!("{gap}{line}"));
            }
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

    /// Takes lines out, and the blank line after them where one stands before them too, or nothing does.
    fn remove_lines(&mut self, lines: Span) {
        let rest = self.text.get(lines.end..).unwrap_or_default();
        let before = self.text.get(..lines.start).unwrap_or_default();
        let blank = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
        let stands_apart = before.is_empty() || before.ends_with("\n\n") || before.ends_with("\n\r\n");
        let end = if stands_apart { lines.end + blank } else { lines.end };
        self.replace(lines.start..end, "");
    }

    fn replace(&mut self, span: Span, new: &str) {
        self.edits.push(Edit { span, text: new.replace('\n', self.line_end) });
    }

    fn insert_at(&mut self, at: usize, new: &str) {
        self.replace(at..at, new);
    }

    /// Puts lines after the end of a line, which gets an end first where it has none.
    ///
    /// Several insertions at one place stay in the order in which they were asked for.
    fn insert_after(&mut self, end: usize, lines: &str) {
        let line_end = self.line_end;
        if let Some(edit) = self.edits.iter_mut().rev().find(|edit| edit.span == (end..end)) {
            edit.text += &lines.replace('\n', line_end);
            return;
        }
        let has_end =
            self.text.get(..end).is_some_and(|before| before.is_empty() || before.ends_with(['\n', '\u{feff}']));
        self.insert_at(end, &if has_end { lines.to_owned() } else { format!("\n{lines}") });
    }

    fn line_start(&self, byte: usize) -> usize {
        self.text
            .get(..byte)
            .and_then(|before| before.rfind('\n'))
            .map_or_else(|| self.mark_length(), |newline| newline + 1)
    }

    /// The byte after the end of the line.
    fn end_of_line(&self, byte: usize) -> usize {
        self.text.get(byte..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |newline| byte + newline + 1)
    }

    /// The byte after the last line that says something; blank lines at the end stay behind what is added.
    fn end_of_text(&self) -> usize {
        let said = self.text.trim_end().len();
        if said == 0 { self.text.len() } else { self.end_of_line(said) }
    }

    /// The start of a line, or of the comments that stand directly above it.
    fn start_with_comments(&self, byte: usize) -> usize {
        let mut start = self.line_start(byte);
        while start > self.mark_length() {
            let above = self.line_start(start - 1);
            if !self.text.get(above..start).is_some_and(|line| line.trim_start().starts_with('#')) {
                break;
            }
            start = above;
        }
        start
    }

    /// The length of the byte order mark.
    fn mark_length(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
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

/// The places of the entries that are kept, where the new list is the old one with some taken out.
fn kept_in_order(old: &[Plain], new: &[Plain]) -> Option<Vec<usize>> {
    let mut wanted = new.iter().peekable();
    let kept: Vec<_> =
        (0..old.len()).filter(|&place| wanted.next_if(|next| Some(*next) == old.get(place)).is_some()).collect();
    wanted.peek().is_none().then_some(kept)
}
