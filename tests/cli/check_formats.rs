//! `vawg check --format github|gitlab|sarif|junit`: the problems as those read them who review a change.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use serde_json::Value;

use crate::sandbox::Sandbox;

const OBJECTIVE: &str = "plans/wendale/prevention/1";

const FORMATS: [&str; 4] = ["github", "gitlab", "sarif", "junit"];

/// A wrong key; an action without a lead, which its plan accepts; a file that is none; a placeholder.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    let without_lead = "\
action = \"Train the reception staff\"

deadline = 2026-09-30

resources = \"Officer time\"
outcome_measure = \"All staff trained\"
";
    sandbox
        .file(&format!("{OBJECTIVE}/1.2.toml"), &format!("{without_lead}leed = \"a, b: 50%\"\n"))
        .file(&format!("{OBJECTIVE}/1.3.toml"), without_lead)
        .file(&format!("{OBJECTIVE}/1.4, é.toml.bak"), "")
        .file(
            &format!("{OBJECTIVE}/1.5.toml"),
            &without_lead
                .replace("\n\ndeadline", "\n\nlead = \"Housing Manager\"\n\ndeadline")
                .replace("Officer time", "TBC"),
        )
        .file(
            "plans/wendale/baseline.toml",
            "[[known]]\nrule = \"missing-lead\"\nref = \"1.3\"\nreason = \"The post is advertised.\"\n",
        );
    sandbox
}

/// What a format gives as JSON.
fn json(sandbox: &Sandbox, arguments: &str) -> Value {
    let output = sandbox.run(&format!("check --as-of 2026-06-30 {arguments}"));
    serde_json::from_str(&output.stdout).unwrap_or_else(|why| panic!("{why}: {output}"))
}

/// The fingerprints of a Code Quality report, each with its rule and line.
fn fingerprints(sandbox: &Sandbox) -> BTreeMap<String, (String, u64)> {
    let report = json(sandbox, "--format gitlab");
    let issues = report.as_array().expect("a list").iter().map(|issue| {
        let text = |key: &str| issue[key].as_str().expect("a text").to_owned();
        (text("fingerprint"), (text("check_name"), issue["location"]["lines"]["begin"].as_u64().expect("a line")))
    });
    issues.collect()
}

