//! A plan: its settings and all its parts, in the order in which they are read.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Action, AsWritten, Date, Interval, Known, Meeting, Objective, Party, Reference, Theme, name_key, stated};

/// Whether a plan is among those that were named; every plan is where none was.
#[must_use]
pub fn is_wanted(named: &[String], plan: &str) -> bool {
    named.is_empty() || named.iter().any(|name| name.eq_ignore_ascii_case(plan))
}

/// A plan: a folder directly under the plans folder.
#[derive(Debug, Default)]
pub struct Plan {
    /// The name of the folder.
    pub name: String,
    pub settings: Settings,
    /// In their order, each before what it holds.
    pub themes: Vec<Theme>,
    /// In the order of their references, each after the objective that holds it.
    pub objectives: Vec<Objective>,
    /// In the order of the structure: theme by theme, objective by objective, by reference.
    pub actions: Vec<Action>,
    pub parties: Vec<Party>,
    /// Whether the plan has a register of parties at all.
    pub has_register: bool,
    pub known: Vec<Known>,
    /// Plan files that are there but could not be read, from the plans folder.
    pub unread: BTreeSet<String>,
    /// Folders that could not be listed, from the plans folder; what is in them is not known.
    pub unread_folders: BTreeSet<String>,
    /// Values that are there but could not be read: the keys at the top of a file, from the plans folder.
    pub unread_values: BTreeMap<String, Vec<String>>,
    unread_names: OnceLock<HashSet<String>>,
    index: OnceLock<HashMap<String, usize>>,
    register: OnceLock<HashMap<String, usize>>,
    carrying: OnceLock<HashMap<String, Vec<usize>>>,
}

impl Plan {
    /// The plan with this name and nothing in it yet.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// The title, or the folder's name where there is none.
    #[must_use]
    pub fn display_title(&self) -> &str {
        self.settings.title.as_deref().unwrap_or(&self.name)
    }

    /// The action with this reference, in any case; of two, the first.
    #[must_use]
    pub fn action(&self, reference: &str) -> Option<&Action> {
        let index = self.index.get_or_init(|| {
            let pairs = self.actions.iter().enumerate().rev();
            pairs.map(|(place, action)| (action.reference.as_str().to_lowercase(), place)).collect()
        });
        index.get(&reference.to_lowercase()).and_then(|&place| self.actions.get(place))
    }

    /// The actions that say that they go on with one of this reference, in small letters, of whichever plan.
    pub(super) fn carrying(&self, reference: &str) -> impl Iterator<Item = &Action> {
        let carrying = self.carrying.get_or_init(|| {
            let mut carrying: HashMap<_, Vec<_>> = HashMap::new();
            for (place, action) in self.actions.iter().enumerate() {
                if let Some(from) = &action.carried_from {
                    carrying.entry(from.reference.as_str().to_lowercase()).or_default().push(place);
                }
            }
            carrying
        });
        carrying.get(reference).into_iter().flatten().filter_map(|&place| self.actions.get(place))
    }

    /// The objective with this reference, in any case.
    #[must_use]
    pub fn objective(&self, reference: &str) -> Option<&Objective> {
        self.objectives.iter().find(|objective| objective.reference.as_str().eq_ignore_ascii_case(reference))
    }

