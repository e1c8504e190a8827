//! What stands in a chapter: texts, lists, facts, tables, and pictures with their numbers.

use maud::{Markup, PreEscaped, html};

use super::{id, table};
use crate::document::{Block, Fact, Figure, Section};
use crate::render::document::svg::{self, Medium};
use crate::render::style::visible;

/// With more rows than this, the numbers of a figure are folded away until somebody asks for them.
const ROWS_IN_SIGHT: usize = 12;

/// What stands in a chapter itself.
pub(super) fn within(section: &Section) -> Markup {
    let name = id(&section.key);
    html! {
        @for (place, part) in section.blocks.iter().enumerate() {
            (block(part, &format!("{name}:{place}"), &section.heading))
        }
    }
}

/// These blocks, below a heading that is not theirs.
pub(super) fn all(blocks: &[Block], name: &str) -> Markup {
    html! {
        @for (place, part) in blocks.iter().enumerate() { (block(part, &format!("{name}:{place}"), "")) }
    }
}

/// A block, under a name that no other has.
fn block(block: &Block, name: &str, heading: &str) -> Markup {
    match block {
        Block::Text(text) => paragraphs(text),
        Block::List(items) => list(items),
        Block::Facts(facts) => self::facts(facts),
        // What the heading has said need not be seen again; by ear the table still has its name.
        Block::Table(table) if table.caption == heading => table::markup(table, name, table::Caption::Heard),
        Block::Table(table) => table::markup(table, name, table::Caption::Seen),
        Block::Figure(figure) => self::figure(figure, name),
    }
}

fn paragraphs(text: &str) -> Markup {
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    html! { @for paragraph in paragraphs { p { (visible_lines(paragraph)) } } }
}

fn list(items: &[String]) -> Markup {
    html! { @if !items.is_empty() { ul { @for item in items { li { (visible_lines(item)) } } } } }
}

/// Values with what they are.
pub(super) fn facts(facts: &[Fact]) -> Markup {
    html! {
        @if !facts.is_empty() {
            dl { @for fact in facts { div { dt { (visible(&fact.term)) } dd { (table::cell(&fact.value)) } } } }
        }
    }
}

/// A picture in two widths, of which the page shows the one that fits; what it says; and its numbers.
fn figure(figure: &Figure, name: &str) -> Markup {
    let is_short = figure.numbers.rows.len() <= ROWS_IN_SIGHT;
    html! {
        figure {
            figcaption { span.title { (visible(&figure.title)) } " " strong { (visible(&figure.message)) } }
            (PreEscaped(svg::picture(figure, Medium::Wide)))
            (PreEscaped(svg::picture(figure, Medium::Narrow)))
            details open[is_short] {
                summary { "In numbers" span.heard { ": " (visible(&figure.title)) } }
                (table::markup(&figure.numbers, name, table::Caption::Heard))
            }
        }
    }
}

/// A text, safe to show, in its paragraphs and its points; the style keeps their line ends. Those by which somebody
/// kept the lines of a file short are none of the reader's.
pub(super) fn visible_lines(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut is_after_blank = false;
    for line in text.lines().map(str::trim) {
        let is_new = line.is_empty() || is_after_blank || is_point(line);
        if !shown.is_empty() {
            shown.push(if is_new { '\n' } else { ' ' });
        }
        shown.push_str(&visible(line));
        is_after_blank = line.is_empty();
    }
    shown
}

/// Whether a line is a point of a list, or a numbered one.
fn is_point(line: &str) -> bool {
    let mark = line.split(' ').next().unwrap_or_default();
    let is_number = |mark: &str| !mark.is_empty() && mark.len() < 4 && mark.bytes().all(|byte| byte.is_ascii_digit());
    matches!(mark, "-" | "*" | "•") || mark.strip_suffix(['.', ')']).is_some_and(is_number)
}

#[cfg(test)]
mod tests {
    use super::visible_lines;

    #[test]
    fn lines_are_joined_but_for_paragraphs_and_points() {
        assert_eq!(visible_lines("In\n2025 two.\n\nThree:\n- a\n1. b"), "In 2025 two.\n\nThree:\n- a\n1. b");
        assert_eq!(visible_lines("a\u{1b}b\r\nc"), "a\\u{1b}b c");
        assert_eq!(visible_lines(""), "");
    }
}
