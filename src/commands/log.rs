//! `vawg log`: who changed what, when, from what to what.

use super::Outcome;
use super::session::{Session, day, today};
use crate::diagnostic::did_you_mean;
use crate::history::{Archive, Question};
use crate::model::QualifiedReference;
use crate::model::trail::Topic;
use crate::render::{json, log};

/// Who changed what and when, in the plan's own words, from git
///
/// Newest first, from the commits that lead up to the work tree's, or to `--rev`; changes that are not committed are
/// shown by `vawg diff`. Days are those of each author's clock. What is renamed or moved is followed back under its old names,
/// and what is gone can still be asked for.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// An action; or an objective or theme, with all that is below it
    #[arg(value_name = "REF", value_parser = reference)]
    reference: Option<QualifiedReference>,

    /// From this day on
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// Up to this day
    #[arg(long, value_name = "DATE")]
    until: Option<String>,

    /// By authors with this in their name or address
    #[arg(long, value_name = "TEXT")]
    author: Option<String>,

    /// Only changes of this: `deadline`, `lead`, `status`, `rating`, `note` or any key of a plan file
    #[arg(long, value_name = "FIELD", value_parser = topic)]
    field: Option<Topic>,

    /// At most so many changes, the newest
    #[arg(long, value_name = "NUMBER")]
    limit: Option<usize>,

    /// For people, or for other programs
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// Commit by commit
    #[default]
    Table,
    /// One value with every change
    Json,
    /// The same, a change a line
    Ndjson,
    Markdown,
}

const EXAMPLES: &str = "\
Examples:
  vawg log 3.1.1                             all that was ever changed in one action
  vawg log --field deadline                  every deadline that was moved, by whom and how far
  vawg log --since today-3m --author robin   what Robin has changed in the last three months
  vawg log --limit 20                        the latest changes of every plan
  vawg log prevention --format markdown      a theme's history, for a report";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let root = session.root_now()?;
        let archive = Archive::of(&root)?;
        let upto = Session::moment(&archive, session.common.rev.as_deref().unwrap_or("HEAD"))?;
        let trail = archive.trail(&root, &upto, &self.question(session)?)?;
        let (entries, look) = (&trail.entries, session.ui.look());
        let out = session.ui.answer();
        match self.format {
            Format::Table => log::write(out, entries, look)?,
            Format::Json => json::write_log(out, entries)?,
            Format::Ndjson => json::write_log_lines(out, entries)?,
            Format::Markdown => log::write_markdown(out, entries)?,
        }
        session.ui.finish()?;
        if entries.is_empty() {
            session.ui.say("no such change is committed");
        }
        session.say_begins(trail.begins);
        Ok(Outcome::Done)
    }

    fn question(&self, session: &Session) -> anyhow::Result<Question> {
        Ok(Question {
            reference: self.reference.clone(),
            plans: session.common.only.clone(),
            since: day("--since", self.since.as_deref(), today())?,
            until: day("--until", self.until.as_deref(), today())?,
            author: self.author.clone(),
            topic: self.field.clone(),
            limit: self.limit,
        })
    }
}

fn reference(text: &str) -> Result<QualifiedReference, String> {
    QualifiedReference::parse(text).map_err(|why| format!("it is not a reference: {why}"))
}

fn topic(text: &str) -> Result<Topic, String> {
    Topic::parse(text).map_err(|known| match did_you_mean(text, known.iter().map(String::as_str)) {
        Some(meant) => format!("no file of a plan has it; did you mean `{meant}`?"),
        None => format!("no file of a plan has it; there are {}", known.join(", ")),
    })
}
