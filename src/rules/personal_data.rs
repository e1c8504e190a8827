//! Nothing that would be published holds personal data.

use super::part::Part;
use super::texts::{self, Text};
use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};

pub(super) const RULE: Rule = Rule {
    name: RuleName("personal-data"),
    level: Severity::Warning,
    summary: "No text holds an e-mail address, telephone number, postcode, National Insurance number or server path.",
    why: "The plan is published, and its history keeps what was ever in it. An address can lead a perpetrator to a \
          victim or to a member of staff. Contact details live in contacts.toml, which git ignores. Helpline numbers \
          (03 and 08) may stand anywhere, and so may the names of parties. What is not published is not looked at: \
          actions with `public = false`, and [as_written] in plan.toml, the trappings of a source document.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-06-22
status = "in-progress"
note = "Draft sent. Comments to rf@wendale.example or 01632 960 001."
"#,
    ),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-06-22
status = "in-progress"
note = "Draft sent. Comments to the Housing Manager."
"#,
    ),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    texts::each(subject.plan, |text| {
        let kinds = personal_data_in(text.words);
        if kinds.is_empty() || !is_published(&text) {
            return;
        }
        let message = format!("`{}` holds {}", text.key(), kinds.join(" and "));
        let help = "take it out; contact details live in contacts.toml, which git ignores";
        found.report(text.place(subject.plan), message, help);
    });
}

fn is_published(text: &Text<'_, '_>) -> bool {
    match text.part {
        Part::Settings => text.top_key() != "as_written",
        Part::Action(action) => action.is_public(),
        Part::Parties | Part::Theme(_) | Part::Objective(_) => true,
    }
}

/// What a text holds that leads to a person, in words, in the order in which it stands there.
#[must_use]
pub fn personal_data_in(text: &str) -> Vec<&'static str> {
    let bytes = text.as_bytes();
    let mut kinds = Vec::new();
    // Every byte is looked at, which is quicker than stopping.
    if bytes.iter().fold(false, |found, byte| found | matches!(byte, b'@' | b'\\' | b':' | b'0'..=b'9')) {
        for kind in (0..bytes.len()).filter_map(|at| kind_at(bytes, at)) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
    }
    kinds
}

/// What begins at a byte, as its first letters tell.
fn kind_at(text: &[u8], at: usize) -> Option<&'static str> {
    match text.get(at..)? {
        [b'@', ..] => email_at(text, at).then_some("an e-mail address"),
        [b'0' | b'+', ..] => telephone_at(text, at).then_some("a telephone number"),
        [b'\\', b'\\', ..] => server_path_at(text, at).then_some("a path on a file server"),
        [first, ..] if !first.is_ascii_alphabetic() || !is_word_start(text, at) => None,
        [_, b':', ..] | [b'f' | b'F', b'i' | b'I', ..] => server_path_at(text, at).then_some("a path on a file server"),
        [_, b'0'..=b'9', ..] | [_, _, b'0'..=b'9' | b' ' | b'-', ..] => {
            let postcode = postcode_at(text, at).then_some("a postcode");
            postcode.or_else(|| insurance_number_at(text, at).then_some("a National Insurance number"))
        }
        _ => None,
    }
}

/// Whether the `@` of an e-mail address stands here.
fn email_at(text: &[u8], at: usize) -> bool {
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-' | b'\'');
    let is_host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let has_local = at.checked_sub(1).and_then(|before| text.get(before)).is_some_and(is_local);
    let after = text.get(at.saturating_add(1)..).unwrap_or_default();
    let host = after.split(|byte| !is_host(byte)).next().unwrap_or_default();
    let labels: Vec<_> = host.split(|byte| *byte == b'.').filter(|label| !label.is_empty()).collect();
    let is_domain = |label: &&[u8]| label.len() > 1 && label.iter().all(u8::is_ascii_alphabetic);
    has_local && labels.len() > 1 && labels.last().is_some_and(is_domain)
}

