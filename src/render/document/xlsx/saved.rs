//! A workbook as bytes, or why not: the library starts a thread for each sheet, and panics where it gets none.

use std::io;
use std::sync::Mutex;
use std::thread;

use rust_xlsxwriter::{Workbook, XlsxError};

/// The bytes of a workbook.
///
/// # Errors
///
/// It cannot be made, or the system has no thread for each of its sheets.
pub(in crate::render) fn bytes(workbook: &mut Workbook) -> Result<Vec<u8>, XlsxError> {
    let lacks = "cannot start a thread for each sheet of the workbook: the system has no more of them\n\
                 help: end other programs, or write another format";
    has_threads(workbook.worksheets().len()).map_err(|_| io::Error::other(lacks))?;
    workbook.save_to_buffer()
}

/// Starts so many threads that are there at the same time, and ends them.
fn has_threads(count: usize) -> io::Result<()> {
    let gate = Mutex::new(());
    thread::scope(|scope| {
        let closed = gate.lock();
        let start = |_| thread::Builder::new().spawn_scoped(scope, || drop(gate.lock())).map(drop);
        let started = (0..count).try_for_each(start);
        drop(closed);
        started
    })
}
