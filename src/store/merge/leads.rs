//! Blank lines and comments of three versions as one. Both sides' comments stay; there is nothing to disagree about.

/// What stands above a piece, or at the end of a text.
pub(super) fn merged(base: &str, ours: &str, theirs: &str) -> String {
    if comments(theirs).eq(comments(base)) && ours != base {
        return ours.to_owned();
    }
    if comments(ours).eq(comments(base)) {
        return theirs.to_owned();
    }
    both(base, ours, theirs)
}

/// The comment lines that a version has and the base has not.
pub(super) fn added<'t>(base: &'t str, version: &'t str) -> impl Iterator<Item = &'t str> {
    comments(version).filter(|line| !has(base, line))
}

/// What follows a value or a header on its line: blanks, a comment, the end of the line.
pub(super) fn after(base: &str, ours: &str, theirs: &str) -> String {
    if theirs == base || theirs.trim() == ours.trim() || theirs.trim().is_empty() && ours != base {
        return ours.to_owned();
    }
    if ours == base || ours.trim().is_empty() {
        return theirs.to_owned();
    }
    format!("{} {}\n", ours.trim_end(), theirs.trim())
}

/// Our lines but for those that theirs took out, with those that theirs added after their neighbours.
fn both(base: &str, ours: &str, theirs: &str) -> String {
    let stays = |line: &&str| line.trim().is_empty() || !has(base, line) || has(theirs, line);
    let mut lines: Vec<&str> = ours.split_inclusive('\n').filter(stays).collect();
    let mut place = 0;
    for line in theirs.split_inclusive('\n').filter(|line| !line.trim().is_empty()) {
        if let Some(at) = lines.iter().position(|ours| ours.trim() == line.trim()) {
            place = at.saturating_add(1);
        } else if !has(base, line) {
            let blanks = lines.iter().skip(place).take_while(|line| line.trim().is_empty()).count();
            place = if place == 0 { blanks } else { place };
            let rest = lines.iter().skip(place).take_while(|line| !line.trim().is_empty()).count();
            place = place.saturating_add(rest);
            lines.insert(place, line);
            place = place.saturating_add(1);
        }
    }
    lines.concat()
}

fn comments(lead: &str) -> impl Iterator<Item = &str> {
    lead.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn has(lead: &str, line: &str) -> bool {
    comments(lead).any(|other| other == line.trim())
}

#[cfg(test)]
mod tests {
    use super::{after, merged};

    #[test]
    fn comments_of_both_sides_stay() {
        assert_eq!(merged("\n# a\n", "\n# a\n# b\n", "\n# c\n# a\n"), "\n# a\n# b\n# c\n");
        assert_eq!(merged("\n# a\n", "\n# b\n", "\n# c\n"), "\n# b\n# c\n");
        assert_eq!(merged("\n", "\n# b\n\n", "\n# c\n"), "\n# b\n# c\n\n");
    }

    #[test]
    fn a_comment_goes_with_the_side_that_took_it_out() {
        assert_eq!(merged("# a\n# b\n", "# a\n# b\n# c\n", "# b\n"), "# b\n# c\n");
        assert_eq!(merged("# a\n", "\n# a\n", ""), "");
        assert_eq!(merged("# a\n", "# b\n", "\n# a\n"), "# b\n");
    }

    #[test]
    fn blank_lines_are_as_the_side_has_them_that_changed_them() {
        assert_eq!(merged("\n# a\n", "\n\n# a\n", "\n# a\n"), "\n\n# a\n");
        assert_eq!(merged("\n# a\n", "\n# a\n", "# a\n"), "# a\n");
        assert_eq!(merged("\n# a\n", "\n\n# a\n", "# a\n"), "\n\n# a\n");
    }

    #[test]
    fn comments_on_one_line_stand_behind_each_other() {
        assert_eq!(after(" # a\n", " # b\n", " # a\n"), " # b\n");
        assert_eq!(after("\n", "  # b\n", " # c\n"), "  # b # c\n");
        assert_eq!(after(" # a\n", "\n", " # c\n"), " # c\n");
        assert_eq!(after(" # a\n", " # c\n", "\n"), " # c\n");
        assert_eq!(after(" # a\n", " # a\n", "\n"), "\n");
    }
}
