//! Blocks: defaults from the host, fragments used once, problems told.

use super::{dump, graph};
use crate::graph::Graph;
use crate::model::body::ViewCall;
use crate::model::view_call::{Problem, parse};
use crate::view::Writer;
use crate::view::blocks::{BlockError, block};

const CHANNELS: [(&str, &str); 2] = [
    ("channels/facebook.md", "---\ntitle: Facebook\ntype: social\n---\n"),
    ("channels/avis.md", "---\ntitle: Avisen\ntype: print\n---\n"),
];

const PLAN: &str = "---
title: Plan 2026
year: 2026
themes: [miljoe, ro]
goals:
  - {id: m1, title: Flere svar, metric: ipm, account: fb, target: {min: 100}, due: 2026-12-31}
actions:
  - {id: a1, title: Sortering, theme: miljoe, channels: [facebook], goals: [m1], deadline: 2026-03-01, status: planned,
     treatment: {facebook: Spørg os}}
---
```view theme-matrix
```

```view actions
```

```view actions
```

```view goals
```
";

fn site(plan: &str) -> Graph {
    let themes = [("themes/miljoe.md", "---\ntitle: Miljø\n---\n"), ("themes/ro.md", "---\ntitle: Ro\n---\n")];
    let data = [
        ("data/accounts.csv", "id;channel;name\nfb;facebook;Kommunen\n"),
        (
            "data/measurements.csv",
            "date;period;account;followers;reactions\n2026-01-31;month;fb;1000;120\n2026-02-28;month;fb;1000;140\n",
        ),
    ];
    let files: Vec<_> = CHANNELS.into_iter().chain(themes).chain(data).chain([("plans/2026.md", plan)]).collect();
    graph(&files)
}

/// What each block of the plan shows.
fn shown(graph: &Graph) -> Vec<String> {
    let host = graph.plans[0].edition;
    let writer = Writer::new(graph, graph.path(host), graph.config.lang());
    let calls: &[ViewCall] = &graph.edition(host).source.body.views;
    calls.iter().map(|call| block(&writer, host, call).map_or_else(|e| format!("{e:?}"), |p| dump::parts(&p))).collect()
}

#[test]
fn a_plan_shows_its_own_records_and_each_fragment_once() {
    let shown = shown(&site(PLAN));
    insta::assert_snapshot!(shown[0], @r#"
    table Temaer og kanaler i 2026
    | Tema | [Facebook](../kanaler/facebook.html) |
    | [Miljø](../temaer/miljoe.html) | [Sortering](#action-a1) |
    | [Ro](../temaer/ro.html) |  |
    "#);
    insta::assert_snapshot!(shown[1], @r#"
    table Miljø
    | Handling | På kanalerne | Mål og modtagere | Hvem | Tid og penge | Status |
    | #action-a1 Sortering | [Facebook](../kanaler/facebook.html): Spørg os | Mål: [Flere svar](#goal-m1) |  | Frist: 1._marts 2026 | <Overskredet Bad> |
    "#);
    assert!(!shown[2].contains("| #action-a1"), "{}", shown[2]);
    insta::assert_snapshot!(shown[3], @r#"
    table Mål for 2026
    | Mål | Måles ved | Måltal | Udgangspunkt | Resultat | Nås senest |
    | #goal-m1 Flere svar | [Interaktioner pr. 1.000 følgere](../noegletal.html#metric-ipm) / Profil: [Kommunen](../profiler.html#fb) (Facebook) | mindst 100 |  | 130 / <Inden for målet Good> | 31._december 2026 |
    "#);
}

#[test]
fn a_narrowed_table_leaves_the_fragments_to_the_whole_one() {
    let plan = PLAN.replacen("```view actions\n", "```view actions\ntheme: miljoe\n", 1);
    let shown = shown(&site(&plan));
    assert!(!shown[1].contains("| #action-a1"), "{}", shown[1]);
    assert!(shown[2].contains("| #action-a1"), "{}", shown[2]);
}

#[test]
fn what_is_wrong_is_told_with_the_nearest_word() {
    let plan = PLAN.replace("```view goals\n", "```view goals\nplann: 2026\nyear: snart\n");
    let graph = site(&plan.replace("```view theme-matrix", "```view theme-matrx"));
    let views = &graph.edition(graph.plans[0].edition).source.body.views;
    let problems = |index: usize| parse(&views[index]).expect_err("the block is wrong");
    let told: Vec<_> = problems(0).into_iter().map(|own| (own.problem, own.found, own.nearest)).collect();
    assert_eq!(told, [(Problem::UnknownView, "theme-matrx".to_owned(), Some("theme-matrix".to_owned()))]);
    let told: Vec<_> = problems(3).into_iter().map(|own| (own.problem, own.found, own.nearest)).collect();
    assert_eq!(
        told,
        [
            (Problem::UnknownParameter, "plann".to_owned(), Some("plan".to_owned())),
            (Problem::WrongValue("wrong-year"), "snart".to_owned(), None),
        ]
    );
}

#[test]
fn a_block_about_nothing_says_so() {
    let graph = site(&PLAN.replace("```view goals\n", "```view goals\nyear: 1999\n"));
    let host = graph.plans[0].edition;
    let writer = Writer::new(&graph, graph.path(host), graph.config.lang());
    let call = &graph.edition(host).source.body.views[3];
    assert_eq!(block(&writer, host, call), Err(BlockError::Nothing));
}
