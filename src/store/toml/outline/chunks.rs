//! Where a text that goes wrong can be taken up again: a list or a table in braces that was never closed ends before
//! the next line that can only be a key or a header.

use toml_parser::lexer::{Token, TokenKind};

/// The tokens of a text in stretches, each of which is parsed by itself.
pub(super) fn chunks<'a>(tokens: &'a [Token], text: &str) -> Vec<&'a [Token]> {
    let mut cuts = vec![0];
    let (mut open, mut before) = (Vec::new(), None);
    for (place, token) in tokens.iter().enumerate() {
        let rest = tokens.get(place.saturating_add(1)..).unwrap_or_default();
        match token.kind() {
            TokenKind::LeftSquareBracket => open.push(Bracket::Square),
            TokenKind::LeftCurlyBracket => open.push(Bracket::Curly),
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => _ = open.pop(),
            TokenKind::Newline if open.last().is_some_and(|open| is_left(*open, before, rest, text)) => {
                open.clear();
                cuts.push(place.saturating_add(1));
            }
            TokenKind::Newline if is_header_line(tokens.get(..place).unwrap_or_default()) => open.clear(),
            _ => {}
        }
        if !is_blank(token.kind()) {
            before = Some(token.kind());
        }
    }
    let ends = cuts.iter().skip(1).copied().chain([tokens.len()]);
    cuts.iter().zip(ends).filter_map(|(start, end)| tokens.get(*start..end)).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Square,
    Curly,
}

/// Whether what is open must have been left so, since the next line cannot belong to it.
fn is_left(open: Bracket, before: Option<TokenKind>, rest: &[Token], text: &str) -> bool {
    let mut line = rest.iter().filter(|token| token.kind() != TokenKind::Whitespace).copied();
    let Some(first) = line.next() else { return false };
    let second = line.next();
    match first.kind() {
        TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString => {
            let is_key = ends_in_equals(second, line);
            // A table in braces may go on with a key, after a comma.
            let goes_on = matches!(before, Some(TokenKind::Comma | TokenKind::LeftCurlyBracket));
            is_key && !(open == Bracket::Curly && goes_on)
        }
        TokenKind::LeftSquareBracket => {
            let name = second.filter(|token| token.kind() != TokenKind::LeftSquareBracket).or_else(|| line.next());
            name.is_none_or(|name| is_name(name, text))
        }
        _ => false,
    }
}

/// Whether a line that begins with a key goes on to its `=`.
fn ends_in_equals(second: Option<Token>, rest: impl Iterator<Item = Token>) -> bool {
    let mut line = second.into_iter().chain(rest);
    line.find(|token| !matches!(token.kind(), TokenKind::Dot | TokenKind::Atom))
        .is_some_and(|token| token.kind() == TokenKind::Equals)
}

/// Whether a word in brackets is the name of a table rather than a value.
fn is_name(word: Token, text: &str) -> bool {
    let word = text.get(word.span().start()..word.span().end()).unwrap_or_default();
    word.starts_with(|first: char| first.is_ascii_alphabetic()) && !matches!(word, "true" | "false" | "inf" | "nan")
}

/// Whether the last line of these tokens begins with a bracket, so that none that is left open lasts beyond it.
fn is_header_line(tokens: &[Token]) -> bool {
    let line = tokens.rsplit(|token| token.kind() == TokenKind::Newline).next().unwrap_or_default();
    line.iter().find(|token| !is_blank(token.kind())).is_some_and(|token| token.kind() == TokenKind::LeftSquareBracket)
}

const fn is_blank(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Whitespace | TokenKind::Comment | TokenKind::Newline)
}
