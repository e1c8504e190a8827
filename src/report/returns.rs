//! Who has answered for their open actions since a day, and who has not.

use super::basis::Basis;
use super::leads::{Lead, Leads, same_party};
use crate::document::{Block, Cell, Column, Document, Fact, Section, Table};
use crate::model::{Date, counted};
use crate::query::Judged;

/// So many days count, where no meeting was held from which to count.
const QUARTER: u32 = 3;

/// What a lead has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub lead: String,
    /// Its open actions.
    pub actions: usize,
    /// Those of them with an update by the lead since the day.
    pub answered: usize,
    /// The newest update by the lead on any of them.
    pub last: Option<Date>,
    /// The references of the others.
    pub waiting: Vec<String>,
}

/// What every lead has answered; those who owe most come first.
#[must_use]
pub fn answered(leads: &Leads<'_, '_>, since: Option<Date>) -> Vec<Answered> {
    let mut all: Vec<_> = leads.leads.iter().map(|lead| of(lead, since)).collect();
    all.sort_by_key(|lead| (lead.answered > 0, std::cmp::Reverse(lead.waiting.len())));
    all
}

/// The day from which answers count: the one that is given, the last meeting, or a quarter ago.
fn counted_from(judged: &Judged<'_>, since: Option<Date>) -> Date {
    let day = judged.judgement.day;
    since.or_else(|| judged.located.plan.last_meeting_before(day)).unwrap_or_else(|| day.minus_months(QUARTER))
}

fn of(lead: &Lead<'_, '_>, since: Option<Date>) -> Answered {
    let newest = |judged: &Judged<'_>| {
        let located = judged.located;
        // `Ann Lee, for the Housing Manager` speaks for the Housing Manager.
        let for_lead = |by: &str| by.to_lowercase().contains(&lead.name.to_lowercase());
        let by_lead = |by: &str| same_party(located.plan, by, &lead.name) || for_lead(by);
        let updates = located.action.updates.iter().filter(|update| update.date <= judged.judgement.day);
        updates.filter(|update| update.by.as_deref().is_some_and(by_lead)).map(|update| update.date).max()
    };
    let has_answered = |judged: &&Judged<'_>| newest(judged).is_some_and(|day| day >= counted_from(judged, since));
    let (answered, waiting): (Vec<&Judged<'_>>, Vec<_>) = lead.judged.iter().copied().partition(has_answered);
    Answered {
        lead: lead.name.clone(),
        actions: lead.judged.len(),
        answered: answered.len(),
        last: lead.judged.iter().filter_map(|judged| newest(judged)).max(),
        waiting: waiting.iter().map(|judged| judged.located.action.reference.to_string()).collect(),
    }
}

/// The same as a document.
#[must_use]
pub fn document(basis: &Basis<'_>, leads: &Leads<'_, '_>, since: Option<Date>) -> Document {
    let answered = answered(leads, since);
    let mut facts = basis.facts();
    let from: Vec<_> =
        leads.leads.iter().flat_map(|lead| &lead.judged).map(|judged| counted_from(judged, since)).collect();
    facts.extend(from.iter().min().map(|day| Fact::new("since", "Answers since", Cell::Date(*day))));
    let silent = answered.iter().filter(|lead| lead.answered == 0).count();
    let opening = match answered.len() {
        0 => "No open action has a lead, so nobody has to answer.".to_owned(),
        all if silent == 0 => format!("Each of {} has answered.", counted(all, "lead")),
        all => {
            format!("{silent} of {} {} not answered.", counted(all, "lead"), if silent == 1 { "has" } else { "have" })
        }
    };
    let section = Section::new("leads", "Leads").with(table(&answered));
    Document {
        key: "returns",
        title: "Returns".to_owned(),
        subject: basis.subject(),
        facts,
        opening: vec![Block::text(opening)],
        sections: vec![section],
    }
}

fn table(answered: &[Answered]) -> Table {
    let columns = [
        Column::name("lead", "Lead"),
        Column::short("state", "Return"),
        Column::number("actions", "Actions"),
        Column::number("answered", "Answered"),
        Column::short("last", "Last heard of"),
        Column::text("waiting", "Not answered"),
    ];
    let row = |lead: &Answered| {
        let state = match (lead.answered, lead.waiting.len()) {
            (0, _) => "none",
            (_, 0) => "whole",
            (_, _) => "part",
        };
        [
            Cell::text(&lead.lead),
            Cell::text(state),
            Cell::Count(lead.actions),
            Cell::Count(lead.answered),
            Cell::date(lead.last),
            Cell::text(lead.waiting.join(", ")),
        ]
    };
    Table::new("leads", "Who has answered", columns).with_rows(answered.iter().map(row)).or_say("Nobody is to answer.")
}
