//! The flags of an action, in words.

use crate::model::{Date, Deadline, DueKind, Flag, Located, Rag, Rating, Reason, State};
use crate::query::Judged;
use crate::report::words::days;

/// Why a flag is up, in a few words.
#[must_use]
pub fn why(flag: Flag, judged: &Judged<'_>) -> String {
    let (located, judgement) = (judged.located, &judged.judgement);
    let settings = &located.plan.settings.rating;
    match flag {
        Flag::Overdue => overdue(judged),
        Flag::DueSoon => format!("due within {}", settings.due_soon()),
        Flag::Late => match judgement.reason {
            Reason::Late { days: late } => format!("completed {} after its deadline", days(late)),
            _ => "completed after its deadline".to_owned(),
        },
        Flag::Stale => stale(judged),
        Flag::Optimistic => optimistic(judgement.state.reported, judgement.rating),
        Flag::Moved => moved(judged),
        Flag::NoLead => "nobody answers for it".to_owned(),
        Flag::NoDeadline => "nothing says when it is to be done".to_owned(),
        Flag::Waiting => format!("waits for {}", waits_for(located, judgement.day).join(", ")),
    }
}

fn overdue(judged: &Judged<'_>) -> String {
    let due = &judged.judgement.due;
    let past = days(judged.judgement.overdue_days().unwrap_or(0));
    match (due.kind, due.on.map(Date::in_words)) {
        (DueKind::Recurring, Some(on)) => format!("{past} past the turn of {on}, the earliest that is not done"),
        (DueKind::Ongoing, Some(on)) => format!("{past} past the review of {on}"),
        _ => format!("{past} past its deadline"),
    }
}

fn stale(judged: &Judged<'_>) -> String {
    let limit = judged.located.plan.settings.rating.stale_after();
    match judged.judgement.state.last {
        Some(update) => format!("no update for more than {limit}: the last is of {}", update.date.in_words()),
        None => format!("no update at all, and more than {limit} into the plan"),
    }
}

fn optimistic(reported: Option<Rag>, rating: Option<Rating>) -> String {
    let word = |word: &str| word.to_uppercase();
    let (reported, rating) = (reported.map_or("", Rag::word), rating.map_or("", Rating::word));
    format!("people report {}, better than the {} of the rule", word(reported), word(rating))
}

/// How often the deadline was moved, and by how much in all.
fn moved(judged: &Judged<'_>) -> String {
    let state = &judged.judgement.state;
    let times = match state.moves {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    };
    let first = state.first_deadline.map(Deadline::in_words).unwrap_or_default();
    match judged.judgement.moved_days {
        Some(later @ 1..) => format!("{times}, to {} after its first deadline ({first})", days(later)),
        Some(earlier @ ..0) => format!("{times}, to {} before its first deadline ({first})", days(earlier)),
        Some(0) => format!("{times}, and back to its first deadline"),
        None => format!("{times}; its first deadline was {first}"),
    }
}

/// The references of the actions that must be complete first and are not.
pub(super) fn waits_for(located: Located<'_>, day: Date) -> Vec<String> {
    let needs = located.action.depends_on.iter().filter(|needed| {
        let needed = located.portfolio.action(needed, located.plan);
        needed.is_some_and(|needed| !State::of(needed.action, day).status.is_closed())
    });
    needs.map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::why;
    use crate::model::{Action, Deadline, Flag, Portfolio, Status, Update};
    use crate::report::example::{self, date, update};

    /// Why the flags of the first action are up, once it has been changed.
    fn flags(change: impl FnOnce(&mut Action)) -> Vec<String> {
        let mut portfolio: Portfolio = example::portfolio();
        change(&mut portfolio.plans[0].actions[0]);
        let selection = example::all(&portfolio);
        let judged = &selection.judged[0];
        judged.judgement.flags.iter().map(|flag: &Flag| format!("{flag}: {}", why(*flag, judged))).collect()
    }

    #[test]
    fn a_flag_says_what_is_behind_it() {
        assert_eq!(flags(|_| {}), ["overdue: 10 days past its deadline"]);
        assert_eq!(flags(|action| action.lead = None)[1], "no-lead: nobody answers for it");
        assert_eq!(
            flags(|action| {
                action.deadline = Some(Deadline::Ongoing);
                action.review = Some(date("2026-06-29"));
            }),
            ["overdue: 1 day past the review of 29 June 2026"]
        );
        let done = |action: &mut Action| {
            action.updates = vec![Update { status: Some(Status::Complete), ..update("2026-06-25") }];
        };
        assert_eq!(flags(done), ["late: completed 5 days after its deadline"]);
    }

    #[test]
    fn moves_of_a_deadline_are_counted_from_the_first() {
        let moved = |to: &'static str, froms: &'static [&'static str]| {
            flags(move |action| {
                action.deadline = Some(Deadline::parse(to).expect("a deadline"));
                let from = |was: &&str| Update { deadline_was: Deadline::parse(was).ok(), ..update("2026-06-01") };
                action.updates = froms.iter().map(from).collect();
            })
        };
        assert_eq!(moved("2026-07", &["2026-04"])[0], "moved: once, to 92 days after its first deadline (April 2026)");
        assert_eq!(
            moved("2026-07", &["2026-08", "2026-09"])[0],
            "moved: twice, to 31 days before its first deadline (August 2026)"
        );
        assert_eq!(moved("2026-07", &["2026-07", "2026-09"])[0], "moved: twice, and back to its first deadline");
    }

    #[test]
    fn an_action_names_what_it_waits_for() {
        let waits = flags(|action| {
            action.depends_on =
                ["1.2", "1.3"].map(|text| crate::model::QualifiedReference::parse(text).expect("a reference")).to_vec();
        });
        assert_eq!(waits[1], "waiting: waits for 1.2");
    }
}
