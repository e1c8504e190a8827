//! Where in a plan file somebody is, by a byte of its text, be it half typed.

use super::toml::outline::{Entry, Held, Outline, Quote, Scalar, Section, Value};
use crate::source::{Span, Step, ceil_boundary};

/// Where somebody is in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The way to the table that a key here would belong to, or to the value that this is.
    pub steps: Vec<Step>,
    pub spot: CursorSpot,
    /// The keys that the table has, but for the one that this is.
    pub beside: Vec<String>,
    /// The first byte of the line, but for blanks.
    pub line: usize,
    pub byte: usize,
    pub holder: Holder,
}

/// What holds the keys around a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The text itself, or a header.
    Header,
    /// A table in braces.
    Braces,
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CursorSpot {
    /// Nothing, and nothing else on the line: a key or a header may stand here.
    Blank,
    Comment,
    /// A name in `[brackets]`, or the place for one; from its first bracket to its last.
    Header(Span),
    /// A key, or the place for one in a table in braces.
    Key {
        span: Span,
        follows: Follows,
    },
    /// A value, or the place for one.
    Value(ValueSpot),
    /// A place for nothing.
    Nowhere,
}

/// What follows a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follows {
    Value,
    Nothing,
}

/// A value, or the place for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueSpot {
    /// All of it, quotation marks among it.
    pub span: Span,
    /// What stands between the quotation marks.
    pub inner: Span,
    pub quote: Quote,
    /// What it says.
    pub text: String,
}

impl Cursor {
    /// Where a byte of a text stands.
    #[must_use]
    pub fn at(text: &str, byte: usize) -> Self {
        Self::within(&Outline::of(text), text, byte)
    }

    /// The same, of a text whose outline is there.
    #[must_use]
    pub fn within(outline: &Outline, text: &str, byte: usize) -> Self {
        let byte = ceil_boundary(text, byte);
        let mut cursor = Self {
            steps: Vec::new(),
            spot: CursorSpot::Nowhere,
            beside: Vec::new(),
            line: byte,
            byte,
            holder: Holder::Header,
        };
        let before = text.get(..byte).unwrap_or_default();
        let line = before.rfind('\n').map_or(0, |end| end.saturating_add(1));
        let typed = text.get(line..byte).unwrap_or_default().trim_start_matches('\u{feff}').trim_start();
        cursor.line = byte.saturating_sub(typed.len());
        let Some(section) = outline.section_at(byte) else { return cursor };
        cursor.steps.clone_from(&section.steps);
        cursor.beside = keys(&section.entries, None);
        let is_comment = |comment: &&Span| comment.start < byte && byte <= comment.end;
        if outline.comments.iter().any(|comment| is_comment(&comment)) {
            cursor.spot = CursorSpot::Comment;
            return cursor;
        }
        let on_header = section.header.as_ref().filter(|header| header.span.start <= byte && byte <= header.span.end);
        if let Some(header) = on_header {
            cursor.spot = CursorSpot::Header(header.span.clone());
            return cursor;
        }
        let rest = text.get(byte..).unwrap_or_default();
        let rest = rest.split('\n').next().unwrap_or_default().trim();
        cursor.entries(text, &section.entries);
        let may_begin =
            cursor.spot == CursorSpot::Nowhere && typed.is_empty() && (rest.is_empty() || rest.starts_with('#'));
        if may_begin && is_between(section, byte) {
            cursor.spot = CursorSpot::Blank;
        }
        cursor
    }

    /// Finds the entry of a table that this is in.
    fn entries(&mut self, text: &str, entries: &[Entry]) {
        let Some((place, entry)) = entries.iter().enumerate().rev().find(|(_, entry)| starts_at(entry) <= self.byte)
        else {
            return;
        };
        let in_key = entry.keys.last().is_some_and(|name| self.byte <= name.span.end && !is_missing(entry));
        if in_key {
            let span = starts_at(entry)..entry.keys.last().map_or(self.byte, |name| name.span.end);
            let follows = if entry.equals.is_some() { Follows::Value } else { Follows::Nothing };
            self.spot = CursorSpot::Key { span, follows };
            self.beside = keys(entries, Some(place));
            return;
        }
        let Some(equals) = entry.equals.filter(|equals| *equals <= self.byte) else { return };
        let gap = text.get(equals..self.byte).unwrap_or_default();
        match &entry.value {
            Some(value) if value.span.start <= self.byte && !value.span.is_empty() => {
                self.steps = entry.steps(&self.steps);
                self.value(text, value);
                if self.spot == CursorSpot::Nowhere && self.byte > value.span.end {
                    self.steps.truncate(self.steps.len().saturating_sub(entry.keys.len()));
                }
            }
            Some(value) if is_blank(gap) && !value.span.is_empty() => {
                self.steps = entry.steps(&self.steps);
                self.before_value(value);
            }
            Some(_) | None if is_blank(gap) => {
                self.steps = entry.steps(&self.steps);
                self.spot = self.empty_value();
            }
            Some(_) | None => {}
        }
    }

