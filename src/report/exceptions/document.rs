//! The exception report as a document.

use std::collections::HashSet;

use super::{Exception, Exceptions, MONTHS, ThemeExceptions, Travels, Why, asked_of_the_meeting};
use crate::document::{Block, Cell, Column, Document, Section, Table};
use crate::model::{Date, Plan, ReportKind, Tally, Theme, Travel, Update, stated};
use crate::report::agenda::{Agenda, Entry, Kind, due_columns, due_row};
use crate::report::basis::{Basis, Chapter};
use crate::report::deadline;
use crate::report::since::Ahead;
use crate::report::split::{ByTheme, plural};
use crate::report::words::{self, capitalised, listed, shortened};

/// The report; `since` is the day that was asked for instead of the last meeting.
#[must_use]
pub fn document(basis: &Basis<'_>, since: Option<Date>) -> Document {
    basis.opened_document("exceptions", "Exception report", |chapter| {
        let exceptions = Exceptions::of(chapter, since);
        (opening(&exceptions, chapter), sections(&exceptions, chapter))
    })
}

fn opening(exceptions: &Exceptions<'_, '_>, chapter: Chapter<'_, '_>) -> Vec<Block> {
    let mut blocks = vec![Block::text(summary(exceptions))];
    let notes = notes(exceptions);
    if !notes.is_empty() {
        blocks.push(Block::List(notes));
    }
    if !chapter.judged.is_empty() {
        blocks.push(Block::Figure(ByTheme::of(chapter).figure()));
    }
    blocks
}

/// `12 of 31 actions need the meeting: 8 red, 3 amber and 1 unrated; 3 newly overdue since 15 April 2026.`
fn summary(exceptions: &Exceptions<'_, '_>) -> String {
    let rated = exceptions.totals.counted();
    let of = words::actions(rated, exceptions.plan);
    let tally: Tally = exceptions.all().map(|exception| &exception.judged.judgement).collect();
    let newly = match exceptions.all().filter(|exception| exception.is_newly_overdue()).count() {
        0 => "none".to_owned(),
        newly => newly.to_string(),
    };
    let since = exceptions.since.in_words();
    match (rated, tally.actions) {
        (0, _) => format!("There is no {} to look at.", exceptions.plan.settings.labels.action()),
        (_, 0) => format!("{of} {} looked at, and none needs the meeting. Looked back to {since}.", was_or_were(rated)),
        (_, count) => {
            let need = if count == 1 { "needs" } else { "need" };
            let ratings = words::ratings(&tally);
            format!("{count} of {of} {need} the meeting: {ratings}; {newly} newly overdue since {since}.")
        }
    }
}

const fn was_or_were(number: usize) -> &'static str {
    if number == 1 { "was" } else { "were" }
}

/// What has changed since, and what is to be revised, with the references.
fn notes(exceptions: &Exceptions<'_, '_>) -> Vec<String> {
    let kinds: [(&str, IsSo); 6] = [
        ("Newly overdue", |exception| exception.is_newly_overdue()),
        ("Worse than before", |exception| exception.travel == Some(Travel::Worse)),
        ("Without a lead", |exception| exception.whys.contains(&Why::NoLead)),
        ("Without a deadline", |exception| exception.whys.contains(&Why::NoDeadline)),
        ("Not reported on for too long", |exception| exception.whys.contains(&Why::Stale)),
        ("Deadline moved", |exception| exception.whys.iter().any(|why| matches!(why, Why::Moved { .. }))),
    ];
    let kinds = kinds.into_iter().filter_map(|(what, is_so)| {
        let references: Vec<_> =
            exceptions.all().filter(|exception| is_so(exception)).map(Exception::reference).collect();
        (!references.is_empty()).then(|| format!("{what}: {} ({}).", references.len(), shortened(&references)))
    });
    travel(exceptions).into_iter().chain(kinds).collect()
}

type IsSo = fn(&Exception<'_, '_>) -> bool;

/// How all of them compare with the day since which the report looks back.
fn travel(exceptions: &Exceptions<'_, '_>) -> Option<String> {
    let Travels { better, worse, same, new } = exceptions.travel;
    if better == 0 && worse == 0 && new == 0 {
        return None;
    }
    let counts = [(better, "better"), (worse, "worse"), (same, "the same"), (new, "rated for the first time")];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<_> = counts.map(|(count, word)| format!("{count} {word}")).collect();
    let since = exceptions.since.day.in_words();
    Some(format!("{} compared with {since}: {}.", capitalised(&plural(exceptions.plan)), listed(&counts)))
}

fn sections(exceptions: &Exceptions<'_, '_>, chapter: Chapter<'_, '_>) -> Vec<Section> {
    let plan = exceptions.plan;
    let mut needs = Section::new("exceptions", "What needs the meeting");
    let action = plan.settings.labels.action();
    if chapter.judged.is_empty() {
        needs = needs.with(format!("There is no {action} to look at."));
    } else if exceptions.themes.is_empty() {
        needs = needs.with(format!("No {action} is red, amber, without news for too long, without a lead or undated."));
    }
    let themes = exceptions.themes.iter().map(|theme| of_theme(theme, plan));
    vec![needs.holding(themes), ahead(exceptions, chapter)]
}

