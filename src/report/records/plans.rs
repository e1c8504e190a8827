//! Plans, and what they hold besides actions: themes, objectives, parties, meetings, definitions.

use super::relation::{Foreign, Head, Holds, Relation, Source, key, scale, source, within};
use crate::document::Cell;
use crate::model::{
    Date, Deadline, Definition, Meeting, Objective, Party, PartyKind, PartyState, Plan, ReportKind, Scheme, Theme,
};
use crate::report::basis::{Basis, Chapter};

/// The reference to the plan of a row.
pub(super) const TO_PLAN: Foreign = Foreign { from: &["plan"], to: "plans", there: &["plan"] };

/// The references to the theme and the objective of a row.
pub(super) const TO_THEME: Foreign = Foreign { from: &["theme_id"], to: "themes", there: &["id"] };
pub(super) const TO_OBJECTIVE: Foreign = Foreign { from: &["objective_id"], to: "objectives", there: &["id"] };

/// The key of the theme in a place.
pub(super) fn theme(plan: &Plan, place: Option<usize>) -> Cell {
    plan.theme_at(place).map_or(Cell::Empty, |theme| within(plan, &theme.name))
}

/// The key of the objective in a place.
pub(super) fn objective(plan: &Plan, place: Option<usize>) -> Cell {
    plan.objective_at(place).map_or(Cell::Empty, |objective| within(plan, &objective.reference))
}

/// Something of a plan, with its number among its like, from 1.
struct Of<'p, T> {
    plan: &'p Plan,
    number: usize,
    item: T,
}

/// Every item of every plan.
fn all<'b, 'p, T: 'p>(
    basis: &'b Basis<'p>,
    items: impl Fn(&'p Plan) -> &'p [T] + Copy + 'b,
) -> impl Iterator<Item = Of<'p, &'p T>> + 'b {
    basis
        .plans
        .iter()
        .flat_map(move |&plan| (1..).zip(items(plan)).map(move |(number, item)| Of { plan, number, item }))
}

fn plan<'p, T>() -> Source<Of<'p, T>> {
    source("plan", "Plan", Holds::Name, "folder name of the plan", |of| Cell::text(&of.plan.name))
}

fn number<'p, T>() -> Source<Of<'p, T>> {
    source("number", "No.", Holds::Integer, "place in the file, from 1", |of| Cell::Count(of.number))
}

pub(super) fn plans(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head { key: "plans", title: "Plans", about: "a plan", primary: &["plan"], foreign: &[] };
    let columns: Vec<Source<(&Plan, Date)>> = vec![
        source("plan", "Plan", Holds::Name, "folder name of the plan", |(plan, _)| Cell::text(&plan.name)),
        source("title", "Title", Holds::Text, "what it is called", |(plan, _)| {
            Cell::of(plan.settings.title.as_deref())
        }),
        source("partnership", "Partnership", Holds::Text, "whose plan it is", |(plan, _)| {
            Cell::of(plan.settings.partnership.as_deref())
        }),
        source("summary", "Summary", Holds::Prose, "what it is about", |(plan, _)| {
            Cell::of(plan.settings.summary.as_deref())
        }),
        source("starts", "Starts", Holds::Date, "first day that it covers", |(plan, _)| {
            Cell::date(plan.settings.starts)
        }),
        source("ends", "Ends", Holds::Date, "last day that it covers", |(plan, _)| Cell::date(plan.settings.ends)),
        source("closed", "Closed", Holds::Date, "day on which it was closed", |(plan, _)| {
            Cell::date(plan.settings.closed)
        }),
        source("reports_to", "Reports to", Holds::Text, "body to which progress is reported", |(plan, _)| {
            Cell::of(plan.settings.reports_to.as_deref())
        }),
        source("currency", "Currency", Holds::Name, "currency of its amounts, as an ISO 4217 code", |(plan, _)| {
            Cell::text(currency(plan))
        }),
        source(
            "rating_scheme",
            "Rating scheme",
            scale(Scheme::ALL, Scheme::word),
            "colours of its ratings",
            |(plan, _)| Cell::text(plan.settings.rating.scheme().word()),
        ),
        source("judged_on", "Judged on", Holds::Date, "day on which its actions are judged", |(_, day)| {
            Cell::Date(*day)
        }),
    ];
    HEAD.with(columns, basis.chapters().map(|Chapter { plan, day, .. }| (plan, day)))
}

