//! The small plans that show a rule broken and kept: documentation that `explain` prints and the tests run.

/// The plan that every example begins with; nothing is wrong with it on 30 June 2026.
///
/// Paths are from the plan's folder.
pub const BASE: &[(&str, &str)] = &[
    (
        "plan.toml",
        r#"title = "Safe in Wendale"

partnership = "Wendale Partnership"

starts = 2026-04-01
ends = 2029-03-31
"#,
    ),
    (
        "prevention/theme.toml",
        r#"title = "Prevention"
"#,
    ),
    (
        "prevention/1/objective.toml",
        r#"title = "People know where to turn"
"#,
    ),
    (ACTION, CLEAN_ACTION),
];

/// Files and links of a small plan that stand beside or in place of those of [`BASE`].
#[derive(Debug, Clone, Copy)]
pub struct Example {
    action: Option<&'static str>,
    files: &'static [(&'static str, &'static str)],
    links: &'static [(&'static str, &'static str)],
    before: &'static [(&'static str, &'static str)],
}

impl Example {
    /// The plan with nothing wrong.
    pub const CLEAN: Self = Self::action(CLEAN_ACTION);

    /// A plan whose action 1.1 reads like this.
    #[must_use]
    pub const fn action(text: &'static str) -> Self {
        Self { action: Some(text), files: &[], links: &[], before: &[] }
    }

    /// A plan with these files, each a path from the plan's folder and a text.
    #[must_use]
    pub const fn files(files: &'static [(&'static str, &'static str)]) -> Self {
        Self { action: None, files, links: &[], before: &[] }
    }

    /// The same with more files.
    #[must_use]
    pub const fn beside(self, files: &'static [(&'static str, &'static str)]) -> Self {
        Self { files, ..self }
    }

    /// The same with symbolic links, each a path from the plan's folder and where it leads.
    #[must_use]
    pub const fn linked(self, links: &'static [(&'static str, &'static str)]) -> Self {
        Self { links, ..self }
    }

    /// The same, once these files were committed in place of its own, each a path from the plan's folder and a text.
    #[must_use]
    pub const fn that_was(self, before: &'static [(&'static str, &'static str)]) -> Self {
        Self { before, ..self }
    }

    /// The files that stood there before, each with its text; none for an example that has no history.
    pub fn before(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.before.iter().copied()
    }

    /// Its files, each with its text; a path may lead out of the plan's folder with `..`.
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.files.iter().copied().chain(self.action.map(|text| (ACTION, text)))
    }

    /// Its symbolic links, each with where it leads.
    pub fn links(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.links.iter().copied()
    }
}

const ACTION: &str = "prevention/1/1.1.toml";

const CLEAN_ACTION: &str = r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#;
