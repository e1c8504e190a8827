//! What is reported about actions: their updates, dated by their own words, by the header or by the document.

use super::super::header::Meaning;
use super::super::layout::{Held, Spot, rating_word};
use super::super::ledger::PartOf;
use super::super::phrase::{deadline, rating, status, updates};
use super::super::story::{Colour, Line, Native};
use super::{Builder, words};
use crate::model::{Date, Deadline, Rag, Status, Update};

/// How much what is said about a rating counts where several differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// A word within a text.
    Word,
    /// A mark beside the reference.
    Mark,
    /// A report of its own.
    Told,
    /// The column that is for it.
    Column,
}

/// Something that is said about an action.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub date: Option<Date>,
    pub status: Option<Status>,
    pub rag: Option<Rag>,
    pub note: Option<String>,
    pub weight: Weight,
}

impl Builder {
    /// Takes a text about progress.
    pub(super) fn report(
        &mut self,
        action: usize,
        spots: &[Spot],
        lines: &[Line],
        colour: Option<Colour>,
        day: Option<Date>,
        weight: Weight,
    ) {
        let words = words::prose(lines);
        let reports = updates::read(&words, self.front.years).value;
        let rated = colour.and_then(rating::of_colour).unwrap_or_default();
        let last = reports.len().saturating_sub(1);
        let mut notes = Vec::new();
        for (place, report) in reports.into_iter().enumerate() {
            let (rag, status) = if place == last { (rated.rag, rated.status) } else { (None, None) };
            notes.push(report.note.clone());
            notes.extend(report.date.map(|date| date.to_string()));
            let says =
                !report.note.trim().is_empty() || report.status.or(status).is_some() || rag.or(report.rag).is_some();
            if !says {
                continue;
            }
            self.beside_at(action).reports.push(Said {
                date: report.date.or(day),
                status: report.status.or(status),
                rag: rag.or(report.rag),
                note: Some(report.note).filter(|note| !note.trim().is_empty()),
                weight: if rag.is_some() { weight } else { Weight::Word },
            });
        }
        let part = PartOf::Action(action);
        self.ledger.count_field();
        self.ledger.keep(spots, part, "update");
        let said: Vec<_> = notes.iter().map(String::as_str).collect();
        if self.as_written(part, "update", &words, &said, true) {
            self.ledger.keep(spots, part, "as_written.update");
        }
    }

    /// Takes a cell for the rating or the status.
    pub(super) fn rate(&mut self, action: usize, cell: &Held) {
        let words = cell.words();
        let part = PartOf::Action(action);
        let by_colour = cell.colour.and_then(rating::of_colour);
        let key = if cell.meaning == Meaning::Rating { "rag" } else { "status" };
        let (mut rated, rest, is_certain) = if cell.is_empty() {
            (by_colour.unwrap_or_default(), None, true)
        } else {
            let read = rating::read(&words);
            (read.value, read.rest, read.is_certain)
        };
        if rated.rag.is_none()
            && rated.status.is_none()
            && let Some(by_colour) = by_colour
        {
            rated = by_colour;
        }
        if rated.rag.is_none() && rated.status.is_none() {
            if words.split_whitespace().count() > 3 {
                return self.report(action, &cell.spots, &cell.lines, cell.colour, cell.day, Weight::Column);
            }
            self.as_written(part, key, &words, &[], false);
            return self.ledger.keep(&cell.spots, part, &format!("as_written.{key}"));
        }
        self.ledger.count_field();
        let note = rest.filter(|rest| words::tokens(rest).count() > 1);
        let said =
            [note.as_deref().unwrap_or(""), rated.rag.map_or("", Rag::word), rated.status.map_or("", Status::word)];
        let said = [said.as_slice(), &["rag", "brag", "in", "progress", "not", "on"]].concat();
        self.ledger.keep(&cell.spots, part, "update");
        if self.as_written(part, key, &words, &said, is_certain) {
            self.ledger.keep(&cell.spots, part, &format!("as_written.{key}"));
        }
        self.beside_at(action).reports.push(Said {
            date: cell.day,
            status: rated.status,
            rag: rated.rag,
            note,
            weight: Weight::Column,
        });
    }

