//! Which columns a table has: its header rows, and what each column holds.

use std::ops::Range;

use super::super::header::{self, Heading, Meaning};
use super::super::story::{Grid, GridCell, Row, nth};
use super::{Hints, has_words};

/// A table of the document, and what is made of it.
#[derive(Debug, Clone)]
pub struct TableMap {
    /// Its place among the pieces.
    pub piece: usize,
    /// Where it stands, in words.
    pub at: String,
    /// The name of a sheet.
    pub name: Option<String>,
    pub columns: Vec<Column>,
    pub used: Use,
    pub rows: usize,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub header: Heading,
    /// Whether somebody has said what it holds.
    pub is_told: bool,
}

/// What is made of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Use {
    /// Its rows are actions.
    Actions,
    /// Its rows are actions; its columns are those of the table before it.
    AsBefore,
    /// Its cells are headings or prose.
    Prose,
    /// Nothing, and why.
    LeftOut(String),
}

/// A header: its rows, by their places, and the columns.
pub(super) struct Header {
    pub rows: Range<usize>,
    pub columns: Vec<Column>,
}

/// So many rows may stand above a header.
const ABOVE: usize = 30;

/// How many columns a table has.
pub(super) fn width(grid: &Grid) -> usize {
    let ends = grid.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.is_empty() || cell.continues);
    ends.map(|cell| cell.column.saturating_add(cell.columns.max(1))).max().unwrap_or(0)
}

/// The header of a table, where it has one that names actions or at least two other things.
pub(super) fn header(grid: &Grid, width: usize, hints: &Hints) -> Option<Header> {
    let rows = grid.rows.iter().enumerate().take(ABOVE);
    let scored: Vec<_> = rows.map(|(place, row)| (place, row, score(row, hints))).collect();
    let best = scored.iter().map(|(.., score)| *score).max().filter(|best| *best >= 2)?;
    let (first, top, _) = *scored.iter().find(|(.., score)| *score >= 2 && is_share(*score, (3, 4), best))?;
    Some(with_second(grid, first, top, width, hints))
}

/// How many different things the cells of a row name as a header does; 0 where too little of the row is a header.
pub(super) fn score(row: &Row, hints: &Hints) -> usize {
    let texts: Vec<_> = row
        .cells
        .iter()
        .filter(|cell| !cell.continues)
        .map(GridCell::text)
        .filter(|text| has_words(text) || text.trim() == "#")
        .collect();
    let is_short =
        |text: &&String| text.split_whitespace().count() <= 14 && !text.trim_end().ends_with('.') || text.len() < 8;
    let told = |text: &str| {
        let told = hints.map.iter().find(|(words, _)| header::folded(words) == header::folded(text));
        told.map(|(_, meaning)| *meaning)
    };
    let named: Vec<_> = texts
        .iter()
        .filter(is_short)
        .filter_map(|text| told(text).or_else(|| header::is_plain(text).then(|| header::read(text).meaning)))
        .collect();
    let mut meanings = named.clone();
    meanings.sort_unstable();
    meanings.dedup();
    let is_header = texts.len() >= 2 && is_share(named.len(), (1, 2), texts.len());
    if is_header { meanings.len().saturating_add(usize::from(row.is_header)) } else { 0 }
}

/// Whether a number is at least such a share of another: half of it for `(1, 2)`.
pub(super) fn is_share(number: usize, (part, whole): (usize, usize), of: usize) -> bool {
    number.saturating_mul(whole) >= of.saturating_mul(part)
}

/// The columns by a header row, and the one below it where cells of the first are merged over several of the second.
fn with_second(grid: &Grid, first: usize, top: &Row, width: usize, hints: &Hints) -> Header {
    let (before, next) = (first.checked_sub(1), nth(first));
    let below = grid.rows.get(next).filter(|below| is_second(top, below));
    let is_above = |above: &&Row| {
        let own = above.cells.iter().filter(|cell| !cell.is_empty());
        own.clone().count() >= 2 && own.clone().any(|cell| cell.columns > 1) && is_second(above, top)
    };
    let above = before.and_then(|place| grid.rows.get(place)).filter(|_| below.is_none()).filter(is_above);
    let columns = (0..width)
        .map(|column| {
            let text = |row: Option<&Row>| row.and_then(|row| row.cell(column)).map(GridCell::text).unwrap_or_default();
            let parts = [text(above), text(Some(top)), text(below)];
            self::column(&parts, column, hints)
        })
        .collect();
    Header {
        rows: above.and(before).unwrap_or(first)..below.map_or(next, |_| nth(next)),
        columns: settled(columns, grid, first),
    }
}

