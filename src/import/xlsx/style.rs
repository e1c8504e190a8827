//! How the cells of a workbook look: the letters, the ground and the way in which numbers are shown.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::Colour;
use super::super::xml::{Element, Tree};
use super::colour::Palette;

/// The letters of a cell, or of a part of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Font {
    pub(super) is_bold: bool,
    pub(super) is_italic: bool,
    pub(super) is_struck_through: bool,
    pub(super) colour: Option<Colour>,
}

/// How a cell looks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Look {
    pub(super) font: Font,
    pub(super) ground: Option<Colour>,
    /// How its numbers are shown, in the language of number formats; nothing for as they are.
    pub(super) format: Option<String>,
}

/// The looks of a workbook, by the numbers that cells give.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Rc<Look>>);

impl Styles {
    pub(super) fn read(styles: Option<&Tree>, palette: &Palette) -> Self {
        let Some(root) = styles.map(Tree::root) else { return Self::default() };
        let list = |name| root.child(name).into_iter().flat_map(Element::children);
        let fonts: Vec<_> = list("fonts").map(|font| Font::read(font, palette)).collect();
        let grounds: Vec<_> = list("fills").map(|fill| ground(fill, palette)).collect();
        let formats: HashMap<_, _> = list("numFmts")
            .filter_map(|format| Some((format.attribute("numFmtId")?, format.attribute("formatCode")?)))
            .collect();
        let looks = list("cellXfs").map(|look| {
            let place = |name| look.attribute(name).and_then(|value| value.parse::<usize>().ok()).unwrap_or_default();
            let number = look.attribute("numFmtId").unwrap_or("0");
            Rc::new(Look {
                font: fonts.get(place("fontId")).copied().unwrap_or_default(),
                ground: grounds.get(place("fillId")).copied().flatten(),
                format: formats.get(number).copied().or_else(|| of_program(number)).map(str::to_owned),
            })
        });
        Self(looks.collect())
    }

    /// The look with this number; the plain one where there is none.
    pub(super) fn look(&self, number: Option<&str>) -> Rc<Look> {
        let number = number.and_then(|number| number.parse::<usize>().ok()).unwrap_or_default();
        self.0.get(number).cloned().unwrap_or_default()
    }
}

impl Font {
    /// The font that `font` or `rPr` describes.
    pub(super) fn read(font: Element<'_>, palette: &Palette) -> Self {
        let is = |name| font.child(name).is_some_and(|mark| !matches!(mark.attribute("val"), Some("0" | "false")));
        Self {
            is_bold: is("b"),
            is_italic: is("i"),
            is_struck_through: is("strike"),
            colour: font.child("color").and_then(|colour| palette.colour(colour)),
        }
    }
}

fn ground(fill: Element<'_>, palette: &Palette) -> Option<Colour> {
    if let Some(gradient) = fill.child("gradientFill") {
        return gradient.descendants().filter(|part| part.name() == "color").find_map(|part| palette.colour(part));
    }
    let pattern = fill.child("patternFill")?;
    let colour = |name| pattern.child(name).and_then(|colour| palette.colour(colour));
    match pattern.attribute("patternType") {
        None | Some("none") => None,
        Some("solid") => colour("fgColor"),
        Some(_) => colour("fgColor").or_else(|| colour("bgColor")),
    }
}

/// The formats that programs know by their numbers alone, as they are in Britain.
fn of_program(number: &str) -> Option<&'static str> {
    Some(match number.parse::<u32>().ok()? {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 | 41 | 42 => "#,##0",
        4 | 39 | 40 | 43 | 44 => "#,##0.00",
        5 | 6 => "\"£\"#,##0;-\"£\"#,##0",
        7 | 8 => "\"£\"#,##0.00;-\"£\"#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 | 13 => "# ?/?",
        14 | 27..=36 | 50..=58 => "dd/mm/yyyy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "dd/mm/yyyy hh:mm",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => return None,
    })
}
