//! What may stand after a field and its operator.

use super::super::lexer::Operator;
use super::super::words::{Part, Quality, known_field, scale};
use crate::model::{Date, DueKind, Field};
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
    match kind(field) {
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
    match kind(field) {
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

/// What the values of a field are.
enum Values {
    Texts,
    References,
    Days,
    Numbers,
    /// Words of the language.
    Scale,
}

const fn kind(field: Field) -> Values {
    match field {
        Field::Status | Field::Rating | Field::Reported | Field::Confidence | Field::Risk | Field::Flags => {
            Values::Scale
        }
        Field::Deadline | Field::Due | Field::Review | Field::Updated => Values::Days,
        Field::Overdue | Field::Moved => Values::Numbers,
        Field::Ref | Field::DependsOn | Field::See => Values::References,
        Field::Plan
        | Field::Theme
        | Field::Objective
        | Field::Action
        | Field::Lead
        | Field::Support
        | Field::Organisation
        | Field::Reason
        | Field::Resources
        | Field::Outcome
        | Field::Note
        | Field::By
        | Field::Tag
        | Field::Duty
        | Field::Evidence
        | Field::Source
        | Field::File => Values::Texts,
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
    let quarters = [0, 3, 6, 9].into_iter().map(|count| (quarter(today.plus_months(count)), String::new()));
    let years = [financial_year(today, 0), financial_year(today, 1)].map(|year| (year, "to 31 March".to_owned()));
    let ongoing = [("ongoing".to_owned(), "without an end; needs a review date".to_owned())];
    let all = quarters.chain(years).chain(ongoing);
    all.filter_map(|(text, about)| Word::new(&text, &about)).collect()
}

/// Years that a report may be about, the latest first.
#[must_use]
pub fn years(vocabulary: &Vocabulary) -> Vec<Word> {
    let (year, _, _) = vocabulary.today.numbers();
    let financial = [0, -1, -2, -3].into_iter().map(|back| (financial_year(vocabulary.today, back), "April to March"));
    let calendar = (0..4).map(|back| (year.saturating_sub(back).to_string(), "January to December"));
    financial.chain(calendar).filter_map(|(text, about)| Word::new(&text, about)).collect()
}

/// The periods that hold today.
fn periods(today: Date) -> impl Iterator<Item = Word> {
    let (year, month, _) = today.numbers();
    let periods = [
        (format!("{year}-{month:02}"), "this month"),
        (quarter(today), "this quarter"),
        (financial_year(today, 0), "this financial year"),
        (year.to_string(), "this year"),
    ];
    periods.into_iter().filter_map(|(text, about)| Word::new(&text, about))
}

fn quarter(day: Date) -> String {
    let (year, month, _) = day.numbers();
    format!("{year}-Q{}", month.div_ceil(3))
}

/// The financial year of a day, or one that so many years lie after it.
fn financial_year(day: Date, later: i32) -> String {
    let (year, month, _) = day.numbers();
    let first = if month < 4 { year.saturating_sub(1) } else { year }.saturating_add(later);
    format!("{first}/{:02}", first.saturating_add(1).rem_euclid(100))
}
