//! `vawg export`: the plan in the formats of other programs.

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::Outcome;
use super::publish::{self, basis, file, put, unread_files, with_advice};
use super::session::{Kept, Session};
use crate::model::Field;
use crate::query::Filter;
use crate::render::list::Form;
use crate::render::{document, ics, tidy};
use crate::report::basis::Basis;
use crate::report::records::{self, Relation};
use crate::report::{recommendations, unread};
use crate::store;

/// The plan in the formats of other programs
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Only the actions that this filter selects
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,

    /// What to write, where no ending names it
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Option<Format>,

    /// Write it to this file, or to this folder with `--format tidy`; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What the plan can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Actions for any spreadsheet, one a line, with every field
    Csv,
    /// A workbook for Excel: actions with every field; updates, milestones, risks, costs and measures in sheets
    Xlsx,
    /// Actions for other programs, one value with everything
    Json,
    /// The same, an action a line
    Ndjson,
    /// A calendar to import or to subscribe to: deadlines, turns, reviews, milestones, targets and meetings
    Ics,
    /// A folder of tables with keys for DuckDB, SQLite or Power BI, with a description of their columns
    Tidy,
    /// The seven columns of the Home Office's action plan for domestic homicide reviews, of actions with a `source`
    Dhr,
}

const EXAMPLES: &str = "\
Examples:
  vawg export -o plan.xlsx                               everything, for a spreadsheet
  vawg export lead:housing -o housing.csv                what one lead has to do
  vawg export --format tidy -o tables                    a folder of tables with keys, for a database
  vawg export --format dhr -o dhr.docx                   what became of the recommendations of reviews
  vawg export --format ics lead:housing -o housing.ics   a calendar, and the meetings";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let format = self.format()?;
        let output = file(self.output.as_deref());
        refuse(session, format, output)?;
        let filter = session.filter(&self.filter)?;
        let as_of = session.judge()?.asked();
        match format {
            Format::Csv => rows(session, output, &filter, Form::Csv(Field::ALL)),
            Format::Json => rows(session, output, &filter, Form::Json(as_of)),
            Format::Ndjson => rows(session, output, &filter, Form::Ndjson),
            Format::Ics => whole(session, &filter, |session, basis, _| {
                let mut bytes = Vec::new();
                ics::write(&mut bytes, basis)?;
                put(session, output, &bytes)
            }),
            Format::Xlsx => whole(session, &filter, |session, basis, loaded| {
                let tables = records::sheets(basis).into_iter().map(Relation::into_table);
                let workbook = basis.tables("export", "Action plan", tables);
                let workbook = unread::noted(workbook, unread_files(session, &loaded.problems));
                publish::write(session, output, &workbook, document::Format::Xlsx)
            }),
            Format::Tidy => {
                whole(session, &filter, |session, basis, loaded| write_tidy(session, output, basis, loaded))
            }
            Format::Dhr => {
                whole(session, &filter, |session, basis, loaded| write_dhr(session, output, basis, (&filter, loaded)))
            }
        }
    }

    /// The format that was named, or that the ending of the file names.
    fn format(&self) -> anyhow::Result<Format> {
        let advice = "say which with `--format`, or end the file in `.csv`, `.xlsx`, `.json`, `.ndjson` or `.ics`";
        match (self.format, file(self.output.as_deref())) {
            (Some(format), _) => Ok(format),
            (None, Some(path)) => Format::of(path)
                .ok_or_else(|| anyhow!("the ending of `{}` names no format\nhelp: {advice}", path.display())),
            (None, None) => Err(anyhow!("no format is named\nhelp: {advice}")),
        }
    }
}

impl Format {
    /// The format that the ending of a file name stands for.
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "ics" => Some(Self::Ics),
            _ => None,
        }
    }
}

/// Why it cannot be written there, as far as that can be seen before anything is read.
fn refuse(session: &Session, format: Format, output: Option<&Path>) -> anyhow::Result<()> {
    match (format, output) {
        (Format::Tidy, None) => bail!("`tidy` is a folder of tables\nhelp: `-o DIR` names it"),
        (Format::Tidy, Some(folder)) => store::refuse_folder(folder).map_err(with_advice),
        (Format::Xlsx, None) if session.ui.answers_a_person() => Err(publish::no_text(document::Format::Xlsx)),
        (Format::Dhr, _) => {
            publish::format(session, None, output)?;
            output.map_or(Ok(()), store::save::refuse).map_err(with_advice)
        }
        (_, Some(path)) => store::save::refuse(path).map_err(with_advice),
        (_, None) => Ok(()),
    }
}

/// The actions in a form of `list`, which says nothing of the plans or of their commit.
fn rows(session: &mut Session, output: Option<&Path>, filter: &Filter, form: Form<'_>) -> anyhow::Result<Outcome> {
    let (root, made, problems) = session.rows_of(filter, form)?;
    let mut bytes = Vec::new();
    let is_any = match output {
        Some(_) => form.write(&mut bytes, made)?,
        None => form.write(session.ui.answer(), made)?,
    };
    if !is_any {
        session.say_nothing_selected(filter);
    }
    if output.is_some() {
        put(session, output, &bytes)?;
    }
    Ok(session.say_problems(&root, problems))
}

/// Everything about the actions that a filter selects and their plans, written as a function does.
fn whole(
    session: &mut Session,
    filter: &Filter,
    write: impl FnOnce(&mut Session, &Basis<'_>, &Kept) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let (root, loaded) = session.load()?;
    let basis = basis(session, loaded.portfolio, filter)?;
    if basis.selection.judged.is_empty() {
        session.say_nothing_selected(filter);
    }
    write(session, &basis, &loaded)?;
    Ok(session.say_problems(&root, loaded.problems))
}

fn write_tidy(session: &mut Session, folder: Option<&Path>, basis: &Basis<'_>, loaded: &Kept) -> anyhow::Result<()> {
    let Some(folder) = folder else { return Ok(()) };
    let relations = records::tidy(basis);
    if let Some((table, key)) = relations.iter().find_map(|table| Some((table.key, table.repeated()?))) {
        bail!("two rows of `{table}` have the key `{key}`\nhelp: `vawg check` shows where; give each its own");
    }
    let warning = unread::warning(unread_files(session, &loaded.problems));
    let description = warning.into_iter().chain([basis.head()]).collect::<Vec<_>>().join(" ");
    let files = tidy::files(&tidy::About { title: basis.subject(), description }, &relations)?;
    store::save_all(folder, &files, tidy::described).map_err(with_advice)?;
    session.ui.say(&format!("wrote {} tables and {} to {}", relations.len(), tidy::DESCRIPTION, folder.display()));
    Ok(())
}

fn write_dhr(
    session: &mut Session,
    output: Option<&Path>,
    basis: &Basis<'_>,
    (filter, loaded): (&Filter, &Kept),
) -> anyhow::Result<()> {
    let Some(plan) = recommendations::document(basis) else {
        let which = if *filter == Filter::default() { "no action" } else { "no action that the filter selects" };
        bail!(
            "{which} says where it came from\nhelp: add to the file of each, before its first [[…]]: \
             source = {{ kind = \"domestic homicide review\", id = \"DHR 4\", recommendation = \"…\", scope = \"local\" }}"
        );
    };
    let plan = unread::noted(plan, unread_files(session, &loaded.problems));
    let format = publish::format(session, None, output)?;
    publish::write(session, output, &plan, format)
}
