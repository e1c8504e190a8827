//! What the board has done for it, by the same code as the other commands.

use std::collections::BTreeSet;

use crate::board::{Preview, Wanted};
use crate::commands::amending::Draft;
use crate::commands::changing::CommitArgs;
use crate::commands::session::Session;
use crate::commands::{show, undo};
use crate::history::Archive;
use crate::model::trail::Entry;
use crate::store::Root;
use crate::ui::Look;

/// How a text looks that the board paints itself.
pub(super) const PLAIN: Look = Look { width: None, color: false };

/// What became of a change.
pub(super) enum Made {
    Yes,
    /// It would no longer be what was shown, and was not made.
    Otherwise(Preview),
}

/// Works out what a request would do.
pub(super) fn preview(session: &mut Session, root: &Root, wanted: &Wanted) -> anyhow::Result<Preview> {
    let draft = Draft::of(session, root, &files(wanted), &wanted.request)?;
    Ok(shown(&draft, root, wanted))
}

/// Makes a change, if it is still the one that was shown.
pub(super) fn change(session: &mut Session, root: &Root, wanted: &Wanted, expected: &Preview) -> anyhow::Result<Made> {
    let lock = session.lock(root, "board")?;
    let draft = Draft::of(session, root, &files(wanted), &wanted.request)?;
    let now = shown(&draft, root, wanted);
    if now.difference != expected.difference {
        return Ok(Made::Otherwise(now));
    }
    draft.make(session, root, &lock, &wanted.request, &CommitArgs::default())?;
    Ok(Made::Yes)
}

/// Tells what taking back the last change would do, as the answer.
pub(super) fn preview_undo(session: &mut Session) -> anyhow::Result<()> {
    undo::Args::dry().run(session)?;
    Ok(session.ui.finish()?)
}

/// Takes the last change back.
pub(super) fn undo(session: &mut Session) -> anyhow::Result<()> {
    undo::Args::default().run(session)?;
    Ok(session.ui.finish()?)
}

/// What git has kept of an action, the newest first.
pub(super) fn history(root: &Root, reference: &str) -> anyhow::Result<Vec<Entry>> {
    let archive = Archive::of(root)?;
    let upto = Session::moment(&archive, "HEAD")?;
    Ok(show::history(&archive, root, &upto, reference)?.entries)
}

fn shown(draft: &Draft, root: &Root, wanted: &Wanted) -> Preview {
    let subject = draft.message(&wanted.request).subject;
    Preview {
        told: draft.told(PLAIN).trim_end().to_owned(),
        warnings: draft.warnings(),
        subject: (!draft.is_uncommitted()).then_some(subject),
        difference: draft.difference(root, PLAIN),
    }
}

fn files(wanted: &Wanted) -> BTreeSet<String> {
    BTreeSet::from([wanted.file.clone()])
}
