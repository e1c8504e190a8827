//! The import report: what was read, what to look at, what is left over, and where every piece of the document went.

use super::draft::Draft;
use super::layout::{TableMap, Use};
use super::ledger::{Entry, Fate, PartOf};
use super::story::Story;
use crate::document::{Block, Cell, Column, Document, Fact, Section, Table};
use crate::model::{Date, Plan, counted};

/// How much of a document was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub rows: usize,
    pub actions: usize,
    pub leads: usize,
    pub deadlines: usize,
    pub fields: usize,
    pub left: usize,
    pub remarks: usize,
}

/// Counts what was read.
#[must_use]
pub fn counts(draft: &Draft, story: &Story) -> Counts {
    let actions = &draft.plan.actions;
    Counts {
        rows: draft.ledger.rows,
        actions: actions.len(),
        leads: actions.iter().filter(|action| action.lead.is_some()).count(),
        deadlines: actions.iter().filter(|action| action.deadline.is_some() || action.recurs.is_some()).count(),
        fields: draft.ledger.fields,
        left: draft.ledger.entries(story).iter().filter(|entry| entry.left_over().is_some()).count(),
        remarks: draft.ledger.remarks.len(),
    }
}

/// The headers of the columns of a table, each with the word for what it holds.
pub type Mapping = Vec<(String, &'static str)>;

/// The columns of the tables that were read alike, with the words for the tables.
#[must_use]
pub fn mappings(tables: &[TableMap]) -> Vec<(String, Mapping)> {
    let mut found: Vec<(Vec<&str>, Mapping)> = Vec::new();
    for table in tables.iter().filter(|table| matches!(table.used, Use::Actions | Use::AsBefore)) {
        let columns: Vec<_> =
            table.columns.iter().map(|column| (column.header.words.clone(), column.header.meaning.word())).collect();
        match found.iter_mut().find(|(_, known)| same(known, &columns)) {
            Some((places, _)) => places.push(&table.at),
            None => found.push((vec![&table.at], columns)),
        }
    }
    found.into_iter().map(|(places, columns)| (named(&places), columns)).collect()
}

/// Whether columns are alike but for letters and marks.
fn same(one: &[(String, &'static str)], other: &[(String, &'static str)]) -> bool {
    use super::header::folded;
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| {
            one.1 == other.1 && folded(&one.0).replace(' ', "") == folded(&other.0).replace(' ', "")
        })
}

fn named(places: &[&str]) -> String {
    match places {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first, last] => format!("{first} and {last}"),
        [first, .., last] => format!("{first} to {last} ({})", counted(places.len(), "table")),
    }
}

/// What is said about the tables that are left out.
#[must_use]
pub fn tables_left_out(tables: &[TableMap]) -> Vec<String> {
    let left = tables.iter().filter_map(|table| match &table.used {
        Use::LeftOut(why) => Some(format!("{}: {why}", table.at)),
        Use::Actions | Use::AsBefore | Use::Prose => None,
    });
    left.collect()
}

/// The report as a document; `file` is the name of the file that was read.
#[must_use]
pub fn report(draft: &Draft, story: &Story, file: &str, day: Date) -> Document {
    let entries = draft.ledger.entries(story);
    let counts = counts(draft, story);
    let count = |key, term: &str, number| Fact::new(key, term, Cell::Count(number));
    Document {
        key: "import",
        title: "Import report".to_owned(),
        subject: draft.plan.display_title().to_owned(),
        facts: vec![
            Fact::new("file", "Read from", Cell::text(file)),
            Fact::new("day", "Read on", Cell::Date(day)),
            count("rows", "Rows found", counts.rows),
            count("actions", "Actions made", counts.actions),
            count("leads", "Actions with a lead", counts.leads),
            count("deadlines", "Actions with a deadline", counts.deadlines),
            count("fields", "Fields filled", counts.fields),
            count("left_over", "Pieces left over", counts.left),
        ],
        opening: vec![Block::text(
            "Every piece of text of the document is below: in the plan, under the key that is named, or left over. Where a key does not say all the words of its source, they stand beside it under as_written.",
        )],
        sections: vec![columns(draft), remarks(draft), left_over(&entries, story), everything(&entries, &draft.plan)],
    }
}

fn columns(draft: &Draft) -> Section {
    let mut table = Table::new(
        "columns",
        "How the columns were read",
        [Column::text("table", "Table"), Column::text("header", "Header"), Column::short("meaning", "Read as")],
    );
    for (places, columns) in mappings(&draft.tables) {
        table = table.with_rows(
            columns
                .into_iter()
                .map(|(header, meaning)| [Cell::text(places.clone()), Cell::text(header), Cell::text(meaning)]),
        );
    }
    let left = tables_left_out(&draft.tables);
    let section = Section::new("columns", "How the columns were read").with(table);
    if left.is_empty() {
        section
    } else {
        section.with(Block::text("These tables are not of actions:")).with(Block::List(left))
    }
}

fn remarks(draft: &Draft) -> Section {
    let rows = draft.ledger.remarks.iter().map(|remark| {
        let part = remark.part.map(|part| name(&draft.plan, part)).unwrap_or_default();
        [Cell::text(part), Cell::text(remark.said.clone()), Cell::text(remark.at.clone())]
    });
    let columns = [
        Column::name("part", "In the plan"),
        Column::long("said", "What to look at"),
        Column::text("at", "In the document"),
    ];
    Section::new("remarks", "What to look at")
        .with(Table::new("remarks", "What to look at", columns).with_rows(rows).or_say("Nothing."))
}

fn left_over(entries: &[Entry], story: &Story) -> Section {
    let left = entries.iter().filter_map(|entry| Some((entry, entry.left_over()?)));
    let rows = left.map(|(entry, why)| [Cell::text(entry.at.clone()), Cell::text(entry.text.clone()), Cell::text(why)]);
    let columns = [Column::text("at", "In the document"), Column::long("words", "Words"), Column::text("why", "Why")];
    let section = Section::new("left-over", "Left over")
        .with(Table::new("left_over", "Left over", columns).with_rows(rows).or_say("Nothing."));
    if story.left_out.is_empty() { section } else { section.with(Block::List(story.left_out.clone())) }
}

fn everything(entries: &[Entry], plan: &Plan) -> Section {
    let rows = entries.iter().filter(|entry| entry.left_over().is_none()).map(|entry| {
        let fates: Vec<String> = entry
            .fates
            .iter()
            .map(|fate| match fate {
                Fate::Kept { part, key } => format!("{} {key}", name(plan, *part)),
                Fate::Header => "header of a column".to_owned(),
                Fate::Left(why) => why.clone(),
            })
            .collect();
        [Cell::text(entry.at.clone()), Cell::text(entry.text.clone()), Cell::text(fates.join("; "))]
    });
    let columns =
        [Column::text("at", "In the document"), Column::long("words", "Words"), Column::text("key", "In the plan")];
    Section::new("everything", "Where everything else went")
        .with(Table::new("everything", "Where everything else went", columns).with_rows(rows))
}

/// The name of a part of the plan, as commands take it.
#[must_use]
pub fn name(plan: &Plan, part: PartOf) -> String {
    let name = match part {
        PartOf::Plan => Some("the plan".to_owned()),
        PartOf::Theme(place) => plan.themes.get(place).map(|theme| theme.name.clone()),
        PartOf::Objective(place) => plan.objectives.get(place).map(|objective| objective.reference.to_string()),
        PartOf::Action(place) => plan.actions.get(place).map(|action| action.reference.to_string()),
    };
    name.unwrap_or_default()
}