    /// The theme with this folder name, in any case.
    #[must_use]
    pub fn theme(&self, name: &str) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.name.eq_ignore_ascii_case(name))
    }

    /// The objective of an action and those above it, nearest first.
    pub fn objectives_above(&self, nearest: Option<usize>) -> impl Iterator<Item = &Objective> {
        let get = |place: usize| self.objectives.get(place);
        std::iter::successors(nearest.and_then(get), move |objective| objective.parent.and_then(get))
    }

    /// The entry of the register for a name, by name or alias in any case.
    #[must_use]
    pub fn party(&self, name: &str) -> Option<&Party> {
        let register = self.register.get_or_init(|| {
            let mut names = HashMap::new();
            for (place, party) in self.parties.iter().enumerate() {
                for known in std::iter::once(&party.name).chain(&party.aliases) {
                    names.entry(name_key(known)).or_insert(place);
                }
            }
            names
        });
        register.get(&name_key(name)).and_then(|&place| self.parties.get(place))
    }

    /// The last meeting of any kind held before a day.
    #[must_use]
    pub fn last_meeting_before(&self, day: Date) -> Option<Date> {
        self.settings.meetings.iter().filter_map(|meeting| meeting.last_before(day)).max()
    }

    /// The folder of a theme, from the plans folder.
    #[must_use]
    pub fn theme_folder(&self, theme: &Theme) -> String {
        [&self.name, "/", &theme.name].concat()
    }

    /// The folder of an objective, from the plans folder.
    #[must_use]
    pub fn objective_folder(&self, objective: &Objective) -> String {
        let above = self.folder_of(objective.parent, objective.theme);
        [&above, "/", objective.reference.as_str()].concat()
    }

    /// The file that says what a theme is, from the plans folder.
    #[must_use]
    pub fn theme_file(&self, theme: &Theme) -> String {
        self.theme_folder(theme) + "/theme.toml"
    }

    /// The file that says what an objective is, from the plans folder.
    #[must_use]
    pub fn objective_file(&self, objective: &Objective) -> String {
        self.objective_folder(objective) + "/objective.toml"
    }

    /// The file of an action, from the plans folder.
    #[must_use]
    pub fn action_file(&self, action: &Action) -> String {
        let folder = self.folder_of(action.objective, action.theme);
        [&folder, "/", action.reference.as_str(), ".toml"].concat()
    }

    /// The folder of an objective; where there is none, of a theme; where there is neither, of the plan.
    fn folder_of(&self, objective: Option<usize>, theme: Option<usize>) -> String {
        match (self.objective_at(objective), self.theme_at(theme)) {
            (Some(objective), _) => self.objective_folder(objective),
            (None, Some(theme)) => self.theme_folder(theme),
            (None, None) => self.name.clone(),
        }
    }

    /// Whether no action names another plan. Where that is so of every plan, none has anything to say about another.
    #[must_use]
    pub fn stands_alone(&self) -> bool {
        let names = |action: &'_ Action| {
            let named = action.depends_on.iter().chain(&action.see).chain(&action.carried_from);
            named.filter_map(|reference| reference.plan.as_deref()).any(|plan| !plan.eq_ignore_ascii_case(&self.name))
        };
        !self.actions.iter().any(names)
    }

    /// The theme in a place, where there is one.
    #[must_use]
    pub fn theme_at(&self, place: Option<usize>) -> Option<&Theme> {
        place.and_then(|place| self.themes.get(place))
    }

    /// The objective in a place, where there is one.
    #[must_use]
    pub fn objective_at(&self, place: Option<usize>) -> Option<&Objective> {
        place.and_then(|place| self.objectives.get(place))
    }

    /// Whether a file with this name is there but could not be read, or may be in a folder that could not.
    #[must_use]
    pub fn is_unread(&self, file_name: &str) -> bool {
        if !self.unread_folders.is_empty() {
            return true;
        }
        let name = |file: &String| file.rsplit('/').next().unwrap_or(file).to_lowercase();
        self.unread_names.get_or_init(|| self.unread.iter().map(name).collect()).contains(&file_name.to_lowercase())
    }

    /// Whether what a file, by its path from the plans folder, gives under a key is there but could not be read.
    #[must_use]
    pub fn is_unread_value(&self, file: &str, key: &str) -> bool {
        self.unread.contains(file)
            || self.unread_values.get(file).is_some_and(|keys| keys.iter().any(|unread| unread == key))
    }

    /// Every reference in use, with the objectives first.
    pub fn references(&self) -> impl Iterator<Item = &Reference> {
        let objectives = self.objectives.iter().map(|objective| &objective.reference);
        objectives.chain(self.actions.iter().map(|action| &action.reference))
    }
}

