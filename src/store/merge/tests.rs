//! Merging by keys, text in and text out.

use super::{Ending, Merged, Versions, merge};

const BASE: &str = "\
# The strategy group asked for this.
action = \"Develop communications strategy\"

lead = 'PCT'   # a post
support = [\"Safer Bristol\"]

deadline = 2009-07-01
confidence = \"medium\"

[as_written]
deadline = \"1 st July 2009\"

[[cost]]
text = \"Campaigns\"
amount = 2000

[[update]]
date = 2009-06-01
by = \"PCT\"
note = \"Begun.\"
";

/// A merge in which the lines are of no help.
fn merged(base: &str, ours: &str, theirs: &str) -> (String, Ending) {
    let versions = Versions { base: base.as_bytes(), ours: ours.as_bytes(), theirs: theirs.as_bytes() };
    let by_lines = Merged { bytes: b"by lines".to_vec(), ending: Ending::Conflict };
    let merged = merge(versions, by_lines, 7);
    (String::from_utf8(merged.bytes).expect("text in, text out"), merged.ending)
}

/// The base with some texts in the place of others.
fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(BASE.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    })
}

fn update(date: &str, note: &str) -> String {
    format!("\n[[update]]\ndate = {date}\nnote = \"{note}\"\n")
}

#[test]
fn updates_of_both_sides_stand_in_the_order_of_their_dates() {
    let ours = BASE.to_owned() + &update("2009-09-07", "ours") + &update("2009-12-01", "ours");
    let theirs = BASE.to_owned() + &update("2009-08-01", "theirs") + &update("2009-09-07", "theirs");
    let expected = [("2009-08-01", "theirs"), ("2009-09-07", "ours"), ("2009-09-07", "theirs"), ("2009-12-01", "ours")];
    let expected: String = expected.iter().map(|(date, note)| update(date, note)).collect();
    assert_eq!(merged(BASE, &ours, &theirs), (BASE.to_owned() + &expected, Ending::Clean));
    assert_eq!(merged(BASE, &theirs, &theirs).0, theirs);
    let same = BASE.to_owned() + &update("2009-08-01", "theirs");
    let both = merged(BASE, &same, &theirs).0;
    assert_eq!(both, theirs, "an update that both sides added stands once");
}

#[test]
fn keys_that_stand_together_are_merged_and_comments_of_both_sides_stay() {
    let ours = with(&[
        ("'PCT'   # a post", "\"Police\"   # a post"),
        ("amount = 2000", "# asked for in May\namount = 2500"),
        ("# The strategy", "# Ours.\n# The strategy"),
    ]);
    let theirs = with(&[
        ("support = [\"Safer Bristol\"]", "support = [\"Safer Bristol\", \"BDAF\"] # as agreed"),
        ("# a post", "# a post, for now"),
        ("\"Campaigns\"", "\"Campaigns\" # posters"),
        ("this.\n", "this.\n# Theirs.\n"),
        ("note = ", "rag = \"amber\"\nnote = "),
    ]);
    let (text, ending) = merged(BASE, &ours, &theirs);
    let expected = with(&[
        ("'PCT'   # a post", "\"Police\"   # a post, for now"),
        ("amount = 2000", "# asked for in May\namount = 2500"),
        ("# The strategy", "# Ours.\n# The strategy"),
        ("support = [\"Safer Bristol\"]", "support = [\"Safer Bristol\", \"BDAF\"] # as agreed"),
        ("\"Campaigns\"", "\"Campaigns\" # posters"),
        ("this.\n", "this.\n# Theirs.\n"),
        ("note = ", "rag = \"amber\"\nnote = "),
    ]);
    assert_eq!((text, ending), (expected, Ending::Clean));
}

#[test]
fn a_conflict_holds_only_the_lines_that_disagree() {
    let ours = with(&[("2009-07-01", "2009-09-01"), ("'PCT'", "'Police'")]) + &update("2009-08-01", "ours");
    let theirs = with(&[("2009-07-01", "2009-12-01"), ("\"medium\"", "\"low\"")]) + &update("2009-07-30", "theirs");
    let (text, ending) = merged(BASE, &ours, &theirs);
    let conflict = "\
<<<<<<< ours
deadline = 2009-09-01
=======
deadline = 2009-12-01
>>>>>>> theirs";
    let expected = with(&[("deadline = 2009-07-01", conflict), ("'PCT'", "'Police'"), ("\"medium\"", "\"low\"")]);
    let expected = expected + &update("2009-07-30", "theirs") + &update("2009-08-01", "ours");
    assert_eq!((text, ending), (expected, Ending::Conflict));
}

