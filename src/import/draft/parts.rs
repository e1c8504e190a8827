//! Themes and objectives as headings, section rows and columns open them.

use super::super::header::{Meaning, folded};
use super::super::layout::{self, ActionRow, Layout, Level, Numbered, Spot, Text};
use super::super::ledger::PartOf;
use super::super::piece::around;
use super::super::story::nth;
use super::place::{at, at_mut};
use super::structure::{Described, Node};
use super::{Builder, words};
use crate::model::{Objective, Reference, Theme, stated};

impl Builder {
    /// A heading opens a theme or an objective where actions stand under it.
    pub(super) fn heading(&mut self, layout: &Layout, place: usize, text: &Text, level: Level) {
        let words = words::prose(&text.lines);
        self.structure.untitled = None;
        self.structure.about = None;
        self.structure.aside = None;
        if self.front.title.as_ref().is_some_and(|title| title.spot == text.spot) {
            return;
        }
        if self.structure.title.as_deref() == Some(folded(&words).as_str()) {
            return self.ledger.keep(&[text.spot], PartOf::Plan, "title");
        }
        let Some(own) = self.structure.holding.get(&place).copied() else {
            // A row of a table that nothing stands under may tell of the action above it.
            if level == Level::Row && !self.last.is_empty() && layout::numbered(&words).number.is_none() {
                return self.progress(text);
            }
            if self.front.partnership.as_ref().is_some_and(|front| front.spot == text.spot) {
                return;
            }
            self.structure.aside = Some(self.structure.described.len());
            self.structure.described.push(Described { title: text.clone(), said: Vec::new() });
            return;
        };
        let _ = layout;
        self.structure.column = None;
        self.last.clear();
        while self.structure.open.last().is_some_and(|(strength, _)| *strength >= own) {
            self.structure.open.pop();
        }
        let found = layout::numbered(words::without_continued(&words));
        let node = self.open(&found, text);
        self.structure.open.push((own, node));
        self.structure.about = Some(node);
    }

    /// The theme or objective of a heading.
    fn open(&mut self, found: &Numbered, text: &Text) -> Node {
        let is_objective_word = found.word.as_deref().is_some_and(|word| !layout::is_theme_word(word));
        let has_points = found.number.as_deref().is_some_and(|number| number.contains('.'));
        let theme = self.structure.open.iter().find_map(|(_, node)| match node {
            Node::Theme(theme) => Some(*theme),
            Node::Objective(_) => None,
        });
        let words = text.words();
        if let (false, false, None) = (is_objective_word, has_points, theme) {
            if let Some(word) = &found.word {
                self.structure.theme_words.insert(word.clone());
            }
            return Node::Theme(self.theme(found, &words, &[text.spot]));
        }
        let theme = theme.unwrap_or_else(|| self.theme_for_all());
        let above = self.structure.open.iter().rev().find_map(|(_, node)| match node {
            Node::Objective(place) => Some(*place),
            Node::Theme(_) => None,
        });
        Node::Objective(self.objective(found, &words, &[text.spot], theme, above))
    }

    /// The theme with a title, which is made where there is none yet.
    fn theme(&mut self, found: &Numbered, words: &str, spots: &[Spot]) -> usize {
        let whole = if found.title.is_empty() { words } else { &found.title };
        let (title, summary, named) = parts_of(whole);
        let title = title.replace('\n', " ");
        let same = |theme: &Theme| theme.title.as_deref().is_some_and(|known| folded(known) == folded(&title));
        if let Some(place) = self.plan.themes.iter().position(same) {
            self.ledger.keep(spots, PartOf::Theme(place), "title");
            return place;
        }
        let place = self.plan.themes.len();
        let lead = named.as_deref().and_then(|named| stated(Some(named))).map(str::to_owned);
        let order = i64::try_from(nth(place)).ok();
        let said_order = nth(place).to_string();
        self.plan.themes.push(Theme {
            name: self.free_name(&title),
            title: Some(title.clone()),
            summary: summary.clone(),
            lead: lead.clone(),
            order,
            ..Theme::default()
        });
        let part = PartOf::Theme(place);
        self.ledger.keep(spots, part, "title");
        let word = found.word.as_deref().filter(|word| *word == "theme").unwrap_or_default();
        let said = [title.as_str(), summary.as_deref().unwrap_or(""), lead.as_deref().unwrap_or(""), &said_order, word];
        if self.as_written(part, "title", words, &said, true) {
            self.ledger.keep(spots, part, "as_written.title");
        }
        if found.title.is_empty() {
            self.structure.untitled = Some(Node::Theme(place));
        }
        place
    }

