//! The agenda as a document: what is overdue, then week by week or month by month.

use super::{Agenda, Entry, Kind};
use crate::document::{Block, Cell, Column, Document, Figure, Mark, MarkKind, Picture, Section, Table, Timeline};
use crate::model::{Date, Period, Plan, Rating, Scheme, counted};
use crate::report::basis::{Basis, Chapter};
use crate::report::words::{self, capitalised, listed};

/// What the agenda is parted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum By {
    /// Weeks, from Monday to Sunday
    Week,
    /// Calendar months
    #[default]
    Month,
}

/// The time that an agenda is about, as it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// Otherwise the day on which the plan is judged.
    pub from: Option<Date>,
    /// Otherwise three months after the first day.
    pub to: Option<Date>,
}

impl Window {
    /// The first and the last day for a plan that is judged on a day; the wrong way round where it ends too early.
    #[must_use]
    pub fn of(self, day: Date) -> (Date, Date) {
        let from = self.from.unwrap_or(day);
        (from, self.to.unwrap_or_else(|| from.plus_months(3)))
    }
}

/// The agenda of the plans.
#[must_use]
pub fn document(basis: &Basis<'_>, window: Window, by: By) -> Document {
    basis.opened_document("agenda", "Agenda", |chapter| {
        let (from, to) = window.of(chapter.day);
        let agenda = Agenda::of(chapter, from, to);
        (opening(&agenda, chapter, by), sections(&agenda, by))
    })
}

fn opening(agenda: &Agenda<'_, '_>, chapter: Chapter<'_, '_>, by: By) -> Vec<Block> {
    let mut lines = vec![summary(agenda)];
    if let Some(first) = agenda.overdue.first() {
        let (count, since) = (agenda.overdue.len(), first.on.in_words());
        let are = words::is_or_are(count);
        lines.push(match count {
            1 => format!("1 thing is overdue, since {since}."),
            _ => format!("{count} things {are} overdue, the first of them since {since}."),
        });
    }
    if !agenda.undated.is_empty() {
        lines.push(format!(
            "{} not here, since no day is set: {}.",
            words::actions_are(agenda.undated.len(), chapter.plan),
            words::shortened(&agenda.undated)
        ));
    }
    let text = Block::text(lines.join(" "));
    let figure = (!agenda.entries.is_empty()).then(|| Block::Figure(figure(agenda, chapter, by)));
    std::iter::once(text).chain(figure).collect()
}

/// What falls into the time, counted: `From … to …: 3 deadlines, 1 review and 2 meetings.`
fn summary(agenda: &Agenda<'_, '_>) -> String {
    let span = format!("from {} to {}", agenda.from.in_words(), agenda.to.in_words());
    if agenda.entries.is_empty() {
        return format!("Nothing falls due {span}.");
    }
    format!("{}: {}.", capitalised(&span), counts(agenda))
}

fn counts(agenda: &Agenda<'_, '_>) -> String {
    let counts = Kind::ALL.map(|kind| (agenda.count(kind), kind.word()));
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    listed(&counts.map(|(count, word)| counted(count, word)).collect::<Vec<_>>())
}

fn sections(agenda: &Agenda<'_, '_>, by: By) -> Vec<Section> {
    let overdue = (!agenda.overdue.is_empty()).then(|| overdue(agenda));
    let mut sections: Vec<_> = overdue.into_iter().collect();
    for (stretch, entries) in stretches(agenda, by) {
        let rows = entries.iter().map(due_row);
        let table = Table::new("agenda", stretch.in_words(), due_columns()).with_rows(rows);
        sections.push(Section::new(stretch.key(), stretch.in_words()).with(table));
    }
    sections
}

fn overdue(agenda: &Agenda<'_, '_>) -> Section {
    let columns = due_columns().into_iter().chain([Column::number("overdue_days", "Days overdue")]);
    let row = |entry: &Entry<'_, '_>| {
        let days = entry.overdue_days(agenda.day).map_or(Cell::Empty, Cell::Days);
        due_row(entry).into_iter().chain([days])
    };
    let table = Table::new("overdue", "Overdue", columns).with_rows(agenda.overdue.iter().map(row));
    Section::new("overdue", "Overdue").with(table)
}

/// The columns of what falls due.
pub(in crate::report) fn due_columns() -> [Column; 6] {
    [
        Column::short("date", "Day"),
        Column::text("what", "What"),
        Column::short("ref", "Ref"),
        Column::text("text", "About"),
        Column::text("lead", "Lead"),
        Column::short("rating", "Rating"),
    ]
}

