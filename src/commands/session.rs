//! What every command has at hand: the arguments they share, the terminal, the plans, the day.

use std::cell::OnceCell;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use clap::Args;

use super::Outcome;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::git::Repository;
use crate::history::{Archive, HistoryError, Moment, Question, Trail};
use crate::model::{Date, Judge, Plan, Portfolio, counted, is_wanted};
use crate::query::{Filter, Selection};
use crate::render::findings;
use crate::store::{self, LeftOut, Loaded, Made, Root, Scope, StoreError, Texts};
use crate::ui::{ColorChoice, Ui};

/// The arguments that every command takes.
#[derive(Debug, Clone, Args)]
pub(super) struct Common {
    /// Folder that holds the plans [default: `plans` here or in the nearest folder above]
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "VAWG_PLANS",
        hide_env_values = true,
        help_heading = "Everywhere"
    )]
    pub plans: Option<PathBuf>,

    /// Only this plan, by the name of its folder; may be given several times
    #[arg(long = "plan", global = true, value_name = "NAME", help_heading = "Everywhere")]
    pub only: Vec<String>,

    /// Judge on this day rather than today (or, for a closed plan, the day it was closed)
    #[arg(long, global = true, value_name = "DATE", help_heading = "Everywhere")]
    pub as_of: Option<String>,

    /// Read the plans as they stood in a commit: a branch, a tag, HEAD~3, or a day (its last commit)
    ///
    /// They are judged on that day, unless --as-of names another; `vawg help git` says more.
    #[arg(long, global = true, value_name = "REV", help_heading = "Everywhere")]
    pub rev: Option<String>,

    /// Colour in the output
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t, help_heading = "Everywhere")]
    pub color: ColorChoice,
}

/// The plans of a plans folder, for as long as the program runs, with everything that was wrong with their files.
pub(super) struct Kept {
    pub portfolio: &'static Portfolio,
    pub problems: Vec<Diagnostic>,
}

/// Keeps plans until the program ends, which it does once they are shown: to give the memory of a hundred thousand
/// actions back piece by piece takes longer than to judge them.
pub(super) fn keep(portfolio: Portfolio) -> &'static Portfolio {
    Box::leak(Box::new(portfolio))
}

/// What a command works with.
pub(super) struct Session {
    pub common: Common,
    pub ui: Ui,
    /// The plans folder, once it has been found: as it is now, or at the moment that `--rev` names.
    root: OnceCell<Root>,
    /// The day of that moment.
    day_then: OnceCell<Date>,
}

impl Session {
    pub(super) fn new(common: Common, ui: impl FnOnce(ColorChoice) -> Ui) -> Self {
        Self { ui: ui(common.color), common, root: OnceCell::new(), day_then: OnceCell::new() }
    }

    /// The plans folder: the one that was named, or the nearest one above; as it stood then, where a time was named.
    pub(super) fn root(&self) -> anyhow::Result<Root> {
        if let Some(root) = self.root.get() {
            return Ok(root.clone());
        }
        let root = self.then(self.root_now()?)?;
        Ok(self.root.get_or_init(|| root).clone())
    }

    /// A plans folder as it stood at the time that was named; as it is now where none was.
    pub(super) fn then(&self, root: Root) -> anyhow::Result<Root> {
        let Some(rev) = &self.common.rev else { return Ok(root) };
        let look_back = || {
            let archive = Archive::of(&root)?;
            let moment = archive.find(rev, today())?;
            Ok::<_, HistoryError>((moment.day, archive.snapshot(&root, &moment)?))
        };
        let (day, snapshot) = look_back().context("--rev")?;
        self.day_then.get_or_init(|| day);
        let snapshot = Arc::new(snapshot);
        // Like the plans that are read from it, it is kept until the program ends.
        std::mem::forget(Arc::clone(&snapshot));
        Ok(root.at(snapshot))
    }

    /// The moment that a name or day stands for.
    pub(super) fn moment(archive: &Archive, name: &str) -> anyhow::Result<Moment> {
        Ok(archive.find(name, today())?)
    }

    /// What git has kept of the plans that were asked for, up to the moment that was named; or why it cannot say.
    pub(super) fn trail(&self) -> anyhow::Result<Result<Trail, HistoryError>> {
        let root = self.root_now()?;
        let question = Question { plans: self.common.only.clone(), ..Question::default() };
        Ok(Archive::of(&root).and_then(|archive| {
            let upto = archive.find(self.common.rev.as_deref().unwrap_or("HEAD"), today())?;
            archive.trail(&root, &upto, &question)
        }))
    }

