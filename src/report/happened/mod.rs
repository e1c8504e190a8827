//! What happened to actions in a stretch of time: completed, ended otherwise, moved, rated otherwise, first heard of.
//!
//! It follows from the log of each action alone, so that no git is needed.

mod tables;

pub use tables::{completed, ended, first_reports, moved, rated};

use super::words;
use crate::model::{
    Date, Deadline, Given, Judgement, Plan, Rating, Reason, State, Status, Travel, Update, judge, stated,
};
use crate::query::Judged;

/// The days after one day, up to another and with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub after: Date,
    pub until: Date,
}

/// What happened to the actions of a plan.
#[derive(Debug, Default)]
pub struct Happened<'s, 'p> {
    /// In the order of the plan, as all that follow but the last.
    pub completed: Vec<Completed<'s, 'p>>,
    /// Withdrawn or carried forward.
    pub ended: Vec<Ended<'s, 'p>>,
    /// Each move, by action and then by day.
    pub moved: Vec<Moved<'s, 'p>>,
    /// Those of which nothing had been reported before.
    pub first_reports: Vec<FirstReport<'s, 'p>>,
    /// What is worse goes first, and what became red before that. What was completed or ended is not among them.
    pub rated: Vec<Rated<'s, 'p>>,
}

/// An action, or turns of one, that were completed.
#[derive(Debug)]
pub struct Completed<'s, 'p> {
    pub judged: &'s Judged<'p>,
    pub on: Date,
    /// How many days after its deadline, or after the day of the turn.
    pub late: Option<i64>,
    /// Of an action that comes round: the last turn that was done, and how many were.
    pub turn: Option<(Date, u32)>,
    pub note: Option<&'p str>,
}

/// An action that was withdrawn or carried forward.
#[derive(Debug)]
pub struct Ended<'s, 'p> {
    pub judged: &'s Judged<'p>,
    pub on: Option<Date>,
    pub reason: Reason,
    pub note: Option<&'p str>,
}

/// A deadline that was moved.
#[derive(Debug)]
pub struct Moved<'s, 'p> {
    pub judged: &'s Judged<'p>,
    pub on: Date,
    pub from: &'p Deadline,
    pub to: Option<&'p Deadline>,
    pub note: Option<&'p str>,
}

/// An action whose rating is not what it was.
#[derive(Debug)]
pub struct Rated<'s, 'p> {
    pub judged: &'s Judged<'p>,
    pub before: Option<Rating>,
    pub now: Rating,
    pub turn: Turn,
    pub reason: Reason,
}

/// Which way a rating turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    BecameRed,
    Worse,
    Better,
    /// It had none before.
    Rated,
}

/// The first that was reported of an action.
#[derive(Debug)]
pub struct FirstReport<'s, 'p> {
    pub judged: &'s Judged<'p>,
    pub update: &'p Update,
}

impl Stretch {
    /// Whether a day is one of them.
    #[must_use]
    pub fn holds(self, day: Date) -> bool {
        self.after < day && day <= self.until
    }
}

impl Turn {
    /// Which way a rating turned, where it did.
    #[must_use]
    pub fn between(before: Option<Rating>, now: Rating) -> Option<Self> {
        match Travel::between(before, Some(now))? {
            Travel::Same => None,
            _ if now == Rating::Red => Some(Self::BecameRed),
            Travel::Worse => Some(Self::Worse),
            Travel::Better => Some(Self::Better),
            Travel::New => Some(Self::Rated),
        }
    }

    /// How a table says it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::BecameRed => "became red",
            Self::Worse => "worse",
            Self::Better => "better",
            Self::Rated => "newly rated",
        }
    }
}

impl Moved<'_, '_> {
    /// How many days later it falls due; fewer than none where it was brought forward.
    #[must_use]
    pub fn days(&self) -> Option<i64> {
        Some(self.from.due()?.days_until(self.to?.due()?))
    }
}

