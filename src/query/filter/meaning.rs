//! What a term means: which field, which value, and whether the two go together.

use super::error::{FilterError, repeated};
use super::expression::{Comparison, Days, Expression, Term, Test};
use super::lexer::{Condition, Operator, Word, keyword, quoted};
use super::text::{Needle, Pattern};
use super::words::{Part, Quality, RATINGS, Values, field_names, help_with, known_field, listed, scale, values};
use crate::model::{Date, DueKind, Field};
use crate::query::day::days;
use crate::source::Span;

/// A word or quoted text on its own: it stands in one of the action's texts.
pub(super) fn of_text(text: &str, span: Span) -> Result<Expression, FilterError> {
    let needle = needle(text, span)?;
    let can_stand = |text: &str| {
        let has_operator =
            text.char_indices().any(|(place, _)| text.get(place..).and_then(Operator::at_start).is_some());
        !has_operator && !text.starts_with('-') && keyword(text).is_none()
    };
    Ok(Expression::Term(Term { spelling: quoted(text, can_stand).into(), test: Test::Mentions(needle) }))
}

/// A field, an operator and a value; `no:x` is not `has:x`, and `x!=y` is not `x=y`.
pub(super) fn of_condition(condition: &Condition, today: Date) -> Result<Expression, FilterError> {
    if let Some(question) = Question::from_name(&condition.name.text) {
        return question.about(condition);
    }
    let name = &condition.name;
    let field = known_field(&name.text).ok_or_else(|| no_field(name))?;
    let test = test(field, condition, today)?;
    Ok(match condition.operator {
        Operator::Differs => not(term(field.word(), Operator::Equals, &condition.value, test)),
        operator => term(field.word(), operator, &condition.value, test),
    })
}

fn term(name: &str, operator: Operator, value: &Word, test: Test) -> Expression {
    let value = quoted(&value.text, |text| Operator::at_start(text).is_none());
    Expression::Term(Term { spelling: format!("{name}{}{value}", operator.sign()).into(), test })
}

fn not(inner: Expression) -> Expression {
    Expression::Not(Box::new(inner))
}

/// What may stand before a `:` and is no field.
#[derive(Clone, Copy)]
enum Question {
    Is,
    Has,
    No,
}

impl Question {
    fn from_name(name: &str) -> Option<Self> {
        let all = [("is", Self::Is), ("has", Self::Has), ("no", Self::No)];
        pick(all.into_iter(), name)
    }

    fn about(self, condition: &Condition) -> Result<Expression, FilterError> {
        let Condition { operator, value, .. } = condition;
        if !matches!(operator, Operator::Contains | Operator::Equals) {
            return Err(self.wrong_operator(condition));
        }
        Ok(match self {
            Self::Is => term("is", Operator::Contains, value, Test::Is(quality(value)?)),
            Self::Has => term("has", Operator::Contains, value, Test::Has(part(value)?)),
            Self::No => not(term("has", Operator::Contains, value, Test::Has(part(value)?))),
        })
    }

    fn wrong_operator(self, condition: &Condition) -> FilterError {
        let (word, example) = match self {
            Self::Is => ("is", "is:overdue"),
            Self::Has => ("has", "has:note"),
            Self::No => ("no", "no:lead"),
        };
        let message = format!("`{word}` goes with `:`, not with `{}`", condition.operator.sign());
        FilterError::new(condition.sign.clone(), message, format!("write it as in `{example}` or `not {example}`"))
    }
}

fn quality(value: &Word) -> Result<Quality, FilterError> {
    pick(Quality::all(), &value.text).ok_or_else(|| {
        let message = format!("`{}` is nothing that an action can be", repeated(&value.text));
        let words = Quality::all().map(|(word, _)| word);
        FilterError::new(value.span.clone(), message, help_with(&value.text, "after `is:` goes one of", words))
    })
}

fn part(value: &Word) -> Result<Part, FilterError> {
    let field = || known_field(&value.text).map(Part::Field);
    pick(Part::all(), &value.text).or_else(field).ok_or_else(|| {
        let message = format!("`{}` is nothing that an action can have", repeated(&value.text));
        let words = Part::all().map(|(word, _)| word);
        let help = help_with(&value.text, "after `has:` and `no:` goes one of", words);
        FilterError::new(value.span.clone(), message, help)
    })
}

