//! Trees as values: any type that derives `Deserialize`, with every problem of the text and not only the first.
//!
//! Serde stops at its first error. So the value that could not be read is set aside and the reading begun again
//! without it, until the rest reads; every key of the plan files may be absent, so it always does in the end.

use std::borrow::Cow;
use std::cell::RefCell;

use serde::de;

use super::problem::{Problem, What, listed};
use super::reader::TableReader;
use super::tree::{Entry, Node, Table, Value};
use crate::diagnostic::{Fix, RuleName, did_you_mean, surely_means};
use crate::model::{acts_on_terminals, in_one_line, refused_character};
use crate::source::{Edit, Span};

/// So many problems of one file are reported; a file with more is hardly a plan file.
pub(crate) const MOST_FAULTS: usize = 100;

/// A problem of one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub rule: RuleName,
    pub message: String,
    pub help: Option<String>,
    pub span: Span,
    /// The key that an unknown one is most likely meant to be.
    pub meant: Option<String>,
    pub fix: Option<Fix>,
}

impl Fault {
    /// A character that could act on a terminal.
    pub(crate) fn control(found: char, span: Span) -> Self {
        Self {
            rule: RuleName::CONTROL_CHARACTER,
            message: format!("the text holds {}", refused_character(found)),
            help: Some("delete it; it could hide text or act on a terminal".to_owned()),
            span,
            meant: None,
            fix: None,
        }
    }
}

/// What a tree gave.
pub(crate) struct Reading<T> {
    /// The value, as far as it could be read; nothing where too much of it could not.
    pub value: Option<T>,
    /// Everything that is wrong with it.
    pub faults: Vec<Fault>,
    /// The keys at its top that give something that could not be read, be it under a misspelt name.
    pub unread: Vec<String>,
}

/// Reads a tree into a value, as far as it can be read, with everything that is wrong with it.
///
/// Texts lose the characters that could act on a terminal; `is_clean` says that the file holds none as they stand.
pub(crate) fn read<T: for<'d> de::Deserialize<'d> + Default>(table: &Table<'_>, is_clean: bool) -> Reading<T> {
    let mut aside: Vec<&Node<'_>> = Vec::new();
    let mut faults = Vec::new();
    let value = loop {
        let pass = Pass { is_clean, aside: &aside, notes: RefCell::default() };
        let whole = TableReader { pass: &pass, table, span: 0..0 };
        match T::deserialize(whole) {
            Ok(value) => {
                faults.extend(pass.notes.into_inner());
                break Some(value);
            }
            Err(problem) => {
                let culprit = problem.0.culprit.and_then(|address| find(table, address));
                let notes = culprit.map_or_else(Vec::new, |node| notes_in(node, pass.notes.into_inner()));
                if !culprit.is_some_and(|node| follows(&problem, node, &aside, &notes)) {
                    faults.push(problem.settled(culprit));
                }
                faults.extend(notes);
                match culprit {
                    Some(node) if aside.len() < MOST_FAULTS => aside.push(node),
                    _ => break None,
                }
            }
        }
    };
    faults.sort_by_key(|fault: &Fault| fault.span.start);
    let is_lost = |entry: &&Entry<'_>| aside.iter().any(|node| within(&entry.node, address_of(node)).is_some());
    let lost = table.entries.iter().filter(is_lost).map(|entry| entry.key.to_string());
    let is_top = |fault: &&Fault| table.entries.iter().any(|entry| entry.key_span == fault.span);
    let misspelt = faults.iter().filter(is_top).filter_map(|fault| fault.meant.clone());
    let unread = lost.chain(misspelt).collect();
    Reading { value, faults, unread }
}

/// The problems of a table that is set aside, which the next attempt will not come upon.
fn notes_in(node: &Node<'_>, notes: Vec<Fault>) -> Vec<Fault> {
    let Value::Table(table) = &node.value else { return Vec::new() };
    let is_own =
        |note: &Fault| table.entries.iter().any(|entry| note.span == entry.key_span || note.span == entry.node.span);
    notes.into_iter().filter(is_own).collect()
}

