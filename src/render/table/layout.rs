//! How wide the columns of a table become.

use super::{Column, Kind};
use crate::render::style::{columns, is_plain};

/// The space between columns.
pub(super) const GAP: usize = 2;

/// With fewer columns of the terminal than this, rows become cards.
const NARROWEST: usize = 60;

/// The columns that a text needs to be readable, whatever the length of its words.
const READABLE: usize = 14;

/// The columns that every text should have before a note gets a column of its own.
const COMFORTABLE: usize = 26;

/// The longest word for which a column is made wider.
const LONG_WORD: usize = 20;

/// How the rows of a table stand in a width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Layout {
    Columns(Widths),
    /// A block a row.
    Cards,
}

/// The width of each column; nothing for a note that stands below its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Widths {
    pub(super) each: Vec<Option<usize>>,
}

/// How wide the cells of a column are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Size {
    widest: usize,
    longest_word: usize,
    sum: usize,
    count: usize,
}

impl Layout {
    /// The layout that shows the columns best in a width: notes move below their rows one by one, the last first.
    pub(super) fn of(all: &[Column], width: usize) -> Self {
        let notes = all.iter().filter(|column| column.kind == Kind::Note).count();
        let comfortable = (1..=notes).rev().find_map(|beside| Widths::share(all, width, beside, COMFORTABLE));
        let widths = comfortable.or_else(|| Widths::share(all, width, 0, READABLE));
        widths.filter(|_| width >= NARROWEST).map_or(Self::Cards, Self::Columns)
    }
}

impl Widths {
    /// The columns that the whole table takes.
    pub(super) fn whole(&self) -> usize {
        let widths = self.each.iter().flatten();
        widths.clone().sum::<usize>().saturating_add(gaps(widths.count()))
    }

    /// Gives fixed columns what they need and shares the rest among the texts and the first few notes; nothing where
    /// one of them would get less than it needs.
    fn share(all: &[Column], width: usize, notes: usize, needs: usize) -> Option<Self> {
        let mut notes = 0..notes;
        let kept: Vec<_> = all.iter().map(|column| column.kind != Kind::Note || notes.next().is_some()).collect();
        let columns = || all.iter().zip(&kept).filter_map(|(column, kept)| kept.then_some(column));
        let gaps = gaps(columns().count());
        let fixed: usize = columns().filter(|column| !column.wraps()).map(|column| column.size.widest).sum();
        let texts: Vec<_> = columns().filter(|column| column.wraps()).map(|column| column.size).collect();
        let mut shares = shares(&texts, width.checked_sub(gaps)?.checked_sub(fixed)?, needs)?.into_iter();
        let each = all.iter().zip(&kept).map(|(column, kept)| match (kept, column.wraps()) {
            (false, _) => None,
            (true, false) => Some(column.size.widest),
            (true, true) => shares.next(),
        });
        Some(Self { each: each.collect() })
    }
}

/// The space between so many columns.
const fn gaps(columns: usize) -> usize {
    columns.saturating_sub(1).saturating_mul(GAP)
}

impl Size {
    pub(super) fn of(text: &str) -> Self {
        let mut size = Self::default();
        size.take(text);
        size
    }

    /// The same for a text that may break at every word.
    pub(super) const fn of_words(self) -> Self {
        Self { widest: self.longest_word, sum: self.longest_word, ..self }
    }

    /// Counts a cell.
    pub(super) fn take(&mut self, text: &str) {
        let (width, longest_word) = if is_plain(text) {
            (text.len(), text.split(' ').map(str::len).max().unwrap_or(0))
        } else {
            let longest_word = text.split_whitespace().map(columns).max();
            (text.lines().map(columns).max().unwrap_or(0), longest_word.unwrap_or(0))
        };
        *self = self.and(Self { widest: width, longest_word, sum: width, count: usize::from(width > 0) });
    }

    /// The size of the cells of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            widest: self.widest.max(other.widest),
            longest_word: self.longest_word.max(other.longest_word),
            sum: self.sum.saturating_add(other.sum),
            count: self.count.saturating_add(other.count),
        }
    }

    /// The least width: all that it can fill, or what is readable and keeps its words whole.
    fn least(self, needs: usize) -> usize {
        self.widest.min(needs.max(self.longest_word.min(LONG_WORD)))
    }

    /// How many thousandths of a line a cell fills, on the average of those that hold something.
    fn lines(self, width: usize) -> usize {
        self.sum.saturating_mul(1000).div_euclid(self.count.max(1)).div_euclid(width.max(1))
    }
}

/// Shares a width among texts, so that all become about equally high; nothing where it is too little.
fn shares(texts: &[Size], width: usize, needs: usize) -> Option<Vec<usize>> {
    let mut given: Vec<_> = texts.iter().map(|text| text.least(needs)).collect();
    let left = width.checked_sub(given.iter().sum())?;
    for _ in 0..left {
        let wanting = texts.iter().zip(&mut given).filter(|(text, width)| **width < text.widest);
        match wanting.max_by_key(|(text, width)| text.lines(**width)) {
            Some((_, width)) => *width = width.saturating_add(1),
            None => break,
        }
    }
    Some(given)
}
