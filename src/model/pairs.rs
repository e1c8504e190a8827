//! Which parts of a plan at one time are which at another, whatever they were called meanwhile.

use std::collections::HashSet;

use super::trail::{is_reworded, is_same_action};
use super::{Action, Plan, Portfolio};

/// The same thing at two times; one of them is missing where it was added or removed in between.
#[derive(Debug)]
pub struct Pair<'p, T> {
    pub before: Option<&'p T>,
    pub after: Option<&'p T>,
}

impl<T> Clone for Pair<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Pair<'_, T> {}

/// The plans of two portfolios: those with the same name, then those that were renamed, in the order of the newer one;
/// at last those that were removed.
#[must_use]
pub fn plans<'p>(before: &'p Portfolio, after: &'p Portfolio) -> Vec<Pair<'p, Plan>> {
    let gone: Vec<_> = before.plans.iter().filter(|plan| after.plan(&plan.name).is_none()).collect();
    let new: Vec<_> = after.plans.iter().filter(|plan| before.plan(&plan.name).is_none()).collect();
    let renamed = renamed(&gone, &new);
    let old_name = |plan: &Plan| renamed.iter().find(|(_, new)| std::ptr::eq(*new, plan)).map(|(old, _)| *old);
    let found = after
        .plans
        .iter()
        .map(|plan| Pair { before: before.plan(&plan.name).or_else(|| old_name(plan)), after: Some(plan) });
    let is_removed = |plan: &&&Plan| !renamed.iter().any(|(old, _)| std::ptr::eq(*old, **plan));
    let removed = gone.iter().filter(is_removed).map(|plan| Pair { before: Some(*plan), after: None });
    found.chain(removed).collect()
}

/// The plans that have another name now, those that kept the most first.
fn renamed<'p>(gone: &[&'p Plan], new: &[&'p Plan]) -> Vec<(&'p Plan, &'p Plan)> {
    let pairs = gone.iter().flat_map(|old| new.iter().map(move |new| (kept(old, new), *old, *new)));
    let mut likely: Vec<_> =
        pairs.filter(|(kept, old, _)| *kept > 0 && kept.saturating_mul(2) >= old.actions.len()).collect();
    likely.sort_by_key(|(kept, ..)| std::cmp::Reverse(*kept));
    let mut found: Vec<(&Plan, &Plan)> = Vec::new();
    for (_, old, new) in likely {
        if !found.iter().any(|(one, other)| std::ptr::eq(*one, old) || std::ptr::eq(*other, new)) {
            found.push((old, new));
        }
    }
    found
}

/// How many actions of a plan are the same, under the same reference, in one with another name.
fn kept(old: &Plan, new: &Plan) -> usize {
    let is_kept = |action: &&Action| {
        let same = new.action(action.reference.as_str());
        same.is_some_and(|same| is_same_action(action, same))
    };
    old.actions.iter().filter(is_kept).count()
}

/// The actions of a plan at two times: those that kept their reference and mean the same, then those that are the same
/// under another reference, in the order of the newer plan; at last those that were removed.
#[must_use]
pub fn actions<'p>(before: Option<&'p Plan>, after: Option<&'p Plan>) -> Vec<Pair<'p, Action>> {
    let (old, new) = (list(before), list(after));
    let mut taken: HashSet<*const Action> = HashSet::new();
    let mut same_name = |action: &Action| {
        let same = before?.action(action.reference.as_str())?;
        (is_reworded(same, action) && taken.insert(same)).then_some(same)
    };
    let found: Vec<_> = new.iter().map(|action| (action, same_name(action))).collect();
    let mut rest: Vec<&Action> = old.iter().filter(|action| !taken.contains(&std::ptr::from_ref(*action))).collect();
    let mut pairs = Vec::with_capacity(new.len());
    for (action, same) in found {
        let before = same.or_else(|| {
            let place = rest.iter().position(|old| is_same_action(old, action))?;
            Some(rest.remove(place))
        });
        pairs.push(Pair { before, after: Some(action) });
    }
    pairs.extend(rest.into_iter().map(|action| Pair { before: Some(action), after: None }));
    pairs
}

