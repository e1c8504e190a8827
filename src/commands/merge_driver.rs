//! `vawg merge-driver`: merges a plan file for git.

use std::path::PathBuf;

use anyhow::Context;

use super::Outcome;
use super::session::Session;
use crate::git::{self, MergedLines};
use crate::model::in_one_line;
use crate::store::merge::{self, Ending, Merged};

/// Merge two versions of a plan file key by key; git calls it where it is set up
///
/// git merges lines, so two people who each add an update to the same action get a conflict. This merges what the
/// files say: a key that one side changed is taken from there, the updates of both sides stand in the order of their
/// dates, and every comment is kept. What both sides changed to different things stays a conflict, marked around just
/// those lines, and `vawg check` shows where.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The version that both sides started from (git's %O)
    #[arg(value_name = "BASE")]
    base: PathBuf,

    /// Our version, which the result takes the place of (git's %A)
    #[arg(value_name = "OURS")]
    ours: PathBuf,

    /// Their version (git's %B)
    #[arg(value_name = "THEIRS")]
    theirs: PathBuf,

    /// The file that is merged, by its name in the repository (git's %P)
    #[arg(value_name = "PATH")]
    path: PathBuf,

    /// The length of conflict markers (git's %L)
    #[arg(short = 'L', long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u16).range(1..=1000))]
    marker_size: u16,
}

const EXAMPLES: &str = "\
The repository says for which files, in .gitattributes (`vawg init` writes it):
  plans/**/*.toml merge=vawg

Everybody who merges says once what to run, which git does not take from a file:
  git config --global merge.vawg.name \"plan files, key by key\"
  git config --global merge.vawg.driver \"vawg merge-driver %O %A %B %P -L %L\"

From then on `git merge`, `git rebase`, `git pull` and `git cherry-pick` use it. Where vawg is not set up, git merges \
by lines as ever.

The exit status is 0 when the file is merged, 1 when a conflict is left in it, and 2 when nothing could be done.

Examples:
  git merge board
  git checkout --merge -- plans/a/b/1.1.toml  to have the conflict back
  vawg merge-driver old.toml mine.toml new.toml mine.toml  by hand";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let marker_size = usize::from(self.marker_size);
        let by_lines = git::merge_lines(&Session::here()?, &self.base, &self.ours, &self.theirs, marker_size)?;
        let by_lines = match by_lines {
            MergedLines::Clean(bytes) => Merged { bytes, ending: Ending::Clean },
            MergedLines::Conflict(bytes) => Merged { bytes, ending: Ending::Conflict },
        };
        let files = merge::Files { base: &self.base, ours: &self.ours, theirs: &self.theirs, name: &self.path };
        let shown = in_one_line(&self.path.to_string_lossy()).into_owned();
        let ending = merge::files(files, by_lines, marker_size).with_context(|| format!("cannot merge {shown}"))?;
        match ending {
            Ending::Clean => Ok(Outcome::Done),
            Ending::Conflict => {
                session
                    .ui
                    .say(&format!("{shown}: both sides changed the same thing; choose between the markers in it"));
                Ok(Outcome::PlanHasErrors)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{EXAMPLES, merge};

    #[test]
    fn the_help_says_what_to_type() {
        for line in merge::SET_UP {
            assert!(EXAMPLES.contains(&format!("  {line}\n")), "{line}");
        }
    }
}
