//! A text taken apart into its pieces.
//!
//! Only the forms that plan files are written in: keys with values, tables and lists of tables under headers of their
//! own. A text with rarer forms has no pieces, and is left to the merge by lines.

use super::document::{Block, BlockKind, Document, Item, Line, Statement, plain};
use crate::model::Plain;
use crate::source::Span;
use crate::store::toml::{self, Table, Value};

/// The pieces of a text whose lines all end in `\n`; nothing where it is not TOML or has a rarer form.
pub(super) fn split(text: &str) -> Option<Document> {
    let tree = toml::parse(text).ok()?;
    let mut marks = Vec::new();
    collect(text, &tree, &mut Vec::new(), &mut marks)?;
    marks.sort_by_key(|mark| mark.start);
    Builder { text, done: 0, open: Vec::new(), items: Vec::new() }.build(marks)
}

/// Where a piece begins in a text.
struct Mark {
    start: usize,
    said: Span,
    /// The names that lead to what holds it.
    path: Vec<String>,
    name: String,
    what: What,
}

enum What {
    Value(Plain),
    Header(BlockKind),
}

/// Finds where each piece begins; nothing where one has a form that is not known here.
fn collect(text: &str, table: &Table<'_>, path: &mut Vec<String>, marks: &mut Vec<Mark>) -> Option<()> {
    for entry in &table.entries {
        let has_header = entry.node.span.start < entry.key_span.start;
        match &entry.node.value {
            Value::List(items) if has_header => {
                for item in items {
                    let Value::Table(inner) = &item.value else { return None };
                    header(text, (&entry.key, &item.span, inner), BlockKind::Entry, path, marks)?;
                }
            }
            Value::Table(inner) if has_header => {
                header(text, (&entry.key, &entry.node.span, inner), BlockKind::Table, path, marks)?;
            }
            Value::Table(_) if !text.get(entry.node.span.clone())?.starts_with('{') => return None,
            _ => {
                let what = What::Value(plain(&entry.node)?);
                let (start, said) = (entry.key_span.start, entry.node.span.clone());
                marks.push(Mark { start, said, path: path.clone(), name: entry.key.to_string(), what });
            }
        }
    }
    Some(())
}

fn header(
    text: &str,
    (name, span, table): (&str, &Span, &Table<'_>),
    kind: BlockKind,
    path: &mut Vec<String>,
    marks: &mut Vec<Mark>,
) -> Option<()> {
    let said = text.get(span.clone())?;
    let is_entry = said.starts_with("[[");
    if is_entry != (kind == BlockKind::Entry) || said.split('.').count() != path.len().saturating_add(1) {
        return None;
    }
    let what = What::Header(kind);
    marks.push(Mark { start: span.start, said: span.clone(), path: path.clone(), name: name.to_owned(), what });
    path.push(name.to_owned());
    let done = collect(text, table, path, marks);
    path.pop();
    done
}

/// Puts pieces together in their order.
struct Builder<'t> {
    text: &'t str,
    /// The bytes that are in a piece.
    done: usize,
    /// The blocks that the next piece may belong to, each within the one before it.
    open: Vec<Block>,
    items: Vec<Item>,
}

impl Builder<'_> {
    fn build(mut self, marks: Vec<Mark>) -> Option<Document> {
        for mark in marks {
            let statement = self.statement(&mark)?;
            match mark.what {
                What::Value(value) => {
                    if !self.is_within(&mark.path) {
                        return None;
                    }
                    self.push(Item::Line(Line { statement, key: mark.name, value }));
                }
                What::Header(kind) => {
                    while self.open.len() > mark.path.len() {
                        self.close();
                    }
                    if !self.is_within(&mark.path) {
                        return None;
                    }
                    self.open.push(Block { statement, kind, name: mark.name, items: Vec::new() });
                }
            }
        }
        while !self.open.is_empty() {
            self.close();
        }
        let tail = self.text.get(self.done..)?.to_owned();
        Some(Document { items: self.items, tail })
    }

    /// The lines of a piece, with all that stands between it and the one before.
    fn statement(&mut self, mark: &Mark) -> Option<Statement> {
        let start = self.text.get(..mark.start)?.rfind('\n').map_or(0, |newline| newline.saturating_add(1));
        let rest = self.text.get(mark.said.end..)?;
        let end =
            rest.find('\n').map_or(self.text.len(), |newline| mark.said.end.saturating_add(newline).saturating_add(1));
        let lead = self.text.get(self.done..start)?.to_owned();
        let is_empty = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        if !lead.lines().all(is_empty) {
            return None;
        }
        self.done = end;
        let text = self.text.get(start..end)?.to_owned();
        Some(Statement { lead, text, said: mark.said.start.checked_sub(start)?..mark.said.end.checked_sub(start)? })
    }

    fn is_within(&self, path: &[String]) -> bool {
        self.open.iter().map(|block| &block.name).eq(path)
    }

    fn close(&mut self) {
        if let Some(block) = self.open.pop() {
            self.push(Item::Block(block));
        }
    }

    fn push(&mut self, item: Item) {
        match self.open.last_mut() {
            Some(block) => block.items.push(item),
            None => self.items.push(item),
        }
    }
}
