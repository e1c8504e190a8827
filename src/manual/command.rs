//! The pages of the commands, from the arguments that they take.

use std::fmt::Write as _;

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command};

use super::notes::{chapters, notes};
use super::topics::scripts;
use super::{Page, Part, Section, See, Term, Volume};

/// The page of the program and those of its commands, each before those within it.
///
/// The definition must be built, so that every command knows its whole name and the arguments it has from above.
#[must_use]
pub fn commands(root: &Command) -> Vec<Page> {
    let mut pages = vec![command(root)];
    for within in visible(root) {
        pages.extend(commands(within));
    }
    pages
}

/// The page of a command, without those within it.
fn command(command: &Command) -> Page {
    let mut sections = vec![Section::new("Synopsis", [Part::Code(usage(command))])];
    // The first paragraph is the summary, which stands beside the name.
    let long: Vec<_> = sentences(command.get_long_about()).into_iter().skip(1).map(Part::Text).collect();
    if !long.is_empty() {
        sections.push(Section::new("Description", long));
    }
    sections.extend(arguments(command));
    let within: Vec<_> =
        visible(command).map(|within| Term::new(within.get_name(), plain(within.get_about()))).collect();
    if !within.is_empty() {
        sections.push(Section::new("Commands", [Part::Terms(within)]));
    }
    sections.extend(
        chapters(notes(&plain(command.get_after_help())))
            .into_iter()
            .map(|(heading, parts)| Section::new(heading.unwrap_or_else(|| "Notes".to_owned()), parts)),
    );
    if is_root(command) {
        sections.extend([scripts::statuses(), scripts::environment()]);
    }
    Page {
        name: name(command),
        volume: Volume::Commands,
        summary: plain(command.get_about()),
        sections,
        see: see(command),
    }
}

fn is_root(command: &Command) -> bool {
    !name(command).contains('-')
}

fn visible(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|within| !within.is_hide_set())
}

fn name(command: &Command) -> String {
    command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned()
}

/// The pages of the commands that it is one of, and of those within it.
fn see(command: &Command) -> Vec<See> {
    let name = name(command);
    let above = name.rsplit_once('-').map(|(above, _)| above.to_owned());
    let within = visible(command).map(self::name);
    above.into_iter().chain(within).map(|name| See { name, volume: Volume::Commands }).collect()
}

fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    usage.trim_start_matches("Usage:").trim().to_owned()
}

/// What a command takes, by the headings under which its help has it; what every command takes is told once.
fn arguments(command: &Command) -> Vec<Section> {
    let shown = command.get_arguments().filter(|argument| !argument.is_hide_set());
    let (everywhere, own): (Vec<_>, Vec<_>) =
        shown.partition(|argument| argument.get_help_heading() == Some("Everywhere") && !is_root(command));
    let mut headed: Vec<(&str, Vec<Term>)> = vec![("Arguments", Vec::new()), ("Options", Vec::new())];
    for argument in own {
        let heading =
            if argument.is_positional() { "Arguments" } else { argument.get_help_heading().unwrap_or("Options") };
        match headed.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, terms)) => terms.push(term(argument)),
            None => headed.push((heading, vec![term(argument)])),
        }
    }
    let headed = headed.into_iter().filter(|(_, terms)| !terms.is_empty());
    let sections = headed.map(|(heading, terms)| Section::new(heading, [Part::Terms(terms)]));
    let names: Vec<_> =
        everywhere.iter().filter_map(|argument| Some(format!("`--{}`", argument.get_long()?))).collect();
    let last = (!names.is_empty()).then(|| {
        let text = format!("Every command also takes {}; see vawg(1).", names.join(", "));
        Section::new("Everywhere", [Part::Text(text)])
    });
    sections.chain(last).collect()
}

fn term(argument: &Arg) -> Term {
    if let ArgAction::Help = argument.get_action() {
        return Term::new(written(argument), "Print help: a summary with `-h`, all of it with `--help`.");
    }
    let mut text = sentences(argument.get_long_help().or_else(|| argument.get_help())).join("\n\n");
    if let Some(variable) = argument.get_env() {
        let _ = write!(text, " Environment: `{}`.", variable.to_string_lossy());
    }
    let defaults: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if takes_value(argument) && !defaults.is_empty() {
        let _ = write!(text, " Default: `{}`.", defaults.join(" "));
    }
    let values = if takes_value(argument) { argument.get_possible_values() } else { Vec::new() };
    let values: Vec<_> = values.iter().filter(|value| !value.is_hide_set()).collect();
    if !values.is_empty() && values.iter().all(|value| value.get_help().is_none()) {
        let words: Vec<_> = values.iter().map(|value| format!("`{}`", value.get_name())).collect();
        let _ = write!(text, " One of: {}.", words.join(", "));
        return Term::new(written(argument), text);
    }
    let within = values.iter().map(|value| Term::new(value.get_name(), plain(value.get_help()))).collect();
    Term { word: written(argument), text, within }
}

fn takes_value(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::Set | ArgAction::Append)
}

/// An argument as it is typed: `-o, --output <FILE>`, `[FILTER]...`.
fn written(argument: &Arg) -> String {
    if argument.is_positional() {
        return argument.to_string();
    }
    let names = argument.get_short().map(|short| format!("-{short}"));
    let names: Vec<_> = names.into_iter().chain(argument.get_long().map(|long| format!("--{long}"))).collect();
    let values = argument.get_value_names().filter(|_| takes_value(argument)).unwrap_or_default();
    let values = values.iter().map(|value| format!("<{value}>"));
    [names.join(", ")].into_iter().chain(values).collect::<Vec<_>>().join(" ")
}

/// The paragraphs of a help text, each with a full stop at its end.
fn sentences(text: Option<&StyledStr>) -> Vec<String> {
    let text = plain(text);
    let paragraphs = text.split("\n\n").map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    let ended = |text: String| if text.ends_with(['.', ':']) { text } else { text + "." };
    paragraphs.filter(|paragraph| !paragraph.is_empty()).map(ended).collect()
}

fn plain(text: Option<&StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}
