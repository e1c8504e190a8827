//! Plans of any size, the same bytes at every run: 10 actions an objective, 5 objectives a theme, 4 themes a plan.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const THEMES: [&str; 4] = ["prevention", "provision", "protection", "partnership"];
const VERBS: [&str; 8] = ["Publish", "Review", "Agree", "Fund", "Pilot", "Audit", "Map", "Evaluate"];
const THINGS: [&str; 8] = [
    "the referral pathways",
    "the training plan",
    "the risk assessment tools",
    "refuge places",
    "the data returns of partners",
    "support for children",
    "the programme for perpetrators",
    "support at court",
];
const POSTS: [&str; 6] = [
    "Strategy Co-ordinator",
    "Head of Public Protection",
    "Director of Public Health",
    "Safeguarding Manager",
    "Housing Options Manager",
    "Witness Care Manager",
];
const LEVELS: [&str; 5] = ["low", "medium-low", "medium", "medium-high", "high"];
const WORDS: &str = "partners agreed on a shared form after a survey of staff and one point of contact takes requests \
                     until the steering group has guidance for every front line team ready before the summer";

/// A plain generator of pseudo-random numbers (Knuth's MMIX constants), so that every run makes the same plans.
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }

    pub(crate) fn prose(&mut self, words: usize) -> String {
        let from = self.below(20);
        let text: Vec<_> = WORDS.split(' ').cycle().skip(from).take(words + self.below(8)).collect();
        format!("{}.", text.join(" "))
    }

    pub(crate) fn day(&mut self, years: std::ops::Range<usize>) -> String {
        let year = years.start + self.below(years.len());
        format!("{year}-{:02}-{:02}", 1 + self.below(12), 1 + self.below(28))
    }
}

/// Makes the plans below a folder, unless they are there, and gives the folder that holds `plans`.
pub(crate) fn make(below: &Path, size: usize) -> PathBuf {
    let home = below.join(format!("plans-of-{size}"));
    let done = home.join("complete");
    if !done.exists() {
        let mut numbers = Numbers::new(1);
        (0..size.div_ceil(200))
            .for_each(|plan| make_plan(&home.join(format!("plans/plan-{plan:04}")), size - plan * 200, &mut numbers));
        write(&done, "");
    }
    home
}

/// The same plans in a folder of their own, to be changed: one of them, whose name comes second, has an action whose
/// reference no other has.
pub(crate) fn make_to_change(below: &Path, size: usize) -> (PathBuf, String) {
    let home = make(&below.join("to-change"), size);
    let plan = format!("plan-{:04}", size / 400);
    let folder = home.join(format!("plans/{plan}/{}/1.1", THEMES[0]));
    write(&folder.join(format!("{ONLY_ONE}.toml")), &action_text(&mut Numbers::new(3)));
    (home, plan)
}

/// The reference that only one plan has.
pub(crate) const ONLY_ONE: &str = "1.1.only";

fn make_plan(plan: &Path, actions: usize, numbers: &mut Numbers) {
    write(
        &plan.join("plan.toml"),
        "title = \"A plan of the benchmark\"\npartnership = \"A partnership\"\n\nstarts = 2024-04-01\nends = 2028-03-31\n",
    );
    for objective in 0..actions.min(200).div_ceil(10) {
        let theme = objective / 5;
        let folder = plan.join(THEMES[theme]);
        write(&folder.join("theme.toml"), "title = \"A theme\"\n");
        let reference = format!("{}.{}", theme + 1, objective % 5 + 1);
        let folder = folder.join(&reference);
        write(
            &folder.join("objective.toml"),
            &format!("title = \"{}\"\ntarget = \"9 of 10 by 2028\"\n", numbers.prose(8)),
        );
        for action in 1..=10.min(actions - objective * 10) {
            write(&folder.join(format!("{reference}.{action}.toml")), &action_text(numbers));
        }
    }
}

/// An action of about 1 KB, with every kind of deadline, status and rating.
fn action_text(numbers: &mut Numbers) -> String {
    let day = numbers.day(2025..2028);
    let deadline = match numbers.below(10) {
        0 => format!("deadline = \"{}\"", &day[..7]),
        1 => format!("deadline = \"{}-Q2\"", &day[..4]),
        2 => format!("recurs = {{ every = \"3 months\", from = {day} }}"),
        3 => format!("deadline = \"ongoing\"\nreview = {day}"),
        _ => format!("deadline = {day}"),
    };
    let mut text = format!(
        "action = \"{} {}\"\n\nlead = \"{}\"\nsupport = [\"{}\"]\n\n{deadline}\n\nconfidence = \"{}\"\n\
         confidence_reason = \"{}\"\n\nresources = \"{}\"\noutcome_measure = \"{}\"\n\n[[risk]]\nlevel = \"{}\"\n\
         text = \"{}\"\n\n[[cost]]\ntext = \"Officer time\"\namount = {}\nper = \"year\"\nstate = \"secured\"\n",
        numbers.pick(&VERBS),
        numbers.pick(&THINGS),
        numbers.pick(&POSTS),
        numbers.pick(&POSTS),
        numbers.pick(&LEVELS),
        numbers.prose(10),
        numbers.prose(8),
        numbers.prose(12),
        numbers.pick(&LEVELS),
        numbers.prose(10),
        500 * (1 + numbers.below(40)),
    );
    for update in 0..numbers.below(4) {
        let status = numbers.pick(&["in-progress", "in-progress", "on-hold", "complete"]);
        let rag = if status == "complete" { "green" } else { numbers.pick(&["red", "amber", "green"]) };
        let date = format!("2026-{:02}-{:02}", 1 + update * 2, 1 + numbers.below(28));
        let by = numbers.pick(&POSTS);
        let note = numbers.prose(12);
        write!(
            text,
            "\n[[update]]\ndate = {date}\nby = \"{by}\"\nstatus = \"{status}\"\nrag = \"{rag}\"\nnote = \"{note}\"\n"
        )
        .expect("a string takes any text");
    }
    text
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("every file has a folder")).expect("the build folder can be written");
    fs::write(path, text).expect("the build folder can be written");
}
