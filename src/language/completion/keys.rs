//! The keys and headers that may stand at a place and are not there yet, in the order of the files' definition.

use super::{Offer, OfferKind, Piece};
use crate::language::asked::{self, Asked};
use crate::language::{hover, note::Note};
use crate::model::{Period, Plain};
use crate::rules::{self, Check};
use crate::source::{Span, Step};
use crate::store::schema::Kind;
use crate::store::{CursorSpot, Follows, KeyNote, TablePlace, Takes, written};

/// The keys that may stand here.
pub(super) fn keys(asked: &Asked<'_>, span: &Span, follows: Follows) -> Vec<Offer> {
    let path = asked.keys();
    let is_free = |key: &str| asked.cursor.beside.iter().all(|other| other != key);
    let is_line = |note: &KeyNote| match note.takes {
        Takes::Tables | Takes::Table(TablePlace::UnderHeader) => false,
        Takes::Table(TablePlace::InBraces)
        | Takes::Text
        | Takes::Words(_)
        | Takes::Truth
        | Takes::Number
        | Takes::Day
        | Takes::Period
        | Takes::Deadline
        | Takes::Interval
        | Takes::List(_) => true,
    };
    let notes = asked.kind.notes(&path).into_iter().filter(|note| is_free(&note.key) && is_line(note));
    let known = notes.map(|note| (note.key.clone(), hover::key(&note), value_of(asked, &path, &note)));
    let free = any_keys(asked, &path).into_iter().filter(|(key, ..)| is_free(key));
    let offer = |(key, about, value): (String, Note, Vec<Piece>)| {
        let text = match follows {
            Follows::Value => vec![Piece::Text(key.clone())],
            Follows::Nothing => [vec![Piece::Text(format!("{key} = "))], value].concat(),
        };
        let detail = about.paragraphs.first().cloned().unwrap_or_default();
        let (label, filter) = (key.clone(), key);
        Offer { label, kind: OfferKind::Key, detail, about: Some(about), filter, span: span.clone(), text }
    };
    known.chain(free).map(offer).collect()
}

/// The keys of tables that take any: the rules of `check`, and the keys whose source words are kept.
fn any_keys(asked: &Asked<'_>, path: &[&str]) -> Vec<(String, Note, Vec<Piece>)> {
    match (asked.kind.any_key(path), path) {
        (None, _) => Vec::new(),
        (Some(_), ["check"]) => {
            let set = rules::ALL.iter().filter(|rule| !matches!(rule.check, Check::WhileReading));
            let about = |name: &str| hover::rule(name).unwrap_or_default();
            set.map(|rule| (rule.name.to_string(), about(rule.name.0), quoted(""))).collect()
        }
        (Some(_), _) => {
            let top = asked.outline.sections.first().map(|section| section.entries.as_slice()).unwrap_or_default();
            let keys = top.iter().map(|entry| entry.key().to_owned()).filter(|key| !key.is_empty());
            let about = |key: &str| Note::new(key).saying("The source's own words for this key.");
            keys.map(|key| (key.clone(), about(&key), quoted(""))).collect()
        }
    }
}

/// The headers that may stand here, each with the keys that its table needs.
pub(super) fn headers(asked: &Asked<'_>, span: &Span) -> Vec<Offer> {
    let mut offers = Vec::new();
    if takes_keys_away(asked, span) {
        return offers;
    }
    for note in asked.kind.notes(&[]) {
        let key = note.key.clone();
        match note.takes {
            Takes::Tables => {
                offers.push(header(asked, span, &[&key], &note));
                if has_section(asked, &[&key]) {
                    for inner in asked.kind.notes(&[&key]).iter().filter(|inner| inner.takes == Takes::Tables) {
                        offers.push(header(asked, span, &[&key, &inner.key], inner));
                    }
                }
            }
            Takes::Table(TablePlace::UnderHeader) if !has_section(asked, &[&key]) => {
                offers.push(header(asked, span, &[&key], &note));
            }
            _ => {}
        }
    }
    offers
}

/// Whether keys follow that a new header here would take from their table.
fn takes_keys_away(asked: &Asked<'_>, span: &Span) -> bool {
    let is_on_header = matches!(asked.cursor.spot, CursorSpot::Header(_));
    let section = asked.outline.section_at(asked.cursor.byte).filter(|_| !is_on_header);
    section.is_some_and(|section| section.entries.iter().any(|entry| entry.span().start > span.end))
}

