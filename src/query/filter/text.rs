//! Comparing texts as people read them: without regard to case, to runs of blanks and to the shape of quotation marks.

/// A text to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Needle {
    folded: Box<str>,
}

impl Needle {
    /// What to look for; nothing where the text is blank.
    pub(super) fn new(text: &str) -> Option<Self> {
        let folded = folded(text);
        (!folded.is_empty()).then(|| Self { folded: folded.into() })
    }

    /// Whether a text contains it.
    pub(super) fn is_in(&self, text: &str) -> bool {
        if text.is_ascii() {
            let (text, needle) = (text.as_bytes(), self.folded.as_bytes());
            // Most places are passed by at the price of a look at one letter.
            let first = needle.first().map(|first| (*first, first.to_ascii_uppercase()));
            let begins = |byte: u8| first.is_none_or(|(small, capital)| byte == small || byte == capital);
            let mut places = text.iter().enumerate().filter(|(_, byte)| begins(**byte));
            return places.any(|(start, _)| text.get(start..).and_then(|rest| starts_with(rest, needle)).is_some());
        }
        folded(text).contains(&*self.folded)
    }

    /// Whether a text is the same.
    pub(super) fn is(&self, text: &str) -> bool {
        if text.is_ascii() {
            let rest = starts_with(text.trim_ascii().as_bytes(), self.folded.as_bytes());
            return rest.is_some_and(<[u8]>::is_empty);
        }
        folded(text) == *self.folded
    }
}

/// What follows in a text of ASCII after a folded one with which it starts.
fn starts_with<'t>(mut text: &'t [u8], folded: &[u8]) -> Option<&'t [u8]> {
    for &wanted in folded {
        text = match (wanted, text) {
            (b' ', [first, ..]) if first.is_ascii_whitespace() => text.trim_ascii_start(),
            (_, [first, rest @ ..]) if first.to_ascii_lowercase() == wanted => rest,
            _ => return None,
        };
    }
    Some(text)
}

/// Small letters, single blanks, and the plain forms of the signs that word processors put in.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        let plain = word.chars().map(|c| match c {
            '‘' | '’' => '\'',
            '“' | '”' | '„' => '"',
            '‐'..='―' => '-',
            _ => c,
        });
        folded.extend(plain.flat_map(char::to_lowercase));
    }
    folded
}

/// A reference in which `*` stands for anything, read with or without its plan: `3.*`, `bristol-*:3.1.1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    plan: Option<Box<str>>,
    reference: Box<str>,
}

impl Pattern {
    /// The pattern that a text spells; nothing where no reference could ever match.
    pub(super) fn new(text: &str) -> Option<Self> {
        let (plan, reference) = text.split_once(':').map_or((None, text), |(plan, rest)| (Some(plan), rest));
        let fits = |part: &str| {
            let is_known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '*');
            !part.is_empty() && part.chars().all(is_known)
        };
        let all_fit = fits(reference) && plan.is_none_or(fits);
        all_fit.then(|| Self { plan: plan.map(Into::into), reference: reference.into() })
    }

    /// Whether it matches a reference of a plan.
    pub(super) fn matches(&self, plan: &str, reference: &str) -> bool {
        wildcard(&self.reference, reference) && self.plan.as_deref().is_none_or(|pattern| wildcard(pattern, plan))
    }

    /// Whether it has a `*`, and so may match several references of a plan.
    pub(super) fn is_open(&self) -> bool {
        self.reference.contains('*')
    }
}

/// Whether the whole text matches a pattern in which `*` stands for anything, in any case.
fn wildcard(pattern: &str, text: &str) -> bool {
    let (mut pattern, mut text) = (pattern.as_bytes(), text.as_bytes());
    // What follows the last star, and what it has not taken of the text.
    let mut last_star: Option<(&[u8], &[u8])> = None;
    while let [letter, text_rest @ ..] = text {
        match pattern {
            [b'*', rest @ ..] => {
                last_star = Some((rest, text));
                pattern = rest;
            }
            [wanted, rest @ ..] if wanted.eq_ignore_ascii_case(letter) => (pattern, text) = (rest, text_rest),
            _ => match last_star {
                // The star takes one character more, and what follows it is tried again.
                Some((rest, [_, left @ ..])) => {
                    last_star = Some((rest, left));
                    (pattern, text) = (rest, left);
                }
                Some((_, [])) | None => return false,
            },
        }
    }
    pattern.iter().all(|&left| left == b'*')
}

#[cfg(test)]
mod tests {
    use super::{Needle, Pattern};

    #[test]
    fn texts_are_compared_as_people_read_them() {
        let is_in = |needle, text| Needle::new(needle).is_some_and(|needle| needle.is_in(text));
        assert!(is_in("housing manager", "The Housing\n  Manager, Avon"));
        assert!(is_in("women's aid", "Women’s Aid"));
        assert!(is_in("Women’s", "the women's group"));
        assert!(is_in("2008-11", "Strategy 2008–11"));
        assert!(is_in("ÉCOLE", "une école"));
        assert!(is_in("£2,000", "about £2,000 a year"));
        assert!(!is_in("housing manager", "HousingManager"));
        assert!(!is_in("pct", "PC"));
        let is = |needle, text| Needle::new(needle).is_some_and(|needle| needle.is(text));
        assert!(is("pct", " PCT "));
        assert!(is("safer  bristol", "Safer Bristol"));
        assert!(!is("pct", "PCT lead"));
        assert!(!is("pct", "PC"));
        assert_eq!(Needle::new(" \t"), None);
    }

    #[test]
    fn a_star_stands_for_anything_in_a_reference() {
        let matches = |pattern, reference| {
            Pattern::new(pattern).is_some_and(|pattern| pattern.matches("bristol-2008-11", reference))
        };
        assert!(matches("3.*", "3.1.1"));
        assert!(matches("prev-*.1", "PREV-3.1"));
        assert!(matches("*1*1", "3.1.1.1"));
        assert!(matches("Bristol*:3.1.1", "3.1.1"));
        assert!(!matches("banes-2012-15:3.1.1", "3.1.1"));
        assert!(!matches("3.1", "3.1.1"));
        assert!(!matches("3.1.1", "13.1.1"));
        assert_eq!(Pattern::new("3 1"), None);
        assert_eq!(Pattern::new("a:b:c"), None);
        assert_eq!(Pattern::new(""), None);
    }

    #[test]
    fn many_stars_take_no_longer() {
        let pattern = Pattern::new(&format!("{}b", "*a".repeat(30))).expect("a pattern");
        assert!(!pattern.matches("plan", &"a".repeat(64)));
        assert!(pattern.matches("plan", &format!("{}b", "a".repeat(63))));
    }

    #[test]
    fn a_text_with_other_letters_is_the_same_as_itself_and_as_nothing_else() {
        let is = |needle, text| Needle::new(needle).is_some_and(|needle| needle.is(text));
        assert!(is("women's aid", "Women’s  Aid"));
        assert!(!is("women's aid", "Women’s Aid Avon"));
        for written in ["“Safe” space", "„Safe“ space", "\"safe\" space"] {
            assert!(is("\"safe\" space", written), "{written}");
        }
    }
}
