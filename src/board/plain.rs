//! The board in words: commands that are typed, and what is answered in lines, without a picture and without colour.
//!
//! For screen readers and simple terminals. What it answers is what the screen shows.

use super::branch::{Stem, in_words};
use super::form::Form;
use super::memory::Sort;
use super::search::Search;
use super::time::Way;
use super::world::From;
use super::{Kind, State};
use crate::query::{Judged, Target};
use crate::render;
use crate::render::style::one_line;
use crate::report::deadline;
use crate::report::page::Page;
use crate::ui::Look;

/// What somebody asks for in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    Help,
    /// The structure with its totals.
    Tree,
    /// The actions, from the first or from where the last list ended.
    List,
    More,
    /// Only the actions below a part of the tree.
    In(String),
    Filter(String),
    Sort(String),
    Travel(Way),
    Changed,
    Show(String),
    Form(Kind, String),
    Undo,
    Leave,
}

/// What is to be answered.
#[derive(Debug)]
pub enum Answer {
    Text(String),
    /// A form is to be filled in by questions.
    Form(Box<Form>),
    /// The history of an action is to follow, by its full reference.
    TextWithHistory(String, String),
    Undo,
    Leave,
}

/// So many actions are listed at once.
const PAGE: usize = 20;

/// The words, each with what it does.
const WORDS: [(&str, &str); 17] = [
    ("tree", "the structure, with how each part stands"),
    ("list", "the actions, twenty at a time"),
    ("more", "the next twenty"),
    ("in PART", "only the actions of a theme or objective, such as `in 3.1`; `in` alone, all of them"),
    (
        "filter WORDS",
        "only the actions that a filter selects, such as `filter is:overdue`; `filter` alone, all of them",
    ),
    ("sort ORDER", "by rating, by deadline or by reference"),
    ("show REF", "everything about an action, and what git has kept of it"),
    ("update REF", "add an update"),
    ("deadline REF", "move the deadline"),
    ("complete REF", "complete"),
    ("lead REF", "change the lead"),
    ("undo", "take back the last change"),
    ("previous", "go to the meeting before, and hear what changed up to it"),
    ("next", "go to the meeting after"),
    ("today", "come back to today"),
    ("changed", "only what changed since the previous meeting; again, everything"),
    ("quit", "leave"),
];

impl Order {
    /// Reads what somebody has typed; nothing in an empty line.
    ///
    /// # Errors
    ///
    /// It is no word of these, or lacks what it is about.
    pub fn parse(line: &str) -> Result<Option<Self>, String> {
        let (word, rest) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
        let rest = rest.trim().to_owned();
        let about = |make: fn(String) -> Self| match rest.as_str() {
            "" => Err(format!("`{word}` of which action? for instance `{word} 3.1.1`")),
            reference => Ok(make(reference.to_owned())),
        };
        Ok(Some(match word.to_lowercase().as_str() {
            "" => return Ok(None),
            "help" | "?" => Self::Help,
            "tree" => Self::Tree,
            "list" => Self::List,
            "more" => Self::More,
            "in" => Self::In(rest),
            "filter" | "/" => Self::Filter(rest),
            "sort" => Self::Sort(rest),
            "show" | "open" => about(Self::Show)?,
            "update" | "u" => about(|reference| Self::Form(Kind::Update, reference))?,
            "deadline" | "d" => about(|reference| Self::Form(Kind::Deadline, reference))?,
            "complete" | "c" => about(|reference| Self::Form(Kind::Complete, reference))?,
            "lead" | "l" => about(|reference| Self::Form(Kind::Lead, reference))?,
            "undo" | "z" => Self::Undo,
            "previous" | "[" => Self::Travel(Way::Back),
            "next" | "]" => Self::Travel(Way::On),
            "today" | "t" => Self::Travel(Way::Home),
            "changed" | "w" => Self::Changed,
            "quit" | "q" | "exit" | "leave" => Self::Leave,
            _ => return Err(format!("there is no command `{}`; `help` lists the words", one_line(word))),
        }))
    }
}

