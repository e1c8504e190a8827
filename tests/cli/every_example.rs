//! Every line that the help and the manual tell people to type, typed: in a folder where it makes sense, one by one.
//!
//! An example that does not work fails here, and so does one that leads to a problem. Where a line needs something that
//! the plan below lacks, [`prepared`] makes it.

use clap::Command;
use rayon::prelude::*;
use vawg::manual::notes::{Note, notes};
use vawg::manual::{Page, Part, Sources, TOPICS, Topic, topic};

use crate::sandbox::{Output, Sandbox};

/// The day on which everything is done that names no other.
const DAY: &str = "2026-06-30";

#[test]
fn every_example_of_every_help_does_what_it_says() {
    let examples = examples(&definition());
    let fails = |(command, line): &(String, String)| {
        // Where the completion goes is written as its own shell has it.
        let typed_here = if command == "completions" { line.split(" >").next().unwrap_or_default() } else { line };
        let output = typed(&prepared(command, line), typed_here);
        let is_as_it_should_be = match line.as_str() {
            // It asks, and here nobody can answer.
            "vawg update 3.1.1" => output.status == 2 && output.stderr.contains("nothing says what has changed"),
            // It draws, and here is nothing to draw on.
            _ if command == "board" && !line.contains("--plain") => output.stderr.contains("draws on a terminal"),
            // It answers an editor, and here there is none.
            line if line.starts_with("vawg lsp") => output.status == 1 && output.stderr.is_empty(),
            _ => output.status == 0 && !output.stderr.contains("error"),
        };
        (!is_as_it_should_be).then(|| format!("[vawg {command} --help] {line}\n{output}"))
    };
    let wrong: Vec<_> = examples.par_iter().filter_map(fails).collect();
    assert!(wrong.is_empty(), "{} of {} examples:\n\n{}", wrong.len(), examples.len(), wrong.join("\n"));
    assert!(examples.len() > 100, "examples are no longer found: {}", examples.len());
}

#[test]
fn every_command_has_examples_of_itself() {
    for command in commands(&definition()) {
        let own: Vec<_> = own_examples(command).collect();
        assert!(!own.is_empty() && own.len() <= 6, "{}: {} examples", command.get_name(), own.len());
        assert!(own.iter().any(|line| line.contains(command.get_name())), "{}", command.get_name());
    }
}

#[test]
fn every_recipe_works_from_its_first_line_to_its_last() {
    let recipes = TOPICS.iter().find(|topic| topic.name == "recipes").expect("the recipes");
    page(recipes).sections.into_par_iter().for_each(|section| {
        let sandbox = match section.heading.as_str() {
            "From nothing to a report" => Sandbox::new(),
            "From a document that you have" => with_document(),
            _ => kept(),
        };
        for part in section.parts {
            let Part::Code(lines) = part else { continue };
            for line in lines.replace("\\\n", " ").lines() {
                let output = typed(&sandbox, line);
                // What a document lacks is an error, until it is accepted.
                let status = i32::from(line == "vawg check" && section.heading.contains("document"));
                let is_said = output.stderr.contains("error");
                assert!(output.status == status && !is_said, "{}: {line}\n{output}", section.heading);
            }
        }
    });
}

/// Each block of the README that is to be typed in a shell, from its first line to its last.
#[test]
fn every_line_of_the_readme_works() {
    let readme = include_str!("../../README.md");
    let blocks = readme.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let blocks: Vec<_> = blocks.filter(|block| block.contains("vawg ")).collect();
    assert!(blocks.len() > 5, "blocks are no longer found");
    blocks.into_par_iter().for_each(|block| {
        let sandbox = if block.contains("vawg init north") { Sandbox::new() } else { toured() };
        for line in block.lines().filter(|line| line.starts_with("vawg ")) {
            let output = typed(&sandbox, line);
            // What a document lacks is an error.
            let status = i32::from(line.starts_with("vawg check plans/our-plan"));
            assert!(output.status == status && !output.stderr.contains("error"), "{line}\n{output}");
        }
    });
}

