//! A document as plain text in a width, for a terminal, a pager, an e-mail or a file.
//!
//! Headings are underlined, so that they are told from text without colour, too. Tables with the same key have columns
//! of the same width all through the document.

use std::collections::{HashMap, VecDeque};
use std::io::{self, Write};

use super::letters::{self, Bars};
use super::link;
use crate::document::{self, Block, Document, Fact, Figure, Kind, Picture, Section};
use crate::model::Rating;
use crate::render::prose::{hanging, paragraphs, wrapped};
use crate::render::style::{self, blanks_after, bold, columns, dim, one_line, rest};
use crate::render::table::{Cell, Column, Table};
use crate::ui::Look;

/// However wide the terminal is, prose and pictures are no wider than this, so that the eye finds the next line.
const WIDEST: usize = 110;

/// With fewer columns than this, values stand below their terms, and bars below their labels.
const NARROWEST: usize = 60;

/// Names and words that are wider than this may break after all.
const WIDEST_WORD: usize = 24;

/// Writes a document.
pub(super) fn write(out: &mut impl Write, document: &Document, look: Look) -> io::Result<()> {
    let mut page = Page { look, tables: tables(document, look) };
    page.title(out, document)?;
    page.blocks(out, &document.opening, None)?;
    document.outline().try_for_each(|(depth, section)| page.section(out, depth, section))
}

/// A document that is being written.
struct Page {
    look: Look,
    /// The tables of each key that are still to be written.
    tables: HashMap<&'static str, VecDeque<Table>>,
}

/// The tables of a document by their keys, those with the same key equally wide.
fn tables(document: &Document, look: Look) -> HashMap<&'static str, VecDeque<Table>> {
    let mut tables: HashMap<_, Vec<Table>> = HashMap::new();
    let within = document.outline().flat_map(|(_, section)| &section.blocks);
    for block in document.opening.iter().chain(within) {
        match block {
            Block::Table(table) => tables.entry(table.key).or_default().push(laid_out(table, look)),
            Block::Text(_) | Block::List(_) | Block::Facts(_) | Block::Figure(_) => {}
        }
    }
    for alike in tables.values_mut() {
        Table::align(alike);
    }
    tables.into_iter().map(|(key, tables)| (key, tables.into())).collect()
}

impl Page {
    /// The columns that prose may take.
    fn width(&self) -> usize {
        self.look.columns().min(WIDEST)
    }

    fn title(&self, out: &mut impl Write, document: &Document) -> io::Result<()> {
        self.heading(out, &document.title, "═")?;
        for line in wrapped(&one_line(&document.subject), self.width()) {
            writeln!(out, "{}", bold(&line, self.look))?;
        }
        self.facts(out, &document.facts)
    }

    fn section(&mut self, out: &mut impl Write, depth: usize, section: &Section) -> io::Result<()> {
        let rule = match depth {
            0 => "─",
            1 => "╌",
            _ => "",
        };
        writeln!(out)?;
        self.heading(out, &section.heading, rule)?;
        self.blocks(out, &section.blocks, Some(&section.heading))
    }

    /// A heading, underlined.
    fn heading(&self, out: &mut impl Write, heading: &str, rule: &str) -> io::Result<()> {
        let lines = wrapped(&one_line(heading), self.width());
        let width = lines.iter().map(|line| columns(line)).max().unwrap_or(0);
        lines.iter().try_for_each(|line| writeln!(out, "{}", bold(line, self.look)))?;
        if rule.is_empty() { Ok(()) } else { writeln!(out, "{}", dim(&rule.repeat(width), self.look)) }
    }

    fn blocks(&mut self, out: &mut impl Write, blocks: &[Block], heading: Option<&str>) -> io::Result<()> {
        blocks.iter().try_for_each(|block| match block {
            Block::Text(text) => self.text(out, text),
            Block::List(items) => self.list(out, items),
            Block::Facts(facts) => self.facts(out, facts),
            Block::Table(table) => {
                let ready = self.tables.get_mut(table.key).and_then(VecDeque::pop_front);
                if heading != Some(&table.caption) && !table.rows.is_empty() {
                    self.caption(out, &table.caption)?;
                }
                self.table(out, table, &ready.unwrap_or_default())
            }
            Block::Figure(figure) => self.figure(out, figure),
        })
    }

    fn text(&self, out: &mut impl Write, text: &str) -> io::Result<()> {
        let lines = paragraphs(text, self.width());
        if lines.is_empty() { Ok(()) } else { write!(out, "\n{}", hanging("", &lines)) }
    }

    fn list(&self, out: &mut impl Write, items: &[String]) -> io::Result<()> {
        if !items.is_empty() {
            writeln!(out)?;
        }
        let width = rest(self.width(), [2]);
        items.iter().try_for_each(|item| write!(out, "{}", hanging("• ", &wrapped(&one_line(item), width))))
    }

