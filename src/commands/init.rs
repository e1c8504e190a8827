//! `vawg init`: starts a plan.

use std::io::Write;
use std::path::Path;

use anyhow::{anyhow, bail};

use super::Outcome;
use super::schema::settable_rules;
use super::session::Session;
use crate::git::{GitError, HooksFolder, Repository};
use crate::model::Reference;
use crate::render::start::{self as setup, Setup};
use crate::store::Root;
use crate::store::start::{
    Checks, Find, Hooks, Host, Record, Start, StartError, Whose, add, plans_for, start, title_of,
};

/// Start a plan: its first files, and what editors, git and git hosts should know
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The name of the plan's folder, such as `bristol-2027-30`; with --ci or --hook it may be left out
    #[arg(value_name = "NAME")]
    name: Option<String>,

    /// What the plan is called [default: made from NAME]
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,

    /// Also write what makes a git host check every proposed change, say what it changes, and publish a report
    #[arg(long, value_name = "HOST", value_enum, default_value_t)]
    ci: Ci,

    /// Also write the hook that makes git, in this clone, refuse a commit with errors in the plans
    #[arg(long)]
    hook: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Ci {
    /// A workflow of GitHub Actions
    Github,
    /// A pipeline of GitLab CI
    Gitlab,
    /// Nothing
    #[default]
    None,
}

const EXAMPLES: &str = "\
The plan goes to the folder `plans` here or in the nearest folder above, or to a new one here. Nothing that is there \
is overwritten. The dates in the new files are counted from today, or from --as-of.

Examples:
  vawg init bristol-2027-30
  vawg init bristol-2027-30 --title \"Bristol action plan 2027-30\"
  vawg init bristol-2027-30 --plans strategy/plans
  vawg init --ci github          have GitHub check the plans that are there
  vawg init --hook               have git check them before each commit";

/// What may be wanted later.
const OFFERS: [(&str, &str); 1] = [("--ci github", "GitHub checks every change (or gitlab)")];

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let here = Session::here()?;
        if self.name.is_none() && self.title.is_none() && (self.ci != Ci::None || self.hook) {
            return self.add(session, &here);
        }
        let plans = match &session.common.plans {
            Some(plans) => plans.clone(),
            None => plans_for(&here)?,
        };
        let hooks = self.hooks(&plans, &here)?;
        let checks = self.checks(hooks.as_ref());
        let name = self.name()?;
        let title = self.title.clone().unwrap_or_else(|| title_of(&name));
        let judge = session.judge()?;
        let rules = settable_rules();
        let day = judge.as_of.unwrap_or(judge.today);
        let new = Start { name: &name, title: &title, here: &here, day, rules: &rules, checks };
        let started = start(&plans, new).map_err(|error| with_advice(&error))?;
        let setup = Setup {
            name: name.as_str(),
            title: &title,
            plans: &started.plans,
            to_name: (started.find == Find::Named).then_some(&started.plans),
            record: match started.record {
                Record::There => setup::Record::There,
                Record::Missing => setup::Record::Missing,
            },
            files: &started.files,
            beside: &started.beside.files,
            notes: &started.beside.notes,
            offers: if self.ci == Ci::None { &OFFERS } else { &[] },
        };
        let look = session.ui.look();
        write!(session.ui.answer(), "{}", setup::started(setup, look))?;
        Ok(Outcome::Done)
    }

    /// Adds what checks them to plans that are there.
    fn add(&self, session: &mut Session, here: &Path) -> anyhow::Result<Outcome> {
        let root = session.root_now()?;
        let hooks = self.hooks(root.folder(), here)?;
        let added = add(root.folder(), self.checks(hooks.as_ref()), here).map_err(|error| with_advice(&error))?;
        let look = session.ui.look();
        write!(session.ui.answer(), "{}", setup::added(&added.files, &added.notes, look))?;
        Ok(Outcome::Done)
    }

    /// Where git looks for the hooks of the repository that holds, or will hold, a plans folder; nothing where no hook
    /// was asked for.
    fn hooks(&self, plans: &Path, here: &Path) -> anyhow::Result<Option<HooksFolder>> {
        if !self.hook {
            return Ok(None);
        }
        let (folder, _) = Root::named(&here.join(plans), here).nearest_on_disk();
        let repository = Repository::of(&folder).map_err(|error| match error {
            GitError::NoRepository(_) => anyhow!("{error}\nhelp: `git init` makes one; a hook is a part of it"),
            GitError::NotInstalled
            | GitError::Old { .. }
            | GitError::Failed { .. }
            | GitError::Unseen { .. }
            | GitError::Io(_) => error.into(),
        })?;
        Ok(Some(repository.hooks()?))
    }

    fn checks<'a>(&self, hooks: Option<&'a HooksFolder>) -> Checks<'a> {
        let whose = |folder: &HooksFolder| if folder.is_within { Whose::Own } else { Whose::Shared };
        let hooks = hooks.map(|folder| Hooks { folder: &folder.path, whose: whose(folder) });
        Checks { host: self.ci.host(), hooks }
    }

    fn name(&self) -> anyhow::Result<Reference> {
        let Some(name) = &self.name else {
            bail!("a plan needs a name, which becomes that of its folder\nhelp: `vawg init bristol-2027-30`");
        };
        Reference::new(name).map_err(|why| {
            let advice =
                Reference::near(name).map(|near| format!("\nhelp: `vawg init {near}{}`", as_title(name, &near)));
            let advice = advice.unwrap_or_default();
            anyhow!("`{name}` cannot be the name of a plan's folder: {why}{advice}")
        })
    }
}

impl Ci {
    const fn host(self) -> Option<Host> {
        match self {
            Self::Github => Some(Host::GitHub),
            Self::Gitlab => Some(Host::GitLab),
            Self::None => None,
        }
    }
}

/// The text that was given as a name as the title, where it reads like one.
fn as_title(text: &str, name: &Reference) -> String {
    let is_title = text.contains(' ') && text.chars().all(|c| c.is_alphanumeric() || " -–,.&'".contains(c));
    if is_title && title_of(name) != text { format!(" --title \"{text}\"") } else { String::new() }
}

/// The error in full, since its words name their cause, and what to do about it.
fn with_advice(error: &StartError) -> anyhow::Error {
    let advice = error.advice().map(|advice| format!("\nhelp: {advice}")).unwrap_or_default();
    anyhow!("{error}{advice}")
}