/// The file `plan.toml`: what the plan is, and how it is judged and checked.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Settings {
    /// What the plan is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Violence against women and girls action plan")]
    pub title: Option<String>,
    /// The partnership whose plan it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Community Safety Partnership")]
    pub partnership: Option<String>,
    /// What it is about, in a few sentences.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"What the council, the police, health and charities will do, by when, and who answers for it.")]
    pub summary: Option<String>,

    /// The first day that it covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts: Option<Date>,
    /// The last day that it covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<Date>,
    /// The day on which it was closed; from then on it is a record, judged as of that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<Date>,

    /// The body to which progress is reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Health and Wellbeing Board")]
    pub reports_to: Option<String>,
    /// The currency of its amounts, as an ISO 4217 code; GBP where it does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("default" = "GBP"))]
    pub currency: Option<String>,

    /// How actions are rated.
    pub rating: RatingSettings,
    /// The level of rules of `check`: error, warning or off.
    #[serde(skip_serializing_if = "CheckSettings::is_empty")]
    #[schemars(extend("examples" = [{"complete-without-evidence": "error", "uncosted": "off"}]))]
    pub check: CheckSettings,
    /// What this plan calls its parts.
    pub labels: Labels,
    /// What changes do in git.
    pub git: GitSettings,

    /// The source's own words for keys that this file interprets.
    #[serde(skip_serializing_if = "AsWritten::is_empty")]
    #[schemars(extend("examples" = [{"title": "Action plan FINAL v3"}]))]
    pub as_written: AsWritten,

    /// The terms that the plan uses.
    #[serde(rename = "definition", skip_serializing_if = "Vec::is_empty")]
    pub definitions: Vec<Definition>,
    /// The meetings at which it is looked at.
    #[serde(rename = "meeting", skip_serializing_if = "Vec::is_empty")]
    pub meetings: Vec<Meeting>,
}

/// The levels that a plan sets for rules, by the rule's name.
pub type CheckSettings = BTreeMap<String, LevelSetting>;

/// The level of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum LevelSetting {
    /// `check` ends with status 1.
    Error,
    /// `check` shows it, and ends with status 0 unless warnings are denied.
    Warning,
    /// Nobody is told.
    Off,
}

/// How actions are rated.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RatingSettings {
    /// "rag", or "brag" with blue for what is complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = Scheme::Brag, extend("default" = RatingSettings::default().scheme()))]
    pub scheme: Option<Scheme>,
    /// How long an action may go without an update; 3 months where it does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = Interval::months(4), extend("default" = RatingSettings::default().stale_after()))]
    pub stale_after: Option<Interval>,
    /// How far ahead an action counts as due soon; 30 days where it does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = Interval::of_days(14), extend("default" = RatingSettings::default().due_soon()))]
    pub due_soon: Option<Interval>,
}

impl RatingSettings {
    /// The scheme that holds.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.scheme.unwrap_or_default()
    }

    /// How long an action may go without an update.
    #[must_use]
    pub fn stale_after(&self) -> Interval {
        self.stale_after.unwrap_or(Interval::months(3))
    }

    /// How far ahead an action counts as due soon.
    #[must_use]
    pub fn due_soon(&self) -> Interval {
        self.due_soon.unwrap_or(Interval::of_days(30))
    }
}

/// The colours of a rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Scheme {
    /// Red, amber, green; what is complete is green.
    #[default]
    Rag,
    /// Blue, red, amber, green; what is complete is blue.
    Brag,
}

super::level::words!(LevelSetting { Error = "error", Warning = "warning", Off = "off" });
super::level::words!(Scheme { Rag = "rag", Brag = "brag" });

/// What a plan calls its parts, in the singular.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Labels {
    /// The word for a theme: "priority", "strand".
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"priority")]
    pub theme: Option<String>,
    /// The word for an objective: "outcome", "aim".
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"outcome")]
    pub objective: Option<String>,
    /// The word for an action: "task", "milestone".
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"task")]
    pub action: Option<String>,
}

impl Labels {
    /// The word for a theme.
    #[must_use]
    pub fn theme(&self) -> &str {
        stated(self.theme.as_deref()).unwrap_or("theme")
    }

    /// The word for an objective.
    #[must_use]
    pub fn objective(&self) -> &str {
        stated(self.objective.as_deref()).unwrap_or("objective")
    }

    /// The word for an action.
    #[must_use]
    pub fn action(&self) -> &str {
        stated(self.action.as_deref()).unwrap_or("action")
    }
}

/// What changes do in git.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct GitSettings {
    /// Whether a command that changes the plan commits what it changed; yes, where it does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("default" = true))]
    pub commit: Option<bool>,
}

/// A term that the plan uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Definition {
    /// The term.
    #[schemars(example = &"MARAC")]
    pub term: String,
    /// What it means here.
    #[schemars(example = &"Multi-agency risk assessment conference: makes a safety plan for each person at the highest risk.")]
    pub text: String,
}
