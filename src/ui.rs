//! The terminal: what is written where, in which width, with or without colour, and what is asked.
//!
//! The only module that writes to standard output or standard error, that reads standard input, and that looks at any.

pub mod editor;
mod own_folder;
pub mod screen;

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Read, Stderr, Stdout, Write};
use std::sync::Arc;

pub use own_folder::own_folder;

use crate::model::{acts_on_terminals, spelled_out};

/// Whether output has colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ColorChoice {
    /// On a terminal that takes it.
    #[default]
    Auto,
    Always,
    Never,
}

/// How output should look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns that a line may take; what goes to a file or a pipe may be as wide as it needs.
    pub width: Option<usize>,
    pub color: bool,
}

impl Look {
    /// The columns that a line may take.
    #[must_use]
    pub fn columns(self) -> usize {
        self.width.unwrap_or(160)
    }
}

/// Standard output for the answer, standard error for talk.
pub struct Ui {
    out: Out,
    err: Talk,
    look: Look,
    err_look: Look,
}

/// Somebody in this program who is told what would be written.
type Listener = Arc<dyn Fn(&str) + Send + Sync>;

/// Where the answer goes.
enum Out {
    Stdout(BufWriter<Answer>),
    /// To somebody else in this program, once it is finished.
    Listener(Vec<u8>, Listener),
}

/// Where talk goes.
enum Talk {
    Stderr(Stderr),
    /// To somebody else in this program.
    Listener(Listener),
}

impl Ui {
    /// The terminal as it is; `NO_COLOR` and `CLICOLOR_FORCE` count where the choice is left to it.
    #[must_use]
    pub fn new(choice: ColorChoice) -> Self {
        let (out, err) = (io::stdout(), io::stderr());
        let width = |is_terminal: bool| columns_asked_for().or_else(|| is_terminal.then(terminal_width));
        let look =
            Look { width: width(out.is_terminal()), color: wants_color(choice, anstream::AutoStream::choice(&out)) };
        let err_look =
            Look { width: width(err.is_terminal()), color: wants_color(choice, anstream::AutoStream::choice(&err)) };
        let out = Out::Stdout(BufWriter::with_capacity(64 << 10, Answer(out)));
        Self { out, err: Talk::Stderr(err), look, err_look }
    }

    /// One that tells a listener in this program what it would write, and that asks nobody anything.
    #[must_use]
    pub fn telling(listener: impl Fn(&str) + Send + Sync + 'static, look: Look) -> Self {
        let listener: Listener = Arc::new(listener);
        let out = Out::Listener(Vec::new(), Arc::clone(&listener));
        Self { out, err: Talk::Listener(listener), look, err_look: look }
    }

    /// Whether other programs may write to the terminal beside this one, as the hooks of git do.
    #[must_use]
    pub const fn shares_the_terminal(&self) -> bool {
        matches!(self.err, Talk::Stderr(_))
    }

    /// How the answer should look.
    #[must_use]
    pub const fn look(&self) -> Look {
        self.look
    }

    /// How talk should look.
    #[must_use]
    pub const fn talk_look(&self) -> Look {
        self.err_look
    }