impl<'s, 'p> Happened<'s, 'p> {
    /// What happened to these actions in a stretch of time.
    #[must_use]
    pub fn of(judged: &'s [Judged<'p>], stretch: Stretch) -> Self {
        let mut happened = Self::default();
        for one in judged {
            happened.take(one, stretch);
        }
        happened.rated.sort_by_key(|rated| rated.turn);
        happened
    }

    fn take(&mut self, one: &'s Judged<'p>, stretch: Stretch) {
        let before = judge(one.located, stretch.after);
        let now = judge(one.located, stretch.until);
        self.completed.extend(completed_of(one, &before.state, &now, stretch));
        self.ended.extend(ended_of(one, &before, &now));
        self.moved.extend(moves_of(one, stretch));
        let first = one.located.action.updates.first().filter(|update| stretch.holds(update.date));
        self.first_reports.extend(first.map(|update| FirstReport { judged: one, update }));
        self.rated.extend(rated_of(one, &before, &now));
    }

    /// What was completed, in a few words: `3 actions completed, 1 of them late; 5 turns of 2 that come round`.
    #[must_use]
    pub fn completed_in_words(&self, plan: &Plan) -> String {
        let (turns, whole): (Vec<_>, Vec<_>) = self.completed.iter().partition(|completed| completed.turn.is_some());
        let late = match (whole.iter().filter(|completed| completed.late.is_some()).count(), whole.len()) {
            (0, _) => String::new(),
            (late, all) if late == all => ", late".to_owned(),
            (late, _) => format!(", {late} of them late"),
        };
        let whole = match whole.len() {
            0 => format!("no {} completed", plan.settings.labels.action()),
            count => format!("{} completed{late}", words::actions(count, plan)),
        };
        let count = turns.iter().filter_map(|completed| completed.turn).map(|(_, count)| count).sum::<u32>();
        match turns.len() {
            0 => whole,
            1 => format!("{whole}; {} of one that comes round", words::turns(count)),
            of => format!("{whole}; {} of {of} that come round", words::turns(count)),
        }
    }

    /// How many ratings turned one way.
    #[must_use]
    pub fn turned(&self, turn: Turn) -> usize {
        self.rated.iter().filter(|rated| rated.turn == turn).count()
    }
}

fn completed_of<'s, 'p>(
    one: &'s Judged<'p>,
    before: &State<'p>,
    now: &Judgement<'p>,
    stretch: Stretch,
) -> Option<Completed<'s, 'p>> {
    let turns = now.state.turns_done.saturating_sub(before.turns_done);
    let recurrence = one.located.action.recurs.filter(|_| turns > 0);
    let turn = recurrence.map(|recurrence| (recurrence.turn(now.state.turns_done.saturating_sub(1)), turns));
    let said = said(one, Status::Complete, stretch.until);
    // What was said of a turn since then does not undo it, as it would undo a completion.
    let on = if turn.is_some() { said.map(|update| update.date) } else { now.state.completed };
    let on = on.filter(|day| stretch.holds(*day))?;
    let late = match (turn, &now.reason) {
        (Some((day, _)), _) => Some(day.days_until(on)).filter(|days| *days > 0),
        (None, Reason::Late { days }) => Some(*days),
        (None, _) => None,
    };
    Some(Completed { judged: one, on, late, turn, note: said.and_then(note) })
}

fn ended_of<'s, 'p>(one: &'s Judged<'p>, before: &Judgement<'p>, now: &Judgement<'p>) -> Option<Ended<'s, 'p>> {
    if now.rating.is_some() || before.rating.is_none() {
        return None;
    }
    let said = said(one, now.state.status, now.day);
    let on = said.map(|update| update.date);
    Some(Ended { judged: one, on, reason: now.reason.clone(), note: said.and_then(note) })
}

/// The last update up to a day that brought an action to a status.
fn said<'p>(one: &Judged<'p>, status: Status, until: Date) -> Option<&'p Update> {
    let mut updates = one.located.action.updates.iter();
    updates.rfind(|update| update.status == Some(status) && update.date <= until)
}

fn note(update: &Update) -> Option<&str> {
    stated(update.note.as_deref())
}

/// Each move led to the deadline that the next one left, the last to the one that holds.
fn moves_of<'s, 'p>(one: &'s Judged<'p>, stretch: Stretch) -> Vec<Moved<'s, 'p>> {
    let updates = &one.located.action.updates;
    let all = || updates.iter().filter_map(|update| Some((update, update.deadline_was.as_ref()?)));
    let last = one.located.deadline().map(Given::value);
    let next = all().skip(1).map(|(_, from)| Some(from)).chain([last]);
    let moved = |((update, from), to): ((&'p Update, &'p Deadline), Option<&'p Deadline>)| Moved {
        judged: one,
        on: update.date,
        from,
        to,
        note: stated(update.note.as_deref()),
    };
    all().zip(next).filter(|((update, _), _)| stretch.holds(update.date)).map(moved).collect()
}

