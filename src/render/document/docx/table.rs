//! Tables: a header row that every page repeats, rows that no page parts, ratings on their colours.

use super::columns::{self, Columns};
use super::page::{Page, width};
use super::text::{Align, Keep, Layout, Links, Style, laid_out, of_cell, paragraph, paragraphs, plain, shown, words};
use super::xml::Xml;
use crate::document::{Cell, Kind, Table};
use crate::model::{Rag, Rating, Scheme};
use crate::render::document::svg::{Ink, tone_of};

/// The most lines that a row may have and still be kept on one page.
const KEPT: u32 = 25;

/// The most lines of a table that is kept on one page.
const FEW: u32 = 14;

/// So many rows take more lines than that.
const MANY: usize = FEW as usize + 1;

/// What the rows of a table have in common.
struct Rows<'t> {
    table: &'t Table,
    widths: Vec<u32>,
    /// Whether it takes few lines in all.
    is_low: bool,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Row(Keep),
    Total,
}

/// Writes a table that has rows.
pub(super) fn write(xml: &mut Xml, table: &Table, columns: &Columns, page: Page, links: &mut Links) {
    let rows = Rows::of(table, columns.widths(table, page));
    let names_rows = u8::from(rows.names_rows());
    xml.within("w:tbl", &[], |xml| {
        xml.within("w:tblPr", &[], |xml| {
            xml.empty("w:tblStyle", &[("w:val", &"ReportTable")]);
            xml.empty("w:tblW", &[("w:w", &rows.widths.iter().sum::<u32>()), ("w:type", &"dxa")]);
            xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
            xml.empty(
                "w:tblLook",
                &[
                    ("w:firstRow", &1),
                    ("w:lastRow", &u8::from(table.total.is_some())),
                    ("w:firstColumn", &names_rows),
                    ("w:lastColumn", &0),
                    ("w:noHBand", &1),
                    ("w:noVBand", &1),
                ],
            );
            xml.empty("w:tblCaption", &[("w:val", &table.caption)]);
        });
        xml.within("w:tblGrid", &[], |xml| {
            for width in &rows.widths {
                xml.empty("w:gridCol", &[("w:w", width)]);
            }
        });
        rows.header(xml);
        for (row, left) in table.rows.iter().zip((0..table.rows.len()).rev()) {
            rows.row(xml, row, Role::Row(rows.keep(left)), links);
        }
        if let Some(row) = &table.total {
            rows.row(xml, row, Role::Total, links);
        }
    });
    paragraph(xml, Style::AfterTable, |_| {});
}

impl<'t> Rows<'t> {
    fn of(table: &'t Table, widths: Vec<u32>) -> Self {
        let rows = Self { table, widths, is_low: false };
        let lines = table.rows.iter().map(|row| rows.lines(row).max(1));
        let is_low = lines.take(MANY).fold(0, u32::saturating_add) <= FEW;
        Self { is_low, ..rows }
    }

    /// Whether the first column says what each row is about.
    fn names_rows(&self) -> bool {
        self.table.columns.first().is_some_and(|column| column.kind == Kind::Name)
    }

    /// Whether a row that has so many after it may be the last on its page: few rows stay together, and so do the last
    /// of many.
    fn keep(&self, left: usize) -> Keep {
        let left = left.saturating_add(usize::from(self.table.total.is_some()));
        let is_kept = left > 0 && (left <= 2 || self.is_low);
        if is_kept { Keep::WithNext } else { Keep::Free }
    }