fn of_theme(theme: &ThemeExceptions<'_, '_>, plan: &Plan) -> Section {
    let (key, heading) = match theme.theme {
        Some(its) => (format!("theme.{}", its.name), its.display_title().to_owned()),
        None => ("no-theme".to_owned(), format!("In no {}", plan.settings.labels.theme())),
    };
    let count = theme.exceptions.len();
    let of = words::actions(theme.totals.counted(), plan);
    let need = if count == 1 { "needs" } else { "need" };
    let text = format!("{}{count} of {of} {need} the meeting.", plan_lead(theme.theme));
    let scheme = plan.settings.rating.scheme();
    let rows = theme.exceptions.iter().map(|exception| {
        let judged = exception.judged;
        let judgement = &judged.judgement;
        [
            Cell::text(exception.reference()),
            Cell::of(judged.located.action.text.as_deref()),
            Cell::text(judged.located.lead_name().unwrap_or("nobody")),
            judgement.rating.map_or(Cell::Empty, |rating| Cell::Rating(rating, scheme)),
            exception.travel.map_or(Cell::Empty, Cell::Travel),
            deadline::in_words(judged)
                .map_or_else(|| Cell::text("none"), |text| Cell::Deadline { text, due: judgement.due.on }),
            judgement.overdue_days().map_or(Cell::Empty, Cell::Days),
            Cell::text(exception.reasons()),
            exception.comment.map_or(Cell::Empty, comment),
            Cell::text(asked_of_the_meeting(exception).join(" ")),
        ]
    });
    let table = Table::new("exceptions", heading.clone(), columns(plan)).with_rows(rows);
    Section::new(key, heading).with(text).with(table)
}

fn plan_lead(theme: Option<&Theme>) -> String {
    match theme.map(|theme| stated(theme.lead.as_deref())) {
        Some(Some(lead)) => format!("Plan lead: {lead}. "),
        Some(None) => "No plan lead is named. ".to_owned(),
        None => String::new(),
    }
}

fn columns(plan: &Plan) -> [Column; 10] {
    [
        Column::name("ref", "Ref"),
        Column::text("action", &capitalised(plan.settings.labels.action())),
        Column::text("lead", "Lead"),
        Column::short("rating", "Rating"),
        Column::short("travel", "Travel"),
        Column::text("deadline", "Deadline"),
        Column::number("overdue_days", "Days overdue"),
        Column::text("why", "Why it is here"),
        Column::long("comment", "Last comment"),
        Column::text("asked", "Asked of the meeting"),
    ]
}

/// `23 June 2026, Police: First draft completed.`
fn comment(update: &Update) -> Cell {
    let by = stated(update.by.as_deref()).map(|by| format!(", {by}")).unwrap_or_default();
    let note = update.note.as_deref().unwrap_or_default().trim();
    Cell::text(format!("{}{by}: {note}", update.date.in_words()))
}

/// What falls due before the meeting after the next, or in the coming months; what is an exception is only named.
fn ahead(exceptions: &Exceptions<'_, '_>, chapter: Chapter<'_, '_>) -> Section {
    let (plan, day) = (exceptions.plan, exceptions.day);
    let ahead = Ahead::of(plan, day, ReportKind::Exceptions);
    let to = ahead.map_or_else(|| day.plus_months(MONTHS), |ahead| ahead.after_it.unwrap_or(ahead.next));
    let agenda = Agenda::of(chapter, day, to);
    let shown: HashSet<_> = exceptions.all().map(Exception::reference).collect();
    let is_above = |entry: &Entry<'_, '_>| {
        let judged = entry.event.judged();
        judged.is_some_and(|judged| shown.contains(judged.located.action.reference.as_str()))
    };
    let entries = agenda.entries.into_iter().filter(|entry| entry.event.kind() != Kind::Meeting);
    let (above, below): (Vec<_>, Vec<_>) = entries.partition(is_above);
    let falls_due = above.iter().filter(|entry| matches!(entry.event.kind(), Kind::Deadline | Kind::Turn));
    let above: Vec<_> = falls_due.map(named).collect();
    let mut section = Section::new("due", "What falls due next").with(due_text(ahead, plan, to, &below));
    if !below.is_empty() {
        let table = Table::new("due", format!("Falls due by {}", to.in_words()), due_columns());
        section = section.with(table.with_rows(below.iter().map(due_row)));
    }
    if above.is_empty() { section } else { section.with(format!("Listed above, and due as well: {}.", listed(&above))) }
}

fn named(entry: &Entry<'_, '_>) -> String {
    format!("{} on {}", entry.event.reference().unwrap_or_default(), entry.on.in_words())
}

/// When the meetings are, and how much falls due until then.
fn due_text(ahead: Option<Ahead<'_>>, plan: &Plan, to: Date, below: &[Entry<'_, '_>]) -> String {
    let fall_due = |number: usize, more: &str| match number {
        0 => format!("nothing {more}falls due"),
        1 => format!("1 {more}thing falls due"),
        number => format!("{number} {more}things fall due"),
    };
    let Some(Ahead { meeting, next, after_it }) = ahead else {
        let why = match plan.settings.closed {
            Some(_) => "The plan is closed, and no meeting lies ahead of it.",
            None => "The calendar of the plan names no meeting ahead.",
        };
        return format!("{why} Up to {} {}.", to.in_words(), fall_due(below.len(), ""));
    };
    let until = below.iter().filter(|entry| entry.on <= next).count();
    let first =
        format!("The next meeting is on {} ({}): up to then {}", next.in_words(), meeting.name, fall_due(until, ""));
    match after_it {
        Some(after) => {
            format!(
                "{first}. Up to the one after it, on {}, {}.",
                after.in_words(),
                fall_due(below.len().saturating_sub(until), "more ")
            )
        }
        None => format!("{first}."),
    }
}
