//! The grammar: how terms hang together. What a term means is decided in [`meaning`].
//!
//! ```text
//! any  = all ("or" all)*
//! all  = one (["and"] one)*
//! one  = ("not" | "-") one | "(" any ")" | term
//! ```

use super::error::FilterError;
use super::expression::Expression;
use super::lexer::{Kind, Lexer, Token};
use super::meaning;
use crate::model::Date;
use crate::source::Span;

/// How deep parentheses and `not` may nest.
const DEEPEST: usize = 64;

/// The expression that a text spells.
pub(super) fn parse(text: &str, today: Date) -> Result<Expression, FilterError> {
    let mut parser = Parser { lexer: Lexer::new(text), next: None, end: text.len(), depth: 0, today };
    parser.advance()?;
    if parser.next.is_none() {
        return Ok(Expression::All(Vec::new()));
    }
    let expression = parser.any()?;
    match parser.next {
        None => Ok(expression),
        Some(token) => Err(closes_nothing(token.span)),
    }
}

struct Parser<'t> {
    lexer: Lexer<'t>,
    /// The token that comes next; nothing at the end.
    next: Option<Token>,
    end: usize,
    depth: usize,
    today: Date,
}

impl Parser<'_> {
    fn any(&mut self) -> Result<Expression, FilterError> {
        let mut parts = vec![self.all()?];
        while let Some(sign) = self.take(&Kind::Or)? {
            self.expect_term(&sign, "or")?;
            parts.push(self.all()?);
        }
        Ok(single(parts).unwrap_or_else(Expression::Any))
    }

    fn all(&mut self) -> Result<Expression, FilterError> {
        let mut parts = vec![self.one()?];
        loop {
            if let Some(sign) = self.take(&Kind::And)? {
                self.expect_term(&sign, "and")?;
            } else if !self.term_follows() {
                return Ok(single(parts).unwrap_or_else(Expression::All));
            }
            parts.push(self.one()?);
        }
    }

    fn one(&mut self) -> Result<Expression, FilterError> {
        let Some(token) = self.advance()? else { return Err(self.nothing_here()) };
        let span = token.span;
        match token.kind {
            Kind::Text(text) => meaning::of_text(&text, span),
            Kind::Condition(condition) => meaning::of_condition(&condition, self.today),
            Kind::Not => self.nested(&span, |parser| {
                parser.expect_term(&span, "not")?;
                Ok(Expression::Not(Box::new(parser.one()?)))
            }),
            Kind::Open => self.nested(&span, |parser| parser.group(&span)),
            Kind::Close => Err(closes_nothing(span)),
            Kind::And => Err(dangling(span, "and", "before")),
            Kind::Or => Err(dangling(span, "or", "before")),
        }
    }

    fn group(&mut self, open: &Span) -> Result<Expression, FilterError> {
        match self.next.as_ref().map(|next| (&next.kind, &next.span)) {
            None => return Err(never_closed(open)),
            Some((Kind::Close, close)) => {
                let help = "take them out, or write a term between them";
                return Err(FilterError::new(open.start..close.end, "there is nothing in these parentheses", help));
            }
            Some(_) => {}
        }
        let inner = self.any()?;
        match self.take(&Kind::Close)? {
            Some(_) => Ok(inner),
            None => Err(never_closed(open)),
        }
    }

    /// One level deeper.
    fn nested(
        &mut self,
        span: &Span,
        inner: impl FnOnce(&mut Self) -> Result<Expression, FilterError>,
    ) -> Result<Expression, FilterError> {
        if self.depth == DEEPEST {
            let message = format!("parentheses and `not` nest more than {DEEPEST} deep here");
            return Err(FilterError::new(span.clone(), message, "take out those that change nothing"));
        }
        self.depth = self.depth.saturating_add(1);
        let inner = inner(self);
        self.depth = self.depth.saturating_sub(1);
        inner
    }

    /// Gives the next token, and reads the one after it.
    fn advance(&mut self) -> Result<Option<Token>, FilterError> {
        let following = self.lexer.next()?;
        Ok(std::mem::replace(&mut self.next, following))
    }

    /// Passes over the next token where it is this one, and gives its place.
    fn take(&mut self, kind: &Kind) -> Result<Option<Span>, FilterError> {
        if self.next.as_ref().is_some_and(|next| next.kind == *kind) {
            return Ok(self.advance()?.map(|token| token.span));
        }
        Ok(None)
    }

    fn term_follows(&self) -> bool {
        match self.next.as_ref().map(|next| &next.kind) {
            Some(Kind::Open | Kind::Not | Kind::Text(_) | Kind::Condition(_)) => true,
            Some(Kind::Close | Kind::And | Kind::Or) | None => false,
        }
    }

    fn expect_term(&self, after: &Span, word: &str) -> Result<(), FilterError> {
        if self.term_follows() { Ok(()) } else { Err(dangling(after.clone(), word, "after")) }
    }

    fn nothing_here(&self) -> FilterError {
        FilterError::new(self.end..self.end, "something is missing here", "write a term, as in `is:overdue`")
    }
}

/// The only one of these, or what a list makes of them.
fn single(mut parts: Vec<Expression>) -> Result<Expression, Vec<Expression>> {
    match parts.pop() {
        Some(only) if parts.is_empty() => Ok(only),
        last => {
            parts.extend(last);
            Err(parts)
        }
    }
}

fn dangling(span: Span, word: &str, side: &str) -> FilterError {
    let help = format!("write a term there, or put the word in quotation marks to search for it: `\"{word}\"`");
    FilterError::new(span, format!("there is nothing {side} `{word}`"), help)
}

fn closes_nothing(span: Span) -> FilterError {
    let help = "take it out, or write `(` where the group begins";
    FilterError::new(span, "this parenthesis closes nothing", help)
}

fn never_closed(open: &Span) -> FilterError {
    FilterError::new(open.clone(), "this parenthesis is never closed", "write `)` where the group ends")
}
