//! Forms as they come back.
