//! Another name or place for a part of a plan: the files that move, and what names it follows.
//!
//! It works out the whole change and why one is refused, and leaves it to its caller to make it: `vawg move` writes and
//! commits it, an editor takes it as a rename.

use std::fmt;

use crate::amend::{self, Home, Refusal, Renaming};
use crate::model::{Action, Judge, KnownFile, Objective, Plan, Portfolio, Reference, in_one_line};
use crate::query::Target;
use crate::store::{self, ChangeError, FileChange, Root, StoreError};

/// What is to become of a part of a plan.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'w> {
    /// What it is called: `3.1.1`, or `bristol-2008-11:3.1.1`.
    pub reference: &'w str,
    /// What it is to be called; the same where only its place changes.
    pub new: &'w str,
    /// The objective or theme that it is to stand in, where not the one it stands in.
    pub to: Option<&'w str>,
    pub below: Below,
}

/// What becomes of the names of what is below an objective.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Below {
    Stays,
    /// What begins with its reference begins with the new one: 3.1.1 goes with 3.1.
    Follows,
}

/// A part of a plan with its new name and place.
#[derive(Debug, Clone)]
pub struct Move {
    /// The folder name of the plan.
    pub plan: String,
    pub old: String,
    pub new: Reference,
    /// The file or folder, from the plans folder, and what it becomes.
    pub from: String,
    pub to: String,
    /// The new parent, in words.
    parent: Option<String>,
    renaming: Renaming,
}

/// Everything that a move changes.
#[derive(Debug, Clone)]
pub struct Changes {
    /// The files that name what moves, under their old paths.
    pub edits: Vec<FileChange>,
    /// How many references follow.
    pub references: usize,
    /// All changes of files: new ones first, those that go last.
    pub files: Vec<FileChange>,
}

/// Why nothing is moved.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// What speaks against it, and on a line of its own what to type.
    #[error("{0}")]
    Refused(String),
    /// What `check` would then find and does not find now.
    #[error("{}", joined(.0))]
    Worse(Vec<Refusal>),
    #[error(transparent)]
    Change(#[from] ChangeError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Move {
    /// Works out what is moved, and where to.
    ///
    /// # Errors
    ///
    /// The wish names nothing, too much, or a place that cannot be.
    pub fn of(
        portfolio: &Portfolio,
        judge: Judge,
        wants: impl Fn(&Plan) -> bool,
        wish: Wish<'_>,
    ) -> Result<Self, MoveError> {
        let find = |text: &str| Target::of(portfolio, judge, &wants, text).map_err(|error| refuse(&error));
        let target = find(wish.reference)?;
        let plan = target.plan();
        let new = new_name(plan, wish)?;
        let (old, from) = match &target {
            Target::Action(judged) => (judged.located.action.reference.to_string(), judged.located.file()),
            Target::Objective(plan, objective) => (objective.reference.to_string(), plan.objective_folder(objective)),
            Target::Theme(plan, theme) => (theme.name.clone(), plan.theme_folder(theme)),
        };
        let named = wish.to.map(|to| within(plan, to));
        let home = match named.as_deref().map(find).transpose()? {
            None => None,
            Some(to) => Some(home(&target, &to)?),
        };
        let folder = home.as_ref().map_or_else(|| parent(&from).to_owned(), |home| home.folder(plan));
        let ending = if matches!(target, Target::Action(_)) { ".toml" } else { "" };
        let to = format!("{folder}/{new}{ending}");
        if to == from {
            return Err(refuse(&format!(
                "`{old}` is called that and stands there already\nhelp: give another reference, or a place: `--to 3.2`"
            )));
        }
        if to.starts_with(&format!("{from}/")) {
            return Err(refuse(&format!(
                "`{old}` cannot be moved into itself\nhelp: name another objective or theme after `--to`"
            )));
        }
        let renaming = renaming(plan, &target, &old, &new, wish.below)?;
        let parent = home.is_some().then(|| folder.rsplit('/').next().unwrap_or(&folder).to_owned());
        Ok(Self { plan: plan.name.clone(), old, new, from, to, parent, renaming })
    }

    /// Everything that it changes.
    ///
    /// # Errors
    ///
    /// A file cannot be read or changed, the name is in use, or `check` would find errors that it does not find now.
    pub fn changes(&self, root: &Root, portfolio: &Portfolio, judge: Judge) -> Result<Changes, MoveError> {
        let (edits, references) = edits(root, portfolio, &self.renaming)?;
        let files = self.with_children(store::relocated(root, &self.from, &self.to, edits.clone())?);
        self.is_free(root, &files)?;
        refuse_worse(root, &files, judge)?;
        Ok(Changes { edits, references, files })
    }

    /// What is done, as a subject: `3.1.1: renamed 3.2.4, moved to 3.2`.
    #[must_use]
    pub fn said(&self) -> String {
        let renamed = (self.old != self.new.as_str()).then(|| format!("renamed {}", self.new));
        let moved = self.parent.as_ref().map(|parent| format!("moved to {parent}"));
        let said: Vec<_> = renamed.into_iter().chain(moved).collect();
        format!("{}: {}", self.old, said.join(", "))
    }

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
    fn is_free(&self, root: &Root, changes: &[FileChange]) -> Result<(), MoveError> {
        let is_wanted = |name: &str| self.renaming.names().any(|(_, new)| new.as_str().eq_ignore_ascii_case(name));
        let goes = |file: &str| {
            let is_it = |change: &FileChange| change.file == file || change.file.starts_with(&format!("{file}/"));
            changes.iter().any(|change| change.after.is_none() && is_it(change))
        };
        let taken = store::locate(root, |plan| plan == self.plan, is_wanted)?;
        match taken.iter().find(|address| !goes(&address.file)) {
            Some(address) => Err(refuse(&format!(
                "there is already `{}` in {}\nhelp: choose another reference",
                address.reference, self.plan
            ))),
            None => Ok(()),
        }
    }
}

