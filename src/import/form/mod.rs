//! What came back in a return form, whatever has been done to the file since it went out.
//!
//! Rows may be sorted, filtered, left out or copied to another sheet, columns moved and added: each answer is found by
//! the code in its row and by the heading of its column. Nothing is guessed: what cannot be read is a problem of its row.

mod answers;
mod rows;
mod text;
mod typed;

use std::collections::HashMap;

use super::{Kind, ReadError, decode};
use crate::model::{Code, Reply};

/// The largest file of a form, in bytes.
pub const LARGEST: usize = 100 << 20;

/// What came back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Returned {
    /// One for each action that the form asks about, also where nothing was answered, in the order of the file.
    pub replies: Vec<Reply>,
    pub problems: Vec<Problem>,
    /// What is in the file and is not read: a sentence each.
    pub notes: Vec<String>,
}

/// Something in a form that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands: `Return, row 12`.
    pub at: String,
    /// A lower-case phrase without a full stop, with literals in backticks.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// Why a file is not read as a form at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("there is no return form in it: no action has its code")]
    NoForm,
}

impl FormError {
    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Read(error) => error.help(),
            Self::NoForm => "`vawg return new` makes a form; the column `Code` has to come back with it",
        }
    }
}

/// Reads the bytes of a file that came back, by the name that people know it by.
///
/// # Errors
///
/// It cannot be read, or nothing in it can be a return form.
pub fn read(bytes: &[u8], file: &str) -> Result<Returned, FormError> {
    let found = match lines(bytes) {
        Some(found) => found,
        None => rows::of(&super::read(file, bytes)?),
    };
    if found.is_empty() {
        return Err(FormError::NoForm);
    }
    Ok(placed(answers::of(found), file))
}

/// The answers in the lines of an e-mail; nothing where the file is none, or one whose text is encoded.
fn lines(bytes: &[u8]) -> Option<answers::Found> {
    let may_be = matches!(Kind::of(bytes), Kind::Text | Kind::Mail);
    let text = may_be.then(|| decode(bytes))?;
    let is_encoded = text.lines().any(|line| {
        let line = line.to_ascii_lowercase();
        line.starts_with("content-transfer-encoding:") && (line.contains("quoted") || line.contains("base64"))
    });
    Some(text::of(&text)).filter(|found| !found.is_empty() && !is_encoded)
}

/// The same with the name of the file in every place.
fn placed(mut returned: Returned, file: &str) -> Returned {
    let places = returned.replies.iter_mut().map(|reply| &mut reply.at);
    for at in places.chain(returned.problems.iter_mut().map(|problem| &mut problem.at)).chain(&mut returned.notes) {
        *at = format!("{file}, {at}");
    }
    returned
}

/// Takes out of each of several forms what one before it says as well, and makes a problem of what they say differently.
pub fn compare(forms: &mut [Returned]) {
    let mut known: HashMap<Code, Reply> = HashMap::new();
    for form in forms {
        for reply in form.replies.iter_mut().filter(|reply| !reply.is_empty()) {
            let Some(before) = known.get(&reply.code) else {
                known.insert(reply.code.clone(), reply.clone());
                continue;
            };
            if (Reply { at: before.at.clone(), ..reply.clone() }) != *before {
                form.problems.push(Problem {
                    at: format!("{} ({})", reply.at, reply.code.reference),
                    message: format!("it is answered differently in {}", before.at),
                    help: "apply the right one of the two first".to_owned(),
                });
            }
            *reply = Reply::to(reply.code.clone(), reply.at.clone());
        }
    }
}
