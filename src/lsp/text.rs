//! A text as editors address it: by lines, and in each by the units of an encoding.
//!
//! Whatever an editor says of a place in it is taken for the nearest place there is, between two characters.

use std::sync::Arc;

use lsp_types::{Position, PositionEncodingKind, Range, TextDocumentContentChangeEvent};

use crate::source::Span;

/// In which units a place in a line is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    Utf8,
    /// What every client knows.
    #[default]
    Utf16,
}

impl Encoding {
    /// The encoding that is easiest for us, of those that a client knows.
    pub(super) fn among(known: &[PositionEncodingKind]) -> Self {
        if known.contains(&PositionEncodingKind::UTF8) { Self::Utf8 } else { Self::Utf16 }
    }

    /// Its name in the protocol.
    pub(super) const fn name(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    const fn units(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
        }
    }
}

/// A text with where its lines start.
#[derive(Debug, Clone)]
pub(super) struct Text {
    content: Arc<str>,
    /// The first byte of each line; there is at least one.
    starts: Vec<usize>,
    encoding: Encoding,
}

impl Text {
    /// A text that an editor has open, exactly as the editor sees it.
    pub(super) fn open(text: impl Into<Arc<str>>, encoding: Encoding) -> Self {
        let text = text.into();
        Self { starts: starts(&text, 0), content: text, encoding }
    }

    /// A text as it is on disk; its byte order mark is none of the characters that an editor would show.
    pub(super) fn on_disk(text: impl Into<Arc<str>>, encoding: Encoding) -> Self {
        let text = text.into();
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { starts: starts(&text, mark), content: text, encoding }
    }

    pub(super) const fn shared(&self) -> &Arc<str> {
        &self.content
    }

    /// The byte at a position.
    pub(super) fn byte(&self, position: Position) -> usize {
        let Some(line) = usize::try_from(position.line).ok().filter(|&line| line < self.starts.len()) else {
            return self.content.len();
        };
        let stretch = self.line(line);
        let (mut at, mut units) = (stretch.start, 0_usize);
        let wanted = usize::try_from(position.character).unwrap_or(usize::MAX);
        for c in self.content.get(stretch).unwrap_or_default().chars() {
            units = units.saturating_add(self.encoding.units(c));
            if units > wanted {
                break;
            }
            at = at.saturating_add(c.len_utf8());
        }
        at
    }

    /// The bytes of a range, which may be given back to front.
    pub(super) fn span(&self, range: Range) -> Span {
        let (one, other) = (self.byte(range.start), self.byte(range.end));
        one.min(other)..one.max(other)
    }

    /// The position of a byte.
    pub(super) fn position(&self, byte: usize) -> Position {
        let number = self.starts.partition_point(|&start| start <= byte).saturating_sub(1);
        let stretch = self.line(number);
        let before = stretch.start..self.content.floor_char_boundary(byte.min(stretch.end));
        let before = self.content.get(before).unwrap_or_default().chars();
        let character = before.map(|c| self.encoding.units(c)).sum();
        Position::new(short(number), short(character))
    }

    /// The range of a stretch of bytes.
    pub(super) fn range(&self, span: &Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    /// The first line, for what is wrong with the file as a whole.
    pub(super) fn first_line(&self) -> Range {
        self.range(&self.line(0))
    }

    /// Makes a change that an editor tells of.
    pub(super) fn change(&mut self, change: TextDocumentContentChangeEvent) {
        let changed = match change.range {
            None => change.text,
            Some(range) => {
                let span = self.span(range);
                let (before, after) = (self.content.get(..span.start), self.content.get(span.end..));
                [before.unwrap_or_default(), &change.text, after.unwrap_or_default()].concat()
            }
        };
        *self = Self::open(changed, self.encoding);
    }

    /// The bytes of a line, without its end.
    fn line(&self, number: usize) -> Span {
        let start = self.starts.get(number).copied().unwrap_or(self.content.len());
        let next = self.starts.get(number.saturating_add(1)).copied().unwrap_or(self.content.len());
        let line = self.content.get(start..next).unwrap_or_default();
        start..start.saturating_add(line.trim_end_matches(['\r', '\n']).len())
    }
}

/// Where lines start: the first where it is said, the others after `\n`, `\r\n` or `\r`, as the protocol has it.
fn starts(text: &str, first: usize) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = bytes.iter().enumerate().filter(|&(at, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at.saturating_add(1)) != Some(&b'\n'),
        _ => false,
    });
    std::iter::once(first).chain(ends.map(|(at, _)| at.saturating_add(1))).collect()
}

