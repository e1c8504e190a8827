//! What falls due when: deadlines, turns of what comes round, reviews, milestones, targets, and the meetings between.
//!
//! [`events`] says what a plan has in its calendar, each once; an [`Agenda`] says what of that falls into a stretch of
//! time and is still to be done.

mod document;
mod event;

pub use document::{By, Window, document};
pub(super) use document::{due_columns, due_row};
pub(super) use event::report_name;
pub use event::{Event, Kind, Owner, Standing, Turns, What, When, events};

use super::basis::Chapter;
use crate::model::{Date, Due, DueKind};

/// What falls due in a stretch of time.
#[derive(Debug, Clone)]
pub struct Agenda<'b, 'p> {
    /// The day on which the plan is judged.
    pub day: Date,
    pub from: Date,
    pub to: Date,
    /// What should have been done before all that, longest ago first.
    pub overdue: Vec<Entry<'b, 'p>>,
    /// What falls into the time itself, in the order of its days; what is done or withdrawn is left out.
    pub entries: Vec<Entry<'b, 'p>>,
    /// References of open actions that never fall due: without a deadline, or ongoing without a review date.
    pub undated: Vec<&'p str>,
}

/// One thing that falls on a day.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'b, 'p> {
    pub on: Date,
    pub event: Event<'b, 'p>,
    /// How many more turns have been missed since, where it comes round.
    pub missed_since: u32,
}

impl<'b, 'p> Agenda<'b, 'p> {
    /// The agenda of a plan from one day to another, both included.
    #[must_use]
    pub fn of(chapter: Chapter<'b, 'p>, from: Date, to: Date) -> Self {
        let mut agenda =
            Self { day: chapter.day, from, to, overdue: Vec::new(), entries: Vec::new(), undated: undated(chapter) };
        for event in events(chapter).into_iter().filter(|event| event.standing == Standing::Open) {
            match event.when {
                When::On(on) => agenda.take(on, event),
                When::Turns(_) => agenda.take_turns(event),
            }
        }
        agenda.overdue.sort_by_key(|entry| entry.on);
        agenda.entries.sort_by_key(|entry| (entry.on, entry.event.kind()));
        agenda
    }

    fn take(&mut self, on: Date, event: Event<'b, 'p>) {
        let entry = Entry { on, event, missed_since: 0 };
        if self.from <= on && on <= self.to {
            self.entries.push(entry);
        } else if on < self.day && on < self.from && event.kind().can_be_overdue() {
            self.overdue.push(entry);
        }
    }

    fn take_turns(&mut self, event: Event<'b, 'p>) {
        let When::Turns(turns) = event.when else { return };
        let first = turns.recurrence.turn(turns.done);
        let before = self.day.min(self.from).plus_days(-1);
        if event.kind().can_be_overdue() && first <= before {
            let last = turns.recurrence.last_turn_by(before).unwrap_or(turns.done);
            self.overdue.push(Entry { on: first, event, missed_since: last.saturating_sub(turns.done) });
        }
        // A turn that has passed stays one, even after the plan has ended.
        let is_held = |on: Date| on < self.day || turns.until.is_none_or(|until| on <= until);
        let within = turns.recurrence.turns(self.from, self.to);
        let within = within.filter(|(number, on)| *number >= turns.done && is_held(*on));
        self.entries.extend(within.map(|(_, on)| Entry { on, event, missed_since: 0 }));
    }

    /// How many of a kind fall into the time.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.entries.iter().filter(|entry| entry.event.kind() == kind).count()
    }
}

impl Entry<'_, '_> {
    /// How many days it is overdue on a day, where it is.
    #[must_use]
    pub fn overdue_days(&self, day: Date) -> Option<i64> {
        Some(self.on.days_until(day)).filter(|days| *days > 0 && self.event.kind().can_be_overdue())
    }
}

