//! An outline from the events of the parser, which go on after each mistake.

use std::borrow::Cow;

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::EventReceiver;
use toml_parser::{ErrorSink, Raw, Source};

use super::{Entry, Header, HeaderKind, Held, Name, Outline, Quote, Scalar, Section, Value};
use crate::source::{Span, Step};
use crate::store::toml::DEEPEST_VALUE;

/// A value that has been opened and not yet closed.
enum Open {
    List(usize, Vec<Value>),
    Table(usize, Vec<Entry>),
}

pub(super) struct Builder<'t> {
    source: Source<'t>,
    sections: Vec<Section>,
    comments: Vec<Span>,
    open: Vec<Open>,
    /// The end of the stretch that is read, up to which a value goes that was never closed.
    end: usize,
    in_header: bool,
    /// Whether the next key is a further part of the one before it.
    after_dot: bool,
}

impl<'t> Builder<'t> {
    pub(super) fn new(source: Source<'t>) -> Self {
        let first = Section { steps: Vec::new(), header: None, entries: Vec::new(), span: 0..0 };
        Self {
            source,
            sections: vec![first],
            comments: Vec::new(),
            open: Vec::new(),
            end: 0,
            in_header: false,
            after_dot: false,
        }
    }

    /// Begins a stretch of the text that ends at a byte.
    pub(super) fn begin(&mut self, end: usize) {
        self.open.clear();
        self.end = end;
    }

    /// Gives each section its end and the way to its table.
    pub(super) fn finish(mut self, text: &str) -> Outline {
        let mut end = text.len();
        for section in self.sections.iter_mut().rev() {
            section.span.end = end;
            end = section.span.start;
        }
        let mut counts: Vec<(Vec<Step>, usize)> = Vec::new();
        for section in &mut self.sections {
            let Some(header) = &section.header else { continue };
            for (number, name) in header.keys.iter().enumerate() {
                section.steps.push(Step::Key(name.text.clone().into()));
                let is_last = number.saturating_add(1) == header.keys.len();
                let place = counts.iter().position(|(steps, _)| *steps == section.steps);
                match (place.and_then(|place| counts.get_mut(place)), is_last && header.kind == HeaderKind::List) {
                    (Some((_, count)), true) => {
                        section.steps.push(Step::Entry(*count));
                        *count = count.saturating_add(1);
                    }
                    (None, true) => {
                        counts.push((section.steps.clone(), 1));
                        section.steps.push(Step::Entry(0));
                    }
                    (Some((_, count)), false) => section.steps.push(Step::Entry(count.saturating_sub(1))),
                    (None, false) => {}
                }
            }
        }
        Outline { sections: self.sections, comments: self.comments }
    }

    fn open_header(&mut self, span: Span, kind: HeaderKind) {
        self.open.clear();
        self.in_header = true;
        let header = Header { keys: Vec::new(), kind, span: span.clone() };
        let section = Section { steps: Vec::new(), header: Some(header), entries: Vec::new(), span };
        self.sections.push(section);
    }

    fn header(&mut self) -> Option<&mut Header> {
        self.sections.last_mut().and_then(|section| section.header.as_mut()).filter(|_| self.in_header)
    }

    /// The entries that a key would now be added to; none within a list.
    fn entries(&mut self) -> Option<&mut Vec<Entry>> {
        match self.open.last_mut() {
            Some(Open::Table(_, entries)) => Some(entries),
            Some(Open::List(..)) => None,
            None => self.sections.last_mut().map(|section| &mut section.entries),
        }
    }

    /// Gives a finished value to what waits for it.
    fn place(&mut self, value: Value) {
        if let Some(Open::List(_, items)) = self.open.last_mut() {
            items.push(value);
            return;
        }
        let waiting = self.entries().and_then(|entries| entries.last_mut());
        if let Some(entry) = waiting.filter(|entry| entry.value.is_none() && entry.equals.is_some()) {
            entry.value = Some(value);
        }
    }

    fn scalar_value(&self, span: toml_parser::Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) -> Value {
        let raw = self.source.get(span).map(|raw| raw.as_str()).unwrap_or_default();
        let whole = span.start()..span.end();
        let (quote, inner) = quoted(raw, encoding);
        let mut text = Cow::Borrowed("");
        let kind = match quote {
            Quote::None => ScalarKind::String,
            Quote::Closed | Quote::Open | Quote::Lines => {
                Raw::new_unchecked(raw, encoding, span).decode_scalar(&mut text, error)
            }
        };
        let is_said = kind == ScalarKind::String && quote != Quote::None && quote != Quote::Open;
        let text = if is_said { text.into_owned() } else { raw.get(inner.clone()).unwrap_or_default().to_owned() };
        let inner = whole.start.saturating_add(inner.start)..whole.start.saturating_add(inner.end);
        Value { span: whole, held: Held::Scalar(Scalar { text, quote, inner }) }
    }

