//! The plan in the formats of other programs: what is in them, where they go, and what is refused.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use insta::assert_snapshot;

use crate::sandbox::{Output, Sandbox};

const DAY: &str = "--as-of 2026-06-30";

/// The small plan with an action that came from a review, and whose text would act in a spreadsheet.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file(
        "plans/wendale/prevention/1/1.2.toml",
        "\
action = \"=SUM(A1) for everybody\"

lead = \"Housing Manager\"
support = [\"@home\"]

deadline = 2026-05-29

depends_on = [\"1.1\"]

source = { kind = \"domestic homicide review\", id = \"DHR 4\", recommendation = \"2\", scope = \"local\" }

[[milestone]]
text = \"First course\"
done = 2026-05-01

[[cost]]
text = \"Room\"
amount = 1250.50
per = \"once\"
state = \"sought\"

[[update]]
date = 2026-05-01
rag = \"amber\"
note = \"Two courses,\\n\\nthen a review\"

[[update]]
date = 2026-07-01
rag = \"red\"
note = \"After the day\"
",
    );
    sandbox
}

fn export(sandbox: &Sandbox, options: &str) -> Output {
    sandbox.run(&format!("export {DAY} {options}"))
}

/// The rows of a sheet, with kinds where they are no texts.
fn rows(bytes: &[u8], sheet: &str) -> Vec<String> {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("a workbook");
    let range = workbook.worksheet_range(sheet).expect("a sheet of this name");
    let word = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::DateTime(day) => format!("day {}", day.as_f64()),
        Data::Float(number) => number.to_string(),
        other => format!("{other:?}"),
    };
    range.rows().map(|row| row.iter().map(word).collect::<Vec<_>>().join(" | ")).collect()
}

