//! What tells the parts of pictures apart: a colour, a hatching and a shape for each; and the colours of a page.
//!
//! The colours hold for readers who do not see red and green apart, and against white and black: tests hold their
//! contrasts.

use maud::{Markup, html};

use super::Medium;
use super::scale::short;
use crate::document::{MarkKind, Series};
use crate::model::{CostState, Rating, Scheme};

/// A colour by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render::document) enum Ink {
    Text,
    /// Words that stand back.
    Quiet,
    /// Lines that part one from another.
    Rule,
    Back,
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
    pub(in crate::render::document) const ALL: [Self; 20] = [
        Self::Text,
        Self::Quiet,
        Self::Rule,
        Self::Back,
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
            Self::Back | Self::On(Tone::Red | Tone::Green | Tone::Blue) => "#ffffff",
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
            Self::Back | Self::On(_) => "#14171a",
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

    /// Where the system chooses all colours.
    pub(in crate::render::document) const fn forced(self) -> &'static str {
        match self {
            Self::Text | Self::Quiet | Self::Rule | Self::On(_) | Self::Edge(_) => "CanvasText",
            Self::Back | Self::Fill(_) => "Canvas",
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

/// What lies over a colour, so that it is told apart without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hatching {
    None,
    Rising,
    Falling,
    Dots,
    Grid,
}

/// What marks a thing in a line of text or on an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render::document) enum Shape {
    Triangle,
    Disc,
    Square,
    Tick,
    Ring,
    /// A meeting.
    Diamond,
    /// A review.
    Frame,
    /// A target.
    Gable,
}

impl Shape {
    const ALL: [Self; 8] =
        [Self::Triangle, Self::Disc, Self::Square, Self::Tick, Self::Ring, Self::Diamond, Self::Frame, Self::Gable];

    /// The name of its symbol in a page.
    pub(in crate::render::document) const fn name(self) -> &'static str {
        match self {
            Self::Triangle => "shape:triangle",
            Self::Disc => "shape:disc",
            Self::Square => "shape:square",
            Self::Tick => "shape:tick",
            Self::Ring => "shape:ring",
            Self::Diamond => "shape:diamond",
            Self::Frame => "shape:frame",
            Self::Gable => "shape:gable",
        }
    }

    /// Its path around 0,0, from -6 to 6; and whether it is filled.
    const fn path(self) -> (&'static str, bool) {
        match self {
            Self::Triangle => ("M0 -6L6 5H-6z", true),
            Self::Disc => ("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", true),
            Self::Square => ("M-5 -5h10v10h-10z", true),
            Self::Tick => ("M-5 0L-1.5 4L5 -4", false),
            Self::Ring => ("M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z", false),
            Self::Diamond => ("M0 -6L6 0L0 6L-6 0z", true),
            Self::Frame => ("M-4.5 -4.5h9v9h-9z", false),
            Self::Gable => ("M0 -5L5 4.5H-5z", false),
        }
    }

    fn markup(self, ink: &str) -> Markup {
        let (path, is_filled) = self.path();
        html! {
            @if is_filled { path d=(path) fill=(ink) {} }
            @else { path d=(path) fill="none" stroke=(ink) stroke-width="2.2" {} }
        }
    }

    /// The shape in a picture.
    pub(super) fn at(self, x: f64, y: f64, ink: Ink, medium: Medium) -> Markup {
        html! { g transform=(format!("translate({} {})", short(x), short(y))) { (self.markup(&ink.in_medium(medium))) } }
    }
}

/// The shapes of a page, to be used by their names in the colour of the text around them.
pub(in crate::render::document) fn symbols() -> Markup {
    html! {
        @for shape in Shape::ALL { symbol id=(shape.name()) viewBox="-7 -7 14 14" { (shape.markup("currentColor")) } }
    }
}

/// The hatchings that pictures use, which must be there once where they are shown.
pub(in crate::render::document) fn hatchings(medium: Medium) -> Markup {
    let ink = Ink::Back.in_medium(medium);
    let line = |path| html! { path d=(path) stroke=(ink) stroke-width="1.6" stroke-opacity=".55" fill="none" {} };
    let pattern = |hatching: Hatching, content: Markup| {
        html! { pattern id=[hatching.id()] width="8" height="8" patternUnits="userSpaceOnUse" { (content) } }
    };
    html! {
        (pattern(Hatching::Rising, line("M-2 2L2 -2M0 8L8 0M6 10L10 6")))
        (pattern(Hatching::Falling, line("M-2 6L2 10M0 0L8 8M6 -2L10 2")))
        (pattern(Hatching::Grid, line("M0 4H8M4 0V8")))
        (pattern(Hatching::Dots, html! { circle cx="4" cy="4" r="1.7" fill=(ink) fill-opacity=".65" {} }))
    }
}

