//! Where documents go: the options that every command with a document shares, and the writing of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::ValueEnum;

use super::Outcome;
use super::session::{Session, today};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::history::{Archive, HistoryError, StandsAt};
use crate::model::Portfolio;
use crate::query::Filter;
use crate::render::document::{self, Format};
use crate::report::basis::{Basis, CommitRead, Provenance};
use crate::report::unread;
use crate::store::write::WriteError;
use crate::store::{self, SaveError};
use crate::ui::Look;

/// The columns of a text that goes to a file.
const PAGE: usize = 100;

const TO_OUTPUT: &str = "`-o -` writes to standard output";

/// What a document is about, and where it goes.
#[derive(Debug, clap::Args)]
pub(super) struct Publish {
    /// Only the actions that this filter selects
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,

    /// Write it to this file, whose ending names the format; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The format, where no ending names it [default: text]
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
        self.file().map_or(Ok(()), store::save::refuse).map_err(with_advice)?;
        let format = self.format(session)?;
        let filter = session.filter(&self.filter)?;
        let (root, loaded) = session.load()?;
        let basis = basis(session, loaded.portfolio, &filter)?;
        if basis.plans.is_empty() {
            session.say_nothing_selected(&filter);
        }
        let document = unread::noted(document(session, &basis)?, unread_files(session, &loaded.problems));
        self.write(session, &document, format)?;
        Ok(session.say_problems(&root, loaded.problems))
    }

    /// The file that it goes to; nothing for standard output.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// The format that was named, or that the ending of the file names.
    fn format(&self, session: &Session) -> anyhow::Result<Format> {
        let format = match (self.format, self.file()) {
            (Some(format), _) => format,
            (None, Some(path)) => Format::of(path).ok_or_else(|| no_format(path))?,
            (None, None) => Format::default(),
        };
        if self.file().is_none() && !format.is_text() && session.ui.answers_a_person() {
            return Err(no_text(format));
        }
        Ok(format)
    }

    fn write(&self, session: &mut Session, document: &Document, format: Format) -> anyhow::Result<()> {
        let Some(path) = self.file() else {
            let look = session.ui.look();
            return Ok(document::write(session.ui.answer(), document, format, look)?);
        };
        let mut bytes = Vec::new();
        document::write(&mut bytes, document, format, Look { width: Some(PAGE), color: false })?;
        store::save(path, &bytes).map_err(with_advice)?;
        session.ui.say(&format!("wrote {}", path.display()));
        Ok(())
    }
}

/// How many files of the plans that were asked for have a problem that kept them from being read whole.
fn unread_files(session: &Session, problems: &[Diagnostic]) -> usize {
    let places = problems.iter().map(|problem| &problem.place);
    let asked = places.filter(|place| place.plan.as_deref().is_none_or(|plan| session.wants_named(plan)));
    asked.map(|place| &place.file).collect::<BTreeSet<_>>().len()
}

fn no_format(path: &Path) -> anyhow::Error {
    anyhow!(
        "the ending of `{}` names no format\nhelp: end it in {}, or name one with `--format`",
        path.display(),
        Format::all_endings()
    )
}

fn no_text(format: Format) -> anyhow::Error {
    let ending = format.endings().first().copied().unwrap_or_default();
    let name = format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    anyhow!("`{name}` is no text that a terminal can show\nhelp: `-o FILE.{ending}` writes it to a file")
}

/// An error with what to type instead.
fn with_advice(error: SaveError) -> anyhow::Error {
    let advice = match &error {
        SaveError::Folder(path) => format!("name a file in it: `-o {}`", path.join("report.md").display()),
        SaveError::NoFolder(path) => format!("`mkdir -p {}` makes it", path.display()),
        SaveError::Link { path, .. } if path.starts_with("/dev") => TO_OUTPUT.to_owned(),
        SaveError::Link { path, target } => {
            let target = path.parent().unwrap_or(Path::new("")).join(target);
            format!("name the file itself: `-o {}`", target.display())
        }
        SaveError::PlanFile(path) => format!("name another file: `-o {}`", path.with_extension("md").display()),
        SaveError::InGit(_) => "name a file in another folder".to_owned(),
        SaveError::Write(WriteError::NotAFile(_)) => TO_OUTPUT.to_owned(),
        SaveError::Write(_) => return error.into(),
    };
    anyhow!("{error}\nhelp: {advice}")
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