/// The currency of a plan's amounts.
pub(super) fn currency(plan: &Plan) -> &str {
    plan.settings.currency.as_deref().unwrap_or("GBP")
}

pub(super) fn definitions(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "definitions",
        title: "Definitions",
        about: "a term that a plan uses",
        primary: &["plan", "number"],
        foreign: &[TO_PLAN],
    };
    let columns: Vec<Source<Of<'_, &Definition>>> = vec![
        plan(),
        number(),
        source("term", "Term", Holds::Text, "the term", |of| Cell::text(&of.item.term)),
        source("text", "Meaning", Holds::Prose, "what it means here", |of| Cell::text(&of.item.text)),
    ];
    HEAD.with(columns, all(basis, |plan| &plan.settings.definitions))
}

pub(super) fn meetings(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "meetings",
        title: "Meetings",
        about: "a meeting that comes round",
        primary: &["plan", "number"],
        foreign: &[TO_PLAN],
    };
    let columns: Vec<Source<Of<'_, &Meeting>>> = vec![
        plan(),
        number(),
        source("name", "Meeting", Holds::Text, "what it is called", |of| Cell::text(&of.item.name)),
        source("report", "Report", scale(ReportKind::ALL, ReportKind::word), "report that it looks at", |of| {
            Cell::of(of.item.report.map(ReportKind::word))
        }),
        source("every", "Every", Holds::Text, "how often it is held", |of| Cell::text(of.item.every.to_string())),
        source("from", "From", Holds::Date, "day of the first one", |of| Cell::Date(of.item.from)),
    ];
    HEAD.with(columns, all(basis, |plan| &plan.settings.meetings))
}

pub(super) fn parties(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "parties",
        title: "Parties",
        about: "a party in the register of a plan",
        primary: &["id"],
        foreign: &[TO_PLAN],
    };
    let columns: Vec<Source<Of<'_, &Party>>> = vec![
        key("id", "plan and number", |of| within(of.plan, of.number)),
        plan(),
        number(),
        source("name", "Name", Holds::Text, "what it is called", |of| Cell::text(&of.item.name)),
        source("organisation", "Organisation", Holds::Text, "organisation that it belongs to", |of| {
            Cell::of(of.item.its_organisation())
        }),
        source("kind", "Kind", scale(PartyKind::ALL, PartyKind::word), "what it is", |of| {
            Cell::of(of.item.kind.map(PartyKind::word))
        }),
        source("state", "State", scale(PartyState::ALL, PartyState::word), "whether someone holds the post", |of| {
            Cell::of(of.item.state.map(PartyState::word))
        }),
    ];
    HEAD.with(columns, all(basis, |plan| &plan.parties))
}

/// The key of the party that goes by a name; nothing where the register has none.
pub(super) fn party(plan: &Plan, name: &str) -> Cell {
    let place = plan.party(name).and_then(|party| plan.parties.iter().position(|other| std::ptr::eq(other, party)));
    place.map_or(Cell::Empty, |place| within(plan, place.saturating_add(1)))
}

pub(super) fn party_names(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "party_names",
        title: "Other names of parties",
        about: "another name under which the files know a party",
        primary: &["party_id", "number"],
        foreign: &[TO_PLAN, Foreign { from: &["party_id"], to: "parties", there: &["id"] }],
    };
    let columns: Vec<Source<Of<'_, (usize, &String)>>> = vec![
        key("party_id", "key of the party", |of| within(of.plan, of.item.0)),
        plan(),
        number(),
        source("name", "Name", Holds::Text, "the other name", |of| Cell::text(of.item.1)),
    ];
    let aliases = all(basis, |plan| &plan.parties).flat_map(|of| {
        let aliases = (1..).zip(&of.item.aliases);
        aliases.map(move |(number, alias)| Of { plan: of.plan, number, item: (of.number, alias) })
    });
    HEAD.with(columns, aliases)
}

