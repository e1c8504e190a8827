//! The report for the public: what was promised, and what was done.
//!
//! It is made of the few things that a plan says to everyone: promises, targets, days and ratings. Notes, risks, costs,
//! evidence and the plan's old words are never looked at, so that they cannot get out. What is shown passes a guard
//! that takes out names of persons and personal data, and the finished report passes it once more.

mod guard;
mod names;
mod net;
mod page;
mod words;

#[cfg(test)]
mod tests;

pub use guard::Kept;

use guard::{Guard, LastLook};

use super::basis::{Basis, Provenance};
use crate::document::{Cell, Document};

/// The report, and what was kept out of it.
#[must_use]
pub fn document(basis: &Basis<'_>) -> (Document, Vec<Kept>) {
    let guards: Vec<_> = basis.plans.iter().map(|plan| (*plan, Guard::of(plan))).collect();
    let guard = |plan| guards.iter().find(|(its, _)| std::ptr::eq(*its, plan)).map(|(_, guard)| guard);
    let mut document = for_the_public(basis).document("public", "What was promised, and what was done", |chapter| {
        guard(chapter.plan).map(|guard| page::sections(chapter, guard)).unwrap_or_default()
    });
    for fact in document.facts.iter_mut().filter(|fact| fact.key == "filter") {
        (fact.term, fact.value) = ("About".to_owned(), Cell::text("some of the actions"));
    }
    let mut last = LastLook::after(guards.iter().map(|(_, guard)| guard));
    net::each_text(&mut document, &mut |text| last.at(text));
    let kept = guards.into_iter().flat_map(|(_, guard)| guard.into_kept());
    (document, kept.chain(last.kept).collect())
}

/// The registers that could not be read in full, from the plans folder: without them nobody can tell who is a person,
/// and nothing should be published.
#[must_use]
pub fn unread_registers(basis: &Basis<'_>) -> Vec<String> {
    let registers = basis.plans.iter().map(|plan| (plan, format!("{}/parties.toml", plan.name)));
    registers.filter(|(plan, file)| plan.is_unread_value(file, "party")).map(|(_, file)| file).collect()
}

/// The same without what only those who keep the plan may know: what was searched for, and what git said of the files.
fn for_the_public<'p>(basis: &Basis<'p>) -> Basis<'p> {
    let provenance = match &basis.provenance {
        Provenance::Unknown(_) => Provenance::Unknown("git gave no answer".to_owned()),
        known @ (Provenance::Commits(_) | Provenance::NotKept) => known.clone(),
    };
    Basis { filter: basis.filter.as_ref().map(|_| String::new()), provenance, ..basis.clone() }
}
