//! What names a party: the words of posts and of organisations, and the words that name nobody.

/// Words for a post that somebody holds.
const POSTS: &[&str] = &[
    "chair",
    "chairman",
    "chairperson",
    "vice-chair",
    "director",
    "manager",
    "officer",
    "co-ordinator",
    "coordinator",
    "head",
    "lead",
    "leader",
    "clerk",
    "commissioner",
    "superintendent",
    "inspector",
    "sergeant",
    "administrator",
    "worker",
    "adviser",
    "advisor",
    "nurse",
    "midwife",
    "chief",
    "secretary",
    "champion",
    "councillor",
    "cllr",
    "contractor",
    "specialist",
    "analyst",
    "consultant",
    "practitioner",
    "supervisor",
    "executive",
    "principal",
    "dci",
    "dsu",
];

/// Words with which the name of a group or organisation ends.
const BODIES: &[&str] = &[
    "board",
    "team",
    "teams",
    "service",
    "services",
    "trust",
    "council",
    "partnership",
    "group",
    "forum",
    "unit",
    "aid",
    "association",
    "committee",
    "panel",
    "authority",
    "agency",
    "agencies",
    "partners",
    "department",
    "college",
    "school",
    "schools",
    "university",
    "court",
    "courts",
    "centre",
    "project",
    "network",
    "directorate",
    "alliance",
    "foundation",
    "hub",
    "constabulary",
];

/// Agencies that plans name by one word.
const AGENCIES: &[&str] =
    &["police", "probation", "health", "housing", "education", "refuge", "refuges", "courts", "safeguarding"];

/// What an action is about; two of these with a mark between them are part of one name.
const SUBJECTS: &[&str] = &[
    "da", "dv", "dva", "sv", "sva", "vaw", "vawg", "fgm", "hbv", "hba", "dasv", "drug", "drugs", "alcohol", "adult",
    "adults", "child", "children", "cyp", "young", "domestic", "sexual",
];

/// Words that stand where a lead should, and name nobody.
pub(super) fn is_nobody(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "all",
        "all agencies",
        "all partners",
        "all partner agencies",
        "all partners and agencies",
        "all members",
        "all services",
        "any",
        "both",
        "everyone",
        "everybody",
        "multi-agency",
        "multi agency",
        "none",
        "n/a",
        "na",
        "nil",
        "no lead",
        "partners",
        "same",
        "to be appointed",
        "to be identified",
        "lead to be identified",
        "lead to be confirmed",
        "lead tbc",
        "vacant",
        "vacancy",
        "various",
        "who",
    ];
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    bare.is_empty() || WORDS.contains(&bare.as_str())
}

/// The name of a party that is said to be the one that leads: `Police (lead)`.
pub(super) fn marked_lead(party: &str) -> Option<&str> {
    let end = party.trim_end();
    ["(lead)", "(lead agency)", "(lead officer)", "[lead]", "- lead", "– lead"].iter().find_map(|mark| {
        let place = end.len().checked_sub(mark.len())?;
        end.get(place..)?.eq_ignore_ascii_case(mark).then(|| end.get(..place).unwrap_or_default().trim_end())
    })
}

/// A party without what is said about it: `(0.6 FTE)`, `(see 4.2.1)`, `new post`.
pub(super) fn without_note(party: &str) -> (&str, Option<String>) {
    let party = party.trim();
    let (party, new) = match party.get(..8) {
        Some(start) if start.eq_ignore_ascii_case("new post") && party.len() > 8 => {
            (party.get(8..).unwrap_or_default().trim_start_matches([' ', ':', '-', '–']), Some(start))
        }
        Some(_) | None => (party, None),
    };
    let bracket = party
        .strip_suffix(')')
        .and_then(|inner| inner.rsplit_once('('))
        .filter(|(name, note)| !name.is_empty() && is_note(note));
    let (name, note) = match bracket {
        Some((name, note)) => (name.trim_end(), Some(note)),
        None => (party, None),
    };
    let notes: Vec<_> = [new, note].into_iter().flatten().collect();
    (name, (!notes.is_empty()).then(|| notes.join("; ")))
}

/// Whether what stands in brackets says something about a party rather than being part of its name.
fn is_note(inside: &str) -> bool {
    let starts =
        |word: &&str| matches!(word.to_lowercase().as_str(), "see" | "tbc" | "vacant" | "new" | "from" | "until");
    inside.chars().any(|c| c.is_ascii_digit() || c == '?')
        || inside.split_whitespace().next().is_some_and(|word| starts(&word))
}

/// Whether a name is that of a post.
pub(super) fn is_post(name: &str) -> bool {
    pieces(marked_lead(name).unwrap_or(name)).any(|word| POSTS.contains(&word.as_str()))
}

/// Whether a name is whole in itself: ends with the word for a post or a body and has something before it, or holds a
/// word for a post that is followed by what it is for.
pub(super) fn is_whole(name: &str) -> bool {
    let words: Vec<_> = pieces(name).collect();
    let ends = words.last().is_some_and(|word| POSTS.contains(&word.as_str()) || BODIES.contains(&word.as_str()));
    (ends && words.len() > 1) || (is_post(name) && words.iter().any(|word| matches!(word.as_str(), "of" | "for")))
}

/// Whether a name is one word that stands for an agency: `Police`, `MARAC`.
pub(super) fn is_agency(name: &str) -> bool {
    let name = name.trim();
    is_acronym(name) || AGENCIES.contains(&name.to_lowercase().as_str())
}

/// Whether a name is an abbreviation of a body, and not of what actions are about: `CCG`, not `VAWG`.
pub(super) fn is_acronym(name: &str) -> bool {
    let is_subject = SUBJECTS.contains(&name.to_lowercase().as_str());
    name.len() >= 3 && name.chars().all(|c| c.is_ascii_uppercase()) && !is_subject
}

/// Whether a name is only a word for a post: `Co-ordinator`.
pub(super) fn is_bare_post(name: &str) -> bool {
    let mut words = pieces(name);
    words.next().is_some_and(|word| POSTS.contains(&word.as_str())) && words.next().is_none()
}

/// Whether a name ends with the word for a post.
pub(super) fn ends_with_post(name: &str) -> bool {
    pieces(name).last().is_some_and(|word| POSTS.contains(&word.as_str()))
}

/// Whether two pieces are parts of one name by what they are about: `DVA` and `SV co-ordinator`.
pub(super) fn share_subject(left: &str, right: &str) -> bool {
    let is_subject = |word: Option<String>| word.is_some_and(|word| SUBJECTS.contains(&word.as_str()));
    is_subject(pieces(left).last()) && is_subject(pieces(right).next())
}

/// Whether a name may be a person's: two or three words with a capital, none of them that of a body or agency.
pub(super) fn may_be_person(name: &str) -> bool {
    let words: Vec<_> = name.split_whitespace().collect();
    let has_capital = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    (2..=3).contains(&words.len())
        && words.iter().all(has_capital)
        && !pieces(name).any(|word| BODIES.contains(&word.as_str()) || AGENCIES.contains(&word.as_str()))
}

/// The words of a name, in lower case.
fn pieces(name: &str) -> impl Iterator<Item = String> {
    let words = name.split(|c: char| c.is_whitespace() || "/,()".contains(c));
    words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).filter(|word| !word.is_empty())
}
