//! The least that a program can do which reads every file of a plan: read them, and nothing else.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex};

/// The folders still to be read, and how many threads are busy with one.
#[derive(Default)]
struct Queue {
    folders: Vec<PathBuf>,
    busy: usize,
}

/// Reads every file, a task a folder, one buffer a thread, three system calls a file.
pub(crate) fn parallel(top: &Path) {
    let queue = Mutex::new(Queue { folders: vec![top.to_owned()], busy: 0 });
    let changed = Condvar::new();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| worker(&queue, &changed));
        }
    });
}

fn worker(queue: &Mutex<Queue>, changed: &Condvar) {
    let mut buffer = vec![0; 1 << 16];
    let mut waiting = queue.lock().expect("no thread panics");
    loop {
        if let Some(folder) = waiting.folders.pop() {
            waiting.busy += 1;
            drop(waiting);
            let below = read_folder(&folder, &mut buffer);
            waiting = queue.lock().expect("no thread panics");
            waiting.busy -= 1;
            waiting.folders.extend(below);
            changed.notify_all();
        } else if waiting.busy == 0 {
            return;
        } else {
            waiting = changed.wait(waiting).expect("no thread panics");
        }
    }
}

/// Reads every file in this thread alone.
pub(crate) fn single(top: &Path) {
    let mut buffer = vec![0; 1 << 16];
    let mut folders = vec![top.to_owned()];
    while let Some(folder) = folders.pop() {
        folders.extend(read_folder(&folder, &mut buffer));
    }
}

/// Reads the files of a folder and gives the folders in it.
fn read_folder(folder: &Path, buffer: &mut [u8]) -> Vec<PathBuf> {
    let mut below = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there").map_while(Result::ok) {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            below.push(entry.path());
        } else {
            let mut file = File::open(entry.path()).expect("the file is there");
            while file.read(buffer).expect("the file can be read") == buffer.len() {}
        }
    }
    below
}