/// A folder with the plan of the README's tour, in git, and a document.
fn toured() -> Sandbox {
    let mut sandbox = Sandbox::of("examples");
    typed(&sandbox, "vawg export --format dhr -o 'Action plan FINAL v3.docx'");
    sandbox.commit("2026-03-01", "The plan").set("EDITOR", "true");
    sandbox
}

/// What topics name in their texts is a command that there is; what they tell people to type is typed.
#[test]
fn every_line_of_a_topic_works() {
    let mut lines = Vec::new();
    for found in TOPICS.iter().filter(|topic| topic.name != "recipes") {
        for part in page(found).sections.into_iter().flat_map(|section| section.parts) {
            match part {
                Part::Terms(terms) => lines.extend(terms.into_iter().map(|term| (found.name, term.word))),
                Part::Code(code) => lines.extend(code.lines().map(|line| (found.name, line.to_owned()))),
                Part::Text(text) => {
                    for line in text.split('`').skip(1).step_by(2).filter(|line| line.starts_with("vawg ")) {
                        let command = line.split(' ').nth(1).expect("a command");
                        assert!(definition().find_subcommand(command).is_some(), "{}: {line}", found.name);
                    }
                }
            }
        }
    }
    lines.retain(|(_, line)| line.starts_with("vawg "));
    assert!(lines.len() > 8, "lines are no longer found");
    lines.into_par_iter().for_each(|(topic, line)| {
        let output =
            typed(&prepared(line.trim_start_matches("vawg ").split(' ').next().unwrap_or_default(), &line), &line);
        assert!(output.status == 0 && !output.stderr.contains("error"), "{topic}: {line}\n{output}");
    });
}

fn page(found: &Topic) -> Page {
    topic(found, &Sources { root: &definition(), shapes: &[] })
}

fn definition() -> Command {
    let mut root = vawg::commands::definition();
    root.build();
    root
}

/// Every command that people see, those within others, too.
fn commands(root: &Command) -> Vec<&Command> {
    let within = root.get_subcommands().filter(|command| !command.is_hide_set());
    within.flat_map(|command| [vec![command], commands(command)].concat()).collect()
}

fn own_examples(command: &Command) -> impl Iterator<Item = String> {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    notes(&help).into_iter().filter_map(|note| match note {
        Note::Example(example) => Some(example.line),
        Note::Heading(_) | Note::Text(_) | Note::Lines(_) => None,
    })
}

/// Every example with the command whose help has it.
fn examples(root: &Command) -> Vec<(String, String)> {
    let of = |command: &Command| {
        let name = command.get_display_name().unwrap_or_default().replacen("vawg", "", 1).replace('-', " ");
        own_examples(command).map(move |line| (name.trim().to_owned(), line)).collect::<Vec<_>>()
    };
    [vec![root], commands(root)].concat().into_iter().flat_map(of).collect()
}

/// A line typed in a shell, on [`DAY`] where it names none.
fn typed(sandbox: &Sandbox, line: &str) -> Output {
    let day = if line.contains("--as-of") { String::new() } else { format!("--as-of {DAY}") };
    sandbox.shell(&format!("PATH=$PWD/bin:$PATH; vawg() {{ \"$PROGRAM\" {day} \"$@\"; }}; {line}"))
}

/// A folder in which an example makes sense.
fn prepared(command: &str, line: &str) -> Sandbox {
    let mut sandbox = match command {
        "explain" | "schema" | "help" | "man" => return Sandbox::new(),
        "init" if !line.contains("--ci") && !line.contains("--hook") => {
            let sandbox = Sandbox::new();
            sandbox.shell("mkdir strategy");
            return sandbox;
        }
        "new" | "new theme" if line.contains("new theme") => {
            let sandbox = Sandbox::new();
            typed(&sandbox, "vawg init bristol");
            return sandbox;
        }
        "import" => return with_document(),
        _ => kept(),
    };
    match command {
        "diff" if line.contains("wendale") => {
            sandbox.plan("wendale");
            sandbox.commit("2025-01-10", "Another plan");
        }
        "undo" => _ = typed(&sandbox, "vawg update 3.1.1 --rag amber --note 'Late'"),
        "return" | "return apply" if line.contains("apply") => {
            typed(&sandbox, "vawg return new --lead HM -o housing.xlsx");
            typed(&sandbox, "vawg return new --all-leads -o returns");
            typed(&sandbox, "vawg return new --lead HM > reply.txt");
        }
        "return new" if line.contains("is:overdue") => {
            typed(&sandbox, "vawg update 3.1.1 --deadline 2026-06-01 --note 'Sooner'");
        }
        _ => {}
    }
    sandbox
}

