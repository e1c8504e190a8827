//! The parts of a Word or Excel file, which is a zip file: taken out one at a time, never more than is bearable.
//!
//! Sizes are those of what comes out, not those that the file claims.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::ReadError;

/// The largest file that is read: 100 MB.
pub(crate) const LARGEST_FILE: usize = 100 << 20;
/// The largest part of a file, unpacked: 200 MB.
const LARGEST_PART: usize = 200 << 20;
/// All the parts that are read, unpacked: 300 MB.
const LARGEST_SUM: usize = 300 << 20;
/// The parts of a file, whether read or not.
const MOST_PARTS: usize = 20_000;

/// A zip file, open.
pub(crate) struct Package<'a> {
    archive: RefCell<ZipArchive<Cursor<&'a [u8]>>>,
    /// Where a part is, by its name in small letters, and the names in their order in the file.
    places: HashMap<String, usize>,
    names: Vec<String>,
    /// The bytes that may still come out.
    left: RefCell<usize>,
}

impl<'a> Package<'a> {
    /// Opens a zip file, and reads the list of its parts.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        if bytes.len() > LARGEST_FILE {
            return Err(ReadError::too_large("more than 100 MB"));
        }
        // Before the list of parts takes memory.
        if bytes.windows(4).filter(|part| part == b"PK\x01\x02").take(MOST_PARTS + 1).count() > MOST_PARTS {
            return Err(ReadError::too_large("more than 20,000 parts in the zip file"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| ReadError::damaged(why(&error)))?;
        if listed(bytes).is_some_and(|count| count > archive.len()) {
            return Err(twice());
        }
        let mut names = vec![String::new(); archive.len()];
        for (index, name) in names.iter_mut().enumerate() {
            if let Some(Ok(found)) = archive.name_for_index(index) {
                *name = tidy(&found);
            }
        }
        let places = names.iter().cloned().enumerate().map(|(index, name)| (name, index)).collect();
        Ok(Self { archive: RefCell::new(archive), places, names, left: RefCell::new(LARGEST_SUM) })
    }

    /// The names of its parts in small letters, with `/`.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The bytes of a part; nothing where there is no such part.
    pub(crate) fn part(&self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let name = &tidy(name);
        let Some(&index) = self.places.get(name) else {
            return Ok(None);
        };
        if self.names.iter().filter(|other| *other == name).count() > 1 {
            return Err(twice());
        }
        let damaged = |why: &str| ReadError::damaged(format!("its part `{name}` cannot be unpacked ({why})"));
        let mut archive = self.archive.borrow_mut();
        let file = archive.by_index(index).map_err(|error| damaged(&why(&error)))?;
        let mut left = self.left.borrow_mut();
        let most = LARGEST_PART.min(*left);
        let mut bytes = Vec::new();
        file.take((most as u64).saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(&error.to_string()))?;
        let rest = left.checked_sub(bytes.len()).filter(|_| bytes.len() <= most);
        *left = rest.ok_or_else(|| ReadError::too_large(format!("its part `{name}` unpacks to more than is read")))?;
        Ok(Some(bytes))
    }
}

/// How many parts the end of a zip file says that there are.
fn listed(bytes: &[u8]) -> Option<usize> {
    let end = bytes.windows(4).rposition(|part| part == b"PK\x05\x06")?;
    let count = bytes.get(end..)?.get(10..12)?;
    // A file of more parts than that says so elsewhere.
    Some(u16::from_le_bytes([*count.first()?, *count.get(1)?])).filter(|count| *count < u16::MAX).map(usize::from)
}

/// Word and Excel refuse such a file; others read the first, or the last.
fn twice() -> ReadError {
    ReadError::damaged("two of its parts have the same name")
}

/// A name as parts are compared: some programs write `\`, or a `/` in front.
fn tidy(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

fn why(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(why) if why.contains("assword") => "it is protected by a password".to_owned(),
        ZipError::InvalidArchive(_) => "its end is missing, or it was changed on its way here".to_owned(),
        error => error.to_string(),
    }
}
