//! What the preview asks of a build: where pages come from, and which are near to one that there is not.

use std::collections::BTreeMap;

use crate::config::{Drafts, Profile};
use crate::diag::{Located, Severity};
use crate::due::Due;
use crate::graph::{EditionIndex, Graph};
use crate::lang::Lang;
use crate::model::document::Access;
use crate::model::id::DocKey;
use crate::pipeline::{Build, Inputs};
use crate::plan::{PageKind, Route};
use crate::select::Slot;
use crate::source::{OutPath, SourcePath};
use crate::view::{self, Complaint, Duty, Gravity, Page, Writer};

/// What a page was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin<'a> {
    pub source: &'a SourcePath,
    /// What the document is today, as the end of the key of its text: `draft` of `doc.status.draft`.
    pub state: &'static str,
    /// Who may see it: `internal` or `public`.
    pub access: &'static str,
}

/// Which edition of which document a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EditionAt<'a> {
    pub document: &'a DocKey,
    /// Where it stands: `main`, `draft` or `version`.
    pub slot: &'static str,
    pub version: Option<&'a str>,
}

/// How alike two names must be for one to be meant by the other, as Jaro-Winkler similarity.
const NEAR: f64 = 0.72;

impl Inputs {
    /// The same inputs for the public profile; nothing where they are that already.
    pub fn for_public(&self) -> Option<Self> {
        let mut inputs = self.clone();
        inputs.options.profile = Profile::Public;
        inputs.options.drafts = Drafts::Hidden;
        (self.options.profile != Profile::Public).then_some(inputs)
    }
}

impl Build {
    /// What a page was made from, where that is one text.
    pub fn origin(&self, path: &OutPath) -> Option<Origin<'_>> {
        let edition = self.edition_of(self.route(path)?)?;
        let document = self.graph().document(edition);
        let access = match document.meta.access {
            Some(Access::Public) => "public",
            _ => "internal",
        };
        Some(Origin { source: &document.file, state: self.graph().edition(edition).state.key(), access })
    }

    /// The edition that a page shows, where it shows one.
    pub fn edition_at(&self, path: &OutPath) -> Option<EditionAt<'_>> {
        let index = self.edition_of(self.route(path)?)?;
        let document = self.graph().document(index);
        let slot = match self.graph().edition(index).slot {
            Slot::Main => "main",
            Slot::Draft => "draft",
            Slot::Version(_) => "version",
        };
        Some(EditionAt { document: &document.key, slot, version: document.version() })
    }

    /// The page that a text is made into.
    pub fn page_of(&self, source: &SourcePath) -> Option<&OutPath> {
        let (index, _) = self.graph().all().find(|(_, edition)| edition.source.document.file == *source)?;
        Some(self.graph().path(index))
    }

    /// The pages that texts are made into.
    pub fn pages_by_source(&self) -> BTreeMap<&SourcePath, &OutPath> {
        let pages = self.graph().all();
        pages.map(|(index, edition)| (&edition.source.document.file, self.graph().path(index))).collect()
    }

    /// The pattern of links that open a text in an editor, as the settings give it.
    pub fn editor_link(&self) -> Option<&str> {
        self.graph().config.settings.editor_link.as_deref()
    }

    /// The pages whose names are nearest to that of a page that there is not, with their titles; the nearest first.
    pub fn nearest(&self, path: &OutPath) -> Vec<(OutPath, String)> {
        let wanted = stem(path).to_lowercase();
        let alike = |(index, _): (EditionIndex, _)| {
            let known = self.graph().path(index);
            let similarity = strsim::jaro_winkler(&wanted, &stem(known).to_lowercase());
            (similarity >= NEAR).then_some((similarity, known, index))
        };
        let mut near: Vec<_> = self.graph().all().filter_map(alike).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let named = |(_, path, index): (f64, &OutPath, EditionIndex)| {
            (path.clone(), self.graph().document(index).meta.title.to_string())
        };
        near.into_iter().take(5).map(named).collect()
    }

    /// The page on the health of the content, to stand at `path`; no published site has it.
    ///
    /// # Errors
    /// What is wrong with the theme.
    pub fn health(&self, path: &OutPath) -> Result<String, Vec<Located>> {
        let lang = self.graph().config.lang();
        let complaints: Vec<_> = self.diagnostics().iter().map(|finding| complaint(finding, lang)).collect();
        let duties: Vec<_> = self.due().iter().map(|due| duty(due, self.graph())).collect();
        self.render(&view::health(self.graph(), path, &complaints, &duties))
    }

    /// What changed between two editions of a document, as a page.
    pub fn redline_page(&self, old: EditionIndex, new: EditionIndex) -> Page {
        let graph = self.graph();
        let path = graph.redline_path(new).unwrap_or_else(|| graph.path(new).clone());
        view::redline(&Writer::new(graph, &path, graph.document(new).lang), old, new)
    }

    /// The same as HTML.
    ///
    /// # Errors
    /// What is wrong with the theme.
    pub fn redline(&self, old: EditionIndex, new: EditionIndex) -> Result<String, Vec<Located>> {
        self.render(&self.redline_page(old, new))
    }

    pub(super) fn edition_of(&self, route: &Route) -> Option<EditionIndex> {
        match &route.page {
            PageKind::Document(edition) => Some(*edition),
            PageKind::Chapter(chapter) => Some(chapter.edition),
            PageKind::Redline { edition, .. } => Some(*edition),
            PageKind::Home => self.graph().find(crate::model::id::Kind::Page, crate::model::site::START_PAGE),
            _ => None,
        }
    }
}

fn complaint(finding: &Located, lang: Lang) -> Complaint {
    let diagnostic = &finding.diagnostic;
    Complaint {
        gravity: match diagnostic.severity {
            Severity::Error => Gravity::Error,
            Severity::Warning => Gravity::Warning,
            Severity::Info => Gravity::Note,
        },
        code: diagnostic.code,
        message: diagnostic.message(lang),
        file: diagnostic.file.clone(),
        line: finding.position.map(|position| position.line),
    }
}

fn duty(due: &Due, graph: &Graph) -> Duty {
    Duty {
        date: due.date,
        task: graph.config.texts(graph.config.lang()).get(&format!("due.{}", due.task.key())).to_owned(),
        title: due.title.clone(),
        file: due.file.clone(),
        role: due.role.as_ref().map(|role| role.title.clone()),
    }
}

/// The last part of a path without its ending; that of its folder for `…/index.html`.
fn stem(path: &OutPath) -> &str {
    let path = path.as_str().trim_end_matches("/index.html").trim_end_matches('/').trim_end_matches(".html");
    path.rsplit('/').next().unwrap_or_default()
}
