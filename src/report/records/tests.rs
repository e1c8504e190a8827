//! What must hold of the tables whatever the plan: keys are unique, every row joins, columns are what they say.

use std::collections::HashSet;

use super::{Holds, Relation, sheets, tidy};
use crate::document::Cell;
use crate::model::{Cost, Milestone, Money, Portfolio, QualifiedReference, Reading, Risk};
use crate::report::example;

/// The example with something in every table.
fn portfolio() -> Portfolio {
    let mut portfolio = example::portfolio();
    let plan = &mut portfolio.plans[0];
    let measure = crate::model::Measure {
        name: "Referrals".to_owned(),
        unit: None,
        baseline: Some(40.0),
        baseline_date: None,
        target: None,
        by: None,
        direction: None,
        readings: ["2026-06-01", "2026-07-01"]
            .map(|day| Reading { date: example::date(day), value: 47.5, note: None })
            .to_vec(),
    };
    plan.objectives[0].measures = vec![measure.clone()];
    let reference = |text: &str| QualifiedReference::parse(text).expect("a reference");
    let action = &mut plan.actions[0];
    action.measures = vec![measure];
    action.depends_on = vec![reference("1.2"), reference("9.9")];
    action.see = vec![reference("2"), reference("other:1.1")];
    (action.tags, action.duty, action.evidence) = (vec!["a".into(), "a".into()], vec!["b".into()], vec!["c".into()]);
    (action.support, action.risks) = (vec!["ppu".into(), "Nobody".into()], vec![Risk::default()]);
    action.costs = vec![Cost { amount: Some(Money::from_pence(125_050)), ..Cost::default() }];
    action.milestones = vec![Milestone { text: "First".into(), deadline: None, done: None }];
    action.as_written.insert("deadline".into(), "soon".into());
    action.updates = vec![example::update("2026-06-01"), example::update("2026-07-02")];
    portfolio
}

/// The values of some columns of every row, without rows that have nothing in one of them.
fn values(relation: &Relation, keys: &[&str]) -> Vec<Vec<String>> {
    let places: Vec<_> = keys.iter().map(|key| relation.place(key).expect("a column of this name")).collect();
    let values = relation.rows.iter().map(|row| places.iter().map(|place| row[*place].words()).collect::<Vec<_>>());
    values.filter(|values| values.iter().all(|value| !value.is_empty())).collect()
}

#[test]
fn every_row_joins_and_no_key_comes_twice() {
    let portfolio = portfolio();
    let tables = tidy(&example::basis(&portfolio));
    for (place, table) in tables.iter().enumerate() {
        assert_eq!(table.repeated(), None, "{}", table.key);
        assert_eq!(values(table, table.primary).len(), table.rows.len(), "a key of {} is empty", table.key);
        for foreign in table.foreign {
            let other = tables[..=place].iter().find(|other| other.key == foreign.to).expect("it comes before");
            let known: HashSet<_> = values(other, foreign.there).into_iter().collect();
            for value in values(table, foreign.from) {
                assert!(known.contains(&value), "{}: {value:?} is not in {}", table.key, foreign.to);
            }
        }
    }
    let linked = |key: &str, columns: &[&str]| {
        tables.iter().find(|table| table.key == key).map(|table| values(table, columns)).unwrap_or_default()
    };
    assert_eq!(linked("depends_on", &["written", "on_action_id"]), [["1.2", "wendale:1.2"]]);
    assert_eq!(linked("see", &["written", "on_objective_id"]), [["2", "wendale:2"]]);
    assert_eq!(linked("support", &["name", "party_id"]), [["ppu", "wendale:1"]]);
    assert_eq!(linked("updates", &["ref", "date"])[0], ["1.1", "1 June 2026"]);
    assert_eq!(linked("readings", &["measure_id", "value"]), [["wendale:1/1", "47.5"], ["wendale:1.1/1", "47.5"]]);
}

#[test]
fn columns_hold_what_they_say() {
    let portfolio = portfolio();
    let basis = example::basis(&portfolio);
    for relation in tidy(&basis).into_iter().chain(sheets(&basis)) {
        let keys: HashSet<_> = relation.attributes.iter().map(|attribute| attribute.key).collect();
        assert_eq!(keys.len(), relation.attributes.len(), "{} has a column twice", relation.key);
        for row in &relation.rows {
            assert_eq!(row.len(), relation.attributes.len(), "{}", relation.key);
            for (cell, attribute) in row.iter().zip(&relation.attributes) {
                let is_so = match (&attribute.holds, cell) {
                    (_, Cell::Empty) => true,
                    (Holds::Word(words), Cell::Rating(rating, scheme)) => words.contains(&rating.colour(*scheme)),
                    (Holds::Word(words), cell) => words.iter().any(|word| cell.words().eq_ignore_ascii_case(word)),
                    (Holds::Truth, Cell::Text(text)) => text == "true" || text == "false",
                    (Holds::Integer, cell) => matches!(cell, Cell::Count(_) | Cell::Days(_)),
                    (Holds::Number, cell) => matches!(cell, Cell::Number(_)),
                    (Holds::Amount, cell) => matches!(cell, Cell::Money(..)),
                    (Holds::Date, cell) => matches!(cell, Cell::Date(_)),
                    (Holds::Key | Holds::Name | Holds::Text | Holds::Prose, cell) => matches!(cell, Cell::Text(_)),
                    (Holds::Truth, _) => false,
                };
                assert!(is_so, "{}.{}: {cell:?}", relation.key, attribute.key);
            }
        }
    }
}

#[test]
fn a_key_that_comes_twice_is_found() {
    let mut portfolio = portfolio();
    let twin = portfolio.plans[0].actions[0].clone();
    portfolio.plans[0].actions.push(twin);
    let tables = tidy(&example::basis(&portfolio));
    let repeated: Vec<_> = tables.iter().filter_map(|table| Some((table.key, table.repeated()?))).collect();
    assert_eq!(repeated[0], ("actions", "wendale:1.1".to_owned()));
}
