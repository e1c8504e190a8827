//! What a script can rely on: exit statuses, streams and the environment.

use super::Topic;
use crate::manual::{Part, Section};

pub(super) const TOPIC: Topic = Topic {
    name: "scripts",
    summary: "What a script can rely on: exit statuses, streams, the environment",
    write: |_| vec![statuses(), streams(), environment()],
    see: &["json", "check", "export"],
};

/// How a command can end.
pub(in crate::manual) fn statuses() -> Section {
    Section::new(
        "Exit status",
        [Part::terms([
            ("0", "The command did what it should."),
            (
                "1",
                "A plan has errors; or, for `check`, a warning that `--deny` names. The answer is given as far as it \
                 can be.",
            ),
            ("2", "It could not be done: a wrong argument, a file that is not there, git that failed."),
        ])],
    )
}

/// The variables that count.
pub(in crate::manual) fn environment() -> Section {
    Section::new(
        "Environment",
        [Part::terms([
            ("VAWG_PLANS", "The plans folder, where `--plans` names none."),
            ("NO_COLOR", "No colour, where it is set and `--color` says nothing."),
            ("CLICOLOR_FORCE", "Colour also where output does not go to a terminal."),
            ("COLUMNS", "How wide output is."),
            ("VISUAL, EDITOR", "The editor that `vawg edit` opens, the first of them that is set."),
        ])],
    )
}

fn streams() -> Section {
    Section::new(
        "Streams",
        [
            Part::text(
                "Standard output has the answer and nothing else; standard error has what is said about it. A pipe \
                 that is closed early, as by `head`, ends a command quietly. What goes to a pipe has no colour, and \
                 every row.",
            ),
            Part::text(
                "Reading never writes: no command that answers touches a file of the plan. What changes files asks \
                 only where somebody can answer; `--yes` answers for a script.",
            ),
        ],
    )
}
