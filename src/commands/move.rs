//! `vawg move`: another name or place for an action, an objective or a theme; what names it follows.

use std::io::Write as _;

use super::Outcome;
use super::changing::{Change, CommitArgs, uncommitted};
use super::session::Session;
use crate::amend::Message;
use crate::model::counted;
use crate::render;
use crate::reshape::{Below, Move, Wish};
use crate::store::{FileChange, Root};

/// Give an action, an objective or a theme another name or place; what names it follows, in every plan
///
/// Its file, or its folder with everything in it, gets the new name, and `depends_on`, `see`, `carried_from` and the
/// entries of baseline.toml that name it are rewritten. All of that is one commit.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// What to move: 3.1.1, or plan:3.1.1 where several plans have it
    #[arg(value_name = "REF")]
    reference: String,

    /// Its new reference, or the same where only its place changes
    #[arg(value_name = "NEWREF")]
    new: String,

    /// Objective or theme to move it to [default: it stays where it is]
    #[arg(long = "to", value_name = "PARENT")]
    to: Option<String>,

    /// Also rename what is below it and begins with its reference: 3.1.1 with 3.1
    #[arg(long)]
    children: bool,

    /// Show the difference that it would make, and change nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    commit: CommitArgs,
}

const EXAMPLES: &str = "\
Examples:
  vawg move 3.1.1 3.2.4 --to 3.2      action 3.1.1 becomes 3.2.4, in objective 3.2
  vawg move 3.1.1 3.1.9               only its reference changes
  vawg move 3.1 4.3 --to 4 --children  objective 3.1 becomes 4.3, and 3.1.1 in it 4.3.1
  vawg move 3.1 3.1 --to protection   only its place changes

`vawg undo` takes the last change back.";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let root = session.root()?;
        let lock = if self.dry_run { None } else { Some(session.lock(&root, "move")?) };
        let loaded = Session::load_from(&root)?;
        session.known_plans([&loaded.portfolio])?;
        let judge = session.judge()?;
        let below = if self.children { Below::Follows } else { Below::Stays };
        let wish = Wish { reference: &self.reference, new: &self.new, to: self.to.as_deref(), below };
        let moved = Move::of(&loaded.portfolio, judge, |plan| session.wants(plan), wish)?;
        let changes = moved.changes(&root, &loaded.portfolio, judge)?;
        let Some(lock) = lock else {
            let diff = difference(&root, &changes.files, session.ui.look());
            session.ui.answer().write_all(diff.as_bytes())?;
            return Ok(Outcome::Done);
        };
        let change = Change {
            root: &root,
            lock: &lock,
            files: &changes.files,
            message: Message::telling(&moved.said(), &moved.plan, &[moved.new.as_str(), &moved.old]),
            told: told(&root, &moved, changes.references),
            uncommitted: uncommitted(&loaded.portfolio),
            way_back: "`vawg undo` takes it back",
        };
        session.make(&change, &self.commit)?;
        Ok(Outcome::Done)
    }
}

/// The difference that changes make, in which a file under another name is one and not two.
fn difference(root: &Root, changes: &[FileChange], look: crate::ui::Look) -> String {
    let gone: Vec<_> = changes.iter().filter(|change| change.after.is_none()).collect();
    let mut left = gone.iter();
    let show = |change: &FileChange| {
        let path = root.shown(&change.file);
        let old = if change.before.is_none() { left.next() } else { None };
        let before = old.map_or(change.before.as_deref(), |old| old.before.as_deref());
        let name = old.map(|old| format!("renamed {} to {path}\n", root.shown(&old.file)));
        let diff = (before != change.after.as_deref())
            .then(|| render::diff::unified(&path, before, change.after.as_deref(), look));
        [name.map(|name| render::style::visible(name.trim_end()).into_owned() + "\n"), diff]
            .into_iter()
            .flatten()
            .collect::<String>()
    };
    changes.iter().filter(|change| change.after.is_some()).map(show).collect()
}

fn told(root: &Root, moved: &Move, references: usize) -> String {
    let path = root.shown(&moved.to);
    let follow = match references {
        0 => String::new(),
        1 => "1 reference to it follows\n".to_owned(),
        _ => format!("{} follow\n", counted(references, "reference")),
    };
    format!("{}\n{}\n{follow}", moved.said(), render::style::visible(&path))
}
