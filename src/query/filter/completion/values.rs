//! What may stand after a field and its operator.

use super::super::lexer::Operator;
use super::super::words::{Part, Quality, Values, known_field, scale, values};
use crate::model::{Date, DueKind, Field, Period};
use crate::query::{Vocabulary, Word};

/// The values that a field takes after an operator, in the order in which they are looked for.
pub(super) fn of(name: &str, operator: Operator, vocabulary: &Vocabulary) -> Vec<Word> {
    let is = |question: &str| name.eq_ignore_ascii_case(question);
    if is("is") {
        return Quality::all().filter_map(|(text, _)| Word::new(text, "")).collect();
    }
    if is("has") || is("no") {
        return Part::all().filter_map(|(text, part)| Word::new(text, about_part(part))).collect();
    }
    let Some(field) = known_field(name) else { return Vec::new() };
    match values(field) {
        Values::Scale => scale(field).into_iter().filter_map(|text| Word::new(text, "")).collect(),
        Values::Days => {
            let kinds = if field == Field::Deadline && is_same(operator) { DueKind::ALL } else { &[] };
            let kinds = kinds.iter().filter_map(|kind| Word::new(kind.word(), "deadlines of this kind"));
            days(vocabulary).into_iter().chain(periods(vocabulary.today)).chain(kinds).collect()
        }
        Values::Numbers => {
            [0, 7, 30, 90, 180, 365].iter().filter_map(|days| Word::new(&days.to_string(), "days")).collect()
        }
        Values::References | Values::Texts => vocabulary.values(field),
    }
}

/// The operators that go with a field, the most useful first, each with what it asks.
pub(super) fn operators(field: Field) -> Vec<(Operator, &'static str)> {
    use Operator::{Above, AtLeast, AtMost, Below, Contains, Differs, Equals};
    match values(field) {
        Values::Days => {
            vec![
                (Below, "before"),
                (AtMost, "up to"),
                (Above, "after"),
                (AtLeast, "from then on"),
                (Contains, "within"),
            ]
        }
        Values::Numbers => {
            vec![(Above, "more than"), (AtLeast, "at least"), (Below, "less than"), (AtMost, "at most"), (Equals, "is")]
        }
        Values::Scale if field == Field::Flags => vec![(Contains, "is among them"), (Differs, "is not among them")],
        Values::Scale => {
            vec![
                (Contains, "is"),
                (Differs, "is not"),
                (AtLeast, "at least"),
                (AtMost, "at most"),
                (Above, "above"),
                (Below, "below"),
            ]
        }
        Values::References => vec![(Contains, "is"), (Differs, "is not")],
        Values::Texts => vec![(Contains, "contains"), (Equals, "is exactly"), (Differs, "is not exactly")],
    }
}

const fn is_same(operator: Operator) -> bool {
    matches!(operator, Operator::Contains | Operator::Equals | Operator::Differs)
}

fn about_part(part: Part) -> &'static str {
    match part {
        Part::Field(field) => field.summary(),
        Part::Update => "an update",
        Part::Cost => "what it costs",
        Part::Measure => "a measure",
        Part::Milestone => "a milestone",
        Part::CarriedFrom => "the action that it goes on with",
    }
}

/// Days around today, and the days of meetings.
#[must_use]
pub fn days(vocabulary: &Vocabulary) -> Vec<Word> {
    let today = vocabulary.today;
    let counted = [
        ("today", today),
        ("today+7d", today.plus_days(7)),
        ("today+30d", today.plus_days(30)),
        ("today+3m", today.plus_months(3)),
        ("today-1m", today.minus_months(1)),
        ("today-3m", today.minus_months(3)),
        ("today-1y", today.minus_months(12)),
    ];
    let counted = counted.iter().filter_map(|(text, day)| Word::new(text, &day.in_words()));
    counted.chain(vocabulary.meetings.iter().cloned()).collect()
}

/// Deadlines that people give: the quarters and years to come.
#[must_use]
pub fn deadlines(vocabulary: &Vocabulary) -> Vec<Word> {
    let today = vocabulary.today;
    let quarters = [0, 3, 6, 9].map(|months| (Period::quarter_of(today.plus_months(months)), ""));
    let years = [0, 12].map(|months| (Period::financial_year_of(today.plus_months(months)), "to 31 March"));
    let periods = quarters.into_iter().chain(years).map(|(period, about)| (period.to_string(), about));
    let ongoing = [("ongoing".to_owned(), "without an end; needs a review date")];
    periods.chain(ongoing).filter_map(|(text, about)| Word::new(&text, about)).collect()
}

/// Years that a report may be about, the latest first.
#[must_use]
pub fn years(vocabulary: &Vocabulary) -> Vec<Word> {
    let back = [0, 12, 24, 36].map(|months| vocabulary.today.minus_months(months));
    let financial = back.map(|day| (Period::financial_year_of(day), "April to March"));
    let calendar = back.map(|day| (Period::year_of(day), "January to December"));
    financial.into_iter().chain(calendar).filter_map(|(year, about)| Word::new(&year.to_string(), about)).collect()
}

/// The periods that hold today.
fn periods(today: Date) -> impl Iterator<Item = Word> {
    let periods = [
        (Period::month_of(today), "this month"),
        (Period::quarter_of(today), "this quarter"),
        (Period::financial_year_of(today), "this financial year"),
        (Period::year_of(today), "this year"),
    ];
    periods.into_iter().filter_map(|(period, about)| Word::new(&period.to_string(), about))
}
