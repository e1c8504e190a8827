//! Sentences that reports have in common: counts, lists, and the plan's own word for what is counted.

pub use crate::model::capitalised;
use crate::model::{Plan, Rating, Tally, counted};

/// A number of actions in the plan's own word for them: `1 action`, `3 tasks`.
#[must_use]
pub fn actions(number: usize, plan: &Plan) -> String {
    counted(number, plan.settings.labels.action())
}

/// The same as the subject of a sentence, with its verb: `1 action is`, `3 tasks are`.
#[must_use]
pub fn actions_are(number: usize, plan: &Plan) -> String {
    format!("{} {}", actions(number, plan), is_or_are(number))
}

/// A word for several of a kind: `actions`, `priorities`.
#[must_use]
pub fn plural(noun: &str) -> String {
    let counted = counted(2, noun);
    counted.strip_prefix("2 ").map(str::to_owned).unwrap_or(counted)
}

/// The verb for a number.
#[must_use]
pub const fn is_or_are(number: usize) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

/// A number of turns of what comes round.
#[must_use]
pub fn turns(number: u32) -> String {
    counted(usize::try_from(number).unwrap_or(usize::MAX), "turn")
}

/// A number of days; the way in which they point is for the sentence to say.
#[must_use]
pub fn days(number: i64) -> String {
    counted(usize::try_from(number.unsigned_abs()).unwrap_or(usize::MAX), "day")
}

/// How many have each rating, without those that none has: `3 red, 1 amber and 2 complete`.
#[must_use]
pub fn ratings(tally: &Tally) -> String {
    let counts = Rating::ALL.iter().map(|rating| (tally.of(*rating), rating.word()));
    let counts = counts.filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
    listed(&counts.collect::<Vec<_>>())
}

/// Words in a row: `a, b and c`.
#[must_use]
pub fn listed<T: AsRef<str>>(words: &[T]) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// References in a row, at most twelve of them: `1.1, 1.2 and 30 more`.
#[must_use]
pub fn shortened(references: &[&str]) -> String {
    const MOST: usize = 12;
    match references.get(..MOST) {
        Some(first) if references.len() > MOST + 1 => {
            format!("{} and {} more", first.join(", "), references.len().saturating_sub(MOST))
        }
        Some(_) | None => listed(references),
    }
}

/// The text with a small letter at its start, so that it can go on with a sentence.
#[must_use]
pub fn continued(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{actions_are, capitalised, listed, ratings, shortened};
    use crate::model::{Plan, Tally};

    #[test]
    fn things_are_counted_in_the_words_of_the_plan() {
        let mut plan = Plan::new("wendale");
        assert_eq!(actions_are(1, &plan), "1 action is");
        plan.settings.labels.action = Some("task".to_owned());
        assert_eq!(actions_are(3, &plan), "3 tasks are");
        plan.settings.labels.action = Some(" ".to_owned());
        assert_eq!(actions_are(0, &plan), "0 actions are");
    }

    #[test]
    fn lists_are_read_aloud() {
        assert_eq!(listed::<&str>(&[]), "");
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        assert_eq!(shortened(&["1"; 13]).matches('1').count(), 13);
        assert!(shortened(&["1"; 14]).ends_with("1, 1 and 2 more"));
        assert_eq!(capitalised("éa"), "Éa");
        assert_eq!(ratings(&Tally { red: 3, complete: 1, ..Tally::default() }), "3 red and 1 complete");
    }
}
