//! Reports and their formats, from the definition of the commands that give them.

use clap::{Arg, Command};

use super::{Sources, Topic};
use crate::manual::{Part, Section, Term};

pub(super) const TOPIC: Topic = Topic {
    name: "reports",
    summary: "What can be reported, in which formats, and for whom",
    write: sections,
    see: &["report", "chase", "export", "filter"],
};

fn sections(sources: &Sources<'_>) -> Vec<Section> {
    let reports = reports(sources.root);
    let summary = |report: &&Command| report.get_about().map(ToString::to_string).unwrap_or_default();
    let name = |report: &&Command| report.get_bin_name().unwrap_or_default().to_owned();
    let which: Vec<_> = reports.iter().map(|report| (name(report), summary(report))).collect();
    let formats = reports.first().and_then(|report| format(report)).map(formats).unwrap_or_default();
    let chapters = [("Which there are", Part::terms(which)), ("Formats", Part::Terms(formats))];
    let made = chapters.into_iter().filter(|(_, part)| *part != Part::Terms(Vec::new()));
    made.map(|(heading, part)| Section::new(heading, [part])).chain([files(), days()]).collect()
}

/// The commands that give a document in every format.
fn reports(command: &Command) -> Vec<&Command> {
    let is_document = |argument: &Arg| argument.get_possible_values().iter().any(|value| value.get_name() == "html");
    let own = format(command).is_some_and(is_document).then_some(command);
    let within = command.get_subcommands().filter(|within| !within.is_hide_set()).flat_map(reports);
    own.into_iter().chain(within).collect()
}

/// The choice of formats that a command gives.
pub(super) fn format(command: &Command) -> Option<&Arg> {
    command.get_arguments().find(|argument| argument.get_id() == "format")
}

pub(super) fn formats(format: &Arg) -> Vec<Term> {
    let values = format.get_possible_values();
    let help = |value: &clap::builder::PossibleValue| value.get_help().map(ToString::to_string).unwrap_or_default();
    values.iter().map(|value| Term::new(value.get_name(), help(value))).collect()
}

fn files() -> Section {
    Section::new(
        "To a file",
        [
            Part::text(
                "`-o FILE` writes it to a file, whose ending names the format; without it, it goes to standard output \
                 as text. A file that is there is replaced whole or not at all, but never a file of a plan.",
            ),
            Part::Code("vawg report exceptions -o board.docx\nvawg report public -o promises.html".to_owned()),
            Part::text(
                "A web page is one file that needs no network and no script; printed from the browser it is a PDF. A \
                 picture always has its numbers beside it, and a rating its word.",
            ),
            Part::text(
                "`report public` leaves out notes, persons and what has `public = false`, and names on standard error \
                 what it left out. All others are for those who keep the plan.",
            ),
        ],
    )
}

fn days() -> Section {
    Section::new(
        "Which day, which actions",
        [
            Part::text(
                "Each says at its head on which day it was judged, and from which commit it was read. `--as-of` and \
                 `--rev` ask for another; `--since` names the day to compare with in place of the last meeting. A \
                 filter after the name of the report chooses actions:",
            ),
            Part::Code("vawg report progress theme:prevention --since 2026-01-01".to_owned()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::reports;

    #[test]
    fn every_report_is_found_by_its_formats() {
        let mut root = clap::Command::new("vawg");
        let values = ["text", "html"];
        let format = clap::Arg::new("format").long("format").value_parser(values);
        root = root.subcommand(clap::Command::new("agenda").arg(format)).subcommand(clap::Command::new("list"));
        root.build();
        assert_eq!(reports(&root).iter().map(|report| report.get_name()).collect::<Vec<_>>(), ["agenda"]);
    }
}
