//! The shape of the code: who may use whom, and where the world outside is touched.
//!
//! Read from the sources, without their tests, comments and texts. Every failure says what to do about it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// The modules from the bottom up, each with those that it may use. `lib.rs` says what each is for.
const LAYERS: [(&str, &[&str]); 20] = [
    ("model", &[]),
    ("source", &["model"]),
    ("diagnostic", &["source"]),
    ("store", &["model", "source", "diagnostic"]),
    ("git", &[]),
    ("document", &["model"]),
    ("query", &["model", "source", "diagnostic"]),
    ("import", &["model", "source", "diagnostic", "document", "query"]),
    ("history", &["model", "source", "diagnostic", "store", "git", "query"]),
    ("rules", &["model", "source", "diagnostic", "query"]),
    ("amend", &["model", "diagnostic", "rules"]),
    ("reshape", &["model", "diagnostic", "store", "query", "amend"]),
    ("report", &["model", "document", "query", "rules"]),
    ("language", &["model", "source", "diagnostic", "store", "query", "rules", "amend", "reshape", "report"]),
    ("manual", &["model", "diagnostic", "store", "query", "rules"]),
    ("ui", &["model"]),
    (
        "render",
        &["model", "source", "diagnostic", "document", "query", "rules", "amend", "report", "language", "manual", "ui"],
    ),
    ("board", &["model", "query", "amend", "report", "ui", "render"]),
    ("lsp", &["model", "source", "diagnostic", "store", "language", "render"]),
    (
        "commands",
        &[
            "model",
            "source",
            "diagnostic",
            "store",
            "git",
            "document",
            "query",
            "import",
            "history",
            "rules",
            "amend",
            "reshape",
            "report",
            "language",
            "manual",
            "ui",
            "render",
            "board",
            "lsp",
        ],
    ),
];

/// What only some modules may touch: the signs of it in the code, who may, and what the others do instead.
const KEPT: [Kept; 5] = [
    Kept {
        signs: &["stdout()", "stderr()", "Stdout", "Stderr", "print!", "println!", "eprint!", "eprintln!", ".print("],
        by: &["ui"],
        instead: "return a value; a command writes it to `session.ui`",
    },
    Kept {
        signs: &[
            "fs",
            "File::",
            "OpenOptions",
            "walkdir",
            "tempfile",
            ".exists(",
            ".try_exists(",
            ".is_dir(",
            ".is_file(",
            ".metadata(",
            ".canonicalize(",
            ".read_dir(",
            ".read_link(",
        ],
        by: &["store"],
        instead: "files are the store's: give it the path and take what it found",
    },
    Kept {
        signs: &["env::", "SystemTime", "Instant", "Local", "Utc"],
        by: &["ui"],
        instead: "the environment and the time are arguments; `commands::session` knows them",
    },
    Kept {
        signs: &["process::", "Command::new"],
        by: &["git"],
        instead: "`git` is the only program that is started, and only there",
    },
    Kept {
        signs: &["anyhow"],
        by: &["commands"],
        instead: "a layer below the commands has errors of its own (`thiserror`)",
    },
];

/// Places that may do what their module may not, each for a reason. One that is no longer needed fails the test.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("commands/mod.rs", ".print(", "clap writes its own help, with colour where the terminal takes it"),
    ("commands/mod.rs", "process::", "the exit status"),
    ("commands/session.rs", ".is_dir(", "a plans folder that was named and is not there is a wrong call"),
    ("commands/session.rs", "env::", "the working folder, from which the plans folder is looked for"),
    ("commands/session.rs", "Local", "the day it is"),
    ("commands/session.rs", "process::", "the name of this process, for those who wait for it"),
    ("git/commit.rs", ".try_exists(", "what git is in the middle of shows only in its own folder"),
    ("git/mod.rs", ".is_dir(", "tells a missing git from a missing folder"),
    ("lib.rs", "process::", "the exit status"),
    ("main.rs", "env::", "the arguments"),
    ("main.rs", "process::", "the exit status"),
    ("ui/editor.rs", "Command::new", "the editor that the person at the terminal has named"),
    ("ui/editor.rs", "process::", "the editor that the person at the terminal has named"),
];

struct Kept {
    signs: &'static [&'static str],
    by: &'static [&'static str],
    instead: &'static str,
}

/// A file of the crate.
struct Source {
    /// Its path from `src`, with `/` between the parts.
    name: String,
    text: String,
    /// The text with blanks for its comments, its texts and its tests.
    code: String,
    lines_of_tests: usize,
}

