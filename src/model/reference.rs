//! What an action or objective is called, and how names are put in order.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer};

/// The name of an action or objective within its plan: `3.1.1`, `PREV-1.2`, `8.3.a`.
///
/// It is the name of its file or folder, so it is made of ASCII letters, digits, `.`, `_` and `-`, starts with
/// a letter or digit, does not end with a dot, and is no name that Windows keeps for its devices.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference(Box<str>);

impl Reference {
    /// The longest reference, in characters; with its ending it fits the file systems in use.
    pub const LONGEST: usize = 64;

    /// The reference with this text.
    ///
    /// # Errors
    ///
    /// The rule that the text breaks, in words.
    pub fn new(text: &str) -> Result<Self, &'static str> {
        if !text.starts_with(|first: char| first.is_ascii_alphanumeric()) {
            return Err("a reference starts with a letter or a digit");
        }
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')) {
            return Err("a reference is made of the letters A to Z, digits, `.`, `_` and `-`");
        }
        if text.len() > Self::LONGEST {
            return Err("a reference has at most 64 characters");
        }
        if text.ends_with('.') || is_reserved(text) {
            return Err("Windows cannot keep a file with this name");
        }
        Ok(Self(text.into()))
    }

    /// The reference nearest to a text, in small letters: `bristol-2027-30` for `Bristol 2027–30`.
    #[must_use]
    pub fn near(text: &str) -> Option<Self> {
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_')));
        let words: Vec<_> = words.map(|word| word.trim_matches(['.', '_'])).filter(|word| !word.is_empty()).collect();
        let joined: String = words.join("-").to_ascii_lowercase().chars().take(Self::LONGEST).collect();
        Self::new(joined.trim_end_matches(['.', '_', '-'])).ok()
    }

    /// The name of a folder as it stands, also where it is no reference: that is reported, and what the folder holds
    /// keeps its place.
    #[must_use]
    pub fn of_folder(name: &str) -> Self {
        Self(name.into())
    }

    /// The reference as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Names that Windows keeps for devices, with or without an ending.
fn is_reserved(text: &str) -> bool {
    let stem = text.split('.').next().unwrap_or(text);
    let numbered = |name: &str| {
        let (start, end) = stem.split_at_checked(3).unwrap_or_default();
        start.eq_ignore_ascii_case(name) && matches!(end.as_bytes(), [b'0'..=b'9'])
    };
    ["con", "prn", "aux", "nul"].iter().any(|name| stem.eq_ignore_ascii_case(name))
        || numbered("com")
        || numbered("lpt")
}

impl fmt::Display for Reference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl Borrow<str> for Reference {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Default for Reference {
    fn default() -> Self {
        Self("0".into())
    }
}

/// A reference that may name its plan: `3.1.1` or `bristol-2008-11:3.1.1`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct QualifiedReference {
    /// The folder name of the plan, where it is given.
    pub plan: Option<Box<str>>,
    pub reference: Reference,
}

impl QualifiedReference {
    /// Reads `3.1.1` or `plan:3.1.1`.
    ///
    /// # Errors
    ///
    /// The rule that the text breaks, in words.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        match text.split_once(':') {
            None => Ok(Self { plan: None, reference: Reference::new(text)? }),
            Some((plan, reference)) => {
                Ok(Self { plan: Some(Reference::new(plan)?.0), reference: Reference::new(reference)? })
            }
        }
    }
}

impl fmt::Display for QualifiedReference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.plan {
            Some(plan) => formatter.pad(&format!("{plan}:{}", self.reference)),
            None => self.reference.fmt(formatter),
        }
    }
}

impl serde::Serialize for QualifiedReference {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for QualifiedReference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|why| de::Error::custom(format!("`{text}` is not a reference: {why}")))
    }
}

impl schemars::JsonSchema for QualifiedReference {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Reference".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^([A-Za-z0-9][A-Za-z0-9._-]*:)?[A-Za-z0-9][A-Za-z0-9._-]*$",
            "examples": ["3.1.1", "bristol-2008-11:3.1.1"],
            "$comment": "A reference is the name of an action's file or an objective's folder: \"3.1.1\", in another plan \"bristol-2008-11:3.1.1\"."
        })
    }
}

