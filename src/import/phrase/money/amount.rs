//! Amounts of money in a text: `£2K`, `£1.2m`, `£12,500.50`, `5,000 pounds`, `20k`.

use crate::import::piece::{after_start, before};
use crate::model::Money;

/// An amount and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount<'t> {
    /// The text from here on.
    pub onward: &'t str,
    /// The text after it.
    pub after: &'t str,
    pub money: Money,
    /// Whether the words right beside it leave it open: `up to £5k`, `£5k-£10k`, `£10k per head`.
    pub is_doubtful: bool,
}

/// The amount that a number stands for, where a column is known to hold pounds.
#[must_use]
pub fn of_number(number: f64) -> Option<Money> {
    let pence = (number * 100.0).round();
    let fits = (0.0..1e13).contains(&pence) && (pence / 100.0 - number).abs() < 1e-6;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to fit just above")]
    fits.then_some(Money::from_pence(pence as u64))
}

/// The amounts of a text, in their order.
pub(super) fn amounts(text: &str) -> Vec<Amount<'_>> {
    let mut found: Vec<Amount<'_>> = Vec::new();
    let mut left = text;
    while let Some(at) = left.find(['£', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) {
        let (_, here) = left.split_at(at);
        let Some(mut amount) = amount(text, here) else {
            left = here.strip_prefix('£').unwrap_or(number(here).1);
            continue;
        };
        left = amount.after;
        // `£5k - £10k`, `£5k or £10k`
        if let Some(last) = found.last_mut().filter(|last| is_range(before(last.after, amount.onward))) {
            last.is_doubtful = true;
            amount.is_doubtful = true;
        }
        found.push(amount);
    }
    found
}

/// The amount with which the rest of a text begins.
fn amount<'t>(text: &'t str, here: &'t str) -> Option<Amount<'t>> {
    let before = before(text, here);
    let after_sign = here.strip_prefix('£').map(str::trim_start);
    let currency = before.trim_end().strip_suffix("GBP");
    let (digits, after) = number(after_sign.unwrap_or(here));
    let (scale, rest) = scale(after);
    let pounds = after_unit(rest, "pounds");
    let is_short = scale > 1 && !after.starts_with(char::is_whitespace);
    // `ABC123`, `v2` and `.5` are no amounts.
    let is_joined = after_sign.is_none() && before.ends_with(|c: char| c.is_alphanumeric() || c == '.');
    let has_unit = after_sign.is_some() || currency.is_some() || pounds.is_some() || is_short;
    let after = pounds.unwrap_or(rest);
    let money = pence(digits, scale).filter(|_| has_unit && !is_joined)?;
    let onward = currency.and_then(|before| text.strip_prefix(before)).unwrap_or(here);
    Some(Amount { onward, after, money, is_doubtful: is_open(after) || is_bound(before) })
}

/// Whether what stands right after an amount leaves it open: `?`, `+`, `-10K`.
fn is_open(rest: &str) -> bool {
    let mut after = rest.chars();
    let is_open = match after.next() {
        Some('?' | '%') => true,
        // `£2 000`
        Some(' ') => number(rest.trim_start()).0.len() == 3,
        // `£18K+ increments`
        Some('+' | '-' | '–') => !after.find(|c| *c != ' ').is_some_and(|c| c.is_alphabetic() || c == '£'),
        // `£18Kpa` is written, `£5xyz` means nothing.
        Some(letter) if letter.is_alphabetic() => after_unit(rest, "pa").or_else(|| after_unit(rest, "per")).is_none(),
        Some(_) | None => false,
    };
    let to_number = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    is_open || is_range(rest.get(..to_number).unwrap_or_default())
}

/// The number with which a text begins, with commas between thousands and a point before pence, and what follows it.
fn number(text: &str) -> (&str, &str) {
    let (_, mut rest) = digits(text);
    while let Some((_, after)) = rest.strip_prefix(',').map(digits).filter(|(group, _)| group.len() == 3) {
        rest = after;
    }
    let decimals = rest.strip_prefix('.').map(digits).filter(|(decimals, _)| !decimals.is_empty());
    if let Some((_, after)) = decimals.filter(|_| rest.len() < text.len()) {
        rest = after;
    }
    (before(text, rest), rest)
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

/// By how much a number is multiplied by what follows it, and what follows that.
fn scale(after: &str) -> (u64, &str) {
    const SCALES: [(&str, u64); 7] = [
        ("thousand", 1000),
        ("million", 1_000_000),
        ("billion", 1_000_000_000),
        ("bn", 1_000_000_000),
        ("mn", 1_000_000),
        ("k", 1000),
        ("m", 1_000_000),
    ];
    let bare = after.trim_start();
    let fits = |word: &str| bare.len() == after.len() || word.len() > 2 || word == "k";
    let mut likely = SCALES.iter().filter(|(word, _)| fits(word));
    likely.find_map(|(word, scale)| Some((*scale, after_unit(after, word)?))).unwrap_or((1, after))
}

/// What follows a word, in any case, with which a text begins after blanks.
fn after_unit<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let after = after_start(text.trim_start(), word)?;
    let joined = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    // `£18Kpa` is written too.
    matches!(joined, "" | "pa").then_some(after)
}

fn pence(digits: &str, scale: u64) -> Option<Money> {
    let digits = digits.replace(',', "");
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    // Hundredths of a scaled number have at most so many places.
    let places = u32::try_from(part.len()).ok().filter(|places| *places <= 9)?;
    let hundredths = |text: &str| if text.is_empty() { Some(0) } else { text.parse::<u64>().ok() };
    let parts = hundredths(part)?.checked_mul(scale)?.checked_mul(100)?;
    let unit = 10_u64.checked_pow(places)?;
    let exact = parts.checked_div(unit).filter(|_| parts.is_multiple_of(unit))?;
    let pence = hundredths(whole)?.checked_mul(scale)?.checked_mul(100)?.checked_add(exact)?;
    (!whole.is_empty() && pence <= Money::LARGEST.pence()).then_some(Money::from_pence(pence))
}

/// Words before an amount that make a bound of it.
fn is_bound(before: &str) -> bool {
    const BOUNDS: [&str; 10] =
        ["up to", "at least", "over", "under", "more than", "less than", "max", "min", "between", "from"];
    let before = before.trim_end_matches([' ', '.']).to_ascii_lowercase();
    BOUNDS.iter().any(|bound| before.strip_suffix(bound).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

/// Whether what stands between two numbers makes a range or a choice of them.
fn is_range(between: &str) -> bool {
    matches!(between.trim().trim_end_matches('£').trim(), "-" | "–" | "—" | "to" | "or" | "and/or")
}
