//! Amounts of money with their currency.

use crate::model::{Money, Plan};

/// An amount in a plan's currency: `£2,000`, `EUR 2,000`.
#[must_use]
pub fn amount(amount: Money, plan: &Plan) -> String {
    super::style::one_line(&amount.in_currency(plan.settings.currency.as_deref().unwrap_or("GBP")))
}
