//! A page of the manual as text in a width.

use std::fmt::Write as _;

use crate::manual::{Page, Part, Section, Term};
use crate::render::prose::{hanging, paragraphs, wrapped};
use crate::render::style::{blanks_after, bold, columns, rest, visible};
use crate::ui::Look;

/// However wide the terminal is, a page is no wider than this, so that the eye finds the next line.
const WIDEST: usize = 100;

/// A word that is wider than this has what it means below it.
const WIDEST_WORD: usize = 24;

/// A page to read.
#[must_use]
pub fn text(page: &Page, look: Look) -> String {
    let width = look.columns().min(WIDEST);
    let mut text = String::new();
    for line in wrapped(&page.summary, width) {
        text.extend([&bold(&line, look), "\n"]);
    }
    for Section { heading, parts } in &page.sections {
        let _ = writeln!(text, "\n{}", bold(heading, look));
        text.extend(parts.iter().map(|part| self::part(part, look, width)));
    }
    let see: Vec<_> = page.see.iter().map(|see| format!("vawg help {}", see.words())).collect();
    if !see.is_empty() {
        let _ = writeln!(text, "\n{}", bold("See also", look));
        text.push('\n');
        text += &hanging("  ", &see);
    }
    text
}

fn part(part: &Part, look: Look, width: usize) -> String {
    match part {
        Part::Text(text) => format!("\n{}", hanging("  ", &paragraphs(text, rest(width, [2])))),
        Part::Terms(terms) => format!("\n{}", self::terms(terms, "  ", look, width)),
        Part::Code(code) => {
            let lines = code.lines().map(|line| format!("    {}", visible(line)).trim_end().to_owned() + "\n");
            format!("\n{}", lines.collect::<String>())
        }
    }
}

/// Words in a column with what they mean beside them, or below those that are too wide.
fn terms(terms: &[Term], indent: &str, look: Look, width: usize) -> String {
    let widths = terms.iter().map(|term| columns(&term.word)).filter(|&columns| columns <= WIDEST_WORD);
    let column = widths.max().unwrap_or(0);
    let mut text = String::new();
    for Term { word, text: meaning, within } in terms {
        let word = visible(word);
        let further = format!("{indent}{}  ", " ".repeat(column));
        let meaning = paragraphs(meaning, rest(width, [further.len()]).max(20));
        let first = format!("{indent}{}{}  ", bold(&word, look), blanks_after(&word, column));
        if columns(&word) > column || meaning.is_empty() {
            let _ = writeln!(text, "{}", first.trim_end());
            text += &hanging(&further, &meaning);
        } else {
            text += &beside(&first, &further, &meaning);
        }
        text += &self::terms(within, &further, look, width);
    }
    text
}

/// Lines after a first one that may have colours in it.
fn beside(first: &str, further: &str, lines: &[String]) -> String {
    let all = hanging(further, lines);
    format!("{first}{}", all.get(further.len()..).unwrap_or_default())
}
