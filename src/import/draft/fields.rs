//! What the cells of a row say about its action.

use super::super::header::{Meaning, folded};
use super::super::layout::{self, ActionRow, Held, has_words};
use super::super::ledger::PartOf;
use super::super::phrase::deadline::{self, When};
use super::super::phrase::{Phrase, lead, level, money};
use super::super::story::{Line, Native};
use super::place::at;
use super::reports::Weight;
use super::structure::Node;
use super::{Beside, Builder, words};
use crate::model::{Action, Deadline, Milestone, Period, is_placeholder, stated};

/// The lines of each action of a cell: list items that are actions of their own, or all of it.
pub(super) fn several(lines: &[Line]) -> Vec<Vec<Line>> {
    let lines: Vec<_> = lines.iter().filter(|line| has_words(&line.text)).cloned().collect();
    let mut items: Vec<Vec<Line>> = Vec::new();
    if lines.iter().filter(|line| line.is_item).count() < 2 || !lines.first().is_some_and(|line| line.is_item) {
        return vec![lines];
    }
    for line in lines {
        let before = items.last().and_then(|item| item.last());
        let opens = before.is_some_and(|before| before.text.trim_end().ends_with(':'));
        match items.last_mut() {
            Some(item) if !line.is_item || !starts_action(&line.text) || opens => item.push(line),
            Some(_) | None => items.push(vec![line]),
        }
    }
    items
}

/// Whether a list item can be an action of its own, and does not go on with the one above.
fn starts_action(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let goes_on = ["including", "and", "or", "with", "such", "e.g.", "eg", "for", "to"].contains(&first.as_str());
    text.starts_with(|c: char| !c.is_lowercase()) && !goes_on && text.split_whitespace().count() > 1
}

/// What tells confidence from risk in one cell.
const LABELS: &str = "1 2 confidence risk risks level";

impl Builder {
    /// Makes the action of a row, or of one list item in it.
    pub(super) fn action(&mut self, row: &ActionRow, lines: &[Line]) {
        let place = self.plan.actions.len();
        let part = PartOf::Action(place);
        let is_first = row.cell(Meaning::Action).is_some_and(|cell| {
            let first = |lines: &[Line]| lines.iter().find(|line| has_words(&line.text)).map(|line| line.text.clone());
            first(&cell.lines) == first(lines)
        });
        let (theme, objective) = match self.structure.node() {
            Some(Node::Theme(theme)) => (Some(theme), None),
            Some(Node::Objective(objective)) => (at(&self.plan.objectives, objective).theme, Some(objective)),
            None => (None, None),
        };
        self.plan.actions.push(Action { objective, theme, ..Action::default() });
        self.beside.push(Beside { at: row.at.clone(), ..Beside::default() });
        self.action_text(place, row, lines);
        let mut has_text = false;
        for cell in &row.cells {
            match cell.meaning {
                Meaning::Action if has_text && !cell.is_empty() => self.keep_words(place, cell, "action_also"),
                Meaning::Action if !cell.is_empty() => {
                    has_text = true;
                    self.ledger.keep(&cell.spots, part, "action");
                }
                _ => self.cell(place, cell, is_first),
            }
        }
    }

    fn action_text(&mut self, place: usize, row: &ActionRow, lines: &[Line]) {
        let text = words::prose(lines);
        let found = layout::numbered(&text);
        let is_numbered = row.cell(Meaning::Reference).is_none()
            && found.word.is_none()
            && found.number.as_deref().is_some_and(|number| {
                number.contains('.')
                    || number.chars().any(|c| c.is_ascii_alphabetic()) && number.chars().any(|c| c.is_ascii_digit())
            })
            && !found.title.is_empty();
        let text = if is_numbered {
            self.beside_at(place).wanted = found.number;
            found.title
        } else {
            // A list of one item needs no dash.
            text
        };
        self.action_at(place).text = Some(text);
        self.ledger.count_field();
    }

