//! Every question can be asked at every byte of any text, whatever state it is in.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::{Strategy, prop, proptest};
use rayon::prelude::*;

use super::asked::Asked;
use super::example::{self, desk_with, today};
use super::{Desk, completion, find, hints, hover, mentions, remedies, rename, symbols};
use crate::diagnostic::Finding;
use crate::model::Judge;
use crate::source::Edit;
use crate::store::{self, Buffers, Root};

/// A question that is asked while somebody types and points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    Hover,
    Completion,
    Name,
}

use Question::{Completion, Hover, Name};

fn ask(asked: &Asked<'_>, question: Question, problems: &[Finding]) {
    let (text, byte) = (&asked.text, asked.cursor.byte);
    let is_within = |span: &std::ops::Range<usize>| {
        assert!(text.get(span.clone()).is_some(), "{span:?} is no part of the text, asked at {byte}\n{text}");
    };
    match question {
        Hover => {
            if let Some(told) = hover::of(asked, problems) {
                is_within(&told.span);
                assert!(told.notes.iter().all(|note| !note.title.is_empty()), "{told:?}");
            }
        }
        Completion => {
            for offer in completion::of(asked).offers {
                is_within(&offer.span);
                assert!(!text[offer.span.clone()].contains('\n'), "{offer:?}");
                assert!(offer.span.start <= byte && byte <= offer.span.end, "{offer:?} at {byte}");
                assert!(!offer.label.is_empty(), "{offer:?} at {byte}");
            }
        }
        Name => mentions::named(asked).iter().for_each(|(_, span)| is_within(span)),
    }
}

/// Asks what is asked of a file as a whole, or seldom.
fn ask_of_file(desk: &Desk, file: &str, text: &str, problems: &[Finding]) {
    for hint in hints(desk, file, &(0..text.len())) {
        assert!(text.is_char_boundary(hint.at), "{hint:?}");
    }
    for symbol in symbols(desk, file) {
        assert!(text.get(symbol.span.clone()).is_some() && text.get(symbol.name_span.clone()).is_some(), "{symbol:?}");
        assert!(symbol.span.start <= symbol.name_span.start && symbol.name_span.end <= symbol.span.end, "{symbol:?}");
    }
    for remedy in remedies(desk, file, &(0..text.len()), problems) {
        for (file, edits) in remedy.edits {
            check_edits(&desk.text(&file).expect("a text"), &edits);
        }
    }
}

fn check_edits(text: &str, edits: &[Edit]) {
    for edit in edits {
        assert!(text.get(edit.span.clone()).is_some(), "{edit:?}\n{text}");
    }
    let mut spans: Vec<_> = edits.iter().map(|edit| (edit.span.start, edit.span.end)).collect();
    spans.sort_unstable();
    assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "edits do not overlap: {edits:?}");
}

#[test]
fn every_byte_of_every_file_can_be_asked_about() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let judge = Judge { today: today(), as_of: None };
    let desk = Desk::read(&Root::new(&folder), Arc::new(Buffers::default()), judge).expect("the examples are there");
    let problems = desk.diagnostics(|_| true);
    let files = store::plan_files(&desk.root).expect("the examples are there");
    assert!(files.len() > 40);
    files.par_iter().enumerate().for_each(|(number, file)| {
        let text = desk.text(file).expect("a text");
        ask_of_file(&desk, file, &text, &problems);
        let mut asked = Asked::at(&desk, file, 0).expect("a file of a plan");
        // The last is past the end. Of most actions each byte is asked one question, and of some each is asked all.
        for byte in 0..text.len() + 2 {
            asked.moved(byte);
            let is_whole = number % 5 == 0 || byte == text.len();
            for question in [Hover, Completion, Name] {
                if is_whole || (byte + question as usize).is_multiple_of(3) {
                    ask(&asked, question, &problems);
                }
            }
        }
    });
    assert_eq!(find(&desk, "wendale").len(), find(&desk, " WENDALE ").len());
}

/// A file of the small plans, spoilt: cut off, with something in it that does not belong there, with Windows' line ends.
fn spoilt() -> impl Strategy<Value = (String, String)> {
    const STRAY: [&str; 14] =
        ["", "[", "[[", "]", "{", "}", "\"", "'", "\"\"\"", "=", "\u{feff}", "é😀", "\n", "deadline = "];
    let cuts = (prop::sample::select(example::files()), 0..400usize, 0..400usize, prop::sample::select(STRAY.to_vec()));
    (cuts, prop::bool::ANY, prop::bool::ANY).prop_map(|(((file, text), at, end, stray), is_cut, is_windows)| {
        let mut text = if is_windows { text.replace('\n', "\r\n") } else { text };
        text.insert_str(crate::source::ceil_boundary(&text, at), stray);
        if is_cut {
            text.truncate(crate::source::ceil_boundary(&text, end));
        }
        (file, text)
    })
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, cases: 100, ..Default::default() })]

    #[test]
    fn a_text_in_any_state_can_be_asked_about((file, text) in spoilt(), byte in 0..420usize) {
        let desk = desk_with(&file, &text);
        let problems = desk.diagnostics(|_| true);
        ask_of_file(&desk, &file, &text, &problems);
        let mut asked = Asked::at(&desk, &file, byte).expect("a file of a plan");
        for byte in [byte, text.len(), text.find('"').unwrap_or_default()] {
            asked.moved(byte);
            for question in [Hover, Completion, Name] {
                ask(&asked, question, &problems);
            }
        }
        let byte = asked.cursor.byte;
        for (file, edits) in rename(&desk, &file, byte, "new-name").unwrap_or_default().edits {
            check_edits(&desk.text(&file).expect("a text"), &edits);
        }
    }
}

/// Texts of the largest size that a plan file may have, each of which could make something take very long.
#[test]
fn large_and_odd_texts_are_answered_in_time() {
    let repeated = |part: &str| part.repeat((1 << 18) / part.len());
    for part in [
        "[",
        "{",
        "a=[",
        "a={b=",
        "[[update]]\n",
        "a.",
        "\"",
        "\"\"\"\n",
        "x = [\n",
        "[[a.b]]\n",
        "k = 1\n",
        "#\n",
        "\u{feff}",
        "é ",
    ] {
        let text = repeated(part);
        let file = "wendale/help/1/1.1.toml";
        let desk = desk_with(file, &text);
        let mut asked = Asked::at(&desk, file, text.len()).expect("a file of a plan");
        for byte in [0, crate::source::ceil_boundary(&text, text.len() / 2), text.len()] {
            asked.moved(byte);
            for question in [Hover, Completion, Name] {
                ask(&asked, question, &[]);
            }
        }
        ask_of_file(&desk, file, &text, &[]);
    }
}
