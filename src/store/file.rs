//! One plan file: its bytes, its text, its tree, its value.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use serde::Deserialize;

use super::kept::{KeptFile, Room};
use super::toml;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::model::acts_on_terminals;
use crate::source::{Place, Span};

/// The largest plan file, in bytes. The longest ever seen has 9 KB.
pub(super) const LARGEST: usize = 1 << 20;

/// What a file gave: its value, as far as it could be read, and its problems.
pub(super) struct Read<T> {
    pub value: Option<T>,
    /// The keys at its top whose values could not be read, each with the file.
    pub unread_values: Vec<(String, String)>,
    pub problems: Vec<Diagnostic>,
    /// The file itself, where it is to be kept.
    pub kept: Option<KeptFile>,
}

impl<T> Read<T> {
    pub(super) const fn nothing(problems: Vec<Diagnostic>) -> Self {
        Self { value: None, unread_values: Vec::new(), problems, kept: None }
    }
}

/// Reads a plan file, and keeps it where there is room.
pub(super) fn read<T: for<'d> Deserialize<'d> + Default>(path: &Path, place: &Place, room: &Room) -> Read<T> {
    with_bytes(path, |bytes| match bytes {
        Ok(bytes) => from_bytes(bytes, place, room),
        Err(error) => Read::nothing(vec![unreadable(place, &error)]),
    })
}

/// Reads a plan file that is held in memory.
pub(super) fn from_held<T: for<'d> Deserialize<'d> + Default>(bytes: &[u8], place: &Place) -> Read<T> {
    from_bytes(bytes, place, &Room::none())
}

/// Reads a plan file from its bytes.
fn from_bytes<T: for<'d> Deserialize<'d> + Default>(bytes: &[u8], place: &Place, room: &Room) -> Read<T> {
    if bytes.len() > LARGEST {
        return Read::nothing(vec![too_large(place)]);
    }
    if is_utf_16(bytes) {
        return Read::nothing(vec![not_utf_8(place, 0, "UTF-16")]);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Read::nothing(vec![not_utf_8(place, error.valid_up_to(), "not UTF-8")]),
    };
    if let Some(span) = conflict_marker(text) {
        return Read::nothing(vec![conflict(place, span)]);
    }
    let is_plain = is_plain(bytes);
    let controls = if is_plain { Vec::new() } else { control_characters(text) };
    let control_at = |span: &Span| controls.iter().any(|(at, _)| at.start <= span.end && span.start <= at.end);
    let mut problems: Vec<_> =
        controls.iter().map(|(span, found)| fault_problem(place, toml::Fault::control(*found, span.clone()))).collect();
    let is_kept = room.take(text.len());
    let kept = |marks: Option<toml::Marks>| KeptFile { text: text.into(), marks };
    if controls.is_empty()
        && let Some((value, marks)) = toml::direct::read(text, is_kept)
    {
        let kept = marks.map(|marks| kept(Some(marks)));
        return Read { value: Some(value), kept, ..Read::nothing(Vec::new()) };
    }
    match toml::parse(text) {
        Err(error) => {
            if !control_at(&error.span) {
                problems.push(syntax(place, &error));
            }
            Read { kept: is_kept.then(|| kept(None)), ..Read::nothing(at_most(problems)) }
        }
        Ok(tree) => {
            let toml::Reading { value, mut faults, unread } = toml::read(&tree, is_plain);
            faults.retain(|fault| fault.rule != RuleName::CONTROL_CHARACTER || !control_at(&fault.span));
            problems.extend(faults.into_iter().map(|fault| fault_problem(place, fault)));
            let unread_values = unread.into_iter().map(|key| (place.file.clone(), key)).collect();
            let kept = is_kept.then(|| kept(Some(toml::Marks::of(&tree))));
            Read { value, unread_values, problems: at_most(problems), kept }
        }
    }
}

/// Whether every other byte is as good as empty, as Windows once wrote text; in UTF-8 it would be full of controls.
fn is_utf_16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..])
}

/// The problems of a file, as many as a person would read.
fn at_most(mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if problems.len() > toml::MOST_FAULTS {
        problems.truncate(toml::MOST_FAULTS);
        problems.extend(problems.last().cloned().map(|last| Diagnostic {
            message: format!("the file has more than {} problems, of which these are the first", toml::MOST_FAULTS),
            help: Some("put these right, and look again".into()),
            ..last
        }));
    }
    problems
}