/// Whether a telephone number begins here: 01, 02 or 07, or +44 in place of the 0.
///
/// Numbers that begin with 03 or 08 belong to organisations and helplines.
fn telephone_at(text: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| text.get(before));
    if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/' | b'.' | b'+' | b'_')) {
        return false;
    }
    let rest = text.get(at..).unwrap_or_default();
    let abroad = [b"+44".as_slice(), b"0044"].into_iter().find_map(|code| rest.strip_prefix(code));
    let (mut number, groups) = match abroad {
        Some(rest) => ("0".to_owned(), groups(rest.trim_ascii_start().strip_prefix(b"(0)").unwrap_or(rest))),
        None => (String::new(), groups(rest)),
    };
    for (place, group) in groups.into_iter().enumerate() {
        if group.len() < if place > 0 || abroad.is_some() { 2 } else { 3 } {
            return false;
        }
        number.push_str(&group);
        let has_length = number.len() == 11 || (number.len() == 10 && number.starts_with("01"));
        if has_length && ["01", "02", "07"].iter().any(|start| number.starts_with(start)) {
            return true;
        }
    }
    false
}

/// Groups of digits from here on, with at most two separators between them.
fn groups(text: &[u8]) -> Vec<String> {
    let (mut groups, mut gap) = (Vec::<String>::new(), 0_usize);
    for byte in text.iter().take(24) {
        match byte {
            b'0'..=b'9' => {
                if gap > 0 || groups.is_empty() {
                    groups.push(String::new());
                }
                gap = 0;
                groups.iter_mut().rev().take(1).for_each(|group| group.push(char::from(*byte)));
            }
            b' ' | b'-' | b')' | b'(' if gap < 2 => gap = gap.saturating_add(1),
            _ => break,
        }
    }
    groups
}

/// Whether a postcode begins here: an area and a district, a space, a sector and a unit, such as BS1 5TR.
///
/// Without the space or in small letters it counts only where the area exists.
fn postcode_at(text: &[u8], at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let area = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let Some(after) = rest.get(area..).filter(|_| (1..=2).contains(&area)) else { return false };
    let district = match after {
        [b'0'..=b'9', second, ..] if second.is_ascii_alphanumeric() => [2, 1],
        [b'0'..=b'9', ..] => [1, 1],
        _ => return false,
    };
    district.into_iter().any(|district| {
        let Some((outward, rest)) = rest.split_at_checked(area.saturating_add(district)) else { return false };
        let inward = rest.strip_prefix(b" ").unwrap_or(rest);
        let is_whole = inward.get(3).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        is_whole
            && is_inward(inward)
            && is_likely(outward, area, inward.get(..3).unwrap_or_default(), rest.starts_with(b" "))
    })
}

fn is_inward(text: &[u8]) -> bool {
    matches!(text, [b'0'..=b'9', first, second, ..] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic())
}

/// Capital letters with a space are a postcode; whatever else looks like one is only one in an area that exists.
fn is_likely(outward: &[u8], area: usize, inward: &[u8], has_space: bool) -> bool {
    let area = outward.get(..area).unwrap_or_default();
    let is_area =
        std::str::from_utf8(area).is_ok_and(|area| AREAS.iter().any(|known| known.eq_ignore_ascii_case(area)));
    let mut letters = outward.iter().chain(inward).filter(|byte| byte.is_ascii_alphabetic());
    let is_capital = letters.clone().all(u8::is_ascii_uppercase);
    let is_ordinal = matches!(inward, [b'1', b's', b't'] | [b'2', b'n', b'd'] | [b'3', b'r', b'd'] | [_, b't', b'h']);
    match (is_capital, has_space) {
        (true, true) => is_area || area.len() == 2,
        (true, false) => is_area,
        (false, true) => is_area && !is_ordinal && letters.all(u8::is_ascii_lowercase),
        (false, false) => false,
    }
}

/// The postcode areas of the United Kingdom, with those of the Crown Dependencies.
const AREAS: [&str; 124] = [
    "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF", "CH", "CM", "CO", "CR",
    "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY",
    "G", "GL", "GU", "GY", "HA", "HD", "HG", "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT",
    "KW", "KY", "L", "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP",
    "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL",
    "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W",
    "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
];

/// Whether a National Insurance number begins here: two letters, six digits, and a letter from A to D.
fn insurance_number_at(text: &[u8], at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let Some((prefix, number)) = rest.split_at_checked(2) else { return false };
    let mut kept = number.iter().filter(|byte| !matches!(byte, b' ' | b'-'));
    let mut take =
        |is: fn(&u8) -> bool, times: usize| kept.by_ref().take(times).filter(|byte| is(byte)).count() == times;
    let has_number = prefix.iter().all(u8::is_ascii_alphabetic)
        && take(u8::is_ascii_digit, 6)
        && take(|byte| matches!(byte.to_ascii_uppercase(), b'A'..=b'D'), 1);
    let letters = rest.iter().take(13).filter(|byte| byte.is_ascii_alphabetic()).count();
    has_number && letters == 3
}

