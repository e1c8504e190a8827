//! What is told about the place at which somebody points.

use super::about;
use super::asked::{Asked, Role, keys};
use super::mentions::titled;
use super::note::Note;
use super::{Desk, Subject};
use crate::diagnostic::Finding;
use crate::model::{Date, Deadline, DueKind, Interval, Period, Rag, Status, capitalised, spoken};
use crate::rules;
use crate::source::Span;
use crate::store::schema::Kind;
use crate::store::{CursorSpot, KeyNote, Takes, ValueSpot};

/// What is told about a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// The bytes that it is about.
    pub span: Span,
    /// The nearest first.
    pub notes: Vec<Note>,
}

/// What is told about a byte of a file, problems found in that file included.
#[must_use]
pub fn hover(desk: &Desk, file: &str, byte: usize, problems: &[Finding]) -> Option<Hover> {
    of(&Asked::at(desk, file, byte)?, problems)
}

pub(super) fn of(asked: &Asked<'_>, problems: &[Finding]) -> Option<Hover> {
    let told = told(asked);
    let broken: Vec<_> = problems.iter().filter_map(|problem| Some((problem, span_of(problem, asked)?))).collect();
    let span = told.as_ref().map(|(span, _)| span.clone()).or_else(|| Some(broken.first()?.1.clone()))?;
    let mut rules: Vec<_> = broken.iter().filter_map(|(problem, _)| rule(problem.diagnostic.rule.0)).collect();
    rules.dedup();
    Some(Hover { span, notes: told.into_iter().flat_map(|(_, notes)| notes).chain(rules).collect() })
}

/// Why a rule exists.
#[must_use]
pub fn rule(name: &str) -> Option<Note> {
    let rule = rules::named(name)?;
    let level = format!("{} unless the plan says otherwise", rule.level.word());
    let note = Note::new(rule.name.0).saying(rule.summary).saying(rule.why).with("Level", Some(level));
    Some(note.saying(format!("`vawg explain {name}` shows an example and how a plan sets it.")))
}

/// The bytes of a problem of this file, where they hold the byte.
fn span_of(problem: &Finding, asked: &Asked<'_>) -> Option<Span> {
    let stretch = problem.site.stretch.as_ref().filter(|_| problem.diagnostic.place.file == asked.file)?;
    let byte = asked.cursor.byte;
    (stretch.span.start <= byte && byte <= stretch.span.end && stretch.span.end <= asked.text.len())
        .then(|| stretch.span.clone())
}

fn told(asked: &Asked<'_>) -> Option<(Span, Vec<Note>)> {
    match &asked.cursor.spot {
        CursorSpot::Blank | CursorSpot::Comment | CursorSpot::Nowhere => None,
        CursorSpot::Header(span) => Some((span.clone(), vec![key_note(asked.kind, &asked.keys())?])),
        CursorSpot::Key { span, .. } => Some((span.clone(), on_key(asked, span)?)),
        CursorSpot::Value(value) if value.span.is_empty() => None,
        CursorSpot::Value(value) => Some((value.span.clone(), on_value(asked, value)?)),
    }
}

/// What a key means; of the one that says what this file is, what it stands for.
fn on_key(asked: &Asked<'_>, span: &Span) -> Option<Vec<Note>> {
    let written = asked.text.get(span.clone()).unwrap_or_default();
    let parts = written.split('.').map(|part| part.trim().trim_matches(['"', '\'']));
    let path: Vec<_> = asked.keys().into_iter().chain(parts).collect();
    let own = titled(asked, &path).map(|subject| about::subject(asked.desk, subject));
    let rule = match path.as_slice() {
        ["check", name] if asked.kind.name == Kind::PLAN.name => rule(name),
        _ => None,
    };
    let notes: Vec<_> = own.into_iter().chain(rule).chain(key_note(asked.kind, &path)).collect();
    (!notes.is_empty()).then_some(notes)
}

fn key_note(kind: Kind, path: &[&str]) -> Option<Note> {
    kind.note(path).map(|note| key(&note))
}

/// What a key means, and what its value looks like.
pub(super) fn key(note: &KeyNote) -> Note {
    let words = match &note.takes {
        Takes::Words(words) => format!("One of: {}.", words.join(", ")),
        Takes::Truth => "Either `true` or `false`.".to_owned(),
        _ => String::new(),
    };
    let lines: Vec<_> = note.examples.iter().take(3).map(|example| format!("{} = {example}", note.key)).collect();
    let example = (!lines.is_empty()).then(|| lines.join("\n"));
    Note { example, ..Note::new(&note.key).saying(&note.meaning).saying(&note.how).saying(words) }
}