#[test]
fn what_one_side_took_out_and_the_other_changed_is_a_conflict() {
    let without = with(&[("\n[[update]]\ndate = 2009-06-01\nby = \"PCT\"\nnote = \"Begun.\"\n", "")]);
    assert_eq!(merged(BASE, &without, &with(&[("'PCT'", "'Police'")])).0, without.replace("'PCT'", "'Police'"));
    let edited = with(&[("Begun.", "Begun well.")]);
    let block = "[[update]]\ndate = 2009-06-01\nby = \"PCT\"\nnote = \"Begun well.\"\n";
    let (text, ending) = merged(BASE, &without, &edited);
    let marked = format!("{without}\n<<<<<<< ours\n=======\n{block}>>>>>>> theirs\n");
    assert_eq!((text, ending), (marked, Ending::Conflict));
    let (text, _) = merged(BASE, &edited, &without);
    assert_eq!(text, format!("{without}\n<<<<<<< ours\n{block}=======\n>>>>>>> theirs\n"));
}

#[test]
fn an_entry_keeps_the_edits_of_both_sides() {
    let ours = with(&[("Begun.", "Begun well.")]) + &update("2009-06-01", "More.");
    let theirs = with(&[("by = \"PCT\"", "by = \"NHS\"")]);
    let (text, ending) = merged(BASE, &ours, &theirs);
    assert_eq!((text, ending), (ours.replace("by = \"PCT\"", "by = \"NHS\""), Ending::Clean));
}

#[test]
fn a_file_that_both_sides_added_is_merged_from_nothing() {
    let ours = BASE.to_owned() + &update("2009-09-01", "ours");
    let theirs = with(&[("confidence = \"medium\"\n", "confidence = \"medium\"\nreview = 2010-01-01\n")]);
    let theirs = theirs + &update("2009-08-01", "theirs");
    let (text, ending) = merged("", &ours, &theirs);
    let expected = with(&[("confidence = \"medium\"\n", "confidence = \"medium\"\nreview = 2010-01-01\n")]);
    let expected = expected + &update("2009-08-01", "theirs") + &update("2009-09-01", "ours");
    assert_eq!((text, ending), (expected, Ending::Clean));
}

#[test]
fn line_ends_byte_order_mark_and_a_missing_last_line_end_stay() {
    let windows = |text: &str| format!("\u{feff}{}", text.trim_end().replace('\n', "\r\n"));
    let ours = windows(&with(&[("'PCT'", "'Police'")]));
    let theirs = with(&[("\"Safer Bristol\"", "\"Safer Bristol\", \"BDAF\"")]);
    let expected = windows(&theirs.replace("'PCT'", "'Police'"));
    assert_eq!(merged(&windows(BASE), &ours, &windows(&theirs)), (expected.clone(), Ending::Clean));
    let plain = theirs.replace("'PCT'", "'Police'");
    assert_eq!(merged(&windows(BASE), &ours, &theirs).0, plain, "whoever changed them has the say");
    assert_eq!(merged(BASE, &ours, &theirs).0, expected);
}

#[test]
fn readings_go_to_their_measure() {
    let reading = |date: &str, value: u32| format!("\n[[measure.reading]]\ndate = {date}\nvalue = {value}\n");
    let base =
        |a: &str, b: &str| format!("title = \"t\"\n\n[[measure]]\nname = \"a\"\n{a}\n[[measure]]\nname = \"b\"\n{b}");
    let (old, early, late) = (reading("2009-01-01", 1), reading("2009-04-01", 2), reading("2009-07-01", 3));
    let ours = base(&(old.clone() + &late), &late);
    let theirs = base(&(old.clone() + &early), &late.replace('3', "4"));
    let (text, ending) = merged(&base(&old, ""), &ours, &theirs);
    let disagree = late.replace("value = 3\n", "<<<<<<< ours\nvalue = 3\n=======\nvalue = 4\n>>>>>>> theirs\n");
    assert_eq!((text, ending), (base(&(old + &early + &late), &disagree), Ending::Conflict));
}

#[test]
fn what_is_not_toml_or_has_rare_forms_is_left_to_the_merge_by_lines() {
    let others = [
        ("lead = ", "lead = 1"),
        ("lead = ", "source.kind = \"a\"\nlead = "),
        ("[as_written]", "[as_written.x]"),
        ("[as_written]", "[\"as.written\"]"),
    ];
    for (old, new) in others {
        let (text, ending) = merged(BASE, &with(&[(old, new)]), &with(&[("2009-07-01", "2009-12-01")]));
        assert_eq!((text.as_str(), ending), ("by lines", Ending::Conflict), "{new}");
    }
}

