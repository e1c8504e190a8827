//! How wide the columns of a table are, and which way the page lies for them.

use std::collections::BTreeMap;

use super::page::{Page, width};
use crate::document::{Cell, Column, Document, Kind, Table};

/// The room within a cell beside its text.
const PADDING: u32 = 2 * 85;

/// What a column would have: the least that it is legible with, what it is read with at ease, and all it can use.
#[derive(Debug, Clone, Copy, Default)]
struct Wish {
    least: u32,
    ease: u32,
    most: u32,
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
        self.wishes(table).iter().map(|wish| wish.ease).sum::<u32>() <= page.room()
    }

    /// The width of each column of a table.
    pub(super) fn widths(&self, table: &Table, page: Page) -> Vec<u32> {
        let (wishes, room) = (self.wishes(table), page.room());
        let sum = |of: fn(&Wish) -> u32| wishes.iter().map(of).sum::<u32>();
        let (least, ease, most) = (sum(|wish| wish.least), sum(|wish| wish.ease), sum(|wish| wish.most));
        let between = |from: fn(&Wish) -> u32, to: fn(&Wish) -> u32, part: u32, whole: u32| {
            wishes.iter().map(|wish| from(wish) + share(to(wish) - from(wish), part, whole)).collect()
        };
        if most <= room {
            between(|wish| wish.most, |wish| wish.most, 0, 1)
        } else if ease <= room {
            between(|wish| wish.ease, |wish| wish.most, room - ease, most - ease)
        } else if least <= room {
            between(|wish| wish.least, |wish| wish.ease, room - least, ease - least)
        } else {
            between(|_| 0, |wish| wish.least, room, least)
        }
    }

    fn wishes(&self, table: &Table) -> &[Wish] {
        let wishes = self.0.get(table.key).map(Vec::as_slice).unwrap_or_default();
        wishes.get(..table.columns.len()).unwrap_or(wishes)
    }
}

/// As much of a length as a part is of a whole.
fn share(length: u32, part: u32, whole: u32) -> u32 {
    let shared = u64::from(length) * u64::from(part) / u64::from(whole.max(1));
    u32::try_from(shared).unwrap_or(length)
}

impl Wish {
    fn include(&mut self, table: &Table, place: usize) {
        let Some(Column { heading, kind, .. }) = table.columns.get(place) else { return };
        self.add(heading, Kind::Text);
        for row in table.rows.iter().chain(&table.total) {
            match row.get(place) {
                None | Some(Cell::Empty) => {}
                Some(Cell::Text(text)) => self.add(text, *kind),
                Some(cell) => self.add(&cell.words(), *kind),
            }
        }
    }

    /// Makes room for a text.
    fn add(&mut self, text: &str, kind: Kind) {
        let (at_ease, at_most) = limits(kind);
        let whole = text.lines().map(width).max().unwrap_or(0);
        let word = text.split_whitespace().map(width).max().unwrap_or(0);
        let least = if is_broken(kind) { word } else { whole };
        self.least = self.least.max(least.min(at_ease) + PADDING);
        self.ease = self.ease.max(whole.min(at_ease) + PADDING).max(self.least);
        self.most = self.most.max(whole.min(at_most) + PADDING).max(self.ease);
    }
}

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
            let columns = (0..count).map(|place| if place % 2 == 0 { Column::long("a", "A") } else { Column::short("b", "B") });
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
