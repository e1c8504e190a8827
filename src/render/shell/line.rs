//! The command line as a shell hands it over, with the quotation marks of the shell taken away.

use super::Shell;

/// A command line up to the cursor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// The words before the one that is typed, the name of the program among them.
    pub before: Vec<String>,
    /// The word that is typed, up to the cursor; empty where none is.
    pub word: String,
    /// The bytes of that word that the shell does not replace.
    pub(super) kept: usize,
    /// The quotation mark that is open at the cursor.
    pub(super) quote: Option<char>,
    /// How what may be typed is to be shown, where it is not to be inserted.
    pub(super) listing: Option<Listing>,
}

/// A list to read, from which nothing is inserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listing {
    pub columns: usize,
}

/// Reads what the script of a shell hands over.
#[must_use]
pub fn read(shell: Shell, handed: &[String]) -> Line {
    match (shell, handed) {
        (Shell::Bash, [kind, columns, breaks, line]) => {
            // A second press of the key asks for a list; see `COMP_TYPE` in the manual of bash.
            let listing = (kind == "63").then(|| Listing { columns: columns.parse().unwrap_or(80) });
            Line { listing, ..bash(line, breaks) }
        }
        (Shell::Bash, _) | (_, []) => Line::default(),
        (Shell::Zsh | Shell::Elvish, [before @ .., word]) => whole(before, word.clone()),
        (Shell::Fish, [before @ .., word]) => whole(before, fish(word)),
        (Shell::Powershell, [before @ .., word]) => whole(before, powershell(word.strip_prefix('=').unwrap_or(word))),
    }
}

fn whole(before: &[String], word: String) -> Line {
    Line { before: before.to_vec(), word, ..Line::default() }
}

/// A line of bash, which replaces only what follows the last of its word breaks or an open quotation mark.
fn bash(line: &str, breaks: &str) -> Line {
    let mut read = Line::default();
    let mut is_word = false;
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        match (read.quote, c) {
            (Some(quote), _) if c == quote => read.quote = None,
            (Some('"'), '\\') => match characters.next() {
                Some(next @ ('$' | '`' | '"' | '\\')) => read.word.push(next),
                next => read.word.extend(['\\'].into_iter().chain(next)),
            },
            (Some(_), _) => read.word.push(c),
            (None, '\'' | '"') => {
                (read.quote, read.kept, is_word) = (Some(c), read.word.len(), true);
            }
            (None, '\\') => {
                read.word.extend(characters.next());
                is_word = true;
            }
            (None, ' ' | '\t' | '\n' | '<' | '>' | '|' | '&' | ';' | '(' | ')') => {
                if is_word {
                    read.before.push(std::mem::take(&mut read.word));
                }
                (read.kept, is_word) = (0, false);
            }
            (None, _) => {
                read.word.push(c);
                is_word = true;
                if breaks.contains(c) {
                    read.kept = read.word.len();
                }
            }
        }
    }
    // Settings for one command stand before its name.
    let is_setting = |word: &String| word.split_once('=').is_some_and(|(name, _)| !name.contains(['-', '/']));
    let settings = read.before.iter().take_while(|word| is_setting(word)).count();
    read.before.drain(..settings);
    read
}

/// A word of fish without its signs; a quotation mark may still be open.
fn fish(written: &str) -> String {
    let (mut word, mut quote) = (String::new(), None);
    let mut characters = written.chars();
    while let Some(c) = characters.next() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), _) if c == open => quote = None,
            (Some(open), '\\') => match characters.next() {
                Some(next) if next == open || next == '\\' || (open == '"' && next == '$') => word.push(next),
                next => word.extend(['\\'].into_iter().chain(next)),
            },
            (None, '\\') => word.extend(characters.next()),
            (_, _) => word.push(c),
        }
    }
    word
}

/// A word of PowerShell without its signs; a quotation mark may still be open.
fn powershell(written: &str) -> String {
    let (mut word, mut quote) = (String::new(), None);
    let mut characters = written.chars().peekable();
    while let Some(c) = characters.next() {
        let is_single = |c: char| matches!(c, '\'' | '‘' | '’' | '‚' | '‛');
        let is_double = |c: char| matches!(c, '"' | '“' | '”' | '„');
        match quote {
            None if is_single(c) => quote = Some('\''),
            None if is_double(c) => quote = Some('"'),
            Some('\'') if is_single(c) => match characters.next_if(|next| is_single(*next)) {
                Some(twice) => word.push(twice),
                None => quote = None,
            },
            Some('"') if is_double(c) => match characters.next_if(|next| is_double(*next)) {
                Some(twice) => word.push(twice),
                None => quote = None,
            },
            None | Some('"') if c == '`' => word.extend(characters.next()),
            _ => word.push(c),
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::{Line, Shell, bash, read};

    const BREAKS: &str = " \t\n\"'><=;|&(:";

    fn split(line: &str) -> (Vec<String>, String, String) {
        let Line { before, word, kept, .. } = bash(line, BREAKS);
        (before, word.clone(), word[kept..].to_owned())
    }

    fn last(line: &str) -> (String, String) {
        let (_, word, replaced) = split(line);
        (word, replaced)
    }

    #[test]
    fn a_line_of_bash_is_divided_as_bash_does() {
        assert_eq!(split("vawg list ").0, ["vawg", "list"]);
        assert_eq!(last("vawg show 3.1"), ("3.1".into(), "3.1".into()));
        assert_eq!(last("vawg list lead:hou"), ("lead:hou".into(), "hou".into()));
        assert_eq!(last("vawg list 'lead:Housing M"), ("lead:Housing M".into(), "lead:Housing M".into()));
        assert_eq!(last("vawg list lead:\"Housing M"), ("lead:Housing M".into(), "Housing M".into()));
        assert_eq!(last(r"vawg list lead:Housing\ M"), ("lead:Housing M".into(), "Housing M".into()));
        assert_eq!(last(r"vawg list due\<tod"), ("due<tod".into(), "due<tod".into()));
        assert_eq!(last("vawg list 'a'\\''b"), ("a'b".into(), "b".into()));
        assert_eq!(split("VAWG_PLANS=x vawg show ").0, ["vawg", "show"]);
        assert_eq!(split("vawg list '' x").0, ["vawg", "list", ""]);
    }

    #[test]
    fn words_of_other_shells_lose_their_signs() {
        let word = |shell, text: &str| read(shell, &["vawg".into(), text.into()]).word;
        assert_eq!(word(Shell::Fish, r"lead:O\'Neill\ House"), "lead:O'Neill House");
        assert_eq!(word(Shell::Fish, r"'lead:O\'N"), "lead:O'N");
        assert_eq!(word(Shell::Powershell, "='lead:O''N"), "lead:O'N");
        assert_eq!(word(Shell::Powershell, "=\"lead:a`\"b"), "lead:a\"b");
        assert_eq!(word(Shell::Powershell, "="), "");
        assert_eq!(read(Shell::Zsh, &[]), Line::default());
        assert_eq!(read(Shell::Bash, &["vawg".into()]), Line::default());
    }
}