    fn cell(&mut self, place: usize, cell: &Held, is_first: bool) {
        let has_colour_only = cell.is_empty();
        match cell.meaning {
            Meaning::Rating | Meaning::Status if cell.meaning == Meaning::Rating || !has_colour_only => {
                return self.rate(place, cell);
            }
            Meaning::Reference => return self.reference(place, cell),
            _ if has_colour_only => return,
            _ => {}
        }
        match cell.meaning {
            Meaning::Lead => self.lead(place, cell),
            Meaning::Support => self.support(place, cell),
            Meaning::Deadline => self.deadline(place, cell),
            Meaning::Review => self.review(place, cell),
            Meaning::Completed => self.complete(place, cell),
            Meaning::Progress if is_first => {
                self.report(place, &cell.spots, &cell.lines, cell.colour, cell.day, Weight::Told);
            }
            Meaning::Resources => self.resources(place, cell),
            Meaning::Cost => self.cost(place, cell),
            Meaning::OutcomeMeasure | Meaning::Target => self.outcome(place, cell),
            Meaning::Confidence | Meaning::Risk | Meaning::ConfidenceAndRisk => self.levels(place, cell),
            Meaning::Milestone => self.milestones(place, cell),
            Meaning::Evidence => self.evidence(place, cell),
            Meaning::Start | Meaning::Other => self.other(place, cell),
            // They are filed above, with the row, or with the first action of it.
            Meaning::Reference
            | Meaning::Rating
            | Meaning::Status
            | Meaning::Action
            | Meaning::Theme
            | Meaning::Objective
            | Meaning::Progress => {}
        }
    }

    /// Files a cell under a key, and its words beside it where the value does not say all of them.
    fn file(&mut self, place: usize, cell: &Held, key: &str, said: &[&str], is_certain: bool) {
        let part = PartOf::Action(place);
        self.ledger.count_field();
        self.ledger.keep(&cell.spots, part, key);
        if self.as_written(part, key, &cell.words(), said, is_certain) {
            self.ledger.keep(&cell.spots, part, &format!("as_written.{key}"));
        }
    }

    /// Leaves a cell in its own words.
    fn keep_words(&mut self, place: usize, cell: &Held, key: &str) {
        let part = PartOf::Action(place);
        self.as_written(part, key, &cell.words(), &[], false);
        self.ledger.keep(&cell.spots, part, &format!("as_written.{key}"));
    }

    fn doubt(&mut self, place: usize, cell: &Held, what: &str) {
        let said = format!("{what} is not certain: “{}”", cell.words().replace('\n', " / "));
        self.ledger.remark(&cell.at, Some(PartOf::Action(place)), said);
    }

    fn reference(&mut self, place: usize, cell: &Held) {
        let words = cell.words();
        let tokens: Vec<_> =
            words.split_whitespace().map(|token| token.trim_end_matches(['.', ':', ')', ','])).collect();
        let has_digit = |token: &&&str| token.chars().any(|c| c.is_ascii_digit());
        let numbers: Vec<_> = tokens.iter().filter(has_digit).collect();
        let given = match (numbers.as_slice(), tokens.as_slice()) {
            ([only], _) => Some((**only).to_owned()),
            ([], [only]) if layout::rating_word(only).is_none() => Some((*only).to_owned()),
            _ => None,
        };
        let said = given.clone().unwrap_or_default();
        if !cell.is_merged {
            self.beside_at(place).wanted = given.or_else(|| self.beside_at(place).wanted.take());
        }
        if !cell.is_empty() {
            self.file(place, cell, "ref", &[&said], !cell.is_merged);
        }
        self.rate_by_mark(place, cell);
    }

    fn lead(&mut self, place: usize, cell: &Held) {
        let Phrase { mut value, is_certain, rest } = lead::read(&cell.words());
        value.lead = value.lead.map(|lead| lead.replace(" ,", ","));
        let said: Vec<String> = value.lead.iter().chain(&value.support).cloned().collect();
        let said: Vec<_> = said.iter().map(String::as_str).collect();
        if value.lead.is_none() {
            self.doubt(place, cell, "who leads");
            self.keep_words(place, cell, "lead");
        } else {
            if !is_certain {
                self.doubt(place, cell, "which of them leads");
            }
            self.file(place, cell, "lead", &said, is_certain && rest.is_none());
        }
        let action = self.action_at(place);
        if action.lead.is_none() {
            action.lead = value.lead;
        } else {
            action.support.extend(value.lead);
        }
        action.support.extend(value.support);
    }

