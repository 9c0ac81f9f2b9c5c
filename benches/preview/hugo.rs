//! The same texts for Hugo: with checked links, lists of each folder, and the smallest templates that show them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const CONFIG: &str = "baseURL = 'http://localhost/'\nlanguageCode = 'da'\ntitle = 'Rettesnor'\n\
                      disableKinds = ['taxonomy', 'term']\n";

const FRAME: &str = "<!DOCTYPE html><html lang=\"da\"><head><title>{{ .Title }}</title></head><body><nav>\
                     {{ range .Site.Sections }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> {{ end }}</nav>\
                     <h1>{{ .Title }}</h1>{{ block \"main\" . }}{{ end }}</body></html>\n";

const SINGLE: &str = "{{ define \"main\" }}{{ .TableOfContents }}{{ .Content }}{{ end }}\n";

const LIST: &str = "{{ define \"main\" }}<ul>{{ range .RegularPagesRecursive }}\
                    <li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n";

/// Whether Hugo is installed.
pub fn is_there() -> bool {
    let mut command = Command::new("hugo");
    command.arg("version").stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Writes the site of our texts in a folder of its own.
pub fn write(folder: &Path, content: &Path) {
    put(folder, "config.toml", CONFIG);
    put(folder, "layouts/_default/baseof.html", FRAME);
    put(folder, "layouts/_default/single.html", SINGLE);
    put(folder, "layouts/_default/list.html", LIST);
    let entries = walkdir::WalkDir::new(content).into_iter().flatten();
    for entry in entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "md")) {
        let below = entry.path().strip_prefix(content).expect("a text lies in the content").to_string_lossy();
        let name = if below == "index.md" { "_index.md".to_owned() } else { below.into_owned() };
        let text = fs::read_to_string(entry.path()).expect("a text can be read");
        put(folder, &format!("content/{name}"), &with_checked_links(&text));
    }
}

/// `[[side-1|den anden]]` as Hugo has it.
fn with_checked_links(text: &str) -> String {
    let mut parts = text.split("[[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let (link, rest) = part.split_once("]]").unwrap_or((part, ""));
        let (id, words) = link.split_once('|').unwrap_or((link, link));
        format!("{text}[{words}]({{{{< relref \"{id}\" >}}}}){rest}")
    })
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
    fs::write(path, text).expect("a file can be written");
}
