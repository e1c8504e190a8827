//! Actions, one a row, with everything that they have one of.

use super::plans::{TO_OBJECTIVE, TO_PLAN, TO_THEME, currency, objective, party, theme};
use super::relation::{Foreign, Head, Holds, Relation, Source, key, scale, source, truth, within};
use crate::document::Cell;
use crate::model::{
    CostState, Deadline, DueKind, Flag, Given, Level, Located, Money, Origin, Per, QualifiedReference, Rag, Rating,
    State, Status, Update,
};
use crate::query::Judged;
use crate::report::basis::Basis;

/// The reference to the action of a row.
pub(super) const TO_ACTION: Foreign = Foreign { from: &["action_id"], to: "actions", there: &["id"] };

const HEAD: Head = Head {
    key: "actions",
    title: "Actions",
    about: "an action, as it stands on the day on which its plan is judged",
    primary: &["id"],
    foreign: &[TO_PLAN, TO_THEME, TO_OBJECTIVE, Foreign { from: &["lead_party_id"], to: "parties", there: &["id"] }],
};

/// An action with its judgement.
type Row<'b, 'p> = &'b Judged<'p>;

/// The actions for a database: what they have several of is in tables of its own.
pub(super) fn actions(basis: &Basis<'_>) -> Relation {
    HEAD.with(keys().into_iter().chain(columns()).chain(flags()).collect(), &basis.selection.judged)
}

/// What a reader of a spreadsheet looks for first, after what an action is.
const FIRST: [&str; 18] = [
    "plan",
    "ref",
    "theme",
    "objective",
    "action",
    "lead",
    "organisation",
    "due",
    "rating",
    "overdue_days",
    "status",
    "reported",
    "reason",
    "flags",
    "comment",
    "comment_date",
    "support",
    "deadline",
];

/// The actions for a spreadsheet: what they have several of stands in one cell.
pub(super) fn in_one_row(basis: &Basis<'_>) -> Relation {
    let mut columns: Vec<_> = columns().chain(lists()).collect();
    let place = |key: &str| FIRST.iter().position(|first| *first == key).unwrap_or(FIRST.len());
    columns.sort_by_key(|column| place(column.attribute.key));
    HEAD.with(columns, &basis.selection.judged)
}

fn columns<'b, 'p: 'b>() -> impl Iterator<Item = Source<Row<'b, 'p>>> {
    what().into_iter().chain(when()).chain(how_it_stands()).chain(why()).chain(whence())
}

fn keys<'b, 'p>() -> Vec<Source<Row<'b, 'p>>> {
    vec![
        key("id", "plan and reference", |row| of(row)),
        key("theme_id", "key of its theme", |row| theme(row.located.plan, row.located.action.theme)),
        key("objective_id", "key of its objective", |row| objective(row.located.plan, row.located.action.objective)),
        key("lead_party_id", "key of the lead in the register, where it is there", |row| {
            row.located.lead_name().map_or(Cell::Empty, |name| party(row.located.plan, name))
        }),
    ]
}

/// The key of an action.
pub(super) fn of(judged: &Judged<'_>) -> Cell {
    within(judged.located.plan, &judged.located.action.reference)
}

fn what<'b, 'p>() -> Vec<Source<Row<'b, 'p>>> {
    vec![
        source("plan", "Plan", Holds::Name, "folder name of the plan", |row| Cell::text(&row.located.plan.name)),
        source("ref", "Ref", Holds::Name, "reference of the action", |row| {
            Cell::text(row.located.action.reference.as_str())
        }),
        source("theme", "Theme", Holds::Name, "folder name of its theme", |row| {
            Cell::of(row.located.theme().map(|theme| theme.name.as_str()))
        }),
        source("objective", "Objective", Holds::Name, "reference of the objective that holds it", |row| {
            Cell::of(row.located.objective().map(|objective| objective.reference.as_str()))
        }),
        source("action", "Action", Holds::Prose, "what will be done", |row| {
            Cell::of(row.located.action.text.as_deref())
        }),
        source("lead", "Lead", Holds::Text, "who answers for it", |row| Cell::of(row.located.lead_name())),
        source("lead_from", "Lead given by", givers(), "which file gives the lead", |row| giver(row.located.lead())),
        source("organisation", "Organisation", Holds::Text, "the lead's organisation, by the register", |row| {
            Cell::of(row.located.organisation())
        }),
    ]
}

