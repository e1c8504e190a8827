//! How red, amber and green come about, from the reasons and flags of the model.

use super::{Sources, Topic};
use crate::manual::{Part, Section, Term};
use crate::model::{Flag, Rating, Reason, Scheme, capitalised};

pub(super) const TOPIC: Topic = Topic {
    name: "rating",
    summary: "How red, amber and green come about, and what is flagged",
    write: sections,
    see: &["status", "show", "deadlines", "format"],
};

/// A reason of each kind, in the order of the lines that they stand for.
const REASONS: [Reason; 10] = [
    Reason::Withdrawn,
    Reason::CarriedForward(None),
    Reason::Achieved { had_deadline: true },
    Reason::Late { days: 12 },
    Reason::Overdue { days: 68 },
    Reason::ReportedRed,
    Reason::ReportedAmber,
    Reason::OnHold,
    Reason::ReportedGreen,
    Reason::NothingReported,
];

fn sections(_: &Sources<'_>) -> Vec<Section> {
    vec![rule(), reported(), legend(), flags(), together()]
}

fn rule() -> Section {
    Section::new(
        "The rule",
        [
            Part::text(
                "An action is rated on a day: today, the day that `--as-of` names, or the last day of a plan that is \
                 closed. The first of these lines that holds gives the rating, and output names it with its reason:",
            ),
            Part::Terms((1..=7).map(line).collect()),
        ],
    )
}

fn line(number: u8) -> Term {
    let reasons: Vec<_> = REASONS.iter().filter(|reason| reason.line() == number).collect();
    let (condition, rating) = reasons.first().map_or(("", None), |reason| (reason.condition(), reason.rating()));
    let rating = match rating {
        None => "no rating, since it is out of the count".to_owned(),
        Some(rating @ Rating::Complete) => format!(
            "COMPLETE, which is {}, or {} in a plan with `scheme = \"brag\"`",
            rating.colour(Scheme::Rag),
            rating.colour(Scheme::Brag)
        ),
        Some(rating) => rating.word().to_uppercase(),
    };
    let whys: Vec<_> = reasons.iter().map(|reason| format!("“{reason}”")).collect();
    Term::new(number.to_string(), format!("{}: {rating}. It says {}.", capitalised(condition), whys.join(" or ")))
}

fn reported() -> Section {
    Section::new(
        "What people report",
        [
            Part::text(
                "The reported rating is that of the newest update, up to the day, that states a `rag`; a completed \
                 turn of a recurring action clears it. It is kept and shown beside what the rule gives.",
            ),
            Part::text(
                "Whether an action is overdue follows from its deadline alone, and not from what is reported. What is \
                 complete, withdrawn, carried forward or without a deadline is never overdue.",
            ),
        ],
    )
}

fn legend() -> Section {
    let meaning =
        |rating: &Rating| Term::new(rating.word().to_uppercase(), format!("{}.", capitalised(rating.meaning())));
    Section::new("In words", [Part::Terms(Rating::ALL.iter().map(meaning).collect())])
}

fn flags() -> Section {
    let flags = Flag::ALL.iter().map(|flag| Term::new(flag.word(), format!("{}.", capitalised(flag.meaning()))));
    Section::new(
        "Flags",
        [
            Part::text("Beside its rating an action has any of these; `vawg list is:FLAG` finds those that have one:"),
            Part::Terms(flags.collect()),
        ],
    )
}

fn together() -> Section {
    let mut ranked = Rating::ALL.to_vec();
    ranked.sort_by_key(|rating| rating.rank());
    let order: Vec<_> = ranked.iter().map(|rating| rating.word()).collect();
    Section::new(
        "Themes, leads and plans",
        [
            Part::text(format!(
                "What stands above actions has their counts and the worst of them, never an average. From the worst: \
                 {}.",
                order.join(", ")
            )),
            Part::text(
                "Travel compares the rating of the day with that on the plan's last meeting before it: better, same, \
                 worse or new.",
            ),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::{REASONS, line};

    #[test]
    fn every_line_of_the_rule_is_told() {
        let lines: Vec<_> = REASONS.iter().map(crate::model::Reason::line).collect();
        assert!(lines.is_sorted());
        assert_eq!((lines.first(), lines.last()), (Some(&1), Some(&7)));
        assert_eq!(
            line(3).text,
            "Due before the day: RED. It says “deadline passed and action incomplete: 68 days overdue”."
        );
        assert!((1..=7).all(|number| line(number).text.contains('“')));
    }
}
