//! C10: a finished page asks nobody for anything, runs nothing of its own, and leads only to what is there.
//!
//! **What.** Looked at are the pages as readers get them, and the style sheet. Nothing is loaded from another host, and
//! no form is sent to one (a link to one is allowed). No script and no style stands in the page itself, not even in
//! an attribute; but for a page that is a single file, whose policy names its style by its hash. Every address within the site is that of a file of the site, and every `#` after it that of an element
//! there. What `access` or `status` hides has no file, so that an address of it is found too. (Its words cannot be
//! told from the same words elsewhere; that they do not appear is for `select` to see to.)
//!
//! **Why.** A font or a counter from elsewhere tells another company who reads what. Browsers are told to refuse all
//! of this, so that a page that needs it does not work. Whoever follows a link that leads nowhere is lost.
//!
//! **Mend.** What authors write is never markup, so that the fault is nearly always in a template of the site's own
//! theme: put the file into `static/`, the script into `site.js`, the style into `style.css`.
//!
//! In: the text of an output, and which paths the site has. Out: a [`Look`] for each page, made in parallel; then a
//! [`Census`] of all of them, which alone can say whether a `#` leads somewhere. Changes nothing, and knows no template.

mod address;
mod scan;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::source::OutPath;
use address::{Way, way};

/// What the rule says of itself, for those who ask: the head of this file.
pub fn explanation() -> String {
    let lines = include_str!("inspect.rs").lines().map_while(|line| line.strip_prefix("//!"));
    let rule = lines.take_while(|line| !line.starts_with(" In: "));
    rule.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// What is wrong with a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It loads something from another host, or sends something there.
    Foreign,
    /// It has a script or a style in itself.
    Inline,
    /// An address leads to no file.
    Nowhere,
    /// A `#` leads to no element.
    NoElement,
}

/// A fault on the pages that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub fault: Fault,
    /// What stands on the page: an address (from the site's root where it leads to the site), an attribute, an element.
    pub found: String,
    /// The first of the pages by path.
    pub page: OutPath,
    pub pages: usize,
}

/// What one page says.
#[derive(Debug, Default)]
pub struct Look {
    /// Hashes of the places that can be led to.
    anchors: Vec<u64>,
    /// Places on other pages that are led to, by their hashes.
    wanted: Vec<(u64, String)>,
    faults: Vec<(Fault, String)>,
}

/// Which paths the site has, as numbers: every link of every page is looked up.
#[derive(Debug)]
pub struct Paths(Vec<u64>);

impl Paths {
    /// The files that a page may lead to.
    pub fn new<'a>(paths: impl Iterator<Item = &'a OutPath>) -> Self {
        let mut numbers: Vec<_> = paths.map(|path| place(path.as_str(), "")).collect();
        numbers.sort_unstable();
        Self(numbers)
    }

    fn has(&self, path: &str) -> bool {
        self.0.binary_search(&place(path, "")).is_ok()
    }
}

/// Looks at a page of a site with these files.
pub fn page(path: &OutPath, html: &str, paths: &Paths) -> Look {
    let mut reader = Reader { path, paths, look: Look::default(), own: Vec::new(), allows_style: false };
    scan::tags(html, &mut |name, attributes| reader.tag(name, attributes));
    let Reader { mut look, own, .. } = reader;
    let lost = own.into_iter().filter(|(place, _)| !look.anchors.contains(place));
    let lost: Vec<_> = lost.map(|(_, found)| (Fault::NoElement, found)).collect();
    look.faults.extend(lost);
    look
}

/// Looks at a style sheet.
pub fn style(path: &OutPath, css: &str, paths: &Paths) -> Look {
    let mut look = Look::default();
    for address in address::of_style(css) {
        match way(path, address) {
            Way::Outside(_) => look.faults.push((Fault::Foreign, address.to_owned())),
            Way::Within { path, .. } if !paths.has(&path) => look.faults.push((Fault::Nowhere, path)),
            Way::Within { .. } | Way::Here(_) => {}
        }
    }
    look
}

/// What all pages say together.
#[derive(Debug, Default)]
pub struct Census {
    anchors: Vec<u64>,
    /// The address and the first page for each place that is led to from another page, and how many lead there.
    wanted: BTreeMap<u64, (String, OutPath, usize)>,
    faults: BTreeMap<(Fault, String), (OutPath, usize)>,
}

impl Census {
    /// Adds what one page says.
    pub fn add(&mut self, path: &OutPath, look: Look) {
        self.anchors.extend(look.anchors);
        for (place, address) in look.wanted {
            let (_, first, pages) = self.wanted.entry(place).or_insert_with(|| (address, path.clone(), 0));
            *pages += 1;
            if path < first {
                *first = path.clone();
            }
        }
        let mut faults = look.faults;
        faults.sort();
        faults.dedup();
        for fault in faults {
            let (first, pages) = self.faults.entry(fault).or_insert_with(|| (path.clone(), 0));
            *pages += 1;
            if path < first {
                *first = path.clone();
            }
        }
    }

