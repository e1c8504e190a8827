//! What follows from the plans: who is judged how, which actions are shown, and in which order.

use std::cell::OnceCell;

use rayon::prelude::*;

use super::branch::{Branch, Stem, Trunk};
use super::changes::Changes;
use super::memory::{Memory, Sort};
use crate::model::{Date, Judge, Located, Portfolio, QualifiedReference, Rating, Tally};
use crate::query::{Filter, Judged, Selection, Vocabulary};
use crate::report::tree::{Parts, Tree};

/// A tree that is longer than this is folded at first.
const LONG: usize = 60;

/// What follows from the plans for a day, a filter and a part of the tree.
pub(super) struct World<'p> {
    pub portfolio: &'p Portfolio,
    /// Every action of the wanted plans.
    all: Selection<'p>,
    /// Their totals.
    pub tally: Tally,
    trunk: Trunk<'p>,
    /// The places of those that the filter selects.
    filtered: Vec<usize>,
    /// The text of that filter.
    read: String,
    /// The lines of the tree that no fold hides.
    pub tree: Vec<Branch<'p>>,
    /// The places of those in the chosen part, in order.
    list: Vec<usize>,
    /// How many there are in the chosen part, whatever the filter.
    pub within: usize,
    /// What happened up to the day, where that was asked for.
    pub changes: Option<Changes>,
    /// Taken from the plans when it is first asked for.
    vocabulary: OnceCell<Vocabulary>,
}

/// From where on things follow anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum From {
    /// The plans are other ones.
    Plans,
    /// The day is another one.
    Day,
    /// The filter is another one.
    Filter,
    /// Another part of the tree is folded.
    Folds,
    /// Another part of the tree is chosen, or another order.
    Part,
}

impl<'p> World<'p> {
    pub(super) fn new(portfolio: &'p Portfolio, memory: &mut Memory) -> Self {
        let mut world = Self {
            portfolio,
            all: Selection { judged: Vec::new() },
            tally: Tally::default(),
            trunk: Trunk::default(),
            filtered: Vec::new(),
            read: String::new(),
            tree: Vec::new(),
            list: Vec::new(),
            within: 0,
            changes: None,
            vocabulary: OnceCell::new(),
        };
        world.follow(From::Plans, memory);
        world
    }

    /// Works out anew what follows from a change, and finds again what was chosen.
    pub(super) fn follow(&mut self, from: From, memory: &mut Memory) {
        if from <= From::Day {
            self.judge(memory);
        }
        if from <= From::Plans {
            self.grow(memory);
        }
        if from <= From::Filter {
            self.filter(from, memory);
            let counted =
                self.filtered.iter().filter_map(|&place| Some((place, &self.all.judged.get(place)?.judgement)));
            self.trunk.count(counted);
        }
        if from <= From::Folds {
            let folded = memory.folded.get_or_insert_with(|| self.trunk.folds(LONG));
            self.tree = self.trunk.visible(folded);
            let at = self.tree.iter().position(|line| line.stem.key() == memory.branch);
            memory.tree.at = at.unwrap_or_else(|| memory.tree.at.min(self.tree.len().saturating_sub(1)));
        }
        self.choose(memory);
    }

    /// The words of the wanted plans, for who types a filter.
    pub(super) fn vocabulary(&self, memory: &Memory) -> &Vocabulary {
        let today = memory.judge().asked();
        self.vocabulary.get_or_init(|| Vocabulary::of(self.portfolio, |plan| memory.wants(plan), today))
    }

    /// How many actions are shown.
    pub(super) fn shown(&self) -> usize {
        self.list.len()
    }

