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
         `confidence>=medium`, `rating<=amber`. Ratings go from red, the worst, through amber, unrated and green to \
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

/// A chapter of the reference: a title with words and what they stand for.
pub struct Chapter {
    pub title: &'static str,
    pub words: Vec<(&'static str, String)>,
}

/// The whole filter language: its signs, fields, words and values.
#[must_use]
pub fn chapters() -> [Chapter; 5] {
    let owned = |pairs: &[(&'static str, &str)]| pairs.iter().map(|&(word, text)| (word, text.to_owned())).collect();
    let words = vec![
        ("is:", listed(Quality::all().map(|(word, _)| word))),
        ("has: no:", format!("any field, {}", listed(Part::OTHERS.iter().map(|&(word, _)| word)))),
        ("deadline:", format!("any day or period, {}", listed(DueKind::ALL.iter().map(|kind| kind.word())))),
    ];
    let fields = Field::ALL.iter().map(|field| (field.word(), field.summary().to_owned())).collect();
    [
        Chapter { title: "A filter chooses actions. Terms side by side must all hold.", words: owned(&GRAMMAR) },
        Chapter { title: "Fields", words: fields },
        Chapter { title: "Words", words },
        Chapter { title: "Values", words: owned(&VALUES) },
        Chapter { title: "On the command line", words: owned(&SHELL) },
    ]
}

/// The same as a text.
#[must_use]
pub fn reference() -> String {
    let chapters = chapters();
    let texts = chapters.iter().enumerate().map(|(place, chapter)| {
        let (end, width) = if place == 0 { ("\n", 24) } else { ("", 13) };
        let words = chapter.words.iter().map(|(word, text)| hanging(&format!("  {word:<width$}"), text) + "\n");
        format!("{}\n{end}{}", chapter.title, words.collect::<String>())
    });
    texts.collect::<Vec<_>>().join("\n")
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
