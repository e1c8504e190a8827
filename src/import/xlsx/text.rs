//! The texts of a workbook, which may change their letters within.

use super::super::Line;
use super::super::line::without_bullet;
use super::super::xml::{Element, Tree};
use super::colour::Palette;
use super::style::Font;

/// A text in pieces of one font each; a piece without a font has that of its cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Rich(Vec<(String, Option<Font>)>);

impl Rich {
    /// A text in the font of its cell.
    pub(super) fn plain(text: String) -> Self {
        Self(vec![(text, None)])
    }

    /// A text in the font of its cell, in which letters may be escaped.
    pub(super) fn unescaped(text: &str) -> Self {
        Self::plain(unescaped(text))
    }

    /// The text in `si`, `is` or the `text` of a comment; the readings above Japanese letters are no part of it.
    pub(super) fn read(element: Element<'_>, palette: &Palette) -> Self {
        let pieces = element.children().filter_map(|part| match part.name() {
            "t" => Some((unescaped(&part.text()), None)),
            "r" => {
                let font = part.child("rPr").map(|font| Font::read(font, palette));
                Some((unescaped(&part.child("t").map(Element::text).unwrap_or_default()), font))
            }
            _ => None,
        });
        Self(pieces.collect())
    }

    /// The texts that cells share.
    pub(super) fn shared(tree: Option<&Tree>, palette: &Palette) -> Vec<Self> {
        let root = tree.map(Tree::root).into_iter();
        let texts = root.flat_map(Element::children).filter(|text| text.name() == "si");
        texts.map(|text| Self::read(text, palette)).collect()
    }

    pub(super) fn text(&self) -> String {
        self.0.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// How many bytes it takes.
    pub(super) fn length(&self) -> usize {
        self.0.iter().map(|(text, _)| text.len()).sum()
    }

    /// The fonts of its pieces that show, in a cell with this font.
    pub(super) fn fonts(&self, cell: Font) -> impl Iterator<Item = Font> {
        self.0.iter().filter(|(text, _)| !text.trim().is_empty()).map(move |(_, font)| font.unwrap_or(cell))
    }

    /// Its lines, in a cell with this font; none where it shows nothing.
    pub(super) fn lines(&self, cell: Font) -> Vec<Line> {
        let mut lines = vec![Self::default()];
        for (text, font) in &self.0 {
            for (number, part) in split(text).enumerate() {
                if number > 0 {
                    lines.push(Self::default());
                }
                if let Some(line) = lines.last_mut() {
                    line.0.push((part.to_owned(), *font));
                }
            }
        }
        while lines.last().is_some_and(Self::is_blank) {
            lines.pop();
        }
        lines.iter().map(|line| line.line(cell)).collect()
    }

    fn is_blank(&self) -> bool {
        self.0.iter().all(|(text, _)| text.trim().is_empty())
    }

    fn line(&self, cell: Font) -> Line {
        let text = self.text();
        let (text, is_item) = without_bullet(text.trim());
        let is_emphasised = !text.is_empty() && self.fonts(cell).all(|font| font.is_bold || font.is_italic);
        Line { text: text.to_owned(), is_item, is_emphasised, ..Line::default() }
    }
}

/// The parts of a text between its line breaks.
fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split(['\r', '\u{b}', '\u{2028}', '\u{2029}']))
}

/// A text without `_x000D_` and its like, by which workbooks write letters that XML cannot hold.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        if let Some((letter, after)) = escape(after) {
            plain.push(letter);
            rest = after;
        } else {
            plain.push_str("_x");
            rest = after;
        }
    }
    plain + rest
}

/// The letter of `000D_`, and what follows it.
fn escape(text: &str) -> Option<(char, &str)> {
    let (figures, rest) = text.split_at_checked(4)?;
    let is_hex = figures.bytes().all(|figure| figure.is_ascii_hexdigit());
    let letter = char::from_u32(u32::from_str_radix(figures, 16).ok().filter(|_| is_hex)?)?;
    Some((letter, rest.strip_prefix('_')?))
}

#[cfg(test)]
mod tests {
    use super::{Font, Palette, Rich, Tree, unescaped};

    #[test]
    fn escaped_letters_are_read_and_what_only_looks_like_them_stays() {
        assert_eq!(unescaped("a_x000D_\nb"), "a\r\nb");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        for text in ["_xmas_", "a_x00", "_x00é9_", "_x", "_xD800_"] {
            assert_eq!(unescaped(text), text);
        }
    }

    #[test]
    fn lines_keep_their_emphasis_and_lose_their_bullets() {
        let xml = "<si><r><rPr><b/></rPr><t>Update: </t></r><r><rPr><i/></rPr><t>June&#10;</t></r>\
            <r><t>• Lea</t></r><r><rPr><b val='0'/></rPr><t>flet&#10;&#10; - Posters &#10; </t></r><rPh><t>no</t></rPh></si>";
        let tree = Tree::parse("strings", xml.as_bytes()).expect("XML");
        let lines = Rich::read(tree.root(), &Palette::default()).lines(Font::default());
        let told: Vec<_> = lines.iter().map(|line| (line.text.as_str(), line.is_item, line.is_emphasised)).collect();
        assert_eq!(
            told,
            [("Update: June", false, true), ("Leaflet", true, false), ("", false, false), ("Posters", true, false)]
        );
        let bold = Font { is_bold: true, ..Font::default() };
        assert!(Rich::plain("All".into()).lines(bold)[0].is_emphasised);
        assert!(Rich::plain(" \r\n ".into()).lines(bold).is_empty());
    }
}
