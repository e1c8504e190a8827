//! What is overdue, most overdue first, and why everything else is not.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::status::lead;
use crate::model::{Date, Due, DueKind, Judge, Plan, Tally, natural_order};
use crate::query::{Judged, Selection};

/// The overdue actions of a selection.
#[derive(Debug)]
pub struct Overdue<'s, 'p> {
    /// The day that was asked for.
    pub asked: Date,
    pub totals: Tally,
    /// The plans with a selected action, in their order.
    pub plans: Vec<OverduePlan<'s, 'p>>,
}

/// The overdue actions of one plan.
#[derive(Debug)]
pub struct OverduePlan<'s, 'p> {
    pub plan: &'p Plan,
    /// The day on which the plan is judged.
    pub day: Date,
    pub tally: Tally,
    /// Most overdue first.
    pub actions: Vec<&'s Judged<'p>>,
    /// Those who answer for them, with most first.
    pub leads: Vec<OverdueLead<'p>>,
    pub others: Others<'s, 'p>,
}

/// What one lead has overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverdueLead<'p> {
    /// Nothing for the actions that nobody answers for.
    pub lead: Option<&'p str>,
    pub actions: usize,
    /// The most days that one of them is overdue.
    pub most_days: i64,
}

/// The actions that are not overdue, by the reason for it.
#[derive(Debug, Default)]
pub struct Others<'s, 'p> {
    pub complete: usize,
    /// Withdrawn or carried forward.
    pub withdrawn: usize,
    /// Due on the day or later.
    pub later: usize,
    /// The next of those to fall due.
    pub next: Option<&'s Judged<'p>>,
    /// Without an end and without a review date.
    pub ongoing: Vec<&'s Judged<'p>>,
    /// Without any deadline.
    pub undated: Vec<&'s Judged<'p>>,
}

impl<'s, 'p> Overdue<'s, 'p> {
    /// What of a selection is overdue.
    #[must_use]
    pub fn of(selection: &'s Selection<'p>, day: Judge) -> Self {
        // The actions of a plan stand together, on one day.
        let plans = selection.judged.chunk_by(|a, b| std::ptr::eq(a.located.plan, b.located.plan));
        let plans = plans.filter_map(OverduePlan::of).collect();
        Self { asked: day.asked(), plans, totals: selection.tally() }
    }

    /// The overdue actions of all plans, most overdue first.
    #[must_use]
    pub fn actions(&self) -> Vec<&'s Judged<'p>> {
        let mut actions: Vec<_> = self.plans.iter().flat_map(|plan| plan.actions.iter().copied()).collect();
        actions.sort_by_key(|judged| Reverse(judged.judgement.overdue_days()));
        actions
    }
}

impl<'s, 'p> OverduePlan<'s, 'p> {
    /// Nothing where there is no action.
    fn of(selected: &'s [Judged<'p>]) -> Option<Self> {
        let first = selected.first()?;
        let (mut actions, mut others) = (Vec::new(), Others::default());
        for judged in selected {
            match judged.judgement.overdue_days() {
                Some(_) => actions.push(judged),
                None => others.take(judged),
            }
        }
        actions.sort_by_key(|judged| Reverse(judged.judgement.overdue_days()));
        let leads = leads(&actions);
        let tally = selected.iter().map(|judged| &judged.judgement).collect();
        Some(Self { plan: first.located.plan, day: first.judgement.day, tally, actions, leads, others })
    }
}

impl<'s, 'p> Others<'s, 'p> {
    fn take(&mut self, judged: &'s Judged<'p>) {
        let judgement = &judged.judgement;
        let status = judgement.state.status;
        match judgement.due {
            _ if status.is_out() => self.withdrawn = self.withdrawn.saturating_add(1),
            _ if status.is_closed() => self.complete = self.complete.saturating_add(1),
            Due { on: Some(on), .. } => {
                self.later = self.later.saturating_add(1);
                if self.next.is_none_or(|next| next.judgement.due.on.is_none_or(|first| on < first)) {
                    self.next = Some(judged);
                }
            }
            Due { kind: DueKind::Ongoing, on: None, .. } => self.ongoing.push(judged),
            Due { on: None, .. } => self.undated.push(judged),
        }
    }
}

/// Those who answer for overdue actions: most actions first, then most days.
fn leads<'p>(actions: &[&Judged<'p>]) -> Vec<OverdueLead<'p>> {
    let mut leads: HashMap<Option<&str>, OverdueLead<'_>> = HashMap::new();
    for judged in actions {
        let lead = lead(judged);
        let entry = leads.entry(lead).or_insert(OverdueLead { lead, actions: 0, most_days: 0 });
        entry.actions = entry.actions.saturating_add(1);
        entry.most_days = entry.most_days.max(judged.judgement.overdue_days().unwrap_or(0));
    }
    let mut leads: Vec<_> = leads.into_values().collect();
    leads.sort_by(|a, b| {
        let name = |lead: &OverdueLead<'p>| lead.lead.unwrap_or_default();
        let most = |lead: &OverdueLead<'_>| Reverse((lead.actions, lead.most_days));
        most(a).cmp(&most(b)).then_with(|| natural_order(name(a), name(b)))
    });
    leads
}

#[cfg(test)]
mod tests {
    use super::Overdue;
    use crate::query::Judged;
    use crate::report::example;

    fn references(actions: &[&Judged<'_>]) -> Vec<String> {
        actions.iter().map(|judged| judged.located.action.reference.to_string()).collect()
    }

    #[test]
    fn the_most_overdue_come_first() {
        let portfolio = example::portfolio();
        let selection = example::all(&portfolio);
        let overdue = Overdue::of(&selection, example::judge());
        assert_eq!(references(&overdue.actions()), ["1.2", "2.1", "1.1"]);
        assert_eq!(references(&overdue.plans[0].actions), ["1.2", "2.1", "1.1"]);
    }

    #[test]
    fn every_action_is_overdue_or_is_not_for_a_reason() {
        let portfolio = example::portfolio();
        let selection = example::all(&portfolio);
        let overdue = Overdue::of(&selection, example::judge());
        let [plan] = overdue.plans.as_slice() else { panic!("one plan") };
        let others = &plan.others;
        assert_eq!((others.complete, others.withdrawn, others.later), (1, 0, 1));
        assert_eq!(others.next.map(|next| next.located.action.reference.as_str()), Some("2.3"));
        assert_eq!(
            (references(&others.ongoing), references(&others.undated)),
            (vec!["2.2".into()], vec!["1.4".into()])
        );
        assert_eq!(plan.tally.actions, plan.actions.len() + 1 + 1 + 1 + 1);
    }

    #[test]
    fn aliases_of_a_lead_are_counted_together() {
        let portfolio = example::portfolio();
        let selection = example::all(&portfolio);
        let overdue = Overdue::of(&selection, example::judge());
        let leads: Vec<_> =
            overdue.plans[0].leads.iter().map(|lead| (lead.lead, lead.actions, lead.most_days)).collect();
        assert_eq!(leads, [(Some("Police"), 2, 29), (Some("Housing"), 1, 91)]);
    }
}
