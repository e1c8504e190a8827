//! Actions, objectives and themes with all their fields, as the contract has them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::status::TallyJson;
use super::{ActionJson, EntryJson, VERSION};
use crate::model::trail::Entry;
use crate::model::{
    AsWritten, Cost, CostState, Date, Deadline, Direction, Given, Level, Measure, Milestone, Money, Objective, Per,
    Reading, Risk, Theme,
};
use crate::report::page::{ActionPage, Branch, BranchPage, Page};

/// What was asked for by reference.
#[derive(Debug, Serialize)]
pub struct PagesJson<'p> {
    version: u32,
    as_of: Date,
    actions: Vec<ActionPageJson<'p>>,
    objectives: Vec<ObjectiveJson<'p>>,
    themes: Vec<ThemeJson<'p>>,
    /// Only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<Vec<EntryJson<'p>>>,
}

impl<'p> PagesJson<'p> {
    /// The pages as the contract has them; `shown` gives the path by which people see a file.
    #[must_use]
    pub fn of(pages: &'p [Page<'p>], as_of: Date, shown: impl Fn(&str) -> String) -> Self {
        let mut json = Self {
            version: VERSION,
            as_of,
            actions: Vec::new(),
            objectives: Vec::new(),
            themes: Vec::new(),
            history: None,
        };
        for page in pages {
            match page {
                Page::Action(page) => json.actions.push(ActionPageJson::of(page, &shown)),
                Page::Branch(page) => match page.branch {
                    Branch::Objective(objective) => json.objectives.push(ObjectiveJson::of(page, objective, &shown)),
                    Branch::Theme(theme) => json.themes.push(ThemeJson::of(page, theme, &shown)),
                },
            }
        }
        json
    }

    /// The same with the audit trail of each page.
    #[must_use]
    pub fn with_history(self, histories: &'p [Vec<Entry>]) -> Self {
        Self { history: Some(histories.iter().flatten().map(EntryJson::of).collect()), ..self }
    }
}

/// An action with every field.
#[derive(Debug, Serialize)]
struct ActionPageJson<'p> {
    #[serde(flatten)]
    action: ActionJson<'p>,
    /// The line of the rating table that gave the rating.
    rating_line: u8,
    flags_explained: BTreeMap<&'static str, &'p str>,
    travel: Option<&'static str>,
    organisation: Option<&'p str>,
    review: Option<Date>,
    recurs: Option<RecursJson>,
    confidence_reason: Option<&'p str>,
    resources: Option<&'p str>,
    outcome_measure: Option<&'p str>,
    risks: Vec<RiskJson<'p>>,
    costs: Vec<CostJson<'p>>,
    milestones: Vec<MilestoneJson<'p>>,
    measures: Vec<MeasureJson<'p>>,
    depends_on: Vec<&'p str>,
    needed_by: Vec<String>,
    see: Vec<&'p str>,
    tags: &'p [String],
    duty: &'p [String],
    evidence: &'p [String],
    public: bool,
    source: Option<SourceJson<'p>>,
    carried_from: Option<String>,
    as_written: &'p AsWritten,
    /// The fields that the action has from elsewhere.
    inherited: BTreeMap<&'static str, FromJson<'p>>,
}

impl<'p> ActionPageJson<'p> {
    fn of(page: &'p ActionPage<'p>, shown: impl Fn(&str) -> String) -> Self {
        let (located, judgement) = (page.judged.located, &page.judged.judgement);
        let action = located.action;
        Self {
            action: ActionJson::of(&page.judged, shown),
            rating_line: judgement.reason.line(),
            flags_explained: page.flags.iter().map(|(flag, why)| (flag.word(), why.as_str())).collect(),
            travel: page.travel.map(|(travel, _)| travel.word()),
            organisation: located.organisation(),
            review: located.review().map(Given::value),
            recurs: action.recurs.map(|recurs| RecursJson { every: recurs.every.to_string(), from: recurs.from }),
            confidence_reason: action.confidence_reason.as_deref(),
            resources: action.resources.as_deref(),
            outcome_measure: action.outcome_measure.as_deref(),
            risks: action.risks.iter().map(RiskJson::of).collect(),
            costs: action.costs.iter().map(CostJson::of).collect(),
            milestones: action.milestones.iter().map(MilestoneJson::of).collect(),
            measures: measures(&action.measures, judgement.day),
            depends_on: page.needs.iter().map(|link| link.written.as_str()).collect(),
            needed_by: page.needed_by.iter().map(|by| by.full_reference()).collect(),
            see: page.see.iter().map(|link| link.written.as_str()).collect(),
            tags: &action.tags,
            duty: &action.duty,
            evidence: &action.evidence,
            public: action.is_public(),
            source: action.origin.as_ref().map(|origin| SourceJson {
                kind: origin.kind.as_deref(),
                id: origin.id.as_deref(),
                recommendation: origin.recommendation.as_deref(),
                scope: origin.scope.as_deref(),
            }),
            carried_from: action.carried_from.as_ref().map(ToString::to_string),
            as_written: &action.as_written,
            inherited: inherited(page),
        }
    }
}

