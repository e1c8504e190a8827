//! A deadline as its plan puts it.

use crate::model::{Date, Due, DueKind, Given, Period};
use crate::query::Judged;

/// The deadline in the plan's own words where its files keep them, else spelled out: `Mar 09`, `1 July 2009`,
/// `every 3 months`; nothing where there is none.
#[must_use]
pub fn in_words(judged: &Judged<'_>) -> Option<String> {
    as_written(judged).map(str::to_owned).or_else(|| spelled_out(&judged.judgement.due))
}

/// The source's own words for the deadline that held on the day.
#[must_use]
pub fn as_written<'p>(judged: &Judged<'p>) -> Option<&'p str> {
    let located = judged.located;
    let was_moved = located.action.updates.iter().any(|update| update.deadline_was.is_some());
    let words = match located.deadline() {
        _ if was_moved => None,
        None | Some(Given::Here(_)) => located.action.as_written.get("deadline"),
        Some(Given::ByObjective(reference, _)) => {
            located.plan.objective(reference).and_then(|objective| objective.as_written.get("deadline"))
        }
        Some(Given::ByTheme(..)) => located.theme().and_then(|theme| theme.as_written.get("deadline")),
    };
    words.map(|words| words.trim()).filter(|words| !words.is_empty())
}

/// The deadline as a person writes it: `1 July 2009`, `March 2009`, `every 3 months`, `ongoing`.
#[must_use]
pub fn spelled_out(due: &Due) -> Option<String> {
    let value = due.value.as_deref()?;
    match due.kind {
        DueKind::Date => due.on.map(Date::in_words),
        DueKind::Month | DueKind::Quarter | DueKind::Season | DueKind::Year | DueKind::FinancialYear => {
            Some(Period::parse(value).map_or_else(|| value.to_owned(), Period::in_words))
        }
        DueKind::Ongoing | DueKind::Recurring => Some(value.to_owned()),
        DueKind::None => None,
    }
}

/// What is to happen on the day it falls due, where that is not the end of the deadline itself: the turn of what
/// comes round, the review of what is ongoing.
#[must_use]
pub fn occasion(judged: &Judged<'_>) -> Option<String> {
    let due = &judged.judgement.due;
    let on = due.on?.in_words();
    match due.kind {
        DueKind::Recurring => Some(format!("turn of {on}")),
        DueKind::Ongoing => Some(format!("review on {on}")),
        DueKind::Date
        | DueKind::Month
        | DueKind::Quarter
        | DueKind::Season
        | DueKind::Year
        | DueKind::FinancialYear
        | DueKind::None => None,
    }
}

/// What the day on which it falls due has to do with the deadline, where that does not say it by itself.
#[must_use]
pub fn meaning(judged: &Judged<'_>) -> Option<String> {
    let due = &judged.judgement.due;
    match (due.kind, due.on.map(Date::in_words)) {
        (DueKind::Date, Some(_)) | (DueKind::None, _) => None,
        (DueKind::Recurring, Some(on)) => Some(format!("the earliest turn that is not done is that of {on}")),
        (DueKind::Ongoing, Some(on)) => Some(format!("to be reviewed on {on}")),
        (DueKind::Ongoing, None) => Some("without a review date, so that it never falls due".to_owned()),
        (_, Some(on)) => Some(format!("due on its last day, {on}")),
        (_, None) => None,
    }
}
