//! The parts that a Word document is made of, found as it says itself: their names differ between programs.

use super::super::package::Package;
use super::super::xml::Tree;
use super::super::{Kind, ReadError};

/// The parts of a document that are read.
pub(super) struct Parts {
    pub(super) document: Tree,
    pub(super) styles: Option<Tree>,
    pub(super) numbering: Option<Tree>,
    pub(super) theme: Option<Tree>,
    pub(super) footnotes: Option<Tree>,
    pub(super) endnotes: Option<Tree>,
    pub(super) comments: Option<Tree>,
    pub(super) headers: Vec<Tree>,
    pub(super) footers: Vec<Tree>,
    /// The diagrams (`SmartArt`), for their words.
    pub(super) diagrams: Vec<Tree>,
}

/// That one part uses another.
struct Relation {
    /// The last word of its type, which is the same in both forms of the standard.
    kind: String,
    target: String,
}

impl Parts {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let package = Package::open(bytes)?;
        let main = relations(&package, "")?.into_iter().find(|relation| relation.kind == "officeDocument");
        let main = main.map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target);
        let Some(document) = tree(&package, &main)? else {
            return Err(match Kind::of(bytes) {
                Kind::Word => ReadError::damaged(format!("its text, `{main}`, is not in it")),
                kind => ReadError::Kind { kind },
            });
        };
        let relations = relations(&package, &main)?;
        let all = |kind: &str| -> Result<Vec<Tree>, ReadError> {
            let named = relations.iter().filter(|relation| relation.kind == kind);
            let trees = named.map(|relation| tree(&package, &relation.target));
            trees.filter_map(Result::transpose).collect()
        };
        let one = |kind: &str| all(kind).map(|trees| trees.into_iter().next());
        Ok(Self {
            document,
            styles: one("styles")?,
            numbering: one("numbering")?,
            theme: one("theme")?,
            footnotes: one("footnotes")?,
            endnotes: one("endnotes")?,
            comments: one("comments")?,
            headers: all("header")?,
            footers: all("footer")?,
            diagrams: all("diagramData")?,
        })
    }
}

fn tree(package: &Package<'_>, name: &str) -> Result<Option<Tree>, ReadError> {
    package.part(name)?.map(|bytes| Tree::parse(name, &bytes)).transpose()
}

/// What a part uses; the whole document's, for no part.
fn relations(package: &Package<'_>, part: &str) -> Result<Vec<Relation>, ReadError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let Some(tree) = tree(package, &name)? else {
        return Ok(Vec::new());
    };
    let inside = tree.root().children().filter(|element| element.attribute("TargetMode") != Some("External"));
    let relation = inside.filter_map(|element| {
        let kind = element.attribute("Type")?.rsplit('/').next()?.to_owned();
        Some(Relation { kind, target: resolve(folder, element.attribute("Target")?) })
    });
    Ok(relation.take(10_000).collect())
}

/// The name of a part that another one calls so.
fn resolve(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}