fn refuse(why: &impl fmt::Display) -> MoveError {
    MoveError::Refused(why.to_string())
}

/// Reasons below each other, as an error shows them.
fn joined(refusals: &[Refusal]) -> String {
    refusals.iter().map(ToString::to_string).collect::<Vec<_>>().join("\nerror: ")
}

fn new_name(plan: &Plan, wish: Wish<'_>) -> Result<Reference, MoveError> {
    let own = match wish.new.split_once(':') {
        Some((other, own)) if other.eq_ignore_ascii_case(&plan.name) => own,
        Some(_) => {
            return Err(refuse(&format!(
                "nothing moves from one plan to another\nhelp: `vawg update {} --status carried-forward`, and a new \
                 action in the other plan with `carried_from`",
                wish.reference
            )));
        }
        None => wish.new,
    };
    Reference::new(own).map_err(|why| {
        let near = Reference::near(own).map_or_else(|| "3.2.4".to_owned(), |near| near.to_string());
        refuse(&format!("`{}` cannot be a name: {why}\nhelp: for instance `{near}`", in_one_line(own)))
    })
}

fn renaming(plan: &Plan, target: &Target<'_>, old: &str, new: &Reference, below: Below) -> Result<Renaming, MoveError> {
    let renaming = Renaming::of(plan, old, new.clone());
    if below == Below::Stays {
        return Ok(renaming);
    }
    let Target::Objective(_, objective) = target else {
        return Err(refuse(
            &"only an objective has something below it that begins with its reference\nhelp: leave `--children` out",
        ));
    };
    let names = names_below(plan, objective);
    renaming.with_children(old, new, names.iter().map(String::as_str)).map_err(MoveError::Refused)
}

/// A reference as one of this plan.
fn within(plan: &Plan, reference: &str) -> String {
    if reference.contains(':') { reference.to_owned() } else { format!("{}:{reference}", plan.name) }
}

/// The new place of something.
fn home(moved: &Target<'_>, to: &Target<'_>) -> Result<Home, MoveError> {
    if to.plan().name != moved.plan().name {
        return Err(refuse(&format!(
            "nothing moves from one plan to another\nhelp: name an objective or theme of {}",
            moved.plan().name
        )));
    }
    match (moved, to) {
        (Target::Theme(..), _) => Err(refuse(&"a theme stands directly in its plan\nhelp: leave `--to` out")),
        (_, Target::Action(_)) => {
            Err(refuse(&"an action holds nothing\nhelp: name an objective or a theme after `--to`"))
        }
        (_, Target::Objective(plan, objective)) => Ok(Home::objective(plan, objective)),
        (_, Target::Theme(plan, theme)) => Ok(Home::theme(plan, theme)),
    }
}

fn parent(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The references of everything below an objective.
fn names_below(plan: &Plan, objective: &Objective) -> Vec<String> {
    let is_below = |nearest: Option<usize>| plan.objectives_above(nearest).any(|above| std::ptr::eq(above, objective));
    let objectives = plan.objectives.iter().filter(|below| is_below(below.parent)).map(|below| &below.reference);
    let actions = plan.actions.iter().filter(|action| is_below(action.objective)).map(|action| &action.reference);
    objectives.chain(actions).map(ToString::to_string).collect()
}

/// The changes of files that name what is renamed, and how many references that are.
fn edits(root: &Root, portfolio: &Portfolio, renaming: &Renaming) -> Result<(Vec<FileChange>, usize), MoveError> {
    let (mut edits, mut references) = (Vec::new(), 0_usize);
    for plan in &portfolio.plans {
        if let Some(file) = unread(plan) {
            return Err(refuse(&format!(
                "{} cannot be read, and may name it\nhelp: `vawg check` says what is wrong with it",
                root.shown(&file)
            )));
        }
        for action in &plan.actions {
            let count = renaming.rewrite(&plan.name, &mut action.clone());
            if count > 0 {
                let rewrite = |action: &mut Action| _ = renaming.rewrite(&plan.name, action);
                edits.push(FileChange::edit(root, &plan.action_file(action), rewrite)?);
                references = references.saturating_add(count);
            }
        }
        let count = renaming.rewrite_known(&plan.name, &mut KnownFile { known: plan.known.clone() });
        if count > 0 {
            let rewrite = |known: &mut KnownFile| _ = renaming.rewrite_known(&plan.name, known);
            edits.push(FileChange::edit(root, &format!("{}/baseline.toml", plan.name), rewrite)?);
            references = references.saturating_add(count);
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
fn refuse_worse(root: &Root, changes: &[FileChange], judge: Judge) -> Result<(), MoveError> {
    let problems = |changes: &[FileChange]| -> Result<_, MoveError> {
        let loaded = store::load(&store::as_changed(root, changes)?)?;
        Ok(amend::problems(&loaded.portfolio, loaded.problems, judge))
    };
    let worse = amend::new_problems(&problems(&[])?, problems(changes)?);
    if worse.is_empty() { Ok(()) } else { Err(MoveError::Worse(worse)) }
}
