//! What falls due as a calendar for calendar programs (iCalendar, RFC 5545).
//!
//! A calendar that somebody has subscribed to follows the plan: each event keeps its name whatever else changes, and
//! what is complete or withdrawn stays and says so, since a calendar is also the memory of what was promised for when.
//! Nothing depends on the clock or on the machine. Notes of updates are left out: calendars travel further than plans.

use std::io::{self, Write};

use super::style;
use crate::model::{Date, Recurrence, Unit};
use crate::report::agenda::{Event, Kind, Standing, Turns, When, events};
use crate::report::basis::{Basis, Chapter};

/// Turns that no rule can express are listed, this many years ahead where the plan has no end.
const YEARS: u32 = 10;

/// Lines are folded before they are longer than this many bytes.
const LINE: usize = 75;

/// Writes the calendar of the plans.
///
/// # Errors
///
/// The output does not take it.
pub fn write(out: &mut impl Write, basis: &Basis<'_>) -> io::Result<()> {
    let title = basis.subject();
    let provenance = format!("Read from {}.", basis.provenance.in_words());
    let mut lines = Lines { out };
    for (name, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//vawg//vawg//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("REFRESH-INTERVAL;VALUE=DURATION", "P1D"),
        ("X-PUBLISHED-TTL", "P1D"),
    ] {
        lines.line(name, value)?;
    }
    for name in ["NAME", "X-WR-CALNAME"] {
        lines.text(name, &title)?;
    }
    for name in ["DESCRIPTION", "X-WR-CALDESC"] {
        lines.text(name, &provenance)?;
    }
    for chapter in basis.chapters() {
        for event in events(chapter).iter().filter(|event| is_wanted(event)) {
            write_event(&mut lines, event, chapter)?;
        }
    }
    lines.line("END", "VCALENDAR")
}

/// What is closed will not be reviewed any more, and nothing comes round after its plan has ended.
fn is_wanted(event: &Event<'_, '_>) -> bool {
    let has_turn = match event.when {
        When::On(_) => true,
        When::Turns(turns) => turns.until.is_none_or(|until| turns.recurrence.from <= until),
    };
    has_turn && (event.kind() != Kind::Review || event.standing == Standing::Open)
}

fn write_event(lines: &mut Lines<'_, impl Write>, event: &Event<'_, '_>, chapter: Chapter<'_, '_>) -> io::Result<()> {
    lines.line("BEGIN", "VEVENT")?;
    lines.text("UID", &format!("{}@vawg", event.name()))?;
    lines.line("DTSTAMP", &format!("{}T000000Z", compact(chapter.day)))?;
    match event.when {
        When::On(on) => lines.line("DTSTART;VALUE=DATE", &compact(on))?,
        When::Turns(turns) => write_turns(lines, turns, chapter.day)?,
    }
    let moves = event.judged().map_or(0, |judged| judged.judgement.state.moves);
    lines.line("SEQUENCE", &moves.to_string())?;
    lines.text("SUMMARY", &summary(event))?;
    lines.text("DESCRIPTION", &description(event, chapter))?;
    lines.texts("CATEGORIES", &categories(event))?;
    let status = match event.standing {
        Standing::Open | Standing::Done => "CONFIRMED",
        Standing::Withdrawn => "CANCELLED",
    };
    lines.line("STATUS", status)?;
    lines.line("TRANSP", "TRANSPARENT")?;
    lines.line("END", "VEVENT")
}

/// A rule where one says the same as the plan; else every day by itself.
fn write_turns(lines: &mut Lines<'_, impl Write>, turns: Turns, day: Date) -> io::Result<()> {
    let Turns { recurrence, until, .. } = turns;
    lines.line("DTSTART;VALUE=DATE", &compact(recurrence.from))?;
    if let Some(rule) = rule(recurrence) {
        let until = until.map(|until| format!(";UNTIL={}", compact(until))).unwrap_or_default();
        return lines.line("RRULE", &(rule + &until));
    }
    let last = until.unwrap_or_else(|| day.max(recurrence.from).plus_months(12 * YEARS));
    let days: Vec<_> = recurrence.turns(recurrence.from, last).skip(1).map(|(_, on)| compact(on)).collect();
    if days.is_empty() { Ok(()) } else { lines.line("RDATE;VALUE=DATE", &days.join(",")) }
}

