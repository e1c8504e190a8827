//! Problems with the lines of the files that they are in, as compilers show them, and the sum of them at the end.

mod simple;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, Title};

use super::excerpt::Excerpt;
use crate::diagnostic::{Diagnostic, Finding, Severity, Site};
use crate::model::{counted, in_one_line};
use crate::render::style::{columns, dim, fit, one_line, visible};
use crate::rules::verdict::Summary;
use crate::ui::Look;

/// One problem: what is wrong, where, and what to type next.
#[must_use]
pub fn problem(finding: &Finding, look: Look) -> String {
    simple::problem(finding, look).unwrap_or_else(|| any_problem(finding, look))
}

/// A problem of any kind.
fn any_problem(finding: &Finding, look: Look) -> String {
    let renderer = if look.color { Renderer::styled() } else { Renderer::plain() };
    let level = match finding.diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = title(&finding.diagnostic, &level, look);
    let rest = finding.also.iter().map(|(site, what)| beside(site, what)).chain(notes(&finding.diagnostic, look));
    let path = in_one_line(&finding.site.path).into_owned();
    let groups = match &finding.site.stretch {
        None => vec![title.element(Origin::path(path)).elements(rest)],
        Some(stretch) => {
            let excerpt = Excerpt::of(stretch);
            let snippet = snippet(&excerpt, AnnotationKind::Primary, None);
            if excerpt.is_cut {
                // The column cannot be counted in what is left of the line, so it is given.
                let origin = Origin::path(path).line(stretch.start.line).char_column(stretch.start.column);
                vec![title.element(origin), Group::with_level(level).element(snippet).elements(rest)]
            } else {
                vec![title.element(snippet.path(path)).elements(rest)]
            }
        }
    };
    format!("{}\n\n", renderer.term_width(look.columns()).render(&groups))
}

/// The last lines: how many problems there are, what takes them away, and where to read on.
#[must_use]
pub fn end(summary: Summary, look: Look) -> String {
    let why = (!summary.is_clean()).then(|| "help: `vawg explain RULE` says why a rule exists".to_owned());
    let help = offer(summary).into_iter().chain(why).map(|line| dim(&line, look) + "\n");
    std::iter::once(total(summary) + "\n").chain(help).collect()
}

/// What can be put right without a person, if anything.
#[must_use]
pub fn offer(summary: Summary) -> Option<String> {
    let Summary { errors, warnings, fixable, .. } = summary;
    let which = match (fixable, errors.saturating_add(warnings)) {
        (0, _) => return None,
        (1, 1) => "it".to_owned(),
        (all, sum) if all == sum => "all of them".to_owned(),
        (some, _) => format!("{some} of them"),
    };
    Some(format!("help: `vawg check --fix` puts {which} right"))
}

/// How many problems there are in how much, in words.
#[must_use]
pub fn total(summary: Summary) -> String {
    let Summary { files, actions, errors, warnings, timed, known, fixable: _ } = summary;
    let mut parts = Vec::new();
    if summary.is_clean() {
        parts.push(if known == 0 { "no problems".to_owned() } else { "no new problems".to_owned() });
    }
    if errors > 0 {
        parts.push(counted(errors, "error"));
    }
    if warnings > 0 {
        let mark = match (timed, warnings) {
            (0, _) => String::new(),
            (1, 1) => " (it comes with the date)".to_owned(),
            (1, _) => " (1 of them comes with the date)".to_owned(),
            (_, _) if timed == warnings => " (all of them come with the date)".to_owned(),
            (_, _) => format!(" ({timed} of them come with the date)"),
        };
        parts.push(format!("{}{mark}", counted(warnings, "warning")));
    }
    if known > 0 {
        parts.push(counted(known, "known problem"));
    }
    format!("{} in {} and {}", parts.join(", "), counted(actions, "action"), counted(files, "file"))
}

fn title<'f>(diagnostic: &'f Diagnostic, level: &Level<'f>, look: Look) -> Title<'f> {
    let before = format!("{}[{}]: ", diagnostic.severity.word(), diagnostic.rule);
    let message = wrapped(&one_line(&diagnostic.message), columns(&before), look);
    level.clone().primary_title(message).id(diagnostic.rule.0)
}