/// Whether a row goes on with a header: all that it names stands below cells that are merged over several columns.
fn is_second(top: &Row, below: &Row) -> bool {
    let mut own = below.cells.iter().filter(|cell| !cell.is_empty() && !cell.continues).peekable();
    let is_under_merged = |column: usize| top.cell(column).is_some_and(|cell| cell.columns > 1 && !cell.is_empty());
    let is_header = |text: &str| text.split_whitespace().count() <= 10;
    let has_merged = top.cells.iter().any(|cell| cell.columns > 1);
    let some_under = below.cells.iter().any(|cell| !cell.is_empty() && !cell.continues && is_under_merged(cell.column));
    let under = |column: usize| is_under_merged(column) || top.cell(column).is_none_or(GridCell::is_empty);
    own.peek().is_some()
        && has_merged
        && some_under
        && own.all(|cell| under(cell.column) && is_header(&cell.text()))
        && below.cells.iter().filter(|cell| !cell.is_empty() && !cell.continues).count() >= 2
}

/// A column by the words above it.
fn column(parts: &[String; 3], place: usize, hints: &Hints) -> Column {
    let words: Vec<_> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    let mut read = header::read(&words.join(" "));
    let own = words.last().map(|words| header::read(words));
    if let Some(own) = own.filter(|own| own.meaning != Meaning::Other) {
        read = Heading { words: read.words, day: read.day.or(own.day), meaning: own.meaning };
    }
    if words.first().is_some_and(|words| words.trim() == "#") {
        read.meaning = Meaning::Reference;
    }
    let told = hints.map.iter().find(|(name, _)| {
        name.parse() == Ok(nth(place)) || header::folded(name) == header::folded(&read.words) && !read.words.is_empty()
    });
    let meaning = told.map_or(read.meaning, |(_, meaning)| *meaning);
    Column { header: Heading { meaning, ..read }, is_told: told.is_some() }
}

/// The columns of a table while they are seen beside each other and what stands in them.
struct Seen<'a> {
    columns: Vec<Column>,
    grid: &'a Grid,
    header: usize,
}

/// The columns once each is seen beside the others and what stands in it.
fn settled(columns: Vec<Column>, grid: &Grid, header: usize) -> Vec<Column> {
    let mut seen = Seen { columns, grid, header };
    seen.levels_of_priority();
    seen.two_of_a_kind();
    seen.target_dates();
    seen.action_by_another_name();
    seen.outcomes_before_actions();
    seen.columns
}

