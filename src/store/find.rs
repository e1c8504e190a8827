//! From symbolic places to lines and columns, reading only the files that have a problem.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Root;
use super::kept::{KeptFile, Texts};
use super::toml::{self, Marks};
use crate::diagnostic::{Diagnostic, Finding, Site, Stretch};
use crate::source::{Place, Position, Span, Spot, ceil_boundary};

/// Problems with where they stand; each file is read once, however many of them it has.
#[must_use]
pub fn findings(root: &Root, problems: Vec<Diagnostic>) -> Vec<Finding> {
    findings_with(root, &Texts::default(), problems)
}

/// The same where files are kept, which are then not read.
pub(super) fn findings_with(root: &Root, kept: &Texts, problems: Vec<Diagnostic>) -> Vec<Finding> {
    let places = problems.iter().flat_map(|problem| {
        let also = problem.also.iter().map(|(place, _)| place);
        std::iter::once(&problem.place).chain(also)
    });
    let mut sites = sites(root, kept, &places.collect::<Vec<_>>()).into_iter();
    let mut next = |place: &Place| sites.next().unwrap_or_else(|| whole(root, place));
    let finding = |diagnostic: Diagnostic| {
        let site = next(&diagnostic.place);
        let also = diagnostic.also.iter().map(|(place, what)| (next(place), what.clone())).collect();
        Finding { diagnostic, site, also }
    };
    problems.into_iter().map(finding).collect()
}

/// The sites of places, in the same order.
fn sites(root: &Root, kept: &Texts, places: &[&Place]) -> Vec<Site> {
    let mut by_file: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, place) in places.iter().enumerate() {
        if !matches!(place.spot, Spot::File) {
            by_file.entry(&place.file).or_default().push(number);
        }
    }
    let mut sites: Vec<_> = places.iter().map(|place| whole(root, place)).collect();
    for (file, numbers) in by_file {
        let spots: Vec<_> = numbers.iter().filter_map(|&number| Some(&places.get(number)?.spot)).collect();
        for (number, stretch) in numbers.iter().zip(stretches(root, kept, file, &spots)) {
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
fn stretches(root: &Root, kept: &Texts, file: &str, spots: &[&Spot]) -> Vec<Stretch> {
    let of_kept = |kept: &KeptFile| (Arc::clone(&kept.text), spans(&kept.text, kept.marks.as_ref(), spots));
    let Some((text, spans)) = kept.get(file).map(of_kept).or_else(|| read(root, file, spots)) else {
        return Vec::new();
    };
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

/// The text of a file that was not kept, with the spans of spots in it.
fn read(root: &Root, file: &str, spots: &[&Spot]) -> Option<(Arc<str>, Vec<Span>)> {
    let text = root.text(file)?;
    let is_value = spots.iter().any(|spot| matches!(spot, Spot::Value(_)));
    let tree = is_value.then(|| toml::parse(&text).ok()).flatten();
    let marks = tree.map(|tree| Marks::of(&tree));
    let spans = spans(&text, marks.as_ref(), spots);
    Some((text.into(), spans))
}

fn spans(text: &str, marks: Option<&Marks>, spots: &[&Spot]) -> Vec<Span> {
    let span = |spot: &Spot| match (spot, marks) {
        (Spot::Bytes(span), _) => clamp(text, span),
        (Spot::Value(steps), Some(marks)) => clamp(text, &marks.span(text, steps)),
        (Spot::Value(_), None) | (Spot::File, _) => 0..0,
    };
    spots.iter().map(|spot| span(spot)).collect()
}

/// A span that lies within the text and between its characters, whatever has happened to the file meanwhile.
fn clamp(text: &str, span: &Span) -> Span {
    let start = ceil_boundary(text, span.start);
    start..ceil_boundary(text, span.end).max(start)
}
