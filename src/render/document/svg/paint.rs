//! What tells the parts of pictures apart besides their colours: a hatching and a shape for each; and their key.

use maud::{Markup, html};

use super::scale::short;
use super::{Ink, Medium, Tone};
use crate::document::{MarkKind, Series};
use crate::model::{CostState, Rating, Scheme, capitalised, spoken};

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
    let ink = Ink::Hatching.in_medium(medium);
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
        Series::Rating(rating, scheme, _) => tone_of(rating, scheme),
        Series::Money(CostState::Secured) => Tone::Blue,
        Series::Money(CostState::InKind) => Tone::Green,
        Series::Money(CostState::Sought) => Tone::Amber,
        Series::Money(CostState::Unfunded) => Tone::Red,
        Series::Money(CostState::Unknown) => Tone::Grey,
    }
}

const fn hatching(series: Series) -> Hatching {
    match series {
        Series::Rating(Rating::Red | Rating::Unrated, ..) | Series::Money(CostState::Secured) => Hatching::None,
        Series::Rating(Rating::Amber, ..) | Series::Money(CostState::Sought) => Hatching::Rising,
        Series::Rating(Rating::Green, ..) | Series::Money(CostState::InKind) => Hatching::Dots,
        Series::Rating(Rating::Complete, ..) | Series::Money(CostState::Unknown) => Hatching::Grid,
        Series::Money(CostState::Unfunded) => Hatching::Falling,
    }
}

/// Where a series stands among others.
pub(super) const fn order(series: Series) -> u8 {
    match series {
        Series::Rating(Rating::Red, ..) | Series::Money(CostState::Secured) => 0,
        Series::Rating(Rating::Amber, ..) | Series::Money(CostState::InKind) => 1,
        Series::Rating(Rating::Green, ..) | Series::Money(CostState::Sought) => 2,
        Series::Rating(Rating::Complete, ..) | Series::Money(CostState::Unfunded) => 3,
        Series::Rating(Rating::Unrated, ..) | Series::Money(CostState::Unknown) => 4,
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
    capitalised(&spoken(word))
}

/// The tone on which a series' words stand.
pub(super) const fn tone(series: Series) -> Tone {
    tone_of_series(series)
}

#[cfg(test)]
mod tests {
    use super::entries;
    use crate::document::{Series, Wording};
    use crate::model::{Rating, Scheme};

    #[test]
    fn a_key_has_the_order_of_the_bars() {
        let [red, amber, green] = [Rating::Red, Rating::Amber, Rating::Green]
            .map(|rating| Series::Rating(rating, Scheme::Rag, Wording::Partnership));
        let words = |rows: &[Vec<Series>]| entries(rows).into_iter().map(|entry| entry.word).collect::<Vec<_>>();
        assert_eq!(words(&[vec![red, green], vec![red, amber]]), ["Red", "Amber", "Green"]);
        assert_eq!(words(&[vec![amber, red], vec![green, amber]]), ["Green", "Amber", "Red"]);
        assert_eq!(words(&[vec![amber, red], vec![red, amber]]), ["Red", "Amber"]);
    }
}
