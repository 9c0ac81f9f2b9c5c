//! The two properties that everything else stands on, and what the stages do together.

use proptest::prelude::*;
use rettesnor::config::{Drafts, Profile};
use rettesnor::pipeline::{Memo, build};

use crate::fixture::{Fixture, outputs};

/// A small site in which everything refers to everything.
const SITE: &str = "\
//- index.md
---
title: Forside
---
Velkommen til [[facebook]].
//- themes/klima.md
---
title: Klima
years: [2026]
---
Temaet om klimaet, se [[strategy:sociale-medier]].
//- channels/facebook.md
---
title: Facebook
type: social
activity: active
---
Her er vi.
//- audiences/borgere.md
---
title: Borgere
---
Alle.
//- strategies/sociale-medier.md
---
title: Strategi
status: adopted
version: '1.0'
adopted_on: 2025-01-01
themes: [klima]
channel_roles:
  - channel: facebook
    audiences: [borgere]
---
Om Facebook og klima.
//- plans/2026.md
---
title: Handleplan
year: 2026
status: adopted
version: '1'
adopted_on: 2026-01-01
strategy: sociale-medier
---
Planen.
//- plans/2026.actions.csv
id;title;theme;channels;deadline;status
a1;Film om klima;klima;facebook;2026-05-01;done
//- guidelines/svar.md
---
title: Svar på kommentarer
do: [Svar hurtigt]
---
## Første trin

Skriv på [[facebook|siden]].
//- data/glossary.yaml
- term: journalisering
  definition: at gemme
";

/// A change of one file: new text at the end of the body, another title, gone, or back again.
#[derive(Clone, Debug)]
enum Edit {
    Body(usize, String),
    Title(usize, String),
    Remove(usize),
    Restore(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let words = "[a-zæøå ]{1,12}";
    prop_oneof![
        (any::<usize>(), words).prop_map(|(file, text)| Edit::Body(file, text)),
        (any::<usize>(), words).prop_map(|(file, text)| Edit::Title(file, text)),
        any::<usize>().prop_map(Edit::Remove),
        any::<usize>().prop_map(Edit::Restore),
    ]
}

fn apply(site: &mut Fixture, original: &Fixture, edit: &Edit) {
    let name = |index: usize| original.files.keys().nth(index % original.files.len()).unwrap().clone();
    match edit {
        Edit::Body(index, text) => {
            if let Some(file) = site.files.get_mut(&name(*index)).filter(|file| file.starts_with("---")) {
                file.push_str(&format!("\n{text} klima Facebook\n"));
            }
        }
        Edit::Title(index, title) => {
            if let Some(file) = site.files.get_mut(&name(*index)) {
                let line = file.lines().find(|line| line.starts_with("title:")).map(str::to_owned);
                *file = line.map_or(file.clone(), |line| file.replacen(&line, &format!("title: x{title}"), 1));
            }
        }
        Edit::Remove(index) => {
            site.files.remove(&name(*index));
        }
        Edit::Restore(index) => {
            let name = name(*index);
            site.files.insert(name.clone(), original.files[&name].clone());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// After any series of edits an incremental build has the same findings and the same bytes as a full one.
    #[test]
    fn incremental_is_full(edits in prop::collection::vec(edit(), 1..12)) {
        let original = Fixture::new(SITE);
        let mut site = original.clone();
        let mut memo = Memo::default();
        build(&site.inputs(), &mut memo).make_all(&mut memo, &|_| Ok(())).unwrap();
        for edit in &edits {
            apply(&mut site, &original, edit);
            let incremental = build(&site.inputs(), &mut memo);
            let full = site.build();
            prop_assert_eq!(incremental.diagnostics(), full.diagnostics());
            prop_assert_eq!(outputs(&incremental, &mut memo), outputs(&full, &mut Memo::default()));
        }
    }
}

#[test]
fn two_full_builds_are_equal() {
    let site = Fixture::new(SITE);
    assert_eq!(site.outputs(), site.outputs());
}

#[test]
fn making_one_output_is_making_all() {
    let site = Fixture::new(SITE);
    let (build, all) = (site.build(), site.outputs());
    for (path, bytes) in &all {
        let made = build.make(&rettesnor::source::OutPath::new(path.as_str()));
        match made.unwrap().unwrap() {
            rettesnor::pipeline::Made::Bytes(made) => assert_eq!(&*made, bytes.as_slice(), "{path}"),
            rettesnor::pipeline::Made::Copy(_) => {}
        }
    }
}

#[test]
fn an_edit_of_a_body_costs_one_file() {
    let mut site = Fixture::new(SITE);
    let mut memo = Memo::default();
    assert_eq!(build(&site.inputs(), &mut memo).stats().parsed, site.files.len());
    site.files.get_mut("channels/facebook.md").unwrap().push_str("\nOg her.\n");
    let stats = *build(&site.inputs(), &mut memo).stats();
    assert_eq!((stats.parsed, stats.linked), (1, 1));
    let stats = *build(&site.inputs(), &mut memo).stats();
    assert_eq!((stats.parsed, stats.linked), (0, 0));
}

#[test]
fn what_is_hidden_is_nowhere() {
    let mut site = Fixture::new(SITE);
    site.files.insert(
        "guidelines/hemmelig.md".to_owned(),
        "---\ntitle: Zebrastribe\nstatus: draft\nthemes: [klima]\n---\nZebrastribe om Facebook.\n".to_owned(),
    );
    site.files.get_mut("index.md").unwrap().push_str("\nSe [[guideline:hemmelig]].\n");
    let holds = |site: &Fixture| {
        site.outputs().iter().any(|(path, bytes)| {
            path.contains("hemmelig") || String::from_utf8_lossy(bytes).to_lowercase().contains("zebrastribe")
        })
    };
    assert_eq!(site.findings(), "", "a link to a hidden page is not broken");
    assert!(!holds(&site));
    site.drafts = Some(Drafts::Shown);
    assert!(holds(&site));
    site.profile = Some(Profile::Public);
    assert!(!holds(&site));
}
