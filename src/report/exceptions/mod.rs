//! The exception report of a quarterly meeting: what is not on target, or needs to be revised or updated.
//!
//! An action is in it when it is red or amber, has become overdue, has gone without an update for too long, has no lead
//! or no deadline, or had its deadline moved since the last meeting. It stands in one place, with every reason.

mod ask;
mod document;
mod why;

pub use ask::asked_of_the_meeting;
pub use document::document;
pub use why::Why;

use std::cmp::Reverse;

use rayon::prelude::*;

use super::basis::Chapter;
use super::since::Since;
use crate::model::{Date, Judgement, Plan, Rating, ReportKind, State, Tally, Theme, Travel, Update, judge};
use crate::query::Judged;

/// So many months are looked back on where no meeting was held.
pub const MONTHS: u32 = 3;

/// What needs the meeting.
#[derive(Debug, Clone)]
pub struct Exceptions<'b, 'p> {
    pub plan: &'p Plan,
    /// The day on which the plan is judged.
    pub day: Date,
    pub since: Since<'p>,
    /// All actions that the report is about, exceptions or not.
    pub totals: Tally,
    /// How they compare with the day since which it looks back.
    pub travel: Travels,
    /// The themes with an exception, in the order of the plan.
    pub themes: Vec<ThemeExceptions<'b, 'p>>,
}

/// How many actions have gone which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Travels {
    pub better: usize,
    pub worse: usize,
    pub same: usize,
    /// Rated for the first time.
    pub new: usize,
}

/// What needs the meeting in one theme.
#[derive(Debug, Clone)]
pub struct ThemeExceptions<'b, 'p> {
    /// Nothing for the actions that stand in no theme.
    pub theme: Option<&'p Theme>,
    /// All actions of the theme.
    pub totals: Tally,
    /// The worst and most overdue first.
    pub exceptions: Vec<Exception<'b, 'p>>,
}

/// An action that needs the meeting.
#[derive(Debug, Clone)]
pub struct Exception<'b, 'p> {
    pub judged: &'b Judged<'p>,
    /// Its rating on the day since which the report looks back.
    pub before: Option<Rating>,
    pub travel: Option<Travel>,
    /// Never empty.
    pub whys: Vec<Why<'p>>,
    /// The actions that it waits for, by their references.
    pub waits_for: Vec<String>,
    /// The last update that says something in words.
    pub comment: Option<&'p Update>,
}

/// An action with its judgement on the day since which a report looks back.
struct Compared<'b, 'p> {
    judged: &'b Judged<'p>,
    before: Judgement<'p>,
}

impl<'b, 'p> Exceptions<'b, 'p> {
    /// What of a plan needs the meeting; `since` is the day that was asked for instead of the last meeting.
    #[must_use]
    pub fn of(chapter: Chapter<'b, 'p>, since: Option<Date>) -> Self {
        let since = Since::of(chapter.plan, chapter.day, since, ReportKind::Exceptions, MONTHS);
        let compare = |judged: &'b Judged<'p>| Compared { judged, before: judge(judged.located, since.day) };
        let compared: Vec<_> = chapter.judged.par_iter().map(compare).collect();
        let place = |compared: &Compared<'_, '_>| compared.judged.located.action.theme;
        // The actions of a theme stand together.
        let themes = compared.chunk_by(|one, other| place(one) == place(other));
        let themes = themes.map(|compared| ThemeExceptions::of(compared, since.day));
        Self {
            plan: chapter.plan,
            day: chapter.day,
            since,
            totals: chapter.judged.iter().map(|judged| &judged.judgement).collect(),
            travel: compared.iter().filter_map(Compared::travel).collect(),
            themes: themes.filter(|theme| !theme.exceptions.is_empty()).collect(),
        }
    }

    /// Every exception, theme by theme.
    pub fn all(&self) -> impl Iterator<Item = &Exception<'b, 'p>> {
        self.themes.iter().flat_map(|theme| &theme.exceptions)
    }
}

