//! `vawg schema`: the JSON Schemas of the plan files.

use std::io::Write;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::Outcome;
use super::session::Session;
use crate::render::start;
use crate::render::style::visible;
use crate::rules::{self, Check};
use crate::store::schema::{Kind, printed, write_all};

/// JSON Schemas of the plan files, for editors and other programs
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The kind of file whose schema to print; without it, the kinds are listed
    #[arg(value_name = "KIND", value_parser = kinds())]
    kind: Option<Kind>,

    /// Write every schema into this folder, as `action.schema.json` and so on
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    dir: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  vawg schema                       the kinds of plan file
  vawg schema action                what may stand in the file of an action
  vawg schema --dir plans/.schemas  renew the schemas that editors use, after an update of vawg";

fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(|kind| kind.name))
        .try_map(|name| Kind::named(&name).ok_or("no kind of plan file"))
}

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let rules = settable_rules();
        match (&self.dir, self.kind) {
            (Some(dir), _) => {
                for path in write_all(dir, &rules).map_err(|error| anyhow::anyhow!("{error}"))? {
                    writeln!(session.ui.answer(), "{}", visible(&path.to_string_lossy()))?;
                }
            }
            (None, Some(kind)) => write!(session.ui.answer(), "{}", printed(&kind.schema(&rules)))?,
            (None, None) => {
                let look = session.ui.look();
                let kinds = Kind::ALL.map(|kind| (kind.name, kind.summary()));
                write!(session.ui.answer(), "{}", start::kinds(&kinds, look))?;
            }
        }
        Ok(Outcome::Done)
    }
}

/// The rules whose level a plan may set, each with its summary.
pub(super) fn settable_rules() -> Vec<(&'static str, &'static str)> {
    let settable = rules::ALL.iter().filter(|rule| !matches!(rule.check, Check::WhileReading));
    settable.map(|rule| (rule.name.0, rule.summary)).collect()
}