/// Where a value was given.
#[derive(Debug, Serialize)]
struct FromJson<'p> {
    from: &'static str,
    name: &'p str,
}

fn inherited<'p>(page: &ActionPage<'p>) -> BTreeMap<&'static str, FromJson<'p>> {
    let located = page.judged.located;
    let fields = [
        ("lead", located.lead().as_ref().and_then(from)),
        ("support", from(&located.support())),
        ("deadline", located.deadline().as_ref().and_then(from)),
        ("review", located.review().as_ref().and_then(from)),
    ];
    fields.into_iter().filter_map(|(field, from)| Some((field, from?))).collect()
}

fn from<'p, T>(given: &Given<'p, T>) -> Option<FromJson<'p>> {
    match *given {
        Given::Here(_) => None,
        Given::ByObjective(name, _) => Some(FromJson { from: "objective", name }),
        Given::ByTheme(name, _) => Some(FromJson { from: "theme", name }),
    }
}

#[derive(Debug, Serialize)]
struct RecursJson {
    every: String,
    from: Date,
}

#[derive(Debug, Serialize)]
struct RiskJson<'p> {
    level: Option<&'static str>,
    text: Option<&'p str>,
}

impl<'p> RiskJson<'p> {
    fn of(risk: &'p Risk) -> Self {
        Self { level: risk.level.map(Level::word), text: risk.text.as_deref() }
    }
}

#[derive(Debug, Serialize)]
struct CostJson<'p> {
    text: Option<&'p str>,
    amount: Option<Money>,
    per: Option<&'static str>,
    state: Option<&'static str>,
    funder: Option<&'p str>,
    year: Option<String>,
}

impl<'p> CostJson<'p> {
    fn of(cost: &'p Cost) -> Self {
        Self {
            text: cost.text.as_deref(),
            amount: cost.amount,
            per: cost.per.map(Per::word),
            state: cost.state.map(CostState::word),
            funder: cost.funder.as_deref(),
            year: cost.year.map(|year| year.to_string()),
        }
    }
}

#[derive(Debug, Serialize)]
struct MilestoneJson<'p> {
    text: &'p str,
    deadline: Option<String>,
    due: Option<Date>,
    done: Option<Date>,
}

impl<'p> MilestoneJson<'p> {
    fn of(milestone: &'p Milestone) -> Self {
        Self {
            text: &milestone.text,
            deadline: milestone.deadline.as_ref().map(ToString::to_string),
            due: milestone.deadline.as_ref().and_then(Deadline::due),
            done: milestone.done,
        }
    }
}

#[derive(Debug, Serialize)]
struct MeasureJson<'p> {
    name: &'p str,
    unit: Option<&'p str>,
    baseline: Option<f64>,
    baseline_date: Option<Date>,
    target: Option<f64>,
    by: Option<String>,
    direction: Option<&'static str>,
    readings: Vec<ReadingJson<'p>>,
}

/// Measures with what was read up to a day.
fn measures(measures: &[Measure], day: Date) -> Vec<MeasureJson<'_>> {
    measures.iter().map(|measure| MeasureJson::of(measure, day)).collect()
}

