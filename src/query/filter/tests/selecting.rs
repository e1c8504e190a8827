//! Which actions filters select, and in which order.

use insta::assert_snapshot;

use super::{ALL, TODAY, date, filter, portfolio, references, selection};
use crate::model::Field;
use crate::query::{Direction, Filter, Order};

/// Checks filters against the references that they select.
fn check(filters: &[(&str, &str)]) {
    let portfolio = portfolio();
    for (text, expected) in filters {
        assert_eq!(references(&selection(&portfolio, &filter(text))), *expected, "{text}");
    }
}

#[test]
fn terms_hang_together() {
    check(&[
        ("", ALL),
        ("lead:housing is:open", "3.1.10"),
        ("lead:housing and is:open", "3.1.10"),
        ("lead:pct or lead:officer", "3.1.1 3.1.10"),
        ("lead:pct or lead:officer risk:high", "3.1.1 3.1.10"),
        ("(lead:pct or lead:officer) risk:high", "3.1.10"),
        ("not lead:housing plan:bristol", "3.1.1 3.1.x"),
        ("-lead:housing -(plan:wales or no:lead)", "3.1.1"),
        ("not not lead:pct", "3.1.1"),
        ("NOT lead:pct AND plan:bristol OR ref:W-1", "3.1.2 3.1.10 3.1.x W-1"),
    ]);
}

#[test]
fn what_other_plans_may_decide_is_known() {
    for text in ["", "lead:housing is:overdue", "plan:bristol or not has:note", "depends-on:x:1", "due<=today"] {
        assert!(filter(text).stays_in_plan(), "{text}");
    }
    for text in ["is:waiting", "lead:housing not is:waiting", "has:flags", "flags:waiting", "reason:\"forward to\""] {
        assert!(!filter(text).stays_in_plan(), "{text}");
    }
}

#[test]
fn texts_are_searched() {
    check(&[
        ("lead:\"Housing Manager\"", "3.1.2"),
        ("lead:“housing  manager”", "3.1.2"),
        ("lead: housing", "3.1.2 3.1.10"),
        ("lead = \"housing officer\"", "3.1.10"),
        ("lead=housing", ""),
        ("lead!=\"Housing Manager\" plan:bristol", "3.1.1 3.1.10 3.1.x"),
        ("lead:\"primary care\"", "3.1.1"),
        ("lead=PCT", "3.1.1"),
        ("support:\"care trust\"", "3.1.2"),
        ("organisation:nhs", "3.1.1"),
        ("ORG:nhs", "3.1.1"),
        ("theme:prevention tag:train", "3.1.1"),
        ("theme:stopping ref:*.x", "3.1.x"),
        ("objective:3 ref:*.x", "3.1.x"),
        ("objective:3.1 ref:*.x", "3.1.x"),
        ("objective:1", ""),
        ("objective:aware ref:*.x", "3.1.x"),
        ("objective:3.* ref:*.x", "3.1.x"),
        ("objective:bristol:3 ref:*.x", "3.1.x"),
        ("objective:wales:3", ""),
        ("see:bristol:3.1.1", "W-1"),
        ("see:W-1", ""),
        ("note:\"draft made\"", "3.1.1"),
        ("reason:\"1 day overdue\"", "3.1.1"),
        ("file:wales/w-2.toml", "W-2"),
    ]);
}

