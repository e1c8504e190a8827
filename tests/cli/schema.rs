//! `vawg schema`: what editors are told about plan files.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn the_kinds_of_file_are_listed() {
    assert_snapshot!(Sandbox::new().run("schema"), @"
    exit status: 0
    ----- stdout -----
    plan       The file `plan.toml`: what the plan is, and how it is judged and
               checked.
    theme      A theme. Its file is `theme.toml` in a folder directly under the
               plan.
    objective  An objective. Its file is `objective.toml` in a folder named after
               its reference.
    parties    The file `parties.toml`: who may lead or support an action.
    baseline   The file `baseline.toml`: problems that are known and accepted for
               now.
    contacts   The file `contacts.toml`: where parties are reached. Git is told to
               ignore it.
    action     One action. Its file is named after its reference: action `3.1.1` is
               `3.1.1.toml`.

    `vawg schema action` prints the schema of actions; `--dir DIR` writes them all.
    ");
}

#[test]
fn the_schema_of_actions_says_what_each_key_means() {
    let output = Sandbox::new().run("schema action");
    assert_eq!((output.status, output.stderr.as_str()), (0, ""));
    assert_snapshot!("schema_of_actions", output.stdout);
}

#[test]
fn every_schema_is_json_that_says_what_it_is_for() {
    let sandbox = Sandbox::new();
    for kind in ["plan", "theme", "objective", "parties", "baseline", "action"] {
        let output = sandbox.run(&format!("schema {kind}"));
        let schema: serde_json::Value = serde_json::from_str(&output.stdout).expect("JSON");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        assert_eq!(schema["title"], format!("vawg: {kind}"));
        assert_eq!(schema["additionalProperties"], false);
    }
}

#[test]
fn the_rules_that_a_plan_may_set_are_named() {
    let output = Sandbox::new().run("schema plan");
    let schema: serde_json::Value = serde_json::from_str(&output.stdout).expect("JSON");
    let check = &schema["properties"]["check"]["properties"];
    assert_eq!(check["missing-lead"]["enum"], serde_json::json!(["error", "warning", "off"]));
    assert_eq!(check.get("toml-syntax"), None);
}

#[test]
fn all_schemas_are_written_and_renewed() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run("schema --dir plans/.schemas"), @"
    exit status: 0
    ----- stdout -----
    plans/.schemas/plan.schema.json
    plans/.schemas/theme.schema.json
    plans/.schemas/objective.schema.json
    plans/.schemas/parties.schema.json
    plans/.schemas/baseline.schema.json
    plans/.schemas/contacts.schema.json
    plans/.schemas/action.schema.json
    ");
    let first = sandbox.files();
    assert_eq!(first.bytes("plans/.schemas/theme.schema.json"), sandbox.run("schema theme").stdout.as_bytes());

    sandbox.file("plans/.schemas/theme.schema.json", "{}\n");
    assert_eq!(sandbox.run("schema --dir plans/.schemas").status, 0);
    let second = sandbox.files();
    assert_eq!(second.bytes("plans/.schemas/theme.schema.json"), first.bytes("plans/.schemas/theme.schema.json"));
}

#[test]
fn a_wrong_call_says_what_to_type() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run("schema acton"), @"
    exit status: 2
    ----- stderr -----
    error: invalid value 'acton' for '[KIND]'
      [possible values: plan, theme, objective, parties, baseline, contacts, action]

      tip: a similar value exists: 'action'

    For more information, try '--help'.
    ");
    assert_snapshot!(sandbox.run("schema action --dir out"), @"
    exit status: 2
    ----- stderr -----
    error: the argument '[KIND]' cannot be used with '--dir <DIR>'

    Usage: vawg schema <KIND>

    For more information, try '--help'.
    ");
    sandbox.file("out", "");
    assert_snapshot!(sandbox.run("schema --dir out"), @"
    exit status: 2
    ----- stderr -----
    error: cannot write out: file exists
    ");
}
