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
        other => format!("{other:?}"),
    };
    range.rows().map(|row| row.iter().map(word).collect::<Vec<_>>().join(" | ")).collect()
}

#[test]
fn a_workbook_has_everything_in_sheets() {
    let sandbox = sandbox();
    assert_snapshot!(export(&sandbox, "-o plan.xlsx"), @"");
    let files = sandbox.files();
    let bytes = files.bytes("plan.xlsx");
    let workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("a workbook");
    assert_snapshot!(workbook.sheet_names().join(", "), @"");
    assert_snapshot!(rows(bytes, "Actions").join("\n"), @"");
    assert_snapshot!(rows(bytes, "Updates").join("\n"), @"");
    assert_snapshot!(rows(bytes, "Costs").join("\n"), @"");
}

#[test]
fn csv_and_json_are_those_of_list_with_every_field() {
    let sandbox = sandbox();
    let csv = export(&sandbox, "--format csv");
    assert_snapshot!(csv, @"");
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
    assert_snapshot!(export(&sandbox, "--format tidy -o tables"), @"");
    let files = sandbox.files();
    let table = |name: &str| String::from_utf8_lossy(files.bytes(&format!("tables/{name}"))).replace("\r\n", "\n");
    assert_snapshot!(table("updates.csv"), @"");
    assert_snapshot!(table("costs.csv"), @"");
    assert_snapshot!(table("support.csv"), @"");
    assert_snapshot!(table("depends_on.csv"), @"");
    assert!(
        table("actions.csv").contains("\nwendale,1.2,prevention,1,'=SUM(A1) for everybody,Housing Manager,action,")
    );
    let description: serde_json::Value = serde_json::from_str(&table("datapackage.json")).expect("JSON");
    assert_snapshot!(serde_json::to_string_pretty(&description["resources"][15]).expect("JSON"), @"");
    assert_snapshot!(description["description"].as_str().unwrap_or_default(), @"");
}

#[test]
fn tables_of_an_earlier_export_are_replaced_and_other_files_are_not() {
    let sandbox = sandbox();
    export(&sandbox, "--format tidy -o tables");
    sandbox.file("tables/notes.txt", "mine");
    let first = sandbox.files();
    export(&sandbox, "--format tidy -o tables");
    assert_eq!(sandbox.files().diff(&first), "");
    sandbox.file("elsewhere/actions.csv", "mine");
    let before = sandbox.files();
    assert_snapshot!(export(&sandbox, "--format tidy -o elsewhere"), @"");
    assert_snapshot!(export(&sandbox, "--format tidy -o elsewhere/actions.csv"), @"");
    assert_snapshot!(export(&sandbox, "--format tidy -o none/tables"), @"");
    assert_snapshot!(export(&sandbox, "--format tidy"), @"");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn keys_that_are_not_unique_make_no_tables() {
    let sandbox = sandbox();
    sandbox.file("plans/wendale/prevention/1.1.toml", "action = \"The same\"\n");
    assert_snapshot!(export(&sandbox, "--format tidy -o tables"), @"");
    assert!(!sandbox.path("tables").exists());
}

#[test]
fn reviews_have_the_columns_of_the_template() {
    let sandbox = sandbox();
    assert_snapshot!(export(&sandbox, "--format dhr -o -"), @"");
    assert_snapshot!(export(&sandbox, "--format dhr -o dhr.xlsx"), @"");
    let files = sandbox.files();
    assert_snapshot!(rows(files.bytes("dhr.xlsx"), "Domestic homicide review DHR 4").join("\n"), @"");
}

#[test]
fn without_a_source_there_is_no_action_plan_of_reviews() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(export(&sandbox, "--format dhr -o dhr.xlsx"), @"");
    assert_snapshot!(export(&sandbox, "--format dhr rating:green"), @"");
}

#[test]
fn a_format_is_named_or_given_by_the_ending() {
    let sandbox = sandbox();
    assert_snapshot!(export(&sandbox, ""), @"");
    assert_snapshot!(export(&sandbox, "-o plan.ods"), @"");
    assert_snapshot!(export(&sandbox, "--format cvs"), @"");
    assert_snapshot!(export(&sandbox, "-o none/plan.csv"), @"");
    assert_snapshot!(export(&sandbox, "-o plans/wendale/prevention/1/1.1.toml --format csv"), @"");
}

#[test]
fn what_cannot_be_read_is_said_in_the_workbook_too() {
    let sandbox = sandbox();
    sandbox.file("plans/wendale/prevention/1/1.3.toml", "action = \n");
    assert_snapshot!(export(&sandbox, "-o plan.xlsx"), @"");
    let files = sandbox.files();
    let about = rows(files.bytes("plan.xlsx"), "About").join("\n");
    assert!(about.contains(" | 1 file could not be read, or only in part."), "{about}");
}

#[test]
fn a_filter_that_selects_nothing_gives_an_empty_export() {
    let sandbox = sandbox();
    assert_snapshot!(export(&sandbox, "lead:nobody --format csv"), @"");
    assert_snapshot!(export(&sandbox, "lead:nobody -o none.xlsx"), @"");
    assert_snapshot!(export(&sandbox, "lead:nobody --format tidy -o tables"), @"");
}
