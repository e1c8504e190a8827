//! `vawg new`: a theme, an objective or an action, in a file of its own.

use std::path::Path;

use anyhow::{anyhow, bail};

use super::Outcome;
use super::changing::{Change, CommitArgs, refused, uncommitted};
use super::session::{Session, day};
use crate::amend::{self, Fresh, Home, Message, Names};
use crate::diagnostic::did_you_mean;
use crate::git::{GitError, Repository};
use crate::model::{Action, Date, Objective, Plan, Portfolio, Reference, Theme};
use crate::query::{Target, TargetError};
use crate::render;
use crate::store::start::title_of;
use crate::store::{self, FileChange, Root};

/// Add a theme, an objective or an action, each in a file of its own; commits it
///
/// The reference is the next free one in its place, and never one that was used before. What `check` would refuse is
/// not written: an action needs a lead and a deadline, of its own or from what it stands in.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(subcommand)]
    part: Part,
}

const EXAMPLES: &str = "\
Examples:
  vawg new theme prevention --title \"Prevention\"
  vawg new objective --in prevention --title \"Young people know where to turn\"
  vawg new objective 3.3 --title \"Employers act\" --target \"30 employers by March 2028\"
  vawg new action \"Publish the referral pathways\" --in 3.1 --lead \"Housing Manager\" --deadline 2026-12-01

`vawg undo` takes the last change back.";

const ACTION_EXAMPLES: &str = "\
Examples:
  vawg new action \"Publish the pathways\" --in 3.1 --lead \"Housing Manager\" --deadline 2026-12-01
  vawg new action \"Train every desk\" --in 3.1 --deadline 2026-Q4   the objective gives the lead
  vawg new action \"Meet survivors\" --in 3.1 --ref 3.1.9 --lead PCT --deadline ongoing --review 2026-12-01";

const THEME_EXAMPLES: &str = "\
Examples:
  vawg new theme prevention                          a theme called “Prevention”
  vawg new theme provision --title \"Help and homes\"  a theme with a title of its own";

const OBJECTIVE_EXAMPLES: &str = "\
Examples:
  vawg new objective --in prevention --title \"Young people know where to turn\"
  vawg new objective 3.3 --title \"Employers act\"                   in objective 3";

#[derive(Debug, clap::Subcommand)]
enum Part {
    Theme(ThemeArgs),
    Objective(ObjectiveArgs),
    Action(ActionArgs),
}

/// Add a theme: a folder directly in the plan
#[derive(Debug, clap::Args)]
#[command(after_help = THEME_EXAMPLES)]
struct ThemeArgs {
    /// Name of its folder
    name: String,

    /// What it is called [default: made from the name]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    #[command(flatten)]
    make: Make,
}

/// Add an objective to a theme or to another objective
#[derive(Debug, clap::Args)]
#[command(after_help = OBJECTIVE_EXAMPLES)]
struct ObjectiveArgs {
    /// Its reference [default: the next free one in its place]
    #[arg(value_name = "REF", required_unless_present = "parent")]
    reference: Option<String>,

    /// Theme or objective that it belongs to [default: the objective whose reference it goes on with]
    #[arg(long = "in", id = "parent", value_name = "PARENT")]
    parent: Option<String>,

    /// What is to be achieved
    #[arg(long, value_name = "TEXT")]
    title: String,

    /// How far, in words: with a figure and a date
    #[arg(long, value_name = "TEXT")]
    target: Option<String>,

    #[command(flatten)]
    make: Make,
}

/// Add an action to an objective, a theme or a plan
#[derive(Debug, clap::Args)]
#[command(after_help = ACTION_EXAMPLES)]
struct ActionArgs {
    /// What will be done, in one sentence
    text: String,

    /// Objective that it belongs to; or a theme or plan, where actions stand directly in it
    #[arg(long = "in", value_name = "OBJECTIVE")]
    parent: String,

    /// Its reference [default: the next free one in its place]
    #[arg(long = "ref", value_name = "REF")]
    reference: Option<String>,

    /// The one party that answers for it
    #[arg(long, value_name = "NAME")]
    lead: Option<String>,

    /// Deadline: 2009-07-01, 2009-03, 2009-Q1, 2022-autumn, 2009, 2008/09 or ongoing
    #[arg(long, value_name = "DEADLINE")]
    deadline: Option<String>,

    /// Day on which an ongoing action is next looked at
    #[arg(long, value_name = "DATE")]
    review: Option<String>,

    /// Who helps; may be given several times
    #[arg(long, value_name = "NAME")]
    support: Vec<String>,

    /// What it takes, in words
    #[arg(long, value_name = "TEXT")]
    resources: Option<String>,

    /// How anyone will know that it has worked
    #[arg(long, value_name = "TEXT")]
    outcome_measure: Option<String>,

    #[command(flatten)]
    make: Make,
}

