//! Small questions about texts.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The source's own words, by the key that interprets them.
pub type AsWritten = BTreeMap<String, String>;

/// The text, unless it is absent, shows nothing or is a placeholder such as `???`.
#[must_use]
pub fn stated(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.chars().all(shows_nothing) && !is_placeholder(text))
}

/// Whether a character could act on what shows it: a control, but for the end of a line and the tab, one that changes
/// the direction of the text around it or ends its line, or one that [hides](is_hidden) in it.
#[must_use]
pub const fn acts_on_terminals(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || is_hidden(c)
}

/// Whether a character takes no room and means nothing by itself, so that a text can hide in a text, or two that look the
/// same can differ: blanks without width, a byte order mark within a text, the tags.
///
/// What scripts and emoji need is none of them: joiners, variation selectors, the hyphen that shows only at the end of a
/// line. The flags of England, Scotland and Wales are made of tags, and so cannot be kept. The codes that are no
/// characters at all are: no XML may hold some of them, and git takes a text with any for none of UTF-8.
#[must_use]
pub const fn is_hidden(c: char) -> bool {
    (c as u32) & 0xfffe == 0xfffe
        || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0001}' | '\u{e0020}'..='\u{e007f}')
}

/// A character that may not stand in a text, in words.
#[must_use]
pub fn refused_character(c: char) -> String {
    let what = if is_hidden(c) { "invisible" } else { "control" };
    format!("the {what} character U+{:04X}", u32::from(c))
}

/// Whether nobody sees a character that stands alone: blanks, what only changes other letters, letters that are empty.
const fn shows_nothing(c: char) -> bool {
    c.is_whitespace()
        || is_hidden(c)
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{200c}' | '\u{200d}'
            | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a character [acts](acts_on_terminals) in a text of one line, where its end and the tab do so, too.
#[must_use]
pub const fn acts_in_a_line(c: char) -> bool {
    acts_on_terminals(c) || matches!(c, '\n' | '\t')
}

/// A text with what could act on a terminal spelled out, the ends of lines and tabs among it.
#[must_use]
pub fn in_one_line(text: &str) -> Cow<'_, str> {
    // Every byte is looked at, which is quicker than stopping.
    let is_plain = !text.bytes().fold(false, |odd, byte| odd | !matches!(byte, b' '..=b'~'));
    let acts = !is_plain && text.chars().any(acts_in_a_line);
    if acts { Cow::Owned(spelled_out(text, acts_in_a_line)) } else { Cow::Borrowed(text) }
}

/// A text with some of its characters as their codes: `\u{1b}`.
#[must_use]
pub fn spelled_out(text: &str, acts: impl Fn(char) -> bool) -> String {
    let mut spelled = String::with_capacity(text.len().saturating_add(8));
    for c in text.chars() {
        if acts(c) { spelled.extend(c.escape_default()) } else { spelled.push(c) }
    }
    spelled
}

/// Whether a text only says that something is still to be said: `???`, `TBC`, `to be completed`, `as above`.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    const WORDS: [&str; 21] = [
        "tbc",
        "tba",
        "tbd",
        "to be confirmed",
        "to be completed",
        "to be agreed",
        "to be announced",
        "to be decided",
        "to be determined",
        "to be revised",
        "to be established",
        "to follow",
        "as above",
        "as below",
        "ditto",
        "n/k",
        "not known",
        "unknown",
        "xxx",
        "todo",
        "from when",
    ];
    let bare = text
        .trim()
        .trim_end_matches(['.', '?', '!', ' ', '…'])
        .trim_start_matches(['(', '['])
        .trim_end_matches([')', ']']);
    if bare.is_empty() {
        return text.contains('?') || text.contains('…');
    }
    WORDS.iter().any(|word| bare.eq_ignore_ascii_case(word))
}

/// A name as names are compared: without the blanks around it, and in small letters.
#[must_use]
pub fn name_key(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Whether two names are one, in any case.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    name_key(one) == name_key(other)
}

/// A number with its noun: `1 action`, `2 actions`, `3 dependencies`.
#[must_use]
pub fn counted(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{number} {stem}ies"),
        _ => format!("{number} {noun}s"),
    }
}

/// A word of the files as people say it: `in progress`.
#[must_use]
pub fn spoken(word: &str) -> String {
    word.replace('-', " ")
}

/// A text with a capital letter at its start.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{acts_on_terminals, counted, in_one_line, is_placeholder, stated};

    #[test]
    fn placeholders_are_recognised_in_their_usual_forms() {
        for text in ["???", "?", "TBC", "tbc.", "To be completed", "As above", "(TBC)", "From when?", "..?"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["Chair, Safer Bristol", "Is this agreed by all?", "Costs to be established by June", ""] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn what_acts_on_a_terminal_is_spelled_out_wherever_it_stands() {
        for (text, seen) in [
            ("\u{1b}", r"\u{1b}"),
            ("\u{1b}\u{1b}", r"\u{1b}\u{1b}"),
            ("a\u{9b}", r"a\u{9b}"),
            ("a\nb\tc", r"a\nb\tc"),
            ("Café — 1", "Café — 1"),
        ] {
            assert_eq!(in_one_line(text), seen);
        }
    }

    #[test]
    fn only_words_that_say_something_are_stated() {
        assert_eq!(stated(Some(" PCT ")), Some("PCT"));
        assert_eq!(stated(Some("  ")), None);
        assert_eq!(stated(Some("???")), None);
        for nothing in ["", "\u{200b}", "\u{ad}\u{ad}", "\u{3164}", " \u{2800} ", "\u{200d}\u{fe0f}"] {
            assert_eq!(stated(Some(nothing)), None, "{nothing:?}");
        }
    }

    #[test]
    fn what_scripts_and_emoji_need_stays() {
        for text in
            ["می\u{200c}خواهم", "क्\u{200d}ष", "👩\u{200d}⚕\u{fe0f}", "葛\u{e0100}", "Wendale\u{ad}shire", "e\u{301}"]
        {
            assert!(!text.contains(acts_on_terminals), "{text}");
        }
        for text in [
            "a\u{200b}b",
            "a\u{2060}b",
            "a\u{feff}b",
            "a\u{e0041}b",
            "a\u{fffe}b",
            "a\u{1ffff}b",
            "a\u{fdd0}b",
            "a\u{202e}b",
            "a\u{1b}b",
        ] {
            assert!(text.contains(acts_on_terminals), "{text:?}");
        }
    }

    #[test]
    fn nouns_follow_their_number() {
        assert_eq!(counted(1, "action"), "1 action");
        assert_eq!(counted(0, "action"), "0 actions");
        assert_eq!(counted(2, "party"), "2 parties");
        assert_eq!(counted(2, "day"), "2 days");
    }
}
