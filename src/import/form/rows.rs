//! Answers in the rows of tables: which column is which is known by its heading, wherever it stands.

use super::answers::{Entry, Found, Words};
use crate::document::form::{CODE, Question, REF, TOLD};
use crate::import::{Grid, GridCell, Piece, Row, Story};

/// So many columns that are none of the form's are named.
const FEW: usize = 5;

/// The columns of a form, as one table has them.
struct Columns {
    code: usize,
    reference: Option<usize>,
    questions: Vec<(Question, usize)>,
    /// Columns that somebody has added, with their headings.
    others: Vec<(usize, String)>,
}

/// What the tables of a document answer.
pub(super) fn of(story: &Story) -> Found {
    let mut found = Found { notes: story.left_out.clone(), ..Found::default() };
    for piece in &story.pieces {
        if let Piece::Table(grid) = piece {
            of_grid(grid, &mut found);
        }
    }
    found
}

fn of_grid(grid: &Grid, found: &mut Found) {
    if let Some(entry) = upright(grid) {
        found.entries.push(entry);
        return;
    }
    let mut columns: Option<Columns> = None;
    let mut noted: Vec<String> = Vec::new();
    for row in &grid.rows {
        if let Some(these) = Columns::of(row) {
            columns = Some(these);
        } else if let Some(columns) = &columns {
            noted.extend(columns.unread(row).filter(|heading| !noted.contains(heading)).collect::<Vec<_>>());
            found.entries.extend(columns.entry(row));
        }
    }
    if !noted.is_empty() {
        let named: Vec<_> = noted.iter().take(FEW).map(|heading| format!("`{heading}`")).collect();
        found.notes.push(format!("{}: {} is no column of the form and is not read", grid.at, named.join(", ")));
    }
}

/// What a table answers that is about one action, a question a row; nothing where it is no such table.
fn upright(grid: &Grid) -> Option<Entry> {
    let row_of = |heading: &str| {
        let is_it = |row: &&Row| row.cells.first().is_some_and(|cell| letters(&cell.text()) == letters(heading));
        grid.rows.iter().find(is_it)
    };
    let answer = |row: &Row| {
        let second = row.cells.get(1);
        Words { text: second.map(GridCell::text).unwrap_or_default(), native: second.and_then(|cell| cell.native) }
    };
    let code = row_of(CODE)?;
    let answers: Vec<_> =
        Question::ALL.iter().filter_map(|question| Some((*question, answer(row_of(question.heading())?)))).collect();
    let is_asked = !answers.is_empty();
    is_asked.then(|| Entry { at: code.at.clone(), code: answer(code).text, reference: None, answers })
}

impl Columns {
    /// The columns that a row of headings names; nothing where it is no such row.
    fn of(row: &Row) -> Option<Self> {
        let place = |heading: &str| {
            let wanted = letters(heading);
            row.cells.iter().find(|cell| letters(&cell.text()) == wanted).map(|cell| cell.column)
        };
        let questions: Vec<_> =
            Question::ALL.iter().filter_map(|question| Some((*question, place(question.heading())?))).collect();
        let code = place(CODE).filter(|_| !questions.is_empty())?;
        let reference = place(REF);
        let is_ours = |heading: &str| {
            let ours = TOLD.into_iter().chain([CODE]).chain(Question::ALL.map(Question::heading));
            ours.map(letters).any(|known| known == letters(heading))
        };
        let others = row.cells.iter().map(|cell| (cell.column, cell.text())).filter(|(_, text)| !is_ours(text));
        Some(Self { code, reference, questions, others: others.collect() })
    }

    /// What a row answers; nothing where it has neither a code nor an answer.
    fn entry(&self, row: &Row) -> Option<Entry> {
        let text = |column: usize| row.cell(column).map(GridCell::text).unwrap_or_default();
        let code = text(self.code);
        let answers = self.questions.iter().filter_map(|(question, column)| {
            let cell = row.cell(*column)?;
            Some((*question, Words { text: cell.text(), native: cell.native }))
        });
        let answers: Vec<_> = answers.filter(|(_, words)| !words.text.trim().is_empty()).collect();
        let is_something = !code.trim().is_empty() || !answers.is_empty();
        is_something.then(|| Entry { at: row.at.clone(), code, reference: self.reference.map(text), answers })
    }

    /// The headings of columns that are none of the form's, and in which the row says something.
    fn unread<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = String> + 'a {
        let is_filled = |column: usize| row.cell(column).is_some_and(|cell| !cell.text().trim().is_empty());
        let filled = self.others.iter().filter(move |(column, _)| is_filled(*column));
        filled.map(
            |(_, heading)| {
                if heading.trim().is_empty() { "a column without a heading".into() } else { heading.clone() }
            },
        )
    }
}

/// The letters and digits of a heading, by which it is known.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
