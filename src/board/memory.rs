//! What a person has chosen and typed: all that outlives a change of the files.

use std::collections::{BTreeMap, BTreeSet};

use super::cursor::Cursor;
use super::form::{Form, Kind, Typed};
use super::search::Search;
use super::view::View;
use crate::model::{Date, Judge, Plan, is_wanted};
use crate::ui::Look;

/// How a board was started.
#[derive(Debug, Clone)]
pub struct Setup {
    pub judge: Judge,
    /// The plans that were asked for, by the names of their folders; all where there is none.
    pub only: Vec<String>,
    pub color: bool,
}

/// What outlives a change of the files.
#[derive(Debug)]
pub struct Memory {
    pub(super) setup: Setup,
    /// The day that one has gone to; nothing for that of the start.
    pub(super) day: Option<Date>,
    pub(super) filter: Search,
    pub(super) sort: Sort,
    pub(super) only_changed: bool,
    /// The parts of the tree that are folded; nothing before the first look at the plans.
    pub(super) folded: Option<BTreeSet<String>>,
    pub(super) panel: Panel,
    pub(super) tree: Cursor,
    /// The line of the tree that is chosen, by its key.
    pub(super) branch: String,
    pub(super) list: Cursor,
    /// How many actions of the list were told in words.
    pub(super) told: usize,
    /// The action that is chosen, by its full reference.
    pub(super) action: Option<String>,
    /// What lies on top of the overview, the last of it in front.
    pub(super) views: Vec<View>,
    /// What was typed and not sent, by action.
    pub(super) drafts: BTreeMap<(String, Kind), Form>,
    /// What was typed before and found no form yet.
    pub(super) returning: Vec<Typed>,
    pub(super) notice: Option<String>,
    /// What is being done.
    pub(super) busy: Option<String>,
    /// How many problems the files have that keep something from being shown.
    pub(super) problems: usize,
    /// Columns and rows.
    pub(super) size: (u16, u16),
}

/// The order of the actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Rating,
    Deadline,
    Reference,
}

/// The halves of the overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Panel {
    Tree,
    List,
}

impl Memory {
    /// Nothing chosen and nothing typed yet, on a screen of so many columns and rows.
    #[must_use]
    pub fn new(setup: Setup, size: (u16, u16)) -> Self {
        Self {
            setup,
            day: None,
            filter: Search::default(),
            sort: Sort::Rating,
            only_changed: false,
            folded: None,
            panel: Panel::List,
            tree: Cursor::default(),
            branch: String::new(),
            list: Cursor::default(),
            told: 0,
            action: None,
            views: Vec::new(),
            drafts: BTreeMap::new(),
            returning: Vec::new(),
            notice: None,
            busy: None,
            problems: 0,
            size,
        }
    }

    /// Notes how many problems the files have.
    pub fn note_problems(&mut self, problems: usize) {
        self.problems = problems;
    }

    /// Takes up what was typed at a board before, and not sent.
    pub fn take_back(&mut self, typed: impl IntoIterator<Item = Typed>) {
        self.returning.extend(typed);
    }

    /// What was typed and not sent.
    #[must_use]
    pub fn unsent(&self) -> Vec<Typed> {
        let open = self.views.iter().filter_map(View::form);
        let kept = self.drafts.values().filter(|kept| open.clone().all(|open| open.key() != kept.key()));
        let forms = open.clone().chain(kept).filter(|form| form.is_filled());
        forms.map(Typed::of).chain(self.returning.iter().cloned()).collect()
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(text.into());
    }

    /// The days on which plans are judged.
    pub(super) fn judge(&self) -> Judge {
        Judge { as_of: self.day.or(self.setup.judge.as_of), ..self.setup.judge }
    }

    pub(super) fn wants(&self, plan: &Plan) -> bool {
        is_wanted(&self.setup.only, &plan.name)
    }

    /// How texts look in so many columns.
    pub(super) fn look(&self, width: usize) -> Look {
        Look { width: Some(width), color: self.setup.color }
    }
}

impl Sort {
    pub(super) const ALL: [Self; 3] = [Self::Rating, Self::Deadline, Self::Reference];

    /// The word for what comes first.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Rating => "rating",
            Self::Deadline => "deadline",
            Self::Reference => "reference",
        }
    }

    pub(super) const fn next(self) -> Self {
        match self {
            Self::Rating => Self::Deadline,
            Self::Deadline => Self::Reference,
            Self::Reference => Self::Rating,
        }
    }
}
