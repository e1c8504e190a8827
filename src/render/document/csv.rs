//! A document as CSV: one rectangular table, in which a row says in its first two columns where it stands.
//!
//! | `section` | `table` | the other columns |
//! |---|---|---|
//! | empty | `facts` | `fact` and `fact_value`: the title, the subject, and what stands at the head |
//! | the key of a section | `heading`, `text`, `facts` | `text`: its heading, its texts, the messages of its figures |
//! | the same | the key of a table | its rows, every value under the key of its column |
//! | the same | the key and `.total` | the total of a table, so that nobody adds it up with the rows |
//!
//! Days are as in 2026-06-30, numbers plain, ratings words. What a cell says besides its text has a column of its own:
//! the day on which a deadline falls due (`deadline_due`), the currency of an amount (`cost_currency`), where a link
//! leads (`evidence_target`).

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use crate::document::{Block, Cell, Document, Fact, Section, Table};
use crate::model::Money;
use crate::render::csv::{harmless, inert, records};

/// Writes a document.
pub(super) fn write(out: &mut impl Write, document: &Document) -> io::Result<()> {
    let mut sheet = Sheet::new();
    sheet.head(document);
    sheet.blocks("", &document.opening);
    for (_, section) in document.outline() {
        sheet.section(section);
    }
    out.write_all(&sheet.into_bytes()?)
}

/// The rows of a document, and the columns that they have between them.
struct Sheet {
    columns: Vec<String>,
    places: HashMap<String, usize>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    fn new() -> Self {
        let mut sheet = Self { columns: Vec::new(), places: HashMap::new(), rows: Vec::new() };
        sheet.place("section");
        sheet.place("table");
        sheet
    }

    fn head(&mut self, document: &Document) {
        let of = |key, text: &str| Fact::new(key, "", Cell::text(text));
        self.facts("", &[of("title", &document.title), of("subject", &document.subject)]);
        self.facts("", &document.facts);
    }

    fn section(&mut self, section: &Section) {
        self.text(&section.key, "heading", &section.heading);
        self.blocks(&section.key, &section.blocks);
    }

    fn blocks(&mut self, section: &str, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Text(text) => self.text(section, "text", text),
                Block::List(items) => items.iter().for_each(|item| self.text(section, "text", item)),
                Block::Facts(facts) => self.facts(section, facts),
                Block::Table(table) => self.table(section, table),
                Block::Figure(figure) => {
                    self.text(section, "text", &figure.message);
                    self.table(section, &figure.numbers);
                }
            }
        }
    }

    fn text(&mut self, section: &str, table: &str, text: &str) {
        self.row(section, table);
        self.set("text", harmless(text.into()));
    }

    fn facts(&mut self, section: &str, facts: &[Fact]) {
        for fact in facts {
            self.row(section, "facts");
            self.set("fact", fact.key.into());
            self.cell("fact_value", &fact.value);
        }
    }

    fn table(&mut self, section: &str, table: &Table) {
        // Also the columns of a table without rows, so that a program finds them whatever there is to report.
        for (place, column) in table.columns.iter().enumerate() {
            self.place(column.key);
            let mut cells = table.rows.iter().chain(&table.total).filter_map(|row| row.get(place));
            if let Some(also) = cells.find_map(also) {
                self.place(&format!("{}_{also}", column.key));
            }
        }
        let total = format!("{}.total", table.key);
        let rows = table.rows.iter().map(|row| (table.key, row));
        for (key, cells) in rows.chain(table.total.iter().map(|row| (total.as_str(), row))) {
            self.row(section, key);
            for (column, cell) in table.columns.iter().zip(cells) {
                self.cell(column.key, cell);
            }
        }
    }

    /// Begins a row.
    fn row(&mut self, section: &str, table: &str) {
        self.rows.push(vec![harmless(section.into()).into_owned(), table.to_owned()]);
    }

    /// Sets a cell of the last row.
    fn cell(&mut self, column: &str, cell: &Cell) {
        let mut and = |value| {
            if let Some(what) = also(cell) {
                self.set(&format!("{column}_{what}"), value);
            }
        };
        let value: Cow<'_, str> = match cell {
            Cell::Empty => "".into(),
            Cell::Text(text) => harmless(text.into()),
            Cell::Trend(_) => harmless(cell.words().into()),
            Cell::Count(count) => count.to_string().into(),
            Cell::Days(days) => days.to_string().into(),
            Cell::Number(number) => number.to_string().into(),
            Cell::Date(date) => date.to_string().into(),
            Cell::Rating(rating, _) => rating.word().into(),
            Cell::Reported(rag) => rag.word().into(),
            Cell::Travel(travel) => travel.word().into(),
            Cell::Money(amount, currency) => {
                and(harmless(currency.into()));
                in_figures(*amount).into()
            }
            Cell::Deadline { text, due } => {
                and(due.map(|day| day.to_string()).unwrap_or_default().into());
                harmless(text.into())
            }
            Cell::Link { text, target } => {
                and(harmless(target.into()));
                harmless(text.into())
            }
        };
        self.set(column, value);
    }

    fn set(&mut self, column: &str, value: Cow<'_, str>) {
        let place = self.place(column);
        let Some(row) = self.rows.last_mut() else { return };
        while row.len() <= place {
            row.push(String::new());
        }
        if let Some(cell) = row.get_mut(place) {
            *cell = inert(value).into_owned();
        }
    }

    /// The place of a column, which it gets where it is first named.
    fn place(&mut self, column: &str) -> usize {
        if let Some(&place) = self.places.get(column) {
            return place;
        }
        let place = self.columns.len();
        self.columns.push(column.to_owned());
        self.places.insert(column.to_owned(), place);
        place
    }

    fn into_bytes(mut self) -> io::Result<Vec<u8>> {
        for row in &mut self.rows {
            row.resize(self.columns.len(), String::new());
        }
        records(std::iter::once(&self.columns).chain(&self.rows))
    }
}

