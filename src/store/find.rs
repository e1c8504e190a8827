//! From symbolic places to lines and columns, reading only the files that have a problem.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Root;
use super::toml::{self, Node, Table, Value};
use crate::diagnostic::{Diagnostic, Finding, Site, Stretch};
use crate::source::{Place, Position, Span, Spot, Step, ceil_boundary};

/// Problems with where they stand; each file is read once, however many of them it has.
#[must_use]
pub fn findings(root: &Root, problems: Vec<Diagnostic>) -> Vec<Finding> {
    let places = problems.iter().flat_map(|problem| {
        let also = problem.also.iter().map(|(place, _)| place);
        std::iter::once(&problem.place).chain(also)
    });
    let mut sites = sites(root, &places.collect::<Vec<_>>()).into_iter();
    let mut next = |place: &Place| sites.next().unwrap_or_else(|| whole(root, place));
    let finding = |diagnostic: Diagnostic| {
        let site = next(&diagnostic.place);
        let also = diagnostic.also.iter().map(|(place, what)| (next(place), what.clone())).collect();
        Finding { diagnostic, site, also }
    };
    problems.into_iter().map(finding).collect()
}

/// The sites of places, in the same order.
fn sites(root: &Root, places: &[&Place]) -> Vec<Site> {
    let mut by_file: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, place) in places.iter().enumerate() {
        if !matches!(place.spot, Spot::File) {
            by_file.entry(&place.file).or_default().push(number);
        }
    }
    let mut sites: Vec<_> = places.iter().map(|place| whole(root, place)).collect();
    for (file, numbers) in by_file {
        let spots: Vec<_> = numbers.iter().filter_map(|&number| Some(&places.get(number)?.spot)).collect();
        for (number, stretch) in numbers.iter().zip(stretches(root, file, &spots)) {
            if let Some(site) = sites.get_mut(*number) {
                site.stretch = Some(stretch);
            }
        }
    }
    sites
}

fn whole(root: &Root, place: &Place) -> Site {
    Site { path: root.shown(&place.file), stretch: None }
}

/// Where the spots of one file stand; nothing where it cannot be read.
fn stretches(root: &Root, file: &str, spots: &[&Spot]) -> Vec<Stretch> {
    let Some(text) = root.text(file) else { return Vec::new() };
    let text: Arc<str> = text.into();
    let spans = spans(&text, spots);
    let mut bytes: Vec<_> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
    bytes.sort_unstable();
    bytes.dedup();
    let positions = Position::of_each(&text, &bytes);
    let position = |byte| {
        let number = bytes.partition_point(|&other| other < byte);
        positions.get(number).copied().unwrap_or(Position { line: 1, column: 1 })
    };
    let stretch = |span: Span| {
        let (start, end) = (position(span.start), position(span.end));
        Stretch { text: Arc::clone(&text), span, start, end }
    };
    spans.into_iter().map(stretch).collect()
}

fn spans(text: &str, spots: &[&Spot]) -> Vec<Span> {
    let is_value = spots.iter().any(|spot| matches!(spot, Spot::Value(_)));
    let tree = is_value.then(|| toml::parse(text).ok()).flatten();
    let span = |spot: &Spot| match (spot, &tree) {
        (Spot::Bytes(span), _) => clamp(text, span),
        (Spot::Value(steps), Some(tree)) => clamp(text, &value_span(tree, steps)),
        (Spot::Value(_), None) | (Spot::File, _) => 0..0,
    };
    spots.iter().map(|spot| span(spot)).collect()
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
fn clamp(text: &str, span: &Span) -> Span {
    let start = ceil_boundary(text, span.start);
    start..ceil_boundary(text, span.end).max(start)
}
