//! Tables for the terminal, in the width that there is.
//!
//! Columns where they fit; below that a card a row. References, dates, numbers and rating words are never wrapped or
//! cut; texts wrap at words. Knows nothing about plans.

mod layout;
mod simple;

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Width};
use rayon::prelude::*;

use super::prose::{hanging, wrapped};
use super::style::{self, one_line};
use crate::ui::Look;
use layout::{GAP, Layout, Size, Widths};

/// Rows that are laid out in one go.
const BATCH: usize = 128;

/// A table: its columns, then its rows.
#[derive(Debug, Clone, Default)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    total: Option<Vec<Cell>>,
    spacing: Spacing,
}

/// Whether rows that have notes below them are set off from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Spacing {
    #[default]
    Close,
    Wide,
}

/// A column: its heading, what it holds, and how wide that is.
#[derive(Debug, Clone)]
pub struct Column {
    heading: String,
    kind: Kind,
    size: Size,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// References, dates, rating words: never wrapped or cut.
    Fixed,
    /// Numbers, by their last digit: never wrapped or cut.
    Number,
    /// Text, wrapped at words.
    Text,
    /// Text that moves below its row where the columns would become narrow.
    Note,
}

/// What stands in a row and a column.
#[derive(Debug, Clone, Default)]
pub struct Cell(String);

impl Cell {
    /// A text from a file: on one line, and safe to show.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self(one_line(text))
    }

    /// What is ready to show, with its colours and ends of lines; a text from a file must have been made safe.
    #[must_use]
    pub fn ready(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Nothing.
    #[must_use]
    pub const fn empty() -> Self {
        Self(String::new())
    }
}

impl Column {
    /// A column of references, dates or rating words, which are never wrapped or cut.
    #[must_use]
    pub fn fixed(heading: &str) -> Self {
        Self::new(heading, Kind::Fixed)
    }

    /// A column of numbers, which are never wrapped or cut.
    #[must_use]
    pub fn number(heading: &str) -> Self {
        Self::new(heading, Kind::Number)
    }

    /// A column of text, which wraps at words.
    #[must_use]
    pub fn text(heading: &str) -> Self {
        Self::new(heading, Kind::Text)
    }

    /// A column of text that moves below its row where the columns would become narrow.
    #[must_use]
    pub fn note(heading: &str) -> Self {
        Self::new(heading, Kind::Note)
    }

    /// The same with a heading that takes no more room than the cells below it need: it breaks between its words.
    #[must_use]
    pub fn with_broken_heading(mut self) -> Self {
        self.size = self.size.of_words();
        self
    }

    const fn wraps(&self) -> bool {
        match self.kind {
            Kind::Text | Kind::Note => true,
            Kind::Fixed | Kind::Number => false,
        }
    }

