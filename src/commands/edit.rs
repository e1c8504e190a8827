//! `vawg edit`: a file of a plan in the editor of the person at the terminal, checked when they leave it.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{anyhow, bail};

use super::Outcome;
use super::changing::{Change, CommitArgs, uncommitted};
use super::session::Session;
use crate::amend::Message;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Plan, Portfolio, change};
use crate::query::Target;
use crate::render;
use crate::rules::verdict::{Baseline, verdict};
use crate::store::{self, Address, FileChange, Named, Root};
use crate::ui::editor::{self, EditorError, Left};

/// Open the file of an action, objective, theme or plan in your editor; checks and commits it
///
/// The editor is the one that VISUAL or EDITOR names. When it is left, the file is checked; where it has errors you can
/// open it again. A file with errors is not committed.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// What to edit: 3.1.1, or plan:3.1.1 where several plans have it; the name of a plan for its plan.toml
    #[arg(value_name = "REF")]
    reference: String,

    #[command(flatten)]
    commit: CommitArgs,
}

const EXAMPLES: &str = "\
Examples:
  vawg edit 3.1.1                      an action
  vawg edit prevention                 a theme; likewise an objective
  vawg edit bristol-2008-11            the plan.toml of a plan
  EDITOR=\"code --wait\" vawg edit 3.1.1  an editor with a window of its own has to be told to wait

`vawg undo` takes the last change back.";

/// The file that is edited.
struct Desk {
    root: Root,
    /// The folder name of the plan.
    plan: String,
    /// The reference, or the name of a theme or plan.
    name: String,
    /// From the plans folder.
    file: String,
    before: Vec<u8>,
}

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let root = session.root()?;
        let (plan, name, file) = self.found(session, &root)?;
        let shown = root.shown(&file);
        let before = root.bytes_on_disk(&file).ok_or_else(|| anyhow!("cannot read {shown}"))?;
        let desk = Desk { root, plan, name, file, before };
        desk.refuse_what_cannot_be_made(session, &self.commit)?;
        let old = Session::load_from(&desk.root)?.portfolio;
        loop {
            desk.open(&self.reference)?;
            let change = desk.change()?;
            if change.is_none() {
                session.ui.say("nothing was changed");
                return Ok(Outcome::Done);
            }
            let loaded = Session::load_from(&desk.root)?;
            let errors = desk.errors(session, &loaded.portfolio, loaded.problems)?;
            if errors.is_empty() {
                return desk.commit(session, &old, &loaded.portfolio, change, &self.commit);
            }
            desk.show(session, errors)?;
            if !is_to_be_opened_again(session)? {
                let shown = desk.root.shown(&desk.file);
                session.ui.say(&format!("{shown} is left as you edited it, and not committed"));
                session.ui.say(&format!("help: `vawg edit {} --include-edits` goes on with it", self.reference));
                return Ok(Outcome::PlanHasErrors);
            }
        }
    }

    /// The plan, the name and the file of what is to be edited; by the names of files, so that it may be broken.
    fn found(&self, session: &Session, root: &Root) -> anyhow::Result<(String, String, String)> {
        let (plan, own) = match self.reference.split_once(':') {
            Some((plan, own)) => (Some(plan), own),
            None => (None, self.reference.as_str()),
        };
        let wants = |name: &str| plan.map_or_else(|| session.wants_named(name), |plan| plan.eq_ignore_ascii_case(name));
        let addresses = store::locate(root, wants, |name| name.eq_ignore_ascii_case(own))?;
        let mut found: Vec<_> =
            addresses.iter().filter_map(|address| Some((address, file_of(root, address)?))).collect();
        if found.len() > 1 {
            let written: Vec<_> = found.iter().map(|(address, _)| format!("`{}`", address.full_reference())).collect();
            bail!("there are several `{own}`\nhelp: say which is meant: {}", written.join(", "));
        }
        if let Some((address, file)) = found.pop() {
            return Ok((address.plan.clone(), address.reference.clone(), file));
        }
        let settings = format!("{own}/plan.toml");
        if plan.is_none() && root.bytes_on_disk(&settings).is_some() {
            return Ok((own.to_owned(), own.to_owned(), settings));
        }
        let loaded = Session::load_from(root)?;
        match Target::of(&loaded.portfolio, session.judge()?, |plan| session.wants(plan), &self.reference) {
            Err(error) => bail!(error),
            Ok(_) => bail!("cannot find the file of `{own}`"),
        }
    }
}

/// The file that says what an address is; nothing for a folder that is no part of a plan.
fn file_of(root: &Root, address: &Address) -> Option<String> {
    match address.named {
        Named::Action => Some(address.file.clone()),
        Named::Folder => {
            let mut files = ["theme.toml", "objective.toml"].map(|name| format!("{}/{name}", address.file)).into_iter();
            files.find(|file| root.bytes_on_disk(file).is_some())
        }
    }
}

fn is_to_be_opened_again(session: &mut Session) -> anyhow::Result<bool> {
    if !session.ui.can_ask() {
        return Ok(false);
    }
    let answer = session.ui.ask("Open it again? [Y/n] ")?;
    Ok(answer.is_some_and(|answer| matches!(answer.to_lowercase().as_str(), "" | "y" | "yes")))
}

