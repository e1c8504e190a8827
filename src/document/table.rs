//! Tables: columns with a kind, rows of typed cells.
//!
//! Cells keep their type, so that a spreadsheet has real dates and numbers and a page can sort them.

use crate::model::{Date, Money, Rag, Rating, Scheme, Travel};

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What its rows are, for programs: `overdue`. Tables with the same key have the same columns.
    pub key: &'static str,
    /// What it shows, for people.
    pub caption: String,
    pub columns: Vec<Column>,
    /// As many cells in each as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// The last line, below a rule, where there is one.
    pub total: Option<Vec<Cell>>,
    /// What is said instead of a table without rows.
    pub when_empty: String,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it holds, for programs: `overdue_days`.
    pub key: &'static str,
    /// The same for people.
    pub heading: String,
    pub kind: Kind,
}

/// What a column holds, and so how it may be laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What the row is about; the first column as a rule. Short, never broken.
    Name,
    /// Days, words for ratings and the like: short, never broken.
    Short,
    /// Numbers and amounts, by their last digit.
    Number,
    /// Texts of a few words, which break at words.
    Text,
    /// Texts of some sentences, which need the most room.
    Long,
}

/// What stands in a row and a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    #[default]
    Empty,
    /// A text; line ends are kept.
    Text(String),
    Count(usize),
    /// So many days; negative where they lie ahead.
    Days(i64),
    Number(f64),
    /// An amount, and the currency as an ISO 4217 code.
    Money(Money, String),
    Date(Date),
    /// A deadline as people put it, and the day on which that falls due.
    Deadline {
        text: String,
        due: Option<Date>,
    },
    /// A rating, as the rule gives it.
    Rating(Rating, Scheme),
    /// A rating, as people report it.
    Reported(Rag),
    Travel(Travel),
    /// How a figure went, oldest first; a format may draw it.
    Trend(Vec<f64>),
    /// A text that leads somewhere. A format makes a link of it only where it is `http`, `https`, `mailto` or a
    /// relative file.
    Link {
        text: String,
        target: String,
    },
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(key: &'static str, caption: impl Into<String>, columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            key,
            caption: caption.into(),
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
            total: None,
            when_empty: "None.".to_owned(),
        }
    }

    /// The same with what is said when there is no row.
    #[must_use]
    pub fn or_say(mut self, when_empty: impl Into<String>) -> Self {
        self.when_empty = when_empty.into();
        self
    }

    /// The same with these rows after those that it has.
    #[must_use]
    pub fn with_rows<R: IntoIterator<Item = Cell>>(mut self, rows: impl IntoIterator<Item = R>) -> Self {
        for row in rows {
            self.row(row);
        }
        self
    }

    /// Adds a row; cells that are missing at its end are empty.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let row = self.whole(cells);
        self.rows.push(row);
    }

    /// Sets the last line.
    pub fn total(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.total = Some(self.whole(cells));
    }

    fn whole(&self, cells: impl IntoIterator<Item = Cell>) -> Vec<Cell> {
        let mut row: Vec<_> = cells.into_iter().collect();
        debug_assert!(row.len() <= self.columns.len(), "table `{}`: {} cells in a row", self.key, row.len());
        row.resize(self.columns.len(), Cell::Empty);
        row
    }
}

impl Column {
    /// What each row is about.
    #[must_use]
    pub fn name(key: &'static str, heading: &str) -> Self {
        Self::new(key, heading, Kind::Name)
    }

    /// Days, words for ratings and the like.
    #[must_use]
    pub fn short(key: &'static str, heading: &str) -> Self {
        Self::new(key, heading, Kind::Short)
    }

    /// Numbers and amounts.
    #[must_use]
    pub fn number(key: &'static str, heading: &str) -> Self {
        Self::new(key, heading, Kind::Number)
    }

    /// Texts of a few words.
    #[must_use]
    pub fn text(key: &'static str, heading: &str) -> Self {
        Self::new(key, heading, Kind::Text)
    }

    /// Texts of some sentences.
    #[must_use]
    pub fn long(key: &'static str, heading: &str) -> Self {
        Self::new(key, heading, Kind::Long)
    }

    fn new(key: &'static str, heading: &str, kind: Kind) -> Self {
        Self { key, heading: heading.to_owned(), kind }
    }
}

impl Cell {
    /// A text; nothing where there is none.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A text that may be missing.
    #[must_use]
    pub fn of(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// A day that may be missing.
    #[must_use]
    pub fn date(date: Option<Date>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }

    /// The words for it, as people read them; colour and layout are for formats to add.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Deadline { text, .. } | Self::Link { text, .. } => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Days(days) => days.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Money(amount, currency) => amount.in_currency(currency),
            Self::Date(date) => date.in_words(),
            Self::Rating(rating, _) => rating.word().to_uppercase(),
            Self::Reported(rag) => rag.word().to_uppercase(),
            Self::Travel(travel) => travel.word().to_owned(),
            Self::Trend(figures) => figures.iter().map(f64::to_string).collect::<Vec<_>>().join(", "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Column, Table};
    use crate::model::{Money, Rating, Scheme};

    #[test]
    fn every_row_has_a_cell_for_every_column() {
        let mut table = Table::new("t", "T", [Column::name("ref", "Ref"), Column::number("days", "Days")]);
        table.row([Cell::text("1.1")]);
        assert_eq!(table.rows, [[Cell::Text("1.1".to_owned()), Cell::Empty]]);
    }

    #[test]
    fn a_cell_has_words() {
        let words = |cell: Cell| cell.words();
        assert_eq!(words(Cell::Money(Money::from_pence(31_250_000), "GBP".to_owned())), "£312,500");
        assert_eq!(words(Cell::Money(Money::from_pence(1_250), "SEK".to_owned())), "SEK 12.50");
        assert_eq!(words(Cell::Rating(Rating::Complete, Scheme::Brag)), "COMPLETE");
        assert_eq!(words(Cell::Number(47.5)), "47.5");
        assert_eq!(words(Cell::Number(40.0)), "40");
        assert_eq!(words(Cell::Trend(vec![40.0, 44.0, 47.5])), "40, 44, 47.5");
        assert_eq!(words(Cell::text("")), "");
    }
}
