//! Problems that are known and accepted for now.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Date;

/// The file `baseline.toml`: problems that are known and accepted for now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct KnownFile {
    /// Every accepted problem.
    pub known: Vec<Known>,
}

/// A problem that `check` counts as known rather than reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Known {
    /// The rule that the plan breaks.
    #[schemars(example = &"missing-lead")]
    pub rule: String,
    /// The action, objective or theme that breaks it; left out for the plan itself.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"3.1.1")]
    pub reference: Option<String>,
    /// Why it is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"The post is advertised; the board has agreed to wait.")]
    pub reason: Option<String>,
    /// The last day for which it is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}
