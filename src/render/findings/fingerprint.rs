//! What makes a problem the same problem tomorrow, for programs that compare one check with another.
//!
//! Lines, days and numbers of days do not count: a problem stays itself when lines are put in above it, and overnight.

use std::collections::HashMap;
use std::fmt::Write as _;

use sha1::{Digest, Sha1};

use crate::diagnostic::Diagnostic;
use crate::source::{Spot, Step};

/// Numbers problems that are alike in everything that lasts.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: HashMap<String, usize>,
}

impl Fingerprints {
    /// The fingerprint of the next problem with this identity: 40 hexadecimal digits, given once only.
    pub(super) fn next(&mut self, identity: String) -> String {
        let number = self.seen.entry(identity.clone()).or_default();
        *number = number.saturating_add(1);
        let mut hash = Sha1::new();
        hash.update(identity);
        if *number > 1 {
            hash.update(format!("\0{number}"));
        }
        hash.finalize().iter().fold(String::with_capacity(40), |mut digits, byte| {
            // A string takes whatever it is given.
            let _ = write!(digits, "{byte:02x}");
            digits
        })
    }
}

/// What lasts of a problem: its rule, its plan, what it is about, the keys on the way to it, and the literals that its
/// message names. Only where it is about no reference does the file count.
pub(super) fn identity(problem: &Diagnostic) -> String {
    let place = &problem.place;
    let about = place.reference.as_deref().unwrap_or(&place.file);
    let keys = match &place.spot {
        Spot::Value(steps) => steps.iter().filter_map(key).collect::<Vec<_>>().join("."),
        Spot::File | Spot::Bytes(_) => String::new(),
    };
    let literals = problem.message.split('`').skip(1).step_by(2);
    let parts = [problem.rule.0, place.plan.as_deref().unwrap_or_default(), about, &keys];
    parts.into_iter().chain(literals).collect::<Vec<_>>().join("\0")
}

/// The key that a step leads to; the number of an entry changes with the entries before it.
fn key(step: &Step) -> Option<&str> {
    match step {
        Step::Key(key) => Some(key),
        Step::Entry(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Fingerprints, identity};
    use crate::diagnostic::{Diagnostic, RuleName};
    use crate::source::Place;

    fn problem(reference: Option<&str>, message: &str) -> Diagnostic {
        let place = Place { reference: reference.map(str::to_owned), ..Place::file("wendale/x.toml", Some("wendale")) };
        Diagnostic::error(RuleName("stale-update"), place, message)
    }

    #[test]
    fn a_problem_is_the_same_tomorrow_and_on_another_line() {
        let today = problem(Some("1.1"), "no update for 200 days: `lead` is silent");
        let tomorrow = problem(Some("1.1"), "no update for 201 days: `lead` is silent");
        let place = tomorrow.place.clone().bytes(40..44);
        assert_eq!(identity(&today), identity(&Diagnostic { place, ..tomorrow }));
        assert_ne!(identity(&today), identity(&problem(Some("1.2"), &today.message)));
        assert_ne!(identity(&today), identity(&problem(None, &today.message)));
        assert_ne!(identity(&today), identity(&problem(Some("1.1"), "no update for 200 days: `support` is silent")));
    }

    #[test]
    fn no_two_problems_have_the_same() {
        let mut fingerprints = Fingerprints::default();
        let same = identity(&problem(Some("1.1"), "twice"));
        let (first, second) = (fingerprints.next(same.clone()), fingerprints.next(same.clone()));
        assert_ne!(first, second);
        assert_eq!((first.len(), first), (40, Fingerprints::default().next(same)));
    }
}
