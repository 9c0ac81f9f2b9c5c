//! `site.yaml` to settings.

use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::record::{Decode, Reader};
use crate::model::site::Settings;
use crate::parse::{decode, yaml};
use crate::source::{SourceFile, SourcePath};

/// The settings in a file, where they could be read, and the findings.
pub fn settings(file: &SourceFile) -> (Option<Settings>, Vec<Diagnostic>) {
    let (decoded, mut findings) = decode(&file.path, &file.bytes);
    let Some(decoded) = decoded else { return (None, findings) };
    let tree = match yaml::tree(&decoded.text, 0, &file.path) {
        Ok(tree) => tree,
        Err(finding) => {
            findings.push(finding);
            return (None, findings);
        }
    };
    // Durations in the settings are in the site's language, which stands in the same file.
    let lang = tree.get("language").and_then(|node| node.scalar()).and_then(Lang::from_code);
    let mut reader = Reader::new(file.path.clone(), lang.unwrap_or_default());
    let settings = Settings::decode(&tree, &mut reader);
    findings.extend(reader.findings);
    (settings, findings)
}

/// Settings for a site that has none: enough to read the rest of the content and tell what else is wrong.
pub fn plain_settings() -> Settings {
    let file = SourceFile::new(SourcePath::new("site.yaml"), PLAIN.as_bytes());
    let (settings, _) = settings(&file);
    settings.unwrap_or_else(|| unreachable!("a test reads the plain settings"))
}

const PLAIN: &str = "title: rettesnor\nmunicipality: rettesnor\nlanguage: da\n";
