//! A text as the statements that it is made of, one after another: together they are the whole text, so that they can
//! be put in another order and nothing is lost.

use std::borrow::Cow;

use toml_parser::decoder::Encoding;
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, ParseError, Source, Span};

use super::DEEPEST_VALUE;

/// A key with its value, a header, a line of comment or a blank line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statement<'t> {
    pub sort: Sort<'t>,
    /// All of it, without the end of its last line.
    pub text: &'t str,
    /// The end of its last line; empty at the end of a text that has none.
    pub line_end: &'t str,
}

/// What a statement is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sort<'t> {
    Blank,
    Comment,
    /// A value for this key; of a dotted key, the first part.
    Entry(Cow<'t, str>),
    /// `[a.b]` or `[[a.b]]`.
    Header(Vec<Cow<'t, str>>),
}

/// The statements of a text that is TOML, and begins with no byte order mark.
pub(crate) fn statements(text: &str) -> Vec<Statement<'_>> {
    events(text).statements
}

/// A text without the byte order mark before it.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The end of the first line of a text that is TOML, of those whose ends are no part of a value.
pub(crate) fn line_end(text: &str) -> &'static str {
    if !text.contains("\r\n") {
        return "\n";
    }
    let statements = statements(without_mark(text));
    let first = statements.iter().map(|statement| statement.line_end).find(|end| !end.is_empty());
    if first == Some("\r\n") { "\r\n" } else { "\n" }
}

/// Every comment of a text that is TOML, wherever it stands, from its `#` on.
pub(crate) fn comments(text: &str) -> Vec<&str> {
    events(text).comments
}

fn events(text: &str) -> Collector<'_> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut collector = Collector::new(source, text);
    let mut errors: Option<ParseError> = None;
    parse_document(&tokens, &mut collector, &mut errors);
    if collector.start < text.len() {
        collector.finish(text.len()..text.len());
    }
    collector
}

struct Collector<'t> {
    source: Source<'t>,
    text: &'t str,
    statements: Vec<Statement<'t>>,
    comments: Vec<&'t str>,
    /// Where the statement that is being read starts.
    start: usize,
    /// How many brackets and braces are open.
    depth: usize,
    keys: Vec<Cow<'t, str>>,
    is_header: bool,
    has_comment: bool,
}

impl<'t> Collector<'t> {
    const fn new(source: Source<'t>, text: &'t str) -> Self {
        Self {
            source,
            text,
            statements: Vec::new(),
            comments: Vec::new(),
            start: 0,
            depth: 0,
            keys: Vec::new(),
            is_header: false,
            has_comment: false,
        }
    }

    /// Opens a bracket or brace, unless they nest too deep.
    const fn may_open(&mut self) -> bool {
        let may = self.depth < DEEPEST_VALUE;
        self.depth = self.depth.saturating_add(may as usize);
        may
    }

    /// Ends a statement before this end of a line.
    fn finish(&mut self, line_end: std::ops::Range<usize>) {
        let keys = std::mem::take(&mut self.keys);
        let sort = match (std::mem::take(&mut self.is_header), keys.into_iter()) {
            (true, keys) => Sort::Header(keys.collect()),
            (false, mut keys) => match (keys.next(), self.has_comment) {
                (Some(key), _) => Sort::Entry(key),
                (None, true) => Sort::Comment,
                (None, false) => Sort::Blank,
            },
        };
        let text = self.text.get(self.start..line_end.start).unwrap_or_default();
        let end = self.text.get(line_end.clone()).unwrap_or_default();
        self.statements.push(Statement { sort, text, line_end: end });
        self.has_comment = false;
        self.start = line_end.end;
    }
}

impl EventReceiver for Collector<'_> {
    fn std_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.is_header = true;
    }

    fn array_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.is_header = true;
    }

    fn inline_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) -> bool {
        self.may_open()
    }

    fn inline_table_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.depth = self.depth.saturating_sub(1);
    }

    fn array_open(&mut self, _: Span, _: &mut dyn ErrorSink) -> bool {
        self.may_open()
    }

    fn array_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.depth = self.depth.saturating_sub(1);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        if self.depth > 0 {
            return;
        }
        let mut key = Cow::Borrowed("");
        if let Some(raw) = self.source.get(span) {
            toml_parser::Raw::new_unchecked(raw.as_str(), encoding, span).decode_key(&mut key, error);
        }
        self.keys.push(key);
    }

    fn comment(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.has_comment = true;
        self.comments.extend(self.text.get(span.start()..span.end()).map(str::trim_end));
    }

    fn newline(&mut self, span: Span, _: &mut dyn ErrorSink) {
        if self.depth == 0 {
            self.finish(span.start()..span.end());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Sort, comments, line_end, statements};

    const TEXT: &str = "# top\n\na.\"b c\".d = 1 # why\nlist = [\n  1, # one\n\n  2,\n]\r\ntext = \"\"\"\n[[x]]\n# no\n\"\"\"\n\n [[u]] # log\n'k' = { a = 1 }";

    #[test]
    fn a_text_ends_its_lines_as_the_first_that_is_no_part_of_a_value() {
        for text in ["", "a = 1", "a = 1\n", "a = 1\nb = 2\r\n", "\na = \"\"\"\r\n\"\"\"\r\n"] {
            assert_eq!(line_end(text), "\n", "{text:?}");
        }
        for text in ["\u{feff}a = 1\r\n", "# b\r\n\n", "a = \"\"\"\n\"\"\"\r\nb = 1\n"] {
            assert_eq!(line_end(text), "\r\n", "{text:?}");
        }
    }

    #[test]
    fn the_statements_are_the_whole_text() {
        let found = statements(TEXT);
        let whole: String = found.iter().flat_map(|statement| [statement.text, statement.line_end]).collect();
        assert_eq!(whole, TEXT);
        let sorts: Vec<_> = found.into_iter().map(|statement| statement.sort).collect();
        let entry = |key: &'static str| Sort::Entry(key.into());
        assert_eq!(
            sorts,
            [
                Sort::Comment,
                Sort::Blank,
                entry("a"),
                entry("list"),
                entry("text"),
                Sort::Blank,
                Sort::Header(vec!["u".into()]),
                entry("k")
            ]
        );
    }

    #[test]
    fn values_that_nest_without_end_are_no_danger() {
        assert_eq!(comments(&format!("# a\na = {}", "[".repeat(100_000))), ["# a"]);
        assert_eq!(statements(&"a={a=".repeat(50_000)).len(), 1);
    }

    #[test]
    fn comments_are_found_wherever_they_stand() {
        assert_eq!(comments(TEXT), ["# top", "# why", "# one", "# log"]);
    }
}
