//! `vawg import`: the plan that is in a Word, Excel, CSV or text document.

mod newer;
mod told;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};

use super::Outcome;
use super::changing::{Change, CommitArgs};
use super::session::{Session, day, today};
use crate::amend::Message;
use crate::import::again::{self, MEMORY};
use crate::import::header::Meaning;
use crate::import::{self, Draft, Hints, Story, Wish, report};
use crate::model::{Date, Reference, counted};
use crate::render::document::{self, Format};
use crate::store::start::{plans_for, title_of};
use crate::store::{self, FileChange, Root};
use crate::ui::Look;

/// Make a plan of a Word, Excel, CSV or text document; commits it
///
/// Headers, sections, dates, leads, ratings and amounts are read as people write them. What is not certain is not
/// guessed: it stays in the document's own words under `as_written`, and the import report beside the plan says where
/// every piece of the document went.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Document: .docx, .xlsx, .csv, .tsv, .md or .txt; `-` reads text that is pasted or piped
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Plan to make of it: a new folder in the plans folder
    #[arg(long, value_name = "plans/NAME")]
    into: PathBuf,

    /// Only the sheet with this name
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,

    /// Only this table of the document, counted from 1
    #[arg(long, value_name = "N")]
    table: Option<usize>,

    /// What a column holds, by its header or number: 'By when=deadline'; may be given several times
    #[arg(long, value_name = "HEADER=FIELD")]
    map: Vec<String>,

    /// Write what the columns were taken to hold to this file
    #[arg(long, value_name = "FILE")]
    save_map: Option<PathBuf>,

    /// Take what the columns hold from a file that `--save-map` wrote
    #[arg(long, value_name = "FILE")]
    use_map: Option<PathBuf>,

    /// Day of the progress that the document reports without one
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    /// Show what would be made, and make nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    commit: CommitArgs,
}

const EXAMPLES: &str = "\
Fields for --map: ref, theme, objective, target, action, lead, support, start, deadline, review, completed, status,
rating, progress, resources, cost, outcome_measure, evidence, confidence, risk, confidence_and_risk, milestone, other.

Examples:
  vawg import plan.docx --into plans/wendale-2026
  vawg import plan.xlsx --into plans/wendale-2026 --sheet Actions --dry-run
  vawg import plan.csv --into plans/wendale-2026 --map 'Finish=deadline' --map 'Column 9=other'
  vawg import - --into plans/wendale-2026 < pasted.txt

`vawg undo` takes it back.";

/// The largest document, in bytes.
const LARGEST: u64 = 100 << 20;