    /// Between `=` and a value, which what is put here would have to replace.
    fn before_value(&mut self, value: &Value) {
        if let Held::Scalar(scalar) = &value.held {
            let Scalar { inner, quote, text } = scalar.clone();
            self.spot = CursorSpot::Value(ValueSpot { span: self.byte..value.span.end, inner, quote, text });
        }
    }

    /// Finds the part of a value that this is in.
    fn value(&mut self, text: &str, value: &Value) {
        if self.byte > value.span.end {
            return;
        }
        match &value.held {
            Held::Scalar(scalar) => {
                self.spot = CursorSpot::Value(ValueSpot {
                    span: value.span.clone(),
                    inner: scalar.inner.clone(),
                    quote: scalar.quote,
                    text: scalar.text.clone(),
                });
            }
            Held::List(items) => self.item(text, value, items),
            Held::Table(entries) => {
                self.beside = keys(entries, None);
                self.holder = Holder::Braces;
                self.entries(text, entries);
                let before = text.get(value.span.start..self.byte).unwrap_or_default();
                if self.spot == CursorSpot::Nowhere && before.trim_end().ends_with(['{', ',']) {
                    self.spot = CursorSpot::Key { span: self.byte..self.byte, follows: Follows::Nothing };
                }
            }
        }
    }

    /// Finds the entry of a list that this is in, or the place for one.
    fn item(&mut self, text: &str, list: &Value, items: &[Value]) {
        let here = items.iter().position(|item| item.span.start <= self.byte && self.byte <= item.span.end);
        if let Some((place, item)) = here.and_then(|place| Some((place, items.get(place)?))) {
            self.steps.push(Step::Entry(place));
            self.value(text, item);
            return;
        }
        let before = text.get(list.span.start..self.byte).unwrap_or_default();
        if before.trim_end().ends_with(['[', ',']) {
            self.steps.push(Step::Entry(items.iter().filter(|item| item.span.end <= self.byte).count()));
            self.spot = self.empty_value();
        }
    }

    fn empty_value(&self) -> CursorSpot {
        let here = self.byte..self.byte;
        CursorSpot::Value(ValueSpot { span: here.clone(), inner: here, quote: Quote::None, text: String::new() })
    }
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
}

/// Whether a byte stands in no entry of a section.
fn is_between(section: &Section, byte: usize) -> bool {
    section.entries.iter().all(|entry| byte <= starts_at(entry) || entry.span().end <= byte)
}

fn starts_at(entry: &Entry) -> usize {
    entry.keys.first().map_or(0, |name| name.span.start)
}

/// Whether an `=` stands without a key.
fn is_missing(entry: &Entry) -> bool {
    entry.keys.iter().all(|name| name.span.is_empty())
}

