//! What is said about an amount beside it: how often, which year, from whom, and whether the money is there.

use crate::import::piece::{self, after_start, after_words, around, before};
use crate::model::{Cost, CostState, Per, Period};

/// A term: words, and what they say.
#[derive(Clone, Copy)]
enum Says {
    Per(Per),
    State(CostState),
    /// It stays with the text of the cost.
    Text,
}

/// The longer stand before those that they begin with.
const TERMS: &[(&str, Says)] = &[
    ("per annum", Says::Per(Per::Year)),
    ("per year", Says::Per(Per::Year)),
    ("each year", Says::Per(Per::Year)),
    ("every year", Says::Per(Per::Year)),
    ("a year", Says::Per(Per::Year)),
    ("p.a.", Says::Per(Per::Year)),
    ("p.a", Says::Per(Per::Year)),
    ("p/a", Says::Per(Per::Year)),
    ("/pa", Says::Per(Per::Year)),
    ("pa", Says::Per(Per::Year)),
    ("annually", Says::Per(Per::Year)),
    ("yearly", Says::Per(Per::Year)),
    ("/year", Says::Per(Per::Year)),
    ("/annum", Says::Per(Per::Year)),
    ("one-off", Says::Per(Per::Once)),
    ("one off", Says::Per(Per::Once)),
    ("non-recurring", Says::Per(Per::Once)),
    ("non-recurrent", Says::Per(Per::Once)),
    ("in-kind", Says::State(CostState::InKind)),
    ("in kind", Says::State(CostState::InKind)),
    ("not secured", Says::State(CostState::Unfunded)),
    ("not funded", Says::State(CostState::Unfunded)),
    ("not yet funded", Says::State(CostState::Unfunded)),
    ("unfunded", Says::State(CostState::Unfunded)),
    ("no funding", Says::State(CostState::Unfunded)),
    ("secured", Says::State(CostState::Secured)),
    ("awarded", Says::State(CostState::Secured)),
    ("allocated", Says::State(CostState::Secured)),
    ("funded", Says::State(CostState::Secured)),
    ("to be sought", Says::State(CostState::Sought)),
    ("being sought", Says::State(CostState::Sought)),
    ("sought", Says::State(CostState::Sought)),
    ("applied for", Says::State(CostState::Sought)),
    ("thereafter", Says::Text),
    ("approximately", Says::Text),
    ("approx.", Says::Text),
    ("approx", Says::Text),
];

/// Marks and small words between terms.
const BLANK: &str = " \u{a0}\t.,-–—:(){}[]/";

/// What follows an amount in two: terms, and what comes after them.
pub(super) fn split(tail: &str) -> (&str, &str) {
    let mut rest = tail;
    while let Some(term) = next(tail, rest) {
        rest = term.after;
    }
    let terms = before(tail, rest);
    // A bracket closed by the terms belongs to them.
    let rest = rest.strip_prefix(')').filter(|_| terms.contains('(')).unwrap_or(rest);
    let rest = rest.strip_prefix('.').filter(|_| !terms.is_empty()).unwrap_or(rest);
    (before(tail, rest), rest)
}

/// Notes in a cost what terms say, and gives back those that only words can say.
pub(super) fn read(terms: &str, cost: &mut Cost) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = terms;
    while let Some(term) = next(terms, rest) {
        match term.said {
            Said::Term(Says::Per(per)) => cost.per = Some(per),
            Said::Term(Says::State(state)) => cost.state = Some(state),
            Said::Term(Says::Text) => texts.push(term.words.to_owned()),
            Said::Funder(funder) => cost.funder = Some(funder.to_owned()),
            Said::Year(year) => cost.year = Some(year),
        }
        rest = term.after;
    }
    texts
}

/// What a term says.
enum Said<'t> {
    Term(Says),
    Funder(&'t str),
    Year(Period),
}

/// A term where it stands in a text.
struct Term<'t> {
    said: Said<'t>,
    words: &'t str,
    after: &'t str,
}

/// The term with which the rest of a text begins, but for blanks.
fn next<'t>(text: &'t str, rest: &'t str) -> Option<Term<'t>> {
    let here = rest.trim_start_matches(|c: char| BLANK.contains(c) && c != '/');
    // Brackets that open before a term hold nothing else, or are left whole.
    let opens = before(rest, here).contains('(');
    let (said, after) = term(here).or_else(|| year(here)).or_else(|| funder(here, before(text, here)))?;
    let is_whole = !opens || is_closed(after);
    is_whole.then_some(Term { said, words: before(here, after), after })
}

/// Whether terms go on to the end of the bracket that they stand in.
fn is_closed(after: &str) -> bool {
    let mut rest = after.trim_start();
    while !rest.starts_with(')') {
        let here = rest.trim_start_matches([' ', ',', '-', '–', ':']);
        let Some((_, after)) = term(here).or_else(|| year(here)).or_else(|| funder(here, "awarded ")) else {
            return false;
        };
        rest = after.trim_start();
    }
    true
}