fn pick<T>(mut words: impl Iterator<Item = (&'static str, T)>, wanted: &str) -> Option<T> {
    words.find_map(|(word, meaning)| word.eq_ignore_ascii_case(wanted).then_some(meaning))
}

fn no_field(name: &Word) -> FilterError {
    let message = format!("there is no field `{}`", repeated(&name.text));
    let names = field_names().chain(["is", "has", "no"]);
    let what = "a text with such a sign in it is searched for in quotation marks; the fields are";
    FilterError::new(name.span.clone(), message, help_with(&name.text, what, names))
}

fn test(field: Field, condition: &Condition, today: Date) -> Result<Test, FilterError> {
    match (values(field), field) {
        (Values::References, Field::Ref) => reference(condition),
        (Values::References, _) => named(field, condition),
        (Values::Scale, Field::Rating) => rating(condition),
        (Values::Scale, Field::Flags) => flag(condition),
        (Values::Scale, _) => Ok(Test::Step(field, comparison(condition), step(field, &condition.value)?)),
        (Values::Days, Field::Deadline) => deadline(condition, today),
        (Values::Days, _) => day(field, condition, today),
        (Values::Numbers, _) => number(field, condition),
        (Values::Texts, Field::Objective) => objective(condition),
        (Values::Texts, _) => text(field, condition),
    }
}

fn comparison(condition: &Condition) -> Comparison {
    match condition.operator {
        Operator::Contains | Operator::Equals | Operator::Differs => Comparison::Same,
        Operator::Below => Comparison::Below,
        Operator::AtMost => Comparison::AtMost,
        Operator::Above => Comparison::Above,
        Operator::AtLeast => Comparison::AtLeast,
    }
}

/// Whether the operator is one for a field without an order.
fn unordered(field: Field, condition: &Condition) -> Result<(), FilterError> {
    if comparison(condition) == Comparison::Same {
        return Ok(());
    }
    let (word, sign) = (field.word(), condition.operator.sign());
    let message = format!("`{word}` has no order, so `{sign}` means nothing");
    let help = format!("write `{word}:`, `{word}=` or `{word}!=`; days, numbers, scales and `ref` have an order");
    Err(FilterError::new(condition.sign.clone(), message, help))
}

fn text(field: Field, condition: &Condition) -> Result<Test, FilterError> {
    unordered(field, condition)?;
    let needle = needle(&condition.value.text, condition.value.span.clone())?;
    Ok(match condition.operator {
        Operator::Contains => Test::Contains(field, needle),
        _ => Test::Equals(field, needle),
    })
}

fn needle(text: &str, span: Span) -> Result<Needle, FilterError> {
    let help = "write a word between the quotation marks";
    Needle::new(text).ok_or_else(|| FilterError::new(span, "there is nothing to search for", help))
}

fn reference(condition: &Condition) -> Result<Test, FilterError> {
    let value = &condition.value;
    match comparison(condition) {
        Comparison::Same => named(Field::Ref, condition),
        order if Pattern::new(&value.text).is_some() && !value.text.contains(['*', ':']) => {
            Ok(Test::Ordered(order, value.text.as_str().into()))
        }
        _ => {
            let message = format!("`{}` has no place in the order of references", repeated(&value.text));
            Err(FilterError::new(value.span.clone(), message, "compare with one reference, as in `ref>=3.1`"))
        }
    }
}

fn named(field: Field, condition: &Condition) -> Result<Test, FilterError> {
    unordered(field, condition)?;
    let value = &condition.value;
    Pattern::new(&value.text).map(|pattern| Test::Named(field, pattern)).ok_or_else(|| {
        let message = format!("`{}` cannot be a reference", repeated(&value.text));
        FilterError::new(value.span.clone(), message, "write it as in `3.1.1`, `3.*` or `bristol-2008-11:3.1.1`")
    })
}

/// A title, a reference, or a pattern for references.
fn objective(condition: &Condition) -> Result<Test, FilterError> {
    let value = &condition.value.text;
    let is_pattern = value.contains(['*', ':']) && Pattern::new(value).is_some();
    if is_pattern { named(Field::Objective, condition) } else { text(Field::Objective, condition) }
}

/// The place of a word in the scale of a field.
fn step(field: Field, value: &Word) -> Result<usize, FilterError> {
    let scale = scale(field);
    let place = scale.iter().position(|word| word.eq_ignore_ascii_case(&value.text));
    place.ok_or_else(|| {
        let message = format!("`{}` is no {}", repeated(&value.text), scale_name(field));
        let what = format!("`{}` is one of", field.word());
        let help = help_with(&value.text, &what, scale.iter().copied());
        let one = if value.text.contains(',') { "write one word, and join terms with `or`; " } else { "" };
        FilterError::new(value.span.clone(), message, format!("{one}{help}"))
    })
}

fn scale_name(field: Field) -> &'static str {
    match field {
        Field::Rating => "rating",
        Field::Reported => "rating that people report",
        Field::Status => "status",
        Field::Flags => "flag",
        _ => "level",
    }
}

fn rating(condition: &Condition) -> Result<Test, FilterError> {
    let place = step(Field::Rating, &condition.value)?;
    Ok(Test::Rating(comparison(condition), RATINGS.get(place).copied().unwrap_or_default()))
}

fn flag(condition: &Condition) -> Result<Test, FilterError> {
    unordered(Field::Flags, condition)?;
    step(Field::Flags, &condition.value)?;
    Ok(Test::Is(quality(&condition.value)?))
}

fn day(field: Field, condition: &Condition, today: Date) -> Result<Test, FilterError> {
    let value = &condition.value;
    match days(&value.text, today) {
        Some((first, last)) => Ok(Test::Day(field, comparison(condition), Days { first, last })),
        None => Err(FilterError::new(
            value.span.clone(),
            format!("`{}` is neither a day nor a period", repeated(&value.text)),
            "write a day (2026-06-30, `today`, `today+30d`), a month (2026-06), a quarter (2026-Q2), a season \
             (2026-summer), a year (2026) or a financial year (2026/27)",
        )),
    }
}

/// A deadline is asked for by the day on which it falls due, or by its kind.
fn deadline(condition: &Condition, today: Date) -> Result<Test, FilterError> {
    match (DueKind::from_word(&condition.value.text), comparison(condition)) {
        (Some(kind), Comparison::Same) => Ok(Test::Deadline(kind)),
        _ => day(Field::Deadline, condition, today).map_err(|error| {
            let kinds = listed(DueKind::ALL.iter().map(|kind| kind.word()));
            FilterError { help: format!("{}; `deadline:` also takes a kind: {kinds}", error.help), ..error }
        }),
    }
}

fn number(field: Field, condition: &Condition) -> Result<Test, FilterError> {
    let value = &condition.value;
    let digits = value.text.trim_end_matches("days").trim_end_matches("day").trim_end_matches(['d', ' ']);
    match digits.parse() {
        Ok(number) => Ok(Test::Number(field, comparison(condition), number)),
        Err(_) => Err(FilterError::new(
            value.span.clone(),
            format!("`{}` is not a number of days", repeated(&value.text)),
            format!("write it as in `{}>30`", field.word()),
        )),
    }
}