#[test]
fn words_on_their_own_search_all_texts() {
    check(&[
        ("strategy", "3.1.1 W-2"),
        ("strategy draft", "3.1.1"),
        ("\"safe space\"", "3.1.2"),
        ("women's", "3.1.2"),
        ("campaigns", "3.1.1 3.1.2 3.1.10 3.1.x"),
        ("3.1.1", "3.1.1 3.1.10"),
        ("\"10:30\"", "W-1"),
        ("\"not\"", "W-3"),
        ("news", ""),
        (r#""\"plan\"""#, "W-2"),
    ]);
}

#[test]
fn references_are_matched_and_ordered() {
    check(&[
        ("ref:3.1.1", "3.1.1"),
        ("ref:3.1.1*", "3.1.1 3.1.10"),
        ("ref:w-*", "W-1 W-2 W-3"),
        ("ref=bristol:3.1.1", "3.1.1"),
        ("ref:b*:*", "3.1.1 3.1.2 3.1.10 3.1.x"),
        ("ref>3.1.2 plan:bristol", "3.1.10 3.1.x"),
        ("ref<=3.1.2", "3.1.1 3.1.2"),
        ("depends-on:3.1.1", "3.1.10"),
        ("depends_on:bristol:3.*", "3.1.10"),
    ]);
}

#[test]
fn scales_have_words_and_an_order() {
    check(&[
        ("status:in-progress", "3.1.1"),
        ("status>in-progress", "3.1.2 W-2 W-3"),
        ("status!=not-started", "3.1.1 3.1.2 W-2 W-3"),
        ("rating:red", "3.1.1"),
        ("rating:green", "3.1.2"),
        ("rating:blue", "W-2"),
        ("rating:complete", "3.1.2 W-2"),
        ("rating:unrated", "3.1.x W-1"),
        ("rating<=amber", "3.1.1 3.1.10"),
        ("rating>=green", "3.1.2 W-2"),
        ("rating!=red", "3.1.2 3.1.10 3.1.x W-1 W-2 W-3"),
        ("reported:green", "3.1.1"),
        ("rag<green", "3.1.10"),
        ("confidence>=medium", "3.1.1"),
        ("confidence<medium", ""),
        ("risk>medium", "3.1.10"),
        ("risk:medium", ""),
    ]);
}

#[test]
fn days_and_periods_are_compared() {
    check(&[
        ("due<2009-04", "3.1.1 3.1.2"),
        ("due<=2009-04", "3.1.1 3.1.2 3.1.10"),
        ("due:2009-04", "3.1.10"),
        ("due=2009-Q1", "3.1.1 3.1.2"),
        ("due:2008/09", "3.1.1 3.1.2"),
        ("due>2009", "W-1 W-3"),
        ("due>=2009-04", "3.1.10 W-1 W-3"),
        ("due>today-2d due<=today", "3.1.1 3.1.10"),
        ("due<today+1m is:open", "3.1.1 3.1.10"),
        ("due!=2009", "3.1.x W-1 W-2 W-3"),
        ("deadline<today", "3.1.1 3.1.2"),
        ("deadline:ongoing", "3.1.x"),
        ("deadline:none", "W-2"),
        ("deadline!=none plan:wales", "W-1 W-3"),
        ("updated<2009-03", "3.1.1"),
    ]);
}

#[test]
fn numbers_are_compared() {
    check(&[("overdue>=1", "3.1.1"), ("overdue>1d", ""), ("overdue:\"1 day\"", "3.1.1")]);
}

#[test]
fn states_and_parts_are_asked_for() {
    check(&[
        ("is:overdue", "3.1.1"),
        ("is:late", "3.1.2"),
        ("is:optimistic", "3.1.1"),
        ("flags:waiting", "3.1.10"),
        ("is:open", "3.1.1 3.1.10 3.1.x W-1"),
        ("is:closed", "3.1.2 W-2 W-3"),
        ("is:withdrawn", "W-3"),
        ("is:amber", "3.1.10"),
        ("is:recurring", "W-1"),
        ("is:ongoing", "3.1.x"),
        ("is:undated", "3.1.x"),
        ("is:private", "3.1.x"),
        ("IS=Public plan:bristol", "3.1.1 3.1.2 3.1.10"),
        ("is:no-lead plan:bristol", "3.1.x"),
        ("has:lead", "3.1.1 3.1.2 3.1.10"),
        ("no:lead plan:bristol", "3.1.x"),
        ("no:deadline", "W-2"),
        ("no:due", "3.1.x W-2"),
        ("has:note", "3.1.1"),
        ("has:update", "3.1.1 3.1.2 3.1.10 W-2 W-3"),
        ("has:cost", "3.1.x"),
        ("has:risk", "3.1.10"),
        ("has:milestone or has:measure or has:evidence or has:carried-from", ""),
    ]);
}

#[test]
fn arguments_are_one_filter() {
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let from =
        |arguments: &[&str]| Filter::from_arguments(&words(arguments), date(TODAY)).expect("a filter").to_string();
    assert_eq!(from(&[]), "");
    assert_eq!(from(&["lead:Housing Manager", "is:overdue"]), "lead:\"Housing Manager\" is:overdue");
    assert_eq!(from(&["(lead:PCT", "or", "no:lead)", "not", "x"]), "(lead:PCT or not has:lead) not x");
}

#[test]
fn a_filter_that_selects_nothing_may_have_meant_something_else() {
    let advice = |text: &str| filter(text).advice().unwrap_or_default();
    assert_snapshot!(advice("Overdue"), @"`overdue` was searched for as a text; `is:overdue` asks what an action is");
    assert_snapshot!(advice("lead:x ref:3.1"), @"`ref:3.1` is one reference and no other; `ref:3.1.*` takes all that start with it");
    assert_eq!(filter("lead:housing ref:3.*").advice(), None);
}

#[test]
fn actions_are_put_in_order_by_any_field() {
    let portfolio = portfolio();
    let sorted = |orders: &[&str]| {
        let orders: Vec<_> = orders.iter().map(|order| Order::parse(order).expect("a field")).collect();
        let mut selection = selection(&portfolio, &Filter::default());
        selection.sort(&orders);
        references(&selection)
    };
    assert_eq!(sorted(&[]), ALL);
    assert_eq!(sorted(&["due"]), "3.1.2 3.1.1 3.1.10 W-1 W-3 3.1.x W-2");
    assert_eq!(sorted(&["-due"]), "W-3 W-1 3.1.10 3.1.1 3.1.2 3.1.x W-2");
    assert_eq!(sorted(&["-ref"]), "W-3 W-2 W-1 3.1.x 3.1.10 3.1.2 3.1.1");
    assert_eq!(sorted(&["rating"]), "3.1.1 3.1.10 3.1.x W-1 3.1.2 W-2 W-3");
    assert_eq!(sorted(&["plan", "-lead"]), "3.1.1 3.1.10 3.1.2 3.1.x W-1 W-2 W-3");
    let order = Order::parse("-due").expect("a field");
    assert_eq!(order.reversed().direction, Direction::Ascending);
    assert!(Order::parse("leed").is_err_and(|why| why.contains("did you mean `lead`?")));
    for field in Field::ALL {
        assert_eq!(sorted(&[field.word()]).split(' ').count(), 7, "{field}");
    }
}
