//! Every attack in every key of every kind of plan file, through every output.
//!
//! All of them stand in one folder of plans, a plan a few attacks, so that each output is asked for once. What comes out is
//! read back: no text acts, each that is shown is there as it was written, and each key is shown somewhere.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::attacks::{ANYWHERE, AT_THE_START, HARMLESS, with_token};
use super::fields::{self, Elsewhere};
use super::readers::{Format, Found};
use crate::any_input::{acts_on_terminals, assert_harmless};
use crate::sandbox::Sandbox;

pub(super) const DAY: &str = "--as-of 2026-06-30";

/// The address of everybody, which nobody may see but those who send e-mails.
const ADDRESS: &str = "secret@wendale.example";

/// What writes to standard output, with the form of its answer.
pub(super) const SAID: [(&str, Format); 48] = [
    ("agenda", Format::Text),
    ("agenda --format csv", Format::Csv),
    ("check", Format::Text),
    ("check --no-baseline", Format::Text),
    ("check --format github", Format::Text),
    ("check --format gitlab", Format::Json),
    ("check --format json", Format::Json),
    ("check --format junit", Format::Xml),
    ("check --format sarif", Format::Json),
    ("check --format short", Format::Text),
    ("chase", Format::Text),
    ("chase --format json", Format::Json),
    ("chase --format markdown", Format::Markdown),
    ("diff HEAD~1", Format::Text),
    ("diff HEAD~1 --format json", Format::Json),
    ("diff HEAD~1 --format markdown", Format::Markdown),
    ("export --format ics", Format::Ics),
    ("fmt --dry-run", Format::Text),
    ("funding", Format::Text),
    ("list", Format::Text),
    ("list --format csv", Format::Csv),
    ("list --format json", Format::Json),
    ("list --format markdown", Format::Markdown),
    ("list --format ndjson", Format::Ndjson),
    ("log", Format::Text),
    ("log --format json", Format::Json),
    ("log --format markdown", Format::Markdown),
    ("log --format ndjson", Format::Ndjson),
    ("measures", Format::Text),
    ("move p1:2 9 --dry-run", Format::Text),
    ("report annual", Format::Text),
    ("report exceptions", Format::Text),
    ("report progress", Format::Text),
    ("report public", Format::Text),
    ("return status", Format::Text),
    ("show {all}", Format::Text),
    ("show {all} --format json", Format::Json),
    ("show p0:2 --history", Format::Text),
    ("status", Format::Text),
    ("status --by lead", Format::Text),
    ("status --by objective", Format::Text),
    ("status --by organisation", Format::Text),
    ("status --by theme", Format::Text),
    ("status --format json", Format::Json),
    ("status --overdue", Format::Text),
    ("status --overdue --format json", Format::Json),
    ("tree", Format::Text),
    ("tree --format json", Format::Json),
];

/// What writes documents.
pub(super) const DOCUMENTS: [&str; 7] =
    ["agenda", "funding", "measures", "report annual", "report exceptions", "report progress", "report public"];

/// What writes other files, and the file or folder that it writes.
const FILES: [(&str, &str); 9] = [
    ("chase --format text", "chase.text"),
    ("chase --format markdown", "chase.markdown"),
    ("chase --format eml", "chase.eml"),
    ("export --format csv", "export.csv"),
    ("export --format dhr", "reviews.csv"),
    ("export --format tidy", "tidy"),
    ("export --format xlsx", "export.xlsx"),
    ("return new --all-leads --format docx", "returns.docx"),
    ("return new --all-leads --format xlsx", "returns.xlsx"),
];

