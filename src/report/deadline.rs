//! A deadline as its plan puts it.

use crate::model::{Date, Due, DueGiven, DueKind, Given};
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
    match due.given {
        DueGiven::By(period) => Some(period.in_words()),
        DueGiven::Every(_) => due.value().map(|value| value.replacen("every 1 ", "every ", 1)),
        DueGiven::Ongoing => due.value(),
        DueGiven::Not => None,
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

#[cfg(test)]
mod tests {
    use super::{in_words, meaning, occasion};
    use crate::model::{Action, Deadline, Interval, Recurrence, Update};
    use crate::report::example::{self, update};

    /// The deadline of the first action, what its day means, and the occasion, once it has been changed.
    fn of(change: impl FnOnce(&mut Action)) -> [String; 3] {
        let mut portfolio = example::portfolio();
        change(&mut portfolio.plans[0].actions[0]);
        let selection = example::all(&portfolio);
        let judged = &selection.judged[0];
        [in_words(judged), meaning(judged), occasion(judged)].map(Option::unwrap_or_default)
    }

    fn given(deadline: &str, written: Option<&str>) -> impl FnOnce(&mut Action) {
        let deadline = Deadline::parse(deadline).ok();
        let written = written.map(|words| ("deadline".to_owned(), words.to_owned()));
        move |action| {
            action.deadline = deadline;
            action.as_written = written.into_iter().collect();
        }
    }

    #[test]
    fn a_deadline_is_shown_in_the_words_of_the_plan() {
        assert_eq!(of(given("2026-03", None))[0], "March 2026");
        assert_eq!(of(given("2026-03", Some("Mar 26 ")))[0], "Mar 26");
        assert_eq!(of(given("???", None))[0], "");
    }

    #[test]
    fn the_old_words_do_not_stand_for_a_deadline_that_was_moved() {
        let moved = of(|action| {
            given("2026-03", Some("Jan 26"))(action);
            action.updates = vec![Update { deadline_was: Deadline::parse("2026-01").ok(), ..update("2026-01-20") }];
        });
        assert_eq!(moved[0], "March 2026");
    }

    #[test]
    fn what_its_day_means_is_said_where_it_is_not_plain() {
        assert_eq!(of(|_| {}), ["20 June 2026", "", ""]);
        assert_eq!(of(given("2026/27", None))[1], "due on its last day, 31 March 2027");
        let ongoing = "without a review date, so that it never falls due";
        assert_eq!(of(given("ongoing", None)), ["ongoing", ongoing, ""]);
        let quarterly = of(|action| {
            let every = Interval::months(3);
            action.recurs = Some(Recurrence { every, from: example::date("2026-04-30") });
        });
        let turn = "the earliest turn that is not done is that of 30 April 2026";
        assert_eq!(quarterly, ["every 3 months", turn, "turn of 30 April 2026"]);
        let yearly = of(|action| {
            action.recurs =
                Interval::parse("1 year").map(|every| Recurrence { every, from: example::date("2026-04-30") });
        });
        assert_eq!(yearly[0], "every year");
    }
}
