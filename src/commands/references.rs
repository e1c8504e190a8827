//! Actions by the references that people type, found by the names of their files.

use std::collections::BTreeSet;

use anyhow::anyhow;

use super::session::{Session, with_advice};
use crate::query::Target;
use crate::store::{self, Address, Named, Root};

impl Session {
    /// The files of actions, from the plans folder, by their references; no file is read.
    pub(super) fn action_files(&self, root: &Root, references: &[String]) -> anyhow::Result<BTreeSet<String>> {
        let wanted: BTreeSet<_> = references.iter().map(|reference| own(reference).to_lowercase()).collect();
        let may_name = |plan: &str| references.iter().any(|reference| self.means(reference, plan));
        let is_wanted = |name: &str| wanted.contains(&name.to_lowercase());
        let found = store::locate(root, may_name, is_wanted).map_err(with_advice)?;
        let mut files = BTreeSet::new();
        for reference in references {
            let fits = |address: &&Address| {
                self.means(reference, &address.plan) && own(reference).eq_ignore_ascii_case(&address.reference)
            };
            let fitting: Vec<_> = found.iter().filter(fits).collect();
            let plans: BTreeSet<_> = fitting.iter().map(|address| &address.plan).collect();
            let actions = fitting.iter().filter(|address| address.named == Named::Action);
            match actions.collect::<Vec<_>>().as_slice() {
                [action] if plans.len() == 1 => _ = files.insert(action.file.clone()),
                _ => return Err(self.no_actions(references)?),
            }
        }
        Ok(files)
    }

    /// Whether a reference may name something in a plan.
    fn means(&self, reference: &str, plan: &str) -> bool {
        match reference.split_once(':') {
            Some((named, _)) => named.eq_ignore_ascii_case(plan),
            None => self.wants_named(plan),
        }
    }

    /// Why references do not stand for an action each: what the plans say when they are read.
    fn no_actions(&self, references: &[String]) -> anyhow::Result<anyhow::Error> {
        let (_, loaded) = self.load()?;
        let judge = self.judge()?;
        let why = |reference: &String| {
            let part = |what: &str, field: &str| {
                let plan = reference.split_once(':').map(|(plan, _)| format!(" --plan {plan}")).unwrap_or_default();
                let own = own(reference);
                Some(format!("`{reference}` is {what}\nhelp: `vawg list {field}={own}{plan}` shows its actions"))
            };
            match Target::of(loaded.portfolio, judge, |plan| self.wants(plan), reference) {
                Ok(Target::Action(_)) => None,
                Ok(Target::Objective(..)) => part("an objective", "objective"),
                Ok(Target::Theme(..)) => part("a theme", "theme"),
                Err(error) => Some(error.to_string()),
            }
        };
        let reasons: Vec<_> = references.iter().filter_map(why).collect();
        if reasons.is_empty() {
            return Ok(anyhow!("two files have this reference\nhelp: `vawg check` shows them; rename one of the two"));
        }
        Ok(anyhow!(reasons.join("\nerror: ")))
    }
}

/// A reference without its plan.
fn own(reference: &str) -> &str {
    reference.split_once(':').map_or(reference, |(_, own)| own)
}
