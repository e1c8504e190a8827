//! What stands on a sheet besides its cells: comments, links, text boxes, page headers, and which rows are headers.

use std::collections::HashMap;

use super::super::story::nth;
use super::super::xml::{Element, Tree};
use super::super::{Line, Paragraph, Piece, ReadError};
use super::Shared;
use super::place::{self, Area};
use super::text::Rich;
use super::workbook::{Sheet, Workbook};

/// What stands on a sheet besides its cells.
#[derive(Debug, Default)]
pub(super) struct Around {
    pub(super) pieces: Vec<Piece>,
    /// A sentence each.
    pub(super) said: Vec<String>,
}

/// A comment: its cell, who wrote it, and its text.
type Comment = (String, String, String);

impl Around {
    pub(super) fn read(
        workbook: &Workbook<'_>,
        shared: &Shared,
        (name, part): (&str, &str),
        sheet: &Tree,
    ) -> Result<Self, ReadError> {
        let mut around = Self::default();
        let relations = workbook.relations_of(part)?;
        let (mut notes, mut threads, mut people) = (Vec::new(), Vec::new(), None);
        for relation in &relations {
            match relation.kind.as_str() {
                "comments" => {
                    notes.extend(workbook.tree(&relation.target)?.iter().flat_map(|tree| comments(tree, shared)));
                }
                "threadedComment" => {
                    if people.is_none() {
                        people = Some(workbook.part("person")?.map(|tree| persons(&tree)).unwrap_or_default());
                    }
                    let people = people.clone().unwrap_or_default();
                    threads.extend(workbook.tree(&relation.target)?.iter().flat_map(|tree| threaded(tree, &people)));
                }
                "drawing" => {
                    if let Some(tree) = workbook.tree(&relation.target)? {
                        around.drawing(name, &tree);
                    }
                }
                _ => {}
            }
        }
        // A threaded comment stands among the old ones too, in another form.
        notes.retain(|(at, _, text)| {
            !text.starts_with("[Threaded comment]") || !threads.iter().any(|(cell, ..)| cell == at)
        });
        for (at, author, text) in notes.into_iter().chain(threads) {
            let author =
                if author.is_empty() || text.starts_with(&author) { String::new() } else { format!("{author}: ") };
            around.said.push(format!("comment at `{name}!{at}`: {author}{text}"));
        }
        around.links(name, sheet, |id| {
            relations.iter().find(|relation| relation.is(id)).map(|relation| relation.target.clone())
        });
        around.page(name, sheet);
        Ok(around)
    }

    /// The texts in the shapes on a sheet; pictures and charts are only counted.
    fn drawing(&mut self, name: &str, tree: &Tree) {
        let all = || tree.root().descendants();
        for (number, shape) in all().filter(|element| element.name() == "txBody").enumerate() {
            for paragraph in shape.children().filter(|element| element.name() == "p") {
                let texts = paragraph.descendants().filter(|element| element.name() == "t");
                self.paragraph(
                    format!("{name}, text box {}", nth(number)),
                    &texts.map(Element::text).collect::<String>(),
                );
            }
        }
        for (what, shape) in [("picture", "pic"), ("chart or diagram", "graphicFrame")] {
            match all().filter(|element| element.name() == shape).count() {
                0 => {}
                1 => self.said.push(format!("a {what} on sheet `{name}`")),
                count => self.said.push(
                    format!("{count} {what}s on sheet `{name}`").replace("chart or diagrams", "charts or diagrams"),
                ),
            }
        }
    }

    fn links(&mut self, name: &str, sheet: &Tree, address: impl Fn(Option<&str>) -> Option<String>) {
        let links = sheet.root().child("hyperlinks").into_iter().flat_map(Element::children);
        for link in links {
            if let (Some(at), Some(address)) = (link.attribute("ref"), address(link.attribute("id"))) {
                self.said.push(format!("`{name}!{at}` links to {address}"));
            }
        }
    }

    fn page(&mut self, name: &str, sheet: &Tree) {
        let parts = sheet.root().child("headerFooter").into_iter().flat_map(Element::children);
        let mut seen = Vec::new();
        for part in parts {
            let what = if part.name().ends_with("Header") { "page header" } else { "page footer" };
            for text in page_texts(&part.text()) {
                if !seen.contains(&(what, text.clone())) {
                    self.paragraph(format!("{name}, {what}"), &text);
                    seen.push((what, text));
                }
            }
        }
    }

    fn paragraph(&mut self, at: String, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            let line = Line { text: text.to_owned(), ..Line::default() };
            self.pieces.push(Piece::Paragraph(Paragraph { at, line, heading: None }));
        }
    }
}