/// The rule of a recurrence. There is none where a month is too short for its day: a rule leaves that turn out, and the
/// plan holds it on the last day of the month.
fn rule(recurrence: Recurrence) -> Option<String> {
    let (count, unit) = recurrence.every.parts();
    let (frequency, months) = match unit {
        Unit::Day => ("DAILY", None),
        Unit::Week => ("WEEKLY", None),
        Unit::Month => ("MONTHLY", Some(count % 12)),
        Unit::Year => ("YEARLY", Some(0)),
    };
    let (_, month, day) = recurrence.from.numbers();
    let never_too_short = months.is_none_or(|months| {
        // After whole years, it is the same month again.
        let step = usize::try_from(months).ok().filter(|step| *step > 0).unwrap_or(12);
        let from_its_own = (1..).zip(SHORTEST).cycle().skip_while(|(number, _)| *number != month);
        from_its_own.step_by(step).take(12).all(|(_, days)| days >= day)
    });
    never_too_short.then(|| format!("FREQ={frequency};INTERVAL={count}"))
}

/// The days that each month has in every year.
const SHORTEST: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// `Due: 3.1.1 Develop a communications strategy`.
fn summary(event: &Event<'_, '_>) -> String {
    let kind = match event.kind() {
        Kind::Deadline | Kind::Turn => "Due: ",
        Kind::Review => "Review: ",
        Kind::Milestone => "Milestone: ",
        Kind::Measure | Kind::Target => "Target: ",
        Kind::Meeting => "",
    };
    let standing = match event.standing {
        Standing::Open => "",
        Standing::Done => "Done: ",
        Standing::Withdrawn => "Withdrawn: ",
    };
    let reference = event.reference().map(|reference| format!("{reference} ")).unwrap_or_default();
    let kind = if standing.is_empty() { kind } else { standing };
    style::one_line(&format!("{kind}{reference}{}", event.text()))
}

fn description(event: &Event<'_, '_>, chapter: Chapter<'_, '_>) -> String {
    let mut lines = vec![style::capitalised(&event.in_words())];
    if let Some(judged) = event.judged() {
        let of_its_own = !matches!(event.kind(), Kind::Deadline | Kind::Turn | Kind::Review);
        lines.extend(judged.located.action.text.clone().filter(|_| of_its_own));
        let judgement = &judged.judgement;
        let rating = judgement.rating.map(|rating| format!("{}: ", rating.word().to_uppercase())).unwrap_or_default();
        lines.push(format!("On {}: {rating}{}", judgement.day.in_words(), judgement.reason));
    }
    if let Some(objective) = event.objective() {
        lines.push(objective.display_title().to_owned());
    }
    lines.extend(event.lead().map(|lead| format!("Lead: {lead}")));
    lines.push(format!("{} ({})", chapter.plan.display_title(), chapter.plan.name));
    lines.join("\n")
}

/// The plan, the theme and what kind of thing it is.
fn categories(event: &Event<'_, '_>) -> Vec<String> {
    let plan = event.plan();
    let theme = match (event.judged(), event.objective()) {
        (Some(judged), _) => judged.located.theme(),
        (None, Some(objective)) => plan.theme_at(objective.theme),
        (None, None) => None,
    };
    let theme = theme.map(|theme| theme.display_title().to_owned());
    std::iter::once(plan.name.clone()).chain(theme).chain([event.kind().word().to_owned()]).collect()
}

