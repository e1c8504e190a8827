//! What names a part of a plan whose file or folder gets another name by somebody else's hand.

use super::rename::part;
use super::{Desk, Refused, Renamed, Subject};

/// What has to follow when a file or folder, by its path from the plans folder, gets another path: everything that
/// names what it stands for. Nothing where its name stays, or stands for nothing.
///
/// # Errors
///
/// The name cannot be taken.
pub fn follow(desk: &Desk, from: &str, to: &str) -> Result<Renamed, Refused> {
    let (old, new) = (name(from), name(to));
    match subject(desk, from) {
        Some(subject) if old != new => part(desk, subject, new),
        Some(_) | None => Ok(Renamed::default()),
    }
}

/// What a file or folder stands for, where its name is a reference.
fn subject<'d>(desk: &'d Desk, path: &str) -> Option<Subject<'d>> {
    if let Some(Subject::Action(action)) = desk.subject(path) {
        return Some(Subject::Action(action));
    }
    let own = |file: &str| desk.subject(&format!("{path}/{file}"));
    own("objective.toml").or_else(|| own("theme.toml"))
}

fn name(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::follow;
    use crate::language::example::on_disk;

    fn followed(from: &str, to: &str) -> Vec<String> {
        let (_folder, desk) = on_disk();
        match follow(&desk, from, to) {
            Ok(renamed) => renamed.edits.into_iter().map(|(file, _)| file).collect(),
            Err(why) => vec![why.to_string()],
        }
    }

    #[test]
    fn what_names_a_file_follows_it() {
        assert_eq!(
            followed("wendale/help/1/1.2.toml", "wendale/help/1.20.toml"),
            ["avon/help/9.toml", "wendale/help/1/1.1.toml", "wendale/baseline.toml"]
        );
        assert_eq!(followed("wendale/help/1", "wendale/help/4"), ["wendale/help/1/1.1.toml"]);
    }

    #[test]
    fn what_has_no_name_or_keeps_it_takes_nothing_along() {
        for (from, to) in [
            ("wendale/help/1/1.2.toml", "wendale/help/1.2.toml"),
            ("wendale/parties.toml", "wendale/people.toml"),
            ("wendale/plan.toml", "wendale/x.toml"),
            ("wendale", "wandale"),
            ("nowhere/1.toml", "nowhere/2.toml"),
        ] {
            assert_eq!(followed(from, to), Vec::<String>::new(), "{from}");
        }
        assert_eq!(followed("wendale/help/1/1.2.toml", "wendale/help/1/a b.toml").len(), 1);
    }
}
