//! Ratings in plain words, and the counts of them.

use crate::document::{Bar, Cell, Column, Figure, Part, Picture, Series, Table, Wording};
use crate::model::{Judgement, Rating, Reason, Scheme, Status, Tally, counted};
use crate::report::words::{capitalised, listed};

/// The ratings in the order in which the public is told of them: what is done first.
const ORDER: [Rating; 5] = [Rating::Complete, Rating::Green, Rating::Amber, Rating::Red, Rating::Unrated];

/// How far an action has got.
pub(super) fn state(judgement: &Judgement<'_>) -> String {
    match judgement.rating {
        Some(Rating::Complete) => {
            let on = judgement.state.completed.map(|day| format!(" on {}", day.in_words()));
            format!("Done{}", on.unwrap_or_default())
        }
        Some(Rating::Amber) if judgement.reason == Reason::OnHold => "On hold".to_owned(),
        Some(rating) => capitalised(rating.in_plain_words()),
        None if judgement.state.status == Status::CarriedForward => "Carried forward to a later plan".to_owned(),
        None => "Withdrawn".to_owned(),
    }
}

/// `Of 12 actions, 3 are done, 5 are on track and 4 are behind. 1 more was withdrawn or carried forward.`
pub(super) fn counts(tally: &Tally, noun: &str) -> String {
    let rated = tally.counted();
    let said = |rating: &Rating| {
        let number = tally.of(*rating);
        let verb = if number == 1 { "is" } else { "are" };
        let words = match rating {
            Rating::Amber => "making slow progress".to_owned(),
            Rating::Complete | Rating::Green | Rating::Red => rating.in_plain_words().to_owned(),
            Rating::Unrated => return (number > 0).then(|| format!("{number} {} not been reported on", has(number))),
        };
        (number > 0).then(|| format!("{number} {verb} {words}"))
    };
    let parts: Vec<_> = ORDER.iter().filter_map(said).collect();
    let out = match tally.withdrawn {
        0 => String::new(),
        1 => " 1 more was withdrawn or carried forward.".to_owned(),
        more => format!(" {more} more were withdrawn or carried forward."),
    };
    match rated {
        0 => format!("There is no {noun} to report on.{out}"),
        rated => format!("Of {}, {}.{out}", counted(rated, noun), listed(&parts)),
    }
}

const fn has(number: usize) -> &'static str {
    if number == 1 { "has" } else { "have" }
}

/// How far each theme has got, by its title.
pub(super) fn split(themes: &[(String, Tally)], all: &Tally, label: &str, message: String, scheme: Scheme) -> Figure {
    let mut columns = vec![Column::name("theme", &capitalised(label))];
    columns.extend(ORDER.map(|rating| Column::number(rating.word(), &capitalised(rating.in_plain_words()))));
    columns.push(Column::number("withdrawn", "Withdrawn or carried forward"));
    let row = |title: &str, tally: &Tally| {
        let counts = ORDER.map(|rating| Cell::Count(tally.of(rating)));
        std::iter::once(Cell::text(title)).chain(counts).chain([Cell::Count(tally.withdrawn)]).collect::<Vec<_>>()
    };
    let part = |tally: &Tally, rating: Rating| {
        let number = tally.of(rating);
        let size = f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        let series = Series::Rating(rating, scheme, Wording::Public);
        (number > 0).then(|| Part { series, size, words: number.to_string() })
    };
    let bar = |(title, tally): &(String, Tally)| Bar {
        label: title.clone(),
        parts: ORDER.into_iter().filter_map(|rating| part(tally, rating)).collect(),
    };
    let title = format!("How far each {label} has got");
    let mut numbers =
        Table::new("progress", title.clone(), columns).with_rows(themes.iter().map(|(title, tally)| row(title, tally)));
    numbers.total(row("Total", all));
    Figure {
        key: "progress".to_owned(),
        message,
        title,
        picture: Picture::Bars(themes.iter().map(bar).collect()),
        numbers,
    }
}
