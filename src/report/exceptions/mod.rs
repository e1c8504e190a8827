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
            match travel {
                Travel::Better => counts.better += 1,
                Travel::Worse => counts.worse += 1,
                Travel::Same => counts.same += 1,
                Travel::New => counts.new += 1,
            }
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
