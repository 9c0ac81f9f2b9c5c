//! A file that stands where nothing is read: where it is meant to be.
//!
//! In: its path. Out: the finding, with the name that its folder or table has here. Names in the author's own language
//! are no misspellings, so they stand in a table.

use super::{Layout, TABLES};
use crate::diag::{Diagnostic, nearest};
use crate::source::SourcePath;

/// What folders are called in the Nordic languages.
const FOLDER_WORDS: &[(&str, &str)] = &[
    ("strategies", "strategier strategi strategiar politikker politikk"),
    ("plans", "planer plan handleplaner handlingsplaner handlingsplanar tiltaksplaner årsplaner"),
    ("guidelines", "retningslinjer riktlinjer retningsliner vejledninger rettleiingar veiledninger guider"),
    ("crisis", "krise kris kriseplan krisekommunikation krisplan beredskab beredskap"),
    ("themes", "temaer teman tema"),
    ("channels", "kanaler kanalar kanal"),
    ("audiences", "målgrupper målgruppe maalgrupper målgrupp"),
    ("reports", "rapporter rapportar rapport evalueringer"),
    ("pages", "sider sidor side sida"),
    ("static", "billeder bilder bilete filer bilag vedlegg bilagor"),
    ("editions", "udgaver utgåvor utgaver utgåver versioner"),
];

/// What tables are called.
const TABLE_WORDS: &[(&str, &str)] = &[
    ("roles", "roller rolle roll"),
    ("org_units", "enheder enheter einingar organisation organisasjon afdelinger avdelinger forvaltninger"),
    ("accounts", "konti konton kontoer kontoar profiler profilar"),
    ("metrics", "måltal måltall nyckeltal nøgletal nøkkeltall nykeltal"),
    ("figures", "tal tall siffror figurer"),
    ("populations", "befolkning befolkningstal indbyggertal invånare innbyggertall folketal"),
    ("values", "værdier verdier värden verdiar"),
    ("local_areas", "lokalområder lokalområden lokalsamfund lokalområde"),
    ("glossary", "ordliste ordlista ordbog ordforklaring"),
    ("wheel", "årshjul årshjulet aarshjul"),
    ("measurements", "målinger mätningar målingar maalinger"),
];

/// The finding about a file; `inside` is its path below the content folder.
pub(super) fn finding(path: &SourcePath, inside: &str) -> Diagnostic {
    let finding = Diagnostic::warning("R05", "misplaced-file", path);
    let (folder, rest) = inside.split_once('/').unwrap_or(("", inside));
    let folders = || Layout::folder_names().chain(["data", "static", "editions"]);
    if folder.is_empty() && matches!(rest.to_lowercase().as_str(), "site.yml" | "site.yaml") {
        return finding.with("nearest", "site.yaml").hint("hint-rename-file");
    }
    if folder == "data" {
        let named = own_word(path.stem(), TABLE_WORDS);
        let near = named.or_else(|| nearest(path.stem(), TABLES.iter().map(|(name, _)| *name)));
        let known: Vec<_> = TABLES.iter().map(|(name, _)| format!("`{name}`")).collect();
        return match near {
            Some(near) => finding.with("nearest", near).hint("hint-did-you-mean"),
            None => finding.with("known", known.join(", ")).hint("hint-tables"),
        };
    }
    if let Some(standard) = own_word(folder, FOLDER_WORDS) {
        return finding.with("nearest", standard).with("folder", folder).hint("hint-rename-folder");
    }
    match nearest(folder, folders()) {
        Some(near) => finding.with("nearest", near).hint("hint-did-you-mean"),
        None => finding.hint("hint-folders"),
    }
}

/// What a word of the author's language is called here.
fn own_word(written: &str, words: &'static [(&str, &str)]) -> Option<&'static str> {
    let written = written.to_lowercase();
    words.iter().find(|(_, own)| own.split(' ').any(|word| word == written)).map(|(name, _)| *name)
}
