//! What shells read: the scripts by which they ask what may be typed next, and the answers, in the signs of each.
//!
//! Decides nothing about what may be typed. An answer never acts on the shell that reads it.

mod line;
mod write;

pub use line::{Line, read};
pub use write::answer;

/// A shell that completes what is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(alias = "pwsh")]
    Powershell,
    Elvish,
}

impl Shell {
    /// The script to load into the shell.
    #[must_use]
    pub const fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("script.bash"),
            Self::Zsh => include_str!("script.zsh"),
            Self::Fish => include_str!("script.fish"),
            Self::Powershell => include_str!("script.ps1"),
            Self::Elvish => include_str!("script.elv"),
        }
    }
}

/// A word that may stand in place of the one that is typed, as the program would get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub word: String,
    /// What it stands for, in a line; may be empty.
    pub about: String,
    pub then: Then,
}

/// What comes after a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// A blank, since the word is whole.
    Blank,
    /// More of the same word.
    More,
}
