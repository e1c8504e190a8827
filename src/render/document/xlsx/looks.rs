//! How cells look. Colours only repeat what words say, and hold against their background (at least 4.5 to 1).

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::model::{Rag, Rating, Scheme};

/// The looks of a file.
pub(super) struct Looks {
    pub title: Format,
    /// Of chapters, and of what stands deeper.
    pub headings: [Format; 2],
    /// The heads of columns.
    pub head: Format,
    pub row: Cells,
    pub total: Cells,
}

/// The looks of the cells of a row.
pub(super) struct Cells {
    pub text: Format,
    /// Of a text that would be a formula if somebody typed it.
    pub quoted: Format,
    pub link: Format,
    pub whole: Format,
    pub number: Format,
    pub day: Format,
    red: Format,
    amber: Format,
    green: Format,
    blue: Format,
    grey: Format,
}

const WHITE: u32 = 0xFF_FFFF;
const BLACK: u32 = 0x00_0000;
const RED: u32 = 0xC0_0000;
const AMBER: u32 = 0xFF_C000;
const GREEN: u32 = 0x7F_C97F;
const BLUE: u32 = 0x1F_4E79;
const GREY: u32 = 0xD9_D9D9;
const INK: u32 = 0x1F_3864;
const PAPER: u32 = 0xDD_E4EF;
const LINK: u32 = 0x05_63C1;

impl Looks {
    pub(super) fn new() -> Self {
        let heading = |size: f64| Format::new().set_bold().set_font_size(size).set_font_color(Color::RGB(INK));
        Self {
            title: heading(18.0),
            headings: [heading(14.0), heading(11.0)],
            head: (Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top))
                .set_background_color(Color::RGB(PAPER))
                .set_border_bottom(FormatBorder::Thin),
            row: Cells::on(&Format::new().set_align(FormatAlign::Top)),
            total: Cells::on(&Format::new().set_align(FormatAlign::Top).set_bold().set_border_top(FormatBorder::Thin)),
        }
    }
}

impl Cells {
    fn on(base: &Format) -> Self {
        let text = base.clone().set_text_wrap();
        let coloured = |paper: u32, ink: u32| {
            base.clone().set_bold().set_background_color(Color::RGB(paper)).set_font_color(Color::RGB(ink))
        };
        Self {
            quoted: text.clone().set_quote_prefix(),
            link: text.clone().set_font_color(Color::RGB(LINK)).set_underline(rust_xlsxwriter::FormatUnderline::Single),
            text,
            whole: base.clone().set_num_format("#,##0"),
            number: base.clone(),
            day: base.clone().set_num_format("d mmm yyyy").set_align(FormatAlign::Left),
            red: coloured(RED, WHITE),
            amber: coloured(AMBER, BLACK),
            green: coloured(GREEN, BLACK),
            blue: coloured(BLUE, WHITE),
            grey: coloured(GREY, BLACK),
        }
    }

    pub(super) const fn rating(&self, rating: Rating, scheme: Scheme) -> &Format {
        match (rating, scheme) {
            (Rating::Red, _) => &self.red,
            (Rating::Amber, _) => &self.amber,
            (Rating::Complete, Scheme::Brag) => &self.blue,
            (Rating::Green, _) | (Rating::Complete, Scheme::Rag) => &self.green,
            (Rating::Unrated, _) => &self.grey,
        }
    }

    pub(super) const fn reported(&self, rag: Rag) -> &Format {
        match rag {
            Rag::Red => &self.red,
            Rag::Amber => &self.amber,
            Rag::Green => &self.green,
        }
    }

    /// An amount in a currency; nothing where its code is no code.
    pub(super) fn money(&self, currency: &str, has_pence: bool) -> Option<Format> {
        let sign = match currency {
            "GBP" => "\"£\"".to_owned(),
            "EUR" => "\"€\"".to_owned(),
            code if !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric()) => format!("\"{code}\" "),
            _ => return None,
        };
        let digits = if has_pence { "#,##0.00" } else { "#,##0" };
        Some(self.number.clone().set_num_format(format!("{sign}{digits}")))
    }
}
