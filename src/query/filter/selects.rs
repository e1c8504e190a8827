//! Whether an action answers a filter with yes. Looks at no more than a term asks for.

use std::cmp::Ordering;

use super::expression::{Comparison, Expression, Test};
use super::text::{Needle, Pattern};
use super::words::{Part, Quality};
use crate::model::{
    Answer, DueKind, Field, Objective, Plan, QualifiedReference, Rating, Reference, Scheme, Theme, natural_order,
};
use crate::query::Judged;

impl Expression {
    /// Whether an action answers with yes.
    pub(super) fn selects(&self, judged: &Judged<'_>) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.selects(judged)),
            Self::Any(parts) => parts.iter().any(|part| part.selects(judged)),
            Self::Not(inner) => !inner.selects(judged),
            Self::Term(term) => term.test.holds(judged),
        }
    }
}

impl Test {
    fn holds(&self, judged: &Judged<'_>) -> bool {
        let located = judged.located;
        match self {
            Self::Mentions(needle) => mentions(judged, needle),
            Self::Is(quality) => is(judged, *quality),
            Self::Has(part) => has(judged, *part),
            Self::Contains(field, needle) => any_text(judged, *field, needle, Needle::is_in),
            Self::Equals(field, needle) => any_text(judged, *field, needle, Needle::is),
            Self::Named(field, pattern) => is_named(judged, *field, pattern),
            Self::Ordered(comparison, reference) => {
                let order = natural_order(located.action.reference.as_str(), reference);
                comparison.holds(order, Ordering::Equal, Ordering::Equal)
            }
            Self::Step(field, comparison, wanted) => {
                let Answer::Step(place, _) = field.of(located, &judged.judgement) else { return false };
                comparison.holds(place, *wanted, *wanted)
            }
            Self::Rating(comparison, word) => judged
                .judgement
                .rating
                .is_some_and(|rating| is_rated(rating, located.plan.settings.rating.scheme(), *comparison, word)),
            Self::Day(field, comparison, days) => {
                let field = if *field == Field::Deadline { Field::Due } else { *field };
                let Answer::Day(day) = field.of(located, &judged.judgement) else { return false };
                comparison.holds(day, days.first, days.last)
            }
            Self::Deadline(kind) => judged.judgement.due.kind == *kind,
            Self::Number(field, comparison, wanted) => {
                let Answer::Number(number) = field.of(located, &judged.judgement) else { return false };
                comparison.holds(number, *wanted, *wanted)
            }
        }
    }
}

/// What is complete is also green (or blue), and better than green.
fn is_rated(rating: Rating, scheme: Scheme, comparison: Comparison, word: &str) -> bool {
    let is_same =
        if word == Rating::Complete.word() { rating == Rating::Complete } else { rating.colour(scheme) == word };
    let wanted = Rating::from_word(word).unwrap_or(Rating::Complete).rank();
    match comparison {
        Comparison::Same => is_same,
        Comparison::AtMost | Comparison::AtLeast => is_same || comparison.holds(rating.rank(), wanted, wanted),
        Comparison::Below | Comparison::Above => comparison.holds(rating.rank(), wanted, wanted),
    }
}

fn is(judged: &Judged<'_>, quality: Quality) -> bool {
    let (action, judgement) = (judged.located.action, &judged.judgement);
    let (status, kind) = (judgement.state.status, judgement.due.kind);
    match quality {
        Quality::Flag(flag) => judgement.has(flag),
        Quality::Status(wanted) => status == wanted,
        Quality::Rating(word) => Test::Rating(Comparison::Same, word).holds(judged),
        Quality::Open => !status.is_closed(),
        Quality::Closed => status.is_closed(),
        Quality::Recurring => kind == DueKind::Recurring,
        Quality::Ongoing => kind == DueKind::Ongoing,
        Quality::Undated => judgement.due.on.is_none() && !status.is_closed(),
        Quality::Public => action.is_public(),
        Quality::Private => !action.is_public(),
    }
}

