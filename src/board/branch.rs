//! The structure of the plans as the lines of a tree that can be folded.

use std::collections::BTreeSet;

use crate::model::{Labels, Objective, Plan, Scheme, Tally, Theme, counted};
use crate::query::Judged;
use crate::render::style::BAR;
use crate::report::page;
use crate::report::tree::{Node, Part, Tree};

/// A line of the tree.
#[derive(Debug, Clone)]
pub(super) struct Branch<'p> {
    pub stem: Stem<'p>,
    /// How far it is set in.
    pub depth: usize,
    /// Of the actions that the filter selects.
    pub tally: Tally,
    pub fold: Fold,
}

/// What a line of the tree stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stem<'p> {
    /// All plans together.
    All,
    Plan(&'p Plan),
    Theme(&'p Plan, &'p Theme),
    Objective(&'p Plan, &'p Objective),
}

/// Whether there is something below a line, and whether it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    Leaf,
    Open,
    Folded,
}

impl<'p> Stem<'p> {
    /// What it is known by, whatever becomes of the plans.
    pub(super) fn key(self) -> String {
        match self {
            Self::All => String::new(),
            Self::Plan(plan) => plan.name.clone(),
            Self::Theme(plan, theme) => format!("{}/{}", plan.name, theme.name),
            Self::Objective(plan, objective) => format!("{}:{}", plan.name, objective.reference),
        }
    }

    pub(super) fn title(self) -> String {
        match self {
            Self::All => "All plans".to_owned(),
            Self::Plan(plan) => plan.display_title().to_owned(),
            Self::Theme(_, theme) => theme.display_title().to_owned(),
            Self::Objective(_, objective) => match &objective.title {
                Some(title) => format!("{} {title}", objective.reference),
                None => objective.reference.to_string(),
            },
        }
    }

    /// What the plan calls such a part.
    pub(super) fn kind(self) -> &'p str {
        match self {
            Self::All => "plans",
            Self::Plan(_) => "plan",
            Self::Theme(plan, _) => Labels::theme(&plan.settings.labels),
            Self::Objective(plan, _) => Labels::objective(&plan.settings.labels),
        }
    }

    pub(super) const fn plan(self) -> Option<&'p Plan> {
        match self {
            Self::All => None,
            Self::Plan(plan) | Self::Theme(plan, _) | Self::Objective(plan, _) => Some(plan),
        }
    }

    pub(super) fn scheme(self) -> Scheme {
        self.plan().map_or(Scheme::Rag, |plan| plan.settings.rating.scheme())
    }

    /// Whether an action stands in it, at any depth.
    pub(super) fn holds(self, judged: &Judged<'_>) -> bool {
        let is_of = |plan: &Plan| std::ptr::eq(judged.located.plan, plan);
        match self {
            Self::All => true,
            Self::Plan(plan) => is_of(plan),
            Self::Theme(plan, theme) => is_of(plan) && page::Branch::Theme(theme).holds(judged.located),
            Self::Objective(plan, objective) => is_of(plan) && page::Branch::Objective(objective).holds(judged.located),
        }
    }
}

/// The lines of a tree of which some parts are folded.
pub(super) fn lines<'p>(tree: &Tree<'_, 'p>, folded: &BTreeSet<String>) -> Vec<Branch<'p>> {
    let mut lines = Vec::new();
    let depth = usize::from(tree.plans.len() > 1);
    if depth > 0 {
        lines.push(Branch { stem: Stem::All, depth: 0, tally: tree.totals, fold: Fold::Open });
    }
    for node in &tree.plans {
        if let Part::Plan(plan, _) = node.part {
            add(&mut lines, plan, node, depth, folded);
        }
    }
    lines
}

/// Totals in words: `20 actions, 2 overdue: 2 red, 3 amber, 12 green; 3 not counted`.
pub(super) fn in_words(tally: &Tally) -> String {
    let counts = BAR.into_iter().filter(|rating| tally.of(*rating) > 0);
    let counts: Vec<_> = counts.map(|rating| format!("{} {}", tally.of(rating), rating.word())).collect();
    let overdue = if tally.overdue > 0 { format!(", {} overdue", tally.overdue) } else { String::new() };
    let gap = if counts.is_empty() { "" } else { ": " };
    let out = if tally.withdrawn > 0 { format!("; {} not counted", tally.withdrawn) } else { String::new() };
    format!("{}{overdue}{gap}{}{out}", counted(tally.actions, "action"), counts.join(", "))
}

/// The keys of the parts to fold so that a tree of plans is no longer than so many lines, as far as its themes.
pub(super) fn folds(tree: &Tree<'_, '_>, most: usize) -> BTreeSet<String> {
    let all = lines(tree, &BTreeSet::new());
    if all.len() <= most {
        return BTreeSet::new();
    }
    let plans = all.iter().filter(|line| matches!(line.stem, Stem::Plan(_))).count();
    let folds = |line: &&Branch<'_>| match line.stem {
        Stem::All => false,
        Stem::Plan(_) => plans > most / 2,
        Stem::Theme(..) | Stem::Objective(..) => true,
    };
    all.iter().filter(folds).map(|line| line.stem.key()).collect()
}

fn add<'p>(lines: &mut Vec<Branch<'p>>, plan: &'p Plan, node: &Node<'_, 'p>, depth: usize, folded: &BTreeSet<String>) {
    let stem = match node.part {
        Part::Plan(plan, _) => Stem::Plan(plan),
        Part::Theme(theme) => Stem::Theme(plan, theme),
        Part::Objective(objective) => Stem::Objective(plan, objective),
        Part::Action(_) => return,
    };
    let has_below = node.below.iter().any(|below| !matches!(below.part, Part::Action(_)));
    let fold = match has_below {
        false => Fold::Leaf,
        true if folded.contains(&stem.key()) => Fold::Folded,
        true => Fold::Open,
    };
    lines.push(Branch { stem, depth, tally: node.tally, fold });
    if fold == Fold::Open {
        for below in &node.below {
            add(lines, plan, below, depth + 1, folded);
        }
    }
}
