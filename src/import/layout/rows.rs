//! What the rows of a table are: headers again, sections, actions, what goes on from the row above, progress.

use super::super::header::{Meaning, folded};
use super::super::story::{Grid, GridCell, Line, Row};
use super::columns::{self, Column, TableMap, Use};
use super::{ActionRow, Held, Hints, Layout, Level, Part, Spot, Text, has_words, signs};

/// Takes a table into the layout; `number` counts the tables of the document from 1.
pub(super) fn table(layout: &mut Layout, piece: usize, number: usize, grid: &Grid, hints: &Hints) {
    let width = columns::width(grid);
    let mut map = TableMap {
        piece,
        at: grid.at.clone(),
        name: grid.name.clone(),
        columns: Vec::new(),
        used: Use::Prose,
        rows: grid.rows.len(),
    };
    let wanted = hints.table.is_none_or(|wanted| wanted == number)
        && hints
            .sheet
            .as_ref()
            .is_none_or(|wanted| grid.name.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(wanted)));
    if !wanted {
        return leave(layout, map, grid, "another table or sheet was asked for");
    }
    if is_prose(grid) {
        prose(layout, piece, grid);
        layout.tables.push(map);
        return;
    }
    let header = columns::header(grid, width, hints);
    let before = layout.tables.iter().rev().find(|table| matches!(table.used, Use::Actions | Use::AsBefore));
    let (first, rows) = match (header, before) {
        (Some(header), _) if columns::why_not(&header.columns).is_none() => {
            map.used = Use::Actions;
            map.columns = header.columns;
            (header.first, header.rows)
        }
        (None, Some(before)) if before.columns.len() == width && width > 2 => {
            map.used = Use::AsBefore;
            map.columns.clone_from(&before.columns);
            (0, 0)
        }
        (Some(header), _) => {
            let why = columns::why_not(&header.columns).unwrap_or_default();
            map.columns = header.columns;
            return leave(layout, map, grid, &why);
        }
        (None, _) if !hints.map.is_empty() && hints.map.iter().any(|(words, _)| words.parse::<usize>().is_ok()) => {
            let numbered = (0..width).map(|place| columns::by_number(place, hints)).collect();
            map.used = Use::Actions;
            map.columns = numbered;
            (0, 0)
        }
        (None, _) => return leave(layout, map, grid, "no row of it is a header that names actions"),
    };
    let columns = map.columns.clone();
    layout.tables.push(map);
    for row in 0..first {
        title_row(layout, piece, row, &grid.rows[row]);
    }
    for row in first..first + rows {
        layout.headers.extend(spots(piece, row, &grid.rows[row]));
    }
    Reader { layout, piece, grid, columns, width, above: Vec::new(), actions: 0, section: None, hints }
        .rows(first + rows);
}

fn leave(layout: &mut Layout, mut map: TableMap, grid: &Grid, why: &str) {
    for (place, row) in grid.rows.iter().enumerate() {
        layout.left.extend(spots(map.piece, place, row).map(|spot| (spot, why.to_owned())));
    }
    map.used = Use::LeftOut(why.to_owned());
    layout.tables.push(map);
}

fn spots(piece: usize, row: usize, cells: &Row) -> impl Iterator<Item = Spot> {
    let own = cells.cells.iter().enumerate().filter(|(_, cell)| is_own(cell));
    own.map(move |(place, _)| Spot(piece, row, place)).collect::<Vec<_>>().into_iter()
}

fn is_own(cell: &GridCell) -> bool {
    !cell.continues && cell.lines.iter().any(|line| has_words(&line.text) || !line.text.trim().is_empty())
}

/// Whether no row of a table has more than one text.
fn is_prose(grid: &Grid) -> bool {
    grid.rows.iter().all(|row| row.cells.iter().filter(|cell| is_own(cell)).count() <= 1)
}

/// A table of single cells: one alone is a heading of what follows, more of them are prose.
fn prose(layout: &mut Layout, piece: usize, grid: &Grid) {
    let texts: Vec<_> = grid.rows.iter().enumerate().flat_map(|(row, cells)| texts(piece, row, cells)).collect();
    let is_alone = texts.len() == 1;
    for text in texts {
        let is_heading = is_alone && grid.name.is_none() && text.words().split_whitespace().count() <= 60;
        layout.parts.push(if is_heading { Part::Heading { text, level: Level::Unsaid } } else { Part::Prose(text) });
    }
}

fn texts(piece: usize, row: usize, cells: &Row) -> Vec<Text> {
    let own = cells.cells.iter().enumerate().filter(|(_, cell)| is_own(cell));
    own.map(|(place, cell)| text(Spot(piece, row, place), cell)).collect()
}

