//! What a document says of files that could not be read, so that nobody takes it for the whole.

use crate::document::{Block, Cell, Document, Fact};
use crate::model::counted;

/// A document with a warning before everything else, where files could not be read.
#[must_use]
pub fn noted(mut document: Document, files: usize) -> Document {
    if let Some(text) = warning(files) {
        document.facts.push(Fact::new("unread", "Files not read", Cell::Count(files)));
        document.opening.insert(0, Block::Text(text));
    }
    document
}

/// The warning, where so many files could not be read.
#[must_use]
pub fn warning(files: usize) -> Option<String> {
    let (they, holds) = if files == 1 { ("it", "says") } else { ("they", "say") };
    (files > 0).then(|| {
        format!(
            "{} could not be read, or only in part. What {they} {holds} is missing here, and counted nowhere.",
            counted(files, "file")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::noted;
    use crate::document::{Block, example};

    #[test]
    fn what_could_not_be_read_is_said_first() {
        assert_eq!(noted(example::document(), 0), example::document());
        let document = noted(example::document(), 2);
        let text = "2 files could not be read, or only in part. What they say is missing here, and counted nowhere.";
        assert_eq!(document.opening.first(), Some(&Block::text(text)));
        assert_eq!(document.facts.last().map(|fact| fact.key), Some("unread"));
    }
}
