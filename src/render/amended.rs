//! What a request has made of actions: a line each.

use std::collections::BTreeSet;

use crate::amend::Amendment;
use crate::ui::Look;

use super::style::{self, bold, one_line};

/// A line for each action, with its plan where there are several.
#[must_use]
pub fn lines(amendments: &[Amendment], look: Look) -> String {
    let plans: BTreeSet<_> = amendments.iter().map(|amendment| &amendment.plan).collect();
    let told = amendments.iter().map(|amendment| {
        let name = match plans.len() {
            1 => amendment.reference.clone(),
            _ => format!("{}:{}", amendment.plan, amendment.reference),
        };
        line(amendment, &name, look)
    });
    told.collect()
}

/// The line for an action: `3.1.1: rated red; first draft completed (UNRATED → RED: …)`.
#[must_use]
pub fn line(amendment: &Amendment, name: &str, look: Look) -> String {
    let rating = |rating| style::rating(rating, amendment.scheme, look);
    let (before, after) = (&amendment.before, &amendment.after);
    let reason = one_line(&after.reason);
    let standing = match (before.rating, after.rating) {
        (None, None) => "not counted as before".to_owned(),
        (Some(_), None) => format!("{} → not counted: {reason}", rating(before.rating)),
        (same, also) if same == also => format!("{} as before: {reason}", rating(after.rating)),
        (None, Some(_)) => format!("counted again, {}: {reason}", rating(after.rating)),
        (Some(_), Some(_)) => format!("{} → {}: {reason}", rating(before.rating), rating(after.rating)),
    };
    format!("{}: {} ({standing})\n", bold(&one_line(name), look), one_line(&amendment.said.join("; ")))
}
