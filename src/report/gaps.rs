//! What a plan does not say, so that its figures are less sure than they look.

use super::basis::Chapter;
use super::measures::{Lack, Measures};
use super::words;
use crate::document::{Cell, Column, Section, Table};
use crate::model::{CostState, DueKind, Flag, Plan, stated};
use crate::query::Judged;

/// So many references of a gap are named; the others are counted.
const NAMED: usize = 40;

/// Something that several actions or objectives lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap<'p> {
    pub kind: GapKind,
    /// The references of those that lack it, in the order of the plan.
    pub references: Vec<&'p str>,
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapKind {
    Lead,
    Deadline,
    /// Ongoing, without a day on which it is looked at.
    Review,
    /// Nothing was ever reported.
    Report,
    /// The last update is older than the plan allows.
    FreshReport,
    /// Neither an outcome measure nor a measure.
    Measure,
    /// Neither resources nor a cost, or a cost without an amount.
    Cost,
    /// An objective without a target that could be reached or missed.
    Target,
    /// An objective with such a target, against which nothing is read.
    Reading,
}

/// The gaps in the actions still to be done, and in the objectives.
#[must_use]
pub fn of<'p>(chapter: Chapter<'_, 'p>, measures: &Measures<'p>) -> Vec<Gap<'p>> {
    let kinds = [
        GapKind::Lead,
        GapKind::Deadline,
        GapKind::Review,
        GapKind::Report,
        GapKind::FreshReport,
        GapKind::Measure,
        GapKind::Cost,
    ];
    let open = || chapter.judged.iter().filter(|judged| !judged.judgement.state.status.is_closed());
    let of_actions = kinds.into_iter().map(|kind| {
        let lacking = open().filter(|judged| lacks(kind, judged));
        Gap { kind, references: lacking.map(|judged| judged.located.action.reference.as_str()).collect() }
    });
    let of_objectives = [GapKind::Target, GapKind::Reading].map(|kind| {
        let lacking = measures.unmeasured.iter().filter(|one| kind == GapKind::of_lack(one.lack));
        Gap { kind, references: lacking.map(|one| one.objective.reference.as_str()).collect() }
    });
    of_actions.chain(of_objectives).filter(|gap| !gap.references.is_empty()).collect()
}

/// The gaps as a chapter.
#[must_use]
pub fn section(gaps: &[Gap<'_>], plan: &Plan) -> Section {
    let columns =
        [Column::text("gap", "What is missing"), Column::number("count", "How many"), Column::long("refs", "Which")];
    let row =
        |gap: &Gap<'_>| [Cell::text(gap.kind.words(plan)), Cell::Count(gap.references.len()), Cell::text(gap.which())];
    let caption =
        format!("What the plan does not say of {} still to be done", words::plural(plan.settings.labels.action()));
    let table = Table::new("gaps", caption, columns).with_rows(gaps.iter().map(row));
    Section::new("gaps", "What is not known").with(table.or_say("Nothing is missing that a report needs."))
}

/// The gaps in a sentence, where there are any.
#[must_use]
pub fn message(gaps: &[Gap<'_>], plan: &Plan) -> Option<String> {
    let part = |gap: &Gap<'_>| format!("{} ({})", gap.kind.words(plan), gap.references.len());
    let parts: Vec<_> = gaps.iter().map(part).collect();
    (!parts.is_empty()).then(|| format!("Missing: {}.", words::listed(&parts)))
}

impl GapKind {
    const fn of_lack(lack: Lack) -> Self {
        match lack {
            Lack::Target | Lack::Figure => Self::Target,
            Lack::Measure => Self::Reading,
        }
    }

    /// What is missing, of one or more.
    #[must_use]
    pub fn words(self, plan: &Plan) -> String {
        let objective = article(plan.settings.labels.objective());
        match self {
            Self::Lead => "a lead".to_owned(),
            Self::Deadline => "a deadline".to_owned(),
            Self::Review => "a review date for what is ongoing".to_owned(),
            Self::Report => "any report at all".to_owned(),
            Self::FreshReport => format!("a report in the last {}", plan.settings.rating.stale_after()),
            Self::Measure => "a measure of the outcome".to_owned(),
            Self::Cost => "what it takes, or what that costs".to_owned(),
            Self::Target => format!("a target that can be measured, of {objective}"),
            Self::Reading => format!("figures to read against the target of {objective}"),
        }
    }
}

impl Gap<'_> {
    /// The references, as many as can be read.
    fn which(&self) -> String {
        let named = self.references.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        match self.references.len().saturating_sub(NAMED) {
            0 => named,
            more => format!("{named} and {more} more"),
        }
    }
}

fn lacks(kind: GapKind, judged: &Judged<'_>) -> bool {
    let (action, judgement) = (judged.located.action, &judged.judgement);
    match kind {
        GapKind::Lead => judgement.has(Flag::NoLead),
        GapKind::Deadline => judgement.has(Flag::NoDeadline),
        GapKind::Review => judgement.due.kind == DueKind::Ongoing && judgement.due.on.is_none(),
        GapKind::Report => judgement.state.last.is_none(),
        GapKind::FreshReport => judgement.state.last.is_some() && judgement.has(Flag::Stale),
        GapKind::Measure => stated(action.outcome_measure.as_deref()).is_none() && action.measures.is_empty(),
        GapKind::Cost => {
            let without = |cost: &crate::model::Cost| cost.amount.is_none() && cost.state != Some(CostState::InKind);
            let says_nothing = action.costs.is_empty() && stated(action.resources.as_deref()).is_none();
            says_nothing || action.costs.iter().any(without)
        }
        GapKind::Target | GapKind::Reading => false,
    }
}

/// `an objective`, `a strategic aim`
fn article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O']) { "an" } else { "a" };
    format!("{article} {noun}")
}
