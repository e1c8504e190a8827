//! Why a value could not be read, in words for the person who wrote it.

use std::fmt;

use serde::de::{self, Unexpected};

use super::read::{Fault, address_of};
use super::tree::{Node, Value};
use crate::diagnostic::{Fix, RuleName, did_you_mean};
use crate::model::{Date, in_one_line};
use crate::source::{Edit, Span};

/// Why a value could not be read; it learns its key and place on the way up.
///
/// Boxed, because every step of the reading returns room for one.
#[derive(Debug)]
pub(super) struct Problem(pub(super) Box<Details>);

#[derive(Debug)]
pub(super) struct Details {
    rule: RuleName,
    pub(super) what: What,
    help: Option<String>,
    key: Option<String>,
    span: Option<Span>,
    pub(super) culprit: Option<usize>,
}

#[derive(Debug)]
pub(super) enum What {
    /// A whole sentence.
    Said(String),
    /// What should stand there, and what does.
    Expected(String, String),
    /// A word that is not among those that may stand there.
    NotOneOf(String, Option<&'static str>),
    /// A key that has to be there.
    Missing(&'static str),
}

impl Problem {
    fn new(rule: RuleName, what: What, help: Option<String>) -> Self {
        Self(Box::new(Details { rule, what, help, key: None, span: None, culprit: None }))
    }

    /// The same, come up to the value that could not be read.
    pub(super) fn at(mut self, node: &Node<'_>) -> Self {
        if self.0.culprit.is_none() {
            (self.0.span, self.0.culprit) = (Some(node.span.clone()), Some(address_of(node)));
        }
        self
    }

    /// The same, of a value that stands here where nothing nearer is known.
    pub(super) fn within(mut self, span: Span) -> Self {
        self.0.span.get_or_insert(span);
        self
    }

    /// The same, come up to the key of the value.
    pub(super) fn under(mut self, key: &str) -> Self {
        self.0.key.get_or_insert_with(|| in_one_line(key).into_owned());
        self
    }

    /// The problem in words.
    pub(super) fn settled(self, culprit: Option<&Node<'_>>) -> Fault {
        let fix = culprit.and_then(|node| self.fix(node));
        let Details { rule, what, help, key, span, .. } = *self.0;
        let usual = || key.as_deref().and_then(|key| usual_form(key, &what)).or_else(|| usual_quotes(&what));
        let help = help.or_else(|| usual().map(str::to_owned));
        let key = key.map_or_else(|| "this".to_owned(), |key| format!("`{key}`"));
        let message = match what {
            What::Said(sentence) => sentence,
            What::Expected(expected, found) => format!("{key} should be {expected}, not {found}"),
            What::NotOneOf(word, _) => format!("{key} cannot be `{word}`"),
            What::Missing(key) => format!("the key `{key}` is missing here"),
        };
        Fault { rule, message, help, span: span.unwrap_or(0..0), meant: None, fix }
    }

    /// What puts it right beyond doubt: a day without quotation marks, a word as it is written here.
    fn fix(&self, node: &Node<'_>) -> Option<Fix> {
        let Value::Text(text) = &node.value else { return None };
        let (text, said) = match &self.0.what {
            What::NotOneOf(word, meant) => {
                let meant = (*meant)?;
                (format!("\"{meant}\""), format!("`{word}` is now `{meant}`"))
            }
            What::Said(sentence) if !sentence.starts_with(QUOTED_DAY) => return None,
            What::Expected(expected, _) if !expected.starts_with(A_DAY) => return None,
            What::Said(_) | What::Expected(..) => {
                let day = Date::parse(text.trim())?.to_string();
                let said = format!("{day} stands without quotation marks");
                (day, said)
            }
            What::Missing(_) => return None,
        };
        Some(Fix::Edit { edit: Edit { span: node.span.clone(), text }, said })
    }
}

/// How the model says that it expects a day.
const A_DAY: &str = "a date such as";

/// How the model says that a deadline is a day in quotation marks.
const QUOTED_DAY: &str = "the date ";

/// What to type where a value is of the wrong kind.
fn usual_quotes(what: &What) -> Option<&'static str> {
    let What::Expected(expected, found) = what else { return None };
    Some(match expected.as_str() {
        "text in quotation marks" if found == "a list" => "write one text in quotation marks: `\"…\"`",
        "text in quotation marks" | "a word in quotation marks" => "put it in quotation marks: `\"…\"`",
        "a list in square brackets" => "put it in square brackets, also where it is alone: `[\"…\"]`",
        "true or false" => "write `true` or `false` without quotation marks",
        "a whole number" | "a number" | "a finite number" => {
            "write the figure alone, without quotation marks or a unit"
        }
        expected if expected.starts_with("a date (") => A_PERIOD,
        "a table" => "write its keys in braces, `{ key = \"…\" }`, or under a heading in square brackets",
        _ => return None,
    })
}

const A_PERIOD: &str = "write a day `2026-12-01`, or `\"2026-12\"`, `\"2026-Q4\"`, `\"2026-autumn\"` or `\"2026/27\"`";

/// What to type at a key whose value has a form of its own.
fn usual_form(key: &str, what: &What) -> Option<&'static str> {
    Some(match key {
        "lead" => "name one: `lead = \"Housing Manager\"`; who helps stands under `support`",
        "deadline" | "deadline_was" => {
            "write a day `2026-12-01`, or `\"2026-12\"`, `\"2026-Q4\"`, `\"2026-autumn\"`, `\"2026/27\"` or `\"ongoing\"`"
        }
        "target_date" | "year" => A_PERIOD,
        // The day by which, in a measure; in an update it is the person by whom, which any text is.
        "by" if matches!(what, What::Said(_)) => A_PERIOD,
        "every" | "stale_after" | "due_soon" => "write `\"3 months\"`, `\"1 year\"`, `\"2 weeks\"` or `\"10 days\"`",
        "depends_on" | "see" => "write `[\"3.1.1\"]`, or `[\"bristol-2008-11:3.1.1\"]` for one of another plan",
        "carried_from" => "write the plan and the reference: `\"bristol-2008-11:3.1.1\"`",
        "amount" => "write the pounds as a number: `2000` or `12.50`",
        "starts" | "ends" | "closed" | "date" | "done" | "review" | "from" | "until" | "occurrence"
        | "baseline_date" => "write the day without quotation marks: `2026-12-01`",
        _ => return None,
    })
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.what {
            What::Said(sentence) => formatter.write_str(sentence),
            What::Expected(expected, found) => write!(formatter, "expected {expected}, found {found}"),
            What::NotOneOf(word, _) => write!(formatter, "unknown word {word}"),
            What::Missing(key) => write!(formatter, "no key {key}"),
        }
    }
}

