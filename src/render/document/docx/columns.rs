//! How wide the columns of a table are, and which way the page lies for them.

use std::collections::BTreeMap;

use super::page::{Page, width};
use super::text::shown;
use crate::document::{Column, Document, Kind, Table};

/// The room within a cell beside its text.
const PADDING: u32 = 2 * 85;

/// About how much of a line is lost where it breaks at a word.
const LOST: u32 = 350;

/// How much a column grows by at a time.
const STEP: u32 = 120;

/// As many rows are looked at as tell how long the texts of a table are.
const LOOKED_AT: usize = 200;

/// What a column would have.
#[derive(Debug, Clone, Copy, Default)]
struct Wish {
    /// What its longest word needs, or all of its longest text where that is not to be broken.
    least: u32,
    /// What its heading takes on three lines.
    heading: u32,
    /// What it is read at ease with.
    ease: u32,
    /// All that it can use.
    most: u32,
}

/// The columns of tables with the same key, which look the same.
#[derive(Default)]
struct Shape {
    wishes: Vec<Wish>,
    /// How long the texts of rows are, column by column.
    rows: Vec<Vec<u32>>,
}

/// The columns of all tables of a document.
pub(super) struct Columns(BTreeMap<&'static str, Shape>);

impl Columns {
    /// Measures every table.
    pub(super) fn of(document: &Document) -> Self {
        let mut columns: BTreeMap<_, Shape> = BTreeMap::new();
        for (_, table) in document.tables() {
            columns.entry(table.key).or_default().include(table);
        }
        Self(columns)
    }

    /// Whether a table can be read on a page that lies this way: at ease, or nearly so.
    pub(super) fn fit(&self, table: &Table, page: Page) -> bool {
        let room = page.room();
        self.0
            .get(table.key)
            .is_none_or(|shape| shape.least() <= room.into() && shape.is_easy(room.saturating_add(room / 8)))
    }

    /// The width of each column of a table.
    pub(super) fn widths(&self, table: &Table, page: Page) -> Vec<u32> {
        let mut widths = self.0.get(table.key).map_or_else(Vec::new, |shape| shape.widths(page.room()));
        widths.truncate(table.columns.len());
        widths
    }
}

impl Shape {
    fn include(&mut self, table: &Table) {
        self.wishes.resize(self.wishes.len().max(table.columns.len()), Wish::default());
        for (wish, Column { heading, .. }) in self.wishes.iter_mut().zip(&table.columns) {
            wish.head(heading);
        }
        for row in table.rows.iter().chain(&table.total) {
            let cells = self.wishes.iter_mut().zip(&table.columns).zip(row);
            let lengths = cells.map(|((wish, column), cell)| wish.add(&shown(cell), column.kind)).collect();
            if self.rows.len() < LOOKED_AT {
                self.rows.push(lengths);
            }
        }
    }

    fn least(&self) -> u64 {
        sum(self.wishes.iter().map(|wish| wish.least))
    }

    fn is_easy(&self, room: u32) -> bool {
        sum(self.wishes.iter().map(|wish| wish.ease)) <= u64::from(room)
    }

    /// Shares the room, so that rows are low: it goes to the columns that make them high.
    fn widths(&self, room: u32) -> Vec<u32> {
        let least = self.least();
        if least > u64::from(room) {
            return self.wishes.iter().map(|wish| part(wish.least, room.into(), least)).collect();
        }
        let headed = |wish: &Wish| wish.least.max(wish.heading);
        let has_room = sum(self.wishes.iter().map(headed)) <= u64::from(room);
        let from = |wish: &Wish| if has_room { headed(wish) } else { wish.least };
        let mut widths: Vec<_> = self.wishes.iter().map(from).collect();
        let mut left = room.saturating_sub(widths.iter().sum());
        while let Some(then) = left.checked_sub(STEP) {
            let Some(width) = self.highest(&widths).and_then(|place| widths.get_mut(place)) else { break };
            *width = width.saturating_add(STEP);
            left = then;
        }
        widths
    }

    /// The column that makes rows high and can still grow.
    fn highest(&self, widths: &[u32]) -> Option<usize> {
        let mut scores = vec![0u32; widths.len()];
        for row in &self.rows {
            let columns = widths.iter().zip(&self.wishes).zip(&mut scores).zip(row);
            let columns = columns.map(|(column, length)| (lines(*length, *column.0.0), column));
            let Some((most, ((width, wish), score))) = columns.max_by_key(|(lines, _)| *lines) else { continue };
            if *width < wish.most {
                *score = score.saturating_add(most.saturating_sub(1));
            }
        }
        let best = scores.iter().enumerate().max_by_key(|(_, score)| **score)?;
        (*best.1 > 0).then_some(best.0)
    }
}

/// About how many lines a text takes in a column: a part of each is lost where it breaks at a word.
pub(super) fn lines(length: u32, width: u32) -> u32 {
    let room = width.saturating_sub(PADDING).max(1);
    if length <= room { 1 } else { length.div_ceil(room.saturating_sub(LOST).max(room / 2).max(1)) }
}

fn sum(lengths: impl IntoIterator<Item = u32>) -> u64 {
    lengths.into_iter().map(u64::from).sum()
}

/// As much of a length as the room is of what is needed.
fn part(length: u32, room: u64, needed: u64) -> u32 {
    let part = u64::from(length).saturating_mul(room).checked_div(needed);
    part.and_then(|part| u32::try_from(part).ok()).unwrap_or(length)
}

impl Wish {
    /// Makes room for a heading, which may stand on three lines.
    fn head(&mut self, heading: &str) {
        let word = cell(longest_word(heading), MOST_OF_WORD);
        let third = cell(width(heading) / 3, MOST_OF_HEADING);
        self.least = self.least.max(word);
        self.heading = self.heading.max(third);
        self.ease = self.ease.max(self.least).max(third);
        self.most = self.most.max(self.ease);
    }

    /// Makes room for a text, and says how long it is.
    fn add(&mut self, text: &str, kind: Kind) -> u32 {
        let (at_ease, at_most) = limits(kind);
        let whole = width(text);
        let least = if is_broken(kind) || whole > at_ease { longest_word(text) } else { whole };
        if whole > 0 {
            self.least = self.least.max(cell(least, MOST_OF_WORD));
            self.ease = self.ease.max(cell(whole, at_ease)).max(self.least);
            self.most = self.most.max(cell(whole, at_most)).max(self.ease);
        }
        whole
    }
}

/// The width of a cell with a text as wide as this, or as wide as it may be.
fn cell(text: u32, most: u32) -> u32 {
    text.min(most).saturating_add(PADDING)
}

/// The width of the longest word, or part of one at whose end a line may break.
fn longest_word(text: &str) -> u32 {
    text.split([' ', '\n', '\t', '-', '/']).map(width).max().unwrap_or(0)
}

/// The most room that a heading asks for.
const MOST_OF_HEADING: u32 = 1_300;

/// The most room that a word is sure to have; longer ones break.
const MOST_OF_WORD: u32 = 1_700;

/// Whether texts of this kind break at words.
const fn is_broken(kind: Kind) -> bool {
    match kind {
        Kind::Name | Kind::Short | Kind::Number => false,
        Kind::Text | Kind::Long => true,
    }
}

/// How much room a text of this kind is given, at ease and at most.
const fn limits(kind: Kind) -> (u32, u32) {
    match kind {
        Kind::Name => (2_000, 4_000),
        Kind::Short | Kind::Number => (1_800, 2_400),
        Kind::Text => (1_500, 7_000),
        Kind::Long => (2_600, 9_000),
    }
}

#[cfg(test)]
mod tests {
    use super::{Columns, Page};
    use crate::document::{Block, Cell, Column, Document, Section, Table, example};

    fn with(table: Table) -> (Document, Table) {
        let mut document = example::document();
        document.opening = Vec::new();
        document.sections = vec![Section::new("s", "S").with(table.clone())];
        (document, table)
    }

    #[test]
    fn many_columns_need_a_page_on_its_side_and_few_are_as_wide_as_their_texts() {
        let document = example::document();
        let columns = Columns::of(&document);
        let find = |key: &str| document.tables().find(|(_, table)| table.key == key).map(|(_, table)| table);
        let (actions, split) = (find("actions").expect("a table"), find("split").expect("a table"));
        assert!(!columns.fit(actions, Page::Portrait) && columns.fit(actions, Page::Landscape));
        assert!(columns.widths(split, Page::Portrait).iter().sum::<u32>() < Page::Portrait.room());
    }

    #[test]
    fn no_table_is_wider_than_its_page() {
        let word = "x".repeat(500);
        for count in [0usize, 1, 2, 10, 60] {
            let columns =
                (0..count).map(|place| if place % 2 == 0 { Column::long("a", "A") } else { Column::short("b", "B") });
            let table = Table::new("t", "T", columns).with_rows([vec![Cell::text(&word); count]]);
            let (document, table) = with(table);
            for page in [Page::Portrait, Page::Landscape] {
                let widths = Columns::of(&document).widths(&table, page);
                assert!(widths.len() == count && widths.iter().sum::<u32>() <= page.room(), "{widths:?}");
            }
        }
    }

    #[test]
    fn tables_with_the_same_key_have_the_same_widths() {
        let table = |text: &str| Table::new("t", "T", [Column::text("a", "A")]).with_rows([[Cell::text(text)]]);
        let (mut document, one) = with(table("short"));
        let other = table("a good deal longer");
        document.opening = vec![Block::from(other.clone())];
        let columns = Columns::of(&document);
        assert_eq!(columns.widths(&one, Page::Portrait), columns.widths(&other, Page::Portrait));
    }
}
