//! `vawg fmt`: plan files laid out, with every word and comment.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

const UNTIDY: &str = "\
deadline = 2026-12-01 # by Christmas
# Asked for by the board.
action = \"Train every front desk\"
lead = 'Housing Manager'


[[update]]
rag = \"green\"
date = 2026-06-01
[[cost]]
amount = 200
text = \"Room\"
";

#[test]
fn keys_stand_in_their_order_and_comments_stay() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file("plans/wendale/prevention/1/1.2.toml", UNTIDY);
    assert_snapshot!(sandbox.run("fmt --check"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.2.toml
    ----- stderr -----
    1 file would be laid out, 4 files laid out already
    ");
    assert_snapshot!(sandbox.run("fmt --dry-run"), @r#"
    exit status: 0
    ----- stdout -----
    --- plans/wendale/prevention/1/1.2.toml
    +++ plans/wendale/prevention/1/1.2.toml
    @@ -1,12 +1,14 @@
    -deadline = 2026-12-01 # by Christmas
     # Asked for by the board.
     action = "Train every front desk"
    +
     lead = 'Housing Manager'
     
    +deadline = 2026-12-01 # by Christmas
    +
    +[[cost]]
    +text = "Room"
    +amount = 200
     
     [[update]]
    -rag = "green"
     date = 2026-06-01
    -[[cost]]
    -amount = 200
    -text = "Room"
    +rag = "green"
    ----- stderr -----
    1 file would be laid out, 4 files laid out already
    "#);
}

#[test]
fn what_is_laid_out_is_not_touched_again() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file("plans/wendale/prevention/1/1.2.toml", UNTIDY);
    assert_snapshot!(sandbox.run("fmt"), @"
    exit status: 0
    ----- stdout -----
    plans/wendale/prevention/1/1.2.toml
    ----- stderr -----
    1 file is laid out, 4 files laid out already
    ");
    assert_snapshot!(String::from_utf8_lossy(sandbox.files().bytes("plans/wendale/prevention/1/1.2.toml")), @r#"
    # Asked for by the board.
    action = "Train every front desk"

    lead = 'Housing Manager'

    deadline = 2026-12-01 # by Christmas

    [[cost]]
    text = "Room"
    amount = 200

    [[update]]
    date = 2026-06-01
    rag = "green"
    "#);
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("fmt"), @"
    exit status: 0
    ----- stderr -----
    5 files laid out already
    ");
    assert_eq!(sandbox.files().diff(&before), "", "nothing is written again");
}

#[test]
fn a_file_that_is_not_toml_is_left_alone_and_named() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file("plans/wendale/prevention/1/1.2.toml", "lead = \naction = \"a\"\n");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("fmt"), @"
    exit status: 1
    ----- stderr -----
    error: plans/wendale/prevention/1/1.2.toml: the file is not TOML: string values must be quoted, expected literal string
    4 files laid out already, 1 left alone; `vawg check` shows why
    ");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn only_what_is_named_is_laid_out() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file("plans/wendale/prevention/1/1.2.toml", UNTIDY);
    sandbox.file("plans/wendale/prevention/1/1.3.toml", UNTIDY);
    assert_snapshot!(sandbox.run("fmt plans/wendale/prevention/1/1.3.toml"), @"
    exit status: 0
    ----- stdout -----
    plans/wendale/prevention/1/1.3.toml
    ----- stderr -----
    1 file is laid out
    ");
    assert_snapshot!(sandbox.run("fmt --check nowhere"), @"
    exit status: 2
    ----- stderr -----
    error: cannot read nowhere: no such file or directory
    ");
}

#[test]
fn a_new_plan_is_laid_out() {
    let sandbox = Sandbox::new();
    sandbox.run("init wendale --as-of 2026-06-30");
    assert_snapshot!(sandbox.run("fmt --check"), @"
    exit status: 0
    ----- stderr -----
    5 files laid out already
    ");
}
