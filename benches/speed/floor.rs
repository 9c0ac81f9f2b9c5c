//! The floor: the least that a program has to do that turns Markdown into linked pages.
//!
//! It reads every text, parses its YAML and its Markdown, collects the headings, checks and resolves the links, makes a
//! list of each folder, and writes it all to a fresh folder; in parallel, without templates, checks, search or safety.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};
use rayon::prelude::*;
use serde::Deserialize;
use walkdir::WalkDir;

#[derive(Deserialize)]
struct FrontMatter {
    title: String,
    #[serde(default)]
    themes: Vec<String>,
    #[serde(default)]
    channels: Vec<String>,
}

struct Document {
    /// Path in the site, `pages/omraade-01/side-1.html`.
    out: String,
    front: FrontMatter,
    text: String,
    body: usize,
}

/// Makes the site in `out`, which does not exist yet.
pub fn run(content: &Path, out: &Path) {
    let documents = read(content);
    let addresses: BTreeMap<&str, &Document> = documents.iter().map(|document| (id(&document.out), document)).collect();
    let folders: BTreeSet<&str> = documents.iter().map(|document| folder(&document.out)).collect();
    for folder in &folders {
        fs::create_dir_all(out.join(folder)).expect("a folder can be made");
    }
    documents.par_iter().for_each(|document| write(out, &document.out, &page(document, &addresses)));
    folders.par_iter().for_each(|name| {
        let listed = documents.iter().filter(|document| folder(&document.out) == *name);
        write(out, &format!("{name}/index.html"), &listing(name, listed));
    });
}

fn read(content: &Path) -> Vec<Document> {
    let entries = WalkDir::new(content).sort_by_file_name().into_iter().flatten();
    let texts = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "md"));
    let paths: Vec<PathBuf> = texts.map(walkdir::DirEntry::into_path).collect();
    paths.par_iter().map(|path| parse(content, path)).collect()
}

fn parse(content: &Path, path: &Path) -> Document {
    let text = fs::read_to_string(path).expect("a text can be read");
    let end = text.find("\n---\n").expect("a text has front matter");
    let front = serde_yaml::from_str(&text[4..end]).expect("front matter can be read");
    let out = path.strip_prefix(content).expect("a text lies in the content").with_extension("html");
    Document { out: out.to_string_lossy().replace('\\', "/"), front, body: end + 5, text }
}

fn page(document: &Document, addresses: &BTreeMap<&str, &Document>) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_WIKILINKS;
    let root = "../".repeat(document.out.matches('/').count());
    let mut contents = String::from("<nav><ul>");
    let mut in_heading = false;
    let events = Parser::new_ext(&document.text[document.body..], options).map(|event| {
        match &event {
            Event::Start(Tag::Heading { .. }) => {
                in_heading = true;
                contents.push_str("<li>");
            }
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Text(text) if in_heading => contents.push_str(text),
            _ => {}
        }
        resolve(event, addresses, &root)
    });
    let mut body = String::with_capacity(document.text.len() * 3 / 2);
    html::push_html(&mut body, events);
    let (title, terms) = (&document.front.title, terms(&document.front, addresses, &root));
    format!("<!doctype html><title>{title}</title><h1>{title}</h1>{terms}{contents}</ul></nav>{body}")
}

fn resolve<'a>(event: Event<'a>, addresses: &BTreeMap<&str, &Document>, root: &str) -> Event<'a> {
    match event {
        Event::Start(Tag::Link { link_type: link_type @ LinkType::WikiLink { .. }, dest_url, title, id }) => {
            let target = addresses.get(&*dest_url).expect("a link leads somewhere");
            let dest_url = CowStr::from(format!("{root}{}", target.out));
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        event => event,
    }
}

fn terms(front: &FrontMatter, addresses: &BTreeMap<&str, &Document>, root: &str) -> String {
    let link = |id: &String| {
        let target = addresses.get(id.as_str()).expect("a theme or channel is there");
        format!("<a href=\"{root}{}\">{}</a>", target.out, target.front.title)
    };
    front.themes.iter().chain(&front.channels).map(link).collect()
}

fn listing<'a>(name: &str, documents: impl Iterator<Item = &'a Document>) -> String {
    let link = |document: &Document| format!("<li><a href=\"{}.html\">{}</a>", id(&document.out), document.front.title);
    format!("<!doctype html><title>{name}</title><ul>{}</ul>", documents.map(link).collect::<String>())
}

fn write(out: &Path, path: &str, page: &str) {
    fs::write(out.join(path), page).expect("a page can be written");
}

fn id(out: &str) -> &str {
    out.rsplit('/').next().unwrap_or(out).trim_end_matches(".html")
}

fn folder(out: &str) -> &str {
    out.rsplit_once('/').map_or("", |(folder, _)| folder)
}
