//! The red, amber and green of plans as tables, with what the ratings mean.

use std::io::{self, Write};
use std::sync::Arc;

use super::heading;
use super::prose::{hanging, wrapped};
use super::style::{self, BAR, bar, dim, initial};
use super::table::{Cell, Column, Table};
use crate::model::{Rating, Scheme, Tally, counted};
use crate::report::status::{By, Group, PlanTotals, Status};
use crate::ui::Look;

/// From this width on, columns of counts are headed by words rather than letters.
const WORDS_FROM: usize = 110;

/// Writes the totals: a table for each plan, or one for all where the groups run across plans; then the legend.
///
/// # Errors
///
/// The output does not take it.
pub fn write(out: &mut impl Write, status: &Status, look: Look) -> io::Result<()> {
    if status.totals.actions == 0 {
        return Ok(());
    }
    let parts = parts(status);
    let view = View::of(status, look);
    let mut tables: Vec<_> = parts.iter().map(|part| view.table(part)).collect();
    Table::align(&mut tables);
    for (part, table) in parts.iter().zip(&tables) {
        write!(out, "{}", view.heading(part))?;
        table.write(out, look)?;
        write!(out, "\n{}\n", sentence(&summary(&part.totals), look))?;
    }
    if parts.len() > 1 {
        let all = format!("All plans: {}", in_words(&status.totals));
        writeln!(out, "{}", sentence(&all, look))?;
    }
    write!(out, "{}", view.legend())
}

/// Groups that stand in one table.
struct Part<'s> {
    plans: &'s [PlanTotals],
    groups: Vec<&'s Group>,
    totals: Tally,
}

/// A part for each plan, or one part where groups run across plans.
fn parts(status: &Status) -> Vec<Part<'_>> {
    match status.by {
        By::Theme | By::Objective => status.plans.iter().map(|totals| of_plan(status, totals)).collect(),
        By::Lead | By::Organisation | By::Plan => {
            vec![Part { plans: &status.plans, groups: status.groups.iter().collect(), totals: status.totals }]
        }
    }
}

fn of_plan<'s>(status: &'s Status, totals: &'s PlanTotals) -> Part<'s> {
    let is_its = |group: &&Group| group.plan.as_ref().is_some_and(|plan| Arc::ptr_eq(plan, &totals.plan));
    Part {
        plans: std::slice::from_ref(totals),
        groups: status.groups.iter().filter(is_its).collect(),
        totals: totals.tally,
    }
}

/// What every table of an answer has in common.
struct View {
    by: By,
    look: Look,
    /// What the groups are called.
    label: String,
    bars: Bars,
    has_withdrawn: bool,
    has_travel: bool,
    scheme: Scheme,
    has_both_schemes: bool,
}

impl View {
    fn of(status: &Status, look: Look) -> Self {
        let schemes = || status.plans.iter().map(|totals| totals.plan.settings.rating.scheme());
        let has_both_schemes =
            schemes().any(|scheme| scheme == Scheme::Rag) && schemes().any(|scheme| scheme == Scheme::Brag);
        Self {
            by: status.by,
            look,
            label: label(status),
            bars: Bars::of(status, look),
            has_withdrawn: status.totals.withdrawn > 0,
            has_travel: status.groups.iter().any(|group| group.travel.is_some()),
            scheme: schemes().next().filter(|_| !has_both_schemes).unwrap_or_default(),
            has_both_schemes,
        }
    }

    fn heading(&self, part: &Part<'_>) -> String {
        match part.plans {
            [totals] => heading::plan(&totals.plan, totals.day, self.look) + "\n",
            several => heading::plans(several, self.look) + "\n",
        }
    }

    fn table(&self, part: &Part<'_>) -> Table {
        let mut table = Table::new(self.columns());
        for group in &part.groups {
            let scheme = group.plan.as_ref().map_or(self.scheme, |plan| plan.settings.rating.scheme());
            let travel = group.travel.map(|travel| style::travel(travel, self.look)).unwrap_or_default();
            let mut cells = Vec::new();
            match self.by {
                By::Objective => cells.push(Cell::text(group.key.as_deref().unwrap_or("-"))),
                By::Theme | By::Lead | By::Organisation | By::Plan => {}
            }
            cells
                .push(group.title.as_deref().map_or_else(|| Cell::ready(dim(without(self.by), self.look)), Cell::text));
            cells.extend(self.counts(&group.tally, scheme));
            cells.push(Cell::ready(travel));
            table.row(cells);
        }
        let mut total = vec![Cell::ready(style::bold("Total", self.look))];
        match self.by {
            By::Objective => total.push(Cell::empty()),
            By::Theme | By::Lead | By::Organisation | By::Plan => {}
        }
        total.extend(self.counts(
            &part.totals,
            part.plans.first().map_or(self.scheme, |totals| totals.plan.settings.rating.scheme()),
        ));
        let travel = match part.plans {
            [totals] => totals.travel,
            _ => None,
        };
        total.push(Cell::ready(travel.map(|travel| style::travel(travel, self.look)).unwrap_or_default()));
        table.total(total);
        table
    }