/// What a cell says besides its text, as the end of the name of its column.
const fn also(cell: &Cell) -> Option<&'static str> {
    match cell {
        Cell::Money(..) => Some("currency"),
        Cell::Deadline { .. } => Some("due"),
        Cell::Link { .. } => Some("target"),
        Cell::Empty
        | Cell::Text(_)
        | Cell::Count(_)
        | Cell::Days(_)
        | Cell::Number(_)
        | Cell::Trend(_)
        | Cell::Date(_)
        | Cell::Rating(..)
        | Cell::Reported(_)
        | Cell::Travel(_) => None,
    }
}

/// An amount without a sign of its currency and without commas: `312500`, `12.50`.
fn in_figures(amount: Money) -> String {
    let (whole, hundredths) = (amount.pence() / 100, amount.pence() % 100);
    if hundredths == 0 { whole.to_string() } else { format!("{whole}.{hundredths:02}") }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::write;
    use crate::document::example;

    fn example() -> String {
        let mut out = Vec::new();
        write(&mut out, &example::document()).expect("a vector takes everything");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_document_is_one_rectangular_table() {
        assert_snapshot!(example().replace('\r', ""), @r#"
        section,table,fact,fact_value,text,theme,red,amber,complete,ref,action,rating,reported,travel,deadline,deadline_due,overdue_days,cost,cost_currency,comment,evidence,evidence_target,date,what,value,secured,secured_currency
        ,facts,title,Example report,,,,,,,,,,,,,,,,,,,,,,,
        ,facts,subject,Safe in Wendale 2025-28,,,,,,,,,,,,,,,,,,,,,,,
        ,facts,partnership,Wendale <VAWG> & friends,,,,,,,,,,,,,,,,,,,,,,,
        ,facts,as_of,2026-06-30,,,,,,,,,,,,,,,,,,,,,,,
        ,facts,commit,"0123abcd, with changes that are not committed",,,,,,,,,,,,,,,,,,,,,,,
        ,text,,,What the meeting is asked to look at.,,,,,,,,,,,,,,,,,,,,,,
        ,text,,,1.1 is overdue,,,,,,,,,,,,,,,,,,,,,,
        ,text,,,"'=HYPERLINK(""http://x"") is no link",,,,,,,,,,,,,,,,,,,,,,
        split,heading,,,"Red, amber and green",,,,,,,,,,,,,,,,,,,,,,
        split,text,,,"Three of five are red.

        Nobody has said why.",,,,,,,,,,,,,,,,,,,,,,
        split,text,,,"Three of five actions are red, two of them in Early help.",,,,,,,,,,,,,,,,,,,,,,
        split,split,,,,Early help,2,1,0,,,,,,,,,,,,,,,,,,
        split,split,,,,Help for those who stay,1,0,1,,,,,,,,,,,,,,,,,,
        actions,heading,,,Actions,,,,,,,,,,,,,,,,,,,,,,
        early,heading,,,Early help,,,,,,,,,,,,,,,,,,,,,,
        early,actions,,,,,,,,1.1,Publish <b>one</b> referral pathway,red,green,worse,June 2026,2026-06-20,10,2000.50,GBP,"'-1 & still \u{1b}[31mwaiting
        for the police",draft,javascript:alert(1),,,,,
        early,actions,,,,,,,,1.2,Train | every team,complete,,new,2026-12-31,,,,,'@home,minutes,https://wendale.example/minutes?a=1&b=2,,,,,
        early,actions.total,,,,,,,,Total,2,,,,,,,,,,,,,,,,
        late,heading,,,Help for those who stay,,,,,,,,,,,,,,,,,,,,,,
        figures,heading,,,"Deadlines, measures and money",,,,,,,,,,,,,,,,,,,,,,
        figures,text,,,"One deadline has passed, one lies ahead.",,,,,,,,,,,,,,,,,,,,,,
        figures,deadlines,,,,,,,,,,,,,,,,,,,,,2026-06-20,1.1,,,
        figures,deadlines,,,,,,,,,,,,,,,,,,,,,2026-07-15,Board,,,
        figures,deadlines,,,,,,,,,,,,,,,,,,,,,2026-12-31,1.2,,,
        figures,text,,,"47.5 at the last reading, from 40 towards 60: behind the line to the target.",,,,,,,,,,,,,,,,,,,,,,
        figures,readings,,,,,,,,,,,,,,,,,,,,,2025-09-30,,44,,
        figures,readings,,,,,,,,,,,,,,,,,,,,,2026-03-31,,47.5,,
        figures,text,,,"£2,000 of £3,500 is secured.",,,,,,,,,,,,,,,,,,,,,,
        figures,money,,,,Early help,,,,,,,,,,,,,,,,,,,,2000,GBP
        figures,facts,meeting,2026-07-15,,,,,,,,,,,,,,,,,,,,,,,
        "#);
    }

    #[test]
    fn every_row_has_all_columns_and_none_is_a_formula() {
        let text = example();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let columns = reader.headers().expect("a header").len();
        for record in reader.records() {
            let record = record.expect("CSV");
            assert_eq!(record.len(), columns);
            assert!(record.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{record:?}");
        }
        assert!(!text.contains('\u{1b}'));
    }
}
