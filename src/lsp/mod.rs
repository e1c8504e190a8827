//! The language server: what [`crate::language`] answers, in the protocol that editors speak.
//!
//! [`serve()`] reads messages and writes messages until the editor has gone. It decides nothing about a plan, and it
//! changes no file: what is to be changed it hands to the editor.

mod address;
mod answers;
mod ask;
mod client;
mod documents;
mod inbox;
mod problems;
mod server;
mod shelves;
mod text;
mod watch;
mod wire;

use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::time::Duration;

use inbox::Inbox;
use server::{Next, Server};
use wire::Incoming;

use crate::model::Judge;

/// What a server is started with.
pub struct Options<'o> {
    /// The folder in which plans are looked for when the editor has no folder with plans open, by its whole path.
    pub folder: Option<PathBuf>,
    /// The plans whose problems are told, by the names of their folders; all where there are none.
    pub only: Vec<String>,
    /// The days on which plans are judged, asked for whenever they are.
    pub judge: &'o dyn Fn() -> Judge,
    /// Where what is of no use to the person in the editor is written.
    pub log: &'o dyn Fn(&str),
}

/// How a server ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The editor has said so beforehand, as the protocol asks.
    Announced,
    /// It has not.
    Unannounced,
}

/// Keys that are pressed within this time of each other are judged once.
const PAUSE: Duration = Duration::from_millis(8);

/// Answers messages until the other side has gone.
///
/// # Errors
///
/// What comes in is not of the protocol, nothing takes what goes out, or the system has no thread to give.
pub fn serve(
    input: impl BufRead + Send + 'static,
    output: &mut impl Write,
    options: &Options<'_>,
) -> io::Result<Ending> {
    let mut inbox = Inbox::new(input)?;
    let mut server = Server::new(output, options);
    loop {
        let incoming = if server.has_news() { inbox.next_within(PAUSE) } else { Some(inbox.next()) };
        match incoming {
            None => server.tell(&mut inbox)?,
            Some(Incoming::Message(message)) => match server.take(message, &mut inbox)? {
                Next::More => {}
                Next::End(ending) => return Ok(ending),
            },
            Some(Incoming::Garbled(why)) => server.refuse_garbled(&why)?,
            Some(Incoming::Broken(why)) => return Err(io::Error::other(why)),
            Some(Incoming::End) => return Ok(Ending::Unannounced),
        }
    }
}
