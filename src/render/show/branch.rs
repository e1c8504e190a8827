//! An objective or theme: what it is to achieve, and its actions with their ratings.

use std::io::{self, Write};

use super::parts;
use crate::model::{Date, Deadline, Objective, Period, Scheme, Tally, Theme, counted};
use crate::render::prose::{hanging, wrapped};
use crate::render::sheet::Sheet;
use crate::render::style::{self, BAR, bar, bold, dim, one_line};
use crate::render::table::{Cell, Column, Table};
use crate::report::page::{Branch, BranchPage};
use crate::ui::Look;

/// The columns of the bar.
const BAR_WIDTH: usize = 40;

/// Writes the page of an objective or theme.
pub(super) fn write(
    out: &mut impl Write,
    page: &BranchPage<'_>,
    shown: &dyn Fn(&str) -> String,
    look: Look,
) -> io::Result<()> {
    let mut sheet = Sheet::new(look);
    let (reference, title, file) = match page.branch {
        Branch::Theme(theme) => (&*theme.name, theme.display_title(), page.plan.theme_file(theme)),
        Branch::Objective(objective) => (
            objective.reference.as_str(),
            objective.title.as_deref().unwrap_or_default(),
            page.plan.objective_file(objective),
        ),
    };
    sheet.title(reference, title);
    sheet.gap();
    sheet.lines(&split(&page.tally, page.plan.settings.rating.scheme(), look));
    sheet.gap();
    match page.branch {
        Branch::Theme(theme) => theme_fields(&mut sheet, page, theme, look),
        Branch::Objective(objective) => objective_fields(&mut sheet, page, objective, look),
    }
    sheet.gap();
    sheet.field("File", [one_line(&shown(&file))]);
    sheet.gap();
    out.write_all(sheet.into_text().as_bytes())?;
    if page.actions.is_empty() {
        return writeln!(out, "no actions");
    }
    actions(page, look).write(out, look)
}

/// How the ratings are spread: a bar, and below it the counts.
fn split(tally: &Tally, scheme: Scheme, look: Look) -> String {
    let counts = BAR.into_iter().filter(|rating| tally.of(*rating) > 0);
    let mut counts: Vec<_> = counts.map(|rating| format!("{} {}", tally.of(rating), rating.word())).collect();
    if tally.withdrawn > 0 {
        counts.push(format!("{} withdrawn or carried forward", tally.withdrawn));
    }
    counts.push(format!("{} of {} overdue", tally.overdue, counted(tally.actions, "action")));
    let length = tally.counted().min(BAR_WIDTH).min(look.columns());
    let bar = bar(tally, scheme, length, look);
    let gap = if bar.is_empty() { "" } else { "\n" };
    format!("{bar}{gap}{}", hanging("", &wrapped(&counts.join(", "), look.columns())))
}

fn theme_fields(sheet: &mut Sheet, page: &BranchPage<'_>, theme: &Theme, look: Look) {
    sheet.prose("Aim", theme.aim.as_deref());
    sheet.prose("How", theme.how.as_deref());
    sheet.prose("Summary", theme.summary.as_deref());
    sheet.prose("Plan lead", theme.lead.as_deref());
    let given = Given { lead: None, support: &theme.support, deadline: theme.deadline.as_ref(), review: theme.review };
    given_below(sheet, &given, look);
    sheet.plan(page.plan, page.day);
    parts::as_written(sheet, &theme.as_written);
}

fn objective_fields(sheet: &mut Sheet, page: &BranchPage<'_>, objective: &Objective, look: Look) {
    let by = objective.target_date.map(|date| format!(" (by {})", Period::in_words(date))).unwrap_or_default();
    match objective.target.as_deref() {
        Some(target) => sheet.prose("Target", Some(&format!("{target}{by}"))),
        None => sheet.prose("Target", objective.target_date.map(Period::in_words).as_deref()),
    }
    sheet.prose("Summary", objective.summary.as_deref());
    let given = Given {
        lead: objective.lead.as_deref(),
        support: &objective.support,
        deadline: objective.deadline.as_ref(),
        review: objective.review,
    };
    given_below(sheet, &given, look);
    sheet.plan(page.plan, page.day);
    sheet.theme(page.plan, objective.theme);
    sheet.objectives("Part of", page.plan, objective.parent);
    parts::measures(sheet, &objective.measures, page.day, look);
    parts::as_written(sheet, &objective.as_written);
}

/// What holds for the actions below that do not give their own.
struct Given<'p> {
    lead: Option<&'p str>,
    support: &'p [String],
    deadline: Option<&'p Deadline>,
    review: Option<Date>,
}

fn given_below(sheet: &mut Sheet, given: &Given<'_>, look: Look) {
    let mark = dim("(for the actions that give none)", look);
    let mut field = |label: &str, value: Option<String>| {
        sheet.field(label, value.map(|value| format!("{} {mark}", one_line(&value))));
    };
    field("Lead", given.lead.map(str::to_owned));
    field("Support", (!given.support.is_empty()).then(|| given.support.join("; ")));
    field("Deadline", given.deadline.map(Deadline::in_words));
    field("Review", given.review.map(Date::in_words));
}

/// The actions, each with its rating.
fn actions(page: &BranchPage<'_>, look: Look) -> Table {
    let scheme = page.plan.settings.rating.scheme();
    let mut table = Table::new([
        Column::fixed("Ref"),
        Column::fixed("Rating"),
        Column::text("Action"),
        Column::fixed("Due"),
        Column::note("Lead"),
    ]);
    for judged in &page.actions {
        let (located, judgement) = (judged.located, &judged.judgement);
        let due = judgement.due.on.map(|on| on.to_string()).unwrap_or_default();
        table.row([
            Cell::ready(bold(located.action.reference.as_str(), look)),
            Cell::ready(style::rating_or_status(judgement, scheme, look)),
            Cell::text(located.action.text.as_deref().unwrap_or_default()),
            Cell::ready(if judgement.overdue_days().is_some() { style::alarming(&due, look) } else { due }),
            located.lead_name().map_or_else(|| Cell::ready(dim("(no lead)", look)), Cell::text),
        ]);
    }
    table
}
