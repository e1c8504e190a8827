//! How confident people are and how high a risk is, as they write it: `1 – Medium/high – work has started 2 – Low`.
//!
//! A level is a word of the scale at the start, with its reason after it. `Low staffing levels` is no level but a risk;
//! a colour, a number or a percentage is one only by a key that the words do not hold, and stays in words.

use super::Phrase;
use super::words::{is_too_long, tidy, without_bullet};
use crate::import::piece::{after_words, around, before};
use crate::model::{Level, Risk, is_placeholder};

/// How confident people are, and what could go wrong.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Levels {
    /// How confident people are that it will be done.
    pub confidence: Option<Level>,
    /// Why.
    pub confidence_reason: Option<String>,
    /// What could stop it.
    pub risks: Vec<Risk>,
}

/// Reads the words of a cell that is about confidence and risk together.
#[must_use]
pub fn read(words: &str) -> Phrase<Levels> {
    let text = tidy(words);
    match parts(&text).filter(|_| !is_too_long(words)) {
        Some((confidence, risks)) => both(confidence, risks, words),
        None => Phrase::doubtful(Levels::default(), words.trim()),
    }
}

/// Reads the words of a cell that is about confidence alone.
#[must_use]
pub fn read_confidence(words: &str) -> Phrase<Levels> {
    both(&tidy(words), "", words)
}

/// Reads the words of a cell that is about risks alone.
#[must_use]
pub fn read_risks(words: &str) -> Phrase<Levels> {
    both("", &tidy(words), words)
}

fn both(confidence: &str, risks: &str, words: &str) -> Phrase<Levels> {
    let confident = judgement(confidence);
    let risks: Vec<_> = items(risks).iter().map(|item| judgement(item)).collect();
    let said: Vec<_> = [&confident].into_iter().filter(|_| !confidence.is_empty()).chain(&risks).collect();
    let is_certain = !said.is_empty() && said.iter().all(|judged| !judged.is_open);
    let risk = |judged: &Judged| Risk { level: judged.level, text: judged.reason.clone() };
    let value = Levels {
        risks: risks.iter().filter(|judged| judged.says_something()).map(risk).collect(),
        confidence: confident.level,
        confidence_reason: confident.reason,
    };
    if is_certain { Phrase::with_rest(value, "") } else { Phrase::doubtful(value, words.trim()) }
}

/// The words about confidence and those about risks.
fn parts(text: &str) -> Option<(&str, &str)> {
    labelled(text).or_else(|| numbered(text))
}

/// `Confidence: high. Risks: none known`
fn labelled(text: &str) -> Option<(&str, &str)> {
    let confidence = label(text, &["confidence level", "confidence", "c"]);
    let risks = label(text, &["risk level", "risks", "risk", "r"]);
    match (confidence, risks) {
        (Some((0, from)), Some((at, risks))) if at >= from => {
            Some((trimmed(text.get(from..at).unwrap_or_default()), text.get(risks..).unwrap_or_default()))
        }
        (Some((at, from)), Some((0, risks))) if at >= risks => {
            Some((text.get(from..).unwrap_or_default(), trimmed(text.get(risks..at).unwrap_or_default())))
        }
        (Some((0, from)), None) => Some((text.get(from..).unwrap_or_default(), "")),
        (None, Some((0, from))) => Some(("", text.get(from..).unwrap_or_default())),
        (Some(_) | None, Some(_) | None) => None,
    }
}

/// Where a label stands that a colon or dash follows, and where what it labels begins.
fn label(text: &str, names: &[&str]) -> Option<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    names.iter().find_map(|name| {
        lower.match_indices(name).find_map(|(at, _)| {
            let starts = !lower.get(..at).unwrap_or_default().ends_with(char::is_alphanumeric);
            let (_, rest) = around(text, at, name);
            let after = rest.trim_start();
            let marked = after.strip_prefix([':', '-', '–', '—', '=']);
            let is_word = rest.starts_with(char::is_whitespace);
            let by_level = || Some(after).filter(|after| is_word && step(after).is_some());
            let content = marked.or_else(by_level).filter(|_| starts)?;
            Some((at, before(text, content.trim_start()).len()))
        })
    })
}

/// `1 – high 2 – low – reason`
fn numbered(text: &str) -> Option<(&str, &str)> {
    match (marker(text, '1'), marker(text, '2')) {
        (Some(rest), _) => match second(rest) {
            Second::Between(confidence, risks) => Some((trimmed(confidence), risks)),
            Second::None => Some((rest, "")),
            Second::AnyOf => None,
        },
        (None, Some(risks)) => Some(("", risks)),
        (None, None) => None,
    }
}

