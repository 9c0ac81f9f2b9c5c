//! What all pages of a language have in common.

use crate::graph::{Graph, file_path};
use crate::lang::Lang;
use crate::model::id::Kind;
use crate::source::OutPath;
use crate::view::build::is_web_address;
use crate::view::{Assets, Link, Logo, Site, Writer};

/// The site's frame in a language; addresses are from the site's root.
pub fn site(graph: &Graph, lang: Lang, assets: Assets) -> Site {
    let root = OutPath::new("index.html");
    let writer = Writer::new(graph, &root, lang);
    let settings = &graph.config.settings;
    Site {
        title: settings.title.to_string(),
        municipality: settings.municipality.to_string(),
        lang,
        logo: settings.logo.as_ref().map(|logo| Logo {
            href: file_path(logo.file.trim_start_matches("static/")).to_string(),
            alt: logo.alt.to_string(),
        }),
        navigation: navigation(&writer),
        footer: footer(&writer),
        assets,
        search_page: graph.fixed("search").to_string(),
        index_page: graph.fixed("index").to_string(),
        home_page: root.to_string(),
        feed: crate::plan::FEED.to_owned(),
        json_feed: crate::plan::JSON_FEED.to_owned(),
    }
}

/// The seven ways in; those that lead to nothing are left out.
fn navigation(writer: &Writer<'_>) -> Vec<Link> {
    let graph = writer.graph;
    let hub = |kind: Kind| {
        let shown = graph.of_kind(kind).next().is_some();
        shown.then(|| writer.page_link(&graph.hub(kind.key()), writer.choice("hub", kind.key())))
    };
    let kinds = [
        Kind::Strategy,
        Kind::ActionPlan,
        Kind::Guideline,
        Kind::Channel,
        Kind::Theme,
        Kind::Audience,
        Kind::CrisisPlan,
    ];
    kinds.into_iter().filter_map(hub).collect()
}

fn footer(writer: &Writer<'_>) -> Vec<Link> {
    let graph = writer.graph;
    let settings = &graph.config.settings;
    let fixed = |key: &'static str, text: &str| writer.page_link(&graph.fixed(key), writer.text(text));
    let mut links = vec![
        fixed("index", "nav.all_documents"),
        fixed("documents", "kind.documents"),
        fixed("accessibility", "law.accessibility_statement"),
    ];
    let outside = |text: String, url: &str| is_web_address(url).then(|| Link { text, href: Some(url.to_owned()) });
    links.extend(settings.privacy.as_ref().and_then(|url| outside(writer.text("law.privacy"), url)));
    let own = settings.links.iter().filter_map(|link| outside(link.title.to_string(), link.url.as_deref()?));
    links.extend(own);
    if settings.embed.is_some() {
        links.push(writer.page_link(&graph.hub("embed"), writer.text("page.embed")));
    }
    links
}
