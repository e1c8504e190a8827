//! Every attack in the names and references that shells are offered, in the signs of each shell. The shells themselves
//! are asked by `.ci/shells`.

use super::fields::Elsewhere;
use super::outputs::{Plans, attacks, tokens};
use crate::any_input::assert_harmless;

/// What is typed so far, the last word to be completed.
const TYPED: [&str; 9] = [
    "show ''",
    "--plan ''",
    "update p0:2 --lead ''",
    "list lead:",
    "list tag:",
    "list duty:",
    "list theme:",
    "list support=",
    "list ''",
];

#[test]
fn every_attack_in_every_key_is_only_a_word_to_a_shell() {
    let plans = Plans::of(attacks(), Elsewhere::Right);
    let mut offered = 0;
    for typed in TYPED {
        for shell in ["zsh", "fish", "elvish", "powershell"] {
            let output = plans.sandbox.run(&format!("completions {shell} -- vawg {typed}"));
            let said = output.answer();
            assert_harmless(&said, shell);
            offered += tokens(&said).count();
            for line in said.lines() {
                let columns: Vec<_> = line.split('\t').collect();
                let is_right = match (shell, columns.as_slice()) {
                    ("fish", [_, _]) => true,
                    ("powershell", [written, word, _]) => unquoted_powershell(written).as_deref() == Some(*word),
                    (_, [_, _, then]) => ["whole", "open"].contains(then),
                    _ => false,
                };
                assert!(is_right, "{shell}, {typed}: {line:?}");
            }
        }
        for (kind, open) in [("9", ""), ("9", "'"), ("9", "\""), ("63", "")] {
            let line = format!("vawg {}{open}", typed.trim_end_matches("''"));
            let quoted = if open == "'" { format!("\"{line}\"") } else { format!("'{line}'") };
            let said = plans.sandbox.run(&format!("completions bash -- {kind} 80 ' :=' {quoted}")).answer();
            assert_harmless(&said, "bash");
            for word in said.lines().filter(|_| kind == "9") {
                assert!(is_one_word(word, open.chars().next()), "{typed}: {word:?}");
            }
        }
    }
    assert!(offered > 50, "only {offered} texts were offered");
}

/// A word of PowerShell as it reads it, if it is one.
fn unquoted_powershell(written: &str) -> Option<String> {
    let is_apostrophe = |c: char| matches!(c, '\'' | '‘' | '’' | '‚' | '‛');
    let Some(inside) = written.strip_prefix('\'') else {
        let is_plain = |c: char| c.is_alphanumeric() || "._-:/\\=+".contains(c);
        return written.chars().all(is_plain).then(|| written.to_owned());
    };
    let inside = inside.strip_suffix('\'')?;
    let (mut word, mut letters) = (String::new(), inside.chars());
    while let Some(letter) = letters.next() {
        // Twice, it is one.
        if is_apostrophe(letter) && !letters.next().is_some_and(is_apostrophe) {
            return None;
        }
        word.push(letter);
    }
    Some(word)
}

/// Whether bash reads a text as one word in which nothing acts, after a quotation mark that may be open.
fn is_one_word(text: &str, open: Option<char>) -> bool {
    let (mut quote, mut letters) = (open, text.chars());
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some('\''), '\'') | (Some('"'), '"') => quote = None,
            (Some('\''), _) => {}
            (_, '\\') => {
                if letters.next().is_none() {
                    return false;
                }
            }
            (Some(_), '$' | '`')
            | (None, '$' | '`' | ';' | '|' | '&' | '<' | '>' | '(' | ')' | ' ' | '*' | '?' | '[' | '!') => {
                return false;
            }
            (None, '\'' | '"') => quote = Some(letter),
            (_, _) => {}
        }
    }
    quote == open
}
