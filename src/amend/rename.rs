//! New names for parts of a plan, and what names them.

use std::collections::{BTreeMap, HashMap};

use super::Refusal;
use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::model::{Action, Judge, KnownFile, Plan, Portfolio, QualifiedReference, Reference};
use crate::rules;

/// New names for parts of one plan.
#[derive(Debug, Clone, Default)]
pub struct Renaming {
    /// The folder name of the plan.
    plan: String,
    /// The new names by the old ones in small letters.
    names: HashMap<String, Reference>,
}

impl Renaming {
    /// A new name for one part of a plan.
    #[must_use]
    pub fn of(plan: &Plan, old: &str, new: Reference) -> Self {
        Self { plan: plan.name.clone(), names: HashMap::from([(old.to_lowercase(), new)]) }
    }

    /// The same, and new beginnings for the names that begin with the old one: `3.1.2` follows when `3.1` is renamed.
    ///
    /// # Errors
    ///
    /// The name that would be no reference, with the reason.
    pub fn with_children<'n>(
        mut self,
        old: &str,
        new: &Reference,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Result<Self, String> {
        for name in names {
            let Some(rest) =
                name.get(..old.len()).filter(|start| start.eq_ignore_ascii_case(old)).and(name.get(old.len()..))
            else {
                continue;
            };
            if rest.starts_with(['.', '-', '_']) {
                let renamed = format!("{new}{rest}");
                let reference =
                    Reference::new(&renamed).map_err(|why| format!("`{renamed}` cannot be a name: {why}"))?;
                self.names.insert(name.to_lowercase(), reference);
            }
        }
        Ok(self)
    }

    /// The new name for an old one.
    #[must_use]
    pub fn new_name(&self, old: &str) -> Option<&Reference> {
        self.names.get(&old.to_lowercase())
    }

    /// The old names, in small letters, with the new ones.
    pub fn names(&self) -> impl Iterator<Item = (&str, &Reference)> {
        self.names.iter().map(|(old, new)| (old.as_str(), new))
    }

    /// Rewrites what an action of a plan names; gives how many references that were.
    pub fn rewrite(&self, within: &str, action: &mut Action) -> usize {
        let lists = action.depends_on.iter_mut().chain(&mut action.see);
        lists.chain(&mut action.carried_from).map(|reference| usize::from(self.reference(within, reference))).sum()
    }

    /// Rewrites what the baseline of a plan names; gives how many references that were.
    pub fn rewrite_known(&self, within: &str, known: &mut KnownFile) -> usize {
        if within != self.plan {
            return 0;
        }
        let references = known.known.iter_mut().filter_map(|known| known.reference.as_mut());
        let renamed = references.filter_map(|reference| {
            let new = self.new_name(reference.trim())?;
            *reference = new.to_string();
            Some(())
        });
        renamed.count()
    }

    fn reference(&self, within: &str, reference: &mut QualifiedReference) -> bool {
        let plan = reference.plan.as_deref().unwrap_or(within);
        if !plan.eq_ignore_ascii_case(&self.plan) {
            return false;
        }
        let Some(new) = self.new_name(reference.reference.as_str()) else { return false };
        reference.reference = new.clone();
        true
    }
}

/// The errors of which a portfolio has more than it had before, whatever its parts are called.
#[must_use]
pub fn new_problems(before: &[Diagnostic], after: Vec<Diagnostic>) -> Vec<Refusal> {
    let (old, new) = (counts(before), counts(&after));
    let is_new =
        |problem: &Diagnostic| problem.severity == Severity::Error && new.get(&key(problem)) > old.get(&key(problem));
    after.into_iter().filter(is_new).map(Refusal::from_check).collect()
}

/// Everything that `check` finds.
#[must_use]
pub fn problems(portfolio: &Portfolio, reading: Vec<Diagnostic>, judge: Judge) -> Vec<Diagnostic> {
    reading.into_iter().chain(rules::check(portfolio, judge)).collect()
}

fn key(problem: &Diagnostic) -> (Option<String>, RuleName) {
    (problem.place.plan.clone(), problem.rule)
}

fn counts(problems: &[Diagnostic]) -> BTreeMap<(Option<String>, RuleName), usize> {
    let mut counts = BTreeMap::new();
    for problem in problems.iter().filter(|problem| problem.severity == Severity::Error) {
        let count: &mut usize = counts.entry(key(problem)).or_default();
        *count = count.saturating_add(1);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::Renaming;
    use crate::model::{Action, Known, KnownFile, Plan, QualifiedReference, Reference};

    fn reference(text: &str) -> Reference {
        Reference::new(text).expect("a reference")
    }

    #[test]
    fn every_reference_follows() {
        let renaming = Renaming::of(&Plan::new("wendale"), "3.1", reference("4.2"));
        let renaming = renaming.with_children("3.1", &reference("4.2"), ["3.1.1", "3.10", "3.1"]).expect("references");
        let qualified = |text: &str| QualifiedReference::parse(text).expect("a reference");
        let mut action = Action {
            depends_on: vec![qualified("3.1.1"), qualified("3.10"), qualified("Wendale:3.1.1")],
            see: vec![qualified("avon:3.1.1"), qualified("3.1")],
            carried_from: Some(qualified("3.1.1")),
            ..Action::default()
        };
        assert_eq!(renaming.clone().rewrite("wendale", &mut action), 4);
        let written: Vec<_> = action.depends_on.iter().chain(&action.see).map(ToString::to_string).collect();
        assert_eq!(written, ["4.2.1", "3.10", "Wendale:4.2.1", "avon:3.1.1", "4.2"]);
        assert_eq!(renaming.rewrite("avon", &mut action), 0);

        let known = |reference: &str| Known {
            rule: "missing-lead".into(),
            reference: Some(reference.into()),
            reason: None,
            until: None,
        };
        let mut file = KnownFile { known: vec![known("3.1.1"), known("3.2")] };
        assert_eq!(renaming.rewrite_known("avon", &mut file), 0);
        assert_eq!(renaming.rewrite_known("wendale", &mut file), 1);
        assert_eq!(file.known[0].reference.as_deref(), Some("4.2.1"));
    }
}
