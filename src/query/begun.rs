//! The words that go on from what is typed, where one stands alone; within a filter, [`completion`] knows them.
//!
//! [`completion`]: super::completion

use std::collections::{HashMap, HashSet};

use super::{Named, Part, Vocabulary, Word};

/// More references than this are offered up to their next point, which shells show at once and people can read.
const MANY: usize = 500;

/// The words that begin with what is typed, in any case.
#[must_use]
pub fn begun(words: Vec<Word>, typed: &str) -> Vec<Word> {
    words.into_iter().filter(|word| begins(&word.text, typed)).collect()
}

/// The place of the only word that begins with what was typed, in any case and with blanks for hyphens.
///
/// # Errors
///
/// None does, or several do: which words there are.
pub fn only_begun(words: &[&str], typed: &str) -> Result<usize, String> {
    let wanted = typed.trim().to_lowercase().replace(' ', "-");
    let mut places = (0..).zip(words).filter(|(_, word)| word.starts_with(&wanted)).map(|(place, _)| place);
    match (places.next(), places.next()) {
        (Some(place), None) => Ok(place),
        _ => Err(format!("`{}` is none of {}", typed.trim(), words.join(", "))),
    }
}

/// The parts of the plans that begin with what is typed, each as short as it may be written after it.
#[must_use]
pub fn begun_parts(vocabulary: &Vocabulary, wanted: &[Part], typed: &str) -> Vec<Word> {
    let words = match typed.split_once(':') {
        Some((plan, _)) => of_plan(vocabulary, wanted, plan, typed),
        None => of_all(vocabulary, wanted, typed),
    };
    if words.len() > MANY { grouped(&words, typed) } else { words }
}

fn of_plan(vocabulary: &Vocabulary, wanted: &[Part], plan: &str, typed: &str) -> Vec<Word> {
    let own = vocabulary.named(wanted).filter(|named| named.plan.eq_ignore_ascii_case(plan));
    begun(own.map(|named| meaning(format!("{plan}:{}", named.word.text), named)).collect(), typed)
}

/// A reference that several plans have is written with its plan once all of it is typed.
fn of_all(vocabulary: &Vocabulary, wanted: &[Part], typed: &str) -> Vec<Word> {
    let found: Vec<_> = vocabulary.named(wanted).filter(|named| begins(&named.word.text, typed)).collect();
    let goes_on = !typed.is_empty() && found.iter().any(|named| !named.word.text.eq_ignore_ascii_case(typed));
    let short = |named: &Named| Word { text: named.word.text.clone(), about: "in several plans".to_owned() };
    let whole = |named: &Named| meaning(named.written(), named);
    let found = found.into_iter().map(|named| if named.is_shared && goes_on { short(named) } else { whole(named) });
    let of_plans = vocabulary.named(wanted).filter(|named| named.is_shared && begins(&named.plan, typed));
    let mut seen = HashSet::new();
    let mut words: Vec<_> = found.chain(of_plans.map(whole)).collect();
    words.retain(|word| seen.insert(word.text.clone()));
    words
}

/// A way to write the name of a part, with what the part says.
fn meaning(text: String, named: &Named) -> Word {
    Word { text, about: named.word.about.clone() }
}

/// What many words begin with, each up to its next sign after what is typed.
fn grouped(words: &[Word], typed: &str) -> Vec<Word> {
    let mut groups: Vec<(&str, &Word, usize)> = Vec::new();
    let mut places = HashMap::new();
    for word in words {
        let rest = word.text.get(typed.len()..).unwrap_or_default();
        let sign = rest.find(['.', ':', '-', '_']).map(|at| typed.len().saturating_add(at));
        let start = sign.and_then(|sign| word.text.get(..=sign)).unwrap_or(&word.text);
        let place = *places.entry(start).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, _, count)) => *count = count.saturating_add(1),
            None => groups.push((start, word, 1)),
        }
    }
    let written = |(text, first, count): (&str, &Word, usize)| {
        if count == 1 { first.clone() } else { Word { text: text.to_owned(), about: format!("{count} of them") } }
    };
    groups.into_iter().map(written).collect()
}

