//! A small plan for the tests of reports.

use super::basis::{Basis, Provenance};
use crate::model::{
    Action, Date, Deadline, Interval, Judge, Meeting, Objective, Party, Period, Plan, Portfolio, Rag, Recurrence,
    Reference, Status, Theme, Update,
};
use crate::query::{Filter, Selection};

pub(super) fn date(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

/// The judge of 30 June 2026.
pub(super) fn judge() -> Judge {
    Judge { today: date("2026-06-30"), as_of: None }
}

pub(super) fn update(day: &str) -> Update {
    let date = date(day);
    Update { date, by: None, status: None, rag: None, note: None, occurrence: None, deadline_was: None }
}

/// An action with a lead and a deadline, where it has them.
pub(super) fn action(reference: &str, lead: Option<&str>, deadline: Option<&str>) -> Action {
    Action {
        reference: Reference::new(reference).expect("a reference"),
        text: Some(format!("Do {reference}")),
        lead: lead.map(str::to_owned),
        deadline: deadline.map(|text| match Date::parse(text) {
            Some(day) => Deadline::By(Period::Day(day)),
            None => Deadline::parse(text).expect("a deadline"),
        }),
        ..Action::default()
    }
}

/// One plan: objective 1 with 1.1 to 1.4 in the theme `early`, objective 2 with 2.1 to 2.3 in `late`, and no action in
/// objective 3. It met on 31 May 2026.
pub(super) fn portfolio() -> Portfolio {
    let mut plan = Plan::new("wendale");
    plan.settings.meetings =
        vec![Meeting { name: "Board".into(), report: None, every: Interval::months(1), from: date("2026-05-31") }];
    for name in ["early", "late"] {
        plan.themes.push(Theme { name: name.into(), title: Some(name.to_uppercase()), ..Theme::default() });
    }
    for (reference, theme) in [("1", 0), ("2", 1), ("3", 1)] {
        let reference = Reference::new(reference).expect("a reference");
        plan.objectives.push(Objective { reference, theme: Some(theme), ..Objective::default() });
    }
    let party =
        Party { name: "Police".into(), aliases: vec!["PPU".into()], organisation: None, kind: None, state: None };
    plan.parties = vec![party];
    let mut done = action("1.3", Some("Housing"), Some("2026-06-20"));
    done.updates = vec![Update { status: Some(Status::Complete), ..update("2026-06-10") }];
    let mut monthly = action("2.1", Some("PPU"), None);
    monthly.recurs = Some(Recurrence { every: Interval::months(1), from: date("2026-06-01") });
    let mut red = action("2.3", Some("Housing"), Some("2026-12-31"));
    red.updates = vec![Update { rag: Some(Rag::Red), ..update("2026-06-05") }];
    let placed = [
        (0, 0, action("1.1", Some("Police"), Some("2026-06-20"))),
        (0, 0, action("1.2", Some("Housing"), Some("2026-03"))),
        (0, 0, done),
        (0, 0, action("1.4", None, None)),
        (1, 1, monthly),
        (1, 1, action("2.2", Some("Police"), Some("ongoing"))),
        (1, 1, red),
    ];
    plan.actions = placed
        .into_iter()
        .map(|(theme, objective, action)| Action { theme: Some(theme), objective: Some(objective), ..action })
        .collect();
    Portfolio { plans: vec![plan] }
}

/// Every action of the portfolio.
pub(super) fn all(portfolio: &Portfolio) -> Selection<'_> {
    Selection::of(portfolio, judge(), &Filter::default(), |_| true)
}

/// What a report is made from: every action of the portfolio.
pub(super) fn basis(portfolio: &Portfolio) -> Basis<'_> {
    Basis {
        plans: portfolio.plans.iter().collect(),
        selection: all(portfolio),
        judge: judge(),
        filter: None,
        provenance: Provenance::NotKept,
    }
}
