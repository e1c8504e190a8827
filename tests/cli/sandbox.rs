//! A fresh folder to run commands in, cut off from the machine around it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use similar::TextDiff;
use tempfile::TempDir;

/// A command that takes longer than this hangs.
const PATIENCE: Duration = Duration::from_mins(2);

/// A folder of its own for one test, and the environment in which its commands run.
pub(crate) struct Sandbox {
    kept: TempDir,
    /// The program that is tested.
    program: PathBuf,
    user: Option<u32>,
    /// Where commands run, from the sandbox's folder.
    within: PathBuf,
    environment: BTreeMap<OsString, OsString>,
}

impl Sandbox {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        let kept = tempfile::Builder::new().prefix("vawg-test-").tempdir().expect("a folder for the test");
        let sandbox = Self {
            kept,
            program: env!("CARGO_BIN_EXE_vawg").into(),
            user: None,
            within: PathBuf::new(),
            environment: BTreeMap::new(),
        };
        let environment = environment(&sandbox.path(""));
        Self { environment, ..sandbox }
    }

    /// A folder that holds one small plan; see [`Sandbox::plan`].
    pub(crate) fn with_plan(name: &str) -> Self {
        let sandbox = Self::new();
        sandbox.plan(name);
        sandbox
    }

    /// A folder whose plans are those of a folder of this repository: `plans` or `examples`.
    pub(crate) fn of(folder: &str) -> Self {
        let sandbox = Self::new();
        sandbox.copy(folder, "plans");
        sandbox
    }

    /// Adds a small plan, `plans/NAME`: one theme, one objective, and action 1.1, due on 30 September 2026.
    ///
    /// Nothing is wrong with it on 30 June 2026.
    pub(crate) fn plan(&self, name: &str) -> &Self {
        for (file, text) in SMALL_PLAN {
            self.file(&format!("plans/{name}/{file}"), text);
        }
        self
    }

    /// Adds a copy of a folder of this repository, such as `examples`.
    pub(crate) fn copy(&self, from: &str, to: &str) -> &Self {
        for (name, entry) in Files::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join(from)).entries {
            if let Entry::File { bytes, .. } = entry {
                self.bytes(&format!("{to}/{name}"), &bytes);
            }
        }
        self
    }

    /// Writes a text file, and the folders above it.
    pub(crate) fn file(&self, path: &str, text: &str) -> &Self {
        self.bytes(path, text.as_bytes())
    }

    /// Writes a file, and the folders above it.
    #[expect(clippy::disallowed_methods, reason = "a test makes the files that it needs")]
    pub(crate) fn bytes(&self, path: &str, bytes: &[u8]) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a path below the sandbox")).expect("a folder for the file");
        fs::write(path, bytes).expect("a file in the sandbox");
        self
    }

    /// Makes a link that leads to a path, as it is written.
    #[cfg(unix)]
    pub(crate) fn link(&self, path: &str, target: impl AsRef<Path>) -> &Self {
        std::os::unix::fs::symlink(target, self.path(path)).expect("a link in the sandbox");
        self
    }

    /// Runs the commands that follow as the user nobody; only root can.
    #[cfg(unix)]
    pub(crate) fn as_nobody(&mut self) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        let copy = self.path("vawg");
        fs::copy(&self.program, &copy).expect("a copy of the program that nobody may run");
        for path in [self.path(""), copy.clone()] {
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("permissions");
        }
        (self.program, self.user) = (copy, Some(65_534));
        self
    }

    /// The whole path of a file or folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.kept.path().canonicalize().expect("the sandbox is there").join(path)
    }

    /// Runs the commands that follow in this folder.
    pub(crate) fn cd(&mut self, folder: &str) -> &mut Self {
        self.within = PathBuf::from(folder);
        self
    }

    /// Sets a variable for the commands that follow: `COLUMNS` is 80 unless told.
    pub(crate) fn set(&mut self, variable: &str, value: &str) -> &mut Self {
        self.environment.insert(variable.into(), value.into());
        self
    }

    /// Runs `vawg` with the arguments of a command line, in which quotation marks hold words together.
    pub(crate) fn run(&self, line: &str) -> Output {
        self.start(&self.program.to_string_lossy(), &words(line), "")
    }

    /// Runs `vawg` with a text on its standard input.
    pub(crate) fn run_with(&self, line: &str, input: &str) -> Output {
        self.start(&self.program.to_string_lossy(), &words(line), input)
    }

    /// Runs `vawg` with its answer going to a file, such as `/dev/full`.
    pub(crate) fn run_to(&self, line: &str, file: &str) -> Output {
        let line = format!("exec '{}' {line} >'{file}'", self.program.display());
        self.start("sh", &["-c".to_owned(), line], "")
    }

    /// Runs `vawg` in a shell that has done something before, such as `ulimit -n 20` or `exec <&-`.
    pub(crate) fn run_after(&self, shell: &str, line: &str) -> Output {
        let line = format!("{shell}; exec '{}' {line}", self.program.display());
        self.start("sh", &["-c".to_owned(), line], "")
    }

    /// Runs the commands that follow with another git: a shell script, in which `real` runs the one of the machine.
    #[cfg(unix)]
    pub(crate) fn set_git(&mut self, script: &str) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        let path = self.environment.get(std::ffi::OsStr::new("PATH")).expect("a path").to_string_lossy().into_owned();
        let script = format!("#!/bin/sh\nreal() {{ PATH='{path}' git \"$@\"; }}\n{script}\n");
        self.file(".git/other/git", &script);
        fs::set_permissions(self.path(".git/other/git"), fs::Permissions::from_mode(0o755)).expect("permissions");
        let other = self.path(".git/other");
        self.set("PATH", &format!("{}:{path}", other.display()))
    }

    /// Runs `vawg` with its answer going to another program, which may stop reading; gives the exit status of `vawg`.
    pub(crate) fn run_piped(&self, line: &str, to: &str) -> Output {
        let line = format!("'{}' {line} | {to}; exit ${{PIPESTATUS[0]}}", self.program.display());
        self.start("bash", &["-c".to_owned(), line], "")
    }

    /// Runs a line as a shell does, with the path of the program in `PROGRAM`.
    pub(crate) fn shell(&self, line: &str) -> Output {
        let line = format!("PROGRAM='{}'; {line}", self.program.display());
        self.start("sh", &["-c".to_owned(), line], "")
    }

    /// Runs `vawg` on a terminal where somebody types; gives the exit status, and all that the terminal shows.
    #[expect(clippy::disallowed_methods, reason = "a test starts the program that it is about")]
    pub(crate) fn run_and_type(&self, line: &str, typed: &str) -> Output {
        let terminal = nix::pty::openpty(None, None).expect("a terminal");
        // All of it at once and first, so that what the terminal shows of it always stands first.
        let mut master = fs::File::from(terminal.master);
        master.write_all(typed.as_bytes()).expect("the terminal takes what is typed");
        let side = || Stdio::from(terminal.slave.try_clone().expect("the terminal is open"));
        let mut child = Command::new(&self.program)
            .args(words(line))
            .current_dir(self.path("").join(&self.within))
            .env_clear()
            .envs(&self.environment)
            .stdin(side())
            .stdout(side())
            .stderr(side())
            .spawn()
            .expect("the program starts");
        drop(terminal.slave);
        let shown = thread::spawn(move || {
            let mut bytes = Vec::new();
            // The terminal ends with an error, once nobody has it open on the other side.
            let _ = master.read_to_end(&mut bytes);
            bytes.retain(|byte| *byte != b'\r');
            bytes
        });
        let status = ended(&mut child, &format!("vawg {line}"));
        Output { status, stdout: self.text(Some(shown)), stderr: String::new() }
    }

    /// Makes the sandbox a git repository with everything in its first commit.
    pub(crate) fn in_git(&self) -> &Self {
        self.git("init --quiet --initial-branch=main");
        self.git("add .");
        self.git("commit --quiet --message 'The plan'");
        self
    }

    /// Runs `git` with the arguments of a command line; it has to succeed.
    pub(crate) fn git(&self, line: &str) -> Output {
        let output = self.try_git(line);
        assert!(output.status == 0, "git {line}\n{output}");
        output
    }

    /// Runs `git` with the arguments of a command line; it may say no.
    pub(crate) fn try_git(&self, line: &str) -> Output {
        self.start("git", &words(line), "")
    }

    /// Commits everything as it stands, at noon of a day; the first time in a repository of its own.
    pub(crate) fn commit(&mut self, day: &str, message: &str) -> &mut Self {
        if !self.path(".git").exists() {
            self.git("init --quiet --initial-branch=main");
        }
        let noon = format!("{day}T12:00:00Z");
        self.set("GIT_AUTHOR_DATE", &noon).set("GIT_COMMITTER_DATE", &noon);
        self.git("add --all");
        self.git(&format!("commit --quiet --allow-empty --message '{message}'"));
        self
    }

    /// Every file of the sandbox as it stands now.
    pub(crate) fn files(&self) -> Files {
        Files::of(&self.path(""))
    }

    /// The name of every file, from the sandbox's folder, also of those that nobody can open.
    pub(crate) fn names(&self) -> Vec<String> {
        self.files().entries.into_iter().filter(|(_, entry)| *entry != Entry::Folder).map(|(name, _)| name).collect()
    }

    #[expect(clippy::disallowed_methods, reason = "a test starts the program that it is about")]
    fn start(&self, program: &str, arguments: &[String], input: &str) -> Output {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.path("").join(&self.within)).env_clear().envs(&self.environment);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        if let Some(user) = self.user {
            std::os::unix::process::CommandExt::uid(&mut command, user);
        }
        let mut child = spawned(&mut command);
        let (stdout, stderr) = (child.stdout.take().map(reader), child.stderr.take().map(reader));
        // A program that does not read all of it is right to do so.
        let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input.as_bytes()));
        let status = ended(&mut child, &format!("{program} {}", arguments.join(" ")));
        Output { status, stdout: self.text(stdout), stderr: self.text(stderr) }
    }

    /// What a stream held, with the name of the sandbox's folder in place of its path, and without the names of commits
    /// that were just made.
    fn text(&self, reader: Option<JoinHandle<Vec<u8>>>) -> String {
        let bytes = reader.and_then(|reader| reader.join().ok()).expect("the program's output");
        let text = String::from_utf8(bytes).expect("the program writes UTF-8");
        without_commits(&text.replace(self.path("").to_string_lossy().trim_end_matches('/'), "[SANDBOX]"))
    }
}

