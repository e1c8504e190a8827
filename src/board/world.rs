//! What follows from the plans: who is judged how, which actions are shown, and in which order.

use super::branch::{self, Branch, Stem};
use super::changes::Changes;
use super::memory::Memory;
use crate::model::{Judge, Located, Portfolio, QualifiedReference, Tally};
use crate::query::{Filter, Judged, Selection};
use crate::report::tree::{Parts, Tree};

/// A tree that is longer than this is folded at first.
const LONG: usize = 60;

/// What follows from the plans for a day, a filter and a part of the tree.
pub(super) struct World<'p> {
    pub portfolio: &'p Portfolio,
    /// Every action of the wanted plans.
    all: Selection<'p>,
    /// Those that the filter selects.
    filtered: Selection<'p>,
    pub tree: Vec<Branch<'p>>,
    /// Those of them in the chosen part, in order.
    pub list: Selection<'p>,
    /// How many there are in the chosen part, whatever the filter.
    pub within: usize,
    /// What happened up to the day, where that was asked for.
    pub changes: Option<Changes>,
}

/// From where on things follow anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum From {
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
        let none = || Selection { judged: Vec::new() };
        let (all, filtered, list) = (none(), none(), none());
        let mut world = Self { portfolio, all, filtered, tree: Vec::new(), list, within: 0, changes: None };
        world.follow(From::Day, memory);
        world
    }

    /// Works out anew what follows from a change, and finds again what was chosen.
    pub(super) fn follow(&mut self, from: From, memory: &mut Memory) {
        if from <= From::Day {
            let (judge, everything) = (memory.judge(), Filter::default());
            self.all = Selection::of(self.portfolio, judge, &everything, |plan| memory.wants(plan));
            let wants_changes = memory.day.is_some() || memory.only_changed;
            self.changes = wants_changes.then(|| Changes::of(&self.all.judged));
            memory.search(judge.asked());
        }
        if from <= From::Filter {
            self.filtered = kept(&self.all, |judged| memory.filter.filter.selects(judged));
        }
        if from <= From::Folds {
            self.grow(memory);
        }
        self.choose(memory);
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
        self.list.judged.get(memory.list.at)
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

    /// The totals of every action of the wanted plans.
    pub(super) fn tally(&self) -> Tally {
        self.all.tally()
    }

    /// Whether there is more than one plan, so that references need theirs.
    pub(super) fn has_plans(&self) -> bool {
        matches!(self.tree.first(), Some(Branch { stem: Stem::All, .. }))
    }

    fn grow(&mut self, memory: &mut Memory) {
        let judge = memory.judge();
        let tree = Tree::of(self.portfolio, &self.filtered, judge, |plan| memory.wants(plan), Parts::All);
        let folded = memory.folded.get_or_insert_with(|| branch::folds(&tree, LONG));
        self.tree = branch::lines(&tree, folded);
        let at = self.tree.iter().position(|line| line.stem.key() == memory.branch);
        memory.tree.at = at.unwrap_or_else(|| memory.tree.at.min(self.tree.len().saturating_sub(1)));
    }

    fn choose(&mut self, memory: &mut Memory) {
        let stem = self.chosen(memory).map_or(Stem::All, |line| line.stem);
        memory.branch = stem.key();
        let changes = self.changes.as_ref().filter(|_| memory.only_changed);
        let is_changed = |judged: &Judged<'p>| changes.is_none_or(|changes| changes.of_action(judged).is_some());
        self.within = match stem {
            Stem::All => self.all.judged.len(),
            stem => self.all.judged.iter().filter(|judged| stem.holds(judged)).count(),
        };
        self.list = kept(&self.filtered, |judged| stem.holds(judged) && is_changed(judged));
        self.list.sort(memory.sort.orders());
        let is_it = |judged: &Judged<'_>, wanted: &str| is_called(judged, wanted);
        let at = memory
            .action
            .as_deref()
            .and_then(|wanted| self.list.judged.iter().position(|judged| is_it(judged, wanted)));
        memory.list.at = at.unwrap_or_else(|| memory.list.at.min(self.list.judged.len().saturating_sub(1)));
        memory.action = self.action(memory).map(|judged| judged.located.full_reference());
    }
}

/// Whether an action has this full reference; quicker than writing its own.
fn is_called(judged: &Judged<'_>, wanted: &str) -> bool {
    let (plan, reference) = wanted.split_once(':').unwrap_or(("", wanted));
    judged.located.action.reference.as_str() == reference && judged.located.plan.name == plan
}

fn kept<'p>(selection: &Selection<'p>, wants: impl Fn(&Judged<'p>) -> bool + Sync) -> Selection<'p> {
    use rayon::prelude::*;
    Selection { judged: selection.judged.par_iter().filter(|judged| wants(judged)).cloned().collect() }
}
