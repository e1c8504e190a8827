//! What came back in a return form, whatever has been done to the file since it went out.
//!
//! Rows may be sorted, filtered, left out or copied to another sheet, columns moved and added: each answer is found by
//! the code in its row and by the heading of its column. Nothing is guessed: what cannot be read is a problem of its row.

mod answers;
mod rows;
mod text;
mod typed;
mod workbook;

use std::collections::HashMap;

use crate::model::{Code, Reply};

/// The largest file of a form, in bytes.
pub const LARGEST: usize = 20 << 20;

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
    #[error("it is larger than any form: {0} MB")]
    TooLarge(usize),
    #[error("it is in an old format of Office; or it is locked by a password")]
    OldOffice,
    #[error("it is a PDF, from which no answer can be read for certain")]
    Pdf,
    #[error("it is a workbook that cannot be read: {0}")]
    Workbook(String),
    #[error("it is neither a workbook nor a text")]
    Unknown,
    #[error("there is no return form in it: no action has its code")]
    NoForm,
}

impl FormError {
    /// What to do about it.
    #[must_use]
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::TooLarge(_) => "copy the sheet with the form to a file of its own",
            Self::OldOffice => "open it, take the password off, and save it as `.xlsx`",
            Self::Pdf => "ask for the form itself, as a spreadsheet or an e-mail",
            Self::Workbook(_) => "open it in Excel or LibreOffice and save it as `.xlsx`",
            Self::Unknown => "save it as `.xlsx`, `.csv` or `.txt`",
            Self::NoForm => "`vawg return new` makes a form; the column `Code` has to come back with it",
        }
    }
}

/// Reads the bytes of a file that came back, by the name that people know it by.
///
/// # Errors
///
/// Nothing in it can be a return form.
pub fn read(bytes: &[u8], file: &str) -> Result<Returned, FormError> {
    if bytes.len() > LARGEST {
        return Err(FormError::TooLarge(bytes.len() >> 20));
    }
    let found = match bytes {
        [b'P', b'K', ..] => rows::of(&workbook::read(bytes)?),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(FormError::OldOffice),
        [b'%', b'P', b'D', b'F', ..] => return Err(FormError::Pdf),
        _ => of_text(bytes)?,
    };
    if found.is_empty() {
        return Err(FormError::NoForm);
    }
    Ok(placed(answers::of(found), file))
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

/// The answers in a text: in the lines of an e-mail, or in rows parted by commas, semicolons or tabs.
fn of_text(bytes: &[u8]) -> Result<answers::Found, FormError> {
    let text = decoded(bytes).ok_or(FormError::Unknown)?;
    let lines = text::of(&text);
    Ok(if lines.is_empty() { rows::of(&workbook::of_csv(&text)) } else { lines })
}

/// The text in the bytes, which are UTF-8 or what Windows writes: UTF-16, or else its code page for western Europe.
fn decoded(bytes: &[u8]) -> Option<String> {
    let wide = |read: fn([u8; 2]) -> u16| {
        let (pairs, _) = bytes.get(2..)?.as_chunks::<2>();
        String::from_utf16(&pairs.iter().map(|pair| read(*pair)).collect::<Vec<_>>()).ok()
    };
    let text = match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes)?,
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes)?,
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).ok()?,
        _ => String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| bytes.iter().map(|byte| western(*byte)).collect()),
    };
    (!text.contains('\0')).then_some(text)
}

/// A character of Windows-1252.
fn western(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests;