fn text(spot: Spot, cell: &GridCell) -> Text {
    Text { spot, at: cell.at.clone(), lines: cell.lines.clone(), colour: cell.colour }
}

/// A row above the header of a table.
fn title_row(layout: &mut Layout, piece: usize, row: usize, cells: &Row) {
    let found = texts(piece, row, cells);
    let is_alone = found.len() == 1;
    for text in found {
        let is_section = is_alone && signs::is_section(&text.words());
        layout.parts.push(if is_section { Part::Heading { text, level: Level::Row } } else { Part::Prose(text) });
    }
}

/// How a section row of a table looks.
#[derive(Clone, Copy, PartialEq)]
struct LooksLike {
    is_emphasised: bool,
    colour: Option<super::Colour>,
}

impl LooksLike {
    fn of(cell: &GridCell) -> Self {
        let mut lines = cell.lines.iter().filter(|line| has_words(&line.text));
        Self { is_emphasised: lines.all(|line| line.is_emphasised), colour: cell.colour }
    }
}

struct Reader<'a> {
    layout: &'a mut Layout,
    piece: usize,
    grid: &'a Grid,
    columns: Vec<Column>,
    width: usize,
    /// The last text of each column, which merged cells go on with.
    above: Vec<Option<Held>>,
    /// How many actions there were in this table.
    actions: usize,
    section: Option<LooksLike>,
    hints: &'a Hints,
}

/// What a row is.
enum RowKind {
    Header,
    Section(usize),
    Progress(usize),
    Prose(usize),
    Action,
    GoesOn,
}

