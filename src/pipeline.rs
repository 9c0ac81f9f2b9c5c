//! The stages in order.
//!
//! In: everything the edge has read, and a [`Memo`] of earlier builds. Out: a [`Build`]: all findings, and every
//! output, made when asked for. A full build is an incremental build with an empty memo: what the memo holds is a
//! function of its key, so it changes the time a build takes and nothing else.

mod build;
mod inspected;
mod memo;
mod own;
mod pages;
mod past;
mod records;
mod specimen;
mod themed;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::check;
use crate::config::{Config, Options};
use crate::diag::{self, Diagnostic};
use crate::due;
use crate::graph::{Graph, Parts};
use crate::hash::Hash;
use crate::history::History;
use crate::link::{self, Links};
use crate::model::data::Data;
use crate::model::id::{DocKey, Id};
use crate::model::site::Settings;
use crate::parse::{self, Content, DocumentSource, Layout, Parsed};
use crate::plan;
use crate::select::{self, Edition};
use crate::source::{OwnTheme, SourceFile, SourcePath, StaticFile};
use crate::vocabulary::{self, Naming, Target, Vocabulary};

use build::Site;
pub use build::{Build, Made, MakeError, Output};
pub use memo::Memo;
pub use pages::{EditionAt, Origin};

/// Everything a build is made from.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// Name of the content folder, with which the paths of all sources begin.
    pub content: String,
    /// Texts and data, sorted by path.
    pub sources: Vec<SourceFile>,
    /// Files that go into the site as they are.
    pub statics: Vec<StaticFile>,
    /// The site's own theme files.
    pub theme: OwnTheme,
    pub options: Options,
    /// What the edge would not take.
    pub refused: Vec<Diagnostic>,
    /// What git tells of the past; see [`with_history`](Self::with_history).
    pub history: Option<Arc<History>>,
}

/// How much was done; asserted by tests and shown to the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    pub documents: usize,
    pub editions: usize,
    pub pages: usize,
    /// Documents that are left out because they are drafts.
    pub drafts_left_out: usize,
    /// Sources that were read anew; the others came from the memo.
    pub parsed: usize,
    /// Documents whose references were resolved anew.
    pub linked: usize,
    /// Documents that were checked anew.
    pub checked: usize,
}

/// Builds a site as far as every finding is known and every output can be made.
pub fn build(inputs: &Inputs, memo: &mut Memo) -> Build {
    let mut findings = inputs.refused.clone();
    let own = settings(inputs, &mut findings);
    let has_settings = own.is_some();
    // The other findings still count.
    let settings = own.unwrap_or_else(parse::plain_settings);
    let layout = Layout::new(&inputs.content, Some(&settings));
    let config = Arc::new(Config::new(settings, inputs.options));
    let mut stats = Stats::default();

    let parsed = parse_all(inputs, &layout, memo, &mut stats);
    findings.extend(parsed.values().flat_map(|parsed| parsed.findings.iter().cloned()));
    let (sources, data) = gather(&parsed, inputs.options.today);
    let (kept, told) = own::read(inputs, &layout, memo, &mut stats);
    findings.extend(told);
    let gone = inputs.gone();
    let selection = select::select(&sources, &kept, &gone, &config);
    findings.extend(selection.findings);
    // What was removed is read at its old addresses, and known to nobody else.
    let is_gone = |source: &Arc<DocumentSource>| gone.contains_key(&source.document.file);
    let (removed, sources): (Vec<_>, Vec<_>) = sources.into_iter().partition(is_gone);
    let removed: Vec<DocKey> = removed.iter().map(|source| source.document.key.clone()).collect();
    let unread = unread(&parsed, &layout);
    let naming = Naming {
        sources: &sources,
        unread: &unread,
        editions: &selection.editions,
        data: &data,
        statics: &inputs.statics,
        config: &config,
    };
    memo.keep_checks_for(surroundings(inputs, &parsed));
    let vocabulary = memo.vocabulary(|| vocabulary::vocabulary(naming));
    let then = names_then(&selection.editions, &selection.hidden, &vocabulary, &config);
    let names = Names { today: &vocabulary, then: &then, content: &inputs.content };
    let links = link_all(&selection.editions, &names, memo, &mut stats);
    let witnesses = past::witnesses(inputs, &layout, memo);
    let context = check::Context {
        history: inputs.history.as_deref(),
        witnesses: &witnesses,
        removed: &removed,
        sources: &sources,
        data: &data,
        vocabulary: &vocabulary,
        editions: &selection.editions,
        links: &links,
        statics: &inputs.statics,
        config: &config,
        content: &inputs.content,
    };
    let numbers = check::public_numbers(&config, &data);
    let of_files = check_files(inputs, &parsed, (&config, &numbers), memo);
    let personal = check::personal_data(&of_files);
    findings.extend(of_files);
    findings.extend(check_all(&context, &names, memo, &mut stats));
    // Of settings that cannot be read there is no more to say.
    let is_known = |finding: &Diagnostic| has_settings || finding.file != settings_file(inputs);
    findings.extend(check::site(&context).into_iter().filter(is_known));
    let due = due::due(&sources, &data, &config);
    let mut findings = check::settle(past::without_old_slips(findings, inputs), &context);
    stats.documents = sources.len();
    stats.editions = selection.editions.len();
    stats.drafts_left_out = select::drafts_left_out(&sources, &selection.editions);
    let withheld = selection.withheld;
    let graph = Graph::new(Parts { editions: selection.editions, withheld, links, data, vocabulary, then, config });
    findings.extend(graph.collisions());
    let (routes, told) = plan::plan(&graph);
    findings.extend(told);
    stats.pages = routes.len();
    Build::new(Site { inputs, graph, routes, findings, personal, due, stats }, memo)
}