/// What a number at the start introduces: `1 –`, `1.`, `(1)`, `1 High`.
fn marker(text: &str, digit: char) -> Option<&str> {
    let after = text.strip_prefix('(').unwrap_or(text).strip_prefix(digit)?;
    let marked = after.trim_start().strip_prefix(['-', '–', '—', '.', ')', ':']);
    // The number that follows the first level does not end it.
    let is_level = |after: &&str| if digit == '1' { step(after).is_some() } else { leading_level(after).is_some() };
    let by_level = || after.strip_prefix(' ').filter(is_level);
    Some(marked.or_else(by_level)?.trim_start())
}

/// Where the number 2 stands that introduces the risks.
enum Second<'t> {
    /// After the first of these, before what it introduces.
    Between(&'t str, &'t str),
    None,
    /// Several could be it.
    AnyOf,
}

/// The number 2 at the start of a line, or before a level, or the only one there is.
fn second(text: &str) -> Second<'_> {
    let places: Vec<(&str, &str)> = text
        .match_indices(['2', '('])
        .filter_map(|(at, _)| text.split_at_checked(at))
        .filter(|(before, _)| before.is_empty() || before.ends_with(char::is_whitespace))
        .filter_map(|(before, here)| Some((before, marker(here, '2')?)))
        .collect();
    let at_line = |(before, _): &&(&str, &str)| before.is_empty() || before.ends_with('\n');
    let at_level = |(_, risks): &&(&str, &str)| leading_level(risks).is_some();
    match (places.iter().find(at_line).or_else(|| places.iter().find(at_level)), places.as_slice()) {
        (Some((before, risks)), _) | (None, [(before, risks)]) => Second::Between(before, risks),
        (None, []) => Second::None,
        (None, _) => Second::AnyOf,
    }
}

/// Risks of their own: a line that begins with a level begins one, and so does each line if none does.
fn items(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in text.lines().flat_map(at_levels).map(without_bullet).filter(|line| !line.is_empty()) {
        match items.last_mut().filter(|_| leading_level(line).is_none()) {
            Some(item) => {
                item.push('\n');
                item.push_str(line);
            }
            None => items.push(line.to_owned()),
        }
    }
    items
}

/// `Low – no money; High – no staff` in two.
fn at_levels(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut left = line;
    for (at, mark) in line.match_indices(';') {
        let (_, after) = around(line, at, mark);
        if leading_level(after.trim_start()).is_some() {
            parts.push(before(left, after).strip_suffix(mark).unwrap_or_default().trim());
            left = after;
        }
    }
    parts.push(left.trim());
    parts
}

/// A level and its reason.
#[derive(Default)]
struct Judged {
    level: Option<Level>,
    reason: Option<String>,
    /// Whether something of it is not certain, or still to be said.
    is_open: bool,
}

impl Judged {
    const fn says_something(&self) -> bool {
        self.level.is_some() || self.reason.is_some()
    }
}

/// What a text says about one thing.
fn judgement(text: &str) -> Judged {
    let text = text.trim();
    if let Some((level, reason)) = leading_level(text) {
        let reason = reason_of(reason);
        let is_open = reason.is_some_and(is_still_to_be_said);
        let reason = reason.filter(|_| !is_open).map(str::to_owned);
        return Judged { level: Some(level), reason, is_open };
    }
    if let Some((level, reason)) = last_level(text) {
        return Judged { level: Some(level), reason: Some(reason.to_owned()), is_open: false };
    }
    // One word, a number or a colour would be a level by some key; two words and more are a text.
    let words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    let is_text = words > 1 && !is_still_to_be_said(text) && !starts_like_level(text);
    Judged { level: None, reason: is_text.then(|| text.to_owned()), is_open: !is_text }
}

/// `Staff may leave (medium)`, `Staff may leave – high`.
fn last_level(text: &str) -> Option<(Level, &str)> {
    let bare = text.trim_end_matches('.');
    let in_brackets = || bare.strip_suffix(')')?.rsplit_once('(');
    let (reason, last) = in_brackets().or_else(|| bare.rsplit_once([':', '-', '–', '—']))?;
    let (level, rest) = leading_level(last.trim())?;
    // A mark without blanks before it is part of a word: `risk-high`.
    let stands_alone = reason.ends_with(char::is_whitespace) && reason.split_whitespace().count() > 1;
    (stands_alone && rest.is_empty()).then(|| (level, trimmed(reason)))
}

/// Without the marks around it; a closing bracket is left where it has an opening one.
fn reason_of(text: &str) -> Option<&str> {
    let text = trimmed(text.trim_start_matches(|c: char| c.is_whitespace() || "-–—:;,.=/".contains(c)));
    let inside =
        text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).filter(|text| !text.contains(['(', ')']));
    Some(inside.unwrap_or(text)).filter(|text| !text.is_empty())
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "-–—:;,".contains(c))
}

