//! Texts that somebody has open and has not saved, which count before what is on disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::origin::{Kind, Listed};

/// Texts by the paths of their files from the plans folder, with `/` between the parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Buffers {
    texts: BTreeMap<String, Arc<str>>,
}

impl Buffers {
    /// Takes a text for a file, whether or not there is one on disk.
    pub fn insert(&mut self, file: &str, text: Arc<str>) {
        self.texts.insert(file.to_owned(), text);
    }

    /// The text for a file; nothing where it counts as it is on disk.
    #[must_use]
    pub fn get(&self, file: &str) -> Option<&Arc<str>> {
        self.texts.get(file)
    }

    /// Whether there is a text for this file, or for one in this folder.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.texts.contains_key(path) || self.has_folder(path)
    }

    /// Whether there is a text for a file in this folder or below it, so that the folder counts as one.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.below(folder).next().is_some()
    }

    /// What the texts add to the list of a folder.
    pub(super) fn add_to(&self, folder: &str, listed: &mut Vec<Listed>) {
        for rest in self.below(folder) {
            let (name, kind) = match rest.split_once('/') {
                Some((below, _)) => (below, Kind::Folder),
                None => (rest, Kind::File),
            };
            if listed.iter().all(|entry| entry.name != name) {
                listed.push(Listed { name: name.to_owned(), kind, is_utf8: true });
            }
        }
    }

    /// The way from a folder to each file in it or below it that has a text.
    fn below(&self, folder: &str) -> impl Iterator<Item = &str> {
        let start = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let after = self.texts.range(start.clone()..).map(|(file, _)| file.as_str());
        after.map_while(move |file| file.strip_prefix(start.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Buffers;
    use crate::store::{Root, load, write};

    const PLAN: &str = "title = \"Wendale\"\n";

    #[test]
    fn an_unsaved_text_counts_before_the_one_on_disk_and_a_new_file_is_there() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = |file: &str| folder.path().join(file);
        std::fs::create_dir_all(path("wendale/help")).expect("new folders");
        write::create(&path("wendale/plan.toml"), PLAN.as_bytes()).expect("a new file");
        write::create(&path("wendale/help/1.toml"), b"action = \"Old\"\n").expect("a new file");
        let mut buffers = Buffers::default();
        buffers.insert("wendale/help/1.toml", "action = \"New\"\n".into());
        buffers.insert("wendale/help/2/2.1.toml", "action = \"Unsaved\"\n".into());
        buffers.insert("other/plan.toml", PLAN.into());
        let root = Root::new(folder.path());
        let loaded = load(&root.clone().under(Arc::new(buffers))).expect("the folder is there");
        let actions: Vec<_> =
            loaded.portfolio.actions().map(|found| (found.file(), found.action.text.clone())).collect();
        let action = |file: &str, text: &str| (file.to_owned(), Some(text.to_owned()));
        assert_eq!(actions, [action("wendale/help/1.toml", "New"), action("wendale/help/2/2.1.toml", "Unsaved")]);
        let plans: Vec<_> = loaded.portfolio.plans.iter().map(|plan| plan.name.as_str()).collect();
        assert_eq!(plans, ["other", "wendale"]);
        assert_eq!(load(&root).expect("the folder is there").portfolio.plans.len(), 1);
    }

    #[test]
    fn a_file_that_is_open_is_there_and_so_is_each_folder_above_it() {
        let mut buffers = Buffers::default();
        buffers.insert("wendale/help/1.toml", Arc::from(""));
        for path in ["wendale/help/1.toml", "wendale/help", "wendale"] {
            assert!(buffers.holds(path), "{path}");
            assert_eq!(buffers.has_folder(path), path != "wendale/help/1.toml", "{path}");
        }
        for path in ["wendale/help/1", "wend", "wendale/help/2.toml", "help"] {
            assert!(!buffers.holds(path) && !buffers.has_folder(path), "{path}");
        }
    }
}
