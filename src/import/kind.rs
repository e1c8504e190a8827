//! What kind of file some bytes are, told by what is in them: the endings of names are often wrong.

use std::fmt;

use super::package::Package;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `.docx` and its relatives `.docm`, `.dotx`, `.dotm`.
    Word,
    /// `.xlsx` and its relatives.
    Excel,
    /// `.xlsb`.
    BinaryExcel,
    /// Word 97 to 2003.
    OldWord,
    /// Excel 97 to 2003.
    OldExcel,
    /// Of the family of Office 97, but none of the others.
    OldOffice,
    /// Office, behind a password.
    Protected,
    /// `.odt`.
    OpenText,
    /// `.ods`.
    OpenSheet,
    PowerPoint,
    /// Pages, Numbers or Keynote.
    Apple,
    Pdf,
    RichText,
    /// Also Word or Excel files that are HTML within.
    Html,
    /// A page as saved by a browser, or an e-mail.
    Mail,
    /// Word as one XML file.
    WordXml,
    /// Excel as one XML file, as some systems write it under the ending `.xls`.
    ExcelXml,
    Picture,
    /// A zip file with none of the above in it.
    Zip,
    /// Bytes that are no text.
    Other,
    Text,
}

impl Kind {
    /// The kind of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        const STARTS: [(&[u8], Kind); 9] = [
            (b"%PDF", Kind::Pdf),
            (b"{\\rtf", Kind::RichText),
            (b"\x89PNG", Kind::Picture),
            (b"\xFF\xD8\xFF", Kind::Picture),
            (b"GIF8", Kind::Picture),
            (b"II*\0", Kind::Picture),
            (b"MM\0*", Kind::Picture),
            (b"\x1F\x8B", Kind::Other),
            (b"7z\xBC\xAF", Kind::Other),
        ];
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return of_zip(bytes);
        }
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            return of_compound(bytes);
        }
        match STARTS.iter().find(|(start, _)| bytes.starts_with(start)) {
            Some((_, kind)) => *kind,
            None => of_text(bytes),
        }
    }

    /// What to do with a file of this kind.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Word => "give it the ending `.docx`, and import it again",
            Self::Excel => "give it the ending `.xlsx`, and import it again",
            Self::OldWord | Self::OpenText | Self::RichText | Self::WordXml | Self::Mail => {
                "open it in Word or LibreOffice and save it as `.docx`"
            }
            Self::BinaryExcel | Self::OldExcel | Self::OpenSheet | Self::ExcelXml => {
                "open it in Excel or LibreOffice and save it as `.xlsx`"
            }
            Self::OldOffice => "open it in the program that wrote it, and save it as `.docx` or `.xlsx`",
            Self::Protected => {
                "open it with the password, take the password off (File, Info, Protect), and save it again"
            }
            Self::PowerPoint => "copy its tables into a Word document, and import that",
            Self::Apple => "open it on a Mac, and export it to Word or Excel",
            Self::Pdf => {
                "ask for the Word file it was made from; or open it in Word, check its tables, and save it as `.docx`"
            }
            Self::Html => "open it in Word or Excel, and save it as `.docx` or `.xlsx`",
            Self::Picture => "type its tables into a Word document or a spreadsheet, and import that",
            Self::Zip => "unpack it, and import the document that is in it",
            Self::Other | Self::Text => "import a Word document, a spreadsheet, CSV or text",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Word => "a Word document (`.docx`)",
            Self::Excel => "an Excel workbook (`.xlsx`)",
            Self::BinaryExcel => "a binary Excel workbook (`.xlsb`)",
            Self::OldWord => "a Word 97 document (`.doc`)",
            Self::OldExcel => "an Excel 97 workbook (`.xls`)",
            Self::OldOffice => "a file of an old Office program",
            Self::Protected => "a file protected by a password",
            Self::OpenText => "an OpenDocument text (`.odt`)",
            Self::OpenSheet => "an OpenDocument spreadsheet (`.ods`)",
            Self::PowerPoint => "a PowerPoint presentation",
            Self::Apple => "a file of Pages, Numbers or Keynote",
            Self::Pdf => "a PDF",
            Self::RichText => "a rich text file (`.rtf`)",
            Self::Html => "a web page (HTML)",
            Self::Mail => "an e-mail or a saved web page",
            Self::WordXml => "a Word document as one XML file",
            Self::ExcelXml => "an Excel workbook as one XML file",
            Self::Picture => "a picture",
            Self::Zip => "a zip file",
            Self::Other => "a file of an unknown kind",
            Self::Text => "a text",
        })
    }
}