fn has(judged: &Judged<'_>, part: Part) -> bool {
    let (action, judgement) = (judged.located.action, &judged.judgement);
    match part {
        Part::Field(Field::Risk) => !action.risks.is_empty(),
        Part::Field(Field::Deadline) => judgement.due.kind != DueKind::None,
        Part::Field(field) => field.of(judged.located, judgement) != Answer::Nothing,
        Part::Update => judgement.state.last.is_some(),
        Part::Cost => !action.costs.is_empty(),
        Part::Measure => !action.measures.is_empty(),
        Part::Milestone => !action.milestones.is_empty(),
        Part::CarriedFrom => action.carried_from.is_some(),
    }
}

/// Whether the action's own reference, one above it, or one that it gives matches.
fn is_named(judged: &Judged<'_>, field: Field, pattern: &Pattern) -> bool {
    let (action, plan) = (judged.located.action, judged.located.plan);
    let ours = |reference: &Reference| pattern.matches(&plan.name, reference.as_str());
    let other = |other: &QualifiedReference| {
        pattern.matches(other.plan.as_deref().unwrap_or(&plan.name), other.reference.as_str())
    };
    match field {
        Field::DependsOn => action.depends_on.iter().any(other),
        Field::See => action.see.iter().any(other),
        Field::Objective => plan.objectives_above(action.objective).any(|objective| ours(&objective.reference)),
        _ => ours(&action.reference),
    }
}

/// How a text is compared with what is looked for.
type Compare = fn(&Needle, &str) -> bool;

/// Whether a text that the action has in a field passes.
fn any_text(judged: &Judged<'_>, field: Field, needle: &Needle, compare: Compare) -> bool {
    let located = judged.located;
    let plan = located.plan;
    match field {
        Field::Lead => located.lead_name().is_some_and(|name| is_called(plan, name, needle, compare)),
        Field::Support => located.support().value().iter().any(|name| is_called(plan, name, needle, compare)),
        Field::Objective => plan.objectives_above(located.action.objective).any(|objective| {
            // A part of a reference says nothing: objective 3 has nothing to do with 13.
            needle.is(objective.reference.as_str()) || compare(needle, objective.display_title())
        }),
        _ => match field.of(located, &judged.judgement) {
            Answer::Texts(texts) => texts.iter().any(|text| compare(needle, text)),
            Answer::Step(..) | Answer::Day(_) | Answer::Number(_) | Answer::Nothing => false,
        },
    }
}

/// Whether a party passes: by the name that is written, or by any that the register knows it under.
fn is_called(plan: &Plan, name: &str, needle: &Needle, compare: Compare) -> bool {
    let mut known = plan.party(name).into_iter().flat_map(|party| std::iter::once(&party.name).chain(&party.aliases));
    compare(needle, name) || known.any(|known| compare(needle, known))
}

/// Whether any text of the action, or a title above it, contains the needle.
fn mentions(judged: &Judged<'_>, needle: &Needle) -> bool {
    let (located, day) = (judged.located, judged.judgement.day);
    let action = located.action;
    let objectives = || located.plan.objectives_above(action.objective).map(Objective::display_title);
    let notes =
        || action.updates.iter().filter(|update| update.date <= day).filter_map(|update| update.note.as_deref());
    let ours = [
        Some(action.reference.as_str()),
        action.text.as_deref(),
        located.lead_name(),
        action.resources.as_deref(),
        action.outcome_measure.as_deref(),
        action.confidence_reason.as_deref(),
        located.theme().map(Theme::display_title),
    ];
    let lists =
        located.support().value().iter().chain(&action.tags).chain(&action.duty).chain(action.as_written.values());
    let risks = action.risks.iter().filter_map(|risk| risk.text.as_deref());
    let costs = action.costs.iter().flat_map(|cost| [cost.text.as_deref(), cost.funder.as_deref()]).flatten();
    let milestones = action.milestones.iter().map(|milestone| milestone.text.as_str());
    let mut parts = risks.chain(costs).chain(milestones);
    let mut texts = ours.into_iter().flatten().chain(lists.map(String::as_str)).chain(notes()).chain(objectives());
    texts.any(|text| needle.is_in(text)) || parts.any(|text| needle.is_in(text))
}
