//! `site.yaml` to settings.

use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::record::{Fields, Reader, Record};
use crate::model::site::Settings;
use crate::model::value::Node;
use crate::parse::{decode, yaml};
use crate::source::{SourceFile, SourcePath};

/// The settings in a file, where they could be read, and the findings.
pub fn settings(file: &SourceFile) -> (Option<Settings>, Vec<Diagnostic>) {
    let (decoded, mut findings) = decode(&file.path, &file.bytes);
    let Some(decoded) = decoded else { return (None, findings) };
    let tree = yaml::tree(&decoded.text, 0, &file.path);
    findings.extend(tree.findings);
    // Durations in the settings are in the site's language, which stands in the same file.
    let lang = tree.node.get("language").and_then(|node| node.scalar()).and_then(Lang::from_code);
    let mut reader = Reader::new(file.path.clone(), lang.unwrap_or_default());
    let settings = read(&tree.node, &mut reader);
    findings.extend(reader.findings);
    (settings, findings)
}

/// The settings; what must be there and is not has a stand-in, so that folders and the like still count.
fn read(tree: &Node, reader: &mut Reader) -> Option<Settings> {
    let mut fields = Fields::open(tree, Settings::FIELDS, reader)?;
    for (name, text) in [("title", "rettesnor"), ("municipality", "rettesnor"), ("language", "da")] {
        fields.stand_in(name, text);
    }
    let settings = Settings::read(&mut fields, reader);
    fields.close(reader);
    settings
}

/// The site's language, also where other settings are missing or wrong.
pub fn language(file: &SourceFile) -> Option<Lang> {
    let (decoded, _) = decode(&file.path, &file.bytes);
    let tree = yaml::tree(&decoded?.text, 0, &file.path).node;
    tree.get("language").and_then(|node| node.scalar()).and_then(Lang::from_code)
}

/// Settings for a site that has none: enough to read the rest of the content and tell what else is wrong.
pub fn plain_settings() -> Settings {
    let file = SourceFile::new(SourcePath::new("site.yaml"), PLAIN.as_bytes());
    let (settings, _) = settings(&file);
    settings.unwrap_or_else(|| unreachable!("a test reads the plain settings"))
}

const PLAIN: &str = "title: rettesnor\nmunicipality: rettesnor\nlanguage: da\n";
