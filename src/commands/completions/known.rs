//! The words that the plans, the rules and git know, for a command line that is being typed.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::takes::Kind;
use crate::commands::help::pages;
use crate::commands::session::{Common, Session, today};
use crate::git::Repository;
use crate::model::trail::Topic;
use crate::model::{Field, Judge};
use crate::query::{Part, Vocabulary, Word, begun, begun_parts, completion};
use crate::render::shell::Line;
use crate::rules;
use crate::ui::{ColorChoice, Ui};

/// So many branches and tags are named.
const NAMES: usize = 100;

/// What a line knows: the plans that it names so far, and the word before the one that is typed.
pub(super) struct Known {
    plans: Option<PathBuf>,
    only: Vec<String>,
    as_of: Option<String>,
    rev: Option<String>,
    before: String,
    vocabulary: OnceLock<Vocabulary>,
}

impl Known {
    /// What a line knows, in which `plans` is the plans folder unless it names one.
    pub(super) fn of(line: &Line, plans: Option<PathBuf>, home: Option<&Path>) -> Self {
        let folder = |text: String| match (text.strip_prefix("~/"), home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(text),
        };
        Self {
            plans: values(&line.before, "--plans").pop().map(folder).or(plans),
            only: values(&line.before, "--plan"),
            as_of: values(&line.before, "--as-of").pop(),
            rev: values(&line.before, "--rev").pop(),
            before: line.before.last().cloned().unwrap_or_default(),
            vocabulary: OnceLock::new(),
        }
    }

    /// The words of a kind that begin with what is typed, or would once it is put right.
    pub(super) fn words(&self, kind: Kind, typed: &str) -> Vec<Word> {
        match kind {
            Kind::Filter => self.filter(typed),
            Kind::Action => begun_parts(self.vocabulary(), &[Part::Action], typed),
            Kind::Part => begun_parts(self.vocabulary(), &[Part::Action, Part::Objective, Part::Theme], typed),
            Kind::Parent => begun_parts(self.vocabulary(), &[Part::Objective, Part::Theme], typed),
            Kind::Plan => begun(self.every_plan().values(Field::Plan), typed),
            Kind::Party => begun(self.vocabulary().parties.clone(), typed),
            Kind::Day => begun(completion::days(self.vocabulary()), typed),
            Kind::Deadline => begun(completion::deadlines(self.vocabulary()), typed),
            Kind::Year => begun(completion::years(self.vocabulary()), typed),
            Kind::Revision => begun(self.revisions(), typed),
            Kind::Since => {
                let last = Word::new("last-meeting", "the last meeting of the plans");
                begun(last.into_iter().chain(self.revisions()).collect(), typed)
            }
            Kind::Rule => {
                begun(rules::ALL.iter().filter_map(|rule| Word::new(rule.name.0, rule.summary)).collect(), typed)
            }
            Kind::Order if typed.starts_with('-') => begun(fields("-"), typed),
            Kind::Field | Kind::Order => begun(fields(""), typed),
            Kind::Topic => begun(topics(), typed),
            Kind::Page => {
                begun(pages().into_iter().filter_map(|(name, about)| Word::new(&name, &about)).collect(), typed)
            }
        }
    }

    fn filter(&self, typed: &str) -> Vec<Word> {
        let suggestions = completion::argument(&self.before, typed, self.vocabulary()).into_iter();
        let words: Vec<_> = suggestions.map(|one| Word { text: one.text, about: one.about }).collect();
        // What is found in the middle of a name, or needs quotation marks, only where nothing goes on from here.
        let begun = begun(words.clone(), typed);
        if begun.is_empty() { words } else { begun }
    }

    fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| self.read(self.only.clone()))
    }

    /// The words of all plans, also of those that the line leaves out.
    fn every_plan(&self) -> Vocabulary {
        self.read(Vec::new())
    }

    /// The words of plans; only those of the language where they cannot be read.
    fn read(&self, only: Vec<String>) -> Vocabulary {
        let session = self.session(only);
        let day = session.judge().map_or_else(|_| today(), Judge::asked);
        match session.load() {
            Ok((_, loaded)) => Vocabulary::of(loaded.portfolio, |plan| session.wants(plan), day),
            Err(_) => Vocabulary::empty(day),
        }
    }

    fn session(&self, only: Vec<String>) -> Session {
        let (plans, as_of, rev) = (self.plans.clone(), self.as_of.clone(), self.rev.clone());
        Session::new(Common { plans, only, as_of, rev, color: ColorChoice::Never }, Ui::new)
    }

    /// What git calls the commits of the plans, and the days of meetings.
    fn revisions(&self) -> Vec<Word> {
        let root = self.session(Vec::new()).root_now().ok();
        let names = root.and_then(|root| Repository::of(root.folder()).ok()?.names(NAMES).ok()).unwrap_or_default();
        let own = [("HEAD", "the last commit"), ("HEAD~1", "the commit before the last")];
        let own = own.iter().filter_map(|(name, about)| Word::new(name, about));
        let names = names.iter().filter_map(|(name, about)| Word::new(name, about));
        own.chain(names).chain(self.vocabulary().meetings.iter().cloned()).collect()
    }
}

/// The values that a line gives to an option, before `--`.
fn values(words: &[String], option: &str) -> Vec<String> {
    let words = words.split(|word| word == "--").next().unwrap_or_default();
    let apart = words.iter().zip(words.iter().skip(1)).filter(|(word, _)| *word == option);
    let apart = apart.map(|(_, value)| value.clone());
    let joined = words.iter().filter_map(|word| Some(word.strip_prefix(option)?.strip_prefix('=')?.to_owned()));
    apart.chain(joined).collect()
}

fn fields(sign: &str) -> Vec<Word> {
    Field::ALL
        .iter()
        .map(|field| Word { text: format!("{sign}{}", field.word()), about: field.summary().into() })
        .collect()
}

fn topics() -> Vec<Word> {
    Topic::names().into_iter().filter_map(|name| Word::new(&name, "")).collect()
}
