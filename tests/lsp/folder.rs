//! A folder with plans for one test.

#![expect(clippy::disallowed_methods, reason = "a test makes the files that it needs")]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A small plan in which nothing is wrong on 30 June 2026.
const PLAN: [(&str, &str); 6] = [
    (
        "plan.toml",
        "title = \"Safe in Wendale\"\n\npartnership = \"Wendale Partnership\"\n\nstarts = 2026-04-01\nends = 2027-03-31\n",
    ),
    (
        "parties.toml",
        "[[party]]\nname = \"Housing Manager\"\norganisation = \"Wendale Council\"\nkind = \"post\"\nstate = \"in-post\"\n\n\
         [[party]]\nname = \"Refuge Lead\"\norganisation = \"Wendale Refuge\"\nkind = \"post\"\nstate = \"in-post\"\n",
    ),
    ("prevention/theme.toml", "title = \"Prevention\"\n\naim = \"Abuse is stopped before it starts\"\n"),
    (
        "prevention/1/objective.toml",
        "title = \"People know where to turn\"\n\ntarget = \"9 in 10 staff can name a service by March 2027\"\n",
    ),
    ("prevention/1/1.1.toml", FIRST),
    ("prevention/1/1.2.toml", SECOND),
];

pub(crate) const FIRST: &str = "\
action = \"Publish the referral pathways\"

lead = \"Housing Manager\"

deadline = 2026-09-30

resources = \"Officer time\"
outcome_measure = \"Pathways published and known\"

[[update]]
date = 2026-06-02
by = \"Housing Manager\"
status = \"in-progress\"
rag = \"green\"
note = \"First draft agreed with the refuges\"
";

const SECOND: &str = "\
action = \"Train every receptionist\"

lead = \"Refuge Lead\"

deadline = 2026-12-31

resources = \"Officer time\"
outcome_measure = \"Every receptionist trained\"

depends_on = [\"1.1\"]

[[update]]
date = 2026-06-09
by = \"Refuge Lead\"
status = \"in-progress\"
rag = \"green\"
note = \"Trainer found\"
";

/// The two actions of a plan, from its folder.
pub(crate) const ONE: &str = "prevention/1/1.1.toml";
pub(crate) const TWO: &str = "prevention/1/1.2.toml";

pub(crate) struct Folder {
    kept: TempDir,
}

impl Folder {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { kept: tempfile::Builder::new().prefix("vawg lsp ü-").tempdir().expect("a folder for the test") }
    }

    /// A folder with the small plan `plans/wendale`.
    pub(crate) fn with_plan() -> Self {
        let folder = Self::new();
        folder.plan("plans/wendale");
        folder
    }

    /// Adds the small plan under this path.
    pub(crate) fn plan(&self, path: &str) {
        for (file, text) in PLAN {
            self.write(&format!("{path}/{file}"), text);
        }
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a path below the folder")).expect("a folder for the file");
        fs::write(path, text).expect("a file");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("a file")
    }

    pub(crate) fn delete(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("a file that was there");
    }

    /// The whole path.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    fn root(&self) -> PathBuf {
        Path::canonicalize(self.kept.path()).expect("it is there")
    }
}