#[test]
fn what_is_not_toml_does_not_become_it_by_its_line_ends_or_its_mark() {
    let theirs = with(&[("2009-07-01", "2009-12-01")]);
    for broken in [BASE.replacen("\n\n", "\r\r\n\n", 1), format!("\u{feff}\u{feff}{BASE}"), format!("{BASE}lead = 1\r")]
    {
        assert_eq!(merged(BASE, &broken, &theirs).0, "by lines", "{broken:?}");
        assert_eq!(merged(&broken, BASE, &theirs).0, "by lines", "{broken:?}");
    }
}

#[test]
fn a_comment_at_the_end_stays_one_where_both_sides_added_something_behind_it() {
    for (end, behind) in [("\n# Ask Housing next.\n", ""), ("# Ask Housing next.\n\n# Then Health.\n", "# mine\n")] {
        let base = BASE.to_owned() + end;
        let new = |date, note| format!("\n{behind}{}", update(date, note).trim_start());
        let ours = base.clone() + &new("2009-09-07", "ours");
        let theirs = base.clone() + &new("2009-10-01", "theirs");
        let expected = ours.clone() + &new("2009-10-01", "theirs");
        assert_eq!(merged(&base, &ours, &theirs), (expected, Ending::Clean));
        assert_eq!(merged(&base, &theirs, &ours).0.matches("Ask Housing").count(), 1);
    }
}

#[test]
fn the_merge_by_lines_is_taken_where_it_says_the_same_and_has_every_comment() {
    let ours = with(&[("\"medium\"", "\"high\"")]);
    let theirs = with(&[("amount = 2000", "amount = 2500 # agreed")]);
    let both = ours.replace("amount = 2000", "amount = 2500 # agreed");
    let taken = |lines: &str, ending: Ending| {
        let versions = Versions { base: BASE.as_bytes(), ours: ours.as_bytes(), theirs: theirs.as_bytes() };
        let merged = merge(versions, Merged { bytes: lines.as_bytes().to_vec(), ending }, 7);
        assert_eq!(merged.ending, Ending::Clean);
        String::from_utf8(merged.bytes).expect("text in, text out")
    };
    let spaced = both.replacen("\n\n", "\n\n\n", 1);
    assert_eq!(taken(&spaced, Ending::Clean), spaced);
    assert_eq!(taken(&spaced, Ending::Conflict), both);
    for (said, other) in [("\"high\"", "\"low\""), (" # agreed", ""), ("lead = ", "lead = = ")] {
        assert_eq!(taken(&spaced.replace(said, other), Ending::Clean), both, "{other}");
    }
}

#[test]
fn a_side_that_changed_nothing_leaves_the_other_as_it_is_whatever_that_says() {
    let (base, changed) = ("no toml\n", "nor = = this\n");
    for (ours, theirs) in [(base, changed), (changed, base), (changed, changed)] {
        assert_eq!(merged(base, ours, theirs), (changed.to_owned(), Ending::Clean));
    }
}

#[test]
fn a_merge_by_lines_that_breaks_a_file_is_a_conflict_of_the_whole_of_it() {
    let rare = "source.kind = \"a\"\nlead = ";
    let (base, ours, theirs) = (
        with(&[("lead = ", rare)]),
        with(&[("lead = ", rare), ("\"medium\"", "\"high\"")]),
        with(&[("lead = ", rare), ("amount = 2000", "amount = 2500")]),
    );
    let versions = Versions { base: base.as_bytes(), ours: ours.as_bytes(), theirs: theirs.as_bytes() };
    let by_lines = |lines: &str| Merged { bytes: lines.as_bytes().to_vec(), ending: Ending::Clean };
    let fine = ours.replace("amount = 2000", "amount = 2500");
    assert_eq!(merge(versions, by_lines(&fine), 7), by_lines(&fine));
    let broken = merge(versions, by_lines(&fine.replace("lead = ", "lead = = ")), 7);
    assert_eq!(broken.ending, Ending::Conflict);
    let text = String::from_utf8(broken.bytes).expect("text in, text out");
    assert!(text.contains(&ours) && text.contains(&theirs), "{text}");
}

