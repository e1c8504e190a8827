//! Every entry of baseline.toml still accepts something, and says why.

use std::collections::{HashMap, HashSet};

use super::baseline::{self, is_acceptable};
use super::{ALL, Check, Example, Found, Rule, Subject, named};
use crate::diagnostic::{RuleName, Severity, did_you_mean};
use crate::model::{Known, stated};
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("unused-baseline"),
    level: Severity::Warning,
    summary: "Every entry of baseline.toml still accepts something, and says why.",
    why: "An accepted problem is out of sight. An entry that is left when the problem is put right would hide the next \
          one in the same place, and one without a reason cannot be looked at again.",
    bad: Example::files(&[(
        "baseline.toml",
        r#"[[known]]
rule = "missing-lead"
ref = "1.1"
reason = "The post is being filled."
"#,
    )]),
    good: Example::action(
        r#"action = "Publish the referral pathways"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    )
    .beside(&[(
        "baseline.toml",
        r#"[[known]]
rule = "missing-lead"
ref = "1.1"
reason = "The post is being filled."
"#,
    )]),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let mut firing = Firing { subject, by_rule: HashMap::new() };
    for (number, known) in subject.plan.known.iter().enumerate() {
        let place = Place::baseline(subject.plan).entry("known", number);
        if stated(known.reason.as_deref()).is_none() {
            let help = "add `reason = \"…\"`, so that it can be looked at again";
            found.report(place.clone(), "this entry does not say why the problem is accepted", help);
        }
        match named(&known.rule) {
            None => {
                let message = format!("there is no rule `{}`", known.rule);
                found.report(place.key("rule"), message, meant(&known.rule));
            }
            Some(rule) if !is_acceptable(rule) => {
                let message = format!("what `{}` finds cannot be accepted", rule.name);
                found.report(place.key("rule"), message, "put the problem right, then delete this entry");
            }
            Some(rule) => unused(&mut firing, rule, known, place, found),
        }
    }
}

/// Reports an entry that accepts nothing.
fn unused(firing: &mut Firing<'_, '_>, rule: &Rule, known: &Known, place: Place, found: &mut Found) {
    let plan = firing.subject.plan;
    if rule.level_in(plan).is_none() {
        let message = format!("nothing to accept: `{}` is off in plan.toml", rule.name);
        found.report(place.key("rule"), message, "delete this entry");
        return;
    }
    match rule.check {
        // Does not hold today, but may again tomorrow without any change to the files: an action that has gone stale
        // is not stale on the day of an update.
        Check::Timed(_) | Check::WhileReading | Check::History(_) => return,
        // What cannot be read may well be what the entry is about.
        Check::Files(_) if !plan.unread.is_empty() || !plan.unread_values.is_empty() => return,
        Check::Files(_) => {}
    }
    let (_, reference) = baseline::subject_of_entry(known);
    let references = firing.of(rule);
    if references.contains(&reference) {
        return;
    }
    match (known.reference.as_deref().map(str::trim), references.is_empty()) {
        (Some(reference), _) if !is_there(firing.subject, reference) => {
            let message = format!("nothing to accept: there is no `{reference}` in this plan");
            found.report(place.key("ref"), message, "delete this entry, or put the reference right");
        }
        (Some(reference), _) => {
            let message = format!("nothing to accept: `{}` finds nothing at `{reference}`", rule.name);
            found.report(place, message, "delete this entry");
        }
        (None, false) => {
            let message =
                format!("nothing to accept: `{}` finds nothing in the plan as a whole, only in parts of it", rule.name);
            found.report(place, message, "say which is accepted: `ref = \"3.1.1\"`");
        }
        (None, true) => {
            let message = format!("nothing to accept: `{}` finds nothing", rule.name);
            found.report(place, message, "delete this entry");
        }
    }
}

fn is_there(subject: &Subject<'_>, reference: &str) -> bool {
    let plan = subject.plan;
    plan.action(reference).is_some() || plan.objective(reference).is_some() || plan.theme(reference).is_some()
}

fn meant(name: &str) -> String {
    match did_you_mean(name, ALL.iter().filter(|rule| is_acceptable(rule)).map(|rule| rule.name.0)) {
        Some(rule) => format!("did you mean `{rule}`?"),
        None => "`vawg explain` lists the rules".to_owned(),
    }
}

/// Where the rules that entries name find something; each is asked once.
struct Firing<'s, 'p> {
    subject: &'s Subject<'p>,
    by_rule: HashMap<&'static str, HashSet<Option<String>>>,
}

impl Firing<'_, '_> {
    fn of(&mut self, rule: &Rule) -> &HashSet<Option<String>> {
        let subject = self.subject;
        self.by_rule.entry(rule.name.0).or_insert_with(|| {
            let found = rule.find(subject);
            found.iter().map(|problem| baseline::subject_of(problem.rule, &problem.place).1).collect()
        })
    }
}
