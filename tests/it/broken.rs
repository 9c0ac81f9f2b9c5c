//! Each rule finds something in a broken copy of the example content, and nothing in the example itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rettesnor::config::{Drafts, Options, Profile};
use rettesnor::diag::{Format, Severity, report};
use rettesnor::pipeline::{Build, Inputs, Memo, build};
use rettesnor::source::{OutPath, OwnTheme, SourceFile, SourcePath, StaticFile};

use crate::fixture::Fixture;

/// Rule, file of the example below `content/`, what stands there, what stands there instead.
const CASES: &[(&str, &str, &str, &str)] = &[
    // The plan chain
    (
        "C02",
        "plans/2027.actions.yaml",
        "  goals: [foelgere-linkedin-2027]\n  audiences: [kommende-medarbejdere, unge]\n",
        "",
    ),
    ("C02", "plans/2026.goals.yaml", "  metric: ipm\n", ""),
    ("C02", "plans/2027.md", "strategy: sociale-medier\n", ""),
    // Coverage
    ("C03", "editions/strategy/sociale-medier/2.0.md", "max_themes_per_year: 5", "max_themes_per_year: 4"),
    ("C03", "channels/nyhedsbrev.md", "opened: 2027-02-01", "opened: 2027-03-01"),
    ("C03", "channels/linkedin.md", "activity: active", "activity: passive"),
    ("C03", "plans/2027.actions.yaml", "  channels: [facebook, lokalpresse, kommunesiden]", "  channels: [youtube]"),
    // Governance
    ("C04", "strategies/kommunikationspolitik.md", "adopted_by: Byrådet\n", ""),
    ("C04", "guidelines/skriv-klart.md", "status: living\n", ""),
    ("C04", "crisis/krisekommunikation.md", "case_number: 14.00.00-P20-1-26", "case_number: 14/2026"),
    ("C04", "crisis/krisekommunikation.md", "valid_until: 2028-02-04", "valid_until: 2026-02-04"),
    ("C04", "site.yaml", "case_number_pattern: '^", "case_number_pattern: '(^"),
    // Responsibility
    ("C07", "plans/2027.actions.yaml", "  deadline: 2027-10-31\n", ""),
    (
        "C07",
        "plans/2027.actions.yaml",
        "  commissioned_by: direktoer-boern-og-unge\n  start: 2027-03-01\n  deadline: 2027-10-01",
        "  commissioned_by: Anne Madsen\n  start: 2027-03-01\n  deadline: 2027-10-01",
    ),
    ("C07", "data/roles.yaml", "  deputy: presseansvarlig\n", ""),
    (
        "C07",
        "data/accounts.csv",
        "vesterlundsvoemmehal;local;facebook-hovedside;idraetscentrene;lokalredaktoer;2;",
        "vesterlundsvoemmehal;local;facebook-hovedside;idraetscentrene;lokalredaktoer;1;",
    ),
    ("C07", "strategies/kommunikationspolitik.md", "adopted_by: Byrådet", "adopted_by: Anne Madsen"),
    ("C06", "pages/kontakt.md", "hovednummeret 10 20 30 40", "Bo (010190-1234)"),
    ("C06", "data/roles.yaml", "mailbox: presse@noerreskov.example", "mailbox: bo.holm@noerreskov.example"),
    ("C06", "editions/strategy/sociale-medier/1.0.md", "adopted_by: Byrådet", "adopted_by: Bo Holm, 010190-1234"),
    ("C06", "crisis/krisekommunikation.md", "    where: Andres numre\n", "    where: Summary\n"),
    ("C09", "pages/om-rettesnor.md", "![Nørreskov Kommunes logo: et hvidt træ over en bølge på grøn bund]", "![]"),
    ("C09", "pages/om-rettesnor.md", "## Når noget bliver ændret", "#### Når noget bliver ændret"),
    ("C09", "pages/om-rettesnor.md", "| Ord | Betydning |", "| Ord | |"),
    (
        "C08",
        "plans/2027.actions.yaml",
        "    lokalpresse: Regnestykke med tre boliger",
        "    lokalpresse: Fire årstider hos den samme familie",
    ),
    (
        "C08",
        "plans/2027.actions.yaml",
        "    facebook: Tolv opgaver, der kan løses på en time",
        "    facebook: Stillingsopslag til tolv opgaver",
    ),
    // Commitments
    ("C12", "crisis/krisekommunikation.md", "    due: 2027-09-15", "    due: 2026-09-15"),
    ("C12", "guidelines/ny-profil.md", "    fulfilled_by: guide:overtag-en-lokal-side\n", ""),
    // The crisis plan
    ("C14", "crisis/krisekommunikation.md", "    led_by: kommunikationschef\n", ""),
    ("C14", "crisis/krisekommunikation.md", "tested_on: 2026-09-16", "tested_on: 2025-09-16"),
    ("C14", "crisis/krisekommunikation.md", ", kriseledelsens-foerste-moede, talsperson-og-presse, efter-krisen]", "]"),
    ("C14", "data/roles.yaml", "  mailbox: kommunikationsvagt@noerreskov.example\n", ""),
    ("C05", "channels/facebook.md", "|22,8 %]]", "|12 %]]"),
    ("C05", "data/populations.yaml", "  as_of: 2026-07-01\n", "  as_of: 2023-07-01\n"),
    ("C05", "plans/2026.goals.yaml", "min: 1.2", "min: 120"),
    ("C05", "data/figures.yaml", "  source: HR og Løn\n", ""),
    ("C05", "pages/tal-og-maal.md", "[[figure:pris-telefon|46 kr.]]", "46 kr., 12 % mere end sidste år"),
    ("C20", "plans/2027.md", "rekruttering, frivillighed]", "rekruttering, frivillighed, bosaetning]"),
    ("C20", "site.yaml", "autolink: true", "autolink: true\nchecks:\n  C20: {max_percent: 30}"),
    ("C10", "site.yaml", "assessed_on: 2026-09-28", "assessed_on: 2025-09-28"),
    ("C10", "site.yaml", "  contact: web@noerreskov.example\n", ""),
    ("C13", "guidelines/private-profiler.md", "Du har ytringsfrihed, fordi", "Du har i dag ytringsfrihed, fordi"),
    ("C15", "guidelines/skriv-klart.md", "Klart sprog er respekt.", "Klart sprog er respekt, siger DPS."),
    ("C15", "guidelines/skriv-klart.md", "Den, der ikke forstår et brev", LONG_BEGINNING),
    ("C16", "guidelines/private-profiler.md", "Tavshedspligten gælder altid.", "Loyalitetspligten gælder altid."),
    ("C16", "channels/linkedin.md", "På LinkedIn taler vi", "På Twitter taler vi"),
    ("C11", "editions/strategy/sociale-medier/2.0.md", "version: \"2.0\"", "version: \"2.1\""),
    ("C11", "plans/2025.md", "valid_until: 2025-12-31\n", ""),
    ("C11", "plans/2026.md", "    date: 2026-06-17\n", "    date: 2026-06-18\n"),
    ("C11", "plans/2026.md", "  - version: \"1.0\"\n", "  - version: \"1.1\"\n"),
    ("C17", "site.yaml", "autolink: true\n", "autolink: true\nchecks: {C17: {election_day: 2026-12-20}}\n"),
    ("C18", "index.md", "[[page:om-rettesnor|Om denne side]]", "Om denne side"),
    ("C19", "pages/ny-i-kommunen.md", "last_reviewed: 2026-05-08", "last_reviewed: 2026-11-01"),
    ("C19", "pages/ny-i-kommunen.md", "\n## ", "\n## Nyt afsnit\n\nTekst.\n\n## "),
    // What a newcomer forgets
    ("C02", "plans/2026.goals.yaml", "  due: 2026-12-31\n", ""),
    ("C03", "strategies/sociale-medier.md", "channel_roles:\n", "channel_roles:\n  - channel: facebook\n"),
    ("C04", "strategies/kommunikationspolitik.md", END_AND_REVIEW, "owner: kommunaldirektoer\n"),
    ("C05", "data/measurements.csv", "2026-10-31;month;linkedin-hovedside;", "2027-10-31;month;linkedin-hovedside;"),
    ("C05", "data/measurements.csv", ";5178;10;1616;", ";5178;10;161600;"),
    ("C07", "guidelines/skriv-klart.md", "owner: webredaktoer\n", ""),
    ("C07", "data/roles.yaml", "  title: Kommunaldirektør\n", "  title: Anne Hansen\n"),
    ("C10", "guidelines/skriv-klart.md", "status: living\n", "status: draft\n"),
    ("C12", "guidelines/skriv-klart.md", "Klart sprog er respekt.", "Vi vil udarbejde en ordbog inden 2028."),
    ("C14", "crisis/it-nedbrud.md", "steps:\n", "noget:\n"),
    ("R06", "channels/instagram.md", "title: Instagram\n", "title: Facebook\n"),
];

