//! What people write, and what it is read as.

use super::{When, Years, of_serial, read};
use crate::model::Date;

fn years() -> Years {
    Years { starts: Date::parse("2008-04-01"), ends: Date::parse("2011-03-31") }
}

/// The value as a file has it, then what is left over; `?` where nothing is certain.
fn shown(words: &str) -> String {
    let phrase = read(words, years());
    let When { deadline, recurs, review } = phrase.value;
    let parts = [
        deadline.map(|deadline| deadline.to_string()),
        recurs.map(|recurs| recurs.to_string()),
        review.map(|review| format!("review {review}")),
        (!phrase.is_certain).then(|| "?".to_owned()),
        phrase.rest.map(|rest| format!("| {rest}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[test]
fn days_are_read_however_they_are_written() {
    for words in [
        "1 st Oct 2009",
        "1st October 2009",
        "1Oct09",
        "1 Oct 09",
        "01/10/2009",
        "1.10.09",
        "1-10-2009",
        "2009-10-01",
        "by 1st October 2009",
        "1\u{a0}Oct\u{a0}2009",
        "1 st Oct\n2009",
        "Thursday 1 October 2009",
        "1st of October, 2009",
        "1 Oct '09",
        "no later than 1 Oct 2009",
        "1-Oct-09",
        "Target date: 1/10/09",
        "Thurs 1 October 2009",
        "October 1st, 2009",
        "01/10/2009 00:00:00",
        "2009-10-01T00:00:00",
    ] {
        assert_eq!(shown(words), "2009-10-01", "{words}");
    }
}

#[test]
fn months_and_longer_times_end_on_their_last_day() {
    for (words, read) in [
        ("Mar 09", "2009-03"),
        ("Apr-25", "2025-04"),
        ("Sept 08", "2008-09"),
        ("End of March 2011", "2011-03"),
        ("by end April 2010", "2010-04"),
        ("04/2009", "2009-04"),
        ("May 2010", "2010-05"),
        ("Q3 2010", "2010-Q3"),
        ("Q3 2010/11", "2010-Q4"),
        ("Quarter 4, 2010/11", "2011-Q1"),
        ("3rd quarter of 2010", "2010-Q3"),
        ("2010 Q3", "2010-Q3"),
        ("2010-Q3", "2010-Q3"),
        ("2009/10 Q4", "2010-Q1"),
        ("Autumn 2023", "2023-autumn"),
        ("winter 2022/23", "2022-winter"),
        ("2010/11", "2010/11"),
        ("2010-11", "2010/11"),
        ("FY 2024/25", "2024/25"),
        ("FY24/25", "2024/25"),
        ("By end of 2022", "2022"),
        ("2010", "2010"),
    ] {
        assert_eq!(shown(words), read, "{words}");
    }
}

#[test]
fn what_comes_round_has_a_first_day() {
    for (words, read) in [
        ("1 Mar 08 and annually", "every 1 year from 2008-03-01"),
        ("Quarterly\n30th June\n30th Sept\n31st Dec\n31st Mar", "every 3 months from 2008-06-30"),
        ("Quarterly 30 June / 30 Sept / 31 Dec / 31 Mar", "every 3 months from 2008-06-30"),
        ("November annually", "every 1 year from 2008-11-30"),
        ("Every six months from 1 May 2009", "every 6 months from 2009-05-01"),
        ("6-monthly from Sept 2009", "every 6 months from 2009-09-30"),
        ("Monthly from 1/9/08", "every 1 month from 2008-09-01"),
        ("31 March each year", "every 1 year from 2009-03-31"),
        ("every November", "every 1 year from 2008-11-30"),
        ("1 Apr 09 and quarterly thereafter", "every 3 months from 2009-04-01"),
        ("Quarterly", "? | Quarterly"),
        ("Every 3 months From when?", "? | Every 3 months From when?"),
    ] {
        assert_eq!(shown(words), read, "{words}");
    }
}

#[test]
fn what_has_no_end_keeps_the_day_beside_it_in_words() {
    assert_eq!(shown("Ongoing"), "ongoing");
    assert_eq!(shown("On-going"), "ongoing");
    assert_eq!(shown("July 2013 ongoing"), "ongoing ? | July 2013");
    assert_eq!(shown("Autumn 2023 and ongoing"), "ongoing ? | autumn 2023");
    assert_eq!(shown("Ongoing - annual review").split(' ').nth(1), Some("?"));
    assert_eq!(shown("Ongoing, review April 2010"), "ongoing review 2010-04-30");
    assert_eq!(shown("Ongoing\nEvaluate after one year").split(' ').next(), Some("?"));
}

#[test]
fn what_is_not_certain_is_not_guessed() {
    for words in [
        "???",
        "02/0000",
        "see 2.1885",
        "TBC",
        "ASAP",
        "Immediate",
        "Within 6 months",
        "6 months",
        "Year 1",
        "04/13/2009",
        "08/09",
        "1 Apr 09???",
        "1 Apr 08; 1 Oct 08",
        "Completed March 2010",
        "early 2011",
        "Mid 2010",
        "before April 2010",
        "30th June",
        "from April 2010",
        "31 Feb 2009",
        "tbc by Oct 09",
        "April or May 2010",
        "March 1 2009",
        "Easter 2010",
        "Summer term 2010",
        "Q1 & Q3 2010",
        "Quarter 2",
        "December 2010 onwards",
        "Nov 2009 (completed)",
        "2008-11",
        "Mar/Apr 2009",
    ] {
        let phrase = read(words, years());
        assert_eq!(
            (phrase.value, phrase.is_certain, phrase.rest.as_deref()),
            (When::default(), false, Some(words)),
            "{words}"
        );
    }
}

#[test]
fn other_words_beside_a_day_are_kept() {
    assert_eq!(shown("1 Apr 09 (subject to funding)"), "2009-04-01 | subject to funding");
    assert_eq!(shown("Nov 2009, if the court agrees"), "2009-11 | if the court agrees");
}

#[test]
fn a_stretch_of_time_ends_on_its_last_day() {
    for words in ["Apr 08 - Mar 09", "April 2008 to March 2009", "Apr 08 until Mar 09"] {
        assert_eq!(shown(words), "2009-03 | from April 2008", "{words}");
    }
    assert_eq!(shown("April – June 2009"), "2009-06 | from April 2009");
    assert_eq!(shown("1 April to 30 June 2009"), "2009-06-30 | from 1 April 2009");
}

#[test]
fn short_years_are_those_nearest_to_the_plan() {
    let year = |words, starts| read(words, Years { starts: Date::parse(starts), ends: None }).value.deadline;
    assert_eq!(year("Mar 09", "2008-04-01").map(|deadline| deadline.to_string()).as_deref(), Some("2009-03"));
    assert_eq!(year("Mar 99", "1998-04-01").map(|deadline| deadline.to_string()).as_deref(), Some("1999-03"));
}

#[test]
fn a_spreadsheet_counts_days_from_1900() {
    assert_eq!(of_serial(39_904.0), Date::parse("2009-04-01"));
    assert_eq!((of_serial(12.0), of_serial(39_904.5), of_serial(f64::NAN)), (None, None, None));
}

/// Found by fuzzing: a number as large as they come before a `/`.
#[test]
fn numbers_too_large_to_be_years_are_none() {
    for words in ["4294967295/01", "4294967295/4294967295", "FY 4294967295/96", "9999/00"] {
        let found = read(words, Years { starts: None, ends: None });
        assert_eq!(found.value.deadline, None, "{words}");
    }
}
