//! `vawg update`: what has happened to actions, into their files and into git.

pub(super) mod ask;

use std::collections::BTreeSet;
use std::io::Write as _;

use anyhow::{anyhow, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::Outcome;
use super::amending::{Draft, unread};
use super::changing::CommitArgs;
use super::session::{Session, day};
use crate::amend::{self, Request};
use crate::model::{Level, Rag, Status, counted};
use crate::store::{self, Root};

/// Record what has happened to actions, and commit it
///
/// A status, rating or note goes into the log of each action as an update; a deadline, lead or review date takes the
/// place of the one before, and a deadline that moves leaves the old one in the log. Nothing else in a file changes.
/// Where anything is refused, no action is changed.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Actions to update: 3.1.1, or plan:3.1.1 where several plans have it
    #[arg(value_name = "REF", required_unless_present = "selected", conflicts_with = "selected")]
    references: Vec<String>,

    /// Update the actions that this filter selects, after showing what would change
    #[arg(long = "where", id = "selected", value_name = "FILTER")]
    selected: Option<String>,

    /// Where the work stands
    #[arg(long, value_name = "STATUS", value_parser = one_of(Status::ALL, Status::word))]
    status: Option<Status>,

    /// How the progress is judged; red and amber need a note
    #[arg(long, value_name = "RATING", value_parser = one_of(Rag::ALL, Rag::word))]
    rag: Option<Rag>,

    /// What happened, and what happens next; `-` reads it from standard input
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,

    /// Who says so
    #[arg(long, value_name = "NAME")]
    by: Option<String>,

    /// Day on which it was so [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    /// New deadline: 2009-07-01, 2009-03, 2009-Q1, 2022-autumn, 2009, 2008/09 or ongoing
    #[arg(long, value_name = "DEADLINE")]
    deadline: Option<String>,

    /// Day on which it is next looked at
    #[arg(long, value_name = "DATE")]
    review: Option<String>,

    /// Who answers for it from now on
    #[arg(long, value_name = "NAME")]
    lead: Option<String>,

    /// Who helps from now on, in place of those who did; may be given several times
    #[arg(long, value_name = "NAME")]
    support: Vec<String>,

    /// How confident people are that it will be done
    #[arg(long, value_name = "LEVEL", value_parser = one_of(Level::ALL, Level::word))]
    confidence: Option<Level>,

    /// Turn of a recurring action that is completed, with all before it [default: the earliest open one]
    #[arg(long, value_name = "DATE")]
    occurrence: Option<String>,

    /// Proof to add: a file in the plan's folder, or a web address; may be given several times
    #[arg(long, value_name = "FILE")]
    evidence: Vec<String>,

    /// Show the difference that it would make, and change nothing
    #[arg(long)]
    dry_run: bool,

    /// Change what `--where` selects without asking
    #[arg(short, long)]
    yes: bool,

    #[command(flatten)]
    commit: CommitArgs,
}

const EXAMPLES: &str = "\
Examples:
  vawg update 3.1.1               asks what has changed, with the action in view
  vawg update 3.1.1 --rag amber --note \"Two agencies have yet to answer\"
  vawg update 3.1.1 --deadline 2009-12-01 --note \"The survey comes first\"
  vawg update 3.1.1 4.2 --status complete --evidence evidence/launch.md
  vawg update --where 'lead:housing is:overdue' --lead HM --dry-run

`vawg undo` takes the last change back.";

