//! A build: everything known, every output made when asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::calendar::calendar;
use crate::diag::{self, Diagnostic, Located};
use crate::due::Due;
use crate::graph::{Graph, file_path};
use crate::inspect::{self, Census, Paths};
use crate::lang::Lang;
use crate::pipeline::inspected::diagnostic;
use crate::pipeline::themed::themed;
use crate::pipeline::{Inputs, Memo, Stats, located, records};
use crate::plan::{PageKind, Route};
use crate::render::{Renderer, TemplateError};
use crate::search::query::Engine;
use crate::search::{self, Analysed, Record, Synonyms};
use crate::source::{OutPath, OwnTheme, SourcePath, Span};
use crate::view;

/// A site as far as it can be known without making its pages.
pub struct Build {
    graph: Graph,
    routes: BTreeMap<OutPath, Route>,
    renderers: BTreeMap<Lang, Renderer>,
    assets: BTreeMap<OutPath, Arc<[u8]>>,
    copies: BTreeMap<OutPath, SourcePath>,
    /// The search index, once somebody has asked for it.
    index: OnceLock<BTreeMap<OutPath, Arc<[u8]>>>,
    /// The site's own theme files, into which findings may point.
    theme: OwnTheme,
    findings: Vec<Located>,
    personal: BTreeSet<SourcePath>,
    texts: BTreeMap<SourcePath, String>,
    due: Vec<Due>,
    stats: Stats,
}

/// What the stages have found out about a site.
pub(super) struct Site<'a> {
    pub inputs: &'a Inputs,
    pub graph: Graph,
    pub routes: Vec<Route>,
    pub findings: Vec<Diagnostic>,
    pub personal: BTreeSet<SourcePath>,
    pub due: Vec<Due>,
    pub stats: Stats,
}

/// One output.
#[derive(Clone, Debug)]
pub enum Made {
    Bytes(Arc<[u8]>),
    /// The file of this path, as it is.
    Copy(SourcePath),
}

/// One output on its way to whoever keeps it.
#[derive(Clone, Copy, Debug)]
pub enum Output<'a> {
    Bytes {
        path: &'a OutPath,
        bytes: &'a [u8],
        /// The text the page was made from, where there is one.
        source: Option<&'a SourcePath>,
    },
    Copy {
        path: &'a OutPath,
        from: &'a SourcePath,
    },
}

/// Why not every output was made.
#[derive(Debug)]
pub enum MakeError {
    /// Whoever keeps the outputs failed.
    Sink(io::Error),
    /// A template failed.
    Content(Vec<Located>),
}

impl Build {
    pub(super) fn new(site: Site<'_>, memo: &mut Memo) -> Self {
        let Site { inputs, graph, routes, mut findings, personal, due, stats } = site;
        let (renderers, assets) = match themed(inputs, &graph, memo) {
            Ok(themed) => themed,
            Err(errors) => {
                findings.extend(errors.iter().map(|error| template_finding(error, &inputs.theme)));
                (BTreeMap::new(), BTreeMap::new())
            }
        };
        let (findings, texts) = located(findings, inputs);
        let copies = inputs.statics.iter().map(|file| (file_path(file.out.as_str()), file.path.clone())).collect();
        let routes = routes.into_iter().map(|route| (route.path.clone(), route)).collect();
        let theme = inputs.theme.clone();
        Self {
            graph,
            routes,
            renderers,
            assets,
            copies,
            index: OnceLock::new(),
            theme,
            findings,
            personal,
            texts,
            due,
            stats,
        }
    }

    /// All findings, sorted by file and place.
    pub fn diagnostics(&self) -> &[Located] {
        &self.findings
    }

    /// What is due at some time, the earliest first; also of what is not shown.
    pub fn due(&self) -> &[Due] {
        &self.due
    }

    /// Whether the content has errors, so that nothing may be put in place.
    pub fn has_errors(&self) -> bool {
        diag::has_errors(&self.findings)
    }

    /// Files in which something names a person that must not be published, whatever the site says of that rule.
    pub fn personal_data(&self) -> &BTreeSet<SourcePath> {
        &self.personal
    }

    /// How much was done.
    pub fn stats(&self) -> &Stats {
        &self.stats
    }

    /// Language of messages: as asked for, or the site's.
    pub fn lang(&self) -> Lang {
        self.graph.config.options.lang.unwrap_or(self.graph.config.lang())
    }