impl Hatching {
    const fn id(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Rising => Some("hatching:rising"),
            Self::Falling => Some("hatching:falling"),
            Self::Dots => Some("hatching:dots"),
            Self::Grid => Some("hatching:grid"),
        }
    }
}

/// A rectangle in the look of a series.
pub(super) fn area(series: Series, (x, y): (f64, f64), (wide, high): (f64, f64), medium: Medium) -> Markup {
    let tone = tone_of_series(series);
    let [x, y, wide, high] = [x, y, wide, high].map(short);
    html! {
        rect x=(x) y=(y) width=(wide) height=(high) fill=(Ink::Fill(tone).in_medium(medium)) {}
        @if let Some(id) = hatching(series).id() {
            rect x=(x) y=(y) width=(wide) height=(high) fill=(format!("url(#{id})")) {}
        }
        rect x=(x) y=(y) width=(wide) height=(high) fill="none" stroke=(Ink::Edge(tone).in_medium(medium)) {}
    }
}

/// A line of a key.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) sign: Sign,
    pub(super) word: String,
}

/// What a line of a key explains.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sign {
    Area(Series),
    Mark(MarkKind),
    /// A line from point to point.
    Line,
    /// A line to where things should be.
    Dashes,
    /// An open point, where things started.
    Start,
    /// Where things should be.
    Goal,
}

impl Entry {
    /// The sign, around a place.
    pub(super) fn sign(&self, x: f64, y: f64, medium: Medium) -> Markup {
        let line = |dashes: Option<&str>, ink: Ink| {
            html! {
                line x1=(short(x - 8.0)) y1=(short(y)) x2=(short(x + 8.0)) y2=(short(y)) stroke=(ink.in_medium(medium))
                    stroke-width="2" stroke-dasharray=[dashes] {}
            }
        };
        match self.sign {
            Sign::Area(series) => area(series, (x - 7.0, y - 7.0), (14.0, 14.0), medium),
            Sign::Mark(kind) => mark(kind, x, y, medium),
            Sign::Line => html! { (line(None, Ink::Accent)) (Shape::Disc.at(x, y, Ink::Accent, medium)) },
            Sign::Dashes => line(Some("5 4"), Ink::Quiet),
            Sign::Start => Shape::Frame.at(x, y, Ink::Quiet, medium),
            Sign::Goal => Shape::Diamond.at(x, y, Ink::Text, medium),
        }
    }
}

/// A mark on a line of time.
pub(super) fn mark(kind: MarkKind, x: f64, y: f64, medium: Medium) -> Markup {
    match kind {
        MarkKind::Deadline(rating, scheme) => {
            let ink = match tone_of(rating, scheme) {
                // These are too light for a small shape on the background.
                tone @ (Tone::Amber | Tone::Grey) => Ink::Edge(tone),
                tone @ (Tone::Red | Tone::Green | Tone::Blue) => Ink::Fill(tone),
            };
            shape_of(rating).at(x, y, ink, medium)
        }
        MarkKind::Target | MarkKind::Review | MarkKind::Meeting => shape_of_mark(kind).at(x, y, Ink::Text, medium),
    }
}

/// The shape of what falls on a day.
pub(super) const fn shape_of_mark(kind: MarkKind) -> Shape {
    match kind {
        MarkKind::Deadline(rating, _) => shape_of(rating),
        MarkKind::Target => Shape::Gable,
        MarkKind::Review => Shape::Frame,
        MarkKind::Meeting => Shape::Diamond,
    }
}

/// The shape of a rating.
pub(in crate::render::document) const fn shape_of(rating: Rating) -> Shape {
    match rating {
        Rating::Red => Shape::Triangle,
        Rating::Amber => Shape::Disc,
        Rating::Green => Shape::Square,
        Rating::Complete => Shape::Tick,
        Rating::Unrated => Shape::Ring,
    }
}

