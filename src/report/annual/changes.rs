//! Who answers for what since when, and by when: changes of lead and deadline in a year.
//!
//! The audit trail tells both, as far back as git keeps the plan; the log of each action tells which deadlines were
//! moved, and nothing of leads.

use std::collections::{HashMap, HashSet};

use crate::document::{Cell, Column, Section, Table};
use crate::model::trail::{Alteration, Entry, Part};
use crate::model::{Date, Period, Plan, counted};
use crate::report::basis::Chapter;
use crate::report::happened::{self, Moved};
use crate::report::words;

/// What git has kept of the plans.
#[derive(Debug, Clone)]
pub enum AuditTrail<'t> {
    /// Every change that was committed, the newest first, by the folder name of its plan; in a shallow clone, the day on
    /// which what it holds begins.
    Kept { plans: HashMap<&'t str, Vec<&'t Entry>>, begins: Option<Date> },
    /// No git keeps the files.
    NotKept,
    /// git could not say, and why.
    Unknown(&'t str),
}

/// The changes of lead and deadline in a year.
#[derive(Debug)]
pub struct Changes<'t> {
    /// The oldest first.
    pub entries: Vec<&'t Entry>,
    pub reach: Reach,
}

/// How much of the year the audit trail tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    Whole,
    /// Nothing before this day.
    From(Date),
    /// Nothing of the year.
    Nothing {
        begins: Option<Date>,
    },
    NotKept,
    Unknown(String),
}

impl<'t> AuditTrail<'t> {
    /// Every change that was committed, the newest first.
    #[must_use]
    pub fn of(entries: &'t [Entry], begins: Option<Date>) -> Self {
        let mut plans: HashMap<_, Vec<_>> = HashMap::new();
        for entry in entries {
            plans.entry(entry.item.plan.as_str()).or_default().push(entry);
        }
        Self::Kept { plans, begins }
    }
}

impl<'t> Changes<'t> {
    /// The changes of a chapter; where a filter chose its actions, only theirs.
    #[must_use]
    pub fn of(chapter: Chapter<'_, '_>, year: Period, trail: &AuditTrail<'t>, is_filtered: bool) -> Self {
        let (plans, begins) = match trail {
            AuditTrail::Kept { plans, begins } => (plans, *begins),
            AuditTrail::NotKept => return Self { entries: Vec::new(), reach: Reach::NotKept },
            AuditTrail::Unknown(why) => {
                return Self { entries: Vec::new(), reach: Reach::Unknown((*why).to_owned()) };
            }
        };
        let (first, last) = (year.first_day(), year.due().min(chapter.day));
        let of_plan = || plans.get(chapter.plan.name.as_str()).into_iter().flatten().copied();
        let begins = begins.or_else(|| of_plan().map(|entry| entry.commit.date).min());
        let reach = match begins {
            Some(day) if day <= first => Reach::Whole,
            Some(day) if day <= last => Reach::From(day),
            begins => Reach::Nothing { begins },
        };
        let references: HashSet<_> =
            chapter.judged.iter().map(|judged| judged.located.action.reference.as_str()).collect();
        let is_chosen = |entry: &&Entry| match &entry.item.part {
            Part::Action(reference) => !is_filtered || references.contains(reference.as_str()),
            Part::Theme(_) | Part::Objective(_) => !is_filtered,
            Part::Settings | Part::Parties | Part::Baseline => false,
        };
        let is_in = |entry: &&Entry| first <= entry.commit.date && entry.commit.date <= last;
        let mut entries: Vec<_> = of_plan().filter(is_in).filter(is_chosen).filter(|entry| is_wanted(entry)).collect();
        entries.reverse();
        Self { entries, reach }
    }