/// A hash of all that a rule or the vocabulary may look at besides the document that is being looked at: of the other
/// documents all but their running text, the data, the settings, the options, and the names of the files.
fn surroundings(inputs: &Inputs, parsed: &BTreeMap<SourcePath, Arc<Parsed>>) -> Hash {
    let hash = |(parsed, file): (&Arc<Parsed>, &SourceFile)| match &parsed.content {
        Content::Document(source) => source.outline,
        Content::Data(_) | Content::Nothing => file.hash,
    };
    let hashes: Vec<_> = parsed.values().zip(&inputs.sources).map(hash).collect();
    let sources =
        inputs.sources.iter().zip(&hashes).flat_map(|(file, hash)| [file.path.as_str().as_bytes(), hash.as_bytes()]);
    let statics = inputs.statics.iter().map(|file| file.path.as_str().as_bytes());
    let options = format!("{:?} {} {}", inputs.options, inputs.content, inputs.sources.len());
    Hash::of_all(sources.chain(statics).chain([options.as_bytes()]))
}

/// The names by which references are resolved: those of today, and for each set of kept records those of its time.
struct Names<'a> {
    today: &'a Arc<Vocabulary>,
    then: &'a BTreeMap<Hash, Arc<Vocabulary>>,
    content: &'a str,
}

impl Names<'_> {
    fn of(&self, edition: &Edition) -> &Vocabulary {
        edition.own.as_ref().and_then(|own| self.then.get(&own.hash)).unwrap_or(self.today)
    }
}

/// The names of each set of records that an edition shows.
fn names_then(
    editions: &[Edition],
    hidden: &BTreeSet<DocKey>,
    today: &Arc<Vocabulary>,
    config: &Config,
) -> BTreeMap<Hash, Arc<Vocabulary>> {
    let is_open =
        |source: &DocumentSource| select::is_open(&source.document, config) && !hidden.contains(&source.document.key);
    let mut then = BTreeMap::new();
    for own in editions.iter().filter_map(|edition| edition.own.as_ref()) {
        then.entry(own.hash).or_insert_with(|| Arc::new(vocabulary::of_that_time(today, own, is_open)));
    }
    then
}

/// Checks every document that the memo does not know in these surroundings; an old edition by the names of its time.
fn check_all(context: &check::Context<'_>, names: &Names<'_>, memo: &mut Memo, stats: &mut Stats) -> Vec<Diagnostic> {
    let old = context.editions.iter().filter(|edition| edition.own.is_some());
    let old: BTreeMap<&SourcePath, &Edition> = old.map(|edition| (&edition.source.document.file, edition)).collect();
    let check = |source: &Arc<DocumentSource>| match memo.checked(source) {
        Some(findings) => (findings, 0),
        None => {
            let vocabulary = old.get(&source.document.file).map_or(context.vocabulary, |edition| names.of(edition));
            (Arc::from(check::document(source, &check::Context { vocabulary, ..*context })), 1)
        }
    };
    let all: Vec<_> = context.sources.par_iter().map(check).collect();
    stats.checked = all.iter().map(|(_, anew)| anew).sum();
    memo.remember_checked(context.sources, &all);
    all.iter().flat_map(|(findings, _)| findings.iter().cloned()).collect()
}

/// The settings; nothing where `site.yaml` is missing or cannot be read.
fn settings(inputs: &Inputs, findings: &mut Vec<Diagnostic>) -> Option<Settings> {
    let path = settings_file(inputs);
    let file = inputs.sources.iter().find(|file| file.path == path);
    let (settings, told) = match file {
        Some(file) => parse::settings(file),
        None => (None, vec![Diagnostic::error("R07", "no-settings", &path).hint("hint-no-settings")]),
    };
    findings.extend(told);
    settings
}

fn settings_file(inputs: &Inputs) -> SourcePath {
    SourcePath::new(format!("{}/site.yaml", inputs.content))
}

/// Reads every source that the memo does not know.
fn parse_all(
    inputs: &Inputs,
    layout: &Layout,
    memo: &mut Memo,
    stats: &mut Stats,
) -> BTreeMap<SourcePath, Arc<Parsed>> {
    memo.keep_for(layout);
    let known = |file: &SourceFile| memo.parsed(file);
    let read = |file: &SourceFile| match known(file) {
        Some(parsed) => (file.path.clone(), parsed, 0),
        None => {
            // What a frozen copy shows is read with its copy.
            let anew = usize::from(layout.own_place(&file.path).is_none());
            (file.path.clone(), Arc::new(parse::parse(file, layout)), anew)
        }
    };
    let all: Vec<_> = inputs.sources.par_iter().map(read).collect();
    stats.parsed = all.iter().map(|(_, _, anew)| anew).sum();
    memo.remember_parsed(inputs, &all);
    all.into_iter().map(|(path, parsed, _)| (path, parsed)).collect()
}

