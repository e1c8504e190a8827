//! Where documents go: the options that every command with a document shares, and the writing of it.

use std::collections::{BTreeSet, HashSet};
use std::io::Write;
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
        let file = file(self.output.as_deref());
        file.map_or(Ok(()), store::save::refuse).map_err(with_advice)?;
        let format = format(session, self.format, file)?;
        let filter = session.filter(&self.filter)?;
        let (root, loaded) = session.load()?;
        let basis = basis(session, loaded.portfolio, &filter)?;
        if basis.plans.is_empty() {
            session.say_nothing_selected(&filter);
        }
        let document = unread::noted(document(session, &basis)?, unread_files(session, &loaded.problems));
        write(session, file, &document, format)?;
        Ok(session.say_problems(&root, loaded.problems))
    }
}

/// The file that an output names; nothing for standard output.
pub(super) fn file(output: Option<&Path>) -> Option<&Path> {
    output.filter(|path| *path != Path::new("-"))
}

/// The format that was named, or that the ending of the file names.
pub(super) fn format(session: &Session, named: Option<Format>, file: Option<&Path>) -> anyhow::Result<Format> {
    let format = match (named, file) {
        (Some(format), _) => format,
        (None, Some(path)) => Format::of(path).ok_or_else(|| no_format(path))?,
        (None, None) => Format::default(),
    };
    if file.is_none() && !format.is_text() && session.ui.answers_a_person() {
        return Err(no_text(format));
    }
    Ok(format)
}

/// Writes a document to a file, or to standard output.
pub(super) fn write(
    session: &mut Session,
    file: Option<&Path>,
    document: &Document,
    format: Format,
) -> anyhow::Result<()> {
    let look = match file {
        Some(_) => Look { width: Some(PAGE), color: false },
        None => session.ui.look(),
    };
    if file.is_none() {
        return Ok(document::write(session.ui.answer(), document, format, look)?);
    }
    let mut bytes = Vec::new();
    document::write(&mut bytes, document, format, look)?;
    put(session, file, &bytes)
}

/// Puts bytes into a file, or to standard output.
pub(super) fn put(session: &mut Session, file: Option<&Path>, bytes: &[u8]) -> anyhow::Result<()> {
    let Some(path) = file else {
        return Ok(session.ui.answer().write_all(bytes)?);
    };
    store::save(path, bytes).map_err(with_advice)?;
    session.ui.say(&format!("wrote {}", path.display()));
    Ok(())
}

/// How many files of the plans that were asked for have a problem that kept them from being read whole.
pub(super) fn unread_files(session: &Session, problems: &[Diagnostic]) -> usize {
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

pub(super) fn no_text(format: Format) -> anyhow::Error {
    let ending = format.endings().first().copied().unwrap_or_default();
    let name = format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    anyhow!("`{name}` is no text that a terminal can show\nhelp: `-o FILE.{ending}` writes it to a file")
}

/// An error with what to type instead.
pub(super) fn with_advice(error: SaveError) -> anyhow::Error {
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
        SaveError::NoFolderBut(path) => format!("name a folder: `-o {}-tables`", path.with_extension("").display()),
        SaveError::Foreign(path) => {
            let folder = path.parent().unwrap_or(path);
            format!("name a new folder: `-o {}-2`", folder.display())
        }
        SaveError::Taken(path) => {
            format!("it may be filled in: name another place by `-o`, or move {} away", path.display())
        }
        SaveError::Write(WriteError::NotAFile(_)) => TO_OUTPUT.to_owned(),
        SaveError::Unreadable { .. } | SaveError::Write(_) => return error.into(),
    };
    anyhow!("{error}\nhelp: {advice}")
}

/// What is made from: the plans that were asked for, those of their actions that a filter selects, and the commit.
pub(super) fn basis<'p>(session: &Session, portfolio: &'p Portfolio, filter: &Filter) -> anyhow::Result<Basis<'p>> {
    let selection = session.select(portfolio, filter)?;
    let is_filtered = *filter != Filter::default();
    let chosen: HashSet<_> = selection.judged.iter().map(|judged| judged.located.plan.name.as_str()).collect();
    let plans = portfolio.plans.iter();
    Ok(Basis {
        plans: plans
            .filter(|plan| session.wants(plan) && (!is_filtered || chosen.contains(plan.name.as_str())))
            .collect(),
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
