//! An action: who does what by when, and everything said about it since.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    AsWritten, Date, Deadline, Level, Measure, Money, Period, QualifiedReference, Rag, Recurrence, Reference, Status,
};

/// One action. Its file is named after its reference: action `3.1.1` is `3.1.1.toml`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Action {
    /// The name of the file, without its ending.
    #[serde(skip)]
    pub reference: Reference,
    /// The place of its objective in [`Plan::objectives`](super::Plan::objectives).
    #[serde(skip)]
    pub objective: Option<usize>,
    /// The place of its theme in [`Plan::themes`](super::Plan::themes).
    #[serde(skip)]
    pub theme: Option<usize>,

    /// What will be done, in one sentence.
    #[serde(rename = "action", skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Publish the referral pathways of every agency")]
    pub text: Option<String>,

    /// The one party that answers for it: a post, not a person, group or list.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Housing Options Manager")]
    pub lead: Option<String>,
    /// Others who help.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = ["Police", "Women's Centre"])]
    pub support: Vec<String>,

    /// When it is to be done by; left out where it recurs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// When an ongoing action is next looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Date>,
    /// How often it comes round, in place of a deadline: { every = "3 months", from = 2014-06-30 }.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurs: Option<Recurrence>,

    /// How confident people are that it will be done: high is good.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = Level::Medium)]
    pub confidence: Option<Level>,
    /// Why the confidence is what it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"The money is there, but the post is not filled yet.")]
    pub confidence_reason: Option<String>,

    /// What it takes, in words; amounts go to cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Officer time; printing")]
    pub resources: Option<String>,
    /// How anyone will know that it has worked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Pathways published, and known to every front-line team")]
    pub outcome_measure: Option<String>,

    /// Actions that must be complete before this one can be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<QualifiedReference>,
    /// Actions and objectives that a reader should also look at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub see: Vec<QualifiedReference>,
    /// Free words to find it by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = ["schools", "training"])]
    pub tags: Vec<String>,
    /// The statutory duties that it answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = ["equality-duty"])]
    pub duty: Vec<String>,
    /// Proof of what was done: files in the plan's folder, or web addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = ["evidence/pathways.pdf"])]
    pub evidence: Vec<String>,
    /// Whether it may appear in what is published; yes, where it does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = false, extend("default" = Action::default().is_public()))]
    pub public: Option<bool>,

    /// Where the action came from, such as a review's recommendation.
    #[serde(rename = "source", skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// The action of an earlier plan that this one goes on with.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"bristol-2008-11:3.1.1")]
    pub carried_from: Option<QualifiedReference>,

    /// The source's own words for keys that this file interprets.
    #[serde(skip_serializing_if = "AsWritten::is_empty")]
    #[schemars(extend("examples" = [{"deadline": "by the summer holidays"}]))]
    pub as_written: AsWritten,

    /// Steps on the way.
    #[serde(rename = "milestone", skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
    /// Figures that show whether it works.
    #[serde(rename = "measure", skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
    /// What could stop it.
    #[serde(rename = "risk", skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Risk>,
    /// What it costs, and whether the money is there.
    #[serde(rename = "cost", skip_serializing_if = "Vec::is_empty")]
    pub costs: Vec<Cost>,
    /// The log: what was done and judged, oldest first. The state on any day follows from it.
    #[serde(rename = "update", skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<Update>,
}

impl Action {
    /// The highest level among its risks.
    #[must_use]
    pub fn highest_risk(&self) -> Option<Level> {
        self.risks.iter().filter_map(|risk| risk.level).max()
    }

    /// Whether it may appear in what is published.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.public != Some(false)
    }
}

/// A step on the way to an action's completion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Milestone {
    /// What will have been reached.
    #[schemars(example = &"First draft agreed")]
    pub text: String,
    /// When it is to be reached by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// The day on which it was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Date>,
}

impl Milestone {
    /// Whether it should have been reached before a day and was not.
    #[must_use]
    pub fn is_missed(&self, day: Date) -> bool {
        let was_due = self.deadline.as_ref().and_then(Deadline::due).is_some_and(|due| due < day);
        was_due && self.done.is_none_or(|done| done > day)
    }
}

/// Something that could stop an action, and how likely that is to do harm.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Risk {
    /// How high the risk is: high is bad.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = Level::Medium)]
    pub level: Option<Level>,
    /// What the risk is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Staff leave before they are trained.")]
    pub text: Option<String>,
}

/// One thing that an action costs.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Cost {
    /// What the money is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Printing")]
    pub text: Option<String>,
    /// How much, in the plan's currency; left out where nobody has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = 2000)]
    pub amount: Option<Money>,
    /// Whether the amount is for each year or once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
    /// Whether the money is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<CostState>,
    /// Who gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Police and Crime Commissioner")]
    pub funder: Option<String>,
    /// The year that it is for: "2008/09" or "2009".
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2008/09")]
    pub year: Option<Period>,
}

/// How often an amount of money is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Per {
    /// Every year.
    Year,
    /// One time.
    Once,
}

/// Whether money is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum CostState {
    /// The money is there.
    Secured,
    /// Somebody has been asked for it.
    Sought,
    /// Nobody has been asked for it, or everybody has said no.
    Unfunded,
    /// Given as time, rooms or things.
    InKind,
    /// Nobody has said.
    Unknown,
}

super::level::words!(Per { Year = "year", Once = "once" });
super::level::words!(CostState {
    Secured = "secured",
    Sought = "sought",
    Unfunded = "unfunded",
    InKind = "in-kind",
    Unknown = "unknown",
});

/// Where an action came from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Origin {
    /// What kind of source: a domestic homicide review, an inspection, a consultation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"domestic homicide review")]
    pub kind: Option<String>,
    /// Which one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"DHR 4")]
    pub id: Option<String>,
    /// What it recommends.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Every agency names a lead")]
    pub recommendation: Option<String>,
    /// Whom the recommendation reaches: local, regional, national.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"local")]
    pub scope: Option<String>,
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Update {
    /// The day on which this was so.
    pub date: Date,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Housing Options Manager")]
    pub by: Option<String>,
    /// Where the work stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = Status::InProgress)]
    pub status: Option<Status>,
    /// How people rate the progress.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = Rag::Amber)]
    pub rag: Option<Rag>,
    /// What happened, and what happens next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"First draft written. Comments are due next month.")]
    pub note: Option<String>,
    /// The turn of a recurring action that this completes, with all turns before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<Date>,
    /// The deadline before this update moved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline_was: Option<Deadline>,
}

#[cfg(test)]
mod tests {
    use super::{Date, Deadline, Milestone};

    #[test]
    fn a_milestone_is_missed_from_the_day_after_its_deadline_until_it_is_reached() {
        let day = |text: &str| Date::parse(text).expect("a date");
        let is_missed = |done: Option<&str>, on: &str| {
            let deadline = Some(Deadline::By(super::Period::Day(day("2026-06-10"))));
            Milestone { text: "Draft agreed".into(), deadline, done: done.map(day) }.is_missed(day(on))
        };
        assert!(!is_missed(None, "2026-06-10"));
        assert!(is_missed(None, "2026-06-11"));
        assert!(is_missed(Some("2026-06-20"), "2026-06-19"));
        assert!(!is_missed(Some("2026-06-20"), "2026-06-20"));
        assert!(!is_missed(Some("2026-06-20"), "2026-06-21"));
        let undated = Milestone { text: "Draft agreed".into(), deadline: None, done: None };
        assert!(!undated.is_missed(day("2026-06-11")));
    }
}