/// The text with `[COMMIT]` in place of the name of a commit that was just made: it follows from every byte of it.
fn without_commits(text: &str) -> String {
    const SAID: &str = "committed as ";
    let mut parts = text.split(SAID);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let name = part.len() - part.trim_start_matches(|c: char| c.is_ascii_hexdigit()).len();
        text + SAID + if name == 8 { "[COMMIT]" } else { &part[..name] } + &part[name..]
    })
}

/// What a program wrote, and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Output {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Output {
    /// The answer, where it could be given and nothing was wrong.
    pub(crate) fn answer(self) -> String {
        assert!(self.status == 0 && self.stderr.is_empty(), "{self}");
        self.stdout
    }
}

/// The exit status and both streams, without those that are empty.
impl fmt::Display for Output {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "exit status: {}", self.status)?;
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                let end = if text.ends_with('\n') { "" } else { "[no newline]\n" };
                write!(formatter, "----- {name} -----\n{}{end}", spelled_out(text))?;
            }
        }
        Ok(())
    }
}

/// The files below a folder: what they hold, and when they were last written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Files {
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    Folder,
    File { bytes: Vec<u8>, written: SystemTime },
    Link(PathBuf),
    Other,
}

impl Files {
    fn of(folder: &Path) -> Self {
        Self { entries: collect(folder) }
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, path: &str) -> &[u8] {
        match self.entries.get(path) {
            Some(Entry::File { bytes, .. }) => bytes,
            _ => panic!("there is no file {path}"),
        }
    }