#[test]
fn github_annotates_the_lines_of_a_change() {
    assert_snapshot!(sandbox().run("check --as-of 2026-06-30 --format github"), @"
    exit status: 1
    ----- stdout -----
    ::error file=plans/wendale/prevention/1/1.2.toml,line=7,col=1,endLine=7,endColumn=4,title=unknown-key::unknown key `leed`%0Ahelp: did you mean `lead`?
    ::error file=plans/wendale/prevention/1/1.4%2C é.toml.bak,line=1,title=stray-file::`1.4, é.toml.bak` looks like a plan file but is not read as one%0Ahelp: rename it to end in `.toml`, or delete it
    ::warning file=plans/wendale/prevention/1/1.5.toml,line=7,col=13,endLine=7,endColumn=17,title=placeholder::`resources` says only `TBC`%0Ahelp: write what is meant, or delete `resources` until it is known
    ----- stderr -----
    2 errors, 1 warning, 1 known problem in 4 actions and 9 files
    help: `vawg check --fix` puts 1 of them right
    ");
}

#[test]
fn gitlab_reads_a_report_of_code_quality() {
    assert_snapshot!(sandbox().run("check --as-of 2026-06-30 --format gitlab"), @r#"
    exit status: 1
    ----- stdout -----
    [
    {"description":"unknown key `leed`; did you mean `lead`?","check_name":"unknown-key","fingerprint":"3eecf5798a23321b13f5c7d3ede64f86269b7b2d","severity":"major","location":{"path":"plans/wendale/prevention/1/1.2.toml","lines":{"begin":7,"end":7},"positions":{"begin":{"line":7,"column":1},"end":{"line":7,"column":4}}}},
    {"description":"`1.4, é.toml.bak` looks like a plan file but is not read as one; rename it to end in `.toml`, or delete it","check_name":"stray-file","fingerprint":"74407d17e39d6f3c821b12f0e5c1a0c218669bcd","severity":"major","location":{"path":"plans/wendale/prevention/1/1.4, é.toml.bak","lines":{"begin":1,"end":1}}},
    {"description":"`resources` says only `TBC`; write what is meant, or delete `resources` until it is known","check_name":"placeholder","fingerprint":"eee3ccf37bff5fe9f4f9789cc7f20a8cc9d67c6c","severity":"minor","location":{"path":"plans/wendale/prevention/1/1.5.toml","lines":{"begin":7,"end":7},"positions":{"begin":{"line":7,"column":13},"end":{"line":7,"column":17}}}}
    ]
    ----- stderr -----
    2 errors, 1 warning, 1 known problem in 4 actions and 9 files
    help: `vawg check --fix` puts 1 of them right
    "#);
}

#[test]
fn test_reports_have_a_case_for_each_file() {
    let sandbox = sandbox();
    let output = sandbox.run("check --as-of 2026-06-30 --format junit");
    assert_snapshot!(output, @r#"
    exit status: 1
    ----- stdout -----
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="vawg check" tests="6" failures="2" errors="0">
      <testsuite name="wendale" tests="6" failures="2" errors="0" skipped="0">
        <testcase name="plans/wendale/plan.toml" classname="wendale" file="plans/wendale/plan.toml"/>
        <testcase name="plans/wendale/prevention/1/1.1.toml" classname="wendale" file="plans/wendale/prevention/1/1.1.toml"/>
        <testcase name="plans/wendale/prevention/1/1.2.toml" classname="wendale" file="plans/wendale/prevention/1/1.2.toml">
          <failure type="unknown-key" message="unknown key `leed`">plans/wendale/prevention/1/1.2.toml:7:1: error[unknown-key]: unknown key `leed`
    help: did you mean `lead`?
    </failure>
        </testcase>
        <testcase name="plans/wendale/prevention/1/1.3.toml" classname="wendale" file="plans/wendale/prevention/1/1.3.toml"/>
        <testcase name="plans/wendale/prevention/1/1.5.toml" classname="wendale" file="plans/wendale/prevention/1/1.5.toml">
          <system-out>1 warning
    plans/wendale/prevention/1/1.5.toml:7:13: warning[placeholder]: `resources` says only `TBC`
    help: write what is meant, or delete `resources` until it is known
    </system-out>
        </testcase>
        <testcase name="plans/wendale/prevention/1/1.4, é.toml.bak" classname="wendale" file="plans/wendale/prevention/1/1.4, é.toml.bak">
          <failure type="stray-file" message="`1.4, é.toml.bak` looks like a plan file but is not read as one">plans/wendale/prevention/1/1.4, é.toml.bak:1:1: error[stray-file]: `1.4, é.toml.bak` looks like a plan file but is not read as one
    help: rename it to end in `.toml`, or delete it
    </failure>
        </testcase>
      </testsuite>
    </testsuites>
    ----- stderr -----
    2 errors, 1 warning, 1 known problem in 4 actions and 9 files
    help: `vawg check --fix` puts 1 of them right
    "#);
    let denied = sandbox.run("check --as-of 2026-06-30 --format junit --deny warnings").stdout;
    let cases = |text: &str| {
        let report = roxmltree::Document::parse(text).expect("XML");
        let failed = |node: &roxmltree::Node<'_, '_>| node.children().any(|child| child.has_tag_name("failure"));
        let cases: Vec<_> = report.descendants().filter(|node| node.has_tag_name("testcase")).collect();
        (cases.len(), cases.iter().filter(|node| failed(node)).count())
    };
    assert_eq!((cases(&output.stdout), cases(&denied)), ((6, 2), (6, 3)), "a denied warning fails its file");
}

#[test]
fn sarif_has_the_rules_the_places_and_what_is_accepted() {
    let sandbox = sandbox();
    let output = sandbox.run("check --as-of 2026-06-30 --format sarif");
    let results = output.stdout.split_once("\"results\":[\n").expect("results").1;
    assert_snapshot!(results, @r#"
    {"ruleId":"unknown-key","ruleIndex":3,"level":"error","message":{"text":"unknown key `leed`\nhelp: did you mean `lead`?"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"plans/wendale/prevention/1/1.2.toml","uriBaseId":"SRCROOT"},"region":{"startLine":7,"startColumn":1,"endLine":7,"endColumn":5}}}],"partialFingerprints":{"problem/v1":"3eecf5798a23321b13f5c7d3ede64f86269b7b2d"},"suppressions":[],"properties":{"plan":"wendale","ref":"1.2","timed":false}},
    {"ruleId":"stray-file","ruleIndex":2,"level":"error","message":{"text":"`1.4, é.toml.bak` looks like a plan file but is not read as one\nhelp: rename it to end in `.toml`, or delete it"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"plans/wendale/prevention/1/1.4%2C%20%C3%A9.toml.bak","uriBaseId":"SRCROOT"},"region":{"startLine":1}}}],"partialFingerprints":{"problem/v1":"74407d17e39d6f3c821b12f0e5c1a0c218669bcd"},"suppressions":[],"properties":{"plan":"wendale","timed":false}},
    {"ruleId":"placeholder","ruleIndex":1,"level":"warning","message":{"text":"`resources` says only `TBC`\nhelp: write what is meant, or delete `resources` until it is known"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"plans/wendale/prevention/1/1.5.toml","uriBaseId":"SRCROOT"},"region":{"startLine":7,"startColumn":13,"endLine":7,"endColumn":18}}}],"partialFingerprints":{"problem/v1":"eee3ccf37bff5fe9f4f9789cc7f20a8cc9d67c6c"},"suppressions":[],"properties":{"plan":"wendale","ref":"1.5","timed":false}},
    {"ruleId":"missing-lead","ruleIndex":0,"level":"error","message":{"text":"no lead: nobody answers for this action\nhelp: name one post that answers for it: `lead = \"Housing Manager\"`"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"plans/wendale/prevention/1/1.3.toml","uriBaseId":"SRCROOT"},"region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":7}}}],"partialFingerprints":{"problem/v1":"f2157c08f0a2c6fbd3a06452d84916cc3c62b1f1"},"suppressions":[{"kind":"external","status":"accepted","justification":"The post is advertised."}],"properties":{"plan":"wendale","ref":"1.3","timed":false}}
    ]}]}
    "#);
    let log = json(&sandbox, "--format sarif");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in run["results"].as_array().expect("results") {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("a small one");
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let lead = rules.iter().find(|rule| rule["id"] == "missing-lead").expect("the rule");
    assert_eq!(lead["defaultConfiguration"]["level"], "error");
    assert_eq!(lead["help"]["text"].as_str(), Some(sandbox.run("explain missing-lead").stdout.as_str()));
    let driver = &run["tool"]["driver"];
    assert_eq!((&log["version"], &driver["name"]), (&"2.1.0".into(), &"vawg".into()));
    assert_eq!(driver["semanticVersion"], env!("CARGO_PKG_VERSION"));
    assert_eq!(run["columnKind"], "unicodeCodePoints");
}

