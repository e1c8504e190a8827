//! The list of contents: filled in already, and a field of Word, which gives it the numbers of the pages when asked.
//!
//! The numbers of pages are known to who lays them out, and so to nobody before Word has opened the file. The entries
//! lead to their chapters without them.

use super::text::{Level, Style, paragraph, plain};
use super::xml::Xml;
use crate::document::Document;

/// The fewest headings that need a list, and the most entries that it has where it can do with fewer levels.
const FEWEST: usize = 4;
const MOST: usize = 24;

/// What the list names.
pub(super) struct Contents<'d> {
    /// Each with its level and the number of its heading, counted from 1.
    entries: Vec<(Level, usize, &'d str)>,
    deepest: Level,
}

impl<'d> Contents<'d> {
    /// The headings of a document, to the depth at which they are a list and not a book.
    pub(super) fn of(document: &'d Document) -> Self {
        let headings = document.outline().zip(1..);
        let all: Vec<_> =
            headings.map(|((depth, section), number)| (Level::of(depth), number, section.heading.as_str())).collect();
        let count = |deepest| all.iter().filter(|(level, ..)| *level <= deepest).count();
        let deepest = [Level::Third, Level::Second].into_iter().find(|level| count(*level) <= MOST);
        let deepest = deepest.unwrap_or(Level::First);
        Self { entries: all.into_iter().filter(|(level, ..)| *level <= deepest).collect(), deepest }
    }
}

/// The name by which the list leads to a heading.
pub(super) fn bookmark(number: usize) -> String {
    format!("_Toc{number:06}")
}

/// Writes the list, where there is enough for one.
pub(super) fn write(xml: &mut Xml, contents: &Contents<'_>) {
    if contents.entries.len() < FEWEST {
        return;
    }
    xml.within("w:sdt", &[], |xml| {
        xml.within("w:sdtPr", &[], |xml| {
            xml.within("w:docPartObj", &[], |xml| {
                xml.empty("w:docPartGallery", &[("w:val", &"Table of Contents")]);
                xml.empty("w:docPartUnique", &[]);
            });
        });
        xml.within("w:sdtContent", &[], |xml| {
            paragraph(xml, Style::ContentsHeading, |xml| plain(xml, "Contents"));
            for (place, (level, number, heading)) in (1..).zip(&contents.entries) {
                paragraph(xml, Style::ContentsEntry(*level), |xml| {
                    if place == 1 {
                        begin(xml, contents.deepest);
                    }
                    xml.within("w:hyperlink", &[("w:anchor", &bookmark(*number)), ("w:history", &1)], |xml| {
                        plain(xml, heading);
                    });
                    if place == contents.entries.len() {
                        mark(xml, "end");
                    }
                });
            }
        });
    });
    paragraph(xml, Style::AfterTable, |_| {});
}

/// Begins the field: headings to this level, as links, by their place in the outline.
fn begin(xml: &mut Xml, deepest: Level) {
    mark(xml, "begin");
    xml.within("w:r", &[], |xml| {
        let code = format!(" TOC \\o \"1-{}\" \\h \\z \\u ", deepest.number());
        xml.holding("w:instrText", &[("xml:space", &"preserve")], &code);
    });
    mark(xml, "separate");
}

fn mark(xml: &mut Xml, kind: &'static str) {
    xml.within("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", &kind)]));
}
