//! `vawg return new`: the forms for leads to fill in.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use crate::commands::Outcome;
use crate::commands::publish::{basis, file, with_advice};
use crate::commands::session::{Session, day};
use crate::diagnostic::did_you_mean;
use crate::model::{Date, counted};
use crate::render::form::{self, Format};
use crate::render::style::one_line;
use crate::report;
use crate::report::basis::Basis;
use crate::report::leads::{Lead, Leads};
use crate::store;

/// Make the form for a lead: its open actions as they stand, and cells to fill in
///
/// Nothing but the cells to fill in can be changed by chance; each row knows its action and how it stood. `vawg return
/// apply` reads the form back, whatever was sorted, filtered or left out. A file that is there already is not replaced.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Only the actions that this filter selects
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,

    /// The lead whose form it is, by its name or an alias
    #[arg(long, value_name = "NAME", required_unless_present = "all_leads", conflicts_with = "all_leads")]
    lead: Option<String>,

    /// A form for every lead with an open action, in the folder that `-o` names
    #[arg(long)]
    all_leads: bool,

    /// Write it to this file, whose ending names the format, or to this folder with `--all-leads`
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The format, where no ending names it [default: text on standard output, xlsx in a folder]
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Option<Format>,

    /// Day by which it is wanted back [default: the next meeting, or in two weeks]
    #[arg(long, value_name = "DATE")]
    by: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  vawg return new --lead \"Housing Manager\" -o housing.xlsx    for a spreadsheet
  vawg return new --lead HM                                   for an e-mail, to standard output
  vawg return new --all-leads -o returns --by 2026-07-14      one form a lead, in the folder `returns`
  vawg return new --lead HM is:overdue -o housing.xlsx        only about what is overdue";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let output = file(self.output.as_deref());
        let format = self.format(session, output)?;
        let wanted_by = wanted_by(session, self.by.as_deref())?;
        let filter = session.filter(&self.filter)?;
        let (root, loaded) = session.load()?;
        let basis = basis(session, loaded.portfolio, &filter)?;
        if basis.selection.judged.is_empty() {
            session.say_nothing_selected(&filter);
        }
        let leads = Leads::of(&basis.selection);
        match &self.lead {
            Some(name) => {
                let bytes = form::bytes(&report::form::of(named(&leads, name)?, &basis, wanted_by), format)?;
                put(session, output, &bytes)?;
            }
            None => self.all(session, &basis, &leads, (format, wanted_by))?,
        }
        Ok(session.say_problems(&root, loaded.problems))
    }

    fn format(&self, session: &Session, output: Option<&Path>) -> anyhow::Result<Format> {
        let format = match (self.format, output) {
            (Some(format), _) => format,
            (None, Some(path)) if !self.all_leads => Format::of(path).ok_or_else(|| {
                let path = path.display();
                anyhow!("the ending of `{path}` names no form\nhelp: end it in `.xlsx`, `.docx` or `.txt`")
            })?,
            (None, Some(_)) => Format::Xlsx,
            (None, None) => Format::Text,
        };
        match output {
            None if self.all_leads => bail!("the forms need a folder\nhelp: `-o returns` names it"),
            None if !format.is_text() && session.ui.answers_a_person() => {
                bail!(
                    "such a form is no text that a terminal can show\nhelp: `-o FILE.{}` writes it to a file",
                    format.ending()
                )
            }
            Some(_) | None => Ok(format),
        }
    }

    fn all(
        &self,
        session: &mut Session,
        basis: &Basis<'_>,
        leads: &Leads<'_, '_>,
        (format, wanted_by): (Format, Option<Date>),
    ) -> anyhow::Result<()> {
        let Some(folder) = &self.output else { return Ok(()) };
        let names = file_names(&leads.leads, "return");
        let file = |(lead, name): (&Lead<'_, '_>, &String)| {
            let bytes = form::bytes(&report::form::of(lead, basis, wanted_by), format)?;
            Ok((format!("{name}.{}", format.ending()), bytes))
        };
        let files = leads.leads.iter().zip(&names).map(file).collect::<anyhow::Result<Vec<_>>>()?;
        store::save_all_new(folder, &files).map_err(with_advice)?;
        for (lead, (name, _)) in leads.leads.iter().zip(&files) {
            let count = counted(lead.judged.len(), "action");
            session.ui.say(&format!("{name}: {}, {count}", one_line(&lead.name)));
        }
        say_without_lead(session, leads);
        session.ui.say(&format!("wrote {} to {}", counted(files.len(), "form"), folder.display()));
        Ok(())
    }
}

/// The day by which an answer is wanted, where one is given.
pub(in crate::commands) fn wanted_by(session: &Session, text: Option<&str>) -> anyhow::Result<Option<Date>> {
    let today = session.judge()?.asked();
    match day("--by", text, today)? {
        Some(past) if past < today => bail!("--by: {} is past, so that nobody can answer by then", past.in_words()),
        wanted => Ok(wanted),
    }
}

/// The lead that somebody names.
pub(in crate::commands) fn named<'l, 'b, 'p>(leads: &'l Leads<'b, 'p>, name: &str) -> anyhow::Result<&'l Lead<'b, 'p>> {
    leads.named(name).ok_or_else(|| {
        let names = || leads.leads.iter().map(|lead| lead.name.as_str());
        let help = match (did_you_mean(name, names()), names().count()) {
            (Some(meant), _) => format!("did you mean `{meant}`?"),
            (None, 0) => "no action that is selected is open and has a lead".to_owned(),
            (None, _) => format!("these have: {}", names().collect::<Vec<_>>().join("; ")),
        };
        anyhow!("no lead called `{name}` has an open action\nhelp: {help}")
    })
}

/// Says which open actions nobody is asked about, since nobody leads them.
pub(in crate::commands) fn say_without_lead(session: &mut Session, leads: &Leads<'_, '_>) {
    let references: Vec<_> = leads.without.iter().map(|judged| judged.located.action.reference.to_string()).collect();
    if !references.is_empty() {
        let count = counted(references.len(), "open action");
        let few = references.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
        let more = if references.len() > 5 { ", …" } else { "" };
        session.ui.say(&format!("warning: nobody is asked about {count} without a lead: {few}{more}"));
        session.ui.say("help: `vawg list no:lead` shows them; `vawg update REF --lead NAME` names who answers for one");
    }
}

/// A name of a file for each lead, without its ending: letters, digits and `-`, no two the same.
pub(in crate::commands) fn file_names(leads: &[Lead<'_, '_>], start: &str) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let name = |lead: &Lead<'_, '_>| {
        let words = lead.name.to_lowercase();
        let words: Vec<_> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let plain: String = words.join("-").chars().take(60).collect();
        let plain = format!("{start}-{}", plain.trim_end_matches('-'));
        let mut names = std::iter::once(plain.clone()).chain((2..).map(|number| format!("{plain}-{number}")));
        let free = names.find(|name| !taken.contains(name)).unwrap_or(plain);
        taken.insert(free.clone());
        free
    };
    leads.iter().map(name).collect()
}

/// Puts a form into a file that is not there yet, or to standard output.
fn put(session: &mut Session, output: Option<&Path>, bytes: &[u8]) -> anyhow::Result<()> {
    let Some(path) = output else {
        return Ok(session.ui.answer().write_all(bytes)?);
    };
    store::save_new(path, bytes).map_err(with_advice)?;
    session.ui.say(&format!("wrote {}", path.display()));
    Ok(())
}