/// The colour of a rating.
pub(in crate::render::document) const fn tone_of(rating: Rating, scheme: Scheme) -> Tone {
    match (rating, scheme) {
        (Rating::Red, _) => Tone::Red,
        (Rating::Amber, _) => Tone::Amber,
        (Rating::Green, _) | (Rating::Complete, Scheme::Rag) => Tone::Green,
        (Rating::Complete, Scheme::Brag) => Tone::Blue,
        (Rating::Unrated, _) => Tone::Grey,
    }
}

const fn tone_of_series(series: Series) -> Tone {
    match series {
        Series::Rating(rating, scheme) => tone_of(rating, scheme),
        Series::Money(CostState::Secured) => Tone::Blue,
        Series::Money(CostState::InKind) => Tone::Green,
        Series::Money(CostState::Sought) => Tone::Amber,
        Series::Money(CostState::Unfunded) => Tone::Red,
        Series::Money(CostState::Unknown) => Tone::Grey,
    }
}

const fn hatching(series: Series) -> Hatching {
    match series {
        Series::Rating(Rating::Red | Rating::Unrated, _) | Series::Money(CostState::Secured | CostState::Unknown) => {
            Hatching::None
        }
        Series::Rating(Rating::Amber, _) | Series::Money(CostState::Sought) => Hatching::Rising,
        Series::Rating(Rating::Green, _) | Series::Money(CostState::InKind) => Hatching::Dots,
        Series::Rating(Rating::Complete, _) => Hatching::Grid,
        Series::Money(CostState::Unfunded) => Hatching::Falling,
    }
}

/// Where a series stands among others.
pub(super) const fn order(series: Series) -> u8 {
    match series {
        Series::Rating(Rating::Red, _) | Series::Money(CostState::Secured) => 0,
        Series::Rating(Rating::Amber, _) | Series::Money(CostState::InKind) => 1,
        Series::Rating(Rating::Green, _) | Series::Money(CostState::Sought) => 2,
        Series::Rating(Rating::Complete, _) | Series::Money(CostState::Unfunded) => 3,
        Series::Rating(Rating::Unrated, _) | Series::Money(CostState::Unknown) => 4,
    }
}

/// The lines of a key for rows of areas: in the order in which they stand in the rows, as far as that tells.
pub(super) fn entries(rows: &[Vec<Series>]) -> Vec<Entry> {
    let mut left: Vec<Series> = Vec::new();
    for series in rows.iter().flatten() {
        if !left.contains(series) {
            left.push(*series);
        }
    }
    left.sort_by_key(|series| order(*series));
    let mut entries = Vec::new();
    while !left.is_empty() {
        let stands_behind = |series: &Series| {
            rows.iter().any(|row| {
                let place = row.iter().position(|other| other == series).unwrap_or(0);
                row.iter().take(place).any(|other| left.contains(other))
            })
        };
        // Rows that contradict each other leave nothing in front.
        let next = left.iter().position(|series| !stands_behind(series)).unwrap_or(0);
        let series = left.remove(next);
        entries.push(Entry { sign: Sign::Area(series), word: in_key(series.word()) });
    }
    entries
}

/// A word as a key has it: `In kind`.
pub(super) fn in_key(word: &str) -> String {
    crate::render::style::capitalised(&word.replace('-', " "))
}

/// The tone on which a series' words stand.
pub(super) const fn tone(series: Series) -> Tone {
    tone_of_series(series)
}

#[cfg(test)]
mod tests {
    use super::{Ink, Tone, entries};
    use crate::document::Series;
    use crate::model::{Rating, Scheme};

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
    fn a_key_has_the_order_of_the_bars() {
        let [red, amber, green] =
            [Rating::Red, Rating::Amber, Rating::Green].map(|rating| Series::Rating(rating, Scheme::Rag));
        let words = |rows: &[Vec<Series>]| entries(rows).into_iter().map(|entry| entry.word).collect::<Vec<_>>();
        assert_eq!(words(&[vec![red, green], vec![red, amber]]), ["Red", "Amber", "Green"]);
        assert_eq!(words(&[vec![amber, red], vec![green, amber]]), ["Green", "Amber", "Red"]);
        assert_eq!(words(&[vec![amber, red], vec![red, amber]]), ["Red", "Amber"]);
    }

    #[test]
    fn every_colour_has_one_name() {
        let mut names = Ink::ALL.map(Ink::name).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Ink::ALL.len());
    }
}
