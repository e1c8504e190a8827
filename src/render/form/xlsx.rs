//! A form as a workbook: one sheet, a row an action, the cells to fill in coloured and the others protected.
//!
//! Each row carries the code of its action, so that rows can be sorted, left out and copied. No cell is a formula, none
//! is merged, and no password holds what is protected.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use crate::document::form::{Asked, CODE, Form, Question, TOLD, ratings, status_in_words, statuses};
use crate::render::csv::is_formula;
use crate::render::document::xlsx::{excel_day, room};
use crate::render::style::{one_line, visible};

/// The number of A4 among the sizes of paper.
const A4: u8 = 9;

/// So many lines a row has at least, so that there is room to answer.
const ROOM: usize = 3;

/// So many characters a cell can hold.
const LONGEST: usize = 32_767;

/// The colours of cells to fill in, of heads, and of what is there for programs.
const ASKED: u32 = 0xFF_F8DC;
const HEAD: u32 = 0xDD_E4EF;
const ASKED_HEAD: u32 = 0xFF_E699;
const FAINT: u32 = 0x76_7676;

/// A column of the form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    /// One of [`TOLD`], by its place there.
    Told(usize),
    Asked(Question),
    Code,
}

struct Looks {
    title: Format,
    head: Format,
    asked_head: Format,
    told: Format,
    quoted: Format,
    answer: Format,
    words: Format,
    day: Format,
    code: Format,
}

/// The workbook of a form.
pub(super) fn bytes(form: &Form) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(form)?);
    let (sheet, looks, columns) = (workbook.add_worksheet(), Looks::new(), columns(form));
    sheet.set_name("Return")?;
    let head = above(sheet, form, &looks)?;
    for (column, place) in columns.iter().zip(0..) {
        sheet.set_column_width(place, room::width(column.width()))?;
        let look = if matches!(column, Column::Asked(_)) { &looks.asked_head } else { &looks.head };
        sheet.write_string_with_format(head, place, column.heading(), look)?;
    }
    let first = head.saturating_add(1);
    for (asked, row) in form.actions.iter().zip(first..) {
        let mut lines = ROOM;
        for (column, place) in columns.iter().zip(0..) {
            column.write(sheet, (row, place), asked, &looks)?;
            lines = lines.max(column.lines(asked));
        }
        room::raise(sheet, row, lines)?;
    }
    let last = head.saturating_add(u32::try_from(form.actions.len()).unwrap_or(0));
    choices(sheet, &columns, first, last)?;
    frame(sheet, form, &columns, head, last)?;
    workbook.save_to_buffer()
}

/// What the file says of itself; the day of its making is that of the state it tells.
fn properties(form: &Form) -> Result<DocProperties, XlsxError> {
    let made = excel_day(form.as_of).map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)?;
    Ok(DocProperties::new()
        .set_title(one_line(&form.title()))
        .set_subject(one_line(&form.subject))
        .set_creation_datetime(&made)
        .set_custom_property("Language", "en-GB"))
}

/// Writes what stands above the table, and gives the row of its head.
fn above(sheet: &mut Worksheet, form: &Form, looks: &Looks) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(0, 0, cut(&form.title()), &looks.title)?;
    sheet.write_string_with_format(1, 0, cut(&form.subject), &looks.words)?;
    let facts = form.facts.iter().map(|fact| format!("{}: {}", fact.term, fact.value.words()));
    let mut row: u32 = 2;
    for line in form.instructions().into_iter().chain([facts.collect::<Vec<_>>().join(". ")]) {
        sheet.write_string_with_format(row, 0, cut(&line), &looks.words)?;
        row = row.saturating_add(1);
    }
    Ok(row.saturating_add(1))
}

fn columns(form: &Form) -> Vec<Column> {
    let told = (0..TOLD.len()).filter(|place| *place > 0 || form.has_plans).map(Column::Told);
    told.chain(Question::ALL.map(Column::Asked)).chain([Column::Code]).collect()
}