/// Whether a key is missing only because what it gives was set aside before, or because its name is misspelt.
fn follows(problem: &Problem, node: &Node<'_>, aside: &[&Node<'_>], notes: &[Fault]) -> bool {
    let (What::Missing(key), Value::Table(table)) = (&problem.0.what, &node.value) else { return false };
    let is_aside = |entry: &Entry<'_>| aside.iter().any(|node| std::ptr::eq(*node, &raw const entry.node));
    table.get(key).is_some_and(is_aside) || notes.iter().any(|note| note.meant.as_deref() == Some(*key))
}

/// The node at an address, which a problem names so that it need not borrow the tree.
fn find<'a, 't>(table: &'a Table<'t>, address: usize) -> Option<&'a Node<'t>> {
    table.entries.iter().find_map(|entry| within(&entry.node, address))
}

fn within<'a, 't>(node: &'a Node<'t>, address: usize) -> Option<&'a Node<'t>> {
    if address_of(node) == address {
        return Some(node);
    }
    match &node.value {
        Value::List(items) => items.iter().find_map(|item| within(item, address)),
        Value::Table(table) => find(table, address),
        _ => None,
    }
}

pub(super) fn address_of(node: &Node<'_>) -> usize {
    std::ptr::from_ref(node).addr()
}

/// Another name for an unknown key, where it can only be meant for one that is not there.
fn rename(entry: &Entry<'_>, table: &Table<'_>, known: &[&str]) -> Option<Fix> {
    let meant = surely_means(&entry.key, known.iter().copied())?;
    let means_it = |other: &&Entry<'_>| surely_means(&other.key, known.iter().copied()) == Some(meant);
    // A header names its key in each of its entries, which are not all in this span.
    let is_alone = table.entries.iter().filter(means_it).count() == 1 && entry.key_span.end <= entry.node.span.start;
    is_alone.then(|| {
        let said = format!("`{}` is now `{meant}`", in_one_line(&entry.key));
        Fix::Edit { edit: Edit { span: entry.key_span.clone(), text: meant.to_owned() }, said }
    })
}

/// One attempt to read a tree.
pub(super) struct Pass<'a, 't> {
    pub(super) is_clean: bool,
    pub(super) aside: &'a [&'a Node<'t>],
    /// Problems that do not stop the reading.
    pub(super) notes: RefCell<Vec<Fault>>,
}

impl Pass<'_, '_> {
    pub(super) fn is_aside(&self, node: &Node<'_>) -> bool {
        !self.aside.is_empty() && self.aside.iter().any(|aside| std::ptr::eq(*aside, node))
    }

    /// Notes a problem; past the most that are reported one more, to show that there are.
    fn note(&self, fault: impl FnOnce() -> Fault) {
        let mut notes = self.notes.borrow_mut();
        if notes.len() <= MOST_FAULTS {
            notes.push(fault());
        }
    }

    pub(super) fn unknown_key(&self, entry: &Entry<'_>, table: &Table<'_>, known: &[&str]) {
        self.note(|| {
            let meant = did_you_mean(&entry.key, known.iter().copied());
            let help = match meant {
                Some(word) => format!("did you mean `{word}`?"),
                None => format!("the keys here are {}", listed(known)),
            };
            Fault {
                rule: RuleName::UNKNOWN_KEY,
                message: format!("unknown key `{}`", in_one_line(&entry.key)),
                help: Some(help),
                span: entry.key_span.clone(),
                meant: meant.map(str::to_owned),
                fix: rename(entry, table, known),
            }
        });
    }

    /// The text with plain ends of lines, and without what could act on a terminal, which is reported.
    pub(super) fn clean<'x>(&self, text: &'x str, span: &Span) -> Cow<'x, str> {
        if !text.chars().any(acts_on_terminals) {
            return Cow::Borrowed(text);
        }
        let text = text.replace("\r\n", "\n");
        if let Some(bad) = text.chars().find(|&c| acts_on_terminals(c)) {
            self.note(|| Fault::control(bad, span.clone()));
        }
        Cow::Owned(text.chars().map(|c| if acts_on_terminals(c) { '\u{fffd}' } else { c }).collect())
    }
}