/// How the file is made.
#[derive(Debug, clap::Args)]
struct Make {
    /// Show the file that would be made, and make nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    commit: CommitArgs,
}

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let root = session.root()?;
        let make = match &self.part {
            Part::Theme(ThemeArgs { make, .. })
            | Part::Objective(ObjectiveArgs { make, .. })
            | Part::Action(ActionArgs { make, .. }) => make,
        };
        let lock = if make.dry_run { None } else { Some(session.lock(&root, "new")?) };
        let mut loaded = Session::load_from(&root)?;
        session.known_plans([&loaded.portfolio])?;
        let place = Place { session, root: &root, portfolio: &loaded.portfolio };
        let (home, fresh) = match &self.part {
            Part::Theme(args) => args.fresh(&place)?,
            Part::Objective(args) => args.fresh(&place)?,
            Part::Action(args) => args.fresh(&place)?,
        };
        warn_of_shallow(session, &root.folder().join(&home.plan));
        let plan = loaded.portfolio.plan(&home.plan);
        let file = fresh.file(&plan.map(|plan| home.folder(plan)).unwrap_or_default());
        let uncommitted = uncommitted(&loaded.portfolio);
        amend::add(&mut loaded.portfolio, &home, &fresh, session.judge()?).map_err(|why| refused(&why))?;
        let change = match &fresh {
            Fresh::Theme(theme) => FileChange::create(&file, theme),
            Fresh::Objective(objective) => FileChange::create(&file, objective),
            Fresh::Action(action) => FileChange::create(&file, action),
        };
        let shown = root.shown(&file);
        let Some(lock) = lock else {
            session.show_difference(&root, [&change])?;
            return Ok(Outcome::Done);
        };
        let subject = format!("{}: new {}; {}", fresh.name(), fresh.word(), fresh.title());
        let change = Change {
            root: &root,
            lock: &lock,
            files: &[change],
            message: Message::telling(&subject, &home.plan, &[fresh.name()]),
            told: format!("{}\n", render::style::visible(&shown)),
            uncommitted,
            way_back: "`vawg undo` takes it back",
        };
        session.make(&change, &make.commit)?;
        Ok(Outcome::Done)
    }
}

/// Says that a shallow clone does not hold every name that was ever used.
fn warn_of_shallow(session: &mut Session, plan: &Path) {
    if Repository::of(plan).is_ok_and(|repository| repository.is_shallow()) {
        session.ui.say(
            "warning: this clone is shallow: a name that was used before may not be known; \
             `git fetch --unshallow` fetches what is older",
        );
    }
}

impl ThemeArgs {
    fn fresh(&self, place: &Place<'_>) -> anyhow::Result<(Home, Fresh)> {
        let home = Home::plan(place.only_plan()?);
        let name = valid(&self.name)?;
        place.is_free(&home, &name, |_, _, _| None)?;
        let title = self.title.clone().unwrap_or_else(|| title_of(&name));
        let theme = Theme { name: name.to_string(), title: Some(title), ..Theme::default() };
        Ok((home, Fresh::Theme(theme)))
    }
}

impl ObjectiveArgs {
    fn fresh(&self, place: &Place<'_>) -> anyhow::Result<(Home, Fresh)> {
        let (named, wanted) = match self.reference.as_deref().map(|text| (text.split_once(':'), text)) {
            Some((Some((plan, own)), _)) => (Some(plan), Some(valid(own)?)),
            Some((None, text)) => (None, Some(valid(text)?)),
            None => (None, None),
        };
        let home = match (&self.parent, &wanted) {
            (Some(parent), _) => place.home(parent)?,
            (None, Some(reference)) => place.home_by_number(named, reference)?,
            (None, None) => bail!("nothing says where the objective belongs\nhelp: add `--in THEME`"),
        };
        if home.theme.is_none() {
            bail!("an objective belongs to a theme or to another objective\nhelp: {}", place.themes(&home.plan));
        }
        let reference = place.reference(&home, wanted, Home::next_objective)?;
        let (title, target) = (Some(self.title.clone()), self.target.clone());
        Ok((home, Fresh::Objective(Objective { reference, title, target, ..Objective::default() })))
    }
}

impl ActionArgs {
    fn fresh(&self, place: &Place<'_>) -> anyhow::Result<(Home, Fresh)> {
        let home = place.home(&self.parent)?;
        let wanted = self.reference.as_deref().map(valid).transpose()?;
        let reference = place.reference(&home, wanted, Home::next_action)?;
        let action = Action {
            reference,
            text: Some(self.text.clone()),
            lead: self.lead.clone(),
            support: self.support.clone(),
            deadline: self.deadline.as_deref().map(amend::deadline).transpose().map_err(|why| anyhow!("{why}"))?,
            review: self.review(place)?,
            resources: self.resources.clone(),
            outcome_measure: self.outcome_measure.clone(),
            ..Action::default()
        };
        Ok((home, Fresh::Action(Box::new(action))))
    }

    fn review(&self, place: &Place<'_>) -> anyhow::Result<Option<Date>> {
        day("--review", self.review.as_deref(), place.session.judge()?.asked())
    }
}

/// The plans in which something gets its place.
struct Place<'a> {
    session: &'a Session,
    root: &'a Root,
    portfolio: &'a Portfolio,
}

