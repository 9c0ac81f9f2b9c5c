//! rettesnor turns a folder of Markdown with YAML front matter into the site by which a municipality steers its
//! communication: strategy, action plan, guidelines, crisis plan, channels, themes, audiences, figures.
//!
//! # Bird's eye
//!
//! A straight pipeline of pure stages between two thin edges. Each stage has its own type, made once and never
//! changed afterwards. **A full build is an incremental build with an empty memo.**
//!
//! ```text
//!    fs::scan      git::Archive      options, today        edge: only here is the world touched
//!       └─────────────────┴────────────────┘
//!                    Inputs                        plain data: sources, history, copied files, theme, options
//!   per file, parallel    │ parse       bytes → Parsed { document or records, body, findings }; editions of old too
//!   once                  │ select      which edition stands at the main address today; what is hidden
//!   once                  │ vocabulary  what can be named, and the words that are linked by themselves
//!   per file, parallel    │ link        body + vocabulary → Links { references, mentions, passages }
//!   per file, parallel    │ check       one file per rule, on the unfiltered set
//!   once                  │ graph       editions + links + records → addresses, back-links, plans
//!   once                  │ plan        graph → routes: every output known before anything is rendered
//!   per route, parallel   │ view        route + graph → Page: all that a template may see
//!   per route, parallel   │ render      Page + theme → HTML
//!   per route, parallel   │ inspect     HTML → what it asks for and where it leads (C10)
//!   per route, once       │ search      records drawn from Pages → index
//!                       Build { outputs, findings, stats }
//!       ┌──────────────────────────────────┐
//!  build: every output is made and streamed     serve: an output is made when it is asked for,
//!  into fs::stage, then fs::switch              from one immutable Build in memory; fs::Watch tells of a change, and
//!                                               the next Build takes the place of the one before at once
//! ```
//!
//! [`pipeline::build`] is the one entry; the commands and the tests all call it.
//!
//! # Code map, in reading order
//!
//! | module | what it is |
//! |---|---|
//! | [`source`], [`hash`], [`bits`] | paths, files, places in a text; content hashes; what the bytes of a text are |
//! | [`lang`] | interface texts, dates, numbers, alphabetical order, words of addresses |
//! | [`diag`] | findings, their messages in five languages, and how they are written |
//! | [`model`] | documents, records, bodies, ids; the macro that reads a record from a tree of values |
//! | [`config`] | settings and options of one build |
//! | [`parse`] | YAML, CSV and Markdown to the model; alone knows their libraries |
//! | [`select`], [`vocabulary`], [`link`], [`graph`], [`plan`] | the stages that look at the site as a whole |
//! | [`check`] | the rules: one file each, with its explanation |
//! | [`mod@schema`] | what can be written, as JSON Schemas and as a page of reference |
//! | [`mod@due`] | what is due when, and who answers for it |
//! | [`metric`] | figures computed from raw counts |
//! | [`mod@redline`] | what changed between two editions of a text, down to the word |
//! | [`chart`] | charts as SVG, with what one sees in them in words |
//! | [`mod@calendar`] | events as a calendar file |
//! | [`view`] | pages as data: the contract with the templates |
//! | [`render`] | pages as HTML; alone knows the template library |
//! | [`inspect`] | what finished pages ask for and where they lead: C10 |
//! | [`adopt`] | what adopting a document writes |
//! | [`init`] | what stands in the files of a new site, of a new document, and of the site that shows a theme; pure |
//! | [`search`] | the index that the script in the browser reads, and the same search in Rust |
//! | [`pipeline`] | the stages in order, the memo, the outputs |
//! | [`history`] | what git tells: changes of every file, adopted versions and their texts as sources; pure |
//! | [`mod@write`] | the manifest, and what differs from the site in place; pure |
//! | [`fs`], [`git`], [`serve`] | the edge: disk, the program git, the preview's port |
//! | [`publish`] | the edge: releases, and the ways in which they come to their readers |
//! | [`cli`] | arguments, output, exit codes; the only place that prints or reads the environment |
//!
//! # Who may use what
//!
//! A test (`tests/it/tidy.rs`) reads every `use crate::…` and fails on an edge that is not in its table. Clippy's
//! `disallowed_methods` keeps disk, clock, environment and programs out of every module but the edge, and its
//! `disallowed_types` keeps out hash maps, whose order changes from run to run.
//!
//! # Invariants
//!
//! 1. A stage is a function of its arguments; the date is an input; two builds of the same inputs are byte-identical.
//! 2. No struct lives through two stages; nothing is patched; shared results are `Arc`.
//! 3. Templates see their [`view::Page`] and [`view::Site`] only. There is no function by which a template can ask for
//!    another page; a theme that needs more gets a new field.
//! 4. Links in a body stay symbolic until the view resolves them.
//! 5. Parsing cannot fail: it returns what it could read plus findings. All errors of a build are shown together,
//!    sorted by file and place.
//! 6. What `access` or `status` hides is taken out by [`select`] before [`graph`]: it cannot reach a page, a
//!    title, a back-link or the index; a link to it is plain text. The vocabulary knows its name, so that the link is
//!    not called broken.
//! 7. A build with errors puts nothing in place. A site is written beside the old one, synced, and put in place by one
//!    rename: whoever reads sees the old site or the new, also when the build is killed. Only a folder whose manifest
//!    says that rettesnor made it is ever replaced. `publish` does the same with a release and the link `current`.
//! 8. No path from an HTTP request ever meets the disk: it is looked up in a map.
//! 9. An old edition is a source with another origin and takes the same way through all stages.
//! 10. The memo's keys: parse by the bytes and the layout, what a rule finds in a file by itself by the bytes and the
//!     settings, link by the document and the names, check by the document and its surroundings (of the others all but
//!     their running text), the vocabulary by the surroundings, the theme by its files. Graph, views, pages and
//!     what search counts in them are made anew: to tell that they are the same costs as much.
//! 11. Every page works under the policy in `themes/default/page.html`: no inline script or style, no other host. The one
//!     page that is a single file (`file.html`) has its style in itself, by its hash.
//!
//! # Deliberately absent
//!
//! No plug-ins, no template functions, no raw HTML in content, no configuration of the stages' order, no clock inside a
//! stage. No network but the preview's own port and what `save` and `publish` are asked to reach: the remote of a git
//! repository, the program that a target names.

#![forbid(unsafe_code)]

pub mod adopt;
pub mod bits;
pub mod calendar;
pub mod chart;
pub mod check;
pub mod cli;
pub mod config;
pub mod diag;
pub mod due;
pub mod fs;
pub mod git;
pub mod graph;
pub mod hash;
pub mod history;
pub mod init;
pub mod inspect;
pub mod lang;
pub mod link;
pub mod metric;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod plan;
pub mod publish;
pub mod redline;
pub mod render;
pub mod schema;
pub mod search;
pub mod select;
pub mod serve;
pub mod source;
pub mod view;
pub mod vocabulary;
pub mod write;
