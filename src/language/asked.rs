//! What a question is about: a byte in a file, and what the value there stands for.

use std::sync::Arc;

use super::{Desk, Subject};
use crate::model::{Action, Date, Interval, Located, Plan, QualifiedReference, Recurrence};
use crate::source::Step;
use crate::store::schema::Kind;
use crate::store::{Cursor, Outline, Scalar, Value};

/// A byte in a file, with what stands there.
pub(super) struct Asked<'d> {
    pub(super) desk: &'d Desk,
    pub(super) file: &'d str,
    pub(super) plan: &'d Plan,
    pub(super) kind: Kind,
    pub(super) text: Arc<str>,
    pub(super) outline: Outline,
    pub(super) cursor: Cursor,
}

/// What the values of a key name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Who leads, helps, reports or pays.
    Party,
    /// A name of an entry of the register.
    PartyEntry,
    Organisation,
    Reference(Names),
    Rule,
    Tag,
    Duty,
    Evidence,
    Other,
}

/// What a reference may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    Actions,
    ActionsAndObjectives,
    Anything,
}

impl<'d> Asked<'d> {
    /// What stands at a byte of a file; nothing where the file is no part of a plan.
    pub(super) fn at(desk: &'d Desk, file: &'d str, byte: usize) -> Option<Self> {
        let plan = desk.plan_of(file)?;
        let kind = Kind::of_file(file.rsplit('/').next().unwrap_or(file));
        let text = desk.text(file).filter(|_| is_part_of_plan(file))?;
        let outline = Outline::of(&text);
        let cursor = Cursor::within(&outline, &text, byte);
        Some(Self { desk, file, plan, kind, text, outline, cursor })
    }

    /// The same at another byte.
    #[cfg(test)]
    pub(super) fn moved(&mut self, byte: usize) {
        self.cursor = Cursor::within(&self.outline, &self.text, byte);
    }

    /// The keys that lead to where this is.
    pub(super) fn keys(&self) -> Vec<&str> {
        keys(&self.cursor.steps)
    }

    /// How the action in this file comes round, as far as the text says so.
    pub(super) fn recurrence(&self) -> Option<Recurrence> {
        let (_, every) = self.scalar(&["recurs", "every"])?;
        let (_, from) = self.scalar(&["recurs", "from"])?;
        Some(Recurrence { every: Interval::parse(&every.text)?, from: Date::parse(&from.text)? })
    }

    /// The first value of this file to which these keys lead, where it is no list and no table.
    pub(super) fn scalar(&self, path: &[&str]) -> Option<(&Value, &Scalar)> {
        let mut found = self.outline.scalars().filter(|(steps, ..)| keys(steps) == path);
        found.next().map(|(_, value, scalar)| (value, scalar))
    }

    /// What the value here names.
    pub(super) fn role(&self) -> Role {
        Role::of(self.kind, &self.keys())
    }
}

/// Whether a file is one that plans are made of.
pub(super) fn is_part_of_plan(file: &str) -> bool {
    crate::store::is_plan_file(file) && file.contains('/')
}

/// The keys of a way, without the numbers of entries.
pub(super) fn keys(steps: &[Step]) -> Vec<&str> {
    let keys = steps.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_ref()),
        Step::Entry(_) => None,
    });
    keys.collect()
}

impl Role {
    /// What the values of a key in a kind of file name.
    pub(super) fn of(kind: Kind, path: &[&str]) -> Self {
        match (kind.name, path) {
            ("action" | "objective" | "theme", ["lead" | "support"])
            | ("action", ["update", "by"] | ["cost", "funder"])
            | ("contacts", ["contact", "party"]) => Self::Party,
            ("parties", ["party", "name" | "aliases"]) => Self::PartyEntry,
            ("parties", ["party", "organisation"]) => Self::Organisation,
            ("action", ["depends_on" | "carried_from"]) => Self::Reference(Names::Actions),
            ("action", ["see"]) => Self::Reference(Names::ActionsAndObjectives),
            ("baseline", ["known", "ref"]) => Self::Reference(Names::Anything),
            ("baseline", ["known", "rule"]) => Self::Rule,
            ("action", ["tags"]) => Self::Tag,
            ("action", ["duty"]) => Self::Duty,
            ("action", ["evidence"]) => Self::Evidence,
            _ => Self::Other,
        }
    }
}

/// The parties that an action names: who leads, helps, reports and pays.
pub(super) fn parties_of(action: &Action) -> impl Iterator<Item = &String> {
    let said = action.updates.iter().filter_map(|update| update.by.as_ref());
    let paid = action.costs.iter().filter_map(|cost| cost.funder.as_ref());
    action.lead.iter().chain(&action.support).chain(said).chain(paid)
}

impl Desk {
    /// What a reference in a file of a plan names: `3.1.1`, or `bristol-2008-11:3.1.1`.
    #[must_use]
    pub fn named<'d>(&'d self, within: &'d Plan, reference: &str) -> Option<Subject<'d>> {
        let reference = reference.trim();
        let (plan, own) = match reference.split_once(':') {
            Some((plan, own)) => (self.portfolio.plan(plan)?, own),
            None => (within, reference),
        };
        let action = plan.action(own).map(|action| Located { portfolio: &self.portfolio, plan, action });
        action
            .map(Subject::Action)
            .or_else(|| plan.objective(own).map(|objective| Subject::Objective(plan, objective)))
            .or_else(|| plan.theme(own).map(|theme| Subject::Theme(plan, theme)))
    }
}

impl<'d> Subject<'d> {
    /// The plan that it is part of.
    #[must_use]
    pub const fn plan(self) -> &'d Plan {
        match self {
            Self::Action(located) => located.plan,
            Self::Objective(plan, _) | Self::Theme(plan, _) | Self::Plan(plan) => plan,
        }
    }

    /// The reference, or the name of a theme; the plan itself has none.
    #[must_use]
    pub fn reference(self) -> Option<&'d str> {
        match self {
            Self::Action(located) => Some(located.action.reference.as_str()),
            Self::Objective(_, objective) => Some(objective.reference.as_str()),
            Self::Theme(_, theme) => Some(&theme.name),
            Self::Plan(_) => None,
        }
    }

    /// The file that says what it is, from the plans folder.
    #[must_use]
    pub fn file(self) -> String {
        match self {
            Self::Action(located) => located.file(),
            Self::Objective(plan, objective) => plan.objective_file(objective),
            Self::Theme(plan, theme) => plan.theme_file(theme),
            Self::Plan(plan) => format!("{}/plan.toml", plan.name),
        }
    }

    /// What it says of itself: the text of an action, or a title.
    #[must_use]
    pub fn text(self) -> &'d str {
        match self {
            Self::Action(located) => located.action.text.as_deref().unwrap_or_default(),
            Self::Objective(_, objective) => objective.title.as_deref().unwrap_or_default(),
            Self::Theme(_, theme) => theme.display_title(),
            Self::Plan(plan) => plan.display_title(),
        }
    }

    /// Whether both are the same part of the same plan.
    #[must_use]
    pub fn is(self, other: Subject<'_>) -> bool {
        self.plan().name == other.plan().name && self.file() == other.file()
    }

    /// Whether a reference in a plan names it, whatever its case.
    pub(super) fn is_named(self, within: &Plan, reference: &QualifiedReference) -> bool {
        let plan = reference.plan.as_deref().unwrap_or(&within.name);
        let own = self.reference().is_some_and(|own| own.eq_ignore_ascii_case(reference.reference.as_str()));
        own && plan.eq_ignore_ascii_case(&self.plan().name)
    }
}
