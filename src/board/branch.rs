//! The structure of the plans as the lines of a tree that can be folded.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::model::{Judgement, Objective, Plan, Scheme, Tally, Theme, counted};
use crate::query::Judged;
use crate::render::style::BAR;
use crate::report::tree::{Node, Part, Tree};

/// The whole tree, with the line in which each action stands.
#[derive(Debug, Default)]
pub(super) struct Trunk<'p> {
    lines: Vec<Branch<'p>>,
    /// For each action the place of its line.
    homes: Vec<usize>,
}

/// A line of the tree.
#[derive(Debug, Clone)]
pub(super) struct Branch<'p> {
    pub stem: Stem<'p>,
    /// How far it is set in.
    pub depth: usize,
    /// Of the actions that the filter selects.
    pub tally: Tally,
    pub fold: Fold,
    /// How many actions stand in it, whatever the filter.
    pub actions: usize,
    /// Its place in the whole tree, and that after the last line below it.
    pub lines: Range<usize>,
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
    /// What an action stands in directly.
    fn of(judged: &Judged<'p>) -> Self {
        let located = judged.located;
        match (located.objective(), located.theme()) {
            (Some(objective), _) => Self::Objective(located.plan, objective),
            (None, Some(theme)) => Self::Theme(located.plan, theme),
            (None, None) => Self::Plan(located.plan),
        }
    }

    /// Where it is kept, by which it is the same as another.
    fn address(self) -> *const () {
        match self {
            Self::All => std::ptr::null(),
            Self::Plan(plan) => std::ptr::from_ref(plan).cast(),
            Self::Theme(_, theme) => std::ptr::from_ref(theme).cast(),
            Self::Objective(_, objective) => std::ptr::from_ref(objective).cast(),
        }
    }

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
            Self::Theme(plan, _) => plan.settings.labels.theme(),
            Self::Objective(plan, _) => plan.settings.labels.objective(),
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
}

impl<'p> Trunk<'p> {
    /// The tree of plans with these actions.
    pub(super) fn grown(tree: &Tree<'_, 'p>, judged: &[Judged<'p>]) -> Self {
        let mut trunk = Self::default();
        let depth = usize::from(tree.plans.len() > 1);
        if depth > 0 {
            trunk.lines.push(Branch::new(Stem::All, 0, tree.totals, 0));
        }
        for node in &tree.plans {
            if let Part::Plan(plan, _) = node.part {
                trunk.add(plan, node, depth);
            }
        }
        let end = trunk.lines.len();
        if let Some(first) = trunk.lines.first_mut().filter(|_| depth > 0) {
            (first.lines.end, first.fold) = (end, Fold::Open);
        }
        let places: HashMap<_, _> =
            trunk.lines.iter().enumerate().map(|(place, line)| (line.stem.address(), place)).collect();
        let home = |judged: &Judged<'p>| places.get(&Stem::of(judged).address()).copied().unwrap_or(0);
        trunk.homes = judged.iter().map(home).collect();
        trunk
    }

    /// The line in which an action stands, by the action's place.
    pub(super) fn home(&self, action: usize) -> usize {
        self.homes.get(action).copied().unwrap_or(0)
    }

    /// Counts these actions, by their places, and no others.
    pub(super) fn count<'j>(&mut self, actions: impl Iterator<Item = (usize, &'j Judgement<'p>)>)
    where
        'p: 'j,
    {
        for line in &mut self.lines {
            line.tally = Tally::default();
        }
        for (place, judgement) in actions {
            let home = self.home(place);
            if let Some(line) = self.lines.get_mut(home) {
                line.tally.add(judgement);
            }
        }
        // What stands deeper comes later, so that from the end on each part is whole before it is added to another.
        for place in (1..self.lines.len()).rev() {
            let (before, rest) = self.lines.split_at_mut(place);
            let Some(line) = rest.first() else { continue };
            if let Some(above) = before.iter_mut().rfind(|above| above.depth < line.depth) {
                above.tally = above.tally.and(&line.tally);
            }
        }
    }

    /// The lines of which no part above is folded.
    pub(super) fn visible(&self, folded: &BTreeSet<String>) -> Vec<Branch<'p>> {
        let (mut shown, mut next) = (Vec::new(), 0);
        for line in &self.lines {
            if line.lines.start < next {
                continue;
            }
            let is_folded = line.fold != Fold::Leaf && folded.contains(&line.stem.key());
            let fold = if is_folded { Fold::Folded } else { line.fold };
            shown.push(Branch { fold, ..line.clone() });
            if is_folded {
                next = line.lines.end;
            }
        }
        shown
    }

    /// The keys of the parts to fold so that the tree is no longer than so many lines, as far as its themes.
    pub(super) fn folds(&self, most: usize) -> BTreeSet<String> {
        if self.lines.len() <= most {
            return BTreeSet::new();
        }
        let plans = self.lines.iter().filter(|line| matches!(line.stem, Stem::Plan(_))).count();
        let folds = |line: &&Branch<'_>| match line.stem {
            Stem::All => false,
            Stem::Plan(_) => plans > most / 2,
            Stem::Theme(..) | Stem::Objective(..) => true,
        };
        self.lines.iter().filter(folds).map(|line| line.stem.key()).collect()
    }

    fn add(&mut self, plan: &'p Plan, node: &Node<'_, 'p>, depth: usize) {
        let stem = match node.part {
            Part::Plan(plan, _) => Stem::Plan(plan),
            Part::Theme(theme) => Stem::Theme(plan, theme),
            Part::Objective(objective) => Stem::Objective(plan, objective),
            Part::Action(_) => return,
        };
        let place = self.lines.len();
        self.lines.push(Branch::new(stem, depth, node.tally, place));
        for below in &node.below {
            self.add(plan, below, depth.saturating_add(1));
        }
        let end = self.lines.len();
        if let Some(line) = self.lines.get_mut(place) {
            line.fold = if end > line.lines.end { Fold::Open } else { Fold::Leaf };
            line.lines.end = end;
        }
    }
}

impl<'p> Branch<'p> {
    fn new(stem: Stem<'p>, depth: usize, tally: Tally, place: usize) -> Self {
        let lines = place..place.saturating_add(1);
        Self { stem, depth, tally, fold: Fold::Leaf, actions: tally.actions, lines }
    }
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
