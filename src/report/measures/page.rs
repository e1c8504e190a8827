//! Measures as sections of a document.

use super::standing::finite;
use super::{Measured, Measures, Owner, Standing, Unmeasured};
use crate::document::{Block, Cell, Column, Course, Document, Figure, Picture, Section, Table};
use crate::model::{Direction, Period, Plan, counted, stated};
use crate::report::basis::{Basis, Chapter};
use crate::report::words::{capitalised, listed};

/// Every measure against its target.
#[must_use]
pub fn document(basis: &Basis<'_>) -> Document {
    basis.document("measures", "Measures against their targets", sections)
}

/// The measures, what is not measured, and how each measure went.
#[must_use]
pub fn sections(chapter: Chapter<'_, '_>) -> Vec<Section> {
    let measures = Measures::of(chapter);
    let figures = figures(&measures);
    let courses = Section::new("courses", "How each measure went").with_all(figures.into_iter().map(Block::Figure));
    let mut sections = vec![section(&measures, chapter.plan)];
    sections.extend((!measures.unmeasured.is_empty()).then(|| not_measured(&measures, chapter.plan)));
    sections.extend((!courses.blocks.is_empty()).then_some(courses));
    sections
}

/// The measures in a table, with what it comes to in a sentence.
#[must_use]
pub fn section(measures: &Measures<'_>, plan: &Plan) -> Section {
    let columns = [
        Column::name("ref", "Ref"),
        Column::text("measure", "Measure"),
        Column::text("unit", "Unit"),
        Column::number("baseline", "Baseline"),
        Column::number("latest", "Latest"),
        Column::short("read", "Read on"),
        Column::number("target", "Target"),
        Column::short("by", "By"),
        Column::short("standing", "Standing"),
        Column::number("expected", "Should be"),
        Column::short("trend", "Trend"),
    ];
    let table = Table::new("measures", "Measures against their targets", columns)
        .or_say(format!("No {} and no action has a measure.", plan.settings.labels.objective()))
        .with_rows(measures.measured.iter().map(row));
    let mut section = Section::new("measures", "Measures");
    if !measures.measured.is_empty() {
        section = section.with(summary(measures)).with(HOW);
    }
    section.with(table)
}

/// A picture for each measure that was read, of its way to the target.
#[must_use]
pub fn figures(measures: &Measures<'_>) -> Vec<Figure> {
    let read = measures.measured.iter().filter(|measured| !measured.readings.is_empty());
    read.map(|measured| figure(measured, Notes::Shown)).collect()
}

/// What the standing means.
const HOW: &str = "On course means on the straight line from the baseline to the target, or on the good side of it, on \
                   the day of the latest reading. What is to be maintained is off course wherever it moves.";

/// `Of 14 measures, 4 have met their target, 7 are on course and 3 are off course.`
#[must_use]
pub fn summary(measures: &Measures<'_>) -> String {
    let count = |is: fn(&Standing) -> bool| measures.measured.iter().filter(|one| is(&one.standing)).count();
    let said = [
        (count(|standing| matches!(standing, Standing::Met)), "met the target", "met the target"),
        (count(|standing| matches!(standing, Standing::OnCourse(_))), "is on course", "are on course"),
        (count(|standing| matches!(standing, Standing::OffCourse(_))), "is off course", "are off course"),
        (count(|standing| matches!(standing, Standing::Missed(_))), "missed the target", "missed the target"),
        (
            count(|standing| matches!(standing, Standing::Unknown(_))),
            "lacks the figures to tell",
            "lack the figures to tell",
        ),
    ];
    let said = said.into_iter().filter(|(count, ..)| *count > 0);
    let words = |(count, one, many): (usize, &str, &str)| format!("{count} {}", if count == 1 { one } else { many });
    let left_out = match measures.left_out {
        0 => String::new(),
        count => format!(" {} of actions that are withdrawn or carried forward left out.", counted(count, "measure")),
    };
    match measures.measured.len() {
        1 => {
            let standing = said.map(|(_, one, _)| one).collect::<String>();
            format!("The only measure {standing}.{left_out}")
        }
        number => {
            format!("Of {}, {}.{left_out}", counted(number, "measure"), listed(&said.map(words).collect::<Vec<_>>()))
        }
    }
}

fn row(measured: &Measured<'_>) -> Vec<Cell> {
    let measure = measured.measure;
    vec![
        Cell::text(measured.owner.reference().as_str()),
        Cell::text(&measure.name),
        Cell::of(measure.unit.as_deref()),
        number(measure.baseline),
        number(measured.latest().map(|reading| reading.value)),
        Cell::date(measured.latest().map(|reading| reading.date)),
        number(measure.target),
        period(measure.by),
        Cell::text(measured.standing.in_words()),
        number(measured.standing.line().map(|line| line.expected)),
        Cell::Trend(trend(measured)),
    ]
}

/// The baseline and every reading.
fn trend(measured: &Measured<'_>) -> Vec<f64> {
    let readings = measured.readings.iter().map(|reading| reading.value);
    measured.measure.baseline.into_iter().chain(readings).filter(|figure| figure.is_finite()).collect()
}

