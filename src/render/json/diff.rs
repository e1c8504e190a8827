//! What has changed between two times as JSON, by the contract.

use serde::Serialize;
use serde::ser::SerializeMap;

use super::VERSION;
use super::log::ValueJson;
use crate::model::Date;
use crate::report::diff::{Diff, Difference, End, Kind};

/// All that has changed, with how much there is of each kind.
#[derive(Debug, Serialize)]
pub struct DiffJson<'d> {
    version: u32,
    from: EndJson<'d>,
    to: EndJson<'d>,
    summary: SummaryJson<'d>,
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

#[derive(Debug, Serialize)]
struct EndJson<'d> {
    name: &'d str,
    commit: Option<&'d str>,
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

impl Serialize for SummaryJson<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Kind::ALL.len()))?;
        for kind in Kind::ALL {
            map.serialize_entry(&kind.word().replace('-', "_"), &self.0.of_kind(kind).count())?;
        }
        map.end()
    }
}

#[derive(Debug, Serialize)]
struct ChangeJson<'d> {
    kind: &'static str,
    plan: &'d str,
    r#ref: Option<&'d str>,
    part: &'static str,
    title: Option<&'d str>,
    before: Option<ValueJson>,
    after: Option<ValueJson>,
    days: Option<i64>,
    text: &'d str,
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
