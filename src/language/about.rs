//! What there is to tell about the parts of a plan: actions, objectives, themes and parties, each as a [`Note`].

use super::mentions;
use super::note::Note;
use super::{Desk, Subject};
use crate::model::{Date, DueKind, Flag, Given, Located, Objective, Plan, Rating, Theme, counted, spoken};
use crate::query::{Judged, Target};
use crate::report::page::{ActionPage, BranchPage, Page};
use crate::report::{deadline, words};

/// An action with its rating and why, or an objective or theme with its totals.
pub(super) fn subject(desk: &Desk, subject: Subject<'_>) -> Note {
    match subject {
        Subject::Action(located) => action(desk, located),
        Subject::Objective(plan, objective) => branch(desk, plan, Target::Objective(plan, objective)),
        Subject::Theme(plan, theme) => branch(desk, plan, Target::Theme(plan, theme)),
        Subject::Plan(plan) => Note::new(plan.display_title()),
    }
}

/// Who a name stands for, and how much they answer for.
pub(super) fn party(desk: &Desk, plan: &Plan, name: &str) -> Note {
    let entry = plan.party(name);
    let is_it = mentions::is_called(plan, name);
    let located = plan.actions.iter().map(|action| Located { portfolio: &desk.portfolio, plan, action });
    let led: Vec<_> = located.clone().filter(|located| located.lead_name().is_some_and(&is_it)).collect();
    let overdue = led.iter().filter(|located| desk.judge.judge(**located).has(Flag::Overdue)).count();
    let helps = located.filter(|located| located.support().value().iter().any(|name| is_it(name))).count();
    let leads = match overdue {
        0 => words::actions(led.len(), plan),
        _ => format!("{}, of which {overdue} overdue", words::actions(led.len(), plan)),
    };
    let note = Note::new(entry.map_or(name.trim(), |entry| &entry.name));
    let note = match entry {
        None if plan.unread.contains(&format!("{}/parties.toml", plan.name)) => {
            note.saying("`parties.toml` cannot be read.")
        }
        None if plan.has_register => note.saying("This name is not in `parties.toml`."),
        None => note.saying("The plan has no register of parties: `parties.toml` would hold it."),
        Some(entry) => note
            .with("Kind", entry.kind.map(|kind| kind.to_string()))
            .with("State", entry.state.map(|state| spoken(state.word())))
            .with("Organisation", entry.organisation.clone())
            .with("Also called", Some(words::listed(&entry.aliases))),
    };
    note.with("Leads", Some(leads)).with("Supports", (helps > 0).then(|| words::actions(helps, plan)))
}

/// What a part of a plan is called, in a line: `3.1.1 Publish the referral pathways`.
pub(super) fn title(subject: Subject<'_>) -> String {
    match subject.reference() {
        Some(reference) if !matches!(subject, Subject::Theme(..)) => {
            format!("{reference} {}", subject.text()).trim_end().to_owned()
        }
        Some(name) if subject.text().trim().is_empty() => name.to_owned(),
        Some(_) | None => subject.text().to_owned(),
    }
}

/// The word for a rating, in capitals.
fn rating(rating: Option<Rating>) -> String {
    rating.map_or_else(|| "not counted".to_owned(), |rating| rating.word().to_uppercase())
}

fn action(desk: &Desk, located: Located<'_>) -> Note {
    let judged = Judged { located, judgement: desk.judge.judge(located) };
    let page = ActionPage::of(judged, desk.judge);
    let judgement = &page.judged.judgement;
    let said = format!("{}: {}", rating(judgement.rating), judgement.reason);
    let line = format!("line {} of the rating: {}", judgement.reason.line(), judgement.reason.condition());
    let reported = judgement.state.reported.zip(judgement.state.reported_in);
    let reported = reported.map(|(rag, update)| format!("{rag} on {}", update.date.in_words()));
    let flags = page.flags.iter().map(|(flag, why)| format!("{} ({why})", spoken(flag.word()))).collect::<Vec<_>>();
    let travel = page.travel.map(|(travel, meeting)| format!("{travel} since the meeting of {}", meeting.in_words()));
    Note::new(title(Subject::Action(located)))
        .with("Rating", Some(format!("{said} ({line})")))
        .with("Reported", reported)
        .with("Travel", travel)
        .with("Lead", Some(lead(located)))
        .with("Deadline", Some(due(&page.judged)))
        .with("Status", Some(spoken(judgement.state.status.word())))
        .with("Flags", Some(flags.join("; ")))
        .with("Updates", Some(updates(&page)))
        .with("Judged as of", Some(judgement.day.in_words()))
}

