//! An objective: what a group of actions is to achieve.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AsWritten, Date, Deadline, Measure, Period, Reference};

/// An objective. Its file is `objective.toml` in a folder named after its reference.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Objective {
    /// The name of the folder.
    #[serde(skip)]
    pub reference: Reference,
    /// The place of the objective above it in [`Plan::objectives`](super::Plan::objectives).
    #[serde(skip)]
    pub parent: Option<usize>,
    /// The place of its theme in [`Plan::themes`](super::Plan::themes).
    #[serde(skip)]
    pub theme: Option<usize>,

    /// What is to be achieved.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Everyone who asks for help is heard the first time")]
    pub title: Option<String>,
    /// What else a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Chosen by survivors as the first priority.")]
    pub summary: Option<String>,

    /// How far, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"60 referrals from schools a year by March 2028")]
    pub target: Option<String>,
    /// When the target is to be reached by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_date: Option<Period>,

    /// The lead of the actions below that have none of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Head of Education Safeguarding")]
    pub lead: Option<String>,
    /// Who helps, for the actions below that do not say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = ["Police", "Women's Centre"])]
    pub support: Vec<String>,
    /// The deadline for the actions below that have none of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// The review date for the actions below that have none of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Date>,

    /// The source's own words for keys that this file interprets.
    #[serde(skip_serializing_if = "AsWritten::is_empty")]
    #[schemars(extend("examples" = [{"target": "more referrals"}]))]
    pub as_written: AsWritten,

    /// Figures by which the target is judged.
    #[serde(rename = "measure", skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
}

impl Objective {
    /// The title, or the reference where there is none.
    #[must_use]
    pub fn display_title(&self) -> &str {
        self.title.as_deref().unwrap_or(self.reference.as_str())
    }
}
