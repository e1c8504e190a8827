//! Actions by the references that people type, found by the names of their files.

use std::collections::BTreeSet;

use anyhow::anyhow;

use super::session::{Session, with_advice};
use crate::query::Target;
use crate::store::{self, Address, Named, Root};

impl Session {
    /// The files of actions, from the plans folder, by their references; no file is read.
    pub(super) fn action_files(&self, root: &Root, references: &[String]) -> anyhow::Result<BTreeSet<String>> {
        let may_name = |plan: &str| references.iter().any(|reference| self.means(reference, plan));
        let spelled = references.iter().map(|reference| own(reference)).collect();
        let found = store::locate_exactly(root, may_name, &spelled).map_err(with_advice)?;
        if let Some(files) = self.one_each(references, &found) {
            return Ok(files);
        }
        let wanted: BTreeSet<_> = spelled.iter().map(|name| name.to_lowercase()).collect();
        let found = store::locate(root, may_name, |name| wanted.contains(&name.to_lowercase())).map_err(with_advice)?;
        match self.one_each(references, &found) {
            Some(files) => Ok(files),
            None => Err(self.no_actions(references)?),
        }
    }

    /// The file of one action for each reference; nothing where one has none, or several.
    fn one_each(&self, references: &[String], found: &[Address]) -> Option<BTreeSet<String>> {
        let one = |reference: &String| {
            let fits = |address: &&Address| {
                self.means(reference, &address.plan) && own(reference).eq_ignore_ascii_case(&address.reference)
            };
            let fitting: Vec<_> = found.iter().filter(fits).collect();
            let plans: BTreeSet<_> = fitting.iter().map(|address| &address.plan).collect();
            let mut actions = fitting.iter().filter(|address| address.named == Named::Action);
            let only = actions.next().filter(|_| plans.len() == 1 && actions.next().is_none());
            only.map(|action| action.file.clone())
        };
        references.iter().map(one).collect()
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
