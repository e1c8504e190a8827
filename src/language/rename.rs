//! Another name for an action, an objective, a theme or a party: what moves, and everything that names it.

use super::asked::Asked;
use super::mentions::{self, Named};
use super::{Desk, Subject};
use crate::model::{Plain, Plan, acts_in_a_line, same_name};
use crate::reshape::{Below, Move, Wish};
use crate::source::{Edit, Span, edits_between};
use crate::store::{FileChange, Quote, ValueSpot, written};

/// What can get another name at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamable {
    /// The bytes that stand for it.
    pub span: Span,
    /// What it is called now.
    pub name: String,
}

/// Everything that another name changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Renamed {
    /// The edits of each file, under its old path from the plans folder.
    pub edits: Vec<(String, Vec<Edit>)>,
    /// The file or folder that gets another path, once the edits are made.
    pub moved: Option<(String, String)>,
}

/// Why something gets no other name: what speaks against it, and on a line of its own what to type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

/// What can get another name at a byte of a file.
#[must_use]
pub fn renamable(desk: &Desk, file: &str, byte: usize) -> Option<Renamable> {
    let asked = Asked::at(desk, file, byte)?;
    let (named, span) = mentions::named(&asked)?;
    let name = match named {
        Named::Part(subject) => subject.reference()?.to_owned(),
        Named::Party(_, name) => name,
        Named::File(_) => return None,
    };
    Some(Renamable { span, name })
}

/// Gives what a byte of a file names another name.
///
/// # Errors
///
/// There is nothing here that has one, or the name cannot be taken.
pub fn rename(desk: &Desk, file: &str, byte: usize, new: &str) -> Result<Renamed, Refused> {
    let asked = Asked::at(desk, file, byte);
    let named = asked.as_ref().and_then(mentions::named).map(|(named, _)| named);
    match named {
        Some(Named::Part(subject)) => part(desk, subject, new.trim()),
        Some(Named::Party(plan, name)) => party(desk, plan, &name, new.trim()),
        Some(Named::File(_)) | None => Err(Refused(
            "nothing here has a name that can be changed\nhelp: point at a reference, a party, or the text of an action"
                .to_owned(),
        )),
    }
}

/// The same as `vawg move`.
pub(super) fn part(desk: &Desk, subject: Subject<'_>, new: &str) -> Result<Renamed, Refused> {
    let refused = |error: crate::reshape::MoveError| Refused(error.to_string());
    let own = subject.reference().unwrap_or_default();
    if new == own {
        return Err(Refused(format!("`{own}` is called that already\nhelp: give another reference")));
    }
    let old = format!("{}:{own}", subject.plan().name);
    let wish = Wish { reference: &old, new, to: None, below: Below::Stays };
    let moved = Move::of(&desk.portfolio, desk.judge, |_| true, wish).map_err(refused)?;
    let changes = moved.changes(&desk.root, &desk.portfolio, desk.judge).map_err(refused)?;
    let edits = changes.edits.iter().map(|change| (change.file.clone(), edits_of(change)));
    Ok(Renamed { edits: edits.collect(), moved: Some((moved.from, moved.to)) })
}

/// The edits that make a change of a file that is there before and after.
pub(super) fn edits_of(change: &FileChange) -> Vec<Edit> {
    let text = |bytes: &Option<Vec<u8>>| String::from_utf8_lossy(bytes.as_deref().unwrap_or_default()).into_owned();
    edits_between(&text(&change.before), &text(&change.after))
}

/// Another name for a party under this one of its names; its other names stay.
fn party(desk: &Desk, plan: &Plan, old: &str, new: &str) -> Result<Renamed, Refused> {
    refuse(plan, old, new)?;
    if let Some(folder) = plan.unread_folders.first() {
        return Err(unread(desk, folder));
    }
    let is_it = |name: &str| same_name(name, old);
    let mut renamed = Renamed::default();
    for file in mentions::files_of_party(plan, is_it) {
        let mentions = mentions::of_party_in(desk, &file, is_it).ok_or_else(|| unread(desk, &file))?;
        let edits: Vec<_> = mentions.iter().map(|mention| another_text(&mention.value, new)).collect();
        if !edits.is_empty() {
            renamed.edits.push((file, edits));
        }
    }
    Ok(renamed)
}

fn unread(desk: &Desk, path: &str) -> Refused {
    let path = desk.root.shown(path);
    Refused(format!("{path} cannot be read, and may name it\nhelp: `vawg check` says what is wrong with it"))
}

