//! `vawg chase`: what it asks of whom, and the drafts that it makes.

use insta::assert_snapshot;

use crate::sandbox::{Output, Sandbox};

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.copy("examples", "plans");
    sandbox
}

fn run(sandbox: &Sandbox, line: &str) -> Output {
    sandbox.run(&format!("chase {line} --as-of 2026-06-30"))
}

#[test]
fn a_lead_is_asked_in_plain_words() {
    assert_snapshot!(run(&sandbox(), "--lead 'Head of Housing Options'"), @"
    exit status: 0
    ----- stdout -----
    To: Head of Housing Options

    You answer for these actions in Safe in Wendale: violence against women
    and girls action plan 2025-28. Please let us know how they stand by 15
    July 2026.

    OVERDUE (2)
    Please say what has been done, what is left, and by when it will be
    complete.

      3.2.2 Open six single homes with support, for people who cannot use a
      shared refuge
          was due 29 May 2026, 32 days ago; rated RED; last heard of on 11
          June 2026, 19 days ago

      3.2.4 Agree with every social landlord how a tenant can move to safety
      and keep her tenancy rights
          was due 12 June 2026, 18 days ago; rated RED; last heard of on 18
          June 2026, 12 days ago

    Thank you.
    ");
    assert_snapshot!(run(&sandbox(), "--lead idva --by 2026-07-10"), @"
    exit status: 0
    ----- stdout -----
    To: IDVA Service Manager

    You answer for this action in Safe in Wendale: violence against women
    and girls action plan 2025-28. Please let us know how it stands by 10
    July 2026.

    OVERDUE (1)
    Please say what has been done, what is left, and by when it will be
    complete.

      5.2 Hold a case discussion for IDVAs and social workers every six
      weeks
          the turn of 21 May 2026 (every 6 weeks) was due 40 days ago; rated
          RED; last heard of on 16 June 2026, 14 days ago

    Thank you.
    ");
    assert_snapshot!(run(&sandbox(), "--lead 'Licensing Manager'"), @"
    exit status: 0
    ----- stderr -----
    nothing has to be asked: no open action is overdue, due soon, stale or unrated
    ");
}

#[test]
fn what_counts_as_due_soon_can_be_said() {
    let sandbox = sandbox();
    assert_snapshot!(run(&sandbox, "--due-within 6m --lead 'Licensing Manager'"), @"
    exit status: 0
    ----- stderr -----
    nothing has to be asked: no open action is overdue, due soon, stale or unrated
    ");
    assert_snapshot!(run(&sandbox, "--due-within soon"), @"
    exit status: 2
    ----- stderr -----
    error: --due-within: `soon` is not a time
    help: write 30d, 6w or 3m
    ");
}

#[test]
fn it_can_be_markdown_or_data() {
    let sandbox = sandbox();
    assert_snapshot!(run(&sandbox, "--lead 'Head of Housing Options' --format markdown").stdout, @"
    # Head of Housing Options

    **Safe in Wendale: violence against women and girls action plan 2025-28**

    - **Plan:** wendale-2025-28
    - **Partnership:** Wendale VAWG Partnership
    - **Reports to:** Safer Wendale Partnership, and once a year the Wendale Health and Wellbeing Board
    - **Judged as of:** 30 June 2026
    - **Read from:** files that are not kept in git
    - **Answer wanted by:** 15 July 2026

    You answer for these actions in Safe in Wendale: violence against women and girls action plan 2025-28. Please let us know how they stand by 15 July 2026.

    ## Overdue

    Please say what has been done, what is left, and by when it will be complete.

    | Ref | Action | Deadline | Rating | Last update | Lead |
    | --- | --- | --- | --- | --- | --- |
    | 3.2.2 | Open six single homes with support, for people who cannot use a shared refuge | 29 May 2026 | RED | 11 June 2026 | Head of Housing Options |
    | 3.2.4 | Agree with every social landlord how a tenant can move to safety and keep her tenancy rights | 12 June 2026 | RED | 18 June 2026 | Head of Housing Options |
    ");
    let json: serde_json::Value = serde_json::from_str(&run(&sandbox, "--format json").stdout).expect("JSON");
    assert_eq!(json["report"], "chase");
    assert!(json["sections"].as_array().is_some_and(|leads| leads.len() == 7), "{json}");
}

#[test]
fn drafts_have_an_address_and_the_form() {
    let sandbox = sandbox();
    let contacts = "[[contact]]\nparty = \"head of housing options\"\nemail = \"housing@example.org\"\n";
    sandbox.file("plans/wendale-2025-28/contacts.toml", contacts);
    assert_snapshot!(run(&sandbox, "--format eml -o drafts"), @r#"
    exit status: 0
    ----- stderr -----
    chase-chief-inspector-contact-and-control.eml: Chief Inspector, Contact and Control, 1 action due soon; without an address
    chase-designated-nurse-for-safeguarding.eml: Designated Nurse for Safeguarding, 1 action overdue; without an address
    chase-head-of-housing-options.eml: Head of Housing Options, 2 actions overdue
    chase-idva-service-manager.eml: IDVA Service Manager, 1 action overdue; without an address
    chase-marac-co-ordinator.eml: MARAC Co-ordinator, 1 action due soon; without an address
    chase-vawg-strategy-co-ordinator.eml: VAWG Strategy Co-ordinator, 1 action overdue, 1 not rated; without an address
    chase-workforce-development-manager.eml: Workforce Development Manager, 1 action not rated; without an address
    warning: no address is known for 6 leads, so that you have to put it in
    help: put each into contacts.toml in the folder of the plan: [[contact]] party = "…", email = "…"
    wrote 7 digests to drafts; nothing was sent
    "#);
    let files = sandbox.files();
    let draft = String::from_utf8_lossy(files.bytes("drafts/chase-head-of-housing-options.eml"));
    let until_body = draft.split("Content-Type: application").next().unwrap_or_default().replace("\r\n", "\n");
    let without_mark =
        until_body.split_whitespace().filter(|word| !word.contains("_vawg_") && !word.contains("@vawg."));
    let words: Vec<_> = without_mark.take(30).collect();
    assert_snapshot!(words.join(" "), @r#"To: "Head of Housing Options" <housing@example.org> Subject: =?us-ascii?Q?Safe_in_Wendale:_violence_against_women_and_girls_ac?= =?us-ascii?Q?tion_plan_2025-28:_2_actions_overdue?= Date: Tue, 30 Jun 2026 12:00:00 +0000 Message-ID: X-Unsent: 1 MIME-Version: 1.0 Content-Type: multipart/mixed; Content-Type: text/plain; charset="utf-8" Content-Transfer-Encoding: 7bit To: Head"#);
    assert!(draft.contains("filename=\"return-head-of-housing-options.xlsx\""));

    assert_eq!(run(&sandbox, "--format eml -o drafts").status, 0, "the same drafts are left as they are");
    sandbox.file("drafts/chase-head-of-housing-options.eml", "edited");
    assert_snapshot!(run(&sandbox, "--format eml -o drafts --lead 'Head of Housing Options'"), @"
    exit status: 2
    ----- stderr -----
    error: drafts/chase-head-of-housing-options.eml is there already, and something else is in it
    help: it may be filled in: name another place by `-o`, or move drafts/chase-head-of-housing-options.eml away
    ");
    assert_eq!(sandbox.files().bytes("drafts/chase-head-of-housing-options.eml"), b"edited");
}

#[test]
fn an_address_that_is_none_is_refused() {
    let sandbox = sandbox();
    let contacts = "[[contact]]\nparty = \"Head of Housing Options\"\nemail = \"a@example.org\\nBcc: b@example.org\"\n";
    sandbox.file("plans/wendale-2025-28/contacts.toml", contacts);
    assert_snapshot!(run(&sandbox, "--format eml -o drafts"), @"
    exit status: 2
    ----- stderr -----
    error: the address of `Head of Housing Options` in plans/wendale-2025-28/contacts.toml is none: `a@example.org
    Bcc: b@example.org`
    help: write it as name@example.org
    ");
    sandbox.file("plans/wendale-2025-28/contacts.toml", "[[contact]]\nparty = \"x\"\nemial = \"x@example.org\"\n");
    assert_snapshot!(run(&sandbox, "--format eml -o drafts"), @"
    exit status: 2
    ----- stderr -----
    plans/wendale-2025-28/contacts.toml:3:1: error[unknown-key]: unknown key `emial`
    error: the addresses cannot be read, so that nothing was written
    help: put the file right, or use another format
    ");
    assert_snapshot!(run(&sandbox, "--format eml"), @"
    exit status: 2
    ----- stderr -----
    error: drafts of e-mails need a folder
    help: `-o drafts` names it
    ");
    assert!(sandbox.names().iter().all(|name| !name.starts_with("drafts")));
}