impl Column {
    fn heading(self) -> &'static str {
        match self {
            Self::Told(place) => TOLD.get(place).copied().unwrap_or_default(),
            Self::Asked(question) => question.heading(),
            Self::Code => CODE,
        }
    }

    /// The characters that it gives.
    const fn width(self) -> usize {
        match self {
            Self::Told(0) => 20,
            Self::Told(1) => 7,
            Self::Told(2 | 6) => 40,
            Self::Told(3) => 16,
            Self::Told(4) | Self::Asked(Question::Status | Question::Rating) | Self::Code => 13,
            Self::Told(_) => 24,
            Self::Asked(Question::Progress) => 50,
            Self::Asked(Question::Deadline) => 15,
            Self::Asked(Question::Why) => 32,
        }
    }

    /// The lines that it takes for an action.
    fn lines(self, asked: &Asked) -> usize {
        match self {
            Self::Told(place) => room::lines_of(&told(asked, place), self.width()),
            Self::Asked(_) | Self::Code => 1,
        }
    }

    fn write(self, sheet: &mut Worksheet, at: (u32, u16), asked: &Asked, looks: &Looks) -> Result<(), XlsxError> {
        let can_answer = asked.can_move || !matches!(self, Self::Asked(Question::Deadline | Question::Why));
        match self {
            Self::Told(place) => {
                let text = told(asked, place);
                let look = if is_formula(&text) || text.starts_with('\'') { &looks.quoted } else { &looks.told };
                sheet.write_string_with_format(at.0, at.1, cut(&text), look)?;
            }
            Self::Asked(_) if !can_answer => _ = sheet.write_blank(at.0, at.1, &looks.told)?,
            Self::Asked(Question::Deadline) => _ = sheet.write_blank(at.0, at.1, &looks.day)?,
            Self::Asked(_) => _ = sheet.write_blank(at.0, at.1, &looks.answer)?,
            Self::Code => _ = sheet.write_string_with_format(at.0, at.1, asked.code.to_string(), &looks.code)?,
        }
        Ok(())
    }
}

/// What one of [`TOLD`] tells of an action.
fn told(asked: &Asked, place: usize) -> String {
    match place {
        0 => asked.plan_title.clone(),
        1 => asked.code.reference.to_string(),
        2 => asked.text.clone(),
        3 => asked.deadline.clone().unwrap_or_default(),
        4 => status_in_words(asked.status),
        5 => {
            let rating = asked.rating.map_or_else(|| "not counted".to_owned(), |rating| rating.word().to_uppercase());
            format!("{rating}: {}", asked.reason)
        }
        _ => asked.last.as_ref().map(|(day, note)| format!("{}: {note}", day.in_words())).unwrap_or_default(),
    }
}

/// The words to choose from, and what is said where a cell is entered. Another word is asked about, not refused.
fn choices(sheet: &mut Worksheet, columns: &[Column], first: u32, last: u32) -> Result<(), XlsxError> {
    for (column, place) in columns.iter().zip(0..) {
        let Column::Asked(question) = column else { continue };
        let validation = match question {
            Question::Status => DataValidation::new().allow_list_strings(&statuses())?,
            Question::Rating => DataValidation::new().allow_list_strings(&ratings())?,
            Question::Progress | Question::Deadline | Question::Why => DataValidation::new().allow_any_value(),
        };
        let validation = validation
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_message("This is none of the words on the list. Keep it?")?
            .set_input_title(question.heading())?
            .set_input_message(question.hint())?;
        sheet.add_data_validation(first, place, last.max(first), place, &validation)?;
    }
    Ok(())
}

fn frame(sheet: &mut Worksheet, form: &Form, columns: &[Column], head: u32, last: u32) -> Result<(), XlsxError> {
    let options = ProtectionOptions {
        format_columns: true,
        format_rows: true,
        format_cells: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    };
    sheet.protect_with_options(&options);
    sheet.set_freeze_panes(head.saturating_add(1), 0)?;
    if let Some(last_column) = columns.len().checked_sub(1).and_then(|place| u16::try_from(place).ok()) {
        sheet.autofilter(head, 0, last, last_column)?;
        sheet.set_print_area(0, 0, last, last_column.saturating_sub(1))?;
    }
    let title: String = one_line(&form.title()).chars().take(100).collect();
    // `&` starts a code there.
    sheet.set_footer(format!("&L{}&RPage &P of &N", title.replace('&', "&&")));
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(head, head)?;
    Ok(())
}

/// A text that acts on nothing, as long as a cell can hold.
fn cut(text: &str) -> String {
    let text = visible(text);
    if text.encode_utf16().count() <= LONGEST {
        return text.into_owned();
    }
    text.chars().take(LONGEST / 2 - 1).chain(['…']).collect()
}

impl Looks {
    fn new() -> Self {
        let head = (Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top))
            .set_border_bottom(FormatBorder::Thin)
            .set_background_color(Color::RGB(HEAD));
        let told = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let answer = told.clone().set_unlocked().set_background_color(Color::RGB(ASKED)).set_border(FormatBorder::Hair);
        Self {
            title: Format::new().set_bold().set_font_size(16.0),
            asked_head: head.clone().set_background_color(Color::RGB(ASKED_HEAD)),
            head,
            quoted: told.clone().set_quote_prefix(),
            told,
            words: Format::new(),
            day: answer.clone().set_num_format("d mmm yyyy").set_align(FormatAlign::Left),
            // As text, so that what begins like a formula is none.
            answer: answer.set_num_format("@"),
            code: Format::new().set_font_size(8.0).set_font_color(Color::RGB(FAINT)).set_align(FormatAlign::Top),
        }
    }
}
