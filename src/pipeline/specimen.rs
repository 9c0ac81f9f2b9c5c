//! The site by which the preview shows a theme: small, and with one of everything.
//!
//! In: the inputs and the build of somebody's site. Out: the inputs of the other site, in the same language and with the
//! same looks; and of its build the page that shows every part of the theme.

use crate::config::{Drafts, Options, Profile};
use crate::diag::Located;
use crate::graph::Graph;
use crate::init::{NewSite, SPECIMEN, SiteName, specimen};
use crate::model::scalar::Text;
use crate::pipeline::{Build, Inputs};
use crate::render::shades;
use crate::source::{OutPath, SourceFile, SourcePath};
use crate::view;

/// What a site is called whose own name cannot stand in a new site's files.
const NAMELESS: &str = "Rettesnor";

impl Inputs {
    /// The inputs of the site that shows the theme of `graph`, which was made from these.
    #[must_use]
    pub fn for_style(&self, graph: &Graph) -> Option<Self> {
        let settings = &graph.config.settings;
        let name = |text: &Text| SiteName::new(text).or_else(|| SiteName::new(NAMELESS));
        let site = NewSite {
            lang: graph.config.lang(),
            title: name(&settings.title)?,
            municipality: name(&settings.municipality)?,
            today: self.options.today,
            host: None,
        };
        let mut files = specimen(&site);
        files.get_mut("content/site.yaml")?.push_str(&looks(graph));
        let source = |(path, text): (String, String)| SourceFile::new(SourcePath::new(path), text.as_bytes());
        Some(Self {
            content: "content".to_owned(),
            sources: files.into_iter().map(source).collect(),
            options: Options { profile: Profile::Internal, drafts: Drafts::Shown, ..self.options },
            refused: Vec::new(),
            history: None,
            ..self.clone()
        })
    }
}

/// A site's looks as lines of `site.yaml`.
fn looks(graph: &Graph) -> String {
    let settings = &graph.config.settings;
    let mut lines = String::new();
    if let Some(colours) = &settings.colours {
        lines.push_str("colours:\n");
        for (name, colour) in [("primary", colours.primary), ("accent", colours.accent)] {
            lines.extend(colour.map(|colour| format!("  {name}: \"{}\"\n", colour.css())));
        }
    }
    for (name, font) in [("font", &settings.font), ("font_bold", &settings.font_bold)] {
        lines.extend(font.as_ref().map(|font| format!("{name}: {}\n", quoted(font))));
    }
    lines.extend(
        settings
            .logo
            .as_ref()
            .map(|logo| format!("logo:\n  file: {}\n  alt: {}\n", quoted(&logo.file), quoted(&logo.alt))),
    );
    lines
}

/// A text as YAML reads it back, which takes what JSON writes.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

impl Build {
    /// The page that shows every part of the theme, of a build of [`Inputs::for_style`].
    ///
    /// # Errors
    /// What is wrong with the theme.
    pub fn style_page(&self, path: &OutPath) -> Result<String, Vec<Located>> {
        let shades = shades(&self.style_text());
        let routes: Vec<_> = self.routes().cloned().collect();
        self.render(&view::style(self.graph(), &routes, path, SPECIMEN, &shades))
    }
}