/// What a zip file is, by the names of its parts.
fn of_zip(bytes: &[u8]) -> Kind {
    let names = match Package::open(bytes) {
        Ok(package) => package.names().map(str::to_owned).collect(),
        Err(_) => names_in_passing(bytes),
    };
    // The first that fits: a document may have another one in it.
    let kind_of = |name: &String| match name.as_str() {
        "xl/workbook.bin" => Some(Kind::BinaryExcel),
        name if name.starts_with("xl/workbook") => Some(Kind::Excel),
        name if name.starts_with("word/document") => Some(Kind::Word),
        name if name.starts_with("ppt/presentation") => Some(Kind::PowerPoint),
        name if name.starts_with("index/") && name.rsplit('.').next() == Some("iwa") => Some(Kind::Apple),
        "index.apxl" | "index.zip" | "buildversionhistory.plist" => Some(Kind::Apple),
        _ => None,
    };
    let says = |what: &[u8]| {
        bytes.get(..bytes.len().min(200)).unwrap_or_default().windows(what.len()).any(|part| part == what)
    };
    if says(b"opendocument.spreadsheet") {
        Kind::OpenSheet
    } else if says(b"opendocument.text") {
        Kind::OpenText
    } else {
        names.iter().find_map(kind_of).unwrap_or(Kind::Zip)
    }
}

/// The names of the parts of a zip file that has lost its list of them.
fn names_in_passing(bytes: &[u8]) -> Vec<String> {
    let starts = bytes.windows(4).enumerate().filter(|(_, part)| part == b"PK\x03\x04").map(|(at, _)| at);
    let name = |at: usize| {
        let (head, rest) = bytes.get(at..)?.split_first_chunk::<30>()?;
        let [.., one, two, _, _] = head;
        let length = usize::from(u16::from_le_bytes([*one, *two]));
        Some(String::from_utf8_lossy(rest.get(..length)?).to_lowercase())
    };
    starts.filter_map(name).take(100).collect()
}

/// What a file of Office 97 is, or of a later one behind a password, by the names of its streams.
fn of_compound(bytes: &[u8]) -> Kind {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|part| part == name)
    };
    if holds("EncryptedPackage") {
        Kind::Protected
    } else if holds("WordDocument") {
        Kind::OldWord
    } else if holds("Workbook") || holds("Book") {
        Kind::OldExcel
    } else if holds("PowerPoint Document") {
        Kind::PowerPoint
    } else {
        Kind::OldOffice
    }
}

fn of_text(bytes: &[u8]) -> Kind {
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(2_000)).unwrap_or_default()).to_ascii_lowercase();
    let start = start.trim_start_matches(|letter: char| letter == '\u{feff}' || letter.is_whitespace());
    let is_wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<table") {
        Kind::Html
    } else if start.starts_with("<?xml") {
        match start {
            _ if start.contains("word.document") || start.contains("xmlpackage") => Kind::WordXml,
            _ if start.contains("excel.sheet") || start.contains("office:spreadsheet") => Kind::ExcelXml,
            _ if start.contains("<html") => Kind::Html,
            _ => Kind::Other,
        }
    } else if start.starts_with("mime-version:") || start.starts_with("content-type:") {
        Kind::Mail
    } else if is_wide || !bytes.contains(&0) {
        Kind::Text
    } else {
        Kind::Other
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    fn compound(stream: &str) -> Vec<u8> {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0];
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    }

    #[test]
    fn files_are_told_by_their_bytes() {
        assert_eq!(Kind::of(&compound("WordDocument")), Kind::OldWord);
        assert_eq!(Kind::of(&compound("Workbook")), Kind::OldExcel);
        assert_eq!(Kind::of(&compound("EncryptedPackage")), Kind::Protected);
        assert_eq!(Kind::of(b"%PDF-1.7"), Kind::Pdf);
        assert_eq!(Kind::of(b"{\\rtf1\\ansi"), Kind::RichText);
        assert_eq!(Kind::of(b"\r\n<html><body><table>"), Kind::Html);
        assert_eq!(Kind::of(b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?>"), Kind::WordXml);
        assert_eq!(Kind::of("Ref\tAction\n1.1\tDo it\n".as_bytes()), Kind::Text);
        assert_eq!(Kind::of(b"\xFF\xFER\0e\0f\0"), Kind::Text);
        assert_eq!(Kind::of(b"ab\0c"), Kind::Other);
        assert_eq!(Kind::of(b""), Kind::Text);
    }

    #[test]
    fn a_zip_file_that_was_cut_off_is_still_told() {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.extend([0; 22]);
        bytes.extend(17_u16.to_le_bytes());
        bytes.extend([0, 0]);
        bytes.extend(b"word/document.xml");
        assert_eq!(Kind::of(&bytes), Kind::Word);
        assert_eq!(Kind::of(b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text"), Kind::OpenText);
        assert_eq!(Kind::of(b"PK\x03\x04"), Kind::Zip);
    }
}