    /// The plans folder as it is now.
    pub(super) fn root_now(&self) -> anyhow::Result<Root> {
        match &self.common.plans {
            Some(folder) if !folder.is_dir() && self.common.rev.is_none() => {
                bail!("there is no folder {}", folder.display())
            }
            Some(folder) => Ok(Root::named(folder, &Self::here()?)),
            None => Root::above(&Self::here()?).map_err(with_advice),
        }
    }

    /// Says that plan files are missing on disk because git was told to leave them out.
    pub(super) fn tell_what_is_left_out(&mut self) {
        if self.common.rev.is_some() {
            return;
        }
        let left_out = self.root().ok().and_then(|root| root.left_out().map(|how| (root, how)));
        let Some((root, how)) = left_out else { return };
        let (since, help) = match how {
            LeftOut::SparseCheckout => {
                ("this is a sparse checkout of git", "`git sparse-checkout disable` brings all files back")
            }
            LeftOut::Files => (
                "git was told so by a mark (`skip-worktree`)",
                "`git update-index --no-skip-worktree -- FILE`, then `git restore -- FILE` brings one back",
            ),
        };
        let files = Repository::of(root.folder()).and_then(|repository| repository.left_out(repository.within()));
        let Ok(files) = files else {
            return self.ui.say("plan files may be missing here: git does not tell which it was told to leave out");
        };
        let missing = files.iter().filter(|file| store::is_plan_file(file) && !root.has_file(file)).count();
        if missing > 0 {
            let (are, them) = if missing == 1 { ("is", "it") } else { ("are", "them") };
            let files = counted(missing, "plan file");
            self.ui.say(&format!("{files} {are} not here, since {since}; what follows is without {them}"));
            self.ui.say(&format!("help: {help}"));
        }
    }

    /// What these paths stand for: a plans folder, a plan, or a folder or file of one; without any, the plans folder.
    pub(super) fn scopes(&self, paths: &[PathBuf]) -> anyhow::Result<Vec<Scope>> {
        match paths {
            [] => Ok(vec![Scope::whole(self.root()?)]),
            paths => {
                let then = |scope: Scope| Ok(scope.clone().of_root(self.then(scope.root)?));
                Scope::of(paths, &Self::here()?).map_err(with_names)?.into_iter().map(then).collect()
            }
        }
    }

    /// The working folder.
    pub(super) fn here() -> anyhow::Result<PathBuf> {
        std::env::current_dir().context("cannot tell the working folder")
    }

    /// Every plan of the plans folder.
    pub(super) fn load(&self) -> anyhow::Result<(Root, Kept)> {
        let root = self.root()?;
        let loaded = Self::load_from(&root)?;
        self.known_plans([&loaded.portfolio])?;
        Ok((root, Kept { portfolio: keep(loaded.portfolio), problems: loaded.problems }))
    }

    /// What a function makes of each plan of this plans folder, with the texts of its files; nothing where of one it
    /// makes nothing.
    pub(super) fn load_each_with_texts<T: Send>(
        root: &Root,
        make: impl Fn(Plan, Vec<Diagnostic>, &Texts) -> Option<T> + Sync,
    ) -> anyhow::Result<Option<Made<T>>> {
        let Some(all) = store::try_load_each_with_texts(root, make).map_err(with_advice)? else { return Ok(None) };
        found_any(root, all.files)?;
        Ok(Some(all))
    }

    /// Every plan of this plans folder.
    pub(super) fn load_from(root: &Root) -> anyhow::Result<Loaded> {
        let loaded = store::load(root).map_err(with_advice)?;
        found_any(root, loaded.files)?;
        Ok(loaded)
    }

    /// The days on which plans are judged.
    pub(super) fn judge(&self) -> anyhow::Result<Judge> {
        if self.common.rev.is_some() && self.day_then.get().is_none() {
            self.root()?;
        }
        let today = self.day_then.get().copied().unwrap_or_else(today);
        Ok(Judge { today, as_of: day("--as-of", self.common.as_of.as_deref(), self::today())? })
    }

    /// The filter that these arguments spell; `today` in it is the day that was asked for.
    pub(super) fn filter(&self, words: &[String]) -> anyhow::Result<Filter> {
        Ok(Filter::from_arguments(words, self.judge()?.asked())?)
    }