fn undated<'p>(chapter: Chapter<'_, 'p>) -> Vec<&'p str> {
    let never = |due: &Due| due.on.is_none() && matches!(due.kind, DueKind::None | DueKind::Ongoing);
    let judged = chapter.judged.iter();
    let judged = judged.filter(|judged| !judged.judgement.state.status.is_closed() && never(&judged.judgement.due));
    judged.map(|judged| judged.located.action.reference.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Agenda, Entry, Kind};
    use crate::model::{
        Deadline, Interval, Measure, Meeting, Milestone, Period, Plan, Portfolio, Recurrence, Status, Update,
    };
    use crate::report::basis::Chapter;
    use crate::report::example::{self, date, update};

    fn agenda(portfolio: &Portfolio, from: &str, to: &str) -> [Vec<String>; 2] {
        let selection = example::all(portfolio);
        let chapter = Chapter { plan: &portfolio.plans[0], day: date("2026-06-30"), judged: &selection.judged };
        let agenda = Agenda::of(chapter, date(from), date(to));
        let line = |entry: &Entry<'_, '_>| {
            let missed = if entry.missed_since > 0 { format!(" +{}", entry.missed_since) } else { String::new() };
            format!("{} {}{missed}", entry.on, entry.event.name().trim_start_matches("wendale"))
        };
        [agenda.overdue, agenda.entries].map(|entries| entries.iter().map(line).collect())
    }

    fn changed(change: impl FnOnce(&mut Plan)) -> Portfolio {
        let mut portfolio = example::portfolio();
        change(&mut portfolio.plans[0]);
        portfolio
    }

    #[test]
    fn what_is_overdue_stands_apart_and_what_is_complete_nowhere() {
        assert_eq!(
            agenda(&example::portfolio(), "2026-06-30", "2026-08-15"),
            [
                vec!["2026-03-31 :1.2/deadline", "2026-06-01 :2.1/turn", "2026-06-20 :1.1/deadline"],
                vec!["2026-06-30 /meeting-1", "2026-07-01 :2.1/turn", "2026-07-31 /meeting-1", "2026-08-01 :2.1/turn"],
            ]
        );
    }

    #[test]
    fn what_has_passed_stands_in_its_time_where_that_is_asked_for() {
        assert_eq!(
            agenda(&example::portfolio(), "2026-05-01", "2026-06-25"),
            [
                vec!["2026-03-31 :1.2/deadline"],
                vec!["2026-05-31 /meeting-1", "2026-06-01 :2.1/turn", "2026-06-20 :1.1/deadline"],
            ]
        );
    }

    #[test]
    fn of_turns_that_were_missed_the_earliest_is_named_and_the_others_are_counted() {
        let portfolio = changed(|plan| {
            plan.actions[4].recurs = Some(Recurrence { every: Interval::months(1), from: date("2026-02-28") });
            plan.actions[4].updates = vec![Update { status: Some(Status::Complete), ..update("2026-03-02") }];
        });
        let [overdue, entries] = agenda(&portfolio, "2026-07-01", "2026-07-28");
        assert_eq!(overdue[0], "2026-03-28 :2.1/turn +3");
        assert_eq!(entries, ["2026-07-28 :2.1/turn"]);
    }

    #[test]
    fn reviews_milestones_targets_and_measures_are_in_it() {
        let portfolio = changed(|plan| {
            let by = |text: &str| Period::parse(text);
            let milestone = |text: &str, by: &str, done: Option<&str>| Milestone {
                text: text.into(),
                deadline: Deadline::parse(by).ok(),
                done: done.map(date),
            };
            plan.actions[5].review = Some(date("2026-07-05"));
            plan.actions[6].milestones =
                vec![milestone("late", "2026-05", None), milestone("done", "2026-07", Some("2026-06-01"))];
            plan.objectives[0].target_date = by("2026-07");
            plan.objectives[2].measures = vec![Measure {
                name: "Calls".into(),
                unit: Some("%".into()),
                baseline: None,
                baseline_date: None,
                target: Some(60.0),
                by: by("2026-Q3"),
                direction: None,
                readings: Vec::new(),
            }];
        });
        let [overdue, entries] = agenda(&portfolio, "2026-07-02", "2026-09-30");
        assert!(overdue.contains(&"2026-05-31 :2.3/milestone-1".to_owned()), "{overdue:?}");
        let others: Vec<_> =
            entries.iter().filter(|entry| !entry.contains("meeting") && !entry.contains("turn")).collect();
        assert_eq!(others, ["2026-07-05 :2.2/review", "2026-07-31 :1/target", "2026-09-30 :3/measure-1"]);
    }

    #[test]
    fn nothing_comes_round_after_the_plan_has_ended_or_was_closed() {
        let ends =
            |day: &str| agenda(&changed(|plan| plan.settings.ends = Some(date(day))), "2026-07-01", "2026-08-31");
        assert_eq!(ends("2026-07-31")[1], ["2026-07-01 :2.1/turn", "2026-07-31 /meeting-1"]);
        assert_eq!(ends("2026-01-01")[1].len(), 4, "a plan that goes on after its end still meets");
        let closed = changed(|plan| plan.settings.closed = Some(date("2026-06-30")));
        assert!(agenda(&closed, "2026-07-01", "2026-08-31")[1].is_empty());
    }

    #[test]
    fn actions_without_a_day_are_named() {
        let portfolio = example::portfolio();
        let selection = example::all(&portfolio);
        let chapter = Chapter { plan: &portfolio.plans[0], day: date("2026-06-30"), judged: &selection.judged };
        let agenda = Agenda::of(chapter, date("2026-07-01"), date("2026-07-31"));
        assert_eq!(agenda.undated, ["1.4", "2.2"]);
        assert_eq!(agenda.count(Kind::Meeting), 1);
    }

    #[test]
    fn a_meeting_stands_first_on_its_day() {
        let portfolio = changed(|plan| {
            let every = Interval::months(1);
            plan.settings.meetings = vec![Meeting { name: "B".into(), report: None, every, from: date("2026-07-01") }];
        });
        let [_, entries] = agenda(&portfolio, "2026-07-01", "2026-07-01");
        assert_eq!(entries, ["2026-07-01 /meeting-1", "2026-07-01 :2.1/turn"]);
    }
}