fn when<'b, 'p>() -> Vec<Source<Row<'b, 'p>>> {
    vec![
        source("deadline", "Deadline", Holds::Text, "deadline in the form of the plan files", |row| {
            Cell::of(row.judgement.due.value().as_deref())
        }),
        source(
            "deadline_kind",
            "Kind of deadline",
            scale(DueKind::ALL, DueKind::word),
            "form of the deadline",
            |row| Cell::text(row.judgement.due.kind.word()),
        ),
        source("deadline_from", "Deadline given by", givers(), "which file gives the deadline", |row| {
            giver(row.located.deadline())
        }),
        source("due", "Due", Holds::Date, "day on which it falls due", |row| Cell::date(row.judgement.due.on)),
        source("review", "Review", Holds::Date, "next review date", |row| {
            Cell::date(row.located.review().map(Given::value))
        }),
        source("recurs_every", "Recurs every", Holds::Text, "how often it comes round", |row| {
            row.located.action.recurs.map_or(Cell::Empty, |recurs| Cell::text(recurs.every.to_string()))
        }),
        source("recurs_from", "Recurs from", Holds::Date, "its first turn", |row| {
            Cell::date(row.located.action.recurs.map(|recurs| recurs.from))
        }),
        source("first_deadline", "First deadline", Holds::Text, "deadline before it was first moved", |row| {
            row.judgement.state.first_deadline.map_or(Cell::Empty, |first| Cell::text(first.to_string()))
        }),
        source("first_due", "First due", Holds::Date, "day on which that fell due", |row| {
            Cell::date(row.judgement.state.first_deadline.and_then(Deadline::due))
        }),
        source("times_moved", "Times moved", Holds::Integer, "how often the deadline was moved", |row| {
            Cell::Count(row.judgement.state.moves)
        }),
        source("days_moved", "Days moved", Holds::Integer, "by how many days in all", |row| {
            row.judgement.moved_days.map_or(Cell::Empty, Cell::Days)
        }),
    ]
}

fn how_it_stands<'b, 'p>() -> Vec<Source<Row<'b, 'p>>> {
    vec![
        source("status", "Status", scale(Status::ALL, Status::word), "where the work stands", |row| {
            Cell::text(row.judgement.state.status.word())
        }),
        source("rating", "Rating", colours(), "rating by the plan's rules; empty where it is not counted", |row| {
            let scheme = row.located.plan.settings.rating.scheme();
            row.judgement.rating.map_or(Cell::Empty, |rating| Cell::Rating(rating, scheme))
        }),
        source("reported", "Reported", scale(Rag::ALL, Rag::word), "rating as people report it", |row| {
            row.judgement.state.reported.map_or(Cell::Empty, Cell::Reported)
        }),
        source("reason", "Why", Holds::Text, "why the rating is what it is", |row| {
            Cell::text(row.judgement.reason.to_string())
        }),
        source("overdue_days", "Days overdue", Holds::Integer, "days overdue, where it is", |row| {
            row.judgement.overdue_days().map_or(Cell::Empty, Cell::Days)
        }),
        source("completed", "Completed", Holds::Date, "day on which it, or its last turn, was completed", |row| {
            Cell::date(row.judgement.state.completed)
        }),
        source("updated", "Updated", Holds::Date, "day of the last update", |row| {
            Cell::date(row.judgement.state.last.map(|update| update.date))
        }),
        source("updated_by", "Updated by", Holds::Text, "who gave the last update", |row| {
            Cell::of(row.judgement.state.last.and_then(|update| update.by.as_deref()))
        }),
        source("comment", "Last comment", Holds::Prose, "last comment", |row| {
            Cell::of(last_note(row).and_then(|update| update.note.as_deref()))
        }),
        source("comment_date", "Day of comment", Holds::Date, "day of the last comment", |row| {
            Cell::date(last_note(row).map(|update| update.date))
        }),
    ]
}

fn why<'b, 'p>() -> Vec<Source<Row<'b, 'p>>> {
    vec![
        source(
            "confidence",
            "Confidence",
            scale(Level::ALL, Level::word),
            "how confident people are: high is good",
            |row| Cell::of(row.located.action.confidence.map(Level::word)),
        ),
        source("confidence_reason", "Why so confident", Holds::Prose, "why the confidence is what it is", |row| {
            Cell::of(row.located.action.confidence_reason.as_deref())
        }),
        source("risk", "Risk", scale(Level::ALL, Level::word), "highest level among its risks: high is bad", |row| {
            Cell::of(row.located.action.highest_risk().map(Level::word))
        }),
        source("resources", "Resources", Holds::Prose, "what it takes", |row| {
            Cell::of(row.located.action.resources.as_deref())
        }),
        source("outcome_measure", "Outcome measure", Holds::Prose, "how anyone will know that it has worked", |row| {
            Cell::of(row.located.action.outcome_measure.as_deref())
        }),
        source("public", "May be published", Holds::Truth, "whether it may appear in what is published", |row| {
            truth(row.located.action.is_public())
        }),
    ]
}

