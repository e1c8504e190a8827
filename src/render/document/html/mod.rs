//! A document as a page for a browser: one file, with no script, that asks nothing of any network.
//!
//! It is made to be read by everybody, as the law asks of public bodies (WCAG 2.2, level AA): on a telephone, with
//! four times the size of letters, by ear, with the keyboard alone, in the dark, in print. What is data is escaped.

mod blocks;
mod style;
mod table;

use std::fmt::Write as _;
use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::svg::{self, Medium};
use crate::document::{Document, Section};
use crate::render::style::visible;

/// What a browser may load for the page: nothing but its own style.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// With more lines than this, contents name the chapters alone.
const LINES_OF_CONTENTS: usize = 40;

/// Writes a document.
pub(super) fn write(out: &mut impl Write, document: &Document) -> io::Result<()> {
    out.write_all(page(document).into_string().as_bytes())?;
    out.write_all(b"\n")
}

fn page(document: &Document) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (visible(&document.title)) ": " (visible(&document.subject)) }
                style { (PreEscaped(style::sheet())) }
            }
            body {
                a.skip href="#:main" { "Skip to the report" }
                svg.symbols width="0" height="0" aria-hidden="true" focusable="false" {
                    (svg::symbols())
                    defs { (svg::hatchings(Medium::Wide)) }
                }
                (head(document))
                (contents(document))
                main id=":main" tabindex="-1" {
                    (blocks::all(&document.opening, ""))
                    @for section in &document.sections {
                        @if table::is_any_broad(section) { div.broad { (chapter(section, 2)) } }
                        @else { (chapter(section, 2)) }
                    }
                }
            }
        }
    }
}

/// What stands above everything: what it is, what it is about, and what was known when it was made.
fn head(document: &Document) -> Markup {
    html! {
        header {
            h1 { (visible(&document.title)) }
            p.subject { (visible(&document.subject)) }
            (blocks::facts(&document.facts))
        }
    }
}

/// Links to the chapters, and to what is within them where that are not too many; nothing where there is one chapter.
fn contents(document: &Document) -> Markup {
    let are_few = document.outline().filter(|(depth, _)| *depth < 2).count() <= LINES_OF_CONTENTS;
    let link = |section: &Section| html! { a href={ "#" (id(&section.key)) } { (visible(&section.heading)) } };
    if document.sections.len() < 2 {
        return html! {};
    }
    html! {
        nav aria-labelledby=":contents" {
            h2 id=":contents" { "Contents" }
            ol {
                @for section in &document.sections {
                    li {
                        (link(section))
                        @if are_few && !section.sections.is_empty() {
                            ol { @for within in &section.sections { li { (link(within)) } } }
                        }
                    }
                }
            }
        }
    }
}

/// A chapter with those within it. Headings go down by one level at a time, however deep they stand.
fn chapter(section: &Section, level: u8) -> Markup {
    let heading = visible(&section.heading);
    html! {
        section id=(id(&section.key)) {
            @match level {
                2 => h2 { (heading) },
                3 => h3 { (heading) },
                4 => h4 { (heading) },
                5 => h5 { (heading) },
                _ => h6 { (heading) },
            }
            (blocks::within(section))
            @for within in &section.sections { (chapter(within, level.saturating_add(1))) }
        }
    }
}

/// A key as an anchor: as it is, where it is made of what anchors are made of. No other anchor of a page is the same,
/// for those have a colon.
fn id(key: &str) -> String {
    let mut id = String::with_capacity(key.len());
    for c in key.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') {
            id.push(c);
        } else {
            let _ = write!(id, "~{:x}~", u32::from(c));
        }
    }
    id
}

#[cfg(test)]
mod tests {
    use super::{id, page, write};
    use crate::document::{Block, Cell, Column, Document, Section, Table, example};

    fn example() -> String {
        page(&example::document()).into_string()
    }

