//! The audit trail: who changed what, when, from what to what, in the plan's own words.
//!
//! | to know | read |
//! |---|---|
//! | one change that one commit made | [`Entry`] |
//! | what it changed | [`Item`], [`Alteration`] |
//! | what two versions of a file differ in | [`alterations`] |

mod compare;
mod same;
mod topic;
mod words;

use std::fmt;
use std::sync::Arc;

pub use compare::alterations;
pub use same::{is_reworded, is_same, is_same_action};
pub use topic::Topic;

use super::change::Change;
use super::{Action, Date, KnownFile, Objective, PartiesFile, Plain, Reference, Settings, Theme, Update};

/// One change that one commit made.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub commit: Arc<Commit>,
    /// What was changed, under the name that it had from then on.
    pub item: Item,
    pub alteration: Alteration,
}

/// A commit, as far as it says who changed something and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its name in full.
    pub id: String,
    pub author: String,
    pub email: String,
    /// The day on which its author made it, by the author's clock.
    pub date: Date,
    /// The same to the second: `2026-06-30T12:00:00+01:00`.
    pub time: String,
    /// The first line of what its author said about it.
    pub subject: String,
}

/// A part of a plan that has a file of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Item {
    /// The folder name of the plan.
    pub plan: String,
    pub part: Part,
}

/// Which part of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    Settings,
    Parties,
    Baseline,
    /// The theme with this folder name.
    Theme(String),
    Objective(Reference),
    Action(Reference),
}

/// What a file of a plan said at one time.
#[derive(Debug, Clone, PartialEq)]
pub enum Version {
    Settings(Box<Settings>),
    Parties(PartiesFile),
    Baseline(KnownFile),
    Theme(Box<Theme>),
    Objective(Box<Objective>),
    Action(Box<Action>),
}

/// What was changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Alteration {
    /// It is new; with what it is called.
    Added(Option<String>),
    /// It is gone; with what it was called.
    Removed(Option<String>),
    /// It kept its name and went to another folder, each from the plan's.
    Moved {
        from: String,
        to: String,
    },
    /// It was called something else before.
    Renamed {
        from: Item,
    },
    /// One of its keys holds something else.
    Changed(Change),
    UpdateAdded(Box<Update>),
    UpdateRemoved(Box<Update>),
    UpdateRewritten {
        before: Box<Update>,
        after: Box<Update>,
    },
    /// The file could not be read as it was, or one of its values could not; with what was wrong.
    Broken(String),
    /// Comments, order or blanks: the file says what it said.
    Layout,
}

impl Entry {
    /// What was there before.
    #[must_use]
    pub fn before(&self) -> Option<Plain> {
        match &self.alteration {
            Alteration::Renamed { from } => Some(Plain::Text(from.seen_from(&self.item.plan))),
            alteration => alteration.before(),
        }
    }

    /// What is there after it.
    #[must_use]
    pub fn after(&self) -> Option<Plain> {
        match &self.alteration {
            Alteration::Renamed { from } => Some(Plain::Text(self.item.seen_from(&from.plan))),
            alteration => alteration.after(),
        }
    }

    /// The alteration in words, as a sentence without a full stop.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.alteration {
            Alteration::Renamed { from } => format!("renamed from {}", from.seen_from(&self.item.plan)),
            alteration => alteration.to_string(),
        }
    }
}

impl Item {
    /// Its name, with the plan where that is not the one given: `3.1.1`, `bristol-2008-11:3.1.1`.
    fn seen_from(&self, plan: &str) -> String {
        match &self.part {
            _ if self.plan == plan => self.to_string(),
            Part::Settings => self.plan.clone(),
            _ => format!("{}:{self}", self.plan),
        }
    }

    /// The reference of an action or objective, or the name of a theme.
    #[must_use]
    pub fn reference(&self) -> Option<&str> {
        match &self.part {
            Part::Settings | Part::Parties | Part::Baseline => None,
            Part::Theme(name) => Some(name),
            Part::Objective(reference) | Part::Action(reference) => Some(reference.as_str()),
        }
    }

    /// The word for its kind.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self.part {
            Part::Settings => "plan",
            Part::Parties => "register",
            Part::Baseline => "baseline",
            Part::Theme(_) => "theme",
            Part::Objective(_) => "objective",
            Part::Action(_) => "action",
        }
    }
}

/// The name by which people know it, without its plan: `3.1.1`, `theme prevention`, `the plan`.
impl fmt::Display for Item {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.part {
            Part::Settings => formatter.pad("plan.toml"),
            Part::Parties => formatter.pad("parties.toml"),
            Part::Baseline => formatter.pad("baseline.toml"),
            Part::Theme(name) => formatter.pad(name),
            Part::Objective(reference) | Part::Action(reference) => reference.fmt(formatter),
        }
    }
}

impl Version {
    /// What it is called: the text of an action, the title of anything else.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        match self {
            Self::Settings(settings) => settings.title.as_deref(),
            Self::Parties(_) | Self::Baseline(_) => None,
            Self::Theme(theme) => theme.title.as_deref(),
            Self::Objective(objective) => objective.title.as_deref(),
            Self::Action(action) => action.text.as_deref(),
        }
    }
}

impl Alteration {
    /// The word for it in output for programs.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Added(_) => "added",
            Self::Removed(_) => "removed",
            Self::Moved { .. } => "moved",
            Self::Renamed { .. } => "renamed",
            Self::Changed(_) => "changed",
            Self::UpdateAdded(_) => "update-added",
            Self::UpdateRemoved(_) => "update-removed",
            Self::UpdateRewritten { .. } => "update-rewritten",
            Self::Broken(_) => "broken",
            Self::Layout => "layout",
        }
    }

    /// The key that it is about, as files have it.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Changed(change) => Some(&change.key),
            Self::UpdateAdded(_) | Self::UpdateRemoved(_) | Self::UpdateRewritten { .. } => Some("update"),
            Self::Renamed { .. } => Some("ref"),
            Self::Added(_) | Self::Removed(_) | Self::Moved { .. } | Self::Broken(_) | Self::Layout => None,
        }
    }

    /// What was there before, where that is not a name.
    #[must_use]
    pub fn before(&self) -> Option<Plain> {
        match self {
            Self::Removed(title) => title.clone().map(Plain::Text),
            Self::Moved { from, .. } => Some(Plain::Text(from.clone())),
            Self::Changed(change) => change.before.clone(),
            Self::UpdateRemoved(update) | Self::UpdateRewritten { before: update, .. } => Plain::of(update),
            Self::Added(_) | Self::Renamed { .. } | Self::UpdateAdded(_) | Self::Broken(_) | Self::Layout => None,
        }
    }

    /// What is there after it, where that is not a name.
    #[must_use]
    pub fn after(&self) -> Option<Plain> {
        match self {
            Self::Added(title) => title.clone().map(Plain::Text),
            Self::Moved { to, .. } => Some(Plain::Text(to.clone())),
            Self::Changed(change) => change.after.clone(),
            Self::UpdateAdded(update) | Self::UpdateRewritten { after: update, .. } => Plain::of(update),
            Self::Removed(_) | Self::Renamed { .. } | Self::UpdateRemoved(_) | Self::Broken(_) | Self::Layout => None,
        }
    }
}
