//! What each argument of each command takes, by the name of its value in the help.

use clap::Arg;

/// What may be typed for an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// A word that the plans, the rules or git know.
    Word(Kind),
    Path,
    Folder,
    /// One of the words that stand in the help.
    OneOf,
    /// A text, a number or a name of somebody's own.
    Anything,
}

/// The words that something else than the command itself knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Filter,
    Action,
    /// An action, objective or theme.
    Part,
    /// What an action or objective can stand in.
    Parent,
    Plan,
    Party,
    Day,
    Deadline,
    Year,
    Revision,
    /// A revision, or the last meeting.
    Since,
    Rule,
    Field,
    /// A field to sort by, which may be the other way round.
    Order,
    /// What the audit trail tells apart.
    Topic,
    /// A command or a topic of the manual.
    Page,
}

impl Takes {
    /// What an argument of a command takes; nothing for one that nobody has thought of yet.
    pub(super) fn of(command: &str, argument: &Arg) -> Option<Self> {
        if !argument.get_action().takes_values() {
            return Some(Self::Anything);
        }
        if !argument.get_possible_values().is_empty() {
            return Some(Self::OneOf);
        }
        let value = argument.get_value_names().and_then(<[_]>::first).map_or("", |name| name.as_str());
        Some(match (command, argument.get_id().as_str(), value) {
            // Names and texts of somebody's own; evidence is a path from the folder of the plan.
            ("objective" | "action", "reference", "REF")
            | ("update", "evidence", "FILE")
            | (_, "name" | "sheet" | "text" | "line" | "home", _)
            | (_, _, "NEWREF" | "TEXT" | "TITLE" | "NUMBER" | "N" | "TIME" | "HEADER=FIELD") => Self::Anything,
            ("update", "references", "REF") => Self::Word(Kind::Action),
            (_, "only", "NAME") => Self::Word(Kind::Plan),
            (_, "lead" | "support" | "by", "NAME") => Self::Word(Kind::Party),
            (_, "field", "FIELD") => Self::Word(Kind::Topic),
            (_, "sort", "FIELD,…") => Self::Word(Kind::Order),
            (_, _, "FIELD,…" | "FIELD") => Self::Word(Kind::Field),
            (_, _, "FILTER") => Self::Word(Kind::Filter),
            (_, _, "REF") => Self::Word(Kind::Part),
            (_, _, "PARENT" | "OBJECTIVE") => Self::Word(Kind::Parent),
            (_, _, "DATE") => Self::Word(Kind::Day),
            (_, _, "DEADLINE") => Self::Word(Kind::Deadline),
            (_, _, "YEAR") => Self::Word(Kind::Year),
            (_, _, "REV" | "TO") => Self::Word(Kind::Revision),
            (_, _, "FROM") => Self::Word(Kind::Since),
            (_, _, "PAGE" | "COMMAND|TOPIC") => Self::Word(Kind::Page),
            (_, _, "RULE") => Self::Word(Kind::Rule),
            (_, _, "DIR" | "plans/NAME") => Self::Folder,
            (_, _, "FILE" | "PATH" | "BASE" | "OURS" | "THEIRS") => Self::Path,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::Takes;
    use crate::commands::Arguments;

    fn unknown(command: &Command, found: &mut Vec<String>) {
        for argument in command.get_arguments() {
            if Takes::of(command.get_name(), argument).is_none() {
                found.push(format!("{} {argument}", command.get_name()));
            }
        }
        command.get_subcommands().for_each(|inner| unknown(inner, found));
    }

    #[test]
    fn what_every_argument_takes_is_known() {
        let mut command = Arguments::command();
        command.build();
        let mut found = Vec::new();
        unknown(&command, &mut found);
        assert_eq!(found, [""; 0], "give each a line in `Takes::of`");
    }
}
