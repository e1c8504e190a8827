//! What has changed in an action, and in its judgement.

use super::plan::about;
use super::{Difference, Kind, Side};
use crate::model::change::Change;
use crate::model::pairs::Pair;
use crate::model::trail::{Alteration, Version, alterations};
use crate::model::{
    Action, Deadline, Flag, Judgement, Located, Plain, Plan, Rating, Status, Update, counted, judge, stated,
};

/// Adds the changes of an action that one plan or both have.
pub(super) fn changes(
    list: &mut Vec<Difference>,
    from: Side<'_>,
    to: Side<'_>,
    (old, new): (&Plan, &Plan),
    pair: Pair<'_, Action>,
) {
    match (pair.before, pair.after) {
        (None, None) => {}
        (None, Some(action)) if is_unread(old, action) => {
            list.push(named(new, Kind::Other, action, "could not be read then".to_owned()));
        }
        (Some(action), None) if is_unread(new, action) => {
            list.push(named(new, Kind::Other, action, "cannot be read any more".to_owned()));
        }
        (None, Some(action)) => list.push(named(new, Kind::Added, action, facts(action))),
        (Some(action), None) => list.push(named(new, Kind::Removed, action, facts(action))),
        (Some(before), Some(after)) => {
            let before = Located { portfolio: from.portfolio, plan: old, action: before };
            let after = Located { portfolio: to.portfolio, plan: new, action: after };
            let two = Two { old: judge(before, (from.day)(old)), new: judge(after, (to.day)(new)), before, after };
            list.extend(two.changes());
        }
    }
}

fn of(plan: &Plan, kind: Kind, action: &Action) -> Difference {
    about(plan, kind, "action", Some(action.reference.as_str()))
}

fn named(plan: &Plan, kind: Kind, action: &Action, text: String) -> Difference {
    Difference { text, title: action.text.clone(), ..of(plan, kind, action) }
}

fn is_unread(plan: &Plan, action: &Action) -> bool {
    plan.is_unread(&format!("{}.toml", action.reference))
}

/// Who answers for it, and by when.
fn facts(action: &Action) -> String {
    let lead = stated(action.lead.as_deref()).map(|lead| format!("lead {lead}"));
    let due = action.deadline.as_ref().map(|deadline| format!("due {}", deadline.in_words()));
    lead.into_iter().chain(due).collect::<Vec<_>>().join(", ")
}

/// An action at two times, each with its judgement.
struct Two<'p> {
    before: Located<'p>,
    after: Located<'p>,
    old: Judgement<'p>,
    new: Judgement<'p>,
}

