//! `vawg merge-driver`, called by git as it is set up.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

const ACTION: &str = "plans/wendale/prevention/1/1.1.toml";

/// A repository with a small plan, whose plan files git merges with vawg.
fn repository() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.git("init --quiet --initial-branch main");
    sandbox.file(".gitattributes", "plans/**/*.toml merge=vawg\n");
    let driver = format!("'{}' merge-driver %O %A %B %P -L %L", env!("CARGO_BIN_EXE_vawg"));
    sandbox.git(&format!("config merge.vawg.driver \"{driver}\""));
    sandbox.git("config merge.vawg.name \"plan files, key by key\"");
    sandbox.git("add --all");
    sandbox.git("commit --quiet --message Start");
    sandbox
}

/// Changes the text of a file, and commits it.
fn commit(sandbox: &Sandbox, file: &str, change: impl FnOnce(String) -> String) {
    let text = String::from_utf8(sandbox.files().bytes(file).to_vec()).expect("a text");
    sandbox.file(file, &change(text));
    sandbox.git("add --all");
    sandbox.git(&format!("commit --quiet --message \"Change {file}\""));
}

/// Commits something on a new branch that starts here, and comes back to `main`.
fn branch(sandbox: &Sandbox, name: &str, file: &str, change: impl FnOnce(String) -> String) {
    sandbox.git(&format!("checkout --quiet -b {name}"));
    commit(sandbox, file, change);
    sandbox.git("checkout --quiet main");
}

fn update(date: &str, note: &str) -> String {
    format!("\n[[update]]\ndate = {date}\nstatus = \"in-progress\"\nnote = \"{note}\"\n")
}

