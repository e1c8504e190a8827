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

/// The changes of everything that is no action, and of which both sides are known.
fn parts(list: &mut Vec<Difference>, before: &Plan, after: &Plan) {
    let mut compare =
        |part, name, file: &dyn Fn(&Plan) -> Option<String>, version: &dyn Fn(&Plan) -> Option<Version>| {
            if is_unread(before, file(before)) || is_unread(after, file(after)) {
                return;
            }
            let (old, new) = (version(before), version(after));
            compared(list, after, (part, name), Pair { before: old.as_ref(), after: new.as_ref() });
        };
    let own = |file: &'static str| move |plan: &Plan| Some(format!("{}/{file}", plan.name));
    compare("plan", None, &own("plan.toml"), &|plan| Some(Version::Settings(Box::new(plan.settings.clone()))));
    compare("register", None, &own("parties.toml"), &|plan| {
        plan.has_register.then(|| Version::Parties(PartiesFile { parties: plan.parties.clone() }))
    });
    compare("baseline", None, &own("baseline.toml"), &|plan| {
        Some(Version::Baseline(KnownFile { known: plan.known.clone() }))
    });
    for name in names(&before.themes, &after.themes, |theme| &theme.name) {
        let file = |plan: &Plan| Some(plan.theme_file(plan.theme(name)?));
        compare("theme", Some(name), &file, &|plan| Some(Version::Theme(Box::new(plan.theme(name)?.clone()))));
    }
    for name in names(&before.objectives, &after.objectives, |objective| objective.reference.as_str()) {
        let file = |plan: &Plan| Some(plan.objective_file(plan.objective(name)?));
        compare("objective", Some(name), &file, &|plan| {
            Some(Version::Objective(Box::new(plan.objective(name)?.clone())))
        });
    }
}

/// Whether what a file says is not known; where there is no file it may be in a folder that could not be read.
fn is_unread(plan: &Plan, file: Option<String>) -> bool {
    file.map_or(!plan.unread_folders.is_empty(), |file| plan.unread.contains(&file))
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
