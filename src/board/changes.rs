//! What happened to actions since the meeting before a day, an action a word.

use std::collections::HashMap;

use crate::model::{Date, counted, spoken};
use crate::query::Judged;
use crate::report::happened::{Happened, Stretch, Turn};

/// What happened since the previous meeting of each plan.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// The words for what happened to an action, by its full reference.
    words: HashMap<String, Vec<String>>,
    /// The days since which one looks back; one for each plan that had a meeting.
    pub since: Vec<Date>,
    counts: Vec<(String, usize)>,
}

impl Changes {
    /// What happened to actions that were judged on a day, plan by plan.
    pub(super) fn of(judged: &[Judged<'_>]) -> Self {
        let mut changes = Self::default();
        for own in judged.chunk_by(|one, other| std::ptr::eq(one.located.plan, other.located.plan)) {
            let Some(first) = own.first() else { continue };
            let until = first.judgement.day;
            let Some(after) = first.located.plan.last_meeting_before(until) else { continue };
            changes.since.push(after);
            changes.take(&Happened::of(own, Stretch { after, until }));
        }
        changes.since.sort_unstable();
        changes.since.dedup();
        changes
    }

    /// The words for what happened to an action, where something did.
    pub(super) fn of_action(&self, judged: &Judged<'_>) -> Option<&[String]> {
        self.words.get(&judged.located.full_reference()).map(Vec::as_slice)
    }

    /// All of it in a line: `3 completed, 1 became red`.
    pub(super) fn in_words(&self) -> String {
        let told: Vec<_> = self.counts.iter().map(|(what, count)| format!("{count} {what}")).collect();
        if told.is_empty() { "nothing has changed".to_owned() } else { told.join(", ") }
    }

    /// How many actions something happened to: `7 actions`.
    pub(super) fn actions(&self) -> String {
        counted(self.words.len(), "action")
    }

    fn take(&mut self, happened: &Happened<'_, '_>) {
        for one in &happened.completed {
            let what = if one.turn.is_some() { "turn done" } else { "completed" };
            self.add(one.judged, what, what.to_owned());
        }
        for one in &happened.ended {
            let word = spoken(one.judged.judgement.state.status.word());
            self.add(one.judged, &word, word.clone());
        }
        for one in &happened.rated {
            self.add(one.judged, one.turn.word(), turned(one.turn).to_owned());
        }
        for one in &happened.moved {
            let days = one.days().map(|days| format!(" {days:+} d")).unwrap_or_default();
            self.add(one.judged, "moved", format!("moved{days}"));
        }
    }

    fn add(&mut self, judged: &Judged<'_>, what: &str, word: String) {
        self.words.entry(judged.located.full_reference()).or_default().push(word);
        match self.counts.iter_mut().find(|(known, _)| known == what) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => self.counts.push((what.to_owned(), 1)),
        }
    }
}

const fn turned(turn: Turn) -> &'static str {
    match turn {
        Turn::BecameRed => "↓ now red",
        Turn::Worse => "↓ worse",
        Turn::Better => "↑ better",
        Turn::Rated => "• rated",
    }
}
