//! What could stop the actions that are still to be done.

use std::cmp::Reverse;

use super::basis::Chapter;
use super::{cells, words};
use crate::document::{Cell, Column, Section, Table};
use crate::model::{Level, Plan, Risk, counted};
use crate::query::Judged;

/// A risk, and the action that it is a risk to.
#[derive(Debug, Clone, Copy)]
pub struct RiskTo<'s, 'p> {
    pub judged: &'s Judged<'p>,
    pub risk: &'p Risk,
}

/// The risks to the open actions: the highest first, those without a level last.
#[must_use]
pub fn of<'s, 'p>(chapter: Chapter<'s, 'p>) -> Vec<RiskTo<'s, 'p>> {
    let open = chapter.judged.iter().filter(|judged| !judged.judgement.state.status.is_closed());
    let risks = open.flat_map(|judged| judged.located.action.risks.iter().map(move |risk| RiskTo { judged, risk }));
    let mut risks: Vec<_> = risks.collect();
    risks.sort_by_key(|risk| Reverse(risk.risk.level));
    risks
}

/// The risks as a chapter.
#[must_use]
pub fn section(risks: &[RiskTo<'_, '_>], plan: &Plan) -> Section {
    let [reference, action, lead] = cells::who_columns(plan);
    let columns = [
        Column::short("level", "Risk"),
        Column::long("risk", "What could go wrong"),
        reference,
        action,
        lead,
        Column::short("rating", "Rating"),
    ];
    let row = |risk: &RiskTo<'_, '_>| {
        let level = Cell::text(risk.risk.level.map_or("no level given", Level::word));
        let rating = cells::rating(risk.judged.judgement.rating, plan);
        let text = Cell::of(risk.risk.text.as_deref());
        [level, text].into_iter().chain(cells::who(risk.judged)).chain([rating])
    };
    let caption =
        format!("Risks to {} still to be done, the highest first", words::plural(plan.settings.labels.action()));
    let none = format!("No risk is on record for any {} still to be done.", plan.settings.labels.action());
    let table = Table::new("risks", caption, columns).with_rows(risks.iter().map(row)).or_say(none);
    Section::new("risks", "Risks").with_all(message(risks).map(Into::into)).with(table)
}

/// How many there are, and how many are high.
#[must_use]
pub fn message(risks: &[RiskTo<'_, '_>]) -> Option<String> {
    let at = |level: Level| risks.iter().filter(|risk| risk.risk.level == Some(level)).count();
    let (high, medium_high) = (at(Level::High), at(Level::MediumHigh));
    let total = counted(risks.len(), "risk");
    match (risks.len(), high, medium_high) {
        (0, ..) => None,
        (_, 0, 0) => Some(format!("{total} on record, none of them high or medium-high.")),
        (_, high, medium_high) => {
            let parts = [(high, "high"), (medium_high, "medium-high")];
            let parts =
                parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
            Some(format!("{total} on record: {}.", words::listed(&parts.collect::<Vec<_>>())))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{message, of, section};
    use crate::model::{Level, Risk, Status, Update};
    use crate::report::example::{self, update};

    #[test]
    fn the_highest_risks_of_what_is_still_to_be_done_come_first() {
        let mut portfolio = example::portfolio();
        let risk = |level, text: &str| Risk { level, text: Some(text.to_owned()) };
        let plan = &mut portfolio.plans[0];
        plan.actions[0].risks = vec![risk(None, "unknown"), risk(Some(Level::Low), "small")];
        plan.actions[1].risks = vec![risk(Some(Level::High), "large")];
        plan.actions[2].risks = vec![risk(Some(Level::High), "over")];
        plan.actions[2].updates = vec![Update { status: Some(Status::Complete), ..update("2026-06-10") }];
        let basis = example::basis(&portfolio);
        let chapter = basis.chapters().next().expect("one plan");
        let risks = of(chapter);
        let texts: Vec<_> = risks.iter().filter_map(|risk| risk.risk.text.as_deref()).collect();
        assert_eq!(texts, ["large", "small", "unknown"]);
        assert_eq!(message(&risks).as_deref(), Some("3 risks on record: 1 high."));
        assert_eq!(section(&risks, chapter.plan).blocks.len(), 2);
    }
}
