//! What git does for a plan.

use super::{Sources, Topic};
use crate::manual::{Part, Section};

pub(super) const TOPIC: Topic = Topic {
    name: "git",
    summary: "How git keeps the record: commits, undo, earlier days, two people at once",
    write: sections,
    see: &["log", "diff", "undo", "check"],
};

fn sections(_: &Sources<'_>) -> Vec<Section> {
    vec![commits(), back(), earlier(), together()]
}

fn commits() -> Section {
    Section::new(
        "Commits",
        [
            Part::text(
                "What changes a plan makes a commit of its own: `update`, `new`, `move`, `edit`, `import`, `return \
                 apply` and `undo`. Its subject can be read by a board (`3.1.1: rated red; first draft completed`), \
                 and `Plan:` and `Ref:` lines at its end say what it is about. It holds only the files that the \
                 command changed, never something else that was staged, and goes through your own git: its hooks, \
                 signing and name are yours.",
            ),
            Part::text(
                "`--no-commit` leaves the commit to you, and so does `commit = false` under `[git]` in plan.toml. In \
                 the middle of a merge or rebase, or where a file has changes that were made by hand, a command \
                 refuses and says what to do. What only reads runs no git command that writes.",
            ),
            Part::text("A folder without git can be checked, reported on and changed; it only has no history."),
            Part::text(
                "What git has left out of the work tree, in a sparse checkout or by `skip-worktree`, is missing from \
                 every answer but one with `--rev`, and a note says so. There is no note of single files under \
                 `skip-worktree` where `index.version` is 4.",
            ),
        ],
    )
}

fn back() -> Section {
    Section::new(
        "Taking back",
        [Part::terms([
            ("vawg undo", "takes the last change back by another commit; nothing is lost."),
            ("vawg undo --dry-run", "shows what that would change."),
        ])],
    )
}

fn earlier() -> Section {
    Section::new(
        "Earlier days",
        [
            Part::text(
                "Updates have dates, so `--as-of` can judge the files of today on any day. `--rev` reads the files as \
                 they stood in a commit, a branch, a tag, or on a day:",
            ),
            Part::terms([
                ("vawg status --as-of 2026-03-31", "the plan of today, judged on that day."),
                ("vawg status --rev 2026-03-31", "the files as they stood on that day."),
                ("vawg log 3.1.1", "who changed what, in the words of the plan."),
                ("vawg diff", "what has changed since the last meeting."),
                ("vawg check --since main", "whether a branch moved a deadline silently or rewrote an update."),
            ]),
            Part::text(
                "With `--rev` nothing in the work tree is touched, and the plans are judged on the day that was given, \
                 or on the day of the commit, unless `--as-of` names another. A day means the last commit made on it \
                 or before, on the way back from HEAD along first parents: what a merge has brought in counts from \
                 the merge on.",
            ),
        ],
    )
}

fn together() -> Section {
    Section::new(
        "Two people at once",
        [
            Part::text(
                "Two people who each add an update to one action change the same lines, which git alone calls a \
                 conflict. With vawg as its merge driver, git merges what the files say. Everybody who merges types \
                 this once:",
            ),
            Part::Code(
                "git config --global merge.vawg.name \"plan files, key by key\"\ngit config --global \
                 merge.vawg.driver \\\n    \"vawg merge-driver %O %A %B %P -L %L\""
                    .to_owned(),
            ),
            Part::text(
                "`vawg init` puts the line that asks for it into .gitattributes: `plans/**/*.toml merge=vawg`. What \
                 two people changed to different things is left to them, marked around just those lines, and `vawg \
                 check` shows where.",
            ),
        ],
    )
}
