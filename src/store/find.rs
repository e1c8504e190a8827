//! From symbolic places to lines and columns, reading only the files that have a problem.

use std::collections::HashMap;
use std::sync::Arc;

use super::toml::{self, Node, Table, Value};
use super::{Root, file};
use crate::diagnostic::{Diagnostic, Finding, Site};
use crate::source::{Place, Span, Spot, Step, ceil_boundary};

/// Finds places in the files of a plans folder; keeps the texts that it has read.
#[derive(Debug)]
pub struct Finder<'r> {
    root: &'r Root,
    texts: HashMap<String, Option<Arc<str>>>,
}

impl<'r> Finder<'r> {
    /// A finder that has read nothing yet.
    #[must_use]
    pub fn new(root: &'r Root) -> Self {
        Self { root, texts: HashMap::new() }
    }

    /// A problem with the sites of its places.
    pub fn find(&mut self, diagnostic: Diagnostic) -> Finding {
        let site = self.site(&diagnostic.place);
        let also = diagnostic.also.iter().map(|(place, what)| (self.site(place), what.clone())).collect();
        Finding { diagnostic, site, also }
    }

    fn site(&mut self, place: &Place) -> Site {
        let root = self.root;
        let read = || file::text(&root.folder().join(&place.file)).map(Arc::from);
        let text = self.texts.entry(place.file.clone()).or_insert_with(read).clone();
        let span = text.as_deref().map_or(0..0, |text| clamp(text, span_of(text, &place.spot)));
        Site { path: self.root.shown(&place.file), text, span }
    }
}

fn span_of(text: &str, spot: &Spot) -> Span {
    match spot {
        Spot::File => 0..0,
        Spot::Bytes(span) => span.clone(),
        Spot::Value(steps) => toml::parse(text).map_or(0..0, |table| value_span(&table, steps)),
    }
}

/// The span of a value, or of the nearest thing above it that is there.
fn value_span(table: &Table<'_>, steps: &[Step]) -> Span {
    let first_key = table.entries.first().map_or(0..0, |entry| entry.key_span.clone());
    match steps.split_first() {
        Some((Step::Key(key), rest)) => table.get(key).map_or(first_key, |entry| node_span(&entry.node, rest)),
        Some((Step::Entry(_), _)) | None => first_key,
    }
}

fn node_span(node: &Node<'_>, steps: &[Step]) -> Span {
    let below = match (steps.split_first(), &node.value) {
        (Some((Step::Key(key), rest)), Value::Table(table)) => table.get(key).map(|entry| node_span(&entry.node, rest)),
        (Some((Step::Entry(number), rest)), Value::List(items)) => items.get(*number).map(|item| node_span(item, rest)),
        _ => None,
    };
    below.unwrap_or_else(|| node.span.clone())
}

/// A span that lies within the text and between its characters, whatever has happened to the file meanwhile.
fn clamp(text: &str, span: Span) -> Span {
    let start = ceil_boundary(text, span.start);
    start..ceil_boundary(text, span.end).max(start)
}
