//! The colours of a workbook: written out, by their number in a palette, or by their place in its theme.

use super::super::Colour;
use super::super::xml::{Element, Tree};

/// What the numbers and places of colours stand for.
#[derive(Debug, Default)]
pub(super) struct Palette {
    /// In the order in which sheets count them: light, dark, light, dark, accents, links.
    theme: Vec<Option<Colour>>,
    /// The workbook's own colours, where it has changed those of the program.
    own: Vec<Option<Colour>>,
}

impl Palette {
    /// The palette of a workbook with this theme and these styles.
    pub(super) fn read(theme: Option<&Tree>, styles: Option<&Tree>) -> Self {
        const ORDER: [&str; 12] = [
            "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink",
            "folHlink",
        ];
        let scheme = theme.and_then(|tree| tree.root().descendants().find(|element| element.name() == "clrScheme"));
        let slot = |name: &&str| {
            let colour = scheme?.child(name)?.children().next()?;
            of_hex(colour.attribute("lastClr").or(colour.attribute("val"))?)
        };
        let own = styles.and_then(|tree| tree.root().child("colors")?.child("indexedColors"));
        let own = own.into_iter().flat_map(Element::children).map(|colour| of_hex(colour.attribute("rgb")?));
        Self { theme: ORDER.iter().map(slot).collect(), own: own.collect() }
    }

    /// The colour that an element such as `fgColor` gives, where it can tell something.
    pub(super) fn colour(&self, element: Element<'_>) -> Option<Colour> {
        self.plain(element).and_then(Colour::telling)
    }

    fn plain(&self, element: Element<'_>) -> Option<Colour> {
        let number = |name| element.attribute(name).and_then(|value| value.parse::<usize>().ok());
        let colour = match (element.attribute("rgb"), number("theme"), number("indexed")) {
            (Some(rgb), ..) => of_hex(rgb),
            (None, Some(place), _) => self.theme.get(place).copied().flatten(),
            (None, None, Some(place)) => self.own.get(place).copied().unwrap_or_else(|| of_program(place)),
            (None, None, None) => None,
        }?;
        let tint = element.attribute("tint").and_then(|tint| tint.parse::<f64>().ok()).filter(|tint| tint.is_finite());
        Some(tinted(colour, tint.unwrap_or_default().clamp(-1.0, 1.0)))
    }
}

/// Lighter where the tint is above 0, darker where it is below; near enough to what the program does to tell a colour.
fn tinted(Colour(red, green, blue): Colour, tint: f64) -> Colour {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
    let each = |value: u8| {
        let value = f64::from(value);
        let changed = if tint < 0.0 { value * (1.0 + tint) } else { value + (255.0 - value) * tint };
        changed.round().clamp(0.0, 255.0) as u8
    };
    Colour(each(red), each(green), each(blue))
}

/// A colour as six hexadecimal figures, or as eight of which the first two say how much shines through.
fn of_hex(text: &str) -> Option<Colour> {
    let figures = text.get(text.len().checked_sub(6)?..)?;
    let number = u32::from_str_radix(figures, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some(Colour(red, green, blue))
}

/// A colour by its number in the palette of the program.
fn of_program(place: usize) -> Option<Colour> {
    const COLOURS: [u32; 56] = [
        0x00_0000, 0xFF_FFFF, 0xFF_0000, 0x00_FF00, 0x00_00FF, 0xFF_FF00, 0xFF_00FF, 0x00_FFFF, 0x80_0000, 0x00_8000,
        0x00_0080, 0x80_8000, 0x80_0080, 0x00_8080, 0xC0_C0C0, 0x80_8080, 0x99_99FF, 0x99_3366, 0xFF_FFCC, 0xCC_FFFF,
        0x66_0066, 0xFF_8080, 0x00_66CC, 0xCC_CCFF, 0x00_0080, 0xFF_00FF, 0xFF_FF00, 0x00_FFFF, 0x80_0080, 0x80_0000,
        0x00_8080, 0x00_00FF, 0x00_CCFF, 0xCC_FFFF, 0xCC_FFCC, 0xFF_FF99, 0x99_CCFF, 0xFF_99CC, 0xCC_99FF, 0xFF_CC99,
        0x33_66FF, 0x33_CCCC, 0x99_CC00, 0xFF_CC00, 0xFF_9900, 0xFF_6600, 0x66_6699, 0x96_9696, 0x00_3366, 0x33_9966,
        0x00_3300, 0x33_3300, 0x99_3300, 0x99_3366, 0x33_3399, 0x33_3333,
    ];
    let place = place.checked_sub(8).unwrap_or(place);
    let [_, red, green, blue] = COLOURS.get(place)?.to_be_bytes();
    Some(Colour(red, green, blue))
}

#[cfg(test)]
mod tests {
    use super::{Colour, Palette, Tree};

    #[test]
    fn colours_are_told_however_they_are_given() {
        let theme = "<a:theme xmlns:a='urn:a'><a:clrScheme><a:lt1><a:sysClr val='window' lastClr='FFFFFF'/></a:lt1>\
            <a:accent6><a:srgbClr val='70AD47'/></a:accent6></a:clrScheme></a:theme>";
        let theme = Tree::parse("theme", theme.as_bytes()).expect("XML");
        let palette = Palette::read(Some(&theme), None);
        let colour = |attributes: &str| {
            let tree = Tree::parse("styles", format!("<fgColor {attributes}/>").as_bytes()).expect("XML");
            palette.colour(tree.root())
        };
        assert_eq!(colour("rgb='00FFC000'"), Some(Colour(255, 192, 0)));
        assert_eq!(colour("rgb='FFC000'"), Some(Colour(255, 192, 0)));
        assert_eq!(colour("indexed='10'"), Some(Colour(255, 0, 0)));
        assert_eq!(colour("theme='9'"), Some(Colour(0x70, 0xAD, 0x47)));
        assert_eq!(colour("theme='9' tint='0.5'"), Some(Colour(184, 214, 163)));
        for none in ["rgb='FF999999'", "theme='0' tint='-0.25'", "indexed='64'", "auto='1'", "rgb='é'", "theme='-1'"] {
            assert_eq!(colour(none), None, "{none}");
        }
    }
}
