//! What to ask a lead about: what is overdue, what is due soon, what nobody has spoken of for long, what was never rated.

use super::basis::Basis;
use super::deadline;
use super::form::next_meeting;
use super::leads::Lead;
use crate::document::{Block, Cell, Column, Document, Fact, Section, Table};
use crate::model::{Date, Flag, Rating, counted, stated};
use crate::query::Judged;

/// So many days a lead has for an answer, where no meeting says by when one is wanted.
const PATIENCE: i64 = 14;

/// Why a lead is asked about an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Overdue,
    DueSoon,
    Stale,
    Unrated,
}

/// What a lead is asked.
#[derive(Debug, Clone)]
pub struct Digest {
    pub lead: String,
    /// The title of the plan, or of the plans.
    pub subject: String,
    /// The day as of which it tells how actions stand.
    pub day: Date,
    pub wanted_by: Date,
    pub items: Vec<Item>,
}

/// An action that a lead is asked about, for the weightiest reason.
#[derive(Debug, Clone)]
pub struct Item {
    pub why: Why,
    pub plan: String,
    pub reference: String,
    pub text: String,
    pub deadline: Option<String>,
    /// What falls on the day it is due, where that is not the end of the deadline: `turn of 30 June 2026`.
    pub occasion: Option<String>,
    pub due: Option<Date>,
    /// Days overdue; negative where it is due so many days ahead.
    pub days: Option<i64>,
    pub rating: Option<Cell>,
    /// The day of its newest update.
    pub last: Option<Date>,
}

/// When an answer is wanted, and how far ahead a deadline counts.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// The last day of what is due soon; as each plan has it where none is given.
    pub until: Option<Date>,
    pub wanted_by: Option<Date>,
}

impl Why {
    pub const ALL: [Self; 4] = [Self::Overdue, Self::DueSoon, Self::Stale, Self::Unrated];

    /// Its name for programs.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::DueSoon => "due-soon",
            Self::Stale => "stale",
            Self::Unrated => "unrated",
        }
    }

    /// What stands above its actions.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Overdue => "Overdue",
            Self::DueSoon => "Due soon",
            Self::Stale => "Not heard of for some time",
            Self::Unrated => "Not rated yet",
        }
    }

    /// What the lead is asked to do about them.
    #[must_use]
    pub const fn request(self) -> &'static str {
        match self {
            Self::Overdue => "Please say what has been done, what is left, and by when it will be complete.",
            Self::DueSoon => "Please say whether it will be complete in time, and if not, what is in the way.",
            Self::Stale => "Please say how it stands, even if nothing has changed.",
            Self::Unrated => "Please say how it stands, and rate it red, amber or green.",
        }
    }
}

impl Digest {
    /// What a lead is asked; nothing where there is nothing to ask.
    #[must_use]
    pub fn of(lead: &Lead<'_, '_>, basis: &Basis<'_>, terms: Terms) -> Option<Self> {
        let plans = lead.plans();
        let day = lead.day().unwrap_or_else(|| basis.judge.asked());
        let items: Vec<_> = lead.judged.iter().filter_map(|judged| item(judged, terms.until)).collect();
        let subject = plans.iter().map(|plan| plan.display_title()).collect::<Vec<_>>().join("; ");
        let wanted_by = terms.wanted_by.or_else(|| next_meeting(&plans, day)).unwrap_or(day.plus_days(PATIENCE));
        (!items.is_empty()).then(|| Self { lead: lead.name.clone(), subject, day, wanted_by, items })
    }

    /// The actions for one reason: what is most overdue, or due first, comes first.
    #[must_use]
    pub fn because(&self, why: Why) -> Vec<&Item> {
        let mut items: Vec<_> = self.items.iter().filter(|item| item.why == why).collect();
        items.sort_by_key(|item| item.due.unwrap_or(Date::LAST));
        items
    }

    /// What it is about, in a line: `2 actions overdue, 1 due soon`.
    #[must_use]
    pub fn in_short(&self) -> String {
        let parts = Why::ALL.into_iter().filter_map(|why| {
            let count = self.because(why).len();
            let what = match why {
                Why::Overdue => "overdue",
                Why::DueSoon => "due soon",
                Why::Stale => "not heard of",
                Why::Unrated => "not rated",
            };
            (count > 0).then_some((count, what))
        });
        let parts: Vec<_> = parts.collect();
        let said = parts.iter().enumerate().map(|(place, (count, what))| match place {
            0 => format!("{} {what}", counted(*count, "action")),
            _ => format!("{count} {what}"),
        });
        said.collect::<Vec<_>>().join(", ")
    }

    /// What stands before the actions.
    #[must_use]
    pub fn opening(&self) -> String {
        let those = if self.items.len() == 1 { "this action" } else { "these actions" };
        format!(
            "You answer for {those} in {}. Please let us know how {} by {}.",
            self.subject,
            if self.items.len() == 1 { "it stands" } else { "they stand" },
            self.wanted_by.in_words()
        )
    }
}

