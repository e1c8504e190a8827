//! Words and marks of a phrase, with where they stand in it.

use crate::import::piece::before;

/// A piece of a phrase: a word, a number or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub kind: TokenKind,
    /// As it stands in the phrase.
    pub text: &'t str,
    /// The phrase from here on.
    pub onward: &'t str,
    /// The phrase after it.
    pub after: &'t str,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Digits: their value, and how many there are.
    Number(u32, usize),
    /// Letters, in lower case.
    Word(String),
    /// Any other character; dashes of every kind are `-`, quotation marks `'`.
    Mark(char),
}

impl Token<'_> {
    /// The word, in lower case.
    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            TokenKind::Word(word) => Some(word),
            TokenKind::Number(..) | TokenKind::Mark(_) => None,
        }
    }

    /// The number, and how many digits it has.
    pub(super) const fn number(&self) -> Option<(u32, usize)> {
        match self.kind {
            TokenKind::Number(value, digits) => Some((value, digits)),
            TokenKind::Word(_) | TokenKind::Mark(_) => None,
        }
    }

    /// The mark.
    pub(super) const fn mark(&self) -> Option<char> {
        match self.kind {
            TokenKind::Mark(mark) => Some(mark),
            TokenKind::Number(..) | TokenKind::Word(_) => None,
        }
    }
}

/// The pieces of a phrase; blanks only part them.
pub(super) fn tokens(phrase: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = phrase;
    while let Some(first) = rest.chars().next() {
        let same_kind = |c: char| {
            if first.is_ascii_digit() { c.is_ascii_digit() } else { c.is_alphabetic() && first.is_alphabetic() }
        };
        let length = rest.find(|c| !same_kind(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (text, after) = rest.split_at(length);
        if !first.is_whitespace() {
            tokens.push(Token { kind: kind(first, text), text, onward: rest, after });
        }
        rest = after;
    }
    tokens
}

fn kind(first: char, text: &str) -> TokenKind {
    match first {
        '0'..='9' => TokenKind::Number(text.parse().unwrap_or(u32::MAX), text.len()),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => TokenKind::Mark('-'),
        '\u{2018}' | '\u{2019}' | '`' => TokenKind::Mark('\''),
        first if first.is_alphabetic() => TokenKind::Word(text.to_lowercase()),
        first => TokenKind::Mark(first),
    }
}

/// What stands from one piece to another of the same phrase, without blanks, brackets and commas at its ends.
pub(super) fn between<'t>(from: &Token<'t>, to: &Token<'t>) -> &'t str {
    before(from.onward, to.after).trim_matches(|c: char| c.is_whitespace() || "()[],;:".contains(c))
}

/// Whether a text is longer than any phrase: pages of text in a cell are not read as one.
pub(super) const fn is_too_long(text: &str) -> bool {
    text.len() > 10_000
}

/// A text without the marks of bullets, each line with single blanks and without any at its ends.
pub(super) fn tidy(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let words: Vec<_> = without_bullet(line).split_whitespace().collect();
        words.join(" ")
    });
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A line without the mark of an item at its start.
pub(super) fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    let bare = line.trim_start_matches(['•', '·', '▪', '‣', '●', '○', '*', '\u{f0b7}', '\u{f0a7}']);
    let is_dash = |rest: &&str| rest.starts_with(char::is_whitespace);
    bare.strip_prefix(['-', '–']).filter(is_dash).unwrap_or(bare).trim_start()
}

#[cfg(test)]
mod tests {
    use super::{TokenKind, between, tidy, tokens};

    #[test]
    fn bullets_and_blanks_are_tidied_away() {
        assert_eq!(tidy(" · PSTN\u{a0} review\n\n- a-b\n-5"), "PSTN review\na-b\n-5");
    }

    #[test]
    fn words_numbers_and_marks_part_without_blanks() {
        let found = tokens("1Apr\u{a0}08 – “x”");
        let kinds: Vec<_> = found.iter().map(|token| token.kind.clone()).collect();
        assert_eq!(
            kinds,
            [
                TokenKind::Number(1, 1),
                TokenKind::Word("apr".into()),
                TokenKind::Number(8, 2),
                TokenKind::Mark('-'),
                TokenKind::Mark('“'),
                TokenKind::Word("x".into()),
                TokenKind::Mark('”'),
            ]
        );
        assert_eq!(between(&found[0], &found[0]), "1");
    }
}