/// The cells for them.
pub(in crate::report) fn due_row(entry: &Entry<'_, '_>) -> [Cell; 6] {
    let event = entry.event;
    let missed = match entry.missed_since {
        0 => String::new(),
        missed => format!(", and {} since", counted(usize::try_from(missed).unwrap_or(usize::MAX), "more turn")),
    };
    [
        Cell::Date(entry.on),
        Cell::text(event.in_words() + &missed),
        Cell::of(event.reference()),
        Cell::text(event.text()),
        Cell::of(event.lead()),
        event.rating().map_or(Cell::Empty, |rating| Cell::Rating(rating, scheme(event.plan()))),
    ]
}

fn scheme(plan: &Plan) -> Scheme {
    plan.settings.rating.scheme()
}

fn figure(agenda: &Agenda<'_, '_>, chapter: Chapter<'_, '_>, by: By) -> Figure {
    let mark = |entry: &Entry<'_, '_>| {
        let event = entry.event;
        let kind = match event.kind() {
            Kind::Meeting => MarkKind::Meeting,
            Kind::Review => MarkKind::Review,
            Kind::Measure | Kind::Target => MarkKind::Target,
            Kind::Deadline | Kind::Turn | Kind::Milestone => {
                MarkKind::Deadline(event.rating().unwrap_or(Rating::Unrated), scheme(chapter.plan))
            }
        };
        Mark { on: entry.on, label: event.reference().map_or_else(|| event.text(), str::to_owned), kind }
    };
    let numbers = numbers(agenda, by);
    Figure {
        key: "due".to_owned(),
        title: "What falls due".to_owned(),
        message: message(agenda, by),
        picture: Picture::Timeline(Timeline {
            from: agenda.from,
            to: agenda.to,
            today: chapter.day,
            marks: agenda.entries.iter().map(mark).collect(),
        }),
        numbers,
    }
}

/// Where most of it falls.
fn message(agenda: &Agenda<'_, '_>, by: By) -> String {
    let all = agenda.entries.len();
    let stretches = stretches(agenda, by);
    let most = stretches.iter().rev().max_by_key(|(_, entries)| entries.len());
    match most {
        Some((stretch, _)) if stretches.len() == 1 => format!("All of it falls into {}.", stretch.within()),
        Some((stretch, entries)) if entries.len() > 1 => {
            format!("{} of {all} fall into {}, more than into any other.", entries.len(), stretch.within())
        }
        Some(_) | None => format!("{all} fall into {} of their own.", counted(stretches.len(), by.word())),
    }
}

fn stretches<'a, 'b, 'p>(agenda: &'a Agenda<'b, 'p>, by: By) -> Vec<(Stretch, &'a [Entry<'b, 'p>])> {
    let chunks = agenda.entries.chunk_by(|one, other| Stretch::of(one.on, by) == Stretch::of(other.on, by));
    chunks.filter_map(|entries| Some((Stretch::of(entries.first()?.on, by), entries))).collect()
}

/// How many of what fall into each week or month.
fn numbers(agenda: &Agenda<'_, '_>, by: By) -> Table {
    let kinds: Vec<_> = Kind::ALL.into_iter().filter(|kind| agenda.count(*kind) > 0).collect();
    let columns = std::iter::once(Column::name("time", &capitalised(by.word())));
    let columns =
        columns.chain(kinds.iter().map(|kind| Column::number(kind.word(), &capitalised(&format!("{}s", kind.word())))));
    let cells = |kind: &Kind, entries: &[Entry<'_, '_>]| {
        Cell::Count(entries.iter().filter(|entry| entry.event.kind() == *kind).count())
    };
    let mut table = Table::new("due_by_time", "What falls due", columns);
    for (stretch, entries) in stretches(agenda, by) {
        table.row(std::iter::once(Cell::text(stretch.in_words())).chain(kinds.iter().map(|kind| cells(kind, entries))));
    }
    let total = kinds.iter().map(|kind| cells(kind, &agenda.entries));
    table.total(std::iter::once(Cell::text("Total")).chain(total));
    table
}

impl By {
    /// What one of them is called.
    const fn word(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

/// A week or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stretch {
    /// By its Monday.
    Week(Date),
    Month(Period),
}

impl Stretch {
    fn of(day: Date, by: By) -> Self {
        match by {
            // The first day of the common era was a Monday.
            By::Week => Self::Week(day.plus_days(i64::from(day.days().saturating_sub(1) % 7).saturating_neg())),
            By::Month => Self::Month(Period::month_of(day)),
        }
    }

    fn key(self) -> String {
        match self {
            Self::Week(monday) => format!("week-{monday}"),
            Self::Month(month) => format!("month-{month}"),
        }
    }

    fn in_words(self) -> String {
        match self {
            Self::Week(monday) => format!("Week of {}", monday.in_words()),
            Self::Month(month) => month.in_words(),
        }
    }

    /// The same within a sentence.
    fn within(self) -> String {
        match self {
            Self::Week(monday) => format!("the week of {}", monday.in_words()),
            Self::Month(month) => month.in_words(),
        }
    }
}