/// A folder with documents that hold plans.
fn with_document() -> Sandbox {
    let sandbox = Sandbox::of("examples");
    for file in ["plan.xlsx", "plan.docx --format dhr"] {
        typed(&sandbox, &format!("vawg export -o {file}"));
    }
    sandbox.file("plan.csv", "What,Who,Finish,Notes,Other,A,B,C,D\nTrain staff,PCT,July 2027,,,,,,x\n");
    sandbox.file("pasted.txt", "Action\tLead\tDeadline\nTrain staff\tPCT\tJuly 2027\n");
    sandbox.shell("rm -r plans");
    sandbox.in_git();
    sandbox
}

/// A folder with a plan in git that has been kept for two years, and an editor that changes nothing.
fn kept() -> Sandbox {
    let sandbox = Sandbox::new();
    let plan = |file: &str, text: &str| _ = sandbox.file(&format!("plans/bristol-2008-11/{file}"), text);
    plan(
        "plan.toml",
        "title = \"Bristol\"\n\nstarts = 2024-04-01\nends = 2029-03-31\n\n[[meeting]]\nname = \"Board\"\nevery = \"3 \
         months\"\nfrom = 2024-06-15\n",
    );
    plan(
        "parties.toml",
        "[[party]]\nname = \"Housing Manager\"\naliases = [\"HM\"]\norganisation = \"Council\"\nkind = \
         \"post\"\n\n[[party]]\nname = \"PCT\"\nkind = \"organisation\"\n\n[[party]]\nname = \"Head of \
         Communications\"\nkind = \"post\"\n",
    );
    plan(
        "contacts.toml",
        "[[contact]]\nparty = \"Housing Manager\"\nemail = \"housing@example.org\"\n\n[[contact]]\nparty = \
         \"PCT\"\nemail = \"pct@example.org\"\n",
    );
    plan("evidence/launch.md", "Launched.\n");
    for theme in ["prevention", "provision", "protection"] {
        plan(&format!("{theme}/theme.toml"), &format!("title = \"{theme}\"\n"));
    }
    for objective in ["prevention/1", "prevention/3", "prevention/3/3.1", "prevention/3/3.2", "provision/4"] {
        let text = "title = \"People know\"\n\ntarget = \"9 in 10 staff by March 2027\"\n\nlead = \"PCT\"\n";
        plan(&format!("{objective}/objective.toml"), text);
    }
    for action in [
        "prevention/1/1.1",
        "prevention/1/1.2",
        "prevention/1/1.3",
        "prevention/3/3.1/3.1.1",
        "prevention/3/3.2/3.2.1",
        "provision/4/4.2",
    ] {
        let text = "action = \"Train staff\"\n\nlead = \"Housing Manager\"\n\ndeadline = 2026-12-01\n\nresources = \
                    \"Officer time\"\noutcome_measure = \"Trained\"\n\nsource = { kind = \"dhr\", id = \"DHR 1\", \
                    recommendation = \"1\" }\n\n[[risk]]\nlevel = \"high\"\ntext = \"Money\"\n\n[[cost]]\ntext = \
                    \"Trainer\"\namount = 100\nper = \"year\"\nstate = \"secured\"\n\n[[update]]\ndate = \
                    2026-05-02\nby = \"PCT\"\nrag = \"red\"\nnote = \"Ten trained. Two more courses in July.\"\n";
        plan(&format!("{action}.toml"), text);
    }
    sandbox.file(".gitignore", "/bin\ncontacts.toml\n").file("bin/code", "#!/bin/sh\n").file("board.txt", "");
    sandbox.shell("chmod +x bin/code");
    let mut sandbox = sandbox;
    sandbox.commit("2024-05-10", "The plan").set("EDITOR", "true");
    sandbox
}
