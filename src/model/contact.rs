//! Where parties are reached. Personal data: it never goes into git, nor into anything that is published.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file `contacts.toml`: where parties are reached. Git is told to ignore it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ContactsFile {
    /// Where each party is reached.
    #[serde(rename = "contact")]
    pub contacts: Vec<Contact>,
}

/// Where a party is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Contact {
    /// The party, by its name or an alias.
    #[schemars(example = &"Housing Options Manager")]
    pub party: String,
    /// Its e-mail address.
    #[schemars(example = &"housing.options@example.org")]
    pub email: String,
}
