//! How wide the columns of a table are, and which way the page lies for them.

use std::collections::BTreeMap;

use super::page::{Page, width};
use super::text::shown;
use crate::document::{Cell, Column, Document, Kind, Table};

/// The room within a cell beside its text.
const PADDING: u32 = 2 * 85;

/// About how much of a line is lost where it breaks at a word.
const LOST: u32 = 450;

/// What a column would have.
#[derive(Debug, Clone, Copy, Default)]
struct Wish {
    /// What its longest word needs, or all of its longest text where that is not to be broken.
    least: u32,
    /// What it is read at ease with.
    ease: u32,
    /// All that it can use.
    most: u32,
    /// The squares of the lengths of its texts, and how many there are.
    texts: (f64, u32),
}

/// The columns of all tables of a document; those with the same key look the same.
pub(super) struct Columns(BTreeMap<&'static str, Vec<Wish>>);

impl Columns {
    /// Measures every table.
    pub(super) fn of(document: &Document) -> Self {
        let mut columns: BTreeMap<_, Vec<Wish>> = BTreeMap::new();
        for (_, table) in document.tables() {
            let wishes = columns.entry(table.key).or_default();
            wishes.resize(wishes.len().max(table.columns.len()), Wish::default());
            for (place, wish) in wishes.iter_mut().enumerate() {
                wish.include(table, place);
            }
        }
        Self(columns)
    }

    /// Whether a table can be read at ease on a page that lies this way.
    pub(super) fn fit(&self, table: &Table, page: Page) -> bool {
        sum(self.wishes(table).iter().map(|wish| wish.ease)) <= u64::from(page.room())
    }

    /// The width of each column of a table.
    ///
    /// Where there is less room than the columns can use, those with longer texts have more of it, so that rows are low.
    pub(super) fn widths(&self, table: &Table, page: Page) -> Vec<u32> {
        let (wishes, room) = (self.wishes(table), u64::from(page.room()));
        let least = sum(wishes.iter().map(|wish| wish.least));
        let is_easy = self.fit(table, page);
        let from = |wish: &Wish| if is_easy { wish.ease } else { wish.least };
        let all = |share: f64| wishes.iter().map(|wish| wish.width(share, from(wish))).collect::<Vec<_>>();
        if least > room {
            return wishes.iter().map(|wish| part(wish.least, room, least)).collect();
        }
        let fits = |share: f64| sum(all(share)) <= room;
        let (mut low, mut high) = (0.0, 64.0);
        if fits(high) {
            return all(high);
        }
        for _ in 0..40 {
            let middle = f64::midpoint(low, high);
            if fits(middle) { low = middle } else { high = middle }
        }
        all(low)
    }

    fn wishes(&self, table: &Table) -> &[Wish] {
        let wishes = self.0.get(table.key).map(Vec::as_slice).unwrap_or_default();
        wishes.get(..table.columns.len()).unwrap_or(wishes)
    }
}

fn sum(lengths: impl IntoIterator<Item = u32>) -> u64 {
    lengths.into_iter().map(u64::from).sum()
}

/// As much of a length as the room is of what is needed.
fn part(length: u32, room: u64, needed: u64) -> u32 {
    u32::try_from(u64::from(length) * room / needed.max(1)).unwrap_or(length)
}

impl Wish {
    fn include(&mut self, table: &Table, place: usize) {
        let Some(Column { heading, kind, .. }) = table.columns.get(place) else { return };
        self.head(heading);
        for row in table.rows.iter().chain(&table.total) {
            match row.get(place) {
                None | Some(Cell::Empty) => {}
                Some(cell) => self.add(&shown(cell), *kind),
            }
        }
    }

    /// Makes room for a heading, which may stand on three lines.
    fn head(&mut self, heading: &str) {
        let word = heading.split_whitespace().map(width).max().unwrap_or(0).min(MOST_OF_WORD) + PADDING;
        let third = (width(heading) / 3).min(MOST_OF_HEADING) + PADDING;
        self.least = self.least.max(word);
        self.ease = self.ease.max(self.least).max(third);
        self.most = self.most.max(self.ease);
    }

    /// Makes room for a text.
    fn add(&mut self, text: &str, kind: Kind) {
        let (at_ease, at_most) = limits(kind);
        let whole = width(text);
        let least = if is_broken(kind) || whole > at_ease {
            text.split_whitespace().map(width).max().unwrap_or(0)
        } else {
            whole
        };
        self.least = self.least.max(least.min(MOST_OF_WORD) + PADDING);
        self.ease = self.ease.max(whole.min(at_ease) + PADDING).max(self.least);
        self.most = self.most.max(whole.min(at_most) + PADDING).max(self.ease);
        self.texts = (self.texts.0 + f64::from(whole).powi(2), self.texts.1.saturating_add(1));
    }

    /// Its width where every text has this share of its length, but no less than it is to have.
    fn width(&self, share: f64, least: u32) -> u32 {
        let (squares, count) = self.texts;
        let mean = (squares / f64::from(count.max(1))).sqrt();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two lengths")]
        let width = mean.mul_add(share, f64::from(PADDING + LOST)).clamp(f64::from(least), f64::from(self.most)) as u32;
        width
    }
}

/// The most room that a heading asks for.
const MOST_OF_HEADING: u32 = 1_600;

/// The most room that a word is sure to have; longer ones break.
const MOST_OF_WORD: u32 = 2_400;

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
        Kind::Text => (2_000, 5_000),
        Kind::Long => (3_600, 9_000),
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
