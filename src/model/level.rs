//! The scales on which people judge: levels, statuses, reported ratings, directions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Rating;

/// How high a confidence or a risk is. High confidence is good and high risk is bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Level {
    Low,
    MediumLow,
    Medium,
    MediumHigh,
    High,
}

/// Where the work on an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Status {
    /// Nobody has begun; what holds where no update says otherwise.
    #[default]
    NotStarted,
    /// Work has begun.
    InProgress,
    /// Work has stopped for now; the action is rated amber at best.
    OnHold,
    /// Done; a recurring action goes on with its next turn.
    Complete,
    /// Given up; it is not counted any more.
    Withdrawn,
    /// Goes on in another plan; it is not counted here any more.
    CarriedForward,
}

/// A rating as people report it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Rag {
    /// Insufficient progress to achieve the deadline.
    Red,
    /// Slow progress, which gives concern about the deadline.
    Amber,
    /// Sufficient progress to achieve the deadline.
    Green,
}

/// The way in which a measure should move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// It should stay as it is.
    Maintain,
}

/// Gives a scale its words, which are those of its files, and the list of its steps in order.
macro_rules! words {
    ($scale:ty { $($step:ident = $word:literal),+ $(,)? }) => {
        impl $scale {
            /// Every step, in order.
            pub const ALL: &[Self] = &[$(Self::$step),+];

            /// The word for this step in files, filters and output.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$step => $word),+ }
            }

            /// The step with this word, in any case.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|step| step.word().eq_ignore_ascii_case(word))
            }
        }

        impl std::fmt::Display for $scale {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.word())
            }
        }
    };
}
pub(super) use words;

words!(Level { Low = "low", MediumLow = "medium-low", Medium = "medium", MediumHigh = "medium-high", High = "high" });
words!(Status {
    NotStarted = "not-started",
    InProgress = "in-progress",
    OnHold = "on-hold",
    Complete = "complete",
    Withdrawn = "withdrawn",
    CarriedForward = "carried-forward",
});
words!(Rag { Red = "red", Amber = "amber", Green = "green" });
words!(Direction { Up = "up", Down = "down", Maintain = "maintain" });

impl Rag {
    /// The rating that it is where nothing speaks against it.
    #[must_use]
    pub const fn rating(self) -> Rating {
        match self {
            Self::Red => Rating::Red,
            Self::Amber => Rating::Amber,
            Self::Green => Rating::Green,
        }
    }
}

impl Status {
    /// What it says about an action.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::NotStarted => "nothing has been done yet",
            Self::InProgress => "work has begun",
            Self::OnHold => "work has stopped for now; the rating is amber at best",
            Self::Complete => "it is done; the rating says whether by the deadline",
            Self::Withdrawn => "it will not be done, and no longer counts",
            Self::CarriedForward => "it goes on in another plan, and no longer counts here",
        }
    }

    /// Whether nothing more is to be done: complete, withdrawn or carried forward.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Complete | Self::Withdrawn | Self::CarriedForward)
    }

    /// Whether the action is out of the count: withdrawn or carried forward.
    #[must_use]
    pub const fn is_out(self) -> bool {
        matches!(self, Self::Withdrawn | Self::CarriedForward)
    }
}

#[cfg(test)]
mod tests {
    use super::{Direction, Level, Rag, Status};

    #[test]
    fn the_words_of_files_and_of_output_are_the_same() {
        let json = |value: &dyn erased::Json| value.json();
        for level in Level::ALL {
            assert_eq!(json(level), level.word());
        }
        for status in Status::ALL {
            assert_eq!(json(status), status.word());
        }
        for rag in Rag::ALL {
            assert_eq!(json(rag), rag.word());
        }
        for direction in Direction::ALL {
            assert_eq!(json(direction), direction.word());
        }
    }

    mod erased {
        pub(super) trait Json {
            fn json(&self) -> String;
        }

        impl<T: serde::Serialize> Json for T {
            fn json(&self) -> String {
                serde_json::to_value(self).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
            }
        }
    }
}
