//! `vawg man`: the manual as man pages.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::Outcome;
use super::publish::with_advice;
use super::session::Session;
use crate::diagnostic::did_you_mean;
use crate::manual::{self, Page, See, Sources, TOPICS, Volume, topic};
use crate::render::manual::roff;
use crate::render::shapes::shapes;
use crate::render::style::visible;
use crate::store::{make_folder, save};

/// The manual as man pages
///
/// One page goes to standard output; `vawg help` shows the same in the terminal.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// A command or a topic [default: the program as a whole]
    #[arg(value_name = "PAGE")]
    page: Vec<String>,

    /// Write every page into this folder, as `vawg-check.1` and so on
    #[arg(long, value_name = "DIR", conflicts_with = "page")]
    dir: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  vawg man check                     the page of a command, as roff
  vawg man return new                the page of a command within another
  vawg man --dir share/man           every page, for a package";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let pages = pages();
        match &self.dir {
            Some(dir) => write_all(session, dir, &pages)?,
            None => write!(session.ui.answer(), "{}", roff(self.wanted(&pages)?))?,
        }
        Ok(Outcome::Done)
    }

    fn wanted<'p>(&self, pages: &'p [Page]) -> anyhow::Result<&'p Page> {
        let words = ["vawg"].into_iter().chain(self.page.iter().map(String::as_str)).collect::<Vec<_>>();
        let name = words.join("-");
        pages.iter().find(|page| page.name == name).ok_or_else(|| {
            let names = pages.iter().map(|page| page.name.as_str());
            let meant = did_you_mean(&name, names).and_then(|name| name.strip_prefix("vawg-"));
            let help = match meant {
                Some(meant) => format!("did you mean `vawg man {}`?", meant.replace('-', " ")),
                None => "`vawg help` lists the commands and topics".to_owned(),
            };
            anyhow!("there is no page about `{}`\nhelp: {help}", visible(&self.page.join(" ")))
        })
    }
}

/// Every page: the program, its commands, the topics.
fn pages() -> Vec<Page> {
    let mut root = super::definition();
    root.build();
    let (mut pages, shapes) = (manual::commands(&root), shapes());
    let topics = TOPICS.iter().map(|found| topic(found, &Sources { root: &root, shapes: &shapes }));
    if let Some(first) = pages.first_mut() {
        first
            .see
            .extend(TOPICS.iter().map(|topic| See { name: format!("vawg-{}", topic.name), volume: Volume::Topics }));
    }
    pages.extend(topics);
    pages
}

fn write_all(session: &mut Session, dir: &Path, pages: &[Page]) -> anyhow::Result<()> {
    make_folder(dir).map_err(with_advice)?;
    for page in pages {
        let path = dir.join(page.file());
        save(&path, roff(page).as_bytes()).map_err(with_advice)?;
        writeln!(session.ui.answer(), "{}", visible(&path.to_string_lossy()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{pages, roff};

    #[test]
    fn every_option_of_every_command_is_on_its_page() {
        fn look_at(command: &clap::Command, pages: &[crate::manual::Page]) {
            let name = command.get_display_name().unwrap_or("vawg");
            let page = pages.iter().find(|page| page.name == name).map(roff).unwrap_or_default();
            for option in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
                let written = option.get_long().map(|long| format!("\\-\\-{}", long.replace('-', "\\-")));
                let written = written.unwrap_or_else(|| option.get_id().to_string().to_uppercase());
                assert!(page.contains(&written) || option.is_positional(), "{name}: {written}");
            }
            command.get_subcommands().filter(|within| !within.is_hide_set()).for_each(|within| look_at(within, pages));
        }
        let mut root = crate::commands::definition();
        root.build();
        look_at(&root, &pages());
    }
}
