//! Amounts of money with their currency.

use crate::model::{Money, Plan};

/// An amount in a plan's currency: `£2,000`, `EUR 2,000`.
#[must_use]
pub fn amount(amount: Money, plan: &Plan) -> String {
    match plan.settings.currency.as_deref() {
        None | Some("GBP") => format!("£{amount}"),
        Some("EUR") => format!("€{amount}"),
        Some(other) => format!("{} {amount}", super::style::one_line(other)),
    }
}
