//! A newer version of a document, imported into the plan that an older one became.

use std::collections::BTreeSet;

use anyhow::{Context as _, anyhow, bail};

use super::{Args, LARGEST, REPORT, Source};
use crate::amend::Message;
use crate::commands::Outcome;
use crate::commands::changing::{Change, uncommitted};
use crate::commands::session::Session;
use crate::import::Draft;
use crate::import::again::{self, Again, MEMORY, Memory};
use crate::import::fresh::{self, Fresh};
use crate::model::{Action, Plan, Reference, counted};
use crate::render::style::visible;
use crate::store::{self, FileChange, Root};

impl Args {
    /// Applies what the document changed since the last import.
    pub(super) fn again(
        &self,
        session: &mut Session,
        root: &Root,
        name: &Reference,
        draft: &Draft,
        source: &Source<'_>,
    ) -> anyhow::Result<Outcome> {
        let lock = if self.dry_run { None } else { Some(session.lock(root, "import")?) };
        let loaded = Session::load_from(root)?;
        let plan = loaded.portfolio.plan(name.as_str()).ok_or_else(|| anyhow!("there is no plan {name}"))?;
        refuse_unread(root, plan)?;
        let mut again = again::compare(draft, plan, &memory(root, name)?, source.day);
        let fresh = fresh::places(draft, plan, &again.fresh, &mut again.memory);
        let mut files = changes(root, plan, &again, &fresh)?;
        let told = told(source.file, &again, &fresh);
        let Some(lock) = lock else { return Self::show(session, root, &told, &files) };
        if files.is_empty() {
            session.ui.say("the document says nothing new; nothing was changed");
            return Self::say(session, &told);
        }
        files.push(beside(root, name, REPORT, source.report(draft)?)?);
        files.push(beside(root, name, MEMORY, again::write(&again.memory))?);
        let references: Vec<_> = again.changed.iter().map(|(reference, _)| reference.as_str()).collect();
        let subject = format!(
            "{name}: imported again from {}; {} changed, {} new",
            source.file,
            counted(references.len(), "action"),
            again.fresh.len()
        );
        let change = Change {
            root,
            lock: &lock,
            files: &files,
            message: Message::telling(&subject, name.as_str(), &references),
            told,
            uncommitted: uncommitted(&loaded.portfolio).into_iter().collect::<BTreeSet<_>>(),
            way_back: "`vawg undo` takes it back",
        };
        session.make(&change, &self.commit)?;
        Ok(Outcome::Done)
    }

    fn say(session: &mut Session, told: &str) -> anyhow::Result<Outcome> {
        use std::io::Write as _;
        session.ui.answer().write_all(told.as_bytes())?;
        Ok(Outcome::Done)
    }
}

fn refuse_unread(root: &Root, plan: &Plan) -> anyhow::Result<()> {
    match plan.unread.iter().chain(plan.unread_values.keys()).next() {
        Some(file) => bail!(
            "{} cannot be read, so that what changed in it is not known; nothing was changed\n\
             help: `vawg check` says what is wrong with it",
            root.shown(file)
        ),
        None => Ok(()),
    }
}

/// What the document said when it was last imported.
fn memory(root: &Root, name: &Reference) -> anyhow::Result<Memory> {
    let kept = store::incoming(&root.folder().join(name.as_str()).join(MEMORY), LARGEST)?;
    again::read(&kept)
        .with_context(|| format!("{MEMORY} is not what an import wrote; delete it to import anew under another name"))
}

/// The change of a file beside the plan, whether it is there or not.
fn beside(root: &Root, name: &Reference, file: &str, bytes: Vec<u8>) -> anyhow::Result<FileChange> {
    let path = root.folder().join(name.as_str()).join(file);
    let before = store::is_there(&path).then(|| store::incoming(&path, LARGEST)).transpose()?;
    Ok(FileChange { file: format!("{name}/{file}"), before, after: Some(bytes) })
}

fn changes(root: &Root, plan: &Plan, again: &Again, fresh: &[(String, Fresh)]) -> anyhow::Result<Vec<FileChange>> {
    let mut files = Vec::new();
    for (reference, change) in &again.changed {
        let Some(ours) = plan.action(reference) else { continue };
        files
            .push(FileChange::edit::<Action>(root, &plan.action_file(ours), |action| *action = change.action.clone())?);
    }
    files.extend(fresh.iter().map(|(file, part)| match part {
        Fresh::Theme(theme) => FileChange::create(file, theme),
        Fresh::Objective(objective) => FileChange::create(file, objective),
        Fresh::Action(action) => FileChange::create(file, action),
    }));
    Ok(files)
}

/// What the document changed, a line each.
fn told(file: &str, again: &Again, fresh: &[(String, Fresh)]) -> String {
    let mut lines = vec![format!(
        "{} again: {} changed, {} new",
        visible(file),
        counted(again.changed.len(), "action"),
        again.fresh.len()
    )];
    for (reference, change) in &again.changed {
        lines.push(format!("  {reference}: {}", visible(&change.told.join("; ").replace('\n', " "))));
    }
    let actions = fresh.iter().filter_map(|(_, part)| match part {
        Fresh::Action(action) => Some(action),
        Fresh::Theme(_) | Fresh::Objective(_) => None,
    });
    lines.extend(actions.map(|action| {
        format!("  {}: new: {}", action.reference, visible(&action.text.clone().unwrap_or_default().replace('\n', " ")))
    }));
    lines.extend(again.said.iter().map(|said| format!("  {}", visible(&said.replace('\n', " ")))));
    lines.join("\n") + "\n"
}
