//! The rating that a colour stands for, in the strong and the pale shades that office programs offer.

use super::Rated;
use crate::import::Colour;
use crate::model::Rag;

/// The rating that a colour stands for; blue is complete. None for black, white, grey, brown and purple.
#[must_use]
pub fn of_colour(colour: Colour) -> Option<Rated> {
    let (hue, strength) = hue(colour)?;
    let Colour(red, green, blue) = colour;
    let brightest = red.max(green).max(blue);
    match hue {
        // The pale ground of a heading is often blue; a rating is not.
        195..=250 if strength >= 80 => Some(Rated::COMPLETE),
        // Brown is a dark orange.
        21..=69 if brightest < 160 => None,
        0..=20 | 346..=359 => Some(Rated::rag(Rag::Red)),
        21..=69 => Some(Rated::rag(Rag::Amber)),
        70..=165 => Some(Rated::rag(Rag::Green)),
        _ => None,
    }
}

/// The place on the circle of colours, in degrees from red, and how far the colour is from grey, to 255.
#[expect(clippy::arithmetic_side_effects, reason = "each number is at most 255, and a spread at least 16")]
fn hue(Colour(red, green, blue): Colour) -> Option<(u16, i32)> {
    let (red, green, blue) = (i32::from(red), i32::from(green), i32::from(blue));
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let spread = most - least;
    // Nearly grey, or nearly black.
    if spread < 16 || most < 80 {
        return None;
    }
    let degrees = if most == red {
        60 * (green - blue) / spread
    } else if most == green {
        120 + 60 * (blue - red) / spread
    } else {
        240 + 60 * (red - green) / spread
    };
    Some((u16::try_from(degrees.rem_euclid(360)).ok()?, spread))
}

#[cfg(test)]
mod tests {
    use super::of_colour;
    use crate::import::Colour;

    fn shown(colour: u32) -> &'static str {
        let [_, red, green, blue] = colour.to_be_bytes();
        match of_colour(Colour(red, green, blue)) {
            Some(rated) => rated.rag.map_or("complete", |rag| rag.word()),
            None => "none",
        }
    }

    #[test]
    fn colours_of_office_programs_are_ratings() {
        for (rating, colours) in [
            ("red", [0x00FF_0000, 0x00C0_0000, 0x00FF_C7CE, 0x00FF_5050, 0x00F4_CCCC, 0x00E0_6666, 0x00DA_9694]),
            ("amber", [0x00FF_C000, 0x00FF_BF00, 0x00FF_FF00, 0x00FF_EB9C, 0x00FF_9900, 0x00ED_7D31, 0x00FF_E699]),
            ("green", [0x0000_B050, 0x0092_D050, 0x00C6_EFCE, 0x0000_FF00, 0x0000_8000, 0x00E2_EFDA, 0x0070_AD47]),
            ("complete", [0x0000_70C0, 0x0000_00FF, 0x0000_B0F0, 0x0044_72C4, 0x0000_2060, 0x005B_9BD5, 0x004F_81BD]),
            ("none", [0x0000_0000, 0x00FF_FFFF, 0x00D9_D9D9, 0x0080_8080, 0x0070_30A0, 0x00F2_F2F2, 0x00DC_E6F1]),
        ] {
            for colour in colours {
                assert_eq!(shown(colour), rating, "{colour:06X}");
            }
        }
    }
}
