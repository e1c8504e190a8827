//! Who may lead: the register of posts, groups and organisations.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::same_name;

/// The file `parties.toml`: who may lead or support an action.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PartiesFile {
    /// Every party that may lead or support an action.
    #[serde(rename = "party")]
    pub parties: Vec<Party>,
}

/// A party that may lead or support an action. Contact details do not belong here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// The name that output uses.
    #[schemars(example = &"Housing Options Manager")]
    pub name: String,
    /// Other names under which the files know it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = ["Housing Manager"])]
    pub aliases: Vec<String>,
    /// The organisation that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"City Council")]
    pub organisation: Option<String>,
    /// What it is; a post can be held to account, a group cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<PartyKind>,
    /// Whether someone holds the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<PartyState>,
}

impl Party {
    /// The organisation that it belongs to; an organisation is its own.
    #[must_use]
    pub fn its_organisation(&self) -> Option<&str> {
        let own = || (self.kind == Some(PartyKind::Organisation)).then_some(self.name.as_str());
        self.organisation.as_deref().or_else(own)
    }

    /// Whether the party goes by this name, in any case.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        same_name(&self.name, name) || self.aliases.iter().any(|alias| same_name(alias, name))
    }
}

/// What a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum PartyKind {
    /// A post, whoever holds it; what a lead should be.
    Post,
    /// A group or committee; a poor lead, since nobody in it answers alone.
    Group,
    /// An organisation as a whole.
    Organisation,
    /// A person by name.
    Person,
}

/// Whether someone holds a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum PartyState {
    /// Somebody holds it.
    InPost,
    /// Nobody holds it now.
    Vacant,
    /// It is yet to be set up.
    Proposed,
}

super::level::words!(PartyKind { Post = "post", Group = "group", Organisation = "organisation", Person = "person" });
super::level::words!(PartyState { InPost = "in-post", Vacant = "vacant", Proposed = "proposed" });

#[cfg(test)]
mod tests {
    use super::{Party, PartyKind};

    #[test]
    fn an_organisation_is_its_own() {
        let party = |kind: PartyKind, organisation: Option<&str>| Party {
            name: "Avon Police".into(),
            aliases: Vec::new(),
            organisation: organisation.map(str::to_owned),
            kind: Some(kind),
            state: None,
        };
        assert_eq!(party(PartyKind::Organisation, None).its_organisation(), Some("Avon Police"));
        assert_eq!(party(PartyKind::Organisation, Some("Home Office")).its_organisation(), Some("Home Office"));
        assert_eq!(party(PartyKind::Post, None).its_organisation(), None);
    }
}