fn item(judged: &Judged<'_>, until: Option<Date>) -> Option<Item> {
    let (located, judgement) = (judged.located, &judged.judgement);
    let is_due_soon = match (until, judgement.due.on) {
        (Some(until), Some(on)) => judgement.day <= on && on <= until,
        (Some(_), None) => false,
        (None, _) => judgement.has(Flag::DueSoon),
    };
    let why = if judgement.has(Flag::Overdue) {
        Why::Overdue
    } else if is_due_soon {
        Why::DueSoon
    } else if judgement.has(Flag::Stale) {
        Why::Stale
    } else if judgement.rating == Some(Rating::Unrated) {
        Why::Unrated
    } else {
        return None;
    };
    Some(Item {
        why,
        plan: located.plan.name.clone(),
        reference: located.action.reference.to_string(),
        text: stated(located.action.text.as_deref()).unwrap_or_default().to_owned(),
        deadline: deadline::in_words(judged),
        occasion: deadline::occasion(judged),
        due: judgement.due.on,
        days: judgement.due.on.map(|on| on.days_until(judgement.day)),
        rating: judgement.rating.map(|rating| Cell::Rating(rating, located.plan.settings.rating.scheme())),
        last: judgement.state.last.map(|update| update.date),
    })
}

/// Digests as a document, with a chapter for each lead where there are several.
#[must_use]
pub fn document(digests: &[Digest], basis: &Basis<'_>) -> Document {
    let (title, subject, opening, sections) = match digests {
        [] => {
            ("Nothing to ask".to_owned(), basis.subject(), "No lead has to be asked about anything.".to_owned(), vec![])
        }
        [one] => (one.lead.clone(), one.subject.clone(), one.opening(), sections(one, "")),
        all => {
            let chapter = |(digest, number): (&Digest, usize)| {
                let key = format!("lead-{number}");
                let sections = sections(digest, &format!("{key}."));
                Section::new(key, &digest.lead).with(digest.opening()).holding(sections)
            };
            let count = counted(all.len(), "lead");
            let opening = format!("What {count} have to be asked about.");
            ("Digests for leads".to_owned(), basis.subject(), opening, all.iter().zip(1..).map(chapter).collect())
        }
    };
    let mut facts = basis.facts();
    let wanted = digests.first().map(|digest| Cell::Date(digest.wanted_by));
    facts.extend(wanted.map(|day| Fact::new("wanted_by", "Answer wanted by", day)));
    Document { key: "chase", title, subject, facts, opening: vec![Block::text(opening)], sections }
}

fn sections(digest: &Digest, start: &str) -> Vec<Section> {
    let section = |why: Why| {
        let items = digest.because(why);
        let table = table(&digest.lead, why, &items);
        let section = Section::new(format!("{start}{}", why.key()), why.heading());
        (!items.is_empty()).then(|| section.with(why.request()).with(table))
    };
    Why::ALL.into_iter().filter_map(section).collect()
}

fn table(lead: &str, why: Why, items: &[&Item]) -> Table {
    let columns = [
        Column::name("ref", "Ref"),
        Column::text("action", "Action"),
        Column::short("deadline", "Deadline"),
        Column::short("rating", "Rating"),
        Column::short("last_update", "Last update"),
        Column::short("lead", "Lead"),
    ];
    let row = |item: &&Item| {
        let deadline = item.deadline.clone().map(|text| match &item.occasion {
            Some(occasion) => format!("{text}: {occasion}"),
            None => text,
        });
        let deadline = deadline.map(|text| Cell::Deadline { text, due: item.due });
        let action = Cell::text(&item.text);
        let rating = item.rating.clone().unwrap_or_default();
        let name = Cell::text(&item.reference);
        [name, action, deadline.unwrap_or_default(), rating, Cell::date(item.last), Cell::text(lead)]
    };
    Table::new("asked", why.heading(), columns).with_rows(items.iter().map(row))
}

#[cfg(test)]
mod tests {
    use super::{Digest, Terms, Why};
    use crate::report::example;
    use crate::report::leads::Leads;

    fn told(until: Option<&str>) -> Vec<String> {
        let portfolio = example::portfolio();
        let basis = example::basis(&portfolio);
        let terms = Terms { until: until.map(example::date), wanted_by: None };
        let leads = Leads::of(&basis.selection);
        let digests: Vec<_> = leads.leads.iter().filter_map(|lead| Digest::of(lead, &basis, terms)).collect();
        let of = |digest: &Digest, why: Why| {
            let items = digest.because(why).into_iter().map(|item| item.reference.clone());
            format!("{} {}: {}", digest.lead, why.key(), items.collect::<Vec<_>>().join(" "))
        };
        digests
            .iter()
            .flat_map(|digest| Why::ALL.map(|why| of(digest, why)))
            .filter(|line| !line.ends_with(' '))
            .collect()
    }

    #[test]
    fn each_action_is_asked_about_once_for_the_weightiest_reason() {
        assert_eq!(told(None), ["Housing overdue: 1.2", "Police overdue: 2.1 1.1", "Police unrated: 2.2"]);
        assert_eq!(told(Some("2026-12-31"))[1], "Housing due-soon: 2.3");
    }
}