impl<'b, 'p> ThemeExceptions<'b, 'p> {
    fn of(compared: &[Compared<'b, 'p>], since: Date) -> Self {
        let mut exceptions: Vec<_> = compared.iter().filter_map(|compared| compared.exception(since)).collect();
        exceptions.sort_by_key(|exception| {
            let judgement = &exception.judged.judgement;
            (judgement.rating.map(Rating::rank), Reverse(judgement.overdue_days()))
        });
        Self {
            theme: compared.first().and_then(|compared| compared.judged.located.theme()),
            totals: compared.iter().map(|compared| &compared.judged.judgement).collect(),
            exceptions,
        }
    }
}

impl<'b, 'p> Compared<'b, 'p> {
    fn travel(&self) -> Option<Travel> {
        Travel::between(self.before.rating, self.judged.judgement.rating)
    }

    /// Nothing where the meeting need not look at it.
    fn exception(&self, since: Date) -> Option<Exception<'b, 'p>> {
        let judged = self.judged;
        let whys = Why::all(judged, &self.before, since);
        (!whys.is_empty()).then(|| Exception {
            judged,
            before: self.before.rating,
            travel: self.travel(),
            whys,
            waits_for: super::flags::waits_for(judged.located, judged.judgement.day),
            comment: State::last_note(judged.located.action, judged.judgement.day),
        })
    }
}

impl FromIterator<Travel> for Travels {
    fn from_iter<I: IntoIterator<Item = Travel>>(travels: I) -> Self {
        let mut counts = Self::default();
        for travel in travels {
            let count = match travel {
                Travel::Better => &mut counts.better,
                Travel::Worse => &mut counts.worse,
                Travel::Same => &mut counts.same,
                Travel::New => &mut counts.new,
            };
            *count = count.saturating_add(1);
        }
        counts
    }
}

impl Exception<'_, '_> {
    /// Its reference.
    #[must_use]
    pub fn reference(&self) -> &str {
        self.judged.located.action.reference.as_str()
    }

    /// Whether it became overdue since the day since which the report looks back.
    #[must_use]
    pub fn is_newly_overdue(&self) -> bool {
        self.whys.contains(&Why::Overdue { newly: true })
    }
}

#[cfg(test)]
mod tests {
    use super::{Exceptions, asked_of_the_meeting};
    use crate::model::{Action, Deadline, Plan, Rag, Status, Travel, Update};
    use crate::report::basis::Chapter;
    use crate::report::example::{self, date, update};

    /// The exceptions of the example once it has been changed: reference, travel, reasons and what is asked.
    fn exceptions(since: Option<&str>, change: impl FnOnce(&mut Plan)) -> Vec<String> {
        let mut portfolio = example::portfolio();
        change(&mut portfolio.plans[0]);
        let selection = example::all(&portfolio);
        let chapter = Chapter { plan: &portfolio.plans[0], day: date("2026-06-30"), judged: &selection.judged };
        let exceptions = Exceptions::of(chapter, since.map(date));
        let lines = exceptions.all().map(|exception| {
            let travel = exception.travel.map_or("-", Travel::word);
            let asked = asked_of_the_meeting(exception).join(" ");
            format!("{} {travel}. {}. {asked}", exception.reference(), exception.reasons())
        });
        lines.collect()
    }

    /// The line of the first action once it has been changed; nothing where it is no exception.
    fn first(change: impl FnOnce(&mut Action)) -> Option<String> {
        let lines = exceptions(None, |plan| {
            plan.actions[0].deadline = Deadline::parse("2026-12").ok();
            change(&mut plan.actions[0]);
        });
        lines.into_iter().find_map(|line| line.strip_prefix("1.1 ").map(str::to_owned))
    }

    #[test]
    fn what_needs_the_meeting_stands_theme_by_theme_with_the_worst_first() {
        assert_eq!(
            exceptions(None, |_| {}),
            [
                "1.2 same. 91 days past its deadline. Agree a new deadline, or withdraw it.",
                "1.1 new. Newly overdue: 10 days past its deadline. Agree a new deadline, or withdraw it.",
                "1.4 same. It has no lead; it has no deadline. Name a lead. Set a deadline.",
                "2.1 new. Newly overdue: 29 days past the turn of 1 June 2026, the earliest that is not done. \
                 Hear when the turn of 1 June 2026 will be done.",
                "2.3 new. Too little progress to meet the deadline, as reported on 5 June 2026. \
                 Decide how it is to recover.",
            ]
        );
    }

