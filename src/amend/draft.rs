//! What a request makes of one action, or why it makes nothing of it.

use super::request::Request;
use super::{Refusal, Warning, words};
use crate::diagnostic::did_you_mean;
use crate::model::{Action, Date, Deadline, Given, Level, Located, Recurrence, State, Status, Update, stated};

/// An action as it would be.
pub(super) struct Draft {
    pub action: Action,
    pub said: Vec<String>,
    pub warnings: Vec<Warning>,
}

/// An action on its way.
struct Drafting<'p, 'r> {
    located: Located<'p>,
    request: &'r Request,
    /// The state on the day of the request.
    state: State<'p>,
    action: Action,
    said: Vec<String>,
    /// What was asked for and is so already.
    same: Vec<String>,
    refusals: Vec<Refusal>,
    warnings: Vec<Warning>,
}

impl Draft {
    /// The action as it would be.
    pub(super) fn of(located: Located<'_>, request: &Request) -> Result<Self, Vec<Refusal>> {
        let mut drafting = Drafting {
            located,
            request,
            state: State::of(located.action, request.date),
            action: located.action.clone(),
            said: Vec::new(),
            same: Vec::new(),
            refusals: Vec::new(),
            warnings: Vec::new(),
        };
        drafting.in_its_time();
        let occurrence = drafting.status();
        drafting.said.extend(request.rag.map(words::rag));
        let deadline_was = drafting.deadline();
        drafting.lead();
        drafting.others();
        drafting.said.extend(request.note.as_deref().map(words::first_sentence));
        drafting.log(occurrence, deadline_was);
        drafting.finish()
    }
}

impl Drafting<'_, '_> {
    /// Updates stand in the order of their days, and a closed plan has none after its last day.
    fn in_its_time(&mut self) {
        let date = self.request.date;
        if let Some(closed) = self.located.plan.settings.closed.filter(|closed| *closed < date) {
            let message = format!("the plan was closed on {} and is kept as a record", closed.in_words());
            let help = "give `--date` of a day before that, or take `closed` out of plan.toml";
            self.refusals.push(Refusal::new(message, help));
        }
        let newest = self.action.updates.iter().map(|update| update.date).max();
        if let Some(newest) = newest.filter(|newest| *newest > date && self.request.is_logged()) {
            let message = format!(
                "its newest update is of {}, after {}; updates stand in the order of their days",
                newest.in_words(),
                date.in_words()
            );
            let help = format!("give `--date {newest}` or a later day, and say in the note when it was so");
            self.refusals.push(Refusal::new(message, help));
        }
    }

    /// Takes up the status; gives the turn that it completes.
    fn status(&mut self) -> Option<Date> {
        let status = self.request.status?;
        if status != Status::Complete {
            self.said.push(words::status(status).to_owned());
            return None;
        }
        if stated(self.request.lead.as_deref()).is_none() && self.located.lead().is_none() {
            let message = "it has no lead, so nobody answers for its completion";
            self.refusals.push(Refusal::new(message, "name who does: `--lead \"…\"`"));
        }
        let Some(recurrence) = self.action.recurs else {
            self.completion();
            return None;
        };
        self.turn(recurrence)
    }

    fn completion(&mut self) {
        if self.request.occurrence.is_some() {
            let help = "leave `--occurrence` out; only what recurs has turns";
            self.refusals.push(Refusal::new("it does not recur", help));
        }
        if self.state.status == Status::Complete {
            let since = self.state.completed.map(|day| format!(" since {}", day.in_words())).unwrap_or_default();
            let help = "add a `--note` without `--status`, or open it again with `--status in-progress`";
            self.refusals.push(Refusal::new(format!("it is complete already{since}"), help));
        }
        self.said.push(words::status(Status::Complete).to_owned());
    }

    /// The turn that a completion completes: the one that is named, or the earliest that is open.
    fn turn(&mut self, recurrence: Recurrence) -> Option<Date> {
        let open = recurrence.turn(self.state.turns_done);
        let turn = self.request.occurrence.unwrap_or(open);
        let Some(number) = recurrence.last_turn_by(turn).filter(|_| recurrence.falls_on(turn)) else {
            let message = format!("no turn falls on {}: it comes round {recurrence}", turn.in_words());
            self.refusals.push(Refusal::new(message, format!("the earliest open turn is `--occurrence {open}`")));
            return None;
        };
        if turn < open {
            let message = format!("the turn of {} is complete already", turn.in_words());
            self.refusals.push(Refusal::new(message, format!("the earliest open turn is `--occurrence {open}`")));
            return None;
        }
        let with = if turn > open { " and those before it" } else { "" };
        let next = recurrence.turn(number.saturating_add(1)).in_words();
        self.said.push(format!("turn of {}{with} completed, the next is {next}", turn.in_words()));
        Some(turn)
    }