/// `20260630`.
fn compact(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// The lines of a calendar: folded, and each with the end that the standard asks for.
struct Lines<'o, W> {
    out: &'o mut W,
}

impl<W: Write> Lines<'_, W> {
    /// A line whose value needs no care.
    fn line(&mut self, name: &str, value: &str) -> io::Result<()> {
        let line = format!("{name}:{value}");
        let mut rest = line.as_str();
        let mut room = LINE;
        while rest.len() > room {
            let (first, after) = rest.split_at(rest.floor_char_boundary(room));
            write!(self.out, "{first}\r\n ")?;
            // The space at the start of a line that goes on counts, too.
            (rest, room) = (after, LINE - 1);
        }
        write!(self.out, "{rest}\r\n")
    }

    /// A line with a text, which may come from a file.
    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.line(name, &escaped(text))
    }

    /// A line with several texts.
    fn texts(&mut self, name: &str, texts: &[String]) -> io::Result<()> {
        let texts: Vec<_> = texts.iter().map(|text| escaped(text)).collect();
        self.line(name, &texts.join(","))
    }
}

/// A text that means itself: no separator, no end of a line, nothing that acts.
fn escaped(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut escaped = String::with_capacity(text.len());
    for c in style::visible(&text).chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped += "\\n",
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{escaped, rule, write};
    use crate::model::{
        Action, Date, Deadline, Interval, Judge, Meeting, Period, Plan, Portfolio, Rag, Recurrence, Reference, Status,
        Update,
    };
    use crate::query::{Filter, Selection};
    use crate::report::basis::{Basis, Provenance};

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    fn recurrence(every: &str, from: &str) -> Recurrence {
        Recurrence { every: Interval::parse(every).expect("an interval"), from: day(from) }
    }

    /// The calendar of a plan with these actions, with its folded lines joined.
    fn calendar(actions: Vec<Action>, change: impl FnOnce(&mut Plan)) -> String {
        let mut plan = Plan::new("wendale");
        plan.actions = actions;
        change(&mut plan);
        let portfolio = Portfolio { plans: vec![plan] };
        let judge = Judge { today: day("2026-06-30"), as_of: None };
        let basis = Basis {
            plans: portfolio.plans.iter().collect(),
            selection: Selection::of(&portfolio, judge, &Filter::default(), |_| true),
            judge,
            filter: None,
            provenance: Provenance::NotKept,
        };
        let mut out = Vec::new();
        write(&mut out, &basis).expect("a vector takes everything");
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text}");
        text.replace("\r\n ", "")
    }

    fn action(reference: &str, text: &str) -> Action {
        let deadline = Some(Deadline::By(Period::Day(day("2026-09-30"))));
        let reference = Reference::new(reference).expect("a reference");
        Action { reference, text: Some(text.to_owned()), deadline, ..Action::default() }
    }

    fn update(status: Option<Status>) -> Update {
        Update {
            date: day("2026-06-01"),
            by: None,
            status,
            rag: Some(Rag::Red),
            note: Some("A private word".to_owned()),
            occurrence: None,
            deadline_was: None,
        }
    }

    #[test]
    fn a_recurrence_is_a_rule_only_where_the_rule_says_the_same() {
        let rule = |every, from| rule(recurrence(every, from));
        assert_eq!(rule("3 months", "2014-06-30").as_deref(), Some("FREQ=MONTHLY;INTERVAL=3"));
        assert_eq!(rule("1 month", "2014-01-28").as_deref(), Some("FREQ=MONTHLY;INTERVAL=1"));
        assert_eq!(rule("12 months", "2014-01-31").as_deref(), Some("FREQ=MONTHLY;INTERVAL=12"));
        assert_eq!(rule("6 weeks", "2014-01-31").as_deref(), Some("FREQ=WEEKLY;INTERVAL=6"));
        assert_eq!(rule("10 days", "2014-01-31").as_deref(), Some("FREQ=DAILY;INTERVAL=10"));
        assert_eq!(rule("2 years", "2014-12-31").as_deref(), Some("FREQ=YEARLY;INTERVAL=2"));
        for (every, from) in [("3 months", "2013-11-30"), ("1 month", "2014-01-29"), ("1 year", "2012-02-29")] {
            assert_eq!(rule(every, from), None, "every {every} from {from}");
        }
    }

    #[test]
    fn turns_at_the_ends_of_short_months_are_listed() {
        let mut quarterly = action("1.1", "Report");
        (quarterly.deadline, quarterly.recurs) = (None, Some(recurrence("3 months", "2025-11-30")));
        let text = calendar(vec![quarterly], |plan| plan.settings.ends = Some(day("2026-08-31")));
        assert!(
            text.contains("DTSTART;VALUE=DATE:20251130\r\nRDATE;VALUE=DATE:20260228,20260530,20260830\r\n"),
            "{text}"
        );
    }

    #[test]
    fn an_event_keeps_its_name_when_everything_else_changes() {
        let name = |action: Action| {
            let text = calendar(vec![action], |_| {});
            text.lines().find(|line| line.starts_with("UID")).map(str::to_owned)
        };
        let mut moved = action("1.1", "Other words");
        moved.lead = Some("Police".to_owned());
        moved.deadline = Deadline::parse("2027").ok();
        assert_eq!(name(action("1.1", "Words")).as_deref(), Some("UID:wendale:1.1/deadline@vawg"));
        assert_eq!(name(moved), name(action("1.1", "Words")));
    }

    #[test]
    fn what_is_complete_or_withdrawn_stays_and_says_so() {
        let with = |status| {
            let mut action = action("1.1", "Words");
            action.updates = vec![update(Some(status))];
            calendar(vec![action], |_| {})
        };
        let complete = with(Status::Complete);
        assert!(complete.contains("SUMMARY:Done: 1.1 Words\r\n"), "{complete}");
        assert!(complete.contains("STATUS:CONFIRMED\r\n"));
        let withdrawn = with(Status::Withdrawn);
        assert!(withdrawn.contains("SUMMARY:Withdrawn: 1.1 Words\r\n"), "{withdrawn}");
        assert!(withdrawn.contains("STATUS:CANCELLED\r\n"));
    }

    #[test]
    fn texts_mean_themselves_and_notes_stay_at_home() {
        assert_eq!(escaped("a;b,c\\d\r\ne\n\u{1b}[31m\rf"), "a\\;b\\,c\\\\d\\ne\\n\\\\u{1b}[31m\\\\rf");
        let mut action =
            action("1.1", "Two\r\nEND:VEVENT\r\nBEGIN:VALARM 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字");
        action.updates = vec![update(None)];
        let text = calendar(vec![action], |plan| plan.settings.title = Some("A\nBEGIN:VEVENT".to_owned()));
        assert!(!text.contains("private"), "{text}");
        assert_eq!(text.matches("\r\nBEGIN:VEVENT\r\n").count(), 1, "{text}");
        assert!(!text.contains("\r\nBEGIN:VALARM"), "{text}");
        assert!(text.contains("On 30 June 2026: RED: insufficient progress to achieve the deadline\\n"), "{text}");
    }

    #[test]
    fn meetings_are_in_it_until_the_plan_ends() {
        let text = calendar(Vec::new(), |plan| {
            let every = Interval::months(3);
            let meeting = |from: &str| Meeting { name: "Board".to_owned(), report: None, every, from: day(from) };
            plan.settings.meetings = vec![meeting("2025-07-15"), meeting("2029-01-01")];
            plan.settings.ends = Some(day("2028-03-31"));
        });
        assert!(text.contains("RRULE:FREQ=MONTHLY;INTERVAL=3;UNTIL=20280331\r\n"), "{text}");
        assert_eq!(text.matches("SUMMARY:Board").count(), 1, "{text}");
    }
}
