//! A theme: one of the large parts of a plan.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AsWritten, Date, Deadline};

/// A theme. Its file is `theme.toml` in a folder directly under the plan.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Theme {
    /// The name of the folder.
    #[serde(skip)]
    pub name: String,

    /// What the theme is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Prevention")]
    pub title: Option<String>,
    /// What it is to achieve.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Fewer people are harmed, because more people know what abuse is")]
    pub aim: Option<String>,
    /// By what means.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Work with schools, employers and the public")]
    pub how: Option<String>,
    /// What else a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"The delivery group for this theme meets every month.")]
    pub summary: Option<String>,
    /// The plan lead for the theme; actions do not inherit it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Consultant in Public Health")]
    pub lead: Option<String>,
    /// Its place among the themes, lowest first; themes without one follow by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = 1)]
    pub order: Option<i64>,

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
    #[schemars(extend("examples" = [{"aim": "Prevention and early intervention"}]))]
    pub as_written: AsWritten,
}

impl Theme {
    /// The title, or the folder's name where there is none.
    #[must_use]
    pub fn display_title(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.name)
    }
}
