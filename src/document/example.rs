//! A small document with one of everything, for the tests of formats. Some of its texts would act if a format let them.

use super::{
    Bar, Block, Cell, Column, Course, Document, Fact, Figure, Mark, MarkKind, Part, Picture, Section, Series, Table,
    Timeline, Wording,
};
use crate::model::{CostState, Date, Direction, Money, Rag, Rating, Scheme, Travel};

/// The document.
#[must_use]
pub fn document() -> Document {
    let facts = vec![
        Fact::new("partnership", "Partnership", Cell::text("Wendale <VAWG> & friends")),
        Fact::new("as_of", "Judged as of", Cell::Date(day("2026-06-30"))),
        Fact::new("commit", "Commit", Cell::text("0123abcd, with changes that are not committed")),
    ];
    let split = Section::new("split", "Red, amber and green").with("Three of five are red.\n\nNobody has said why.");
    let early = Section::new("early", "Early help").with(actions("Early help", 2));
    let late = Section::new("late", "Help for those who stay").with(actions("Help for those who stay", 0));
    Document {
        key: "example",
        title: "Example report".to_owned(),
        subject: "Safe in Wendale 2025-28".to_owned(),
        facts,
        opening: vec![
            Block::text("What the meeting is asked to look at."),
            Block::List(vec!["1.1 is overdue".to_owned(), "=HYPERLINK(\"http://x\") is no link".to_owned()]),
        ],
        sections: vec![
            split.with(bars()),
            Section::new("actions", "Actions").holding([early, late]),
            Section::new("figures", "Deadlines, measures and money")
                .with(timeline())
                .with(course())
                .with(money())
                .with(Block::Facts(vec![Fact::new("meeting", "Next meeting", Cell::Date(day("2026-07-15")))])),
        ],
    }
}

/// A table of actions with a cell of every kind.
fn actions(caption: &str, count: usize) -> Table {
    let columns = [
        Column::name("ref", "Ref"),
        Column::text("action", "Action"),
        Column::short("rating", "Rating"),
        Column::short("reported", "Reported"),
        Column::short("travel", "Travel"),
        Column::short("deadline", "Deadline"),
        Column::number("overdue_days", "Days overdue"),
        Column::number("cost", "Cost"),
        Column::long("comment", "Last comment"),
        Column::text("evidence", "Evidence"),
    ];
    let rows = [
        [
            Cell::text("1.1"),
            Cell::text("Publish <b>one</b> referral pathway"),
            Cell::Rating(Rating::Red, Scheme::Brag),
            Cell::Reported(Rag::Green),
            Cell::Travel(Travel::Worse),
            Cell::Deadline { text: "June 2026".to_owned(), due: Some(day("2026-06-20")) },
            Cell::Days(10),
            Cell::Money(Money::from_pence(200_050), "GBP".to_owned()),
            Cell::text("-1 & still \u{1b}[31mwaiting\nfor the police"),
            Cell::Link { text: "draft".to_owned(), target: "javascript:alert(1)".to_owned() },
        ],
        [
            Cell::text("1.2"),
            Cell::text("Train | every team"),
            Cell::Rating(Rating::Complete, Scheme::Brag),
            Cell::Empty,
            Cell::Travel(Travel::New),
            Cell::Date(day("2026-12-31")),
            Cell::Empty,
            Cell::Empty,
            Cell::text("@home"),
            Cell::Link { text: "minutes".to_owned(), target: "https://wendale.example/minutes?a=1&b=2".to_owned() },
        ],
    ];
    let mut table = Table::new("actions", caption, columns).or_say("No action needs the meeting.");
    table = table.with_rows(rows.into_iter().take(count));
    if count > 0 {
        table.total([Cell::text("Total"), Cell::Count(count)]);
    }
    table
}

