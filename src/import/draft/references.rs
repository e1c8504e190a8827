//! What objectives and actions are called: as the document calls them, or by the next free number in their place.

use std::collections::BTreeSet;

use super::super::ledger::PartOf;
use super::super::story::nth;
use super::Builder;
use super::place::at;
use crate::model::Reference;

impl Builder {
    /// Gives every objective and action a reference of its own.
    pub(super) fn assign_references(&mut self) {
        let mut used = BTreeSet::new();
        self.actions_as_written(&mut used);
        self.objectives(&mut used);
        self.actions_without(&mut used);
    }

    /// References that the document gives to actions, the first with each.
    fn actions_as_written(&mut self, used: &mut BTreeSet<String>) {
        self.number_by_place();
        for place in 0..self.plan.actions.len() {
            let Some(wanted) = at(&self.beside, place).wanted.clone() else { continue };
            let part = PartOf::Action(place);
            let at = at(&self.beside, place).at.clone();
            match Reference::new(&wanted).ok().or_else(|| Reference::near(&wanted)) {
                Some(reference) if used.insert(reference.as_str().to_lowercase()) => {
                    if reference.as_str() != wanted {
                        self.as_written(part, "ref", &wanted, &[], false);
                        self.ledger.remark(
                            &at,
                            Some(part),
                            format!("`{wanted}` cannot be a reference; it is `{reference}` here"),
                        );
                    }
                    self.action_at(place).reference = reference;
                }
                Some(_) => {
                    self.as_written(part, "ref", &wanted, &[], false);
                    self.ledger.remark(
                        &at,
                        Some(part),
                        format!("the document has `{wanted}` twice; this one got the next free reference"),
                    );
                    self.beside_at(place).wanted = None;
                }
                None => self.beside_at(place).wanted = None,
            }
        }
    }

    /// Plain numbers that begin again in each part are put behind the number of the part.
    fn number_by_place(&mut self) {
        let plain = |wanted: &Option<String>| {
            wanted.as_deref().is_some_and(|wanted| wanted.len() <= 3 && wanted.chars().all(|c| c.is_ascii_digit()))
        };
        let mut seen = BTreeSet::new();
        if self.beside.iter().filter(|beside| plain(&beside.wanted)).all(|beside| seen.insert(beside.wanted.clone())) {
            return;
        }
        for place in 0..self.plan.actions.len() {
            let action = at(&self.plan.actions, place);
            if !plain(&at(&self.beside, place).wanted) {
                continue;
            }
            let number = action.objective.and_then(|objective| at(&self.structure.numbers, objective).clone());
            let above = number.or_else(|| action.theme.map(|theme| nth(theme).to_string()));
            if let (Some(above), Some(own)) = (above, at(&self.beside, place).wanted.clone()) {
                let part = PartOf::Action(place);
                self.as_written(part, "ref", &own, &[], false);
                self.beside_at(place).wanted = Some(format!("{above}.{own}"));
            }
        }
    }

    /// The number of an objective, or the one that its actions share, or the next in its place.
    fn objectives(&mut self, used: &mut BTreeSet<String>) {
        let has_references = self.beside.iter().any(|beside| beside.wanted.is_some());
        for place in 0..self.plan.objectives.len() {
            let number = at(&self.structure.numbers, place).as_deref().and_then(|number| Reference::new(number).ok());
            let shared = || self.shared_start(place).and_then(|start| Reference::new(&start).ok());
            let wanted =
                number.clone().or_else(shared).filter(|wanted| !used.contains(&wanted.as_str().to_lowercase()));
            let reference = wanted.unwrap_or_else(|| {
                let start = match (&number, at(&self.plan.objectives, place).parent) {
                    (Some(number), _) => return free(&format!("objective-{number}"), used),
                    (None, Some(parent)) => at(&self.plan.objectives, parent).reference.to_string(),
                    (None, None) => at(&self.plan.objectives, place).theme.map_or(0, nth).to_string(),
                };
                next(&if has_references { format!("O{}", start.trim_start_matches('O')) } else { start }, used)
            });
            used.insert(reference.as_str().to_lowercase());
            self.objective_at(place).reference = reference;
        }
    }

    /// The start that the references of all actions of an objective share: `3.1` for `3.1.1` and `3.1.2`.
    fn shared_start(&self, objective: usize) -> Option<String> {
        let own = self.plan.actions.iter().zip(&self.beside).filter(|(action, _)| action.objective == Some(objective));
        let starts: BTreeSet<_> = own
            .filter_map(|(_, beside)| beside.wanted.as_deref())
            .map(|wanted| wanted.rsplit_once('.').map(|(start, _)| start.to_owned()))
            .collect();
        if starts.len() == 1 { starts.into_iter().next().flatten() } else { None }
    }

    fn actions_without(&mut self, used: &mut BTreeSet<String>) {
        let mut assigned = 0_usize;
        for place in 0..self.plan.actions.len() {
            if at(&self.beside, place).wanted.is_some() {
                continue;
            }
            let action = at(&self.plan.actions, place);
            let above = match (action.objective, action.theme) {
                (Some(objective), _) => at(&self.plan.objectives, objective).reference.to_string(),
                (None, Some(theme)) => nth(theme).to_string(),
                (None, None) => "A".to_owned(),
            };
            let reference = next(above.trim_start_matches("objective-"), used);
            used.insert(reference.as_str().to_lowercase());
            self.action_at(place).reference = reference;
            assigned = assigned.saturating_add(1);
        }
        if assigned > 0 {
            let said = format!(
                "the document gives no reference of its own to {}, so one was assigned",
                crate::model::counted(assigned, "action")
            );
            self.ledger.remark("", None, said);
        }
    }
}

/// The next free reference below another.
fn next(above: &str, used: &BTreeSet<String>) -> Reference {
    let start = format!("{}.", above.to_lowercase());
    let last = used.iter().filter_map(|used| used.strip_prefix(&start)?.parse::<u32>().ok()).max().unwrap_or(0);
    let names = (u64::from(last)..).skip(1).map(|number| format!("{above}.{number}"));
    names.map(|name| free(&name, used)).next().unwrap_or_default()
}

/// The reference, or the first with a number behind it that is free.
fn free(name: &str, used: &BTreeSet<String>) -> Reference {
    let mut names = std::iter::once(name.to_owned()).chain((2..).map(|number| format!("{name}-{number}")));
    let name = names.find(|name| !used.contains(&name.to_lowercase())).unwrap_or_default();
    Reference::new(&name).ok().or_else(|| Reference::near(&name)).unwrap_or_default()
}