    fn new(heading: &str, kind: Kind) -> Self {
        Self { heading: heading.to_owned(), kind, size: Size::of(heading) }
    }
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect(), ..Self::default() }
    }

    /// The same with an empty line between rows that have notes below them.
    #[must_use]
    pub fn spaced(self) -> Self {
        Self { spacing: Spacing::Wide, ..self }
    }

    /// Adds a row, with a cell for every column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let row = self.measured(cells);
        self.rows.push(row);
    }

    /// Sets the row of totals, which stands below a line.
    pub fn total(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.total = Some(self.measured(cells));
    }

    /// Makes tables with the same columns equally wide.
    pub fn align<'t>(tables: impl IntoIterator<Item = &'t mut Self>) {
        let mut tables: Vec<_> = tables.into_iter().collect();
        let count = tables.iter().map(|table| table.columns.len()).min().unwrap_or(0);
        for place in 0..count {
            let sizes = tables.iter().filter_map(|table| table.columns.get(place)).map(|column| column.size);
            let size = sizes.fold(Size::default(), Size::and);
            for column in tables.iter_mut().filter_map(|table| table.columns.get_mut(place)) {
                column.size = size;
            }
        }
    }

    /// Writes the table.
    ///
    /// # Errors
    ///
    /// The output does not take it.
    pub fn write(&self, out: &mut impl Write, look: Look) -> io::Result<()> {
        match Layout::of(&self.columns, look.columns()) {
            Layout::Columns(widths) => self.write_columns(out, look, &widths),
            Layout::Cards => self.write_cards(out, look),
        }
    }

    /// The table as text.
    #[must_use]
    pub fn to_text(&self, look: Look) -> String {
        let mut out = Vec::new();
        // A vector takes everything that is written to it.
        let _ = self.write(&mut out, look);
        String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }

    /// Whether its columns fit side by side.
    #[must_use]
    pub fn fits(&self, look: Look) -> bool {
        matches!(Layout::of(&self.columns, look.columns()), Layout::Columns(_))
    }

    /// Whether there is no row in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn measured(&mut self, cells: impl IntoIterator<Item = Cell>) -> Vec<Cell> {
        let mut row: Vec<_> = cells.into_iter().collect();
        row.resize_with(self.columns.len(), Cell::default);
        for (column, cell) in self.columns.iter_mut().zip(&row) {
            column.size.take(&cell.0);
        }
        row
    }

    fn write_columns(&self, out: &mut impl Write, look: Look, widths: &Widths) -> io::Result<()> {
        let headings = self.headings(look, widths);
        let rule = format!("{}\n", style::dim(&"─".repeat(widths.whole()), look));
        write!(out, "{}{rule}", self.side_by_side(&[headings], widths))?;
        for rows in self.rows.chunks(BATCH * 16) {
            let parts: Vec<_> = rows.par_chunks(BATCH).map(|rows| self.laid_out(rows, widths, look)).collect();
            parts.iter().try_for_each(|part| out.write_all(part.as_bytes()))?;
        }
        if let Some(total) = &self.total {
            write!(out, "{rule}{}", self.laid_out(std::slice::from_ref(total), widths, look))?;
        }
        Ok(())
    }

    /// The headings, broken where they are wider than their columns; they stand on the line below them.
    fn headings(&self, look: Look, widths: &Widths) -> Vec<Cell> {
        let width = |width: &Option<usize>| width.unwrap_or(usize::MAX);
        let broken = self.columns.iter().zip(&widths.each).map(|(column, room)| wrapped(&column.heading, width(room)));
        let broken: Vec<_> = broken.collect();
        let highest = broken.iter().zip(&widths.each).filter(|(_, room)| room.is_some());
        let highest = highest.map(|(lines, _)| lines.len()).max().unwrap_or(0);
        let heading = |lines: Vec<String>| {
            let gap = "\n".repeat(highest.saturating_sub(lines.len().max(1)));
            let lines: Vec<_> = lines.iter().map(|line| style::bold(line, look)).collect();
            Cell(gap + &lines.join("\n"))
        };
        broken.into_iter().map(heading).collect()
    }

    /// Rows in columns, with notes below them where notes have no column.
    fn laid_out(&self, rows: &[Vec<Cell>], widths: &Widths, look: Look) -> String {
        if widths.each.iter().all(Option::is_some) {
            return self.side_by_side(rows, widths);
        }
        let mut text = String::new();
        let indent = " ".repeat(widths.each.first().copied().flatten().unwrap_or(0).saturating_add(GAP));
        for row in rows {
            let is_first = self.rows.first().is_some_and(|first| std::ptr::eq(first, row));
            let is_total = self.total.as_ref().is_some_and(|total| std::ptr::eq(total, row));
            if self.spacing == Spacing::Wide && !is_first && !is_total {
                text.push('\n');
            }
            text += &self.side_by_side(std::slice::from_ref(row), widths);
            let below = self.columns.iter().zip(row).zip(&widths.each).filter(|(_, width)| width.is_none());
            for ((column, note), _) in below.filter(|((_, note), _)| !note.0.is_empty()) {
                let note = format!("{} {}", style::dim(&format!("{}:", column.heading), look), note.0);
                text += &hanging(&indent, &wrapped(&note, style::rest(widths.whole(), [indent.len()])));
            }
        }
        text
    }

    /// Rows in columns: quickly where they are as most rows of most tables without colour, else as any.
    fn side_by_side(&self, rows: &[Vec<Cell>], widths: &Widths) -> String {
        let texts: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(|cell| cell.0.as_str()).collect()).collect();
        let kept = self.columns.iter().zip(&widths.each).map(|(column, width)| width.map(|width| (column.kind, width)));
        let kept: Vec<_> = kept.collect();
        simple::rows(&kept, &texts).unwrap_or_else(|| any_rows(&kept, &texts))
    }

    fn write_cards(&self, out: &mut impl Write, look: Look) -> io::Result<()> {
        for (place, row) in self.rows.iter().chain(&self.total).enumerate() {
            let gap = if place > 0 { "\n" } else { "" };
            write!(out, "{gap}{}", self.card(row, look))?;
        }
        Ok(())
    }

    /// A row as a block: what is short side by side, each after its heading, and texts on lines of their own.
    fn card(&self, row: &[Cell], look: Look) -> String {
        let (mut text, mut line) = (String::new(), String::new());
        let filled = self.columns.iter().zip(row).enumerate().filter(|(_, (_, cell))| !cell.0.is_empty());
        for (place, (column, cell)) in filled {
            let piece = match place {
                0 => style::bold(&cell.0, look),
                _ if column.heading.is_empty() => cell.0.clone(),
                _ if column.wraps() => format!("{} {}", style::dim(&format!("{}:", column.heading), look), cell.0),
                _ => format!("{} {}", style::dim(&column.heading, look), cell.0),
            };
            if !line.is_empty() && (column.wraps() || !style::fit(&[&line, "  ", &piece], look.columns())) {
                text = text + &line + "\n";
                line.clear();
            }
            if column.wraps() {
                text += &hanging("", &wrapped(&piece, look.columns()));
            } else {
                line = if line.is_empty() { piece } else { format!("{line}  {piece}") };
            }
        }
        if line.is_empty() { text } else { text + &line + "\n" }
    }
}

