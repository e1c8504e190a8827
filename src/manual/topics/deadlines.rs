//! The forms of a deadline, from the examples that the type has.

use serde_json::Value;

use super::{Sources, Topic};
use crate::manual::{Part, Section};
use crate::model::{Date, Deadline, Period};
use crate::store::schema::Kind;

pub(super) const TOPIC: Topic = Topic {
    name: "deadlines",
    summary: "Every form of a deadline, and the day on which it falls due",
    write: sections,
    see: &["format", "rating", "agenda"],
};

fn sections(_: &Sources<'_>) -> Vec<Section> {
    let forms = Section::new(
        "Forms",
        [
            Part::text(
                "A day stands without quotation marks, everything else within them. What is longer than a day is due \
                 on its last day.",
            ),
            Part::terms(examples().into_iter().map(|(written, deadline)| (written, meaning(&deadline)))),
        ],
    );
    let recurring = Section::new(
        "What comes round",
        [
            Part::text("An action that comes round has `recurs` in place of a deadline:"),
            Part::Code("recurs = { every = \"3 months\", from = 2027-06-30 }".to_owned()),
            Part::text(
                "It is due on its earliest turn that is not done. An update with `status = \"complete\"` does that \
                 turn, or the one that its `occurrence` names with all before it.",
            ),
        ],
    );
    let others = Section::new(
        "Moved, inherited, missing",
        [
            Part::text(
                "`vawg update 1.1 --deadline 2027-09` moves a deadline: the log keeps the one before in \
                 `deadline_was`, and the action is flagged `moved`.",
            ),
            Part::text(
                "An action without a deadline has that of its objective or theme, and output says so. Where there is \
                 none at all, or only a placeholder such as `???` or `TBC`, the rule `missing-deadline` finds it, and \
                 the action is never overdue.",
            ),
        ],
    );
    vec![forms, recurring, others]
}

/// Every form as a file has it, with what it is read as.
fn examples() -> Vec<(String, Deadline)> {
    let schema = Kind::ACTION.schema(&[]);
    let examples =
        schema.pointer("/properties/deadline/examples").and_then(Value::as_array).cloned().unwrap_or_default();
    let read = |text: &Value| {
        let text = text.as_str()?;
        match Date::parse(text) {
            Some(day) => Some((text.to_owned(), Deadline::By(Period::Day(day)))),
            None => Some((format!("\"{text}\""), Deadline::parse(text).ok()?)),
        }
    };
    examples.iter().filter_map(read).collect()
}

fn meaning(deadline: &Deadline) -> String {
    match deadline {
        Deadline::By(period) => {
            let due = period.due().in_words();
            match period {
                Period::Day(_) => format!("A day: due on {due}."),
                Period::Month { .. } => format!("A month: due on its last day, {due}."),
                Period::Quarter { .. } => format!("A quarter of a calendar year: due on {due}."),
                Period::Season { .. } => format!(
                    "A season as the Met Office counts them, three whole months; winter is named by the year in which \
                     it starts: due on {due}."
                ),
                Period::Year(_) => format!("A calendar year: due on {due}."),
                Period::FinancialYear(_) => format!("A financial year, April to March: due on {due}."),
            }
        }
        Deadline::Ongoing => "No end. It is looked at on its `review` date, and overdue once that has passed; without \
                              one, `check` warns."
            .to_owned(),
        Deadline::Unsaid(words) => format!("`{words}` only says that the deadline is still to be given."),
    }
}

#[cfg(test)]
mod tests {
    use super::examples;
    use crate::model::{Deadline, DueKind};

    #[test]
    fn every_form_has_an_example() {
        let kind = |deadline: &Deadline| match deadline {
            Deadline::By(period) => period.kind(),
            Deadline::Ongoing => DueKind::Ongoing,
            Deadline::Unsaid(_) => DueKind::None,
        };
        let shown: Vec<_> = examples().iter().map(|(_, deadline)| kind(deadline)).collect();
        for form in DueKind::ALL {
            let is_shown = shown.contains(form) || matches!(form, DueKind::Recurring | DueKind::None);
            assert!(is_shown, "{form}: give the schema of deadlines an example");
        }
    }
}