    /// Text of a source that findings point into.
    pub fn source_text(&self, path: &SourcePath) -> Option<&str> {
        self.texts.get(path).map(String::as_str).or_else(|| self.theme.text(path))
    }

    /// The site as a graph.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// Paths of all outputs but the search index, whose names depend on its content.
    pub fn outputs(&self) -> impl Iterator<Item = &OutPath> {
        self.routes.keys().chain(self.assets.keys()).chain(self.copies.keys())
    }

    /// The style sheet of all pages.
    pub fn style(&self) -> Option<&OutPath> {
        self.assets.keys().find(|path| path.as_str().starts_with("assets/style-"))
    }

    /// The text of that style sheet; empty where the theme is broken.
    pub(super) fn style_text(&self) -> String {
        let bytes = self.style().and_then(|path| self.assets.get(path));
        bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
    }

    pub(super) fn routes(&self) -> impl Iterator<Item = &Route> {
        self.routes.values()
    }

    pub(super) fn route(&self, path: &OutPath) -> Option<&Route> {
        self.routes.get(path)
    }

    /// Makes one output; nothing where the site has none of this path.
    pub fn make(&self, path: &OutPath) -> Option<Result<Made, Vec<Located>>> {
        if let Some(route) = self.routes.get(path) {
            return Some(self.page(route).map(|html| Made::Bytes(Arc::from(html.into_bytes()))));
        }
        if let Some(from) = self.copies.get(path) {
            return Some(Ok(Made::Copy(from.clone())));
        }
        let asset = self.assets.get(path).or_else(|| self.search_file(path));
        asset.map(|bytes| Ok(Made::Bytes(Arc::clone(bytes))))
    }

    /// The page that says that there is none at `asked`, with links that lead right from there.
    ///
    /// The file `404.html` is written for the site's root, since a web server shows it wherever a page is missing; who
    /// knows what was asked for does better.
    pub fn not_found(&self, asked: &OutPath) -> Result<String, Vec<Located>> {
        self.page(&Route { path: asked.clone(), page: PageKind::NotFound })
    }