pub(super) fn themes(basis: &Basis<'_>) -> Relation {
    const HEAD: Head =
        Head { key: "themes", title: "Themes", about: "a theme of a plan", primary: &["id"], foreign: &[TO_PLAN] };
    let columns: Vec<Source<Of<'_, &Theme>>> = vec![
        key("id", "plan and folder name", |of| within(of.plan, &of.item.name)),
        plan(),
        source("theme", "Theme", Holds::Name, "folder name of the theme", |of| Cell::text(&of.item.name)),
        source("position", "Position", Holds::Integer, "place among the themes, from 1", |of| Cell::Count(of.number)),
        source("title", "Title", Holds::Text, "what it is called", |of| Cell::of(of.item.title.as_deref())),
        source("aim", "Aim", Holds::Prose, "what it is to achieve", |of| Cell::of(of.item.aim.as_deref())),
        source("how", "How", Holds::Prose, "by what means", |of| Cell::of(of.item.how.as_deref())),
        source("summary", "Summary", Holds::Prose, "what else a reader should know", |of| {
            Cell::of(of.item.summary.as_deref())
        }),
        source("lead", "Plan lead", Holds::Text, "who answers for the theme", |of| Cell::of(of.item.lead.as_deref())),
        source("deadline", "Deadline", Holds::Text, "deadline of the actions below that have none", |of| {
            of.item.deadline.as_ref().map_or(Cell::Empty, |deadline| Cell::text(deadline.to_string()))
        }),
        source("due", "Due", Holds::Date, "day on which that falls due", |of| {
            Cell::date(of.item.deadline.as_ref().and_then(Deadline::due))
        }),
        source("review", "Review", Holds::Date, "review date of the actions below that have none", |of| {
            Cell::date(of.item.review)
        }),
    ];
    HEAD.with(columns, all(basis, |plan| &plan.themes))
}

pub(super) fn objectives(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "objectives",
        title: "Objectives",
        about: "an objective of a plan",
        primary: &["id"],
        foreign: &[TO_PLAN, TO_THEME, Foreign { from: &["parent_id"], to: "objectives", there: &["id"] }],
    };
    let columns: Vec<Source<Of<'_, &Objective>>> = vec![
        key("id", "plan and reference", |of| within(of.plan, &of.item.reference)),
        key("theme_id", "key of its theme", |of| theme(of.plan, of.item.theme)),
        key("parent_id", "key of the objective above it", |of| objective(of.plan, of.item.parent)),
        plan(),
        source("objective", "Objective", Holds::Name, "reference of the objective", |of| {
            Cell::text(of.item.reference.as_str())
        }),
        source("position", "Position", Holds::Integer, "place among the objectives, from 1", |of| {
            Cell::Count(of.number)
        }),
        source("theme", "Theme", Holds::Name, "folder name of its theme", |of| {
            Cell::of(of.plan.theme_at(of.item.theme).map(|theme| theme.name.as_str()))
        }),
        source("parent", "Within", Holds::Name, "reference of the objective above it", |of| {
            Cell::of(of.plan.objective_at(of.item.parent).map(|parent| parent.reference.as_str()))
        }),
        source("title", "Title", Holds::Text, "what is to be achieved", |of| Cell::of(of.item.title.as_deref())),
        source("summary", "Summary", Holds::Prose, "what else a reader should know", |of| {
            Cell::of(of.item.summary.as_deref())
        }),
        source("target", "Target", Holds::Prose, "how far, in words", |of| Cell::of(of.item.target.as_deref())),
        source("target_date", "Target date", Holds::Text, "when, as it is written", |of| {
            of.item.target_date.map_or(Cell::Empty, |period| Cell::text(period.to_string()))
        }),
        source("target_due", "Target due", Holds::Date, "last day of that", |of| {
            Cell::date(of.item.target_date.map(crate::model::Period::due))
        }),
        source("lead", "Lead", Holds::Text, "lead of the actions below that have none of their own", |of| {
            Cell::of(of.item.lead.as_deref())
        }),
        source("deadline", "Deadline", Holds::Text, "deadline of the actions below that have none", |of| {
            of.item.deadline.as_ref().map_or(Cell::Empty, |deadline| Cell::text(deadline.to_string()))
        }),
        source("due", "Due", Holds::Date, "day on which that falls due", |of| {
            Cell::date(of.item.deadline.as_ref().and_then(Deadline::due))
        }),
        source("review", "Review", Holds::Date, "review date of the actions below that have none", |of| {
            Cell::date(of.item.review)
        }),
    ];
    HEAD.with(columns, all(basis, |plan| &plan.objectives))
}
