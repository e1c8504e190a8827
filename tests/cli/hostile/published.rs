//! What nobody meant to publish: where the plans stand on this machine, who works on it, where its git comes from.

use super::outputs::{DAY, DOCUMENTS, SAID};
use super::readers::{Format, parts};
use crate::sandbox::Sandbox;

const SECRETS: [&str; 5] =
    ["hunter2", "git.wendale.example", "robin@wendale.example", "Robin Field", "housing@wendale.example"];

/// The example, in a repository whose settings tell much.
fn sandbox() -> Sandbox {
    let mut sandbox = Sandbox::of("examples");
    sandbox.file(
        "plans/wendale-2025-28/contacts.toml",
        "[[contact]]\nparty = \"Head of Housing Options\"\nemail = \"housing@wendale.example\"\n",
    );
    sandbox.file(".gitignore", "contacts.toml\n");
    sandbox.commit("2026-06-02", "The plans");
    sandbox.git("remote add origin https://robin:hunter2@git.wendale.example/plans");
    sandbox
}

/// Everything that a file holds, as texts.
fn everything(name: &str, bytes: &[u8]) -> String {
    match Format::of_ending(name) {
        Format::Docx | Format::Xlsx => parts(bytes).into_iter().map(|(name, text)| name + &text).collect(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[test]
fn no_document_tells_of_the_machine_or_of_who_works_on_it() {
    let sandbox = sandbox();
    let place = sandbox.path("").to_string_lossy().trim_end_matches('/').to_owned();
    for line in DOCUMENTS {
        for ending in ["txt", "md", "html", "csv", "json", "docx", "xlsx"] {
            let file = format!("{}.{ending}", line.replace(' ', "-"));
            assert_eq!(sandbox.run(&format!("{line} -o {file} {DAY}")).status, 0, "{file}");
            let text = everything(&file, sandbox.files().bytes(&file));
            for secret in SECRETS.iter().copied().chain([place.as_str()]) {
                // Who has changed a plan is a part of what has happened, but not for the public.
                let is_told = secret == "Robin Field" && line != "report public";
                assert!(is_told || !text.contains(secret), "{file} tells {secret}");
            }
        }
    }
}

#[test]
fn no_answer_tells_where_the_plans_stand_or_where_git_comes_from() {
    let sandbox = sandbox();
    for (line, _) in SAID.iter().filter(|(line, _)| !line.contains("{all}") && !line.contains(":2")) {
        let output = sandbox.run(&format!("{line} {DAY}").replace("HEAD~1", "HEAD"));
        assert!(matches!(output.status, 0 | 1), "{line}: {output}");
        for secret in ["hunter2", "git.wendale.example", "[SANDBOX]", "housing@wendale.example"] {
            assert!(!output.to_string().contains(secret), "{line} tells {secret}");
        }
    }
}
