//! What is overdue as tables, with a total for each lead, and why the other actions do not count.

use std::io::{self, Write};

use rayon::prelude::*;

use super::heading;
use super::prose::{hanging, wrapped};
use super::style::{alarming, bold, dim, one_line};
use super::table::{Cell, Column, Table};
use crate::model::{Date, DueKind, State, Tally, counted, stated};
use crate::query::Judged;
use crate::report::deadline;
use crate::report::overdue::{Overdue, OverduePlan};
use crate::ui::Look;

/// From this width on, days are followed by words.
const WORDS_FROM: usize = 110;

/// Leads and their numbers stand no further apart than this.
const LEADS_WIDTH: usize = 100;

/// Where nothing is overdue, what falls due in so many days may be asked next.
const SOON: i64 = 30;

/// The plans that are laid out before they are written.
const BATCH: usize = 64;

/// So many references are named one by one.
const FEW: usize = 5;

/// What is overdue in some of the plans, ready to be laid out with that of the others; it keeps nothing of the plans.
#[derive(Debug, Default)]
pub struct Part {
    sections: Vec<Section>,
    totals: Tally,
}

/// What is overdue in a plan, by whom, and what is not.
#[derive(Debug)]
struct Section {
    heading: String,
    actions: Table,
    leads: Table,
    account: String,
    /// The day on which the plan is judged, unless it is closed.
    open_on: Option<Date>,
}

impl Part {
    /// What is overdue in these plans.
    #[must_use]
    pub fn of(overdue: &Overdue<'_, '_>, look: Look) -> Self {
        Self { sections: overdue.plans.iter().map(|plan| Section::of(plan, look)).collect(), totals: overdue.totals }
    }

    /// Whether no action was looked at.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.totals.actions == 0
    }
}

impl FromIterator<Self> for Part {
    fn from_iter<I: IntoIterator<Item = Self>>(parts: I) -> Self {
        parts.into_iter().fold(Self::default(), |mut all, part| {
            all.sections.extend(part.sections);
            Self { totals: all.totals.and(&part.totals), ..all }
        })
    }
}

/// Writes what is overdue, plan by plan and most overdue first.
///
/// # Errors
///
/// The output does not take it.
pub fn write(out: &mut impl Write, mut part: Part, look: Look) -> io::Result<()> {
    Table::align(part.sections.iter_mut().map(|section| &mut section.actions));
    Table::align(part.sections.iter_mut().map(|section| &mut section.leads));
    for (number, sections) in part.sections.chunks(BATCH).enumerate() {
        let texts: Vec<_> = sections.par_iter().map(|section| section.to_text(look)).collect();
        write!(out, "{}{}", if number > 0 { "\n" } else { "" }, texts.join("\n"))?;
    }
    out.write_all(in_all(&part, look).as_bytes())
}

impl Section {
    fn of(plan: &OverduePlan<'_, '_>, look: Look) -> Self {
        Self {
            heading: heading::plan(plan.plan, plan.day, look),
            actions: actions(plan, look),
            leads: leads(plan, look),
            account: account(plan, look),
            open_on: plan.plan.settings.closed.is_none().then_some(plan.day),
        }
    }

    fn to_text(&self, look: Look) -> String {
        let Self { heading, actions, leads, account, .. } = self;
        if actions.is_empty() {
            return format!("{heading}\n{account}");
        }
        let narrow = Look { width: Some(look.columns().min(LEADS_WIDTH)), ..look };
        format!("{heading}\n{}\n{}\n{account}", actions.to_text(look), leads.to_text(narrow))
    }
}

/// The total over several plans; where nothing is overdue, what to ask next.
fn in_all(part: &Part, look: Look) -> String {
    let mut text = String::new();
    if part.sections.len() > 1 {
        let (over, all) = (number(part.totals.overdue), counted(part.totals.actions, "action"));
        text = format!("\n{}\n", bold(&format!("{over} overdue of {all} in {} plans", part.sections.len()), look));
    }
    let day = part.sections.iter().find_map(|section| section.open_on);
    if let Some(day) = day.filter(|_| part.totals.overdue == 0) {
        let soon = day.plus_days(SOON);
        text = format!("{text}\nwhat falls due by {}: `vawg list 'due<={soon}'`\n", soon.in_words());
    }
    text
}

/// The overdue actions of a plan; all of them are red, so that no column says so.
fn actions(plan: &OverduePlan<'_, '_>, look: Look) -> Table {
    let mut table = Table::new([
        Column::fixed("Ref"),
        Column::text("Action"),
        Column::note("Lead"),
        Column::text("Deadline"),
        Column::number("Overdue"),
        Column::note("Last comment"),
    ]);
    for judged in &plan.actions {
        table.row(row(judged, look));
    }
    table
}

