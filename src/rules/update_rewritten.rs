//! The log only grows.

use super::past::{Past, in_commit};
use super::{Check, Example, Found, Rule};
use crate::diagnostic::{RuleName, Severity};
use crate::model::Update;
use crate::model::trail::{Alteration, of_log};
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("update-rewritten"),
    level: Severity::Error,
    summary: "No update is changed or taken out once it is committed.",
    why: "The log is the record of what was known when, and it has been read out to a board. Whoever finds that it \
          was wrong adds an update that says so; the old one shows what people acted on.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-06-02
rag = "green"
note = "The refuges have not agreed to the draft."
"#,
    )
    .that_was(RED),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-06-02
rag = "red"
note = "The refuges have not agreed to the draft."

[[update]]
date = 2026-06-22
rag = "green"
note = "They had agreed by post; red was a mistake."
"#,
    )
    .that_was(RED),
    check: Check::History(check),
};

const RED: &[(&str, &str)] = &[(
    "prevention/1/1.1.toml",
    r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-06-02
rag = "red"
note = "The refuges have not agreed to the draft."
"#,
)];

fn check(past: &Past<'_>, found: &mut Found) {
    for (before, after) in past.kept() {
        if before.updates.iter().all(|update| after.updates.contains(update)) {
            continue;
        }
        for alteration in of_log(before, after) {
            let place = Place::action(past.plan, after);
            let (place, old) = match &alteration {
                Alteration::UpdateRewritten { before, after: new } => {
                    let number = after.updates.iter().position(|update| update == new.as_ref()).unwrap_or_default();
                    (place.entry("update", number), before)
                }
                Alteration::UpdateRemoved(update) => (place.key("update"), update),
                Alteration::Added(_)
                | Alteration::Removed(_)
                | Alteration::Moved { .. }
                | Alteration::Renamed { .. }
                | Alteration::Changed(_)
                | Alteration::UpdateAdded(_)
                | Alteration::Broken(_)
                | Alteration::Layout => continue,
            };
            let commit = past.commit(|entry| is_end_of(&entry.alteration, old));
            let message = format!("{}{}", said(&alteration), in_commit(commit));
            found.report(place, message, "put it back as it was, and add an `[[update]]` that says what is right");
        }
    }
}

/// Whether an alteration did away with an update as it was.
fn is_end_of(alteration: &Alteration, update: &Update) -> bool {
    match alteration {
        Alteration::UpdateRemoved(old) | Alteration::UpdateRewritten { before: old, .. } => **old == *update,
        _ => false,
    }
}

/// The alteration without the words of a note, which may be long.
fn said(alteration: &Alteration) -> String {
    match alteration {
        Alteration::UpdateRemoved(update) => format!("the update of {} was taken out", update.date.in_words()),
        Alteration::UpdateRewritten { before, after } => {
            let changes = crate::model::change::between(before.as_ref(), after.as_ref());
            let keys: Vec<_> = changes.iter().map(|change| format!("`{}`", change.key)).collect();
            format!("the update of {} was rewritten: {}", before.date.in_words(), keys.join(", "))
        }
        other => other.to_string(),
    }
}
