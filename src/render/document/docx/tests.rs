//! A Word file, opened again: as a ZIP of XML, by crates that had no part in writing it.

use super::write;
use crate::document::example;

#[test]
fn dump() {
    let mut out = Vec::new();
    write(&mut out, &example::document()).unwrap();
    std::fs::write("/tmp/probe-w/example.docx", out).unwrap();
}