#[test]
fn without_the_baseline_nothing_is_suppressed() {
    let log = json(&sandbox(), "--format sarif --no-baseline");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert!(results.iter().all(|result| result["suppressions"] == Value::Array(Vec::new())), "{results:?}");
}

#[test]
fn paths_count_from_the_top_of_the_repository() {
    let mut sandbox = sandbox();
    sandbox.in_git();
    let from_top = FORMATS.map(|format| sandbox.run(&format!("check --as-of 2026-06-30 --format {format}")).stdout);
    for folder in ["plans", "plans/wendale/prevention/1"] {
        sandbox.cd(folder);
        for (format, expected) in FORMATS.iter().zip(&from_top) {
            let output = sandbox.run(&format!("check --as-of 2026-06-30 --format {format}"));
            assert_eq!((output.status, &output.stdout), (1, expected), "{format} in {folder}");
        }
    }
    // Outside a repository they count from the working folder.
    let mut outside = self::sandbox();
    outside.cd("plans/wendale");
    let report = outside.run("check --as-of 2026-06-30 --format github prevention/1/1.2.toml").stdout;
    assert!(report.starts_with("::error file=prevention/1/1.2.toml,line=7,"), "{report}");
}

#[test]
fn a_plan_that_is_a_repository_of_its_own_counts_from_there() {
    let sandbox = sandbox();
    sandbox.git("-C plans/wendale init --quiet --initial-branch=main");
    let report = sandbox.run("check --as-of 2026-06-30 --format github").stdout;
    assert!(report.starts_with("::error file=prevention/1/1.2.toml,line=7,"), "{report}");
}

#[test]
fn a_problem_keeps_its_fingerprint_while_its_line_moves() {
    let sandbox = sandbox();
    let before = fingerprints(&sandbox);
    let path = format!("{OBJECTIVE}/1.2.toml");
    let text = String::from_utf8(sandbox.files().bytes(&path).to_vec()).expect("UTF-8");
    sandbox.file(&path, &format!("# Looked at by the board.\n\n{text}"));
    let after = fingerprints(&sandbox);
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    assert_ne!(before, after, "the lines have moved");
    let log = json(&sandbox, "--format sarif");
    let results = log["runs"][0]["results"].as_array().expect("results").iter();
    let fresh = results.filter(|result| result["suppressions"] == Value::Array(Vec::new()));
    let mut same: Vec<_> = fresh.filter_map(|result| result["partialFingerprints"]["problem/v1"].as_str()).collect();
    same.sort_unstable();
    assert_eq!(same, after.keys().collect::<Vec<_>>(), "both formats know a problem by the same fingerprint");
}

#[test]
fn equal_problems_have_fingerprints_of_their_own() {
    let sandbox = Sandbox::with_plan("wendale");
    let same = "\n[[update]]\ndate = 2026-06-30\nnots = \"Begun\"\n";
    let text = String::from_utf8(sandbox.files().bytes(&format!("{OBJECTIVE}/1.1.toml")).to_vec()).expect("UTF-8");
    sandbox.file(&format!("{OBJECTIVE}/1.1.toml"), &format!("{text}{same}{same}"));
    let rules: Vec<_> = fingerprints(&sandbox).into_values().map(|(rule, _)| rule).collect();
    assert_eq!(rules.iter().filter(|rule| *rule == "unknown-key").count(), 2, "{rules:?}");
}

