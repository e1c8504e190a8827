//! What `check` says of plans: the problems that count, and how many there are.

use std::collections::{BTreeMap, HashSet};
use std::iter::Sum;

use rayon::prelude::*;

use super::baseline;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Judge, Known, Plan, Portfolio, natural_order};

/// What `check` says of the plans of one plans folder.
#[derive(Debug, Default)]
pub struct Verdict {
    /// In the order of their files.
    pub problems: Vec<Diagnostic>,
    /// Those that their plans accept, in the same order; each points last to the entry that does, with its reason.
    pub known: Vec<Diagnostic>,
    pub summary: Summary,
}

/// How many problems there are, and in how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    pub files: usize,
    pub actions: usize,
    pub errors: usize,
    pub warnings: usize,
    /// How many of the warnings come with the date rather than with the files.
    pub timed: usize,
    /// How many more problems their plans accept.
    pub known: usize,
    /// How many of the errors and warnings can be put right without asking.
    pub fixable: usize,
}

/// What becomes of the problems that a plan accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Baseline {
    Heeded,
    /// They count like any other.
    Ignored,
}

/// The warnings for which a check fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Deny {
    /// Those that follow from the files
    Warnings,
    /// Those that come with the date, too
    Timed,
}

/// What `check` says of a portfolio: of the problems from reading it and of those that the rules find.
///
/// `covers` tells the files, by their path from the plans folder, that were asked for; nothing where all of them were.
#[must_use]
pub fn verdict(
    portfolio: &Portfolio,
    reading: Vec<Diagnostic>,
    judge: Judge,
    baseline: Baseline,
    covers: Option<&(impl Fn(&str) -> bool + Sync)>,
) -> Verdict {
    let mut problems = super::check(portfolio, judge);
    problems.splice(0..0, reading);
    if let Some(covers) = covers {
        problems.retain(|problem| covers(&problem.place.file));
    }
    let (mut problems, mut known) = match baseline {
        Baseline::Ignored => (problems, Vec::new()),
        Baseline::Heeded => {
            let parted = baseline::part(portfolio, judge.asked(), problems);
            (parted.fresh, parted.known)
        }
    };
    for list in [&mut problems, &mut known] {
        // Sorting a hundred thousand problems takes as much memory again; plan by plan they are sorted already.
        if !list.is_sorted_by(|a, b| natural_order(&a.place.file, &b.place.file).is_le()) {
            list.par_sort_by(|a, b| natural_order(&a.place.file, &b.place.file));
        }
    }
    let mut summary = Summary { known: known.len(), actions: actions(portfolio, covers), ..Summary::default() };
    for problem in &problems {
        summary.count(problem);
    }
    Verdict { problems, known, summary }
}

impl Deny {
    /// Whether a check fails for this warning.
    #[must_use]
    pub const fn denies(self, warning: &Diagnostic) -> bool {
        match self {
            Self::Warnings => !warning.timed,
            Self::Timed => true,
        }
    }
}

impl Verdict {
    /// Accepts every problem that can be, and gives the entries that do so, by plan.
    pub fn accept(&mut self, reason: &str) -> BTreeMap<String, Vec<Known>> {
        let mut plans: BTreeMap<String, Vec<Known>> = BTreeMap::new();
        let (mut left, mut seen) = (Vec::new(), HashSet::new());
        let Summary { files, actions, mut known, .. } = self.summary;
        for problem in std::mem::take(&mut self.problems) {
            let Some((plan, entry)) = problem.place.plan.clone().zip(baseline::entry(&problem, reason)) else {
                left.push(problem);
                continue;
            };
            known = known.saturating_add(1);
            if seen.insert((plan.clone(), problem.rule, problem.place.reference)) {
                plans.entry(plan).or_default().push(entry);
            }
        }
        self.summary = Summary { files, actions, known, ..Summary::default() };
        for problem in &left {
            self.summary.count(problem);
        }
        self.problems = left;
        plans
    }
}

impl Summary {
    /// Whether nothing is wrong but what is known.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.errors == 0 && self.warnings == 0
    }

    /// How many of the warnings are denied.
    #[must_use]
    pub const fn denied(&self, deny: Option<Deny>) -> usize {
        match deny {
            None => 0,
            Some(Deny::Warnings) => self.warnings.saturating_sub(self.timed),
            Some(Deny::Timed) => self.warnings,
        }
    }

    fn count(&mut self, problem: &Diagnostic) {
        let (is_error, is_warning) = match problem.severity {
            Severity::Error => (true, false),
            Severity::Warning => (false, true),
        };
        *self = self.and(Self {
            errors: usize::from(is_error),
            warnings: usize::from(is_warning),
            timed: usize::from(is_warning && problem.timed),
            fixable: usize::from(problem.fix.is_some()),
            ..Self::default()
        });
    }

    const fn and(self, other: Self) -> Self {
        Self {
            files: self.files.saturating_add(other.files),
            actions: self.actions.saturating_add(other.actions),
            errors: self.errors.saturating_add(other.errors),
            warnings: self.warnings.saturating_add(other.warnings),
            timed: self.timed.saturating_add(other.timed),
            known: self.known.saturating_add(other.known),
            fixable: self.fixable.saturating_add(other.fixable),
        }
    }
}

impl Sum for Summary {
    fn sum<I: Iterator<Item = Self>>(summaries: I) -> Self {
        summaries.fold(Self::default(), Self::and)
    }
}

fn actions(portfolio: &Portfolio, covers: Option<&(impl Fn(&str) -> bool + Sync)>) -> usize {
    let in_plan = |plan: &Plan| match covers {
        Some(covers) => plan.actions.iter().filter(|action| covers(&plan.action_file(action))).count(),
        None => plan.actions.len(),
    };
    portfolio.plans.par_iter().map(in_plan).sum()
}
