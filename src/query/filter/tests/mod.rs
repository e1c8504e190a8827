//! A small portfolio, and filters on it.

mod errors;
mod properties;
mod selecting;

use super::Filter;
use crate::model::{
    Action, Cost, Date, Deadline, Interval, Judge, Level, Objective, Party, Period, Plan, Portfolio,
    QualifiedReference, Rag, Recurrence, Reference, Risk, Scheme, Status, Theme, Update,
};
use crate::query::Selection;

/// The day on which actions are judged, and which `today` means.
const TODAY: &str = "2009-04-01";

const ALL: &str = "3.1.1 3.1.2 3.1.10 3.1.x W-1 W-2 W-3";

fn filter(text: &str) -> Filter {
    Filter::parse(text, date(TODAY)).unwrap_or_else(|error| panic!("{error}"))
}

fn selection<'p>(portfolio: &'p Portfolio, filter: &Filter) -> Selection<'p> {
    let judge = Judge { today: date("2009-06-01"), as_of: Some(date(TODAY)) };
    Selection::of(portfolio, judge, filter, |_| true)
}

/// The references of a selection, in a row.
fn references(selection: &Selection<'_>) -> String {
    selection.judged.iter().map(|judged| judged.located.action.reference.as_str()).collect::<Vec<_>>().join(" ")
}

fn portfolio() -> Portfolio {
    Portfolio { plans: vec![bristol(), wales()] }
}

/// A plan with a theme, two objectives and a register.
fn bristol() -> Plan {
    let mut plan = Plan::new("bristol");
    plan.themes = vec![Theme { name: "prevention".into(), title: Some("Stopping it".into()), ..Theme::default() }];
    plan.objectives = vec![objective("3", "Raise awareness", None), objective("3.1", "Campaigns", Some(0))];
    plan.parties = vec![Party {
        name: "Primary Care Trust".into(),
        aliases: vec!["PCT".into()],
        organisation: Some("NHS Bristol".into()),
        kind: None,
        state: None,
    }];
    plan.actions = vec![overdue(), completed_late(), at_risk(), without_end()]
        .into_iter()
        .map(|action| Action { objective: Some(1), theme: Some(0), ..action })
        .collect();
    plan
}

/// Overdue since yesterday, and reported green.
fn overdue() -> Action {
    Action {
        lead: Some("PCT".into()),
        deadline: Some(by("2009-03-31")),
        confidence: Some(Level::MediumHigh),
        tags: vec!["training".into()],
        updates: vec![Update {
            status: Some(Status::InProgress),
            rag: Some(Rag::Green),
            note: Some("First draft\nmade".into()),
            ..update("2009-02-01")
        }],
        ..action("3.1.1", "Develop the strategy")
    }
}

fn completed_late() -> Action {
    Action {
        lead: Some("Housing Manager".into()),
        support: vec!["PCT".into()],
        deadline: Some(by("2009-02")),
        updates: vec![Update { status: Some(Status::Complete), ..update("2009-03-05") }],
        ..action("3.1.2", "Refuge (safe space) for women’s groups")
    }
}

/// Due today, amber, and waiting for the first; what comes later is not yet known.
fn at_risk() -> Action {
    let risk = |level| Risk { level: Some(level), text: None };
    Action {
        lead: Some("Housing Officer".into()),
        deadline: Some(by("2009-04-01")),
        risks: vec![risk(Level::Medium), risk(Level::High)],
        depends_on: vec![QualifiedReference::parse("3.1.1").expect("a reference")],
        updates: vec![
            Update { rag: Some(Rag::Amber), ..update("2009-03-01") },
            Update { rag: Some(Rag::Green), note: Some("Later news".into()), ..update("2009-05-01") },
        ],
        ..action("3.1.10", "Train staff")
    }
}

/// Ongoing, without a lead, and not for the public.
fn without_end() -> Action {
    Action {
        lead: Some("???".into()),
        deadline: Some(by("ongoing")),
        public: Some(false),
        costs: vec![Cost::default()],
        ..action("3.1.x", "Keep going")
    }
}

/// A plan in the brag scheme, with actions directly below it: recurring, complete, withdrawn.
fn wales() -> Plan {
    let mut plan = Plan::new("wales");
    plan.settings.rating.scheme = Some(Scheme::Brag);
    plan.actions = vec![
        Action {
            recurs: Some(Recurrence { every: Interval::months(12), from: date("2010-01-01") }),
            see: vec![QualifiedReference::parse("bristol:3.1.1").expect("a reference")],
            ..action("W-1", "Hold a 10:30 meeting")
        },
        Action {
            updates: vec![Update { status: Some(Status::Complete), ..update("2009-03-01") }],
            ..action("W-2", "Strategy & \"plan\"")
        },
        Action {
            deadline: Some(by("2010")),
            updates: vec![Update { status: Some(Status::Withdrawn), ..update("2009-03-01") }],
            ..action("W-3", "Not done")
        },
    ];
    plan
}

fn action(reference: &str, text: &str) -> Action {
    let reference = Reference::new(reference).expect("a reference");
    Action { reference, text: Some(text.into()), ..Action::default() }
}

fn objective(reference: &str, title: &str, parent: Option<usize>) -> Objective {
    let reference = Reference::new(reference).expect("a reference");
    Objective { reference, title: Some(title.into()), parent, theme: Some(0), ..Objective::default() }
}

fn update(day: &str) -> Update {
    let date = date(day);
    Update { date, by: None, status: None, rag: None, note: None, occurrence: None, deadline_was: None }
}

fn by(text: &str) -> Deadline {
    let day = Date::parse(text).map(|date| Deadline::By(Period::Day(date)));
    day.unwrap_or_else(|| Deadline::parse(text).expect("a deadline"))
}

fn date(text: &str) -> Date {
    Date::parse(text).expect("a date")
}
