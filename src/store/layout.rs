//! Which files stand where: the names that mean something in each kind of folder.

use std::path::Path;

/// The kinds of folder in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FolderKind {
    Plan,
    Theme,
    Objective,
}

impl FolderKind {
    /// The file that says what the folder is.
    pub(super) const fn own_file(self) -> &'static str {
        match self {
            Self::Plan => PLAN_FILE,
            Self::Theme => "theme.toml",
            Self::Objective => "objective.toml",
        }
    }

    /// The word for it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Theme => "theme",
            Self::Objective => "objective",
        }
    }
}

/// The file that makes a folder a plan.
pub(super) const PLAN_FILE: &str = "plan.toml";

/// How deep folders are looked into by their names alone; plans are not deeper.
pub(super) const DEEPEST_FOLDER: usize = 32;

/// What a file in a plan is, by its name and the kind of its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    /// The file that says what its folder is.
    Own,
    Parties,
    Baseline,
    /// Contact details: personal data that stays out of git and is read only by what writes to people.
    Contacts,
    /// An action, named by this reference, which may yet be none.
    Action,
    /// A plan file in a place where it means nothing.
    Misplaced,
    /// A file that looks like a plan file by mistake: `3.1.1.TOML`, `3.1.1.toml.bak`, `3.1.1.tml`.
    Lookalike,
    /// Something else that may lie beside a plan: notes, evidence, pictures.
    Companion,
    /// A file of no kind that belongs in a plan.
    Unknown,
}

/// Endings of files that may lie beside a plan.
const COMPANIONS: [&str; 27] = [
    "md", "txt", "pdf", "docx", "doc", "odt", "rtf", "xlsx", "xls", "ods", "csv", "tsv", "pptx", "ppt", "html", "htm",
    "png", "jpg", "jpeg", "gif", "svg", "eml", "msg", "json", "ics", "zip", "sha256",
];

/// Whether a name is that of a plan file; the ending counts only in small letters, so that it means the same on
/// every file system.
#[must_use]
pub fn is_plan_file(name: &str) -> bool {
    name.strip_suffix(".toml").is_some()
}

/// The reference, or the name of a theme, that a plan file gives by its path from the folder of the plan.
#[must_use]
pub fn named_by(path: &str) -> Option<&str> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    match name {
        "theme.toml" | "objective.toml" => folder.rsplit('/').next().filter(|name| !name.is_empty()),
        PLAN_FILE | "parties.toml" | "baseline.toml" | "contacts.toml" => None,
        name => name.strip_suffix(".toml"),
    }
}

/// Which kind of file a name stands for.
pub(super) fn file_kind(name: &str, folder: FolderKind) -> FileKind {
    match name {
        PLAN_FILE | "theme.toml" | "objective.toml" if name == folder.own_file() => FileKind::Own,
        "parties.toml" if folder == FolderKind::Plan => FileKind::Parties,
        "baseline.toml" if folder == FolderKind::Plan => FileKind::Baseline,
        "contacts.toml" if folder == FolderKind::Plan => FileKind::Contacts,
        PLAN_FILE | "theme.toml" | "objective.toml" | "parties.toml" | "baseline.toml" | "contacts.toml" => {
            FileKind::Misplaced
        }
        _ if is_plan_file(name) => FileKind::Action,
        _ => other_kind(name),
    }
}

fn other_kind(name: &str) -> FileKind {
    let lower = name.to_lowercase();
    let ending = Path::new(&lower).extension().and_then(|ending| ending.to_str());
    if lower.contains(".toml") || matches!(ending, Some("tml" | "tom" | "tomls")) {
        FileKind::Lookalike
    } else if ending.is_some_and(|ending| COMPANIONS.contains(&ending))
        || matches!(lower.as_str(), "readme" | "licence" | "license")
    {
        FileKind::Companion
    } else {
        FileKind::Unknown
    }
}

/// Keys that stand together in a file; a blank line sets each group off from the next, so that two people who change
/// different groups merge cleanly.
const GROUPS: [&[&str]; 12] = [
    &["action"],
    &["title", "partnership", "summary", "aim", "how", "order"],
    &["target", "target_date"],
    &["starts", "ends", "closed"],
    &["reports_to", "currency"],
    &["lead", "support", "order"],
    &["deadline", "review", "recurs"],
    &["confidence", "confidence_reason"],
    &["resources", "outcome_measure"],
    &["depends_on", "see"],
    &["tags", "duty", "evidence", "public"],
    &["source", "carried_from"],
];

/// Whether two keys stand together.
pub(super) fn same_group(one: &str, other: &str) -> bool {
    one == other || GROUPS.iter().any(|group| group.contains(&one) && group.contains(&other))
}

#[cfg(test)]
mod tests {
    use super::{FileKind, FolderKind, file_kind, named_by};

    #[test]
    fn a_path_names_what_its_file_is_about() {
        for (path, name) in [
            ("prevention/1/1.2.toml", Some("1.2")),
            ("prevention/1/objective.toml", Some("1")),
            ("prevention/theme.toml", Some("prevention")),
            ("theme.toml", None),
            ("plan.toml", None),
            ("parties.toml", None),
            ("prevention/minutes.pdf", None),
        ] {
            assert_eq!(named_by(path), name, "{path}");
        }
    }

    #[test]
    fn a_name_means_what_its_folder_lets_it_mean() {
        assert_eq!(file_kind("plan.toml", FolderKind::Plan), FileKind::Own);
        assert_eq!(file_kind("plan.toml", FolderKind::Theme), FileKind::Misplaced);
        assert_eq!(file_kind("objective.toml", FolderKind::Theme), FileKind::Misplaced);
        assert_eq!(file_kind("parties.toml", FolderKind::Plan), FileKind::Parties);
        assert_eq!(file_kind("3.1.1.toml", FolderKind::Objective), FileKind::Action);
        for name in ["3.1.1.TOML", "3.1.1.toml.bak", "3.1.1.toml~", "3.1.1.tml"] {
            assert_eq!(file_kind(name, FolderKind::Objective), FileKind::Lookalike, "{name}");
        }
        assert_eq!(file_kind("README.md", FolderKind::Objective), FileKind::Companion);
        assert_eq!(file_kind("3.1.1", FolderKind::Objective), FileKind::Unknown);
    }
}
