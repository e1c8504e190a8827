//! Which rows of a table are headers again, sections, progress, or the lower part of the row above.

use super::super::header::{Meaning, folded};
use super::super::story::{Grid, GridCell, Row, nth};
use super::columns::is_share;
use super::rows::{LooksLike, Own, Reader, RowKind, is_own};
use super::{Held, Part, columns, has_words, signs};

impl<'a> Reader<'a> {
    pub(super) fn kind(&mut self, here: usize, cells: &Row, own: &[Own<'a>]) -> RowKind<'a> {
        if self.is_header(cells, own) {
            return RowKind::Header;
        }
        if let [only] = own
            && let Some(kind) = self.single(here, *only)
        {
            return kind;
        }
        if self.goes_on(own) { RowKind::GoesOn } else { RowKind::Action }
    }

    fn meaning(&self, cell: &GridCell) -> Meaning {
        self.columns.get(cell.column).map_or(Meaning::Other, |column| column.header.meaning)
    }

    /// Whether a row is the header again; one with other columns takes their place.
    fn is_header(&mut self, cells: &Row, own: &[Own<'_>]) -> bool {
        if own.len() < 2 {
            return false;
        }
        let same = |Own { cell, .. }: &&Own<'_>| {
            let header = self.columns.get(cell.column).map(|column| folded(&column.header.words)).unwrap_or_default();
            let words = folded(&cell.text());
            !words.is_empty()
                && (header == words
                    || header.starts_with(&format!("{words} "))
                    || header.ends_with(&format!(" {words}")))
        };
        let same = own.iter().filter(same).count();
        if is_share(same, (6, 10), own.len()) {
            return true;
        }
        let is_short = own.iter().all(|own| own.cell.text().split_whitespace().count() <= 8);
        if !is_short
            || !is_share(own.len(), (1, 2), self.columns.len())
            || !is_share(columns::score(cells, self.hints), (7, 10), own.len())
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
    fn single(&self, here: usize, only: Own<'a>) -> Option<RowKind<'a>> {
        let cell = only.cell;
        let meaning = self.meaning(cell);
        let words = cell.text();
        let is_wide = cell.columns > self.width / 2 || cell.columns > 2;
        let is_first = cell.column == 0 && (self.width > 2 || meaning == Meaning::Reference);
        let is_looking_like_section = self.section == Some(LooksLike::of(cell))
            && self.section.is_some_and(|look| look.is_emphasised || look.colour.is_some());
        if meaning == Meaning::Action && self.follows_action() && self.tells_of_last(&words) {
            return Some(RowKind::Progress(only));
        }
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
            .then_some(RowKind::Section(only));
        }
        if signs::is_target(&words) {
            return Some(RowKind::Prose(only));
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
            return Some(RowKind::Prose(only));
        }
        if signs::is_progress(&words) && self.follows_action() {
            return Some(RowKind::Progress(only));
        }
        if self.is_section(here, cell, &words) {
            return Some(RowKind::Section(only));
        }
        Some(if self.follows_action() { RowKind::Progress(only) } else { RowKind::Prose(only) })
    }

    /// Whether a text in the column of the actions, with nothing beside it, is about the action above: `Update: …`.
    fn tells_of_last(&self, words: &str) -> bool {
        let is_labelled = signs::label(words).is_some_and(|(label, _)| signs::is_progress(&label));
        signs::is_progress(words) && (is_labelled || self.last_number().is_some())
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
        let Some(next) = self.grid.rows.iter().skip(nth(here)).find(|row| row.cells.iter().any(is_own)) else {
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
    fn goes_on(&self, own: &[Own<'_>]) -> bool {
        if !self.follows_action() {
            return false;
        }
        let of = |meaning: Meaning| {
            own.iter().map(|own| own.cell).find(|cell| self.meaning(cell) == meaning && has_words(&cell.text()))
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
}

/// The number without its last part.
fn parent(number: &str) -> String {
    let token =
        number.split_whitespace().rev().find(|token| token.chars().any(|c| c.is_ascii_digit())).unwrap_or(number);
    token.trim_end_matches('.').rsplit_once('.').map_or_else(String::new, |(parent, _)| parent.to_owned())
}
