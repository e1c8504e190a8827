//! What people report inside one cell: `June 2013: posters went up`, `12/09/09 – first draft complete. RED`.
//!
//! A line that begins with a day or month and a mark begins a report of that time, and lines without one go on with the
//! report above. A month is reported on its last day, and its words stay in the note. What has no time is a report of
//! its own, which its reader dates by the document.

use super::deadline::{self, Years};
use super::words::{tidy, without_bullet};
use super::{Phrase, rating, status};
use crate::import::piece::after_words;
use crate::model::{Date, Period, Rag, Status};

/// What was reported.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// The day on which it was so, where its words say that.
    pub date: Option<Date>,
    /// Where the work stood, where the report begins with that.
    pub status: Option<Status>,
    /// The rating that stands in it.
    pub rag: Option<Rag>,
    /// Its words, without a day at their start.
    pub note: String,
}

/// Reads the words about progress; certain where every report has its day.
#[must_use]
pub fn read(words: &str, years: Years) -> Phrase<Vec<Report>> {
    let mut reports: Vec<Report> = Vec::new();
    for line in words.lines().filter(|line| line.chars().any(char::is_alphanumeric)) {
        match dated(line, years) {
            Some(report) => reports.push(report),
            None => match reports.last_mut() {
                Some(report) => {
                    let gap = if report.note.is_empty() { "" } else { "\n" };
                    report.note.push_str(gap);
                    report.note.push_str(line.trim_end());
                }
                None => reports.push(Report { note: line.trim().to_owned(), ..Report::default() }),
            },
        }
    }
    reports.iter_mut().for_each(judge);
    let is_certain = !reports.is_empty() && reports.iter().all(|report| report.date.is_some());
    if is_certain { Phrase::with_rest(reports, "") } else { Phrase { value: reports, is_certain, rest: None } }
}

/// A report that begins with the time that it is of.
fn dated(line: &str, years: Years) -> Option<Report> {
    let bare = without_bullet(line);
    let opened = unlabelled(bare);
    let (period, after) = deadline::leading(opened, years)?;
    let after = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ')' | ']'));
    // `12/9/13 (JS): sent` keeps who said it.
    let said = if after.starts_with('(') { after } else { unlabelled(after) };
    // `June 2013 saw the launch` is a sentence, `June 2013: launch` and `12.9.13 Draft sent` are reports.
    let is_day = matches!(period, Period::Day(_)) && said.starts_with(|c: char| c.is_uppercase() || c == '(');
    let is_marked = opened.len() < bare.len() || said.len() < after.len() || said.is_empty() || is_day;
    let note = said.strip_prefix([':', '-', '–', '—', '.']);
    let note = note.map(str::trim_start).or_else(|| is_marked.then_some(said))?;
    let date = Some(period.due());
    let status = status::leading(note).map(|(status, _)| status);
    Some(match period {
        Period::Day(_) => Report { date, status, note: note.to_owned(), rag: None },
        Period::Month { .. } => Report { date, status, note: bare.to_owned(), rag: None },
        // Anything longer says too little about the day.
        Period::Quarter { .. } | Period::Season { .. } | Period::Year(_) | Period::FinancialYear(_) => return None,
    })
}

/// Without `Update`, `Progress at` and the like, and brackets, before or after a day.
fn unlabelled(text: &str) -> &str {
    let mut rest = text.trim_start().trim_start_matches(['(', '[']);
    while let Some(after) = label(rest) {
        rest = after.trim_start().trim_start_matches(['(', '[']);
        rest = rest.strip_prefix(": ").unwrap_or(rest);
    }
    rest
}

fn label(text: &str) -> Option<&str> {
    const WORDS: &[&str] = &["progress update", "update", "updated", "progress", "comment", "as at", "as of", "at"];
    WORDS.iter().find_map(|word| after_words(text, word))
}

/// Notes the rating and the status that the words of a report give.
fn judge(report: &mut Report) {
    let text = tidy(&report.note);
    report.rag = rating::within(&text);
    report.status = report.status.or_else(|| status::leading(&text).map(|(status, _)| status));
}

#[cfg(test)]
mod tests {
    use super::{Years, read};
    use crate::model::Date;

    fn shown(words: &str) -> Vec<String> {
        let years = Years { starts: Date::parse("2012-04-01"), ends: Date::parse("2015-03-31") };
        let phrase = read(words, years);
        assert_eq!(
            phrase.is_certain,
            !phrase.value.is_empty() && phrase.value.iter().all(|report| report.date.is_some())
        );
        let report = |report: &super::Report| {
            let parts = [
                report.date.map(|date| date.to_string()),
                report.status.map(|status| status.to_string()),
                report.rag.map(|rag| rag.to_string()),
            ];
            let said: Vec<_> = parts.into_iter().flatten().chain([format!("<{}>", report.note)]).collect();
            said.join(" ")
        };
        phrase.value.iter().map(report).collect()
    }

    #[test]
    fn a_day_at_the_start_of_a_line_begins_a_report() {
        assert_eq!(
            shown("12/09/13 – first draft written\nand sent out\n[3 Oct 2013] Draft agreed. Green"),
            ["2013-09-12 <first draft written\nand sent out>", "2013-10-03 green <Draft agreed. Green>"]
        );
        assert_eq!(
            shown("· 1st June 2013: Complete – leaflet printed"),
            ["2013-06-01 complete <Complete – leaflet printed>"]
        );
        assert_eq!(shown("Update 4.7.14: RED no funding"), ["2014-07-04 red <RED no funding>"]);
        assert_eq!(shown("4 July 2014 update - on hold"), ["2014-07-04 on-hold <on hold>"]);
        assert_eq!(shown("4 July 2014"), ["2014-07-04 <>"]);
        assert_eq!(
            shown("12.9.13 Draft sent\n4/10/13\nDraft agreed"),
            ["2013-09-12 <Draft sent>", "2013-10-04 <Draft agreed>"]
        );
        assert_eq!(shown("12/9/13 (JB): sent"), ["2013-09-12 <(JB): sent>"]);
    }

    #[test]
    fn a_month_is_reported_on_its_last_day_and_keeps_its_words() {
        assert_eq!(
            shown("June 2013: posters went up\nUpdate Sept 13 - done"),
            ["2013-06-30 <June 2013: posters went up>", "2013-09-30 complete <Update Sept 13 - done>"]
        );
    }

    #[test]
    fn what_has_no_day_is_one_report() {
        for words in [
            "Work yet to be agreed",
            "Posters distributed March 2014",
            "June 2013 saw the launch",
            "2 March 2014 launch event held",
            "Q2 update – all well",
            "· one\n· two",
            "Spring 2014: launch",
        ] {
            assert_eq!(shown(words), [format!("<{words}>")], "{words}");
        }
        assert_eq!(shown("Not started"), ["not-started <Not started>"]);
        assert_eq!(shown("To do\n1 May 2014: done"), ["<To do>", "2014-05-01 complete <done>"]);
        assert!(shown(" · \n").is_empty());
    }
}
