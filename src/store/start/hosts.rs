//! What checks the plans where they are changed: files for git hosts, and a hook for git itself.

use std::fs;
use std::path::{Path, PathBuf};

use super::beside::Beside;
use super::place::{Site, seen_from};
use super::undo::Undo;
use super::{StartError, made_folder};
use crate::model::acts_in_a_line;
use crate::store::write::{self, WriteError};
use crate::store::{StoreError, look, temporary};

/// Where the plans are hosted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    GitHub,
    GitLab,
}

/// The folder in which git looks for its hooks.
#[derive(Debug, Clone, Copy)]
pub struct Hooks<'a> {
    pub folder: &'a Path,
    pub whose: Whose,
}

/// Which repositories run the hooks of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// This one.
    Own,
    /// Others, too.
    Shared,
}

/// What checks the plans, as far as somebody has asked for it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Checks<'a> {
    pub host: Option<Host>,
    pub hooks: Option<Hooks<'a>>,
}

impl Checks<'_> {
    /// Puts the files that check the plans, where they are not there.
    pub(super) fn put(self, site: &Site, here: &Path, undo: &mut Undo) -> Result<Vec<Beside>, StartError> {
        let mut put = Vec::new();
        if let Some(host) = self.host {
            put.extend(host.put(site, here, undo)?);
        }
        if let Some(hooks) = self.hooks {
            put.push(hooks.put(site, here, undo)?);
        }
        Ok(put)
    }
}

impl Host {
    fn put(self, site: &Site, here: &Path, undo: &mut Undo) -> Result<Vec<Beside>, StartError> {
        let file = self.file(site)?;
        let plans = plain(&site.in_repository())?.to_owned();
        let text = file.template.replace("@PLANS@", &format!("\"{plans}\"")).replace("@VERSION@", VERSION);
        let seen = seen_from(&file.path, here);
        temporary::sweep(write::folder_of(&file.path));
        if file.path.symlink_metadata().is_ok() {
            let is_same = fs::read(&file.path).is_ok_and(|there| there == text.as_bytes());
            let note = || {
                format!("`{seen}` was there and stays as it is;\nonce it is deleted, the same command makes a new one")
            };
            return Ok(vec![if is_same { Beside::Fine } else { Beside::LeftAlone(note()) }]);
        }
        refuse_links(&file.path, &site.repository)?;
        make_folders_of(&file.path, undo)?;
        write::create(&file.path, text.as_bytes())?;
        undo.file(&file.path);
        Ok(vec![Beside::Written(seen, file.why), Beside::ToDo(file.note.to_owned())])
    }

    /// The file for this host. GitLab reads one file only, so that beside an existing one there is a second to include.
    fn file(self, site: &Site) -> Result<HostFile, StartError> {
        let path = |path: &str| site.repository.join(path);
        let first = path(".gitlab-ci.yml");
        Ok(match self {
            Self::GitHub => {
                HostFile { path: path(".github/workflows/plan.yml"), template: GITHUB, why: WHY, note: NOTE_GITHUB }
            }
            Self::GitLab if is_free_or_ours(&first)? => {
                HostFile { path: first, template: GITLAB, why: WHY, note: NOTE_GITLAB }
            }
            Self::GitLab => {
                HostFile { path: path(".gitlab/plan.yml"), template: GITLAB, why: WHY, note: NOTE_GITLAB_INCLUDED }
            }
        })
    }
}

/// Whether there is no such file, or one that was made by us, perhaps by another version.
fn is_free_or_ours(path: &Path) -> Result<bool, StoreError> {
    match look::at_itself(path)? {
        None => Ok(true),
        Some(found) if found.is_file() => {
            let text = fs::read(path).map_err(StoreError::unreadable(path))?;
            Ok(String::from_utf8_lossy(&text).contains("Written by `vawg init --ci"))
        }
        Some(_) => Ok(false),
    }
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

const GITHUB: &str = include_str!("hosts/github.yml");

const GITLAB: &str = include_str!("hosts/gitlab.yml");

const PRE_COMMIT: &str = include_str!("hosts/pre-commit");

/// What our hook does, also where somebody has put it into one of their own.
const LOOKS_AT_STAGED: &str = "vawg check --staged";

const NOTE_GITHUB: &str = "\
GitHub does this once the file is committed and pushed; its first lines
say how the public report becomes a page";

const WHY: &str = "checks changes before they are merged";

const NOTE_GITLAB: &str = "\
GitLab does this once the file is committed and pushed; its first lines
say how the public report becomes a page";

const NOTE_GITLAB_INCLUDED: &str = "\
`.gitlab-ci.yml` was there; so that GitLab does this, add to it:

include:
  - local: .gitlab/plan.yml";

/// A file that tells a host what to do.
struct HostFile {
    path: PathBuf,
    template: &'static str,
    why: &'static str,
    /// What a person has to do.
    note: &'static str,
}

/// A path that means nothing but itself between quotation marks in YAML, to GitHub and to GitLab.
fn plain(path: &str) -> Result<&str, StartError> {
    let acts = |c: char| acts_in_a_line(c) || "$\"\\\u{fffd}".contains(c);
    if path.contains(acts) { Err(StartError::NotForHosts(path.to_owned())) } else { Ok(path) }
}

impl Hooks<'_> {
    fn put(self, site: &Site, here: &Path, undo: &mut Undo) -> Result<Beside, StartError> {
        let plans = format!("'{}'", site.in_repository().replace('\'', "'\\''"));
        let text = PRE_COMMIT.replace("@PLANS@", &plans);
        let path = self.folder.join("pre-commit");
        temporary::sweep(self.folder);
        let seen = seen_from(&path, here);
        let note =
            |why: &str| Beside::LeftAlone(format!("{why}; add to it:\n\n{LOOKS_AT_STAGED} --plans {plans} || exit 1"));
        match fs::read_to_string(&path) {
            Ok(there) if there.contains(LOOKS_AT_STAGED) => return Ok(Beside::Fine),
            _ if path.symlink_metadata().is_ok() => return Ok(note(&format!("`{seen}` was there"))),
            Ok(_) | Err(_) if self.whose == Whose::Shared => {
                return Ok(note(&format!("`{seen}` would be a hook of other repositories, too")));
            }
            Ok(_) | Err(_) => {}
        }
        make_folders_of(&path, undo)?;
        write::create_program(&path, text.as_bytes())?;
        undo.file(&path);
        Ok(Beside::Written(seen, "checks what each commit here would hold"))
    }
}

/// Refuses to write through a link between the top of the repository and a file.
fn refuse_links(path: &Path, top: &Path) -> Result<(), WriteError> {
    let mut folders = path.ancestors().skip(1).take_while(|folder| *folder != top);
    folders.find(|folder| folder.is_symlink()).map_or(Ok(()), |link| Err(WriteError::Link(link.to_owned())))
}

/// Makes the folders above a file, where they are not there.
fn make_folders_of(path: &Path, undo: &mut Undo) -> Result<(), StartError> {
    let missing: Vec<_> = path.ancestors().skip(1).take_while(|folder| folder.symlink_metadata().is_err()).collect();
    missing.into_iter().rev().try_for_each(|folder| made_folder(folder, undo))
}
