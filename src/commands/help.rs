//! `vawg help`: what there is, a command, or a topic.

use std::ffi::OsString;
use std::io::Write;

use anyhow::anyhow;
use clap::error::ErrorKind;

use super::Outcome;
use super::session::Session;
use crate::diagnostic::did_you_mean;
use crate::manual::{Sources, TOPICS, Topic, topic};
use crate::render::manual::{self, Group, text};
use crate::render::shapes::shapes;
use crate::render::style::visible;
use crate::ui::{ColorChoice, Ui};

/// What there is; how a command is used; what a topic is about
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// A command or a topic
    #[arg(value_name = "COMMAND|TOPIC")]
    about: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  vawg help             all commands and topics
  vawg help return new  how a command is used
  vawg help rating      how red, amber and green come about";

/// The commands as a co-ordinator looks for them; all others are for setting up.
const GROUPS: [(&str, &[&str]); 7] = [
    ("Begin", &["init", "import"]),
    ("See how things stand", &["status", "list", "show", "tree", "agenda", "measures", "funding"]),
    ("Keep the plan up to date", &["board", "update", "new", "move", "edit", "undo"]),
    ("Ask the leads", &["chase", "return"]),
    ("For meetings, for everyone, for other programs", &["report", "export"]),
    ("Find what is wrong", &["check", "explain", "fmt"]),
    ("Who changed what", &["log", "diff"]),
];

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let found = match self.about.as_slice() {
            [name] => Topic::named(name).filter(|_| super::definition().find_subcommand(name).is_none()),
            _ => None,
        };
        let look = session.ui.look();
        match found {
            Some(found) => {
                let mut root = super::definition();
                root.build();
                let page = topic(found, &Sources { root: &root, shapes: &shapes() });
                write!(session.ui.answer(), "{}", text(&page, look))?;
            }
            None => self.command(session)?,
        }
        Ok(Outcome::Done)
    }

    /// The help of a command, as `--help` gives it.
    fn command(&self, session: &mut Session) -> anyhow::Result<()> {
        let mut within = super::definition();
        for word in &self.about {
            within = match within.find_subcommand(word) {
                Some(found) => found.clone(),
                None => return Err(self.unknown(word, &within)),
            };
        }
        let words = ["vawg"].into_iter().chain(self.about.iter().map(String::as_str)).chain(["--help"]);
        if let Err(help) = definition(session.common.color).try_get_matches_from(words) {
            let (help, look) = (help.render(), session.ui.look());
            let text = if look.color { help.ansi().to_string() } else { help.to_string() };
            write!(session.ui.answer(), "{text}")?;
        }
        Ok(())
    }

    fn unknown(&self, word: &str, within: &clap::Command) -> anyhow::Error {
        let commands = within.get_subcommands().filter(|command| !command.is_hide_set()).map(clap::Command::get_name);
        let topics = TOPICS.iter().map(|topic| topic.name).filter(|_| self.about.len() == 1);
        let about = visible(&self.about.join(" ")).into_owned();
        let above = self.about.iter().take_while(|before| *before != word).map(|before| format!("{before} "));
        let help = match did_you_mean(word, commands.chain(topics)) {
            Some(meant) => format!("did you mean `vawg help {}{meant}`?", above.collect::<String>()),
            None => "`vawg help` lists the commands and topics".to_owned(),
        };
        anyhow!("there is neither a command nor a topic `{about}`\nhelp: {help}")
    }
}

/// What clap says to these arguments: help is laid out for the terminal, which takes time that no other call needs.
pub(super) fn laid_out(said: clap::Error, arguments: Vec<OsString>) -> clap::Error {
    match said.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            definition(ColorChoice::Auto).try_get_matches_from(arguments).err().unwrap_or(said)
        }
        _ => said,
    }
}

/// The commands and topics, each with its summary.
pub(super) fn pages() -> Vec<(String, String)> {
    groups(&super::definition()).into_iter().flat_map(|group| group.members).collect()
}

/// The definition of the program for those who read its help.
fn definition(color: ColorChoice) -> clap::Command {
    /// The columns that help may take.
    const WIDEST: usize = 100;
    let root = super::definition();
    let width = Ui::new(color).look().columns().min(WIDEST);
    let color = match color {
        ColorChoice::Auto => clap::ColorChoice::Auto,
        ColorChoice::Always => clap::ColorChoice::Always,
        ColorChoice::Never => clap::ColorChoice::Never,
    };
    let groups = groups(&root);
    manual::laid_out(root, &groups, width).color(color)
}

/// The commands by their groups, and the topics.
fn groups(root: &clap::Command) -> Vec<Group<'static>> {
    let commands: Vec<_> = root.get_subcommands().filter(|command| !command.is_hide_set()).collect();
    let member = |command: &clap::Command| {
        let about = command.get_about().map(ToString::to_string);
        (command.get_name().to_owned(), about.unwrap_or_default())
    };
    let named =
        |name: &&str| commands.iter().find(|command| command.get_name() == *name).map(|command| member(command));
    let group = |&(heading, names): &(&'static str, &[&str])| Group {
        heading,
        members: names.iter().filter_map(named).collect(),
    };
    let is_other = |command: &&&clap::Command| !GROUPS.iter().any(|(_, names)| names.contains(&command.get_name()));
    let others = commands.iter().filter(is_other).map(|command| member(command)).collect();
    let topics = TOPICS.iter().map(|topic| (topic.name.to_owned(), topic.summary.to_owned())).collect();
    let last = [
        Group { heading: "Help and set-up", members: others },
        Group { heading: "Topics, to read with `vawg help TOPIC`", members: topics },
    ];
    GROUPS.iter().map(group).chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, groups};

    #[test]
    fn every_command_stands_in_one_group() {
        let root = crate::commands::definition();
        for name in GROUPS.iter().flat_map(|(_, names)| *names) {
            assert!(root.find_subcommand(name).is_some(), "there is no command `{name}`; delete it from `GROUPS`");
        }
        let mut grouped: Vec<_> = groups(&root).into_iter().flat_map(|group| group.members).collect();
        for command in root.get_subcommands().filter(|command| !command.is_hide_set()) {
            let place = grouped.iter().position(|(name, _)| name == command.get_name());
            grouped.remove(place.expect("every command stands in a group"));
            assert!(!grouped.iter().any(|(name, _)| name == command.get_name()), "{} stands twice", command.get_name());
        }
    }
}