fn whence<'b, 'p>() -> Vec<Source<Row<'b, 'p>>> {
    fn origin<'p>(row: Row<'_, 'p>, get: impl Fn(&'p Origin) -> &'p Option<String>) -> Cell {
        Cell::of(row.located.action.origin.as_ref().and_then(|origin| get(origin).as_deref()))
    }
    vec![
        source("source_kind", "Source", Holds::Text, "kind of source that it came from", |row| {
            origin(row, |origin| &origin.kind)
        }),
        source("source_id", "Source no.", Holds::Text, "which source", |row| origin(row, |origin| &origin.id)),
        source("source_recommendation", "Recommendation", Holds::Prose, "what the source recommends", |row| {
            origin(row, |origin| &origin.recommendation)
        }),
        source("source_scope", "Scope", Holds::Text, "whom the recommendation reaches", |row| {
            origin(row, |origin| &origin.scope)
        }),
        source("carried_from", "Carried from", Holds::Text, "action of an earlier plan that it goes on with", |row| {
            row.located.action.carried_from.as_ref().map_or(Cell::Empty, |from| Cell::text(from.to_string()))
        }),
        source("file", "File", Holds::Text, "its file, from the plans folder", |row| Cell::text(row.located.file())),
    ]
}

/// A column for each flag.
fn flags<'b, 'p>() -> Vec<Source<Row<'b, 'p>>> {
    fn flag<'b, 'p>(key: &'static str, about: &'static str, value: fn(&Row<'b, 'p>) -> Cell) -> Source<Row<'b, 'p>> {
        source(key, key, Holds::Truth, about, value)
    }
    vec![
        flag("is_overdue", "past its deadline and not complete", |row| truth(row.judgement.has(Flag::Overdue))),
        flag("is_due_soon", "due soon", |row| truth(row.judgement.has(Flag::DueSoon))),
        flag("is_late", "completed after its deadline", |row| truth(row.judgement.has(Flag::Late))),
        flag("is_stale", "without an update for too long", |row| truth(row.judgement.has(Flag::Stale))),
        flag("is_optimistic", "reported better than rated", |row| truth(row.judgement.has(Flag::Optimistic))),
        flag("is_moved", "its deadline was moved", |row| truth(row.judgement.has(Flag::Moved))),
        flag("has_no_lead", "nobody answers for it", |row| truth(row.judgement.has(Flag::NoLead))),
        flag("has_no_deadline", "without a deadline", |row| truth(row.judgement.has(Flag::NoDeadline))),
        flag("is_waiting", "depends on an action that is not complete", |row| truth(row.judgement.has(Flag::Waiting))),
    ]
}

/// A column for each list, its values parted by semicolons.
fn lists<'b, 'p>() -> Vec<Source<Row<'b, 'p>>> {
    fn joined<T: ToString>(values: &[T]) -> Cell {
        Cell::text(values.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    }
    vec![
        source("flags", "Flags", Holds::Text, "what to notice about it", |row| joined(&row.judgement.flags)),
        source("support", "Support", Holds::Text, "who helps", |row| joined(row.located.support().value())),
        source("depends_on", "Depends on", Holds::Text, "what must be complete first", |row| {
            joined::<QualifiedReference>(&row.located.action.depends_on)
        }),
        source("see", "See", Holds::Text, "what to look at", |row| joined(&row.located.action.see)),
        source("tags", "Tags", Holds::Text, "words to find it by", |row| joined(&row.located.action.tags)),
        source("duty", "Duty", Holds::Text, "statutory duties that it answers", |row| joined(&row.located.action.duty)),
        source("evidence", "Evidence", Holds::Text, "proof of what was done", |row| {
            joined(&row.located.action.evidence)
        }),
        source("cost_year", "Cost a year", Holds::Amount, "known amounts of each year, added up", |row| {
            cost(row.located, Some(Per::Year))
        }),
        source("cost_once", "Cost, once", Holds::Amount, "known amounts that are needed once, added up", |row| {
            cost(row.located, Some(Per::Once))
        }),
        source(
            "costs_unknown",
            "Costs not known",
            Holds::Integer,
            "costs without an amount, or without how often",
            |row| {
                let costs = row.located.action.costs.iter();
                let unknown = |cost: &&crate::model::Cost| {
                    (cost.amount.is_none() || cost.per.is_none()) && cost.state != Some(CostState::InKind)
                };
                Cell::Count(costs.filter(unknown).count())
            },
        ),
    ]
}

fn cost(located: Located<'_>, per: Option<Per>) -> Cell {
    let amounts: Vec<Money> =
        located.action.costs.iter().filter(|cost| cost.per == per).filter_map(|cost| cost.amount).collect();
    if amounts.is_empty() {
        return Cell::Empty;
    }
    Cell::Money(amounts.into_iter().sum(), currency(located.plan).to_owned())
}

fn last_note<'p>(row: Row<'_, 'p>) -> Option<&'p Update> {
    State::last_note(row.located.action, row.judgement.day)
}

fn colours() -> Holds {
    let colour = |rating: &Rating| rating.colour(crate::model::Scheme::Brag);
    Holds::Word(Rating::ALL.iter().map(colour).collect())
}

fn givers() -> Holds {
    Holds::Word(vec!["action", "objective", "theme"])
}

/// Which file gives a value.
fn giver<T>(given: Option<Given<'_, T>>) -> Cell {
    Cell::of(given.map(|given| match given {
        Given::Here(_) => "action",
        Given::ByObjective(..) => "objective",
        Given::ByTheme(..) => "theme",
    }))
}
