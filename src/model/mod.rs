//! What a plan is, and how it is judged.
//!
//! No files, no TOML, no colour, no clock: every function here is pure, and a day is always an
//! argument. The structs are also the definition of the plan files: their fields are the keys,
//! their doc comments the descriptions in the schemas and in the format reference.
//!
//! | to know | read |
//! |---|---|
//! | the parts of a plan | [`Plan`], [`Theme`], [`Objective`], [`Action`], [`Update`] |
//! | when something falls due | [`Deadline`], [`Period`], [`Recurrence`] |
//! | the state on a day | [`State`] |
//! | red, amber or green, and why | [`judge`], [`Judgement`] |
//! | totals and worst child | [`Tally`] |
//! | what differs between two versions | [`change`] |
//! | who changed what, and when | [`trail`] |
//! | what is the same at two times | [`pairs`] |
//! | the words for an action's fields | [`Field`] |
//! | what a lead answers in a return | [`Reply`], [`Code`] |

mod action;
mod calendar;
pub mod change;
mod contact;
mod date;
mod deadline;
mod field;
mod known;
mod level;
mod measure;
mod money;
mod objective;
pub mod pairs;
mod party;
mod period;
mod plain;
mod plan;
mod portfolio;
mod rating;
mod recurrence;
mod reference;
mod reply;
mod state;
mod tally;
mod text;
mod theme;
pub mod trail;

pub use action::{Action, Cost, CostState, Milestone, Origin, Per, Risk, Update};
pub use calendar::{Meeting, ReportKind};
pub use contact::{Contact, ContactsFile};
pub use date::{Date, MONTHS, month_name};
pub use deadline::{Deadline, Due, DueGiven, DueKind};
pub use field::{Answer, Field};
pub use known::{Known, KnownFile};
pub use level::{Direction, Level, Rag, Status};
pub use measure::{Measure, Reading};
pub use money::Money;
pub use objective::Objective;
pub use party::{PartiesFile, Party, PartyKind, PartyState};
pub use period::{Period, Season};
pub use plain::Plain;
pub use plan::{
    CheckSettings, Definition, GitSettings, Labels, LevelSetting, Plan, RatingSettings, Scheme, Settings, is_wanted,
};
pub use portfolio::{Given, Located, Portfolio};
pub use rating::{Flag, Judge, Judgement, Rating, Reason, Travel, judge};
pub use recurrence::{Interval, Recurrence, Unit};
pub use reference::{QualifiedReference, Reference, natural_order};
pub use reply::{Code, Reply, Since};
pub use state::State;
pub use tally::Tally;
pub use text::{
    AsWritten, acts_in_a_line, acts_on_terminals, capitalised, counted, in_one_line, is_hidden, is_placeholder,
    name_key, refused_character, same_name, spelled_out, spoken, stated,
};
pub use theme::Theme;
