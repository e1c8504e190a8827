//! All plans together, and an action in its place among them.

use super::{Action, Date, Deadline, Objective, Plan, QualifiedReference, Theme, stated};

/// Every plan under one plans folder.
#[derive(Debug, Default)]
pub struct Portfolio {
    /// In the order of their names.
    pub plans: Vec<Plan>,
}

impl Portfolio {
    /// The plan with this folder name, in any case.
    #[must_use]
    pub fn plan(&self, name: &str) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.name.eq_ignore_ascii_case(name))
    }

    /// Every action in its place, plan by plan.
    pub fn actions(&self) -> impl Iterator<Item = Located<'_>> {
        self.plans
            .iter()
            .flat_map(move |plan| plan.actions.iter().map(move |action| Located { portfolio: self, plan, action }))
    }

    /// The action that a reference names, read from within a plan.
    #[must_use]
    pub fn action<'p>(&'p self, reference: &QualifiedReference, within: &'p Plan) -> Option<Located<'p>> {
        let plan = reference.plan.as_deref().map_or(Some(within), |name| self.plan(name))?;
        let action = plan.action(reference.reference.as_str())?;
        Some(Located { portfolio: self, plan, action })
    }
}

/// An action in its place: with its plan, and with what it inherits.
#[derive(Debug, Clone, Copy)]
pub struct Located<'p> {
    pub portfolio: &'p Portfolio,
    pub plan: &'p Plan,
    pub action: &'p Action,
}

/// A value with where it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given<'p, T> {
    /// In the action's own file.
    Here(T),
    /// In an objective above it.
    ByObjective(&'p str, T),
    /// In its theme.
    ByTheme(&'p str, T),
}

impl<T> Given<'_, T> {
    /// The value, wherever it was given.
    pub fn value(self) -> T {
        match self {
            Self::Here(value) | Self::ByObjective(_, value) | Self::ByTheme(_, value) => value,
        }
    }
}

impl<'p> Located<'p> {
    /// The theme that holds the action.
    #[must_use]
    pub fn theme(self) -> Option<&'p Theme> {
        self.plan.theme_at(self.action.theme)
    }

    /// The objective that holds the action.
    #[must_use]
    pub fn objective(self) -> Option<&'p Objective> {
        self.plan.objective_at(self.action.objective)
    }

    /// The lead, with where it was given; nothing where it is missing or only a placeholder.
    #[must_use]
    pub fn lead(self) -> Option<Given<'p, &'p str>> {
        self.lead_words().filter(|found| stated(Some(found.value())).is_some())
    }

    /// What stands where the lead should, be it only a placeholder, with where it was given.
    #[must_use]
    pub fn lead_words(self) -> Option<Given<'p, &'p str>> {
        let own = self.action.lead.as_deref().map(Given::Here);
        own.or_else(|| self.by_objectives(|objective| objective.lead.as_deref()))
    }

    /// The lead's name as it is written; nothing where it is missing or only a placeholder.
    #[must_use]
    pub fn lead_name(self) -> Option<&'p str> {
        self.lead().map(|given| given.value().trim())
    }

    /// The lead's organisation by the register.
    #[must_use]
    pub fn organisation(self) -> Option<&'p str> {
        self.lead_name().and_then(|name| self.plan.party(name)).and_then(super::Party::its_organisation)
    }

    /// Who helps, with where it was given.
    #[must_use]
    pub fn support(self) -> Given<'p, &'p [String]> {
        fn some(names: &[String]) -> Option<&[String]> {
            (!names.is_empty()).then_some(names)
        }
        let own = some(&self.action.support).map(Given::Here);
        own.or_else(|| self.by_objectives(|objective| some(&objective.support)))
            .or_else(|| self.by_theme(|theme| some(&theme.support)))
            .unwrap_or(Given::Here(&[]))
    }

    /// The deadline as the files give it now, with where; nothing for an action that recurs.
    #[must_use]
    pub fn deadline(self) -> Option<Given<'p, &'p Deadline>> {
        if self.action.recurs.is_some() {
            return None;
        }
        let own = self.action.deadline.as_ref().map(Given::Here);
        own.or_else(|| self.by_objectives(|objective| objective.deadline.as_ref()))
            .or_else(|| self.by_theme(|theme| theme.deadline.as_ref()))
    }

    /// The review date, with where it was given.
    #[must_use]
    pub fn review(self) -> Option<Given<'p, Date>> {
        let own = self.action.review.map(Given::Here);
        own.or_else(|| self.by_objectives(|objective| objective.review)).or_else(|| self.by_theme(|theme| theme.review))
    }

    /// The action of any plan that goes on with this one.
    #[must_use]
    pub fn carried_to(self) -> Option<Located<'p>> {
        let portfolio = self.portfolio;
        let reference = self.action.reference.as_str().to_lowercase();
        let is_it = |plan: &Plan, action: &Action| {
            let from = action.carried_from.as_ref().and_then(|from| portfolio.action(from, plan));
            from.is_some_and(|from| std::ptr::eq(from.action, self.action))
        };
        portfolio.plans.iter().find_map(|plan| {
            let action = plan.carrying(&reference).find(|action| is_it(plan, action))?;
            Some(Located { portfolio, plan, action })
        })
    }

    /// The file of the action, from the plans folder.
    #[must_use]
    pub fn file(self) -> String {
        self.plan.action_file(self.action)
    }

    /// The reference with its plan: `bristol-2008-11:3.1.1`.
    #[must_use]
    pub fn full_reference(self) -> String {
        format!("{}:{}", self.plan.name, self.action.reference)
    }

    fn by_objectives<T>(self, get: impl Fn(&'p Objective) -> Option<T>) -> Option<Given<'p, T>> {
        let mut above = self.plan.objectives_above(self.action.objective);
        above.find_map(|objective| get(objective).map(|value| Given::ByObjective(objective.reference.as_str(), value)))
    }

    fn by_theme<T>(self, get: impl Fn(&'p Theme) -> Option<T>) -> Option<Given<'p, T>> {
        let theme = self.theme()?;
        get(theme).map(|value| Given::ByTheme(theme.name.as_str(), value))
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, Plan, Portfolio, QualifiedReference};
    use crate::model::Reference;

    fn plan(name: &str, actions: &[(&str, Option<&str>)]) -> Plan {
        let action = |(reference, from): &(&str, Option<&str>)| Action {
            reference: Reference::new(reference).expect("a reference"),
            carried_from: from.map(|from| QualifiedReference::parse(from).expect("a reference")),
            ..Action::default()
        };
        let mut plan = Plan::new(name);
        plan.actions = actions.iter().map(action).collect();
        plan
    }

    #[test]
    fn what_goes_on_with_an_action_is_found_in_any_plan() {
        let old = plan("old", &[("1.1", None), ("1.2", None), ("A1", None), ("2.1", Some("1.2"))]);
        let new = plan("new", &[("1.1", Some("old:1.1")), ("1.2", Some("Old:a1")), ("9", Some("1.1"))]);
        let portfolio = Portfolio { plans: vec![old, new] };
        let found = portfolio.actions().map(|located| located.carried_to().map(super::Located::full_reference));
        let expected = [Some("new:1.1"), Some("old:2.1"), Some("new:1.2"), None, Some("new:9"), None, None];
        assert_eq!(found.collect::<Vec<_>>(), expected.map(|name| name.map(str::to_owned)));
    }
}