    /// The theme of objectives that stand in none.
    fn theme_for_all(&mut self) -> usize {
        let title = "Action plan";
        if let Some(place) = self.plan.themes.iter().position(|theme| theme.name == "actions") {
            return place;
        }
        let place = self.plan.themes.len();
        let order = i64::try_from(nth(place)).ok();
        self.plan.themes.push(Theme {
            name: "actions".to_owned(),
            title: Some(title.to_owned()),
            order,
            ..Theme::default()
        });
        self.ledger.remark(
            "",
            Some(PartOf::Theme(place)),
            "the document names no theme, so one was made for its objectives",
        );
        place
    }

    pub(super) fn free_name(&self, title: &str) -> String {
        let near = Reference::near(title).map_or_else(|| "theme".to_owned(), |near| near.to_string());
        let mut short = near.as_str();
        while short.len() > 40 {
            short = short.rsplit_once('-').map_or(short.get(..40).unwrap_or_default(), |(start, _)| start);
        }
        let is_free = |name: &str| {
            self.plan.themes.iter().all(|theme| !theme.name.eq_ignore_ascii_case(name)) && name != "actions"
        };
        let mut names = std::iter::once(short.to_owned()).chain((2..).map(|number| format!("{short}-{number}")));
        names.find(|name| is_free(name)).unwrap_or_default()
    }

    /// The objective with a number or title in a theme, which is made where there is none yet.
    fn objective(
        &mut self,
        found: &Numbered,
        words: &str,
        spots: &[Spot],
        theme: usize,
        above: Option<usize>,
    ) -> usize {
        self.structure.objective_words.extend(found.word.clone());
        let whole = found.title.replace('\n', " ");
        let same = |place: &usize| {
            let objective = at(&self.plan.objectives, *place);
            let number = self.structure.numbers.get(*place).and_then(Option::as_deref);
            objective.theme == Some(theme)
                && number == found.number.as_deref()
                && (objective.title.as_deref().is_some_and(|title| folded(title) == folded(&whole))
                    || number.is_some() && whole.is_empty())
        };
        if let Some(place) = (0..self.plan.objectives.len()).find(same) {
            self.ledger.keep(spots, PartOf::Objective(place), "title");
            return place;
        }
        let by_number =
            found.number.as_deref().and_then(|number| number.rsplit_once('.')).and_then(|(start, _)| {
                self.structure.numbers.iter().position(|number| number.as_deref() == Some(start))
            });
        let parent = by_number.filter(|place| at(&self.plan.objectives, *place).theme == Some(theme)).or(above);
        let place = self.plan.objectives.len();
        self.plan.objectives.push(Objective {
            parent,
            theme: Some(theme),
            title: Some(whole.clone()).filter(|title| !title.is_empty()),
            ..Objective::default()
        });
        self.structure.numbers.push(found.number.clone());
        let part = PartOf::Objective(place);
        self.ledger.keep(spots, part, if whole.is_empty() { "ref" } else { "title" });
        let said = [
            whole.as_str(),
            found.number.as_deref().unwrap_or(""),
            found.word.as_deref().filter(|word| *word == "objective").unwrap_or(""),
        ];
        if self.as_written(part, "title", words, &said, true) {
            self.ledger.keep(spots, part, "as_written.title");
        }
        if whole.is_empty() {
            self.structure.untitled = Some(Node::Objective(place));
        }
        place
    }

