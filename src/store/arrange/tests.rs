//! Files in the order of their keys, tried on every plan file with its parts in any order.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;

use super::super::toml;
use super::{Arranger, confirm, is_same_table};

static ARRANGER: LazyLock<Arranger> = LazyLock::new(Arranger::default);

fn arranged(text: &str, path: &Path) -> String {
    ARRANGER.arranged(text, &path.to_string_lossy()).expect("it can be laid out")
}

fn action(text: &str) -> String {
    arranged(text, Path::new("1.1.toml"))
}

#[test]
fn keys_stand_in_the_order_of_their_definition_with_blank_lines_between_groups() {
    let text = "\
deadline = 2009-07-01 # by the summer
lead = 'PCT'
# The strategy group asked for this.
action = \"Develop communications strategy\"
support = [\"Safer Bristol\"]
[[update]]
note = \"\"\"
[[no.header]]

lead = \"none\"\"\"\"
date = 2009-06-01
[[cost]]
amount = 2_000


text = \"Campaigns\"
";
    let wanted = "\
# The strategy group asked for this.
action = \"Develop communications strategy\"

lead = 'PCT'
support = [\"Safer Bristol\"]

deadline = 2009-07-01 # by the summer

[[cost]]
text = \"Campaigns\"
amount = 2_000

[[update]]
date = 2009-06-01
note = \"\"\"
[[no.header]]

lead = \"none\"\"\"\"
";
    assert_eq!(action(text), wanted);
    assert_eq!(action(wanted), wanted);
}

#[test]
fn comments_stay_with_what_they_stand_above_or_directly_below() {
    let text = "\
#:schema ../action.schema.json
# Agreed in May.
lead = \"a\"
# below lead

# by itself

action = \"b\"
# of the log
[[update]]
# below the header

date = 2009-06-01

# at the end
";
    let wanted = "\
#:schema ../action.schema.json

# by itself

action = \"b\"

# Agreed in May.
lead = \"a\"
# below lead

# of the log
[[update]]
# below the header

date = 2009-06-01

# at the end
";
    assert_eq!(action(text), wanted);
    assert_eq!(action(wanted), wanted);
}

#[test]
fn an_unknown_key_stays_behind_what_it_stands_after() {
    let text = "deadline = 2009-07-01\nmystery = 1\nlead = \"a\"\n\n[other]\nx = 1\n\n[[update]]\ndate = 2009-06-01\n";
    let wanted =
        "lead = \"a\"\n\ndeadline = 2009-07-01\n\nmystery = 1\n\n[other]\nx = 1\n\n[[update]]\ndate = 2009-06-01\n";
    assert_eq!(action(text), wanted);
}

#[test]
fn line_ends_and_byte_order_mark_stay() {
    assert_eq!(action("\u{feff}lead = \"a\"\r\naction = \"b\""), "\u{feff}action = \"b\"\r\n\r\nlead = \"a\"\r\n");
    assert_eq!(action(""), "");
    assert_eq!(action("\n\n"), "");
    assert_eq!(action("# only this"), "# only this\n");
}

#[test]
fn the_lines_of_a_value_do_not_change_the_ends_of_the_others() {
    let once = action("lead = 'a'\r\naction = '''\nb\n'''\n");
    assert_eq!(once, "action = '''\nb\n'''\r\n\r\nlead = 'a'\r\n");
    assert_eq!(action(&once), once);
}

#[test]
fn a_text_that_is_not_toml_is_left_alone() {
    assert!(ARRANGER.arranged("lead = \n", "1.1.toml").is_err());
}

/// Every plan file of this repository.
static FILES: LazyLock<Vec<(PathBuf, String)>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let walk = ["plans", "examples"].into_iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder)));
    let paths = walk.map(|entry| entry.expect("a file of the repository").into_path());
    let plan_files = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let with_text = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a text");
        (path, text)
    };
    plan_files.map(with_text).collect()
});

#[test]
fn every_plan_file_of_this_repository_is_laid_out() {
    let wrong = FILES.iter().filter(|(path, text)| arranged(text, path) != *text);
    let wrong: Vec<_> = wrong.map(|(path, _)| path.display().to_string()).collect();
    assert!(wrong.is_empty(), "`vawg fmt` would change\n{}", wrong.join("\n"));
}

/// Something that disturbs the layout of a text and changes nothing of what it says.
#[derive(Debug, Clone)]
enum Disturbance {
    /// Two statements of a table change places.
    Swap(Index),
    Blank(Index),
    Comment(Index),
    Remark(Index),
    Indent(Index),
    CarriageReturns,
    NoLastLineEnd,
}