fn keys(entries: &[Entry], but: Option<usize>) -> Vec<String> {
    let others = entries.iter().enumerate().filter(|(place, entry)| Some(*place) != but && !entry.key().is_empty());
    others.map(|(_, entry)| entry.key().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Cursor, CursorSpot, Follows};
    use crate::source::Step;

    /// Where the `|` of a text stands, in words.
    fn at(marked: &str) -> String {
        let byte = marked.find('|').expect("a cursor");
        let text = marked.replacen('|', "", 1);
        let cursor = Cursor::at(&text, byte);
        let steps: Vec<_> = cursor
            .steps
            .iter()
            .map(|step| match step {
                Step::Key(key) => key.to_string(),
                Step::Entry(number) => number.to_string(),
            })
            .collect();
        let spot = match cursor.spot {
            CursorSpot::Blank => "blank".to_owned(),
            CursorSpot::Comment => "comment".to_owned(),
            CursorSpot::Header(span) => format!("header {}", &text[span]),
            CursorSpot::Key { span, follows: Follows::Value } => format!("key {} with a value", &text[span]),
            CursorSpot::Key { span, follows: Follows::Nothing } => format!("key {}", &text[span]),
            CursorSpot::Value(value) => format!("value {:?} <{}>", value.quote, &text[value.inner]),
            CursorSpot::Nowhere => "nowhere".to_owned(),
        };
        format!("{} {spot}", steps.join("."))
    }

    #[test]
    fn keys_and_blank_lines() {
        assert_eq!(at("|"), " blank");
        assert_eq!(at("le|"), " key le");
        assert_eq!(at("|lead = \"a\""), " key lead with a value");
        assert_eq!(at("action = \"a\"\n|\n\nlead = \"b\"\n"), " blank");
        assert_eq!(at("action = \"a\"\n  | # why\n"), " blank");
        assert_eq!(at("action = \"a\"\n\n[[update]]\ndate = 2009-01-01\n|"), "update.0 blank");
        assert_eq!(at("[[update]]\n[[update]]\nda|\n[[risk]]\n"), "update.1 key da");
        assert_eq!(at("[[measure]]\n[[measure]]\n[[measure.reading]]\n|"), "measure.1.reading.0 blank");
        assert_eq!(at("# a com|ment\n"), " comment");
        assert_eq!(at("action = \"a\"\n|# why\n"), " blank");
        assert_eq!(at("\u{feff}|"), " blank");
    }

    #[test]
    fn headers_whole_and_half() {
        assert_eq!(at("[[upd|\nlead = 1\n"), "upd.0 header [[upd");
        assert_eq!(at("[|"), " header [");
        assert_eq!(at("[[|]]\n"), ".0 header [[]]");
        assert_eq!(at("[ra|ting]\n"), "rating header [rating]");
    }

    #[test]
    fn values_whole_and_half() {
        assert_eq!(at("lead = |"), "lead value None <>");
        assert_eq!(at("lead =|\nsupport = []\n"), "lead value None <>");
        assert_eq!(at("lead = \"Hou|\nsupport = []\n"), "lead value Open <Hou>");
        assert_eq!(at("lead = \"Hou|sing\" # x\n"), "lead value Closed <Housing>");
        assert_eq!(at("lead = 'Hou|sing'\r\n"), "lead value Closed <Housing>");
        assert_eq!(at("lead = Housing Man|\n"), "lead value None <Housing Man>");
        assert_eq!(at("deadline = 2009-|"), "deadline value None <2009->");
        assert_eq!(at("note = \"\"\"\nOne\nTw|o\"\"\"\n"), "note value Lines <\nOne\nTwo>");
        assert_eq!(at("note = \"\"\"\nOne\n|\nlead = \"a\"\n"), "note value Lines <\nOne\n\nlead = \"a\"\n>");
        assert_eq!(at("lead =|  \"Housing\"\n"), "lead value Closed <Housing>");
        assert_eq!(at("support =| [\"a\"]\n"), "support nowhere");
        assert_eq!(at("lead = \"a\"  |"), " nowhere");
        assert_eq!(at("lead = \"a\\\"|"), "lead value Open <a\\\">");
        assert_eq!(at("lead = \"é|\""), "lead value Closed <é>");
    }

    #[test]
    fn lists_and_tables_in_braces() {
        assert_eq!(at("support = [|]\n"), "support.0 value None <>");
        assert_eq!(at("support = [\"a\", |]\n"), "support.1 value None <>");
        assert_eq!(at("support = [\"a\", \"b|\"]\n"), "support.1 value Closed <b>");
        assert_eq!(at("support = [\"a\"| ]\n"), "support.0 value Closed <a>");
        assert_eq!(at("support = [\"a\" | ]\n"), "support nowhere");
        assert_eq!(at("support = [\"a\", |\n\ndeadline = 2009-01-01\n"), "support.1 value None <>");
        assert_eq!(at("support = [\n  |\n\n[[update]]\ndate = 2009-01-01\n"), "support.0 value None <>");
        assert_eq!(at("support = [\n\n[[update]]\ndate = 2009-|\n"), "update.0.date value None <2009->");
        assert_eq!(at("support = [\"a\n\ndeadline = 2009|\n"), "deadline value None <2009>");
        assert_eq!(at("recurs = { every = \"3 m|\", from = 2014-06-30 }"), "recurs.every value Closed <3 m>");
        assert_eq!(at("recurs = { | }"), "recurs key ");
        assert_eq!(at("recurs = { |every = \"3 months\" }"), "recurs key every with a value");
        assert_eq!(at("recurs = { every = \"3 months\" | }"), "recurs nowhere");
        assert_eq!(at("recurs = |{ every = \"3 months\" }"), "recurs nowhere");
        assert_eq!(at("recurs = { every = \"3 months\" }|"), "recurs nowhere");
        assert_eq!(at("support = [\"a\",]|\n"), "support nowhere");
        assert_eq!(at("support = |[\"a\"]\n"), "support nowhere");
        assert_eq!(at("support = [\n  \"a\"\n|\n]\n"), "support nowhere");
        assert_eq!(at("lead =\n|\n"), " blank");
        assert_eq!(at("recurs = { every = \"3 months\", f| }"), "recurs key f");
        assert_eq!(at("recurs = { every = \"3 months\", fr|\n\n[[update]]\n"), "recurs key fr");
        assert_eq!(at("recurs = { every = |\nlead = \"a\"\n"), "recurs.every value None <>");
        assert_eq!(at("recurs = { every = \nle|ad = \"a\"\n"), " key lead with a value");
        assert_eq!(at("source.ki|nd = \"x\"\n"), " key source.kind with a value");
        assert_eq!(at("source.kind = \"|\"\n"), "source.kind value Closed <>");
    }

    #[test]
    fn a_mistake_elsewhere_does_not_matter() {
        let text = "action = \"never closed\nlead = = 3\n]\n}\n[[update]]\ndate = 2009-06-01\nsta|\n[x\n";
        assert_eq!(at(text), "update.0 key sta");
        let cursor = Cursor::at(&text.replace('|', ""), text.find('|').expect("a cursor"));
        assert_eq!(cursor.beside, ["date"]);
    }
}
