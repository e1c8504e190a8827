//! `vawg show`: actions, objectives and themes, each with all that there is to know about it.

use anyhow::bail;

use super::Outcome;
use super::session::Session;
use crate::history::{Archive, HistoryError, Moment, Question, Trail};
use crate::model::trail::Entry;
use crate::model::{Date, QualifiedReference};
use crate::query::Target;
use crate::render;
use crate::render::json::PagesJson;
use crate::report::page::Page;
use crate::store::Root;

/// One action: every field, its rating and why, its updates; or an objective or theme with its actions
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// What to show: 3.1.1, or plan:3.1.1 where several plans have it
    #[arg(value_name = "REF", required = true)]
    references: Vec<String>,

    /// Also what was changed in it, by whom and when, from git: the newest changes
    #[arg(long)]
    history: bool,

    /// Text to read, or JSON for other programs
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

const EXAMPLES: &str = "\
Examples:
  vawg show 3.1.1                   one action, and why it is rated as it is
  vawg show bristol-2008-11:3.1.1   the same where several plans have a 3.1.1
  vawg show 3.1                     objective 3.1 with its target, measures and actions
  vawg show prevention              a theme, by the name of its folder
  vawg show 3.1.1 --history         with the last changes, by whom and when
  vawg show 3.1.1 --as-of today-6m  as it stood half a year ago";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let (root, loaded) = session.load()?;
        let judge = session.judge()?;
        let find = |text: &String| Target::of(loaded.portfolio, judge, |plan| session.wants(plan), text);
        let (found, missing): (Vec<_>, Vec<_>) = self.references.iter().map(find).partition(Result::is_ok);
        if !missing.is_empty() {
            let missing: Vec<_> = missing.into_iter().filter_map(Result::err).map(|error| error.to_string()).collect();
            bail!(missing.join("\nerror: "));
        }
        let page = |target| Page::of(loaded.portfolio, target, judge);
        let pages: Vec<_> = found.into_iter().flatten().map(page).collect();
        let (histories, begins) = if self.history { histories(session, &root, &pages)? } else { (Vec::new(), None) };
        let look = session.ui.look();
        let out = session.ui.answer();
        match self.format {
            Format::Text => render::show::write(out, &pages, &histories, &|file| root.shown(file), look)?,
            Format::Json => {
                let json = PagesJson::of(&pages, judge.asked(), |file| root.shown(file));
                let json = if self.history { json.with_history(&histories) } else { json };
                render::json::write(out, &json)?;
            }
        }
        session.ui.finish()?;
        session.say_begins(begins);
        Ok(session.say_problems(&root, loaded.problems))
    }
}

/// So many changes of each page are shown.
const NEWEST: usize = 10;

/// The newest changes of each page; in a shallow clone also the day on which what it holds begins.
fn histories(session: &Session, root: &Root, pages: &[Page<'_>]) -> anyhow::Result<(Vec<Vec<Entry>>, Option<Date>)> {
    let archive = Archive::of(root)?;
    let upto = Session::moment(&archive, session.common.rev.as_deref().unwrap_or("HEAD"))?;
    let history = |page: &Page<'_>| {
        let (plan, name) = page.name();
        history(&archive, root, &upto, &format!("{}:{name}", plan.name))
    };
    let trails = pages.iter().map(history).collect::<Result<Vec<_>, _>>()?;
    let begins = trails.iter().filter_map(|trail| trail.begins).max();
    Ok((trails.into_iter().map(|trail| trail.entries).collect(), begins))
}

/// The newest changes of one action, objective or theme, by its full reference.
pub(super) fn history(archive: &Archive, root: &Root, upto: &Moment, reference: &str) -> Result<Trail, HistoryError> {
    let Ok(reference) = QualifiedReference::parse(reference) else { return Ok(Trail::default()) };
    let question = Question { reference: Some(reference), limit: Some(NEWEST), ..Question::default() };
    match archive.trail(root, upto, &question) {
        Err(HistoryError::NoSuchReference { .. }) => Ok(Trail::default()),
        trail => trail,
    }
}
