//! The JSON that commands give, from the types that write it.

use clap::{Arg, Command};

use super::{Sources, Topic};
use crate::manual::shape::{Notation, Shape, keys};
use crate::manual::{Part, Section};

pub(super) const TOPIC: Topic = Topic {
    name: "json",
    summary: "The JSON that commands give, key by key",
    write: sections,
    see: &["list", "status", "check", "scripts"],
};

fn sections(sources: &Sources<'_>) -> Vec<Section> {
    let contract = Section::new(
        "A contract",
        [
            Part::text(
                "`--format json` gives one value with `\"version\": 1`. Keys are only ever added, so a program that \
                 reads those it knows goes on working. Days are `2026-06-30`, what is absent is `null`, and texts hold \
                 nothing that acts on a terminal.",
            ),
            Part::text(
                "`ndjson` gives the same actions or changes, one a line. `show` gives the keys that `list` gives and \
                 those of the file, `tree` the counts of `status` for every part, reports their tables under the \
                 headings that people see.",
            ),
        ],
    );
    let shape = |Shape { heading, schema }: &Shape| {
        let text = schema["description"].as_str().unwrap_or_default().to_owned();
        let text = (!text.is_empty()).then_some(Part::Text(text));
        let parts: Vec<_> = text.into_iter().chain([Part::Terms(keys(schema, Notation::Json))]).collect();
        Section::new(heading.clone(), parts)
    };
    let givers: Vec<_> = givers(sources.root).into_iter().map(|name| format!("`{name}`")).collect();
    let which = (!givers.is_empty()).then(|| {
        let text = format!(
            "These commands have `--format json`: {}. Below are the keys of those that programs use most.",
            givers.join(", ")
        );
        Section::new("Which commands", [Part::Text(text)])
    });
    [contract].into_iter().chain(which).chain(sources.shapes.iter().map(shape)).collect()
}

/// The commands that can give JSON, by what is typed.
fn givers(command: &Command) -> Vec<String> {
    let is_json = |argument: &Arg| {
        argument.get_id() == "format" && argument.get_possible_values().iter().any(|value| value.get_name() == "json")
    };
    let own = command.get_arguments().any(is_json).then(|| command.get_bin_name().unwrap_or_default().to_owned());
    let within = command.get_subcommands().filter(|within| !within.is_hide_set()).flat_map(givers);
    own.into_iter().chain(within).collect()
}