/// Rows of any kind in columns, by their kinds and widths; what has no width has no column.
fn any_rows(columns: &[Option<(Kind, usize)>], rows: &[Vec<&str>]) -> String {
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.force_no_tty().set_width(u16::MAX);
    for row in rows {
        let kept = row.iter().zip(columns).filter(|(_, column)| column.is_some());
        table.add_row(kept.map(|(cell, _)| comfy_table::Cell::new(without_endless(cell))).collect::<Vec<_>>());
    }
    for (column, (place, (kind, width))) in table.column_iter_mut().zip(columns.iter().flatten().enumerate()) {
        let gap = if place == 0 { 0 } else { GAP };
        column.set_padding((short(gap), 0));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(short(width.saturating_add(gap)))));
        if *kind == Kind::Number {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.lines().fold(String::new(), |text, line| text + line.trim_end() + "\n")
}

/// A text whose words come to an end: the time that it takes to break one grows with the square of its length.
fn without_endless(text: &str) -> Cow<'_, str> {
    /// No person writes a word of so many bytes.
    const LONGEST: usize = 1_000;
    if text.split(' ').all(|word| word.len() <= LONGEST) {
        return text.into();
    }
    let mut pieces = Vec::new();
    for word in text.split(' ') {
        let mut rest = word;
        while rest.len() > LONGEST {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(LONGEST));
            pieces.push(piece);
            rest = after;
        }
        pieces.push(rest);
    }
    pieces.join(" ").into()
}