fn on_value(asked: &Asked<'_>, value: &ValueSpot) -> Option<Vec<Note>> {
    let path = asked.keys();
    if let Some(subject) = titled(asked, &path) {
        return Some(vec![about::subject(asked.desk, subject)]);
    }
    let text = value.text.trim();
    let one = |note: Note| Some(vec![note]);
    match asked.role() {
        Role::Party | Role::PartyEntry if !text.is_empty() => one(about::party(asked.desk, asked.plan, text)),
        Role::Reference(_) if !text.is_empty() => match asked.desk.named(asked.plan, text) {
            Some(named) => one(about::subject(asked.desk, named)),
            None => one(Note::new(text).saying("Nothing in these plans has this reference.")),
        },
        Role::Rule => rule(text).map(|note| vec![note]),
        Role::Party
        | Role::PartyEntry
        | Role::Reference(_)
        | Role::Organisation
        | Role::Tag
        | Role::Duty
        | Role::Evidence
        | Role::Other => {
            let note = asked.kind.note(&path).or_else(|| asked.kind.note(path.get(..1)?))?;
            let own = if text.is_empty() { None } else { by_kind(asked, &note, text) };
            one(own.unwrap_or_else(|| key(&note)))
        }
    }
}

/// What a word, a time or a length of time means.
fn by_kind(asked: &Asked<'_>, note: &KeyNote, text: &str) -> Option<Note> {
    match &note.takes {
        Takes::Words(_) => word(&note.key, text),
        Takes::Deadline | Takes::Period => time(asked, text),
        Takes::Day => {
            let day = Date::parse(text)?;
            Some(Note::new(day.in_words()).saying(&note.meaning).saying(distance(asked, day)))
        }
        Takes::Interval => turns(asked, text),
        Takes::Text | Takes::Truth | Takes::Number | Takes::List(_) | Takes::Table(_) | Takes::Tables => None,
    }
}

/// The legend of a scale, with the step that a word names at its head.
fn word(key: &str, text: &str) -> Option<Note> {
    let legend: Vec<(&str, &str)> = match key {
        "rag" => Rag::ALL.iter().map(|rag| (rag.word(), rag.rating().meaning())).collect(),
        "status" => Status::ALL.iter().map(|status| (status.word(), status.meaning())).collect(),
        _ => return None,
    };
    let meaning = legend.iter().find(|(word, _)| *word == text)?.1;
    let mut note = Note::new(spoken(text)).saying(format!("{}.", capitalised(meaning)));
    for (word, meaning) in legend.iter().filter(|(word, _)| *word != text) {
        note = note.with(word, Some((*meaning).to_owned()));
    }
    Some(note)
}

/// What a deadline or a period means, and when it is due.
fn time(asked: &Asked<'_>, text: &str) -> Option<Note> {
    let deadline = match Date::parse(text) {
        Some(day) => Deadline::By(Period::Day(day)),
        None => Deadline::parse(text).ok()?,
    };
    let note = Note::new(deadline.in_words());
    match &deadline {
        Deadline::By(Period::Day(day)) => Some(note.saying(distance(asked, *day))),
        Deadline::By(period) => {
            let last = period.due();
            let due = format!("Due on its last day, {}: {}.", last.in_words(), far(asked, last));
            Some(note.saying(due).with("From", Some(period.first_day().in_words())))
        }
        Deadline::Ongoing => Some(note.saying(review(asked))),
        Deadline::Unsaid(_) => Some(note.saying("Only a placeholder: nothing says when it is to be done.")),
    }
}

fn review(asked: &Asked<'_>) -> String {
    let review = match asked.desk.subject(asked.file) {
        Some(Subject::Action(located)) => located.review().map(crate::model::Given::value),
        Some(Subject::Objective(_, objective)) => objective.review,
        Some(Subject::Theme(_, theme)) => theme.review,
        Some(Subject::Plan(_)) => None,
        // The file cannot be read as it stands.
        None => return "It has no end, and wants a `review` date.".to_owned(),
    };
    match review {
        Some(day) => format!("It has no end, and is reviewed on {}: {}.", day.in_words(), far(asked, day)),
        None => "It has no end, and no `review` says when it is next looked at, so that it never falls due.".to_owned(),
    }
}

/// What comes round after a length of time.
fn turns(asked: &Asked<'_>, text: &str) -> Option<Note> {
    let every = Interval::parse(text)?;
    let note = Note::new(format!("every {every}").replacen("every 1 ", "every ", 1));
    let next = match (keys(&asked.cursor.steps).as_slice(), asked.desk.subject(asked.file)) {
        (["recurs", "every"], Some(Subject::Action(located))) => about::occasion(asked.desk, located),
        _ => None,
    };
    match next {
        Some((DueKind::Recurring, Some(day))) => Some(note.saying(format!(
            "The earliest turn that is not done is that of {}: {}.",
            day.in_words(),
            far(asked, day)
        ))),
        _ => asked.kind.note(&asked.keys()).map(|key| note.saying(key.meaning)),
    }
}

