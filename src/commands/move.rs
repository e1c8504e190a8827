//! `vawg move`: another name or place for an action, an objective or a theme; what names it follows.

use std::io::Write as _;

use anyhow::{anyhow, bail};

use super::Outcome;
use super::changing::{Change, CommitArgs, refused, uncommitted};
use super::session::Session;
use crate::amend::{self, Home, Message, Renaming};
use crate::model::{Action, KnownFile, Objective, Plan, Portfolio, Reference, counted};
use crate::query::Target;
use crate::render;
use crate::store::{self, FileChange, Loaded, Root};

/// Give an action, an objective or a theme another name or place; what names it follows, in every plan
///
/// Its file, or its folder with everything in it, gets the new name, and `depends_on`, `see`, `carried_from` and the
/// entries of baseline.toml that name it are rewritten. All of that is one commit.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// What to move: 3.1.1, or plan:3.1.1 where several plans have it
    #[arg(value_name = "REF")]
    reference: String,

    /// Its new reference, or the same where only its place changes
    #[arg(value_name = "NEWREF")]
    new: String,

    /// Objective or theme to move it to [default: it stays where it is]
    #[arg(long = "to", value_name = "PARENT")]
    to: Option<String>,

    /// Also rename what is below it and begins with its reference: 3.1.1 with 3.1
    #[arg(long)]
    children: bool,

    /// Show the difference that it would make, and change nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    commit: CommitArgs,
}

const EXAMPLES: &str = "\
Examples:
  vawg move 3.1.1 3.2.4 --to 3.2      action 3.1.1 becomes 3.2.4, in objective 3.2
  vawg move 3.1.1 3.1.9               only its reference changes
  vawg move 3.1 4.3 --to 4 --children  objective 3.1 becomes 4.3, and 3.1.1 in it 4.3.1
  vawg move 3.1 3.1 --to protection   only its place changes

`vawg undo` takes the last change back.";

/// What is moved, and where to.
struct Plot {
    /// The folder name of the plan.
    plan: String,
    old: String,
    new: Reference,
    /// The file or folder, from the plans folder, and what it becomes.
    from: String,
    to: String,
    /// The new parent, in words.
    parent: Option<String>,
    renaming: Renaming,
}

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let root = session.root()?;
        let lock = if self.dry_run { None } else { Some(session.lock(&root, "move")?) };
        let loaded = Session::load_from(&root)?;
        session.known_plans([&loaded.portfolio])?;
        let plot = self.plot(session, &loaded.portfolio)?;
        let (edits, references) = edits(&root, &loaded, &plot.renaming)?;
        let changes = plot.with_children(store::relocated(&root, &plot.from, &plot.to, edits)?);
        plot.is_free(&root, &changes)?;
        refuse_worse(session, &root, &changes)?;
        let Some(lock) = lock else {
            let diff = difference(&root, &changes, session.ui.look());
            session.ui.answer().write_all(diff.as_bytes())?;
            return Ok(Outcome::Done);
        };
        let old = plot.old.as_str();
        let change = Change {
            root: &root,
            lock: &lock,
            files: &changes,
            message: Message::telling(&plot.said(), &plot.plan, &[plot.new.as_str(), old]),
            told: plot.told(&root, references),
            uncommitted: uncommitted(&loaded.portfolio),
            way_back: "`vawg undo` takes it back",
        };
        session.make(&change, &self.commit)?;
        Ok(Outcome::Done)
    }

    fn plot(&self, session: &Session, portfolio: &Portfolio) -> anyhow::Result<Plot> {
        let judge = session.judge()?;
        let find = |text: &str| Target::of(portfolio, judge, |plan| session.wants(plan), text);
        let target = find(&self.reference).map_err(|error| anyhow!(error))?;
        let plan = target.plan();
        let new = self.new_name(plan)?;
        let (old, from) = match &target {
            Target::Action(judged) => (judged.located.action.reference.to_string(), judged.located.file()),
            Target::Objective(plan, objective) => (objective.reference.to_string(), plan.objective_folder(objective)),
            Target::Theme(plan, theme) => (theme.name.clone(), plan.theme_folder(theme)),
        };
        let named = self.to.as_deref().map(|to| within(plan, to));
        let home = match named.as_deref().map(find).transpose().map_err(|error| anyhow!(error))? {
            None => None,
            Some(to) => Some(home(&target, &to)?),
        };
        let folder = home.as_ref().map_or_else(|| parent(&from).to_owned(), |home| home.folder(plan));
        let ending = if matches!(target, Target::Action(_)) { ".toml" } else { "" };
        let to = format!("{folder}/{new}{ending}");
        if to == from {
            bail!(
                "`{old}` is called that and stands there already\nhelp: give another reference, or a place: `--to 3.2`"
            );
        }
        if to.starts_with(&format!("{from}/")) {
            bail!("`{old}` cannot be moved into itself\nhelp: name another objective or theme after `--to`");
        }
        let renaming = self.renaming(plan, &target, &old, &new)?;
        let parent = home.is_some().then(|| folder.rsplit('/').next().unwrap_or(&folder).to_owned());
        Ok(Plot { plan: plan.name.clone(), old, new, from, to, parent, renaming })
    }

    fn new_name(&self, plan: &Plan) -> anyhow::Result<Reference> {
        let own = match self.new.split_once(':') {
            Some((other, own)) if other.eq_ignore_ascii_case(&plan.name) => own,
            Some(_) => bail!(
                "nothing moves from one plan to another\nhelp: `vawg update {} --status carried-forward`, and a new action in \
                 the other plan with `carried_from`",
                self.reference
            ),
            None => &self.new,
        };
        Reference::new(own).map_err(|why| anyhow!("`{own}` cannot be a name: {why}"))
    }

    fn renaming(&self, plan: &Plan, target: &Target<'_>, old: &str, new: &Reference) -> anyhow::Result<Renaming> {
        let renaming = Renaming::of(plan, old, new.clone());
        if !self.children {
            return Ok(renaming);
        }
        let Target::Objective(_, objective) = target else {
            bail!(
                "only an objective has something below it that begins with its reference\nhelp: leave `--children` out"
            )
        };
        let below = below(plan, objective);
        renaming.with_children(old, new, below.iter().map(String::as_str)).map_err(|why| anyhow!(why))
    }
}

