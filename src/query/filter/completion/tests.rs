//! What is suggested for texts and arguments, against the words of a small plan.

use proptest::prelude::{any, prop_assert, proptest};

use super::{Suggestion, Then, argument, filter};
use crate::model::{Action, Date, Objective, Plan, Portfolio, Reference, Theme};
use crate::query::{Filter, Vocabulary};

const TODAY: &str = "2026-06-30";

fn today() -> Date {
    Date::parse(TODAY).expect("a date")
}

fn vocabulary() -> Vocabulary {
    let action = |(reference, lead): &(&str, &str)| Action {
        reference: Reference::new(reference).expect("a reference"),
        text: Some(format!("Do {reference}")),
        lead: Some((*lead).to_owned()),
        tags: vec!["young-people".into()],
        ..Action::default()
    };
    let mut plan = Plan::new("avon");
    plan.themes = vec![Theme { name: "prevention".into(), title: Some("Prevention".into()), ..Theme::default() }];
    plan.objectives =
        vec![Objective { reference: Reference::new("3.1").expect("a reference"), ..Objective::default() }];
    plan.actions = [
        ("3.1.1", "Housing Manager"),
        ("3.1.2", "Head of Health (PCT)"),
        ("3.10", "Women’s Aid and Refuge"),
        ("4.1", "O'Neill House"),
        ("4.2", "PCT"),
    ]
    .iter()
    .map(action)
    .collect();
    Vocabulary::of(&Portfolio { plans: vec![plan] }, |_| true, today())
}

/// The texts that become of one with `|` for its cursor.
fn after(text: &str) -> Vec<String> {
    let cursor = text.find('|').expect("a cursor");
    let text = text.replacen('|', "", 1);
    let put = |suggestion: Suggestion| format!("{}{}", &text[..suggestion.range.start], suggestion.text);
    filter(&text, cursor, &vocabulary()).into_iter().map(put).collect()
}

/// What an argument may become.
fn becomes(before: &str, word: &str) -> Vec<String> {
    argument(before, word, &vocabulary()).into_iter().map(|suggestion| suggestion.text).collect()
}

#[test]
fn a_term_begins_with_a_field_a_question_or_a_word_of_the_language() {
    assert_eq!(after("o|"), ["objective:", "organisation:", "overdue>", "outcome:"]);
    assert_eq!(after("-re|"), ["-ref:", "-review<", "-reported:", "-reason:", "-resources:"]);
    assert_eq!(after("is:open (le|"), ["is:open (lead:"]);
    assert_eq!(after("not n|"), ["not no:", "not note:", "not not"]);
    assert_eq!(after("is:open o|").last().map(String::as_str), Some("is:open or"));
    assert!(after("|").starts_with(&["is:".into(), "has:".into(), "no:".into(), "plan:".into()]));
    assert_eq!(after("|"), after("-|").iter().map(|text| text[1..].to_owned()).collect::<Vec<_>>());
}

#[test]
fn a_whole_field_is_offered_with_its_operators() {
    assert_eq!(after("due|"), ["due<", "due<=", "due>", "due>=", "due:"]);
    assert_eq!(after("LEAD|"), ["lead:", "lead=", "lead!="]);
    assert_eq!(after("overdue|").first().map(String::as_str), Some("overdue>"));
}

#[test]
fn values_follow_their_field_wherever_it_stands() {
    assert_eq!(after("is:over|"), ["is:overdue"]);
    assert_eq!(after("status:c|"), ["status:complete", "status:carried-forward"]);
    assert_eq!(after("is:open -rating!=r| lead:PCT"), ["is:open -rating!=red"]);
    assert_eq!(after("(is:open or ref:3.1.|)"), ["(is:open or ref:3.1.1", "(is:open or ref:3.1.2"]);
    assert_eq!(after("due < tod|").first().map(String::as_str), Some("due < today"));
    assert_eq!(after("due<=2026|"), ["due<=2026-06", "due<=2026-Q2", "due<=2026/27", "due<=2026"]);
    assert_eq!(after("deadline:ong|"), ["deadline:ongoing"]);
    assert_eq!(after("deadline<ong|"), [""; 0]);
    assert_eq!(after("has:carried|"), ["has:carried-from"]);
    assert_eq!(after("rag:a|"), ["rag:amber"]);
    assert_eq!(after("theme:p|"), ["theme:prevention"]);
    assert_eq!(after("objective:3|"), ["objective:3.1"]);
}

#[test]
fn values_with_blanks_or_signs_are_put_in_quotation_marks() {
    assert_eq!(after("lead:hou|"), ["lead:\"Housing Manager\"", "lead:\"O'Neill House\""]);
    assert_eq!(after("lead:\"hou|"), ["lead:\"Housing Manager\"", "lead:\"O'Neill House\""]);
    assert_eq!(after("lead:pct|"), ["lead:PCT", "lead:\"Head of Health (PCT)\""]);
    assert_eq!(after("lead:\"pct|"), ["lead:\"PCT\"", "lead:\"Head of Health (PCT)\""]);
}

