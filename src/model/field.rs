//! The words for an action's fields: one vocabulary for filters, columns, sorting, updates and the audit trail.

use std::borrow::Cow;

use super::level::words;
use super::{Date, Given, Judgement, Located, State};

/// Something that can be asked of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Plan,
    Ref,
    Theme,
    Objective,
    Action,
    Lead,
    Support,
    Organisation,
    Deadline,
    Due,
    Review,
    Status,
    Rating,
    Reported,
    Reason,
    Overdue,
    Flags,
    Confidence,
    Risk,
    Resources,
    Outcome,
    Note,
    Updated,
    By,
    Moved,
    DependsOn,
    See,
    Tag,
    Duty,
    Evidence,
    Source,
    File,
}

words!(Field {
    Plan = "plan",
    Ref = "ref",
    Theme = "theme",
    Objective = "objective",
    Action = "action",
    Lead = "lead",
    Support = "support",
    Organisation = "organisation",
    Deadline = "deadline",
    Due = "due",
    Review = "review",
    Status = "status",
    Rating = "rating",
    Reported = "reported",
    Reason = "reason",
    Overdue = "overdue",
    Flags = "flags",
    Confidence = "confidence",
    Risk = "risk",
    Resources = "resources",
    Outcome = "outcome",
    Note = "note",
    Updated = "updated",
    By = "by",
    Moved = "moved",
    DependsOn = "depends-on",
    See = "see",
    Tag = "tag",
    Duty = "duty",
    Evidence = "evidence",
    Source = "source",
    File = "file",
});

