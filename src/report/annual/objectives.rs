//! Every objective against its target.

use std::ptr;

use crate::document::{Cell, Column, Section, Table};
use crate::model::{Objective, Period, Plan, Tally, counted, stated};
use crate::report::basis::Chapter;
use crate::report::measures::{Lack, Measured, Measures, Owner, Standing};
use crate::report::words;

/// The objectives of a chapter that have a target or a measure, or should have one.
#[derive(Debug)]
pub struct Objectives<'m, 'p> {
    /// In the order of the plan.
    pub all: Vec<Against<'m, 'p>>,
}

/// An objective against its target.
#[derive(Debug)]
pub struct Against<'m, 'p> {
    pub objective: &'p Objective,
    pub measured: Vec<&'m Measured<'p>>,
    pub outcome: Outcome,
    /// The actions that stand below it, at any depth.
    pub tally: Tally,
}

/// Whether an objective has reached its target; of several measures the worst counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Missed,
    Behind,
    /// It has a measure, but figures are missing to tell.
    NotKnown,
    /// Nothing is read against its target.
    NotMeasured,
    /// Its target has neither a number nor a date.
    NotMeasurable,
    NoTarget,
    OnCourse,
    Achieved,
}

impl Outcome {
    const ALL: [Self; 8] = [
        Self::Achieved,
        Self::OnCourse,
        Self::Behind,
        Self::Missed,
        Self::NotKnown,
        Self::NotMeasured,
        Self::NotMeasurable,
        Self::NoTarget,
    ];

    /// How a table says it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Achieved => "achieved",
            Self::OnCourse => "on course",
            Self::Behind => "behind",
            Self::Missed => "missed",
            Self::NotKnown => "not known",
            Self::NotMeasured => "not measured",
            Self::NotMeasurable => "not measurable",
            Self::NoTarget => "no target",
        }
    }

    /// The same after a number.
    const fn in_words(self) -> &'static str {
        match self {
            Self::NoTarget => "without a target",
            Self::Achieved
            | Self::OnCourse
            | Self::Behind
            | Self::Missed
            | Self::NotKnown
            | Self::NotMeasured
            | Self::NotMeasurable => self.word(),
        }
    }

    const fn of_standing(standing: &Standing) -> Self {
        match standing {
            Standing::Met => Self::Achieved,
            Standing::OnCourse(_) => Self::OnCourse,
            Standing::OffCourse(_) => Self::Behind,
            Standing::Missed(_) => Self::Missed,
            Standing::Unknown(_) => Self::NotKnown,
        }
    }

    const fn of_lack(lack: Lack) -> Self {
        match lack {
            Lack::Target => Self::NoTarget,
            Lack::Figure => Self::NotMeasurable,
            Lack::Measure => Self::NotMeasured,
        }
    }
}

impl<'m, 'p> Objectives<'m, 'p> {
    /// The objectives of a chapter with what their measures say.
    #[must_use]
    pub fn of(chapter: Chapter<'_, 'p>, measures: &'m Measures<'p>) -> Self {
        let tallies = tallies(chapter);
        let against = |(objective, tally): (&'p Objective, Tally)| {
            let is_its = |measured: &&Measured<'p>| match measured.owner {
                Owner::Objective(owner) => ptr::eq(owner, objective),
                Owner::Action(_) => false,
            };
            let its: Vec<_> = measures.measured.iter().filter(is_its).collect();
            let worst = its.iter().map(|measured| Outcome::of_standing(&measured.standing)).min();
            let lack = measures.unmeasured.iter().find(|one| ptr::eq(one.objective, objective));
            let outcome = worst.or_else(|| lack.map(|one| Outcome::of_lack(one.lack)))?;
            Some(Against { objective, measured: its, outcome, tally })
        };
        Self { all: chapter.plan.objectives.iter().zip(tallies).filter_map(against).collect() }
    }

    /// How many have reached their target, in a sentence; nothing where there is none.
    #[must_use]
    pub fn message(&self, plan: &Plan) -> Vec<String> {
        let count = |outcome: Outcome| self.all.iter().filter(|one| one.outcome == outcome).count();
        let parts = Outcome::ALL.map(|outcome| (count(outcome), outcome.in_words()));
        let parts = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        let parts: Vec<_> = parts.collect();
        let all = counted(self.all.len(), plan.settings.labels.objective());
        if parts.is_empty() { Vec::new() } else { vec![format!("Of {all}: {}.", words::listed(&parts))] }
    }

    /// A row for each measure of an objective, or one where it has none.
    #[must_use]
    pub fn section(&self, plan: &Plan) -> Section {
        let label = plan.settings.labels.objective();
        let actions = words::capitalised(&words::plural(plan.settings.labels.action()));
        let columns = [
            Column::name("ref", "Ref"),
            Column::text("objective", &words::capitalised(label)),
            Column::short("outcome", "Outcome"),
            Column::short("actions", &format!("{actions} done")),
            Column::long("target", "Target"),
            Column::text("by", "By"),
            Column::text("measure", "Measure"),
            Column::number("latest", "Latest"),
            Column::short("read", "Read on"),
        ];
        let mut table = Table::new("objectives", format!("Every {label} against its target"), columns)
            .or_say(format!("There is no {label} with a target."));
        for against in &self.all {
            if against.measured.is_empty() {
                table.row(row(against, None));
            }
            for measured in &against.measured {
                table.row(row(against, Some(measured)));
            }
        }
        let section = Section::new("objectives", words::capitalised(&words::plural(label)));
        section.with_all(self.message(plan).into_iter().map(Into::into)).with(table)
    }
}

fn row(against: &Against<'_, '_>, measured: Option<&Measured<'_>>) -> Vec<Cell> {
    let (objective, tally) = (against.objective, against.tally);
    let period = |period: Period| Cell::Deadline { text: period.in_words(), due: Some(period.due()) };
    let by = measured.and_then(|measured| measured.measure.by).or(objective.target_date);
    let number = |number: Option<f64>| number.filter(|number| number.is_finite()).map_or(Cell::Empty, Cell::Number);
    let latest = measured.and_then(Measured::latest);
    let outcome = measured.map_or(against.outcome, |measured| Outcome::of_standing(&measured.standing));
    let counted = tally.counted();
    vec![
        Cell::text(objective.reference.as_str()),
        Cell::of(objective.title.as_deref()),
        Cell::text(outcome.word()),
        Cell::text(format!("{} of {counted}", tally.complete)),
        Cell::of(stated(objective.target.as_deref())),
        by.map_or(Cell::Empty, period),
        measured.map_or(Cell::Empty, name),
        number(latest.map(|reading| reading.value)),
        Cell::date(latest.map(|reading| reading.date)),
    ]
}

/// The measure with its unit.
fn name(measured: &Measured<'_>) -> Cell {
    let measure = measured.measure;
    match stated(measure.unit.as_deref()) {
        Some(unit) => Cell::text(format!("{} ({unit})", measure.name)),
        None => Cell::text(&measure.name),
    }
}

/// The actions below each objective of the plan, at any depth.
fn tallies(chapter: Chapter<'_, '_>) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); chapter.plan.objectives.len()];
    for judged in chapter.judged {
        let mut next = judged.located.action.objective;
        // No way up is longer than there are objectives.
        for _ in &chapter.plan.objectives {
            let Some(tally) = next.and_then(|place| tallies.get_mut(place)) else { break };
            tally.add(&judged.judgement);
            next = chapter.plan.objective_at(next).and_then(|objective| objective.parent);
        }
    }
    tallies
}