/// Orders names as people number them: `3.2` before `3.10`, letters without regard to case.
#[must_use]
pub fn natural_order(left: &str, right: &str) -> Ordering {
    let (mut a, mut b) = parted(left.as_bytes(), right.as_bytes());
    while let (Some((x, a_rest)), Some((y, b_rest))) = (a.split_first(), b.split_first()) {
        let step = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (m, n) = (number(&mut a), number(&mut b));
            m.len().cmp(&n.len()).then_with(|| m.cmp(n))
        } else {
            (a, b) = (a_rest, b_rest);
            x.to_ascii_lowercase().cmp(&y.to_ascii_lowercase())
        };
        if step != Ordering::Equal {
            return step;
        }
    }
    a.len().cmp(&b.len()).then_with(|| left.cmp(right))
}

/// What is left of two texts without what is the same at their starts, but for digits that may be part of a number.
fn parted<'t>(left: &'t [u8], right: &'t [u8]) -> (&'t [u8], &'t [u8]) {
    let same = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let digits = left.iter().take(same).rev().take_while(|byte| byte.is_ascii_digit()).count();
    let start = same.saturating_sub(digits);
    (left.get(start..).unwrap_or_default(), right.get(start..).unwrap_or_default())
}

/// Takes the digits at the front off, and gives them without leading zeros.
fn number<'t>(text: &mut &'t [u8]) -> &'t [u8] {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    *text = rest;
    digits.iter().position(|&byte| byte != b'0').and_then(|zeros| digits.get(zeros..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{QualifiedReference, Reference, natural_order};

    #[test]
    fn references_are_names_that_every_file_system_keeps() {
        for text in ["3.1.1", "PREV-1.2", "8.3.a", "1_a", "context", "com"] {
            assert!(Reference::new(text).is_ok(), "{text}");
        }
        for text in ["", ".a", "-a", "a b", "a/b", "..", "CON", "com1", "nul.x", "a.", "é", &"9".repeat(65)] {
            assert!(Reference::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_text_suggests_a_reference() {
        let near = |text: &str| Reference::near(text).map(|reference| reference.to_string());
        assert_eq!(near("Bristol 2027–30").as_deref(), Some("bristol-2027-30"));
        assert_eq!(near("../plans/x").as_deref(), Some("plans-x"));
        assert_eq!(near(&"a ".repeat(50)).map(|text| text.len()), Some(63));
        assert_eq!(near("–?–"), None);
        assert_eq!(near("con"), None);
    }

    #[test]
    fn a_reference_may_name_its_plan() {
        let reference = QualifiedReference::parse("bristol-2008-11:3.1.1").expect("a reference");
        assert_eq!(reference.plan.as_deref(), Some("bristol-2008-11"));
        assert_eq!(reference.to_string(), "bristol-2008-11:3.1.1");
        assert!(QualifiedReference::parse("../x:1").is_err());
    }

    #[test]
    fn names_are_ordered_as_they_are_numbered() {
        let mut names = ["10", "2", "1.10", "1.9", "b", "A", "1.9.a", "01"];
        names.sort_by(|a, b| natural_order(a, b));
        assert_eq!(names, ["01", "1.9", "1.9.a", "1.10", "2", "10", "A", "b"]);
    }

    proptest::proptest! {
        /// What is the same at the start of two names makes no difference to their order.
        #[test]
        fn the_order_is_that_of_the_whole_names(same in "[0-9a-bA/.]{0,6}", a in "[0-9aA/]{0,4}", b in "[0-9aA/]{0,4}") {
            let (a, b) = (same.clone() + &a, same + &b);
            let parts = |text: &str| {
                let mut parts: Vec<(u8, u64)> = Vec::new();
                for (at, byte) in text.bytes().enumerate() {
                    let follows = at > 0 && text.as_bytes()[at - 1].is_ascii_digit();
                    match parts.last_mut() {
                        Some((_, number)) if byte.is_ascii_digit() && follows => {
                            *number = *number * 10 + u64::from(byte - b'0');
                        }
                        _ if byte.is_ascii_digit() => parts.push((b'0', u64::from(byte - b'0'))),
                        _ => parts.push((byte.to_ascii_lowercase(), 0)),
                    }
                }
                parts
            };
            proptest::prop_assert_eq!(natural_order(&a, &b), parts(&a).cmp(&parts(&b)).then_with(|| a.cmp(&b)), "{} {}", a, b);
        }
    }
}