#[test]
fn what_is_found_within_comes_after_what_begins() {
    assert_eq!(after("lead:h|").len(), 3);
    assert_eq!(after("lead:man|"), ["lead:\"Housing Manager\""]);
}

#[test]
fn nothing_is_suggested_where_nothing_fits() {
    for text in ["lead:zebra|", "\"some te|", "lead:\"PCT\"|", "colour:r|", "is::|", "--for|", "lead:(PCT|", "zzz|"] {
        assert_eq!(after(text), [""; 0], "{text}");
    }
}

#[test]
fn an_argument_needs_quotation_marks_only_for_signs_of_the_language() {
    assert_eq!(becomes("", "lead:hou"), ["lead:Housing Manager", "lead:O'Neill House"]);
    assert_eq!(becomes("", "lead:Housing M"), ["lead:Housing Manager"]);
    assert_eq!(becomes("", "-lead=hea"), ["-lead=\"Head of Health (PCT)\""]);
    assert_eq!(becomes("", "lead:w"), ["lead:\"Women’s Aid and Refuge\""]);
    assert_eq!(becomes("", "lead:\"hou"), ["lead:\"Housing Manager\"", "lead:\"O'Neill House\""]);
    assert_eq!(becomes("", "is:open lead:hou").first().map(String::as_str), Some("is:open lead:\"Housing Manager\""));
    assert_eq!(becomes("", "lead:PCT or sta"), ["lead:PCT or status:"]);
    assert_eq!(becomes("lead:", "hou").first().map(String::as_str), Some("\"Housing Manager\""));
    assert_eq!(becomes("due<", "to").first().map(String::as_str), Some("today"));
    assert_eq!(becomes("is:open", "is:ove"), ["is:overdue"]);
}

#[test]
fn every_argument_is_read_as_the_filter_that_it_says() {
    for lead in ["Housing Manager", "Head of Health (PCT)", "Women’s Aid and Refuge", "O'Neill House", "PCT"] {
        let wanted = Filter::parse(&format!("lead:\"{lead}\""), today()).expect("a filter");
        let read = |text: String| Filter::from_arguments(&[text], today()).ok();
        let found = becomes("", "lead:").into_iter().any(|text| read(text).as_ref() == Some(&wanted));
        assert!(found, "{lead}");
    }
}

#[test]
fn a_field_wants_a_value_and_a_value_is_whole() {
    let then = |word| argument("", word, &vocabulary()).first().map(|suggestion| suggestion.then);
    assert_eq!(then("lea"), Some(Then::Value));
    assert_eq!(then("lead:P"), Some(Then::Blank));
}

proptest! {
    #[test]
    fn any_text_is_answered_and_every_range_ends_at_the_cursor(text in "[a-z:<=\"( )\\-\u{e9}]{0,24}", cursor in any::<u8>()) {
        let cursor = usize::from(cursor) % (text.len() + 1);
        for suggestion in filter(&text, cursor, &vocabulary()) {
            prop_assert!(text.get(suggestion.range.clone()).is_some() && suggestion.range.end >= cursor);
        }
        prop_assert!(argument(&text, &text, &vocabulary()).iter().all(|whole| whole.range == (0..text.len())));
    }

    #[test]
    fn what_a_value_becomes_is_a_filter(start in "(is:open |-|not |\\(|)(lead|status|is|has|ref|due|theme|overdue)[:=]") {
        for suggestion in filter(&start, start.len(), &vocabulary()) {
            let close = if start.starts_with('(') { ")" } else { "" };
            let text = format!("{}{}{close}", &start[..suggestion.range.start], suggestion.text);
            prop_assert!(Filter::parse(&text, today()).is_ok(), "{text}");
        }
    }
}

#[test]
fn flags_are_up_or_not_and_have_no_order() {
    assert_eq!(after("flags|"), ["flags:", "flags!="]);
    assert_eq!(after("risk|").len(), 6);
}

#[test]
fn each_part_that_an_action_can_have_is_explained() {
    let about: Vec<_> = filter("has:c", 5, &vocabulary()).into_iter().map(|found| (found.text, found.about)).collect();
    for (text, words) in [("cost", "what it costs"), ("carried-from", "the action that it goes on with")] {
        assert!(about.iter().any(|(found, about)| found == text && about == words), "{about:?}");
    }
}

#[test]
fn a_financial_year_begins_in_april() {
    let year = |day: &str| {
        let vocabulary = Vocabulary::empty(Date::parse(day).expect("a date"));
        super::values::years(&vocabulary).first().map(|word| word.text.clone())
    };
    assert_eq!(year("2026-03-31").as_deref(), Some("2025/26"));
    assert_eq!(year("2026-04-01").as_deref(), Some("2026/27"));
    assert_eq!(year("2026-01-01").as_deref(), Some("2025/26"));
}