    /// What has changed since, file by file, as a diff; empty where no file was touched.
    ///
    /// The workings of git are left out.
    pub(crate) fn diff(&self, before: &Self) -> String {
        let mut names: Vec<_> = before.entries.keys().chain(self.entries.keys()).collect();
        names.sort();
        names.dedup();
        let mut diff = String::new();
        for name in names.into_iter().filter(|name| *name != ".git" && !name.starts_with(".git/")) {
            let (old, new) = (before.entries.get(name), self.entries.get(name));
            if old != new {
                diff.push_str(&entry_diff(name, old, new));
            }
        }
        diff
    }
}

fn entry_diff(name: &str, old: Option<&Entry>, new: Option<&Entry>) -> String {
    let text = |entry: Option<&Entry>| match entry {
        None => String::new(),
        Some(Entry::Folder) => "a folder\n".to_owned(),
        Some(Entry::File { bytes, .. }) => spelled_out(&String::from_utf8_lossy(bytes)),
        Some(Entry::Link(target)) => format!("a link to {}\n", target.display()),
        Some(Entry::Other) => "neither a file nor a folder\n".to_owned(),
    };
    let side = |entry: Option<&Entry>| if entry.is_some() { name } else { "nothing" }.to_owned();
    let (before, after) = (text(old), text(new));
    if before == after && old.is_some() && new.is_some() {
        return format!("{name}: written again with the same text\n");
    }
    let diff = TextDiff::from_lines(&before, &after);
    let hunks = diff.unified_diff().context_radius(1).to_string().replace("\n \n", "\n\n");
    format!("--- {}\n+++ {}\n{hunks}", side(old), side(new))
}