#[test]
fn modules_use_only_those_below_them() {
    let mut wrong = Vec::new();
    for source in sources() {
        let path = source.module_path();
        let Some(own) = path.first() else { continue };
        let Some((_, may)) = LAYERS.iter().find(|(name, _)| name == own) else {
            wrong.push(format!("src/{}: give `{own}` a line in `LAYERS` (tests/layers.rs) and in lib.rs", source.name));
            continue;
        };
        for (line, used) in source.uses() {
            let is_layer = LAYERS.iter().any(|(name, _)| *name == used);
            if is_layer && used != *own && !may.contains(&used.as_str()) {
                let may = if may.is_empty() { "none".to_owned() } else { may.join(", ") };
                wrong.push(format!(
                    "src/{}:{line}: `{own}` must not use `{used}`; it may use: {may}. Take what is needed as an \
                     argument, or move the code to the layer that knows both",
                    source.name
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn only_the_look_of_the_terminal_reaches_render() {
    let wrong: Vec<_> = sources()
        .iter()
        .filter(|source| source.name.starts_with("render/"))
        .filter(|source| source.code.matches("ui::").count() != source.code.matches("ui::Look").count())
        .map(|source| {
            format!("src/{}: `render` gives texts back and may know no more of `ui` than `Look`", source.name)
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_map_in_lib_rs_is_the_one_that_is_held() {
    let map = source("lib.rs").text;
    let named: Vec<_> =
        map.lines().filter_map(|line| line.strip_prefix("//! | [`")?.split_once("`]")).map(|(name, _)| name).collect();
    let held = LAYERS.map(|(name, _)| name);
    assert_eq!(named, held, "the table in src/lib.rs and `LAYERS` in tests/layers.rs name the same layers, bottom up");
    for (place, (name, may)) in LAYERS.iter().enumerate() {
        let above: Vec<_> = may.iter().filter(|used| !held[..place].contains(used)).collect();
        assert!(above.is_empty(), "`{name}` stands below {above:?} and cannot use them");
    }
}

#[test]
fn the_world_outside_is_touched_in_few_places() {
    let (mut wrong, mut excused) = (Vec::new(), BTreeSet::new());
    for source in sources() {
        let path = source.module_path();
        for Kept { signs, by, instead } in KEPT {
            let may = path.first().is_some_and(|own| by.contains(&own.as_str()));
            for (line, sign) in signs.iter().filter_map(|sign| Some((source.line_of(sign)?, *sign))) {
                if may {
                    continue;
                }
                match EXCEPTIONS.iter().position(|(file, what, _)| *file == source.name && *what == sign) {
                    Some(number) => _ = excused.insert(number),
                    None => wrong.push(format!("src/{}:{line}: `{sign}` has no place here; {instead}", source.name)),
                }
            }
        }
    }
    for (number, (file, sign, _)) in EXCEPTIONS.iter().enumerate() {
        if !excused.contains(&number) {
            wrong
                .push(format!("src/{file} no longer uses `{sign}`; delete its line in `EXCEPTIONS` (tests/layers.rs)"));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for_and_is_short() {
    let unsaid = files().into_iter().filter(|source| !source.text.starts_with("//! "));
    let mut wrong: Vec<_> = unsaid
        .map(|source| format!("src/{}: open it with `//!`: what it is for, what it must not do", source.name))
        .collect();
    for source in sources() {
        let length = source.text.lines().count() - source.lines_of_tests;
        if length > 400 {
            wrong.push(format!(
                "src/{}: {length} lines without its tests, of 400; split it by what it knows",
                source.name
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

impl Source {
    /// The modules that lead to this file: none for the root of the crate.
    fn module_path(&self) -> Vec<String> {
        let stem = self.name.trim_end_matches(".rs");
        let stem = stem.strip_suffix("/mod").unwrap_or(stem);
        let is_root = matches!(stem, "lib" | "main");
        if is_root { Vec::new() } else { stem.split('/').map(str::to_owned).collect() }
    }

    /// The modules that this file declares for tests alone: `#[cfg(test)] mod tests;`.
    fn test_modules(&self) -> Vec<Vec<String>> {
        let words: Vec<_> = self.text.split_whitespace().collect();
        let found = words.windows(3).filter(|three| three[..2] == ["#[cfg(test)]", "mod"]);
        let names = found.filter_map(|three| three[2].strip_suffix(';'));
        names.map(|name| [self.module_path(), vec![name.to_owned()]].concat()).collect()
    }

    /// The modules of the crate that this file names, each with the line.
    fn uses(&self) -> Vec<(usize, String)> {
        let depth = self.module_path().len();
        let to_root = format!("{}::", vec!["super"; depth].join("::"));
        let from_root = |start: &str| {
            let found = self.code.match_indices(start).map(|(at, _)| at);
            let whole = found.filter(|&at| !self.code[..at].ends_with([':', '_']) && !ends_in_word(&self.code[..at]));
            whole.map(|at| at + start.len()).collect::<Vec<_>>()
        };
        let starts = from_root("crate::").into_iter().chain(from_root(&to_root));
        starts
            .flat_map(|at| heads(&self.code[at..]).into_iter().map(move |head| (at, head)))
            .map(|(at, head)| (self.code[..at].matches('\n').count() + 1, head))
            .collect()
    }

    /// The first line in which a sign stands as a word of its own.
    fn line_of(&self, sign: &str) -> Option<usize> {
        let starts_word = sign.starts_with(|c: char| c.is_alphanumeric());
        let ends_word = sign.ends_with(|c: char| c.is_alphanumeric());
        let mut found = self.code.match_indices(sign).map(|(at, _)| at);
        let at = found.find(|&at| {
            let after = self.code[at + sign.len()..].chars().next();
            !(starts_word && ends_in_word(&self.code[..at]) || ends_word && after.is_some_and(is_word))
        })?;
        Some(self.code[..at].matches('\n').count() + 1)
    }
}

/// The first parts of what a path leads to: `store` of `store::Root`, `query` and `ui` of `{query::day, ui}`.
fn heads(path: &str) -> Vec<String> {
    let word = |text: &str| text.trim_start().chars().take_while(|&c| is_word(c)).collect::<String>();
    let Some(group) = path.trim_start().strip_prefix('{') else { return vec![word(path)] };
    let (mut heads, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                heads.push(word(&group[start..at]));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    heads
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn ends_in_word(text: &str) -> bool {
    text.ends_with(is_word)
}

/// Every file of the crate but those that hold tests alone.
fn sources() -> Vec<Source> {
    let all = files();
    let tests: BTreeSet<_> = all.iter().flat_map(Source::test_modules).collect();
    all.into_iter().filter(|source| !tests.iter().any(|module| source.module_path().starts_with(module))).collect()
}

fn files() -> Vec<Source> {
    let root = root();
    let walk = WalkDir::new(&root).sort_by_file_name().into_iter().map(|entry| entry.expect("a file of the crate"));
    let files = walk.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    let names = files.map(|entry| {
        let name = entry.path().strip_prefix(&root).expect("a path below src");
        name.to_string_lossy().replace('\\', "/")
    });
    names.map(|name| source(&name)).collect()
}

fn source(name: &str) -> Source {
    let text = fs::read_to_string(root().join(name)).expect("a source text");
    let (code, lines_of_tests) = without_tests(&without_words(&text));
    Source { name: name.to_owned(), text, code, lines_of_tests }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The code with blanks for its test modules, and how many lines those take.
fn without_tests(code: &str) -> (String, usize) {
    let (mut code, mut lines) = (code.to_owned(), 0);
    while let Some(start) = code.find("#[cfg(test)]") {
        let end = end_of_item(&code[start..]) + start;
        let blank: String = code[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        lines += blank.lines().count();
        code.replace_range(start..end, &blank);
    }
    (code, lines)
}

/// Where an item ends: at its closing brace, or at its semicolon.
fn end_of_item(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

/// The code with blanks for comments and for the insides of texts, so that lines and places stay as they are.
fn without_words(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            'r' if !ends_in_word(&code) && is_raw_text(rest) => raw_text(rest),
            '"' => quoted(rest, '"'),
            '\'' if is_character(rest) => quoted(rest, '\''),
            _ => {
                code.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
        };
        code.extend(rest[..length].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        rest = &rest[length..];
    }
    code
}

fn is_raw_text(rest: &str) -> bool {
    rest[1..].trim_start_matches('#').starts_with('"')
}

fn raw_text(rest: &str) -> usize {
    let marks = rest[1..].chars().take_while(|&c| c == '#').count();
    let (open, close) = (marks + 2, format!("\"{}", "#".repeat(marks)));
    rest[open..].find(&close).map_or(rest.len(), |at| open + at + close.len())
}

/// The length of what stands between two marks, with both.
fn quoted(rest: &str, mark: char) -> usize {
    let mut is_escaped = true;
    for (at, c) in rest.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if c == mark => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Whether a mark begins a character, and not a lifetime.
fn is_character(rest: &str) -> bool {
    let mut inside = rest.chars().skip(1);
    inside.next().is_some_and(|c| c == '\\') || inside.next() == Some('\'')
}

#[cfg(test)]
mod tests {
    use super::{Source, heads, without_tests, without_words};

    #[test]
    fn comments_texts_and_tests_are_no_code() {
        let code = without_words("a // crate::ui\nb \"crate::ui \\\" x\" c '\"' 'd' <'e> r#\"f \" g\"# h");
        assert_eq!(code.split_whitespace().collect::<Vec<_>>(), ["a", "b", "c", "<'e>", "h"]);
        let (code, lines) = without_tests("a;\n#[cfg(test)]\nmod tests { { } }\nb;");
        assert_eq!((code.split_whitespace().collect::<Vec<_>>(), lines), (vec!["a;", "b;"], 2));
    }

    #[test]
    fn every_way_of_naming_a_module_is_seen() {
        assert_eq!(heads("store::Root;"), ["store"]);
        assert_eq!(heads("{query::{day, Filter}, ui};"), ["query", "ui"]);
        let source = Source {
            name: "rules/deep/one.rs".into(),
            text: String::new(),
            code: "use crate::store;\nuse super::Rule;\nlet x = super::super::super::ui::Ui;\n".into(),
            lines_of_tests: 0,
        };
        assert_eq!(source.uses(), [(1, "store".to_owned()), (3, "ui".to_owned())]);
    }
}