impl Desk {
    fn path(&self) -> PathBuf {
        self.root.folder().join(&self.file)
    }

    /// Finds out before the work is done whether it could be committed.
    fn refuse_what_cannot_be_made(&self, session: &mut Session, args: &CommitArgs) -> anyhow::Result<()> {
        let portfolio = Session::load_from(&self.root)?.portfolio;
        let lock = session.lock(&self.root, "edit")?;
        let (before, after) = (Some(self.before.clone()), Some([self.before.as_slice(), b"\n"].concat()));
        let some = [FileChange { file: self.file.clone(), before, after }];
        Session::could_make(&self.as_change(&some, &lock, &portfolio, Message::telling("", &self.plan, &[])), args)
    }

    fn as_change<'a>(
        &'a self,
        files: &'a [FileChange],
        lock: &'a store::Lock,
        portfolio: &Portfolio,
        message: Message,
    ) -> Change<'a> {
        Change {
            root: &self.root,
            lock,
            files,
            told: format!("{}\n", render::style::visible(&message.subject)),
            message,
            uncommitted: uncommitted(portfolio),
            way_back: "`vawg undo` takes it back",
        }
    }

    fn open(&self, reference: &str) -> anyhow::Result<()> {
        match editor::open(&self.path()) {
            Ok(Left::Done) => Ok(()),
            Ok(Left::Failed) => {
                bail!("the editor ended with an error; {} is not committed", self.root.shown(&self.file))
            }
            Err(error @ EditorError::NoneSet) => {
                bail!("{error}\nhelp: `export EDITOR=nano`, or this once: `EDITOR=nano vawg edit {reference}`")
            }
            Err(error @ EditorError::NotStarted { .. }) => {
                bail!("{error}\nhelp: name one that is installed: `EDITOR=nano vawg edit {reference}`")
            }
        }
    }

    /// What has become of the file.
    fn change(&self) -> anyhow::Result<FileChange> {
        let after = self.root.bytes_on_disk(&self.file);
        let after =
            after.ok_or_else(|| anyhow!("{} is gone, or too large for a plan file", self.root.shown(&self.file)))?;
        Ok(FileChange { file: self.file.clone(), before: Some(self.before.clone()), after: Some(after) })
    }

    /// The errors in the file.
    fn errors(
        &self,
        session: &Session,
        portfolio: &Portfolio,
        reading: Vec<Diagnostic>,
    ) -> anyhow::Result<Vec<Diagnostic>> {
        // A folder above that cannot be read leaves unknown what is wrong with the file.
        let is_above = |file: &str| self.file.strip_prefix(file).is_some_and(|rest| rest.starts_with('/'));
        let covers = |file: &str| file == self.file || is_above(file);
        let verdict = verdict(portfolio, reading, session.judge()?, Baseline::Heeded, Some(&covers));
        Ok(verdict.problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect())
    }

    fn show(&self, session: &mut Session, errors: Vec<Diagnostic>) -> anyhow::Result<()> {
        session.ui.finish()?;
        let look = session.ui.talk_look();
        for finding in store::findings(&self.root, errors) {
            session.ui.say_as_is(&render::findings::human::problem(&finding, look));
        }
        Ok(())
    }

    fn commit(
        &self,
        session: &mut Session,
        old: &Portfolio,
        new: &Portfolio,
        change: FileChange,
        args: &CommitArgs,
    ) -> anyhow::Result<Outcome> {
        let lock = session.lock(&self.root, "edit")?;
        let keys = self.keys(old.plan(&self.plan), new.plan(&self.plan));
        let said = if keys.is_empty() {
            format!("{}: edited", self.name)
        } else {
            format!("{}: edited {}", self.name, keys.join(", "))
        };
        let references: &[&str] = if self.name == self.plan { &[] } else { &[&self.name] };
        let message = Message::telling(&said, &self.plan, references);
        // What was changed by hand in this file is what is to be committed.
        let args = CommitArgs { include_edits: !args.no_commit, ..args.clone() };
        session.make(&self.as_change(&[change], &lock, new, message), &args)?;
        session.ui.answer().flush()?;
        Ok(Outcome::Done)
    }

    /// The keys in which the file differs.
    fn keys(&self, old: Option<&Plan>, new: Option<&Plan>) -> Vec<String> {
        let Some((old, new)) = old.zip(new) else { return Vec::new() };
        let name = &self.name;
        let changes = if let Some((old, new)) = old.action(name).zip(new.action(name)) {
            change::between(old, new)
        } else if let Some((old, new)) = old.objective(name).zip(new.objective(name)) {
            change::between(old, new)
        } else if let Some((old, new)) = old.theme(name).zip(new.theme(name)) {
            change::between(old, new)
        } else if self.name == self.plan {
            change::between(&old.settings, &new.settings)
        } else {
            Vec::new()
        };
        changes.into_iter().map(|change| change.key).collect()
    }
}