fn distance(asked: &Asked<'_>, day: Date) -> String {
    format!("{}.", capitalised(&far(asked, day)))
}

/// How far a day lies from the one on which the plan is judged.
fn far(asked: &Asked<'_>, day: Date) -> String {
    let judged = asked.desk.judge.day_for(asked.plan);
    if asked.desk.judge.today == judged {
        return about::from_day(judged, day);
    }
    let (days, whole) = (judged.days_until(day), crate::report::words::days(judged.days_until(day)));
    match days {
        0 => format!("the day of judging, {}", judged.in_words()),
        1.. => format!("{whole} after {}", judged.in_words()),
        _ => format!("{whole} before {}", judged.in_words()),
    }
}

#[cfg(test)]
mod tests {
    use super::hover;
    use crate::language::Note;
    use crate::language::example::{self, FIRST, desk_at, first_with};

    const FILE: &str = "wendale/help/1/1.1.toml";

    fn shown(notes: &[Note]) -> String {
        let note = |note: &Note| {
            let facts = note.facts.iter().map(|(term, value)| format!("{term}: {value}"));
            let example = note.example.clone().map(|example| format!("`{example}`"));
            let lines = std::iter::once(note.title.clone()).chain(note.paragraphs.clone()).chain(facts).chain(example);
            lines.collect::<Vec<_>>().join("\n")
        };
        notes.iter().map(note).collect::<Vec<_>>().join("\n--\n")
    }

    fn at(file: &str, marked: &str) -> String {
        let (desk, byte) = desk_at(file, marked);
        hover(&desk, file, byte, &[]).map(|hover| shown(&hover.notes)).unwrap_or_default()
    }

