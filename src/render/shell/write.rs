//! What may be typed, in the signs of each shell.

use unicode_width::UnicodeWidthChar;

use super::line::Listing;
use super::{Candidate, Line, Shell, Then};
use crate::model::acts_in_a_line;
use crate::render::style::{blanks_after, columns, one_line, rest};

/// What may stand in place of the word that is typed, a line each. What no line could hold is left out.
#[must_use]
pub fn answer(shell: Shell, line: &Line, candidates: &[Candidate]) -> String {
    let harmless: Vec<_> = candidates.iter().filter(|candidate| !candidate.word.contains(acts_in_a_line)).collect();
    match shell {
        Shell::Bash => bash(line, &harmless),
        Shell::Zsh | Shell::Elvish => harmless.iter().map(|candidate| tabbed(candidate)).collect(),
        Shell::Fish => fish(&harmless),
        Shell::Powershell => {
            let written = |candidate: &&Candidate| {
                let word = &candidate.word;
                format!("{}\t{word}\t{}\n", powershell(word), one_line(&candidate.about))
            };
            harmless.iter().map(written).collect()
        }
    }
}

/// Fish puts a blank after a word that stands alone, unless it ends with one of some signs; a field with `<` or `>`
/// does not stand alone where it is also offered with `=` behind it.
fn fish(candidates: &[&Candidate]) -> String {
    let written = |word: &str, about: &str| format!("{word}\t{}\n", one_line(about));
    match candidates {
        [only] if only.word.ends_with(['<', '>']) => {
            written(&only.word, &only.about) + &written(&format!("{}=", only.word), &only.about)
        }
        all => all.iter().map(|candidate| written(&candidate.word, &candidate.about)).collect(),
    }
}

/// A word, what it stands for, and whether it goes on.
fn tabbed(candidate: &Candidate) -> String {
    let then = match candidate.then {
        Then::Blank => "whole",
        Then::More => "open",
    };
    format!("{}\t{}\t{then}\n", candidate.word, one_line(&candidate.about))
}

/// Bash puts in what all words begin with, and so gets none where that is not what was typed.
fn bash(line: &Line, candidates: &[&Candidate]) -> String {
    if let (Some(listing), true) = (line.listing, candidates.len() > 1) {
        return listed(candidates, listing);
    }
    let words = candidates.iter().filter_map(|candidate| {
        let (kept, replaced) = candidate.word.split_at_checked(line.kept)?;
        let is_kept = line.word.get(..line.kept).is_some_and(|typed| typed.eq_ignore_ascii_case(kept));
        is_kept.then(|| quoted(replaced, line.quote))
    });
    let words: Vec<_> = words.collect();
    let goes_on = |candidate: &&Candidate| candidate.word.to_lowercase().starts_with(&line.word.to_lowercase());
    if words.len() > 1 && !candidates.iter().all(goes_on) {
        return String::new();
    }
    words.into_iter().map(|word| word + "\n").collect()
}

/// A list to read, with what each word stands for.
fn listed(candidates: &[&Candidate], listing: Listing) -> String {
    let width = candidates.iter().map(|candidate| columns(&candidate.word)).max().unwrap_or_default();
    let line = |candidate: &&Candidate| {
        let (word, about) = (&candidate.word, one_line(&candidate.about));
        if about.is_empty() {
            return format!("{word}\n");
        }
        let gap = blanks_after(word, width);
        // Bash keeps two columns for itself.
        let room = rest(listing.columns, [width, 6]);
        format!("{word}{gap}  ({})\n", shortened(&about, room))
    };
    candidates.iter().map(line).collect()
}

/// As much of a text as takes so many columns.
fn shortened(text: &str, room: usize) -> String {
    if columns(text) <= room {
        return text.to_owned();
    }
    let mut left = room.saturating_sub(1);
    let fits = text.chars().take_while(|c| {
        let width = c.width().unwrap_or_default();
        let fits = width <= left;
        left = left.saturating_sub(width);
        fits
    });
    fits.chain(['…']).collect()
}

