//! What became of the recommendations of reviews, in the seven columns of the Home Office's action plan template for
//! domestic homicide reviews: recommendation, scope, action, lead agency, milestones, target date, completion.

use super::basis::{Basis, Chapter};
use super::{cells, status, words};
use crate::document::{Cell, Column, Document, Section, Table};
use crate::model::{Date, Milestone, Origin, State, Status, natural_order, spoken};
use crate::query::Judged;

/// The actions that one source gave rise to, recommendation by recommendation.
struct Review<'b, 'p> {
    origin: &'p Origin,
    judged: Vec<&'b Judged<'p>>,
}

/// The action plan of the reviews; nothing where no action says where it came from.
#[must_use]
pub fn document(basis: &Basis<'_>) -> Option<Document> {
    let has_one = |judged: &Judged<'_>| judged.located.action.origin.is_some();
    basis.selection.judged.iter().any(has_one).then(|| {
        let sections = |chapter: Chapter<'_, '_>| reviews(chapter).iter().zip(1..).map(section).collect();
        let mut document = basis.document("recommendations", "Recommendations and what became of them", sections);
        // The template has no ratings, so there are none to explain.
        document.sections.retain(|section| section.key != "legend");
        document
    })
}

/// The sources of a plan's actions, in the order of their names.
fn reviews<'b, 'p>(chapter: Chapter<'b, 'p>) -> Vec<Review<'b, 'p>> {
    let mut reviews: Vec<Review<'b, 'p>> = Vec::new();
    for judged in chapter.judged {
        let Some(origin) = &judged.located.action.origin else { continue };
        let same =
            |review: &&mut Review<'_, '_>| (&review.origin.kind, &review.origin.id) == (&origin.kind, &origin.id);
        match reviews.iter_mut().find(same) {
            Some(review) => review.judged.push(judged),
            None => reviews.push(Review { origin, judged: vec![judged] }),
        }
    }
    let name = |text: &Option<String>| text.clone().unwrap_or_default();
    reviews.sort_by(|one, other| {
        let by = |a: &Option<String>, b: &Option<String>| natural_order(&name(a), &name(b));
        by(&one.origin.kind, &other.origin.kind).then_with(|| by(&one.origin.id, &other.origin.id))
    });
    for review in &mut reviews {
        // Stable: actions of one recommendation stay in the order of the plan.
        review.judged.sort_by(|one, other| natural_order(&recommendation(one), &recommendation(other)));
    }
    reviews
}

fn recommendation(judged: &Judged<'_>) -> String {
    let origin = judged.located.action.origin.as_ref();
    origin.and_then(|origin| origin.recommendation.clone()).unwrap_or_default()
}

fn section((review, number): (&Review<'_, '_>, usize)) -> Section {
    let heading = match (review.origin.kind.as_deref(), review.origin.id.as_deref()) {
        (Some(kind), Some(id)) => format!("{}: {id}", words::capitalised(kind)),
        (Some(only), None) | (None, Some(only)) => words::capitalised(only),
        (None, None) => "Source not named".to_owned(),
    };
    let columns = [
        Column::text("recommendation", "Recommendation"),
        Column::short("scope", "Scope of recommendation"),
        Column::text("action", "Action to take"),
        Column::text("lead_agency", "Lead agency"),
        Column::long("milestones", "Key milestones achieved in enacting recommendation"),
        Column::short("target_date", "Target date"),
        Column::long("outcome", "Date of completion and outcome"),
    ];
    let table = Table::new("recommendations", &heading, columns);
    Section::new(format!("review-{number}"), heading)
        .with(table.with_rows(review.judged.iter().map(|judged| row(judged))))
}

fn row(judged: &Judged<'_>) -> [Cell; 7] {
    let (located, action) = (judged.located, judged.located.action);
    let scope = action.origin.as_ref().and_then(|origin| origin.scope.as_deref());
    let text = action.text.as_deref().unwrap_or_default();
    [
        Cell::text(recommendation(judged)),
        Cell::of(scope),
        Cell::text(format!("{} {text}", action.reference).trim_end()),
        Cell::text(lead_agency(status::lead(judged), located.organisation())),
        Cell::text(milestones(judged)),
        cells::deadline(judged),
        Cell::text(outcome(judged)),
    ]
}

/// The agency that answers, and the post that does so for it.
fn lead_agency(lead: Option<&str>, organisation: Option<&str>) -> String {
    match (lead, organisation) {
        (Some(lead), Some(organisation)) if lead != organisation => format!("{organisation} ({lead})"),
        (Some(lead), _) => lead.to_owned(),
        (None, _) => "no lead".to_owned(),
    }
}

/// The steps on the way, a line each; where there are none, the last comment.
fn milestones(judged: &Judged<'_>) -> String {
    let day = judged.judgement.day;
    let action = judged.located.action;
    let lines: Vec<_> = action.milestones.iter().map(|milestone| in_words(milestone, day)).collect();
    match State::last_note(action, day) {
        Some(update) if lines.is_empty() && judged.judgement.state.status != Status::Complete => {
            format!("{}: {}", update.date.in_words(), update.note.as_deref().unwrap_or_default())
        }
        Some(_) | None => lines.join(";\n"),
    }
}

fn in_words(milestone: &Milestone, day: Date) -> String {
    let text = &milestone.text;
    let done = milestone.done.filter(|done| *done <= day);
    match (done, &milestone.deadline) {
        (Some(done), _) => format!("{text}: reached on {}", done.in_words()),
        (None, Some(deadline)) => format!("{text}: not reached, due {}", deadline.in_words()),
        (None, None) => format!("{text}: not reached"),
    }
}

/// When it was completed and with what outcome; else how it stands.
fn outcome(judged: &Judged<'_>) -> String {
    let (state, day) = (&judged.judgement.state, judged.judgement.day);
    let ended = match (state.status, state.completed) {
        (Status::Complete, Some(completed)) => format!("Completed on {}", completed.in_words()),
        (Status::Complete, None) => "Completed".to_owned(),
        (Status::Withdrawn, _) => "Withdrawn".to_owned(),
        (Status::CarriedForward, _) => words::capitalised(&judged.judgement.reason.to_string()),
        (Status::NotStarted | Status::InProgress | Status::OnHold, turn) => return still_open(judged, turn),
    };
    match State::last_note(judged.located.action, day).and_then(|update| update.note.as_deref()) {
        Some(note) => format!("{ended}. {note}"),
        None => ended,
    }
}

/// How an action stands that is still to be done: that it is overdue is said.
fn still_open(judged: &Judged<'_>, turn: Option<Date>) -> String {
    let status = words::capitalised(&spoken(judged.judgement.state.status.word()));
    let overdue = judged.judgement.overdue_days().map(|days| format!("{} overdue", words::days(days)));
    let turn = turn.map(|turn| format!("last turn completed on {}", turn.in_words()));
    [Some(status), overdue, turn].into_iter().flatten().collect::<Vec<_>>().join("; ")
}
