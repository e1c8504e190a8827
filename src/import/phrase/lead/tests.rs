//! Whom people name, and what is read.

use super::{Who, read};

/// The lead, then `+` the others, `?` where it is not certain, and what is left over.
fn shown(words: &str) -> String {
    let phrase = read(words);
    let Who { lead, support } = phrase.value;
    let parties: Vec<_> = [lead.unwrap_or_else(|| "-".to_owned())].into_iter().chain(support).collect();
    let parties = parties.join(" + ");
    match phrase.rest {
        Some(rest) if phrase.is_certain => format!("{parties} | {rest}"),
        rest if phrase.is_certain => {
            assert_eq!(rest, None);
            parties
        }
        rest => {
            assert_eq!(rest.unwrap_or_default(), words.trim());
            format!("{parties} ?")
        }
    }
}

#[test]
fn one_party_is_whole() {
    for words in [
        "Chair, Safer Westshire",
        "DV Co-ordinator, CPS",
        "Director of Safeguarding, CYPS",
        "Health and Wellbeing Board",
        "Housing & Homelessness team",
        "Bath and North East Somerset Council",
        "Safer Westshire DVA & SV co-ordinator",
        "Police and Crime Commissioner",
        "Health and Social Care",
        "Assistant Chief Officer, Avon & Somerset Probation Service",
        "Strategic Services Manager, N & HS Policies & Equalities",
        "Team Manager Asylum Seekers, Adult Community Care",
        "Deputy Clerk to the Justices, Westshire Magistrates' Court",
        "Designated Manager with responsibility for updating records",
        "Strategy Leader CYPS - Safeguarding",
        "BDAF Administrator/Co-ordinator",
        "DVA/SV Co-ordinator",
        "Drug/Alcohol Team Manager",
        "Asst. Director of Public Health (PCT)",
        "IDVA contractor (Victim Support/Refuge)",
        "Jo Bloggs",
        "Networking with Refuges Project",
        "MARAC",
        "Women's Aid",
        "Crown Prosecution Service",
        "Children and Young People's Service",
        "Head of Children's Services, Education and Skills",
    ] {
        assert_eq!(shown(words), words, "{words}");
    }
    assert_eq!(shown("Chair , Safer\u{a0}Westshire"), "Chair , Safer Westshire");
    assert_eq!(shown("· Housing"), "Housing");
    assert_eq!(
        shown("Deputy Clerk to the Justices,\nWestshire Magistrates' Court"),
        "Deputy Clerk to the Justices, Westshire Magistrates' Court"
    );
}

#[test]
fn of_several_the_first_is_taken_and_the_words_kept() {
    for (words, read) in [
        ("LBB / Met", "LBB + Met ?"),
        ("MARAC/SSFC", "MARAC + SSFC ?"),
        ("MARAC Probation/\nIVASP chair", "MARAC Probation + IVASP chair ?"),
        ("CSP officer/specialist DVA services", "CSP officer + specialist DVA services ?"),
        ("SSFP, Off the Record, YOT", "SSFP + Off the Record + YOT ?"),
        ("Police and Probation", "Police + Probation ?"),
        ("Police, Probation and Housing", "Police + Probation + Housing ?"),
        ("Police & CPS & MARAC", "Police + CPS + MARAC ?"),
        ("Housing\nHealth\nPolice", "Housing + Health + Police ?"),
        ("• Housing\n• Police", "Housing + Police ?"),
        ("Housing; Police", "Housing + Police ?"),
        ("Head of Housing and Director of Public Health", "Head of Housing + Director of Public Health ?"),
        ("Director, N & HS or Community Safety Manager", "Director, N & HS + Community Safety Manager ?"),
        ("Chair, Safer Westshire, Police Lead", "Chair, Safer Westshire + Police Lead ?"),
        ("Jo Bloggs, Housing Manager", "Jo Bloggs, Housing Manager ?"),
        (
            "DA Strategy Co-ordinator/ new post DVA CYP co-ordinator (0.6 FTE)",
            "DA Strategy Co-ordinator + DVA CYP co-ordinator ?",
        ),
        (
            "DA Strategy Co-ordinator/ DVA CYP Co-ordinator (see 4.2.1)",
            "DA Strategy Co-ordinator + DVA CYP Co-ordinator ?",
        ),
        ("VAWG Co-ordinator and Public Health", "VAWG Co-ordinator + Public Health ?"),
        ("NHS England and CCG", "NHS England + CCG ?"),
        ("Jo Bloggs & Sam Jones", "Jo Bloggs & Sam Jones ?"),
        ("Housing (TBC)", "Housing ?"),
        ("DHI/", "DHI ?"),
        ("New parenting working group?", "New parenting working group ?"),
        ("Police / TBC", "Police ?"),
    ] {
        assert_eq!(shown(words), read, "{words}");
    }
}

#[test]
fn who_leads_is_certain_where_it_is_said() {
    for (words, read) in [
        ("Police (lead), Housing, Health", "Police + Housing + Health"),
        ("Housing, Police (Lead)", "Police + Housing"),
        ("Housing / Police – lead", "Police + Housing"),
        ("Lead: PCT; Support: Housing", "PCT + Housing"),
        ("Lead agency – PCT\nPartners: Housing, Police", "PCT + Housing + Police"),
        ("PCT\nSupport: Housing", "PCT + Housing"),
        ("Housing, supported by the Refuge", "Housing + the Refuge"),
        ("Housing (with support from Police and Probation)", "Housing + Police + Probation"),
        ("Lead agency: Police. Support agencies: Housing", "Police + Housing"),
        ("All partners – led by VAWG Co-ordinator", "VAWG Co-ordinator | All partners"),
        ("VAWG Co-ordinator, with schools", "VAWG Co-ordinator + schools"),
        ("DVA Co-ordinator (0.6 FTE)", "DVA Co-ordinator | 0.6 FTE"),
        ("New post: Outreach worker", "Outreach worker | New post"),
        ("Lead: Police, Housing", "Police + Housing ?"),
    ] {
        assert_eq!(shown(words), read, "{words}");
    }
}

#[test]
fn nobody_is_no_lead() {
    for words in [
        "TBC",
        "???",
        "as above",
        "All",
        "All agencies",
        "N/A",
        "-",
        "Various",
        "To be identified",
        "",
        "TBC (Housing)",
        "Lead: TBC",
    ] {
        assert_eq!(read(words).value, Who::default(), "{words}");
        assert!(!read(words).is_certain, "{words}");
    }
}