fn row(judged: &Judged<'_>, look: Look) -> [Cell; 6] {
    let action = judged.located.action;
    let days = counted(usize::try_from(judged.judgement.overdue_days().unwrap_or(0)).unwrap_or(0), "day");
    let days = if look.columns() < WORDS_FROM { days } else { format!("{days} overdue") };
    [
        Cell::ready(bold(action.reference.as_str(), look)),
        action.text.as_deref().map_or_else(|| Cell::ready(dim("(not said)", look)), Cell::text),
        judged.located.lead_name().map_or_else(|| Cell::ready(dim("(no lead)", look)), Cell::text),
        Cell::text(&when(judged)),
        Cell::ready(alarming(&days, look)),
        comment(judged, look),
    ]
}

/// The deadline as it is written, and which turn or review of it is overdue.
fn when(judged: &Judged<'_>) -> String {
    let words = deadline::in_words(judged).unwrap_or_default();
    deadline::occasion(judged).map_or(words.clone(), |occasion| format!("{words}: {occasion}"))
}

/// The last comment and its day.
fn comment(judged: &Judged<'_>, look: Look) -> Cell {
    let Some(update) = State::last_note(judged.located.action, judged.judgement.day) else { return Cell::empty() };
    let note = one_line(stated(update.note.as_deref()).unwrap_or_default());
    Cell::ready(format!("{} {note}", dim(&format!("{} –", update.date.in_words()), look)))
}

/// How much each lead has overdue.
fn leads(plan: &OverduePlan<'_, '_>, look: Look) -> Table {
    let mut table = Table::new([Column::text("Lead"), Column::number("Overdue"), Column::number("Longest")]);
    for lead in &plan.leads {
        table.row([
            lead.lead.map_or_else(|| Cell::ready(dim("(no lead)", look)), Cell::text),
            Cell::ready(lead.actions.to_string()),
            Cell::ready(counted(usize::try_from(lead.most_days).unwrap_or(0), "day")),
        ]);
    }
    table
}

/// How many are overdue, and why the others are not.
fn account(plan: &OverduePlan<'_, '_>, look: Look) -> String {
    let all = counted(plan.tally.actions, "action");
    let total = format!("{} overdue of {all} as of {}", number(plan.tally.overdue), plan.day.in_words());
    let mut text = bold(&total, look) + "\n";
    for line in reasons(plan) {
        text += &hanging("  - ", &wrapped(&line, look.columns().saturating_sub(4)));
    }
    text
}

fn number(number: usize) -> String {
    if number == 0 { "none".to_owned() } else { number.to_string() }
}

/// Why the actions count as they do, so that the numbers add up.
fn reasons(plan: &OverduePlan<'_, '_>) -> Vec<String> {
    let others = &plan.others;
    let mut lines = Vec::new();
    lines.extend(counted_by(plan, DueKind::Recurring, "recurring, counted from the earliest turn that is not done"));
    lines.extend(counted_by(plan, DueKind::Ongoing, "ongoing, counted from the review date"));
    if let Some((next, on)) = others.next.and_then(|next| Some((next, next.judgement.due.on?))) {
        let next = format!("{} on {}", next.located.action.reference, on.in_words());
        lines.push(match others.later {
            1 => format!("1 is not due yet: {next}"),
            later => format!("{later} are not due yet, the next of them {next}"),
        });
    }
    for (count, what) in [(others.complete, "complete"), (others.withdrawn, "withdrawn or carried forward")] {
        if count > 0 {
            lines.push(format!("{count} {} {what}", if count == 1 { "is" } else { "are" }));
        }
    }
    lines.extend(never(&others.ongoing, "ongoing without a review date"));
    lines.extend(never(&others.undated, "without a deadline"));
    lines
}

/// Which actions are never overdue, with the plan's own words where it is one.
fn never(actions: &[&Judged<'_>], what: &str) -> Option<String> {
    match actions {
        [] => None,
        [judged] => {
            let written = deadline::as_written(judged).map(|words| format!(" (written `{}`)", one_line(words)));
            let reference = &judged.located.action.reference;
            Some(format!("1 is {what}, so it is never overdue: {reference}{}", written.unwrap_or_default()))
        }
        several => Some(format!("{} are {what}, so they are never overdue: {}", several.len(), references(several))),
    }
}

/// The references of actions; of many, the first few.
fn references(actions: &[&Judged<'_>]) -> String {
    let names = actions.iter().take(FEW).map(|judged| judged.located.action.reference.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    match actions.len().saturating_sub(FEW) {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}

/// Which of the overdue actions are due in a way of their own.
fn counted_by(plan: &OverduePlan<'_, '_>, kind: DueKind, what: &str) -> Option<String> {
    let due = |judged: &&&Judged<'_>| judged.judgement.due.kind == kind;
    let actions: Vec<_> = plan.actions.iter().filter(due).copied().collect();
    let (count, verb) = (actions.len(), if actions.len() == 1 { "is" } else { "are" });
    (count > 0).then(|| format!("{count} of these {verb} {what}: {}", references(&actions)))
}
