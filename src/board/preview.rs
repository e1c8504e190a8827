//! What a change would do, as it is shown before it is made.

/// What a change would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// What becomes of the action, in a line.
    pub told: String,
    /// What is worth a word and yet no reason against it.
    pub warnings: Vec<String>,
    /// The first line of the commit; nothing where there will be none.
    pub subject: Option<String>,
    /// What changes in the file, as a diff without colours.
    pub difference: String,
}
