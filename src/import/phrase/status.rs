//! Where the work stands, as people write it: `Completed March 2010`, `Not started`, `On track`.

use super::Phrase;
use super::words::tidy;
use crate::import::piece::after_start;
use crate::model::{MONTHS, Status};

/// Whether the words say no more than the status does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// It is another word for it.
    All,
    /// It says more, such as `delayed`: the words stay beside the status.
    More,
}

/// Words for a status; the longer stand before those that they begin with.
const WORDS: &[(&str, Status, Says)] = &[
    ("not started", Status::NotStarted, Says::All),
    ("not yet started", Status::NotStarted, Says::All),
    ("not begun", Status::NotStarted, Says::All),
    ("not commenced", Status::NotStarted, Says::All),
    ("not yet commenced", Status::NotStarted, Says::All),
    ("to be started", Status::NotStarted, Says::All),
    ("yet to start", Status::NotStarted, Says::All),
    ("yet to commence", Status::NotStarted, Says::All),
    ("to start", Status::NotStarted, Says::All),
    ("in progress", Status::InProgress, Says::All),
    ("work in progress", Status::InProgress, Says::All),
    ("work has started", Status::InProgress, Says::All),
    ("partially achieved", Status::InProgress, Says::More),
    ("partially met", Status::InProgress, Says::More),
    ("partially complete", Status::InProgress, Says::More),
    ("partially completed", Status::InProgress, Says::More),
    ("partly complete", Status::InProgress, Says::More),
    ("partly completed", Status::InProgress, Says::More),
    ("part complete", Status::InProgress, Says::More),
    ("nearly complete", Status::InProgress, Says::More),
    ("almost complete", Status::InProgress, Says::More),
    ("incomplete", Status::InProgress, Says::More),
    ("on track", Status::InProgress, Says::More),
    ("on target", Status::InProgress, Says::More),
    ("on schedule", Status::InProgress, Says::More),
    ("off track", Status::InProgress, Says::More),
    ("off target", Status::InProgress, Says::More),
    ("behind schedule", Status::InProgress, Says::More),
    ("some slippage", Status::InProgress, Says::More),
    ("slippage", Status::InProgress, Says::More),
    ("underway", Status::InProgress, Says::All),
    ("under way", Status::InProgress, Says::All),
    ("started", Status::InProgress, Says::All),
    ("begun", Status::InProgress, Says::All),
    ("commenced", Status::InProgress, Says::All),
    ("ongoing", Status::InProgress, Says::More),
    ("on-going", Status::InProgress, Says::More),
    ("on going", Status::InProgress, Says::More),
    ("continuing", Status::InProgress, Says::More),
    ("active", Status::InProgress, Says::All),
    ("open", Status::InProgress, Says::More),
    ("delayed", Status::InProgress, Says::More),
    ("on hold", Status::OnHold, Says::All),
    ("on-hold", Status::OnHold, Says::All),
    ("paused", Status::OnHold, Says::All),
    ("suspended", Status::OnHold, Says::All),
    ("stalled", Status::OnHold, Says::More),
    ("deferred", Status::OnHold, Says::More),
    ("fully complete", Status::Complete, Says::All),
    ("fully completed", Status::Complete, Says::All),
    ("action complete", Status::Complete, Says::All),
    ("action completed", Status::Complete, Says::All),
    ("completed", Status::Complete, Says::All),
    ("complete", Status::Complete, Says::All),
    ("done", Status::Complete, Says::All),
    ("achieved", Status::Complete, Says::All),
    ("finished", Status::Complete, Says::All),
    ("delivered", Status::Complete, Says::All),
    ("closed", Status::Complete, Says::More),
    ("discharged", Status::Complete, Says::More),
    ("withdrawn", Status::Withdrawn, Says::All),
    ("cancelled", Status::Withdrawn, Says::All),
    ("abandoned", Status::Withdrawn, Says::All),
    ("no longer required", Status::Withdrawn, Says::More),
    ("no longer needed", Status::Withdrawn, Says::More),
    ("no longer relevant", Status::Withdrawn, Says::More),
    ("superseded", Status::Withdrawn, Says::More),
    ("carried forward", Status::CarriedForward, Says::All),
    ("carry forward", Status::CarriedForward, Says::All),
    ("rolled forward", Status::CarriedForward, Says::All),
];

/// Reads the words for where the work stands: a status at their start, and what they say besides.
#[must_use]
pub fn read(words: &str) -> Phrase<Option<Status>> {
    let text = tidy(words);
    match leading(&text) {
        Some((status, rest)) => Phrase::with_rest(Some(status), rest),
        None => Phrase::doubtful(None, words.trim()),
    }
}

/// The status with which a text begins, and what the text says besides: what stands after it, with the words for the
/// status before that where they say more than it does.
///
/// `Complete the review` is no status: only a mark, a day or the end may follow.
pub(super) fn leading(text: &str) -> Option<(Status, &str)> {
    let begins = |words: &str| after_start(text, words).filter(|after| may_follow(after));
    let (status, says, after) = WORDS.iter().find_map(|(words, status, says)| Some((status, says, begins(words)?)))?;
    let rest = after.trim_start_matches(|c: char| c.is_whitespace() || "-–—:;,./".contains(c));
    if after.contains('?') {
        return None;
    }
    Some((*status, if *says == Says::More { text } else { rest.trim_end() }))
}

/// Whether what stands after the words for a status leaves it one: `Complete – …`, `Completed 1 May`, `Done (see 3)`.
fn may_follow(after: &str) -> bool {
    const SMALL: &[&str] =
        &["in", "on", "by", "and", "but", "as", "to", "since", "from", "until", "due", "with", "for"];
    let Some(after) = after.strip_prefix(char::is_whitespace) else {
        return after.is_empty() || after.starts_with(|c: char| "-–—:;,.(/!".contains(c));
    };
    let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let is_month = |month: &str| month.get(..3).is_some_and(|start| after_start(&word, start).is_some());
    word.is_empty() || SMALL.contains(&word.as_str()) || MONTHS.into_iter().any(is_month)
}

#[cfg(test)]
mod tests {
    use super::read;

    fn shown(words: &str) -> String {
        let phrase = read(words);
        let status = phrase.value.map_or_else(|| "?".to_owned(), |status| status.to_string());
        assert_eq!(phrase.is_certain, phrase.value.is_some(), "{words}");
        phrase.rest.into_iter().fold(status, |shown, rest| format!("{shown} | {rest}"))
    }

    #[test]
    fn statuses_have_many_forms() {
        for (words, read) in [
            ("Not started", "not-started"),
            ("In progress", "in-progress"),
            ("Complete", "complete"),
            ("Completed March 2010", "complete | March 2010"),
            ("Completed – protocol agreed", "complete | protocol agreed"),
            ("Achieved.", "complete"),
            ("DONE", "complete"),
            ("On hold", "on-hold"),
            ("On track", "in-progress | On track"),
            ("Delayed – no funding", "in-progress | Delayed – no funding"),
            ("Carried forward to 2012", "carried-forward | to 2012"),
            ("Withdrawn (see 3.1)", "withdrawn | (see 3.1)"),
        ] {
            assert_eq!(shown(words), read, "{words}");
        }
    }

    #[test]
    fn what_only_begins_like_a_status_is_none() {
        for words in
            ["Complete the review", "Open day held", "Active bystander scheme", "Done?", "", "Started?", "Donegal"]
        {
            assert_eq!(read(words).value, None, "{words}");
        }
    }
}
