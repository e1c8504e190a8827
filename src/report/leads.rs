//! Who answers for what is still open: actions by lead, by whichever name of the register the plan knows each.

use crate::model::{Date, Plan, name_key, natural_order, same_name};
use crate::query::{Judged, Selection};

/// A lead, and the open actions that it answers for.
#[derive(Debug, Clone)]
pub struct Lead<'b, 'p> {
    /// Its name by the register, or as the actions give it.
    pub name: String,
    /// In the order of the plans.
    pub judged: Vec<&'b Judged<'p>>,
}

/// Every open action with who answers for it.
#[derive(Debug, Clone, Default)]
pub struct Leads<'b, 'p> {
    /// In the order of their names.
    pub leads: Vec<Lead<'b, 'p>>,
    /// Open actions that nobody answers for.
    pub without: Vec<&'b Judged<'p>>,
}

impl<'b, 'p> Leads<'b, 'p> {
    /// The open actions of a selection; plans that are closed have none.
    #[must_use]
    pub fn of(selection: &'b Selection<'p>) -> Self {
        let mut found = Self::default();
        let mut places = std::collections::HashMap::new();
        for judged in selection.judged.iter().filter(|judged| is_open(judged)) {
            let Some(words) = judged.located.lead_name() else {
                found.without.push(judged);
                continue;
            };
            let name = name_of(judged.located.plan, words);
            let place = *places.entry(name_key(name)).or_insert(found.leads.len());
            match found.leads.get_mut(place) {
                Some(lead) => lead.judged.push(judged),
                None => found.leads.push(Lead { name: name.to_owned(), judged: vec![judged] }),
            }
        }
        found.leads.sort_by(|one, other| natural_order(&one.name.to_lowercase(), &other.name.to_lowercase()));
        found
    }

    /// The lead of this name or alias in any case; else the only one whose name holds the words.
    #[must_use]
    pub fn named(&self, words: &str) -> Option<&Lead<'b, 'p>> {
        let wanted = name_key(words);
        let is_it = |lead: &&Lead<'b, 'p>| lead.is_called(words);
        self.leads.iter().find(is_it).or_else(|| {
            let mut holding = self.leads.iter().filter(|lead| lead.name.to_lowercase().contains(&wanted));
            holding.next().filter(|_| holding.next().is_none() && !wanted.is_empty())
        })
    }
}

impl<'p> Lead<'_, 'p> {
    /// Whether the lead goes by this name in one of the plans.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        same_name(&self.name, name) || self.plans().iter().any(|plan| same_party(plan, &self.name, name))
    }

    /// The plans of its actions, each once.
    #[must_use]
    pub fn plans(&self) -> Vec<&'p Plan> {
        let mut plans: Vec<_> = self.judged.iter().map(|judged| judged.located.plan).collect();
        plans.dedup_by(|one, other| std::ptr::eq(*one, *other));
        plans
    }

    /// The day on which its actions were judged.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.judged.iter().map(|judged| judged.judgement.day).max()
    }
}

/// Whether two names stand for one party of a plan.
#[must_use]
pub fn same_party(plan: &Plan, one: &str, other: &str) -> bool {
    same_name(name_of(plan, one), name_of(plan, other))
}

/// The name that the register has for a name, or the name itself.
fn name_of<'a>(plan: &'a Plan, name: &'a str) -> &'a str {
    plan.party(name).map_or(name, |party| party.name.as_str()).trim()
}

fn is_open(judged: &Judged<'_>) -> bool {
    let is_kept = judged.located.plan.settings.closed.is_some_and(|closed| closed <= judged.judgement.day);
    !is_kept && !judged.judgement.state.status.is_closed()
}

#[cfg(test)]
mod tests {
    use super::Leads;
    use crate::report::example;

    #[test]
    fn aliases_are_one_lead_and_what_is_done_is_left_out() {
        let portfolio = example::portfolio();
        let selection = example::all(&portfolio);
        let leads = Leads::of(&selection);
        let told: Vec<_> = leads
            .leads
            .iter()
            .map(|lead| {
                let references = lead.judged.iter().map(|judged| judged.located.action.reference.as_str());
                format!("{}: {}", lead.name, references.collect::<Vec<_>>().join(" "))
            })
            .collect();
        assert_eq!(told, ["Housing: 1.2 2.3", "Police: 1.1 2.1 2.2"]);
        assert_eq!(leads.without.len(), 1);
        assert_eq!(leads.named("ppu").map(|lead| lead.name.as_str()), Some("Police"));
        assert_eq!(leads.named("hous").map(|lead| lead.name.as_str()), Some("Housing"));
        assert!(leads.named("o").is_none() && leads.named("").is_none());
    }

    #[test]
    fn a_closed_plan_asks_nobody() {
        let mut portfolio = example::portfolio();
        portfolio.plans[0].settings.closed = Some(example::date("2026-06-01"));
        assert!(Leads::of(&example::all(&portfolio)).leads.is_empty());
    }
}