fn disturbance() -> impl Strategy<Value = Disturbance> {
    prop_oneof![
        6 => any::<Index>().prop_map(Disturbance::Swap),
        2 => any::<Index>().prop_map(Disturbance::Blank),
        3 => any::<Index>().prop_map(Disturbance::Comment),
        2 => any::<Index>().prop_map(Disturbance::Remark),
        1 => any::<Index>().prop_map(Disturbance::Indent),
        1 => Just(Disturbance::CarriageReturns),
        1 => Just(Disturbance::NoLastLineEnd),
    ]
}

impl Disturbance {
    fn on(&self, text: &str) -> String {
        let statements = toml::statements(text);
        let mut lines: Vec<String> =
            statements.iter().map(|statement| [statement.text, statement.line_end].concat()).collect();
        let place = |index: &Index| index.index(lines.len().max(1));
        match self {
            Self::Swap(index) => {
                let at = place(index);
                let is_entry =
                    |at: usize| statements.get(at).is_some_and(|one| matches!(one.sort, toml::Sort::Entry(_)));
                let next = (at + 1..lines.len()).take_while(|&next| {
                    !statements.get(next).is_some_and(|one| matches!(one.sort, toml::Sort::Header(_)))
                });
                if let Some(other) = next.filter(|&next| is_entry(next)).last().filter(|_| is_entry(at)) {
                    lines.swap(at, other);
                }
            }
            Self::Blank(index) => lines.insert(place(index), "\n".into()),
            Self::Comment(index) => lines.insert(place(index), format!("# {}\n", place(index))),
            Self::Remark(index) => {
                let at = place(index);
                if let Some(line) = lines.get_mut(at) {
                    *line = format!("{} # remark\n", line.trim_end());
                }
            }
            Self::Indent(index) => {
                let at = place(index);
                if let Some(line) = lines.get_mut(at) {
                    line.insert_str(0, "  ");
                }
            }
            Self::CarriageReturns => return text.replace("\r\n", "\n").replace('\n', "\r\n"),
            Self::NoLastLineEnd => return text.trim_end().to_owned(),
        }
        for line in lines.iter_mut().filter(|line| !line.ends_with('\n')) {
            line.push('\n');
        }
        lines.concat()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_laid_out_says_the_same_and_stays(
        file in any::<Index>(),
        disturbances in prop::collection::vec(disturbance(), 0..12),
    ) {
        let (path, text) = file.get(&FILES);
        let disturbed = disturbances.iter().fold(text.clone(), |text, disturbance| disturbance.on(&text));
        let before = toml::parse(&disturbed).expect("still TOML");
        let laid_out = arranged(&disturbed, path);
        let after = toml::parse(&laid_out).expect("still TOML");
        prop_assert!(is_same_table(&before, &after), "{}", path.display());
        let sorted = |text| { let mut all = toml::comments(text); all.sort_unstable(); all };
        prop_assert_eq!(sorted(&disturbed), sorted(&laid_out));
        prop_assert_eq!(arranged(&laid_out, path), laid_out);
    }
}

#[test]
fn a_layout_that_would_say_something_else_is_refused() {
    let text = "a = 1 # first\nb = [1, 2]\n[c]\nd = 1.5\n";
    let before = toml::parse(text).expect("it is TOML");
    let answer = |changed: &str| confirm(text, &before, changed).map_err(|error| error.to_string());
    assert_eq!(answer("b = [1, 2]\na = 1 # first\n[c]\nd = 1.5\n"), Ok(()));
    for other in [
        "a = 2 # first\nb = [1, 2]\n[c]\nd = 1.5\n",
        "a = 1 # first\nb = [2, 1]\n[c]\nd = 1.5\n",
        "a = 1 # first\nb = [1]\n[c]\nd = 1.5\n",
        "a = 1 # first\nb = [1, 2, 3]\n[c]\nd = 1.5\n",
        "a = 1 # first\nb = [1, 2]\n[c]\nd = 2.5\n",
        "a = 1 # first\nb = [1, 2]\n[c]\n",
        "a = 1 # first\nb = [1, 2]\nx = 1\n[c]\nd = 1.5\n",
        "a = 1\nb = [1, 2]\n[c]\nd = 1.5\n",
        "a = 1 # first\nb = [1, 2\n",
    ] {
        assert!(answer(other).is_err(), "{other}");
    }
}
