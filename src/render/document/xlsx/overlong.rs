//! Texts that are longer than a cell may be: they go on in a sheet at the end.

use std::borrow::Cow;

use rust_xlsxwriter::{Worksheet, XlsxError, utility::row_col_to_cell};

use super::cells::Place;
use super::looks::Looks;
use super::name::LONG_TEXTS;

/// So much text fits into a cell, in the units in which Excel counts.
const ROOM: usize = 32_767;

/// What ends a cell whose text goes on elsewhere.
const GOES_ON: &str = " … (goes on in the sheet `Long texts`)";

/// The rest of a text, and the cell that it belongs to.
pub(super) struct Overlong {
    pub sheet: String,
    pub place: Place,
    pub rest: String,
}

/// As much of a text as a cell takes, and the rest.
pub(super) fn cut(text: &str) -> (Cow<'_, str>, &str) {
    if text.len() <= ROOM || text.encode_utf16().count() <= ROOM {
        return (Cow::Borrowed(text), "");
    }
    let (kept, rest) = split(text, ROOM.saturating_sub(GOES_ON.encode_utf16().count()));
    (Cow::Owned(format!("{kept}{GOES_ON}")), rest)
}

/// Writes the sheet, a part of a text a row.
pub(super) fn write(worksheet: &mut Worksheet, overlong: &[Overlong], looks: &Looks) -> Result<(), XlsxError> {
    worksheet.set_name(LONG_TEXTS)?.set_freeze_panes(1, 0)?;
    for ((heading, width), column) in [("Sheet", 24.0), ("Cell", 10.0), ("Goes on", 100.0)].into_iter().zip(0..) {
        worksheet.set_column_width(column, width)?.write_string_with_format(0, column, heading, &looks.head)?;
    }
    let mut row: u32 = 0;
    for text in overlong {
        let mut rest = text.rest.as_str();
        while !rest.is_empty() {
            let (part, left) = split(rest, ROOM);
            row = row.saturating_add(1);
            worksheet.write_string_with_format(row, 0, &text.sheet, &looks.row.quoted)?;
            worksheet.write_string_with_format(row, 1, row_col_to_cell(text.place.0, text.place.1), &looks.row.text)?;
            worksheet.write_string_with_format(row, 2, part, &looks.row.quoted)?;
            rest = left;
        }
    }
    worksheet.autofilter(0, 0, row, 2)?;
    Ok(())
}

/// As much of a text as fills so much room, and the rest.
pub(super) fn split(text: &str, room: usize) -> (&str, &str) {
    let mut left = Some(room);
    let is_over = |(_, c): &(usize, char)| {
        left = left.and_then(|left| left.checked_sub(c.len_utf16()));
        left.is_none()
    };
    let over = text.char_indices().find(is_over);
    over.and_then(|(place, _)| text.split_at_checked(place)).unwrap_or((text, ""))
}
