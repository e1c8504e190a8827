//! What people write about money, and what is read.

use super::{of_number, read};
use crate::model::Money;

/// Each cost, `?` where there is more to it that nobody can be sure of, and what is left over.
fn shown(words: &str) -> String {
    let phrase = read(words);
    let cost = |cost: &crate::model::Cost| {
        let parts = [
            cost.amount.map(|amount| amount.to_string()),
            cost.per.map(|per| per.to_string()),
            cost.state.map(|state| state.to_string()),
            cost.funder.as_ref().map(|funder| format!("by {funder}")),
            cost.year.map(|year| format!("in {year}")),
            cost.text.as_ref().map(|text| format!("<{text}>")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let mut shown: Vec<_> = phrase.value.iter().map(cost).collect();
    if phrase.is_certain {
        shown.extend(phrase.rest.map(|rest| format!("| {}", rest.replace('\n', " | "))));
    } else {
        shown.push("?".to_owned());
    }
    shown.join("; ")
}

#[test]
fn amounts_have_many_forms() {
    for (words, read) in [
        ("£2K pa", "2,000 year"),
        ("£2,000", "2,000"),
        ("£ 500", "500"),
        ("£1.2m", "1,200,000"),
        ("£1.5 million", "1,500,000"),
        ("£12,500.50", "12,500.50"),
        ("20k", "20,000"),
        ("5,000 pounds", "5,000"),
        ("GBP 300", "300"),
        ("£10,000 one-off", "10,000 once"),
        ("£90K p.a.", "90,000 year"),
        ("£90Kpa", "90,000 year"),
        ("£10k/year", "10,000 year"),
        ("£0", "0"),
    ] {
        assert_eq!(shown(words), read, "{words}");
    }
}

#[test]
fn what_stands_beside_an_amount_belongs_to_it() {
    for (words, read) in [
        ("Training costs £8K pa", "8,000 year <Training costs>"),
        ("£500 for printing", "500 <for printing>"),
        ("£5k p.a. secured (PCT)", "5,000 year secured by PCT"),
        ("£60K to be sought from GOSW", "60,000 sought by GOSW"),
        ("£60K to be sought from GOSW (mainly trained staff)", "60,000 sought by GOSW <mainly trained staff>"),
        ("£1,500 awarded by the Home Office for 07/08", "1,500 secured by Home Office in 2007/08"),
        ("£1,500 awarded by the Police and Crime Commissioner", "1,500 secured by Police and Crime Commissioner"),
        ("£4k in 2009/10", "4,000 in 2009/10"),
        ("Officer time - £5K (in-kind)", "5,000 in-kind <Officer time>"),
        ("£18K pa+ increments", "18,000 year <+ increments>"),
        ("approx. £1K pa thereafter", "1,000 year <approx, thereafter>"),
        ("New post: Commissioning Officer – £40K", "40,000 <New post: Commissioning Officer>"),
        ("0.5 FTE (£16k pa)", "16,000 year <0.5 FTE>"),
        ("Existing budgets (£5,000)", "5,000 <Existing budgets>"),
        ("£25k/pa", "25,000 year"),
        ("£21K pa (unfunded)", "21,000 year unfunded"),
    ] {
        assert_eq!(shown(words), read, "{words}");
    }
}

#[test]
fn several_costs_share_a_cell() {
    for (words, read) in [
        (
            "Training Co-ordinator £18K pa Contracted trainers £17K pa Training costs £8K pa Multi-agency officer time",
            "18,000 year <Training Co-ordinator>; 17,000 year <Contracted trainers>; 8,000 year <Training costs>; | \
             Multi-agency officer time",
        ),
        (
            "Campaigns & materials £2K pa. Cost of surveys. Conferences seminars - £2K pa Officer time - £5K (in-kind)",
            "2,000 year <Campaigns & materials>; 2,000 year <Conferences seminars>; 5,000 in-kind <Officer time>; | \
             Cost of surveys",
        ),
        ("Training £5k, printing £2k", "5,000 <Training>; 2,000 <printing>"),
        ("2009/10: £20,000; 2010/11: £25,000", "20,000 in 2009/10; 25,000 in 2010/11"),
        ("Training £5k; venue", "5,000 <Training>; | venue"),
        ("Officer time\nNew post £21K pa", "21,000 year <New post>; | Officer time"),
        ("Officer time New post £21K pa", "21,000 year <New post>; | Officer time"),
        ("• Posters £300\n• Staff time", "300 <Posters>; | Staff time"),
        (
            "Electronic database - £6K + approx. £1K pa thereafter Data analysis – DASC + £8K pa",
            "6,000 <Electronic database>; 1,000 year <Electronic database, approx, thereafter>; \
             8,000 year <Data analysis – DASC +>",
        ),
    ] {
        assert_eq!(shown(words), read, "{words}");
    }
}

#[test]
fn words_without_an_amount_are_no_cost() {
    for words in [
        "Officer time",
        "0.6 FTE",
        "Within existing resources",
        "In place",
        "See 2.1",
        "1½ days/week of time",
        "Existing budget 2009/10",
        "3 training days",
    ] {
        assert_eq!(shown(words), format!("| {words}"), "{words}");
    }
}

#[test]
fn an_open_amount_is_no_cost() {
    for words in [
        "£150K pa???",
        "£150K pa??? Officer time",
        "Translation - £4K Calculate?",
        "£5-10K",
        "£5K - £10K",
        "£5k to £10k",
        "up to £5K",
        "£5k+",
        "£30 per head",
        "£250/session",
        "£100 each",
        "Part of grant £32K pa (incl. £20K from GOSW)",
        "Total £50k",
        "£9k tbc",
        "£9ea",
        "£2 000",
        "£1.5k x 3 sessions",
        "£13.50 an hour",
        "£",
        "",
    ] {
        assert_eq!(shown(words), "?", "{words}");
    }
    assert_eq!(shown("£12,000 (£6,000 secured)"), "12,000; ?");
    assert_eq!(shown("Printing £200\nTraining £5K pa???"), "200 <Printing>; ?");
}

#[test]
fn a_number_is_an_amount_where_it_has_whole_pence() {
    assert_eq!(of_number(2000.0), Some(Money::from_pence(200_000)));
    assert_eq!(of_number(12.5), Some(Money::from_pence(1250)));
    assert_eq!((of_number(-1.0), of_number(0.001), of_number(f64::NAN), of_number(1e18)), (None, None, None, None));
}