impl std::error::Error for Problem {}

impl de::Error for Problem {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(RuleName::INVALID_VALUE, What::Said(in_one_line(&message.to_string()).into_owned()), None)
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let what = What::Expected(plain_expected(&expected.to_string()), plain_found(&found));
        Self::new(RuleName::WRONG_TYPE, what, None)
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let what = What::Expected(expected.to_string(), plain_found(&found));
        Self::new(RuleName::INVALID_VALUE, what, None)
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        let list = format!("it is one of {}", listed(known));
        let help = match did_you_mean(word, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`? {list}"),
            None => list,
        };
        let written = word.trim().to_lowercase().replace([' ', '_'], "-");
        let same = known.iter().copied().find(|known| *known == written);
        Self::new(RuleName::INVALID_VALUE, What::NotOneOf(in_one_line(word).into_owned(), same), Some(help))
    }

    fn missing_field(key: &'static str) -> Self {
        Self::new(RuleName::INVALID_VALUE, What::Missing(key), Some(format!("add `{key} = …`")))
    }
}

/// Serde's words for what it expects, as a person would say them.
fn plain_expected(expected: &str) -> String {
    match expected {
        "a string" => "text in quotation marks",
        "a sequence" => "a list in square brackets",
        "a boolean" => "true or false",
        "a map" => "a table",
        "i64" => "a whole number",
        "f64" => "a number",
        other if other.starts_with("struct ") => "a table",
        other if other.starts_with("enum ") => "a word in quotation marks",
        other => other,
    }
    .to_owned()
}

fn plain_found(found: &Unexpected<'_>) -> String {
    match found {
        Unexpected::Str(_) => "text".to_owned(),
        Unexpected::Signed(number) => format!("the number {number}"),
        Unexpected::Float(number) => format!("the number {number}"),
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a table".to_owned(),
        other => other.to_string(),
    }
}

/// Words in backticks, one after another.
pub(super) fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