    /// Where a value ends whose bracket is there, or is only thought to be.
    fn end_of(&self, bracket: toml_parser::Span) -> usize {
        if bracket.is_empty() { self.end } else { bracket.end() }
    }

    fn may_open(&mut self, value: Open) -> bool {
        let may = self.open.len() < DEEPEST_VALUE;
        if may {
            self.open.push(value);
        }
        may
    }
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open_header(range(span), HeaderKind::Table);
    }

    fn std_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.header().into_iter().for_each(|header| header.span.end = span.end());
        self.in_header = false;
    }

    fn array_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open_header(range(span), HeaderKind::List);
    }

    fn array_table_close(&mut self, span: toml_parser::Span, error: &mut dyn ErrorSink) {
        self.std_table_close(span, error);
    }

    fn inline_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        self.may_open(Open::Table(span.start(), Vec::new()))
    }

    fn inline_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        if let Some(Open::Table(start, entries)) = self.open.pop_if(|open| matches!(open, Open::Table(..))) {
            let end = self.end_of(span);
            self.place(Value { span: start..end, held: Held::Table(entries) });
        }
    }

    fn array_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        self.may_open(Open::List(span.start(), Vec::new()))
    }

    fn array_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        if let Some(Open::List(start, items)) = self.open.pop_if(|open| matches!(open, Open::List(..))) {
            let end = self.end_of(span);
            self.place(Value { span: start..end, held: Held::List(items) });
        }
    }

    fn simple_key(&mut self, span: toml_parser::Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let raw = self.source.get(span).map(|raw| raw.as_str()).unwrap_or_default();
        let mut text = Cow::Borrowed(raw);
        if encoding.is_some() {
            Raw::new_unchecked(raw, encoding, span).decode_key(&mut text, error);
        }
        let name = Name { text: text.into_owned(), span: range(span) };
        if let Some(header) = self.header() {
            header.span.end = header.span.end.max(name.span.end);
            header.keys.push(name);
            return;
        }
        let is_part = std::mem::take(&mut self.after_dot);
        let Some(entries) = self.entries() else { return };
        match entries.last_mut().filter(|_| is_part) {
            Some(entry) => entry.keys.push(name),
            None => entries.push(Entry { keys: vec![name], equals: None, value: None }),
        }
    }

    fn key_sep(&mut self, _: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.after_dot = !self.in_header;
    }

    fn key_val_sep(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        let waiting = self.entries().and_then(|entries| entries.last_mut());
        let is_there = !span.is_empty();
        waiting.filter(|_| is_there).into_iter().for_each(|entry| entry.equals = Some(span.end()));
    }

    fn scalar(&mut self, span: toml_parser::Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let value = self.scalar_value(span, encoding, error);
        self.place(value);
    }

    fn comment(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.comments.push(range(span));
    }

    fn newline(&mut self, _: toml_parser::Span, _: &mut dyn ErrorSink) {
        if self.open.is_empty() {
            self.in_header = false;
            self.after_dot = false;
        }
    }
}

/// The quotation marks around a value, and what stands between them, counted from its start.
fn quoted(raw: &str, encoding: Option<Encoding>) -> (Quote, Span) {
    let mark = match encoding {
        None => return (Quote::None, 0..raw.len()),
        Some(_) if raw.is_empty() => return (Quote::None, 0..0),
        Some(Encoding::BasicString) => "\"",
        Some(Encoding::LiteralString) => "'",
        Some(Encoding::MlBasicString) => "\"\"\"",
        Some(Encoding::MlLiteralString) => "'''",
    };
    let is_escaped =
        |inner: &str| mark == "\"" && inner.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
    let start = mark.len().min(raw.len());
    let inner = raw.get(start..).unwrap_or_default();
    match inner.strip_suffix(mark).filter(|inner| !is_escaped(inner)) {
        Some(inner) if mark.len() == 1 => (Quote::Closed, start..start.saturating_add(inner.len())),
        Some(inner) => (Quote::Lines, start..start.saturating_add(inner.len())),
        None if mark.len() == 1 => (Quote::Open, start..raw.trim_end().len().max(start)),
        None => (Quote::Lines, start..raw.len()),
    }
}

fn range(span: toml_parser::Span) -> Span {
    span.start()..span.end()
}
