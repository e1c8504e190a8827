//! The parts of a plain text, one after another: keys, headers, texts, words, and what stands between them.
//!
//! It gives up, by returning nothing, on whatever it does not know: dotted keys, rare numbers and escapes, and every
//! mistake.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3, memmem};

use crate::model::Date;
use crate::source::Span;

/// A text, and how far it is read. Every method gives up by returning nothing.
pub(super) struct Scanner<'t> {
    text: &'t str,
    /// The same.
    bytes: &'t [u8],
    /// Whether there are carriage returns in it, which stand only at ends of lines.
    has_returns: bool,
    at: usize,
}

/// A key as it reads, with its place.
pub(super) struct Key<'t> {
    pub text: &'t str,
    pub span: Span,
}

/// The header `[a]`, `[[a]]`, `[a.b]` or `[[a.b]]` of the entries below it.
pub(super) struct Header<'t> {
    /// The key before the point.
    pub above: Option<Key<'t>>,
    pub key: Key<'t>,
    pub is_list: bool,
    /// The whole header as it stands.
    pub text: &'t str,
    pub span: Span,
}

/// A value without quotation marks.
pub(super) enum Word {
    Truth(bool),
    Whole(i64),
    Number(f64),
    Day(Date),
}

impl<'t> Scanner<'t> {
    /// Begins with the first byte behind a byte order mark.
    pub(super) fn new(text: &'t str) -> Self {
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let bytes = text.as_bytes();
        Self { text, bytes, has_returns: memchr(b'\r', bytes).is_some(), at: mark }
    }

    /// The byte that is read next.
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The place of that byte.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// The bytes that are still to be read.
    pub(super) fn left(&self) -> &'t [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    pub(super) fn take(&mut self, wanted: u8) -> Option<()> {
        let is_there = self.peek() == Some(wanted);
        self.on(usize::from(is_there));
        is_there.then_some(())
    }

    pub(super) fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.on(1);
        }
    }

    /// Blanks, ends of lines and comments.
    pub(super) fn gap(&mut self) -> Option<()> {
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
    pub(super) fn line_end(&mut self) -> Option<()> {
        self.blanks();
        matches!(self.peek(), None | Some(b'\n' | b'\r' | b'#')).then_some(())
    }

    /// A key with the sign before its value.
    pub(super) fn key_of_value(&mut self) -> Option<Key<'t>> {
        let key = self.key()?;
        self.blanks();
        self.take(b'=')?;
        self.blanks();
        Some(key)
    }

    pub(super) fn header(&mut self) -> Option<Header<'t>> {
        let start = self.at;
        self.take(b'[')?;
        let is_list = self.take(b'[').is_some();
        let first = self.key_in_header()?;
        let (above, key) = match self.take(b'.') {
            Some(()) => (Some(first), self.key_in_header()?),
            None => (None, first),
        };
        self.take(b']')?;
        if is_list {
            self.take(b']')?;
        }
        let span = start..self.at;
        self.line_end()?;
        Some(Header { above, key, is_list, text: self.text.get(span.clone())?, span })
    }

    /// A text in quotation marks, be it of several lines; its lines end in `\n` alone.
    pub(super) fn text(&mut self) -> Option<Cow<'t, str>> {
        let quote = self.peek()?;
        let three = [quote; 3];
        if self.left().starts_with(&three) {
            let text = self.in_three(three)?;
            let has_returns = self.has_returns && text.contains('\r');
            return Some(if has_returns { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) });
        }
        let start = self.at;
        self.in_quotes(quote).map(Cow::Borrowed).or_else(|| {
            self.at = start;
            if quote == b'"' { self.escaped().map(Cow::Owned) } else { None }
        })
    }

    pub(super) fn word(&mut self) -> Option<Word> {
        let text = self.while_is(is_in_word)?;
        match text {
            "true" => Some(Word::Truth(true)),
            "false" => Some(Word::Truth(false)),
            _ => day(text).map(Word::Day).or_else(|| number(text)),
        }
    }

    fn key(&mut self) -> Option<Key<'t>> {
        let start = self.at;
        let text = if self.peek() == Some(b'"') { self.in_quotes(b'"')? } else { self.while_is(is_in_key)? };
        let is_there = self.at > start;
        is_there.then_some(Key { text, span: start..self.at })
    }

    fn key_in_header(&mut self) -> Option<Key<'t>> {
        self.blanks();
        let key = self.key()?;
        self.blanks();
        Some(key)
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

    fn comment(&mut self) -> Option<()> {
        let rest = self.left();
        let end = memchr(b'\n', rest);
        let line = rest.get(..end.unwrap_or(rest.len()))?;
        self.on(line.len());
        // A carriage return at the end of the file does not end a line.
        let line = if end.is_some() { line.strip_suffix(b"\r").unwrap_or(line) } else { line };
        (!self.has_returns || memchr(b'\r', line).is_none()).then_some(())
    }

    fn while_is(&mut self, is_wanted: impl Fn(u8) -> bool) -> Option<&'t str> {
        let (start, left) = (self.at, self.left());
        self.on(left.iter().position(|byte| !is_wanted(*byte)).unwrap_or(left.len()));
        self.text.get(start..self.at)
    }

    fn on(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }
}

/// A byte of a key without quotation marks.
const fn is_in_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// A byte of a value without quotation marks.
const fn is_in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
}

fn day(text: &str) -> Option<Date> {
    let (Some("-"), Some("-"), 10) = (text.get(4..5), text.get(7..8), text.len()) else { return None };
    Date::new(digits(text.get(..4)?)?, digits(text.get(5..7)?)?, digits(text.get(8..)?)?)
}

/// The number that a few digits make.
fn digits<N: TryFrom<u16>>(text: &str) -> Option<N> {
    let number = text.bytes().try_fold(0_u16, |number, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        number.checked_mul(10)?.checked_add(u16::from(digit))
    });
    N::try_from(number?).ok()
}

fn number(text: &str) -> Option<Word> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || (whole.len() > 1 && whole.starts_with('0')) {
        return None;
    }
    match part {
        None => text.parse().ok().map(Word::Whole),
        Some(part) if is_number(part) => text.parse().ok().filter(|number: &f64| number.is_finite()).map(Word::Number),
        Some(_) => None,
    }
}
