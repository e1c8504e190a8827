//! Which columns a table has: its header rows, and what each column holds.

use super::super::header::{self, Heading, Meaning};
use super::super::story::{Grid, Row};
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

/// A header: its first row and how many rows it has, and the columns.
pub(super) struct Header {
    pub first: usize,
    pub rows: usize,
    pub columns: Vec<Column>,
}

/// So many rows may stand above a header.
const ABOVE: usize = 30;

/// How many columns a table has.
pub(super) fn width(grid: &Grid) -> usize {
    let ends = grid.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.is_empty() || cell.continues);
    ends.map(|cell| cell.column + cell.columns.max(1)).max().unwrap_or(0)
}

/// The header of a table, where it has one that names actions or at least two other things.
pub(super) fn header(grid: &Grid, width: usize, hints: &Hints) -> Option<Header> {
    let rows = grid.rows.iter().take(ABOVE).enumerate();
    let scored: Vec<_> = rows.map(|(place, row)| (place, score(row, hints))).filter(|(_, score)| *score >= 2).collect();
    let best = scored.iter().map(|(_, score)| *score).max()?;
    let (first, _) = *scored.iter().find(|(_, score)| *score * 4 >= best * 3)?;
    Some(with_second(grid, first, width, hints))
}

/// How many different things the cells of a row name as a header does; 0 where too little of the row is a header.
pub(super) fn score(row: &Row, hints: &Hints) -> usize {
    let texts: Vec<_> = row
        .cells
        .iter()
        .filter(|cell| !cell.continues)
        .map(super::super::story::GridCell::text)
        .filter(|text| has_words(text) || text.trim() == "#")
        .collect();
    let is_short =
        |text: &&String| text.split_whitespace().count() <= 14 && !text.trim_end().ends_with('.') || text.len() < 8;
    let told = |text: &str| hints.map.iter().any(|(words, _)| header::folded(words) == header::folded(text));
    let named: Vec<_> = texts.iter().filter(is_short).filter(|text| header::is_plain(text) || told(text)).collect();
    let mut meanings: Vec<_> = named.iter().map(|text| header::read(text).meaning).collect();
    meanings.sort_unstable();
    meanings.dedup();
    if named.len() * 2 < texts.len() || texts.len() < 2 { 0 } else { meanings.len() + usize::from(row.is_header) }
}

/// The columns by a header row, and the one below it where cells of the first are merged over several of the second.
fn with_second(grid: &Grid, first: usize, width: usize, hints: &Hints) -> Header {
    let top = &grid.rows[first];
    let below = grid.rows.get(first + 1).filter(|below| is_second(top, below));
    let is_above = |above: &&Row| {
        let own = above.cells.iter().filter(|cell| !cell.is_empty());
        own.clone().count() >= 2 && own.clone().any(|cell| cell.columns > 1) && is_second(above, top)
    };
    let above =
        first.checked_sub(1).and_then(|place| grid.rows.get(place)).filter(|_| below.is_none()).filter(is_above);
    let columns = (0..width)
        .map(|column| {
            let text = |row: Option<&Row>| {
                row.and_then(|row| row.cell(column)).map(super::super::story::GridCell::text).unwrap_or_default()
            };
            let parts = [text(above), text(Some(top)), text(below)];
            self::column(&parts, column, hints)
        })
        .collect();
    Header {
        first: first - usize::from(above.is_some()),
        rows: 1 + usize::from(above.is_some()) + usize::from(below.is_some()),
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
    let under =
        |column: usize| is_under_merged(column) || top.cell(column).is_none_or(super::super::story::GridCell::is_empty);
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
        name.parse() == Ok(place + 1) || header::folded(name) == header::folded(&read.words) && !read.words.is_empty()
    });
    let meaning = told.map_or(read.meaning, |(_, meaning)| *meaning);
    Column { header: Heading { meaning, ..read }, is_told: told.is_some() }
}

