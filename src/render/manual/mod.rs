//! Pages of the manual: in the terminal, as man pages, and the help that clap shows. Knows nothing of what they say.

mod help;
mod roff;
mod terminal;

pub use help::{Group, laid_out};
pub use roff::roff;
pub use terminal::text;
