//! The rules of `check`, from their table.

use super::{Sources, Topic};
use crate::diagnostic::Severity;
use crate::manual::{Part, Section, Term};
use crate::rules::{ALL, Check, Rule};

pub(super) const TOPIC: Topic = Topic {
    name: "rules",
    summary: "What `check` finds, and how a plan sets the levels",
    write: sections,
    see: &["check", "explain", "baseline"],
};

fn sections(_: &Sources<'_>) -> Vec<Section> {
    let of = |level: Severity| -> Vec<_> {
        let is_it = |rule: &&Rule| rule.level == level && !matches!(rule.check, Check::History(_));
        ALL.iter().filter(is_it).map(term).collect()
    };
    let history = ALL.iter().filter(|rule| matches!(rule.check, Check::History(_))).map(term).collect();
    vec![
        Section::new(
            "Levels",
            [
                Part::text(
                    "An error makes `check` end with status 1, a warning only with `--deny`. A plan sets the level of \
                     a rule in its plan.toml, but for those that show while files are read:",
                ),
                Part::Code("[check]\nmissing-measure = \"error\"\nuncosted = \"off\"".to_owned()),
                Part::text(
                    "`vawg explain RULE` says why a rule exists, with a bad and a good example. A rule marked with * \
                     depends on the day as well as on the files.",
                ),
            ],
        ),
        Section::new("Errors", [Part::Terms(of(Severity::Error))]),
        Section::new("Warnings", [Part::Terms(of(Severity::Warning))]),
        Section::new(
            "History",
            [
                Part::text("Only `vawg check --since REV` asks for these: what was changed, and how."),
                Part::Terms(history),
            ],
        ),
    ]
}

fn term(rule: &Rule) -> Term {
    let mark = if matches!(rule.check, Check::Timed(_)) { "*" } else { "" };
    Term::new(format!("{}{mark}", rule.name), rule.summary)
}

#[cfg(test)]
mod tests {
    use super::{Sources, sections};
    use crate::manual::Part;
    use crate::rules::ALL;

    #[test]
    fn every_rule_is_there_once() {
        let mut names: Vec<String> = Vec::new();
        let sources = Sources { root: &clap::Command::new("vawg"), shapes: &[] };
        for section in sections(&sources) {
            for part in section.parts {
                if let Part::Terms(terms) = part {
                    names.extend(terms.into_iter().map(|term| term.word.trim_end_matches('*').to_owned()));
                }
            }
        }
        names.sort();
        assert_eq!(names, ALL.iter().map(|rule| rule.name.0).collect::<Vec<_>>());
    }
}
