//! The colours of pictures and of the pages around them.
//!
//! They hold for readers who do not see red and green apart, and against white and black: tests hold their contrasts.

use super::Medium;

/// A colour by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render::document) enum Ink {
    Text,
    /// Words that stand back.
    Quiet,
    /// Lines that part one from another.
    Rule,
    Back,
    /// Lines and dots over a fill.
    Hatching,
    /// The day that is judged, and links.
    Accent,
    Fill(Tone),
    /// What is written on a fill.
    On(Tone),
    /// The line around a fill.
    Edge(Tone),
}

/// A colour of a part, with what goes on it and around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render::document) enum Tone {
    Red,
    Amber,
    Green,
    Blue,
    Grey,
}

impl Ink {
    /// Every colour.
    pub(in crate::render::document) const ALL: [Self; 21] = [
        Self::Text,
        Self::Quiet,
        Self::Rule,
        Self::Back,
        Self::Hatching,
        Self::Accent,
        Self::Fill(Tone::Red),
        Self::On(Tone::Red),
        Self::Edge(Tone::Red),
        Self::Fill(Tone::Amber),
        Self::On(Tone::Amber),
        Self::Edge(Tone::Amber),
        Self::Fill(Tone::Green),
        Self::On(Tone::Green),
        Self::Edge(Tone::Green),
        Self::Fill(Tone::Blue),
        Self::On(Tone::Blue),
        Self::Edge(Tone::Blue),
        Self::Fill(Tone::Grey),
        Self::On(Tone::Grey),
        Self::Edge(Tone::Grey),
    ];

    /// What the page calls it.
    pub(in crate::render::document) const fn name(self) -> &'static str {
        match self {
            Self::Text => "--text",
            Self::Quiet => "--quiet",
            Self::Rule => "--rule",
            Self::Back => "--back",
            Self::Hatching => "--hatching",
            Self::Accent => "--accent",
            Self::Fill(Tone::Red) => "--red",
            Self::On(Tone::Red) => "--on-red",
            Self::Edge(Tone::Red) => "--red-edge",
            Self::Fill(Tone::Amber) => "--amber",
            Self::On(Tone::Amber) => "--on-amber",
            Self::Edge(Tone::Amber) => "--amber-edge",
            Self::Fill(Tone::Green) => "--green",
            Self::On(Tone::Green) => "--on-green",
            Self::Edge(Tone::Green) => "--green-edge",
            Self::Fill(Tone::Blue) => "--blue",
            Self::On(Tone::Blue) => "--on-blue",
            Self::Edge(Tone::Blue) => "--blue-edge",
            Self::Fill(Tone::Grey) => "--grey",
            Self::On(Tone::Grey) => "--on-grey",
            Self::Edge(Tone::Grey) => "--grey-edge",
        }
    }

    /// On white.
    pub(in crate::render::document) const fn light(self) -> &'static str {
        match self {
            Self::Text | Self::On(Tone::Amber | Tone::Grey) => "#16191d",
            Self::Quiet => "#4a5159",
            Self::Rule => "#c3c8ce",
            Self::Back | Self::Hatching | Self::On(Tone::Red | Tone::Green | Tone::Blue) => "#ffffff",
            Self::Accent => "#1a4fa0",
            Self::Fill(Tone::Red) => "#a3081c",
            Self::Edge(Tone::Red) => "#6d0412",
            Self::Fill(Tone::Amber) => "#ffbf3c",
            Self::Edge(Tone::Amber) => "#8a5a00",
            Self::Fill(Tone::Green) => "#00786c",
            Self::Edge(Tone::Green) => "#00524a",
            Self::Fill(Tone::Blue) => "#1f4f9e",
            Self::Edge(Tone::Blue) => "#123267",
            Self::Fill(Tone::Grey) => "#eceef0",
            Self::Edge(Tone::Grey) => "#5c646d",
        }
    }

    /// On black.
    pub(in crate::render::document) const fn dark(self) -> &'static str {
        match self {
            Self::Text => "#eceff2",
            Self::Quiet => "#b4bcc5",
            Self::Rule => "#4a525b",
            Self::Back | Self::Hatching | Self::On(_) => "#14171a",
            Self::Accent => "#9cc4ff",
            Self::Fill(Tone::Red) => "#ff8078",
            Self::Edge(Tone::Red) => "#ffb4ae",
            Self::Fill(Tone::Amber) => "#ffd071",
            Self::Edge(Tone::Amber) => "#ffe3ab",
            Self::Fill(Tone::Green) => "#4cc9b4",
            Self::Edge(Tone::Green) => "#97e3d6",
            Self::Fill(Tone::Blue) => "#86b4ff",
            Self::Edge(Tone::Blue) => "#bdd6ff",
            Self::Fill(Tone::Grey) => "#aab2bb",
            Self::Edge(Tone::Grey) => "#d5dae0",
        }
    }

    /// Where the system chooses all colours. What has no hatching differs in its fill.
    pub(in crate::render::document) const fn forced(self) -> &'static str {
        match self {
            Self::Text
            | Self::Quiet
            | Self::Rule
            | Self::Hatching
            | Self::On(Tone::Amber | Tone::Green | Tone::Blue | Tone::Grey)
            | Self::Edge(_)
            | Self::Fill(Tone::Red) => "CanvasText",
            Self::Back | Self::Fill(Tone::Amber | Tone::Green | Tone::Blue | Tone::Grey) | Self::On(Tone::Red) => {
                "Canvas"
            }
            Self::Accent => "LinkText",
        }
    }

    /// What stands in an attribute of SVG.
    pub(super) fn in_medium(self, medium: Medium) -> String {
        match medium {
            Medium::Narrow | Medium::Wide => format!("var({})", self.name()),
            Medium::Image => self.light().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ink, Tone};

    const TONES: [Tone; 5] = [Tone::Red, Tone::Amber, Tone::Green, Tone::Blue, Tone::Grey];

    /// The contrast of two colours, as WCAG 2.2 defines it.
    fn contrast(one: &str, other: &str) -> f64 {
        let luminance = |colour: &str| {
            let channel = |at: usize| {
                let share = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("two digits")) / 255.0;
                if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn words_can_be_read_on_their_background_and_areas_be_seen() {
        for look in [Ink::light, Ink::dark] {
            let of = |one: Ink, other: Ink| contrast(look(one), look(other));
            assert!(of(Ink::Text, Ink::Back) >= 7.0 && of(Ink::Quiet, Ink::Back) >= 4.5);
            assert!(of(Ink::Accent, Ink::Back) >= 4.5);
            for tone in TONES {
                let found = (of(Ink::On(tone), Ink::Fill(tone)), of(Ink::Edge(tone), Ink::Back));
                assert!(found.0 >= 4.5 && found.1 >= 4.5, "{tone:?}: {found:?}");
            }
        }
    }

    #[test]
    fn every_colour_has_one_name() {
        let mut names = Ink::ALL.map(Ink::name).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Ink::ALL.len());
    }
}
