//! What is shown between the letters of a file: when a longer time is due, and what comes round next.

use super::asked::{Asked, keys};
use super::{Desk, Subject, about};
use crate::model::{Date, Deadline, DueKind, Given, Interval, Meeting, Period};
use crate::source::{Span, Step};
use crate::store::{Held, Scalar, Takes, Value};

/// A few words behind a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The byte behind which it stands.
    pub at: usize,
    pub text: String,
}

/// The hints of a stretch of a file.
#[must_use]
pub fn hints(desk: &Desk, file: &str, within: &Span) -> Vec<Hint> {
    let Some(asked) = Asked::at(desk, file, 0) else { return Vec::new() };
    let times = asked.outline.scalars().filter_map(|(steps, value, scalar)| time(&asked, &steps, value, scalar));
    let turns = recurrence(&asked).into_iter().chain(meetings(&asked));
    let mut hints: Vec<_> = times.chain(turns).collect();
    hints.retain(|hint| within.start <= hint.at && hint.at <= within.end);
    hints.sort_by_key(|hint| hint.at);
    hints
}

/// When a deadline or a period is due, where that is not the day itself.
fn time(asked: &Asked<'_>, steps: &[Step], value: &Value, scalar: &Scalar) -> Option<Hint> {
    let path = keys(steps);
    let takes = asked.kind.note(&path)?.takes;
    // Money is for a year, and not due at its end.
    if !matches!(takes, Takes::Deadline | Takes::Period) || path == ["cost", "year"] {
        return None;
    }
    let text = match Deadline::parse(&scalar.text).ok()? {
        Deadline::By(Period::Day(_)) | Deadline::Unsaid(_) => return None,
        Deadline::By(period) => format!("due {}", period.due().in_words()),
        Deadline::Ongoing if path == ["deadline"] => review(asked)?,
        Deadline::Ongoing => return None,
    };
    Some(Hint { at: value.span.end, text })
}

/// When what has no end is looked at; nothing where the file cannot be read, and may inherit a day.
fn review(asked: &Asked<'_>) -> Option<String> {
    let here = asked.scalar(&["review"]).and_then(|(_, scalar)| Date::parse(&scalar.text));
    let review = match (here, asked.desk.subject(asked.file)?) {
        (Some(day), _) => Some(day),
        (None, Subject::Action(located)) => located.review().map(Given::value),
        (None, Subject::Objective(..) | Subject::Theme(..) | Subject::Plan(_)) => None,
    };
    Some(review.map_or_else(|| "no review date".to_owned(), |day| format!("review on {}", day.in_words())))
}

/// The earliest turn of an action that is not done.
fn recurrence(asked: &Asked<'_>) -> Option<Hint> {
    let Some(Subject::Action(located)) = asked.desk.subject(asked.file) else { return None };
    let Some((DueKind::Recurring, Some(day))) = about::occasion(asked.desk, located) else { return None };
    let first = asked.outline.sections.first()?;
    let inline = first.entries.iter().find(|entry| entry.key() == "recurs").and_then(|entry| entry.value.as_ref());
    let at = match inline {
        Some(value) if matches!(value.held, Held::Table(_)) => value.span.end,
        Some(_) | None => asked.scalar(&["recurs", "every"])?.0.span.end,
    };
    Some(Hint { at, text: format!("next turn {}", day.in_words()) })
}

/// When each meeting of the plan is held next.
fn meetings(asked: &Asked<'_>) -> Vec<Hint> {
    let today = asked.desk.judge.asked();
    let tables = asked.outline.sections.iter().filter(|section| keys(&section.steps) == ["meeting"]);
    let next = tables.filter_map(|section| {
        let says = |key: &str| {
            let entry = section.entries.iter().find(|entry| entry.key() == key)?;
            match &entry.value.as_ref()?.held {
                Held::Scalar(scalar) => Some((scalar, entry.span().end)),
                Held::List(_) | Held::Table(_) => None,
            }
        };
        let ((every, at), (from, _)) = (says("every")?, says("from")?);
        let (every, from) = (Interval::parse(&every.text)?, Date::parse(&from.text)?);
        let meeting = Meeting { name: String::new(), report: None, every, from };
        Some(Hint { at, text: format!("next on {}", meeting.first_from(today)?.in_words()) })
    });
    next.filter(|_| asked.kind.name == "plan").collect()
}

#[cfg(test)]
mod tests {
    use super::hints;
    use crate::language::example::desk_with;

    /// The text with its hints in angle brackets.
    fn hinted(file: &str, text: &str) -> String {
        let mut shown = text.to_owned();
        for hint in hints(&desk_with(file, text), file, &(0..text.len())).iter().rev() {
            shown.insert_str(hint.at, &format!(" <{}>", hint.text));
        }
        shown
    }

    const FILE: &str = "wendale/help/1/1.1.toml";

    #[test]
    fn longer_times_say_when_they_are_due() {
        insta::assert_snapshot!(hinted(FILE, "deadline = \"2026-Q1\" # a\n\n[[milestone]]\ntext = \"x\"\ndeadline = \"2026-autumn\"\n[[cost]]\nyear = \"2026/27\"\n[[update]]\ndate = 2026-06-01\ndeadline_was = 2026-05-01\n"), @r#"
        deadline = "2026-Q1" <due 31 March 2026> # a

        [[milestone]]
        text = "x"
        deadline = "2026-autumn" <due 30 November 2026>
        [[cost]]
        year = "2026/27"
        [[update]]
        date = 2026-06-01
        deadline_was = 2026-05-01
        "#);
        insta::assert_snapshot!(hinted("wendale/help/1/objective.toml", "target_date = \"2027\"\nmeasure = [\n"), @r#"
        target_date = "2027" <due 31 December 2027>
        measure = [
        "#);
        assert_eq!(
            hinted(FILE, "deadline = \"soon\"\n[as_written]\ndeadline = \"2026\"\n"),
            "deadline = \"soon\"\n[as_written]\ndeadline = \"2026\"\n"
        );
    }

    #[test]
    fn what_has_no_end_says_when_it_is_looked_at() {
        assert_eq!(
            hinted(FILE, "deadline = \"ongoing\"\nreview = 2026-09-30\n"),
            "deadline = \"ongoing\" <review on 30 September 2026>\nreview = 2026-09-30\n"
        );
        assert_eq!(hinted(FILE, "deadline = \"ongoing\"\n"), "deadline = \"ongoing\" <no review date>\n");
        let broken = "lead = \ndeadline = \"ongoing\"\n";
        assert_eq!(hinted(FILE, broken), broken, "what it inherits is not known while it cannot be read");
    }

    #[test]
    fn what_comes_round_says_when_next() {
        let recurs = "recurs = { every = \"3 months\", from = 2026-05-31 }\n";
        let done = "[[update]]\ndate = 2026-06-01\nstatus = \"complete\"\n";
        assert_eq!(hinted(FILE, recurs), recurs.replace(" }", " } <next turn 31 May 2026>"));
        assert_eq!(
            hinted(FILE, &[recurs, done].concat()),
            [&recurs.replace(" }", " } <next turn 31 August 2026>"), done].concat()
        );
        let table = "[recurs]\nevery = \"3 months\"\nfrom = 2026-05-31\n";
        assert_eq!(hinted(FILE, table), table.replace("months\"", "months\" <next turn 31 May 2026>"));
        let meeting = "[[meeting]]\nname = \"Board\"\nevery = \"3 months\"\nfrom = 2025-06-15\n";
        assert_eq!(
            hinted("wendale/plan.toml", meeting),
            meeting.replace("months\"", "months\" <next on 15 September 2026>")
        );
    }
}
