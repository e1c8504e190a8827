//! A quick reading of plain texts, straight from the parser's events.
//!
//! It gives up, by returning nothing, on whatever it does not know: dotted keys, tables that are opened before the
//! table that holds them, and every mistake. [`full`](super::full) then reads the text. Where both read a text
//! they give the same tree; a test holds them to it.

use std::borrow::Cow;

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span};

use super::tree::{Entry, Node, Table, Value};

/// How deep values may nest; as in the `toml` crate.
const DEEPEST: usize = 80;

/// The most keys of one table; it looks for a key from the first to the last, which is quick only among few.
const MOST_KEYS: usize = 200;

/// Reads a plain text.
pub(super) fn parse(text: &str) -> Option<Table<'_>> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut builder = Builder::new(source);
    let mut error: Option<ParseError> = None;
    parse_document(&tokens, &mut builder, &mut error);
    builder.close_table();
    (error.is_none() && !builder.gave_up).then_some(builder.root)
}

/// A key that waits for its value.
type Key<'t> = (Cow<'t, str>, Span);

/// The header `[a.b]` or `[[a.b]]` that the entries now read belong to.
struct Header<'t> {
    path: Vec<Key<'t>>,
    is_list: bool,
    span: Span,
}

/// A value that has been opened and not yet closed.
enum Open<'t> {
    List(Span, Vec<Node<'t>>),
    Table(Span, Table<'t>, Option<Key<'t>>),
}

struct Builder<'t> {
    source: Source<'t>,
    root: Table<'t>,
    /// The entries below the current header, or the first ones of the text.
    current: Table<'t>,
    header: Option<Header<'t>>,
    in_header: bool,
    key: Option<Key<'t>>,
    open: Vec<Open<'t>>,
    gave_up: bool,
}

impl<'t> Builder<'t> {
    fn new(source: Source<'t>) -> Self {
        let (root, current) = (Table::default(), Table::default());
        Self { source, root, current, header: None, in_header: false, key: None, open: Vec::new(), gave_up: false }
    }

    fn open_header(&mut self, span: Span, is_list: bool) {
        self.close_table();
        self.header = Some(Header { path: Vec::new(), is_list, span });
        self.in_header = true;
    }

    fn close_header(&mut self, span: Span) {
        self.in_header = false;
        if let Some(header) = &mut self.header {
            header.span = header.span.append(span);
        }
    }

    /// Puts the entries read since the last header where that header says.
    fn close_table(&mut self) {
        let table = std::mem::take(&mut self.current);
        let Some(mut header) = self.header.take() else {
            self.root = table;
            return;
        };
        let node = Node { span: range(header.span), value: Value::Table(table) };
        let placed = header.path.pop().is_some_and(|key| {
            let parent = header.path.iter().try_fold(&mut self.root, |table, (key, _)| below_header(table, key));
            parent
                .is_some_and(|parent| if header.is_list { push(parent, key, node) } else { insert(parent, key, node) })
        });
        self.gave_up |= !placed;
    }

    /// Gives a finished value to what waits for it.
    fn place(&mut self, node: Node<'t>) {
        let placed = match self.open.last_mut() {
            Some(Open::List(_, items)) => {
                items.push(node);
                true
            }
            Some(Open::Table(_, table, key)) => key.take().is_some_and(|key| insert(table, key, node)),
            None => self.key.take().is_some_and(|key| insert(&mut self.current, key, node)),
        };
        self.gave_up |= !placed;
    }

    fn scalar_value(&self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) -> Option<Value<'t>> {
        let raw = self.raw(span, encoding)?;
        if let Some(text) = plain_string(raw.as_str(), encoding) {
            return Some(Value::Text(Cow::Borrowed(text)));
        }
        let mut text = Cow::Borrowed("");
        Some(match raw.decode_scalar(&mut text, error) {
            ScalarKind::String => Value::Text(text),
            ScalarKind::Boolean(value) => Value::Boolean(value),
            ScalarKind::DateTime => Value::Datetime(text.parse().ok()?),
            ScalarKind::Float => Value::Float(text.parse().ok()?),
            ScalarKind::Integer(radix) => Value::Integer(i64::from_str_radix(&text, radix.value()).ok()?),
        })
    }

    /// The text of a span, with what the parser knows about it.
    fn raw(&self, span: Span, encoding: Option<Encoding>) -> Option<Raw<'t>> {
        Some(Raw::new_unchecked(self.source.get(span)?.as_str(), encoding, span))
    }

    /// Opens a value in another, unless they nest too deep.
    fn open(&mut self, value: Open<'t>) -> bool {
        let may = self.open.len() < DEEPEST;
        self.gave_up |= !may;
        self.open.push(value);
        may
    }
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_header(span, false);
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close_header(span);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_header(span, true);
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close_header(span);
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open(Open::Table(span, Table::default(), None))
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        match self.open.pop() {
            Some(Open::Table(start, table, _)) => {
                self.place(Node { span: range(start.append(span)), value: Value::Table(table) });
            }
            Some(Open::List(..)) | None => self.gave_up = true,
        }
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open(Open::List(span, Vec::new()))
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        match self.open.pop() {
            Some(Open::List(start, items)) => {
                self.place(Node { span: range(start.append(span)), value: Value::List(items) });
            }
            Some(Open::Table(..)) | None => self.gave_up = true,
        }
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let Some(raw) = self.raw(span, encoding) else {
            self.gave_up = true;
            return;
        };
        let mut text = Cow::Borrowed(raw.as_str());
        if !is_plain_key(raw.as_str(), encoding) {
            raw.decode_key(&mut text, error);
        }
        let key = (text, span);
        if self.in_header {
            self.header.iter_mut().for_each(|header| header.path.push(key.clone()));
        } else if let Some(Open::Table(_, _, waiting)) = self.open.last_mut() {
            *waiting = Some(key);
        } else {
            self.key = Some(key);
        }
    }

    fn key_sep(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.gave_up |= !self.in_header;
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        match self.scalar_value(span, encoding, error) {
            Some(value) => self.place(Node { span: range(span), value }),
            None => self.gave_up = true,
        }
    }

    fn whitespace(&mut self, span: Span, error: &mut dyn ErrorSink) {
        self.raw(span, None).iter().for_each(|raw| raw.decode_whitespace(error));
    }

    fn comment(&mut self, span: Span, error: &mut dyn ErrorSink) {
        self.raw(span, None).iter().for_each(|raw| raw.decode_comment(error));
    }

    fn newline(&mut self, span: Span, error: &mut dyn ErrorSink) {
        self.raw(span, None).iter().for_each(|raw| raw.decode_newline(error));
    }

    fn error(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.gave_up = true;
    }
}

