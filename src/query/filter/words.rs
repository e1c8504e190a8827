//! The words of the language: what fields are called, what an action can be, and what it can have.

use super::error::repeated;
use crate::diagnostic::did_you_mean;
use crate::model::{Field, Flag, Level, Rag, Status};

/// Other names for fields: those of the files' keys, plurals, and what people call them.
const SYNONYMS: [(&str, Field); 13] = [
    ("reference", Field::Ref),
    ("org", Field::Organisation),
    ("organization", Field::Organisation),
    ("rag", Field::Reported),
    ("why", Field::Reason),
    ("flag", Field::Flags),
    ("outcome_measure", Field::Outcome),
    ("comment", Field::Note),
    ("notes", Field::Note),
    ("depends_on", Field::DependsOn),
    ("tags", Field::Tag),
    ("duties", Field::Duty),
    ("risks", Field::Risk),
];

/// The field with this name, in any case.
pub(super) fn known_field(name: &str) -> Option<Field> {
    let synonym = || SYNONYMS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|&(_, field)| field);
    Field::from_word(name).or_else(synonym)
}

/// Whether the value after a name may have blanks in it; those of days, scales, references and states have none.
pub(super) fn may_have_blanks(name: &str) -> bool {
    let is_question = ["is", "has", "no"].iter().any(|question| question.eq_ignore_ascii_case(name));
    let is_word = |field: Field| match values(field) {
        Values::References | Values::Days | Values::Scale => true,
        Values::Texts | Values::Numbers => false,
    };
    !is_question && !known_field(name).is_some_and(is_word)
}

/// The field with this name, in any case.
///
/// # Errors
///
/// That there is none, which may be meant, and which there are.
pub fn field(name: &str) -> Result<Field, String> {
    known_field(name).ok_or_else(|| {
        format!("there is no field `{}`; {}", repeated(name), help_with(name, "the fields are", field_names()))
    })
}

/// Which of these words a wrong one may be meant to be, and which there are.
pub(super) fn help_with<'w>(wrong: &str, what: &str, words: impl Iterator<Item = &'w str> + Clone) -> String {
    let meant = did_you_mean(wrong, words.clone()).map(|meant| format!("did you mean `{meant}`? ")).unwrap_or_default();
    format!("{meant}{what} {}", listed(words))
}

/// Every field's name.
pub(super) fn field_names() -> impl Iterator<Item = &'static str> + Clone {
    Field::ALL.iter().map(|field| field.word())
}

/// Words in a row: `red, amber, green`.
pub(super) fn listed<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().collect::<Vec<_>>().join(", ")
}

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    Texts,
    References,
    Days,
    Numbers,
    /// Words of the language.
    Scale,
}

/// What the values of a field are: how they are read, compared and suggested.
pub(super) const fn values(field: Field) -> Values {
    match field {
        Field::Status | Field::Rating | Field::Reported | Field::Confidence | Field::Risk | Field::Flags => {
            Values::Scale
        }
        Field::Deadline | Field::Due | Field::Review | Field::Updated => Values::Days,
        Field::Overdue | Field::Moved => Values::Numbers,
        Field::Ref | Field::DependsOn | Field::See => Values::References,
        Field::Plan
        | Field::Theme
        | Field::Objective
        | Field::Action
        | Field::Lead
        | Field::Support
        | Field::Organisation
        | Field::Reason
        | Field::Resources
        | Field::Outcome
        | Field::Note
        | Field::By
        | Field::Tag
        | Field::Duty
        | Field::Evidence
        | Field::Source
        | Field::File => Values::Texts,
    }
}

/// The words for a rating, and the word for what is complete whatever its colour.
pub(super) const RATINGS: [&str; 6] = ["red", "amber", "green", "blue", "unrated", "complete"];

/// The words of a field that holds a step of a scale, lowest first, or flags.
pub(super) fn scale(field: Field) -> Vec<&'static str> {
    match field {
        Field::Status => Status::ALL.iter().map(|step| step.word()).collect(),
        Field::Reported => Rag::ALL.iter().map(|step| step.word()).collect(),
        Field::Confidence | Field::Risk => Level::ALL.iter().map(|step| step.word()).collect(),
        Field::Flags => Flag::ALL.iter().map(|flag| flag.word()).collect(),
        Field::Rating => RATINGS.to_vec(),
        _ => Vec::new(),
    }
}

/// What an action can be, after `is:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quality {
    Flag(Flag),
    Status(Status),
    Rating(&'static str),
    /// Neither complete nor withdrawn nor carried forward.
    Open,
    Closed,
    Recurring,
    Ongoing,
    /// Open, and without a day on which it falls due.
    Undated,
    Public,
    Private,
}

impl Quality {
    /// Every word that may follow `is:`, with what it stands for.
    pub(super) fn all() -> impl Iterator<Item = (&'static str, Self)> + Clone {
        let flags = Flag::ALL.iter().map(|&flag| (flag.word(), Self::Flag(flag)));
        let statuses = Status::ALL.iter().map(|&status| (status.word(), Self::Status(status)));
        let ratings = RATINGS.into_iter().filter(|word| Status::from_word(word).is_none());
        let others = [
            ("open", Self::Open),
            ("closed", Self::Closed),
            ("recurring", Self::Recurring),
            ("ongoing", Self::Ongoing),
            ("undated", Self::Undated),
            ("public", Self::Public),
            ("private", Self::Private),
        ];
        flags.chain(statuses).chain(ratings.map(|word| (word, Self::Rating(word)))).chain(others)
    }
}

/// What an action can have, after `has:` or `no:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Field(Field),
    Update,
    Cost,
    Measure,
    Milestone,
    CarriedFrom,
}

impl Part {
    /// What may follow `has:` besides the names of fields.
    pub(super) const OTHERS: [(&str, Self); 5] = [
        ("update", Self::Update),
        ("cost", Self::Cost),
        ("measure", Self::Measure),
        ("milestone", Self::Milestone),
        ("carried-from", Self::CarriedFrom),
    ];

    /// Every word that may follow `has:`, with what it stands for.
    pub(super) fn all() -> impl Iterator<Item = (&'static str, Self)> + Clone {
        let fields = Field::ALL.iter().map(|&field| (field.word(), Self::Field(field)));
        fields.chain(Self::OTHERS)
    }
}
