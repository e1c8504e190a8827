//! A page of the manual as a man page: roff with the `man` macros, for groff and mandoc.
//!
//! No line of a text may act as a request, and every sign must come out as it is: `-` and `'` are those that can be
//! typed. Literals in backticks come out bold.

use std::fmt::Write as _;

use crate::manual::{Page, Part, Section, See, Term};

/// The columns that lines of code may take on a terminal of 80; longer ones are broken at a blank.
const CODE: usize = 69;

/// A page as the text of its file.
#[must_use]
pub fn roff(page: &Page) -> String {
    let title = page.name.to_uppercase();
    let mut text = format!(
        ".TH \"{}\" \"{}\" \"\" \"vawg {}\" \"vawg manual\"\n.nh\n.ad l\n.SH NAME\n{} \\- {}\n",
        escaped(&title),
        page.volume.number(),
        env!("CARGO_PKG_VERSION"),
        escaped(&page.name),
        inline(&page.summary)
    );
    page.sections.iter().for_each(|section| self::section(&mut text, section));
    if !page.see.is_empty() {
        let see: Vec<_> = page.see.iter().map(other).collect();
        let _ = writeln!(text, ".SH SEE ALSO\n{}", see.join(",\n"));
    }
    text
}

fn other(see: &See) -> String {
    format!("\\fB{}\\fR({})", escaped(&see.name), see.volume.number())
}

fn section(text: &mut String, section: &Section) {
    let _ = writeln!(text, ".SH {}", quoted(&section.heading.to_uppercase()));
    for (place, part) in section.parts.iter().enumerate() {
        let is_first = place == 0;
        match part {
            Part::Text(paragraph) => {
                text.push_str(if is_first { "" } else { ".PP\n" });
                paragraphs(text, paragraph, ".PP\n");
            }
            Part::Terms(terms) => terms.iter().for_each(|term| self::term(text, term)),
            Part::Code(code) => self::code(text, code, is_first),
        }
    }
}

/// A word, what it means further in below it, and further in still the words that belong to it.
fn term(text: &mut String, term: &Term) {
    let _ = writeln!(text, ".TP\n\\fB{}\\fR", escaped(&term.word));
    if term.text.trim().is_empty() && term.within.is_empty() {
        // Without this the next word would stand in the place of the text.
        text.push_str("\\&\n");
    }
    paragraphs(text, &term.text, ".IP\n");
    if !term.within.is_empty() {
        text.push_str(".RS\n");
        term.within.iter().for_each(|within| self::term(text, within));
        text.push_str(".RE\n");
    }
}

/// Paragraphs, each after the first with this request before it.
fn paragraphs(text: &mut String, paragraphs: &str, between: &str) {
    let paragraphs = paragraphs.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
    for (place, paragraph) in paragraphs.enumerate() {
        text.push_str(if place > 0 { between } else { "" });
        let _ = writeln!(text, "{}", inline(paragraph));
    }
}

fn code(text: &mut String, code: &str, is_first: bool) {
    text.push_str(if is_first { "" } else { ".PP\n" });
    text.push_str(".nf\n");
    for line in code.lines().flat_map(broken) {
        let _ = writeln!(text, "{}", literal(&line));
    }
    text.push_str(".fi\n");
}

/// A line of code in as many as it needs, those after the first further in.
fn broken(line: &str) -> Vec<String> {
    let (mut lines, mut rest) = (Vec::new(), line.to_owned());
    while let Some((room, _)) = rest.char_indices().nth(CODE) {
        let words = rest.get(..room).and_then(|start| start.rsplit_once(' '));
        let Some((words, _)) = words.filter(|(words, _)| !words.trim().is_empty()) else { break };
        lines.push(words.trim_end().to_owned());
        rest = format!("    {}", rest.strip_prefix(words).unwrap_or_default().trim_start());
    }
    lines.push(rest);
    lines
}

/// A text in one line, with literals in bold.
fn inline(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let pieces: Vec<_> = text.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return literal(&text);
    }
    let mut line = String::new();
    for (place, piece) in pieces.iter().enumerate() {
        let piece = escaped(piece);
        let (open, close) = if place.is_multiple_of(2) { ("", "") } else { ("\\fB", "\\fR") };
        line.extend([open, &piece, close]);
    }
    at_start(line)
}

/// A line that comes out as it is.
fn literal(line: &str) -> String {
    at_start(escaped(line))
}

/// A line that begins with no request.
fn at_start(line: String) -> String {
    if line.starts_with(['.', '\'']) { format!("\\&{line}") } else { line }
}

/// The argument of a request.
fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text).replace('"', "\\(dq"))
}

/// Signs that roff has a use for, spelled so that they come out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\e"),
            '-' => escaped.push_str("\\-"),
            '\'' => escaped.push_str("\\(aq"),
            '`' => escaped.push_str("\\(ga"),
            '^' => escaped.push_str("\\(ha"),
            '~' => escaped.push_str("\\(ti"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::{broken, roff};
    use crate::manual::{Page, Part, Section, See, Term, Volume};

    #[test]
    fn nothing_that_a_text_says_acts_as_a_request() {
        let page = Page {
            name: "vawg-a-b".into(),
            volume: Volume::Topics,
            summary: ".so 'quoted' \\fB".into(),
            sections: vec![Section::new(
                "Say \"it\"",
                [
                    Part::text(".gitignore and `.ci` at the start\n\n'…' and it's `--all`"),
                    Part::Terms(vec![Term {
                        word: ".dot".into(),
                        text: String::new(),
                        within: vec![Term::new("-", "'x'")],
                    }]),
                    Part::Code("  .taplo.toml\n'…'\n\n\\path ~/x ^ `y`".into()),
                ],
            )],
            see: vec![See { name: "vawg".into(), volume: Volume::Commands }],
        };
        assert_snapshot!(roff(&page).replace(env!("CARGO_PKG_VERSION"), "VERSION"), @r#"
        .TH "VAWG\-A\-B" "7" "" "vawg VERSION" "vawg manual"
        .nh
        .ad l
        .SH NAME
        vawg\-a\-b \- \&.so \(aqquoted\(aq \efB
        .SH "SAY \(dqIT\(dq"
        \&.gitignore and \fB.ci\fR at the start
        .PP
        \(aq…\(aq and it\(aqs \fB\-\-all\fR
        .TP
        \fB.dot\fR
        .RS
        .TP
        \fB\-\fR
        \(aqx\(aq
        .RE
        .PP
        .nf
          .taplo.toml
        \(aq…\(aq

        \epath \(ti/x \(ha \(gay\(ga
        .fi
        .SH SEE ALSO
        \fBvawg\fR(1)
        "#);
    }

    #[test]
    fn a_long_line_of_code_is_broken_at_blanks() {
        let line = format!("  {} {} end", "a".repeat(40), "b".repeat(40));
        assert_eq!(broken(&line), [format!("  {}", "a".repeat(40)), format!("    {} end", "b".repeat(40))]);
        let word = "a".repeat(90);
        assert_eq!(broken(&word), [word]);
    }
}
