//! Tables with keys as a folder of CSV files, with a description of their columns that programs read.
//!
//! The description is a tabular data package (Frictionless, version 1). Values are plain: days as in 2026-06-30,
//! amounts without signs or thousands, an empty cell where there is nothing. A text that a spreadsheet would take for
//! a formula has an apostrophe before it, as everywhere in CSV; the description says so.
//!
//! Every key is one column, which is all that some programs can join by, and has the name of its plan in it
//! (`wendale:1.10`), so that no program that guesses types takes it for a number.

use std::io;

use serde::Serialize;

use super::csv::{harmless, records};
use crate::document::Cell;
use crate::report::records::{Attribute, Foreign, Holds, Relation};

/// The name of the description in its folder.
pub const DESCRIPTION: &str = "datapackage.json";

/// What the folder is about.
#[derive(Debug, Clone)]
pub struct About {
    pub title: String,
    /// What the tables were made from.
    pub description: String,
}

/// The files of the folder with their names, the description first.
///
/// # Errors
///
/// A value cannot be written.
pub fn files(about: &About, relations: &[Relation]) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut description = serde_json::to_vec_pretty(&Package::of(about, relations))?;
    description.push(b'\n');
    let tables = relations.iter().map(|relation| Ok((file(relation.key), table(relation)?)));
    std::iter::once(Ok((DESCRIPTION.to_owned(), description))).chain(tables).collect()
}

/// The files that a description says are there, where it is one of ours.
#[must_use]
pub fn described(description: &[u8]) -> Option<Vec<String>> {
    let package: serde_json::Value = serde_json::from_slice(description).ok()?;
    package.get("vawg")?;
    let resources = package.get("resources")?.as_array()?;
    let path = |resource: &serde_json::Value| Some(resource.get("path")?.as_str()?.to_owned());
    Some(resources.iter().filter_map(path).chain([DESCRIPTION.to_owned()]).collect())
}

fn file(table: &str) -> String {
    format!("{table}.csv")
}

fn table(relation: &Relation) -> io::Result<Vec<u8>> {
    let head = relation.attributes.iter().map(|attribute| attribute.key.to_owned()).collect::<Vec<_>>();
    let rows = relation.rows.iter().map(|row| row.iter().map(value).collect::<Vec<_>>());
    records(std::iter::once(head).chain(rows))
}

fn value(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Deadline { text, .. } | Cell::Link { text, .. } => harmless(text.into()).into_owned(),
        Cell::Empty | Cell::Count(_) | Cell::Days(_) | Cell::Number(_) | Cell::Travel(_) | Cell::Trend(_) => {
            cell.words()
        }
        Cell::Money(amount, _) => format!("{}.{:02}", amount.pence() / 100, amount.pence() % 100),
        Cell::Date(day) => day.to_string(),
        Cell::Rating(rating, scheme) => rating.colour(*scheme).to_owned(),
        Cell::Reported(rag) => rag.word().to_owned(),
    }
}

/// What the description says to programs that guess types.
const REFERENCES: &str = "Tables are joined by their keys (`id`, `action_id`); a reference such as 1.10 is a text, and \
                          no number.";

/// How the description says what texts that start like a formula look like.
const FORMULAS: &str = "A text that starts with =, +, -, @ (wide forms too), a tab or the end of a line has an \
                        apostrophe before it, so that no spreadsheet takes it for a formula; characters that act on \
                        terminals stand as their codes, such as \\u{1b}.";

#[derive(Serialize)]
struct Package<'r> {
    profile: &'static str,
    name: &'static str,
    title: &'r str,
    description: String,
    /// Says that the files are ours to replace.
    vawg: Maker,
    resources: Vec<Resource<'r>>,
}

#[derive(Serialize)]
struct Maker {
    version: u32,
}

#[derive(Serialize)]
struct Resource<'r> {
    profile: &'static str,
    name: &'static str,
    title: &'static str,
    description: String,
    path: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    dialect: Dialect,
    schema: Schema<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    delimiter: &'static str,
    line_terminator: &'static str,
    quote_char: &'static str,
    double_quote: bool,
    header: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema<'r> {
    fields: Vec<Field<'r>>,
    missing_values: [&'static str; 1],
    primary_key: &'static [&'static str],
    foreign_keys: Vec<ForeignKey>,
}

#[derive(Serialize)]
struct Field<'r> {
    name: &'static str,
    title: &'static str,
    description: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Constraints<'r>>,
}

#[derive(Serialize)]
struct Constraints<'r> {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(rename = "enum", skip_serializing_if = "<[_]>::is_empty")]
    words: &'r [&'static str],
}

#[derive(Serialize)]
struct ForeignKey {
    fields: &'static [&'static str],
    reference: Reference,
}

#[derive(Serialize)]
struct Reference {
    /// Empty where a table refers to itself.
    resource: &'static str,
    fields: &'static [&'static str],
}

impl<'r> Package<'r> {
    fn of(about: &'r About, relations: &'r [Relation]) -> Self {
        Self {
            profile: "tabular-data-package",
            name: "vawg-export",
            title: &about.title,
            description: format!("{} {REFERENCES} {FORMULAS}", about.description),
            vawg: Maker { version: super::json::VERSION },
            resources: relations.iter().map(Resource::of).collect(),
        }
    }
}

impl<'r> Resource<'r> {
    fn of(relation: &'r Relation) -> Self {
        Self {
            profile: "tabular-data-resource",
            name: relation.key,
            title: relation.title,
            description: format!("A row is {}.", relation.about),
            path: file(relation.key),
            format: "csv",
            mediatype: "text/csv",
            encoding: "utf-8",
            dialect: Dialect {
                delimiter: ",",
                line_terminator: "\r\n",
                quote_char: "\"",
                double_quote: true,
                header: true,
            },
            schema: Schema {
                fields: relation.attributes.iter().map(|attribute| Field::of(attribute, relation)).collect(),
                missing_values: [""],
                primary_key: relation.primary,
                foreign_keys: relation.foreign.iter().map(|foreign| ForeignKey::of(*foreign, relation)).collect(),
            },
        }
    }
}

impl<'r> Field<'r> {
    fn of(attribute: &'r Attribute, relation: &Relation) -> Self {
        let words = match &attribute.holds {
            Holds::Word(words) => words.as_slice(),
            Holds::Key
            | Holds::Name
            | Holds::Text
            | Holds::Prose
            | Holds::Integer
            | Holds::Number
            | Holds::Amount
            | Holds::Date
            | Holds::Truth => &[],
        };
        let required = relation.primary.contains(&attribute.key);
        Self {
            name: attribute.key,
            title: attribute.heading,
            description: attribute.about,
            kind: kind(&attribute.holds),
            constraints: (required || !words.is_empty()).then_some(Constraints { required, words }),
        }
    }
}

/// The name of a type in Table Schema.
const fn kind(holds: &Holds) -> &'static str {
    match holds {
        Holds::Key | Holds::Name | Holds::Text | Holds::Prose | Holds::Word(_) => "string",
        Holds::Integer => "integer",
        Holds::Number | Holds::Amount => "number",
        Holds::Date => "date",
        Holds::Truth => "boolean",
    }
}

impl ForeignKey {
    fn of(foreign: Foreign, relation: &Relation) -> Self {
        let resource = if foreign.to == relation.key { "" } else { foreign.to };
        Self { fields: foreign.from, reference: Reference { resource, fields: foreign.there } }
    }
}