    fn support(&mut self, place: usize, cell: &Held) {
        let Phrase { value, is_certain: _, rest } = lead::read(&cell.words());
        let names: Vec<_> = value.lead.into_iter().chain(value.support).collect();
        if names.is_empty() {
            return self.keep_words(place, cell, "support");
        }
        let said: Vec<_> = names.iter().map(String::as_str).collect();
        self.file(place, cell, "support", &said, rest.is_none() || words::says_all(&cell.words(), &said));
        self.action_at(place).support.extend(names);
    }

    fn deadline(&mut self, place: usize, cell: &Held) {
        let read = self.when(cell);
        let action = self.action_at(place);
        let has_value = says_time(&read);
        let is_free = action.deadline.is_none() && action.recurs.is_none();
        if !has_value || !is_free {
            if is_free {
                self.doubt(place, cell, "by when");
            }
            return self.keep_words(place, cell, "deadline");
        }
        action.deadline = read.value.deadline;
        action.recurs = read.value.recurs;
        action.review = action.review.or(read.value.review);
        if !read.is_certain {
            self.doubt(place, cell, "the time");
        }
        let shown = match &at(&self.plan.actions, place).deadline {
            Some(deadline) => deadline.to_string(),
            None => String::new(),
        };
        self.file(place, cell, "deadline", &[&shown], read.is_certain && read.rest.is_none());
    }

    /// When something is to be done, by the words of a cell or the day that a spreadsheet holds for it.
    fn when(&self, cell: &Held) -> Phrase<When> {
        let words = cell.words();
        let whole = deadline::read(&words, self.front.years);
        let read = if says_time(&whole) { whole } else { self.line_with_time(&words).unwrap_or(whole) };
        let by = |day| Phrase {
            value: When { deadline: Some(Deadline::By(Period::Day(day))), ..When::default() },
            is_certain: true,
            rest: None,
        };
        let is_month = |read: &Phrase<When>| {
            matches!(read.value.deadline, Some(Deadline::By(Period::Month { .. } | Period::Year(_))))
        };
        match cell.native {
            // A month is shown without its day, and what stands for it is its first.
            Some(Native::Date(_)) if is_month(&read) => read,
            Some(Native::Date(day)) => by(day),
            Some(Native::Number(number)) => deadline::of_serial(number).map_or(read, by),
            None => match cell.words().trim().parse().ok().and_then(deadline::of_serial) {
                Some(day) => by(day),
                None => read,
            },
        }
    }

    /// The time of the one line that says one, where others are about something else.
    fn line_with_time(&self, words: &str) -> Option<Phrase<When>> {
        if words.lines().any(is_placeholder) {
            return None;
        }
        let mut read = words.lines().map(|line| deadline::read(line, self.front.years)).filter(says_time);
        match (read.next(), read.next()) {
            (Some(only), None) => Some(Phrase { is_certain: false, ..only }),
            (Some(_), Some(_)) | (None, _) => None,
        }
    }

    fn review(&mut self, place: usize, cell: &Held) {
        let read = self.when(cell);
        let day = match read.value.deadline {
            Some(Deadline::By(period)) => Some(period.due()),
            Some(_) | None => read.value.review,
        };
        match day {
            Some(day) => {
                self.action_at(place).review = Some(day);
                self.file(place, cell, "review", &[&day.to_string()], read.is_certain && read.rest.is_none());
            }
            None => self.keep_words(place, cell, "review"),
        }
    }

    fn resources(&mut self, place: usize, cell: &Held) {
        let text = words::prose(&cell.lines);
        if stated(Some(&text)).is_none() {
            return self.keep_words(place, cell, "resources");
        }
        self.action_at(place).costs.extend(money::read(&text).value);
        let key = &mut self.action_at(place).resources;
        let before = key.take().map(|before| format!("{before}\n{text}"));
        *key = Some(before.unwrap_or_else(|| text.clone()));
        self.file(place, cell, "resources", &[&text], true);
    }