/// A text as bash reads it back, within a quotation mark that is open or without one.
fn quoted(text: &str, quote: Option<char>) -> String {
    match quote {
        Some('\'') => text.replace('\'', r"'\''"),
        Some(_) => escaped(text, |_, c| matches!(c, '$' | '`' | '"' | '\\')),
        None => escaped(text, |place, c| {
            let is_plain = c.is_ascii_alphanumeric() || "_-./:=@%+,^".contains(c) || !c.is_ascii();
            !(is_plain || (c == '~' && place > 0))
        }),
    }
}

fn escaped(text: &str, needs: impl Fn(usize, char) -> bool) -> String {
    let mut written = String::with_capacity(text.len());
    for (place, c) in text.char_indices() {
        if needs(place, c) {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

/// A text as PowerShell reads it back; it takes any of the signs for an apostrophe as the end of a text.
fn powershell(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | ':' | '/' | '\\' | '=' | '+');
    if text.chars().all(is_plain) && !text.is_empty() {
        return text.to_owned();
    }
    let mut written = String::from("'");
    for c in text.chars() {
        if matches!(c, '\'' | '‘' | '’' | '‚' | '‛') {
            written.push(c);
        }
        written.push(c);
    }
    written + "'"
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Shell, Then, answer, powershell, quoted};
    use crate::render::shell::read;

    fn candidate(word: &str, about: &str) -> Candidate {
        Candidate { word: word.into(), about: about.into(), then: Then::Blank }
    }

    fn in_bash(kind: &str, line: &str, words: &[&str]) -> String {
        let handed = [kind, "36", " \t\n\"'><=;|&(:", line].map(str::to_owned);
        let candidates: Vec<_> = words.iter().map(|word| candidate(word, "what it stands for, at length")).collect();
        answer(Shell::Bash, &read(Shell::Bash, &handed), &candidates)
    }

    #[test]
    fn bash_gets_only_what_it_replaces() {
        assert_eq!(in_bash("9", "vawg list lead:hou", &["lead:Housing Manager"]), "Housing\\ Manager\n");
        assert_eq!(in_bash("9", "vawg list 'lead:O", &["lead:O'Neill House"]), "lead:O'\\''Neill House\n");
        assert_eq!(in_bash("9", "vawg list \"lead:\\$", &["lead:$(id)"]), "lead:\\$(id)\n");
        assert_eq!(in_bash("9", "vawg list d", &["due<"]), "due\\<\n");
    }

    #[test]
    fn bash_never_takes_away_what_was_typed() {
        assert_eq!(in_bash("9", "vawg show 3.1", &["banes:3.1", "bristol:3.1"]), "");
        assert_eq!(in_bash("9", "vawg list lead:man", &["lead:Housing Manager"]), "Housing\\ Manager\n");
    }

    #[test]
    fn a_list_in_bash_says_what_words_stand_for() {
        assert_eq!(
            in_bash("63", "vawg show 3.", &["3.1", "3.10"]),
            "3.1   (what it stands for, at le…)\n3.10  (what it stands for, at le…)\n"
        );
    }

    #[test]
    fn what_would_act_on_a_shell_is_quoted_or_left_out() {
        assert_eq!(quoted("a b;$(rm)'`\\!*~#", None), r"a\ b\;\$\(rm\)\'\`\\\!\*~\#");
        assert_eq!(quoted("~x", None), r"\~x");
        assert_eq!(powershell("Women’s Aid $x"), "'Women’’s Aid $x'");
        assert_eq!(powershell("3.1.1"), "3.1.1");
        let bad = [candidate("a\nb", ""), candidate("c\u{1b}[2J", ""), candidate("d", "e\n\tf\u{1b}[31m")];
        assert_eq!(answer(Shell::Fish, &read(Shell::Fish, &[String::new()]), &bad), "d\te f\\u{1b}[31m\n");
    }
}
