//! The comments of a text, which a merge must not lose although they are no part of what it says.

use crate::source::Span;
use crate::store::toml::{self, Node, Table, Value};

/// The comments of a text; none where it is not TOML.
pub(super) fn of(text: &str) -> Vec<&str> {
    let Ok(tree) = toml::parse(text) else { return Vec::new() };
    let mut quoted = Vec::new();
    spans(&tree, &mut quoted);
    quoted.sort_by_key(|span| span.start);
    let mut quoted = quoted.into_iter().peekable();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('#')).map(|start| at + start) {
        while quoted.next_if(|span| span.end <= start).is_some() {}
        at = match quoted.peek() {
            Some(span) if span.start <= start => span.end,
            _ => {
                let end = text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| start + end);
                found.extend(text.get(start..end).map(str::trim_end));
                end
            }
        };
    }
    found
}

/// The bytes in which `#` begins no comment.
fn spans(table: &Table<'_>, found: &mut Vec<Span>) {
    fn within(node: &Node<'_>, found: &mut Vec<Span>) {
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| within(item, found)),
            Value::Table(inner) => spans(inner, found),
            Value::Text(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {
                found.push(node.span.clone());
            }
        }
    }
    for entry in &table.entries {
        found.push(entry.key_span.clone());
        within(&entry.node, found);
    }
}
