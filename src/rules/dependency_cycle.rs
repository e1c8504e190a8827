//! No action waits for itself.

use std::collections::HashMap;

use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::model::{Action, Located};
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("dependency-cycle"),
    level: Severity::Error,
    summary: "No action depends on itself, be it through others.",
    why: "If each of two actions has to wait for the other, neither can ever be done.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

depends_on = ["1.2"]
"#,
    )
    .beside(&[(
        "prevention/1/1.2.toml",
        r#"action = "Train the housing officers"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "All 40 officers trained"

depends_on = ["1.1"]
"#,
    )]),
    good: Example::CLEAN.beside(&[(
        "prevention/1/1.2.toml",
        r#"action = "Train the housing officers"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "All 40 officers trained"

depends_on = ["1.1"]
"#,
    )]),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let mut search = Search::default();
    for judged in subject.actions.iter().filter(|judged| !judged.located.action.depends_on.is_empty()) {
        search.from(judged.located);
    }
    for cycle in &search.cycles {
        report(subject, cycle, found);
    }
}

/// A cycle through several plans is reported once: in the first of them.
fn report(subject: &Subject<'_>, cycle: &[Located<'_>], found: &mut Found) {
    let order =
        |located: &Located<'_>| subject.portfolio.plans.iter().position(|plan| std::ptr::eq(plan, located.plan));
    let start = (0..cycle.len()).min_by_key(|&place| cycle.get(place).and_then(order)).unwrap_or(0);
    let (before, after) = cycle.split_at(start);
    let (Some(first), Some(closing)) = (after.first(), before.last().or(after.last())) else { return };
    if !std::ptr::eq(first.plan, subject.plan) {
        return;
    }
    let name = |located: &Located<'_>| {
        if std::ptr::eq(located.plan, subject.plan) {
            located.action.reference.to_string()
        } else {
            located.full_reference()
        }
    };
    let others: Vec<_> = after.iter().chain(before).skip(1).chain([first]).map(name).collect();
    let message = match cycle {
        [_] => format!("`{}` depends on itself", name(first)),
        _ => {
            format!("these actions wait for each other: `{}` needs `{}`", name(first), others.join("`, which needs `"))
        }
    };
    let help = "decide which comes first, and take what it waits for out of its `depends_on`";
    let place = |located: &Located<'_>| Place::action(located.plan, located.action).key("depends_on");
    let problem = found.report(place(first), message, help);
    if cycle.len() > 1 {
        problem.also.push((place(closing), format!("waits for `{}`", name(first))));
    }
}

/// A walk along the dependencies that finds every step back onto its own way.
#[derive(Default)]
struct Search<'p> {
    /// Where each action seen stands on the way; nothing once it has been left.
    seen: HashMap<*const Action, Option<usize>>,
    cycles: Vec<Vec<Located<'p>>>,
}

impl<'p> Search<'p> {
    fn from(&mut self, start: Located<'p>) {
        if self.seen.contains_key(&key(start)) {
            return;
        }
        let mut way: Vec<(Located<'p>, usize)> = Vec::new();
        self.enter(&mut way, start);
        while let Some((here, next)) = way.last_mut() {
            let (located, reference) = (*here, here.action.depends_on.get(*next));
            *next = next.saturating_add(1);
            match reference.map(|reference| located.portfolio.action(reference, located.plan)) {
                Some(Some(needed)) => self.step(&mut way, needed),
                Some(None) => {}
                None => {
                    self.seen.insert(key(located), None);
                    way.pop();
                }
            }
        }
    }

    fn step(&mut self, way: &mut Vec<(Located<'p>, usize)>, needed: Located<'p>) {
        match self.seen.get(&key(needed)) {
            None => self.enter(way, needed),
            Some(None) => {}
            Some(&Some(place)) => self.cycles.push(way.iter().skip(place).map(|(located, _)| *located).collect()),
        }
    }

    fn enter(&mut self, way: &mut Vec<(Located<'p>, usize)>, located: Located<'p>) {
        self.seen.insert(key(located), Some(way.len()));
        way.push((located, 0));
    }
}

fn key(located: Located<'_>) -> *const Action {
    std::ptr::from_ref(located.action)
}
