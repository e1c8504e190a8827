//! A quick reading of plain texts, in one way through the bytes.
//!
//! It gives up, by returning nothing, on whatever it does not know: dotted keys, rare numbers and escapes, tables that
//! are opened before the table that holds them, and every mistake. [`full`](super::full) then reads the text. Where
//! both read a text they give the same tree; a test holds them to it.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3, memmem};
use toml::value::{Date, Datetime};

use super::tree::{Entry, Node, Table, Value};
use crate::source::Span;

/// How deep values may nest; no key of a plan file needs more than 3.
const DEEPEST: usize = 16;

/// The most keys of one table; it looks for a key from the first to the last, which is quick only among few.
const MOST_KEYS: usize = 200;

/// Room for the keys of most files, and of most tables in them.
const USUAL_KEYS: (usize, usize) = (16, 6);

/// Reads a plain text.
pub(super) fn parse(text: &str) -> Option<Table<'_>> {
    let bytes = text.as_bytes();
    // No text of a plan may hold one, wherever it stands; those that may are looked at where they do.
    if has_control(bytes) {
        return None;
    }
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader { text, bytes, has_returns: memchr(b'\r', bytes).is_some(), at: mark };
    let mut root = reader.entries(USUAL_KEYS.0)?;
    while reader.peek().is_some() {
        let header = reader.header()?;
        let node = Node { span: header.span, value: Value::Table(reader.entries(USUAL_KEYS.1)?) };
        let parent = header.above.iter().try_fold(&mut root, |table, (key, _)| below_header(table, key))?;
        let placed = if header.is_list { push(parent, header.key, node) } else { insert(parent, header.key, node) };
        placed.then_some(())?;
    }
    Some(root)
}

/// A key with its place.
type Key<'t> = (Cow<'t, str>, Span);

/// The header `[a.b]` or `[[a.b]]` of the entries below it.
struct Header<'t> {
    above: Vec<Key<'t>>,
    key: Key<'t>,
    is_list: bool,
    span: Span,
}

/// A text, and how far it is read. Every method gives up by returning nothing.
struct Reader<'t> {
    text: &'t str,
    /// The same.
    bytes: &'t [u8],
    /// Whether there are carriage returns in it, which stand only at ends of lines.
    has_returns: bool,
    at: usize,
}

