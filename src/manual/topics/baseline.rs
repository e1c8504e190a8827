//! Problems that are accepted for now.

use super::{Sources, Topic};
use crate::manual::shape::{Notation, keys};
use crate::manual::{Part, Section};
use crate::store::schema::Kind;

pub(super) const TOPIC: Topic = Topic {
    name: "baseline",
    summary: "Problems that are known and accepted for now",
    write: sections,
    see: &["check", "rules"],
};

fn sections(_: &Sources<'_>) -> Vec<Section> {
    vec![
        Section::new(
            "What it is for",
            [
                Part::text(
                    "A plan that comes from a document has problems that nobody can put right today. The file \
                     baseline.toml in the folder of the plan accepts them, one by one and each for a reason: `check` \
                     counts them as known and does not show them, so that a new problem is seen at once.",
                ),
                Part::Code(
                    "[[known]]\nrule = \"missing-lead\"\nref = \"3.1.1\"\nreason = \"The post is advertised.\"\nuntil = \
                     2027-03-31"
                        .to_owned(),
                ),
                Part::text(
                    "An entry that no longer applies is itself a problem (`unused-baseline`), and so is one whose \
                     `until` has passed. What is wrong with a text itself, such as TOML that cannot be read, cannot be \
                     accepted.",
                ),
            ],
        ),
        Section::new("Keys", [Part::Terms(keys(&Kind::BASELINE.bare_schema(), Notation::Toml))]),
        Section::new(
            "Commands",
            [Part::terms([
                ("vawg check --write-baseline", "accepts every problem there is now; put the reasons in afterwards."),
                ("vawg check --no-baseline", "shows what is accepted, too."),
            ])],
        ),
    ]
}
