//! The colours of a Word document: grounds, highlights, letters; those of its theme by its theme.

use std::collections::HashMap;

use super::super::Colour;
use super::super::xml::{Element, Tree};

/// The colours of a theme, by their names in it (`accent1`, `dk1`).
#[derive(Debug, Default)]
pub(super) struct Theme(HashMap<String, Colour>);

impl Theme {
    pub(super) fn read(tree: &Tree) -> Self {
        let scheme = tree.root().descendants().find(|element| element.name() == "clrScheme");
        let colours = scheme.into_iter().flat_map(Element::children).filter_map(|slot| {
            let colour = slot.children().find_map(|colour| colour.attribute("lastClr").or(colour.attribute("val")))?;
            Some((slot.name().to_owned(), of_hex(colour)?))
        });
        Self(colours.collect())
    }

    /// The colour that a document calls by this name.
    fn colour(&self, name: &str) -> Option<Colour> {
        let slot = match name {
            "text1" | "dark1" => "dk1",
            "text2" | "dark2" => "dk2",
            "background1" | "light1" => "lt1",
            "background2" | "light2" => "lt2",
            "hyperlink" => "hlink",
            "followedHyperlink" => "folHlink",
            name => name,
        };
        self.0.get(slot).copied()
    }

    /// The ground that `w:shd` in these properties gives.
    pub(super) fn ground(&self, properties: Element<'_>) -> Option<Colour> {
        let shade = properties.child("shd")?;
        let (plain, theme, tint, dark) = match shade.attribute("val") {
            Some("solid") => ("color", "themeColor", "themeTint", "themeShade"),
            _ => ("fill", "themeFill", "themeFillTint", "themeFillShade"),
        };
        let of_theme = || self.shaded(shade, theme, tint, dark);
        shade.attribute(plain).and_then(of_hex).or_else(of_theme).and_then(Colour::telling)
    }

    /// The ground of a run: its shading or its highlight.
    pub(super) fn run_ground(&self, properties: Element<'_>) -> Option<Colour> {
        let highlight = properties.value("highlight").and_then(of_highlight).and_then(Colour::telling);
        highlight.or_else(|| self.ground(properties))
    }

    /// The colour of the letters of a run.
    pub(super) fn letters(&self, properties: Element<'_>) -> Option<Colour> {
        let colour = properties.child("color")?;
        let of_theme = || self.shaded(colour, "themeColor", "themeTint", "themeShade");
        colour.attribute("val").and_then(of_hex).or_else(of_theme).and_then(Colour::telling)
    }

    fn shaded(&self, element: Element<'_>, name: &str, tint: &str, shade: &str) -> Option<Colour> {
        let colour = self.colour(element.attribute(name)?)?;
        let part = |name| element.attribute(name).and_then(|value| u8::from_str_radix(value, 16).ok());
        let Colour(red, green, blue) = colour;
        let each = |change: &dyn Fn(u8) -> u8| Colour(change(red), change(green), change(blue));
        // What is lacking to 255, `!value`, is made less.
        Some(match (part(tint), part(shade)) {
            (Some(tint), _) => each(&|value| !scaled(!value, tint)),
            (None, Some(shade)) => each(&|value| scaled(value, shade)),
            (None, None) => colour,
        })
    }
}

fn scaled(value: u8, part: u8) -> u8 {
    u8::try_from(u16::from(value).saturating_mul(u16::from(part)) / 255).unwrap_or(u8::MAX)
}

/// A colour as six hexadecimal figures.
fn of_hex(text: &str) -> Option<Colour> {
    let text = text.trim_start_matches('#');
    let number = u32::from_str_radix(text, 16).ok().filter(|_| text.len() == 6)?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some(Colour(red, green, blue))
}

/// A colour of Word's marker pen.
fn of_highlight(name: &str) -> Option<Colour> {
    Some(match name {
        "red" => Colour(255, 0, 0),
        "darkRed" => Colour(128, 0, 0),
        "yellow" => Colour(255, 255, 0),
        "darkYellow" => Colour(128, 128, 0),
        "green" => Colour(0, 255, 0),
        "darkGreen" => Colour(0, 128, 0),
        "cyan" => Colour(0, 255, 255),
        "darkCyan" => Colour(0, 128, 128),
        "blue" => Colour(0, 0, 255),
        "darkBlue" => Colour(0, 0, 128),
        "magenta" => Colour(255, 0, 255),
        "darkMagenta" => Colour(128, 0, 128),
        _ => return None,
    })
}
