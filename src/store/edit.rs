//! Changing a file's text so that it says something else, and nothing more.
//!
//! The caller changes the value; the text follows by [splices](super::splice) that touch only what differs, and is
//! read again to see that it says exactly what was asked before anybody writes it.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{splice, toml};
use crate::model::{Plain, change};
use crate::source::Edit;

/// Why a text was not changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    #[error("the file is not TOML: {0}")]
    Syntax(String),
    #[error("`{0}` holds something that cannot be read; `vawg check` shows it in its place")]
    Unreadable(String),
    #[error("the change cannot be written into the file as it stands ({0}); make it by hand")]
    Unfaithful(String),
}

/// The text with the value that it holds changed.
///
/// Comments, order, quotation marks, line ends and everything that the value does not know stay as they are.
///
/// # Errors
///
/// The text cannot be read, or the changed text would not read back as the changed value.
pub fn change_text<T>(text: &str, change: impl FnOnce(&mut T)) -> Result<String, EditError>
where
    T: Serialize + DeserializeOwned + Default,
{
    let tree = toml::parse(text).map_err(|error| EditError::Syntax(error.message))?;
    let old: T = toml::read(&tree, false).value.unwrap_or_default();
    let mut new: T = toml::read(&tree, false).value.unwrap_or_default();
    change(&mut new);
    let edits = splice::edits(text, &tree, &entries(&old), &entries(&new)).map_err(EditError::Unreadable)?;
    let changed = apply(text, edits);
    confirm(&changed, &new)?;
    Ok(changed)
}

/// The text of a new file that holds a value; tables that say nothing are left out.
#[must_use]
pub fn new_text<T: Serialize>(value: &T) -> String {
    let mut entries = entries(value);
    entries.retain(|(_, value)| !matches!(value, Plain::Table(within) if within.is_empty()));
    splice::whole(&entries)
}

/// The text with these edits, none of which overlaps another.
#[must_use]
pub fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let length = edits.iter().map(|edit| edit.text.len()).fold(text.len(), usize::saturating_add);
    let mut result = String::with_capacity(length);
    let mut done = 0;
    for edit in edits {
        result.push_str(text.get(done..edit.span.start).unwrap_or_default());
        result.push_str(&edit.text);
        done = done.max(edit.span.end);
    }
    result.push_str(text.get(done..).unwrap_or_default());
    result
}

/// Reads a changed text again and compares it with what was asked.
fn confirm<T: Serialize + DeserializeOwned + Default>(text: &str, wanted: &T) -> Result<(), EditError> {
    let tree = toml::parse(text).map_err(|error| EditError::Unfaithful(error.message))?;
    let found: T = toml::read(&tree, false).value.unwrap_or_default();
    match change::between(wanted, &found).first() {
        None => Ok(()),
        Some(difference) => Err(EditError::Unfaithful(format!("`{}` would come out differently", difference.key))),
    }
}