impl Place<'_> {
    /// What a reference, the name of a theme or that of a plan stands for.
    fn home(&self, text: &str) -> anyhow::Result<Home> {
        match Target::of(self.portfolio, self.session.judge()?, |plan| self.session.wants(plan), text) {
            Ok(Target::Objective(plan, objective)) => Ok(Home::objective(plan, objective)),
            Ok(Target::Theme(plan, theme)) => Ok(Home::theme(plan, theme)),
            Ok(Target::Action(_)) => {
                bail!("`{text}` is an action, and holds nothing\nhelp: name an objective: `--in 3.1`")
            }
            Err(TargetError::IsPlan(name)) => self.plan(&name).map(Home::plan),
            Err(error) => bail!(error),
        }
    }

    /// The objective whose reference a new one goes on with.
    fn home_by_number(&self, plan: Option<&str>, reference: &Reference) -> anyhow::Result<Home> {
        let plan = plan.map_or_else(|| self.only_plan(), |name| self.plan(name))?;
        Home::by_number(plan, reference)
            .ok_or_else(|| anyhow!("nothing says where `{reference}` belongs\nhelp: {}", self.themes(&plan.name)))
    }

    fn plan(&self, name: &str) -> anyhow::Result<&Plan> {
        let names = self.portfolio.plans.iter().map(|plan| plan.name.as_str());
        self.portfolio.plan(name).ok_or_else(|| match did_you_mean(name, names) {
            Some(meant) => anyhow!("there is no plan `{name}`\nhelp: did you mean `{meant}`?"),
            None => anyhow!("there is no plan `{name}`"),
        })
    }

    /// The plan that is meant where none is named.
    fn only_plan(&self) -> anyhow::Result<&Plan> {
        let mut wanted = self.portfolio.plans.iter().filter(|plan| self.session.wants(plan));
        match (wanted.next(), wanted.next()) {
            (Some(plan), None) => Ok(plan),
            (Some(plan), Some(_)) => {
                bail!("there are several plans\nhelp: say which is meant: `--plan {}`", plan.name)
            }
            (None, _) => bail!("there is no plan\nhelp: `vawg init NAME` starts one"),
        }
    }

    /// What to type for a theme of a plan.
    fn themes(&self, plan: &str) -> String {
        let names =
            self.portfolio.plan(plan).into_iter().flat_map(|plan| &plan.themes).map(|theme| theme.name.as_str());
        match names.map(|name| format!("`--in {name}`")).collect::<Vec<_>>().join(", ") {
            none if none.is_empty() => "`vawg new theme NAME` makes a theme first".to_owned(),
            names => format!("say it: {names}"),
        }
    }

    /// The reference that was asked for, or else the next free one.
    fn reference(
        &self,
        home: &Home,
        wanted: Option<Reference>,
        next: fn(&Home, &Plan, &Names) -> Option<Reference>,
    ) -> anyhow::Result<Reference> {
        if let Some(wanted) = wanted {
            self.is_free(home, &wanted, next)?;
            return Ok(wanted);
        }
        let (now, before) = self.names(&home.plan)?;
        let all = now.iter().chain(&before).map(String::as_str).collect();
        let plan = self.plan(&home.plan)?;
        next(home, plan, &all)
            .ok_or_else(|| anyhow!("there is no next reference here\nhelp: give one, such as `3.1.4`"))
    }

    /// Refuses a name that is in use, or was.
    fn is_free(
        &self,
        home: &Home,
        wanted: &Reference,
        next: fn(&Home, &Plan, &Names) -> Option<Reference>,
    ) -> anyhow::Result<()> {
        let (now, before) = self.names(&home.plan)?;
        let is_it = |name: &&String| name.eq_ignore_ascii_case(wanted.as_str());
        let all = now.iter().chain(&before).map(String::as_str).collect();
        let free = next(home, self.plan(&home.plan)?, &all);
        let help = free.map_or_else(|| "choose another".to_owned(), |free| format!("the next free one is `{free}`"));
        match (now.iter().find(is_it), before.iter().find(is_it)) {
            (Some(name), _) => bail!("there is already `{name}` in {}\nhelp: {help}", home.plan),
            (None, Some(name)) => {
                bail!("`{name}` was used before in {}, and old papers mean that one by it\nhelp: {help}", home.plan)
            }
            (None, None) => Ok(()),
        }
    }

    /// The names that are in use in a plan, and those that its history knows.
    fn names(&self, plan: &str) -> anyhow::Result<(Vec<String>, Vec<String>)> {
        let now = store::locate(self.root, |name| name == plan, |_| true)?;
        let before = match Repository::of(&self.root.folder().join(plan)) {
            Ok(repository) => repository.paths_ever()?,
            Err(GitError::NoRepository(_) | GitError::NotInstalled) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let before = before.iter().filter_map(|path| store::named_by(path)).map(str::to_owned).collect();
        Ok((now.into_iter().map(|address| address.reference).collect(), before))
    }
}

/// A name as a reference.
fn valid(text: &str) -> anyhow::Result<Reference> {
    Reference::new(text).map_err(|why| match Reference::near(text) {
        Some(near) => anyhow!("`{text}` cannot be a name: {why}\nhelp: for instance `{near}`"),
        None => anyhow!("`{text}` cannot be a name: {why}"),
    })
}
