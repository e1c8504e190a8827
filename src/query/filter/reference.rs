//! The reference of the filter language as a text, made from the words that the language knows.

use super::hanging::hanging;
use super::words::{Part, Quality, listed};
use crate::model::{DueKind, Field};

/// How terms are written and joined.
const GRAMMAR: [(&str, &str); 8] = [
    ("lead:housing", "contains the value, in any case"),
    ("lead=\"Housing Manager\"", "is the value, in any case; `!=` is not"),
    ("due<2026-04", "comes before it; also `<=`, `>` and `>=`"),
    ("is:overdue", "is in this state"),
    ("has:note  no:deadline", "has something there, or nothing"),
    ("refuge  \"safe space\"", "stands in any text of the action"),
    ("a or b  (a or b) c", "one of the two; parentheses hold terms together"),
    ("not is:open  -is:open", "the opposite"),
];

const VALUES: [(&str, &str); 5] = [
    (
        "scales",
        "`status`, `rating`, `reported`, `confidence` and `risk` take one of their words, and have an order: \
         `confidence>=medium`, `rating<=amber`. Ratings go from red, the worst, over amber, unrated and green to \
         complete, which is also green or, in some plans, blue",
    ),
    (
        "references",
        "`ref:3.1.1` is one action, `ref:3.*` all that start with `3.`, `ref:bristol-2008-11:3.*` those of one plan, \
         and `ref<3.10` counts as people do; `objective:3.1` is every action below objective 3.1",
    ),
    ("parties", "`lead:` and `support:` also find a party by its other names in parties.toml"),
    (
        "days",
        "2026-06-30, `today`, `yesterday`, `tomorrow`, `today+30d`, `today-2w` (also `m` and `y`), or a period: \
         2026-06, 2026-Q2, 2026-summer, 2026, 2026/27. `<` is before its first day, `<=` up to its last, `:` and `=` \
         within it. `today` is the day that --as-of names, where it names one",
    ),
    ("numbers", "`overdue>30`, `moved>=90`: days"),
];

const SHELL: [(&str, &str); 3] = [
    (
        "'…'",
        "the shell has its own use for `<`, `>`, `(`, `)`, `!` and quotation marks, so put what has them in single \
         ones: vawg list 'due<today+30d (lead:PCT or no:lead)'",
    ),
    (
        "blanks",
        "an argument that starts with a field of texts is one term: \"lead:Housing Manager\" means \
         lead:\"Housing Manager\", unless there is another operator, a parenthesis, a quotation mark, a word that \
         starts with `-`, or `and`, `or` or `not` in it",
    ),
    ("-", "`-is:overdue` and `'-(…)'` are terms; what else starts with `-` is an option, so write `not refuge`"),
];

/// The whole filter language on a page: its signs, fields, words and values.
#[must_use]
pub fn reference() -> String {
    let words = [
        ("is:", listed(Quality::all().map(|(word, _)| word))),
        ("has: no:", format!("any field, {}", listed(Part::OTHERS.iter().map(|&(word, _)| word)))),
        ("deadline:", format!("any day or period, {}", listed(DueKind::ALL.iter().map(|kind| kind.word())))),
    ];
    let words = words.iter().map(|(heading, words)| (*heading, words.as_str()));
    [
        section("A filter chooses actions. Terms side by side must all hold.\n", 24, GRAMMAR),
        section("Fields", 13, Field::ALL.iter().map(|field| (field.word(), field.summary()))),
        section("Words", 13, words),
        section("Values", 13, VALUES),
        section("On the command line", 13, SHELL),
    ]
    .join("\n")
}

/// Headings in a column of this width, with what they stand for.
fn section<'t>(title: &str, width: usize, lines: impl IntoIterator<Item = (&'t str, &'t str)>) -> String {
    let lines = lines.into_iter().map(|(heading, text)| hanging(&format!("  {heading:<width$}"), text) + "\n");
    format!("{title}\n{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::reference;
    use crate::model::Field;

    #[test]
    fn the_reference_names_every_field_and_fits_a_terminal() {
        let text = reference();
        for field in Field::ALL {
            assert!(text.contains(&format!("\n  {} ", field.word())), "{field}");
        }
        for line in text.lines() {
            assert!(line.chars().count() <= 80 && !line.ends_with(' '), "{line:?}");
        }
    }
}
