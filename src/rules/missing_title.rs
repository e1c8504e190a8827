//! Every plan, theme and objective has a title.

use super::part::Part;
use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::model::stated;

pub(super) const RULE: Rule = Rule {
    name: RuleName("missing-title"),
    level: Severity::Error,
    summary: "Every plan, theme and objective has a title.",
    why: "Reports are laid out by theme and objective. Without a title their readers see the name of a folder, or a \
          number that says nothing to them.",
    bad: Example::files(&[(
        "prevention/theme.toml",
        r#"aim = "Abuse is stopped before it starts"
"#,
    )]),
    good: Example::files(&[(
        "prevention/theme.toml",
        r#"title = "Prevention"
aim = "Abuse is stopped before it starts"
"#,
    )]),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let plan = subject.plan;
    let mut look = |part: Part<'_>, title: Option<&str>, what: &str, name: &str| {
        if stated(title).is_some() || subject.is_unread(part, &["title"]) {
            return;
        }
        let message = match title.map(str::trim).filter(|words| !words.is_empty()) {
            Some(words) => format!("no title: the {what} `{name}` says only `{words}`"),
            None => format!("no title: nothing says what the {what} `{name}` is about"),
        };
        let place = part.place(plan).key("title");
        let file = place.file.rsplit('/').next().unwrap_or_default();
        let help = format!("name it in {file}: `title = \"…\"`");
        found.report(place, message, help);
    };
    look(Part::Settings, plan.settings.title.as_deref(), "plan", &plan.name);
    for theme in &plan.themes {
        look(Part::Theme(theme), theme.title.as_deref(), "theme", &theme.name);
    }
    for objective in &plan.objectives {
        look(Part::Objective(objective), objective.title.as_deref(), "objective", objective.reference.as_str());
    }
}