fn rated_of<'s, 'p>(one: &'s Judged<'p>, before: &Judgement<'p>, now: &Judgement<'p>) -> Option<Rated<'s, 'p>> {
    let rating = now.rating.filter(|rating| *rating != Rating::Complete)?;
    let turn = Turn::between(before.rating, rating)?;
    Some(Rated { judged: one, before: before.rating, now: rating, turn, reason: now.reason.clone() })
}

#[cfg(test)]
mod tests {
    use super::{Happened, Stretch};
    use crate::model::{Deadline, Portfolio, Rag, Status, Update};
    use crate::report::example::{self, date, update};

    fn happened(change: impl FnOnce(&mut Portfolio)) -> Vec<String> {
        let mut portfolio = example::portfolio();
        change(&mut portfolio);
        let selection = example::all(&portfolio);
        let stretch = Stretch { after: date("2026-05-31"), until: date("2026-06-30") };
        let happened = Happened::of(&selection.judged, stretch);
        let name = |one: &crate::query::Judged<'_>| one.located.action.reference.to_string();
        let completed = happened.completed.iter().map(|one| {
            let turn = one.turn.map(|(day, count)| format!(", turn of {day}, {count} in all")).unwrap_or_default();
            format!("{} completed {}, late {:?}{turn}", name(one.judged), one.on, one.late)
        });
        let ended = happened.ended.iter().map(|one| format!("{} {}", name(one.judged), one.reason));
        let moved = happened.moved.iter().map(|one| {
            let to = one.to.map(ToString::to_string).unwrap_or_default();
            format!("{} moved {} from {} to {to}: {:?}", name(one.judged), one.on, one.from, one.days())
        });
        let rated = happened.rated.iter().map(|one| format!("{} {}", name(one.judged), one.turn.word()));
        let first = happened.first_reports.iter().map(|one| format!("{} first {}", name(one.judged), one.update.date));
        completed.chain(ended).chain(moved).chain(rated).chain(first).collect()
    }

    #[test]
    fn an_action_that_was_completed_is_told_once() {
        assert_eq!(
            happened(|_| {}),
            [
                "1.3 completed 2026-06-10, late None",
                "1.1 became red",
                "2.1 became red",
                "2.3 became red",
                "1.3 first 2026-06-10",
                "2.3 first 2026-06-05",
            ]
        );
    }

    #[test]
    fn turns_are_counted_and_their_lateness_is_that_of_the_last() {
        let told = happened(|portfolio| {
            let done = |day: &str| Update { status: Some(Status::Complete), ..update(day) };
            portfolio.plans[0].actions[4].updates = vec![
                done("2026-05-01"),
                done("2026-06-20"),
                done("2026-06-21"),
                Update { status: Some(Status::InProgress), ..update("2026-06-25") },
            ];
            portfolio.plans[0].actions[4].recurs =
                Some(crate::model::Recurrence { every: crate::model::Interval::months(1), from: date("2026-04-01") });
        });
        assert_eq!(told[1], "2.1 completed 2026-06-21, late Some(20), turn of 2026-06-01, 2 in all");
    }

    #[test]
    fn each_move_leads_to_the_deadline_that_the_next_one_left() {
        let told = happened(|portfolio| {
            let moved = |day: &str, was: &str| Update { deadline_was: Deadline::parse(was).ok(), ..update(day) };
            portfolio.plans[0].actions[0].updates =
                vec![moved("2026-05-31", "2026-03"), moved("2026-06-01", "2026-04"), moved("2026-06-02", "2026-07")];
        });
        assert_eq!(
            told[1..3],
            [
                "1.1 moved 2026-06-01 from 2026-04 to 2026-07: Some(92)",
                "1.1 moved 2026-06-02 from 2026-07 to 2026-06-20: Some(-41)",
            ]
        );
    }

    #[test]
    fn what_ended_and_what_is_better_is_told() {
        let told = happened(|portfolio| {
            portfolio.plans[0].actions[5].updates = vec![
                Update { rag: Some(Rag::Red), ..update("2026-05-01") },
                Update { rag: Some(Rag::Amber), ..update("2026-06-01") },
            ];
            portfolio.plans[0].actions[3].updates =
                vec![Update { status: Some(Status::Withdrawn), ..update("2026-06-02") }];
        });
        assert!(told.contains(&"1.4 withdrawn".to_owned()), "{told:?}");
        assert!(told.contains(&"2.2 better".to_owned()), "{told:?}");
    }
}