    /// How many there were, in a sentence.
    #[must_use]
    pub fn message(&self, moved: &[Moved<'_, '_>]) -> String {
        let leads = self.entries.iter().filter(|entry| field(entry) == Some("lead")).count();
        let changed =
            if leads == 0 { "no lead changed".to_owned() } else { format!("{} changed", counted(leads, "lead")) };
        let leads = match &self.reach {
            Reach::Whole => changed,
            Reach::From(day) => format!("{changed} since {}", day.in_words()),
            Reach::Nothing { .. } | Reach::NotKept | Reach::Unknown(_) => "changes of lead cannot be told".to_owned(),
        };
        let committed = self.entries.iter().filter(|entry| field(entry) == Some("deadline")).count();
        let deadlines = match (moved.len(), committed.saturating_sub(moved.len())) {
            (0, 0) => "no deadline moved".to_owned(),
            (said, 0) => format!("{} moved", counted(said, "deadline")),
            (0, unsaid) => format!("{} moved without an update that says so", counted(unsaid, "deadline")),
            (said, unsaid) => {
                format!("{} moved, and {unsaid} more without an update that says so", counted(said, "deadline"))
            }
        };
        format!("{}; {leads}.", words::capitalised(&deadlines))
    }

    /// What the logs and the audit trail say.
    #[must_use]
    pub fn section(&self, moved: &[Moved<'_, '_>], plan: &Plan, year: Period) -> Section {
        let moved = happened::moved(moved, plan, &format!("Deadlines moved in {year}, as updates say"));
        let moved = moved.or_say(format!("No update says that a deadline was moved in {year}."));
        let section = Section::new("changes", "Changes of lead and deadline").with(moved);
        let section = section.with_all(self.limits().map(Into::into));
        match &self.reach {
            Reach::Whole | Reach::From(_) => section.with(self.table(plan, year)),
            Reach::Nothing { .. } | Reach::NotKept | Reach::Unknown(_) => section,
        }
    }

    /// What the audit trail cannot tell.
    fn limits(&self) -> Option<String> {
        let begins = |day: &Date| format!("git keeps this plan from {} on", day.in_words());
        match &self.reach {
            Reach::Whole => None,
            Reach::From(day) => {
                Some(format!("{}: earlier changes of lead cannot be told.", words::capitalised(&begins(day))))
            }
            Reach::Nothing { begins: Some(day) } => {
                Some(format!("{}: changes of lead in this year cannot be told.", words::capitalised(&begins(day))))
            }
            Reach::Nothing { begins: None } => {
                Some("No change of this plan is committed to git: changes of lead cannot be told.".to_owned())
            }
            Reach::NotKept => Some("The files are not kept in git: changes of lead cannot be told.".to_owned()),
            Reach::Unknown(why) => Some(format!("Changes of lead cannot be told: {why}.")),
        }
    }

    fn table(&self, plan: &Plan, year: Period) -> Table {
        let columns = [
            Column::short("date", "Committed on"),
            Column::name("ref", "Ref"),
            Column::text("title", &words::capitalised(plan.settings.labels.action())),
            Column::long("change", "Change"),
            Column::text("author", "Committed by"),
        ];
        let row = |entry: &&Entry| {
            let action = entry.item.reference().and_then(|reference| plan.action(reference));
            [
                Cell::Date(entry.commit.date),
                Cell::text(entry.item.to_string()),
                Cell::of(action.and_then(|action| action.text.as_deref())),
                Cell::text(entry.text()),
                Cell::text(&entry.commit.author),
            ]
        };
        let table =
            Table::new("changes", format!("Leads and deadlines changed in {year}, by the audit trail"), columns);
        table.with_rows(self.entries.iter().map(row)).or_say("No lead and no deadline was changed in a commit.")
    }
}

/// Whether an entry changes who answers, or by when.
fn is_wanted(entry: &Entry) -> bool {
    matches!(field(entry), Some("lead" | "deadline"))
}

/// The key that holds something else.
fn field(entry: &Entry) -> Option<&str> {
    match &entry.alteration {
        Alteration::Changed(change) => Some(&change.key),
        Alteration::Added(_)
        | Alteration::Removed(_)
        | Alteration::Moved { .. }
        | Alteration::Renamed { .. }
        | Alteration::UpdateAdded(_)
        | Alteration::UpdateRemoved(_)
        | Alteration::UpdateRewritten { .. }
        | Alteration::Broken(_)
        | Alteration::Layout => None,
    }
}
