//! The plan that is in a document, and a ledger of where every piece of the document went.
//!
//! What is not certain is no value: its words stay under `as_written`, and the ledger remarks on it. A value that does
//! not say all the words of its cell has them beside it, too.

mod fields;
mod front;
mod parts;
mod place;
mod prose;
mod references;
mod reports;
mod structure;
mod words;

use super::audit;
use super::header::Meaning;
use super::layout::{self, ActionRow, Hints, Layout, Level, Part, Spot, TableMap, Text};
use super::ledger::{Ledger, PartOf};
use super::story::Story;
use crate::model::{Date, Plan, Scheme};
use structure::Structure;

pub(in crate::import) use words::tokens as words_of;

/// A plan as it was read from a document.
#[derive(Debug)]
pub struct Draft {
    pub plan: Plan,
    pub ledger: Ledger,
    /// The tables of the document, and how their columns were read.
    pub tables: Vec<TableMap>,
    /// For each action, whether the document gives it its reference.
    pub given: Vec<bool>,
}

/// What people say about a document besides what is in it.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The name of the plan's folder.
    pub name: String,
    pub hints: Hints,
    /// The day of what it reports without one, where somebody has said so.
    pub day: Option<Date>,
    /// The day on which it is read.
    pub today: Date,
}

/// Reads the plan that is in a document.
#[must_use]
pub fn draft(story: &Story, wish: &Wish) -> Draft {
    let layout = layout::read(story, &wish.hints);
    let front = front::read(&layout);
    let mut builder = Builder::new(wish, &layout, front);
    for (place, part) in layout.parts.iter().enumerate() {
        builder.part(&layout, place, part);
    }
    let mut draft = builder.finish(layout);
    for lost in audit::lost(&draft, story) {
        draft.ledger.give_up(lost.spot);
    }
    draft
}

/// A plan that is being read.
struct Builder {
    plan: Plan,
    ledger: Ledger,
    structure: Structure,
    front: front::Front,
    /// For each action, what is known besides its fields.
    beside: Vec<Beside>,
    /// The actions of the last row.
    last: Vec<usize>,
    told_day: Option<Date>,
    today: Date,
}

/// What is known about an action besides its fields.
#[derive(Debug, Default)]
struct Beside {
    at: String,
    /// The reference that the document gives it.
    wanted: Option<String>,
    reports: Vec<reports::Said>,
}

impl Builder {
    fn new(wish: &Wish, layout: &Layout, front: front::Front) -> Self {
        let mut builder = Self {
            plan: Plan::new(&wish.name),
            ledger: Ledger::default(),
            structure: Structure::of(layout, &front),
            front,
            beside: Vec::new(),
            last: Vec::new(),
            told_day: wish.day,
            today: wish.today,
        };
        for spot in &layout.headers {
            builder.ledger.header(*spot);
        }
        for (spot, why) in &layout.left {
            builder.ledger.leave(*spot, why);
        }
        builder.take_front();
        builder
    }

    /// The title, the partnership and the day of the document.
    fn take_front(&mut self) {
        let settings = &mut self.plan.settings;
        if let Some(title) = &self.front.title {
            settings.title = Some(words::prose(&title.lines).replace('\n', " "));
            self.ledger.keep(&[title.spot], PartOf::Plan, "title");
        }
        if let Some(partnership) = &self.front.partnership {
            settings.partnership = Some(words::prose(&partnership.lines));
            self.ledger.keep(&[partnership.spot], PartOf::Plan, "partnership");
        }
        if let Some((_, text)) = &self.front.day {
            settings.as_written.insert("updated".to_owned(), text.words());
            self.ledger.keep(&[text.spot], PartOf::Plan, "as_written.updated");
        }
    }

    fn part(&mut self, layout: &Layout, place: usize, part: &Part) {
        match part {
            Part::Heading { text, level } => self.heading(layout, place, text, *level),
            Part::Prose(text) => self.prose(text),
            Part::Row(row) => self.row(layout, row),
            Part::Progress(text) => self.progress(text),
        }
    }

    fn row(&mut self, layout: &Layout, row: &ActionRow) {
        self.ledger.count_row();
        self.structure.enters_row();
        self.place_row(layout, row);
        let Some(cell) = row.cell(Meaning::Action) else { return self.objective_row(row) };
        let has_reference = row.cell(Meaning::Reference).is_some();
        let items = if has_reference { vec![cell.lines.clone()] } else { fields::several(&cell.lines) };
        let first = self.plan.actions.len();
        for lines in &items {
            self.action(row, lines);
        }
        self.last = (first..self.plan.actions.len()).collect();
        if items.len() > 1 {
            let said = format!(
                "the row holds {} actions, a list item each; what it reports stands with the first",
                items.len()
            );
            self.ledger.remark(&row.at, Some(PartOf::Action(first)), said);
        }
    }

    /// What is said about the actions of the last row.
    fn progress(&mut self, text: &Text) {
        match self.last.first() {
            Some(&action) => {
                let spots = [text.spot];
                self.report(action, &spots, &text.lines, text.colour, None, reports::Weight::Told);
            }
            None => self.ledger.leave(text.spot, "no action stands before it"),
        }
    }

    fn finish(mut self, layout: Layout) -> Draft {
        self.describe_themes();
        self.assign_references();
        self.write_reports();
        self.finish_settings(&layout.tables);
        let given = self.beside.iter().map(|beside| beside.wanted.is_some()).collect();
        Draft { plan: self.plan, ledger: self.ledger, tables: layout.tables, given }
    }

    /// The plan's own words for its parts, where it uses others than ours, and the colours of its ratings.
    fn finish_settings(&mut self, tables: &[TableMap]) {
        let (theme, objective) = self.structure.labels();
        self.plan.settings.labels.theme = theme;
        self.plan.settings.labels.objective = objective;
        let is_brag =
            |table: &TableMap| table.columns.iter().any(|column| column.header.words.to_lowercase().contains("brag"));
        if tables.iter().any(is_brag) {
            self.plan.settings.rating.scheme = Some(Scheme::Brag);
        }
    }

    /// Prose that has no part of the plan to go to.
    fn leave(&mut self, spot: Spot, why: &str) {
        self.ledger.leave(spot, why);
    }

    /// Keeps the source's own words where a value is not certain or does not say all of them.
    fn as_written(&mut self, part: PartOf, key: &str, words: &str, said: &[&str], is_certain: bool) -> bool {
        if words.trim().is_empty() || is_certain && words::says_all(words, said) {
            return false;
        }
        let kept = match part {
            PartOf::Plan => &mut self.plan.settings.as_written,
            PartOf::Theme(place) => &mut self.theme_at(place).as_written,
            PartOf::Objective(place) => &mut self.objective_at(place).as_written,
            PartOf::Action(place) => &mut self.action_at(place).as_written,
        };
        let slot = kept.entry(key.to_owned()).or_default();
        if !slot.is_empty() {
            slot.push('\n');
        }
        slot.push_str(words.trim());
        true
    }
}

/// How strong a heading is: the lower, the more it holds.
fn strength(level: Level, unsaid: u16, words: &str) -> u16 {
    match level {
        Level::Outline(level) => u16::from(level),
        Level::Unsaid => unsaid,
        Level::Row => {
            let found = layout::numbered(words);
            let points = found.number.as_deref().map_or(0, |number| number.matches('.').count());
            let points = u16::try_from(points).unwrap_or(0);
            let is_objective = found.word.as_deref().is_some_and(|word| !layout::is_theme_word(word));
            points.saturating_add(if is_objective { 21 } else { 20 })
        }
    }
}

#[cfg(test)]
mod tests;
