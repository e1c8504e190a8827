//! CSV: tables with commas, semicolons or tabs between the cells, as spreadsheets and other systems write them.
//!
//! What people have done to such files by hand is borne: rows of any length, marks of quotation that do not close.

use std::collections::HashMap;

use super::line::without_bullet;
use super::piece::after_start;
use super::story::nth;
use super::{Grid, GridCell, Line, Piece, ReadError, Row, Story, decode};

/// The largest file that is read: 100 MB.
const LARGEST: usize = 100 << 20;
/// The most cells that are read, the empty ones too.
const MOST_CELLS: usize = 2_000_000;
/// What may stand between cells; the first of those that divide a file equally well.
const MARKS: [char; 4] = [',', ';', '\t', '|'];

/// What a table with a mark between its cells holds.
///
/// # Errors
///
/// When it is too large, or there is nothing in it.
pub fn read(bytes: &[u8]) -> Result<Story, ReadError> {
    if bytes.len() > LARGEST {
        return Err(ReadError::too_large("more than 100 MB"));
    }
    let text = decode(bytes);
    let (mark, text) = named_mark(&text).unwrap_or_else(|| (likely_mark(&text), &text));
    let mut left_out = Vec::new();
    let records = match records(text, mark, MOST_CELLS) {
        Ok(records) => records,
        Err(Unread::TooMany) => return Err(ReadError::too_large("more than two million cells")),
        Err(Unread::Open(line)) => {
            left_out.push(format!(
                "a mark of quotation is never closed (the last one opens on line {line}); all such marks were read as \
                 they stand"
            ));
            by_lines(text, mark)?
        }
    };
    let rows = trimmed(records);
    left_out.extend(uneven(&rows));
    if rows.is_empty() {
        return Err(ReadError::Empty);
    }
    let rows = rows.into_iter().map(|(number, cells)| row(number, cells)).collect();
    Ok(Story { pieces: vec![Piece::Table(Grid { at: "table 1".to_owned(), name: None, rows })], left_out })
}

/// Whether a text is a table with a mark between its cells, and not one that happens to have commas in it: each of its
/// first rows has as many cells as the others.
pub(super) fn is_table(text: &str) -> bool {
    let mark = likely_mark(text);
    let Some(counts) = counts(text, mark) else { return false };
    let rows = counts.values().sum::<usize>();
    mark != '\t' && rows >= 2 && counts.len() == 1 && counts.keys().all(|cells| *cells >= 3)
}

/// Why the records of a text could not be told apart.
enum Unread {
    TooMany,
    /// A quotation does not end; it opens on this line.
    Open(usize),
}

/// `sep=;` on the first line, which Excel writes and understands.
fn named_mark(text: &str) -> Option<(char, &str)> {
    let rest = after_start(text, "sep=")?;
    let mark = rest.chars().next().filter(|mark| MARKS.contains(mark))?;
    let rest = rest.get(mark.len_utf8()..).unwrap_or_default();
    rest.starts_with(['\r', '\n']).then(|| (mark, rest.trim_start_matches('\r').trim_start_matches('\n')))
}

/// The mark that divides the most of the first rows into equally many cells.
fn likely_mark(text: &str) -> char {
    let score = |mark: char| {
        let counts = counts(text, mark).unwrap_or_default();
        let (cells, rows) =
            counts.into_iter().filter(|(cells, _)| *cells > 1).max_by_key(|(cells, rows)| (*rows, *cells))?;
        Some(cells.min(20).saturating_mul(rows))
    };
    let best = MARKS.into_iter().rev().max_by_key(|mark| score(*mark));
    best.filter(|mark| score(*mark).is_some()).unwrap_or(',')
}

/// How many of the first rows have how many cells.
fn counts(text: &str, mark: char) -> Option<HashMap<usize, usize>> {
    /// As much as is looked at, in bytes.
    const START: usize = 50_000;
    let start = text.get(..text.floor_char_boundary(START))?;
    let is_whole = start.len() == text.len();
    let mut records = records(start, mark, MOST_CELLS).or_else(|_| by_lines(start, mark)).ok()?;
    if !is_whole && records.len() > 1 {
        records.pop();
    }
    Some(by_width(records.iter().map(Vec::as_slice).filter(|cells| is_filled(cells))))
}

/// How many records have how many cells.
fn by_width<'a>(records: impl Iterator<Item = &'a [String]>) -> HashMap<usize, usize> {
    let mut counts = HashMap::new();
    for cells in records {
        let count: &mut usize = counts.entry(cells.len()).or_default();
        *count = count.saturating_add(1);
    }
    counts
}

