//! Who moves a deadline says why.

use super::part::Part;
use super::past::{Past, in_commit, is_unread, new_updates};
use super::{Check, Example, Found, Rule};
use crate::diagnostic::{RuleName, Severity};
use crate::model::change::Change;
use crate::model::trail::{Alteration, Commit, Item};
use crate::model::{Deadline, Located, Plain, counted, stated, trail};

pub(super) const RULE: Rule = Rule {
    name: RuleName("deadline-moved-silently"),
    level: Severity::Warning,
    summary: "No deadline is moved without an update that says why.",
    why: "A deadline that moves whenever it comes near is none. The board may agree to a later one, but it can only \
          do so if somebody says that it was moved, from when, and what for. `vawg update --deadline` writes all of \
          that down.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2027-03-31

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    )
    .that_was(DECEMBER),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2027-03-31

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-06-22
deadline_was = 2026-12-01
note = "The refuges need until spring to agree; the board knows."
"#,
    )
    .that_was(DECEMBER),
    check: Check::History(check),
};

const DECEMBER: &[(&str, &str)] = &[(
    "prevention/1/1.1.toml",
    r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
)];

/// A deadline that was moved in one place, and for how many actions nobody says why.
struct Silent<'p> {
    giver: Part<'p>,
    change: Change,
    actions: usize,
}

fn check(past: &Past<'_>, found: &mut Found) {
    let mut list: Vec<Silent<'_>> = Vec::new();
    for (giver, change) in moved(past) {
        match list.iter_mut().find(|known| known.giver.address() == giver.address() && known.change == change) {
            Some(known) => known.actions = known.actions.saturating_add(1),
            None => list.push(Silent { giver, change, actions: 1 }),
        }
    }
    for Silent { giver, change, actions } in list {
        let reach = match giver {
            Part::Action(_) => String::new(),
            Part::Settings | Part::Parties | Part::Theme(_) | Part::Objective(_) => {
                format!(" (so for {} below)", counted(actions, "action"))
            }
        };
        let key = change.key.clone();
        let commit = in_commit(commit(past, giver, &key));
        let words = Alteration::Changed(change);
        let message = format!("{words}{reach}, and no update says why{commit}");
        let help = "add an `[[update]]` with `deadline_was` and a `note`, or use `vawg update REF --deadline DAY`";
        found.report(giver.place(past.plan).key(key), message, help);
    }
}

/// The deadlines that hold for actions and are not what they were, each at the place that gives it now, where no new
/// update of the action says anything.
fn moved<'p>(past: &Past<'p>) -> Vec<(Part<'p>, Change)> {
    let Some(before) = past.before else { return Vec::new() };
    let mut list = Vec::new();
    for (old, new) in past.kept() {
        let then = Located { portfolio: past.since.before, plan: before, action: old };
        let now = Located { portfolio: past.portfolio, plan: past.plan, action: new };
        let is_said = new_updates(old, new).iter().any(|(_, update)| stated(update.note.as_deref()).is_some());
        if is_said || is_unread(past.plan, new) {
            continue;
        }
        let giver = now.deadline().map_or(Part::Action(new), |given| Part::giver(now, &given));
        let recurs = (old.recurs.as_ref().and_then(Plain::of), new.recurs.as_ref().and_then(Plain::of));
        let deadline = (written(then), written(now));
        list.extend(change("deadline", deadline).map(|change| (giver, change)));
        list.extend(change("recurs", recurs).map(|change| (Part::Action(new), change)));
    }
    list
}

/// The deadline that holds for an action as a plain value; nothing where it only says that one is to be given.
fn written(located: Located<'_>) -> Option<Plain> {
    match located.deadline()?.value() {
        Deadline::Unsaid(_) => None,
        deadline @ (Deadline::By(_) | Deadline::Ongoing) => Plain::of(deadline),
    }
}

/// What was moved; where there was nothing before, something was only added.
fn change(key: &str, (before, after): (Option<Plain>, Option<Plain>)) -> Option<Change> {
    let is_moved = before.is_some() && before != after;
    is_moved.then(|| Change { key: key.to_owned(), before, after })
}

/// The newest commit that changed the key where it is given.
fn commit<'p>(past: &Past<'p>, giver: Part<'_>, key: &str) -> Option<&'p Commit> {
    let altered = match giver {
        Part::Settings => trail::Part::Settings,
        Part::Parties => trail::Part::Parties,
        Part::Theme(theme) => trail::Part::Theme(theme.name.clone()),
        Part::Objective(objective) => trail::Part::Objective(objective.reference.clone()),
        Part::Action(action) => trail::Part::Action(action.reference.clone()),
    };
    let item = Item { plan: past.plan.name.clone(), part: altered };
    past.commit(|entry| entry.item == item && entry.alteration.field() == Some(key))
}