    #[test]
    fn an_action_says_how_it_is_rated_and_why() {
        insta::assert_snapshot!(at(FILE, &first_with("Publish", "Pub|lish")), @"
        1.1 Publish the pathways
        Rating: RED: deadline passed and action incomplete: 91 days overdue (line 3 of the rating: due before the day)
        Reported: amber on 2 March 2026
        Travel: same since the meeting of 15 June 2026
        Lead: Housing Manager
        Deadline: quarter 1 of 2026, due on its last day, 31 March 2026
        Status: in progress
        Flags: overdue (91 days past its deadline); stale (no update for more than 3 months: the last is of 2 March 2026); optimistic (people report AMBER, better than the RED of the rule)
        Updates: 1 update, the newest of 2 March 2026
        Judged as of: 30 June 2026
        ");
    }

    #[test]
    fn objectives_and_themes_have_totals() {
        insta::assert_snapshot!(at(FILE, &first_with("\"1\"", "\"|1\"")), @"
        1 Children are heard
        60 referrals a year
        Lead: Housing Manager
        Actions: 3 actions: 2 red and 1 unrated, 2 overdue
        Worst: RED
        Judged as of: 30 June 2026
        ");
        insta::assert_snapshot!(at("wendale/help/theme.toml", "tit|le = \"Help\"\naim = \"Everyone is heard\"\n"), @r#"
        Help
        Everyone is heard
        Actions: 3 actions: 2 red and 1 unrated, 2 overdue
        Worst: RED
        Judged as of: 30 June 2026
        --
        title
        What the theme is called.
        `title = "Prevention"`
        "#);
    }

    #[test]
    fn parties_are_told_from_the_register() {
        insta::assert_snapshot!(at(FILE, &first_with("Housing Manager", "Housing| Manager")), @"
        Housing Manager
        Kind: post
        State: in post
        Organisation: Wendale Council
        Also called: Head of Housing
        Leads: 3 actions, of which 2 overdue
        ");
        insta::assert_snapshot!(at(FILE, &first_with("\"Police\"", "\"Poli|ce\"")), @"
        Police
        This name is not in `parties.toml`.
        Leads: 0 actions
        Supports: 1 action
        ");
    }

    #[test]
    fn references_tell_what_they_name() {
        insta::assert_snapshot!(at(FILE, &first_with("\"1.2\"", "\"1.|2\"")), @"
        1.2 Train the officers
        Rating: UNRATED: no progress has been reported (line 7 of the rating: nothing reported)
        Travel: same since the meeting of 15 June 2026
        Lead: Housing Manager (from objective 1)
        Deadline: ongoing, to be reviewed on 30 September 2026
        Status: not started
        Flags: stale (no update at all, and more than 3 months into the plan); waiting (waits for 1.1)
        Updates: none
        Judged as of: 30 June 2026
        ");
        insta::assert_snapshot!(at(FILE, &first_with("\"1.2\"", "\"7.|2\"")), @"
        7.2
        Nothing in these plans has this reference.
        ");
    }

    #[test]
    fn a_theme_without_a_title_goes_by_its_name() {
        let told = at("wendale/help/theme.toml", "tit|le = \"\"\n");
        assert!(told.starts_with("help\n"), "{told}");
    }

    #[test]
    fn where_nothing_is_said_yet_the_key_is_explained() {
        for (value, key) in [("\"1.2\"", "see"), ("\"2026-Q1\"", "deadline"), ("\"amber\"", "rag")] {
            let told = at(FILE, &first_with(value, "\"|\""));
            assert!(told.starts_with(&format!("{key}\n")), "{told}");
        }
    }

    #[test]
    fn keys_words_and_times_are_explained() {
        insta::assert_snapshot!(at(FILE, &first_with("deadline", "dead|line")), @r#"
        deadline
        When it is to be done by; left out where it recurs.
        A day stands without quotation marks (2009-07-01), a longer time within them: "2009-03", "2009-Q1", "2022-autumn", "2009" or the financial year "2008/09"; its last day counts. "ongoing" has no end, and wants a review date.
        `deadline = 2009-07-01
        deadline = "2009-03"
        deadline = "2009-Q1"`
        "#);
        insta::assert_snapshot!(at(FILE, &first_with("2026-Q1", "2026|-Q1")), @"
        quarter 1 of 2026
        Due on its last day, 31 March 2026: 91 days ago.
        From: 1 January 2026
        ");
        insta::assert_snapshot!(at(FILE, &first_with("\"amber\"", "\"amb|er\"")), @"
        amber
        Progress is slow and gives concern about the deadline, or work is on hold.
        red: the deadline has passed, or progress is insufficient to achieve it
        green: progress is sufficient to achieve the deadline
        ");
        insta::assert_snapshot!(at(FILE, &first_with("[[update]]", "[[upd|ate]]")), @"
        update
        The log: what was done and judged, oldest first. The state on any day follows from it.
        ");
        insta::assert_snapshot!(at("wendale/help/1/1.3.toml", "action = \"Meet\"\n\nrecurs = { every = \"3 mon|ths\", from = 2026-05-31 }\n"), @"
        every 3 months
        The earliest turn that is not done is that of 31 May 2026: 30 days ago.
        ");
        insta::assert_snapshot!(at("wendale/help/1/1.2.toml", "action = \"a\"\ndeadline = \"on|going\"\nreview = 2026-09-30\n"), @"
        ongoing
        It has no end, and is reviewed on 30 September 2026: in 92 days.
        ");
        insta::assert_snapshot!(at("wendale/plan.toml", "[check]\nuncos|ted = \"off\"\n"), @"
        uncosted
        Every open action says what it takes, and every cost has an amount.
        An action without resources depends on goodwill, and a cost without an amount is in no budget and can be asked of no funder. What partners give in kind needs no amount.
        `vawg explain uncosted` shows an example and how a plan sets it.
        Level: warning unless the plan says otherwise
        ");
    }

    #[test]
    fn a_problem_brings_its_rule() {
        let text = FIRST.replace("lead = \"Housing Manager\"", "lead = \"???\"");
        let desk = example::desk_with(FILE, &text);
        let problems = desk.diagnostics(|file| file == FILE);
        let byte = text.find("???").expect("it is there");
        let told = hover(&desk, FILE, byte, &problems).expect("something is told");
        assert!(told.notes.iter().any(|note| note.title == "missing-lead"), "{told:?}");
    }

    #[test]
    fn nothing_is_told_of_other_files_and_empty_places() {
        assert_eq!(at(FILE, "|"), "");
        assert_eq!(at("notes.toml", "le|ad = \"a\"\n"), "");
        assert_eq!(at("wendale/notes.md", "le|ad\n"), "");
    }

    #[test]
    fn a_status_comes_with_all_of_them() {
        let marked = first_with("status = \"in-progress\"", "status = \"in-|progress\"");
        insta::assert_snapshot!(at(FILE, &marked), @"
        in progress
        Work has begun.
        not-started: nothing has been done yet
        on-hold: work has stopped for now; the rating is amber at best
        complete: it is done; the rating says whether by the deadline
        withdrawn: it will not be done, and no longer counts
        carried-forward: it goes on in another plan, and no longer counts here
        ");
    }
}
