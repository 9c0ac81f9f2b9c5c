//! What an author's text names: where links lead, and what references are called.

use crate::graph::{Address, EditionIndex};
use crate::link::Destination;
use crate::model::id::RecordKind;
use crate::view::Writer;
use crate::vocabulary::Target;

/// The links and references of one edition, for one page.
#[derive(Clone, Copy)]
pub(in crate::view) struct Named<'a> {
    pub writer: Writer<'a>,
    pub edition: EditionIndex,
}

impl Named<'_> {
    /// Where a reference leads, if anywhere, and its words: the author's, or the target's title.
    pub fn reference(&self, index: usize) -> (Option<String>, String) {
        let graph = self.writer.graph;
        let reference = &graph.edition(self.edition).source.body.references[index];
        let own = (!reference.words.is_empty()).then(|| reference.words.clone());
        let Some(target) = graph.links(self.edition).references.get(index).and_then(Option::as_ref) else {
            return (None, own.unwrap_or_else(|| reference.id.clone()));
        };
        let run = self.writer.run(target);
        match target {
            Target::Record(RecordKind::Figure, id) => (run.href, own.unwrap_or_else(|| self.figure(id.as_str()))),
            Target::Document(key) if !reference.fragment.is_empty() => {
                let edition = graph.main(graph.vocabulary.in_language(key, self.writer.lang));
                let address = edition.map(|edition| graph.heading_address(edition, &reference.fragment));
                (address.map(|address| self.writer.href(&address)), own.unwrap_or(run.text))
            }
            _ => (run.href, own.unwrap_or(run.text)),
        }
    }

    /// The value of a figure with its unit; its id where it has none.
    fn figure(&self, id: &str) -> String {
        let figures = self.writer.graph.data.figures.iter().map(|filed| &filed.record);
        let mut named = figures.filter(|figure| figure.id.as_str() == id);
        named.find_map(|figure| self.writer.figure_value(figure)).unwrap_or_else(|| id.to_owned())
    }

    /// Where a link leads from this page; nothing where the target is hidden, unknown or refused.
    pub fn link(&self, index: usize) -> Option<String> {
        let graph = self.writer.graph;
        match graph.links(self.edition).destinations.get(index)? {
            Destination::Outside(address) => Some(address.clone()),
            Destination::Fragment(fragment) => Some(self.writer.href(&graph.heading_address(self.edition, fragment))),
            Destination::Document { key, fragment } => {
                let edition = graph.main(graph.vocabulary.in_language(key, self.writer.lang))?;
                let address = match fragment.as_str() {
                    "" => Address::page(graph.path(edition).clone()),
                    fragment => graph.heading_address(edition, fragment),
                };
                Some(self.writer.href(&address))
            }
            Destination::Static(path) => Some(self.writer.href_to(&crate::graph::file_path(path))),
            Destination::Nowhere => None,
        }
    }

    /// Whether a link leads to a file of the site's own, so that a picture may be shown.
    pub fn is_file(&self, index: usize) -> bool {
        let links = self.writer.graph.links(self.edition);
        matches!(links.destinations.get(index), Some(Destination::Static(_)))
    }
}
