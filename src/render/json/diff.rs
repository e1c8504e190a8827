//! What has changed between two times as JSON, by the contract.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde::ser::SerializeMap;

use super::VERSION;
use super::log::ValueJson;
use crate::model::Date;
use crate::report::diff::{Diff, Difference, End, Kind};

/// All that has changed, with how much there is of each kind.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DiffJson<'d> {
    /// The version of this contract: 1.
    version: u32,
    /// What is compared with.
    from: EndJson<'d>,
    /// What is compared.
    to: EndJson<'d>,
    /// How many changes there are of each kind.
    summary: SummaryJson<'d>,
    /// The changes.
    changes: Vec<ChangeJson<'d>>,
}

impl<'d> DiffJson<'d> {
    /// The changes between two ends as the contract has them.
    #[must_use]
    pub fn of(diff: &'d Diff, (from, to): (&'d End, &'d End)) -> Self {
        Self {
            version: VERSION,
            from: EndJson::of(from),
            to: EndJson::of(to),
            summary: SummaryJson(diff),
            changes: diff.changes.iter().map(ChangeJson::of).collect(),
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
struct EndJson<'d> {
    /// What was asked for: a commit, a tag or a day.
    name: &'d str,
    /// The commit; null for the files as they are.
    commit: Option<&'d str>,
    /// The day on which it was judged.
    as_of: Option<Date>,
}

impl<'d> EndJson<'d> {
    fn of(end: &'d End) -> Self {
        Self { name: end.name.word(), commit: end.commit.as_deref(), as_of: end.day }
    }
}

/// How many changes there are of each kind.
#[derive(Debug)]
struct SummaryJson<'d>(&'d Diff);

impl JsonSchema for SummaryJson<'_> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Summary".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let count = |kind: Kind| {
            let description = format!("How many changes are of the kind `{}`.", kind.word());
            (kind.word().replace('-', "_"), serde_json::json!({ "type": "integer", "description": description }))
        };
        let counts: serde_json::Map<_, _> = Kind::ALL.into_iter().map(count).collect();
        json_schema!({ "type": "object", "properties": counts })
    }
}

impl Serialize for SummaryJson<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Kind::ALL.len()))?;
        for kind in Kind::ALL {
            map.serialize_entry(&kind.word().replace('-', "_"), &self.0.of_kind(kind).count())?;
        }
        map.end()
    }
}

#[derive(Debug, Serialize, JsonSchema)]
struct ChangeJson<'d> {
    /// What kind of change it is.
    kind: &'static str,
    /// The folder of the plan.
    plan: &'d str,
    /// The reference of the action or objective, or the folder of the theme.
    r#ref: Option<&'d str>,
    /// What was changed: an action, an objective, a theme, a plan.
    part: &'static str,
    /// What it is called.
    title: Option<&'d str>,
    /// What it was before.
    before: Option<ValueJson>,
    /// What it is now.
    after: Option<ValueJson>,
    /// By how many days a deadline was moved.
    days: Option<i64>,
    /// The change in words.
    text: &'d str,
    /// What was said about it.
    note: Option<&'d str>,
}

impl<'d> ChangeJson<'d> {
    fn of(change: &'d Difference) -> Self {
        Self {
            kind: change.kind.word(),
            plan: &change.plan,
            r#ref: change.reference.as_deref(),
            part: change.part,
            title: change.title.as_deref(),
            before: change.before.clone().map(ValueJson),
            after: change.after.clone().map(ValueJson),
            days: change.days,
            text: &change.text,
            note: change.note.as_deref(),
        }
    }
}
