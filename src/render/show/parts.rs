//! The parts of an action that are lists: milestones, measures, costs, updates, the source's own words.

use crate::model::{
    AsWritten, Date, Deadline, Direction, Measure, Milestone, Money, Per, Period, Plan, Status, Update, counted, spoken,
};
use crate::render::money;
use crate::render::prose::{hanging, paragraphs, wrapped};
use crate::render::sheet::Sheet;
use crate::render::style::{self, alarming, bold, dim, one_line};
use crate::render::table::{Cell, Column, Table};
use crate::report::page::{ActionPage, CostTotal};
use crate::ui::Look;

/// Notes are wrapped at this width, however wide the terminal is.
const WIDEST: usize = 110;

const INDENT: &str = "    ";

pub(super) fn milestones(sheet: &mut Sheet, page: &ActionPage<'_>, look: Look) {
    let (action, day) = (page.judged.located.action, page.judged.judgement.day);
    if action.milestones.is_empty() {
        return;
    }
    let mut table = Table::new([Column::text("Milestone"), Column::fixed("By"), Column::fixed("Reached")]);
    for milestone in &action.milestones {
        let by = milestone.deadline.as_ref().map(Deadline::in_words).unwrap_or_default();
        table.row([Cell::text(&milestone.text), Cell::text(&by), Cell::ready(reached(milestone, day, look))]);
    }
    sheet.gap();
    sheet.table(&table);
}

fn reached(milestone: &Milestone, day: Date, look: Look) -> String {
    match milestone.done.filter(|done| *done <= day) {
        Some(done) => done.in_words(),
        None if milestone.is_missed(day) => alarming("missed", look),
        None => dim("not yet", look),
    }
}

/// Measures with what was read up to a day, newest first.
pub(super) fn measures(sheet: &mut Sheet, measures: &[Measure], day: Date, look: Look) {
    for measure in measures {
        let unit = measure.unit.as_deref().map(|unit| format!(" ({})", one_line(unit))).unwrap_or_default();
        sheet.heading(&format!("Measure: {}{unit}", one_line(&measure.name)));
        sheet.lines(&hanging("", &wrapped(&course(measure), look.columns())));
        let mut table = Table::new([Column::fixed("Read on"), Column::number("Value"), Column::text("Note")]);
        for reading in measure.readings.iter().rev().filter(|reading| reading.date <= day) {
            let note = reading.note.as_deref().unwrap_or_default();
            table.row([Cell::text(&reading.date.in_words()), Cell::text(&reading.value.to_string()), Cell::text(note)]);
        }
        if !table.is_empty() {
            sheet.table(&table);
        }
    }
}

/// From where a measure is to go where, and by when.
fn course(measure: &Measure) -> String {
    let mut parts = Vec::new();
    if let Some(baseline) = measure.baseline {
        let on = measure.baseline_date.map(|day| format!(" on {}", day.in_words())).unwrap_or_default();
        parts.push(format!("from {baseline}{on}"));
    }
    let direction = match measure.direction {
        Some(Direction::Up) => "up to",
        Some(Direction::Down) => "down to",
        Some(Direction::Maintain) => "kept at",
        None => "to",
    };
    match (measure.target, measure.direction) {
        (Some(target), _) => parts.push(format!("{direction} {target}")),
        (None, Some(Direction::Maintain)) => parts.push("to be maintained".to_owned()),
        (None, Some(way)) => parts.push(format!("to go {way}")),
        (None, None) => {}
    }
    parts.extend(measure.by.map(|by| format!("by {}", Period::in_words(by))));
    parts.join(" ")
}