pub(super) fn entries<T: Serialize>(value: &T) -> Vec<(String, Plain)> {
    match Plain::of(value) {
        Some(Plain::Table(entries)) => entries,
        Some(_) | None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{EditError, change_text, new_text};
    use crate::model::{Action, Cost, Date, Deadline, Level, Money, Objective, Origin, Period, Rag, Reading, Update};

    const ACTION: &str = "\
# The strategy group asked for this.
action = \"Develop communications strategy\"   # in one sentence

lead = 'PCT'
support = [\"Safer Bristol\"] # by agreement

deadline = 2009-07-01
confidence = \"medium-high\"

[as_written]
deadline = \"1 st July 2009\"

[[cost]]
text = \"Campaigns\"
amount = 2_000

[[update]]
date = 2009-06-01
note = \"Begun.\"
";

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    fn update(note: &str) -> Update {
        let note = Some(note.to_owned());
        let (by, rag) = (Some("PCT".into()), Some(Rag::Red));
        Update { date: date("2009-09-07"), by, status: None, rag, note, occurrence: None, deadline_was: None }
    }

    /// The lines that an edit took out and put in.
    fn lines_changed(text: &str, change: impl FnOnce(&mut Action)) -> String {
        let changed = change_text(text, change).expect("the change can be written");
        let (old, new): (Vec<_>, Vec<_>) = (text.lines().collect(), changed.lines().collect());
        let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let end = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(|(a, b)| a == b).count();
        let out = old[start..old.len() - end].iter().map(|line| format!("-{line}\n"));
        let put = new[start..new.len() - end].iter().map(|line| format!("+{line}\n"));
        out.chain(put).collect()
    }

    #[test]
    fn a_value_gives_way_and_its_comment_stays() {
        let moved = |action: &mut Action| action.deadline = Some(Deadline::By(Period::Day(date("2009-12-01"))));
        assert_eq!(lines_changed(ACTION, moved), "-deadline = 2009-07-01\n+deadline = 2009-12-01\n");
        let reworded = |action: &mut Action| action.text = Some("Say \"no\"".into());
        assert_eq!(
            lines_changed(ACTION, reworded),
            "-action = \"Develop communications strategy\"   # in one sentence\n+action = 'Say \"no\"'   # in one sentence\n"
        );
        let helped = |action: &mut Action| action.support.push("BDAF".into());
        assert_eq!(
            lines_changed(ACTION, helped),
            "-support = [\"Safer Bristol\"] # by agreement\n+support = [\"Safer Bristol\", \"BDAF\"] # by agreement\n"
        );
        let priced = |action: &mut Action| action.costs[0].amount = Some(Money::from_pence(250_050));
        assert_eq!(lines_changed(ACTION, priced), "-amount = 2_000\n+amount = 2500.5\n");
    }

    #[test]
    fn a_new_key_goes_to_its_group() {
        let review = |action: &mut Action| action.review = Some(date("2010-01-01"));
        assert_eq!(lines_changed(ACTION, review), "+review = 2010-01-01\n");
        let reason = |action: &mut Action| action.confidence_reason = Some("Materials exist.".into());
        assert_eq!(lines_changed(ACTION, reason), "+confidence_reason = \"Materials exist.\"\n");
        let tags = |action: &mut Action| action.tags = vec!["media".into()];
        assert_eq!(lines_changed(ACTION, tags), "+tags = [\"media\"]\n+\n");
    }

    #[test]
    fn an_update_is_appended_and_a_cost_goes_before_the_log() {
        let told = |action: &mut Action| action.updates.push(update("Draft done.\nMore to come."));
        assert_eq!(
            lines_changed(ACTION, told),
            "+\n+[[update]]\n+date = 2009-09-07\n+by = \"PCT\"\n+rag = \"red\"\n+note = \"\"\"\n+Draft done.\n+More to come.\"\"\"\n"
        );
        let cost = Cost { amount: Some(Money::from_pence(500_000)), ..Cost::default() };
        assert_eq!(lines_changed(ACTION, |action| action.costs.push(cost)), "+[[cost]]\n+amount = 5000\n+\n");
    }

    #[test]
    fn a_text_that_quotes_a_conflict_is_not_taken_for_one() {
        let quoted = |action: &mut Action| action.updates.push(update("Git says\n<<<<<<< ours\nand stops."));
        assert_eq!(
            lines_changed(ACTION, quoted),
            "+\n+[[update]]\n+date = 2009-09-07\n+by = \"PCT\"\n+rag = \"red\"\n+note = \"Git says\\n<<<<<<< ours\\nand stops.\"\n"
        );
    }

    #[test]
    fn what_goes_takes_only_its_own_lines() {
        assert_eq!(
            lines_changed(ACTION, |action| action.support.clear()),
            "-support = [\"Safer Bristol\"] # by agreement\n"
        );
        assert_eq!(
            lines_changed(ACTION, |action| action.costs.clear()),
            "-[[cost]]\n-text = \"Campaigns\"\n-amount = 2_000\n-\n"
        );
    }

    #[test]
    fn line_ends_byte_order_mark_and_a_missing_last_line_end_stay() {
        let text = "\u{feff}action = \"a\"\r\n\r\nlead = \"b\"";
        let changed = change_text::<Action>(text, |action| {
            action.confidence = Some(Level::High);
            action.updates.push(update("One\nTwo"));
        });
        assert_eq!(
            changed.expect("the change can be written"),
            "\u{feff}action = \"a\"\r\n\r\nlead = \"b\"\r\n\r\nconfidence = \"high\"\r\n\r\n[[update]]\r\ndate = 2009-09-07\r\n\
             by = \"PCT\"\r\nrag = \"red\"\r\nnote = \"\"\"\r\nOne\r\nTwo\"\"\"\r\n"
        );
    }

    #[test]
    fn readings_are_added_below_their_measure() {
        let text = "title = \"t\"\n\n[[measure]]\nname = \"a\"\n\n[[measure.reading]]\ndate = 2009-01-01\nvalue = 1\n\n[[measure]]\nname = \"b\"\n";
        let changed = change_text::<Objective>(text, |objective| {
            objective.measures[0].readings.push(Reading { date: date("2010-01-01"), value: 2.5, note: None });
        });
        let added = "value = 1\n\n[[measure.reading]]\ndate = 2010-01-01\nvalue = 2.5\n\n[[measure]]\nname = \"b\"\n";
        assert!(changed.expect("the change can be written").ends_with(added));
    }

    #[test]
    fn comments_between_the_entries_of_a_list_stay() {
        const LIST: &str = "support = [\n  \"a\", # why a\n  \"b\", # why b\n  \"c\" # why c\n]\n";
        let changed = |change: fn(&mut Action)| change_text(LIST, change).expect("the change can be written");
        assert_eq!(changed(|action| _ = action.support.remove(0)), LIST.replace("\"a\",", ""));
        assert_eq!(changed(|action| _ = action.support.pop()), LIST.replace("\"c\"", ""));
        assert_eq!(changed(|action| action.support.insert(1, "d".into())), LIST.replace("\"a\"", "\"a\", \"d\""));
        assert_eq!(changed(|action| action.support.insert(0, "d".into())), LIST.replace("\"a\"", "\"d\", \"a\""));
    }

    #[test]
    fn rare_forms_of_toml_are_changed_rightly_or_not_at_all() {
        let texts = [
            "source.kind = \"review\" # the first\nsource.id = \"7\"\nlead = \"a\"\n",
            "lead = \"a\"\n\n[source] # where from\nkind = \"review\"\n",
            "lead = \"a\"\nsource = { kind = \"review\" } # inline\n",
            "lead = \"a\"\ncost = [{ text = \"b\", amount = 3 }, { amount = 4 }] # inline\n",
            "\"lead\" = 'a'\n'support' = ['''b''', \"c\"]\n",
            "lead = \"a\"\nmystery = [1, \"two\"] # unknown\n\n[other.thing]\nx = 1\n",
            "lead = \"a\"\nrecurs.every = \"3 months\"\nrecurs.from = 2014-06-30\n",
            "# nothing but a comment",
            "",
        ];
        let changes: [fn(&mut Action); 7] = [
            |action| action.lead = Some("other".into()),
            |action| action.origin = None,
            |action| action.origin = Some(Origin { id: Some("8".into()), ..Origin::default() }),
            |action| action.costs.insert(0, Cost::default()),
            |action| action.costs.clear(),
            |action| action.recurs = None,
            |action| action.updates.push(update("Begun.")),
        ];
        for (text, change) in texts.iter().flat_map(|text| changes.iter().map(move |change| (text, change))) {
            let Ok(new) = change_text(text, change) else { continue };
            let (mut before, mut after) = (Action::default(), Action::default());
            let _ = change_text::<Action>(text, |action| before.clone_from(action));
            let _ = change_text::<Action>(&new, |action| after.clone_from(action));
            change(&mut before);
            assert_eq!(before, after, "{text}\n{new}");
            assert!(!text.contains("unknown") || new.contains("mystery = [1, \"two\"] # unknown"), "{new}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_neither_lost_nor_guessed() {
        let text =
            "lead = 3\n\nsupport = [\"a\", 5]\n\n[[update]]\nnote = \"no date\"\n\n[[update]]\ndate = 2009-06-01\n";
        let changed = change_text::<Action>(text, |action| action.updates.push(update("Begun.")));
        assert!(changed.is_ok_and(|changed| changed.starts_with(text)));
        let changed = change_text::<Action>(text, |action| action.updates[0].by = Some("PCT".into()));
        assert!(matches!(changed, Err(EditError::Unreadable(key)) if key == "update"));
        let changed = change_text::<Action>(text, |action| action.support.push("b".into()));
        assert!(matches!(changed, Err(EditError::Unreadable(key)) if key == "support"));
        let changed = change_text::<Action>(text, |action| action.lead = Some("b".into()));
        assert!(changed.is_ok_and(|changed| changed == text.replace('3', "\"b\"")));
        for text in ["support = \"Police\"\n", "support = { a = 1 }\n"] {
            let changed = change_text::<Action>(text, |action| action.support.push("b".into()));
            assert!(matches!(changed, Err(EditError::Unreadable(key)) if key == "support"), "{text}");
        }
        let all_bad = "[[update]]\nnote = \"no date\"\n";
        let changed = change_text::<Action>(all_bad, |action| action.updates.push(update("Begun.")));
        assert!(matches!(changed, Err(EditError::Unreadable(key)) if key == "update"));
    }

    #[test]
    fn a_new_file_reads_back_as_its_value() {
        let action = change_text::<Action>(ACTION, |_| {}).expect("nothing changes");
        assert_eq!(action, ACTION);
        let mut value = Action { text: Some("a".into()), lead: Some("b".into()), ..Action::default() };
        value.costs = vec![Cost::default(), Cost { text: Some("c".into()), ..Cost::default() }];
        value.updates = vec![update("d")];
        value.as_written.insert("lead person".into(), "B".into());
        assert_eq!(
            new_text(&value),
            "action = \"a\"\n\nlead = \"b\"\n\n[as_written]\n\"lead person\" = \"B\"\n\n[[cost]]\n\n[[cost]]\ntext = \"c\"\n\n\
             [[update]]\ndate = 2009-09-07\nby = \"PCT\"\nrag = \"red\"\nnote = \"d\"\n"
        );
    }

    #[test]
    fn a_table_in_braces_is_written_anew_in_its_place() {
        let text = "action = \"a\"\nsource = { kind = \"DHR\", id = \"4\" }  # agreed\nlead = \"PCT\"\n";
        let with = |id: Option<&str>, scope: Option<&str>| {
            let (id, scope) = (id.map(str::to_owned), scope.map(str::to_owned));
            lines_changed(text, |action| {
                action.origin = Some(Origin { kind: Some("DHR".into()), id, recommendation: None, scope });
            })
        };
        let before = "-source = { kind = \"DHR\", id = \"4\" }  # agreed\n";
        assert_eq!(with(None, None), format!("{before}+source = {{ kind = \"DHR\" }}  # agreed\n"));
        assert_eq!(
            with(Some("4"), Some("local")),
            format!("{before}+source = {{ kind = \"DHR\", id = \"4\", scope = \"local\" }}  # agreed\n")
        );
        assert_eq!(lines_changed(text, |action| action.origin = None), before);
    }

    #[test]
    fn a_list_over_several_lines_goes_with_all_of_them() {
        let text = "action = \"a\"\nsupport = [\n  \"PCT\",\n  \"Police\",\n]\ntags = []\n";
        assert_eq!(
            change_text(text, |action: &mut Action| action.support.clear()).ok().as_deref(),
            Some("action = \"a\"\ntags = []\n")
        );
    }

    #[test]
    fn a_first_key_stands_before_all_others_and_apart_from_another_group() {
        let first =
            |text: &str| change_text(text, |action: &mut Action| action.lead = Some("PCT".into())).unwrap_or_default();
        assert_eq!(first(""), "lead = \"PCT\"\n");
        assert_eq!(first("support = [\"a\"]\n"), "lead = \"PCT\"\nsupport = [\"a\"]\n");
        assert_eq!(first("# Agreed.\ndeadline = 2009-07-01\n"), "lead = \"PCT\"\n\n# Agreed.\ndeadline = 2009-07-01\n");
        assert_eq!(first("[[cost]]\namount = 5\n"), "lead = \"PCT\"\n\n[[cost]]\namount = 5\n");
    }

    #[test]
    fn a_new_header_stands_before_those_that_come_later() {
        let risk = crate::model::Risk { text: Some("Staff leave".into()), level: None };
        let text =
            change_text(ACTION, |action: &mut Action| action.risks.push(risk)).expect("the change can be written");
        assert_eq!(text, ACTION.replace("[[cost]]", "[[risk]]\ntext = \"Staff leave\"\n\n[[cost]]"));
    }

    #[test]
    fn what_goes_takes_one_of_the_blank_lines_around_it_along_on_windows_too() {
        let text = "action = \"a\"\n\ndeadline = 2009-07-01\n\nconfidence = \"high\"\n".replace('\n', "\r\n");
        assert_eq!(
            change_text(&text, |action: &mut Action| action.deadline = None).ok().as_deref(),
            Some("action = \"a\"\r\n\r\nconfidence = \"high\"\r\n")
        );
    }

    #[test]
    fn a_new_group_stands_behind_the_keys_and_comments_that_stand_together() {
        let text =
            "lead = \"PCT\"\n# when it is looked at\n# again\nreview = 2009-01-01\n\n# Costs.\n[[cost]]\namount = 5\n";
        assert_eq!(
            change_text(text, |action: &mut Action| action.resources = Some("Time".into())).ok().as_deref(),
            Some(
                "lead = \"PCT\"\n# when it is looked at\n# again\nreview = 2009-01-01\n\nresources = \"Time\"\n\n# Costs.\n[[cost]]\namount = 5\n"
            )
        );
        assert_eq!(
            change_text(text, |action: &mut Action| action.deadline = Some(Deadline::Ongoing)).ok().as_deref(),
            Some(
                "lead = \"PCT\"\n# when it is looked at\n# again\nreview = 2009-01-01\n\ndeadline = \"ongoing\"\n\n# Costs.\n[[cost]]\namount = 5\n"
            )
        );
    }
}