/// Another place that has to do with the problem.
fn beside<'f>(site: &'f Site, what: &'f str) -> Element<'f> {
    let path = in_one_line(&site.path);
    match site.stretch.as_ref().map(|stretch| (stretch, Excerpt::of(stretch))) {
        Some((_, excerpt)) if !excerpt.is_cut => {
            snippet(&excerpt, AnnotationKind::Context, Some(visible(what).into_owned())).path(path).into()
        }
        Some((stretch, _)) => {
            let text = format!("{}: {path}:{}:{}", visible(what), stretch.start.line, stretch.start.column);
            Level::NOTE.message(text).into()
        }
        None => Level::NOTE.message(format!("{}: {path}", visible(what))).into(),
    }
}

fn snippet<'f>(
    excerpt: &Excerpt,
    kind: AnnotationKind,
    label: Option<String>,
) -> Snippet<'f, annotate_snippets::Annotation<'f>> {
    let annotation = kind.span(excerpt.span.clone()).label(label);
    Snippet::source(excerpt.text.clone()).line_start(excerpt.line).annotation(annotation)
}

/// Room for the number of the line and ` = help: `.
const BEFORE_HELP: usize = 12;

fn notes(diagnostic: &Diagnostic, look: Look) -> impl Iterator<Item = Element<'_>> {
    let timed = diagnostic.timed.then(|| Level::NOTE.message("comes with the date").into());
    let help =
        diagnostic.help.as_deref().map(|help| Level::HELP.message(wrapped(&one_line(help), BEFORE_HELP, look)).into());
    timed.into_iter().chain(help)
}