fn bars() -> Figure {
    let counts = [("Early help", [2, 1, 0]), ("Help for those who stay", [1, 0, 1])];
    let ratings = [Rating::Red, Rating::Amber, Rating::Complete];
    let columns = [
        Column::name("theme", "Priority"),
        Column::number("red", "Red"),
        Column::number("amber", "Amber"),
        Column::number("complete", "Complete"),
    ];
    let part = |(rating, count): (Rating, i32)| Part {
        series: Series::Rating(rating, Scheme::Brag, Wording::Partnership),
        size: f64::from(count),
        words: count.to_string(),
    };
    let bar = |(label, counts): (&str, [i32; 3])| Bar {
        label: label.to_owned(),
        parts: ratings.into_iter().zip(counts).filter(|(_, count)| *count > 0).map(part).collect(),
    };
    let row = |(label, counts): (&str, [i32; 3])| {
        std::iter::once(Cell::text(label)).chain(counts.map(|count| Cell::Count(usize::try_from(count).unwrap_or(0))))
    };
    Figure {
        key: "split".to_owned(),
        title: "Actions by rating".to_owned(),
        message: "Three of five actions are red, two of them in Early help.".to_owned(),
        picture: Picture::Bars(counts.map(bar).to_vec()),
        numbers: Table::new("split", "Actions by rating", columns).with_rows(counts.map(row)),
    }
}

fn timeline() -> Figure {
    let marks = [
        ("2026-06-20", "1.1", MarkKind::Deadline(Rating::Red, Scheme::Brag)),
        ("2026-07-15", "Board", MarkKind::Meeting),
        ("2026-12-31", "1.2", MarkKind::Deadline(Rating::Complete, Scheme::Brag)),
    ];
    let mark = |(on, label, kind): (&str, &str, MarkKind)| Mark { on: day(on), label: label.to_owned(), kind };
    let row = |(on, label, _): (&str, &str, MarkKind)| [Cell::Date(day(on)), Cell::text(label)];
    let columns = [Column::short("date", "Day"), Column::text("what", "What")];
    Figure {
        key: "deadlines".to_owned(),
        title: "What falls due".to_owned(),
        message: "One deadline has passed, one lies ahead.".to_owned(),
        picture: Picture::Timeline(Timeline {
            from: day("2026-04-01"),
            to: day("2027-03-31"),
            today: day("2026-06-30"),
            marks: marks.map(mark).to_vec(),
        }),
        numbers: Table::new("deadlines", "What falls due", columns).with_rows(marks.map(row)),
    }
}

fn course() -> Figure {
    let readings = [(day("2025-09-30"), 44.0), (day("2026-03-31"), 47.5)];
    let columns = [Column::short("date", "Day"), Column::number("value", "Referrals a year")];
    Figure {
        key: "referrals".to_owned(),
        title: "Referrals from schools".to_owned(),
        message: "47.5 at the last reading, from 40 towards 60: behind the line to the target.".to_owned(),
        picture: Picture::Course(Course {
            unit: Some("referrals a year".to_owned()),
            direction: Some(Direction::Up),
            baseline: Some((Some(day("2025-03-31")), 40.0)),
            readings: readings.to_vec(),
            target: Some((Some(day("2028-03-31")), 60.0)),
        }),
        numbers: Table::new("readings", "Referrals from schools", columns)
            .with_rows(readings.map(|(on, value)| [Cell::Date(on), Cell::Number(value)])),
    }
}

fn money() -> Figure {
    let part = |state, pounds: u32| Part {
        series: Series::Money(state),
        size: f64::from(pounds),
        words: format!("£{pounds}"),
    };
    let columns = [Column::name("theme", "Priority"), Column::number("secured", "Secured")];
    let secured = Cell::Money(Money::from_pence(200_000), "GBP".to_owned());
    Figure {
        key: "money".to_owned(),
        title: "Money that is there and that is needed".to_owned(),
        message: "£2,000 of £3,500 is secured.".to_owned(),
        picture: Picture::Bars(vec![Bar {
            label: "Early help".to_owned(),
            parts: vec![part(CostState::Secured, 2000), part(CostState::Sought, 1500)],
        }]),
        numbers: Table::new("money", "Money", columns).with_rows([[Cell::text("Early help"), secured]]),
    }
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or(Date::LAST)
}
