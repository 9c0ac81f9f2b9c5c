//! The theme as a site uses it: with its colours, its font and its words, ready for each language.
//!
//! In: the theme's files and the settings. Out: renderers, and the assets under names made of their content.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::graph::{Graph, file_path};
use crate::hash::Hash;
use crate::lang::Lang;
use crate::model::site;
use crate::pipeline::{Inputs, Memo};
use crate::render::{Brand, Font, Renderer, TemplateError, Theme, brand_style};
use crate::search;
use crate::source::OutPath;
use crate::view::{self, Assets};

/// A renderer for each language, and the assets by their paths.
pub(super) type Themed = (BTreeMap<Lang, Renderer>, BTreeMap<OutPath, Arc<[u8]>>);

/// The theme with the site's looks and words, ready for each language that the site uses.
pub(super) fn themed(inputs: &Inputs, graph: &Graph, memo: &mut Memo) -> Result<Themed, Vec<TemplateError>> {
    let files = inputs.theme.files.iter().flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()]);
    let theme = memo.theme(Hash::of_all(files), || Theme::new(&inputs.theme.files))?;
    let colours = graph.config.settings.colours.as_ref();
    let primary = colours.and_then(|colours| colours.primary);
    let accent = colours.and_then(|colours| colours.accent);
    let file = font_file(graph);
    let font = match graph.config.settings.font() {
        Some(site::Font::Named(name)) => Some(Font::Named(name)),
        _ => file.as_deref().map(Font::File),
    };
    let bold = graph.config.settings.bold().map(from_style);
    let brand = Brand { primary, accent, font, bold: bold.as_deref() };
    let style = theme.style(&brand_style(&brand));
    // A page that is a single file has no other for its font.
    let own_font = brand.font.as_ref().filter(|font| matches!(font, Font::Named(_))).copied();
    let alone = theme.style(&brand_style(&Brand { font: own_font, bold: None, ..brand })) + &theme.paper();
    let mut files = BTreeMap::new();
    let mut asset = |stem: &str, ending: &str, text: String| {
        let path = OutPath::new(format!("assets/{stem}-{}.{ending}", Hash::of(text.as_bytes()).short()));
        files.insert(path.clone(), Arc::from(text.into_bytes()));
        path.to_string()
    };
    let assets = Assets {
        style: asset("style", "css", style),
        paper: asset("paper", "css", theme.paper()),
        script: asset("script", "js", theme.script()),
        lists: asset("lists", "js", theme.lists()),
        search: asset("search", "js", theme.search()),
        search_index: search::ENTRY.to_owned(),
    };
    let mut renderers = BTreeMap::new();
    for lang in languages(graph) {
        let site = view::site(graph, lang, assets.clone());
        let renderer = theme.renderer(&site, &graph.config.texts(lang).all()).map_err(|error| vec![error])?;
        renderers.insert(lang, renderer.with_style(&alone));
    }
    Ok((renderers, files))
}

/// The way from the style sheet to the site's own font.
fn font_file(graph: &Graph) -> Option<String> {
    match graph.config.settings.font() {
        Some(site::Font::File(path)) => Some(from_style(path)),
        _ => None,
    }
}

/// The way from the style sheet to a file of `static/`.
fn from_style(path: &str) -> String {
    format!("../{}", file_path(path))
}

fn languages(graph: &Graph) -> BTreeSet<Lang> {
    let documents = graph.editions.iter().map(|edition| edition.source.document.lang);
    documents.chain([graph.config.lang()]).collect()
}