#[test]
fn what_both_sides_add_to_a_list_is_in() {
    let list = |entries: &str| with(&[("[\"Safer Bristol\"]", entries)]);
    let (ours, theirs) = (list("[\"Safer Bristol\", \"BDAF\"]"), list("[\"PCT\", \"Safer Bristol\"]"));
    let expected = list("[\"PCT\", \"Safer Bristol\", \"BDAF\"]");
    assert_eq!(merged(BASE, &ours, &theirs), (expected, Ending::Clean));
    let (ours, theirs) = (list("[\"Safer Bristol\", \"BDAF\"] # both"), list("[]"));
    assert_eq!(merged(BASE, &ours, &theirs), (list("[\"BDAF\"] # both"), Ending::Clean));
}

#[test]
fn a_piece_that_was_taken_out_is_missed_where_the_other_side_said_something_above_it() {
    let without = with(&[("confidence = \"medium\"\n", "")]);
    let commented = with(&[("confidence = ", "# Ask the board.\nconfidence = ")]);
    let (text, ending) = merged(BASE, &without, &commented);
    assert_eq!(ending, Ending::Conflict);
    assert!(text.contains("# Ask the board.\nconfidence = \"medium\"\n"), "{text}");
    assert_eq!(merged(BASE, &without, &with(&[("1 st", "1st")])).1, Ending::Clean);
}

#[test]
fn entries_in_another_order_stand_as_their_side_put_them() {
    let cost = |text: &str| format!("\n[[cost]]\ntext = \"{text}\"\namount = 10\n");
    let (one, two, three) = (cost("One"), cost("Two"), cost("Three"));
    let base = format!("action = \"a\"\n{one}{two}");
    let ours = format!("action = \"a\"\n{one}{two}{three}");
    let theirs = format!("action = \"a\"\n{two}{one}");
    let expected = format!("action = \"a\"\n{two}{one}{three}");
    assert_eq!(merged(&base, &ours, &theirs), (expected, Ending::Clean));
}

#[test]
fn a_key_stands_above_the_entries_that_the_other_side_added() {
    let base = "action = \"a\"\n";
    let new = update("2009-06-01", "ours");
    let (ours, theirs) = (format!("{base}{new}"), format!("{base}\nlead = \"PCT\"\n"));
    assert_eq!(merged(base, &ours, &theirs), (format!("{theirs}{new}"), Ending::Clean));
    assert_eq!(merged(base, &theirs, &ours), (format!("{theirs}{new}"), Ending::Clean));
}

#[test]
fn a_comment_that_both_sides_took_from_the_end_stays_where_it_stands_a_second_time() {
    let above = with(&[("confidence = ", "# Ask Housing.\nconfidence = ")]);
    let base = format!("{above}\n# Ask Housing.\n");
    let (ours, theirs) = (above.replace("'PCT'", "'Police'"), above.replace("2000", "2500"));
    assert_eq!(merged(&base, &ours, &theirs), (ours.replace("2000", "2500"), Ending::Clean));
}

#[test]
fn a_comment_at_the_end_stays_where_one_side_added_something_behind_it() {
    let base = BASE.to_owned() + "\n# Ask Housing next.\n";
    let added = base.clone() + "# At their meeting.\n" + update("2009-09-07", "new").trim_start();
    let other = base.replace("'PCT'", "'Police'");
    let expected = (added.replace("'PCT'", "'Police'"), Ending::Clean);
    assert_eq!(merged(&base, &other, &added), expected);
    assert_eq!(merged(&base, &added, &other), expected);
}

#[test]
fn a_blank_line_stays_above_what_both_sides_added_behind_a_comment_at_the_end() {
    let base = BASE.to_owned() + "\n# Ask Housing next.\n";
    let ours = base.clone() + update("2009-09-07", "ours").trim_start();
    let theirs = base.clone() + "# Mine.\n" + update("2009-10-01", "theirs").trim_start();
    let expected = format!("{ours}\n# Mine.\n{}", update("2009-10-01", "theirs").trim_start());
    assert_eq!(merged(&base, &ours, &theirs), (expected, Ending::Clean));
}

#[test]
fn comments_within_a_list_that_both_sides_changed_are_not_lost() {
    let list = |entries: &str| with(&[("[\"Safer Bristol\"]", entries)]);
    let ours = list("[\n  \"Safer Bristol\",\n  \"BDAF\", # since May\n]");
    let theirs = list("[\n  \"Safer Bristol\",\n  \"PCT\", # since June\n]");
    assert_eq!(merged(BASE, &ours, &theirs).0, "by lines");
}