    #[test]
    fn it_compares_with_the_day_that_was_asked_for() {
        let since = |day: &str| exceptions(Some(day), |_| {}).iter().filter(|line| line.contains("Newly")).count();
        assert_eq!(since("2026-03-01"), 3);
        assert_eq!(since("2026-06-25"), 0);
        assert_eq!(since("2027-01-01"), 0);
    }

    #[test]
    fn an_action_on_target_need_not_be_looked_at() {
        let green = |action: &mut Action| {
            action.updates = vec![Update { rag: Some(Rag::Green), ..update("2026-06-10") }];
        };
        assert_eq!(first(green), None);
        assert_eq!(first(|_| {}), None);
        let complete = |action: &mut Action| {
            action.lead = None;
            action.updates = vec![Update { status: Some(Status::Complete), ..update("2026-06-10") }];
        };
        assert_eq!(first(complete), None);
    }

    #[test]
    fn what_is_slow_on_hold_or_silent_is_said() {
        let line = |day: &str, status, rag| {
            let update = Update { status, rag, ..update(day) };
            first(|action| action.updates = vec![update])
        };
        let amber = "Slow progress gives concern about the deadline, as reported on 10 June 2026";
        assert_eq!(
            line("2026-06-10", None, Some(Rag::Amber)),
            Some(format!("new. {amber}. Hear what is being done to catch up."))
        );
        assert_eq!(
            line("2026-06-10", Some(Status::OnHold), Some(Rag::Amber)),
            Some(format!("new. {amber}, and on hold. Decide whether it goes on."))
        );
        assert_eq!(
            line("2026-06-10", Some(Status::OnHold), None).as_deref(),
            Some("new. On hold. Decide whether it goes on.")
        );
        assert_eq!(
            line("2026-01-10", None, Some(Rag::Green)).as_deref(),
            Some(
                "same. No update for more than 3 months: the last is of 10 January 2026. \
                 Hear why nothing has been reported since 10 January 2026."
            )
        );
    }

    #[test]
    fn a_deadline_that_was_moved_since_says_from_where() {
        let moved = |days: &[&str]| {
            let moves = days.iter().map(|day| {
                let was = Deadline::parse("2026-09").ok();
                Update { deadline_was: was, rag: Some(Rag::Green), ..update(day) }
            });
            let moves = moves.collect();
            first(|action| action.updates = moves)
        };
        let by = "from September 2026 to December 2026, 92 days later. Agree the new deadline.";
        assert_eq!(moved(&["2026-06-10"]), Some(format!("new. Deadline moved {by}")));
        assert_eq!(moved(&["2026-06-10", "2026-06-11"]), Some(format!("new. Deadline moved twice {by}")));
        assert_eq!(moved(&["2026-05-31"]), None, "the meeting has heard of it");
    }

    #[test]
    fn an_action_that_waits_says_for_which() {
        let waits = first(|action| {
            action.depends_on = crate::model::QualifiedReference::parse("1.2").ok().into_iter().collect();
            action.updates = vec![Update { rag: Some(Rag::Red), ..update("2026-06-10") }];
        });
        let waits = waits.unwrap_or_default();
        assert!(waits.contains("; it waits for 1.2."), "{waits}");
        assert!(waits.ends_with("Unblock 1.2."), "{waits}");
    }

    #[test]
    fn what_is_reported_better_than_it_is_says_so() {
        let line = first(|action| {
            action.deadline = Deadline::parse("2026-05").ok();
            action.updates = vec![Update { rag: Some(Rag::Green), ..update("2026-06-10") }];
        });
        assert!(line.unwrap_or_default().contains("; but reported GREEN"));
    }
}