/// All that bounds how long the policy holds.
const END_AND_REVIEW: &str = "valid_until: 2027-12-31\nowner: kommunaldirektoer\ncontact: kommunikationschef\n\
    follow_up_by: kommunikationschef\nreaders: [all_employees, managers, politicians, public]\n\
    applies_to: [noerreskov-kommune]\nlast_reviewed: 2026-02-11\nreview_interval: 1 år\n";

/// The beginning of a sentence that nobody gets through.
const LONG_BEGINNING: &str = "Den, der får et brev fra kommunen om en sag, som har været længe undervejs, og som \
    mange i forvaltningen har haft lejlighed til at skrive lidt i, uden at nogen til sidst har læst det hele igennem \
    med den, der skal have det, for øje";

/// The example's files by their paths below `content/`.
fn example() -> BTreeMap<String, Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let entries = walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        (path, fs::read(entry.path()).unwrap())
    });
    files.collect()
}

fn built(files: &BTreeMap<String, Vec<u8>>, memo: &mut Memo) -> Build {
    let (mut sources, mut statics) = (Vec::new(), Vec::new());
    for (path, bytes) in files {
        let source = SourcePath::new(format!("content/{path}"));
        match path.strip_prefix("static/") {
            Some(out) => statics.push(StaticFile::new(source, OutPath::new(out))),
            None => sources.push(SourceFile::new(source, bytes.as_slice())),
        }
    }
    let options = Options {
        today: jiff::civil::date(2026, 11, 20),
        profile: Profile::Internal,
        drafts: Drafts::Hidden,
        lang: None,
    };
    let content = "content".to_owned();
    build(
        &Inputs { content, sources, statics, theme: OwnTheme::default(), options, refused: Vec::new(), history: None },
        memo,
    )
}