fn term(rest: &str) -> Option<(Said<'_>, &str)> {
    TERMS.iter().find_map(|(words, says)| Some((Said::Term(*says), after_words(rest, words)?)))
}

/// `for 07/08`, `in 2009/10`, `2009/10`.
fn year(rest: &str) -> Option<(Said<'_>, &str)> {
    let bare = ["for ", "in "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let end = bare.find(|c: char| !c.is_ascii_digit() && !matches!(c, '/' | '-' | '–')).unwrap_or(bare.len());
    let (years, after) = bare.split_at(end);
    let (first, second) = years.split_once(['/', '-', '–'])?;
    let year: i32 = match first.len() {
        4 => first.parse().ok()?,
        2 => format!("20{first}").parse().ok()?,
        _ => return None,
    };
    let next = year.checked_add(1)?.to_string();
    let follows = matches!((first.len(), second.len()), (4, 4) | (4 | 2, 2)) && next.ends_with(second);
    (follows && (1990..2100).contains(&year)).then_some((Said::Year(Period::FinancialYear(year)), after))
}

/// The year that a text says and nothing else: `2009/10:`.
pub(super) fn only_year(text: &str) -> Option<Period> {
    let text = text.trim_matches(|c: char| BLANK.contains(c));
    match year(text)? {
        (Said::Year(period), "") => Some(period),
        (Said::Year(_) | Said::Term(_) | Said::Funder(_), _) => None,
    }
}

/// `from GOSW`, `awarded by the PCT`, `secured (PCT)`: words with a capital after the word for it.
fn funder<'t>(rest: &'t str, before: &str) -> Option<(Said<'t>, &'t str)> {
    let after_state = || {
        let said = before.trim_end_matches(|c: char| BLANK.contains(c)).to_ascii_lowercase();
        before.trim_end().ends_with('(')
            && ["secured", "awarded", "sought", "funded", "allocated"].iter().any(|state| said.ends_with(state))
    };
    let word = ["from ", "by ", "via "].iter().find_map(|word| rest.strip_prefix(word));
    let (name, is_bracketed) = match word {
        Some(name) => (name, false),
        None => (Some(rest).filter(|_| after_state())?, true),
    };
    let (name, after) = capitals(name.strip_prefix("the ").unwrap_or(name));
    let ends = !is_bracketed || after.starts_with(')');
    (!name.is_empty() && ends).then_some((Said::Funder(name), after))
}

/// The name with which a text begins, and what follows it: words with a capital, with `and`, `of` and the like between.
fn capitals(text: &str) -> (&str, &str) {
    let mut rest = text;
    for (before, word, _) in piece::words(text, |c| c == ' ') {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_capital = bare.starts_with(char::is_uppercase);
        if is_capital {
            (_, rest) = around(text, before.len(), bare);
        } else if !matches!(word, "and" | "of" | "&" | "the" | "for") || rest.len() == text.len() {
            break;
        }
        if is_capital && bare.len() < word.len() {
            break;
        }
    }
    (before(text, rest), rest)
}

/// Whether the words around an amount leave it open: a question, a part of another, a sum, a unit price.
pub(super) fn is_doubtful(before: &str, tail: &str) -> bool {
    const PARTS: &[&str] = &["incl", "including", "includes", "total", "tbc"];
    let is_part = |words: &[String]| words.iter().any(|word| PARTS.contains(&word.as_str()));
    let (lead, follow) = (words(before), words(tail));
    let nearest = follow.get(..follow.len().min(3)).unwrap_or_default();
    before.to_lowercase().contains("part of")
        || is_part(&lead)
        || is_part(nearest)
        || is_price(tail)
        || tail.contains('?')
}

/// Whether what follows an amount makes it the price of one of several: `per head`, `each`, `/session`, `x 3`.
fn is_price(tail: &str) -> bool {
    let words = words(tail);
    let word = |place: usize| words.get(place).map(String::as_str);
    let is_year = |word: Option<&str>| matches!(word, Some("annum" | "year" | "pa"));
    match word(0) {
        Some("per" | "a" | "an" | "each") => !is_year(word(1)),
        Some("x") => true,
        first => tail.starts_with('×') || (tail.starts_with('/') && !is_year(first)),
    }
}

/// The words of a text, in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The time of staff that a text names before something else, and the rest of it: `Officer time New post`.
pub(super) fn time_of_staff(text: &str) -> (&str, &str) {
    const TIMES: [&str; 4] = ["(multi-agency) officer time", "multi-agency officer time", "officer time", "staff time"];
    let rest = TIMES.iter().find_map(|time| after_start(text, time)).unwrap_or(text);
    let time = before(text, rest);
    // `Officer time - £5K` says what the amount is for.
    let is_named =
        rest.trim_start().starts_with(['-', '–', '—', ':', '(', '=']) || rest.starts_with(char::is_alphanumeric);
    if is_named { ("", text) } else { (time, rest) }
}
