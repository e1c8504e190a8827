//! What holds for every document: each word of it is in the draft, or the ledger says where it is left.

use std::io::{Cursor, Write};

use vawg::import::{self, Hints, Wish, audit};
use zip::write::SimpleFileOptions;

/// Reads a document and drafts a plan from it.
pub fn accounts(name: &str, bytes: &[u8]) {
    let story = match import::read(name, bytes) {
        Ok(story) => story,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let wish = Wish { name: "plan".to_owned(), hints: Hints::default(), day: None, today: crate::day() };
    let draft = import::draft(&story, &wish);
    let lost = audit::lost(&draft, &story);
    assert!(lost.is_empty(), "lost: {lost:?}");
    for action in &draft.plan.actions {
        let _ = vawg::store::new_text(action);
    }
}

/// The file that is tried: as it is where it is a ZIP file, else one that holds these parts.
#[must_use]
pub fn package(input: &[u8]) -> Vec<u8> {
    if input.starts_with(b"PK") {
        return input.to_vec();
    }
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut begun = false;
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        if let Some(name) = line.strip_prefix(b"--- ") {
            let name = String::from_utf8_lossy(name);
            begun = writer.start_file(name.trim(), options).is_ok();
        } else if begun {
            writer.write_all(line).expect("a vector takes everything");
        }
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}
