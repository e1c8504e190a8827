//! Any text of an action in the form that its lead gets: what comes back as it went out asks for nothing.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use vawg::amend::{Meanwhile, Replies, Terms};
use vawg::import;
use vawg::query::{Filter, Selection};
use vawg::render::form::{self, Format};
use vawg::report;
use vawg::report::basis::{Basis, Provenance};
use vawg::report::leads::Leads;
use vawg_fuzz::{day, judge, plan_with};

fuzz_target!(|text: &str| {
    let (_, loaded) = plan_with(0, text.as_bytes());
    let selection = Selection::of(&loaded.portfolio, judge(), &Filter::default(), |_| true);
    let plans = loaded.portfolio.plans.iter().collect();
    let basis = Basis { plans, selection, judge: judge(), filter: None, provenance: Provenance::NotKept };
    for lead in Leads::of(&basis.selection).leads {
        let form = report::form::of(&lead, &basis, None);
        for (format, name) in [(Format::Text, "a.txt"), (Format::Docx, "a.docx"), (Format::Xlsx, "a.xlsx")] {
            let Ok(bytes) = form::bytes(&form, format) else { continue };
            let back = import::form::read(&bytes, name).expect("a form can be read");
            assert_eq!(back.problems, [], "{name}");
            let codes: Vec<_> = back.replies.iter().map(|reply| reply.code.to_string()).collect();
            let asked: Vec<_> = form.actions.iter().map(|asked| asked.code.to_string()).collect();
            assert_eq!(codes, asked, "{name}");
            let terms = Terms { date: day(), by: None, meanwhile: Meanwhile::Refused };
            let replies = Replies::of(&loaded.portfolio, &back.replies, terms);
            assert!(replies.wanted.is_empty() && replies.refusals.is_empty(), "{name}: {replies:?}");
            assert_eq!(replies.untouched, asked.len(), "{name}");
        }
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    vawg_fuzz::mutate::input(data, size, most, seed, 0)
});
