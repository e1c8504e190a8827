//! Which reader a file needs: by what is in it, then by the ending of its name.

use super::{Kind, ReadError, Story, csv, decode, docx, text, xlsx};

/// Reads a document of any kind that is known here. `name` is that of its file, or `-` where it has none.
///
/// # Errors
///
/// When it is of a kind that is not read, is damaged, is too large, or holds no text; the error says what to do.
pub fn read(name: &str, bytes: &[u8]) -> Result<Story, ReadError> {
    Ok(as_written(name, bytes)?.without_unseen())
}

fn as_written(name: &str, bytes: &[u8]) -> Result<Story, ReadError> {
    match Kind::of(bytes) {
        Kind::Word => docx::read(bytes),
        Kind::Excel => xlsx::read(bytes),
        Kind::Text if is_csv(name, bytes) => csv::read(bytes),
        Kind::Text => text::read(bytes),
        kind @ (Kind::BinaryExcel
        | Kind::OldWord
        | Kind::OldExcel
        | Kind::OldOffice
        | Kind::Protected
        | Kind::OpenText
        | Kind::OpenSheet
        | Kind::PowerPoint
        | Kind::Apple
        | Kind::Pdf
        | Kind::RichText
        | Kind::Html
        | Kind::Mail
        | Kind::WordXml
        | Kind::ExcelXml
        | Kind::Picture
        | Kind::Zip
        | Kind::Other) => Err(ReadError::Kind { kind }),
    }
}

/// Whether a text is CSV. Many systems give the ending of a workbook to it.
fn is_csv(name: &str, bytes: &[u8]) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "csv" | "tsv" | "tab" | "xls" | "xlsx" | "xlsm" => true,
        "md" | "markdown" => false,
        _ => csv::is_table(&decode(bytes.get(..bytes.len().min(50_000)).unwrap_or_default())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{Docx, table};
    use super::super::{Piece, Story};
    use super::{Kind, ReadError, read};

    fn cells(story: &Story) -> Vec<usize> {
        let tables = story.pieces.iter().filter_map(|piece| match piece {
            Piece::Table(grid) => Some(grid.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default()),
            Piece::Paragraph(_) => None,
        });
        tables.collect()
    }

    #[test]
    fn what_is_in_a_file_counts_more_than_its_ending() {
        let word = Docx::new(&table(&[&["Ref", "Action"], &["1", "Train"]])).bytes();
        let csv = b"Ref,Action,Lead\n1,Train,Chair\n";
        assert_eq!(read("plan.csv", &word).map(|story| cells(&story)), Ok(vec![2]));
        for name in ["plan.csv", "plan.xls", "plan.XLSX", "plan.txt", "-"] {
            assert_eq!(read(name, csv).map(|story| cells(&story)), Ok(vec![3]), "{name}");
        }
        assert_eq!(read("plan.docx", b"<html><table>"), Err(ReadError::Kind { kind: Kind::Html }));
        assert_eq!(read("plan.xlsx", b"%PDF-1.7"), Err(ReadError::Kind { kind: Kind::Pdf }));
        let old = b"<?xml version='1.0'?>\n<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>";
        assert_eq!(read("plan.xls", old), Err(ReadError::Kind { kind: Kind::ExcelXml }));
        let markdown = b"# Plan\n\n| Ref | Action |\n|---|---|\n| 1 | Train |\n";
        assert_eq!(read("plan.md", markdown).map(|story| cells(&story)), Ok(vec![2]));
        assert_eq!(read("-", markdown).map(|story| cells(&story)), Ok(vec![2]));
        assert_eq!(read("-", b"Ref\tAction\tLead\n1\tTrain\tChair\n").map(|story| cells(&story)), Ok(vec![3]));
    }
}
