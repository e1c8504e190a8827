//! A target says how far, or by when.

use super::part::Part;
use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::model::{Objective, stated};
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("unmeasurable-target"),
    level: Severity::Warning,
    summary: "Every objective's target has a number, a date or a measure.",
    why: "A target that can be neither reached nor missed is a wish. A number in the text, a `target_date` or a \
          `[[measure]]` makes it one.",
    bad: Example::files(&[(
        "prevention/1/objective.toml",
        r#"title = "People know where to turn"

target = "More people ask for help earlier"
"#,
    )]),
    good: Example::files(&[(
        "prevention/1/objective.toml",
        r#"title = "People know where to turn"

target = "300 people a year ask for help, and half of them within a year"
target_date = "2028-03"
"#,
    )]),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for objective in &subject.plan.objectives {
        if stated(objective.target.as_deref()).is_none() || is_measurable(objective) {
            continue;
        }
        if subject.is_unread(Part::Objective(objective), &["target_date", "measure"]) {
            continue;
        }
        let place = Place::objective(subject.plan, objective).key("target");
        let help = "say how far or by when: a number, `target_date = \"2028-03\"`, or a `[[measure]]`";
        found.report(place, "nobody can tell whether this target is reached", help);
    }
}

/// Whether anyone can tell when what an objective aims at is reached: by a date, a measure or a number.
#[must_use]
pub fn is_measurable(objective: &Objective) -> bool {
    let has_figure = || stated(objective.target.as_deref()).is_some_and(has_number);
    objective.target_date.is_some() || !objective.measures.is_empty() || has_figure()
}

/// Whether a text has a number, in digits or as a word; `one` does not count, which has other meanings.
fn has_number(text: &str) -> bool {
    const WORDS: [&str; 30] = [
        "zero", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million",
        "half", "double", "twice", "halve", "percent", "third",
    ];
    let is_number = |word: &str| WORDS.iter().any(|number| word.eq_ignore_ascii_case(number));
    text.contains(|c: char| c.is_numeric()) || text.split(|c: char| !c.is_alphabetic()).any(is_number)
}

#[cfg(test)]
mod tests {
    use super::has_number;

    #[test]
    fn numbers_are_found_in_digits_and_in_words() {
        for text in ["9 in 10 staff", "By April 2011", "two thirds of staff", "Halve the wait", "half of them", "½ day"]
        {
            assert!(has_number(text), "{text}");
        }
        for text in
            ["More people ask for help", "One way to ask", "Often", "Tenants are safe", "No survivor is turned away"]
        {
            assert!(!has_number(text), "{text}");
        }
    }
}