/// The texts of a plan, each with its number; all of them stand in every key.
pub(super) type Texts = Vec<(usize, &'static str)>;

/// Plans with texts for every key; each as it was, and as it is.
pub(super) struct Plans {
    pub(super) sandbox: Sandbox,
    pub(super) texts: Vec<Texts>,
    /// The keys that hold texts, by their paths; a token names one by its number.
    pub(super) keys: Vec<String>,
}

impl Plans {
    /// A plan for each of these groups of texts.
    pub(super) fn of(texts: Vec<Texts>, elsewhere: Elsewhere) -> Self {
        let mut sandbox = Sandbox::new();
        sandbox.set("COLUMNS", "200");
        let mut plans = Self { sandbox, texts, keys: Vec::new() };
        plans.write(elsewhere, |_, _| "as-it-was".to_owned());
        // What cannot be read is told of by most documents.
        plans.sandbox.file("plans/p0/prevention/1/4.toml", "action = \"a\\u001bb\"\n");
        plans.sandbox.commit("2026-05-02", "The plans as they were");
        plans.keys.clear();
        plans.write(elsewhere, with_numbers);
        plans.sandbox.commit("2026-06-02", "The plans as they are");
        plans
    }

    fn write(&mut self, elsewhere: Elsewhere, text: fn(&Texts, usize) -> String) {
        let schema = |kind: &str| -> Value {
            serde_json::from_str(&self.sandbox.run(&format!("schema {kind}")).stdout).expect("a schema")
        };
        let files = [
            ("plan.toml", schema("plan"), [].as_slice()),
            ("parties.toml", schema("parties"), &[]),
            ("baseline.toml", schema("baseline"), &[]),
            ("contacts.toml", schema("contacts"), &[]),
            ("prevention/theme.toml", schema("theme"), &[]),
            ("prevention/1/objective.toml", schema("objective"), &[]),
            ("prevention/1/2.toml", schema("action"), &["recurs"]),
            ("prevention/1/3.toml", schema("action"), &["deadline"]),
        ];
        let keys = &mut self.keys;
        for (number, texts) in self.texts.iter().enumerate() {
            for (file, schema, without) in &files {
                let mut text = |path: &str| match path {
                    // Whom e-mails go to; where a name is refused, nothing is written at all.
                    "contacts.contact.party" => {
                        let lead = text(texts, number_of(keys, "action.lead"));
                        if lead.contains(acts_on_terminals) { "somebody".to_owned() } else { lead }
                    }
                    "contacts.contact.email" => ADDRESS.to_owned(),
                    path => text(texts, number_of(keys, path)),
                };
                let file_text = fields::file(schema, without, elsewhere, &mut text);
                self.sandbox.file(&format!("plans/p{number}/{file}"), &file_text);
            }
        }
    }

    /// What there is to show, by name.
    fn all(&self) -> String {
        let of_plan = |number| ["prevention", "1", "2", "3"].map(|name| format!("p{number}:{name}")).join(" ");
        (0..self.texts.len()).map(of_plan).collect::<Vec<_>>().join(" ")
    }

    /// What a command says.
    pub(super) fn said(&self, line: &str, format: Format) -> Found {
        let output = self.sandbox.run(&format!("{} {DAY}", line.replace("{all}", &self.all())));
        assert!(matches!(output.status, 0 | 1) && !output.stdout.is_empty(), "{line}: {output}");
        assert_harmless(&output.stderr, line);
        // Calendars end their lines with both, too, by their standard.
        let text = if format == Format::Ics { output.stdout.replace("\r\n", "\n") } else { output.stdout.clone() };
        assert_harmless(&text, line);
        format.read(output.stdout.as_bytes())
    }

    /// What a command writes into a file or folder: every file, by its ending.
    fn written(&self, line: &str, to: &str) -> Vec<(Format, Found)> {
        let before: BTreeSet<_> = self.sandbox.names().into_iter().collect();
        let output = self.sandbox.run(&format!("{line} -o {to} {DAY}"));
        assert!(matches!(output.status, 0 | 1), "{line} -o {to}: {output}");
        assert_harmless(&output.stderr, line);
        let (names, files) = (self.sandbox.names(), self.sandbox.files());
        let new: Vec<_> = names.into_iter().filter(|name| !before.contains(name)).collect();
        assert!(!new.is_empty(), "{line} -o {to}: {output}");
        for name in &new {
            let inside = name.strip_prefix(to).unwrap_or_else(|| panic!("`{line} -o {to}` wrote {name}"));
            let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
            assert!(inside.trim_start_matches('/').chars().all(is_plain), "`{line}` wrote {name:?}");
        }
        let format = |name: &str| if to.ends_with(".markdown") { Format::Markdown } else { Format::of_ending(name) };
        new.iter().map(|name| (format(name), format(name).read(files.bytes(name)))).collect()
    }
}

fn number_of(keys: &mut Vec<String>, path: &str) -> usize {
    let known = keys.iter().position(|key| key == path);
    known.unwrap_or_else(|| {
        keys.push(path.to_owned());
        keys.len() - 1
    })
}

fn with_numbers(texts: &Texts, key: usize) -> String {
    let with_number = |(number, text): &(usize, &str)| with_number(text, key, *number);
    texts.iter().map(with_number).collect::<Vec<_>>().join("\n")
}

pub(super) fn with_number(attack: &str, key: usize, number: usize) -> String {
    with_token(attack, &format!("q{key:03}a{number:03}q"))
}

/// The tokens that stand in a text: where each ends, its key and its attack.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (usize, usize, usize)> {
    text.match_indices('q').filter_map(|(at, _)| {
        let token = text.get(at..at + 9)?;
        let (key, number) = token.strip_prefix('q')?.strip_suffix('q')?.split_once('a')?;
        Some((at + 9, key.parse().ok()?, number.parse().ok()?))
    })
}

