//! Terms such as `-is:overdue` on the command line, which would otherwise be taken for options.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::query::is_negated_term;

/// The name of the argument that takes a filter, in every command that has one.
const FILTER: &str = "filter";

/// The arguments with `not …` in place of `-…`, where a filter may stand and `-…` is a term.
pub(super) fn spelled_out<A: CommandFactory>(arguments: Vec<OsString>) -> Vec<OsString> {
    if !arguments.iter().any(|argument| argument.to_str().is_some_and(is_negated_term)) {
        return arguments;
    }
    let mut root = A::command();
    root.build();
    let mut command = &root;
    let mut state = State::Free;
    let walk = arguments.into_iter().enumerate().map(|(place, argument)| {
        let Some(text) = argument.to_str().filter(|_| place > 0) else { return argument };
        if state == State::Free
            && takes_filter(command)
            && let Some(term) = text.strip_prefix('-').filter(|_| is_negated_term(text))
        {
            return format!("not {term}").into();
        }
        state = match state {
            State::Free => after(command, text),
            State::Value => State::Free,
            State::Escaped => State::Escaped,
        };
        command = command.find_subcommand(text).filter(|_| state == State::Free).unwrap_or(command);
        argument
    });
    walk.collect()
}

/// What the next argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// An option, a command or a value of its own.
    Free,
    /// The value of the option before it.
    Value,
    /// A value, since `--` came before it.
    Escaped,
}

fn after(command: &Command, text: &str) -> State {
    let is_named = |option: &&Arg| match text.strip_prefix("--") {
        Some(name) => option.get_long() == Some(name),
        None => {
            text.strip_prefix('-').is_some_and(|name| option.get_short().is_some_and(|short| name == short.to_string()))
        }
    };
    let takes_value = |option: &Arg| matches!(option.get_action(), ArgAction::Set | ArgAction::Append);
    match text {
        "--" => State::Escaped,
        _ if command.get_arguments().find(is_named).is_some_and(takes_value) => State::Value,
        _ => State::Free,
    }
}

fn takes_filter(command: &Command) -> bool {
    command.get_positionals().any(|argument| argument.get_id() == FILTER)
}

#[cfg(test)]
mod tests {
    use super::spelled_out;
    use crate::commands::Arguments;

    fn spelled(line: &str) -> String {
        let words = line.split(' ').map(Into::into).collect();
        let words = spelled_out::<Arguments>(words);
        words.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_term_that_is_not_wanted_is_no_option() {
        assert_eq!(spelled("vawg list -is:overdue lead:PCT"), "vawg list not is:overdue lead:PCT");
        assert_eq!(
            spelled("vawg --plans x list a -lead:PCT --sort due"),
            "vawg --plans x list a not lead:PCT --sort due"
        );
        assert_eq!(spelled("vawg status --by=lead -(is:open"), "vawg status --by=lead not (is:open");
    }

    #[test]
    fn options_and_their_values_stay_as_they_are() {
        for line in [
            "vawg list -V",
            "vawg list --sort -due",
            "vawg list --plan -lead:PCT",
            "vawg list --sort -due:x",
            "vawg -is:overdue list",
            "vawg list -- -is:overdue",
        ] {
            assert_eq!(spelled(line), line);
        }
    }
}
