//! The audit trail of plans with a long history, beside what git alone takes to read the same of it.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::plans::{self, Numbers};

/// The commits of the history: the first has every file, and each of the others adds an update to one to three actions.
pub(crate) const COMMITS: usize = 2_000;

/// Makes plans with a history below a folder, unless they are there, and gives the folder that holds `plans`.
pub(crate) fn make(below: &Path, size: usize) -> PathBuf {
    let home = plans::make(&below.join("history"), size);
    let done = home.join("committed");
    if !done.exists() {
        git(&home, &["init", "--quiet", "--initial-branch=main"]);
        import(&home, &stream(&home));
        git(&home, &["reset", "--quiet", "--hard", "main"]);
        fs::write(done, "").expect("the build folder can be written");
    }
    home
}

/// Reads with git what every commit did to the plans, and the bytes of every file that it names: the least that any
/// program can do that tells what was changed.
pub(crate) fn read_with_git(home: &Path) {
    let log = output(home, &["log", "--raw", "-z", "--no-abbrev", "--format=", "HEAD", "--", "plans"], "");
    let log = String::from_utf8_lossy(&log);
    let about = log.split('\0').filter_map(|part| part.trim_start_matches('\n').strip_prefix(':'));
    let names = about.flat_map(|about| about.split(' ').skip(2).take(2));
    let mut seen = HashSet::new();
    let new = names.filter(|name| name.bytes().any(|byte| byte != b'0') && seen.insert(*name));
    let wanted = new.fold(String::new(), |text, name| text + name + "\n");
    assert!(output(home, &["cat-file", "--batch", "--buffer"], &wanted).len() > wanted.len(), "git gives the files");
}

/// The history as `git fast-import` takes it.
fn stream(home: &Path) -> Vec<u8> {
    let mut files = Vec::new();
    collect(home, &home.join("plans"), &mut files);
    files.sort();
    let mut stream = Vec::new();
    commit(&mut stream, 0, files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let actions: Vec<_> = (0..files.len()).filter(|&file| is_action(&files[file].0)).collect();
    let mut numbers = Numbers::new(2);
    for number in 1..COMMITS {
        let mut changed: Vec<_> = (0..=numbers.below(3)).map(|_| actions[numbers.below(actions.len())]).collect();
        changed.sort_unstable();
        changed.dedup();
        for &file in &changed {
            let (day, note) = (numbers.day(2026..2027), numbers.prose(12));
            write!(files[file].1, "\n[[update]]\ndate = {day}\nrag = \"green\"\nnote = \"{note}\"\n")
                .expect("a string takes any text");
        }
        commit(&mut stream, number, changed.iter().map(|&file| (files[file].0.as_str(), files[file].1.as_str())));
    }
    stream
}

fn is_action(path: &str) -> bool {
    !["plan.toml", "theme.toml", "objective.toml"].iter().any(|name| path.ends_with(name))
}

fn collect(home: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry of the folder").path();
        if path.is_dir() {
            collect(home, &path, files);
        } else {
            let name = path.strip_prefix(home).expect("a path below the folder").to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&path).expect("a file of a plan")));
        }
    }
}

fn commit<'f>(stream: &mut Vec<u8>, number: usize, files: impl Iterator<Item = (&'f str, &'f str)>) {
    let seconds = 1_700_000_000 + number * 3_600;
    let message = "An update";
    let head = format!(
        "commit refs/heads/main\ncommitter Robin Field <robin@wendale.example> {seconds} +0000\ndata {}\n{message}\n",
        message.len()
    );
    stream.extend_from_slice(head.as_bytes());
    for (path, text) in files {
        stream.extend_from_slice(format!("M 100644 inline {path}\ndata {}\n{text}\n", text.len()).as_bytes());
    }
}

fn import(home: &Path, stream: &[u8]) {
    let mut child = command(home, &["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn().expect("git is installed");
    child.stdin.take().expect("a pipe").write_all(stream).expect("git reads the history");
    assert!(child.wait().expect("git ends").success(), "git takes the history");
}

fn git(home: &Path, arguments: &[&str]) {
    assert!(command(home, arguments).status().expect("git is installed").success(), "git {arguments:?}");
}

fn output(home: &Path, arguments: &[&str], input: &str) -> Vec<u8> {
    let mut command = command(home, arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("git is installed");
    let mut stdin = child.stdin.take().expect("a pipe");
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input.as_bytes()).expect("git reads its input"));
        child.wait_with_output().expect("git ends").stdout
    })
}

fn command(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(home);
    command
}
