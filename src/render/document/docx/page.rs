//! The sheets of paper: A4, upright or on its side, and how much room a text takes on it.
//!
//! Lengths are in twentieths of a point, as Word counts them: 567 are a centimetre.

use super::xml::Xml;

/// Which way a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Portrait,
    Landscape,
}

const SHORT_SIDE: u32 = 11_906;
const LONG_SIDE: u32 = 16_838;
const MARGIN: u32 = 1_134;

impl Page {
    /// The room for text from margin to margin.
    pub(super) const fn room(self) -> u32 {
        self.size().0.saturating_sub(2 * MARGIN)
    }

    const fn size(self) -> (u32, u32) {
        match self {
            Self::Portrait => (SHORT_SIDE, LONG_SIDE),
            Self::Landscape => (LONG_SIDE, SHORT_SIDE),
        }
    }

    /// The properties of a part of the document that lies this way.
    ///
    /// The first part has the header and the footers, and those after it keep them.
    pub(super) fn properties(self, xml: &mut Xml, is_first: bool) {
        let (width, height) = self.size();
        xml.within("w:sectPr", &[], |xml| {
            if is_first {
                xml.empty("w:headerReference", &[("w:type", &"default"), ("r:id", &"header")]);
                xml.empty("w:footerReference", &[("w:type", &"default"), ("r:id", &"footer")]);
                xml.empty("w:headerReference", &[("w:type", &"first"), ("r:id", &"firstHeader")]);
                xml.empty("w:footerReference", &[("w:type", &"first"), ("r:id", &"firstFooter")]);
            }
            xml.empty("w:type", &[("w:val", &"nextPage")]);
            match self {
                Self::Portrait => xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]),
                Self::Landscape => {
                    xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height), ("w:orient", &"landscape")]);
                }
            }
            let margin = MARGIN;
            xml.empty(
                "w:pgMar",
                &[
                    ("w:top", &1_247),
                    ("w:right", &margin),
                    ("w:bottom", &1_247),
                    ("w:left", &margin),
                    ("w:header", &567),
                    ("w:footer", &567),
                    ("w:gutter", &0),
                ],
            );
            if is_first {
                xml.empty("w:titlePg", &[]);
            }
        });
    }
}

/// The size of letters in tables, in twentieths of a point.
const TABLE_LETTER: u32 = 9 * 20;

/// About how wide a text is in a table, on one line; rather too wide than too narrow.
pub(super) fn width(text: &str) -> u32 {
    let thousandths = text.chars().map(of_letter).fold(0, u32::saturating_add);
    thousandths.saturating_mul(TABLE_LETTER) / 1000
}

/// The width of a letter in thousandths of the size of its font, in the bold of Arial.
const fn of_letter(letter: char) -> u32 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ' ' | '\'' | '|' => 290,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | ':' | ';' | '!' => 400,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 980,
        'A'..='Z' | '&' => 770,
        '0'..='9' | '£' | '€' => 570,
        'a'..='z' => 610,
        '\u{300}'..='\u{36f}' => 0,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffff}' => 1000,
        _ => 640,
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, width};

    #[test]
    fn a_page_on_its_side_has_more_room() {
        assert_eq!((Page::Portrait.room(), Page::Landscape.room()), (9_638, 14_570));
    }

    #[test]
    fn a_day_takes_about_two_and_a_half_centimetres() {
        let width = width("30 September 2026");
        assert!((1_400..1_900).contains(&width), "{width}");
    }

    #[test]
    fn no_text_is_too_long_to_be_measured() {
        assert!(width(&"W".repeat(5_000_000)) > 1_000_000);
    }
}
