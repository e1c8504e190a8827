//! What is said about an amount beside it: how often, which year, from whom, and whether the money is there.

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

/// How much of what follows an amount is terms.
pub(super) fn length(tail: &str) -> usize {
    let mut at = 0;
    while let Some((from, to, _)) = next(tail, at) {
        at = at.max(to);
        if from >= tail.len() {
            break;
        }
    }
    // A bracket closed by the terms belongs to them.
    let closes =
        tail.get(at..).unwrap_or_default().starts_with(')') && tail.get(..at).unwrap_or_default().contains('(');
    let stop = at + usize::from(closes);
    stop + usize::from(at > 0 && tail.get(stop..).unwrap_or_default().starts_with('.'))
}

/// Notes in a cost what terms say, and gives back those that only words can say.
pub(super) fn read(terms: &str, cost: &mut Cost) -> Vec<String> {
    let mut texts = Vec::new();
    let mut at = 0;
    while let Some((from, to, said)) = next(terms, at) {
        match said {
            Said::Term(Says::Per(per)) => cost.per = Some(per),
            Said::Term(Says::State(state)) => cost.state = Some(state),
            Said::Term(Says::Text) => texts.push(terms.get(from..to).unwrap_or_default().to_owned()),
            Said::Funder(funder) => cost.funder = Some(funder.to_owned()),
            Said::Year(year) => cost.year = Some(year),
        }
        at = to;
    }
    texts
}

/// What a term says.
enum Said<'t> {
    Term(Says),
    Funder(&'t str),
    Year(Period),
}

/// The term that begins at a place, but for blanks: where it begins and ends, and what it says.
fn next(text: &str, at: usize) -> Option<(usize, usize, Said<'_>)> {
    let rest = text.get(at..).unwrap_or_default().trim_start_matches(|c: char| BLANK.contains(c) && c != '/');
    let from = text.len() - rest.len();
    // Brackets that open before a term hold nothing else, or are left whole.
    let opens = text.get(at..from).unwrap_or_default().contains('(');
    let found = term(rest).or_else(|| year(rest)).or_else(|| funder(rest, text.get(..from).unwrap_or_default()));
    let (length, said) = found?;
    let after = rest.get(length..).unwrap_or_default().trim_start();
    let is_whole = !opens || after.starts_with(')') || next_is_term(after);
    is_whole.then_some((from, from + length, said))
}

/// Whether terms go on to the end of the bracket that they stand in.
fn next_is_term(after: &str) -> bool {
    let after = after.trim_start_matches([' ', ',', '-', '–', ':']);
    let found = term(after).or_else(|| year(after)).or_else(|| funder(after, "awarded "));
    found.is_some_and(|(length, _)| {
        let after = after.get(length..).unwrap_or_default().trim_start();
        after.starts_with(')') || next_is_term(after)
    })
}

fn term(rest: &str) -> Option<(usize, Said<'_>)> {
    TERMS.iter().find_map(|(words, says)| {
        let is_it = rest.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words));
        let ends = !rest.get(words.len()..).unwrap_or_default().starts_with(char::is_alphanumeric);
        (is_it && ends).then_some((words.len(), Said::Term(*says)))
    })
}

/// `for 07/08`, `in 2009/10`, `2009/10`.
fn year(rest: &str) -> Option<(usize, Said<'_>)> {
    let bare = ["for ", "in "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let end = bare.find(|c: char| !c.is_ascii_digit() && !matches!(c, '/' | '-' | '–')).unwrap_or(bare.len());
    let (first, second) = bare.get(..end).unwrap_or_default().split_once(['/', '-', '–'])?;
    let number = |text: &str| text.parse::<i32>().ok();
    let (year, next) = match (first.len(), second.len()) {
        (4, 4) => (number(first)?, number(second)?),
        (4, 2) => (number(first)?, number(first)? / 100 * 100 + number(second)?),
        (2, 2) => (2000 + number(first)?, 2000 + number(second)?),
        _ => return None,
    };
    let follows = next == year + 1 || (next % 100 == 0 && (year + 1) % 100 == 0);
    let is_year = follows && (1990..2100).contains(&year);
    is_year.then_some((rest.len() - bare.len() + end, Said::Year(Period::FinancialYear(year))))
}

/// The year that a text says and nothing else: `2009/10:`.
pub(super) fn only_year(text: &str) -> Option<Period> {
    let text = text.trim_matches(|c: char| BLANK.contains(c));
    match year(text)? {
        (length, Said::Year(period)) if length == text.len() => Some(period),
        (_, Said::Year(_) | Said::Term(_) | Said::Funder(_)) => None,
    }
}

/// `from GOSW`, `awarded by the PCT`, `secured (PCT)`: words with a capital after the word for it.
fn funder<'t>(rest: &'t str, before: &str) -> Option<(usize, Said<'t>)> {
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
    let name = name.strip_prefix("the ").unwrap_or(name);
    let length = capitals(name);
    let ends = !is_bracketed || name.get(length..).unwrap_or_default().starts_with(')');
    (length > 0 && ends)
        .then_some((rest.len() - name.len() + length, Said::Funder(name.get(..length).unwrap_or_default())))
}

/// How much of a text is a name: words with a capital, with `and`, `of` and the like between them.
fn capitals(text: &str) -> usize {
    let mut length = 0;
    let mut at = 0;
    for word in text.split(' ') {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if bare.starts_with(char::is_uppercase) {
            length = at + bare.len();
        } else if !matches!(word, "and" | "of" | "&" | "the" | "for") || length == 0 {
            break;
        }
        if bare.len() < word.len() && bare.starts_with(char::is_uppercase) {
            break;
        }
        at += word.len() + 1;
    }
    length
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
    let found = TIMES.iter().find(|time| text.get(..time.len()).is_some_and(|start| start.eq_ignore_ascii_case(time)));
    let (time, rest) = text.split_at(found.map_or(0, |time| time.len()));
    // `Officer time - £5K` says what the amount is for.
    let is_named =
        rest.trim_start().starts_with(['-', '–', '—', ':', '(', '=']) || rest.starts_with(char::is_alphanumeric);
    if is_named { ("", text) } else { (time, rest) }
}