/// `To be completed by A. Nother`, `CPS to complete`, `none`.
fn is_still_to_be_said(text: &str) -> bool {
    let lower = text.to_lowercase();
    let starts =
        ["to be completed", "to be confirmed", "to be revised", "to be agreed", "to be determined", "tbc", "tba"];
    let ends = ["to complete", "to confirm", "to advise", "to be completed", "to be confirmed"];
    let bare = lower.trim_end_matches(['.', '?']);
    is_placeholder(text)
        || starts.iter().any(|start| lower.starts_with(start))
        || ends.iter().any(|end| bare.ends_with(end))
        || matches!(bare, "none" | "none identified" | "none known" | "no risks" | "no risk" | "nil")
}

/// `Very high`, `Red – …`, `4/5`: on a scale, but not on ours.
fn starts_like_level(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    matches!(first.as_str(), "very" | "red" | "amber" | "green" | "yellow" | "blue")
        || first.starts_with(|c: char| c.is_ascii_digit())
}

/// The level with which a text begins, and what stands after it.
fn leading_level(text: &str) -> Option<(Level, &str)> {
    let (first, rest) = step(text)?;
    let (level, rest) = match joined(rest) {
        Some((second, after)) => (between(first, second)?, after),
        None => (first, rest),
    };
    let rest = noun(rest);
    let trimmed = rest.trim_start();
    // `high-risk cases` is no level.
    let is_tight = rest.starts_with('-') && rest.get(1..).unwrap_or_default().starts_with(char::is_alphabetic);
    let ends = trimmed.is_empty() || rest.starts_with('\n') || trimmed.starts_with(|c: char| "-–—:;,.(=".contains(c));
    (!is_tight && (ends || starts_reason(trimmed))).then_some((level, rest))
}

/// `/high`, ` to high`, `-high`, ` – high`, ` high`.
fn joined(text: &str) -> Option<(Level, &str)> {
    let blank = text.strip_prefix(' ');
    let after = text.trim_start();
    let after = after.strip_prefix(['/', '-', '–', '—']).or_else(|| after.strip_prefix("to ")).or(blank)?;
    let (level, rest) = step(after.trim_start())?;
    let ends = noun(rest).trim_start();
    (ends.is_empty() || ends.starts_with(|c: char| !c.is_alphanumeric()) || starts_reason(ends))
        .then_some((level, rest))
}

/// `high risk`, `medium confidence level`: the noun says nothing that the key does not.
fn noun(text: &str) -> &str {
    let mut rest = text;
    for word in ["confidence", "risk", "level"] {
        rest = after_words(rest.trim_start(), word).unwrap_or(rest);
    }
    rest
}

/// Words with which a reason goes on after a level.
fn starts_reason(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    matches!(
        first.as_str(),
        "as" | "because" | "but" | "due" | "given" | "if" | "owing" | "since" | "unless" | "subject"
    )
}

/// A plain step of the scale at the start of a text: a word, or a letter.
fn step(text: &str) -> Option<(Level, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let level = match word.to_lowercase().as_str() {
        "low" | "l" => Level::Low,
        "medium" | "med" | "moderate" | "m" => Level::Medium,
        "high" | "h" => Level::High,
        _ => return None,
    };
    // The point of `Med.` belongs to it.
    Some((level, if end == 3 && level == Level::Medium { rest.strip_prefix('.').unwrap_or(rest) } else { rest }))
}