fn lead(located: Located<'_>) -> String {
    match located.lead() {
        None => "nobody".to_owned(),
        Some(Given::Here(name)) => name.trim().to_owned(),
        Some(given) => format!("{}{}", given.value().trim(), giver(located.plan, &given)),
    }
}

/// Where a value was given that an action takes from above: ` (from objective 3.1)`.
fn giver<T>(plan: &Plan, given: &Given<'_, T>) -> String {
    match given {
        Given::Here(_) => String::new(),
        Given::ByObjective(reference, _) => format!(" (from {} {reference})", plan.settings.labels.objective()),
        Given::ByTheme(theme, _) => format!(" (from {} {theme})", plan.settings.labels.theme()),
    }
}

/// The deadline, and when it is due.
fn due(judged: &Judged<'_>) -> String {
    let given = judged.located.deadline().map(|given| giver(judged.located.plan, &given)).unwrap_or_default();
    match (deadline::spelled_out(&judged.judgement.due), deadline::meaning(judged)) {
        (None, _) => "none".to_owned(),
        (Some(words), None) => format!("{words}{given}"),
        (Some(words), Some(meaning)) => format!("{words}{given}, {meaning}"),
    }
}

fn updates(page: &ActionPage<'_>) -> String {
    let later = match page.later_updates {
        0 => String::new(),
        count => format!(", and {count} after that day"),
    };
    match page.updates.first() {
        None => format!("none{later}"),
        Some(newest) => {
            format!("{}, the newest of {}{later}", counted(page.updates.len(), "update"), newest.date.in_words())
        }
    }
}

fn branch(desk: &Desk, plan: &Plan, target: Target<'_>) -> Note {
    let Page::Branch(page) = Page::of(&desk.portfolio, target, desk.judge) else { return Note::default() };
    let note = match page.branch {
        crate::report::page::Branch::Theme(theme) => theme_note(plan, theme),
        crate::report::page::Branch::Objective(objective) => objective_note(plan, objective),
    };
    with_totals(note, &page)
}

fn theme_note(plan: &Plan, theme: &Theme) -> Note {
    Note::new(title(Subject::Theme(plan, theme)))
        .saying(theme.aim.clone().unwrap_or_default())
        .with("Plan lead", theme.lead.clone())
}

fn objective_note(plan: &Plan, objective: &Objective) -> Note {
    Note::new(title(Subject::Objective(plan, objective)))
        .saying(objective.target.clone().unwrap_or_default())
        .with("Target date", objective.target_date.map(|by| by.due().in_words()))
        .with("Lead", objective.lead.clone())
}

fn with_totals(note: Note, page: &BranchPage<'_>) -> Note {
    let tally = page.tally;
    let overdue = if tally.overdue > 0 { format!(", {} overdue", tally.overdue) } else { String::new() };
    let counts = match words::ratings(&tally) {
        counts if counts.is_empty() => words::actions(tally.actions, page.plan),
        counts => format!("{}: {counts}{overdue}", words::actions(tally.actions, page.plan)),
    };
    let worst = tally.worst.map(|worst| rating(Some(worst)));
    note.with("Actions", Some(counts)).with("Worst", worst).with("Judged as of", Some(page.day.in_words()))
}

/// How far a day lies from another, in words: `in 3 days`, `today`, `3 days ago`.
pub(super) fn from_day(day: Date, due: Date) -> String {
    match day.days_until(due) {
        0 => "today".to_owned(),
        ahead @ 1.. => format!("in {}", words::days(ahead)),
        back => format!("{} ago", words::days(back)),
    }
}

/// What the deadline of an action means that is not a day: when it is next reviewed, or its next turn.
pub(super) fn occasion(desk: &Desk, located: Located<'_>) -> Option<(DueKind, Option<Date>)> {
    let due = desk.judge.judge(located).due;
    matches!(due.kind, DueKind::Ongoing | DueKind::Recurring).then_some((due.kind, due.on))
}
