//! Tables with keys that refer to each other: what their columns hold, and which of them tell rows apart.

use std::collections::HashSet;
use std::fmt::Display;

use crate::document::{Cell, Column, Table};
use crate::model::Plan;

/// A table whose rows other tables can refer to.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// What it is, for programs and file names: `updates`.
    pub key: &'static str,
    /// The same for people.
    pub title: &'static str,
    /// What a row of it is.
    pub about: &'static str,
    pub attributes: Vec<Attribute>,
    /// The columns that tell rows apart; none where nothing refers to them.
    pub primary: &'static [&'static str],
    pub foreign: &'static [Foreign],
    /// As many cells in each as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// What it holds, for programs: `overdue_days`.
    pub key: &'static str,
    /// The same for people.
    pub heading: &'static str,
    /// What stands in it, in a sentence without its full stop.
    pub about: &'static str,
    pub holds: Holds,
}

/// What the values of a column are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// Texts that no other row, or of another table the row that is meant, has; never to be taken for numbers.
    Key,
    /// Short texts by which things are known: references, folder names.
    Name,
    /// Texts of a few words.
    Text,
    /// Texts of some sentences.
    Prose,
    /// One of these words.
    Word(Vec<&'static str>),
    /// Whole numbers.
    Integer,
    Number,
    /// Amounts of money.
    Amount,
    Date,
    /// The words `true` and `false`.
    Truth,
}

/// Columns whose values stand in the key of another relation, or are empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Foreign {
    pub from: &'static [&'static str],
    /// The key of the other relation.
    pub to: &'static str,
    pub there: &'static [&'static str],
}

/// A column, with how its value is found from what a row is about.
pub(super) struct Source<R> {
    pub attribute: Attribute,
    pub value: fn(&R) -> Cell,
}

/// What a relation is, without its columns and rows.
pub(super) struct Head {
    pub key: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    pub primary: &'static [&'static str],
    pub foreign: &'static [Foreign],
}

/// A column with its key, heading, what it holds, what that is about, and its value.
pub(super) fn source<R>(
    key: &'static str,
    heading: &'static str,
    holds: Holds,
    about: &'static str,
    value: fn(&R) -> Cell,
) -> Source<R> {
    Source { attribute: Attribute { key, heading, about, holds }, value }
}

/// A column of keys.
pub(super) fn key<R>(key: &'static str, about: &'static str, value: fn(&R) -> Cell) -> Source<R> {
    source(key, key, Holds::Key, about, value)
}

/// The key of something in a plan: with the name of the plan, so that nothing takes it for a number.
pub(super) fn within(plan: &Plan, name: impl Display) -> Cell {
    Cell::text(format!("{}:{name}", plan.name))
}

/// The words of a scale.
pub(super) fn scale<T: Copy>(steps: &[T], word: impl Fn(T) -> &'static str) -> Holds {
    Holds::Word(steps.iter().map(|step| word(*step)).collect())
}

const TRUE: &str = "true";

/// A cell that says yes or no.
pub(super) fn truth(is_so: bool) -> Cell {
    Cell::text(if is_so { TRUE } else { "false" })
}

impl Head {
    /// The relation with these columns, and a row for each of these.
    pub(super) fn with<R>(self, columns: Vec<Source<R>>, rows: impl IntoIterator<Item = R>) -> Relation {
        let Self { key, title, about, primary, foreign } = self;
        let rows = rows.into_iter().map(|row| columns.iter().map(|column| (column.value)(&row)).collect()).collect();
        let attributes = columns.into_iter().map(|column| column.attribute).collect();
        Relation { key, title, about, attributes, primary, foreign, rows }
    }
}

impl Relation {
    /// The same as a table to read, without the columns that only refer to others.
    #[must_use]
    pub fn into_table(self) -> Table {
        let Self { attributes, rows, .. } = self;
        let columns = attributes.iter().filter(|attribute| attribute.is_to_read()).map(Attribute::column);
        let rows = rows.into_iter().map(|row| {
            let cells = row.into_iter().zip(&attributes).filter(|(_, attribute)| attribute.is_to_read());
            cells.map(|(cell, attribute)| attribute.to_read(cell))
        });
        Table::new(self.key, self.title, columns).with_rows(rows)
    }

    /// The key of a row that another row has, too.
    #[must_use]
    pub fn repeated(&self) -> Option<String> {
        let places: Vec<_> = self.primary.iter().filter_map(|key| self.place(key)).collect();
        let mut seen = HashSet::new();
        let mut keys = self
            .rows
            .iter()
            .map(|row| places.iter().filter_map(|place| row.get(*place)).map(Cell::words).collect::<Vec<_>>());
        keys.find(|key| !seen.insert(key.clone())).map(|key| key.join(":"))
    }

    /// Where a column stands.
    #[must_use]
    pub fn place(&self, key: &str) -> Option<usize> {
        self.attributes.iter().position(|attribute| attribute.key == key)
    }
}

impl Attribute {
    fn is_to_read(&self) -> bool {
        self.holds != Holds::Key
    }

    /// A value of its column as people read it.
    fn to_read(&self, cell: Cell) -> Cell {
        match (&self.holds, cell) {
            (Holds::Truth, Cell::Text(word)) => Cell::text(if word == TRUE { "yes" } else { "no" }),
            (_, cell) => cell,
        }
    }

    fn column(&self) -> Column {
        let make = match self.holds {
            Holds::Key | Holds::Name => Column::name,
            Holds::Text => Column::text,
            Holds::Prose => Column::long,
            Holds::Word(_) | Holds::Date | Holds::Truth => Column::short,
            Holds::Integer | Holds::Number | Holds::Amount => Column::number,
        };
        make(self.key, self.heading)
    }
}
