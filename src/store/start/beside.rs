//! What stands beside the plans: schemas, the editor's configuration, what git leaves out.

use std::fs;
use std::path::Path;

use serde::Serialize;

use super::place::{Site, seen_from};
use super::undo::Undo;
use super::{Start, StartError, folder_of_files};
use crate::store::merge::SET_UP;
use crate::store::new_text;
use crate::store::schema::{Kind, printed};
use crate::store::{look, temporary, write};

/// The folder of the schemas in the plans folder; hidden, so that it is no plan.
const SCHEMAS: &str = ".schemas";

/// The file that must stay out of git.
const CONTACTS: &str = "contacts.toml";

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
    /// A person has to do something before what was written has an effect.
    ToDo(String),
}

/// Puts the files beside the plans, where they are not there.
pub(super) fn put(site: &Site, start: Start<'_>, undo: &mut Undo) -> Result<Vec<Beside>, StartError> {
    let here = start.here;
    temporary::sweep(&site.home);
    let mut beside = vec![schemas(site, start, undo)?, editor(site, here, undo)?, ignore(site, here, undo)?];
    beside.extend(attributes(site, here, undo)?);
    Ok(beside)
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
    let mut there = Vec::new();
    for path in &paths {
        there.extend(look::at_itself(path)?.map(|_| path));
    }
    if let Some(path) = there.first() {
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
    let no_actions = others.iter().map(|kind| kind.files).map(pattern).collect();
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
    let wanted = Wanted {
        file: ".gitignore",
        line: CONTACTS.to_owned(),
        head: "# Contact details are personal data.",
        why: "keeps contact details out of git",
    };
    wanted.put(site, here, undo, leaves_out)
}

/// Tells git how plan files are merged, and people what git lets only them tell it.
fn attributes(site: &Site, here: &Path, undo: &mut Undo) -> Result<Vec<Beside>, StartError> {
    let pattern = format!("{}/**/*.toml", escaped(&site.inner()));
    let is_plain = !pattern.contains(|c: char| c.is_whitespace() || "\"\\".contains(c));
    let pattern =
        if is_plain { pattern } else { format!("\"{}\"", pattern.replace('\\', "\\\\").replace('"', "\\\"")) };
    let wanted = Wanted {
        file: ".gitattributes",
        line: format!("{pattern} merge=vawg"),
        head: "# Plan files are merged key by key: `vawg help merge-driver`.",
        why: "lets git merge plan files key by key",
    };
    let is_there = |before: &[u8]| merges_plans(before, &pattern);
    let written = wanted.put(site, here, undo, is_there)?;
    let to_do = matches!(written, Beside::Written(..)).then(|| {
        Beside::ToDo(format!(
            "whoever merges plan files types this once, so that git lets vawg do it:\n\n{}",
            SET_UP.join("\n")
        ))
    });
    Ok([Some(written), to_do].into_iter().flatten().collect())
}

/// Whether a line says that vawg merges the plan files.
fn merges_plans(attributes: &[u8], pattern: &str) -> bool {
    let text = String::from_utf8_lossy(attributes);
    let is_pattern = |line: &str| [pattern, "*.toml", "**/*.toml"].contains(&line.trim_start_matches('/').trim());
    text.lines().filter_map(|line| line.trim().strip_suffix("merge=vawg")).any(is_pattern)
}

/// A line that a file for git should have.
struct Wanted {
    file: &'static str,
    line: String,
    /// What stands above it in a new file.
    head: &'static str,
    why: &'static str,
}

impl Wanted {
    /// Adds the line where it is not there.
    fn put(
        &self,
        site: &Site,
        here: &Path,
        undo: &mut Undo,
        is_there: impl Fn(&[u8]) -> bool,
    ) -> Result<Beside, StartError> {
        let path = site.home.join(self.file);
        let seen = seen_from(&path, here);
        if path.symlink_metadata().is_err() {
            write::create(&path, format!("{}\n{}\n", self.head, self.line).as_bytes())?;
            undo.file(&path);
            return Ok(Beside::Written(seen, self.why));
        }
        let before = read(&path)?;
        if is_there(&before) {
            return Ok(Beside::Fine);
        }
        if path.is_symlink() {
            return Ok(Beside::LeftAlone(format!("`{seen}` is a link; add the line `{}` to it", self.line)));
        }
        write::replace(&path, &with_line(&before, &self.line))?;
        undo.change(&path, before);
        Ok(Beside::Written(seen, self.why))
    }
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
fn with_line(before: &[u8], line: &str) -> Vec<u8> {
    let end = if before.windows(2).any(|two| two == b"\r\n") { "\r\n" } else { "\n" };
    let missing = if before.is_empty() || before.ends_with(b"\n") { "" } else { end };
    [before, missing.as_bytes(), line.as_bytes(), end.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::super::Record;
    use super::{Site, Undo, attributes, with_line};
    use crate::store::write;

    /// The file that tells git how to merge plan files, where plans stand in this folder.
    fn attributes_for(plans: &str, before: Option<&str>) -> String {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = folder.path().to_owned();
        let file = home.join(".gitattributes");
        if let Some(before) = before {
            write::create(&file, before.as_bytes()).expect("it is new");
        }
        let site = Site { plans: home.join(plans), repository: home.clone(), home, record: Record::There };
        let mut undo = Undo::default();
        attributes(&site, Path::new("."), &mut undo).expect("the file can be written");
        undo.keep();
        fs::read_to_string(&file).expect("it is there")
    }

    #[test]
    fn git_is_told_how_to_merge_plans_in_whatever_folder() {
        let last = |plans: &str| attributes_for(plans, None).lines().last().map(str::to_owned);
        assert_eq!(last("plans").as_deref(), Some("plans/**/*.toml merge=vawg"));
        assert_eq!(last("our plans").as_deref(), Some("\"our plans/**/*.toml\" merge=vawg"));
        assert_eq!(last("our\"plans").as_deref(), Some("\"our\\\"plans/**/*.toml\" merge=vawg"));
    }

    #[test]
    fn what_git_is_told_about_other_files_is_not_taken_for_plans() {
        let line = "plans/**/*.toml merge=vawg\n";
        for other in ["*.md text\n", "other/*.toml merge=vawg\n"] {
            assert_eq!(attributes_for("plans", Some(other)), format!("{other}{line}"));
        }
        assert_eq!(attributes_for("plans", Some("*.toml merge=vawg\n")), "*.toml merge=vawg\n");
    }

    #[test]
    fn a_line_that_is_added_ends_as_those_before_it() {
        for (before, after) in [
            ("", "new\n"),
            ("a\n", "a\nnew\n"),
            ("a\nb", "a\nb\nnew\n"),
            ("a\r\n", "a\r\nnew\r\n"),
            ("a\r\nb", "a\r\nb\r\nnew\r\n"),
        ] {
            assert_eq!(with_line(before.as_bytes(), "new"), after.as_bytes(), "{before:?}");
        }
    }
}