fn list(plan: Option<&Plan>) -> &[Action] {
    plan.map_or(&[], |plan| plan.actions.as_slice())
}

#[cfg(test)]
mod tests {
    use super::{actions, plans};
    use crate::model::{Action, Plan, Portfolio, Reference};

    fn plan(name: &str, actions: &[(&str, &str)]) -> Plan {
        let action = |(reference, text): &(&str, &str)| Action {
            reference: Reference::new(reference).expect("a reference"),
            text: Some((*text).to_owned()),
            ..Action::default()
        };
        let mut plan = Plan::new(name);
        plan.actions = actions.iter().map(action).collect();
        plan
    }

    #[test]
    fn an_action_is_known_by_its_reference_or_its_words() {
        let before = plan("wendale", &[("1", "Publish the pathways"), ("2", "Train staff"), ("3", "Fund refuges")]);
        let after = plan("wendale", &[("1", "Publish all pathways"), ("2", "Fund refuges"), ("4", "Map the services")]);
        let name = |action: Option<&Action>| action.map_or("-".to_owned(), |action| action.reference.to_string());
        let pairs: Vec<_> = actions(Some(&before), Some(&after))
            .iter()
            .map(|pair| format!("{} {}", name(pair.before), name(pair.after)))
            .collect();
        assert_eq!(pairs, ["1 1", "3 2", "- 4", "2 -"]);
        assert_eq!(actions(None, Some(&after)).len(), 3);
    }

    #[test]
    fn a_plan_is_known_by_its_name_or_its_actions() {
        let portfolio = |plans: Vec<Plan>| Portfolio { plans };
        let old = || plan("old", &[("1", "Publish the pathways"), ("2", "Train staff")]);
        let before = portfolio(vec![old(), plan("same", &[])]);
        let after = portfolio(vec![plan("new", &[("1", "Publish the pathways"), ("2", "Other")]), plan("same", &[])]);
        let name = |plan: Option<&Plan>| plan.map_or("-".to_owned(), |plan| plan.name.clone());
        let pairs: Vec<_> =
            plans(&before, &after).iter().map(|pair| format!("{} {}", name(pair.before), name(pair.after))).collect();
        assert_eq!(pairs, ["old new", "same same"]);
        let gone = portfolio(vec![plan("same", &[])]);
        assert_eq!(plans(&before, &gone).len(), 2);
    }

    #[test]
    fn a_plan_under_another_name_has_kept_at_least_half_of_its_actions() {
        const ACTIONS: [(&str, &str); 5] =
            [("1", "Publish"), ("2", "Train"), ("3", "Fund"), ("4", "Map"), ("5", "Other")];
        let names = |before: Vec<Plan>, after: Vec<Plan>| {
            let name = |plan: Option<&Plan>| plan.map_or("-".to_owned(), |plan| plan.name.clone());
            let pairs = plans(&Portfolio { plans: before }, &Portfolio { plans: after })
                .iter()
                .map(|pair| format!("{} {}", name(pair.before), name(pair.after)))
                .collect::<Vec<_>>();
            pairs.join(", ")
        };
        let [first, second] = [&ACTIONS[..2], &ACTIONS[2..4]];
        assert_eq!(names(vec![plan("old", &ACTIONS[..4])], vec![plan("new", first)]), "old new");
        assert_eq!(names(vec![plan("old", &ACTIONS)], vec![plan("new", first)]), "- new, old -");
        assert_eq!(names(vec![plan("old", &[])], vec![plan("new", &[])]), "- new, old -");
        assert_eq!(
            names(vec![plan("old", &ACTIONS[..4])], vec![plan("one", first), plan("two", second)]),
            "old one, - two"
        );
        assert_eq!(names(vec![plan("one", first), plan("two", first)], vec![plan("new", first)]), "one new, two -");
    }
}
