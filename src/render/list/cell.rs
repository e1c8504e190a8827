//! What stands in a column of an action.

use std::borrow::Cow;

use crate::model::{Answer, Due, DueKind, Field, Rating};
use crate::query::Judged;

/// What an action has in a field, as other programs read it: words as in the files, days as 2026-06-30.
///
/// Themes and objectives are named as in the JSON contract: a theme by its folder, and of the objectives above the
/// action the nearest, by its reference.
pub(super) fn plain<'p>(field: Field, judged: &Judged<'p>) -> Cow<'p, str> {
    let located = judged.located;
    match field {
        Field::Theme => located.theme().map(|theme| theme.name.as_str()).unwrap_or_default().into(),
        Field::Objective => {
            located.objective().map(|objective| objective.reference.as_str()).unwrap_or_default().into()
        }
        _ => match field.of(located, &judged.judgement) {
            Answer::Texts(mut texts) if texts.len() == 1 => texts.pop().unwrap_or_default(),
            Answer::Texts(texts) => texts.join("; ").into(),
            Answer::Step(_, word) => word.into(),
            Answer::Day(day) => day.to_string().into(),
            Answer::Number(number) => number.to_string().into(),
            Answer::Nothing => "".into(),
        },
    }
}

/// The same as people read it: ratings as in every table, and why there is no day where there is none.
pub(super) fn readable<'p>(field: Field, judged: &Judged<'p>) -> Cow<'p, str> {
    let judgement = &judged.judgement;
    match field {
        Field::Rating => judgement.rating.map_or("-".into(), |rating| Rating::word(rating).to_uppercase().into()),
        Field::Reported => plain(field, judged).to_uppercase().into(),
        Field::Due => match judgement.due {
            Due { on: None, kind: DueKind::Ongoing, .. } => DueKind::Ongoing.word().into(),
            Due { on: None, .. } => "none".into(),
            Due { on: Some(day), .. } => day.to_string().into(),
        },
        _ => plain(field, judged),
    }
}