    /// Makes every output once, in several threads, and hands it to `sink`.
    ///
    /// # Errors
    /// The first failure of the sink, or of a template; else everything that C10 finds on the finished pages.
    pub fn make_all(&self, sink: &(dyn Fn(Output<'_>) -> io::Result<()> + Sync)) -> Result<usize, MakeError> {
        let analysed = Mutex::new(Vec::with_capacity(self.routes.len()));
        let census = Mutex::new(Census::default());
        let paths = Paths::new(self.outputs());
        let routes: Vec<&Route> = self.routes.values().collect();
        routes.par_iter().try_for_each(|route| {
            if let Some(text) = self.file(route) {
                let bytes = text.as_bytes();
                return sink(Output::Bytes { path: &route.path, bytes, source: None }).map_err(MakeError::Sink);
            }
            let page = view::page(&self.graph, route);
            let html = self.render(&page).map_err(MakeError::Content)?;
            // Where it leads is from the root of the host; the parts that it is made of stand in every page.
            let from_host = route.page == PageKind::NotFound && page.root.starts_with('/');
            if route.path.as_str().ends_with(".html") && !from_host {
                let look = inspect::page(&route.path, &html, &paths);
                census.lock().unwrap_or_else(PoisonError::into_inner).add(&route.path, look);
            }
            let source = self.source(route);
            sink(Output::Bytes { path: &route.path, bytes: html.as_bytes(), source }).map_err(MakeError::Sink)?;
            if let Some(record) = records::record(&self.graph, route, &page) {
                let one = search::analyse(&record);
                analysed.lock().unwrap_or_else(PoisonError::into_inner).push(one);
            }
            Ok(())
        })?;
        let pages: Vec<Analysed> = analysed.into_inner().unwrap_or_else(PoisonError::into_inner);
        let index = self.index.get_or_init(|| index(&pages, &self.graph));
        self.judge(census.into_inner().unwrap_or_else(PoisonError::into_inner), &paths)?;
        let kept = self.assets.iter().chain(index);
        for (path, bytes) in kept {
            sink(Output::Bytes { path, bytes, source: None }).map_err(MakeError::Sink)?;
        }
        for (path, from) in &self.copies {
            sink(Output::Copy { path, from }).map_err(MakeError::Sink)?;
        }
        Ok(self.routes.len() + self.assets.len() + index.len() + self.copies.len())
    }

    /// What all finished pages and the style sheet say together.
    fn judge(&self, mut census: Census, paths: &Paths) -> Result<(), MakeError> {
        let styles = self.assets.iter().filter(|(path, _)| path.as_str().ends_with(".css"));
        for (path, bytes) in styles {
            census.add(path, inspect::style(path, &String::from_utf8_lossy(bytes), paths));
        }
        let findings = census.findings();
        if findings.is_empty() {
            return Ok(());
        }
        let told = findings.iter().map(|finding| {
            let source = self.routes.get(&finding.page).and_then(|route| self.source(route));
            diagnostic(finding, &self.theme, source)
        });
        Err(MakeError::Content(self.in_theme(told.collect())))
    }

    /// Findings about the site's own theme with their places.
    fn in_theme(&self, findings: Vec<Diagnostic>) -> Vec<Located> {
        diag::locate(findings, &|path| self.theme.text(path))
    }

    fn page(&self, route: &Route) -> Result<String, Vec<Located>> {
        if let Some(file) = self.file(route) {
            return Ok(file);
        }
        self.render(&view::page(&self.graph, route))
    }

    pub(super) fn render(&self, page: &view::Page) -> Result<String, Vec<Located>> {
        let Some(renderer) = self.renderers.get(&page.lang) else { return Err(self.findings.clone()) };
        renderer.render(page).map_err(|error| self.in_theme(vec![template_finding(&error, &self.theme)]))
    }

    /// What stands in a route's file where it is no page: a calendar, or a table for a spreadsheet.
    fn file(&self, route: &Route) -> Option<String> {
        match &route.page {
            PageKind::Calendar(of) => {
                let view::Calendar { name, domain, events } = view::calendar(&self.graph, &route.path, of);
                Some(calendar(&name, &domain, &events))
            }
            PageKind::Sheet(of) => Some(view::sheet(&self.graph, &route.path, *of)),
            _ => None,
        }
    }

    /// The text that a page was made from.
    fn source(&self, route: &Route) -> Option<&SourcePath> {
        self.edition_of(route).map(|edition| &self.graph.document(edition).file)
    }

    /// A file of the index, which is made when the first of them is asked for.
    fn search_file(&self, path: &OutPath) -> Option<&Arc<[u8]>> {
        if !path.as_str().starts_with("search/") {
            return None;
        }
        let index = self.index.get_or_init(|| {
            let analysed: Vec<_> = self.search_records().par_iter().map(search::analyse).collect();
            index(&analysed, &self.graph)
        });
        index.get(path)
    }

    /// What search may find: one record for each page that is not hidden, drawn from its finished view.
    pub fn search_records(&self) -> Vec<Record> {
        let routes: Vec<&Route> = self.routes.values().collect();
        let record = |route: &&Route| records::record(&self.graph, route, &view::page(&self.graph, route));
        routes.par_iter().filter_map(record).collect()
    }

    /// The site's search, as the index holds it.
    pub fn search_engine(&self) -> Engine {
        let analysed: Vec<_> = self.search_records().par_iter().map(search::analyse).collect();
        Engine::new(&analysed, &self.search_synonyms())
    }

    /// Words of the glossary that mean the same.
    pub fn search_synonyms(&self) -> Vec<Synonyms> {
        records::synonyms(&self.graph)
    }
}

fn index(pages: &[Analysed], graph: &Graph) -> BTreeMap<OutPath, Arc<[u8]>> {
    let index = search::assemble(pages, &records::synonyms(graph));
    index.files.into_iter().map(|shard| (OutPath::new(shard.path), Arc::from(shard.bytes))).collect()
}

/// A fault of a template, at its place where the template is the site's own.
fn template_finding(error: &TemplateError, theme: &OwnTheme) -> Diagnostic {
    let file = theme.path(&error.template);
    let told = Diagnostic::error("R08", "template-error", &file)
        .with("line", error.line.to_string())
        .with("detail", error.message.clone());
    match theme.text(&file).and_then(|text| span_of_line(text, error.line)) {
        Some(span) => told.at(span),
        None => told,
    }
}

/// The words of a line, counted from 1.
fn span_of_line(text: &str, line: usize) -> Option<Span> {
    let before = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum::<usize>();
    let line = text.get(before..)?.lines().next()?;
    let start = before + line.len() - line.trim_start().len();
    Some(Span::new(start, before + line.trim_end().len()))
}
