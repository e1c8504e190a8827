//! `vawg schema`: the JSON Schemas of the plan files.

use std::io::Write;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::Outcome;
use super::session::Session;
use crate::render::schema;
use crate::rules;
use crate::store::schema::{Kind, printed, write_all};

/// JSON Schemas of the plan files, for editors and other programs
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The kind of file whose schema to print; without it, the kinds are listed
    #[arg(value_name = "KIND", value_parser = kinds(), conflicts_with = "dir")]
    kind: Option<Kind>,

    /// Write every schema into this folder, as `action.schema.json` and so on
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  vawg schema                       the kinds of plan file
  vawg schema action                what may stand in an action's file
  vawg schema --dir plans/.schemas  renew the schemas that your editor uses";

fn kinds() -> impl TypedValueParser<Value = Kind> {
    let names = Kind::ALL.map(|kind| PossibleValue::new(kind.name));
    PossibleValuesParser::new(names).try_map(|name| Kind::named(&name).ok_or("no kind of plan file"))
}

impl Args {
    #[expect(clippy::unnecessary_wraps, reason = "commands share this signature")]
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let rules = rules::settable();
        match (&self.dir, self.kind) {
            (Some(dir), _) => {
                for path in write_all(dir, &rules)? {
                    writeln!(session.ui.answer(), "{}", path.display())?;
                }
            }
            (None, Some(kind)) => write!(session.ui.answer(), "{}", printed(&kind.schema(&rules)))?,
            (None, None) => {
                let look = session.ui.look();
                write!(session.ui.answer(), "{}", schema::kinds(look))?;
            }
        }
        Ok(Outcome::Done)
    }
}