/// A number as the protocol counts; texts as long as to make a difference are not read at all.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, Range, TextDocumentContentChangeEvent};
    use proptest::prelude::*;

    use super::{Encoding, Text};

    const TEXT: &str = "a = \"ü𝄞x\"\r\n\r\n# end\rlast";

    fn positions(text: &Text) -> Vec<(u32, u32)> {
        let bytes = text.shared().char_indices().map(|(at, _)| text.position(at));
        bytes.map(|position| (position.line, position.character)).collect()
    }

    #[test]
    fn places_are_counted_in_the_units_of_the_client() {
        let end_of_first = |encoding| {
            let text = Text::open(TEXT, encoding);
            positions(&text)
                .into_iter()
                .filter(|(line, _)| *line == 0)
                .map(|(_, character)| character)
                .collect::<Vec<_>>()
        };
        assert_eq!(end_of_first(Encoding::Utf16), [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 10]);
        assert_eq!(end_of_first(Encoding::Utf8), [0, 1, 2, 3, 4, 5, 7, 11, 12, 13, 13]);
        let text = Text::open(TEXT, Encoding::Utf16);
        assert_eq!(text.position(TEXT.len()), Position::new(3, 4));
    }

    #[test]
    fn a_place_that_is_not_there_is_the_nearest_that_is() {
        let text = Text::open(TEXT, Encoding::Utf16);
        let byte = |line, character| text.byte(Position::new(line, character));
        assert_eq!((byte(0, 6), byte(0, 7), byte(0, 8)), (7, 7, 11), "half of a pair is before it");
        assert_eq!((byte(0, 99), byte(0, u32::MAX)), (13, 13), "before the end of the line");
        assert_eq!((byte(1, 5), byte(9, 0), byte(u32::MAX, 7)), (15, TEXT.len(), TEXT.len()));
        let back = Range::new(Position::new(2, 5), Position::new(0, 0));
        assert_eq!(text.span(back), 0..22);
        let text = Text::open(TEXT, Encoding::Utf8);
        assert_eq!(text.byte(Position::new(0, 6)), 5, "within a character");
    }

    #[test]
    fn a_byte_order_mark_on_disk_takes_no_place() {
        let text = Text::on_disk("\u{feff}a = 1\n", Encoding::Utf16);
        assert_eq!((text.position(0), text.position(3)), (Position::new(0, 0), Position::new(0, 0)));
        assert_eq!((text.byte(Position::new(0, 0)), text.byte(Position::new(0, 1))), (3, 4));
    }

    proptest! {
        #[test]
        fn changes_leave_what_the_same_changes_of_a_text_leave(
            text in "[a-cü𝄞\r\n]{0,24}",
            changes in prop::collection::vec((0u32..4, 0u32..9, 0u32..4, 0u32..9, "[xy𝄞\n]{0,3}"), 0..5),
        ) {
            let mut changed = Text::open(text.as_str(), Encoding::Utf16);
            let mut wanted = text;
            for (a, b, c, d, new) in changes {
                let range = Range::new(Position::new(a, b), Position::new(c, d));
                wanted.replace_range(changed.span(range), &new);
                let change = TextDocumentContentChangeEvent { range: Some(range), range_length: None, text: new };
                changed.change(change);
                prop_assert_eq!(&**changed.shared(), wanted.as_str());
            }
            for (at, _) in wanted.char_indices() {
                let there_and_back = changed.byte(changed.position(at));
                prop_assert!(there_and_back == at || "\r\n".contains(&wanted[there_and_back..at]));
            }
        }
    }
}