/// The entries below a folder, however deep they are.
fn collect(top: &Path) -> BTreeMap<String, Entry> {
    let (mut entries, mut folders) = (BTreeMap::new(), vec![top.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the sandbox") {
            let entry = entry.expect("an entry of the folder");
            let found = Entry::of(&entry);
            if found == Entry::Folder {
                folders.push(entry.path());
            }
            let path = entry.path();
            entries.insert(path.strip_prefix(top).expect("a path below").to_string_lossy().into_owned(), found);
        }
    }
    entries
}

impl Entry {
    fn of(entry: &fs::DirEntry) -> Self {
        let kind = entry.file_type().expect("the kind of an entry");
        if kind.is_dir() {
            Self::Folder
        } else if kind.is_symlink() {
            Self::Link(fs::read_link(entry.path()).expect("a link"))
        } else if kind.is_file() {
            let written = entry.metadata().and_then(|metadata| metadata.modified()).expect("when a file was written");
            Self::File { bytes: fs::read(entry.path()).expect("a file of the sandbox"), written }
        } else {
            Self::Other
        }
    }
}

/// The environment: nothing of the machine's but where programs are.
#[expect(clippy::disallowed_methods, reason = "the one thing that a test takes from the machine")]
fn environment(home: &Path) -> BTreeMap<OsString, OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let fixed = [
        ("COLUMNS", "80"),
        ("GIT_AUTHOR_DATE", "2026-06-30T12:00:00Z"),
        ("GIT_AUTHOR_EMAIL", "robin@wendale.example"),
        ("GIT_AUTHOR_NAME", "Robin Field"),
        ("GIT_COMMITTER_DATE", "2026-06-30T12:00:00Z"),
        ("GIT_COMMITTER_EMAIL", "robin@wendale.example"),
        ("GIT_COMMITTER_NAME", "Robin Field"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("LC_ALL", "C.UTF-8"),
        ("TZ", "UTC"),
    ];
    let mut environment: BTreeMap<_, _> = fixed.map(|(name, value)| (name.into(), value.into())).into();
    environment.insert("PATH".into(), path);
    environment.insert("HOME".into(), home.into());
    environment.insert("GIT_CEILING_DIRECTORIES".into(), home.parent().unwrap_or(home).into());
    environment
}

/// The words of a command line, as a shell would divide it: both kinds of quotation mark hold words together.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    assert_eq!(quote, None, "a quotation mark is open in: {line}");
    words.extend(word);
    words
}

/// A text whose every character shows: what could act on a terminal stands as its code.
fn spelled_out(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() && c != '\n' { c.escape_unicode().to_string() } else { c.to_string() })
        .collect()
}

