//! What stands beside the plans: schemas, the editor's configuration, what git leaves out.

use std::fs;
use std::path::Path;

use serde::Serialize;

use super::place::{Site, seen_from};
use super::undo::Undo;
use super::{Start, StartError, folder_of_files};
use crate::store::new_text;
use crate::store::schema::{Kind, printed};
use crate::store::write;

/// The folder of the schemas in the plans folder; hidden, so that it is no plan.
const SCHEMAS: &str = ".schemas";

/// The file that must stay out of git.
const CONTACTS: &str = "contacts.toml";

const WHY_IGNORED: &str = "keeps contact details out of git";

/// The configuration of taplo, and of the editors that use it; the first is the one that we write.
const TAPLO: [&str; 2] = [".taplo.toml", "taplo.toml"];

/// What became of a file or folder beside the plans.
#[derive(Debug)]
pub(super) enum Beside {
    /// It was made, or a line was added to it: its path as people see it, and what it is for.
    Written(String, &'static str),
    /// It was there, and says all that it should.
    Fine,
    /// It was there, and a person has to do something about it.
    LeftAlone(String),
}

/// Puts the files beside the plans, where they are not there.
pub(super) fn put(site: &Site, start: Start<'_>, undo: &mut Undo) -> Result<Vec<Beside>, StartError> {
    Ok(vec![schemas(site, start, undo)?, editor(site, start.here, undo)?, ignore(site, start.here, undo)?])
}

fn schemas(site: &Site, start: Start<'_>, undo: &mut Undo) -> Result<Beside, StartError> {
    let folder = site.plans.join(SCHEMAS);
    let seen = seen_from(&folder, start.here);
    let text = |kind: &Kind| (kind.schema_file(), printed(&kind.schema(start.rules)));
    let files: Vec<_> = Kind::ALL.iter().map(text).collect();
    if folder.symlink_metadata().is_ok() {
        let same = |(name, text): &(String, String)| fs::read(folder.join(name)).is_ok_and(|is| is == text.as_bytes());
        let note = || format!("`{seen}` is of another version; `vawg schema --dir {seen}` renews it");
        return Ok(if files.iter().all(same) { Beside::Fine } else { Beside::LeftAlone(note()) });
    }
    folder_of_files(&folder, files.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
    undo.folder(&folder);
    Ok(Beside::Written(seen + "/", "the schemas of plan files"))
}

fn editor(site: &Site, here: &Path, undo: &mut Undo) -> Result<Beside, StartError> {
    let schemas = format!("{}/{SCHEMAS}", site.inner());
    let rules = rules_of_editor(site);
    let paths = TAPLO.map(|name| site.home.join(name));
    if let Some(path) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        let is_known = fs::read_to_string(path).is_ok_and(|text| text.contains(&schemas));
        let seen = seen_from(path, here);
        let note = || format!("`{seen}` was there; so that editors know plan files, add to it:\n\n{rules}");
        return Ok(if is_known { Beside::Fine } else { Beside::LeftAlone(note()) });
    }
    let [path, _] = paths;
    let head = format!(
        "# Which schema applies to which plan file: for editors with the extension \"Even Better TOML\", and for\n\
         # `taplo check`. After an update of vawg, `vawg schema --dir {schemas}` renews the schemas.\n\n"
    );
    write::create(&path, (head + &rules).as_bytes())?;
    undo.file(&path);
    Ok(Beside::Written(seen_from(&path, here), "tells editors where the schemas are"))
}

/// What taplo's configuration says about plan files.
#[derive(Debug, Serialize)]
struct Editor {
    rule: Vec<EditorRule>,
}

/// Which schema applies to which files.
#[derive(Debug, Serialize)]
struct EditorRule {
    include: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exclude: Vec<String>,
    schema: EditorSchema,
}

#[derive(Debug, Serialize)]
struct EditorSchema {
    path: String,
}

/// A rule for each kind of file. No two fit one file, so that their order makes no difference.
fn rules_of_editor(site: &Site) -> String {
    let inner = site.inner();
    let pattern = |files: &str| format!("{}/{files}", escaped(&inner));
    let (actions, others) = Kind::ALL.split_last().unwrap_or((&Kind::ACTION, &[]));
    let contacts = format!("*/{CONTACTS}");
    let no_actions = others.iter().map(|kind| kind.files).chain([contacts.as_str()]).map(pattern).collect();
    let rule = |kind: &Kind, exclude| EditorRule {
        include: vec![pattern(kind.files)],
        exclude,
        schema: EditorSchema { path: format!("{inner}/{SCHEMAS}/{}", kind.schema_file()) },
    };
    let rules = others.iter().map(|kind| rule(kind, Vec::new())).chain([rule(actions, no_actions)]);
    new_text(&Editor { rule: rules.collect() })
}

/// A path as a pattern that fits only itself.
fn escaped(path: &str) -> String {
    path.chars().map(|c| if "*?[]{}\\".contains(c) { format!("[{c}]") } else { c.to_string() }).collect()
}

fn ignore(site: &Site, here: &Path, undo: &mut Undo) -> Result<Beside, StartError> {
    let path = site.home.join(".gitignore");
    let seen = seen_from(&path, here);
    if path.symlink_metadata().is_err() {
        write::create(&path, format!("# Contact details are personal data.\n{CONTACTS}\n").as_bytes())?;
        undo.file(&path);
        return Ok(Beside::Written(seen, WHY_IGNORED));
    }
    let before = read(&path)?;
    if leaves_out(&before) {
        return Ok(Beside::Fine);
    }
    if path.is_symlink() {
        return Ok(Beside::LeftAlone(format!("`{seen}` is a link; add the line `{CONTACTS}` to it")));
    }
    write::replace(&path, &with_contacts(&before))?;
    undo.change(&path, before);
    Ok(Beside::Written(seen, WHY_IGNORED))
}

fn read(path: &Path) -> Result<Vec<u8>, StartError> {
    let failed = |reason| write::WriteError::Io { path: path.to_owned(), reason };
    Ok(fs::read(path).map_err(failed)?)
}

/// Whether a line names the file that must stay out, in whichever folder.
fn leaves_out(ignore: &[u8]) -> bool {
    let text = String::from_utf8_lossy(ignore);
    text.lines().any(|line| !line.starts_with(['#', '!']) && line.trim().rsplit('/').next() == Some(CONTACTS))
}

/// The same with one line more, which ends as the others do.
fn with_contacts(before: &[u8]) -> Vec<u8> {
    let end = if before.windows(2).any(|two| two == b"\r\n") { "\r\n" } else { "\n" };
    let missing = if before.is_empty() || before.ends_with(b"\n") { "" } else { end };
    [before, missing.as_bytes(), CONTACTS.as_bytes(), end.as_bytes()].concat()
}