fn number(number: Option<f64>) -> Cell {
    finite(number).map_or(Cell::Empty, Cell::Number)
}

fn period(period: Option<Period>) -> Cell {
    period.map_or(Cell::Empty, |period| Cell::Deadline { text: period.in_words(), due: Some(period.due()) })
}

fn not_measured(measures: &Measures<'_>, plan: &Plan) -> Section {
    let columns = [
        Column::name("ref", "Ref"),
        Column::text("objective", &capitalised(plan.settings.labels.objective())),
        Column::text("target", "Target"),
        Column::short("by", "By"),
        Column::text("missing", "What is missing"),
    ];
    let row = |unmeasured: &Unmeasured<'_>| {
        let objective = unmeasured.objective;
        [
            Cell::text(objective.reference.as_str()),
            Cell::of(objective.title.as_deref()),
            Cell::of(stated(objective.target.as_deref())),
            period(objective.target_date),
            Cell::text(unmeasured.lack.words()),
        ]
    };
    let name = plan.settings.labels.objective();
    let caption = format!("Every {name} that nothing is read for");
    let table = Table::new("unmeasured", caption, columns).with_rows(measures.unmeasured.iter().map(row));
    let said = format!(
        "Nothing is read for {}: whether {} reached cannot be seen in figures.",
        counted(measures.unmeasured.len(), name),
        if measures.unmeasured.len() == 1 { "it is" } else { "they are" }
    );
    Section::new("unmeasured", "Not measured").with(said).with(table)
}

/// Whether what people note beside readings is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notes {
    Shown,
    LeftOut,
}

/// The way of a measure to its target as a picture, with its numbers.
#[must_use]
pub fn figure(measured: &Measured<'_>, notes: Notes) -> Figure {
    let measure = measured.measure;
    let baseline = finite(measure.baseline).map(|value| (measured.start, value));
    let target = finite(measure.target).map(|value| (measured.due(), value));
    let sound = measured.readings.iter().filter(|reading| reading.value.is_finite());
    let readings: Vec<_> = sound.map(|reading| (reading.date, reading.value)).collect();
    let caption = match &measure.unit {
        Some(unit) => format!("{}, in {unit}", measure.name),
        None => measure.name.clone(),
    };
    let mut columns =
        vec![Column::short("what", "What"), Column::short("date", "Day"), Column::number("value", "Figure")];
    let plain = |what: &str, (date, value)| vec![Cell::text(what), Cell::date(date), Cell::Number(value)];
    let read = measured.readings.iter().map(|reading| {
        let mut cells = vec![Cell::text("Reading"), Cell::Date(reading.date), number(Some(reading.value))];
        if notes == Notes::Shown {
            cells.push(Cell::of(reading.note.as_deref()));
        }
        cells
    });
    let ends = [baseline.map(|from| plain("Baseline", from)), target.map(|to| plain("Target", to))];
    let [first, last] = ends;
    let rows = first.into_iter().chain(read).chain(last);
    if notes == Notes::Shown {
        columns.push(Column::long("note", "Note"));
    }
    Figure {
        key: key(measured),
        title: format!("{} {}", measured.owner.reference(), measure.name),
        message: message(measured),
        numbers: Table::new("readings", caption, columns).with_rows(rows),
        picture: Picture::Course(Course {
            unit: measure.unit.clone(),
            direction: measure.direction,
            baseline,
            readings,
            target,
        }),
    }
}

/// A name for links that no other measure of the plan has.
fn key(measured: &Measured<'_>) -> String {
    let kind = match measured.owner {
        Owner::Objective(_) => "objective",
        Owner::Action(_) => "action",
    };
    format!("measure-{kind}-{}-{}", measured.owner.reference(), measured.number.saturating_add(1))
}

/// `53 on 29 May 2026, from 44 towards 70 by 2027/28: off course, where it should be 56.`
fn message(measured: &Measured<'_>) -> String {
    let Some(latest) = measured.latest() else { return "Nothing has been read yet.".to_owned() };
    let way = way(measured).map_or_else(String::new, |way| format!(", {way}"));
    let should = match &measured.standing {
        Standing::OffCourse(line) => format!(", where it should be {}", line.expected),
        Standing::Met | Standing::OnCourse(_) | Standing::Missed(_) | Standing::Unknown(_) => String::new(),
    };
    let read = latest.date.in_words();
    format!("{} on {read}{way}: {}{should}.", latest.value, measured.standing.in_words())
}

/// `from 44 towards 70 by 31 March 2028`, or what of that is known.
fn way(measured: &Measured<'_>) -> Option<String> {
    let (baseline, target) = (finite(measured.measure.baseline), finite(measured.measure.target));
    if measured.measure.direction == Some(Direction::Maintain) {
        return target.or(baseline).map(|level| format!("to be kept at {level}"));
    }
    let ends = [
        baseline.map(|value| format!("from {value}")),
        target.map(|value| format!("towards {value}")),
        measured.due().map(|due| format!("by {}", due.in_words())),
    ];
    let ends: Vec<_> = ends.into_iter().flatten().collect();
    (!ends.is_empty()).then(|| ends.join(" "))
}