impl Reader<'_> {
    fn rows(&mut self, from: usize) {
        self.above = vec![None; self.width];
        let mut row = from;
        while let Some(cells) = self.grid.rows.get(row) {
            row += 1;
            let own: Vec<_> = (0..cells.cells.len()).filter(|&place| is_own(&cells.cells[place])).collect();
            if own.is_empty() {
                continue;
            }
            let here = row - 1;
            match self.kind(here, cells, &own) {
                RowKind::Header => self.layout.headers.extend(spots(self.piece, here, cells)),
                RowKind::Section(place) => {
                    self.section.get_or_insert(LooksLike::of(&cells.cells[place]));
                    self.above = vec![None; self.width];
                    let text = text(Spot(self.piece, here, place), &cells.cells[place]);
                    self.layout.parts.push(Part::Heading { text, level: Level::Row });
                }
                RowKind::Progress(place) => {
                    self.layout.parts.push(Part::Progress(text(Spot(self.piece, here, place), &cells.cells[place])));
                }
                RowKind::Prose(place) => {
                    self.layout.parts.push(Part::Prose(text(Spot(self.piece, here, place), &cells.cells[place])));
                }
                RowKind::Action => {
                    self.actions += 1;
                    let cells = self.held(here, cells);
                    let at = self.grid.rows[here].at.clone();
                    self.layout.parts.push(Part::Row(ActionRow { at, table: self.piece, cells }));
                }
                RowKind::GoesOn => self.go_on(here, cells),
            }
        }
    }

    fn kind(&mut self, here: usize, cells: &Row, own: &[usize]) -> RowKind {
        if self.is_header(cells, own) {
            return RowKind::Header;
        }
        if let [only] = own {
            if let Some(kind) = self.single(here, &cells.cells[*only], *only) {
                return kind;
            }
        }
        if self.goes_on(cells, own) { RowKind::GoesOn } else { RowKind::Action }
    }

    fn meaning(&self, cell: &GridCell) -> Meaning {
        self.columns.get(cell.column).map_or(Meaning::Other, |column| column.header.meaning)
    }

    /// Whether a row is the header again; one with other columns takes their place.
    fn is_header(&mut self, cells: &Row, own: &[usize]) -> bool {
        if own.len() < 2 {
            return false;
        }
        let same = |place: &&usize| {
            let cell = &cells.cells[**place];
            let header = self.columns.get(cell.column).map(|column| folded(&column.header.words)).unwrap_or_default();
            let words = folded(&cell.text());
            !words.is_empty()
                && (header == words
                    || header.starts_with(&format!("{words} "))
                    || header.ends_with(&format!(" {words}")))
        };
        let same = own.iter().filter(same).count();
        if same * 10 >= own.len() * 6 {
            return true;
        }
        let is_short = own.iter().all(|&place| cells.cells[place].text().split_whitespace().count() <= 8);
        if !is_short
            || own.len() * 2 < self.columns.len()
            || columns::score(cells, self.hints) * 10 < own.len() * 7
            || own.len() < 3
        {
            return false;
        }
        let alone = Grid { rows: vec![cells.clone()], ..Grid::default() };
        let found = columns::header(&alone, self.width, self.hints).map(|header| header.columns);
        match found.filter(|columns| columns::why_not(columns).is_none()) {
            Some(columns) => {
                self.columns = columns;
                true
            }
            None => false,
        }
    }

    /// What a row with one text is, where its place does not leave that to the columns.
    fn single(&self, here: usize, cell: &GridCell, place: usize) -> Option<RowKind> {
        let meaning = self.meaning(cell);
        let words = cell.text();
        let is_wide = cell.columns * 2 > self.width || cell.columns > 2;
        let is_first = cell.column == 0 && (self.width > 2 || meaning == Meaning::Reference);
        let is_looking_like_section = self.section == Some(LooksLike::of(cell))
            && self.section.is_some_and(|look| look.is_emphasised || look.colour.is_some());
        if !is_wide && !is_first {
            return None;
        }
        if !is_wide && matches!(meaning, Meaning::Theme | Meaning::Objective) && signs::numbered(&words).word.is_none()
        {
            return None;
        }
        if !is_wide && meaning == Meaning::Action {
            let is_strong = cell.lines.iter().filter(|line| has_words(&line.text)).all(|line| line.is_emphasised);
            return (signs::numbered(&words).word.is_some()
                || is_looking_like_section
                || is_strong && signs::is_title(&words))
            .then_some(RowKind::Section(place));
        }
        if signs::is_target(&words) {
            return Some(RowKind::Prose(place));
        }
        if let Some((label, _)) = signs::label(&words)
            && matches!(
                label.as_str(),
                "aim"
                    | "how"
                    | "plan lead"
                    | "lead"
                    | "theme lead"
                    | "outcome"
                    | "target"
                    | "lead officer"
                    | "lead agency"
            )
        {
            return Some(RowKind::Prose(place));
        }
        if signs::is_progress(&words) && self.follows_action() {
            return Some(RowKind::Progress(place));
        }
        if self.is_section(here, cell, &words) {
            return Some(RowKind::Section(place));
        }
        Some(if self.follows_action() { RowKind::Progress(place) } else { RowKind::Prose(place) })
    }

    /// Whether the last thing in this table was an action or what is said about one.
    fn follows_action(&self) -> bool {
        match self.layout.parts.last() {
            Some(Part::Row(row)) => row.table == self.piece,
            Some(Part::Progress(text)) => text.spot.0 == self.piece,
            Some(Part::Heading { .. } | Part::Prose(_)) | None => false,
        }
    }

    fn is_section(&self, here: usize, cell: &GridCell, words: &str) -> bool {
        let found = signs::numbered(words);
        if found.word.is_some()
            || found.number.as_deref().is_some_and(|number| number.contains('.')) && !found.title.is_empty()
        {
            return true;
        }
        if !self.follows_action() {
            // After the title of a section comes its text; before the first action, a section.
            let is_text = matches!(self.layout.parts.last(), Some(Part::Heading { text, .. }) if text.spot.0 == self.piece)
                && words.split_whitespace().count() > 14;
            return !is_text;
        }
        let Some(next) = self.grid.rows.iter().skip(here + 1).find(|row| row.cells.iter().any(is_own)) else {
            return false;
        };
        if let (Some(before), Some(after)) = (self.last_number(), self.number_of(next)) {
            return parent(&before) != parent(&after)
                && (signs::is_title(words) || self.section == Some(LooksLike::of(cell)) || words.len() < 120);
        }
        let look = LooksLike::of(cell);
        match self.section {
            Some(section) if section == look => signs::is_title(words) || look.colour.is_some(),
            Some(_) => found.number.is_some() && signs::is_title(words),
            None => {
                found.number.is_some() && !found.title.is_empty()
                    || signs::is_title(words) && words.split_whitespace().count() <= 6
            }
        }
    }

    fn last_number(&self) -> Option<String> {
        let row = self.layout.parts.iter().rev().find_map(|part| match part {
            Part::Row(row) if row.table == self.piece => Some(row),
            Part::Row(_) | Part::Heading { .. } | Part::Prose(_) | Part::Progress(_) => None,
        })?;
        Some(row.cell(Meaning::Reference)?.words())
    }

    fn number_of(&self, row: &Row) -> Option<String> {
        let cell = row.cells.iter().find(|cell| is_own(cell) && self.meaning(cell) == Meaning::Reference)?;
        Some(cell.text())
    }

    /// Whether a row is the lower part of the one above it, parted by the end of a page or merged cells.
    fn goes_on(&self, cells: &Row, own: &[usize]) -> bool {
        if !self.follows_action() {
            return false;
        }
        let of = |meaning: Meaning| {
            own.iter()
                .map(|&place| &cells.cells[place])
                .find(|cell| self.meaning(cell) == meaning && has_words(&cell.text()))
        };
        let has_refs = self.last_number().is_some();
        if of(Meaning::Reference).is_some() || of(Meaning::Objective).is_some() || of(Meaning::Theme).is_some() {
            return false;
        }
        let Some(action) = of(Meaning::Action) else { return true };
        let text = action.text();
        let starts_small =
            text.trim_start().starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')' | '('));
        let is_item = action.lines.iter().find(|line| has_words(&line.text)).is_some_and(|line| line.is_item);
        let before = self.last_action_text();
        let is_open = before.as_deref().is_some_and(|text| !text.trim_end().ends_with(['.', '!', '?', ';', ':']));
        let has_own = of(Meaning::Lead).is_some() && of(Meaning::Deadline).is_some();
        if starts_small && is_open && !is_item {
            return has_refs || !has_own;
        }
        false
    }

    fn last_action_text(&self) -> Option<String> {
        self.layout.parts.iter().rev().find_map(|part| match part {
            Part::Row(row) => Some(row.cell(Meaning::Action).map(Held::words).unwrap_or_default()),
            Part::Progress(_) | Part::Heading { .. } | Part::Prose(_) => None,
        })
    }

    /// The cells of a row with what they hold; those that are merged with the row above have its text.
    fn held(&mut self, here: usize, cells: &Row) -> Vec<Held> {
        let mut held = Vec::new();
        for (place, cell) in cells.cells.iter().enumerate() {
            let Some(column) = self.columns.get(cell.column) else { continue };
            let own = Held {
                spots: vec![Spot(self.piece, here, place)],
                at: cell.at.clone(),
                meaning: column.header.meaning,
                header: column.header.words.clone(),
                day: column.header.day,
                lines: cell.lines.clone(),
                native: cell.native,
                colour: cell.colour,
                is_merged: false,
            };
            if cell.continues {
                if let Some(Some(above)) = self.above.get(cell.column) {
                    held.push(Held { spots: Vec::new(), is_merged: true, ..above.clone() });
                }
                continue;
            }
            if let Some(slot) = self.above.get_mut(cell.column) {
                *slot = Some(own.clone());
            }
            if is_own(cell) || cell.colour.is_some() {
                held.push(own);
            }
        }
        held
    }

    /// Joins a row to the action before it.
    fn go_on(&mut self, here: usize, cells: &Row) {
        let more: Vec<_> = self.held(here, cells).into_iter().filter(|cell| !cell.is_merged).collect();
        let is_split = cells.cells.iter().all(|cell| !cell.continues);
        let row = self.layout.parts.iter_mut().rev().find_map(|part| match part {
            Part::Row(row) => Some(row),
            Part::Heading { .. } | Part::Prose(_) | Part::Progress(_) => None,
        });
        let Some(row) = row else { return };
        for cell in more {
            let same = row
                .cells
                .iter_mut()
                .find(|held| held.meaning == cell.meaning && held.header == cell.header && !held.is_empty());
            match same {
                Some(held) => join(held, cell, is_split),
                None => row.cells.push(cell),
            }
        }
    }
}

/// Puts the text of a cell after that of the one above it: where a page parted them, on the same line.
fn join(held: &mut Held, cell: Held, is_split: bool) {
    let mut lines = cell.lines.into_iter().filter(|line| has_words(&line.text) || !line.text.trim().is_empty());
    held.spots.extend(cell.spots);
    held.is_merged = false;
    held.native = None;
    held.colour = held.colour.or(cell.colour);
    while held.lines.last().is_some_and(|line| line.text.trim().is_empty()) {
        held.lines.pop();
    }
    if is_split
        && let Some(last) = held.lines.last_mut()
        && let Some(first) = lines.next()
    {
        if first.is_item {
            held.lines.push(first);
        } else {
            last.text = format!("{} {}", last.text.trim_end(), first.text.trim_start());
        }
    }
    held.lines.extend(lines.collect::<Vec<Line>>());
}

/// The number without its last part.
fn parent(number: &str) -> String {
    let token =
        number.split_whitespace().rev().find(|token| token.chars().any(|c| c.is_ascii_digit())).unwrap_or(number);
    token.trim_end_matches('.').rsplit_once('.').map_or_else(String::new, |(parent, _)| parent.to_owned())
}
