//! What is kept from the public, and what was kept from it.

use std::cell::RefCell;
use std::collections::HashSet;

use super::names::Names;
use crate::model::{PartyKind, Plan};
use crate::query::Judged;
use crate::rules;

/// What stands in the place of what is kept back.
pub(super) const REMOVED: &str = "[removed]";

/// Something that was kept back, for the editor of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Kept {
    /// A text, or names in it: its file from the plans folder, its key, and what it holds.
    Text { file: String, key: &'static str, holds: String },
    /// A lead of whom the register does not say that it is a post, a group or an organisation.
    Lead { plan: String, name: String },
    /// An action with `public = false`.
    Action { plan: String, reference: String },
    /// A text that was found in the finished report, and what it holds.
    InReport { holds: String },
}

/// Lets through what the public may read, and keeps a list of the rest.
#[derive(Debug)]
pub(super) struct Guard<'p> {
    plan: &'p Plan,
    names: Names,
    kept: RefCell<Vec<Kept>>,
}

impl<'p> Guard<'p> {
    pub(super) fn of(plan: &'p Plan) -> Self {
        Self { plan, names: Names::of(plan), kept: RefCell::default() }
    }

    /// A text without names of persons; nothing of it where it holds other personal data.
    pub(super) fn text(&self, file: impl FnOnce() -> String, key: &'static str, text: &str) -> String {
        let (clean, holds) = cleaned(&self.names, text);
        if !holds.is_empty() {
            self.keep(Kept::Text { file: file(), key, holds: holds.join(" and ") });
        }
        clean
    }

    /// Who answers for an action: a post, group or organisation of the register; of a person, the organisation.
    pub(super) fn lead(&self, judged: &Judged<'p>) -> Option<String> {
        let name = judged.located.lead_name()?;
        let shown = self.plan.party(name).and_then(|party| match party.kind {
            Some(PartyKind::Post | PartyKind::Group | PartyKind::Organisation) => Some(party.name.as_str()),
            Some(PartyKind::Person) | None => party.organisation.as_deref(),
        });
        if shown.is_none() {
            self.keep(Kept::Lead { plan: self.plan.name.clone(), name: name.to_owned() });
        }
        shown.map(|shown| self.text(|| format!("{}/parties.toml", self.plan.name), "name", shown))
    }

    /// An action that is not for the public.
    pub(super) fn private(&self, judged: &Judged<'p>) {
        let reference = judged.located.action.reference.to_string();
        self.keep(Kept::Action { plan: self.plan.name.clone(), reference });
    }

    /// Everything that was kept back, each thing once.
    pub(super) fn into_kept(self) -> Vec<Kept> {
        let mut seen = HashSet::new();
        self.kept.into_inner().into_iter().filter(|kept| seen.insert(kept.clone())).collect()
    }

    fn keep(&self, kept: Kept) {
        self.kept.borrow_mut().push(kept);
    }
}

/// The last look at the texts of a finished report, of which nobody can tell where they come from.
#[derive(Debug)]
pub(super) struct LastLook {
    names: Names,
    pub(super) kept: Vec<Kept>,
}

impl LastLook {
    /// With the persons of all plans, so that no plan gives away those of another.
    pub(super) fn after<'g, 'p: 'g>(guards: impl IntoIterator<Item = &'g Guard<'p>>) -> Self {
        Self { names: Names::all(guards.into_iter().map(|guard| &guard.names)), kept: Vec::new() }
    }

    /// Takes out of a text what should not have come so far.
    pub(super) fn at(&mut self, text: &mut String) {
        let (clean, holds) = cleaned(&self.names, text);
        if !holds.is_empty() {
            let kept = Kept::InReport { holds: holds.join(" and ") };
            if !self.kept.contains(&kept) {
                self.kept.push(kept);
            }
            *text = clean;
        }
    }
}

/// A text as the public may read it, and what was in it that it may not.
fn cleaned(names: &Names, text: &str) -> (String, Vec<String>) {
    let kinds = rules::personal_data_in(text);
    if !kinds.is_empty() {
        return (REMOVED.to_owned(), kinds.into_iter().map(str::to_owned).collect());
    }
    let places = names.in_text(text);
    let mut holds = Vec::new();
    let mut clean = text.to_owned();
    for place in places.into_iter().rev() {
        let name = format!("the name of a person (`{}`)", text.get(place.clone()).unwrap_or_default());
        clean.replace_range(place, REMOVED);
        if !holds.contains(&name) {
            holds.push(name);
        }
    }
    holds.reverse();
    (clean, holds)
}
