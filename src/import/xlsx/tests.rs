//! Workbooks made here, read.