/// A text broken between words where a terminal would break it within them; `before` columns stand before each line.
fn wrapped(text: &str, before: usize, look: Look) -> String {
    /// Narrower than this, the terminal's own way is no worse.
    const NARROWEST: usize = 30;
    let Some(room) = look.width.and_then(|width| width.checked_sub(before)).filter(|room| *room >= NARROWEST) else {
        return text.to_owned();
    };
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in words(text, room) {
        if !line.is_empty() && !fit(&[&line, " ", word], room) {
            lines.push(std::mem::take(&mut line));
        } else if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines.join("\n")
}

/// The words of a text; what stands in backticks is to be typed, so it is one word where there is room for it.
fn words(text: &str, room: usize) -> Vec<&str> {
    let mut is_literal = false;
    let outside = |c: char| {
        is_literal ^= c == '`';
        c == ' ' && !is_literal
    };
    let words = text.split(outside);
    words.flat_map(|word| if columns(word) > room { word.split(' ').collect() } else { vec![word] }).collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::ProptestConfig;

    use super::{any_problem, problem, simple, total};
    use crate::diagnostic::{Diagnostic, Finding, RuleName, Site, Stretch};
    use crate::rules::verdict::Summary;
    use crate::source::{Place, Position};
    use crate::ui::Look;

    const NARROW: Look = Look { width: Some(60), color: false };

    fn site(path: &str, text: &str, words: &str) -> Site {
        let start = text.find(words).expect("the words are in the text");
        let span = start..start + words.len();
        let positions = Position::of_each(text, &[span.start, span.end]);
        let stretch = Stretch { text: text.into(), span, start: positions[0], end: positions[1] };
        Site { path: path.to_owned(), stretch: Some(stretch) }
    }

    fn finding(message: &str, site: Site) -> Finding {
        let diagnostic = Diagnostic::error(RuleName("missing-lead"), Place::file("a.toml", None), message);
        let diagnostic = diagnostic.help("name one post that answers for it: `lead = \"Housing Manager\"`");
        Finding { diagnostic, site, also: Vec::new() }
    }

    #[test]
    fn a_problem_stands_with_its_line_and_its_help() {
        let text = "action = \"漢字 é\"\tlead = \"???\"\r\n";
        let shown = problem(&finding("no lead: the plan says only `???`", site("a/3.1.toml", text, "\"???\"")), NARROW);
        assert_snapshot!(shown, @r#"
        error[missing-lead]: no lead: the plan says only `???`
         --> a/3.1.toml:1:24
          |
        1 | action = "漢字 é"    lead = "???"
          |                             ^^^^^
          |
          = help: name one post that answers for it:
                  `lead = "Housing Manager"`
        "#);
    }

    #[test]
    fn a_file_as_a_whole_is_named_alone() {
        let finding = finding("the file is larger than 1 MB", Site { path: "a/\u{1b}[31m.toml".into(), stretch: None });
        assert_snapshot!(problem(&finding, NARROW), @r#"
        error[missing-lead]: the file is larger than 1 MB
        --> a/\u{1b}[31m.toml
         = help: name one post that answers for it:
                 `lead = "Housing Manager"`
        "#);
    }

    #[test]
    fn other_places_and_the_mark_of_the_date_are_shown() {
        let mut finding = finding("used twice", site("a/3.1.toml", "action = 1\n", "action"));
        finding.diagnostic.timed = true;
        finding.also.push((site("b.toml", "\n\nx = 1\n", "x"), "first used here".into()));
        finding.also.push((Site { path: "c.toml".into(), stretch: None }, "and here".into()));
        assert_snapshot!(problem(&finding, NARROW), @r#"
        error[missing-lead]: used twice
         --> a/3.1.toml:1:1
          |
        1 | action = 1
          | ^^^^^^
          |
         ::: b.toml:3:1
          |
        3 | x = 1
          | - first used here
          |
          = note: and here: c.toml
          = note: comes with the date
          = help: name one post that answers for it:
                  `lead = "Housing Manager"`
        "#);
    }

    #[test]
    fn a_line_as_long_as_a_file_is_cut_around_the_problem() {
        let text = format!("known = [{} lead = 5, {}]\n", "1, ".repeat(300_000), "2, ".repeat(300_000));
        assert_snapshot!(problem(&finding("not a table", site("a.toml", &text, "lead")), NARROW), @r#"
        error[missing-lead]: not a table
         --> a.toml:1:900011
          |
          |
        1 | ... 1, 1, 1, 1, 1, 1, 1,  lead = 5, 2, 2, 2, 2, 2, 2,...
          |                           ^^^^
          = help: name one post that answers for it:
                  `lead = "Housing Manager"`
        "#);
    }

    proptest::proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_simple_is_laid_out_like_anything_else(
            lines in 0..120_usize,
            before in "( {0,2}[!-~][ -~]{0,40})?",
            meant in "[!-~]([ -~]{0,60}[!-~])?",
            after in "[ -~]{0,30}",
            message in "[!-~][ -~]{0,120}",
            timed: bool,
            width in proptest::option::of(20..200_usize),
        ) {
            let text = format!("{}{before}{meant}{after}\nlast\n", "x\n".repeat(lines));
            let start = lines * 2 + before.len();
            let positions = Position::of_each(&text, &[start, start + meant.len()]);
            let stretch = Stretch {
                text: text.into(),
                span: start..start + meant.len(),
                start: positions[0],
                end: positions[1],
            };
            let mut finding = finding(&message, Site { path: "a/3.1.toml".to_owned(), stretch: Some(stretch) });
            finding.diagnostic.timed = timed;
            let look = Look { width, color: false };
            if let Some(simple) = simple::problem(&finding, look) {
                proptest::prop_assert_eq!(simple, any_problem(&finding, look));
            } else {
                proptest::prop_assert!(width.is_some() || before.starts_with(' '), "most problems are simple");
            }
        }
    }

    #[test]
    fn the_sum_reads_as_a_sentence() {
        let of = |errors, warnings, timed, known| {
            total(Summary { files: 46, actions: 30, errors, warnings, timed, known, fixable: 0 })
        };
        assert_eq!(of(0, 0, 0, 0), "no problems in 30 actions and 46 files");
        assert_eq!(of(0, 0, 0, 43), "no new problems, 43 known problems in 30 actions and 46 files");
        assert_eq!(
            of(3, 12, 4, 43),
            "3 errors, 12 warnings (4 of them come with the date), 43 known problems in 30 actions and 46 files"
        );
        assert_eq!(of(1, 1, 0, 1), "1 error, 1 warning, 1 known problem in 30 actions and 46 files");
        assert_eq!(of(0, 1, 1, 0), "1 warning (it comes with the date) in 30 actions and 46 files");
        assert_eq!(of(0, 2, 1, 0), "2 warnings (1 of them comes with the date) in 30 actions and 46 files");
        assert_eq!(of(0, 2, 2, 0), "2 warnings (all of them come with the date) in 30 actions and 46 files");
        let one = total(Summary { files: 1, actions: 1, errors: 1, ..Summary::default() });
        assert_eq!(one, "1 error in 1 action and 1 file");
    }
}