    /// Whether the answer goes to a terminal, and not to a file or another program.
    #[must_use]
    pub fn answers_a_person(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// Where the answer goes.
    pub fn answer(&mut self) -> &mut impl Write {
        &mut self.out
    }

    /// Writes a line of talk.
    pub fn say(&mut self, line: &str) {
        self.say_as_is(&format!("{}\n", plain(line)));
    }

    /// Writes talk that is already laid out, with colours only where standard error takes them.
    pub fn say_as_is(&mut self, text: &str) {
        // Nothing can be done, and nobody told, when standard error is closed.
        match &mut self.err {
            Talk::Stderr(err) => _ = err.write_all(text.as_bytes()),
            Talk::Listener(listener) => listener(text),
        }
    }

    /// Whether somebody is there who sees a question and can answer.
    #[must_use]
    pub fn can_ask(&self) -> bool {
        match &self.err {
            Talk::Stderr(err) => io::stdin().is_terminal() && err.is_terminal(),
            Talk::Listener(_) => false,
        }
    }

    /// Asks for a line, and gives it without blanks around it; nothing where the input has ended.
    ///
    /// # Errors
    ///
    /// Standard output does not take what was written before, or standard input cannot be read.
    pub fn ask(&mut self, question: &str) -> io::Result<Option<String>> {
        self.out.flush()?;
        self.say_as_is(&plain(question));
        let mut line = String::new();
        let is_end = io::stdin().read_line(&mut line)? == 0;
        Ok((!is_end).then(|| line.trim().to_owned()))
    }

    /// All of standard input, as text.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is no text.
    pub fn input(&mut self) -> io::Result<String> {
        if self.can_ask() {
            self.say("type the text, then Ctrl-D on a line of its own");
        }
        let mut text = String::new();
        io::stdin().read_to_string(&mut text)?;
        Ok(text)
    }

    /// Writes out what is left.
    ///
    /// # Errors
    ///
    /// Standard output does not take it.
    pub fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Standard output; its errors say that it is what could not be written.
struct Answer(Stdout);

impl Write for Answer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(|error| unwritten(&error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(|error| unwritten(&error))
    }
}

/// Why an answer could not be written to standard output.
#[must_use]
pub fn unwritten(error: &io::Error) -> io::Error {
    let reason = error.to_string();
    let reason = reason.split(" (os error").next().unwrap_or_default().to_lowercase();
    io::Error::new(error.kind(), format!("cannot write the answer to standard output: {reason}"))
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::Listener(kept, _) => kept.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::Listener(kept, listener) => {
                let bytes = std::mem::take(kept);
                if !bytes.is_empty() {
                    listener(&String::from_utf8_lossy(&bytes));
                }
                Ok(())
            }
        }
    }
}

/// Standard input as it comes, for who reads messages from another program.
#[must_use]
pub fn incoming() -> impl BufRead + Send + 'static {
    BufReader::with_capacity(64 << 10, io::stdin())
}

/// Writes a line of talk, while the answer is in the hands of somebody else.
pub fn note(line: &str) {
    let _ = writeln!(io::stderr(), "{}", plain(line));
}

fn wants_color(choice: ColorChoice, found: anstream::ColorChoice) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => !matches!(found, anstream::ColorChoice::Never),
    }
}

/// `COLUMNS`, by which a person or a test sets the width.
fn columns_asked_for() -> Option<usize> {
    #[expect(clippy::disallowed_methods, reason = "the width is a matter of the terminal")]
    let columns = std::env::var("COLUMNS").ok()?;
    columns.parse().ok().filter(|columns| (20..=1000).contains(columns))
}

fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0).max(20))
}

/// The text with what could act on a terminal spelled out, but for the ends of lines; lines that nobody would read to
/// their end lose their middle.
fn plain(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(without_middle).collect();
    spelled_out(&lines.join("\n"), acts_on_terminals)
}

/// The longest line of talk, in bytes: what is named in it may be as long as a command line.
const LONGEST_LINE: usize = 2000;

/// How much is kept of a line that is longer: of its start, and of its end.
const KEPT: (usize, usize) = (1000, 500);

fn without_middle(line: &str) -> Cow<'_, str> {
    if line.len() <= LONGEST_LINE {
        return Cow::Borrowed(line);
    }
    let (start, _) = line.split_at(line.floor_char_boundary(KEPT.0));
    let (_, end) = line.split_at(line.ceil_char_boundary(line.len().saturating_sub(KEPT.1)));
    Cow::Owned(format!("{start} … {end}"))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn talk_is_read_to_its_end() {
        assert_eq!(plain("error: `a\u{1b}b`\nhelp: c"), "error: `a\\u{1b}b`\nhelp: c");
        let long = plain(&format!("error: there is no `{}é`\nhelp: look", "ü".repeat(50_000)));
        assert!(long.len() < 2_000 && long.starts_with("error: there is no `ü"), "{long}");
        assert!(long.contains("ü … ü") && long.ends_with("üé`\nhelp: look"), "{long}");
    }
}
