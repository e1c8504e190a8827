//! The plan files: which there are, and every key of each.

use super::{Sources, Topic};
use crate::manual::shape::{Notation, keys};
use crate::manual::{Part, Section};
use crate::rules::{self, Example};
use crate::store::schema::Kind;

pub(super) const TOPIC: Topic = Topic {
    name: "format",
    summary: "The files of a plan, and every key that may stand in them",
    write: sections,
    see: &["deadlines", "rating", "rules", "schema", "fmt", "new"],
};

const FOLDERS: &str = "\
plans/
  north-2027-30/             a plan
    plan.toml
    parties.toml
    baseline.toml
    contacts.toml            where parties are reached; not in git
    prevention/              a theme
      theme.toml
      1/                     objective 1
        objective.toml
        1.1.toml             action 1.1
        1.2/                 objective 1.2, within 1
          objective.toml
          1.2.1.toml         action 1.2.1";

fn sections(_: &Sources<'_>) -> Vec<Section> {
    let mut sections = vec![folders(), example()];
    // Actions come first: they are what people write most.
    let (actions, others): (Vec<_>, Vec<_>) = Kind::ALL.into_iter().partition(|kind| kind.name == Kind::ACTION.name);
    sections.extend(actions.into_iter().chain(others).map(file));
    sections
}

fn folders() -> Section {
    Section::new(
        "Folders",
        [
            Part::text(
                "A plan is a folder of small TOML files directly under `plans`. The folder is the structure, and the \
                 name of a file or folder is the reference: action 1.1 is `1.1.toml`, and no key repeats it. \
                 Objectives may hold objectives; a theme or a plan may hold actions directly.",
            ),
            Part::Code(FOLDERS.to_owned()),
            Part::text(
                "A reference has letters, digits, `.`, `-` and `_`, begins with a letter or digit, and is unique in \
                 its plan, whatever the case. Where several plans have it, the plan stands before it: \
                 `north-2027-30:1.1`.",
            ),
            Part::text(
                "What `lead`, `support`, `deadline` and `review` say in an objective.toml holds for the actions below \
                 it that do not say otherwise, and so does what a theme.toml says of `support`, `deadline` and \
                 `review`; the `lead` of a theme is its own.",
            ),
            Part::text(
                "Files are UTF-8. A blank line between groups of keys lets two people change different things, and \
                 git merges both; `vawg fmt` sets them. A key that nobody knows is an error, with the one that may be \
                 meant.",
            ),
        ],
    )
}

fn example() -> Section {
    let example = rules::named("overdue-without-note").map_or(Example::CLEAN, |rule| rule.good);
    let mut parts = vec![Part::text(
        "What happened stands in updates at the end, in the order of their dates. Status, rating and completion follow \
         from them, on any day that is asked for, and so are no keys of their own.",
    )];
    parts.extend(example.texts().map(|(_, text)| Part::Code(text.trim_end().to_owned())));
    Section::new("An action", parts)
}

/// A kind of file with its keys.
fn file(kind: Kind) -> Section {
    let name = kind.files.rsplit('/').next().unwrap_or_default().replace("*.toml", "REF.toml");
    let schema = kind.bare_schema();
    Section::new(format!("Keys of {name}"), [Part::Text(kind.summary()), Part::Terms(keys(&schema, Notation::Toml))])
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Sources, sections};
    use crate::manual::{Part, Section, Term};
    use crate::store::schema::Kind;

    fn words(terms: &[Term], found: &mut Vec<String>) {
        for term in terms {
            found.push(term.word.trim_matches(['[', ']']).to_owned());
            words(&term.within, found);
        }
    }

    /// Every key of a schema, at any depth.
    fn known(schema: &Value, found: &mut Vec<String>) {
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            found.push(name.clone());
            known(property, found);
            known(&property["items"], found);
        }
    }

    #[test]
    fn every_key_of_every_file_is_there_in_its_order() {
        let sources = Sources { root: &clap::Command::new("vawg"), shapes: &[] };
        let sections = sections(&sources);
        for kind in Kind::ALL {
            let is_its = |section: &&Section| section.parts.first() == Some(&Part::Text(kind.summary()));
            let section = sections.iter().find(is_its).expect("a chapter for each kind of file");
            let (mut said, mut wanted) = (Vec::new(), Vec::new());
            for part in &section.parts {
                if let Part::Terms(terms) = part {
                    words(terms, &mut said);
                }
            }
            known(&kind.schema(&[]), &mut wanted);
            assert_eq!(said, wanted, "{}", kind.name);
        }
    }
}
