//! What stands beside the plans: schemas, the editor's configuration, what git leaves out.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::place::Site;
use super::undo::Undo;
use super::{StartError, folder_of_files};
use crate::store::new_text;
use crate::store::schema::{Kind, printed};
use crate::store::write;

/// The folder of the schemas in the plans folder; hidden, so that it is no plan.
const SCHEMAS: &str = ".schemas";

/// The file that must stay out of git.
const CONTACTS: &str = "contacts.toml";

/// The configuration of taplo, and of the editors that use it; the first is the one that we write.
const TAPLO: [&str; 2] = [".taplo.toml", "taplo.toml"];

/// A file or folder beside the plans.
#[derive(Debug)]
pub enum Beside {
    /// It was made, or a line was added to it.
    Written { path: PathBuf, what: &'static str },
    /// It was there, and says all that it should.
    Fine,
    /// The schemas were there and are those of another version.
    OtherSchemas { path: PathBuf },
    /// The editor's configuration was there and says nothing of these schemas; these lines would.
    OtherEditor { path: PathBuf, lines: String },
    /// What git leaves out is a link, so that nothing was added to it.
    LinkedIgnore { path: PathBuf, line: &'static str },
}

/// Puts the files beside the plans, where they are not there.
pub(super) fn put(site: &Site, rules: &[(&str, &str)], undo: &mut Undo) -> Result<Vec<Beside>, StartError> {
    Ok(vec![schemas(site, rules, undo)?, editor(site, undo)?, ignore(site, undo)?])
}

fn schemas(site: &Site, rules: &[(&str, &str)], undo: &mut Undo) -> Result<Beside, StartError> {
    let folder = site.plans.join(SCHEMAS);
    let files: Vec<_> = Kind::ALL.iter().map(|kind| (kind.schema_file(), printed(&kind.schema(rules)))).collect();
    if folder.symlink_metadata().is_ok() {
        let same = |(name, text): &(String, String)| fs::read(folder.join(name)).is_ok_and(|is| is == text.as_bytes());
        return Ok(if files.iter().all(same) { Beside::Fine } else { Beside::OtherSchemas { path: folder } });
    }
    folder_of_files(&folder, files.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
    undo.folder(&folder);
    Ok(Beside::Written { path: folder, what: "what may stand in plan files, for editors" })
}

fn editor(site: &Site, undo: &mut Undo) -> Result<Beside, StartError> {
    let schemas = format!("{}/{SCHEMAS}", site.inner());
    let paths = TAPLO.map(|name| site.home.join(name));
    if let Some(path) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        let knows = fs::read_to_string(path).is_ok_and(|text| text.contains(&schemas));
        let other = || Beside::OtherEditor { path: path.clone(), lines: rules_of_editor(site) };
        return Ok(if knows { Beside::Fine } else { other() });
    }
    let path = site.home.join(TAPLO[0]);
    let head = format!(
        "# Which schema applies to which plan file: for editors with the extension \"Even Better TOML\", and for\n\
         # `taplo check`. After an update of vawg, `vawg schema --dir {schemas}` renews the schemas.\n\n"
    );
    write::create(&path, (head + &rules_of_editor(site)).as_bytes())?;
    undo.file(&path);
    Ok(Beside::Written { path, what: "tells editors where the schemas are" })
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

fn ignore(site: &Site, undo: &mut Undo) -> Result<Beside, StartError> {
    let path = site.home.join(".gitignore");
    let written = Beside::Written { path: path.clone(), what: "keeps contact details out of git" };
    if path.is_symlink() {
        let has_it = fs::read(&path).is_ok_and(|bytes| leaves_out(&bytes));
        return Ok(if has_it { Beside::Fine } else { Beside::LinkedIgnore { path, line: CONTACTS } });
    }
    if !path.exists() {
        write::create(&path, format!("# Contact details are personal data.\n{CONTACTS}\n").as_bytes())?;
        undo.file(&path);
        return Ok(written);
    }
    let before = read(&path)?;
    if leaves_out(&before) {
        return Ok(Beside::Fine);
    }
    write::replace(&path, &with_contacts(&before))?;
    undo.change(&path, before);
    Ok(written)
}

fn read(path: &Path) -> Result<Vec<u8>, StartError> {
    let failed = |source| write::WriteError::Io { path: path.to_owned(), source };
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