    /// Values beside their terms, or below them where the terminal is narrow.
    fn facts(&self, out: &mut impl Write, facts: &[Fact]) -> io::Result<()> {
        let terms: Vec<_> = facts.iter().map(|fact| one_line(&fact.term)).collect();
        let widest = terms.iter().map(|term| columns(term)).max().unwrap_or(0);
        if !facts.is_empty() {
            writeln!(out)?;
        }
        for (term, fact) in terms.iter().zip(facts) {
            let (gap, value) = (blanks_after(term, widest), shown(&fact.value, self.look));
            let term = dim(term, self.look);
            if self.look.columns() < NARROWEST {
                write!(out, "{term}\n{}", hanging("  ", &wrapped(&value, rest(self.width(), [2]))))?;
            } else {
                let lines = wrapped(&value, rest(self.width(), [widest, 2]));
                write!(out, "{}", hanging(&format!("{term}{gap}  "), &lines))?;
            }
        }
        Ok(())
    }

    fn caption(&self, out: &mut impl Write, caption: &str) -> io::Result<()> {
        let lines: Vec<_> = wrapped(&one_line(caption), self.width());
        let lines: Vec<_> = lines.iter().map(|line| bold(line, self.look)).collect();
        write!(out, "\n{}", hanging("", &lines))
    }

    /// A table, or what is said instead of one without rows.
    fn table(&self, out: &mut impl Write, table: &document::Table, ready: &Table) -> io::Result<()> {
        if table.rows.is_empty() {
            return self.text(out, &table.when_empty);
        }
        writeln!(out)?;
        ready.write(out, self.look)
    }

    /// What a picture is about and what it says, the picture, and its numbers.
    fn figure(&self, out: &mut impl Write, figure: &Figure) -> io::Result<()> {
        self.caption(out, &figure.title)?;
        write!(out, "{}", hanging("", &wrapped(&one_line(&figure.message), self.width())))?;
        let numbers = &figure.numbers;
        match &figure.picture {
            Picture::Bars(bars) => return self.bars(out, figure, bars),
            Picture::Timeline(timeline) => drawing(out, &letters::timeline(timeline, self.width(), self.look))?,
            Picture::Course(course) => drawing(out, &letters::course(course, self.width(), self.look))?,
        }
        self.table(out, numbers, &laid_out(numbers, self.look))
    }

    /// Bars in the table of their numbers where they fit there, and above it where they do not.
    fn bars(&self, out: &mut impl Write, figure: &Figure, bars: &[document::Bar]) -> io::Result<()> {
        let numbers = &figure.numbers;
        let bars = Bars::of(bars, self.bar_width());
        let key = letters::in_rows(letters::key(figure, self.look), self.width());
        let beside = bars.beside(numbers, self.look).filter(|bars| !bars.is_empty());
        let together = beside.iter().flat_map(|bars| {
            [Headings::Words, Headings::Letters].map(|headings| with_bars(numbers, bars, headings, self.look))
        });
        if let Some(table) = together.into_iter().find(|table| table.fits(self.look)) {
            self.table(out, numbers, &table)?;
            return write!(out, "{}", hanging("", &key));
        }
        self.labelled(out, bars)?;
        write!(out, "{}", hanging("", &key))?;
        let words = plain(numbers, Headings::Words, self.look);
        let letters = Some(plain(numbers, Headings::Letters, self.look));
        let letters = letters.filter(|letters| letters.fits(self.look) && !words.fits(self.look));
        self.table(out, numbers, &letters.unwrap_or(words))
    }

    /// How long a bar may be, as in the other tables of the program.
    fn bar_width(&self) -> usize {
        match self.look.columns() {
            columns @ 0..NARROWEST => columns.min(30),
            NARROWEST..90 => 12,
            90..110 => 20,
            110..140 => 24,
            _ => 40,
        }
    }

    /// Bars beside their labels, or below them where the terminal is narrow.
    fn labelled(&self, out: &mut impl Write, bars: Bars<'_>) -> io::Result<()> {
        let room = rest(self.width(), [bars.width(), 2]);
        let widest = bars.iter(self.look).map(|(label, _)| columns(&one_line(label))).max().unwrap_or(0);
        writeln!(out)?;
        for (label, bar) in bars.iter(self.look) {
            let label = one_line(label);
            if self.look.columns() < NARROWEST || widest > room {
                writeln!(out, "{}{bar}", hanging("", &wrapped(&label, self.width())))?;
            } else {
                writeln!(out, "{}", format!("{label}{}  {bar}", blanks_after(&label, widest)).trim_end())?;
            }
        }
        Ok(())
    }
}

/// Lines that are drawn, and so as they are.
fn drawing(out: &mut impl Write, lines: &[String]) -> io::Result<()> {
    if !lines.is_empty() {
        writeln!(out)?;
    }
    lines.iter().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

/// How the columns of ratings are headed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Headings {
    Words,
    /// As in the bars, whose key says what they stand for.
    Letters,
}

/// A table as it stands in the document.
fn laid_out(table: &document::Table, look: Look) -> Table {
    plain(table, Headings::Words, look)
}

