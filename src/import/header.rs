//! The words at the head of a column, and what they say is in it.
//!
//! Words are compared in small letters, without marks and plurals. A phrase that is all of a header says more than one
//! that is a part of it, and a longer phrase more than a shorter one.

mod words;

use super::phrase::deadline::{self, Years};
use crate::model::{Date, Deadline};
use words::{WHOLE, WITHIN};

/// What is in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meaning {
    Reference,
    Theme,
    Objective,
    Target,
    Action,
    Lead,
    Support,
    Start,
    Deadline,
    Review,
    Completed,
    Status,
    Rating,
    Progress,
    Resources,
    Cost,
    OutcomeMeasure,
    Evidence,
    Confidence,
    Risk,
    ConfidenceAndRisk,
    Milestone,
    Other,
}

/// A header that was understood, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// As it stands in the document.
    pub words: String,
    pub meaning: Meaning,
    /// The last day of the time that it names: `Update Sept 2013`.
    pub day: Option<Date>,
}

use Meaning::{
    Action, Completed, Confidence, ConfidenceAndRisk, Cost, Evidence, Lead, Milestone, Objective, Other,
    OutcomeMeasure, Progress, Rating, Reference, Resources, Review, Risk, Start, Status, Support, Target, Theme,
};

impl Meaning {
    /// Every meaning, with the word for it that `--map` takes.
    pub const ALL: [(Self, &'static str); 23] = [
        (Reference, "ref"),
        (Theme, "theme"),
        (Objective, "objective"),
        (Target, "target"),
        (Action, "action"),
        (Lead, "lead"),
        (Support, "support"),
        (Start, "start"),
        (Self::Deadline, "deadline"),
        (Review, "review"),
        (Completed, "completed"),
        (Status, "status"),
        (Rating, "rating"),
        (Progress, "progress"),
        (Resources, "resources"),
        (Cost, "cost"),
        (OutcomeMeasure, "outcome_measure"),
        (Evidence, "evidence"),
        (Confidence, "confidence"),
        (Risk, "risk"),
        (ConfidenceAndRisk, "confidence_and_risk"),
        (Milestone, "milestone"),
        (Other, "other"),
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(meaning, _)| *meaning == self).map_or("other", |(_, word)| word)
    }

    /// The meaning with this word; the words of headers count, too.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.trim();
        let own = Self::ALL.iter().find(|(_, known)| known.eq_ignore_ascii_case(&word.replace([' ', '-'], "_")));
        own.map(|(meaning, _)| *meaning).or_else(|| meaning_of(&folded(word)))
    }
}

/// A header is no longer than this, in words.
const LONGEST: usize = 16;

/// Reads a header.
#[must_use]
pub fn read(words: &str) -> Heading {
    let folded = folded(words);
    let tokens = folded.split(' ').filter(|token| !token.is_empty()).count();
    let meaning = if tokens == 0 || tokens > LONGEST { None } else { meaning_of(&folded) };
    let day = match meaning {
        Some(Progress | Rating | Status) => day_of(words),
        _ => None,
    };
    Heading { words: words.split_whitespace().collect::<Vec<_>>().join(" "), meaning: meaning.unwrap_or(Other), day }
}

/// Whether words of a header are all that stands there, and not the start of a sentence about something.
#[must_use]
pub fn is_plain(words: &str) -> bool {
    let folded = folded(words);
    !folded.is_empty() && folded.split(' ').count() <= LONGEST && meaning_of(&folded).is_some()
}

fn meaning_of(folded: &str) -> Option<Meaning> {
    if folded == "£" {
        return Some(Cost);
    }
    let has = |phrase: &str| format!(" {folded} ").contains(&format!(" {phrase} "));
    if has("confidence") && has("risk") {
        return Some(ConfidenceAndRisk);
    }
    if has("scope") {
        return Some(Other);
    }
    let whole = WHOLE.iter().find(|(_, phrases)| phrases.split('|').any(|phrase| phrase == folded));
    let within = || WITHIN.iter().find(|(_, phrases)| phrases.split('|').any(has));
    whole.or_else(within).map(|(meaning, _)| *meaning)
}