/// Whether a header other than the one here leads to this table.
fn has_section(asked: &Asked<'_>, path: &[&str]) -> bool {
    let others = asked.outline.sections.iter().filter(|section| section.steps != asked.cursor.steps);
    let before = others.filter(|section| section.span.start <= asked.cursor.byte || path.len() == 1);
    before.into_iter().any(|section| asked::keys(&section.steps) == path)
}

fn header(asked: &Asked<'_>, span: &Span, path: &[&str], note: &KeyNote) -> Offer {
    let name = path.join(".");
    let label = if note.takes == Takes::Tables { format!("[[{name}]]") } else { format!("[{name}]") };
    let has_bracket = asked.text.get(span.clone()).is_some_and(|text| text.starts_with('['));
    let section = asked.outline.section_at(asked.cursor.byte);
    let is_filled = has_bracket && section.is_some_and(|section| !section.entries.is_empty());
    let mut text = vec![Piece::Text(label.clone())];
    if !is_filled {
        text.extend(first_keys(asked.kind, path).iter().flat_map(|note| {
            let line = vec![Piece::Text(format!("{}{} = ", line_end(&asked.text), note.key))];
            [line, value_of(asked, path, note)].concat()
        }));
    }
    let filter = if has_bracket { label.clone() } else { name };
    let about = Some(hover::key(note));
    Offer { label, kind: OfferKind::Header, detail: note.meaning.clone(), about, filter, span: span.clone(), text }
}

pub(super) fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The keys with which a new table begins: those that it needs, and of an update who says what.
fn first_keys(kind: Kind, path: &[&str]) -> Vec<KeyNote> {
    let notes = kind.notes(path);
    let is_first = |note: &&KeyNote| match path {
        ["update"] => matches!(note.key.as_str(), "date" | "by" | "rag" | "note"),
        ["risk"] => matches!(note.key.as_str(), "level" | "text"),
        ["cost"] => matches!(note.key.as_str(), "text" | "amount" | "per" | "state"),
        ["known"] => note.key != "until",
        _ => note.is_needed,
    };
    notes.iter().filter(is_first).cloned().collect()
}

/// The value with which a new key begins.
fn value_of(asked: &Asked<'_>, path: &[&str], note: &KeyNote) -> Vec<Piece> {
    let today = asked.desk.judge.asked();
    let plain = |value: Plain| vec![Piece::Hole(written(&value))];
    match &note.takes {
        Takes::Text | Takes::Words(_) => quoted(""),
        Takes::Truth => plain(Plain::Truth(note.examples.first().is_none_or(|example| example != "false"))),
        Takes::Number => vec![Piece::Hole(String::new())],
        Takes::Day => plain(Plain::Day(today)),
        Takes::Period | Takes::Deadline => plain(Plain::Day(Period::month_of(today).due())),
        Takes::Interval => quoted("3 months"),
        Takes::List(_) => bracketed("[\"", "\"]"),
        Takes::Table(_) | Takes::Tables => {
            let inner: Vec<_> = path.iter().copied().chain([note.key.as_str()]).collect();
            in_braces(asked, &inner)
        }
    }
}

fn in_braces(asked: &Asked<'_>, path: &[&str]) -> Vec<Piece> {
    let notes = asked.kind.notes(path);
    let needed: Vec<_> = notes.iter().filter(|note| note.is_needed).collect();
    let first = if needed.is_empty() { notes.iter().take(2).collect() } else { needed };
    let mut pieces = vec![Piece::Text("{ ".to_owned())];
    for (place, note) in first.into_iter().enumerate() {
        let gap = if place > 0 { ", " } else { "" };
        pieces.push(Piece::Text(format!("{gap}{} = ", note.key)));
        pieces.extend(value_of(asked, path, note));
    }
    pieces.push(Piece::Text(" }".to_owned()));
    pieces
}

fn quoted(text: &str) -> Vec<Piece> {
    vec![Piece::Text("\"".to_owned()), Piece::Hole(text.to_owned()), Piece::Text("\"".to_owned())]
}

fn bracketed(open: &str, close: &str) -> Vec<Piece> {
    vec![Piece::Text(open.to_owned()), Piece::Hole(String::new()), Piece::Text(close.to_owned())]
}

/// Whether a way leads into a list.
pub(super) fn is_in_list(steps: &[Step]) -> bool {
    matches!(steps.last(), Some(Step::Entry(_)))
}
