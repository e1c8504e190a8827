//! Single files of a plan at any time: what a path stands for, and what its bytes say.

use serde::Deserialize;

use super::file::{self, Read};
use super::layout::{FileKind, FolderKind, file_kind};
use crate::diagnostic::Diagnostic;
use crate::model::Reference;
use crate::model::trail::{Item, Part, Version};
use crate::source::Place;

/// What the file at a path from the plans folder is; nothing where it is no file of a plan, or one that says nothing
/// about it.
#[must_use]
pub fn item_of(path: &str) -> Option<Item> {
    let (plan, inner) = path.split_once('/')?;
    let mut folders: Vec<&str> = inner.split('/').collect();
    let name = folders.pop()?;
    if path.split('/').any(|part| part.starts_with('.')) {
        return None;
    }
    let folder = folders.last().copied().unwrap_or_default();
    let kind = match (folders.len(), name) {
        (0, _) => FolderKind::Plan,
        (1, name) if name != FolderKind::Objective.own_file() => FolderKind::Theme,
        (_, _) => FolderKind::Objective,
    };
    let part = match (file_kind(name, kind), kind) {
        (FileKind::Own, FolderKind::Plan) => Part::Settings,
        (FileKind::Own, FolderKind::Theme) => Part::Theme(folder.to_owned()),
        (FileKind::Own, FolderKind::Objective) => Part::Objective(Reference::new(folder).ok()?),
        (FileKind::Parties, _) => Part::Parties,
        (FileKind::Baseline, _) => Part::Baseline,
        (FileKind::Action, _) => Part::Action(Reference::new(name.strip_suffix(".toml")?).ok()?),
        (
            FileKind::Contacts | FileKind::Misplaced | FileKind::Lookalike | FileKind::Companion | FileKind::Unknown,
            _,
        ) => return None,
    };
    Some(Item { plan: plan.to_owned(), part })
}

/// What the bytes of a file say, as far as they can be read, and what is wrong with them.
#[must_use]
pub fn version(item: &Item, bytes: &[u8]) -> (Option<Version>, Vec<Diagnostic>) {
    let place = Place { reference: item.reference().map(str::to_owned), ..Place::file("", Some(&item.plan)) };
    match &item.part {
        Part::Settings => read(bytes, &place, |settings| Version::Settings(Box::new(settings))),
        Part::Parties => read(bytes, &place, Version::Parties),
        Part::Baseline => read(bytes, &place, Version::Baseline),
        Part::Theme(_) => read(bytes, &place, |theme| Version::Theme(Box::new(theme))),
        Part::Objective(_) => read(bytes, &place, |objective| Version::Objective(Box::new(objective))),
        Part::Action(_) => read(bytes, &place, |action| Version::Action(Box::new(action))),
    }
}

fn read<T: for<'d> Deserialize<'d> + Default>(
    bytes: &[u8],
    place: &Place,
    version: impl FnOnce(T) -> Version,
) -> (Option<Version>, Vec<Diagnostic>) {
    let Read { value, problems, .. } = file::from_held(bytes, place);
    (value.map(version), problems)
}

#[cfg(test)]
mod tests {
    use super::{item_of, version};
    use crate::model::trail::Version;

    #[test]
    fn a_path_stands_for_a_part_of_a_plan() {
        let item = |path: &str| item_of(path).map(|item| format!("{} {} of {}", item.word(), item, item.plan));
        assert_eq!(item("bristol/plan.toml").as_deref(), Some("plan plan.toml of bristol"));
        assert_eq!(item("bristol/prevention/theme.toml").as_deref(), Some("theme prevention of bristol"));
        assert_eq!(item("bristol/prevention/3/objective.toml").as_deref(), Some("objective 3 of bristol"));
        assert_eq!(item("bristol/3/objective.toml").as_deref(), Some("objective 3 of bristol"));
        assert_eq!(item("bristol/3.1.1.toml").as_deref(), Some("action 3.1.1 of bristol"));
        assert_eq!(item("bristol/prevention/3/3.1/3.1.1.toml").as_deref(), Some("action 3.1.1 of bristol"));
        for path in
            ["plan.toml", "bristol/prevention/plan.toml", "bristol/contacts.toml", "bristol/notes.md", "a/.b.toml"]
        {
            assert_eq!(item(path), None, "{path}");
        }
    }

    #[test]
    fn bytes_are_read_as_the_part_that_they_are_of() {
        let item = item_of("bristol/1.toml").expect("an action");
        let (read, problems) = version(&item, b"action = \"Publish\"\r\nleed = \"PCT\"\r\n");
        assert!(matches!(read, Some(Version::Action(action)) if action.text.as_deref() == Some("Publish")));
        assert_eq!(problems.len(), 1);
        assert_eq!(version(&item, b"action = ").0, None);
    }
}
