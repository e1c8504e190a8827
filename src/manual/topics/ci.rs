//! Checks where changes are merged.

use super::reports::{format, formats};
use super::{Sources, Topic};
use crate::manual::{Part, Section};

pub(super) const TOPIC: Topic = Topic {
    name: "ci",
    summary: "Checks where changes are merged, and before a commit",
    write: sections,
    see: &["check", "init", "diff", "scripts"],
};

fn sections(sources: &Sources<'_>) -> Vec<Section> {
    let mut sections = vec![hosts(), elsewhere()];
    if let Some(format) = sources.root.find_subcommand("check").and_then(format) {
        sections.push(Section::new("Formats of check", [Part::Terms(formats(format))]));
    }
    sections.push(commits());
    sections
}

fn hosts() -> Section {
    Section::new(
        "GitHub and GitLab",
        [
            Part::terms([
                ("vawg init --ci github", "writes a workflow of GitHub Actions."),
                ("vawg init --ci gitlab", "writes a pipeline of GitLab CI."),
            ]),
            Part::text(
                "A proposed change is checked as it would be merged, each problem is shown beside its line, and one \
                 comment says what the change does to the plan in the plan's own words. The public report can become \
                 a page: the first lines of the file say which variables to set. The file is yours from then on, and \
                 nothing that is there is overwritten.",
            ),
        ],
    )
}

fn elsewhere() -> Section {
    Section::new(
        "Any other",
        [
            Part::text(
                "Any host that can run a command can check plans. Fetch the whole history for `--since`, which looks \
                 at what a branch did to deadlines and updates:",
            ),
            Part::Code("vawg check --since main --format junit >problems.xml".to_owned()),
            Part::text(
                "The status is 0 where all is well, 1 where there are errors, and 2 where it could not be checked. \
                 `--deny warnings` fails for warnings that follow from the files, but not for those that come with \
                 the date, so that nothing turns red overnight; `--deny timed` fails for these, too. `vawg help \
                 baseline` says how an old plan can begin with the problems that it has.",
            ),
        ],
    )
}

fn commits() -> Section {
    Section::new(
        "Before a commit",
        [
            Part::terms([
                ("vawg init --hook", "makes git refuse, in this clone, a commit with errors in the plans."),
                ("vawg check --staged", "looks at what the next commit will hold, as that hook does."),
            ]),
            Part::text(
                "For the pre-commit framework there is a definition in the repository of vawg, with the hooks \
                 `vawg-check` and `vawg-fmt`.",
            ),
        ],
    )
}
