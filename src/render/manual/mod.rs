//! Pages of the manual: in the terminal, as man pages, and the help that clap shows. Knows nothing of what they say.

mod roff;

pub use roff::roff;