fn is_filled(cells: &[String]) -> bool {
    cells.iter().any(|cell| !cell.trim().is_empty())
}

/// The records of a text, each a list of cells (RFC 4180); a mark of quotation within a cell without one stays.
fn records(text: &str, mark: char, most: usize) -> Result<Vec<Vec<String>>, Unread> {
    let mut records = vec![vec![String::new()]];
    let (mut cells, mut line, mut opened) = (1_usize, 1_usize, None);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        line = line.saturating_add(usize::from(letter == '\n'));
        let is_end = letter == '\n' || letter == '\r' || letter == mark;
        if opened.is_none() && is_end {
            cells = cells.saturating_add(1);
            if cells > most {
                return Err(Unread::TooMany);
            }
        }
        let Some(record) = records.last_mut() else { break };
        let is_blank = record.last().is_none_or(|cell| cell.trim().is_empty());
        match letter {
            '"' if opened.is_some() => {
                if letters.next_if_eq(&'"').is_some() {
                    push(record, '"');
                } else {
                    opened = None;
                }
            }
            '"' if is_blank => {
                record.last_mut().into_iter().for_each(String::clear);
                opened = Some(line);
            }
            letter if letter == mark && opened.is_none() => record.push(String::new()),
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' if opened.is_none() => records.push(vec![String::new()]),
            letter => push(record, letter),
        }
    }
    opened.map_or(Ok(records), |line| Err(Unread::Open(line)))
}

fn push(record: &mut [String], letter: char) {
    if let Some(cell) = record.last_mut() {
        cell.push(letter);
    }
}

/// The records of a text in which marks of quotation mean nothing: each line is one.
fn by_lines(text: &str, mark: char) -> Result<Vec<Vec<String>>, ReadError> {
    if text.matches([mark, '\n', '\r']).count() >= MOST_CELLS {
        return Err(ReadError::too_large("more than two million cells"));
    }
    Ok(text.lines().map(|line| line.split(mark).map(str::to_owned).collect()).collect())
}

/// The records with their numbers, counted from 1, without the empty ones at both ends and the cells that are empty in
/// all of them at their ends.
fn trimmed(records: Vec<Vec<String>>) -> Vec<(usize, Vec<String>)> {
    let width = |cells: &Vec<String>| cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, nth);
    let widest = records.iter().map(width).max().unwrap_or_default();
    let first = records.iter().position(|cells| is_filled(cells)).unwrap_or(records.len());
    let end = records.iter().rposition(|cells| is_filled(cells)).map_or(0, nth);
    let cut = |(number, mut cells): (usize, Vec<String>)| {
        cells.truncate(widest);
        (number, cells)
    };
    (1..).zip(records).take(end).skip(first).map(cut).collect()
}

/// Says which rows have fewer or more cells than most.
fn uneven(rows: &[(usize, Vec<String>)]) -> Option<String> {
    /// How many rows are named.
    const MOST: usize = 20;
    let filled = || rows.iter().filter(|(_, cells)| is_filled(cells));
    let counts = by_width(filled().map(|(_, cells)| cells.as_slice()));
    let (usual, _) = counts.into_iter().max_by_key(|(cells, rows)| (*rows, *cells))?;
    let odd: Vec<_> =
        filled().filter(|(_, cells)| cells.len() != usual).map(|(number, _)| number.to_string()).collect();
    let more = if odd.len() > MOST { " …" } else { "" };
    let named = odd.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
    (!odd.is_empty())
        .then(|| format!("most rows have {usual} cells, but not these, which were read as they stand: {named}{more}"))
}

fn row(number: usize, cells: Vec<String>) -> Row {
    let at = format!("row {number}");
    let cell = |(column, text): (usize, String)| GridCell {
        at: format!("{at}, column {}", nth(column)),
        column,
        columns: 1,
        lines: lines(&text),
        ..GridCell::default()
    };
    let cells = cells.into_iter().enumerate().map(cell).collect();
    Row { at, is_header: false, cells }
}