    /// The values of an attribute, in order.
    fn values<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
        let start = format!(" {name}=\"");
        html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn nothing_in_a_text_acts() {
        let html = example();
        assert!(html.contains("Wendale &lt;VAWG&gt; &amp; friends"), "{html}");
        assert!(html.contains("Publish &lt;b&gt;one&lt;/b&gt; referral pathway"), "{html}");
        for acting in ["<b>", "href=\"javascript", "\u{1b}", "<script", " onload", "http-equiv=\"refresh\""] {
            assert!(!html.contains(acting), "{acting}");
        }
        assert!(html.contains("href=\"https://wendale.example/minutes?a=1&amp;b=2\""), "{html}");
    }

    #[test]
    fn a_page_asks_nothing_of_a_network() {
        let html = example();
        assert!(html.contains("default-src 'none'"), "{html}");
        for asking in [" src=", "<link", "url(http", "@import", "<iframe", "<form"] {
            assert!(!html.contains(asking), "{asking}");
        }
    }

    #[test]
    fn every_anchor_is_there_once_and_every_reference_leads_to_one() {
        let html = example();
        let mut ids = values(&html, "id");
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count, "{ids:?}");
        let anchors = values(&html, "href").into_iter().filter_map(|href| href.strip_prefix('#'));
        for reference in values(&html, "aria-labelledby").into_iter().chain(anchors) {
            assert!(ids.contains(&reference), "{reference}");
        }
    }

    #[test]
    fn headings_go_down_by_one_level_at_a_time() {
        let html = example();
        let levels = html.match_indices("<h").filter_map(|(at, _)| html[at + 2..].chars().next()?.to_digit(10));
        assert_eq!(levels.collect::<Vec<_>>(), [1, 2, 2, 2, 3, 3, 2]);
    }

    #[test]
    fn a_key_of_any_letters_is_an_anchor() {
        assert_eq!(id("wendale.not-on_target"), "wendale.not-on_target");
        assert_eq!(id("our plan/2025"), "our~20~plan~2f~2025");
    }

    #[test]
    fn an_empty_document_is_a_page() {
        let table = Table::new("t", "T", [Column::name("ref", "Ref")]).or_say("Nothing is late.");
        let deep = |section: Section| Section::new(format!("{}x", section.key), "Deep").holding([section]);
        let sections = vec![(0..9).fold(Section::new("s", "Deep").with(table), |section, _| deep(section))];
        let document = Document {
            key: "t",
            title: String::new(),
            subject: String::new(),
            facts: Vec::new(),
            opening: vec![Block::Facts(Vec::new()), Block::List(Vec::new()), Block::text("")],
            sections,
        };
        let mut out = Vec::new();
        write(&mut out, &document).expect("a vector takes everything");
        let html = String::from_utf8(out).expect("text");
        assert!(html.contains("<p>Nothing is late.</p>") && !html.contains("<table"), "{html}");
        assert!(!html.contains("<nav") && !html.contains("<dl") && !html.contains("<ul"), "{html}");
    }

    #[test]
    fn a_table_is_a_table_by_ear() {
        let mut table = Table::new("t", "What is late", [Column::name("ref", "Ref"), Column::number("days", "Days")]);
        table.row([Cell::text("1.1"), Cell::Days(3)]);
        table.total([Cell::text("All"), Cell::Days(3)]);
        let html = super::blocks::all(&[Block::Table(table)], "k").into_string();
        insta::assert_snapshot!(html.replace("><", ">\n<"), @r#"
        <div class="table fit" role="group" aria-labelledby="k:0:caption" tabindex="0">
        <table role="table">
        <caption id="k:0:caption">What is late</caption>
        <thead role="rowgroup">
        <tr role="row">
        <th scope="col" role="columnheader" class="name">Ref</th>
        <th scope="col" role="columnheader" class="number">Days</th>
        </tr>
        </thead>
        <tbody role="rowgroup">
        <tr role="row">
        <th scope="row" role="rowheader" class="name">1.1</th>
        <td role="cell" class="number" data-label="Days">3</td>
        </tr>
        </tbody>
        <tfoot role="rowgroup">
        <tr role="row">
        <th scope="row" role="rowheader" class="name">All</th>
        <td role="cell" class="number" data-label="Days">3</td>
        </tr>
        </tfoot>
        </table>
        </div>
        "#);
    }
}
