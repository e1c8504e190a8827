//! What holds for any filter.

use proptest::prelude::*;

use super::{TODAY, date, portfolio, selection};
use crate::model::Field;
use crate::query::Filter;

#[test]
fn deep_and_long_filters_are_answered() {
    for deep in ["(", "not ", "-(", "not -("] {
        let error = Filter::parse(&deep.repeat(1_000_000), date(TODAY)).expect_err("a filter that is too deep");
        assert!(error.message.contains("deep"), "{error}");
    }
    let long = Filter::parse(&"a or b ".repeat(100_000), date(TODAY)).expect("a long filter");
    assert!(!selection(&portfolio(), &long).judged.is_empty());
    assert!(Filter::parse(&"(a) ".repeat(1000), date(TODAY)).is_ok());
}

/// Pieces from which filters, good and bad, are made.
fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "lead:",
        "lead",
        "due<",
        "is:overdue",
        "has:note",
        "no:lead",
        "rating>=amber",
        "ref:3.*",
        "2009-04",
        "today+3d",
        "(",
        ")",
        " ",
        " ",
        " or ",
        " and ",
        "not ",
        "-",
        "\"",
        "\\",
        "“",
        "!=",
        "=",
        ":",
        "x",
        "Ünï",
        "\n",
        "status",
        "overdue>3d",
        "deadline:ongoing",
        "objective:3.1",
        "moved:-2",
    ]);
    prop_oneof![8 => words.prop_map(str::to_owned), 1 => ".{0,3}"]
}

proptest! {
    #[test]
    fn any_text_is_a_filter_or_an_error_with_its_place(pieces in prop::collection::vec(piece(), 0..14)) {
        let text = pieces.concat();
        match Filter::parse(&text, date(TODAY)) {
            Ok(filter) => {
                let shown = filter.to_string();
                prop_assert_eq!(Filter::parse(&shown, date(TODAY)), Ok(filter), "{}", shown);
            }
            Err(error) => {
                prop_assert!(text.get(error.span.clone()).is_some(), "{:?}", error);
                prop_assert!(!error.to_string().chars().any(|c| c.is_control() && c != '\n'));
            }
        }
    }

    #[test]
    fn a_term_with_any_value_reads_back(value in "\\PC{1,12}", field in prop::sample::select(Field::ALL.to_vec())) {
        let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
        for text in [format!("{field}:\"{quoted}\""), format!("\"{quoted}\" {field}!=\"{quoted}\"")] {
            if let Ok(filter) = Filter::parse(&text, date(TODAY)) {
                prop_assert_eq!(Filter::parse(&filter.to_string(), date(TODAY)), Ok(filter));
            }
        }
    }
}