    /// The actions to answer from: those of the plans that were named, by a filter.
    pub(super) fn select<'p>(&self, portfolio: &'p Portfolio, filter: &Filter) -> anyhow::Result<Selection<'p>> {
        let judge = self.judge()?;
        Ok(Selection::of(portfolio, judge, filter, |plan| self.wants(plan)))
    }

    /// Whether a plan was asked for.
    pub(super) fn wants(&self, plan: &Plan) -> bool {
        self.wants_named(&plan.name)
    }

    /// Whether a plan was asked for, by its name.
    pub(super) fn wants_named(&self, plan: &str) -> bool {
        is_wanted(&self.common.only, plan)
    }

    /// Says on standard error which files are missing from the answer; the plan then has errors.
    pub(super) fn say_problems(&mut self, root: &Root, problems: Vec<Diagnostic>) -> Outcome {
        if problems.is_empty() {
            return Outcome::Done;
        }
        let count = counted(problems.len(), "problem");
        self.say_findings(root, problems);
        self.ui.say(&format!(
            "warning: the answer leaves out what could not be read ({count}); `vawg check` shows each in its place"
        ));
        Outcome::PlanHasErrors
    }

    /// Says on standard error what a shallow clone cannot tell.
    pub(super) fn say_begins(&mut self, begins: Option<Date>) {
        if let Some(day) = begins {
            self.ui.say(&format!(
                "warning: this clone is shallow: nothing up to {} can be seen; `git fetch --unshallow` fetches it",
                day.in_words()
            ));
        }
    }

    /// Says on standard error what is wrong, a line each.
    pub(super) fn say_findings(&mut self, root: &Root, problems: Vec<Diagnostic>) {
        let look = self.ui.talk_look();
        for finding in store::findings(root, problems) {
            self.ui.say_as_is(&findings::short::line(&finding, look));
        }
    }

    /// Says on standard error that nothing is selected, and what to type next.
    pub(super) fn say_nothing_selected(&mut self, filter: &Filter) {
        if *filter == Filter::default() {
            self.ui.say("there is no action in these plans");
            self.ui.say("help: an action is a file such as `1.1.toml` in the folder of a theme or objective");
            return;
        }
        let advice = filter.advice().unwrap_or_else(|| "`vawg list` without a filter shows every action".to_owned());
        self.ui.say(&format!("no action matches `{filter}`"));
        self.ui.say(&format!("help: {advice}"));
    }

    /// Whether every plan that was named is in one of these portfolios.
    pub(super) fn known_plans<'p>(&self, portfolios: impl IntoIterator<Item = &'p Portfolio>) -> anyhow::Result<()> {
        let plans = portfolios.into_iter().flat_map(|portfolio| &portfolio.plans);
        self.known_names(&plans.map(|plan| plan.name.as_str()).collect::<Vec<_>>())
    }

    /// Whether every plan that was named is one of these.
    pub(super) fn known_names(&self, plans: &[&str]) -> anyhow::Result<()> {
        for name in &self.common.only {
            if !plans.iter().any(|plan| plan.eq_ignore_ascii_case(name)) {
                match did_you_mean(name, plans.iter().copied()) {
                    Some(meant) => bail!("there is no plan `{name}`; did you mean `{meant}`?"),
                    None => bail!("there is no plan `{name}`; there is {}", plans.join(", ")),
                }
            }
        }
        Ok(())
    }
}

/// A plans folder without any file of a plan cannot be what was meant.
pub(super) fn found_any(root: &Root, files: usize) -> anyhow::Result<()> {
    if files > 0 {
        return Ok(());
    }
    root.refuse_unreadable()?;
    Err(with_advice(StoreError::NoPlanIn { path: PathBuf::from(root.shown("")) }))
}

/// The day it is, where the program runs.
#[expect(clippy::disallowed_methods, reason = "the one place that asks for the day; everything else is told")]
pub(super) fn today() -> Date {
    chrono::Local::now().date_naive().into()
}

/// The day that an option gives as people type it, where it is given, counted from this one.
pub(super) fn day(option: &str, text: Option<&str>, from: Date) -> anyhow::Result<Option<Date>> {
    let day = text.map(|text| crate::query::day(text, from)).transpose();
    day.map_err(|why| anyhow!("{option}: {why}"))
}

/// How this run of the program calls itself to others who wait for it.
#[expect(clippy::disallowed_methods, reason = "who waits is told since when the other runs")]
pub(super) fn me(command: &str) -> String {
    let now = chrono::Local::now().format("%H:%M:%S");
    format!("`vawg {command}` (process {}, since {now})", std::process::id())
}

pub(super) fn with_advice(error: StoreError) -> anyhow::Error {
    match error {
        StoreError::NoPlans { .. } | StoreError::NoPlanIn { .. } => {
            anyhow!(
                "{error}\nhelp: `vawg init NAME` starts a plan; `--plans DIR` names the folder that holds the plans"
            )
        }
        StoreError::InNoPlan { .. } | StoreError::Unreadable { .. } => error.into(),
    }
}

/// An error about a path with what a path may be.
fn with_names(error: StoreError) -> anyhow::Error {
    match error {
        StoreError::NoPlans { .. } | StoreError::NoPlanIn { .. } | StoreError::InNoPlan { .. } => {
            anyhow!("{error}; name a plans folder, a plan, or a folder or file of one")
        }
        StoreError::Unreadable { .. } => error.into(),
    }
}