impl Seen<'_> {
    fn with(&self, meaning: Meaning) -> Vec<usize> {
        let columns = self.columns.iter().enumerate().filter(|(_, column)| column.header.meaning == meaning);
        columns.map(|(place, _)| place).collect()
    }

    /// The words above a column.
    fn words(&self, place: usize) -> &str {
        self.columns.get(place).map_or("", |column| &column.header.words)
    }

    fn set(&mut self, place: usize, meaning: Meaning) {
        if let Some(column) = self.columns.get_mut(place).filter(|column| !column.is_told) {
            column.header.meaning = meaning;
        }
    }

    fn texts(&self, column: usize) -> Vec<String> {
        let cells = self.grid.rows.iter().skip(nth(self.header)).filter_map(|row| row.cell(column));
        cells.filter(|cell| !cell.continues && !cell.is_empty()).map(GridCell::text).collect()
    }

    /// The usual length of its texts.
    fn mean(&self, column: usize) -> usize {
        let texts = self.texts(column);
        texts.iter().map(String::len).sum::<usize>().checked_div(texts.len()).unwrap_or_default()
    }

    /// A priority may be a level, and no part of the plan.
    fn levels_of_priority(&mut self) {
        const LEVELS: [&str; 9] = ["high", "medium", "low", "h", "m", "l", "1", "2", "3"];
        for place in self.with(Meaning::Theme) {
            if self.texts(place).iter().all(|text| LEVELS.contains(&header::folded(text).as_str())) {
                self.set(place, Meaning::Other);
            }
        }
    }

    /// Of two columns with one meaning, one has another: `What` and `How`, two aims, a lead and others.
    fn two_of_a_kind(&mut self) {
        if let [what, how, ..] = self.with(Meaning::Action)[..] {
            let folded = |place: usize| header::folded(self.words(place));
            let is_how = folded(how).starts_with("how");
            let is_longer = self.mean(how) > self.mean(what).saturating_mul(2);
            let is_double = folded(what) == folded(how);
            let is_free = self.with(Meaning::Objective).is_empty();
            match (is_double, is_free && (is_how || is_longer) || is_how && folded(what) == "what") {
                (true, _) => {}
                (false, true) => self.set(what, Meaning::Objective),
                (false, false) => self.set(how, if is_longer { Meaning::Milestone } else { Meaning::Other }),
            }
        }
        if let [aim, _, ..] = self.with(Meaning::Objective)[..]
            && self.with(Meaning::Theme).is_empty()
        {
            self.set(aim, Meaning::Theme);
        }
        for (single, otherwise) in [
            (Meaning::Lead, Meaning::Support),
            (Meaning::Deadline, Meaning::Other),
            (Meaning::Reference, Meaning::Other),
            (Meaning::Theme, Meaning::Other),
            (Meaning::Objective, Meaning::Other),
        ] {
            for place in self.with(single).into_iter().skip(1) {
                // The same column of a merged header stands twice.
                if place.checked_sub(1).is_some_and(|before| self.words(before) != self.words(place)) {
                    self.set(place, otherwise);
                }
            }
        }
    }

    /// A target is a date where most of what stands there is.
    fn target_dates(&mut self) {
        for place in self.with(Meaning::Target) {
            let texts = self.texts(place);
            let dates = texts.iter().filter(|text| looks_like_date(text)).count();
            if self.with(Meaning::Deadline).is_empty() && dates > texts.len() / 2 {
                self.set(place, Meaning::Deadline);
            }
        }
    }

    /// Where no header names an action, what has a lead, a deadline or progress is one by another name.
    fn action_by_another_name(&mut self) {
        use Meaning::{
            Action, Deadline, Lead, Milestone, Objective, Other, OutcomeMeasure, Progress, Rating, Status, Target,
        };
        let has_fields =
            [Lead, Deadline, Progress, Rating, Status].iter().any(|meaning| !self.with(*meaning).is_empty());
        if !self.with(Action).is_empty() || !has_fields {
            return;
        }
        let names = [Milestone, Objective, Target, OutcomeMeasure];
        let known = names.iter().find_map(|meaning| self.with(*meaning).last().copied());
        let long = self.with(Other).into_iter().filter(|&place| self.mean(place) > 20);
        if let Some(place) = known.or_else(|| long.max_by_key(|&place| self.mean(place))) {
            self.set(place, Action);
        }
    }

    /// An outcome before the actions is what they are for.
    fn outcomes_before_actions(&mut self) {
        let (outcomes, actions) = (self.with(Meaning::OutcomeMeasure), self.with(Meaning::Action));
        if let ([outcome, ..], [action, ..]) = (&outcomes[..], &actions[..])
            && outcome < action
            && self.with(Meaning::Objective).is_empty()
        {
            self.set(*outcome, Meaning::Objective);
        }
    }
}

/// Whether a short text is about a time.
fn looks_like_date(text: &str) -> bool {
    use super::super::phrase::deadline::{self, Years};
    let found = deadline::read(text, Years::default()).value;
    text.len() < 40 && (found.deadline.is_some() || found.recurs.is_some())
}

/// Why a table with these columns is none of actions; nothing where it is one.
pub(super) fn why_not(columns: &[Column]) -> Option<String> {
    use Meaning::{
        Action, Completed, Deadline, Lead, Objective, OutcomeMeasure, Progress, Rating, Reference, Resources, Status,
    };
    let has = |meaning: Meaning| columns.iter().any(|column| column.header.meaning == meaning);
    if !has(Action) {
        return Some("no column says what is to be done".to_owned());
    }
    let beside = [Lead, Deadline, Progress, Rating, Status, Resources, OutcomeMeasure, Objective, Reference, Completed];
    (!beside.iter().any(|meaning| has(*meaning))).then(|| "no column says who does it or by when".to_owned())
}

/// A column of a table without a header, where somebody has said what it holds.
pub(super) fn by_number(place: usize, hints: &Hints) -> Column {
    column(&[String::new(), String::new(), String::new()], place, hints)
}