/// The rows of a sheet that it says are headers: those of its tables and filters, and one or two repeated on each page.
pub(super) fn headers(workbook: &Workbook<'_>, sheet: &Sheet, part: &str, tree: &Tree) -> Result<Vec<u32>, ReadError> {
    /// More repeated rows than that hold a title as well.
    const MOST: u32 = 2;
    let top = |element: Element<'_>| element.attribute("ref").and_then(Area::parse).map(|area| area.top);
    let mut rows: Vec<_> = tree.root().child("autoFilter").and_then(top).into_iter().collect();
    for relation in workbook.relations_of(part)?.iter().filter(|relation| relation.kind == "table") {
        let table = workbook.tree(&relation.target)?;
        let table = table.as_ref().map(Tree::root).filter(|table| table.attribute("headerRowCount") != Some("0"));
        rows.extend(table.and_then(top));
    }
    let titles = sheet.titles.filter(|titles| titles.height() <= MOST);
    rows.extend(titles.into_iter().flat_map(|titles| titles.top..=titles.bottom));
    Ok(rows)
}

fn comments(tree: &Tree, shared: &Shared) -> Vec<Comment> {
    let list = |name| tree.root().child(name).into_iter().flat_map(Element::children);
    let authors: Vec<_> = list("authors").map(Element::text).collect();
    let comment = |comment: Element<'_>| {
        let at = comment.attribute("ref").and_then(place::parse).map(place::name)?;
        let author = comment.attribute("authorId").and_then(|number| number.parse::<usize>().ok());
        let author = author.and_then(|number| authors.get(number)).cloned().unwrap_or_default();
        let text = Rich::read(comment.child("text")?, &shared.palette).text();
        Some((at, author, in_one_line(&text)))
    };
    list("commentList").filter_map(comment).filter(|(_, _, text)| !text.is_empty()).collect()
}

fn threaded(tree: &Tree, people: &HashMap<String, String>) -> Vec<Comment> {
    let comment = |comment: Element<'_>| {
        let at = comment.attribute("ref").and_then(place::parse).map(place::name)?;
        let author = comment.attribute("personId").and_then(|id| people.get(id)).cloned().unwrap_or_default();
        Some((at, author, in_one_line(&comment.child("text")?.text())))
    };
    tree.root().children().filter_map(comment).filter(|(_, _, text)| !text.is_empty()).collect()
}

fn persons(tree: &Tree) -> HashMap<String, String> {
    let person =
        |person: Element<'_>| Some((person.attribute("id")?.to_owned(), person.attribute("displayName")?.to_owned()));
    tree.root().children().filter_map(person).collect()
}

fn in_one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The texts of a page header or footer, without its codes: `&L` left, `&P` the number of the page, `&"Arial,Bold"`.
fn page_texts(codes: &str) -> Vec<String> {
    let (mut texts, mut letters) = (vec![String::new()], codes.chars().peekable());
    let mut has_field = false;
    while let Some(letter) = letters.next() {
        let code = if letter == '&' { letters.next() } else { None };
        match (letter, code) {
            ('&', Some('L' | 'C' | 'R')) | ('\n', _) => texts.push(String::new()),
            ('&', Some('&')) => texts.iter_mut().next_back().into_iter().for_each(|text| text.push('&')),
            ('&', Some('"')) => _ = letters.by_ref().take_while(|letter| *letter != '"').count(),
            ('&', Some('K')) => _ = letters.by_ref().take(6).count(),
            ('&', Some(figure)) if figure.is_ascii_digit() => while letters.next_if(char::is_ascii_digit).is_some() {},
            ('&', code) => has_field |= matches!(code, Some('P' | 'N' | 'D' | 'T' | 'F' | 'A' | 'Z')),
            (letter, _) => texts.iter_mut().next_back().into_iter().for_each(|text| text.push(letter)),
        }
    }
    let is_number =
        |text: &str| has_field && matches!(text.to_lowercase().as_str(), "page" | "page  of" | "of" | "/" | "-");
    texts.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty() && !is_number(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::page_texts;

    #[test]
    fn a_page_header_is_its_words() {
        assert_eq!(
            page_texts("&L&\"Arial,Bold\"&14Action plan&C&K01+000Last updated: June&RPage &P of &N"),
            ["Action plan", "Last updated: June"]
        );
        assert_eq!(page_texts("Safe && well\nDraft 2"), ["Safe & well", "Draft 2"]);
        assert!(page_texts("&").is_empty());
    }
}