/// Whether a path on a file server begins here: `\\server\folder`, `S:\folder`, `file://…`.
fn server_path_at(text: &[u8], at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    match rest {
        [b'\\', b'\\', first, ..] => first.is_ascii_alphanumeric(),
        [_, b':', b'\\' | b'/', first, ..] => !first.is_ascii_whitespace() && *first != b'/',
        _ => rest.get(..7).is_some_and(|start| start.eq_ignore_ascii_case(b"file://")),
    }
}

fn is_word_start(text: &[u8], at: usize) -> bool {
    // A character is of four bytes at most.
    let before = text.get(at.saturating_sub(4)..at).unwrap_or_default();
    match before.last() {
        None => true,
        Some(byte) if byte.is_ascii() => !byte.is_ascii_alphanumeric(),
        Some(_) => String::from_utf8_lossy(before).chars().next_back().is_none_or(|c| !c.is_alphanumeric()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::proptest;

    use super::personal_data_in;

    proptest! {
        #[test]
        fn any_text_whatever_can_be_looked_at(text in "[0-9A-Za-z +():/.@\\\\é-]{0,40}") {
            let _ = personal_data_in(&text);
        }
    }

    #[test]
    fn what_leads_to_a_person_is_found() {
        for (text, kind) in [
            ("Write to robin.field@wendale.example.", "an e-mail address"),
            ("<r+f@council.gov.uk>", "an e-mail address"),
            ("Ring 0117 496 0001", "a telephone number"),
            ("(0117) 496-0001", "a telephone number"),
            ("020 7946 0018 (office)", "a telephone number"),
            ("tel:01632960001", "a telephone number"),
            ("07700 900 123", "a telephone number"),
            ("07700900123", "a telephone number"),
            ("+44 7700 900123", "a telephone number"),
            ("+44 (0)117 496 0001", "a telephone number"),
            ("the refuge at BS1 5TR", "a postcode"),
            ("SW1A 1AA", "a postcode"),
            ("EC1A1BB", "a postcode"),
            ("M1 1AE.", "a postcode"),
            ("bs1 5tr", "a postcode"),
            ("AA9A 9AA", "a postcode"),
            ("the refuge (‘BS1 5TR’)", "a postcode"),
            ("Bath–BS1 5TR", "a postcode"),
            ("Ring 01632 96 00 01", "a telephone number"),
            ("QQ 12 34 56 C", "a National Insurance number"),
            ("AB123456D", "a National Insurance number"),
            (r"S:\CST\Domestic Abuse\plan.doc", "a path on a file server"),
            (r"see \\server\share\plan.doc", "a path on a file server"),
            ("file:///home/robin/plan.doc", "a path on a file server"),
        ] {
            assert_eq!(personal_data_in(text), [kind], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_not() {
        for text in [
            "",
            "@wendale on every site, 5@3.20, a@b",
            "From 01/04/2009 to 31/03/2010",
            "1 April 2009, 2009-04-01, 2008/09, 01 04 2009 10",
            "The helpline is 0808 2000 247, the office 0300 123 4567, or 999, 101, 116 123",
            "3.1.1, PREV-1.2 and 8.3.a; NI 32, KS2 and KS3, Q3 2009, 24/7",
            "GP1 is one; by the M4 2nd junction; in e1 3rd",
            "£2000 a year for 3 years; 01234 referrals in 2009 10 11",
            "https://example.org/a/01179222000?b=c:d",
            "S:/ is a drive, and s://name is nothing",
            "either/or: a note; 10:30 a.m.; and C: of course",
            "AB 12 actions and 34 more",
            "Section 17A 2AB-3",
            "all who have an @council.gov.uk address; robin@office; a@b.c",
            "0117   496   0001 in three columns",
            "XBS1 5TR, ÉBS1 5TR, BS1 5TRX, BS1 567 and BS1-5TR",
            "AB123456E",
        ] {
            assert_eq!(personal_data_in(text), [""; 0], "{text}");
        }
    }
}
