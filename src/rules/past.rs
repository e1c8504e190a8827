//! What rules over history look at: a plan at two times, and the commits in between.

use super::{ALL, Check, Found};
use crate::diagnostic::Diagnostic;
use crate::model::pairs::{self, Pair, actions};
use crate::model::trail::{Alteration, Commit, Entry, Former, of_log};
use crate::model::{Action, Date, Plan, Portfolio, Update};

/// What has happened to the plans since some commit.
#[derive(Clone, Copy)]
pub struct Since<'p> {
    /// The plans then.
    pub before: &'p Portfolio,
    /// What the commits since then have altered, the newest first.
    pub entries: &'p [Entry],
    /// What references of today stood for before then.
    pub former: &'p [Former],
    /// The day on which what is not committed yet was changed.
    pub today: Date,
}

/// A plan at two times.
pub struct Past<'p> {
    pub since: Since<'p>,
    pub portfolio: &'p Portfolio,
    /// The plan then; nothing where it is new.
    pub before: Option<&'p Plan>,
    /// The plan now; nothing in it where it is gone.
    pub plan: &'p Plan,
    /// Whether the plan is gone as a whole.
    pub is_gone: bool,
    /// Its actions at both times.
    pub actions: Vec<Pair<'p, Action>>,
}

/// Everything that the rules over history find in plans.
#[must_use]
pub fn since(portfolio: &Portfolio, since: Since<'_>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for pair in pairs::plans(since.before, portfolio) {
        let gone = pair.before.map(|plan| Plan::new(&plan.name)).unwrap_or_default();
        let (plan, is_gone) = (pair.after.unwrap_or(&gone), pair.after.is_none());
        let actions = actions(pair.before, pair.after);
        let past = Past { since, portfolio, before: pair.before, plan, is_gone, actions };
        for rule in ALL {
            if let (Check::History(find), Some(severity)) = (rule.check, rule.level_in(plan)) {
                let mut found = Found { rule: rule.name, severity, timed: false, list: Vec::new() };
                find(&past, &mut found);
                problems.append(&mut found.list);
            }
        }
    }
    problems
}

impl<'p> Past<'p> {
    /// The actions that there are at both times.
    pub(super) fn kept(&self) -> impl Iterator<Item = (&'p Action, &'p Action)> {
        self.actions.iter().filter_map(|pair| pair.before.zip(pair.after))
    }

    /// The newest commit since then that altered something in this way; nothing where it is not committed.
    pub(super) fn commit(&self, is_it: impl Fn(&Entry) -> bool) -> Option<&'p Commit> {
        self.since.entries.iter().find(|entry| is_it(entry)).map(|entry| entry.commit.as_ref())
    }
}

/// Whether the file of an action is there but cannot be read, so that nothing can be said of it.
pub(super) fn is_unread(plan: &Plan, action: &Action) -> bool {
    plan.is_unread(&format!("{}.toml", action.reference))
}

/// What to add to a message about a commit: ` (commit 1a2b3c4d of 30 June 2026)`.
pub(super) fn in_commit(commit: Option<&Commit>) -> String {
    match commit {
        Some(commit) => format!(" (commit {} of {})", commit.short(), commit.date.in_words()),
        None => " (not committed yet)".to_owned(),
    }
}

/// The entries that were added to a log, each with its place in it; those that were rewritten do not count.
pub(super) fn new_updates<'p>(before: &Action, after: &'p Action) -> Vec<(usize, &'p Update)> {
    if before.updates == after.updates {
        return Vec::new();
    }
    let changes = of_log(before, after);
    let is_added = |update: &Update| {
        changes.iter().any(|change| matches!(change, Alteration::UpdateAdded(added) if **added == *update))
    };
    after.updates.iter().enumerate().filter(|(_, update)| is_added(update)).collect()
}
