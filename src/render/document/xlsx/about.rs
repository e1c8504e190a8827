//! The first sheet: what the file is, what there is to say in words, and where each table stands.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::cells::Writer;
use super::name::ABOUT;
use super::room;
use super::sheets::Sheet;
use crate::document::{Block, Document, Fact, Section, Table};
use crate::model::counted;

/// The characters in its columns: what something is, and what there is to say of it.
const WIDTHS: [usize; 2] = [28, 100];

/// The heights of the title, and of other headings.
const TITLE: f64 = 27.0;
const HEADING: f64 = 20.0;

/// Writes the sheet.
pub(super) fn write(
    worksheet: &mut Worksheet,
    document: &Document,
    sheets: &[Sheet<'_>],
    writer: &mut Writer<'_>,
) -> Result<(), XlsxError> {
    writer.begin(worksheet, ABOUT)?;
    for (width, column) in WIDTHS.into_iter().zip(0..) {
        worksheet.set_column_width(column, room::width(width))?;
    }
    let looks = writer.looks();
    let mut about = About { worksheet, sheets, writer, row: 0 };
    about.line(&document.title, &looks.title, TITLE)?;
    about.line(&document.subject, &looks.headings[0], HEADING)?;
    about.skip(1);
    about.facts(&document.facts)?;
    about.skip(u32::from(!document.opening.is_empty()));
    about.blocks(&document.opening, &document.title)?;
    for (depth, section) in document.outline() {
        about.section(depth, section)?;
    }
    Ok(())
}

struct About<'a, 'd, 'l> {
    worksheet: &'a mut Worksheet,
    sheets: &'a [Sheet<'d>],
    writer: &'a mut Writer<'l>,
    /// The next row that is free.
    row: u32,
}

impl About<'_, '_, '_> {
    /// Goes down by so many rows.
    const fn skip(&mut self, rows: u32) {
        self.row = self.row.saturating_add(rows);
    }

    fn section(&mut self, depth: usize, section: &Section) -> Result<(), XlsxError> {
        let [chapter, deeper] = &self.writer.looks().headings;
        self.skip(u32::from(depth == 0));
        self.line(&section.heading, if depth == 0 { chapter } else { deeper }, HEADING)?;
        self.blocks(&section.blocks, &section.heading)
    }

    /// What stands below a heading.
    fn blocks(&mut self, blocks: &[Block], heading: &str) -> Result<(), XlsxError> {
        blocks.iter().try_for_each(|block| match block {
            Block::Text(text) => paragraphs(text).try_for_each(|text| self.words("", text)),
            Block::List(items) => items.iter().try_for_each(|item| self.words("", &format!("• {item}"))),
            Block::Facts(facts) => self.facts(facts),
            Block::Table(table) => self.table(table, heading),
            Block::Figure(figure) => {
                self.words(&figure.title, &figure.message)?;
                self.table(&figure.numbers, &figure.title)
            }
        })
    }

    fn facts(&mut self, facts: &[Fact]) -> Result<(), XlsxError> {
        for fact in facts {
            let look = &self.writer.looks().row;
            self.writer.text(self.worksheet, (self.row, 0), &fact.term, &look.text)?;
            self.writer.cell(self.worksheet, (self.row, 1), &fact.value, look)?;
            self.next(&fact.term, room::lines(&fact.value, WIDTHS[1]))?;
        }
        Ok(())
    }

    /// Where a table stands, and how long it is; what is said where it has no rows.
    fn table(&mut self, table: &Table, heading: &str) -> Result<(), XlsxError> {
        let caption = if table.caption == heading { "Table" } else { &table.caption };
        let sheet = self.sheets.iter().find(|sheet| sheet.holds(table));
        let Some(sheet) = sheet.filter(|_| !table.rows.is_empty()) else {
            return self.words(caption, &table.when_empty);
        };
        let look = &self.writer.looks().row;
        self.writer.text(self.worksheet, (self.row, 0), caption, &look.text)?;
        let text = format!("{} in the sheet “{}”", counted(table.rows.len(), "row"), sheet.name);
        let url = Url::new(format!("internal:'{}'!A1", sheet.name.replace('\'', "''")));
        self.worksheet.write_url_with_options(self.row, 1, url, text, "", Some(&look.link))?;
        self.next(caption, 1)
    }

    /// What something is, and what there is to say of it.
    fn words(&mut self, term: &str, text: &str) -> Result<(), XlsxError> {
        let look = &self.writer.looks().row;
        self.writer.text(self.worksheet, (self.row, 0), term, &look.text)?;
        self.writer.words(self.worksheet, (self.row, 1), text, look)?;
        self.next(term, room::lines_of(text, WIDTHS[1]))
    }

    /// A line over the whole width.
    fn line(&mut self, text: &str, look: &Format, height: f64) -> Result<(), XlsxError> {
        self.writer.text(self.worksheet, (self.row, 0), text, look)?;
        self.worksheet.set_row_height(self.row, height)?;
        self.skip(1);
        Ok(())
    }

    /// Ends a row with this term and so many lines beside it.
    fn next(&mut self, term: &str, lines: usize) -> Result<(), XlsxError> {
        room::raise(self.worksheet, self.row, room::lines_of(term, WIDTHS[0]).max(lines))?;
        self.skip(1);
        Ok(())
    }
}

/// The paragraphs of a text, which blank lines part.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
}
