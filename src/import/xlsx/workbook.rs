//! The parts of a workbook: its sheets in their order, and what belongs to each.

use super::super::ReadError;
use super::super::package::Package;
use super::super::xml::{Element, Tree};
use super::format::Epoch;
use super::place::Area;

/// A workbook, open.
pub(super) struct Workbook<'a> {
    pub(super) package: Package<'a>,
    pub(super) epoch: Epoch,
    pub(super) sheets: Vec<Sheet>,
    relations: Vec<Relation>,
}

/// A sheet, not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) name: String,
    /// Its part of the file; nothing where the file has lost it.
    pub(super) part: Option<String>,
    pub(super) kind: SheetKind,
    pub(super) is_hidden: bool,
    /// The rows that are repeated on each page, where it says so.
    pub(super) titles: Option<Area>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SheetKind {
    Cells,
    /// A chart, a dialogue or macros.
    Other,
}

/// What a part of a file belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    id: String,
    /// The last word of its kind: `worksheet`, `comments`, `hyperlink`.
    pub(super) kind: String,
    /// A part of the file, or an address outside it.
    pub(super) target: String,
}

impl<'a> Workbook<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let package = Package::open(bytes)?;
        let roots = relations(&package, "")?;
        let main = roots.iter().find(|relation| relation.kind == "officeDocument");
        let main = main.map_or("xl/workbook.xml", |relation| relation.target.as_str());
        let tree = tree(&package, main)?.ok_or_else(|| ReadError::damaged("it has no list of its sheets"))?;
        let relations = relations(&package, main)?;
        let root = tree.root();
        let is_1904 = root.child("workbookPr").and_then(|properties| properties.attribute("date1904"));
        let list = root.child("sheets").into_iter().flat_map(Element::children);
        let list = list.filter(|sheet| sheet.name() == "sheet").map(|sheet| Sheet::new(sheet, &relations));
        let mut sheets: Vec<_> = list.collect();
        for name in root.child("definedNames").into_iter().flat_map(Element::children) {
            let sheet = name.attribute("localSheetId").and_then(|number| number.parse::<usize>().ok());
            let is_titles = name.attribute("name") == Some("_xlnm.Print_Titles");
            if let Some(sheet) = sheet.filter(|_| is_titles).and_then(|number| sheets.get_mut(number)) {
                sheet.titles = name.text().rsplit(['!', ',']).find_map(Area::of_rows);
            }
        }
        let epoch = if matches!(is_1904, Some("1" | "true")) { Epoch::Of1904 } else { Epoch::Of1900 };
        Ok(Self { package, epoch, sheets, relations })
    }

    /// The part of the workbook that is of this kind.
    pub(super) fn part(&self, kind: &str) -> Result<Option<Tree>, ReadError> {
        let relation = self.relations.iter().find(|relation| relation.kind == kind);
        relation.map_or(Ok(None), |relation| self.tree(&relation.target))
    }

    /// The XML of a part of the file.
    pub(super) fn tree(&self, part: &str) -> Result<Option<Tree>, ReadError> {
        tree(&self.package, part)
    }

    /// What belongs to a part of the file.
    pub(super) fn relations_of(&self, part: &str) -> Result<Vec<Relation>, ReadError> {
        relations(&self.package, part)
    }
}

impl Sheet {
    fn new(sheet: Element<'_>, relations: &[Relation]) -> Self {
        let relation = sheet.attribute("id").and_then(|id| relations.iter().find(|relation| relation.id == id));
        let is_other = relation.is_some_and(|relation| relation.kind != "worksheet");
        Self {
            name: sheet.attribute("name").unwrap_or_default().trim().to_owned(),
            part: relation.map(|relation| relation.target.clone()),
            kind: if is_other { SheetKind::Other } else { SheetKind::Cells },
            is_hidden: matches!(sheet.attribute("state"), Some("hidden" | "veryHidden")),
            titles: None,
        }
    }
}

impl Relation {
    pub(super) fn is(&self, id: Option<&str>) -> bool {
        id == Some(self.id.as_str())
    }
}

fn tree(package: &Package<'_>, part: &str) -> Result<Option<Tree>, ReadError> {
    package.part(part)?.map(|bytes| Tree::parse(part, &bytes)).transpose()
}

/// What belongs to a part of the file, or to the file itself where the part is `""`.
fn relations(package: &Package<'_>, part: &str) -> Result<Vec<Relation>, ReadError> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let list = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let Some(tree) = tree(package, &list)? else { return Ok(Vec::new()) };
    let relation = |element: Element<'_>| {
        let target = element.attribute("Target")?;
        let is_outside = element.attribute("TargetMode") == Some("External");
        Some(Relation {
            id: element.attribute("Id")?.to_owned(),
            kind: element.attribute("Type")?.rsplit('/').next().unwrap_or_default().to_owned(),
            target: if is_outside { target.to_owned() } else { resolved(folder, target) },
        })
    };
    Ok(tree.root().children().filter_map(relation).collect())
}

/// The name of a part that stands in a folder as `target`.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<_> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => _ = path.pop(),
            "." | "" => {}
            step => path.push(step),
        }
    }
    path.join("/")
}