    /// The actions that are shown, from one on.
    pub(super) fn actions(&self, from: usize) -> impl Iterator<Item = &Judged<'p>> + Clone {
        self.list.get(from..).unwrap_or_default().iter().filter_map(|&place| self.all.judged.get(place))
    }

    /// Works out what happened up to the day, where that is not known yet.
    pub(super) fn look_back(&mut self) {
        if self.changes.is_none() {
            self.changes = Some(Changes::of(&self.all.judged));
        }
    }

    /// The line of the tree that is chosen.
    pub(super) fn chosen(&self, memory: &Memory) -> Option<&Branch<'p>> {
        self.tree.get(memory.tree.at)
    }

    /// The action that is chosen.
    pub(super) fn action(&self, memory: &Memory) -> Option<&Judged<'p>> {
        self.actions(memory.list.at).next()
    }

    /// The action with this full reference, judged.
    pub(super) fn judged(&self, reference: &str, judge: Judge) -> Option<Judged<'p>> {
        let located = self.located(reference)?;
        Some(Judged { located, judgement: judge.judge(located) })
    }

    /// The action with this full reference.
    pub(super) fn located(&self, reference: &str) -> Option<Located<'p>> {
        let reference = QualifiedReference::parse(reference).ok()?;
        self.portfolio.action(&reference, self.portfolio.plans.first()?)
    }

    /// Whether there is more than one plan, so that references need theirs.
    pub(super) fn has_plans(&self) -> bool {
        matches!(self.tree.first(), Some(Branch { stem: Stem::All, .. }))
    }

    /// Judges every action of the wanted plans on the day that one looks at.
    fn judge(&mut self, memory: &mut Memory) {
        let (judge, everything) = (memory.judge(), Filter::default());
        self.all = Selection::of(self.portfolio, judge, &everything, |plan| memory.wants(plan));
        self.vocabulary.take();
        self.tally = self.all.tally();
        let wants_changes = memory.day.is_some() || memory.only_changed;
        self.changes = wants_changes.then(|| Changes::of(&self.all.judged));
        memory.filter.read(judge.asked());
    }

    /// Finds the parts of the plans and what stands in each, which is the same on every day.
    fn grow(&mut self, memory: &Memory) {
        let tree = Tree::of(self.portfolio, &self.all, memory.judge(), |plan| memory.wants(plan), Parts::All);
        self.trunk = Trunk::grown(&tree, &self.all.judged);
    }

    /// Finds those that the filter selects; among those of the one before, where it selects no others.
    fn filter(&mut self, from: From, memory: &Memory) {
        let search = &memory.filter;
        let text = search.line.text();
        let narrows = is_plain(&self.read) && is_plain(text) && text.starts_with(&self.read);
        text.clone_into(&mut self.read);
        let selects = |place: &usize| self.all.judged.get(*place).is_some_and(|judged| search.filter.selects(judged));
        self.filtered = if from == From::Filter && narrows {
            self.filtered.par_iter().copied().filter(selects).collect()
        } else {
            (0..self.all.judged.len()).into_par_iter().filter(selects).collect()
        };
    }

    fn choose(&mut self, memory: &mut Memory) {
        let (lines, key, within) = match self.chosen(memory) {
            Some(line) => (line.lines.clone(), line.stem.key(), line.actions),
            None => (0..usize::MAX, String::new(), self.all.judged.len()),
        };
        (memory.branch, self.within) = (key, within);
        let changes = self.changes.as_ref().filter(|_| memory.only_changed);
        let is_shown = |&place: &usize| {
            let judged = self.all.judged.get(place);
            let is_changed = |changes: &Changes| judged.is_some_and(|judged| changes.of_action(judged).is_some());
            lines.contains(&self.trunk.home(place)) && changes.is_none_or(is_changed)
        };
        let mut list: Vec<_> = self.filtered.iter().copied().filter(is_shown).collect();
        self.sort(&mut list, memory.sort);
        self.list = list;
        let at =
            memory.action.as_deref().and_then(|wanted| self.actions(0).position(|judged| is_called(judged, wanted)));
        memory.list.at = at.unwrap_or_else(|| memory.list.at.min(self.list.len().saturating_sub(1)));
        memory.action = self.action(memory).map(|judged| judged.located.full_reference());
    }

    /// Puts actions in order: what has no rating or no day comes last, and those alike stay in the order of the plan.
    fn sort(&self, list: &mut [usize], sort: Sort) {
        let judgement = |place: &usize| self.all.judged.get(*place).map(|judged| &judged.judgement);
        let rank =
            |place: &usize| judgement(place).and_then(|judgement| judgement.rating).map_or(u8::MAX, Rating::rank);
        let due = |place: &usize| judgement(place).and_then(|judgement| judgement.due.on).unwrap_or(Date::LAST);
        match sort {
            Sort::Rating => list.sort_by_cached_key(|place| (rank(place), due(place))),
            Sort::Deadline => list.sort_by_cached_key(|place| (due(place), rank(place))),
            Sort::Reference => {}
        }
    }
}

/// Whether an action has this full reference; quicker than writing its own.
fn is_called(judged: &Judged<'_>, wanted: &str) -> bool {
    let (plan, reference) = wanted.split_once(':').unwrap_or(("", wanted));
    judged.located.action.reference.as_str() == reference && judged.located.plan.name == plan
}

/// Whether a filter is made of words that are searched for, and of nothing else.
fn is_plain(text: &str) -> bool {
    let is_word = |word: &str| {
        let is_joint = ["or", "and", "not"].iter().any(|joint| joint.eq_ignore_ascii_case(word));
        word.chars().all(char::is_alphanumeric) && !is_joint
    };
    text.split(' ').all(is_word)
}