fn lines(text: &str) -> Vec<Line> {
    let text = text.trim_end();
    let line = |line: &str| {
        let (text, is_item) = without_bullet(line.trim());
        Line { text: text.to_owned(), is_item, ..Line::default() }
    };
    if text.is_empty() { Vec::new() } else { text.split(['\n', '\r', '\u{b}', '\u{2028}']).map(line).collect() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{GridCell, Piece, ReadError, Story, is_table, read};

    fn texts(story: &Story) -> Vec<Vec<String>> {
        let Some(Piece::Table(grid)) = story.pieces.first() else { panic!("a table") };
        grid.rows.iter().map(|row| row.cells.iter().map(GridCell::text).collect()).collect()
    }

    #[test]
    fn any_usual_mark_divides_the_cells() {
        let wanted = [["Ref", "Action", "Lead"], ["1.1", "Train staff, then review; yearly", "Chair"]];
        for text in [
            "Ref,Action,Lead\r\n1.1,\"Train staff, then review; yearly\",Chair\r\n",
            "Ref;Action;Lead\n1.1;\"Train staff, then review; yearly\";Chair",
            "Ref\tAction\tLead\r1.1\tTrain staff, then review; yearly\tChair\r",
            "Ref|Action|Lead\n1.1|Train staff, then review; yearly|Chair\n",
            "sep=;\r\nRef;Action;Lead\r\n1.1;\"Train staff, then review; yearly\";Chair\r\n",
        ] {
            assert_eq!(texts(&read(text.as_bytes()).expect("a table")), wanted, "{text}");
        }
    }

    #[test]
    fn every_encoding_of_spreadsheets_is_read() {
        let text = "Lead,Cost,Note\nChair’s,£2K,–\n";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for bytes in [
            text.as_bytes(),
            &marked,
            &[b"\xFF\xFE", wide.as_slice()].concat(),
            b"Lead,Cost,Note\nChair\x92s,\xA32K,\x96\n",
        ] {
            assert_eq!(texts(&read(bytes).expect("a table"))[1], ["Chair’s", "£2K", "–"]);
        }
    }

    #[test]
    fn a_cell_may_have_lines_bullets_and_quotations() {
        let story = read(
            "Action,Update\n\"· Train staff\n· Review \"\"Safe\"\"\n\",\"say \"\"done\"\"\"\nA 6\" sign,-\n".as_bytes(),
        );
        let story = story.expect("a table");
        let Some(Piece::Table(grid)) = story.pieces.first() else { panic!("a table") };
        let told: Vec<_> = grid.rows[1].cells[0].lines.iter().map(|line| (line.text.as_str(), line.is_item)).collect();
        assert_eq!(told, [("Train staff", true), ("Review \"Safe\"", true)]);
        assert_eq!(texts(&story)[1][1], "say \"done\"");
        assert_eq!(texts(&story)[2][0], "A 6\" sign");
        assert_eq!(grid.rows[2].cells[1].at, "row 3, column 2");
        assert!(story.left_out.is_empty());
    }

    #[test]
    fn rows_of_other_lengths_are_kept_and_said() {
        let story =
            read(b",,\nPlan,,,,,\n,,\nRef,Action,Lead,,\n1,Train,Chair,,\n2,Review\n3,Report,Chair,extra\n,,,\n")
                .expect("a table");
        assert_eq!(texts(&story).len(), 6);
        assert_eq!(texts(&story)[4], ["2", "Review"]);
        assert_eq!(texts(&story)[5], ["3", "Report", "Chair", "extra"]);
        assert_eq!(story.left_out, ["most rows have 4 cells, but not these, which were read as they stand: 6"]);
    }

    #[test]
    fn a_quotation_that_does_not_end_hides_nothing() {
        let story = read(b"Ref,Action,Lead\n1,\"Train,Chair\n2,Review,Chair\n").expect("a table");
        assert_eq!(texts(&story)[1..], [["1", "\"Train", "Chair"], ["2", "Review", "Chair"]]);
        assert_eq!(story.left_out.len(), 1);
        assert_eq!(read(b" \r\n,,\n"), Err(ReadError::Empty));
        assert_eq!(read(b""), Err(ReadError::Empty));
    }

    #[test]
    fn prose_with_commas_is_no_table() {
        assert!(is_table("Ref,Action,Lead\n1,Train,Chair\n2,\"Review, yearly\",Chair\n"));
        for prose in ["Train staff, review, report.\nThen rest.\n", "One, two, three", "", "a\tb\tc\nd\te\tf\n"] {
            assert!(!is_table(prose), "{prose}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_table_or_empty(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            assert!(matches!(read(&bytes), Ok(_) | Err(ReadError::Empty)));
        }

        #[test]
        fn no_word_is_lost(text in "[a-z\",;|\\t\\n\\r ]{0,80}") {
            let words = |text: &str| {
                let mut letters: Vec<char> = text.chars().filter(char::is_ascii_lowercase).collect();
                letters.sort_unstable();
                letters
            };
            let read = read(text.as_bytes()).map(|story| texts(&story).concat().concat()).unwrap_or_default();
            // The bullet that some type, an `o` with a blank after it, is no word.
            if !text.contains('o') {
                assert_eq!(words(&read), words(&text));
            }
        }
    }
}
