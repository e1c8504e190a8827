//! Where one party ends and the next begins.
//!
//! The names of organisations and posts hold commas, slashes and `and`s themselves. A mark parts two names only where
//! what stands on both sides of it can be a name; a name that is left too long has lost nothing.

use super::party::{
    ends_with_post, is_acronym, is_agency, is_bare_post, is_post, is_whole, may_be_person, share_subject,
};
use crate::import::piece;

/// The parties of a phrase.
#[derive(Default)]
pub(super) struct Parties {
    pub names: Vec<String>,
    /// Whether a mark between them may mean something else.
    pub has_doubt: bool,
}

/// The parties in a text, in their order.
pub(super) fn parties(text: &str) -> Parties {
    let mut parties = Parties::default();
    for line in lines(text) {
        for part in outside_brackets(&line, ';') {
            for part in at_slashes(part) {
                at_commas(&part, &mut parties);
            }
        }
    }
    parties
}

/// Lines that begin a name; a line that goes on with the one above is joined to it.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match lines.last_mut().filter(|above| goes_on(above, line)) {
            Some(above) => {
                above.push(' ');
                above.push_str(line);
            }
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

/// Whether a line is the end of the name above it.
fn goes_on(above: &str, line: &str) -> bool {
    [",", " and", " &", " of", " for", " the", " to", "/", " or"].iter().any(|end| above.ends_with(end))
        || line.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | '&' | '/' | ','))
}

/// The parts of a text between marks that stand outside brackets.
fn outside_brackets(text: &str, mark: char) -> Vec<&str> {
    let mut depth = 0_usize;
    let is_cut = |c: char| {
        match c {
            '(' | '[' => depth = depth.saturating_add(1),
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == mark && depth == 0
    };
    text.split(is_cut).collect()
}

/// `MARAC Probation/ IVASP chair` names two; `Administrator/Co-ordinator` and `DVA/SV co-ordinator` one.
fn at_slashes(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut pieces = outside_brackets(text, '/').into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let is_end = pieces.peek().is_none() && piece.trim().is_empty();
        match names.last_mut().filter(|name| is_end || is_one_name(name, piece)) {
            Some(name) => {
                name.push('/');
                name.push_str(piece);
            }
            None => names.push(piece.to_owned()),
        }
    }
    names
}

fn is_one_name(left: &str, right: &str) -> bool {
    let is_tight = !left.ends_with(' ') && !right.starts_with(' ');
    let word = |text: &str| text.trim().rsplit(' ').next().unwrap_or_default().to_ascii_lowercase();
    let is_short_form = matches!(
        (word(left).as_str(), right.trim().to_ascii_lowercase().get(..1)),
        ("n", Some("a")) | ("c", Some("o"))
    );
    is_tight
        && ((ends_with_post(left) && is_bare_post(right))
            || (is_bare_post(left) && ends_with_post(right))
            || share_subject(left, right)
            || is_short_form
            || left.ends_with(" and"))
}

/// `Chair, Safer Bristol` is a post; `SSFP, Off the Record, YOT` is a list.
fn at_commas(text: &str, parties: &mut Parties) {
    let pieces = outside_brackets(text, ',');
    match pieces.as_slice() {
        [only] => at_and(only, parties),
        [post, place @ ..] if place.len() <= 2 && is_post(post) && !place.iter().any(|piece| is_post(piece)) => {
            push(text, parties);
        }
        // `Director, N & HS or Community Safety Manager`
        [post, place] if is_post(post) && split_word(place, &["or"]).is_some() => at_or(text, parties),
        [person, post] if may_be_person(person) && is_post(post) => {
            parties.has_doubt = true;
            push(text, parties);
        }
        _ => list(&pieces, parties),
    }
}

/// A list of names; a post takes the piece after it that names no post.
fn list(pieces: &[&str], parties: &mut Parties) {
    let mut pieces = pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        let place = pieces.next_if(|next| is_post(piece) && !is_post(next) && !is_agency(next));
        match (place, pieces.peek()) {
            (Some(place), _) => push(&format!("{},{place}", piece.trim()), parties),
            (None, Some(_)) => push(piece, parties),
            (None, None) => last_of_list(piece, parties),
        }
    }
}

/// `… , Probation and Housing`.
fn last_of_list(piece: &str, parties: &mut Parties) {
    let piece = piece.trim();
    let piece = piece.strip_prefix("and ").or_else(|| piece.strip_prefix("& ")).unwrap_or(piece);
    match split_word(piece, &["and", "&"]) {
        Some((left, right)) if !is_compound(left, right) && (!is_whole(right) || is_whole(left)) => {
            push(left, parties);
            push(right, parties);
        }
        Some(_) | None => push(piece, parties),
    }
}

/// `Police and Probation` names two, `Health and Wellbeing Board` one.
fn at_and(text: &str, parties: &mut Parties) {
    match split_word(text, &["and", "&", "+"]) {
        Some((left, right)) if are_two(left, right) => {
            push(left, parties);
            at_and(right, parties);
        }
        Some((left, right)) if may_be_person(left) && may_be_person(right) => {
            parties.has_doubt = true;
            push(text, parties);
        }
        Some(_) | None => at_or(text, parties),
    }
}

fn are_two(left: &str, right: &str) -> bool {
    let are_whole = is_whole(left) && is_whole(right);
    let is_post_first = is_whole(left) && ends_with_post(left);
    let ends_list = |text: &str| is_agency(split_word(text, &["and", "&", "+"]).map_or(text, |(first, _)| first));
    !is_compound(left, right)
        && ((is_agency(left) && ends_list(right))
            || are_whole
            || is_post_first
            || (is_whole(left) && is_agency(right))
            || is_acronym(right))
}

/// Names of one thing that are made of two.
fn is_compound(left: &str, right: &str) -> bool {
    let (left, right) = (left.trim().to_ascii_lowercase(), right.trim().to_ascii_lowercase());
    (left.ends_with("health") && (right.starts_with("social care") || right.starts_with("wellbeing")))
        || share_subject(&left, &right)
}

/// `Director, Housing or Community Safety Manager` names two, one of whom leads.
fn at_or(text: &str, parties: &mut Parties) {
    match split_word(text, &["or"]) {
        Some((left, right)) if (is_post(left) && is_post(right)) || (is_agency(left) && is_agency(right)) => {
            parties.has_doubt = true;
            push(left, parties);
            push(right, parties);
        }
        Some(_) | None => push(text, parties),
    }
}

/// The text before and after the first of some words that stands between blanks outside brackets.
fn split_word<'t>(text: &'t str, words: &[&str]) -> Option<(&'t str, &'t str)> {
    let is_open = |before: &str| before.matches('(').count() > before.matches(')').count();
    let is_it = |part: &str| words.iter().any(|word| word.eq_ignore_ascii_case(part));
    let (left, _, right) = piece::words(text, char::is_whitespace)
        .find(|(before, part, _)| is_it(part) && !before.is_empty() && !is_open(before))?;
    let (left, right) = (left.trim(), right.trim());
    (!left.is_empty() && !right.is_empty()).then_some((left, right))
}

fn push(name: &str, parties: &mut Parties) {
    let name = name.trim().trim_matches([',', ';']).trim();
    if name.chars().any(|c| c.is_alphanumeric() || c == '?') {
        parties.names.push(name.to_owned());
    }
}
