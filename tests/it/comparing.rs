//! `diff`, on a site on the disk: as text, in colour, as a page, and all that can be asked for and is not there.

use std::process::Output;

use crate::site::Site;

fn site() -> Site {
    let site = Site::new(1);
    let text = |version: &str, status: &str, words: &str| {
        format!(
            "---\ntitle: Strategi\nstatus: {status}\nversion: '{version}'\nadopted_on: 2026-0{}-01\n---\n\n\
             # Svar\n\nVi svarer {words}.\n\nEn \\<b> og [[side-0]].\n",
            &version[..1]
        )
    };
    site.write("content/editions/strategy/medier/1.0.md", &text("1.0", "adopted", "i morgen"));
    site.write("content/editions/strategy/medier/2.0.md", &text("2.0", "adopted", "i dag"));
    site.write("content/strategies/medier.md", &text("3.0", "draft", "straks").replace("adopted_on: 2026-03-01\n", ""));
    site.write("content/strategies/alene.md", &text("1.0", "adopted", "nu"));
    site.write("content/guidelines/alene.md", "---\ntitle: Alene\n---\nHer.\n");
    site
}

fn output(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn error(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

const DAY: &str = "--date 2026-11-20 --lang en";

#[test]
fn two_editions_are_compared_in_plain_text() {
    let site = site();
    let told = |versions: &str| {
        let made = site.run(&format!("diff strategy:medier {versions} {DAY}"));
        assert_eq!(made.status.code(), Some(0), "{versions}: {}", error(&made));
        assert!(!output(&made).contains('\u{1b}') && error(&made).contains("`Strategi`: from "), "{}", error(&made));
        output(&made)
    };
    let both = told("1.0 2.0");
    assert!(both.starts_with("Ændringer i Strategi\nDet, der er ændret fra version 1.0 til version 2.0.\n"), "{both}");
    assert!(both.contains("## Svar\nVi svarer i [-morgen-]{+dag+}.\n") && !both.contains("side-0"), "{both}");
    assert!(both.contains("  Version: [-1.0-] → {+2.0+}\n"), "{both}");
    // How the page marks words is not how they are marked here.
    assert!(both.contains("  Svar (1 ændret afsnit)\n\n") && !both.contains("understreget"), "{both}");
    // One version: from there to the newest, which is the draft; none: what the draft changes; and the other way round.
    assert!(told("1.0").contains("Vi svarer [-i morgen-]{+straks+}.\n"));
    assert!(told("").contains("Vi svarer [-i dag-]{+straks+}.\n") && told("") == told("2.0 draft"));
    assert!(told("udkast 1.0").contains("Vi svarer [-straks-]{+i morgen+}.\n"));
    let by_file = site.run(&format!("diff content/strategies/medier.md {DAY}"));
    assert_eq!(told("2.0 3.0"), output(&by_file), "{}", error(&by_file));
    assert!(error(&site.run(&format!("diff medier 2.0 2.0 {DAY}"))).contains("the text is the same in 2.0 and 2.0"));
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_the_words_are_coloured() {
    use std::io::Read;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    let site = site();
    let shown = |colour: &str| {
        let own = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&own).unwrap();
        unlockpt(&own).unwrap();
        let name = ptsname(&own, Vec::new()).unwrap().into_string().unwrap();
        let terminal = std::fs::OpenOptions::new().read(true).write(true).open(name).unwrap();
        let mut command = site.command(&format!("diff medier 1.0 2.0 {DAY}"));
        let status = command.env("NO_COLOR", colour).stdout(terminal).status().unwrap();
        drop(command);
        assert!(status.success());
        let mut told = Vec::new();
        // A terminal that nobody writes to any more is an error to read from, not its end.
        let _ = std::fs::File::from(own).read_to_end(&mut told);
        String::from_utf8(told).unwrap()
    };
    let told = shown("");
    assert!(told.contains("Vi svarer i \u{1b}[31;9mmorgen\u{1b}[0m\u{1b}[32;4mdag\u{1b}[0m."), "{told}");
    assert!(shown("1").contains("[-morgen-]{+dag+}"));
}

#[test]
fn the_page_is_one_file_that_leads_nowhere() {
    let site = site();
    let made = site.run(&format!("diff medier 1.0 2.0 --html {DAY}"));
    let page = output(&made);
    assert!(made.status.success() && page.starts_with("<!DOCTYPE html>\n<html lang=\"da\">"), "{page}");
    assert!(page.contains("morgen</del><ins>") && page.contains("<style>") && page.contains("<h1>"), "{page}");
    for way_out in ["<script", "<link", "src=", "href=\"..", ".html\"", "url("] {
        assert!(!page.contains(way_out), "{way_out}");
    }
    let kept = site.run(&format!("diff medier 1.0 2.0 --html --out rettet.html {DAY}"));
    assert!(kept.status.success() && output(&kept).is_empty(), "{}", output(&kept));
    assert_eq!(std::fs::read_to_string(site.path("rettet.html")).unwrap().trim_end(), page.trim_end());
    assert!(site.run(&format!("diff medier 1.0 2.0 --out rettet.txt {DAY}")).status.success());
    assert!(std::fs::read_to_string(site.path("rettet.txt")).unwrap().contains("{+dag+}"));
}

#[test]
fn what_is_not_there_is_a_wrong_use_and_says_what_is() {
    let site = site();
    let refused = |arguments: &str, reasons: &[&str]| {
        let made = site.run(&format!("diff {arguments} {DAY}"));
        let told = error(&made);
        assert_eq!((made.status.code(), output(&made).as_str()), (Some(2), ""), "{arguments}: {told}");
        assert!(reasons.iter().all(|reason| told.contains(reason)), "{arguments}: {told}");
    };
    refused("medie", &["`medie`", "did you mean `medier`?"]);
    refused("noget-helt-andet", &["`noget-helt-andet`"]);
    refused("alene", &["`strategy:alene`", "`guideline:alene`"]);
    refused("medier 1.1", &["`1.1`", "did you mean `1.0`?"]);
    refused("medier 1.0 9", &["`9`", "`1.0`, `2.0`, `3.0`"]);
    refused("guideline:alene", &["`guideline:alene`"]);
    refused("strategy:alene 1.0", &["`strategy:alene`", "`1.0`"]);
    refused("", &["DOCUMENT"]);
}

#[test]
fn a_site_with_errors_can_be_compared_and_a_broken_theme_cannot_write_a_page() {
    let site = site();
    site.write("content/pages/fejl.md", "---\ntitle: Fejl\n---\n[[ingenting]]\n");
    assert!(site.run(&format!("diff medier 1.0 2.0 {DAY}")).status.success());
    site.write("themes/default/document.html", "{% if %}");
    let made = site.run(&format!("diff medier 1.0 2.0 --html {DAY}"));
    assert_eq!((made.status.code(), output(&made).as_str()), (Some(1), ""), "{}", error(&made));
    assert!(error(&made).contains("document.html"), "{}", error(&made));
}