/// The columns once each is seen beside the others and what stands in it.
fn settled(mut columns: Vec<Column>, grid: &Grid, header: usize) -> Vec<Column> {
    use Meaning::{
        Action, Deadline, Lead, Milestone, Objective, Other, OutcomeMeasure, Progress, Rating, Support, Target, Theme,
    };
    let with = |columns: &[Column], meaning: Meaning| -> Vec<usize> {
        (0..columns.len()).filter(|&place| columns[place].header.meaning == meaning).collect()
    };
    let set = |columns: &mut Vec<Column>, place: usize, meaning: Meaning| {
        if !columns[place].is_told {
            columns[place].header.meaning = meaning;
        }
    };
    let texts = |column: usize| -> Vec<String> {
        let rows = grid.rows.iter().skip(header + 1).filter_map(|row| row.cell(column));
        rows.filter(|cell| !cell.continues && !cell.is_empty()).map(super::super::story::GridCell::text).collect()
    };
    let mean = |column: usize| {
        let texts = texts(column);
        texts.iter().map(String::len).sum::<usize>() / texts.len().max(1)
    };
    for place in with(&columns, Theme) {
        let is_level = |text: &String| {
            matches!(header::folded(text).as_str(), "high" | "medium" | "low" | "h" | "m" | "l" | "1" | "2" | "3")
        };
        if texts(place).iter().all(is_level) {
            set(&mut columns, place, Other);
        }
    }
    // The same column of a merged header stands twice.
    let doubles: Vec<_> = (1..columns.len())
        .filter(|&place| {
            columns[place].header.words == columns[place - 1].header.words && !columns[place].header.words.is_empty()
        })
        .collect();
    if let [what, how, ..] = with(&columns, Action)[..]
        && !doubles.contains(&how)
    {
        let is_how = header::folded(&columns[how].header.words).starts_with("how");
        let is_what = header::folded(&columns[what].header.words) == "what";
        if with(&columns, Objective).is_empty() && (is_how || mean(what) * 2 < mean(how)) || is_what && is_how {
            set(&mut columns, what, Objective);
        } else {
            set(&mut columns, how, if mean(how) > 2 * mean(what) { Milestone } else { Other });
        }
    }
    if let [aim, _, ..] = with(&columns, Objective)[..]
        && with(&columns, Theme).is_empty()
    {
        set(&mut columns, aim, Theme);
    }
    for (single, otherwise) in
        [(Lead, Support), (Deadline, Other), (Meaning::Reference, Other), (Theme, Other), (Objective, Other)]
    {
        for place in with(&columns, single).into_iter().skip(1) {
            if columns[place].header.words != columns[place - 1].header.words {
                set(&mut columns, place, otherwise);
            }
        }
    }
    for place in with(&columns, Target) {
        let texts = texts(place);
        let dates = texts.iter().filter(|text| looks_like_date(text)).count();
        if with(&columns, Deadline).is_empty() && dates * 2 > texts.len() {
            set(&mut columns, place, Deadline);
        }
    }
    let has_fields =
        [Lead, Deadline, Progress, Rating, Meaning::Status].iter().any(|meaning| !with(&columns, *meaning).is_empty());
    if with(&columns, Action).is_empty() && has_fields {
        let named = [Milestone, Objective, Target, OutcomeMeasure]
            .iter()
            .find_map(|meaning| with(&columns, *meaning).last().copied());
        let unknown =
            || with(&columns, Other).into_iter().filter(|&place| mean(place) > 20).max_by_key(|&place| mean(place));
        if let Some(place) = named.or_else(unknown) {
            set(&mut columns, place, Action);
        }
    }
    if let ([outcome, ..], [action, ..], []) =
        (&with(&columns, OutcomeMeasure)[..], &with(&columns, Action)[..], &with(&columns, Objective)[..])
        && outcome < action
        && with(&columns, OutcomeMeasure).len() + with(&columns, Target).len() > 1
    {
        set(&mut columns, *outcome, Objective);
    } else if let ([outcome], [action, ..], []) =
        (&with(&columns, OutcomeMeasure)[..], &with(&columns, Action)[..], &with(&columns, Objective)[..])
        && outcome < action
    {
        set(&mut columns, *outcome, Objective);
    }
    columns
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
