//! Pictures as SVG: bars, timelines and courses, as a page shows them or as an image by itself.
//!
//! Colours never stand alone: what they tell apart also differs in its hatching or its shape, and is named in a key.
//! Nothing here decides what a picture shows; what does not fit in it is in the table of its numbers.

mod bars;
mod buckets;
mod course;
mod ink;
mod paint;
mod scale;
mod text;
mod timeline;

use maud::{Markup, html};

pub(super) use course::sparkline;
pub(super) use ink::{Ink, Tone};
pub(super) use paint::{Shape, hatchings, shape_of, symbols, tone_of};

use crate::document::{Figure, Picture};
use paint::Entry;
use scale::short;
use text::{Anchor, shown, words};

/// Where a picture is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Medium {
    /// In a page that has [`hatchings`] and gives the colours (see [`Ink::name`]); as wide as a telephone.
    Narrow,
    /// In the same page; as wide as a column of text.
    Wide,
    /// By itself, on white, in colours of its own.
    Image,
}

impl Medium {
    /// The width of a picture in its own units, which are pixels where it is shown at its own size.
    pub(super) const fn width(self) -> f64 {
        match self {
            Self::Narrow => 288.0,
            Self::Wide | Self::Image => 720.0,
        }
    }

    const fn is_narrow(self) -> bool {
        match self {
            Self::Narrow => true,
            Self::Wide | Self::Image => false,
        }
    }
}

/// What is drawn, and how high it is.
struct Drawing {
    markup: Markup,
    height: f64,
    /// What its looks mean, in their order.
    key: Vec<Entry>,
}

/// The picture of a figure.
#[must_use]
pub(super) fn picture(figure: &Figure, medium: Medium) -> String {
    let drawing = match &figure.picture {
        Picture::Bars(bars) => bars::draw(bars, medium),
        Picture::Timeline(timeline) => timeline::draw(timeline, medium),
        Picture::Course(course) => course::draw(course, medium),
    };
    let (key, height) = key(&drawing, medium);
    let content = html! { (drawing.markup) (key) };
    root(figure, medium, height, &content).into_string()
}

fn root(figure: &Figure, medium: Medium, height: f64, content: &Markup) -> Markup {
    let (wide, high) = (short(medium.width()), short(height));
    let view = format!("0 0 {wide} {high}");
    match medium {
        Medium::Narrow | Medium::Wide => html! {
            svg class=(if medium.is_narrow() { "narrow" } else { "wide" }) viewBox=(view) role="img"
                aria-label=(shown(&figure.message)) { (content) }
        },
        Medium::Image => html! {
            svg xmlns="http://www.w3.org/2000/svg" width=(wide) height=(high) viewBox=(view) role="img"
                font-family="sans-serif" {
                title { (shown(&figure.title)) }
                desc { (shown(&figure.message)) }
                defs { (hatchings(medium)) }
                rect width=(wide) height=(high) fill=(Ink::Back.in_medium(medium)) {}
                (content)
            }
        },
    }
}

/// The key below a drawing, and how high both are together.
fn key(drawing: &Drawing, medium: Medium) -> (Markup, f64) {
    const SWATCH: f64 = 22.0;
    const LINE: f64 = 24.0;
    let (mut x, mut y) = (0.0, drawing.height + 20.0);
    let mut places = Vec::new();
    for entry in &drawing.key {
        let width = SWATCH + text::width(&entry.word) + 18.0;
        if x > 0.0 && x + width > medium.width() + 18.0 {
            (x, y) = (0.0, y + LINE);
        }
        places.push((x, y, entry));
        x += width;
    }
    let markup = html! {
        @for (x, y, entry) in places {
            (entry.sign(x + 8.0, y, medium))
            (words(x + SWATCH, y + 5.0, &entry.word, Anchor::Start, Ink::Text, medium))
        }
    };
    let height = if drawing.key.is_empty() { drawing.height } else { y + LINE / 2.0 };
    (markup, height + 4.0)
}

#[cfg(test)]
mod tests {
    use super::{Medium, picture};
    use crate::document::{
        Bar, Course, Figure, Mark, MarkKind, Part, Picture, Series, Table, Timeline, Wording, example,
    };
    use crate::model::{Date, Rating, Scheme};

    const MEDIA: [Medium; 3] = [Medium::Narrow, Medium::Wide, Medium::Image];