/// Whether the bytes are printable ASCII and ends of lines; every byte is looked at, which is quicker than stopping.
fn is_plain(bytes: &[u8]) -> bool {
    !bytes.iter().fold(false, |odd, byte| odd | !matches!(byte, b' '..=b'~' | b'\n' | b'\t'))
}

/// The text of a file, for showing a place in it.
pub(super) fn text(path: &Path) -> Option<String> {
    let text = |bytes: Vec<u8>| {
        String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    };
    bytes(path).map(text)
}

/// The bytes of a file; nothing where it cannot be read or is too large for a plan file.
pub(super) fn bytes(path: &Path) -> Option<Vec<u8>> {
    with_bytes(path, |bytes| bytes.ok().filter(|bytes| bytes.len() <= LARGEST).map(<[u8]>::to_vec))
}

/// Gives the bytes of a file to a function; of a file that is too large, more than there may be.
fn with_bytes<R>(path: &Path, take: impl FnOnce(io::Result<&[u8]>) -> R) -> R {
    thread_local!(static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) });
    BUFFER.with_borrow_mut(|buffer| {
        let size = fill(path, buffer);
        take(size.map(|size| buffer.get(..size).unwrap_or(buffer)))
    })
}

/// Reads a file into a buffer that is kept from file to file, and gives its size; stops past [`LARGEST`].
fn fill(path: &Path, buffer: &mut Vec<u8>) -> io::Result<usize> {
    // Room for nearly every file, with no more memory than it takes.
    const FIRST: usize = 16 << 10;
    let mut file = File::open(path)?;
    let mut size: usize = 0;
    loop {
        if buffer.len() == size {
            buffer.resize(size.saturating_mul(2).clamp(FIRST, LARGEST + FIRST), 0);
        }
        match file.read(buffer.get_mut(size..).unwrap_or_default()) {
            // Less than there is room for need not be the end: some file systems give a file in pieces.
            Ok(0) => return Ok(size),
            Ok(got) => {
                size = size.saturating_add(got);
                if size > LARGEST {
                    return Ok(size);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// The first line that git left for a person to resolve.
fn conflict_marker(text: &str) -> Option<Span> {
    // Every byte is looked at, which is quicker than stopping.
    if !text.bytes().fold(false, |found, byte| found | matches!(byte, b'<')) {
        return None;
    }
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let is_first = text.get(mark..)?.starts_with("<<<<<<< ");
    let start = if is_first { mark } else { text.find("\n<<<<<<< ")?.saturating_add(1) };
    let length = text.get(start..)?.lines().next()?.len();
    Some(start..start.saturating_add(length))
}

/// The characters that could act on a terminal or change how their line is read, up to one more than are reported.
pub(super) fn control_characters(text: &str) -> Vec<(Span, char)> {
    let is_line_end = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with("\r\n"));
    let is_right = |at: usize, c: char| (c == '\r' && is_line_end(at)) || (c == '\u{feff}' && at == 0);
    let found = text.char_indices().filter(|&(at, c)| acts_on_terminals(c) && !is_right(at, c));
    found.map(|(at, c)| (at..at.saturating_add(c.len_utf8()), c)).take(toml::MOST_FAULTS + 1).collect()
}

fn fault_problem(place: &Place, fault: toml::Fault) -> Diagnostic {
    let problem = Diagnostic::error(fault.rule, place.clone().bytes(fault.span), fault.message);
    Diagnostic { help: fault.help.map(Cow::Owned), fix: fault.fix, ..problem }
}

fn syntax(place: &Place, error: &toml::SyntaxError) -> Diagnostic {
    let (message, help) = match error.message.as_str() {
        "duplicate key" => ("the same key stands here twice", "each key stands once in a file; delete one of the two"),
        // One of the reader's two limits is on brackets within brackets, the other on keys below keys.
        "recursion limit" | "cannot recurse further; max recursion depth met" => {
            ("values in values in values", "no key of a plan file nests more than 3 deep; write it flat")
        }
        text if text.starts_with("string values must be quoted") => ("a value without quotation marks", QUOTE),
        text if text.starts_with("invalid basic string") => ("a quotation mark is missing", QUOTE),
        text if text.starts_with("invalid date") => (text, "write a day that is in the calendar: `2026-12-01`"),
        "the number is too large" => {
            ("the number is too large", "write a smaller figure, or put it in quotation marks")
        }
        other => (other, QUOTE),
    };
    Diagnostic::error(RuleName::TOML_SYNTAX, place.clone().bytes(error.span.clone()), message).help(help)
}

const QUOTE: &str = "text stands in quotation marks: `lead = \"Housing Manager\"`";

fn conflict(place: &Place, span: Span) -> Diagnostic {
    Diagnostic::error(
        RuleName::CONFLICT_MARKER,
        place.clone().bytes(span),
        "git left a conflict here for a person to resolve",
    )
    .help("keep the lines that are right, delete the three marker lines, then `git add` the file")
}

fn not_utf_8(place: &Place, at: usize, what: &str) -> Diagnostic {
    let message = format!("the text of the file is {what}");
    Diagnostic::error(RuleName::TOML_SYNTAX, place.clone().bytes(at..at.saturating_add(1)), message)
        .help("save the file as UTF-8")
}

fn too_large(place: &Place) -> Diagnostic {
    Diagnostic::error(RuleName::UNREADABLE_FILE, place.clone(), "the file is larger than 1 MB, which no plan file is")
        .help("move what is not the plan's to another folder")
}

pub(super) fn unreadable(place: &Place, error: &io::Error) -> Diagnostic {
    let message = format!("cannot be read: {}", super::error::plain(error));
    let help = match error.kind() {
        io::ErrorKind::NotFound => {
            "it is a link to something that is not there; delete it, or put the file itself here"
        }
        _ => "check that you may read it: `ls -l`",
    };
    Diagnostic::error(RuleName::UNREADABLE_FILE, place.clone(), message).help(help)
}

#[cfg(test)]
mod tests {
    use super::{Place, from_held};
    use crate::diagnostic::RuleName;
    use crate::model::Action;

    #[test]
    fn a_value_that_cannot_be_read_is_one_problem() {
        let text = "recurs = { every = \"3 moons\", from = 2014-06-30 }\n\n[[update]]\ndate = \"soon\"\nnote = \"…\"\n";
        let read = from_held::<Action>(text.as_bytes(), &Place::file("wendale/1.1.toml", Some("wendale")));
        let messages: Vec<_> = read.problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "`3 moons` is not a length of time such as `3 months` or `1 year`",
                "`date` should be a date such as 2009-07-01, without quotation marks, not text",
            ]
        );
        let misspelt = from_held::<Action>(b"[[update]]\ndat = 2026-06-01\nby = \"PCT\"\n", &Place::file("x", None));
        let messages: Vec<_> = misspelt.problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(messages, ["unknown key `dat`"], "a misspelt key is not missing as well");
        let unread: Vec<_> = read.unread_values.iter().map(|(_, key)| key.as_str()).collect();
        assert_eq!(unread, ["recurs", "update"], "what is lost is not taken for missing");
    }

    #[test]
    fn a_conflict_is_found_whatever_else_stands_there() {
        let text = "resources = \"< 5\"\n<<<<<<< ours\nlead = \"a\"\n=======\nlead = \"b\"\n>>>>>>> theirs\n";
        let read = from_held::<Action>(text.as_bytes(), &Place::file("wendale/1.1.toml", None));
        assert_eq!(read.problems.first().map(|problem| problem.rule), Some(RuleName::CONFLICT_MARKER));
    }

    #[test]
    fn every_character_that_acts_on_a_terminal_is_a_problem() {
        for text in ["lead = \"a\u{9b}\"\n", "\u{1b}\u{1b}\n", "\u{1b}", "lead = \"a\"\n\u{feff}", "lead = \"a\rb\"\n"]
        {
            let read = from_held::<Action>(text.as_bytes(), &Place::file("wendale/1.1.toml", None));
            let rule = read.problems.first().map(|problem| problem.rule);
            assert_eq!(rule, Some(RuleName::CONTROL_CHARACTER), "{text:?}");
        }
        let read = from_held::<Action>("\u{feff}lead = \"a\"\r\n".as_bytes(), &Place::file("wendale/1.1.toml", None));
        assert_eq!(read.problems, []);
    }

    #[test]
    fn a_conflict_is_found_behind_a_byte_order_mark_too() {
        for mark in ["", "\u{feff}"] {
            let text = format!("{mark}<<<<<<< ours\naction = \"A\"\n=======\naction = \"B\"\n>>>>>>> theirs\n");
            let read = from_held::<Action>(text.as_bytes(), &Place::file("x", None));
            assert_eq!(
                read.problems.iter().map(|problem| problem.rule.to_string()).collect::<Vec<_>>(),
                ["conflict-marker"]
            );
        }
    }
}
