//! A rule in words: why it exists, what breaks it, what keeps it, and how a plan sets it.

use super::prose::{hanging, wrapped};
use super::style::{bold, columns, dim, rest, severity, visible};
use crate::diagnostic::Severity;
use crate::rules::baseline::is_acceptable;
use crate::rules::{Check, Example, Rule};
use crate::ui::Look;

/// The widest that prose is set, which is as wide as it is read with ease.
const WIDEST: usize = 88;

/// Everything there is to know about a rule.
#[must_use]
pub fn rule(rule: &Rule, look: Look) -> String {
    let mut text = format!("{} ({})\n\n", bold(rule.name.0, look), severity(rule.level, look));
    text += &prose(rule.summary, "", look);
    text += &section("Why", look);
    text += &prose(rule.why, "  ", look);
    if let Check::History(_) = rule.check {
        text += &section("Where a plan said", look);
        text += &rule.bad.before().map(|(file, text)| part(file, text, text, look)).collect::<Vec<_>>().join("\n");
    }
    text += &section("Not like this", look);
    text += &example(&rule.bad, &rule.good, look);
    text += &section("But like this", look);
    text += &example(&rule.good, &rule.bad, look);
    text += &section("In your plan", look);
    text += &settings(rule, look);
    text
}

/// All rules, a line each, errors before warnings.
#[must_use]
pub fn table(rules: &[Rule], look: Look) -> String {
    let widest = rules.iter().map(|rule| columns(rule.name.0)).max().unwrap_or_default();
    let mut text = String::new();
    for (level, what) in [
        (Severity::Error, "Errors: the plan cannot be relied on"),
        (Severity::Warning, "Warnings: what a board would ask about"),
    ] {
        text += &bold(what, look);
        text += "\n\n";
        for rule in rules.iter().filter(|rule| rule.level == level) {
            text += &row(rule, widest, look);
        }
        text.push('\n');
    }
    text += &prose("A rule marked * depends on the day as well as on the files.", "", look);
    text += &prose("A rule marked + looks at what was changed: `vawg check --since REV`.", "", look);
    text += &prose("`vawg explain RULE` says why a rule exists, with an example and how a plan sets it.", "", look);
    text
}

/// A rule and its summary, below each other where there is no room beside each other.
fn row(rule: &Rule, widest: usize, look: Look) -> String {
    const ROOM: usize = 30;
    let mark = match rule.check {
        Check::Timed(_) => "*",
        Check::History(_) => "+",
        Check::WhileReading | Check::Files(_) => " ",
    };
    let name = format!("  {:widest$}{mark} ", rule.name);
    let room = rest(look.columns(), [columns(&name)]);
    if room < ROOM {
        return format!("  {}{}\n{}", rule.name, mark.trim_end(), prose(rule.summary, "      ", look));
    }
    hanging(&name, &wrapped(rule.summary, room))
}

/// The files of an example as they stand on disk, with a mark at the lines that the other example does not have.
fn example(example: &Example, other: &Example, look: Look) -> String {
    let mut parts: Vec<_> = Vec::new();
    for (file, text) in example.texts() {
        let same = other.texts().find(|(other, _)| *other == file).map_or(text, |(_, text)| text);
        parts.push(part(file, text, same, look));
    }
    for (file, _) in example.before().filter(|(file, _)| example.texts().all(|(other, _)| other != *file)) {
        parts.push(format!("  {}\n\n    is gone\n", dim(file, look)));
    }
    for (link, target) in example.links() {
        parts.push(format!("  {}\n\n    a link to {target}\n", dim(link, look)));
    }
    parts.join("\n")
}

/// A file of an example, with a mark at the lines that another version of it does not have.
fn part(file: &str, text: &str, other: &str, look: Look) -> String {
    let lines = text.lines().map(|line| {
        let mark = if other.lines().any(|same| same == line) { "    " } else { "  > " };
        format!("{mark}{}", visible(line)).trim_end().to_owned()
    });
    format!("  {}\n\n{}\n", dim(file, look), lines.collect::<Vec<_>>().join("\n"))
}

/// How a plan sets the level of a rule, and accepts what it finds.
fn settings(rule: &Rule, look: Look) -> String {
    match rule.check {
        Check::WhileReading => prose(
            "This shows while the files are read, so that it is always an error: nobody knows what the plan says \
             until it is put right.",
            "  ",
            look,
        ),
        Check::Files(_) => levels(rule, look) + &acceptance(rule, look),
        Check::History(_) => {
            levels(rule, look)
                + &prose(
                    "It looks at what was changed, so that only `vawg check --since REV` asks for it: for a pull \
                     request, with the branch that it goes to.",
                    "  ",
                    look,
                )
                + "\n"
                + &acceptance(rule, look)
        }
        Check::Timed(_) => {
            levels(rule, look)
                + &prose(
                    "It comes with the date: it may come up overnight without any change to the files. `vawg check` marks \
                     such warnings, and `--deny warnings` leaves them alone.",
                    "  ",
                    look,
                )
                + "\n"
                + &acceptance(rule, look)
        }
    }
}

fn levels(rule: &Rule, look: Look) -> String {
    let other = match rule.level {
        Severity::Error => Severity::Warning,
        Severity::Warning => Severity::Error,
    };
    prose(&format!("plan.toml sets its level; where it does not, it is {}:", article(rule.level)), "  ", look)
        + &format!("\n    [check]\n    {} = \"{}\"    # or \"off\"\n\n", rule.name, other.word())
}

fn acceptance(rule: &Rule, look: Look) -> String {
    if !is_acceptable(rule) {
        return prose("What it finds is put right rather than accepted in baseline.toml.", "  ", look);
    }
    prose("baseline.toml, in the plan's folder, accepts what it finds in one place, for a reason:", "  ", look)
        + &format!(
            "\n    [[known]]\n    rule = \"{}\"\n    ref = \"1.1\"\n    reason = \"Why it is accepted for now.\"\n    \
             until = 2026-12-31\n\n",
            rule.name
        )
        + &prose("`ref` names the action, objective or theme; for plan.toml itself it is left out.", "  ", look)
}

const fn article(level: Severity) -> &'static str {
    match level {
        Severity::Error => "an error",
        Severity::Warning => "a warning",
    }
}

fn section(heading: &str, look: Look) -> String {
    format!("\n{}\n\n", bold(heading, look))
}

fn prose(text: &str, indent: &str, look: Look) -> String {
    hanging(indent, &wrapped(text, width(look).saturating_sub(columns(indent))))
}

fn width(look: Look) -> usize {
    look.columns().min(WIDEST)
}