#[test]
fn a_merge_takes_the_updates_of_both_sides() {
    let sandbox = repository();
    branch(&sandbox, "board", ACTION, |text| text + &update("2026-06-10", "The board agreed."));
    commit(&sandbox, ACTION, |text| text.replace("lead = \"", "lead = \"Deputy ") + &update("2026-06-20", "Begun."));
    let before = sandbox.files();
    assert_eq!(sandbox.git("merge --quiet --no-edit board").stderr, "");
    assert_snapshot!(sandbox.files().diff(&before), @r#"
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -17,2 +17,7 @@
     [[update]]
    +date = 2026-06-10
    +status = "in-progress"
    +note = "The board agreed."
    +
    +[[update]]
     date = 2026-06-20
    "#);
    assert_eq!(sandbox.run("check --as-of 2026-06-30").status, 0);
}

#[test]
fn a_real_conflict_is_left_to_people_and_everything_else_is_merged() {
    let sandbox = repository();
    branch(&sandbox, "board", ACTION, |text| {
        text.replace("2026-09-30", "2026-12-31") + &update("2026-06-10", "The board agreed.")
    });
    commit(&sandbox, ACTION, |text| text.replace("2026-09-30", "2026-10-31") + &update("2026-06-20", "Begun."));
    let before = sandbox.files();
    assert_snapshot!(sandbox.try_git("merge --quiet board"), @"
    exit status: 1
    ----- stdout -----
    Auto-merging plans/wendale/prevention/1/1.1.toml
    CONFLICT (content): Merge conflict in plans/wendale/prevention/1/1.1.toml
    Automatic merge failed; fix conflicts and then commit the result.
    ----- stderr -----
    plans/wendale/prevention/1/1.1.toml: both sides changed the same thing; choose between the markers in it
    ");
    assert_snapshot!(sandbox.files().diff(&before), @r#"
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -4,3 +4,7 @@

    +<<<<<<< ours
     deadline = 2026-10-31
    +=======
    +deadline = 2026-12-31
    +>>>>>>> theirs

    @@ -17,2 +21,7 @@
     [[update]]
    +date = 2026-06-10
    +status = "in-progress"
    +note = "The board agreed."
    +
    +[[update]]
     date = 2026-06-20
    "#);
    assert_snapshot!(sandbox.run("check --format short --as-of 2026-06-30"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.1.toml:5:1: error[conflict-marker]: git left a conflict here for a person to resolve
    ----- stderr -----
    1 error in 0 actions and 4 files
    ");
    assert_eq!(sandbox.git("ls-files --unmerged").stdout.lines().count(), 3, "git knows of the conflict");
}

#[test]
fn a_rebase_puts_each_commit_on_top() {
    let sandbox = repository();
    sandbox.git("checkout --quiet -b mine");
    commit(&sandbox, ACTION, |text| text + &update("2026-06-10", "First."));
    commit(&sandbox, ACTION, |text| text + &update("2026-06-25", "Second."));
    sandbox.git("checkout --quiet main");
    commit(&sandbox, ACTION, |text| text + &update("2026-06-20", "Between."));
    sandbox.git("checkout --quiet mine");
    sandbox.git("rebase --quiet main");
    let text = String::from_utf8_lossy(sandbox.files().bytes(ACTION)).into_owned();
    let notes: Vec<_> = text.lines().filter(|line| line.starts_with("note = ")).collect();
    assert_snapshot!(notes.join("\n"), @r#"
    note = "First draft agreed with the refuges"
    note = "First."
    note = "Between."
    note = "Second."
    "#);
    assert_eq!(sandbox.git("rev-list --count main..mine").stdout, "2\n");
}

#[test]
fn crossed_merges_have_every_update_once() {
    let sandbox = repository();
    branch(&sandbox, "board", ACTION, |text| text + &update("2026-06-10", "Board."));
    commit(&sandbox, ACTION, |text| text + &update("2026-06-11", "Main."));
    sandbox.git("tag one main");
    sandbox.git("tag two board");
    sandbox.git("merge --quiet --no-edit two");
    sandbox.git("checkout --quiet board");
    sandbox.git("merge --quiet --no-edit one");
    commit(&sandbox, ACTION, |text| text + &update("2026-06-21", "Board again."));
    sandbox.git("checkout --quiet main");
    commit(&sandbox, ACTION, |text| text + &update("2026-06-20", "Main again."));
    sandbox.git("merge --quiet --no-edit board");
    let text = String::from_utf8_lossy(sandbox.files().bytes(ACTION)).into_owned();
    let notes: Vec<_> = text.lines().filter(|line| line.starts_with("note = ")).collect();
    assert_snapshot!(notes.join("\n"), @r#"
    note = "First draft agreed with the refuges"
    note = "Board."
    note = "Main."
    note = "Main again."
    note = "Board again."
    "#);
}

#[test]
fn files_that_both_sides_added_windows_line_ends_and_odd_names_are_merged() {
    let sandbox = repository();
    let new = "plans/wendale/prevention/1/1.2 - café 'x'.toml";
    let add = |by: &str, text: String| {
        sandbox.file(new, &text);
        sandbox.git("add --all");
        sandbox.git(&format!("commit --quiet --message {by}"));
    };
    sandbox.git("config core.autocrlf true");
    let text = "action = \"Train staff\"\r\n\r\nlead = \"Manager\"\r\n".to_owned();
    let windows = |date: &str, note: &str| update(date, note).replace('\n', "\r\n");
    sandbox.git("checkout --quiet -b board");
    add("board", text.clone() + &windows("2026-06-10", "Board."));
    sandbox.git("checkout --quiet main");
    add("main", text.clone() + &windows("2026-06-20", "Main."));
    sandbox.git("merge --quiet --no-edit board");
    let merged = text + &windows("2026-06-10", "Board.") + &windows("2026-06-20", "Main.");
    assert_eq!(String::from_utf8_lossy(sandbox.files().bytes(new)), merged);
}

#[test]
fn what_is_not_a_plan_file_is_merged_by_its_lines() {
    let sandbox = Sandbox::new();
    sandbox.file("old", "a\n\nb\n").file("mine", "a1\n\nb\n").file("new", "a\n\nb2\n");
    assert_snapshot!(sandbox.run("merge-driver old mine new notes.txt"), @"exit status: 0");
    assert_eq!(sandbox.files().bytes("mine"), b"a1\n\nb2\n");
    sandbox.file("mine", "lead = 1\nlead = 2\n").file("new", "lead = [\n");
    assert_snapshot!(sandbox.run("merge-driver old mine new 1.1.toml --marker-size 9"), @"
    exit status: 1
    ----- stderr -----
    1.1.toml: both sides changed the same thing; choose between the markers in it
    ");
    assert_snapshot!(String::from_utf8_lossy(sandbox.files().bytes("mine")), @"
    <<<<<<<<< ours
    lead = 1
    lead = 2
    =========
    lead = [
    >>>>>>>>> theirs
    ");
}

#[test]
fn a_wrong_call_changes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.file("mine", "lead = \"a\"\n").bytes("binary", b"\0\x01");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("merge-driver old mine new 1.1.toml"), @"
    exit status: 2
    ----- stderr -----
    error: git merge-file: Could not stat old: No such file or directory
    ");
    assert_snapshot!(sandbox.run("merge-driver binary mine binary 1.1.toml"), @"
    exit status: 2
    ----- stderr -----
    error: git merge-file: Cannot merge binary files: binary
    ");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn the_help_says_how_to_set_it_up() {
    let sandbox = Sandbox::new();
    let help = sandbox.run("merge-driver --help").stdout;
    let (_, set_up) = help.split_once("[default: auto]").expect("the help says how");
    assert_snapshot!(set_up, @r#"


    The repository says for which files, in .gitattributes (`vawg init` writes it):
      plans/**/*.toml merge=vawg

    Everybody who merges says once what to run, which git does not take from a file:
      git config --global merge.vawg.name "plan files, key by key"
      git config --global merge.vawg.driver "vawg merge-driver %O %A %B %P -L %L"

    From then on `git merge`, `git rebase`, `git pull` and `git cherry-pick` use it.
    Where vawg is not set up, git merges by lines as ever.

    The exit status is 0 when the file is merged, 1 when a conflict is left in it,
    and 2 when nothing could be done.

    Examples:
      git merge board
      git checkout --merge -- plans/a/b/1.1.toml
          to have the conflict back
      vawg merge-driver old.toml mine.toml new.toml mine.toml
          by hand
    "#);
    assert!(!sandbox.run("--help").stdout.contains("merge-driver"));
}

/// An action in which a person could change many things.
const RICH: &str = "\
# Agreed in March.
action = \"Train front-line staff\"

lead = \"Housing Manager\"
support = [\"Police\"]

deadline = 2026-09-30
confidence = \"medium\"

resources = \"Officer time\"

[as_written]
deadline = \"autumn\"

[[cost]]
text = \"Printing\"
amount = 200

[[update]]
date = 2026-06-02
rag = \"green\"
note = \"Begun\"
";

/// What one person does to the action.
struct Deed {
    /// The text that goes, and what takes its place.
    change: (&'static str, &'static str),
    /// What the file then says, whatever others do.
    says: &'static str,
    /// What it is done to; two people who do different things to one of these disagree.
    to: &'static [&'static str],
}

const DEEDS: [Deed; 19] = [
    Deed { change: ("2026-09-30", "2026-10-31"), says: "2026-10-31", to: &["deadline"] },
    Deed { change: ("2026-09-30", "2026-12-31"), says: "2026-12-31", to: &["deadline"] },
    Deed { change: ("2026-09-30", "2026-09-30 # not sure"), says: "# not sure", to: &[] },
    Deed { change: ("\"Housing Manager\"", "'Chief Constable'"), says: "'Chief Constable'", to: &["lead"] },
    Deed { change: ("lead = \"Housing Manager\"\n", ""), says: "", to: &["lead", "above lead"] },
    Deed { change: ("lead =", "# Until June.\nlead ="), says: "# Until June.", to: &["above lead"] },
    Deed { change: ("\"Police\"]", "\"Police\", \"NHS\"]"), says: "\"NHS\"", to: &[] },
    Deed { change: ("[\"Police\"]", "[\"Refuges\", \"Police\"]"), says: "\"Refuges\"", to: &[] },
    Deed { change: ("# Agreed in March", "# Agreed in April"), says: "# Agreed in April", to: &[] },
    Deed { change: ("\"medium\"", "\"low\""), says: "confidence = \"low\"", to: &["confidence"] },
    Deed { change: ("resources = \"Officer time\"\n\n", ""), says: "", to: &["resources"] },
    Deed { change: ("amount = 200", "amount = 300"), says: "amount = 300", to: &["amount"] },
    Deed { change: ("[[update]]", "[[cost]]\ntext = \"Room\"\n\n[[update]]"), says: "text = \"Room\"", to: &[] },
    Deed { change: ("\"Begun\"", "\"Begun well\""), says: "\"Begun well\"", to: &["note"] },
    Deed { change: ("\"green\"", "\"amber\""), says: "rag = \"amber\"", to: &["rag"] },
    Deed {
        change: ("\n[[update]]\ndate = 2026-06-02\nrag = \"green\"\nnote = \"Begun\"\n", ""),
        says: "",
        to: &["note", "rag"],
    },
    Deed {
        change: ("\"Begun\"\n", "\"Begun\"\n\n[[update]]\ndate = 2026-06-20\nnote = \"Halfway\"\n"),
        says: "note = \"Halfway\"",
        to: &[],
    },
    Deed {
        change: ("\"Begun\"\n", "\"Begun\"\n\n[[update]]\ndate = 2026-06-10\nnote = \"Slow\"\n# From the board.\n"),
        says: "date = 2026-06-10\nnote = \"Slow\"",
        to: &[],
    },
    Deed { change: ("\n[as_written]", "\ntags = [\"new\"]\n\n[as_written]"), says: "tags = [\"new\"]", to: &[] },
];

/// A file for each two deeds, with the places of both in the list.
fn pairs() -> impl Iterator<Item = (String, usize, usize)> {
    let all = (0..DEEDS.len()).flat_map(|ours| (0..DEEDS.len()).map(move |theirs| (ours, theirs)));
    all.map(|(ours, theirs)| (format!("plans/wendale/prevention/1/{ours}.{theirs}.toml"), ours, theirs))
}

/// A repository in which `main` did the first of two deeds to each file, and `board` the second.
fn two_deeds_each() -> Sandbox {
    let sandbox = repository();
    let commit = |text: &dyn Fn(usize, usize) -> String| {
        for (file, ours, theirs) in pairs() {
            sandbox.file(&file, &text(ours, theirs));
        }
        sandbox.git("add --all");
        sandbox.git("commit --quiet --message Change");
    };
    let done = |deed: usize| {
        let (old, new) = DEEDS[deed].change;
        assert!(RICH.contains(old), "{old}");
        RICH.replacen(old, new, 1)
    };
    commit(&|_, _| RICH.to_owned());
    sandbox.git("checkout --quiet -b board");
    commit(&|_, theirs| done(theirs));
    sandbox.git("checkout --quiet main");
    commit(&|ours, _| done(ours));
    sandbox
}

/// Whether every file says what both sides did to it, and only what they disagree about is a conflict.
fn assert_both_deeds_are_done(sandbox: &Sandbox) {
    let unmerged = sandbox.git("diff --name-only --diff-filter=U").stdout;
    let files = sandbox.files();
    for (file, ours, theirs) in pairs() {
        let (ours, theirs) = (&DEEDS[ours], &DEEDS[theirs]);
        let text = String::from_utf8_lossy(files.bytes(&file));
        let disagree = ours.change != theirs.change && ours.to.iter().any(|to| theirs.to.contains(to));
        assert_eq!(unmerged.lines().any(|line| line == file), disagree, "{file}\n{text}");
        assert_eq!(text.contains("<<<<<<< "), disagree, "{file}\n{text}");
        for deed in [ours, theirs] {
            assert!(text.contains(deed.says), "{}\n{text}", deed.says);
            assert!(disagree || !deed.says.is_empty() || !text.contains(deed.change.0), "{:?}\n{text}", deed.change);
            assert!(text.matches(deed.says).count() == 1 || deed.says.is_empty(), "{}\n{text}", deed.says);
        }
    }
    let found = sandbox.run("check --format short --as-of 2026-06-30").stdout;
    for rule in ["toml-syntax", "wrong-type", "invalid-value", "unknown-key", "updates-out-of-order"] {
        assert!(!found.contains(&format!("[{rule}]")), "{found}");
    }
    assert_eq!(found.matches("[conflict-marker]").count(), unmerged.lines().count());
}

#[test]
fn whatever_two_people_do_a_merge_has_both() {
    let sandbox = two_deeds_each();
    assert_eq!(sandbox.try_git("merge --quiet board").status, 1);
    assert_both_deeds_are_done(&sandbox);
}

#[test]
fn whatever_two_people_do_a_rebase_has_both() {
    let sandbox = two_deeds_each();
    assert_eq!(sandbox.try_git("rebase --quiet board").status, 1);
    assert_both_deeds_are_done(&sandbox);
}