    fn columns(&self) -> Vec<Column> {
        let in_words = !(60..WORDS_FROM).contains(&self.look.columns());
        let mut columns = match self.by {
            By::Objective => vec![Column::fixed("Ref"), Column::text(&self.label)],
            By::Theme | By::Lead | By::Organisation | By::Plan => vec![Column::text(&self.label)],
        };
        columns.push(Column::fixed(""));
        columns.extend(BAR.map(|rating| {
            Column::number(&if in_words { style::capitalised(rating.word()) } else { initial(rating).to_owned() })
        }));
        if self.has_withdrawn {
            columns.push(Column::number(if in_words { "Withdrawn" } else { "W" }));
        }
        columns.extend([Column::number("Overdue"), Column::fixed("Worst")]);
        if self.has_travel {
            columns.push(Column::fixed("Travel"));
        }
        columns
    }

    /// The bar, the counts and the worst.
    fn counts(&self, tally: &Tally, scheme: Scheme) -> Vec<Cell> {
        let number = |number: usize| Cell::ready(if number == 0 { dim("0", self.look) } else { number.to_string() });
        let mut cells = vec![Cell::ready(bar(tally, scheme, self.bars.length(tally), self.look))];
        cells.extend(BAR.map(|rating| number(tally.of(rating))));
        if self.has_withdrawn {
            cells.push(number(tally.withdrawn));
        }
        cells.push(number(tally.overdue));
        cells.push(Cell::ready(style::rating(tally.worst, scheme, self.look)));
        cells
    }

    /// What the ratings mean.
    fn legend(&self) -> String {
        let mut text = String::new();
        for rating in BAR {
            let word = style::rating(Some(rating), self.scheme, self.look);
            let gap = style::blanks_after(rating.word(), "COMPLETE".len());
            let blue = match (rating, self.scheme) {
                (Rating::Complete, _) if self.has_both_schemes => " (blue in plans with the BRAG scheme)",
                (Rating::Complete, Scheme::Brag) => " (blue)",
                (Rating::Complete, Scheme::Rag)
                | (Rating::Red | Rating::Amber | Rating::Green | Rating::Unrated, _) => "",
            };
            let first = format!("{word}{gap}  ");
            let width = self.look.columns().saturating_sub(style::columns(&first));
            text += &hanging(&first, &wrapped(&format!("{}{blue}", rating.meaning()), width));
        }
        text
    }
}

/// What the groups are called, by the plan where it has a word of its own.
fn label(status: &Status) -> String {
    let labels = match status.plans.as_slice() {
        [totals] => Some(&totals.plan.settings.labels),
        _ => None,
    };
    let word = match status.by {
        By::Theme => labels.and_then(|labels| labels.theme.as_deref()).unwrap_or("theme"),
        By::Objective => labels.and_then(|labels| labels.objective.as_deref()).unwrap_or("objective"),
        By::Lead => "lead",
        By::Organisation => "organisation",
        By::Plan => "plan",
    };
    style::capitalised(&style::one_line(word))
}

/// What a group is called whose actions have none.
const fn without(by: By) -> &'static str {
    match by {
        By::Theme => "(in no theme)",
        By::Objective => "(under no objective)",
        By::Lead => "(no lead)",
        By::Organisation => "(no organisation known)",
        By::Plan => "(no plan)",
    }
}

/// The scale of the bars: a letter an action where the longest fits, else in proportion to it.
struct Bars {
    width: usize,
    /// Actions of the largest group.
    largest: usize,
}

impl Bars {
    fn of(status: &Status, look: Look) -> Self {
        let most = match look.columns() {
            0..60 => look.columns().min(30),
            60..90 => 12,
            90..WORDS_FROM => 20,
            WORDS_FROM..140 => 24,
            _ => 40,
        };
        let largest = status.groups.iter().map(|group| group.tally.counted()).max().unwrap_or(0);
        Self { width: most.min(largest), largest }
    }

    /// How long the bar of a group is; that of totals is as long as the longest.
    fn length(&self, tally: &Tally) -> usize {
        tally.counted().saturating_mul(self.width).div_ceil(self.largest.max(1)).min(self.width)
    }
}

/// What the columns do not show: how many there are, and what is missing.
fn summary(tally: &Tally) -> String {
    let mut parts = vec![format!("{} of {} overdue", tally.overdue, counted(tally.actions, "action"))];
    for (count, what) in [(tally.undated, "without a day on which to fall due"), (tally.no_lead, "without a lead")] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    parts.join("; ")
}

fn in_words(tally: &Tally) -> String {
    let counts = BAR.map(|rating| format!("{} {}", tally.of(rating), rating.word()));
    format!("{}; {}", summary(tally), counts.join(", "))
}

fn sentence(text: &str, look: Look) -> String {
    hanging("", &wrapped(text, look.columns()))
}