/// Costs, and how much of each kind is secured.
pub(super) fn costs(sheet: &mut Sheet, page: &ActionPage<'_>, look: Look) {
    let (plan, costs) = (page.judged.located.plan, &page.judged.located.action.costs);
    if costs.is_empty() {
        return;
    }
    let mut table = Table::new([
        Column::text("Cost"),
        Column::number("Amount"),
        Column::fixed("Per"),
        Column::fixed("State"),
        Column::text("Funder"),
        Column::fixed("Year"),
    ]);
    for cost in costs {
        let amount = cost.amount.map_or_else(|| dim("not said", look), |amount| money::amount(amount, plan));
        table.row([
            Cell::text(cost.text.as_deref().unwrap_or_default()),
            Cell::ready(amount),
            Cell::ready(cost.per.map(Per::word).unwrap_or_default()),
            Cell::ready(cost.state.map(|state| spoken(state.word())).unwrap_or_default()),
            Cell::text(cost.funder.as_deref().unwrap_or_default()),
            Cell::text(&cost.year.map(|year| year.to_string()).unwrap_or_default()),
        ]);
    }
    sheet.gap();
    sheet.table(&table);
    let totals: Vec<_> = page.cost_totals.iter().map(|total| secured(total, plan)).collect();
    sheet.lines(&hanging("", &wrapped(&totals.join("; "), look.columns())));
}

/// How much of the amounts is there: `£91,200 of the £130,200 a year is secured or in kind`.
fn secured(total: &CostTotal, plan: &Plan) -> String {
    let per = match total.per {
        Some(Per::Year) => " a year",
        Some(Per::Once) => " once",
        None => "",
    };
    let all = money::amount(total.needed, plan);
    let there = match total.there {
        there if there == total.needed => format!("all of the {all}"),
        there if there == Money::default() => format!("none of the {all}"),
        there => format!("{} of the {all}", money::amount(there, plan)),
    };
    format!("{there}{per} is secured or in kind")
}

/// The log up to the day, newest first.
pub(super) fn updates(sheet: &mut Sheet, page: &ActionPage<'_>, look: Look) {
    sheet.heading("Updates");
    if page.later_updates > 0 {
        let later = format!("{} after {}", counted(page.later_updates, "update"), page.judged.judgement.day.in_words());
        sheet.lines(&format!("{}\n", dim(&format!("({later}, not shown)"), look)));
    }
    if page.updates.is_empty() {
        sheet.lines(&format!("{}\n", dim("none", look)));
    }
    for (place, update) in page.updates.iter().enumerate() {
        if place > 0 {
            sheet.gap();
        }
        sheet.lines(&self::update(update, page, look));
    }
}

fn update(update: &Update, page: &ActionPage<'_>, look: Look) -> String {
    let by = update.by.as_deref().map(|by| format!(", {}", one_line(by))).unwrap_or_default();
    let mut parts = Vec::new();
    parts.extend(update.rag.map(|rag| style::reported(rag, look)));
    parts.extend(update.status.map(|status| spoken(status.word())));
    let is_turn = page.judged.located.action.recurs.is_some() && update.status == Some(Status::Complete);
    match update.occurrence {
        Some(turn) => parts.push(format!("turn of {}", turn.in_words())),
        None if is_turn => parts.push("the earliest open turn".to_owned()),
        None => {}
    }
    parts.extend(update.deadline_was.as_ref().map(|was| format!("deadline moved from {}", one_line(&was.in_words()))));
    let colon = if parts.is_empty() { "" } else { ":" };
    let head = format!("{}{by}{colon} {}", bold(&update.date.in_words(), look), parts.join(", "));
    let width = look.columns().min(WIDEST);
    hanging("", &wrapped(&head, width))
        + &hanging(INDENT, &paragraphs(update.note.as_deref().unwrap_or_default(), width.saturating_sub(INDENT.len())))
}

/// The source's own words for keys of the file.
pub(super) fn as_written(sheet: &mut Sheet, words: &AsWritten) {
    if words.is_empty() {
        return;
    }
    sheet.heading("As written in the source");
    for (key, words) in words {
        sheet.prose(&one_line(key), Some(words));
    }
}
