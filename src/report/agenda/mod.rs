//! What falls due when: deadlines, turns of what comes round, reviews, milestones, targets, and the meetings between.
//!
//! [`events`] says what a plan has in its calendar, each once; an [`Agenda`] says what of that falls into a stretch of
//! time and is still to be done.

mod document;
mod event;

pub use document::{By, Window, document};
pub(super) use document::{due_columns, due_row};
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
