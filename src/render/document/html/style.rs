//! The style of a page: one sheet, with the colours that its pictures have, too.

use std::fmt::Write;

use crate::render::document::svg::Ink;

/// Everything but the colours, which are in one place (see [`Ink`]).
const SHEET: &str = include_str!("page.css");

/// The style of every page.
pub(super) fn sheet() -> String {
    let colours = |colour: fn(Ink) -> &'static str| {
        Ink::ALL.into_iter().fold(String::new(), |mut text, ink| {
            let _ = write!(text, "{}:{};", ink.name(), colour(ink));
            text
        })
    };
    let mut sheet = format!(":root{{color-scheme:light dark;{}}}\n", colours(Ink::light));
    let dark = colours(Ink::dark);
    let _ = writeln!(sheet, "@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}");
    let _ = writeln!(sheet, "@media (forced-colors:active){{:root{{{}}}}}", colours(Ink::forced));
    sheet + SHEET
}

#[cfg(test)]
mod tests {
    use super::sheet;
    use crate::render::document::svg::Ink;

    #[test]
    fn every_colour_of_the_sheet_is_known() {
        let sheet = sheet();
        assert!(!sheet.contains("</"), "nothing ends the style early");
        for used in sheet.split("var(").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(Ink::ALL.iter().any(|ink| ink.name() == used), "{used}");
        }
    }
}
