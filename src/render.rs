//! Pages from views: the theme's templates, filled.
//!
//! In: the theme's files (the embedded ones under a site's own), what a language's pages have in common, one
//! finished [`Page`]. Out: HTML, or the template, line and cause of what is wrong. This is the only module that
//! knows the template library; it knows nothing of documents, and reads neither disk nor clock.

mod brand;
mod compact;
mod embedded;
mod error;
mod filters;
mod inline;
mod json_feed;
mod shades;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::view::{Page, Site};

use compact::{compact, compact_script};

pub use brand::{Brand, Font, brand_style};
pub use error::TemplateError;
pub use shades::shades;

/// The templates of pages that have their style in themselves.
const WITH_STYLE: [&str; 2] = ["anywhere", "file"];

/// A theme whose templates are known to be sound, with its other files.
#[derive(Clone)]
pub struct Theme {
    tera: Arc<Tera>,
    files: BTreeMap<String, Arc<str>>,
}

/// A theme ready to render the pages of one language; shared between threads.
#[derive(Clone)]
pub struct Renderer {
    tera: Arc<Tera>,
    common: Context,
    home_page: String,
    /// What a page that has its style in itself has there.
    inline: Option<Arc<inline::Inline>>,
}

impl Theme {
    /// The embedded theme with `own` files in place of those of the same name.
    ///
    /// # Errors
    /// Every template that cannot be read, and every reference between templates that leads nowhere or in a circle.
    pub fn new(own: &[(String, Arc<str>)]) -> Result<Self, Vec<TemplateError>> {
        let mut files: BTreeMap<String, Arc<str>> =
            embedded::FILES.iter().map(|(name, text)| ((*name).to_owned(), Arc::from(*text))).collect();
        files.extend(own.iter().cloned());
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".html", ".svg", ".xml"]);
        filters::register(&mut tera);
        match tera.add_raw_templates(templates(&files)) {
            Ok(()) => Ok(Self { tera: Arc::new(tera), files }),
            Err(first) => Err(error::all(&first, &files)),
        }
    }

    /// Every file of the theme by name: templates, style, scripts.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, text)| (name.as_str(), &**text))
    }

    /// The style sheet without its comments and indents, closed by the site's own colours (see [`brand_style`]).
    pub fn style(&self, brand: &str) -> String {
        format!("{}\n{brand}", compact(self.text("style.css")))
    }

    /// What pages that are to fit on paper have beside the style sheet.
    pub fn paper(&self) -> String {
        compact(self.text("paper.css"))
    }

    /// The script of every page.
    pub fn script(&self) -> String {
        compact_script(self.text("site.js"))
    }

    /// The script of lists and decision flows, which comes where there are any.
    pub fn lists(&self) -> String {
        compact_script(self.text("lists.js"))
    }

    /// The script of the search, which comes when search is first used.
    pub fn search(&self) -> String {
        compact_script(self.text("search.js"))
    }

    /// Prepares what all pages of one language share, once.
    ///
    /// # Errors
    /// `texts` is no map from keys to interface texts.
    pub fn renderer(&self, site: &Site, texts: &impl Serialize) -> Result<Renderer, TemplateError> {
        let mut common = Context::new();
        common.insert_value("site", value(site)?);
        common.insert_value("t", value(texts)?);
        Ok(Renderer { tera: Arc::clone(&self.tera), common, home_page: site.home_page.clone(), inline: None })
    }

    fn text(&self, name: &str) -> &str {
        self.files.get(name).map_or("", |text| &**text)
    }
}

impl Renderer {
    /// The same with a style sheet for pages that have it in themselves.
    #[must_use]
    pub fn with_style(self, style: &str) -> Self {
        Self { inline: Some(Arc::new(inline::Inline::new(style))), ..self }
    }

    /// The HTML of one page; XML or JSON where it is a feed.
    ///
    /// # Errors
    /// The template asks for something that the page does not have, or calls itself without end.
    pub fn render(&self, page: &Page) -> Result<String, TemplateError> {
        if page.template == json_feed::TEMPLATE {
            return Ok(json_feed::json_feed(page, &self.home_page));
        }
        let mut context = self.common.clone();
        context.insert_value("page", value(page)?);
        if let Some(inline) = self.inline.as_ref().filter(|_| WITH_STYLE.contains(&page.template)) {
            context.insert_value("inline", value(&**inline)?);
        }
        let ending = if page.template.ends_with(".xml") { "" } else { ".html" };
        let template = format!("{}{ending}", page.template);
        self.tera.render(&template, &context).map_err(|cause| TemplateError::of(&cause, &template))
    }
}

fn templates(files: &BTreeMap<String, Arc<str>>) -> impl Iterator<Item = (&str, &str)> {
    let is_template = |name: &str| name.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending, "html" | "xml"));
    files.iter().filter(move |(name, _)| is_template(name)).map(|(name, text)| (name.as_str(), &**text))
}

fn value(data: &impl Serialize) -> Result<Value, TemplateError> {
    Value::try_from_serializable(data).map_err(|cause| TemplateError::of(&cause, ""))
}
