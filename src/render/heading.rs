//! What stands above the answer about a plan: which plan, and on which day it was judged.

use std::collections::BTreeSet;

use super::prose::wrapped;
use super::style::{bold, dim, one_line};
use crate::model::{Date, Plan};
use crate::report::status::PlanTotals;
use crate::ui::Look;

/// So many plans are named one by one.
const FEW: usize = 6;

/// The title of a plan, and below it its name and its day.
#[must_use]
pub(super) fn plan(plan: &Plan, day: Date, look: Look) -> String {
    let mut text = String::new();
    for line in wrapped(&one_line(plan.display_title()), look.columns()) {
        text = text + &bold(&line, look) + "\n";
    }
    for line in wrapped(&described(plan, day), look.columns()) {
        text = text + &dim(&line, look) + "\n";
    }
    text
}

/// Several plans, and the days on which they are judged.
#[must_use]
pub(super) fn plans(plans: &[PlanTotals], look: Look) -> String {
    let days: BTreeSet<_> = plans.iter().map(|totals| totals.day).collect();
    let lines = match (plans.len(), days.first()) {
        (0..=FEW, _) => plans.iter().map(|totals| described(&totals.plan, totals.day)).collect(),
        (count, Some(day)) if days.len() == 1 => vec![format!("{count} plans, as of {}", day.in_words())],
        (count, _) => vec![format!("{count} plans, each as of its own day")],
    };
    let lines = lines.iter().flat_map(|line| wrapped(line, look.columns()));
    lines.fold(String::new(), |text, line| text + &dim(&line, look) + "\n")
}

/// The name of a plan, and the day on which it is judged.
pub(super) fn described(plan: &Plan, day: Date) -> String {
    format!("{}: {}", one_line(&plan.name), judged_on(plan, day))
}

/// The day on which a plan is judged, in words.
#[must_use]
fn judged_on(plan: &Plan, day: Date) -> String {
    match plan.settings.closed {
        Some(closed) if closed == day => format!("closed, judged as of {}", day.in_words()),
        Some(closed) if closed < day => format!("closed on {}, judged as of {}", closed.in_words(), day.in_words()),
        Some(_) | None => format!("as of {}", day.in_words()),
    }
}
