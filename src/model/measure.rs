//! Figures by which a target is judged.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Direction, Period};

/// A figure, where it started, where it should go, and what was read since.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Measure {
    /// What is counted.
    #[schemars(example = &"Referrals from schools")]
    pub name: String,
    /// The unit: "%", "referrals a year".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"referrals a year")]
    pub unit: Option<String>,
    /// The figure at the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = 40)]
    pub baseline: Option<f64>,
    /// The day of the baseline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline_date: Option<Date>,
    /// The figure to reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = 60)]
    pub target: Option<f64>,
    /// When the target is to be reached by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Period>,
    /// Which way is good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// What was read, oldest first.
    #[serde(default, rename = "reading", skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<Reading>,
}

/// The figure on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// The day for which it holds.
    pub date: Date,
    /// The figure.
    #[schemars(example = 47)]
    pub value: f64,
    /// What a reader should know about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Two schools have yet to report.")]
    pub note: Option<String>,
}
