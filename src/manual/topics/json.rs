//! The JSON that commands give, from the types that write it.

use super::Topic;
use crate::manual::shape::{Notation, Shape, keys};
use crate::manual::{Part, Section};

pub(super) const TOPIC: Topic = Topic {
    name: "json",
    summary: "The JSON that commands give, key by key",
    write: sections,
    see: &["list", "status", "check", "scripts"],
};

fn sections(shapes: &[Shape]) -> Vec<Section> {
    let contract = Section::new(
        "A contract",
        [
            Part::text(
                "`--format json` gives one value with `\"version\": 1`. Keys are only ever added, so a program that \
                 reads those it knows goes on working. Days are `2026-06-30`, what is absent is `null`, and texts hold \
                 nothing that acts on a terminal.",
            ),
            Part::text(
                "`ndjson` gives the same actions, one a line. Reports give their tables with `--format json`, under \
                 the headings that people see.",
            ),
        ],
    );
    let shape = |Shape { heading, schema }: &Shape| {
        let text = schema["description"].as_str().unwrap_or_default().to_owned();
        let text = (!text.is_empty()).then_some(Part::Text(text));
        let parts: Vec<_> = text.into_iter().chain([Part::Terms(keys(schema, Notation::Json))]).collect();
        Section::new(heading.clone(), parts)
    };
    std::iter::once(contract).chain(shapes.iter().map(shape)).collect()
}