fn has(build: &Build, code: &str) -> bool {
    build.diagnostics().iter().any(|finding| finding.diagnostic.code == code)
}

#[test]
fn every_broken_copy_is_found() {
    let mut memo = Memo::default();
    let files = example();
    let clean = built(&files, &mut memo);
    for (code, path, right, wrong) in CASES {
        assert!(!has(&clean, code), "{code} in the example");
        let mut broken = files.clone();
        let text = String::from_utf8(broken[*path].clone()).unwrap();
        assert!(text.contains(right), "{path} has no `{right}`");
        broken.insert((*path).to_owned(), text.replacen(right, wrong, 1).into_bytes());
        assert!(has(&built(&broken, &mut memo), code), "{code}: nothing found with `{wrong}` in {path}");
    }
}

/// The rules find nothing in the example; what is due on a later day is another matter.
#[test]
fn the_example_is_clean() {
    let clean = built(&example(), &mut Memo::default());
    let rules = clean.diagnostics().iter().filter(|finding| finding.diagnostic.severity != Severity::Info);
    let told: Vec<_> = rules.cloned().collect();
    assert!(told.is_empty(), "{}", report(&told, Format::Short, clean.lang(), &|path| clean.source_text(path)));
}

/// In the site for everybody a private telephone is an error on a public page, and a warning on one that is not shown.
#[test]
fn the_public_site_is_stricter_about_persons() {
    let page =
        |access: &str| format!("//- pages/a.md\n---\ntitle: A\naccess: {access}\n---\n\nRing til Bo på 22 33 44 55.\n");
    let severity = |access: &str, profile| {
        let fixture = Fixture { profile: Some(profile), ..Fixture::new(&page(access)) };
        let built = fixture.build();
        let found = built.diagnostics().iter().find(|finding| finding.diagnostic.code == "C06");
        found.map(|finding| finding.diagnostic.severity)
    };
    assert_eq!(severity("public", Profile::Public), Some(Severity::Error));
    assert_eq!(severity("internal", Profile::Public), Some(Severity::Warning));
    assert_eq!(severity("public", Profile::Internal), Some(Severity::Warning));
}

/// A translation whose original is a draft stands alone as long as drafts are hidden.
#[test]
fn a_translation_of_a_draft_is_told() {
    let site = "//- strategies/politik.md\n---\nkind: policy\ntitle: Politik\nstatus: draft\n---\n\
                //- strategies/policy.md\n---\nkind: policy\ntitle: Policy\nlanguage: en\ntranslation_of: policy:politik\n---\n";
    let told = |drafts| Fixture { drafts: Some(drafts), ..Fixture::new(site) }.findings();
    assert!(told(Drafts::Hidden).contains("strategies/policy.md:5:17: warning[C19]"), "{}", told(Drafts::Hidden));
    assert!(!told(Drafts::Shown).contains("C19"), "{}", told(Drafts::Shown));
}
