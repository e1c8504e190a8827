//! Pasted text.

use super::{ReadError, Story};

/// What a pasted text holds.
///
/// # Errors
///
/// When it is no text, or there is nothing in it.
pub fn read(bytes: &[u8]) -> Result<Story, ReadError> {
    let _ = bytes;
    Err(ReadError::Empty)
}