/// What stands of a text before the end of its token, as the program has it: what acts on terminals is refused, and stands
/// as a mark. Only the last paragraph, since outputs set paragraphs apart in their own ways.
fn expected(text: &str, key: usize, number: usize) -> String {
    let refused = |c: char| if acts_on_terminals(c) { '\u{fffd}' } else { c };
    let text: String = with_number(text, key, number).replace("\r\n", "\n").chars().map(refused).collect();
    let text = &text[..tokens(&text).next().map_or(text.len(), |(end, ..)| end)];
    words(text.rsplit("\n\n").next().unwrap_or(text))
}

/// The words of a text, without what outputs may change: blanks and the first letter.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<String>().to_lowercase()
}

/// The words of a text without what is refused in it: the codes of characters, and the mark that stands for them; and
/// without the marks of literals, which are shown as such.
fn without_codes(text: &str) -> String {
    let words = words(text).replace(['\u{fffd}', '`'], "");
    let mut parts = words.split("\\u{");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('}').map_or(part, |(_, after)| after))
}

/// Every output of these plans but Word documents, by what was asked; what is said is asked for beside what is written.
fn outputs(plans: &Plans) -> BTreeMap<String, (Format, Found)> {
    let said = |lines: &'static [(&str, Format)]| {
        move || lines.iter().map(|(line, format)| ((*line).to_owned(), (*format, plans.said(line, *format)))).collect()
    };
    std::thread::scope(|scope| {
        let asked: Vec<_> = SAID.chunks(SAID.len().div_ceil(3)).map(|lines| scope.spawn(said(lines))).collect();
        let mut outputs = written(plans);
        for said in asked {
            let said: Vec<_> = said.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause));
            outputs.extend(said);
        }
        outputs
    })
}

/// What is written into files but Word documents.
fn written(plans: &Plans) -> BTreeMap<String, (Format, Found)> {
    let mut outputs = BTreeMap::new();
    for line in DOCUMENTS {
        for ending in ["md", "html", "csv", "json", "xlsx"] {
            let file = format!("{}.{ending}", line.replace(' ', "-"));
            for (format, found) in plans.written(line, &file) {
                outputs.insert(file.clone(), (format, found));
            }
        }
    }
    for (line, to) in FILES {
        for (place, (format, found)) in plans.written(line, to).into_iter().enumerate() {
            outputs.insert(format!("{to} {place}"), (format, found));
        }
    }
    outputs
}

/// The Word documents of these plans; their pictures take so long that few plans are better.
fn word_documents(plans: &Plans) -> BTreeMap<String, (Format, Found)> {
    let mut outputs = BTreeMap::new();
    for line in DOCUMENTS {
        let file = format!("{}.docx", line.replace(' ', "-"));
        for (format, found) in plans.written(line, &file) {
            outputs.insert(file.clone(), (format, found));
        }
    }
    outputs
}

/// What is wrong with outputs beside those of harmless texts; notes the keys that are shown.
pub(super) fn problems(
    plans: &Plans,
    outputs: BTreeMap<String, (Format, Found)>,
    usual: &BTreeMap<String, (Format, Found)>,
    shown: &mut BTreeSet<usize>,
) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, (format, found)) in outputs {
        let usual = usual.iter().filter(|(other, _)| other.split(' ').next() == name.split(' ').next());
        let shape: BTreeSet<_> = usual.flat_map(|(_, (_, found))| &found.shape).collect();
        // The source's own words stand under keys of their own.
        let is_new = |part: &&String| !shape.contains(part) && tokens(part).next().is_none();
        problems.extend(found.shape.iter().filter(is_new).map(|part| format!("{name}: {part:?} is new")));
        let leads_astray = |link: &&String| !may_be_a_link(link);
        problems.extend(found.links.iter().filter(leads_astray).map(|link| format!("{name}: a link to {link:?}")));
        for text in &found.texts {
            if text.contains(ADDRESS) && !name.starts_with("chase.eml") {
                problems.push(format!("{name}: an address: {text:?}"));
            }
            // What is pointed at in an editor is shown as it is written, its controls as their codes.
            let plain = if name.starts_with("hover") { without_codes } else { words };
            let text = plain(text);
            for (end, key, number) in tokens(&text) {
                shown.insert(key);
                // A key that nobody knows is told as a word.
                if format == Format::Text || plans.keys[key].ends_with("as_written") {
                    continue;
                }
                let expected = plain(&expected(attack(number).1, key, number));
                // Pictures divide long texts into lines, and the public report leaves names out.
                let is_cut = |expected: &str| {
                    format == Format::Html && expected.ends_with(&text[..end]) || text.contains("[removed]")
                };
                if !text[..end].ends_with(&expected) && !is_cut(&expected) {
                    problems.push(format!("{name}: {} as {}: {text:.200?}", attack(number).0, plans.keys[key]));
                }
            }
        }
    }
    problems
}

