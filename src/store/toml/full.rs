//! The `toml` crate's reading of a text: the authority on what the language allows, and on what is wrong.

use toml::de::{DeTable, DeValue};

use super::SyntaxError;
use super::tree::{Entry, Node, Table, Value};
use crate::source::Span;

/// Reads a text into its tree.
///
/// # Errors
///
/// The first place at which the text is not TOML; those after it usually follow from it.
pub(crate) fn parse(text: &str) -> Result<Table<'_>, SyntaxError> {
    let document = DeTable::parse(text).map_err(|error| SyntaxError {
        message: error.message().lines().next().unwrap_or("not TOML").to_owned(),
        span: error.span().unwrap_or(0..0),
    })?;
    table(document.into_inner())
}

fn table(table: DeTable<'_>) -> Result<Table<'_>, SyntaxError> {
    let mut entries = table
        .into_iter()
        .map(|(key, value)| {
            let (key_span, span) = (key.span(), value.span());
            Ok(Entry { key: key.into_inner(), key_span, node: node(value.into_inner(), span)? })
        })
        .collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(|entry| entry.key_span.start);
    Ok(Table { entries })
}

fn node(value: DeValue<'_>, span: Span) -> Result<Node<'_>, SyntaxError> {
    let too_large = || SyntaxError { message: "the number is too large".to_owned(), span: span.clone() };
    let value = match value {
        DeValue::String(text) => Value::Text(text),
        DeValue::Integer(number) => {
            Value::Integer(i64::from_str_radix(number.as_str(), number.radix()).map_err(|_| too_large())?)
        }
        DeValue::Float(number) => Value::Float(float(number.as_str()).ok_or_else(too_large)?),
        DeValue::Boolean(value) => Value::Boolean(value),
        DeValue::Datetime(value) => Value::Datetime(value),
        DeValue::Array(list) => {
            let nodes = list.into_iter().map(|item| {
                let span = item.span();
                node(item.into_inner(), span)
            });
            Value::List(nodes.collect::<Result<_, _>>()?)
        }
        DeValue::Table(inner) => Value::Table(table(inner)?),
    };
    Ok(Node { span, value })
}

/// A number with a point or an exponent; nothing where none is as large, but for what is written as without end.
fn float(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    (!number.is_infinite() || text.ends_with("inf")).then_some(number)
}
