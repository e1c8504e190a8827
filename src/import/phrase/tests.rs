//! What holds of every phrase, whatever its words: nothing panics, and no word is lost.

use proptest::prelude::*;

use super::{Phrase, deadline, lead, level, money, rating, status, updates};
use crate::import::Colour;
use crate::model::Date;

/// Pieces of which people make phrases, and marks that they put between them.
const PIECES: &[&str] = &[
    "1",
    "2",
    "st",
    "09",
    "2009",
    "Apr",
    "March",
    "31/3/10",
    "12.09.09",
    "Q3",
    "2010/11",
    "Quarterly",
    "ongoing",
    "by",
    "end",
    "of",
    "every",
    "6",
    "months",
    "review",
    "TBC",
    "???",
    "?",
    "£",
    "£2K",
    "£150k",
    "£1.2m",
    "£5-10K",
    "pa",
    "p.a.",
    "approx.",
    "+",
    "thereafter",
    "from",
    "GOSW",
    "secured",
    "sought",
    "in-kind",
    "officer time",
    "0.6 FTE",
    "Police",
    "Health",
    "and",
    "&",
    "/",
    ",",
    ";",
    ":",
    "-",
    "–",
    "(",
    ")",
    "(lead)",
    "Lead:",
    "Support:",
    "Chair",
    "Board",
    "Co-ordinator",
    "Red",
    "AMBER",
    "green",
    "G",
    "complete",
    "Completed",
    "not started",
    "on track",
    "low",
    "Medium",
    "high",
    "H",
    "M/H",
    "risk",
    "Confidence:",
    "\n",
    "\n• ",
    "·",
    "é",
    "ﬀ",
    "İ",
    "½",
    "\u{a0}",
    "all agencies",
    "with support from",
    "Update",
    "or",
    "[",
];

fn phrase() -> impl Strategy<Value = String> {
    let pieces =
        prop::collection::vec((prop::sample::select(PIECES), prop::sample::select(&["", " ", " "][..])), 0..14);
    let of_pieces = pieces.prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect());
    prop_oneof![4 => of_pieces, 1 => any::<String>()]
}

fn years() -> deadline::Years {
    deadline::Years { starts: Date::parse("2008-04-01"), ends: Date::parse("2011-03-31") }
}

/// The words of a text: three letters and more, since shorter ones only join others.
fn long_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 2);
    words.map(str::to_lowercase).collect()
}

/// The words that a reading leaves out, but for those that it stands for.
fn lost<T>(words: &str, read: &Phrase<T>, shown: &str, stands_for: &[&str]) -> Vec<String> {
    if !read.is_certain {
        return Vec::new();
    }
    let mut kept = long_words(shown);
    kept.extend(read.rest.iter().flat_map(|rest| long_words(rest)));
    let is_lost = |word: &String| !kept.contains(word) && !stands_for.contains(&word.as_str());
    long_words(words).into_iter().filter(is_lost).collect()
}

/// The words for a level, beside which nothing else may go missing.
const LEVELS: &[&str] = &["low", "medium", "high", "risk", "confidence"];
const TERMS: &[&str] = &["secured", "sought", "kind", "from", "kpa", "mpa"];

#[test]
fn pages_of_text_take_no_long_time() {
    for piece in ["Police and ", "£1 ", "(pa ", "pa ", "A/", "1 2 ", "high – ", "1 Apr 09, ", "((", "Lead: ", "x"] {
        for length in [9_990, 100_000] {
            let words = piece.repeat(length / piece.len());
            let _ = (lead::read(&words), level::read(&words), level::read_risks(&words), money::read(&words));
            let _ = (rating::read(&words), rating::within(&words), status::read(&words));
            let _ = (deadline::read(&words, years()), updates::read(&words, years()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn leads_lose_no_word(words in phrase()) {
        let read = lead::read(&words);
        let shown: Vec<_> = read.value.lead.iter().chain(&read.value.support).cloned().collect();
        let shown = shown.join(" ");
        let labels = ["lead", "support", "with", "from", "and"];
        prop_assert_eq!(lost(&words, &read, &shown, &labels), Vec::<String>::new());
    }

    #[test]
    fn levels_lose_no_word(words in phrase()) {
        for read in [level::read(&words), level::read_confidence(&words), level::read_risks(&words)] {
            let reasons = read.value.risks.iter().filter_map(|risk| risk.text.clone());
            let shown: Vec<_> = reasons.chain(read.value.confidence_reason.clone()).collect();
            let shown = shown.join(" ");
            prop_assert_eq!(lost(&words, &read, &shown, LEVELS), Vec::<String>::new());
        }
    }

    #[test]
    fn money_loses_no_word(words in phrase()) {
        let read = money::read(&words);
        let texts = read.value.iter().flat_map(|cost| cost.text.iter().chain(&cost.funder));
        let shown: Vec<_> = texts.cloned().collect();
        prop_assert_eq!(lost(&words, &read, &shown.join(" "), TERMS), Vec::<String>::new());
    }

    #[test]
    fn ratings_and_statuses_lose_no_word(words in phrase()) {
        let stands_for = ["red", "amber", "green", "complete", "completed", "not", "started"];
        let read = rating::read(&words);
        prop_assert_eq!(lost(&words, &read, "", &stands_for), Vec::<String>::new());
        let read = status::read(&words);
        prop_assert_eq!(lost(&words, &read, "", &stands_for), Vec::<String>::new());
        let _ = rating::within(&words);
    }

    #[test]
    fn reports_lose_no_word(words in phrase()) {
        let read = updates::read(&words, years());
        let kept: Vec<_> = read.value.iter().flat_map(|report| long_words(&report.note)).collect();
        let stands_for = ["update", "apr", "march"];
        let is_lost = |word: &String| !kept.contains(word) && !stands_for.contains(&word.as_str());
        prop_assert_eq!(long_words(&words).into_iter().filter(is_lost).collect::<Vec<_>>(), Vec::<String>::new());
    }

    #[test]
    fn deadlines_lose_no_word_that_is_not_of_time(words in phrase()) {
        let read = deadline::read(&words, years());
        let of_time = [
            "apr", "march", "quarterly", "thereafter", "ongoing", "end", "every", "months", "review", "from", "and", "complete", "completed",
        ];
        prop_assert_eq!(lost(&words, &read, "", &of_time), Vec::<String>::new());
    }

    #[test]
    fn any_colour_and_number_has_an_answer(red: u8, green: u8, blue: u8, number: f64) {
        let _ = rating::of_colour(Colour(red, green, blue));
        let _ = money::of_number(number);
        let _ = deadline::of_serial(number);
    }
}
