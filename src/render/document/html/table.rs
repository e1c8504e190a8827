//! Tables and their cells.
//!
//! On a narrow screen a row is a card (see the style). The roles say what an element is anyway, because some browsers
//! forget that a table is one when it is laid out as something else.

use maud::{Markup, html};

use super::blocks::visible_lines;
use crate::document::{Block, Cell, Column, Kind, Section, Table};
use crate::model::{Date, Rag, Rating, Scheme, Travel};
use crate::render::document::link;
use crate::render::document::svg::{self, Shape, Tone};
use crate::render::style::visible;

/// With more columns than this, a table has smaller letters, and its chapter is printed on pages wider than high.
const COLUMNS_OF_A_PAGE: usize = 6;

/// Whether the caption of a table is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Caption {
    Seen,
    /// Something near the table says the same.
    Heard,
}

/// Whether a chapter has a table, in whatever depth, that needs pages wider than high; numbers of figures do not.
pub(super) fn is_any_broad(section: &Section) -> bool {
    let is_broad = |block: &Block| match block {
        Block::Table(table) => !table.rows.is_empty() && is_broad(table),
        Block::Text(_) | Block::List(_) | Block::Facts(_) | Block::Figure(_) => false,
    };
    section.blocks.iter().any(is_broad) || section.sections.iter().any(is_any_broad)
}

fn is_broad(table: &Table) -> bool {
    table.columns.len() > COLUMNS_OF_A_PAGE
}

/// A table under a name, or what is said instead of one without rows.
pub(super) fn markup(table: &Table, name: &str, caption: Caption) -> Markup {
    if table.rows.is_empty() && table.total.is_none() {
        return html! { p { (visible(&table.when_empty)) } };
    }
    let name = format!("{name}:caption");
    let has_text = table.columns.iter().any(|column| matches!(column.kind, Kind::Text | Kind::Long));
    let kind = match (is_broad(table), has_text) {
        (true, _) => "table many",
        (false, true) => "table",
        (false, false) => "table fit",
    };
    html! {
        div class=(kind) role="group" aria-labelledby=(name) tabindex="0" {
            table role="table" {
                caption id=(name) class=[(caption == Caption::Heard).then_some("heard")] { (visible(&table.caption)) }
                thead role="rowgroup" { tr role="row" { @for column in &table.columns { (heading(column)) } } }
                tbody role="rowgroup" { @for cells in &table.rows { (row(table, cells)) } }
                @if let Some(total) = &table.total { tfoot role="rowgroup" { (row(table, total)) } }
            }
        }
    }
}

fn heading(column: &Column) -> Markup {
    html! { th scope="col" role="columnheader" class=(class(column.kind)) { (visible(&column.heading)) } }
}

fn row(table: &Table, cells: &[Cell]) -> Markup {
    let mut cells = table.columns.iter().zip(cells);
    let first = cells.next();
    html! {
        tr role="row" {
            @if let Some((column, value)) = first {
                th scope="row" role="rowheader" class=(class(column.kind)) { (cell(value)) }
            }
            @for (column, value) in cells {
                td role="cell" class=(class(column.kind)) data-label=[label(column, value)] { (cell(value)) }
            }
        }
    }
}

/// What a card says before a value; nothing where there is no value.
fn label<'c>(column: &'c Column, value: &Cell) -> Option<std::borrow::Cow<'c, str>> {
    (*value != Cell::Empty).then(|| visible(&column.heading))
}

const fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Name => "name",
        Kind::Short => "short",
        Kind::Number => "number",
        Kind::Text => "text",
        Kind::Long => "long",
    }
}

/// What stands in a cell.
pub(super) fn cell(cell: &Cell) -> Markup {
    match cell {
        Cell::Empty => html! {},
        Cell::Text(text) => html! { (visible_lines(text)) },
        Cell::Count(_) | Cell::Days(_) | Cell::Number(_) | Cell::Money(..) => html! { (visible(&cell.words())) },
        Cell::Date(date) => time(*date, &date.in_words()),
        Cell::Deadline { text, due: Some(due) } => time(*due, text),
        Cell::Deadline { text, due: None } => html! { (visible_lines(text)) },
        Cell::Rating(rating, scheme) => self::rating(*rating, *scheme),
        Cell::Reported(Rag::Red) => rating(Rating::Red, Scheme::Rag),
        Cell::Reported(Rag::Amber) => rating(Rating::Amber, Scheme::Rag),
        Cell::Reported(Rag::Green) => rating(Rating::Green, Scheme::Rag),
        Cell::Travel(travel) => self::travel(*travel),
        Cell::Trend(figures) => html! { (svg::sparkline(figures)) span.heard { (cell.words()) } },
        Cell::Link { text, target } => html! {
            @match link::safe(target) {
                Some(address) => a href=(address) rel="noreferrer" { (visible_lines(text)) },
                None => (visible_lines(text)),
            }
        },
    }
}

fn time(date: Date, words: &str) -> Markup {
    html! { time datetime=(date) { (visible_lines(words)) } }
}

/// A word, a shape and a colour, each of which would do alone.
fn rating(rating: Rating, scheme: Scheme) -> Markup {
    let colour = match svg::tone_of(rating, scheme) {
        Tone::Red => "red",
        Tone::Amber => "amber",
        Tone::Green => "green",
        Tone::Blue => "blue",
        Tone::Grey => "grey",
    };
    html! { span class={ "rating " (colour) } { (sign(svg::shape_of(rating))) (rating.word().to_uppercase()) } }
}

fn sign(shape: Shape) -> Markup {
    html! { svg aria-hidden="true" focusable="false" { use href={ "#" (shape.name()) } {} } }
}

fn travel(travel: Travel) -> Markup {
    let arrow = match travel {
        Travel::Better => "↑",
        Travel::Same => "→",
        Travel::Worse => "↓",
        Travel::New => "•",
    };
    html! { span.travel { span aria-hidden="true" { (arrow) " " } (travel.word()) } }
}