/// The last day of the time that a header names.
fn day_of(words: &str) -> Option<Date> {
    let tidy = words.replace(['(', ')', ':'], " ");
    let parts: Vec<_> = tidy.split_whitespace().collect();
    (0..parts.len()).find_map(|from| {
        let phrase = deadline::read(&parts.get(from..).unwrap_or_default().join(" "), Years::default());
        match phrase.value.deadline {
            Some(Deadline::By(period)) if phrase.is_certain && phrase.rest.is_none() => Some(period.due()),
            _ => None,
        }
    })
}

/// Small letters, single blanks, no marks and no plurals.
#[must_use]
pub fn folded(words: &str) -> String {
    if words.trim() == "#" {
        return "no".to_owned();
    }
    let apart = words.to_lowercase().replace("(s)", "s").replace("/s ", "s ");
    let tokens = apart.split(|c: char| !c.is_alphanumeric() && c != '£').filter(|token| !token.is_empty());
    tokens.map(singular).collect::<Vec<_>>().join(" ")
}

fn singular(token: &str) -> &str {
    let keeps = matches!(token, "progress" | "success" | "status" | "address" | "basis" | "this" | "is" | "as" | "us");
    match token {
        "activities" => "activity",
        "priorities" => "priority",
        "agencies" => "agency",
        "dependencies" => "dependency",
        "responsibilities" => "responsibility",
        _ if keeps || token.len() < 3 => token,
        _ => token.strip_suffix('s').unwrap_or(token),
    }
}

#[cfg(test)]
mod tests {
    use super::{Meaning, read};

    #[test]
    fn headers_are_understood_in_their_many_forms() {
        for (meaning, forms) in [
            (Meaning::Reference, "Ref|Ref.|No.|No|#|Ref no.|Action no|Reference"),
            (Meaning::Theme, "Theme|Priority|Priorities|Strand"),
            (Meaning::Objective, "Objective|Objectives|Strategic objective|Aim|Recommendation"),
            (
                Meaning::Action,
                "Action|Actions|Action(s) to be taken|Actions to be taken|What|Key actions|Tasks|What will we do?",
            ),
            (
                Meaning::Lead,
                "Lead|Lead person/org|Lead agency|Who|By whom|Responsible|Responsible officer/agency|Owner|Action by|\
                 Lead responsibility|Lead Officer|Person responsible|Who is responsible?",
            ),
            (
                Meaning::Deadline,
                "Time-scale|Time - scale|Timescale|Deadline|By when|By when?|Target date|When|Due|Completion date|\
                 Date for completion|Timescales",
            ),
            (Meaning::Review, "Review|Review date|Next review"),
            (Meaning::Progress, "Update|Progress|Q2 update|Update Sept 2013|Progress to date|Comments"),
            (Meaning::Rating, "RAG|BRAG|RAG status|RAG rating|Traffic light"),
            (Meaning::Status, "Status|Current status"),
            (Meaning::Resources, "Resources|Resources required"),
            (
                Meaning::OutcomeMeasure,
                "Outcome|Performance / outcome measures|Success criteria|How will we know?|Outcomes|Measure of success",
            ),
            (Meaning::ConfidenceAndRisk, "1. Confidence level 2. Risks"),
            (Meaning::Confidence, "Confidence level"),
            (Meaning::Risk, "Risks|Risks and barriers"),
            (Meaning::Milestone, "Milestones|Key milestones achieved in enacting recommendation"),
            (Meaning::Support, "Partners|Supporting agencies|Other agencies involved"),
            (Meaning::Completed, "Date completed|Date of completion and outcome"),
            (Meaning::Cost, "Cost|Budget|Funding source"),
            (Meaning::Evidence, "Evidence"),
            (Meaning::Other, "Category|Zebra"),
        ] {
            for form in forms.split('|') {
                assert_eq!(read(form).meaning, meaning, "{form}");
            }
        }
    }

    #[test]
    fn a_header_may_name_a_time() {
        let day = |words| read(words).day.map(|day| day.to_string());
        assert_eq!(day("Update Sept 2013").as_deref(), Some("2013-09-30"));
        assert_eq!(day("Progress (March 2010)").as_deref(), Some("2010-03-31"));
        assert_eq!(day("Progress Q2 2013/14").as_deref(), Some("2013-09-30"));
        assert_eq!(day("Progress"), None);
    }
}