impl<'t> Reader<'t> {
    /// The entries up to the next header or the end.
    fn entries(&mut self, usual: usize) -> Option<Table<'t>> {
        let mut table = Table { entries: Vec::with_capacity(usual) };
        loop {
            self.gap()?;
            if matches!(self.peek(), None | Some(b'[')) {
                return Some(table);
            }
            self.entry(&mut table, 0)?;
            self.line_end()?;
        }
    }

    fn entry(&mut self, table: &mut Table<'t>, depth: usize) -> Option<()> {
        let key = self.key()?;
        self.blanks();
        self.take(b'=')?;
        self.blanks();
        let node = self.value(depth)?;
        insert(table, key, node).then_some(())
    }

    fn header(&mut self) -> Option<Header<'t>> {
        let start = self.at;
        self.take(b'[')?;
        let is_list = self.take(b'[').is_some();
        let (mut above, mut key) = (Vec::new(), self.key_in_header()?);
        while self.take(b'.').is_some() {
            above.push(std::mem::replace(&mut key, self.key_in_header()?));
        }
        self.take(b']')?;
        if is_list {
            self.take(b']')?;
        }
        let span = start..self.at;
        self.line_end()?;
        Some(Header { above, key, is_list, span })
    }

    fn key_in_header(&mut self) -> Option<Key<'t>> {
        self.blanks();
        let key = self.key()?;
        self.blanks();
        Some(key)
    }

    fn key(&mut self) -> Option<Key<'t>> {
        let start = self.at;
        let key = if self.peek() == Some(b'"') { self.in_quotes(b'"')? } else { self.while_is(is_in_key)? };
        let is_there = self.at > start;
        is_there.then_some((Cow::Borrowed(key), start..self.at))
    }

    fn value(&mut self, depth: usize) -> Option<Node<'t>> {
        let start = self.at;
        let value = match self.peek()? {
            b'"' => Value::Text(self.text(b'"', *b"\"\"\"")?),
            b'\'' => Value::Text(self.text(b'\'', *b"'''")?),
            b'[' if depth < DEEPEST => Value::List(self.list(depth.saturating_add(1))?),
            b'{' if depth < DEEPEST => Value::Table(self.table(depth.saturating_add(1))?),
            _ => word(self.while_is(is_in_word)?)?,
        };
        Some(Node { span: start..self.at, value })
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Node<'t>>> {
        self.take(b'[')?;
        let mut items = Vec::new();
        loop {
            self.gap()?;
            if self.take(b']').is_some() {
                return Some(items);
            }
            items.push(self.value(depth)?);
            self.gap()?;
            if self.take(b',').is_none() {
                self.take(b']')?;
                return Some(items);
            }
        }
    }

    fn table(&mut self, depth: usize) -> Option<Table<'t>> {
        self.take(b'{')?;
        let mut table = Table::default();
        self.blanks();
        if self.take(b'}').is_some() {
            return Some(table);
        }
        loop {
            self.blanks();
            self.entry(&mut table, depth)?;
            self.blanks();
            if self.take(b',').is_none() {
                self.take(b'}')?;
                return Some(table);
            }
        }
    }

    /// A text in quotation marks, be it of several lines.
    fn text(&mut self, quote: u8, three: [u8; 3]) -> Option<Cow<'t, str>> {
        if self.left().starts_with(&three) {
            return self.in_three(three).map(Cow::Borrowed);
        }
        let start = self.at;
        self.in_quotes(quote).map(Cow::Borrowed).or_else(|| {
            self.at = start;
            if quote == b'"' { self.escaped().map(Cow::Owned) } else { None }
        })
    }

    /// What stands between two quotation marks on a line, where nothing is to be decoded.
    fn in_quotes(&mut self, quote: u8) -> Option<&'t str> {
        let start = self.at.saturating_add(1);
        let rest = self.bytes.get(start..)?;
        let stop = if quote == b'"' { memchr3(quote, b'\\', b'\n', rest) } else { memchr2(quote, b'\n', rest) }?;
        let end = start.saturating_add(stop);
        let ends_here = self.bytes.get(end) == Some(&quote);
        self.at = end.saturating_add(1);
        let inner = self.text.get(start..end)?;
        (ends_here && !(self.has_returns && inner.contains('\r'))).then_some(inner)
    }

    /// What stands between three quotation marks and three others; an end of line at its start is no part of it.
    fn in_three(&mut self, three: [u8; 3]) -> Option<&'t str> {
        let start = self.at.saturating_add(three.len());
        let end = start.saturating_add(memmem::find(self.bytes.get(start..)?, &three)?);
        self.at = end.saturating_add(three.len());
        let [quote, ..] = three;
        let ends_here = self.peek() != Some(quote);
        let inner = self.text.get(start..end)?;
        let inner = inner.strip_prefix("\r\n").or_else(|| inner.strip_prefix('\n')).unwrap_or(inner);
        let is_decoded = quote == b'"' && inner.contains('\\');
        // A carriage return before the quotation marks does not end a line.
        (ends_here && !is_decoded && self.ends_lines(inner) && !inner.ends_with('\r')).then_some(inner)
    }

    /// Whether every carriage return of a part of the text ends a line of it, or stands at its end.
    fn ends_lines(&self, part: &str) -> bool {
        let is_line = |line: &str| !line.strip_suffix('\r').unwrap_or(line).contains('\r');
        !self.has_returns || part.split('\n').all(is_line)
    }

    /// A text in which quotation marks, backslashes and ends of lines are escaped.
    fn escaped(&mut self) -> Option<String> {
        let mut rest = self.text.get(self.at..)?.strip_prefix('"')?;
        let mut text = String::new();
        loop {
            let (plain, after) = rest.split_at(rest.find(['"', '\\'])?);
            if plain.contains(['\n', '\r']) {
                return None;
            }
            text += plain;
            if let Some(after) = after.strip_prefix('"') {
                self.at = self.text.len().saturating_sub(after.len());
                return Some(text);
            }
            text.push(match after.as_bytes().get(1)? {
                b'"' => '"',
                b'\\' => '\\',
                b'n' => '\n',
                b't' => '\t',
                _ => return None,
            });
            rest = after.get(2..)?;
        }
    }

    /// Blanks, ends of lines and comments.
    fn gap(&mut self) -> Option<()> {
        loop {
            self.blanks();
            match self.peek() {
                Some(b'\n') => self.on(1),
                Some(b'\r') => {
                    self.on(1);
                    self.take(b'\n')?;
                }
                Some(b'#') => self.comment()?,
                Some(_) | None => return Some(()),
            }
        }
    }

    /// What may stand behind a value on its line: blanks and a comment.
    fn line_end(&mut self) -> Option<()> {
        self.blanks();
        matches!(self.peek(), None | Some(b'\n' | b'\r' | b'#')).then_some(())
    }

    fn comment(&mut self) -> Option<()> {
        let rest = self.left();
        let end = memchr(b'\n', rest);
        let line = rest.get(..end.unwrap_or(rest.len()))?;
        self.on(line.len());
        // A carriage return at the end of the file does not end a line.
        let line = if end.is_some() { line.strip_suffix(b"\r").unwrap_or(line) } else { line };
        (!self.has_returns || memchr(b'\r', line).is_none()).then_some(())
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.on(1);
        }
    }

    fn while_is(&mut self, is_wanted: impl Fn(u8) -> bool) -> Option<&'t str> {
        let (start, left) = (self.at, self.left());
        self.on(left.iter().position(|byte| !is_wanted(*byte)).unwrap_or(left.len()));
        self.text.get(start..self.at)
    }

    fn take(&mut self, wanted: u8) -> Option<()> {
        let is_there = self.peek() == Some(wanted);
        self.on(usize::from(is_there));
        is_there.then_some(())
    }

    fn on(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The bytes that are still to be read.
    fn left(&self) -> &'t [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }
}