    /// Takes the theme and objective of a row from its columns.
    pub(super) fn place_row(&mut self, layout: &Layout, row: &ActionRow) {
        if self.structure.column.is_some_and(|(table, _)| table != row.table) {
            let goes_on = layout.tables.iter().any(|map| map.piece == row.table && map.used == layout::Use::AsBefore);
            match self.structure.column {
                Some((_, node)) if goes_on => self.structure.column = Some((row.table, node)),
                Some(_) | None => self.structure.column = None,
            }
        }
        if let Some(cell) = row.cell(Meaning::Theme) {
            let words = words::prose(&cell.lines);
            let found = layout::numbered(&words);
            let theme = self.theme(&found, &words, &cell.spots);
            let is_same = match self.structure.column {
                Some((_, Node::Theme(now))) => now == theme,
                Some((_, Node::Objective(now))) => at(&self.plan.objectives, now).theme == Some(theme),
                None => false,
            };
            if !is_same {
                self.structure.column = Some((row.table, Node::Theme(theme)));
            }
        }
        if self.structure.node().is_none()
            && let Some(name) = sheet(layout, row.table)
        {
            let theme = self.theme(&layout::numbered(&name), &name, &[]);
            self.structure.column = Some((row.table, Node::Theme(theme)));
        }
        let Some(cell) = row.cell(Meaning::Objective) else { return };
        let words = words::prose(&cell.lines);
        let found = layout::numbered(&words);
        let (theme, above) = match self.structure.node() {
            Some(Node::Theme(theme)) => (theme, None),
            Some(Node::Objective(place)) => {
                let opened = self.structure.open.last().map(|(_, node)| *node);
                let above = match opened {
                    Some(Node::Objective(above)) => Some(above),
                    Some(Node::Theme(_)) | None => None,
                };
                (at(&self.plan.objectives, place).theme.unwrap_or_default(), above)
            }
            None => (self.theme_for_all(), None),
        };
        let objective = self.objective(&found, &words, &cell.spots, theme, above);
        self.structure.column = Some((row.table, Node::Objective(objective)));
    }

    /// A row with an objective and no action: what else it says holds for the objective.
    pub(super) fn objective_row(&mut self, row: &ActionRow) {
        let objective = match (self.structure.node(), row.cell(Meaning::Objective)) {
            (Some(Node::Objective(place)), Some(_)) => Some(place),
            _ => None,
        };
        for cell in row.cells.iter().filter(|cell| !cell.is_empty()) {
            if matches!(cell.meaning, Meaning::Objective | Meaning::Theme) {
                continue;
            }
            let Some(place) = objective else {
                cell.spots.iter().for_each(|spot| self.ledger.leave(*spot, "the row names no action"));
                continue;
            };
            let key = words::tidy_key(&cell.header, cell.meaning.word());
            let part = PartOf::Objective(place);
            if cell.meaning == Meaning::Reference && at(&self.structure.numbers, place).is_none() {
                *at_mut(&mut self.structure.numbers, place) = Some(cell.words());
            }
            self.as_written(part, &key, &cell.words(), &[], false);
            self.ledger.keep(&cell.spots, part, &format!("as_written.{key}"));
        }
        self.last.clear();
    }
}

/// A heading of a theme in its parts: title, what more it says, the lead that it names.
fn parts_of(text: &str) -> (String, Option<String>, Option<String>) {
    let lower = text.to_ascii_lowercase();
    let signs = ["plan lead:", "theme lead:", "lead officer:", "lead agency:", "lead:", "priority lead:"];
    let (text, lead) = match first_of(&lower, &signs) {
        Some((at, sign)) if at > 0 => {
            let (before, lead) = around(text, at, sign);
            (before, Some(lead.trim().to_owned()))
        }
        Some(_) | None => (text, None),
    };
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '(' | '[' | ';' | ','));
    let cut = first_of(text, &[" – ", " — ", " - ", ": ", "\n"]).map(|(at, dash)| around(text, at, dash));
    match cut {
        Some((title, rest)) if title.split_whitespace().count() <= 6 && rest.split_whitespace().count() > 3 => {
            let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':'));
            (title.trim().to_owned(), Some(rest.trim().to_owned()), lead)
        }
        Some(_) | None => (text.trim().to_owned(), None, lead),
    }
}

/// The first of some signs that stands in a text, and where; of two at one place, the shorter.
fn first_of<'s>(text: &str, signs: &[&'s str]) -> Option<(usize, &'s str)> {
    let found = signs.iter().filter_map(|sign| Some((text.find(sign)?, *sign)));
    found.min_by_key(|(at, sign)| (*at, sign.len()))
}

/// The name of a sheet, where it is more than what spreadsheets call it.
fn sheet(layout: &Layout, piece: usize) -> Option<String> {
    let sheets = layout
        .tables
        .iter()
        .filter(|map| map.name.is_some() && matches!(map.used, layout::Use::Actions | layout::Use::AsBefore));
    let name = layout.tables.iter().find(|map| map.piece == piece)?.name.clone()?;
    let is_plain = folded(&name).trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ') == "sheet";
    (sheets.count() > 1 && !is_plain).then_some(name)
}
