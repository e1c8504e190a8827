//! What has changed between two times: newly overdue, completed, re-scheduled, and all the rest.
//!
//! Each side is judged on its own day, so that an action may have become overdue without any change to its file.

mod action;
mod plan;

use crate::model::{Date, Plain, Plan, Portfolio};

/// The plans at one time.
#[derive(Clone, Copy)]
pub struct Side<'p> {
    pub portfolio: &'p Portfolio,
    /// The day on which a plan of it is judged.
    pub day: &'p dyn Fn(&Plan) -> Date,
}

/// One end of the time that is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    pub name: EndName,
    /// The commit in full; nothing for files that are not committed, and for several commits.
    pub commit: Option<String>,
    /// The day on which the plans are judged; nothing where each has its own.
    pub day: Option<Date>,
}

/// What people call one end of the time that is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EndName {
    LastMeeting,
    WorkTree,
    /// What somebody typed: a branch, a tag, a day.
    Typed(String),
}

impl EndName {
    /// The word for it, as it is typed.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::LastMeeting => "last-meeting",
            Self::WorkTree => "work-tree",
            Self::Typed(text) => text,
        }
    }
}

/// What has changed, kind by kind.
#[derive(Debug, Clone, Default)]
pub struct Diff {
    /// In the order of [`Kind::ALL`], and within a kind in the order of the plans.
    pub changes: Vec<Difference>,
    /// Whether more than one plan was compared.
    pub has_several_plans: bool,
}

/// One thing that has changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    pub kind: Kind,
    /// The folder name of the plan, the newer one where it was renamed.
    pub plan: String,
    /// The reference of the action or objective, or the name of the theme; nothing for the plan itself.
    pub reference: Option<String>,
    /// The word for what it is: `action`, `objective`, `theme`, `plan`.
    pub part: &'static str,
    /// The text of the action, or the title.
    pub title: Option<String>,
    pub before: Option<Plain>,
    pub after: Option<Plain>,
    /// How many days it is overdue, or was moved.
    pub days: Option<i64>,
    /// What has changed, in words.
    pub text: String,
    /// What people say about it in an update that is new.
    pub note: Option<String>,
}

/// How something has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    NewlyOverdue,
    Completed,
    Rescheduled,
    Worse,
    Better,
    Rated,
    Lead,
    Withdrawn,
    Added,
    Removed,
    Moved,
    Other,
}

impl Kind {
    /// Every kind, in the order in which people want to know of it.
    pub const ALL: [Self; 12] = [
        Self::NewlyOverdue,
        Self::Completed,
        Self::Rescheduled,
        Self::Worse,
        Self::Better,
        Self::Rated,
        Self::Lead,
        Self::Withdrawn,
        Self::Added,
        Self::Removed,
        Self::Moved,
        Self::Other,
    ];

    /// The word for it in output for programs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NewlyOverdue => "newly-overdue",
            Self::Completed => "completed",
            Self::Rescheduled => "re-scheduled",
            Self::Worse => "rating-worse",
            Self::Better => "rating-better",
            Self::Rated => "newly-rated",
            Self::Lead => "lead-changed",
            Self::Withdrawn => "withdrawn",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::Other => "other",
        }
    }

    /// The heading above it.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::NewlyOverdue => "Newly overdue",
            Self::Completed => "Completed",
            Self::Rescheduled => "Re-scheduled",
            Self::Worse => "Rating worse",
            Self::Better => "Rating better",
            Self::Rated => "Newly rated",
            Self::Lead => "Lead changed",
            Self::Withdrawn => "Withdrawn or carried forward",
            Self::Added => "Added",
            Self::Removed => "Removed",
            Self::Moved => "Renamed or moved",
            Self::Other => "Other changes",
        }
    }
}

impl Diff {
    /// What has changed in the wanted plans.
    #[must_use]
    pub fn of(from: Side<'_>, to: Side<'_>, wants: impl Fn(&Plan) -> bool) -> Self {
        let pairs = crate::model::pairs::plans(from.portfolio, to.portfolio);
        let is_wanted = |plan: Option<&Plan>| plan.is_some_and(&wants);
        let wanted: Vec<_> = pairs.into_iter().filter(|pair| is_wanted(pair.before) || is_wanted(pair.after)).collect();
        let has_several_plans = wanted.len() > 1;
        let mut changes: Vec<_> = wanted.into_iter().flat_map(|pair| plan::changes(from, to, pair)).collect();
        changes.sort_by_key(|change| (change.kind, overdue_first(change)));
        Self { changes, has_several_plans }
    }

    /// The changes of a kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Difference> {
        self.changes.iter().filter(move |change| change.kind == kind)
    }
}

/// What is most overdue goes first.
fn overdue_first(change: &Difference) -> i64 {
    match change.kind {
        Kind::NewlyOverdue => change.days.map_or(0, i64::saturating_neg),
        _ => 0,
    }
}
