//! The red, amber and green of a selection: totals, and groups of them.

use crate::model::Tally;
use crate::query::{Judged, Selection};

/// What the actions are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum By {
    #[default]
    Theme,
    Objective,
    Lead,
    Organisation,
    Plan,
}

/// Totals of a selection and of its groups, in the order in which the groups first occur.
#[derive(Debug, Clone, Default)]
pub struct Status {
    pub totals: Tally,
    pub groups: Vec<Group>,
}

/// One group: a theme, an objective, a lead, …
#[derive(Debug, Clone)]
pub struct Group {
    /// The plan that it belongs to, where it belongs to one.
    pub plan: Option<String>,
    pub key: String,
    pub title: String,
    pub tally: Tally,
}

/// The totals of a selection.
#[must_use]
pub fn status(selection: &Selection<'_>, by: By) -> Status {
    let mut status = Status { totals: selection.tally(), groups: Vec::new() };
    for judged in &selection.judged {
        let (plan, key, title) = group_of(judged, by);
        let place = status.groups.iter().rposition(|group| group.plan == plan && group.key == key);
        let place = place.unwrap_or_else(|| {
            status.groups.push(Group { plan, key, title, tally: Tally::default() });
            status.groups.len() - 1
        });
        status.groups[place].tally.add(&judged.judgement);
    }
    status
}

fn group_of(judged: &Judged<'_>, by: By) -> (Option<String>, String, String) {
    let located = judged.located;
    let plan = Some(located.plan.name.clone());
    let name = |text: Option<&str>| (None, text.unwrap_or_default().to_owned(), text.unwrap_or("(none)").to_owned());
    match by {
        By::Plan => (plan, located.plan.name.clone(), located.plan.display_title().to_owned()),
        By::Theme => match located.theme() {
            Some(theme) => (plan, theme.name.clone(), theme.display_title().to_owned()),
            None => (plan, String::new(), "(no theme)".to_owned()),
        },
        By::Objective => match located.objective() {
            Some(objective) => (plan, objective.reference.to_string(), objective.display_title().to_owned()),
            None => (plan, String::new(), "(no objective)".to_owned()),
        },
        By::Lead => name(located.lead_name()),
        By::Organisation => name(located.organisation()),
    }
}
