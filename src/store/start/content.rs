//! The first files of a plan: sound as they stand, true of any new plan, and there to be replaced.

use super::Start;
use crate::model::{
    Action, Date, Deadline, Interval, Meeting, Objective, PartiesFile, Party, PartyKind, Period, ReportKind, Settings,
    Theme,
};
use crate::store::schema::Kind;
use crate::store::template;

/// A file to be made.
pub(super) struct NewFile {
    /// From the folder of the plan.
    pub path: String,
    pub what: &'static str,
    pub text: String,
}

/// How long a new plan runs, until somebody says otherwise.
const MONTHS: u32 = 36;

/// When the first things of a new plan are due.
const FIRST_MONTHS: u32 = 3;

const THEME: &str = "working-together";

const LEAD: &str = "Strategy Co-ordinator";

/// The files of a new plan.
pub(super) fn files(start: Start<'_>) -> Vec<NewFile> {
    let day = start.day;
    let due = day.plus_months(FIRST_MONTHS);
    let file = |path: String, what, text| NewFile { path, what, text };
    vec![
        file("README.md".into(), "where things are, for people", readme(start)),
        file("plan.toml".into(), "title, dates, meetings", plan(start, due)),
        file("parties.toml".into(), "who may lead an action", parties(day)),
        file(format!("{THEME}/theme.toml"), "a theme", theme(day)),
        file(format!("{THEME}/1/objective.toml"), "objective 1 and its target", objective(day, due)),
        file(format!("{THEME}/1/1.1.toml"), "action 1.1", action(day, due)),
    ]
}

const SIGNS: &str = "What follows `# ` explains. To use a key that is commented out, delete the `#` before it, and \
                     before the [heading] above it.";

fn plan(start: Start<'_>, due: Date) -> String {
    let ends = start.day.plus_months(MONTHS).plus_days(-1).max(due);
    let meeting = Meeting {
        name: "Partnership Board".to_owned(),
        report: Some(ReportKind::Exceptions),
        every: Interval::months(FIRST_MONTHS),
        from: due,
    };
    let settings = Settings {
        title: Some(start.title.to_owned()),
        starts: Some(start.day),
        ends: Some(ends),
        meetings: vec![meeting],
        ..Settings::default()
    };
    template::file(&Kind::PLAN, SIGNS, &settings, start.day)
}

fn parties(day: Date) -> String {
    let head = format!("{SIGNS}\nContact details are personal data: they go to contacts.toml, which stays out of git.");
    let lead = Party {
        name: LEAD.to_owned(),
        aliases: Vec::new(),
        organisation: None,
        kind: Some(PartyKind::Post),
        state: None,
    };
    template::file(&Kind::PARTIES, &head, &PartiesFile { parties: vec![lead] }, day)
}

fn theme(day: Date) -> String {
    let head = format!(
        "A theme is a folder in the folder of the plan, with this file in it. For another theme, make another folder.\n{SIGNS}"
    );
    let theme = Theme { title: Some("Working together".to_owned()), ..Theme::default() };
    template::file(&Kind::THEME, &head, &theme, day)
}

fn objective(day: Date, due: Date) -> String {
    let head = format!(
        "This is objective 1: the name of its folder is its reference. Objectives may hold objectives.\n{SIGNS}"
    );
    let objective = Objective {
        title: Some("Everybody knows what they have promised".to_owned()),
        target: Some(format!("By {}, 100% of actions have a lead and a deadline", due.in_words())),
        target_date: Some(Period::Day(due)),
        ..Objective::default()
    };
    template::file(&Kind::OBJECTIVE, &head, &objective, day)
}

fn action(day: Date, due: Date) -> String {
    let head = format!(
        "This is action 1.1: the name of its file is its reference. For action 1.2, copy this file to 1.2.toml.\n{SIGNS}"
    );
    let action = Action {
        text: Some("Agree a lead and a deadline for every action in this plan".to_owned()),
        lead: Some(LEAD.to_owned()),
        deadline: Some(Deadline::By(Period::Day(due))),
        resources: Some("Officer time".to_owned()),
        outcome_measure: Some("`vawg check` finds no action without a lead or a deadline".to_owned()),
        ..Action::default()
    };
    template::file(&Kind::ACTION, &head, &action, day)
}

fn readme(start: Start<'_>) -> String {
    format!(
        "\
# {title}

This folder is an action plan as plain text, kept with `vawg`.

* `plan.toml` – what the plan is called, when it runs, when it is looked at
* `parties.toml` – the posts, groups and organisations that may lead an action
* each folder with a `theme.toml` is a theme; each folder with an `objective.toml` in it is an objective
* every other file is an action, and its name is the action's reference: `1.1.toml` is action 1.1

| to | type |
|---|---|
| find every mistake and gap | `vawg check` |
| see red, amber and green | `vawg status --plan {name}` |
| see what is overdue | `vawg status --plan {name} --overdue` |
| see one action, and why it is rated as it is | `vawg show {name}:1.1` |
",
        title = start.title,
        name = start.name,
    )
}