/// The step between two that are next to each other.
const fn between(one: Level, other: Level) -> Option<Level> {
    match (one, other) {
        (Level::Low, Level::Medium) | (Level::Medium, Level::Low) => Some(Level::MediumLow),
        (Level::High, Level::Medium) | (Level::Medium, Level::High) => Some(Level::MediumHigh),
        (Level::Low, Level::Low) => Some(Level::Low),
        (Level::Medium, Level::Medium) => Some(Level::Medium),
        (Level::High, Level::High) => Some(Level::High),
        (Level::Low | Level::MediumLow | Level::Medium | Level::MediumHigh | Level::High, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Levels, read, read_confidence, read_risks};
    use crate::import::phrase::Phrase;

    fn shown(phrase: Phrase<Levels>) -> String {
        let reason = |reason: Option<String>| reason.map(|reason| format!("({reason})")).unwrap_or_default();
        let Levels { confidence, confidence_reason, risks } = phrase.value;
        let confidence = confidence.map_or_else(|| "-".to_owned(), |level| level.to_string());
        let mut shown = vec![confidence + &reason(confidence_reason)];
        for risk in risks {
            let level = risk.level.map_or_else(|| "-".to_owned(), |level| level.to_string());
            shown.push(level + &reason(risk.text));
        }
        shown.extend((!phrase.is_certain).then(|| "?".to_owned()));
        shown.join(" | ")
    }

    #[test]
    fn confidence_and_risk_share_a_cell() {
        for (words, expected) in [
            (
                "1 – Medium/high – work has begun. 2 – Agencies may not monitor",
                "medium-high(work has begun.) | -(Agencies may not monitor)",
            ),
            ("1 – high – some done 2 – lack of officer time", "high(some done) | -(lack of officer time)"),
            ("1 – Medium/low – 2 to 3 agreed\n2 – High – no money", "medium-low(2 to 3 agreed) | high(no money)"),
            ("1 – High 2 – Low", "high | low"),
            ("1 – High. \n2 – Low", "high | low"),
            ("(1) High (2) Low", "high | low"),
            ("1 High 2 Low", "high | low"),
            ("1: High\n2: Low – none", "high | low | ?"),
            ("Confidence High Risk Low", "high | low"),
            ("1. High 2. Medium", "high | medium"),
            ("1 - Medium/high 2 – medium/high – lack of time", "medium-high | medium-high(lack of time)"),
            ("1 – Medium 2 – Medium -belief that it is hard", "medium | medium(belief that it is hard)"),
            ("1 – Medium 2 – Low staffing levels", "medium | -(Low staffing levels)"),
            ("1 – Low/medium 2 – Medium/low – if unable to appoint", "medium-low | medium-low(if unable to appoint)"),
            ("1 – Medium – in 1 – 2 months 2 – High", "medium(in 1 – 2 months) | high"),
            ("1 – High", "high"),
            ("2 – High – no money", "- | high(no money)"),
            ("Confidence: High; Risk: Low", "high | low"),
            ("Confidence level – medium (new). Risks – staff may leave", "medium((new).) | -(staff may leave)"),
            ("Risk: H\nConfidence: M", "medium | high"),
        ] {
            assert_eq!(shown(read(words)), expected, "{words}");
        }
    }

    #[test]
    fn what_a_shared_cell_leaves_open_is_not_guessed() {
        for (words, expected) in [
            ("1 – 2 – To be completed by A. Nother", "- | ?"),
            ("1 – 2 – CPS to complete", "- | ?"),
            ("1 – High 2 – TBC", "high | ?"),
            ("1 – Low – no money 2 – High – as above", "low(no money) | high | ?"),
            ("1 – 2 – 3 agencies 2 – 4 more", "- | ?"),
            ("Medium – some reason", "- | ?"),
            ("To be revised", "- | ?"),
            ("???", "- | ?"),
            ("", "- | ?"),
        ] {
            assert_eq!(shown(read(words)), expected, "{words}");
        }
    }

    #[test]
    fn levels_have_many_forms() {
        for (words, expected) in [
            ("High", "high"),
            ("H", "high"),
            ("M/H", "medium-high"),
            ("Med/High", "medium-high"),
            ("Medium to high", "medium-high"),
            ("Medium-High", "medium-high"),
            ("Medium High – drafted", "medium-high(drafted)"),
            ("medium – high", "medium-high"),
            ("High/medium - drafted", "medium-high(drafted)"),
            ("Low – lack of funding", "low(lack of funding)"),
            ("Low: lack of funding", "low(lack of funding)"),
            ("Low (no money)", "low(no money)"),
            ("High confidence", "high"),
            ("Medium because the post is empty", "medium(because the post is empty)"),
            ("Moderate", "medium"),
            ("High staff turnover", "-(High staff turnover)"),
            ("High-risk victims are missed", "-(High-risk victims are missed)"),
            ("Very high", "- | ?"),
            ("Amber", "- | ?"),
            ("Low/High", "- | ?"),
            ("3", "- | ?"),
            ("80%", "- | ?"),
            ("High?", "- | ?"),
            ("TBC", "- | ?"),
        ] {
            assert_eq!(shown(read_confidence(words)), expected, "{words}");
        }
    }

    #[test]
    fn each_risk_with_a_level_is_one_of_its_own() {
        for (words, expected) in [
            ("High – no money\nLow – staff may leave\nagain", "- | high(no money) | low(staff may leave\nagain)"),
            ("• Lack of money\n• Lack of staff", "- | -(Lack of money\nLack of staff)"),
            ("Low – no money; High – no staff", "- | low(no money) | high(no staff)"),
            ("Staff may leave (Medium)", "- | medium(Staff may leave)"),
            ("Staff may leave – H", "- | high(Staff may leave)"),
            ("None", "- | ?"),
            ("No funding", "- | -(No funding)"),
        ] {
            assert_eq!(shown(read_risks(words)), expected, "{words}");
        }
    }
}