/// What is beside the plan.
const REPORT: &str = "import-report.md";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let (root, name) = self.place(session)?;
        let (file, story) = self.read(session)?;
        let wish =
            Wish { name: name.to_string(), hints: self.hints()?, day: self.day()?, today: session.judge()?.asked() };
        let mut draft = import::draft(&story, &wish);
        if draft.plan.actions.is_empty() {
            return Err(told::nothing_found(&draft, &file));
        }
        draft.plan.settings.title.get_or_insert_with(|| title_of(&name));
        self.save_map(&draft)?;
        let source = Source { file: &file, story: &story, day: wish.today };
        if store::is_there(&root.folder().join(name.as_str()).join(MEMORY)) {
            return self.again(session, &root, &name, &draft, &source);
        }
        let files = files(&draft, &source)?;
        let told = told::told(&draft, &story, &file);
        if self.dry_run {
            return Self::show(session, &root, &told, &files);
        }
        if store::is_there(&root.folder().join(name.as_str())) && !self.dry_run {
            bail!(
                "there is already a plan {}\nhelp: choose another name; `--dry-run` shows what the document holds",
                root.shown(name.as_str())
            );
        }
        store::make_folder(root.folder())?;
        let lock = session.lock(&root, "import")?;
        let subject = format!("{name}: imported from {file}; {}", counted(draft.plan.actions.len(), "action"));
        let change = Change {
            root: &root,
            lock: &lock,
            files: &files,
            message: Message::telling(&subject, name.as_str(), &[]),
            told: format!("{told}\n{}", told::next(&root, &name, files.len())),
            uncommitted: BTreeSet::new(),
            way_back: "`vawg undo` takes it back",
        };
        session.make(&change, &self.commit)?;
        Ok(Outcome::Done)
    }

    /// The plans folder and the name of the plan.
    fn place(&self, session: &Session) -> anyhow::Result<(Root, Reference)> {
        let text = self.into.file_name().unwrap_or_default().to_string_lossy();
        let name = Reference::new(&text).map_err(|why| {
            let near = Reference::near(&text).map_or_else(|| "wendale-2026".to_owned(), |near| near.to_string());
            anyhow!("`{text}` cannot be the name of a plan's folder: {why}\nhelp: `--into plans/{near}`")
        })?;
        let here = Session::here()?;
        let folder = self.into.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = match (folder, &session.common.plans) {
            (Some(folder), _) => folder.to_owned(),
            (None, Some(plans)) => plans.clone(),
            (None, None) => plans_for(&here)?,
        };
        if let Some(plan) = store::plan_around(&here.join(&folder))? {
            let seen = plan.strip_prefix(&here).unwrap_or(&plan);
            let beside = seen.with_file_name(name.as_str());
            bail!(
                "a plan cannot stand in another, and `{}` would be one\nhelp: plans stand side by side: `--into {}`",
                seen.display(),
                beside.display()
            );
        }
        Ok((Root::named(&folder, &here), name))
    }

    fn read(&self, session: &mut Session) -> anyhow::Result<(String, Story)> {
        let (name, bytes) = if self.file == Path::new("-") {
            ("-".to_owned(), session.ui.input()?.into_bytes())
        } else {
            let name = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, store::incoming(&self.file, LARGEST)?)
        };
        let story = import::read(&name, &bytes)
            .map_err(|error| anyhow!("{}: {error}\nhelp: {}", self.file.display(), error.help()))?;
        Ok((if name == "-" { "pasted text".to_owned() } else { name }, story))
    }

    fn hints(&self) -> anyhow::Result<Hints> {
        let mut map = Vec::new();
        if let Some(file) = &self.use_map {
            let text = String::from_utf8_lossy(&store::incoming(file, LARGEST)?).into_owned();
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
                map.push(mapping(line).with_context(|| file.display().to_string())?);
            }
        }
        for text in &self.map {
            map.insert(0, mapping(text)?);
        }
        Ok(Hints { sheet: self.sheet.clone(), table: self.table, map })
    }

    fn day(&self) -> anyhow::Result<Option<Date>> {
        day("--date", self.date.as_deref(), today())
    }

    fn save_map(&self, draft: &Draft) -> anyhow::Result<()> {
        let Some(file) = &self.save_map else { return Ok(()) };
        let columns: BTreeSet<_> =
            report::mappings(&draft.tables).into_iter().flat_map(|(_, columns)| columns).collect();
        let lines = columns
            .iter()
            .filter(|(header, _)| !header.is_empty())
            .map(|(header, meaning)| format!("{header}={meaning}\n"));
        let text = format!(
            "# What the columns of a document hold, for `vawg import --use-map`.\n{}",
            lines.collect::<String>()
        );
        Ok(store::save(file, text.as_bytes())?)
    }

    fn show(session: &mut Session, root: &Root, told: &str, files: &[FileChange]) -> anyhow::Result<Outcome> {
        writeln!(session.ui.answer(), "{told}")?;
        let of_plan = files.iter().filter(|file| store::is_plan_file(&file.file) && !file.is_none());
        session.show_difference(root, of_plan)?;
        session.ui.say("nothing was written; leave `--dry-run` out to write it");
        Ok(Outcome::Done)
    }
}

/// A header and what its column holds.
fn mapping(text: &str) -> anyhow::Result<(String, Meaning)> {
    let (header, field) = text
        .rsplit_once('=')
        .ok_or_else(|| anyhow!("`{text}` does not say what the column holds\nhelp: `--map 'By when=deadline'`"))?;
    let meaning = Meaning::from_word(field).ok_or_else(|| {
        let words: Vec<_> = Meaning::ALL.iter().map(|(_, word)| *word).collect();
        anyhow!("`{field}` is no field that a column can hold\nhelp: one of {}", words.join(", "))
    })?;
    let header = header.trim();
    let number = header.strip_prefix("Column ").or_else(|| header.strip_prefix("column ")).unwrap_or(header);
    Ok((number.to_owned(), meaning))
}

/// The files of the plan, and the report.
fn files(draft: &Draft, source: &Source<'_>) -> anyhow::Result<Vec<FileChange>> {
    let plan = &draft.plan;
    let mut files = vec![FileChange::create(&format!("{}/plan.toml", plan.name), &plan.settings)];
    for theme in &plan.themes {
        files.push(FileChange::create(&plan.theme_file(theme), theme));
    }
    for objective in &plan.objectives {
        files.push(FileChange::create(&plan.objective_file(objective), objective));
    }
    for action in &plan.actions {
        files.push(FileChange::create(&plan.action_file(action), action));
    }
    files.push(FileChange {
        file: format!("{}/{REPORT}", plan.name),
        before: None,
        after: Some(source.report(draft)?),
    });
    let memory = again::write(&again::memory(plan));
    files.push(FileChange { file: format!("{}/{MEMORY}", plan.name), before: None, after: Some(memory) });
    Ok(files)
}

/// What is imported.
struct Source<'a> {
    file: &'a str,
    story: &'a Story,
    day: Date,
}

impl Source<'_> {
    /// The import report as a file.
    fn report(&self, draft: &Draft) -> anyhow::Result<Vec<u8>> {
        let mut text = Vec::new();
        let report = report::report(draft, self.story, self.file, self.day);
        document::write(&mut text, &report, Format::Markdown, Look { width: None, color: false })?;
        Ok(text)
    }
}