fn refuse(plan: &Plan, old: &str, new: &str) -> Result<(), Refused> {
    let refused = |why: String| Err(Refused(why));
    if new.is_empty() || new.chars().any(acts_in_a_line) {
        return refused("a party has a name of one line\nhelp: give a post: `Housing Manager`".to_owned());
    }
    if new == old.trim() {
        return refused(format!("`{new}` is its name already\nhelp: give another"));
    }
    let (was, is) = (plan.party(old), plan.party(new));
    let is_same = was.zip(is).is_some_and(|(was, is)| std::ptr::eq(was, is));
    let is_spelling = same_name(old, new);
    match is {
        Some(_) if is_spelling => Ok(()),
        Some(other) if is_same => refused(format!(
            "`{new}` is a name of `{}` already\nhelp: delete the one that is not used from parties.toml",
            other.name
        )),
        Some(other) if was.is_some() => refused(format!(
            "`{new}` is in parties.toml already: `{}`\nhelp: to make one party of two, delete an entry and add its name \
             to the `aliases` of the other",
            other.name
        )),
        Some(_) | None => Ok(()),
    }
}

/// The edit that gives a value another text, in the quotation marks that it has where they can hold it.
fn another_text(value: &ValueSpot, new: &str) -> Edit {
    let is_plain = !new.contains(['"', '\'', '\\']);
    match value.quote {
        Quote::Closed | Quote::Lines if is_plain => Edit { span: value.inner.clone(), text: new.to_owned() },
        Quote::None | Quote::Closed | Quote::Open | Quote::Lines => {
            Edit { span: value.span.clone(), text: written(&Plain::Text(new.to_owned())) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Renamed, renamable, rename};
    use crate::language::Desk;
    use crate::language::example::{desk_at, edited, first_with, on_disk};

    const FILE: &str = "wendale/help/1/1.1.toml";

    /// What is renamed, a line for each line that comes out differently.
    fn shown(desk: &Desk, renamed: &Renamed) -> String {
        let mut lines = Vec::new();
        for (file, edits) in &renamed.edits {
            let old = desk.text(file).expect("a text");
            let new = edited(&old, edits);
            assert_eq!(old.lines().count(), new.lines().count());
            let changed = old.lines().zip(new.lines()).filter(|(a, b)| a != b);
            lines.extend(changed.map(|(_, line)| format!("{file}: {line}")));
        }
        lines.extend(renamed.moved.iter().map(|(from, to)| format!("{from} -> {to}")));
        lines.join("\n")
    }

    fn on_disk_renamed(file: &str, at: &str, new: &str) -> String {
        let (_folder, desk) = on_disk();
        let byte = desk.text(file).expect("a text").find(at).expect("it is there") + 1;
        match rename(&desk, file, byte, new) {
            Ok(renamed) => shown(&desk, &renamed),
            Err(refused) => refused.to_string(),
        }
    }

    fn party(marked: &str, new: &str) -> String {
        let (desk, byte) = desk_at(FILE, marked);
        match rename(&desk, FILE, byte, new) {
            Ok(renamed) => shown(&desk, &renamed),
            Err(refused) => refused.to_string(),
        }
    }

    #[test]
    fn a_reference_takes_its_file_and_what_names_it_along() {
        insta::assert_snapshot!(on_disk_renamed("wendale/help/1/1.2.toml", "Train", "1.20"), @r#"
        avon/help/9.toml: see = ["wendale:1.20"]
        wendale/help/1/1.1.toml: see = ["1.20", "1"]
        wendale/baseline.toml: ref = "1.20"
        wendale/help/1/1.2.toml -> wendale/help/1/1.20.toml
        "#);
        insta::assert_snapshot!(on_disk_renamed(FILE, "\"1.2\"", "1.20"), @r#"
        avon/help/9.toml: see = ["wendale:1.20"]
        wendale/help/1/1.1.toml: see = ["1.20", "1"]
        wendale/baseline.toml: ref = "1.20"
        wendale/help/1/1.2.toml -> wendale/help/1/1.20.toml
        "#);
        insta::assert_snapshot!(on_disk_renamed(FILE, "\"1\"", "4"), @r#"
        wendale/help/1/1.1.toml: see = ["1.2", "4"]
        wendale/help/1 -> wendale/help/4
        "#);
        insta::assert_snapshot!(on_disk_renamed("wendale/help/theme.toml", "title", "aid"), @"wendale/help -> wendale/aid");
    }

    #[test]
    fn a_party_keeps_its_name_where_not_everything_that_may_name_it_can_be_read() {
        let (_folder, mut desk) = on_disk();
        let byte = desk.text(FILE).expect("a text").find("Housing").expect("it is there") + 1;
        let renamed =
            |desk: &Desk| rename(desk, FILE, byte, "Head").expect_err("it may be named elsewhere").to_string();
        let large = "#".repeat(1 << 21);
        crate::store::write::create(&desk.root.folder().join("wendale/contacts.toml"), large.as_bytes()).expect("new");
        let shown = desk.root.shown("wendale");
        let why = "cannot be read, and may name it\nhelp: `vawg check` says what is wrong with it";
        assert_eq!(renamed(&desk), format!("{shown}/contacts.toml {why}"));
        desk.portfolio.plans.iter_mut().for_each(|plan| _ = plan.unread_folders.insert(format!("{}/x", plan.name)));
        assert_eq!(renamed(&desk), format!("{shown}/x {why}"));
    }

    #[test]
    fn what_move_refuses_is_refused() {
        insta::assert_snapshot!(on_disk_renamed(FILE, "\"1.2\"", "1.3"), @"
        there is already `1.3` in wendale
        help: choose another reference
        ");
        insta::assert_snapshot!(on_disk_renamed(FILE, "\"1.2\"", "a b"), @"
        `a b` cannot be a name: a reference is made of the letters A to Z, digits, `.`, `_` and `-`
        help: for instance `a-b`
        ");
        insta::assert_snapshot!(on_disk_renamed(FILE, "\"1.2\"", "avon:1.2"), @"
        nothing moves from one plan to another
        help: `vawg update wendale:1.2 --status carried-forward`, and a new action in the other plan with `carried_from`
        ");
        insta::assert_snapshot!(on_disk_renamed(FILE, "\"1.2\"", "1.2"), @"
        `1.2` is called that already
        help: give another reference
        ");
        insta::assert_snapshot!(on_disk_renamed(FILE, "Officer time", "x"), @"
        nothing here has a name that can be changed
        help: point at a reference, a party, or the text of an action
        ");
    }

    #[test]
    fn a_party_is_renamed_under_the_name_that_is_pointed_at() {
        insta::assert_snapshot!(party(&first_with("Housing Manager", "Hou|sing Manager"), "Head of \"Homes\""), @r#"
        wendale/help/1/1.1.toml: lead = 'Head of "Homes"'
        wendale/help/1/objective.toml: lead = 'Head of "Homes"'
        wendale/parties.toml: name = 'Head of "Homes"'
        "#);
        insta::assert_snapshot!(party(&first_with("head of", "he|ad of"), "Homes lead"), @r#"
        wendale/help/1/1.1.toml: by = "Homes lead"
        wendale/parties.toml: aliases = ["Homes lead"]
        "#);
        insta::assert_snapshot!(party(&first_with("Police", "Pol|ice"), "Delivery Group"), @r#"wendale/help/1/1.1.toml: support = ["Delivery Group", "Delivery Group"]"#);
    }

    #[test]
    fn two_parties_are_not_made_one_by_a_name() {
        insta::assert_snapshot!(party(&first_with("Housing Manager", "Hou|sing Manager"), "delivery group"), @"
        `delivery group` is in parties.toml already: `Delivery Group`
        help: to make one party of two, delete an entry and add its name to the `aliases` of the other
        ");
        insta::assert_snapshot!(party(&first_with("Housing Manager", "Hou|sing Manager"), "Head of Housing"), @"
        `Head of Housing` is a name of `Housing Manager` already
        help: delete the one that is not used from parties.toml
        ");
        insta::assert_snapshot!(party(&first_with("Housing Manager", "Hou|sing Manager"), " \u{202e}"), @"
        a party has a name of one line
        help: give a post: `Housing Manager`
        ");
        insta::assert_snapshot!(party(&first_with("Housing Manager", "Hou|sing Manager"), "Housing Manager"), @"
        `Housing Manager` is its name already
        help: give another
        ");
    }

    #[test]
    fn the_bytes_of_a_name_are_without_its_quotation_marks() {
        let (desk, byte) = desk_at(FILE, &first_with("\"1.2\"", "\"1.|2\""));
        let found = renamable(&desk, FILE, byte).expect("a reference");
        assert_eq!((&desk.text(FILE).expect("a text")[found.span], found.name.as_str()), ("1.2", "1.2"));
        let (desk, byte) = desk_at(FILE, &first_with("resources", "re|sources"));
        assert_eq!(renamable(&desk, FILE, byte), None);
    }
}