#[test]
fn a_workbook_has_everything_in_sheets() {
    let sandbox = sandbox();
    assert_snapshot!(export(&sandbox, "-o plan.xlsx"), @"
    exit status: 0
    ----- stderr -----
    wrote plan.xlsx
    ");
    let files = sandbox.files();
    let bytes = files.bytes("plan.xlsx");
    let workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("a workbook");
    assert_snapshot!(workbook.sheet_names().join(", "), @"About, Actions, Updates, Milestones, Risks, Costs, Measures, Readings, Objectives, Themes, Plans, What the ratings mean");
    assert_snapshot!(rows(bytes, "Actions").join("\n"), @"
    Plan | Ref | Theme | Objective | Action | Lead | Organisation | Due | Rating | Days overdue | Status | Reported | Why | Flags | Last comment | Day of comment | Support | Deadline | Lead given by | Kind of deadline | Deadline given by | Review | Recurs every | Recurs from | First deadline | First due | Times moved | Days moved | Completed | Updated | Updated by | Confidence | Why so confident | Risk | Resources | Outcome measure | May be published | Source | Source no. | Recommendation | Scope | Carried from | File | Depends on | See | Tags | Duty | Evidence | Cost a year | Cost, once | Costs not known
    wendale | 1.1 | prevention | 1 | Publish the referral pathways | Housing Manager |  | day 46295 | GREEN |  | in-progress | GREEN | sufficient progress made to achieve the deadline |  | First draft agreed with the refuges | day 46175 |  | 2026-09-30 | action | date | action |  |  |  |  |  | 0 |  |  | day 46175 | Housing Manager |  |  |  | Officer time | Pathways published and known | yes |  |  |  |  |  | wendale/prevention/1/1.1.toml |  |  |  |  |  |  |  | 0
    wendale | 1.2 | prevention | 1 | =SUM(A1) for everybody | Housing Manager |  | day 46171 | RED | 32 | not-started | AMBER | deadline passed and action incomplete: 32 days overdue | overdue; optimistic; waiting | Two courses,

    then a review | day 46143 | @home | 2026-05-29 | action | date | action |  |  |  |  |  | 0 |  |  | day 46143 |  |  |  |  |  |  | yes | domestic homicide review | DHR 4 | 2 | local |  | wendale/prevention/1/1.2.toml | 1.1 |  |  |  |  |  | 1250.5 | 0
    ");
    assert_snapshot!(rows(bytes, "Updates").join("\n"), @"
    Plan | Ref | No. | Day | By | Status | Reported | Comment | Turn completed | Deadline before | Due before
    wendale | 1.1 | 1 | day 46175 | Housing Manager | in-progress | GREEN | First draft agreed with the refuges |  |  | 
    wendale | 1.2 | 1 | day 46143 |  |  | AMBER | Two courses,

    then a review |  |  |
    ");
    assert_snapshot!(rows(bytes, "Costs").join("\n"), @"
    Plan | Ref | No. | What for | Amount | Currency | How often | State | Funder | Year | Year starts
    wendale | 1.2 | 1 | Room | 1250.5 | GBP | once | sought |  |  |
    ");
}

#[test]
fn csv_and_json_are_those_of_list_with_every_field() {
    let sandbox = sandbox();
    let csv = export(&sandbox, "--format csv");
    assert_snapshot!(csv, @r#"
    exit status: 0
    ----- stdout -----
    plan,ref,theme,objective,action,lead,support,organisation,deadline,due,review,status,rating,reported,reason,overdue,flags,confidence,risk,resources,outcome,note,updated,by,moved,depends-on,see,tag,duty,evidence,source,file\u{d}
    wendale,1.1,prevention,1,Publish the referral pathways,Housing Manager,,,2026-09-30,2026-09-30,,in-progress,green,green,sufficient progress made to achieve the deadline,,,,,Officer time,Pathways published and known,First draft agreed with the refuges,2026-06-02,Housing Manager,,,,,,,,wendale/prevention/1/1.1.toml\u{d}
    wendale,1.2,prevention,1,'=SUM(A1) for everybody,Housing Manager,'@home,,2026-05-29,2026-05-29,,not-started,red,amber,deadline passed and action incomplete: 32 days overdue,32,overdue; optimistic; waiting,,,,,"Two courses,

    then a review",2026-05-01,,,1.1,,,,,domestic homicide review; DHR 4; 2; local,wendale/prevention/1/1.2.toml\u{d}
    "#);
    export(&sandbox, "-o plan.csv");
    assert_eq!(sandbox.files().bytes("plan.csv"), csv.stdout.as_bytes());
    for format in ["json", "ndjson"] {
        let listed = sandbox.run(&format!("list {DAY} --format {format}"));
        assert_eq!(export(&sandbox, &format!("--format {format}")), listed);
        export(&sandbox, &format!("-o plan.{format}"));
        assert_eq!(sandbox.files().bytes(&format!("plan.{format}")), listed.stdout.as_bytes());
    }
}

#[test]
fn tidy_is_a_folder_of_tables_that_refer_to_each_other() {
    let sandbox = sandbox();
    assert_snapshot!(export(&sandbox, "--format tidy -o tables"), @"
    exit status: 0
    ----- stderr -----
    wrote 21 tables and datapackage.json to tables
    ");
    let files = sandbox.files();
    let table = |name: &str| String::from_utf8_lossy(files.bytes(&format!("tables/{name}"))).replace("\r\n", "\n");
    assert_snapshot!(table("updates.csv"), @r#"
    action_id,plan,ref,number,date,by,status,rag,note,occurrence,deadline_was,due_was
    wendale:1.1,wendale,1.1,1,2026-06-02,Housing Manager,in-progress,green,First draft agreed with the refuges,,,
    wendale:1.2,wendale,1.2,1,2026-05-01,,,amber,"Two courses,

    then a review",,,
    "#);
    assert_snapshot!(table("costs.csv"), @"
    action_id,plan,ref,number,text,amount,currency,per,state,funder,year,year_starts
    wendale:1.2,wendale,1.2,1,Room,1250.50,GBP,once,sought,,,
    ");
    assert_snapshot!(table("support.csv"), @"
    action_id,plan,ref,number,name,party_id
    wendale:1.2,wendale,1.2,1,'@home,
    ");
    assert_snapshot!(table("depends_on.csv"), @"
    action_id,plan,ref,number,written,on_action_id
    wendale:1.2,wendale,1.2,1,1.1,wendale:1.1
    ");
    assert!(table("actions.csv").contains(
        "\nwendale:1.2,wendale:prevention,wendale:1,,wendale,1.2,prevention,1,'=SUM(A1) for everybody,Housing Manager,"
    ));
}

#[test]
fn the_tables_are_described_for_programs() {
    let sandbox = sandbox();
    export(&sandbox, "--format tidy -o tables");
    let files = sandbox.files();
    let description: serde_json::Value =
        serde_json::from_slice(files.bytes("tables/datapackage.json")).expect("a description");
    let schema = &description["resources"][15]["schema"];
    assert_snapshot!(schema["fields"][2], @r#"{"name":"ref","title":"Ref","description":"reference of the action","type":"string"}"#);
    assert_snapshot!(schema["primaryKey"], @r#"["action_id","number"]"#);
    assert_snapshot!(schema["foreignKeys"], @r#"[{"fields":["action_id"],"reference":{"resource":"actions","fields":["id"]}}]"#);
    assert_snapshot!(description["description"].as_str().unwrap_or_default(), @r"Plan: wendale. Partnership: Wendale Partnership. Judged as of: 30 June 2026. Read from: files that are not kept in git. Tables are joined by their keys (`id`, `action_id`); a reference such as 1.10 is a text, and no number. A text that starts with =, +, -, @ (wide forms too), a tab or the end of a line has an apostrophe before it, so that no spreadsheet takes it for a formula; characters that act on terminals stand as their codes, such as \u{1b}.");
}

#[test]
fn tables_of_an_earlier_export_are_replaced_and_other_files_are_not() {
    let sandbox = sandbox();
    export(&sandbox, "--format tidy -o tables");
    sandbox.file("tables/notes.txt", "mine");
    let first = sandbox.files();
    export(&sandbox, "--format tidy -o tables");
    let again = sandbox.files().diff(&first);
    assert!(again.lines().count() == 22 && again.lines().all(|line| line.ends_with("with the same text")), "{again}");
    sandbox.file("elsewhere/actions.csv", "mine");
    let before = sandbox.files();
    assert_snapshot!(export(&sandbox, "--format tidy -o elsewhere"), @"
    exit status: 2
    ----- stderr -----
    error: elsewhere/actions.csv is there already, and does not belong to an earlier export
    help: name a new folder: `-o elsewhere-2`
    ");
    assert_snapshot!(export(&sandbox, "--format tidy -o elsewhere/actions.csv"), @"
    exit status: 2
    ----- stderr -----
    error: elsewhere/actions.csv is no folder
    help: name a folder: `-o elsewhere/actions-tables`
    ");
    assert_snapshot!(export(&sandbox, "--format tidy -o none/tables"), @"
    exit status: 2
    ----- stderr -----
    error: there is no folder none
    help: `mkdir -p none` makes it
    ");
    assert_snapshot!(export(&sandbox, "--format tidy"), @"
    exit status: 2
    ----- stderr -----
    error: `tidy` is a folder of tables
    help: `-o DIR` names it
    ");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn keys_that_are_not_unique_make_no_tables() {
    let sandbox = sandbox();
    sandbox.file("plans/wendale/prevention/1.1.toml", "action = \"The same\"\n");
    assert_snapshot!(export(&sandbox, "--format tidy -o tables"), @"
    exit status: 2
    ----- stderr -----
    error: two rows of `actions` have the key `wendale:1.1`
    help: `vawg check` shows where; give each its own
    ");
    assert!(!sandbox.path("tables").exists());
}

#[test]
fn reviews_have_the_columns_of_the_template() {
    let sandbox = sandbox();
    assert_snapshot!(export(&sandbox, "--format dhr -o -"), @"
    exit status: 0
    ----- stdout -----
    Recommendations and what became of them
    ═══════════════════════════════════════
    Safe in Wendale

    Plan          wendale
    Partnership   Wendale Partnership
    Judged as of  30 June 2026
    Read from     files that are not kept in git

    Domestic homicide review: DHR 4
    ───────────────────────────────

                    Scope of
    Recommendation  recommendation  Action to take       Lead agency     Target date
    ────────────────────────────────────────────────────────────────────────────────
    2               local           1.2 =SUM(A1) for     Housing         29 May 2026
                                    everybody            Manager
                    Key milestones achieved in enacting recommendation: First
                    course: reached on 1 May 2026
                    Date of completion and outcome: Not started; 32 days overdue
    ");
    assert_snapshot!(export(&sandbox, "--format dhr -o dhr.xlsx"), @"
    exit status: 0
    ----- stderr -----
    wrote dhr.xlsx
    ");
    let files = sandbox.files();
    assert_snapshot!(rows(files.bytes("dhr.xlsx"), "Domestic homicide review DHR 4").join("\n"), @"
    Recommendation | Scope of recommendation | Action to take | Lead agency | Key milestones achieved in enacting recommendation | Target date | Date of completion and outcome
    2 | local | 1.2 =SUM(A1) for everybody | Housing Manager | First course: reached on 1 May 2026 | day 46171 | Not started; 32 days overdue
    ");
}

#[test]
fn the_reviews_of_the_example_are_told_recommendation_by_recommendation() {
    let sandbox = Sandbox::new();
    sandbox.copy("examples", "plans");
    export(&sandbox, "--format dhr -o dhr.md");
    let files = sandbox.files();
    assert_snapshot!(String::from_utf8_lossy(files.bytes("dhr.md")), @"
    # Recommendations and what became of them

    **Safe in Wendale: violence against women and girls action plan 2025-28**

    - **Plan:** wendale-2025-28
    - **Partnership:** Wendale VAWG Partnership
    - **Reports to:** Safer Wendale Partnership, and once a year the Wendale Health and Wellbeing Board
    - **Judged as of:** 30 June 2026
    - **Read from:** files that are not kept in git

    ## Inspection: Response to domestic abuse calls, 2024

    | Recommendation | Scope of recommendation | Action to take | Lead agency | Key milestones achieved in enacting recommendation | Target date | Date of completion and outcome |
    | --- | --- | --- | --- | --- | --- | --- |
    | 2 | national | 5.4 Put a domestic abuse specialist in the police control room on every late and weekend shift | Wend Valley Police (Chief Inspector, Contact and Control) | Vetting finished: reached on 22 May 2026 | quarter 2 of 2026 | In progress |

    ## Needs assessment: Wendale 2024

    | Recommendation | Scope of recommendation | Action to take | Lead agency | Key milestones achieved in enacting recommendation | Target date | Date of completion and outcome |
    | --- | --- | --- | --- | --- | --- | --- |
    | 11 | local | 6.1 Offer 60 places a year on a behaviour change programme, with a support worker for each partner or former partner | Probation Service (Head of Wendale Probation Delivery Unit) | Third weekly group opens: not reached, due autumn 2026 | Ongoing – subject to funding??? | In progress |

    ## Review: DARDR 2

    | Recommendation | Scope of recommendation | Action to take | Lead agency | Key milestones achieved in enacting recommendation | Target date | Date of completion and outcome |
    | --- | --- | --- | --- | --- | --- | --- |
    | 4 | local | 7.1 Have every GP practice ask about abuse in private, and record the answer safely | Wend Valley Integrated Care Board (Designated Nurse for Safeguarding) | First 12 practices trained: reached on 11 December 2025; All 24 practices trained: not reached, due 31 March 2026 | 31 March 2026 | In progress; 91 days overdue |
    ");
}

#[test]
fn without_a_source_there_is_no_action_plan_of_reviews() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(export(&sandbox, "--format dhr -o dhr.xlsx"), @r#"
    exit status: 2
    ----- stderr -----
    error: no action says where it came from
    help: add to the file of each, before its first [[…]]: source = { kind = "domestic homicide review", id = "DHR 4", recommendation = "…", scope = "local" }
    "#);
    assert_snapshot!(export(&sandbox, "--format dhr rating:green"), @r#"
    exit status: 2
    ----- stderr -----
    error: no action that the filter selects says where it came from
    help: add to the file of each, before its first [[…]]: source = { kind = "domestic homicide review", id = "DHR 4", recommendation = "…", scope = "local" }
    "#);
}

#[test]
fn a_format_is_named_or_given_by_the_ending() {
    let sandbox = sandbox();
    assert_snapshot!(export(&sandbox, ""), @"
    exit status: 2
    ----- stderr -----
    error: no format is named
    help: say which with `--format`, or end the file in `.csv`, `.xlsx`, `.json`, `.ndjson` or `.ics`
    ");
    assert_snapshot!(export(&sandbox, "-o plan.ods"), @"
    exit status: 2
    ----- stderr -----
    error: the ending of `plan.ods` names no format
    help: say which with `--format`, or end the file in `.csv`, `.xlsx`, `.json`, `.ndjson` or `.ics`
    ");
    assert_snapshot!(export(&sandbox, "--format cvs"), @"
    exit status: 2
    ----- stderr -----
    error: invalid value 'cvs' for '--format <FORMAT>'
      [possible values: csv, xlsx, json, ndjson, ics, tidy, dhr]

    For more information, try '--help'.
    ");
    assert_snapshot!(export(&sandbox, "-o none/plan.csv"), @"
    exit status: 2
    ----- stderr -----
    error: there is no folder none
    help: `mkdir -p none` makes it
    ");
    assert_snapshot!(export(&sandbox, "-o plans/wendale/prevention/1/1.1.toml --format csv"), @"
    exit status: 2
    ----- stderr -----
    error: plans/wendale/prevention/1/1.1.toml has the name of a plan file
    help: name another file: `-o plans/wendale/prevention/1/1.1.md`
    ");
}

#[test]
fn what_cannot_be_read_is_said_in_the_workbook_too() {
    let sandbox = sandbox();
    sandbox.file("plans/wendale/prevention/1/1.3.toml", "action = \n");
    assert_snapshot!(export(&sandbox, "-o plan.xlsx"), @"
    exit status: 1
    ----- stderr -----
    wrote plan.xlsx
    plans/wendale/prevention/1/1.3.toml:1:10: error[toml-syntax]: a value without quotation marks
    warning: the answer leaves out what could not be read (1 problem); `vawg check` shows each in its place
    ");
    let files = sandbox.files();
    let about = rows(files.bytes("plan.xlsx"), "About").join("\n");
    assert!(about.contains(" | 1 file could not be read, or only in part."), "{about}");
}

#[test]
fn a_filter_that_selects_nothing_gives_an_empty_export() {
    let sandbox = sandbox();
    assert_snapshot!(export(&sandbox, "lead:nobody --format csv"), @r"
    exit status: 0
    ----- stdout -----
    plan,ref,theme,objective,action,lead,support,organisation,deadline,due,review,status,rating,reported,reason,overdue,flags,confidence,risk,resources,outcome,note,updated,by,moved,depends-on,see,tag,duty,evidence,source,file\u{d}
    ----- stderr -----
    no action matches `lead:nobody`
    help: `vawg list` without a filter shows every action
    ");
    assert_snapshot!(export(&sandbox, "lead:nobody -o none.xlsx"), @"
    exit status: 0
    ----- stderr -----
    no action matches `lead:nobody`
    help: `vawg list` without a filter shows every action
    wrote none.xlsx
    ");
    assert_snapshot!(export(&sandbox, "lead:nobody --format tidy -o tables"), @"
    exit status: 0
    ----- stderr -----
    no action matches `lead:nobody`
    help: `vawg list` without a filter shows every action
    wrote 21 tables and datapackage.json to tables
    ");
}
