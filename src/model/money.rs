//! Amounts of money.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};

/// An amount in the plan's currency, kept in hundredths (pence), never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(u64);

impl Money {
    /// The largest amount that a file may give: a hundred thousand million pounds.
    pub const LARGEST: Self = Self(10_000_000_000_000);

    /// So many hundredths.
    #[must_use]
    pub const fn from_pence(pence: u64) -> Self {
        Self(pence)
    }

    /// The amount in hundredths.
    #[must_use]
    pub const fn pence(self) -> u64 {
        self.0
    }

    /// The amount with the sign of its currency, or with the ISO 4217 code of one that has no sign of its own.
    #[must_use]
    pub fn in_currency(self, currency: &str) -> String {
        match currency {
            "GBP" => format!("£{self}"),
            "EUR" => format!("€{self}"),
            other => format!("{other} {self}"),
        }
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.fold(0, |total, amount| total.saturating_add(amount.0)))
    }
}

/// Thousands are set off by commas, and pence are left out where there are none: `312,500`, `12.50`.
impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (pounds, pence) = ((self.0 / 100).to_string(), self.0 % 100);
        let mut text = String::new();
        for (place, digit) in pounds.chars().enumerate() {
            if place > 0 && pounds.len().saturating_sub(place).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        if pence > 0 {
            text.extend(['.', digit(pence / 10), digit(pence % 10)]);
        }
        formatter.pad(&text)
    }
}

fn digit(number: u64) -> char {
    u32::try_from(number).ok().and_then(|number| char::from_digit(number, 10)).unwrap_or('0')
}

impl serde::Serialize for Money {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(100) {
            return serializer.serialize_u64(self.0 / 100);
        }
        #[expect(clippy::cast_precision_loss, reason = "the largest amount has 13 digits, and a double holds 15")]
        serializer.serialize_f64(self.0 as f64 / 100.0)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MoneyVisitor)
    }
}

struct MoneyVisitor;

impl Visitor<'_> for MoneyVisitor {
    type Value = Money;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an amount such as 2000 or 12.50, without a currency sign")
    }

    fn visit_i64<E: de::Error>(self, pounds: i64) -> Result<Money, E> {
        let pence = u64::try_from(pounds).ok().and_then(|pounds| pounds.checked_mul(100)).map(Money);
        pence
            .filter(|money| *money <= Money::LARGEST)
            .ok_or_else(|| E::custom(format!("{pounds} is not an amount of money")))
    }

    fn visit_f64<E: de::Error>(self, pounds: f64) -> Result<Money, E> {
        let pence = (pounds * 100.0).round();
        #[expect(clippy::cast_precision_loss, reason = "the largest amount has 13 digits, and a double holds 15")]
        let fits = pence >= 0.0 && pence <= Money::LARGEST.0 as f64 && (pence / 100.0 - pounds).abs() < 1e-6;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to fit just above")]
        fits.then_some(Money(pence as u64))
            .ok_or_else(|| E::custom(format!("{pounds} is not an amount of money in pounds and whole pence")))
    }
}

impl JsonSchema for Money {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "minimum": 0 })
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, F64Deserializer, I64Deserializer};

    use super::Money;

    #[test]
    fn an_amount_is_pounds_and_whole_pence_up_to_the_largest() {
        let with_pence = |pounds: f64| {
            let pounds: F64Deserializer<Error> = pounds.into_deserializer();
            Money::deserialize(pounds).map(Money::pence).map_err(|why| why.to_string())
        };
        let whole = |pounds: i64| {
            let pounds: I64Deserializer<Error> = pounds.into_deserializer();
            Money::deserialize(pounds).map(Money::pence).map_err(|why| why.to_string())
        };
        assert_eq!(with_pence(12.05), Ok(1_205));
        assert_eq!(with_pence(0.0), Ok(0));
        assert_eq!(with_pence(100_000_000_000.0), Ok(Money::LARGEST.pence()));
        for pounds in [12.345, -0.5, -2000.0, 100_000_000_000.01, 1e300, f64::INFINITY, f64::NAN] {
            let why = format!("{pounds} is not an amount of money in pounds and whole pence");
            assert_eq!(with_pence(pounds), Err(why));
        }
        assert_eq!(whole(100_000_000_000), Ok(Money::LARGEST.pence()));
        for pounds in [-1, 100_000_000_001, i64::MAX] {
            assert_eq!(whole(pounds), Err(format!("{pounds} is not an amount of money")));
        }
    }

    #[test]
    fn amounts_are_written_with_commas_and_only_the_pence_there_are() {
        let written = |pence| Money::from_pence(pence).to_string();
        assert_eq!(written(0), "0");
        assert_eq!(written(99_900), "999");
        assert_eq!(written(31_250_000), "312,500");
        assert_eq!(written(123_456_789), "1,234,567.89");
        assert_eq!(written(1_205), "12.05");
    }
}
