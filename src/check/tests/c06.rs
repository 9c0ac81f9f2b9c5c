use std::fmt::Write as _;
use std::sync::Arc;

use super::{check_rule, findings};
use crate::check::c06_personal_data::pictures_of;
use crate::config::{Config, Drafts, Options, Profile};
use crate::diag::Severity;
use crate::parse::settings;
use crate::parse::tests::fixture::files;
use crate::source::{Metadata, OutPath, SourceFile, SourcePath, StaticFile};

/// What C06 finds in the text of a page in a language: the keys, in order.
fn found(lang: &str, text: &str) -> String {
    let site =
        format!("title: T\nmunicipality: Nørreskov Kommune\nlanguage: {lang}\nmail_domains: [kommune.example]\n");
    let fixture = format!(
        "//- content/site.yaml\n{site}public_numbers: [+45 33 44 55 66]\n//- content/data/roles.yaml\n- id: vagt\n  title: \
         Vagt\n  phone_main: 77 88 99 00\n//- content/pages/a.md\n---\ntitle: A\n---\n\n{text}\n"
    );
    let keys =
        findings(&files(&fixture)).into_iter().filter(|finding| finding.code == "C06").map(|finding| finding.key);
    keys.collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check_found(lang: &str, cases: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found = found(lang, text);
        if found != *expected {
            let _ = writeln!(wrong, "{lang} `{text}`: expected `{expected}`, found `{found}`");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn numbers_of_people() {
    check_found(
        "da",
        &[
            ("010190-1234", "cpr-number"),
            ("(010190-1234),", "cpr-number"),
            ("CPR-010190-1234.", "cpr-number"),
            ("010190–1234", "cpr-number"),
            ("`010190-1234`", "cpr-number"),
            ("| 010190-1234 | [x](#010190-1234) |", "cpr-number"),
            ("0101901238", "cpr-number"),
            ("0101901239", "cpr-number"),
            ("010190 1238", "cpr-number"),
            ("cpr-nr. 010190 1239", "cpr-number"),
            ("290200-4234 er født på en skuddag", "cpr-number"),
            ("850101-1236", "personnummer"),
            ("850161-1233 og 19850101-1236 og 850101+1236", "personnummer personnummer personnummer"),
            ("198501011236", "personnummer"),
            ("01019012480", "fodselsnummer"),
            ("010190 12480", "fodselsnummer"),
            ("D-nummer 41019012393", "fodselsnummer"),
            ("010190-1234 010190-1235", "cpr-number cpr-number"),
        ],
    );
    check_found(
        "sv",
        &[("120101-1234", "personnummer"), ("8501011236", "personnummer"), ("010190-1234", "cpr-number")],
    );
}

#[test]
fn other_numbers_are_no_numbers_of_people() {
    let cases = [
        "310290-1234",
        "290201-0234",
        "010190 1239",
        "850101-1237",
        "19850101-1237",
        "198501011237",
        "01019012481",
        "212000-0142",
        "556036-0793",
        "00.13.02-P22-14-25",
        "00.13.02-P22-010190-1234",
        "27.00.00-G01-010190-1234",
        "2026-11-20 og 20-11-2026 og 20.11.2026",
        "24/010190-1234",
        "<https://x.example/010190-1234/a>",
        "[x](https://x.example/?id=0101901238)",
        "www.x.example/0101901238",
        "ISBN 0101901238",
        "a0101901238 og 0101901238b og #0101901238",
        "1.010.190.123,8",
        "55.6761010190, 12.5683010190",
        "17 000 000 kr.",
        "EAN 5798001234567",
        "010190-12345",
        "1010190-1234",
        "kl. 010190-1234-5678",
    ];
    check_found("da", &cases.map(|text| (text, "")));
}

#[test]
fn telephones() {
    check_found(
        "da",
        &[
            ("22 33 44 55", "private-phone"),
            ("22\u{a0}33\u{a0}44\u{a0}55", "private-phone"),
            ("+45 10 20 30 99", "private-phone"),
            ("+4510203099 eller 0045 1020 3099", "private-phone private-phone"),
            ("(+45) 22 33 44 55", "private-phone"),
            ("tlf. 22334455", "private-phone"),
            ("[ring](tel:22334455)", "private-phone"),
            ("ring til os på 2233 4455", "private-phone"),
            ("mobil: 22.33.44.55", "private-phone"),
            ("+47 412 34 567 og +46 70-123 45 67 og +46 (0)8 123 456 78", "private-phone private-phone private-phone"),
            ("33 44 55 66, 33445566, tlf. 33445566, +45 33445566", ""),
            ("77 88 99 00 og +45 77889900", ""),
        ],
    );
    check_found("nb", &[("412 34 567", "private-phone"), ("22 33 44 55", "private-phone"), ("112 34 567", "")]);
    check_found(
        "sv",
        &[
            ("070-123 45 67", "private-phone"),
            ("08-123 456 78", "private-phone"),
            ("0490-25 40 00", "private-phone"),
            ("ring 0701234567", "private-phone"),
            ("0701234567", ""),
            ("22 33 44 55", ""),
        ],
    );
}

#[test]
fn other_numbers_are_no_telephones() {
    let cases = [
        "22334455",
        "Sag 22334455",
        "telefonisk henvendelse i sag 22334455",
        "2025 2026",
        "12 345 678 kr.",
        "12.34.56.78",
        "22-33-44-55",
        "22 33 44 55 66",
        "10 22 33 44 55",
        "10 20 30 40",
        "#22334455",
        "v22 33 44 55",
        "<https://x.example/tlf/22334455>",
        "112 og 1813 og 114",
        "2.233.445,5",
        "22.334.455",
    ];
    check_found("da", &cases.map(|text| (text, "")));
}

#[test]
fn addresses() {
    check_found(
        "da",
        &[
            ("bo.jensen@kommune.example", "private-email"),
            ("<bo@mail.example>", "private-email"),
            ("[skriv](mailto:bo@mail.example)", "private-email"),
            ("Åse.Bøe@KOMMUNE.example.", "private-email"),
            ("bo.jensen@skole.kommune.example", "private-email"),
            ("boern-og-unge@kommune.example og web@sub.kommune.example", ""),
            ("post@datatilsynet.example og presse.vagt@andre.example", ""),
            ("fornavn.efternavn@kommune.example", ""),
            ("@noerreskov og https://x.example/@bo.jensen@mail.example og @bo@social.example", ""),
            ("a@b og a @ b.dk og bo@mail", ""),
            ("x@evil-kommune.example", "private-email"),
        ],
    );
}

#[test]
fn every_part_of_a_site_is_looked_through() {
    check_rule(
        "C06",
        "\
//- content/data/accounts.csv
id;channel;name;audience_profile
a;facebook;A;Skriv til 010190-1234
#                      ^^^^^^^^^^^ C06 cpr-number
//- content/channels/facebook.md
---
title: Facebook
type: social
---
//- content/data/roles.yaml
- id: vagt
  title: Vagt
  mailbox: bo.holm@mail.example
#          ^^^^^^^^^^^^^^^^^^^^ C06 private-email warning
  phone_main: 22 33 44 55
//- content/data/measurements.csv
date;period;account;post_id;followers;note
2026-10-31;post;a;0101901239;1201901239;
2026-10-31;post;a;;10;010190-1234
#                     ^^^^^^^^^^^ C06 cpr-number
//- content/pages/a.md
---
title: 010190-1234
#      ^^^^^^^^^^^ C06 cpr-number
ukendt: x
^^^^^^ R03 unknown-field
---

Ring 22 33 44 55.
",
    );
}

#[test]
fn a_document_allows_by_kind_and_place() {
    check_rule(
        "C06",
        "\
//- content/pages/a.md
---
title: A
summary: 22 33 44 55
allow_personal_data:
  - kind: phone
    where: summary
    reason: Aftalt.
  - kind: phone
    where: Vagten
    reason: Aftalt.
  - kind: cpr
#         ^^^ R09 allowance-without-effect warning
    reason: Aftalt.
  - kind: email
    where: Findes ikke
#          ^^^^^^^^^^^ R09 allowance-nowhere warning
    reason: Aftalt.
  - kind: fax
#         ^^^ R02 unknown-choice
    reason: Aftalt.
---

## Vagten

22 33 44 55

### Om natten

22 33 44 56

## Andre

22 33 44 57
^^^^^^^^^^^ C06 private-phone warning
",
    );
}

#[test]
fn a_site_names_its_mailboxes() {
    check_rule(
        "C06",
        "\
//- content/site.yaml
title: T
municipality: M
language: da
mail_domains: [kommune.example]
checks: {C06: {mailboxes: 'byens.hus, lejrskole'}}
//- content/pages/a.md
---
title: A
---

Skriv til byens.hus@kommune.example, lejrskole@andre.example eller bo.hus@kommune.example.
#                                                                  ^^^^^^^^^^^^^^^^^^^^^^ C06 private-email warning
",
    );
}

const SITE: &str = "title: T\nmunicipality: Nørreskov Kommune\nlanguage: da\n";

fn config(profile: Profile) -> Config {
    let options = Options { today: jiff::civil::date(2026, 11, 20), profile, drafts: Drafts::Hidden, lang: None };
    let file = SourceFile::new(SourcePath::new("content/site.yaml"), SITE.as_bytes());
    Config::new(settings(&file).0.unwrap(), options)
}

/// An Exif block with one text field and, if wanted, a latitude.
fn exif(tag: u16, text: &[u8], position: &[u8]) -> Arc<[u8]> {
    let mut bytes = b"MM\0\x2a\0\0\0\x08".to_vec();
    // Two entries of the first directory; what is longer than four bytes stands behind it.
    let behind = 8 + 2 + 2 * 12 + 4;
    bytes.extend([0, 2]);
    bytes.extend(tag.to_be_bytes());
    bytes.extend([0, 2]);
    bytes.extend(u32::try_from(text.len()).unwrap().to_be_bytes());
    bytes.extend(u32::try_from(behind).unwrap().to_be_bytes());
    bytes.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1]);
    bytes.extend(u32::try_from(behind + text.len()).unwrap().to_be_bytes());
    bytes.extend([0; 4]);
    bytes.extend(text);
    bytes.extend(position);
    Arc::from(bytes)
}

/// A directory of positions: the latitude as three quotients, or nothing.
fn latitude(at: u32) -> Vec<u8> {
    let mut bytes = vec![0, 1, 0, 2, 0, 5, 0, 0, 0, 3];
    bytes.extend((at + 2 + 12 + 4).to_be_bytes());
    bytes.extend([0; 4]);
    (0..3).for_each(|_| bytes.extend([0, 0, 0, 55, 0, 0, 0, 1]));
    bytes
}

const ARTIST: u16 = 0x013b;

fn picture(exif: Option<Arc<[u8]>>, xmp: &str) -> StaticFile {
    let mut file = StaticFile::new(SourcePath::new("content/static/a.jpg"), OutPath::new("a.jpg"));
    file.metadata = Metadata { exif, xmp: (!xmp.is_empty()).then(|| Arc::from(xmp)) };
    file
}

#[test]
fn pictures_tell_no_place_and_no_name() {
    let no_position = [0; 6];
    let name = b"Bo Holm\0";
    let behind = u32::try_from(8 + 2 + 24 + 4 + name.len()).unwrap();
    let creator = "<dc:creator><rdf:Seq><rdf:li>Bo Holm</rdf:li></rdf:Seq></dc:creator>";
    let municipal = b"N\xc3\xb8rreskov Kommune\0";
    let cases: [(StaticFile, &[&str]); 7] = [
        (picture(None, ""), &[]),
        (picture(Some(exif(ARTIST, name, &no_position)), ""), &["picture-author"]),
        (picture(Some(exif(ARTIST, name, &latitude(behind))), ""), &["picture-position", "picture-author"]),
        (picture(Some(exif(ARTIST, b"\0\0\0\0\0\0\0\0", &latitude(behind))), ""), &["picture-position"]),
        (picture(None, creator), &["picture-author"]),
        (picture(None, "<x exif:GPSLatitude=\"55,40N\"/>"), &["picture-position"]),
        (picture(Some(Arc::from(&b"MM\0\x2a\xff\xff\xff\xff"[..])), "<dc:creator>"), &[]),
    ];
    for (file, expected) in cases {
        let keys: Vec<_> = pictures_of(&file, &config(Profile::Internal)).iter().map(|finding| finding.key).collect();
        assert_eq!(keys, expected, "{:?}", file.metadata);
    }
    let own = picture(Some(exif(ARTIST, municipal, &no_position)), "");
    assert_eq!(pictures_of(&own, &config(Profile::Internal)), []);
}

/// In the site for everybody, telephones, addresses and places are errors.
#[test]
fn the_public_site_is_stricter() {
    let file = picture(None, "<x exif:GPSLatitude=\"55,40N\"/>");
    let severity = |profile| pictures_of(&file, &config(profile))[0].severity;
    assert_eq!(severity(Profile::Internal), Severity::Warning);
    assert_eq!(severity(Profile::Public), Severity::Error);
}

/// Without `mail_domains` nothing is known of other houses, but of those where people have their own mailboxes.
#[test]
fn private_mailboxes_are_told_without_settings() {
    let told = |address: &str| {
        let page = format!("//- content/pages/a.md\n---\ntitle: A\n---\n\nSkriv til {address}.\n");
        findings(&files(&page)).iter().filter(|finding| finding.key == "private-email").count()
    };
    for private in ["jens@gmail.com", "jh@hotmail.dk", "post2@live.dk", "Bo@Outlook.com"] {
        assert_eq!(told(private), 1, "{private}");
    }
    for other in ["byraad@kommune.example", "kontakt@gmail.com", "redaktion@live.dk"] {
        assert_eq!(told(other), 0, "{other}");
    }
}
