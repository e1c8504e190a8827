//! A document as JSON, by the contract: every table under its key, a row an object, values with their types.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::document::{Block, Cell, Document, Fact, Figure, Section, Table};
use crate::render::json::{self, VERSION};

/// Writes a document as one value.
pub(super) fn write(out: &mut impl Write, document: &Document) -> io::Result<()> {
    json::write(out, &DocumentJson::of(document))
}

#[derive(Serialize)]
struct DocumentJson<'d> {
    version: u32,
    report: &'static str,
    title: &'d str,
    subject: &'d str,
    facts: Facts<'d>,
    opening: Vec<BlockJson<'d>>,
    sections: Vec<SectionJson<'d>>,
}

#[derive(Serialize)]
struct SectionJson<'d> {
    key: &'d str,
    heading: &'d str,
    blocks: Vec<BlockJson<'d>>,
    sections: Vec<Self>,
}

/// A block, under the name of its kind.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum BlockJson<'d> {
    Text(&'d str),
    List(&'d [String]),
    Facts(Facts<'d>),
    Table(TableJson<'d>),
    Figure(FigureJson<'d>),
}

/// A picture by what it says; its numbers are a table.
#[derive(Serialize)]
struct FigureJson<'d> {
    key: &'d str,
    title: &'d str,
    message: &'d str,
    numbers: TableJson<'d>,
}

#[derive(Serialize)]
struct TableJson<'d> {
    key: &'static str,
    caption: &'d str,
    rows: Vec<Row<'d>>,
    total: Option<Row<'d>>,
}

/// Values by their keys, in the order of people.
struct Facts<'d>(&'d [Fact]);

/// The cells of a row by the keys of their columns.
struct Row<'d>(&'d Table, &'d [Cell]);

struct CellJson<'d>(&'d Cell);

impl<'d> DocumentJson<'d> {
    fn of(document: &'d Document) -> Self {
        Self {
            version: VERSION,
            report: document.key,
            title: &document.title,
            subject: &document.subject,
            facts: Facts(&document.facts),
            opening: document.opening.iter().map(BlockJson::of).collect(),
            sections: document.sections.iter().map(SectionJson::of).collect(),
        }
    }
}

impl<'d> SectionJson<'d> {
    fn of(section: &'d Section) -> Self {
        Self {
            key: &section.key,
            heading: &section.heading,
            blocks: section.blocks.iter().map(BlockJson::of).collect(),
            sections: section.sections.iter().map(Self::of).collect(),
        }
    }
}

impl<'d> BlockJson<'d> {
    fn of(block: &'d Block) -> Self {
        match block {
            Block::Text(text) => Self::Text(text),
            Block::List(items) => Self::List(items),
            Block::Facts(facts) => Self::Facts(Facts(facts)),
            Block::Table(table) => Self::Table(TableJson::of(table)),
            Block::Figure(Figure { key, title, message, numbers, picture: _ }) => {
                Self::Figure(FigureJson { key, title, message, numbers: TableJson::of(numbers) })
            }
        }
    }
}

impl<'d> TableJson<'d> {
    fn of(table: &'d Table) -> Self {
        Self {
            key: table.key,
            caption: &table.caption,
            rows: table.rows.iter().map(|row| Row(table, row)).collect(),
            total: table.total.as_deref().map(|row| Row(table, row)),
        }
    }
}

impl Serialize for Facts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|fact| (fact.key, CellJson(&fact.value))))
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.columns.iter().map(|column| column.key).zip(self.1.iter().map(CellJson)))
    }
}

impl Serialize for CellJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Empty => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Count(count) => serializer.serialize_u64(*count as u64),
            Cell::Days(days) => serializer.serialize_i64(*days),
            Cell::Number(number) => serializer.serialize_f64(*number),
            Cell::Money(amount, _) => amount.serialize(serializer),
            Cell::Date(date) => date.serialize(serializer),
            Cell::Rating(rating, scheme) => serializer.serialize_str(rating.colour(*scheme)),
            Cell::Reported(rag) => serializer.serialize_str(rag.word()),
            Cell::Travel(travel) => serializer.serialize_str(travel.word()),
            Cell::Trend(figures) => figures.serialize(serializer),
            Cell::Deadline { text, due } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("text", text)?;
                map.serialize_entry("due", due)?;
                map.end()
            }
            Cell::Link { text, target } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("text", text)?;
                map.serialize_entry("target", target)?;
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::document::example;

    #[test]
    fn a_document_keeps_the_types_of_its_values() {
        let mut out = Vec::new();
        write(&mut out, &example::document()).expect("a vector takes everything");
        let value: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
        assert_eq!(value["facts"]["as_of"], "2026-06-30");
        let table = &value["sections"][1]["sections"][0]["blocks"][0]["table"];
        assert_eq!(table["rows"][0]["overdue_days"], 10);
        assert_eq!(table["rows"][0]["cost"], 2000.5);
        assert_eq!(table["rows"][0]["deadline"]["due"], "2026-06-20");
        assert_eq!(table["rows"][1]["rating"], "blue");
        assert_eq!(table["rows"][1]["overdue_days"], serde_json::Value::Null);
        assert_eq!(table["total"]["action"], 2);
        assert!(!String::from_utf8_lossy(&out).contains('\u{1b}'), "what acts on a terminal is spelled out");
    }
}