/// What stands between the quotation marks of a string in which nothing is to be decoded.
fn plain_string(raw: &str, encoding: Option<Encoding>) -> Option<&str> {
    let inner = raw.strip_prefix('"')?.strip_suffix('"').filter(|_| encoding == Some(Encoding::BasicString))?;
    let odd = inner.bytes().fold(false, |odd, byte| odd | matches!(byte, 0..b' ' | b'\\' | 0x7f));
    (!odd).then_some(inner)
}

/// Whether a key stands without quotation marks and is made of what may stand so.
fn is_plain_key(raw: &str, encoding: Option<Encoding>) -> bool {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    encoding.is_none() && !raw.is_empty() && raw.bytes().all(is_bare)
}

fn range(span: Span) -> std::ops::Range<usize> {
    span.start()..span.end()
}

/// The table that a header below it extends: one with a header of its own, or the last of a list of such.
fn below_header<'a, 't>(table: &'a mut Table<'t>, key: &str) -> Option<&'a mut Table<'t>> {
    let node = &mut table.get_mut(key)?.node;
    match &mut node.value {
        Value::Table(inner) if !is_inline(&node.span, inner) => Some(inner),
        Value::List(items) => match items.last_mut() {
            Some(Node { span, value: Value::Table(inner) }) if *span != (0..0) && !is_inline(span, inner) => {
                Some(inner)
            }
            _ => None,
        },
        _ => None,
    }
}

/// A table with a header has its entries after its span; an inline table has them within.
fn is_inline(span: &std::ops::Range<usize>, table: &Table<'_>) -> bool {
    table.entries.first().is_none_or(|entry| entry.key_span.start < span.end)
}

fn insert<'t>(table: &mut Table<'t>, (key, span): Key<'t>, node: Node<'t>) -> bool {
    let is_new = table.entries.len() < MOST_KEYS && table.get(&key).is_none();
    if is_new {
        table.entries.push(Entry { key, key_span: range(span), node });
    }
    is_new
}

/// Adds an entry to the list of tables with a key, and begins the list with its first.
fn push<'t>(table: &mut Table<'t>, key: Key<'t>, node: Node<'t>) -> bool {
    let span = node.span.clone();
    match table.get_mut(&key.0).map(|entry| &mut entry.node) {
        None => insert(table, key, Node { span, value: Value::List(vec![node]) }),
        Some(Node { span: list, value: Value::List(items) })
            if items.first().is_some_and(|first| first.span == *list) =>
        {
            items.push(node);
            true
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::full;
    use super::parse;

    /// Texts that a plan may hold, each read by both ways.
    #[test]
    fn both_readings_agree_on_plain_texts() {
        for text in [
            "",
            "a = 1\n",
            "\u{feff}a = \"x\"\r\nb = '''y\r\nz'''\r\n",
            "a = \"\\u00e9 \\t\"\nb = [1, 2, [3]] # end\nc = { d = 1.5, e = true, f = [] }\n",
            "d = 2009-07-01\nt = 2009-07-01T10:00:00Z\nn = -0x10\n",
            "[a]\nb = 1\n\n[c]\n",
            "x = 1\n[[u]]\ndate = 2009-09-07\n[[u]]\ndate = 2009-09-08\n[[m]]\nname = \"n\"\n[[m.r]]\nv = 1\n[[m.r]]\nv = 2\n",
            "recurs = { every = \"3 months\", from = 2014-06-30 }\n",
        ] {
            let quick = parse(text);
            assert!(quick.is_some() || text.contains("-0x"), "{text}");
            if let Some(quick) = quick {
                assert_eq!(Ok(quick), full::parse(text), "{text}");
            }
        }
    }

    #[test]
    fn what_is_wrong_or_rare_is_left_to_the_full_reading() {
        for text in [
            "a = 1\na = 2\n",
            "a.b = 1\n",
            "a = {}\n[a.b]\n",
            "a = [{}]\n[[a]]\n",
            "a = [{b = 1}]\n[[a.c]]\n",
            "[[a]]\n[a]\n",
            "a = \n",
            "[a\n",
            "a = 99999999999999999999\n",
            "a = \"\u{1}\"\n",
            "# \u{0}\n",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }
}
