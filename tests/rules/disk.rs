//! Small plans on disk, and what is wrong with them on 30 June 2026.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tempfile::TempDir;
use vawg::diagnostic::{Diagnostic, Finding, Site};
use vawg::model::{Date, Judge};
use vawg::rules::{self, BASE, Example, Since};
use vawg::store::{self, Root};

/// What is wrong with the small plan of the examples when these files stand beside or in place of its own.
pub(crate) fn said<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> String {
    Disk::with(files, []).said()
}

/// A plans folder with one small plan, `wendale`.
pub(crate) struct Disk {
    _kept: TempDir,
    root: Root,
    /// The plans folder before, where the rules over history are asked.
    before: Option<Box<Self>>,
}

impl Disk {
    /// The plan of an example, with what it was before where that counts.
    pub(crate) fn of(example: &Example) -> Self {
        let disk = Self::with(example.texts(), example.links());
        let before = example.before().next().map(|_| Box::new(Self::with(example.before(), [])));
        Self { before, ..disk }
    }

    /// The small plan of the examples with these files and links beside or in place of its own.
    pub(crate) fn with<'t>(
        files: impl IntoIterator<Item = (&'t str, &'t str)>,
        links: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Self {
        let kept = tempfile::tempdir().expect("a folder for the plan");
        let plans = kept.path().join("plans");
        for (file, text) in BASE.iter().copied().chain(files) {
            write(&plans.join("wendale").join(file), text);
        }
        for (link, target) in links {
            make_link(Path::new(target), &plans.join("wendale").join(link));
        }
        Self { _kept: kept, root: Root::new(&plans), before: None }
    }

    /// Everything that is wrong.
    pub(crate) fn problems(&self) -> Vec<Diagnostic> {
        let mut loaded = store::load(&self.root).expect("the plans folder is listed");
        let judge = Judge { today: Date::parse("2026-06-30").expect("a day"), as_of: None };
        loaded.problems.extend(rules::check(&loaded.portfolio, judge));
        if let Some(before) = &self.before {
            let before = store::load(&before.root).expect("the plans folder is listed").portfolio;
            let since = Since { before: &before, entries: &[], former: &[], today: judge.today };
            loaded.problems.extend(rules::since(&loaded.portfolio, since));
        }
        rules::baseline::part(&loaded.portfolio, judge.asked(), loaded.problems).fresh
    }

    /// The same in words, with places, helps and the other places that they name.
    pub(crate) fn said(&self) -> String {
        let mut text = String::new();
        for finding in store::findings(&self.root, self.problems()) {
            self.add(&mut text, &finding);
        }
        text
    }

    fn add(&self, text: &mut String, finding: &Finding) {
        let problem = &finding.diagnostic;
        let severity = problem.severity.word();
        writeln!(text, "{}: {severity}[{}]: {}", self.at(&finding.site), problem.rule, problem.message)
            .expect("a text grows");
        for (site, what) in &finding.also {
            writeln!(text, "  also: {}: {what}", self.at(site)).expect("a text grows");
        }
        writeln!(text, "  help: {}", problem.help.as_deref().unwrap_or_default()).expect("a text grows");
    }

    fn at(&self, site: &Site) -> String {
        let start = site.start();
        let path = site.path.replace(&format!("{}/", self.root.folder().display()), "");
        format!("{path}:{}:{}", start.line, start.column)
    }
}

#[expect(clippy::disallowed_methods, reason = "a test makes the files that it needs")]
fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder of a file");
    fs::write(path, text).expect("a file of the plan");
}

#[cfg(unix)]
fn make_link(target: &Path, link: &Path) {
    std::os::unix::fs::symlink(target, link).expect("a link of the plan");
}

#[cfg(windows)]
fn make_link(target: &Path, link: &Path) {
    std::os::windows::fs::symlink_file(target, link).expect("a link of the plan");
}
