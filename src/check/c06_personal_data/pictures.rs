//! What pictures tell about the people who took them, beside what they show.
//!
//! Two blocks are looked into: Exif (CIPA DC-008), as cameras write it, and XMP (ISO 16684-1), as programs for
//! pictures do. A name that is the municipality's own is no person's.

use exif::{In, Tag, Value};

use super::CODE;
use crate::config::{Config, Profile};
use crate::diag::{Diagnostic, Severity};
use crate::source::StaticFile;

/// Where cameras put the name of whoever holds them.
const NAMES: &[Tag] = &[Tag::Artist, Tag::CameraOwnerName, Tag::Copyright];

/// Findings about one copied file.
pub(in crate::check) fn findings(file: &StaticFile, config: &Config) -> Vec<Diagnostic> {
    let exif = file.metadata.exif.as_ref().and_then(|block| exif::Reader::new().read_raw(block.to_vec()).ok());
    let xmp = file.metadata.xmp.as_deref().unwrap_or_default();
    let mut findings = Vec::new();
    if exif.as_ref().is_some_and(has_position) || xmp.contains("exif:GPSLatitude") {
        let mut finding = Diagnostic::warning(CODE, "picture-position", &file.path).hint("hint-picture-metadata");
        if config.options.profile == Profile::Public {
            finding.severity = Severity::Error;
        }
        findings.push(finding);
    }
    let own = municipality(config);
    let is_named = |name: &str| !name.trim().is_empty() && !name.to_lowercase().contains(&own);
    let exif_names = exif.iter().flat_map(names);
    if exif_names.chain(creators(xmp)).any(|name| is_named(&name)) {
        findings.push(Diagnostic::warning(CODE, "picture-author", &file.path).hint("hint-picture-metadata"));
    }
    findings
}

/// The municipality's name without the word for it.
fn municipality(config: &Config) -> String {
    let name = config.settings.municipality.to_lowercase();
    let words = name.split_whitespace().filter(|word| !matches!(*word, "kommune" | "kommun" | "municipality"));
    words.collect::<Vec<_>>().join(" ")
}

fn has_position(exif: &exif::Exif) -> bool {
    [Tag::GPSLatitude, Tag::GPSLongitude].iter().any(|tag| exif.get_field(*tag, In::PRIMARY).is_some())
}

fn names(exif: &exif::Exif) -> Vec<String> {
    let fields = NAMES.iter().filter_map(|tag| exif.get_field(*tag, In::PRIMARY));
    let texts = fields.flat_map(|field| match &field.value {
        Value::Ascii(parts) => parts.clone(),
        _ => Vec::new(),
    });
    texts.map(|bytes| String::from_utf8_lossy(&bytes).trim_matches('\0').to_owned()).collect()
}

/// The words inside `dc:creator` and `dc:rights`.
fn creators(xmp: &str) -> Vec<String> {
    let inside = |tag: &str| {
        let (_, rest) = xmp.split_once(&format!("<{tag}"))?;
        let (block, _) = rest.split_once(&format!("</{tag}>"))?;
        Some(without_tags(block.split_once('>')?.1))
    };
    ["dc:creator", "dc:rights"].into_iter().filter_map(inside).collect()
}

fn without_tags(block: &str) -> String {
    block.split('<').filter_map(|part| part.split_once('>').map_or(Some(part), |(_, words)| Some(words))).collect()
}