/// The words of a scale, as arguments.
fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|step| word(*step)))
        .try_map(move |given| all.iter().copied().find(|step| word(*step) == given).ok_or("no such word"))
}

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let root = session.root()?;
        let mut request = self.request(session)?;
        let (files, outcome) = self.files(session, &root)?;
        if files.is_empty() {
            return Ok(outcome);
        }
        if self.asks_nothing() {
            let Some(answers) = self.asked(session, &root, &files, request)? else { return Ok(Outcome::Done) };
            request = answers;
        }
        if self.dry_run {
            let draft = Draft::of(session, &root, &files, &request)?;
            draft.warn(session);
            let difference = draft.difference(&root, session.ui.look());
            session.ui.answer().write_all(difference.as_bytes())?;
            return Ok(outcome);
        }
        if self.selected.is_some() && !self.is_confirmed(session, &root, &files, &request)? {
            return Ok(outcome);
        }
        let lock = session.lock(&root, "update")?;
        let draft = Draft::of(session, &root, &files, &request)?;
        draft.make(session, &root, &lock, &request, &self.commit)?;
        Ok(outcome)
    }

    /// Whether no option says what has changed.
    fn asks_nothing(&self) -> bool {
        let Self { status, rag, note, deadline, review, lead, support, confidence, occurrence, evidence, .. } = self;
        let texts = [note, deadline, review, lead, occurrence];
        status.is_none()
            && rag.is_none()
            && confidence.is_none()
            && texts.iter().all(|text| text.is_none())
            && support.is_empty()
            && evidence.is_empty()
    }

    /// What the options ask for.
    fn request(&self, session: &mut Session) -> anyhow::Result<Request> {
        let today = session.judge()?.asked();
        let read = |option: &str, text: &Option<String>| day(option, text.as_deref(), today);
        let note = match self.note.as_deref() {
            Some("-") => Some(session.ui.input()?.replace("\r\n", "\n")),
            note => note.map(str::to_owned),
        };
        Ok(Request {
            by: self.by.clone(),
            status: self.status,
            rag: self.rag,
            note,
            occurrence: read("--occurrence", &self.occurrence)?,
            deadline: self.deadline.as_deref().map(amend::deadline).transpose().map_err(|why| anyhow!("{why}"))?,
            review: read("--review", &self.review)?,
            lead: self.lead.clone(),
            support: self.support.clone(),
            confidence: self.confidence,
            evidence: self.evidence.clone(),
            ..Request::on(read("--date", &self.date)?.unwrap_or(today))
        })
    }

    /// The files of the actions, from the plans folder, and whether something kept others from being seen.
    fn files(&self, session: &mut Session, root: &Root) -> anyhow::Result<(BTreeSet<String>, Outcome)> {
        let Some(filter) = &self.selected else {
            return Ok((session.action_files(root, &self.references)?, Outcome::Done));
        };
        let filter = session.filter(std::slice::from_ref(filter))?;
        let (_, loaded) = session.load()?;
        let selection = session.select(loaded.portfolio, &filter)?;
        let files: BTreeSet<_> = selection.judged.iter().map(|judged| judged.located.file()).collect();
        if files.is_empty() {
            session.say_nothing_selected(&filter);
        }
        Ok((files, session.say_problems(root, loaded.problems)))
    }

    /// Asks what has changed, where somebody can answer.
    fn asked(
        &self,
        session: &mut Session,
        root: &Root,
        files: &BTreeSet<String>,
        request: Request,
    ) -> anyhow::Result<Option<Request>> {
        if !session.ui.can_ask() || self.selected.is_some() || files.len() != 1 {
            let name = self.references.first().map_or("3.1.1", String::as_str);
            bail!(
                "nothing says what has changed\n\
                 help: for instance `vawg update {name} --status in-progress --rag green --note \"First draft agreed\"`"
            );
        }
        let loaded = store::load_only(root, files)?;
        let judge = session.judge()?;
        let Some(located) = loaded.portfolio.actions().next() else {
            return Err(unread(session, root, loaded.problems));
        };
        let Some(request) = ask::request(&mut session.ui, located, judge, request)? else { return Ok(None) };
        if self.dry_run {
            return Ok(Some(request));
        }
        let draft = Draft::of(session, root, files, &request)?;
        let difference = draft.difference(root, session.ui.talk_look());
        session.ui.say_as_is(&format!("\n{difference}\n"));
        Ok(is_yes(session, "Make this change? [y/N] ")?.then_some(request))
    }

    /// Shows what would change, and asks whether it should.
    fn is_confirmed(
        &self,
        session: &mut Session,
        root: &Root,
        files: &BTreeSet<String>,
        request: &Request,
    ) -> anyhow::Result<bool> {
        if self.yes {
            return Ok(true);
        }
        let draft = Draft::of(session, root, files, request)?;
        let told = draft.told(session.ui.talk_look());
        session.ui.say_as_is(&told);
        let count = counted(files.len(), "action");
        if !session.ui.can_ask() {
            bail!("{count} would change as above\nhelp: `--yes` changes them, `--dry-run` shows the difference");
        }
        is_yes(session, &format!("Change {count}? [y/N] "))
    }
}

pub(super) fn is_yes(session: &mut Session, question: &str) -> anyhow::Result<bool> {
    let answer = session.ui.ask(question)?.unwrap_or_default();
    let is_yes = matches!(answer.to_lowercase().as_str(), "y" | "yes");
    if !is_yes {
        session.ui.say("nothing was changed");
    }
    Ok(is_yes)
}