    fn figure(picture: Picture) -> Figure {
        let numbers = Table::new("numbers", "Numbers", []);
        Figure { key: "f".into(), title: "<T>".into(), message: "\u{1b}\"M\" & more".into(), picture, numbers }
    }

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    /// All text that the picture shows, in order.
    fn text(svg: &str) -> String {
        svg.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text).collect::<Vec<_>>().join(" ")
    }

    fn deadlines(count: i64) -> Timeline {
        let mark = |place: i64| Mark {
            on: day("2026-01-15").plus_days(place * 700 / count),
            label: format!("1.{place} An action whose text is much longer than there is room for in a picture"),
            kind: MarkKind::Deadline(Rating::Red, Scheme::Rag),
        };
        Timeline {
            from: day("2026-01-01"),
            to: day("2027-12-31"),
            today: day("2026-06-30"),
            marks: (0..count).map(mark).collect(),
        }
    }

    #[test]
    fn every_picture_of_a_document_is_drawn_in_every_medium() {
        let document = example::document();
        let blocks = document.outline().flat_map(|(_, section)| &section.blocks);
        let figures = blocks.filter_map(|block| match block {
            crate::document::Block::Figure(figure) => Some(figure),
            _ => None,
        });
        for figure in figures {
            for medium in MEDIA {
                let svg = picture(figure, medium);
                assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"), "{svg}");
                assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
                assert_eq!(svg.contains("var(--"), medium != Medium::Image, "{svg}");
            }
        }
    }

    #[test]
    fn an_image_says_what_it_shows_and_nothing_in_its_texts_acts() {
        let svg = picture(&figure(Picture::Bars(Vec::new())), Medium::Image);
        assert!(svg.contains("<title>&lt;T&gt;</title><desc>\\u{1b}&quot;M&quot; &amp; more</desc>"), "{svg}");
    }

    #[test]
    fn bars_are_named_and_numbered() {
        let part = |rating, size: i32| Part {
            series: Series::Rating(rating, Scheme::Rag, Wording::Partnership),
            size: f64::from(size),
            words: size.to_string(),
        };
        let bars = vec![
            Bar { label: "Early help".into(), parts: vec![part(Rating::Red, 2), part(Rating::Complete, 7)] },
            Bar { label: "Nothing".into(), parts: vec![part(Rating::Red, 0)] },
            Bar { label: "Broken".into(), parts: vec![Part { size: f64::NAN, ..part(Rating::Red, 1) }] },
        ];
        let svg = picture(&figure(Picture::Bars(bars)), Medium::Wide);
        let text = text(&svg);
        for word in ["Early help", " 2 ", " 7 ", "Nothing", "none", "Red", "Complete"] {
            assert!(text.contains(word), "{word} in {text}");
        }
        assert!(!svg.contains("NaN"), "{svg}");
    }

    #[test]
    fn few_deadlines_are_named_and_many_are_counted_by_month() {
        let few = text(&picture(&figure(Picture::Timeline(deadlines(3))), Medium::Wide));
        assert!(few.contains("1.2 An action") && few.contains('…') && few.contains("Today, 30 June 2026"), "{few}");
        let many = picture(&figure(Picture::Timeline(deadlines(1000))), Medium::Narrow);
        assert!(text(&many).contains("Today") && many.len() < 20_000, "{}", many.len());
    }

    #[test]
    fn a_timeline_of_no_length_or_of_all_time_is_drawn() {
        for (from, to) in [("2026-01-01", "2026-01-01"), ("0001-01-01", "9999-12-31"), ("2026-02-01", "2026-01-01")] {
            for count in [0, 1, 100] {
                let timeline = Timeline { from: day(from), to: day(to), ..deadlines(count.max(1)) };
                let timeline = Timeline {
                    marks: timeline.marks.into_iter().take(usize::try_from(count).unwrap_or(0)).collect(),
                    ..timeline
                };
                for medium in MEDIA {
                    let svg = picture(&figure(Picture::Timeline(timeline.clone())), medium);
                    assert!(!svg.contains("NaN") && !svg.contains("inf") && svg.len() < 40_000, "{svg}");
                }
            }
        }
    }

    #[test]
    fn a_course_is_drawn_from_whatever_is_known() {
        let nothing = Course { unit: None, direction: None, baseline: None, readings: Vec::new(), target: None };
        let one = (day("2026-01-01"), 5.0);
        let courses = [
            nothing.clone(),
            Course { readings: vec![one], ..nothing.clone() },
            Course { readings: vec![one, one], ..nothing.clone() },
            Course { baseline: Some((None, 40.0)), ..nothing.clone() },
            Course { target: Some((None, 1e300)), baseline: Some((None, -1e300)), ..nothing.clone() },
            Course {
                target: Some((None, f64::NAN)),
                readings: vec![(day("2026-01-01"), f64::INFINITY)],
                ..nothing.clone()
            },
            Course { target: Some((Some(day("2028-01-01")), 60.0)), readings: vec![one], ..nothing },
        ];
        for course in courses {
            for medium in MEDIA {
                let svg = picture(&figure(Picture::Course(course.clone())), medium);
                assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
            }
        }
    }
}
