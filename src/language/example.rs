//! A small plan for tests of what is answered about plans, in unsaved texts alone.

use std::path::Path;
use std::sync::Arc;

use super::Desk;
use crate::model::{Date, Judge};
use crate::source::Edit;
use crate::store::{self, Buffers, Root};

const PLAN: &str = "\
title = \"Wendale\"

starts = 2025-04-01
ends = 2028-03-31

[[meeting]]
name = \"Board\"
report = \"exceptions\"
every = \"3 months\"
from = 2025-06-15
";

const PARTIES: &str = "\
[[party]]
name = \"Housing Manager\"
aliases = [\"Head of Housing\"]
organisation = \"Wendale Council\"
kind = \"post\"
state = \"in-post\"

[[party]]
name = \"Delivery Group\"
kind = \"group\"
";

const OBJECTIVE: &str =
    "title = \"Children are heard\"\n\ntarget = \"60 referrals a year\"\n\nlead = \"Housing Manager\"\n";

pub(super) const FIRST: &str = "\
action = \"Publish the pathways\"

lead = \"Housing Manager\"
support = [\"Delivery Group\", \"Police\"]

deadline = \"2026-Q1\"

resources = \"Officer time\"
outcome_measure = \"Pathways known\"

see = [\"1.2\", \"1\"]
tags = [\"schools\"]

[[update]]
date = 2026-03-02
by = \"head of housing\"
status = \"in-progress\"
rag = \"amber\"
note = \"First draft.\"
";

const SECOND: &str = "\
action = \"Train the officers\"

deadline = \"ongoing\"
review = 2026-09-30

depends_on = [\"1.1\"]
tags = [\"schools\", \"training\"]
";

const THIRD: &str = "action = \"Meet\"\n\nrecurs = { every = \"3 months\", from = 2026-05-31 }\n";

const BASELINE: &str = "[[known]]\nrule = \"missing-measure\"\nref = \"1.2\"\n";

const OTHER: &str =
    "action = \"Go on\"\n\nlead = \"Housing Manager\"\n\ncarried_from = \"wendale:1.1\"\nsee = [\"wendale:1.2\"]\n";

/// The day on which everything is asked.
pub(super) fn today() -> Date {
    Date::parse("2026-06-30").expect("a date")
}

/// The files of two plans, `wendale` and `avon`.
pub(super) fn files() -> Vec<(String, String)> {
    let files = [
        ("avon/plan.toml", "title = \"Avon\"\n"),
        ("avon/help/9.toml", OTHER),
        ("avon/help/theme.toml", "title = \"Help\"\n"),
        ("wendale/plan.toml", PLAN),
        ("wendale/parties.toml", PARTIES),
        ("wendale/baseline.toml", BASELINE),
        ("wendale/help/theme.toml", "title = \"Help\"\naim = \"Everyone is heard\"\n"),
        ("wendale/help/1/objective.toml", OBJECTIVE),
        ("wendale/help/1/1.1.toml", FIRST),
        ("wendale/help/1/1.2.toml", SECOND),
        ("wendale/help/1/1.3.toml", THIRD),
    ];
    files.map(|(file, text)| (file.to_owned(), text.to_owned())).to_vec()
}

/// The plans with one more file, or another text for one.
pub(super) fn desk_with(file: &str, text: &str) -> Desk {
    let mut buffers = Buffers::default();
    for (file, text) in files().iter().map(|(file, text)| (file.as_str(), text.as_str())).chain([(file, text)]) {
        buffers.insert(file, text.into());
    }
    let judge = Judge { today: today(), as_of: None };
    Desk::read(&Root::new(Path::new("/nowhere/plans")), Arc::new(buffers), judge).expect("texts alone can be listed")
}

/// The plans with another text for a file, in which a `|` is taken out, and where that stood.
pub(super) fn desk_at(file: &str, marked: &str) -> (Desk, usize) {
    let byte = marked.find('|').expect("a cursor");
    (desk_with(file, &marked.replacen('|', "", 1)), byte)
}

/// The first action with another text at one place, and a `|` for the cursor.
pub(super) fn first_with(old: &str, marked: &str) -> String {
    assert!(FIRST.contains(old), "{old}");
    FIRST.replacen(old, marked, 1)
}

/// A text with edits made.
pub(super) fn edited(text: &str, edits: &[Edit]) -> String {
    store::apply(text, edits.to_vec())
}

/// The same plans on disk.
pub(super) fn on_disk() -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (file, text) in files() {
        let path = folder.path().join("plans").join(file);
        std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("new folders");
        store::write::create(&path, text.as_bytes()).expect("a new file");
    }
    let judge = Judge { today: today(), as_of: None };
    let root = Root::new(&folder.path().join("plans"));
    let desk = Desk::read(&root, Arc::new(Buffers::default()), judge).expect("the folder can be listed");
    (folder, desk)
}