    /// Everything that is wrong, each thing once.
    pub fn findings(mut self) -> Vec<Finding> {
        self.anchors.sort_unstable();
        let lost = self.wanted.into_iter().filter(|(place, _)| self.anchors.binary_search(place).is_err());
        let lost = lost.map(|(_, (found, page, pages))| Finding { fault: Fault::NoElement, found, page, pages });
        let faults = self.faults.into_iter();
        let mut findings: Vec<_> =
            faults.map(|((fault, found), (page, pages))| Finding { fault, found, page, pages }).chain(lost).collect();
        findings.sort_by(|a, b| (a.fault, &a.found).cmp(&(b.fault, &b.found)));
        findings
    }
}

/// A place on a page as a number; two of a site are the same as rarely as two hashes of 64 bits are.
fn place(path: &str, fragment: &str) -> u64 {
    FxBuildHasher.hash_one((path, fragment))
}

/// Reads the tags of one page.
struct Reader<'a> {
    path: &'a OutPath,
    paths: &'a Paths,
    look: Look,
    /// Places on this page that it leads to itself.
    own: Vec<(u64, String)>,
    /// Whether the page's policy allows a style in it by its hash.
    allows_style: bool,
}

impl Reader<'_> {
    fn tag(&mut self, name: &str, attributes: &[scan::Attribute<'_>]) {
        for (attribute, value) in attributes {
            self.attribute(name, attribute, value, attributes);
        }
        let has = |wanted: &str| attributes.iter().any(|(attribute, _)| attribute.eq_ignore_ascii_case(wanted));
        let is_program = || !attributes.iter().any(|(name, value)| *name == "type" && value.contains("json"));
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        // A style that the page's own policy names by its hash is what the browser has been told to take.
        if is("meta") && attributes.iter().any(|(_, value)| value.contains("style-src 'sha256-")) {
            self.allows_style = true;
        }
        if is("style") && !self.allows_style || is("script") && !has("src") && is_program() {
            self.fault(Fault::Inline, format!("<{}>", name.to_ascii_lowercase()));
        }
    }

    fn attribute(&mut self, tag: &str, name: &str, value: &str, all: &[scan::Attribute<'_>]) {
        let lowered;
        let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            lowered = name.to_ascii_lowercase();
            lowered.as_str()
        } else {
            name
        };
        match name {
            "id" => self.look.anchors.push(place(self.path.as_str(), &scan::decoded(value))),
            "href" | "xlink:href" if address::is_followed(tag, all) => self.follow(value),
            "src" | "href" | "xlink:href" | "poster" | "background" => self.load(value),
            "action" | "formaction" | "ping" | "data" => self.load(value),
            "srcset" | "imagesrcset" => address::of_set(value).for_each(|one| self.load(one)),
            "content" if address::is_refresh(all) => {
                if let Some(to) = address::of_refresh(value) {
                    self.load(to);
                }
            }
            "style" => self.fault(Fault::Inline, "style=".to_owned()),
            name if name.len() > 2 && name.starts_with("on") => self.fault(Fault::Inline, format!("{name}=")),
            _ => {}
        }
    }

    /// An address that a reader may follow: it may lead elsewhere, but runs nothing.
    fn follow(&mut self, written: &str) {
        match self.way(written) {
            Way::Outside(scheme) if address::is_harmless(&scheme) => {}
            Way::Outside(_) => self.fault(Fault::Inline, written.to_owned()),
            way => self.within(way),
        }
    }

    /// An address that a browser asks for by itself, or sends something to.
    fn load(&mut self, written: &str) {
        match self.way(written) {
            Way::Outside(_) => self.fault(Fault::Foreign, written.to_owned()),
            way => self.within(way),
        }
    }

    fn way(&self, written: &str) -> Way {
        way(self.path, &scan::decoded(written))
    }

    /// An address within the site is told from the root, as which it is the same on all pages.
    fn within(&mut self, way: Way) {
        match way {
            Way::Within { path, .. } if !self.paths.has(&path) => self.fault(Fault::Nowhere, path),
            Way::Within { path, fragment } if !fragment.is_empty() => {
                self.look.wanted.push((place(&path, &fragment), format!("{path}#{fragment}")));
            }
            Way::Here(fragment) if !fragment.is_empty() => {
                self.own.push((place(self.path.as_str(), &fragment), format!("#{fragment}")));
            }
            _ => {}
        }
    }

    fn fault(&mut self, fault: Fault, found: String) {
        self.look.faults.push((fault, found));
    }
}