/// What an action has in a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer<'p> {
    /// Any number of texts; none where the action has nothing there.
    Texts(Vec<Cow<'p, str>>),
    /// A step of a scale, by its place, with its word.
    Step(usize, &'static str),
    Day(Date),
    Number(i64),
    Nothing,
}

impl Field {
    /// The heading of its column.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Plan => "Plan",
            Self::Ref => "Ref",
            Self::Theme => "Theme",
            Self::Objective => "Objective",
            Self::Action => "Action",
            Self::Lead => "Lead",
            Self::Support => "Support",
            Self::Organisation => "Organisation",
            Self::Deadline => "Deadline",
            Self::Due => "Due",
            Self::Review => "Review",
            Self::Status => "Status",
            Self::Rating => "Rating",
            Self::Reported => "Reported",
            Self::Reason => "Why",
            Self::Overdue => "Days overdue",
            Self::Flags => "Flags",
            Self::Confidence => "Confidence",
            Self::Risk => "Risk",
            Self::Resources => "Resources",
            Self::Outcome => "Outcome measure",
            Self::Note => "Last comment",
            Self::Updated => "Updated",
            Self::By => "Updated by",
            Self::Moved => "Days moved",
            Self::DependsOn => "Depends on",
            Self::See => "See",
            Self::Tag => "Tags",
            Self::Duty => "Duty",
            Self::Evidence => "Evidence",
            Self::Source => "Source",
            Self::File => "File",
        }
    }

    /// What it holds, for help texts.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        match self {
            Self::Plan => "folder name of the plan",
            Self::Ref => "reference; `*` stands for anything",
            Self::Theme => "folder name or title of the theme",
            Self::Objective => "reference or title of an objective at any height above the action",
            Self::Action => "what will be done",
            Self::Lead => "who answers for it",
            Self::Support => "who helps",
            Self::Organisation => "the lead's organisation, from parties.toml",
            Self::Deadline => "deadline as it is written",
            Self::Due => "day on which it falls due",
            Self::Review => "next review date",
            Self::Status => "not-started, in-progress, on-hold, complete, withdrawn, carried-forward",
            Self::Rating => "red, amber, green, blue, unrated; complete",
            Self::Reported => "red, amber or green, as people report it",
            Self::Reason => "why the rating is what it is",
            Self::Overdue => "days overdue",
            Self::Flags => "overdue, due-soon, late, stale, optimistic, moved, no-lead, no-deadline, waiting",
            Self::Confidence => "low, medium-low, medium, medium-high, high",
            Self::Risk => "highest level among its risks",
            Self::Resources => "what it takes",
            Self::Outcome => "how anyone will know that it has worked",
            Self::Note => "last comment",
            Self::Updated => "day of the last update",
            Self::By => "who gave the last update",
            Self::Moved => "days by which the deadline was moved",
            Self::DependsOn => "references that must be complete first",
            Self::See => "references to look at",
            Self::Tag => "tags",
            Self::Duty => "statutory duties",
            Self::Evidence => "proof of what was done",
            Self::Source => "where the action came from",
            Self::File => "the action's file, from the plans folder",
        }
    }

    /// What a judged action has in this field.
    #[must_use]
    pub fn of<'p>(self, located: Located<'p>, judgement: &Judgement<'p>) -> Answer<'p> {
        let action = located.action;
        match self {
            Self::Plan => text(Some(&located.plan.name)),
            Self::Ref => text(Some(action.reference.as_str())),
            Self::Theme => {
                texts(located.theme().into_iter().flat_map(|theme| [theme.name.as_str(), theme.display_title()]))
            }
            Self::Objective => texts(
                (located.plan.objectives_above(action.objective))
                    .flat_map(|objective| [objective.reference.as_str(), objective.display_title()]),
            ),
            Self::Action => text(action.text.as_deref()),
            Self::Lead => text(located.lead_name()),
            Self::Support => texts(located.support().value().iter().map(String::as_str)),
            Self::Organisation => text(located.organisation()),
            Self::Deadline => judgement.due.value().map_or(Answer::Nothing, |value| Answer::Texts(vec![value.into()])),
            Self::Due => judgement.due.on.map_or(Answer::Nothing, Answer::Day),
            Self::Review => located.review().map(Given::value).map_or(Answer::Nothing, Answer::Day),
            Self::Status => step(judgement.state.status, super::Status::ALL, super::Status::word),
            Self::Rating => judgement.rating.map_or(Answer::Nothing, |rating| {
                Answer::Step(rating.rank().into(), rating.colour(located.plan.settings.rating.scheme()))
            }),
            Self::Reported => option_step(judgement.state.reported, super::Rag::ALL, super::Rag::word),
            Self::Reason => Answer::Texts(vec![judgement.reason.to_string().into()]),
            Self::Overdue => judgement.overdue_days().map_or(Answer::Nothing, Answer::Number),
            Self::Flags => texts(judgement.flags.iter().map(|flag| flag.word())),
            Self::Confidence => option_step(action.confidence, super::Level::ALL, super::Level::word),
            Self::Risk => option_step(action.highest_risk(), super::Level::ALL, super::Level::word),
            Self::Resources => text(action.resources.as_deref()),
            Self::Outcome => text(action.outcome_measure.as_deref()),
            Self::Note => text(State::last_note(action, judgement.day).and_then(|update| update.note.as_deref())),
            Self::Updated => judgement.state.last.map_or(Answer::Nothing, |update| Answer::Day(update.date)),
            Self::By => text(judgement.state.last.and_then(|update| update.by.as_deref())),
            Self::Moved => judgement.moved_days.map_or(Answer::Nothing, Answer::Number),
            Self::DependsOn => references(&action.depends_on),
            Self::See => references(&action.see),
            Self::Tag => texts(action.tags.iter().map(String::as_str)),
            Self::Duty => texts(action.duty.iter().map(String::as_str)),
            Self::Evidence => texts(action.evidence.iter().map(String::as_str)),
            Self::Source => texts(action.origin.iter().flat_map(|origin| {
                [&origin.kind, &origin.id, &origin.recommendation, &origin.scope]
                    .into_iter()
                    .filter_map(Option::as_deref)
            })),
            Self::File => Answer::Texts(vec![located.file().into()]),
        }
    }
}

fn text(text: Option<&str>) -> Answer<'_> {
    texts(text)
}

fn texts<'p>(texts: impl IntoIterator<Item = &'p str>) -> Answer<'p> {
    let texts: Vec<_> = texts.into_iter().map(Cow::Borrowed).collect();
    if texts.is_empty() { Answer::Nothing } else { Answer::Texts(texts) }
}

fn references(references: &[super::QualifiedReference]) -> Answer<'static> {
    let texts: Vec<_> = references.iter().map(|reference| Cow::Owned(reference.to_string())).collect();
    if texts.is_empty() { Answer::Nothing } else { Answer::Texts(texts) }
}

fn step<T: Copy + PartialEq>(value: T, all: &[T], word: impl Fn(T) -> &'static str) -> Answer<'static> {
    let place = all.iter().position(|step| *step == value).unwrap_or(all.len());
    Answer::Step(place, word(value))
}

fn option_step<T: Copy + PartialEq>(value: Option<T>, all: &[T], word: impl Fn(T) -> &'static str) -> Answer<'static> {
    value.map_or(Answer::Nothing, |value| step(value, all, word))
}