/// Whether an address leads to the web, to a mailbox or to a file beside the document.
fn may_be_a_link(link: &str) -> bool {
    match link.split_once(':') {
        Some(("http" | "https" | "mailto", _)) => true,
        Some((path, _)) if !path.contains('/') => false,
        Some(_) | None => !link.starts_with('/') && !link.contains('\\'),
    }
}

/// What an attack would be, and its text.
fn attack(number: usize) -> (&'static str, &'static str) {
    *ANYWHERE.iter().chain(&AT_THE_START).nth(number).expect("a number of an attack")
}

/// Every attack with its number.
pub(super) fn numbered() -> Texts {
    ANYWHERE.iter().chain(&AT_THE_START).map(|(_, text)| *text).enumerate().collect()
}

/// The attacks in as few plans as may be: those that act only at the start stand alone in a key.
pub(super) fn attacks() -> Vec<Texts> {
    let texts = numbered();
    let (anywhere, first) = texts.split_at(ANYWHERE.len());
    anywhere.chunks(8).map(<[_]>::to_vec).chain(first.iter().map(|text| vec![*text])).collect()
}

/// All of them in two plans.
pub(super) fn attacks_together() -> Vec<Texts> {
    let texts = numbered();
    texts.chunks(texts.len().div_ceil(2)).map(<[_]>::to_vec).collect()
}

pub(super) fn harmless() -> Vec<Texts> {
    HARMLESS.into_iter().enumerate().map(|text| vec![text]).collect()
}

#[test]
fn every_attack_in_every_key_is_only_text_in_every_output() {
    let (plans, harmless) = (Plans::of(attacks(), Elsewhere::Right), Plans::of(harmless(), Elsewhere::Right));
    let mut shown = BTreeSet::new();
    let mut problems = problems(&plans, outputs(&plans), &outputs(&harmless), &mut shown);
    let is_hidden = |(key, path): &(usize, &String)| !shown.contains(key) && !path.starts_with("contacts.");
    problems
        .extend(plans.keys.iter().enumerate().filter(is_hidden).map(|(_, path)| format!("{path} is shown nowhere")));
    assert_eq!(problems, [] as [&str; 0]);
}

#[test]
fn every_attack_in_every_key_is_only_text_in_word() {
    let (plans, harmless) = (Plans::of(attacks_together(), Elsewhere::Right), Plans::of(harmless(), Elsewhere::Right));
    let problems = problems(&plans, word_documents(&plans), &word_documents(&harmless), &mut BTreeSet::new());
    assert_eq!(problems, [] as [&str; 0]);
}

/// Where only a day, a number or one of some words may stand, and as the names of keys.
#[test]
fn every_attack_in_a_wrong_place_is_only_text_in_what_is_said_of_it() {
    let (plans, harmless) = (Plans::of(attacks_together(), Elsewhere::Text), Plans::of(harmless(), Elsewhere::Text));
    let asked = |plans: &Plans| {
        let asked = SAID.iter().filter(|(line, _)| line.starts_with("check") || *line == "list");
        asked
            .map(|(line, format)| ((*line).to_owned(), (*format, plans.said(line, *format))))
            .collect::<BTreeMap<_, _>>()
    };
    let outputs = asked(&plans);
    for (line, (_, found)) in outputs.iter().filter(|(_, (format, _))| *format == Format::Text) {
        // A runner of GitHub takes a line that begins so for a command. What is for a terminal may be divided anywhere.
        let is_command = |line: &&str| line.trim_start().starts_with("::");
        let is_own = |line: &&str| ["::error ", "::warning "].iter().any(|own| line.starts_with(own));
        let said = found.texts.iter().flat_map(|text| text.lines()).filter(is_command);
        let commands: Vec<_> = said.filter(|command| !(line.ends_with("github") && is_own(command))).collect();
        assert!(!line.starts_with("check --format") || commands.is_empty(), "{line}: {commands:?}");
    }
    let mut problems = problems(&plans, outputs, &asked(&harmless), &mut BTreeSet::new());
    // A message spells a text out, or tells it as a word.
    problems.retain(|problem| problem.ends_with(" is new"));
    assert_eq!(problems, [] as [&str; 0]);
}