impl<'p> MeasureJson<'p> {
    fn of(measure: &'p Measure, day: Date) -> Self {
        let readings = measure.readings.iter().filter(|reading| reading.date <= day);
        Self {
            name: &measure.name,
            unit: measure.unit.as_deref(),
            baseline: measure.baseline,
            baseline_date: measure.baseline_date,
            target: measure.target,
            by: measure.by.map(|by| by.to_string()),
            direction: measure.direction.map(Direction::word),
            readings: readings.map(ReadingJson::of).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct ReadingJson<'p> {
    date: Date,
    value: f64,
    note: Option<&'p str>,
}

impl<'p> ReadingJson<'p> {
    fn of(reading: &'p Reading) -> Self {
        Self { date: reading.date, value: reading.value, note: reading.note.as_deref() }
    }
}

#[derive(Debug, Serialize)]
struct SourceJson<'p> {
    kind: Option<&'p str>,
    id: Option<&'p str>,
    recommendation: Option<&'p str>,
    scope: Option<&'p str>,
}

/// An objective with its actions.
#[derive(Debug, Serialize)]
struct ObjectiveJson<'p> {
    plan: &'p str,
    as_of: Date,
    r#ref: &'p str,
    theme: Option<&'p str>,
    parent: Option<&'p str>,
    title: Option<&'p str>,
    summary: Option<&'p str>,
    target: Option<&'p str>,
    target_date: Option<String>,
    lead: Option<&'p str>,
    support: &'p [String],
    deadline: Option<String>,
    review: Option<Date>,
    measures: Vec<MeasureJson<'p>>,
    as_written: &'p AsWritten,
    totals: TallyJson,
    actions: Vec<ActionJson<'p>>,
    file: String,
}

impl<'p> ObjectiveJson<'p> {
    fn of(page: &'p BranchPage<'p>, objective: &'p Objective, shown: impl Fn(&str) -> String) -> Self {
        let plan = page.plan;
        Self {
            plan: &plan.name,
            as_of: page.day,
            r#ref: objective.reference.as_str(),
            theme: plan.theme_at(objective.theme).map(|theme| theme.name.as_str()),
            parent: plan.objective_at(objective.parent).map(|parent| parent.reference.as_str()),
            title: objective.title.as_deref(),
            summary: objective.summary.as_deref(),
            target: objective.target.as_deref(),
            target_date: objective.target_date.map(|date| date.to_string()),
            lead: objective.lead.as_deref(),
            support: &objective.support,
            deadline: objective.deadline.as_ref().map(ToString::to_string),
            review: objective.review,
            measures: measures(&objective.measures, page.day),
            as_written: &objective.as_written,
            totals: TallyJson::of(&page.tally),
            actions: page.actions.iter().map(|judged| ActionJson::of(judged, &shown)).collect(),
            file: shown(&plan.objective_file(objective)),
        }
    }
}

/// A theme with its actions.
#[derive(Debug, Serialize)]
struct ThemeJson<'p> {
    plan: &'p str,
    as_of: Date,
    name: &'p str,
    title: Option<&'p str>,
    aim: Option<&'p str>,
    how: Option<&'p str>,
    summary: Option<&'p str>,
    lead: Option<&'p str>,
    support: &'p [String],
    deadline: Option<String>,
    review: Option<Date>,
    as_written: &'p AsWritten,
    totals: TallyJson,
    actions: Vec<ActionJson<'p>>,
    file: String,
}

impl<'p> ThemeJson<'p> {
    fn of(page: &'p BranchPage<'p>, theme: &'p Theme, shown: impl Fn(&str) -> String) -> Self {
        let plan = page.plan;
        Self {
            plan: &plan.name,
            as_of: page.day,
            name: &theme.name,
            title: theme.title.as_deref(),
            aim: theme.aim.as_deref(),
            how: theme.how.as_deref(),
            summary: theme.summary.as_deref(),
            lead: theme.lead.as_deref(),
            support: &theme.support,
            deadline: theme.deadline.as_ref().map(ToString::to_string),
            review: theme.review,
            as_written: &theme.as_written,
            totals: TallyJson::of(&page.tally),
            actions: page.actions.iter().map(|judged| ActionJson::of(judged, &shown)).collect(),
            file: shown(&plan.theme_file(theme)),
        }
    }
}