impl Two<'_> {
    fn changes(&self) -> Vec<Difference> {
        let judged: Vec<_> = [self.overdue(), self.completed(), self.withdrawn()].into_iter().flatten().collect();
        let rating = if judged.is_empty() { self.rating() } else { None };
        let is_judged = !judged.is_empty() || rating.is_some();
        let mut list = judged;
        list.extend(rating);
        list.extend([self.rescheduled(), self.recurs(), self.lead(), self.moved()].into_iter().flatten());
        list.extend(self.others(is_judged));
        list
    }

    fn change(&self, kind: Kind, text: String) -> Difference {
        let note = match kind {
            Kind::NewlyOverdue | Kind::Completed | Kind::Withdrawn | Kind::Worse | Kind::Better | Kind::Rated => {
                self.note(|_| true)
            }
            Kind::Rescheduled => self.note(|update| update.deadline_was.is_some()),
            Kind::Lead | Kind::Added | Kind::Removed | Kind::Moved | Kind::Other => None,
        };
        Difference { note, ..named(self.after.plan, kind, self.after.action, text) }
    }

    /// The newest thing that people say in an update of some kind which the older side does not have.
    fn note(&self, is_wanted: impl Fn(&Update) -> bool) -> Option<String> {
        let known = &self.before.action.updates;
        let is_new = |update: &&Update| !known.contains(update) && update.date <= self.new.day && is_wanted(update);
        let mut new = self.after.action.updates.iter().rev().filter(is_new);
        new.find_map(|update| stated(update.note.as_deref())).map(str::to_owned)
    }

    fn overdue(&self) -> Option<Difference> {
        let days = self.new.overdue_days().filter(|_| !self.old.has(Flag::Overdue))?;
        let due = self.new.due.on.map(|on| format!("due {}, ", on.in_words())).unwrap_or_default();
        let text = format!("{due}{} overdue", counted(usize::try_from(days).unwrap_or_default(), "day"));
        Some(Difference {
            days: Some(days),
            after: self.new.due.on.map(Plain::Day),
            ..self.change(Kind::NewlyOverdue, text)
        })
    }

    fn completed(&self) -> Option<Difference> {
        let is_done = self.new.state.status == Status::Complete && self.old.state.status != Status::Complete;
        let turns = self.new.state.turns_done.saturating_sub(self.old.state.turns_done);
        let text = match turns {
            _ if is_done => self.new.reason.to_string(),
            0 => return None,
            turns => format!("{} completed", counted(usize::try_from(turns).unwrap_or_default(), "turn")),
        };
        let after = self.new.state.completed.map(Plain::Day);
        Some(Difference { after, ..self.change(Kind::Completed, text) })
    }

    fn withdrawn(&self) -> Option<Difference> {
        let is_new = self.new.state.status.is_out() && !self.old.state.status.is_out();
        is_new.then(|| self.change(Kind::Withdrawn, self.new.reason.to_string()))
    }

    fn rating(&self) -> Option<Difference> {
        let (old, new) = (self.old.rating?, self.new.rating?);
        let kind = match new.rank().cmp(&old.rank()) {
            std::cmp::Ordering::Equal => return None,
            _ if old == Rating::Unrated => Kind::Rated,
            std::cmp::Ordering::Greater => Kind::Better,
            std::cmp::Ordering::Less => Kind::Worse,
        };
        let text = format!("{} to {}: {}", old.word().to_uppercase(), new.word().to_uppercase(), self.new.reason);
        let word = |rating: Rating, side: &Located<'_>| {
            Some(Plain::Text(rating.colour(side.plan.settings.rating.scheme()).to_owned()))
        };
        let (before, after) = (word(old, &self.before), word(new, &self.after));
        Some(Difference { before, after, ..self.change(kind, text) })
    }

    fn rescheduled(&self) -> Option<Difference> {
        let (old, new) = (self.before.deadline_on(self.old.day), self.after.deadline_on(self.new.day));
        if old == new {
            return None;
        }
        let days = old.and_then(Deadline::due).zip(new.and_then(Deadline::due)).map(|(old, new)| old.days_until(new));
        let (before, after) = (old.and_then(Plain::of), new.and_then(Plain::of));
        let change = Change { key: "deadline".to_owned(), before: before.clone(), after: after.clone() };
        let text = Alteration::Changed(change).to_string();
        Some(Difference { before, after, days, ..self.change(Kind::Rescheduled, text) })
    }

    fn recurs(&self) -> Option<Difference> {
        let (old, new) = (self.before.action.recurs, self.after.action.recurs);
        let (before, after) = (old.as_ref().and_then(Plain::of), new.as_ref().and_then(Plain::of));
        let change = Change { key: "recurs".to_owned(), before: before.clone(), after: after.clone() };
        let text = Alteration::Changed(change).to_string();
        (old != new).then(|| Difference { before, after, ..self.change(Kind::Rescheduled, text) })
    }

    fn lead(&self) -> Option<Difference> {
        let (old, new) = (self.before.lead_name(), self.after.lead_name());
        let plain = |name: Option<&str>| name.map(|name| Plain::Text(name.to_owned()));
        let (before, after) = (plain(old), plain(new));
        let change = Change { key: "lead".to_owned(), before: before.clone(), after: after.clone() };
        let text = Alteration::Changed(change).to_string();
        (old != new).then(|| Difference { before, after, ..self.change(Kind::Lead, text) })
    }

    fn moved(&self) -> Option<Difference> {
        let (old, new) = (&self.before.action.reference, &self.after.action.reference);
        let within = |located: &Located<'_>| {
            let file = located.file();
            let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
            folder.split_once('/').map_or("", |(_, rest)| rest).to_owned()
        };
        let (from, to) = (within(&self.before), within(&self.after));
        let name = (old != new).then(|| format!("renamed from {old}"));
        let place = (from != to).then(|| Alteration::Moved { from, to }.to_string());
        let texts: Vec<_> = name.into_iter().chain(place).collect();
        let (before, after) = (Plain::Text(old.to_string()), Plain::Text(new.to_string()));
        let change = || self.change(Kind::Moved, texts.join("; "));
        (!texts.is_empty()).then(|| Difference { before: Some(before), after: Some(after), ..change() })
    }

    /// What the files say differently besides: all but what is told already.
    fn others(&self, is_judged: bool) -> Vec<Difference> {
        let (before, after) = (self.before.action, self.after.action);
        if before == after {
            return Vec::new();
        }
        let version = |action: &Action| Version::Action(Box::new(action.clone()));
        let is_told = |alteration: &Alteration| match alteration {
            Alteration::Changed(change) => match change.key.as_str() {
                "deadline" => self.rescheduled().is_some(),
                "lead" => self.lead().is_some(),
                key => key == "recurs",
            },
            Alteration::UpdateAdded(_) => is_judged,
            _ => false,
        };
        let list = alterations(&version(before), &version(after)).into_iter().filter(|one| !is_told(one));
        let other = |alteration: Alteration| Difference {
            before: alteration.before(),
            after: alteration.after(),
            ..self.change(Kind::Other, alteration.to_string())
        };
        list.map(other).collect()
    }
}
