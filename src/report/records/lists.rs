//! The lists of an action, a row a value: who supports it, what it depends on, tags, duties, evidence, words of the source.

use std::collections::HashMap;

use super::actions::TO_ACTION;
use super::items::{KEY, Of, all, keyed};
use super::plans::party;
use super::relation::{Foreign, Head, Holds, Relation, Source, key, source, within};
use crate::document::Cell;
use crate::model::{Action, Located, Objective, Plan, QualifiedReference};
use crate::query::Judged;
use crate::report::basis::Basis;

pub(super) fn support(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "support",
        title: "Support",
        about: "someone who helps with an action",
        primary: KEY,
        foreign: &[TO_ACTION, Foreign { from: &["party_id"], to: "parties", there: &["id"] }],
    };
    let columns: Vec<Source<Of<'_, '_, &String>>> = vec![
        source("name", "Name", Holds::Text, "name as it is written", |of| Cell::text(of.item)),
        key("party_id", "key in the register, where it is there", |of| party(of.judged.located.plan, of.item)),
    ];
    HEAD.with(keyed(columns), all(basis, |judged| judged.located.support().value()))
}

pub(super) fn tags(basis: &Basis<'_>) -> Relation {
    const HEAD: Head =
        Head { key: "tags", title: "Tags", about: "a tag of an action", primary: KEY, foreign: &[TO_ACTION] };
    texts(HEAD, ("tag", "Tag", "word to find it by"), basis, |action| &action.tags)
}

pub(super) fn duties(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "duties",
        title: "Duties",
        about: "a statutory duty that an action answers",
        primary: KEY,
        foreign: &[TO_ACTION],
    };
    texts(HEAD, ("duty", "Duty", "the duty"), basis, |action| &action.duty)
}

pub(super) fn evidence(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "evidence",
        title: "Evidence",
        about: "proof of what was done",
        primary: KEY,
        foreign: &[TO_ACTION],
    };
    let about = "file in the plan's folder, or web address";
    texts(HEAD, ("evidence", "Evidence", about), basis, |action| &action.evidence)
}

fn texts<'p>(
    head: Head,
    (key, heading, about): (&'static str, &'static str, &'static str),
    basis: &Basis<'p>,
    list: fn(&'p Action) -> &'p Vec<String>,
) -> Relation {
    let text = source(key, heading, Holds::Text, about, |of: &Of<'_, 'p, &String>| Cell::text(of.item));
    head.with(keyed(vec![text]), all(basis, |judged| list(judged.located.action)))
}

/// Where a reference leads among what is told here.
struct Link<'p> {
    written: &'p QualifiedReference,
    action: Option<Located<'p>>,
    objective: Option<(&'p Plan, &'p Objective)>,
}

pub(super) fn depends_on(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "depends_on",
        title: "Depends on",
        about: "an action that must be complete before another can be",
        primary: KEY,
        foreign: &[TO_ACTION, TO_OTHER],
    };
    HEAD.with(keyed(written()), links(basis, |action| &action.depends_on))
}

pub(super) fn see(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "see",
        title: "See",
        about: "an action or objective that a reader should also look at",
        primary: KEY,
        foreign: &[TO_ACTION, TO_OTHER, Foreign { from: &["on_objective_id"], to: "objectives", there: &["id"] }],
    };
    let mut columns = written();
    columns.push(key("on_objective_id", "key of the objective that it names, where that is in these tables", |of| {
        of.item.objective.map_or(Cell::Empty, |(plan, objective)| within(plan, &objective.reference))
    }));
    HEAD.with(keyed(columns), links(basis, |action| &action.see))
}

const TO_OTHER: Foreign = Foreign { from: &["on_action_id"], to: "actions", there: &["id"] };

/// A reference as it is written, and where it leads.
fn written<'b, 'p>() -> Vec<Source<Of<'b, 'p, Link<'p>>>> {
    vec![
        source("written", "Written", Holds::Text, "reference as it is written", |of: &Of<'b, 'p, Link<'p>>| {
            Cell::text(of.item.written.to_string())
        }),
        key("on_action_id", "key of the action that it names, where that is in these tables", |of| {
            of.item.action.map_or(Cell::Empty, |other| within(other.plan, &other.action.reference))
        }),
    ]
}

/// The references of every action, with what each leads to among the actions and objectives of the basis.
fn links<'b, 'p: 'b>(
    basis: &'b Basis<'p>,
    list: fn(&'p Action) -> &'p Vec<QualifiedReference>,
) -> impl Iterator<Item = Of<'b, 'p, Link<'p>>> {
    let known: HashMap<_, _> = basis
        .selection
        .judged
        .iter()
        .map(|judged| (std::ptr::from_ref(judged.located.action), judged.located))
        .collect();
    let link = move |written: &'p QualifiedReference, judged: &Judged<'p>| {
        let located = judged.located;
        let action = located.portfolio.action(written, located.plan);
        let plan = written.plan.as_deref().map_or(Some(located.plan), |name| located.portfolio.plan(name));
        let is_told = |plan: &&'p Plan| basis.plans.iter().any(|told| std::ptr::eq(*told, *plan));
        let objective = plan
            .filter(is_told)
            .and_then(|plan| plan.objective(written.reference.as_str()).map(|objective| (plan, objective)));
        Link {
            written,
            action: action.and_then(|other| known.get(&std::ptr::from_ref(other.action)).copied()),
            objective: objective.filter(|_| action.is_none()),
        }
    };
    all(basis, move |judged| list(judged.located.action)).map(move |of| Of {
        judged: of.judged,
        number: of.number,
        item: link(of.item, of.judged),
    })
}

pub(super) fn as_written(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "as_written",
        title: "As written",
        about: "the source's own words, where an action's file interprets them",
        primary: KEY,
        foreign: &[TO_ACTION],
    };
    let columns: Vec<Source<Of<'_, '_, (&String, &String)>>> = vec![
        source("key", "Key", Holds::Name, "key that interprets them", |of| Cell::text(of.item.0)),
        source("text", "Words", Holds::Prose, "the words", |of| Cell::text(of.item.1)),
    ];
    let rows = basis.selection.judged.iter().flat_map(|judged| {
        let words = (1..).zip(&judged.located.action.as_written);
        words.map(move |(number, item)| Of { judged, number, item })
    });
    HEAD.with(keyed(columns), rows)
}
