//! The names that git gives to commits and files, and the bytes behind the names of files.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::num::NonZero;
use std::ops::Range;

use sha1::{Digest, Sha1};

use super::talk::Conversation;
use super::{GitError, Repository};

/// The name of a commit or of the bytes of a file: hexadecimal digits that follow from what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectId(Box<str>);

impl ObjectId {
    /// The name in full, as git prints it; nothing where the text is none, or the one that stands for nothing.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let is_name = matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        (is_name && text.bytes().any(|byte| byte != b'0')).then(|| Self(text.into()))
    }

    /// The name in full.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first digits, which are enough for people.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }

    /// Whether this is the name of a file with these bytes.
    ///
    /// Repositories that name by SHA-256 give no such answer: there nothing is known to be the same.
    #[must_use]
    pub fn names(&self, bytes: &[u8]) -> bool {
        let mut hash = Sha1::new();
        hash.update(format!("blob {}\0", bytes.len()));
        hash.update(bytes);
        let mut digits = self.0.as_bytes().chunks_exact(2);
        self.0.len() == 40 && hash.finalize().iter().all(|byte| digits.next() == Some(&hex(*byte)))
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

fn hex(byte: u8) -> [u8; 2] {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    [byte >> 4, byte & 15].map(|digit| DIGITS.get(usize::from(digit)).copied().unwrap_or_default())
}

/// The bytes of files, by their names.
#[derive(Debug, Default)]
pub struct Blobs {
    parts: Vec<Vec<u8>>,
    found: HashMap<ObjectId, (usize, Range<usize>)>,
}

impl Blobs {
    /// The bytes of a file; nothing where the repository does not hold them.
    #[must_use]
    pub fn get(&self, id: &ObjectId) -> Option<&[u8]> {
        let (part, range) = self.found.get(id)?;
        self.parts.get(*part)?.get(range.clone())
    }

    /// Takes in what `git cat-file --batch` prints: a line with name, kind and size, the bytes, a line end. Gives the
    /// number of answers; nothing where something else is among them.
    fn take_in(&mut self, bytes: Vec<u8>) -> Option<usize> {
        let (mut at, mut answers) = (0_usize, 0_usize);
        while at < bytes.len() {
            let line = bytes.get(at..)?.split(|byte| *byte == b'\n').next()?;
            let start = at.checked_add(line.len())?.checked_add(1)?;
            let text = String::from_utf8_lossy(line);
            let mut words = text.split(' ');
            let id = words.next().and_then(ObjectId::parse)?;
            let size = words.nth(1).and_then(|size| size.parse::<usize>().ok());
            answers = answers.saturating_add(1);
            at = start;
            if let Some(size) = size {
                let end = start.checked_add(size)?;
                self.found.insert(id, (self.parts.len(), start..end));
                at = end.checked_add(1)?;
            }
        }
        let is_whole = at == bytes.len();
        self.parts.push(bytes);
        is_whole.then_some(answers)
    }
}

/// So many files are worth one more process to read them.
const WORTH_A_PROCESS: usize = 250;

impl Repository {
    /// The bytes of files, all in one go: from one process, or for many files from a few side by side.
    ///
    /// # Errors
    ///
    /// git cannot be run, or does not give one of them.
    pub fn blobs<'i>(&self, ids: impl IntoIterator<Item = &'i ObjectId>) -> Result<Blobs, GitError> {
        let mut seen = HashSet::new();
        let ids: Vec<&ObjectId> = ids.into_iter().filter(|id| seen.insert(*id)).collect();
        let processes = (ids.len() / WORTH_A_PROCESS).clamp(1, most_processes());
        let blobs = self.blobs_by_part(ids.chunks(ids.len().div_ceil(processes).max(1)))?;
        match ids.into_iter().find(|id| blobs.get(id).is_none()) {
            Some(id) => {
                let reason = format!("does not give the file {id}; `git fsck` says what the repository lacks");
                Err(GitError::Failed { command: "cat-file".to_owned(), reason })
            }
            None => Ok(blobs),
        }
    }

    /// The bytes of files whose names come in part by part: they are read while others are still to be found. Those that
    /// git does not give are missing.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn blobs_by_part<I: Borrow<ObjectId>>(
        &self,
        parts: impl IntoIterator<Item = impl AsRef<[I]>>,
    ) -> Result<Blobs, GitError> {
        std::thread::scope(|scope| {
            let mut readers: Vec<(Conversation<'_>, usize)> = Vec::new();
            let names = parts.into_iter().map(|part| lines(part.as_ref())).filter(|lines| !lines.is_empty());
            for (names, place) in names.zip((0..most_processes()).cycle()) {
                if place == readers.len() {
                    readers.push((self.converse(scope, &["cat-file", "--batch", "--buffer"])?, 0));
                }
                if let Some((reader, asked)) = readers.get_mut(place) {
                    *asked = asked.saturating_add(names.lines().count());
                    reader.tell(names);
                }
            }
            let mut blobs = Blobs::default();
            for (reader, asked) in readers {
                if blobs.take_in(reader.end()?) != Some(asked) {
                    let reason = "not every file that was asked for is in its answer".to_owned();
                    return Err(GitError::Failed { command: "cat-file".to_owned(), reason });
                }
            }
            Ok(blobs)
        })
    }
}

fn most_processes() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

fn lines<I: Borrow<ObjectId>>(ids: &[I]) -> String {
    ids.iter().map(Borrow::borrow).fold(String::new(), |lines, id| lines + id.as_str() + "\n")
}

#[cfg(test)]
mod tests {
    use super::{Blobs, ObjectId};

    const EMPTY: &str = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
    const HELLO: &str = "ce013625030ba8dba906f756967f9e9ca394464a";

    fn id(text: &str) -> ObjectId {
        ObjectId::parse(text).expect("a name")
    }

    #[test]
    fn a_file_is_known_by_its_bytes() {
        assert!(id(EMPTY).names(b"") && id(HELLO).names(b"hello\n"));
        assert!(!id(HELLO).names(b"hello\r\n"));
        assert!(!id(&"a".repeat(64)).names(b"hello\n"));
    }

    #[test]
    fn only_names_in_full_are_names() {
        for text in ["HEAD", "e69de29", "--output=x", &"0".repeat(40), ""] {
            assert_eq!(ObjectId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn files_are_found_by_their_names_whatever_they_hold() {
        let missing = "a".repeat(40);
        let printed = format!("{HELLO} blob 6\nhello\n\n{missing} missing\n{EMPTY} blob 0\n\n");
        let mut blobs = Blobs::default();
        assert_eq!(blobs.take_in(printed.clone().into_bytes()), Some(3));
        assert_eq!(blobs.get(&id(HELLO)), Some(b"hello\n".as_slice()));
        assert_eq!(blobs.get(&id(EMPTY)), Some(b"".as_slice()));
        assert_eq!(blobs.get(&id(&missing)), None);
        let without_a_line = printed.replacen("blob 6\n", "", 1);
        for half in [printed.get(..60), printed.get(..48), Some(without_a_line.as_str())] {
            let half = half.expect("it is longer").as_bytes().to_vec();
            assert_eq!(Blobs::default().take_in(half), None);
        }
    }
}