/// The documents and the records of all sources, in the order of their paths, as they stand on a day.
fn gather(parsed: &BTreeMap<SourcePath, Arc<Parsed>>, today: Date) -> (Vec<Arc<DocumentSource>>, Arc<Data>) {
    let mut sources = Vec::new();
    let mut data = Data::default();
    for parsed in parsed.values() {
        match &parsed.content {
            Content::Document(source) => sources.push(Arc::clone(source)),
            Content::Data(records) => data.add(records),
            Content::Nothing => {}
        }
    }
    data.set_aside_after(today);
    (sources, Arc::new(data))
}

/// Names of the documents and records that could not be read.
fn unread(parsed: &BTreeMap<SourcePath, Arc<Parsed>>, layout: &Layout) -> Vec<Target> {
    let lost = parsed.iter().filter(|(_, parsed)| matches!(parsed.content, Content::Nothing));
    let documents = lost.filter_map(|(path, _)| layout.document_key(path)).map(Target::Document);
    let records = parsed.values().flat_map(|parsed| &parsed.lost);
    documents.chain(records.map(|(kind, id)| Target::Record(*kind, Id::from_text(id, layout.lang)))).collect()
}

/// Resolves the references of every edition that the memo does not know with this vocabulary.
fn link_all(editions: &[Edition], names: &Names<'_>, memo: &mut Memo, stats: &mut Stats) -> Vec<Arc<Links>> {
    memo.keep_links_for(names.today.hash);
    let resolve = |edition: &Edition| match memo.links(edition) {
        Some(links) => (links, 0),
        None => (Arc::new(link::link(&edition.source, names.of(edition), names.content)), 1),
    };
    let all: Vec<_> = editions.par_iter().map(resolve).collect();
    stats.linked = all.iter().map(|(_, anew)| anew).sum();
    memo.remember_links(editions, &all);
    all.into_iter().map(|(links, _)| links).collect()
}

/// What the rules find in each file by itself, unless the memo knows it.
fn check_files(
    inputs: &Inputs,
    parsed: &BTreeMap<SourcePath, Arc<Parsed>>,
    (config, public_numbers): (&Config, &BTreeSet<String>),
    memo: &mut Memo,
) -> Vec<Diagnostic> {
    memo.keep_judged_for(config, public_numbers);
    let known = &*memo;
    let again = repeated(inputs);
    let look = |file: &SourceFile| {
        if again.contains(&file.path) {
            return Arc::default();
        }
        known.judged(file).unwrap_or_else(|| {
            let text = parse::text_for_report(&file.bytes);
            let content = parsed.get(&file.path).map_or(&Content::Nothing, |parsed| &parsed.content);
            let looked_at = check::File { path: &file.path, text: &text, content, public_numbers };
            Arc::from(check::file(&looked_at, config))
        })
    };
    let all: Vec<_> = inputs.sources.par_iter().map(look).collect();
    memo.remember_judged(inputs, &all, &again);
    all.iter().flat_map(|findings| findings.iter().cloned()).collect()
}

fn text_of(path: &SourcePath, inputs: &Inputs) -> Option<String> {
    match inputs.sources.binary_search_by(|file| file.path.cmp(path)) {
        Ok(at) => Some(parse::text_for_report(&inputs.sources[at].bytes).into_owned()),
        Err(_) => inputs.theme.text(path).map(str::to_owned),
    }
}

/// Records beside frozen copies whose bytes stand in an earlier source too: what is wrong with them is told there.
fn repeated(inputs: &Inputs) -> BTreeSet<SourcePath> {
    let editions = format!("{}/editions/", inputs.content);
    let (of_editions, others): (Vec<_>, Vec<_>) =
        inputs.sources.iter().partition(|file| file.path.as_str().starts_with(&editions));
    let mut seen: BTreeSet<Hash> = others.iter().map(|file| file.hash).collect();
    let is_record = |file: &SourceFile| file.path.as_str()[editions.len()..].matches('/').count() > 2;
    let copies = of_editions.iter().filter(|file| is_record(file) && !seen.insert(file.hash));
    copies.map(|file| file.path.clone()).collect()
}

/// Findings with their places, sorted, and the texts they point into.
fn located(findings: Vec<Diagnostic>, inputs: &Inputs) -> (Vec<diag::Located>, BTreeMap<SourcePath, String>) {
    let mut texts = BTreeMap::new();
    for finding in &findings {
        if !texts.contains_key(&finding.file)
            && let Some(text) = text_of(&finding.file, inputs)
        {
            texts.insert(finding.file.clone(), text);
        }
    }
    let mut located = diag::locate(findings, &|path| texts.get(path).map(String::as_str));
    diag::hide(&mut located, &mut texts);
    (located, texts)
}