    fn cost(&mut self, place: usize, cell: &Held) {
        let text = words::prose(&cell.lines);
        let read = money::read(&text);
        let number = match cell.native {
            Some(Native::Number(number)) => money::of_number(number),
            Some(Native::Date(_)) | None => text.trim().replace(',', "").parse().ok().and_then(money::of_number),
        };
        let costs = match number {
            Some(amount) if read.value.is_empty() => {
                vec![crate::model::Cost { amount: Some(amount), ..crate::model::Cost::default() }]
            }
            Some(_) | None => read.value,
        };
        if costs.is_empty() {
            return self.keep_words(place, cell, "cost");
        }
        let said: Vec<_> = costs.iter().filter_map(|cost| cost.text.clone()).collect();
        self.action_at(place).costs.extend(costs);
        let said: Vec<_> = said.iter().map(String::as_str).collect();
        self.file(place, cell, "cost", &said, true);
    }

    fn outcome(&mut self, place: usize, cell: &Held) {
        let text = words::prose(&cell.lines);
        if stated(Some(&text)).is_none() {
            return self.keep_words(place, cell, "outcome_measure");
        }
        let key = &mut self.action_at(place).outcome_measure;
        let before = key.take().map(|before| format!("{before}\n{text}"));
        *key = Some(before.unwrap_or_else(|| text.clone()));
        self.file(place, cell, "outcome_measure", &[&text], true);
    }

    fn levels(&mut self, place: usize, cell: &Held) {
        let words = cell.words();
        let (read, key) = match cell.meaning {
            Meaning::Confidence => (level::read_confidence(&words), "confidence"),
            Meaning::Risk => (level::read_risks(&words), "risk"),
            _ => (level::read(&words), "confidence"),
        };
        let level::Levels { confidence, confidence_reason, risks } = read.value;
        if confidence.is_none() && confidence_reason.is_none() && risks.is_empty() {
            return self.keep_words(place, cell, key);
        }
        let mut said: Vec<String> = confidence_reason.iter().cloned().collect();
        said.extend(risks.iter().filter_map(|risk| risk.text.clone()));
        said.extend(
            confidence
                .iter()
                .chain(risks.iter().filter_map(|risk| risk.level.as_ref()))
                .map(|level| level.word().to_owned()),
        );
        self.ledger.label(&cell.spots, LABELS);
        said.push(LABELS.to_owned());
        let action = self.action_at(place);
        action.confidence = action.confidence.or(confidence);
        action.confidence_reason = action.confidence_reason.take().or(confidence_reason);
        action.risks.extend(risks);
        let said: Vec<_> = said.iter().map(String::as_str).collect();
        self.file(place, cell, key, &said, read.is_certain);
    }

    fn milestones(&mut self, place: usize, cell: &Held) {
        let lines: Vec<_> = cell.lines.iter().filter(|line| has_words(&line.text)).collect();
        let is_list = lines.len() > 1 && lines.iter().all(|line| line.is_item);
        let texts = if is_list {
            lines.iter().map(|line| line.text.clone()).collect()
        } else {
            vec![words::prose(&cell.lines)]
        };
        let said = texts.join("\n");
        let made = texts.into_iter().map(|text| Milestone { text, deadline: None, done: None });
        self.action_at(place).milestones.extend(made);
        self.file(place, cell, "milestone", &[&said], true);
    }

    fn evidence(&mut self, place: usize, cell: &Held) {
        let addresses: Vec<_> =
            cell.words().split_whitespace().filter(|word| word.starts_with("http")).map(str::to_owned).collect();
        if addresses.is_empty() {
            return self.keep_words(place, cell, "evidence");
        }
        let said = addresses.join(" ");
        self.action_at(place).evidence.extend(addresses);
        self.file(place, cell, "evidence", &[&said], true);
    }

    fn other(&mut self, place: usize, cell: &Held) {
        let fallback = if cell.meaning == Meaning::Start { "start".to_owned() } else { "other".to_owned() };
        let key = words::tidy_key(&folded(&cell.header), &fallback);
        let key = if matches!(key.as_str(), "deadline" | "lead" | "action") { format!("{key}_also") } else { key };
        self.keep_words(place, cell, &key);
    }
}

fn says_time(read: &Phrase<When>) -> bool {
    read.value.deadline.is_some() || read.value.recurs.is_some() || read.value.review.is_some()
}