impl State<'_> {
    /// What is said first: which plans, which day, how they stand.
    #[must_use]
    pub fn greeting(&self) -> String {
        let title = self.world.tree.first().map(|line| one_line(&line.stem.title())).unwrap_or_default();
        format!("{title}\n{}\n{}\n", one_line(&self.day_in_words()), in_words(&self.world.tally))
    }

    /// Does what somebody asks for; nothing about a single action is changed by it.
    ///
    /// # Errors
    ///
    /// Why it cannot be done, with what to type instead.
    pub fn obey(&mut self, order: Order) -> Result<Answer, String> {
        Ok(match order {
            Order::Help => Answer::Text(help()),
            Order::Tree => Answer::Text(self.told_tree()),
            Order::List => {
                self.memory.told = 0;
                Answer::Text(self.told_list())
            }
            Order::More => Answer::Text(self.told_list()),
            Order::In(part) => Answer::Text(self.enter_part(&part)?),
            Order::Filter(text) => Answer::Text(self.filter(&text)?),
            Order::Sort(word) => {
                let known = Sort::ALL.into_iter().find(|sort| sort.word() == word.trim_start_matches("by "));
                self.memory.sort = known.ok_or("sort by rating, by deadline or by reference")?;
                Answer::Text(self.listed_anew())
            }
            Order::Travel(way) => {
                self.travel(way);
                Answer::Text(self.told_day())
            }
            Order::Changed => {
                self.memory.only_changed = !self.memory.only_changed;
                self.world.look_back();
                Answer::Text(self.listed_anew())
            }
            Order::Show(reference) => {
                let (text, full) = self.told_action(&reference)?;
                Answer::TextWithHistory(text, full)
            }
            Order::Form(kind, reference) => {
                let judged = self.found(&reference)?;
                Answer::Form(Box::new(Form::new(kind, &judged, self.memory.setup.judge.asked())))
            }
            Order::Undo => Answer::Undo,
            Order::Leave => Answer::Leave,
        })
    }

    fn told_tree(&self) -> String {
        let line = |line: &super::branch::Branch<'_>| {
            let indent = "  ".repeat(line.depth);
            let name = match line.stem {
                Stem::All | Stem::Objective(..) => String::new(),
                Stem::Plan(plan) => format!(" ({})", plan.name),
                Stem::Theme(_, theme) => format!(" ({})", theme.name),
            };
            format!("{indent}{}{name}: {}\n", one_line(&line.stem.title()), in_words(&line.tally))
        };
        self.world.tree.iter().map(line).collect()
    }

    /// The next actions of the list.
    fn told_list(&mut self) -> String {
        let shown = self.world.shown();
        let from = self.memory.told.min(shown);
        let until = from.saturating_add(PAGE).min(shown);
        let text: String = self.world.actions(from).take(PAGE).map(|judged| self.told_line(judged)).collect();
        let end = match (shown, until) {
            (0, _) => "no action\n".to_owned(),
            (all, until) if until == all => format!("{until} of {all}, the end\n"),
            (all, until) => format!("{until} of {all}; `more` goes on\n"),
        };
        self.memory.told = until;
        text + &end
    }

    fn told_line(&self, judged: &Judged<'_>) -> String {
        let (located, judgement) = (judged.located, &judged.judgement);
        let look = self.memory.look(usize::MAX);
        let rating = render::style::rating_or_status(judgement, located.plan.settings.rating.scheme(), look);
        let reference =
            if self.world.has_plans() { located.full_reference() } else { located.action.reference.to_string() };
        let due =
            deadline::spelled_out(&judgement.due).map_or_else(|| "no deadline".to_owned(), |due| format!("due {due}"));
        let lead = located.lead_name().map_or_else(|| "no lead".to_owned(), |lead| format!("lead {lead}"));
        let changes = self.world.changes.as_ref().and_then(|changes| changes.of_action(judged));
        let in_words = |word: &String| word.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let changes = changes.map(|words| words.iter().map(in_words).collect::<Vec<_>>().join(", "));
        let changes = changes.map(|words| format!("; {words}")).unwrap_or_default();
        let text = located.action.text.as_deref().unwrap_or("nothing says what is to be done");
        let facts = [rating, reference, one_line(text), one_line(&due), one_line(&lead)];
        format!("{}{changes}\n", facts.join("; "))
    }

    fn told_action(&self, reference: &str) -> Result<(String, String), String> {
        let judged = self.found(reference)?;
        let full = judged.located.full_reference();
        let pages = [Page::of(self.world.portfolio, Target::Action(judged), self.memory.judge())];
        let look = Look { width: Some(100), color: false };
        let mut out = Vec::new();
        render::show::write(&mut out, &pages, &[], &|file| file.to_owned(), look).map_err(|error| error.to_string())?;
        Ok((String::from_utf8_lossy(&out).into_owned(), full))
    }

    fn told_day(&self) -> String {
        let changes = self.world.changes.as_ref().map(|changes| format!("{}\n", changes.in_words()));
        let notice = self.memory.notice.as_ref().map(|notice| format!("{notice}\n"));
        format!("{}{}{}", notice.unwrap_or_default(), self.greeting(), changes.unwrap_or_default())
    }

    fn enter_part(&mut self, part: &str) -> Result<String, String> {
        let is_it = |stem: Stem<'_>| {
            let name = match stem {
                Stem::All => String::new(),
                Stem::Plan(plan) => plan.name.clone(),
                Stem::Theme(_, theme) => theme.name.clone(),
                Stem::Objective(_, objective) => objective.reference.to_string(),
            };
            name.eq_ignore_ascii_case(part) || stem.key().eq_ignore_ascii_case(part)
        };
        let at = if part.is_empty() { Some(0) } else { self.world.tree.iter().position(|line| is_it(line.stem)) };
        let at =
            at.ok_or_else(|| format!("no theme or objective is called `{}`; `tree` shows them", one_line(part)))?;
        self.memory.tree.at = at;
        Ok(self.listed_anew())
    }

    fn filter(&mut self, text: &str) -> Result<String, String> {
        let before = std::mem::replace(&mut self.memory.filter, Search::of(text));
        let today = self.memory.judge().asked();
        self.memory.filter.read(today);
        if let Some(error) = self.memory.filter.error.take() {
            self.memory.filter = before;
            return Err(error.to_string());
        }
        self.memory.told = 0;
        self.world.follow(From::Filter, &mut self.memory);
        Ok(self.told_list())
    }

    fn listed_anew(&mut self) -> String {
        self.memory.told = 0;
        self.world.follow(From::Part, &mut self.memory);
        self.told_list()
    }

    /// The action that somebody names.
    fn found(&self, reference: &str) -> Result<Judged<'_>, String> {
        let judge = self.memory.judge();
        match Target::of(self.world.portfolio, judge, |plan| self.memory.wants(plan), reference) {
            Ok(Target::Action(judged)) => Ok(judged),
            Ok(Target::Objective(..) | Target::Theme(..)) => {
                Err(format!("`{reference}` is no action; `in {reference}` lists those in it"))
            }
            Err(error) => Err(error.to_string()),
        }
    }
}

fn help() -> String {
    WORDS.map(|(words, does)| format!("{words}: {does}\n")).concat()
}
