//! What a plan accepts for now: the entries of its `baseline.toml` against what was found.
//!
//! An entry accepts what a rule finds at a reference. What is wrong with a text itself cannot be accepted: until it
//! is put right nobody knows what the plan says.

use std::collections::HashMap;

use super::{Check, Rule, named, unused_baseline};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::model::{Date, Known, Plan, Portfolio};
use crate::source::Place;

/// Problems, parted by whether their plan accepts them.
#[derive(Debug, Default)]
pub struct Parted {
    pub fresh: Vec<Diagnostic>,
    /// Each points last to the entry that accepts it, with its reason.
    pub known: Vec<Diagnostic>,
}

/// Parts the problems that plans accept on a day from the others.
///
/// A problem whose acceptance has run out is fresh again, and points to the entry.
#[must_use]
pub fn part(portfolio: &Portfolio, day: Date, problems: Vec<Diagnostic>) -> Parted {
    let plans = portfolio.plans.iter().filter(|plan| !plan.known.is_empty());
    let baselines: HashMap<&str, Baseline<'_>> = plans.map(|plan| (plan.name.as_str(), Baseline::of(plan))).collect();
    if baselines.is_empty() {
        return Parted { fresh: problems, known: Vec::new() };
    }
    let mut parted = Parted::default();
    for problem in problems {
        let baseline = problem.place.plan.as_deref().and_then(|plan| baselines.get(plan));
        match baseline.map_or(Standing::Fresh, |baseline| baseline.standing(&problem, day)) {
            Standing::Known(place, reason) => parted.known.push(problem.also(place, reason)),
            Standing::Fresh => parted.fresh.push(problem),
            Standing::RunOut(until, place) => {
                parted.fresh.push(problem.also(place, format!("accepted until {until} only")));
            }
        }
    }
    parted
}

/// The entry that would accept a problem; nothing where it cannot be accepted.
#[must_use]
pub fn entry(problem: &Diagnostic, reason: &str) -> Option<Known> {
    named(problem.rule.0).filter(|rule| is_acceptable(rule))?;
    Some(Known {
        rule: problem.rule.to_string(),
        reference: problem.place.reference.clone(),
        reason: Some(reason.to_owned()),
        until: None,
    })
}

/// Whether what a rule finds can be accepted.
#[must_use]
pub fn is_acceptable(rule: &Rule) -> bool {
    !matches!(rule.check, Check::WhileReading) && rule.name != unused_baseline::RULE.name
}

/// What an entry or a problem is about: a rule, and a reference in small letters.
pub(super) type Subject<'a> = (&'a str, Option<String>);

/// What a problem is about.
pub(super) fn subject_of(rule: RuleName, place: &Place) -> Subject<'static> {
    (rule.0, place.reference.as_deref().map(str::to_lowercase))
}

/// What an entry is about.
pub(super) fn subject_of_entry(known: &Known) -> Subject<'_> {
    (known.rule.as_str(), known.reference.as_deref().map(|reference| reference.trim().to_lowercase()))
}

struct Baseline<'p> {
    plan: &'p Plan,
    /// The entries for each subject, by their number.
    entries: HashMap<Subject<'p>, Vec<usize>>,
}

/// How a problem stands to the baseline of its plan.
enum Standing {
    Fresh,
    Known(Place, String),
    RunOut(Date, Place),
}

impl<'p> Baseline<'p> {
    fn of(plan: &'p Plan) -> Self {
        let mut entries: HashMap<_, Vec<_>> = HashMap::new();
        let acceptable = |known: &&Known| named(&known.rule).is_some_and(is_acceptable);
        for (number, known) in plan.known.iter().enumerate().filter(|(_, known)| acceptable(known)) {
            entries.entry(subject_of_entry(known)).or_default().push(number);
        }
        Self { plan, entries }
    }

    fn standing(&self, problem: &Diagnostic, day: Date) -> Standing {
        let numbers = self.entries.get(&subject_of(problem.rule, &problem.place)).map_or(&[][..], Vec::as_slice);
        let entries = numbers.iter().filter_map(|&number| Some((number, self.plan.known.get(number)?)));
        let mut run_out = Standing::Fresh;
        for (number, known) in entries {
            let place = Place::baseline(self.plan).entry("known", number);
            match known.until {
                Some(until) if until < day => run_out = Standing::RunOut(until, place.key("until")),
                Some(_) | None => {
                    let reason = known.reason.clone().unwrap_or_else(|| "accepted without a reason".to_owned());
                    return Standing::Known(place, reason);
                }
            }
        }
        run_out
    }
}

#[cfg(test)]
mod tests {
    use super::{entry, part};
    use crate::diagnostic::{Diagnostic, RuleName};
    use crate::model::{Date, Known, Plan, Portfolio};
    use crate::source::Place;

    fn known(rule: &str, reference: Option<&str>, until: Option<&str>) -> Known {
        Known {
            rule: rule.to_owned(),
            reference: reference.map(str::to_owned),
            reason: Some("The source leaves it blank.".to_owned()),
            until: until.and_then(Date::parse),
        }
    }

    fn problem(rule: &'static str, reference: Option<&str>) -> Diagnostic {
        let place = Place { reference: reference.map(str::to_owned), ..Place::file("wendale/x.toml", Some("wendale")) };
        Diagnostic::error(RuleName(rule), place, "wrong")
    }

    /// How many of one problem are fresh and how many known, and whether the fresh one names the entry.
    fn parted(known: Known, problem: Diagnostic) -> (usize, usize, bool) {
        let mut plan = Plan::new("wendale");
        plan.known.push(known);
        let portfolio = Portfolio { plans: vec![Plan::new("other"), plan] };
        let day = Date::parse("2026-06-30").expect("a date");
        let parted = part(&portfolio, day, vec![problem]);
        (parted.fresh.len(), parted.known.len(), parted.fresh.iter().any(|fresh| !fresh.also.is_empty()))
    }

    #[test]
    fn an_entry_accepts_what_its_rule_finds_at_its_reference() {
        let accepts = |entry, rule, reference| parted(entry, problem(rule, reference)) == (0, 1, false);
        assert!(accepts(known("missing-lead", Some("PREV-1"), None), "missing-lead", Some("prev-1")), "in any case");
        assert!(accepts(known("missing-lead", None, None), "missing-lead", None), "of the plan itself");
        assert!(!accepts(known("missing-lead", None, None), "missing-lead", Some("3.1")));
        assert!(!accepts(known("missing-lead", Some("3.1"), None), "missing-lead", Some("3.10")));
        assert!(!accepts(known("missing-lead", Some("3.1"), None), "missing-deadline", Some("3.1")));
    }

    #[test]
    fn an_entry_holds_to_its_last_day() {
        let until = |day| parted(known("missing-lead", Some("3.1"), Some(day)), problem("missing-lead", Some("3.1")));
        assert_eq!(until("2026-07-01"), (0, 1, false));
        assert_eq!(until("2026-06-30"), (0, 1, false));
        assert_eq!(until("2026-06-29"), (1, 0, true), "the problem is back, and points to the entry");
    }

    #[test]
    fn what_is_wrong_with_a_text_cannot_be_accepted() {
        let syntax = || problem("toml-syntax", Some("3.1"));
        assert_eq!(parted(known("toml-syntax", Some("3.1"), None), syntax()), (1, 0, false));
        assert_eq!(entry(&syntax(), "why"), None);
        assert_eq!(entry(&problem("unused-baseline", None), "why"), None);
        assert!(entry(&problem("missing-lead", Some("3.1")), "why").is_some());
    }
}
