//! The line of a file that a problem is in, as it can be shown.

use crate::diagnostic::Stretch;
use crate::model::acts_on_terminals;
use crate::render::style::is_plain;
use crate::source::Span;

/// So many characters of a line are kept before what is meant, within it, and after it. No terminal shows as many,
/// but a line may be as long as a file.
const MOST: usize = 400;

/// A line, and the part of it that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// Counted from 1.
    pub line: usize,
    pub text: String,
    /// Bytes of the text; of a part that goes on over several lines, what is on the first.
    pub span: Span,
    /// Whether the start of the line is left out, so that columns cannot be counted in the text.
    pub is_cut: bool,
}

impl Excerpt {
    pub(super) fn of(stretch: &Stretch) -> Self {
        let text = stretch.text.as_ref();
        let (before, rest) = text.split_at_checked(stretch.span.start).unwrap_or((text, ""));
        let before = before.rsplit_once('\n').map_or(before, |(_, line)| line);
        let before = before.trim_start_matches('\u{feff}');
        let rest = rest.lines().next().unwrap_or_default();
        let (meant, after) = rest.split_at_checked(stretch.span.len()).unwrap_or((rest, ""));
        let (kept_before, kept_meant, kept_after) = (last(before), first(meant), first(after));
        let start = shown(kept_before);
        let meant_shown = shown(kept_meant);
        let span = start.len()..start.len().saturating_add(meant_shown.trim_end().len());
        let after = if kept_meant.len() < meant.len() { String::new() } else { shown(kept_after) };
        Self {
            line: stretch.start.line,
            text: start + &meant_shown + &after,
            span,
            is_cut: kept_before.len() < before.len(),
        }
    }
}

/// The first characters of a text.
fn first(text: &str) -> &str {
    if text.len() <= MOST {
        return text;
    }
    text.char_indices().nth(MOST).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// The last characters of a text.
fn last(text: &str) -> &str {
    if text.len() <= MOST {
        return text;
    }
    text.char_indices().nth_back(MOST - 1).and_then(|(start, _)| text.get(start..)).unwrap_or(text)
}

/// A text whose characters all show, one for one; the renderer has its own signs for the ASCII controls.
fn shown(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    text.chars().map(|c| if is_hidden(c) { '\u{fffd}' } else { c }).collect()
}

/// Characters that act on a terminal, but for the ASCII controls, and those that take no room.
const fn is_hidden(c: char) -> bool {
    (acts_on_terminals(c) && !c.is_ascii()) || matches!(c, '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, MOST};
    use crate::diagnostic::Stretch;
    use crate::source::Position;

    /// The excerpt for the first place of some words in a text, with those words marked.
    fn marked(text: &str, words: &str) -> String {
        let excerpt = excerpt(text, words);
        let (start, end) = (excerpt.span.start, excerpt.span.end);
        format!("{} {}<{}>{}", excerpt.line, &excerpt.text[..start], &excerpt.text[start..end], &excerpt.text[end..])
    }

    fn excerpt(text: &str, words: &str) -> Excerpt {
        let start = text.find(words).expect("the words are in the text");
        let span = start..start + words.len();
        let positions = Position::of_each(text, &[span.start, span.end]);
        Excerpt::of(&Stretch { text: text.into(), span, start: positions[0], end: positions[1] })
    }

    #[test]
    fn an_excerpt_is_the_line_with_the_part_that_is_meant() {
        assert_eq!(marked("a = 1\nlead = \"???\" # x\nb = 2\n", "\"???\""), "2 lead = <\"???\"> # x");
        assert_eq!(marked("a = 1\r\nlead = 5\r\n", "5"), "2 lead = <5>");
        assert_eq!(marked("\u{feff}lead = 5", "lead"), "1 <lead> = 5", "the mark at the start is no part of the line");
        assert_eq!(marked("", ""), "1 <>");
    }

    #[test]
    fn of_several_lines_the_first_is_shown() {
        assert_eq!(marked("note = \"\"\"\nOne.\nTwo.\"\"\"\n", "\"\"\"\nOne.\nTwo.\"\"\""), "1 note = <\"\"\">");
        assert_eq!(marked("[[update]]  \r\ndate = 5\r\n", "[[update]]  \r\ndate"), "1 <[[update]]>  ");
    }

    #[test]
    fn nothing_in_it_acts_on_a_terminal() {
        let excerpt = excerpt("a = \"\u{9b}31m\u{202e}\u{2028}x\" # \u{200b}", "x");
        assert_eq!(excerpt.text, "a = \"\u{fffd}31m\u{fffd}\u{fffd}x\" # \u{fffd}");
    }

    #[test]
    fn of_a_line_as_long_as_a_file_only_what_is_near_is_kept() {
        let far = format!("{}{}{}", "é".repeat(500_000), "x".repeat(500_000), "z".repeat(500_000));
        let excerpt = excerpt(&far, &"x".repeat(500_000));
        assert_eq!((excerpt.is_cut, excerpt.text.chars().count()), (true, 2 * MOST));
        assert_eq!(&excerpt.text[excerpt.span.clone()], "x".repeat(MOST));
        let near = format!("x = \"{}\"", "z".repeat(500_000));
        assert!(!self::excerpt(&near, "x").is_cut);
    }
}