#[test]
fn a_comment_that_one_side_took_out_goes_for_good() {
    let ours = with(&[("amount = 2000", "amount = 2500")]);
    let theirs = with(&[("# The strategy group asked for this.\n", "")]);
    let expected = theirs.replace("amount = 2000", "amount = 2500");
    assert_eq!(merged(BASE, &ours, &theirs), (expected.clone(), Ending::Clean));
    assert_eq!(merged(BASE, &theirs, &ours), (expected, Ending::Clean));
}

#[test]
fn a_blank_line_stays_above_what_is_added_to_a_file_without_a_last_line_end() {
    let base = BASE.trim_end();
    let ours = base.replace("Begun.", "Begun well.");
    let new = update("2009-08-01", "theirs");
    let theirs = format!("{base}\n{}", new.trim_end());
    assert_eq!(merged(base, &ours, &theirs), (format!("{ours}\n{}", new.trim_end()), Ending::Clean));
}

#[test]
fn an_update_is_the_same_while_most_of_it_is() {
    let ours = with(&[("2009-06-01", "2009-06-02")]);
    let theirs = with(&[("Begun.", "Begun well.")]);
    assert_eq!(merged(BASE, &ours, &theirs), (ours.replace("Begun.", "Begun well."), Ending::Clean));
}

#[test]
fn a_cost_of_which_only_half_is_the_same_is_another() {
    let ours = with(&[("\"Campaigns\"", "\"Posters\"")]);
    let theirs = with(&[("amount = 2000", "amount = 2500")]);
    let (text, ending) = merged(BASE, &ours, &theirs);
    assert_eq!(ending, Ending::Conflict);
    assert!(text.contains("text = \"Posters\"\namount = 2000\n"), "{text}");
    assert!(text.contains("=======\n[[cost]]\ntext = \"Campaigns\"\namount = 2500\n>>>>>>> theirs\n"), "{text}");
}

#[test]
fn an_entry_that_one_side_put_into_another_list_is_missed_where_the_other_changed_it() {
    let base = "action = \"a\"\n\n[[risk]]\ntext = \"Staff leave\"\n";
    let ours = base.replace("[[risk]]", "[[milestone]]");
    let theirs = base.to_owned() + "likelihood = \"high\"\n";
    let (text, ending) = merged(base, &ours, &theirs);
    assert_eq!(ending, Ending::Conflict);
    assert!(text.contains("[[milestone]]\ntext = \"Staff leave\"\n"), "{text}");
    assert!(text.contains("=======\n[[risk]]\ntext = \"Staff leave\"\nlikelihood = \"high\"\n>>>>>>>"), "{text}");
}

#[test]
fn only_updates_and_readings_are_put_in_the_order_of_their_dates() {
    let other = |date: &str, text: &str| format!("\n[[visit]]\ndate = {date}\ntext = \"{text}\"\n");
    let base = "action = \"a\"\n";
    let ours = base.to_owned() + &other("2009-09-01", "ours");
    let theirs = base.to_owned() + &other("2009-08-01", "theirs");
    assert_eq!(merged(base, &ours, &theirs), (ours + &other("2009-08-01", "theirs"), Ending::Clean));
}

#[test]
fn updates_that_stand_newest_first_stay_so() {
    let late = update("2009-09-01", "late");
    let base = format!("action = \"a\"\n{late}{}", update("2009-06-01", "early"));
    let ours = base.replace("early", "edited");
    let theirs = base.replace("\"a\"", "\"b\"");
    assert_eq!(merged(&base, &ours, &theirs), (ours.replace("\"a\"", "\"b\""), Ending::Clean));
}

#[test]
fn a_line_that_theirs_added_stands_right_below_the_one_that_it_followed() {
    let ours = with(&[("confidence = \"medium\"\n", "confidence = \"medium\"\nreview = 2010-01-01\n")]);
    let theirs = with(&[("confidence = \"medium\"\n", "confidence = \"medium\"\ntags = [\"a\"]\n")]);
    let both = "confidence = \"medium\"\ntags = [\"a\"]\nreview = 2010-01-01\n";
    assert_eq!(merged(BASE, &ours, &theirs), (with(&[("confidence = \"medium\"\n", both)]), Ending::Clean));
}

#[test]
fn a_table_that_one_side_put_on_one_line_is_left_to_the_merge_by_lines() {
    let table = "\n[as_written]\ndeadline = \"1 st July 2009\"\n";
    let ours = with(&[(table, ""), ("deadline = 2009-07-01\n", "as_written = { deadline = \"July\" }\n")]);
    assert_eq!(merged(BASE, &ours, &with(&[(table, "")])).0, "by lines");
}