fn plain(table: &document::Table, headings: Headings, look: Look) -> Table {
    let mut ready = Table::new(headed(table, headings)).spaced();
    for row in &table.rows {
        ready.row(row.iter().map(|cell| Cell::ready(shown(cell, look))));
    }
    if let Some(total) = &table.total {
        ready.total(total.iter().map(|cell| Cell::ready(shown(cell, look))));
    }
    ready
}

/// A table with a bar after the first cell of each row.
fn with_bars(table: &document::Table, bars: &[String], headings: Headings, look: Look) -> Table {
    let mut all = headed(table, headings);
    all.insert(all.len().min(1), Column::fixed(""));
    let mut ready = Table::new(all).spaced();
    let with_bar = |row: &[document::Cell], bar: &str| {
        let mut cells: Vec<_> = row.iter().map(|cell| Cell::ready(shown(cell, look))).collect();
        cells.insert(cells.len().min(1), Cell::ready(bar));
        cells
    };
    for (row, bar) in table.rows.iter().zip(bars) {
        ready.row(with_bar(row, bar));
    }
    if let Some(total) = &table.total {
        ready.total(with_bar(total, ""));
    }
    ready
}

fn headed(table: &document::Table, headings: Headings) -> Vec<Column> {
    let widest = |place: usize| table.rows.iter().map(|row| row.get(place).map_or(0, width)).max().unwrap_or(0);
    let column = |(place, column): (usize, &document::Column)| {
        let rating = Rating::ALL.iter().find(|rating| rating.word() == column.key);
        let heading = match (headings, rating) {
            (Headings::Letters, Some(rating)) => style::initial(*rating).to_owned(),
            (Headings::Words | Headings::Letters, _) => one_line(&column.heading),
        };
        match column.kind {
            Kind::Name | Kind::Short if widest(place) <= WIDEST_WORD => Column::fixed(&heading).with_broken_heading(),
            Kind::Number => Column::number(&heading).with_broken_heading(),
            Kind::Name | Kind::Short | Kind::Text => Column::text(&heading),
            Kind::Long => Column::note(&heading),
        }
    };
    table.columns.iter().enumerate().map(column).collect()
}

fn width(cell: &document::Cell) -> usize {
    match cell {
        document::Cell::Trend(figures) => columns(&letters::trend(figures)),
        other => columns(&other.words()),
    }
}

/// What stands in a cell, safe to show.
fn shown(cell: &document::Cell, look: Look) -> String {
    use document::Cell;
    match cell {
        Cell::Rating(rating, scheme) => style::rating(Some(*rating), *scheme, look),
        Cell::Reported(rag) => style::reported(*rag, look),
        Cell::Travel(travel) => style::travel(*travel, look),
        Cell::Trend(figures) => letters::trend(figures),
        Cell::Count(0) => dim("0", look),
        Cell::Link { text, target } => match link::safe(target) {
            Some(_) if text != target => format!("{} <{}>", one_line(text), one_line(target)),
            Some(_) | None => one_line(text),
        },
        Cell::Empty
        | Cell::Text(_)
        | Cell::Count(_)
        | Cell::Days(_)
        | Cell::Number(_)
        | Cell::Money(..)
        | Cell::Date(_)
        | Cell::Deadline { .. } => one_line(&cell.words()),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::write;
    use crate::document::{Block, Document, Section, Table, example};
    use crate::render::style::columns;
    use crate::ui::Look;

    fn shown(document: &Document, width: usize) -> String {
        let mut out = Vec::new();
        write(&mut out, document, Look { width: Some(width), color: false }).expect("a vector takes it");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_document_reads_well_in_every_width() {
        for width in [40, 80, 120, 200] {
            assert_snapshot!(format!("{width}_columns"), shown(&example::document(), width));
        }
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_but_for_words_that_are() {
        for width in 40..200 {
            let text = shown(&example::document(), width);
            let is_wide = |line: &&str| columns(line) > width && !line.contains("https://");
            assert_eq!(text.lines().find(is_wide), None, "{width}");
        }
    }

    #[test]
    fn colours_add_nothing_that_words_do_not_say() {
        let mut out = Vec::new();
        write(&mut out, &example::document(), Look { width: Some(80), color: true }).expect("a vector takes it");
        let text = String::from_utf8(out).expect("text");
        assert_eq!(anstream::adapter::strip_str(&text).to_string(), shown(&example::document(), 80));
        assert!(text.contains('\u{1b}'));
    }

    #[test]
    fn an_empty_document_is_no_trouble() {
        let mut document = example::document();
        document.facts.clear();
        document.opening = vec![Block::List(Vec::new()), Block::Facts(Vec::new()), Block::text("")];
        document.sections = vec![Section::new("none", "").with(Table::new("none", "", []))];
        assert_eq!(shown(&document, 80), "Example report\n══════════════\nSafe in Wendale 2025-28\n\n\n\nNone.\n");
    }
}
