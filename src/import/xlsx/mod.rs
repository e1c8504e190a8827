//! Excel workbooks: each sheet as a table, with its colours, merged cells, and numbers and dates as they are shown.
//!
//! Formulas are not worked out and macros do not run: the values are those that the file has. What a table cannot
//! hold is said in [`Story::left_out`].

mod around;
mod cells;
mod colour;
mod date;
mod format;
mod grid;
mod place;
mod said;
mod style;
mod text;
mod workbook;

#[cfg(test)]
mod tests;

use self::around::Around;
use self::cells::{Budget, Cells};
use self::colour::Palette;
use self::format::Epoch;
use self::style::Styles;
use self::text::Rich;
use self::workbook::{Sheet, SheetKind, Workbook};
use super::{Piece, ReadError, Story};

/// What the sheets of a workbook share.
struct Shared {
    texts: Vec<Rich>,
    styles: Styles,
    palette: Palette,
    epoch: Epoch,
}

/// Reads a workbook (`.xlsx`, `.xlsm`, `.xltx`).
///
/// # Errors
///
/// Where the file is damaged, larger than is read, or without any text.
pub fn read(bytes: &[u8]) -> Result<Story, ReadError> {
    let workbook = Workbook::open(bytes)?;
    let shared = Shared::read(&workbook)?;
    let mut story = Story::default();
    let mut budget = Budget::default();
    for sheet in &workbook.sheets {
        read_sheet(&workbook, &shared, sheet, &mut budget, &mut story)?;
    }
    if workbook.package.names().any(|name| name.ends_with("vbaproject.bin")) {
        story.left_out.push("the workbook has macros; they were not run".to_owned());
    }
    if workbook.package.names().any(|name| name.contains("/embeddings/")) {
        story.left_out.push("other documents are embedded in the workbook; they were not read".to_owned());
    }
    if story.pieces.is_empty() { Err(ReadError::Empty) } else { Ok(story) }
}

impl Shared {
    fn read(workbook: &Workbook<'_>) -> Result<Self, ReadError> {
        let (theme, styles) = (workbook.part("theme")?, workbook.part("styles")?);
        let palette = Palette::read(theme.as_ref(), styles.as_ref());
        let texts = Rich::shared(workbook.part("sharedStrings")?.as_ref(), &palette);
        Ok(Self { texts, styles: Styles::read(styles.as_ref(), &palette), palette, epoch: workbook.epoch })
    }
}

fn read_sheet(
    workbook: &Workbook<'_>,
    shared: &Shared,
    sheet: &Sheet,
    budget: &mut Budget,
    story: &mut Story,
) -> Result<(), ReadError> {
    let name = &sheet.name;
    if sheet.kind == SheetKind::Other {
        story.left_out.push(format!("sheet `{name}` has no cells: it holds a chart, a dialogue or macros"));
        return Ok(());
    }
    let part = sheet.part.as_deref().unwrap_or_default();
    let Some(tree) = workbook.tree(part)? else {
        story.left_out.push(format!("sheet `{name}` is missing from the file"));
        return Ok(());
    };
    let cells = Cells::read(&tree, shared, budget)?;
    let table = grid::of_sheet(name, &cells);
    if let Some(mut table) = table {
        let headers = around::headers(workbook, sheet, part, &tree)?;
        let names: Vec<_> = headers.iter().map(|row| grid::row_at(name, *row)).collect();
        for row in table.grid.rows.iter_mut().filter(|row| names.contains(&row.at)) {
            row.is_header = true;
        }
        story.left_out.extend(said::of_sheet(sheet, &cells, &table.under, &tree));
        story.pieces.push(Piece::Table(table.grid));
    }
    let around = Around::read(workbook, shared, (name, part), &tree)?;
    story.pieces.extend(around.pieces);
    story.left_out.extend(around.said);
    Ok(())
}