fn begins(text: &str, typed: &str) -> bool {
    text.to_lowercase().starts_with(&typed.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{MANY, begun_parts, only_begun};
    use crate::model::{Action, Date, Plan, Portfolio, Reference};
    use crate::query::{Part, Vocabulary};

    fn told(plans: &[(&str, &[String])], typed: &str) -> Vec<String> {
        let action = |text: &String| Action {
            reference: Reference::new(text).expect("a reference"),
            text: Some(format!("Do {text}")),
            ..Action::default()
        };
        let plan = |(name, references): &(&str, &[String])| {
            let mut plan = Plan::new(name);
            plan.actions = references.iter().map(action).collect();
            plan
        };
        let portfolio = Portfolio { plans: plans.iter().map(plan).collect() };
        let vocabulary = Vocabulary::of(&portfolio, |_| true, Date::parse("2026-06-30").expect("a day"));
        let words = begun_parts(&vocabulary, &[Part::Action], typed).into_iter();
        words.map(|word| format!("{} {}", word.text, word.about)).collect()
    }

    fn some(references: &[&str]) -> Vec<String> {
        references.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_several_plans_have_is_written_with_its_plan_at_its_end() {
        let (bath, bristol) = (some(&["1.1", "1.2"]), some(&["1.1", "1.1.1"]));
        let told = |typed: &str| told(&[("bath", &bath), ("bristol", &bristol)], typed);
        assert_eq!(told("1.2"), ["1.2 Do 1.2"]);
        assert_eq!(told("1.1"), ["1.1 in several plans", "1.1.1 Do 1.1.1"]);
        assert_eq!(told("BRI"), ["bristol:1.1 Do 1.1"]);
        assert_eq!(told("Bath:1"), ["Bath:1.1 Do 1.1", "Bath:1.2 Do 1.2"]);
        assert_eq!(told("1.3"), [""; 0]);
    }

    #[test]
    fn what_several_plans_have_and_nothing_goes_on_from_is_told_with_its_plans() {
        let references = some(&["1.1"]);
        let told = |typed: &str| told(&[("bath", &references), ("bristol", &references)], typed);
        let whole = ["bath:1.1 Do 1.1", "bristol:1.1 Do 1.1"];
        assert_eq!((told("1.1"), told("")), (some(&whole), some(&whole)));
        assert_eq!(told("1."), ["1.1 in several plans"]);
    }

    #[test]
    fn the_beginning_of_a_word_is_enough_where_it_is_the_only_one() {
        let words = ["not-started", "in-progress", "on-hold", "no"];
        assert_eq!(only_begun(&words, " In Pro"), Ok(1));
        assert_eq!(only_begun(&words, "o"), Ok(2));
        let none = |typed: &str| Err(format!("`{typed}` is none of not-started, in-progress, on-hold, no"));
        assert_eq!((only_begun(&words, "no"), only_begun(&words, "zz")), (none("no"), none("zz")));
    }

    #[test]
    fn very_many_are_offered_up_to_their_next_point() {
        let many: Vec<_> = (1..=3).flat_map(|first| (0..200).map(move |last| format!("{first}.{last}"))).collect();
        let told = |typed: &str| told(&[("bath", &many)], typed);
        assert_eq!(told(""), ["1. 200 of them", "2. 200 of them", "3. 200 of them"]);
        assert_eq!(told("2.19").len(), 11);
    }

    #[test]
    fn as_many_as_people_can_read_are_offered_one_by_one() {
        let many: Vec<_> = (0..MANY).map(|last| format!("1.{last}")).collect();
        assert_eq!(told(&[("bath", &many)], "").len(), MANY);
    }
}