/// Whether a text holds a control character other than tabs and those at ends of lines; every byte is looked at, which
/// is quicker than stopping.
fn has_control(text: &[u8]) -> bool {
    let is_control = |byte: u8| (byte < b' ' && !matches!(byte, b'\n' | b'\t' | b'\r')) || byte == 0x7f;
    text.iter().fold(false, |found, byte| found | is_control(*byte))
}

/// A byte of a key without quotation marks.
const fn is_in_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// A byte of a value without quotation marks.
const fn is_in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
}

/// A value without quotation marks.
fn word(text: &str) -> Option<Value<'static>> {
    match text {
        "true" => Some(Value::Boolean(true)),
        "false" => Some(Value::Boolean(false)),
        _ => day(text).map(Value::Datetime).or_else(|| number(text)),
    }
}

fn day(text: &str) -> Option<Datetime> {
    let (Some("-"), Some("-"), 10) = (text.get(4..5), text.get(7..8), text.len()) else { return None };
    let (year, month, day) = (digits(text.get(..4)?)?, digits(text.get(5..7)?)?, digits(text.get(8..)?)?);
    if day > 28 {
        // Whether the month has this day, the other reader knows, too.
        return text.parse().ok();
    }
    let date = Date { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? };
    ((1..=12).contains(&month) && day > 0).then_some(Datetime { date: Some(date), time: None, offset: None })
}

/// The number that a few digits make.
fn digits(text: &str) -> Option<u16> {
    text.bytes().try_fold(0_u16, |number, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        number.checked_mul(10)?.checked_add(u16::from(digit))
    })
}

fn number(text: &str) -> Option<Value<'static>> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || (whole.len() > 1 && whole.starts_with('0')) {
        return None;
    }
    match part {
        None => text.parse().ok().map(Value::Integer),
        Some(part) if is_number(part) => text.parse().ok().map(Value::Float),
        Some(_) => None,
    }
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
fn is_inline(span: &Span, table: &Table<'_>) -> bool {
    table.entries.first().is_none_or(|entry| entry.key_span.start < span.end)
}

fn insert<'t>(table: &mut Table<'t>, (key, span): Key<'t>, node: Node<'t>) -> bool {
    let is_new = table.entries.len() < MOST_KEYS && table.get(&key).is_none();
    if is_new {
        table.entries.push(Entry { key, key_span: span, node });
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
            "a = \"\\\"é\\\" \\t \\\\\\n\"\nb = [1, 2, [3]] # end\nc = { d = 1.5, e = true, f = [] }\n",
            "a = \"\"\"\ny \"z\"\r\n\"\"\"\nb = 'c'\nc = [ # d\n  -1, +2.50,\n]\n\"e f\" = 2024-02-29\n",
            "a = \"\\u00e9\"\n",
            "d = 2009-07-01\nt = 2009-07-01T10:00:00Z\nn = -0x10\n",
            "[a]\nb = 1\n\n[c]\n",
            "x = 1\n[[u]]\ndate = 2009-09-07\n[[u]]\ndate = 2009-09-08\n[[m]]\nname = \"n\"\n[[m.r]]\nv = 1\n[[m.r]]\nv = 2\n",
            "recurs = { every = \"3 months\", from = 2014-06-30 }\n",
        ] {
            let quick = parse(text);
            let is_rare = text.contains("-0x") || text.contains("\\u");
            assert_eq!(quick.is_none(), is_rare, "{text}");
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
            "a = 01\n",
            "a = 2026-02-30\n",
            "a = \"\"\"b\"\"\"\"\n",
            "a = \"\u{1}\"\n",
            "a = 1 # \r",
            "# \u{0}\n",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }
}
