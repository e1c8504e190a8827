//! What has changed in a plan: its actions, and the parts that hold them.

use super::{Difference, Kind, Side, action};
use crate::model::pairs::{Pair, actions};
use crate::model::trail::{Alteration, Version, alterations};
use crate::model::{KnownFile, PartiesFile, Plan, counted};

/// The changes of a plan.
pub(super) fn changes(from: Side<'_>, to: Side<'_>, pair: Pair<'_, Plan>) -> Vec<Difference> {
    match (pair.before, pair.after) {
        (None, None) => Vec::new(),
        (None, Some(plan)) => vec![whole(plan, Kind::Added, "added")],
        (Some(plan), None) => vec![whole(plan, Kind::Removed, "removed")],
        (Some(before), Some(after)) => {
            let mut list = Vec::new();
            if before.name != after.name {
                let text = format!("renamed from {}", before.name);
                list.push(Difference { text, ..about(after, Kind::Moved, "plan", None) });
            }
            for pair in actions(Some(before), Some(after)) {
                action::changes(&mut list, from, to, (before, after), pair);
            }
            parts(&mut list, before, after);
            list
        }
    }
}

/// A change of a part of a plan, still without words.
pub(super) fn about(plan: &Plan, kind: Kind, part: &'static str, reference: Option<&str>) -> Difference {
    Difference {
        kind,
        plan: plan.name.clone(),
        reference: reference.map(str::to_owned),
        part,
        title: None,
        before: None,
        after: None,
        days: None,
        text: String::new(),
        note: None,
    }
}

fn whole(plan: &Plan, kind: Kind, done: &str) -> Difference {
    let text = format!("plan {done}, with {}", counted(plan.actions.len(), "action"));
    Difference { text, title: Some(plan.display_title().to_owned()), ..about(plan, kind, "plan", None) }
}

/// The changes of everything that is no action.
fn parts(list: &mut Vec<Difference>, before: &Plan, after: &Plan) {
    let mut compare = |part, name, version: &dyn Fn(&Plan) -> Option<Version>| {
        let (old, new) = (version(before), version(after));
        compared(list, after, (part, name), Pair { before: old.as_ref(), after: new.as_ref() });
    };
    compare("plan", None, &|plan| Some(Version::Settings(Box::new(plan.settings.clone()))));
    compare("register", None, &|plan| {
        plan.has_register.then(|| Version::Parties(PartiesFile { parties: plan.parties.clone() }))
    });
    compare("baseline", None, &|plan| Some(Version::Baseline(KnownFile { known: plan.known.clone() })));
    for name in names(&before.themes, &after.themes, |theme| &theme.name) {
        compare("theme", Some(name), &|plan| Some(Version::Theme(Box::new(plan.theme(name)?.clone()))));
    }
    for name in names(&before.objectives, &after.objectives, |objective| objective.reference.as_str()) {
        compare("objective", Some(name), &|plan| Some(Version::Objective(Box::new(plan.objective(name)?.clone()))));
    }
}

/// The names of the newer list, and then those that only the older has.
fn names<'p, T>(before: &'p [T], after: &'p [T], name: impl Fn(&'p T) -> &'p str) -> Vec<&'p str> {
    let new: Vec<_> = after.iter().map(&name).collect();
    let is_gone = |old: &&str| !new.iter().any(|new| new.eq_ignore_ascii_case(old));
    let gone: Vec<_> = before.iter().map(name).filter(is_gone).collect();
    new.iter().copied().chain(gone).collect()
}

fn compared(
    list: &mut Vec<Difference>,
    plan: &Plan,
    (part, name): (&'static str, Option<&str>),
    pair: Pair<'_, Version>,
) {
    let (kind, changes) = match (pair.before, pair.after) {
        (None, None) => return,
        (None, Some(_)) => (Kind::Added, vec![Alteration::Added(None)]),
        (Some(_), None) => (Kind::Removed, vec![Alteration::Removed(None)]),
        (Some(before), Some(after)) => (Kind::Other, alterations(before, after)),
    };
    let title = pair.after.or(pair.before).and_then(Version::title).map(str::to_owned);
    list.extend(changes.into_iter().map(|alteration| {
        let (before, after, text) = (alteration.before(), alteration.after(), alteration.to_string());
        Difference { title: title.clone(), before, after, text, ..about(plan, kind, part, name) }
    }));
}