/// The exit status of a program, once it has ended.
fn ended(child: &mut Child, line: &str) -> i32 {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("the program can be waited for") {
            return status.code().unwrap_or_else(|| panic!("`{line}` was stopped by a signal: {status}"));
        }
        if started.elapsed() > PATIENCE {
            child.kill().expect("the program can be stopped");
            panic!("`{line}` did not end in {} seconds", PATIENCE.as_secs());
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// Starts a program. A copy of it that was just made can be busy for a moment: a program that another test starts at the
/// same time has the copy's open file until it has begun.
fn spawned(command: &mut Command) -> Child {
    for _ in 0..500 {
        match command.spawn() {
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => thread::sleep(Duration::from_millis(10)),
            started => return started.expect("the program starts"),
        }
    }
    panic!("the program is busy for ever");
}

/// Reads a stream to its end beside the program, which would wait if nobody did.
fn reader(mut stream: impl Read + Send + 'static) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("the program's output");
        bytes
    })
}

const SMALL_PLAN: [(&str, &str); 4] = [
    (
        "plan.toml",
        "\
title = \"Safe in Wendale\"

partnership = \"Wendale Partnership\"

starts = 2026-04-01
ends = 2027-03-31
",
    ),
    (
        "prevention/theme.toml",
        "\
title = \"Prevention\"

aim = \"Abuse is stopped before it starts\"
",
    ),
    (
        "prevention/1/objective.toml",
        "\
title = \"People know where to turn\"

target = \"9 in 10 staff can name a service by March 2027\"
",
    ),
    (
        "prevention/1/1.1.toml",
        "\
action = \"Publish the referral pathways\"

lead = \"Housing Manager\"

deadline = 2026-09-30

resources = \"Officer time\"
outcome_measure = \"Pathways published and known\"

[[update]]
date = 2026-06-02
by = \"Housing Manager\"
status = \"in-progress\"
rag = \"green\"
note = \"First draft agreed with the refuges\"
",
    ),
];

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::{Output, Sandbox, words};

    #[test]
    fn a_command_line_is_divided_as_a_shell_does() {
        assert_eq!(words("list  lead:housing"), ["list", "lead:housing"]);
        assert_eq!(words("list 'lead:\"plan lead\"' \"\" a'b c'd"), ["list", "lead:\"plan lead\"", "", "ab cd"]);
    }

    #[test]
    fn an_output_shows_all_that_a_program_said() {
        let output = Output { status: 1, stdout: "one\ntwo".into(), stderr: "\u{1b}[1mbold\r\n".into() };
        assert_snapshot!(output, @r"
        exit status: 1
        ----- stdout -----
        one
        two[no newline]
        ----- stderr -----
        \u{1b}[1mbold\u{d}
        ");
    }

    #[test]
    fn what_changes_is_shown_as_a_diff() {
        let sandbox = Sandbox::with_plan("wendale");
        let before = sandbox.files();
        assert_eq!(sandbox.files().diff(&before), "");
        sandbox.file("plans/wendale/notes.md", "Ask Housing.\n");
        let action = String::from_utf8_lossy(before.bytes("plans/wendale/prevention/1/1.1.toml"));
        sandbox.file("plans/wendale/prevention/1/1.1.toml", &action.replace("Housing Manager", "Head of Housing"));
        assert_snapshot!(sandbox.files().diff(&before), @r#"
        --- nothing
        +++ plans/wendale/notes.md
        @@ -0,0 +1 @@
        +Ask Housing.
        --- plans/wendale/prevention/1/1.1.toml
        +++ plans/wendale/prevention/1/1.1.toml
        @@ -2,3 +2,3 @@

        -lead = "Housing Manager"
        +lead = "Head of Housing"

        @@ -11,3 +11,3 @@
         date = 2026-06-02
        -by = "Housing Manager"
        +by = "Head of Housing"
         status = "in-progress"
        "#);
    }

    #[test]
    fn git_knows_nothing_of_the_machine() {
        let mut sandbox = Sandbox::with_plan("wendale");
        sandbox.git("init --quiet --initial-branch=main");
        sandbox.git("add .");
        sandbox.git("commit --quiet --message 'The plan'");
        sandbox.cd("plans");
        assert_snapshot!(sandbox.git("log --format='%an <%ae> %aI %s'"), @"
        exit status: 0
        ----- stdout -----
        Robin Field <robin@wendale.example> 2026-06-30T12:00:00Z The plan
        ");
    }
}