#[test]
fn a_clean_plan_gives_a_whole_report_without_problems() {
    let sandbox = Sandbox::with_plan("wendale");
    let check = |format: &str| sandbox.run(&format!("check --as-of 2026-06-30 --format {format}"));
    assert_snapshot!(check("github"), @"
    exit status: 0
    ----- stderr -----
    no problems in 1 action and 4 files
    ");
    assert_snapshot!(check("gitlab"), @"
    exit status: 0
    ----- stdout -----
    []
    ----- stderr -----
    no problems in 1 action and 4 files
    ");
    let log = check("sarif").to_string().replace(env!("CARGO_PKG_VERSION"), "[version]");
    assert_snapshot!(log, @r#"
    exit status: 0
    ----- stdout -----
    {"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"vawg","semanticVersion":"[version]","rules":[]}},"originalUriBaseIds":{"SRCROOT":{"description":{"text":"The top of the repository, or else the working folder."}}},"columnKind":"unicodeCodePoints","results":[]}]}
    ----- stderr -----
    no problems in 1 action and 4 files
    "#);
    assert_snapshot!(check("junit"), @r#"
    exit status: 0
    ----- stdout -----
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="vawg check" tests="2" failures="0" errors="0">
      <testsuite name="wendale" tests="2" failures="0" errors="0" skipped="0">
        <testcase name="plans/wendale/plan.toml" classname="wendale" file="plans/wendale/plan.toml"/>
        <testcase name="plans/wendale/prevention/1/1.1.toml" classname="wendale" file="plans/wendale/prevention/1/1.1.toml"/>
      </testsuite>
    </testsuites>
    ----- stderr -----
    no problems in 1 action and 4 files
    "#);
}

#[test]
fn no_text_of_a_plan_acts_on_who_reads_the_report() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file(
        &format!("{OBJECTIVE}/1.2.toml"),
        "\"\\u001b[31m\\r\\n::error::%0A[x](http://e)</failure>\\u202e\\uffff\" = 1\naction = \"Act\"\n",
    );
    for format in FORMATS {
        let output = sandbox.run(&format!("check --as-of 2026-06-30 --format {format}"));
        assert!(!output.stdout.contains(['\u{1b}', '\u{202e}', '\r']), "{output}");
        match format {
            "github" => assert!(output.stdout.lines().all(|line| line.contains(" file=plans/wendale/")), "{output}"),
            "junit" => assert!(roxmltree::Document::parse(&output.stdout).is_ok(), "{output}"),
            _ => {
                let report: Value = serde_json::from_str(&output.stdout).expect("JSON");
                let mut texts = Vec::new();
                collect(&report, &mut texts);
                // Only SARIF has links in its texts.
                let acts =
                    |text: &str| text.contains(['\u{1b}', '\u{202e}']) || format == "sarif" && text.contains("](");
                assert!(!texts.iter().any(|text| acts(text)), "{texts:?}");
            }
        }
    }
}

/// Every text of a JSON value.
fn collect<'v>(value: &'v Value, texts: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(list) => list.iter().for_each(|value| collect(value, texts)),
        Value::Object(entries) => entries.values().for_each(|value| collect(value, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn plans_are_shown_alike_whether_they_are_judged_one_by_one_or_together() {
    let sandbox = sandbox();
    let clean = "action = \"Clean\"\n\nlead = \"Police\"\n\ndeadline = 2027-05-01\n\nresources = \"Time\"\n\
                 outcome_measure = \"Done\"\n\n# a line\n";
    sandbox.file("plans/abroad/plan.toml", "title = \"Abroad\"\nstarts = 2026-06-01\nends = 2028-06-01\n");
    sandbox.file("plans/abroad/theme/theme.toml", "title = \"Theme\"\n");
    sandbox.file("plans/abroad/theme/9.toml", clean);
    let all = |sandbox: &Sandbox| {
        ["human", "short", "json"]
            .into_iter()
            .chain(FORMATS)
            .flat_map(|format| {
                ["", "--no-baseline", "--deny warnings"].map(|option| {
                    let run = sandbox.run(&format!("check --format {format} {option} --as-of 2026-06-30"));
                    (run.stdout, run.stderr, run.status)
                })
            })
            .collect::<Vec<_>>()
    };
    let apart = all(&sandbox);
    sandbox.file("plans/abroad/theme/9.toml", &clean.replace("# a line", "see = [\"wendale:1.5\"]"));
    assert_eq!(all(&sandbox), apart);
}