fn short(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Cell, Column, Kind, Table, any_rows, simple};
    use crate::ui::Look;

    const KINDS: [Kind; 4] = [Kind::Fixed, Kind::Number, Kind::Text, Kind::Note];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_simple_is_laid_out_like_anything_else(
            columns in proptest::collection::vec((0..4_usize, proptest::option::weighted(0.8, 5..30_usize)), 1..5),
            cells in proptest::collection::vec("([!-~é–漢]{1,9}( [!-~é–]{1,9}){0,8})?", 12),
        ) {
            let columns: Vec<_> =
                columns.iter().map(|(kind, width)| width.map(|width| (KINDS[*kind], width))).collect();
            let rows: Vec<Vec<_>> =
                cells.chunks_exact(columns.len()).map(|row| row.iter().map(String::as_str).collect()).collect();
            if let Some(simple) = simple::rows(&columns, &rows) {
                prop_assert_eq!(simple, any_rows(&columns, &rows));
            }
        }
    }

    fn shown(table: &Table, width: usize) -> String {
        table.to_text(Look { width: Some(width), color: false })
    }

    fn example() -> Table {
        let columns = [Column::fixed("Ref"), Column::text("Action"), Column::number("Days"), Column::note("Comment")];
        let mut table = Table::new(columns);
        table.row([
            Cell::text("3.1.1"),
            Cell::text("Develop a communications strategy with every partner"),
            Cell::text("68"),
            Cell::text("First draft completed.\nDetailed actions will take another month or more."),
        ]);
        table.row([Cell::text("10.1.3"), Cell::text("Train"), Cell::text("160")]);
        table
    }

    #[test]
    fn columns_stand_side_by_side_where_there_is_room() {
        let rule = "─".repeat(140);
        assert_eq!(
            shown(&example(), 160),
            format!(
                "\
Ref     Action                                                Days  Comment
{rule}
3.1.1   Develop a communications strategy with every partner    68  First draft completed. Detailed actions will take \
                 another month or more.
10.1.3  Train                                                  160
"
            )
        );
    }

    #[test]
    fn a_word_without_end_takes_no_long_time() {
        let word = "é".repeat(100_000);
        let mut table = Table::new([Column::fixed("Ref"), Column::text("Action"), Column::number("Days")]);
        table.row([Cell::text("3.1.1"), Cell::text(format!("Ask {word} now").as_str()), Cell::text("68")]);
        for width in [40, 80] {
            assert_eq!(shown(&table, width).matches('é').count(), 100_000);
        }
    }

    #[test]
    fn notes_move_below_their_rows_before_columns_become_narrow() {
        assert_eq!(
            shown(&example(), 62),
            "\
Ref     Action                                            Days
──────────────────────────────────────────────────────────────
3.1.1   Develop a communications strategy with every        68
        partner
        Comment: First draft completed. Detailed actions will
        take another month or more.
10.1.3  Train                                              160
"
        );
    }

    #[test]
    fn rows_with_notes_below_them_can_be_set_off() {
        let text = shown(&example().spaced(), 62);
        assert!(text.contains("take another month or more.\n\n10.1.3"), "{text}");
        assert!(text.contains("──\n3.1.1"), "{text}");
        assert_eq!(shown(&example().spaced(), 160), shown(&example(), 160));
    }

    #[test]
    fn a_row_becomes_a_card_where_columns_do_not_fit() {
        assert_eq!(
            shown(&example(), 40),
            "\
3.1.1
Action: Develop a communications
strategy with every partner
Days 68
Comment: First draft completed. Detailed
actions will take another month or more.

10.1.3
Action: Train
Days 160
"
        );
    }

    #[test]
    fn what_is_fixed_is_whole_in_any_width() {
        for width in 20..200 {
            let text = shown(&example(), width);
            assert!(text.contains("10.1.3") && text.contains("160"), "{text}");
            assert!(width < 40 || text.lines().all(|line| line.chars().count() <= width), "{width}\n{text}");
        }
    }

    #[test]
    fn a_heading_can_break_so_that_its_column_stays_narrow() {
        let columns = [Column::text("Theme"), Column::number("Withdrawn or carried forward").with_broken_heading()];
        let mut table = Table::new(columns);
        table.row([Cell::text("Early help"), Cell::text("2")]);
        assert_eq!(
            shown(&table, 80),
            [
                "            Withdrawn",
                "                   or",
                "              carried",
                "Theme         forward",
                "─────────────────────",
                "Early help          2",
                "",
            ]
            .join("\n")
        );
    }

    #[test]
    fn tables_are_aligned_with_each_other() {
        let mut tables = [example(), Table::new(example().columns)];
        Table::align(&mut tables);
        let widths = tables.map(|table| shown(&table, 100).lines().next().map(str::len));
        assert_eq!(widths[0], widths[1]);
    }
}