/// A reference as one of this plan.
fn within(plan: &Plan, reference: &str) -> String {
    if reference.contains(':') { reference.to_owned() } else { format!("{}:{reference}", plan.name) }
}

/// The new place of something.
fn home(moved: &Target<'_>, to: &Target<'_>) -> anyhow::Result<Home> {
    if to.plan().name != moved.plan().name {
        bail!("nothing moves from one plan to another\nhelp: name an objective or theme of {}", moved.plan().name);
    }
    match (moved, to) {
        (Target::Theme(..), _) => bail!("a theme stands directly in its plan\nhelp: leave `--to` out"),
        (_, Target::Action(_)) => bail!("an action holds nothing\nhelp: name an objective or a theme after `--to`"),
        (_, Target::Objective(plan, objective)) => Ok(Home::objective(plan, objective)),
        (_, Target::Theme(plan, theme)) => Ok(Home::theme(plan, theme)),
    }
}

fn parent(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The references of everything below an objective.
fn below(plan: &Plan, objective: &Objective) -> Vec<String> {
    let is_below = |nearest: Option<usize>| plan.objectives_above(nearest).any(|above| std::ptr::eq(above, objective));
    let objectives = plan.objectives.iter().filter(|below| is_below(below.parent)).map(|below| &below.reference);
    let actions = plan.actions.iter().filter(|action| is_below(action.objective)).map(|action| &action.reference);
    objectives.chain(actions).map(ToString::to_string).collect()
}

/// The changes of files that name what is renamed, and how many references that are.
fn edits(root: &Root, loaded: &Loaded, renaming: &Renaming) -> anyhow::Result<(Vec<FileChange>, usize)> {
    let (mut edits, mut references) = (Vec::new(), 0);
    for plan in &loaded.portfolio.plans {
        if let Some(file) = unread(plan) {
            bail!(
                "{} cannot be read, and may name it\nhelp: `vawg check` says what is wrong with it",
                root.shown(&file)
            );
        }
        for action in &plan.actions {
            let count = renaming.rewrite(&plan.name, &mut action.clone());
            if count > 0 {
                let rewrite = |action: &mut Action| _ = renaming.rewrite(&plan.name, action);
                edits.push(FileChange::edit(root, &plan.action_file(action), rewrite)?);
                references += count;
            }
        }
        let count = renaming.rewrite_known(&plan.name, &mut KnownFile { known: plan.known.clone() });
        if count > 0 {
            let rewrite = |known: &mut KnownFile| _ = renaming.rewrite_known(&plan.name, known);
            edits.push(FileChange::edit(root, &format!("{}/baseline.toml", plan.name), rewrite)?);
            references += count;
        }
    }
    Ok((edits, references))
}

/// A file that may name something and cannot be read.
fn unread(plan: &Plan) -> Option<String> {
    let keys = ["depends_on", "see", "carried_from", "known"];
    let values = plan.unread_values.iter();
    let value =
        values.filter(|(_, unread)| unread.iter().any(|key| keys.contains(&key.as_str()))).map(|(file, _)| file);
    plan.unread.iter().chain(value).next().cloned()
}

/// Refuses changes after which `check` would find more errors than it does now.
fn refuse_worse(session: &Session, root: &Root, changes: &[FileChange]) -> anyhow::Result<()> {
    let judge = session.judge()?;
    let problems = |changes: &[FileChange]| -> anyhow::Result<_> {
        let loaded = store::load(&store::as_changed(root, changes)?)?;
        Ok(amend::problems(&loaded.portfolio, loaded.problems, judge))
    };
    let worse = amend::new_problems(&problems(&[])?, problems(changes)?);
    if worse.is_empty() { Ok(()) } else { Err(refused(&worse)) }
}

/// The difference that changes make, in which a file under another name is one and not two.
fn difference(root: &Root, changes: &[FileChange], look: crate::ui::Look) -> String {
    let gone: Vec<_> = changes.iter().filter(|change| change.after.is_none()).collect();
    let mut left = gone.iter();
    let show = |change: &FileChange| {
        let path = root.shown(&change.file);
        let old = if change.before.is_none() { left.next() } else { None };
        let before = old.map_or(change.before.as_deref(), |old| old.before.as_deref());
        let name = old.map(|old| format!("renamed {} to {path}\n", root.shown(&old.file)));
        let diff = (before != change.after.as_deref())
            .then(|| render::diff::unified(&path, before, change.after.as_deref(), look));
        [name.map(|name| render::style::visible(name.trim_end()).into_owned() + "\n"), diff]
            .into_iter()
            .flatten()
            .collect::<String>()
    };
    changes.iter().filter(|change| change.after.is_some()).map(show).collect()
}

impl Plot {
    /// The same changes with the files and folders below it under their new names.
    fn with_children(&self, changes: Vec<FileChange>) -> Vec<FileChange> {
        let prefix = format!("{}/", self.to);
        let renamed = |change: FileChange| match change.file.strip_prefix(&prefix) {
            Some(rest) if change.before.is_none() => {
                let parts = rest.split('/').map(|part| self.new_part(part)).collect::<Vec<_>>();
                FileChange { file: format!("{prefix}{}", parts.join("/")), ..change }
            }
            _ => change,
        };
        changes.into_iter().map(renamed).collect()
    }

    /// A part of a path under its new name.
    fn new_part(&self, part: &str) -> String {
        let (stem, ending) = part.strip_suffix(".toml").map_or((part, ""), |stem| (stem, ".toml"));
        self.renaming.new_name(stem).map_or_else(|| part.to_owned(), |new| format!("{new}{ending}"))
    }

    /// Refuses where something is in the way, or a name is in use.
    fn is_free(&self, root: &Root, changes: &[FileChange]) -> anyhow::Result<()> {
        let is_wanted = |name: &str| self.renaming.names().any(|(_, new)| new.as_str().eq_ignore_ascii_case(name));
        let goes = |file: &str| {
            let is_it = |change: &FileChange| change.file == file || change.file.starts_with(&format!("{file}/"));
            changes.iter().any(|change| change.after.is_none() && is_it(change))
        };
        let taken = store::locate(root, |plan| plan == self.plan, is_wanted)?;
        match taken.iter().find(|address| !goes(&address.file)) {
            Some(address) => {
                bail!("there is already `{}` in {}\nhelp: choose another reference", address.reference, self.plan)
            }
            None => Ok(()),
        }
    }

    /// What is done, as a subject: `3.1.1: renamed 3.2.4, moved to 3.2`.
    fn said(&self) -> String {
        let renamed = (self.old != self.new.as_str()).then(|| format!("renamed {}", self.new));
        let moved = self.parent.as_ref().map(|parent| format!("moved to {parent}"));
        let said: Vec<_> = renamed.into_iter().chain(moved).collect();
        format!("{}: {}", self.old, said.join(", "))
    }

    fn told(&self, root: &Root, references: usize) -> String {
        let path = root.shown(&self.to);
        let follow = match references {
            0 => String::new(),
            1 => "1 reference to it follows\n".to_owned(),
            _ => format!("{} follow\n", counted(references, "reference")),
        };
        format!("{}\n{}\n{follow}", self.said(), render::style::visible(&path))
    }
}