    /// Takes a cell for when an action was completed.
    pub(super) fn complete(&mut self, action: usize, cell: &Held) {
        let words = cell.words();
        let part = PartOf::Action(action);
        let day = match cell.native {
            Some(Native::Date(day)) => Some(day),
            Some(Native::Number(_)) | None => {
                match deadline::read(without_done(&words), self.front.years).value.deadline {
                    Some(Deadline::By(period)) => Some(period.due()),
                    Some(_) | None => None,
                }
            }
        };
        let yes = matches!(words.trim().to_lowercase().as_str(), "yes" | "y" | "✓" | "✔");
        let status = status::read(&words).value.or_else(|| (day.is_some() || yes).then_some(Status::Complete));
        let note = Some(words::prose(&cell.lines)).filter(|note| note.split_whitespace().count() > 4);
        if status.is_some() || note.is_some() {
            self.ledger.count_field();
            let date = day.filter(|day| *day <= self.today);
            self.beside_at(action).reports.push(Said {
                date: date.or(cell.day),
                status,
                rag: None,
                note,
                weight: Weight::Column,
            });
            self.ledger.keep(&cell.spots, part, "update");
        }
        self.as_written(part, "completed", &words, &[], false);
        self.ledger.keep(&cell.spots, part, "as_written.completed");
    }

    /// Takes the rating that stands beside a reference: `Amber 3.1.1`, or its colour.
    pub(super) fn rate_by_mark(&mut self, action: usize, cell: &Held) {
        let words = cell.words();
        let by_word = words.split_whitespace().find_map(rating_word);
        let by_colour = cell.colour.and_then(rating::of_colour).unwrap_or_default();
        let rag = by_word.or(by_colour.rag);
        if rag.is_some() || by_colour.status.is_some() {
            self.beside_at(action).reports.push(Said {
                date: None,
                status: by_colour.status,
                rag,
                note: None,
                weight: Weight::Mark,
            });
        }
    }

    /// Writes the updates of every action, oldest first, those of one day in one.
    pub(super) fn write_reports(&mut self) {
        let document = self.front.day.as_ref().map(|(day, _)| *day);
        let day = self.told_day.or(document).unwrap_or(self.today);
        let mut undated = 0_usize;
        for (action, beside) in self.plan.actions.iter_mut().zip(&mut self.beside) {
            let mut reports = std::mem::take(&mut beside.reports);
            if self.told_day.is_none() && document.is_none() {
                date_by_others(&mut reports);
            }
            undated = undated.saturating_add(usize::from(reports.iter().any(|report| report.date.is_none())));
            reports.sort_by_key(|report| report.date.unwrap_or(day));
            let mut updates: Vec<(Update, Weight)> = Vec::new();
            for report in reports {
                let date = report.date.unwrap_or(day);
                if let Some(last) = updates.last_mut().filter(|(update, _)| update.date == date) {
                    add(last, report);
                } else {
                    {
                        let weight = report.weight;
                        let Said { status, rag, note, .. } = report;
                        updates.push((
                            Update { date, by: None, status, rag, note, occurrence: None, deadline_was: None },
                            weight,
                        ));
                    }
                }
            }
            action.updates = updates.into_iter().map(|(update, _)| update).collect();
        }
        if undated > 0 {
            let by = match (self.told_day, document) {
                (Some(_), _) => "the day that was given",
                (None, Some(_)) => "the day on which the document says it was last updated",
                (None, None) => "the day of the import, since the document names none; `--date` gives another",
            };
            let said = format!(
                "what it reports without a day ({}) is dated {day}: {by}",
                crate::model::counted(undated, "action")
            );
            self.ledger.remark("", None, said);
        }
    }
}

/// A rating without a day is of the newest day on which something is told beside it.
fn date_by_others(reports: &mut [Said]) {
    let newest = reports.iter().filter_map(|report| report.date).max();
    for report in reports.iter_mut().filter(|report| report.note.is_none()) {
        report.date = report.date.or(newest);
    }
}

/// Joins what is said about one day.
fn add((update, weight): &mut (Update, Weight), said: Said) {
    if let Some(rag) = said.rag
        && (update.rag.is_none() || said.weight >= *weight)
    {
        update.rag = Some(rag);
        *weight = said.weight;
    }
    update.status = match (update.status, said.status) {
        (Some(_), Some(status)) if said.weight == Weight::Column => Some(status),
        (known, status) => known.or(status),
    };
    match (&mut update.note, said.note) {
        (Some(known), Some(note)) => {
            known.push('\n');
            known.push_str(&note);
        }
        (slot @ None, note) => *slot = note,
        (Some(_), None) => {}
    }
}

/// The first sentence, without the word that says that it is done.
fn without_done(words: &str) -> &str {
    let first = words.split(['\n', ';']).next().unwrap_or(words);
    let first = first.split_once(". ").map_or(first, |(first, _)| first);
    let lower = first.to_ascii_lowercase();
    let done = ["completed", "complete", "achieved", "done", "closed"].iter().find(|done| lower.starts_with(*done));
    done.map_or(first, |done| {
        first.get(done.len()..).unwrap_or_default().trim_start_matches(|c: char| !c.is_alphanumeric())
    })
}