    fn header(&self, xml: &mut Xml) {
        xml.within("w:tr", &[], |xml| {
            xml.within("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                xml.empty("w:tblHeader", &[]);
            });
            for (column, width) in self.table.columns.iter().zip(&self.widths) {
                xml.within("w:tc", &[], |xml| {
                    properties(xml, *width, |xml| {
                        border(xml, "w:bottom");
                        xml.empty("w:vAlign", &[("w:val", &"bottom")]);
                    });
                    let layout = Layout { align: align(column.kind), keep: Keep::WithNext, indent: 0 };
                    laid_out(xml, Style::TableHeading, layout, |xml| plain(xml, &column.heading));
                });
            }
        });
    }

    fn row(&self, xml: &mut Xml, cells: &[Cell], role: Role, links: &mut Links) {
        let keep = match role {
            Role::Row(keep) => keep,
            Role::Total => Keep::Free,
        };
        xml.within("w:tr", &[], |xml| {
            if self.lines(cells) <= KEPT {
                xml.within("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
            }
            for (place, ((cell, column), width)) in cells.iter().zip(&self.table.columns).zip(&self.widths).enumerate()
            {
                let style = match role {
                    Role::Row(_) if place > 0 || !self.names_rows() => Style::TableText,
                    Role::Row(_) | Role::Total => Style::TableName,
                };
                xml.within("w:tc", &[], |xml| {
                    properties(xml, *width, |xml| {
                        match role {
                            Role::Row(_) => {}
                            Role::Total => border(xml, "w:top"),
                        }
                        if let Some((rating, scheme)) = rated(cell) {
                            shading(xml, Ink::Fill(tone_of(rating, scheme)));
                        }
                    });
                    content(xml, cell, style, Layout { align: align(column.kind), keep, indent: 0 }, links);
                });
            }
        });
    }

    /// About how many lines a row takes.
    fn lines(&self, cells: &[Cell]) -> u32 {
        let lines = |(cell, room): (&Cell, &u32)| columns::lines(width(&shown(cell)), *room);
        cells.iter().zip(&self.widths).map(lines).max().unwrap_or(0)
    }
}

/// The properties of a cell: its width, and what else it has.
fn properties(xml: &mut Xml, width: u32, others: impl FnOnce(&mut Xml)) {
    xml.within("w:tcPr", &[], |xml| {
        xml.empty("w:tcW", &[("w:w", &width), ("w:type", &"dxa")]);
        others(xml);
    });
}

/// A strong rule at one side of a cell.
fn border(xml: &mut Xml, side: &'static str) {
    let colour = colour(Ink::Text);
    xml.within("w:tcBorders", &[], |xml| {
        xml.empty(side, &[("w:val", &"single"), ("w:sz", &8), ("w:space", &0), ("w:color", &colour)]);
    });
}

fn shading(xml: &mut Xml, ink: Ink) {
    xml.empty("w:shd", &[("w:val", &"clear"), ("w:color", &"auto"), ("w:fill", &colour(ink))]);
}

/// A colour as Word names it.
fn colour(ink: Ink) -> &'static str {
    ink.light().trim_start_matches('#')
}

/// What a cell says.
fn content(xml: &mut Xml, cell: &Cell, style: Style, layout: Layout, links: &mut Links) {
    match cell {
        Cell::Text(text) => {
            let mut texts = paragraphs(text).peekable();
            if texts.peek().is_none() {
                laid_out(xml, style, layout, |_| {});
            }
            for text in texts {
                laid_out(xml, style, layout, |xml| plain(xml, &text));
            }
        }
        Cell::Empty => laid_out(xml, style, layout, |_| {}),
        cell => laid_out(xml, style, layout, |xml| match rated(cell) {
            Some((rating, scheme)) => on_colour(xml, &shown(cell), Ink::On(tone_of(rating, scheme))),
            None => of_cell(xml, cell, links),
        }),
    }
}

fn on_colour(xml: &mut Xml, text: &str, ink: Ink) {
    words(xml, text, |xml| {
        xml.within("w:rPr", &[], |xml| {
            xml.empty("w:b", &[]);
            xml.empty("w:color", &[("w:val", &colour(ink))]);
        });
    });
}

/// The rating that a cell shows.
const fn rated(cell: &Cell) -> Option<(Rating, Scheme)> {
    match cell {
        Cell::Rating(rating, scheme) => Some((*rating, *scheme)),
        Cell::Reported(Rag::Red) => Some((Rating::Red, Scheme::Rag)),
        Cell::Reported(Rag::Amber) => Some((Rating::Amber, Scheme::Rag)),
        Cell::Reported(Rag::Green) => Some((Rating::Green, Scheme::Rag)),
        Cell::Empty
        | Cell::Text(_)
        | Cell::Count(_)
        | Cell::Days(_)
        | Cell::Number(_)
        | Cell::Money(..)
        | Cell::Date(_)
        | Cell::Deadline { .. }
        | Cell::Travel(_)
        | Cell::Trend(_)
        | Cell::Link { .. } => None,
    }
}

/// Numbers stand by their last digit.
const fn align(kind: Kind) -> Align {
    match kind {
        Kind::Number => Align::Right,
        Kind::Name | Kind::Short | Kind::Text | Kind::Long => Align::Left,
    }
}
