//! Where documents go: the options that every command with a document shares, and the writing of it.

use std::path::PathBuf;

use anyhow::{Context, bail};

use super::Outcome;
use super::session::{Session, today};
use crate::document::Document;
use crate::history::{Archive, HistoryError, StandsAt};
use crate::model::Portfolio;
use crate::query::Filter;
use crate::render::document::{self, Format};
use crate::report::basis::{Basis, CommitRead, Provenance};
use crate::store;
use crate::ui::Look;

/// The columns of a text that goes to a file.
const PAGE: usize = 100;

/// What a document is about, and where it goes.
#[derive(Debug, clap::Args)]
pub(super) struct Publish {
    /// Only the actions that this filter selects
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,

    /// Write it to this file, whose ending names the format
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The format, where no ending names it
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Option<Format>,
}

impl Publish {
    /// Makes a document from the plans that were asked for, and writes it to where it should go.
    pub(super) fn run(
        &self,
        session: &mut Session,
        document: impl FnOnce(&Session, &Basis<'_>) -> anyhow::Result<Document>,
    ) -> anyhow::Result<Outcome> {
        let format = self.format(session)?;
        let filter = session.filter(&self.filter)?;
        let (root, loaded) = session.load()?;
        let basis = basis(session, loaded.portfolio, &filter)?;
        if basis.plans.is_empty() {
            session.say_nothing_selected(&filter);
        }
        let document = document(session, &basis)?;
        self.write(session, &document, format)?;
        Ok(session.say_problems(&root, loaded.problems))
    }

    /// The format that was named, or that the ending of the file names.
    fn format(&self, session: &Session) -> anyhow::Result<Format> {
        let format = match (self.format, &self.output) {
            (Some(format), _) => format,
            (None, Some(path)) => Format::of(path).with_context(|| {
                format!(
                    "the ending of `{}` names no format; use {}, or `--format`",
                    path.display(),
                    Format::all_endings()
                )
            })?,
            (None, None) => Format::Text,
        };
        if self.output.is_none() && !format.is_text() && session.ui.answers_a_person() {
            bail!("this format is no text; write it to a file with `-o FILE`");
        }
        Ok(format)
    }

    fn write(&self, session: &mut Session, document: &Document, format: Format) -> anyhow::Result<()> {
        let Some(path) = &self.output else {
            let look = session.ui.look();
            return Ok(document::write(session.ui.answer(), document, format, look)?);
        };
        let mut bytes = Vec::new();
        document::write(&mut bytes, document, format, Look { width: Some(PAGE), color: false })?;
        store::save(path, &bytes)?;
        session.ui.say(&format!("wrote {}", path.display()));
        Ok(())
    }
}

/// What is made from: the plans that were asked for, those of their actions that a filter selects, and the commit.
pub(super) fn basis<'p>(session: &Session, portfolio: &'p Portfolio, filter: &Filter) -> anyhow::Result<Basis<'p>> {
    let selection = session.select(portfolio, filter)?;
    let is_wanted = |plan: &str| selection.judged.iter().any(|judged| judged.located.plan.name == plan);
    let is_filtered = *filter != Filter::default();
    let plans = portfolio.plans.iter();
    Ok(Basis {
        plans: plans.filter(|plan| session.wants(plan) && (!is_filtered || is_wanted(&plan.name))).collect(),
        judge: session.judge()?,
        filter: is_filtered.then(|| filter.to_string()),
        provenance: provenance(session)?,
        selection,
    })
}

/// Which state of the files is read: the commit that was named, or the one that the work tree stands at.
fn provenance(session: &Session) -> anyhow::Result<Provenance> {
    let root = session.root_now()?;
    let found = Archive::of(&root).and_then(|archive| match &session.common.rev {
        Some(rev) => Ok(archive.find(rev, today())?.stands_at()),
        None => archive.stands_at(),
    });
    Ok(match found {
        Ok(commits) if !commits.is_empty() => Provenance::Commits(commits.into_iter().map(read).collect()),
        Ok(_) | Err(HistoryError::NoRepository { .. } | HistoryError::NoCommit) => Provenance::NotKept,
        // A report does not need git to be right; it says what it could not find out.
        Err(error) => Provenance::Unknown(error.to_string()),
    })
}

fn read(commit: StandsAt) -> CommitRead {
    let StandsAt { id, day, is_changed } = commit;
    CommitRead { id, day, is_changed }
}
