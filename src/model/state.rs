//! The state of an action on a day: the fold of its log.

use super::{Action, Date, Deadline, Due, DueGiven, DueKind, Located, Rag, Status, Update};

/// What the log says up to a day.
#[derive(Debug, Clone, Default)]
pub struct State<'p> {
    pub status: Status,
    /// The newest rating that people gave, unless a completed turn has cleared it.
    pub reported: Option<Rag>,
    /// The update that gave that rating.
    pub reported_in: Option<&'p Update>,
    /// The day on which the action, or the last completed turn of it, was completed.
    pub completed: Option<Date>,
    /// How many turns of a recurring action are done; the number of the earliest open one.
    pub turns_done: u32,
    /// The newest update.
    pub last: Option<&'p Update>,
    /// How often the deadline was moved.
    pub moves: usize,
    /// The deadline before it was first moved.
    pub first_deadline: Option<&'p Deadline>,
}

impl<'p> State<'p> {
    /// The state of an action on a day.
    #[must_use]
    pub fn of(action: &'p Action, day: Date) -> Self {
        let mut state = Self::default();
        for update in action.updates.iter().filter(|update| update.date <= day) {
            state.take(action, update);
        }
        state
    }

    /// The newest update that says something in words.
    #[must_use]
    pub fn last_note(action: &'p Action, day: Date) -> Option<&'p Update> {
        let past = action.updates.iter().rev().filter(|update| update.date <= day);
        past.into_iter().find(|update| super::stated(update.note.as_deref()).is_some())
    }

    fn take(&mut self, action: &'p Action, update: &'p Update) {
        self.last = Some(update);
        if let Some(rag) = update.rag {
            (self.reported, self.reported_in) = (Some(rag), Some(update));
        }
        if let Some(before) = &update.deadline_was {
            self.moves = self.moves.saturating_add(1);
            self.first_deadline = self.first_deadline.or(Some(before));
        }
        match (update.status, action.recurs) {
            (Some(Status::Complete), Some(recurrence)) => {
                let named = update.occurrence.and_then(|day| recurrence.last_turn_by(day));
                self.turns_done = named.unwrap_or(self.turns_done).saturating_add(1).max(self.turns_done);
                self.completed = Some(update.date);
                self.status = Status::InProgress;
                (self.reported, self.reported_in) = (None, None);
            }
            (Some(status), _) => {
                self.completed = (status == Status::Complete).then_some(update.date);
                self.status = status;
            }
            (None, _) => {}
        }
    }
}

impl Located<'_> {
    /// The deadline that held on a day, where it was moved since.
    #[must_use]
    pub fn deadline_on(&self, day: Date) -> Option<&Deadline> {
        let moved_later = self.action.updates.iter().find(|update| update.date > day && update.deadline_was.is_some());
        match moved_later.and_then(|update| update.deadline_was.as_ref()) {
            Some(before) => Some(before),
            None => self.deadline().map(super::Given::value),
        }
    }

    /// When the action is due, as it stood on a day.
    #[must_use]
    pub fn due(&self, state: &State<'_>, day: Date) -> Due {
        if let Some(recurrence) = self.action.recurs {
            let given = DueGiven::Every(recurrence.every);
            return Due { kind: DueKind::Recurring, given, on: Some(recurrence.turn(state.turns_done)) };
        }
        match self.deadline_on(day) {
            None | Some(Deadline::Unsaid(_)) => Due { kind: DueKind::None, given: DueGiven::Not, on: None },
            Some(Deadline::By(period)) => {
                Due { kind: period.kind(), given: DueGiven::By(*period), on: Some(period.due()) }
            }
            Some(Deadline::Ongoing) => {
                let on = self.review().map(super::Given::value);
                Due { kind: DueKind::Ongoing, given: DueGiven::Ongoing, on }
            }
        }
    }
}