    /// Takes up the deadline; gives the one before it where that was moved.
    fn deadline(&mut self) -> Option<Deadline> {
        let wanted = self.request.deadline.as_ref()?;
        if let Some(recurrence) = self.action.recurs {
            let message = format!("it recurs, {recurrence}, and has no deadline that could move");
            let help = format!("change `recurs` in its file: `vawg edit {}`", self.action.reference);
            self.refusals.push(Refusal::new(message, help));
            return None;
        }
        let current = self.located.deadline().map(Given::value);
        if current == Some(wanted) {
            self.same.push(format!("its deadline is {}", wanted.in_words()));
            return None;
        }
        let before = current.filter(|deadline| matches!(deadline, Deadline::By(_) | Deadline::Ongoing)).cloned();
        self.said.push(words::deadline(before.as_ref(), wanted));
        self.action.deadline = Some(wanted.clone());
        if before.is_some() && self.request.note.is_none() {
            let message = "nothing says why the deadline was moved".to_owned();
            self.warnings
                .push(Warning { message, help: "add the reason: `--note \"…\"` in another update".to_owned() });
        }
        before
    }

    fn lead(&mut self) {
        let Some(lead) = self.request.lead.as_deref().map(str::trim) else { return };
        if self.action.lead.as_deref() == Some(lead) {
            self.same.push(format!("its lead is {lead}"));
            return;
        }
        self.said.push(words::changed("lead", self.located.lead_name(), lead));
        self.action.lead = Some(lead.to_owned());
        self.warn_of_stranger(lead);
    }

    /// Takes up who helps, the confidence, the review and the evidence.
    fn others(&mut self) {
        let support: Vec<_> = self.request.support.iter().map(|name| name.trim().to_owned()).collect();
        if !support.is_empty()
            && self.differs(self.action.support == support, "it is supported by", &words::listed(&support))
        {
            self.said.push(format!("support set to {}", words::listed(&support)));
            for name in &support {
                self.warn_of_stranger(name);
            }
            self.action.support = support;
        }
        if let Some(level) = self.request.confidence
            && self.differs(self.action.confidence == Some(level), "its confidence is", level.word())
        {
            self.said.push(words::changed("confidence", self.action.confidence.map(Level::word), level.word()));
            self.action.confidence = Some(level);
        }
        if let Some(day) = self.request.review
            && self.differs(self.action.review == Some(day), "its review is on", &day.in_words())
        {
            self.said.push(format!("review set to {}", day.in_words()));
            self.action.review = Some(day);
        }
        for proof in self.request.evidence.iter().map(|proof| proof.trim()) {
            let is_there = self.action.evidence.iter().any(|known| known == proof);
            if self.differs(is_there, "its evidence has", proof) {
                self.said.push(format!("evidence added: {}", words::one_line(proof)));
                self.action.evidence.push(proof.to_owned());
            }
        }
    }

    /// Whether something is to be changed; notes what is so already.
    fn differs(&mut self, is_same: bool, what: &str, value: &str) -> bool {
        if is_same {
            self.same.push(format!("{what} {value}"));
        }
        !is_same
    }

    fn warn_of_stranger(&mut self, name: &str) {
        let plan = self.located.plan;
        if !plan.has_register || plan.party(name).is_some() {
            return;
        }
        let known = plan.parties.iter().flat_map(|party| std::iter::once(&party.name).chain(&party.aliases));
        let help = match did_you_mean(name, known.map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`? Otherwise add it there under `[[party]]`"),
            None => "add it there under `[[party]]`, with its `organisation` and `kind`".to_owned(),
        };
        self.warnings.push(Warning { message: format!("`{name}` is not in {}/parties.toml", plan.name), help });
    }

    /// Adds the entry of the log.
    fn log(&mut self, occurrence: Option<Date>, deadline_was: Option<Deadline>) {
        let Request { date, status, rag, .. } = *self.request;
        let [by, note] =
            [&self.request.by, &self.request.note].map(|text| text.as_deref().map(|text| text.trim().to_owned()));
        if !self.request.is_logged() && deadline_was.is_none() {
            return;
        }
        let update = Update { date, by, status, rag, note, occurrence, deadline_was };
        if self.action.updates.last() == Some(&update) && self.refusals.is_empty() {
            let help = "it was recorded already; say something else, or leave it".to_owned();
            self.refusals.push(Refusal::new("its newest update says exactly this", help));
        }
        self.action.updates.push(update);
    }

    fn finish(mut self) -> Result<Draft, Vec<Refusal>> {
        if self.refusals.is_empty() && self.action == *self.located.action {
            let message = format!("there is nothing to change: {}", self.same.join(", "));
            let help = format!("`vawg show {}` shows it as it is", self.action.reference);
            self.refusals.push(Refusal::new(message, help));
        }
        if self.refusals.is_empty() {
            Ok(Draft { action: self.action, said: self.said, warnings: self.warnings })
        } else {
            Err(self.refusals)
        }
    }
}
