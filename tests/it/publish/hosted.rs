//! Published sites behind real web servers with the settings that the program writes for them: Debian's nginx and
//! Apache, each started for the test alone, on this machine's own address. What is not installed is not tested, and a
//! line says so.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::publish::{done, site};
use crate::site::{Site, names, text};

/// A web server that ends with the test.
struct Server {
    process: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// An answer: status, head in lower case, body as it came.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Server {
    fn start(mut command: Command, port: u16) -> Self {
        let process = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut server = Self { process, port };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(server.process.try_wait().unwrap().is_none(), "the server ended: {command:?}");
            assert!(begun.elapsed() < Duration::from_secs(20), "the server does not answer");
            std::thread::sleep(Duration::from_millis(10));
        }
        server
    }

    fn get(&self, path: &str, headers: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = text(&answer[..end]).to_lowercase();
        Answer { status: head[9..12].parse().unwrap(), head, body: answer.split_off(end + 4) }
    }
}

/// A program of Debian's, or none after saying so.
#[expect(clippy::print_stdout, reason = "a test that is left out says so")]
fn program(name: &str) -> Option<PathBuf> {
    let folders = ["/usr/sbin", "/usr/bin", "/usr/local/sbin"].map(PathBuf::from);
    let found = folders.into_iter().map(|folder| folder.join(name)).find(|path| path.is_file());
    if found.is_none() {
        println!("NOT TESTED: {name} is not installed (Debian: apt-get install nginx-light apache2)");
    }
    found
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A published site whose settings for a server are written to `server/site.conf`.
fn published(base: &str, server: &str) -> Site {
    let site = site(
        30,
        &format!(
            "  web: {{profile: internal, folder: www, base: 'http://localhost{base}', host: [iis, azure, headers]}}\n"
        ),
    );
    let settings = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", &format!("{settings}embed: {{allowed_ancestors: ['https://intranet.example']}}\n"));
    done(&site.run("publish"));
    let snippet = site.run(&format!("publish --host-files {server}"));
    done(&snippet);
    site.write("server/site.conf", text(&snippet.stdout));
    open(&site.path("."));
    site
}

/// Lets everybody read: Apache gives up the rights of root.
fn open(folder: &Path) {
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
}

fn nginx(program: &Path, site: &Site) -> Server {
    let (port, folder) = (free_port(), site.path("server"));
    let folder = folder.display();
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let temporary: String = temporary.map(|name| format!("{name}_temp_path {folder}/{name};\n")).concat();
    let conf = format!(
        "daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n\
         http {{\n  include /etc/nginx/mime.types;\n  access_log off;\n  {temporary}  \
         server {{\n    listen 127.0.0.1:{port};\n    include {folder}/site.conf;\n  }}\n}}\n"
    );
    site.write("server/nginx.conf", &conf);
    let mut command = Command::new(program);
    command.arg("-c").arg(site.path("server/nginx.conf")).arg("-e").arg(site.path("server/error.log"));
    Server::start(command, port)
}

fn apache(program: &Path, site: &Site) -> Server {
    let (port, folder) = (free_port(), site.path("server"));
    let folder = folder.display();
    let modules = ["mpm_prefork", "authz_core", "alias", "dir", "mime", "headers", "filter", "deflate", "setenvif"];
    let modules: String =
        modules.map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n")).concat();
    let conf = format!(
        "ServerRoot {folder}\nServerName localhost\nDefaultRuntimeDir {folder}\nPidFile {folder}/pid\n\
         ErrorLog {folder}/error.log\nListen 127.0.0.1:{port}\n{modules}TypesConfig /etc/mime.types\n\
         User www-data\nGroup www-data\n<VirtualHost 127.0.0.1:{port}>\nInclude {folder}/site.conf\n</VirtualHost>\n"
    );
    site.write("server/apache.conf", &conf);
    let mut command = Command::new(program);
    command.arg("-X").arg("-f").arg(site.path("server/apache.conf"));
    Server::start(command, port)
}

/// All that the settings promise.
fn keeps_its_promises(server: &Server, site: &Site, base: &str) {
    let shown = site.path("www/current");
    let file = |folder: &str, wanted: &dyn Fn(&str) -> bool| {
        let name = names(&shown.join(folder)).into_iter().find(|name| wanted(name)).unwrap();
        format!("{base}{folder}/{name}")
    };
    let start = server.get(base, "");
    assert_eq!(start.status, 200, "{}", start.head);
    assert_eq!(start.body, fs::read(shown.join("index.html")).unwrap());
    for promise in [
        "content-type: text/html; charset=utf-8",
        "content-security-policy: default-src 'none'; script-src 'self'",
        "frame-ancestors 'self' https://intranet.example",
        "x-content-type-options: nosniff",
        "cache-control: max-age=60",
    ] {
        assert!(start.head.contains(promise), "{promise}: {}", start.head);
    }
    let style = server.get(&file("assets", &|name| name.ends_with(".css")), "");
    let shard = server.get(&file("search", &|name| name != "index.js"), "Accept-Encoding: gzip\r\n");
    for answer in [&style, &shard] {
        assert_eq!(answer.status, 200);
        assert!(answer.head.contains("cache-control: max-age=31536000, immutable"), "{}", answer.head);
        assert!(
            answer.head.contains("content-security-policy") && !answer.head.contains("max-age=60"),
            "{}",
            answer.head
        );
    }
    assert!(style.head.contains("content-type: text/css"), "{}", style.head);
    let largest = names(&shown.join("search"))
        .into_iter()
        .max_by_key(|name| fs::metadata(shown.join("search").join(name)).unwrap().len());
    let largest = format!("{base}search/{}", largest.unwrap());
    let (plain, packed) = (server.get(&largest, ""), server.get(&largest, "Accept-Encoding: gzip\r\n"));
    assert!(
        packed.head.contains("content-encoding: gzip") && packed.head.contains("vary: accept-encoding"),
        "{}",
        packed.head
    );
    assert!(packed.body.len() < plain.body.len() && packed.head.contains("javascript"), "{}", packed.head);
    let index = server.get(&format!("{base}search/index.js"), "");
    assert!(index.head.contains("cache-control: max-age=60"), "{}", index.head);
    let missing = server.get(&format!("{base}findes/ikke.html"), "");
    assert_eq!((missing.status, missing.body), (404, fs::read(shown.join("404.html")).unwrap()));
    assert!(missing.head.contains("content-security-policy"), "{}", missing.head);
    assert_ne!(server.get(&format!("{base}../content/site.yaml"), "").status, 200);
    assert_ne!(server.get(&format!("{base}assets/..%2f..%2f..%2f..%2fcontent/site.yaml"), "").status, 200);
    if base != "/" {
        let redirect = server.get(base.trim_end_matches('/'), "");
        assert!(redirect.status == 301 && redirect.head.contains(base), "{}", redirect.head);
    }
    // A new release is shown at once, without a word to the server.
    site.edit(1, "forandret");
    done(&site.run("publish"));
    let page = server.get(&format!("{base}sider/side-1.html"), "");
    assert!(text(&page.body).contains("forandret"));
}

#[test]
fn nginx_shows_the_site() {
    let Some(program) = program("nginx") else { return };
    for base in ["/rettesnor/", "/"] {
        let site = published(base, "nginx");
        keeps_its_promises(&nginx(&program, &site), &site, base);
    }
}

#[test]
fn apache_shows_the_site() {
    let Some(program) = program("apache2") else { return };
    for base in ["/rettesnor/", "/"] {
        let site = published(base, "apache");
        keeps_its_promises(&apache(&program, &site), &site, base);
    }
}

/// The file `.htaccess` of the site says the same as what stands in Apache's own settings.
#[test]
fn apache_reads_the_settings_in_the_site() {
    let Some(program) = program("apache2") else { return };
    let site = published("/", "apache");
    let settings = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", &settings.replace("host: [iis, azure, headers]", "host: [apache]"));
    done(&site.run("publish"));
    let folder = site.path("www/current");
    let conf = format!(
        "Alias / \"{0}/\"\n<Directory \"{0}\">\nRequire all granted\nAllowOverride All\nOptions +FollowSymLinks\n</Directory>\n",
        folder.display()
    );
    site.write("server/site.conf", &conf);
    keeps_its_promises(&apache(&program, &site), &site, "/");
}

#[test]
fn settings_files_of_other_servers_are_well_formed() {
    let site = published("/rettesnor/", "iis");
    let read = |name: &str| fs::read_to_string(site.path(&format!("www/current/{name}"))).unwrap();
    let azure: serde_json::Value = serde_json::from_str(&read("staticwebapp.config.json")).unwrap();
    assert_eq!(azure["routes"][1]["allowedRoles"][0], "authenticated");
    assert_eq!(azure["responseOverrides"]["404"]["rewrite"], "/404.html");
    let policy = azure["globalHeaders"]["Content-Security-Policy"].as_str().unwrap();
    assert!(policy.ends_with("frame-ancestors 'self' https://intranet.example"), "{policy}");
    let iis = read("web.config");
    let mut open = Vec::new();
    for tag in iis.split('<').skip(2).map(|part| part.split('>').next().unwrap()) {
        let name = tag.trim_start_matches('/').split(' ').next().unwrap().to_owned();
        match tag {
            tag if tag.starts_with('/') => assert_eq!(open.pop(), Some(name)),
            tag if tag.ends_with('/') => {}
            _ => open.push(name),
        }
    }
    assert!(open.is_empty() && iis.contains("mimeType=\"font/woff2\""), "{open:?}");
    assert!(read("_headers").starts_with("/rettesnor/*\n  Content-Security-Policy: "));
    // The files are part of the release as all others are.
    assert!(crate::publish::manifest(&site.path("www/current")).find("web.config").is_some());
}

/// Texts that were packed when they were published go out as they lie there.
#[test]
fn what_is_packed_already_goes_out_so() {
    let site = site(3, "  web: {profile: internal, folder: www, base: 'http://localhost/', precompressed: true}\n");
    let rehearsed = site.run("publish --dry-run --quiet");
    done(&rehearsed);
    done(&site.run("publish"));
    done(&site.run("verify www/current"));
    let shown = site.path("www/current");
    let packed = fs::read(shown.join("sider/side-1.html.gz")).unwrap();
    let mut page = String::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut page).unwrap();
    assert_eq!(page, fs::read_to_string(shown.join("sider/side-1.html")).unwrap());
    assert!(!shown.join("logo.svg.gz").exists(), "what is copied lies there as it is");
    let settings = site.run("publish --host-files nginx");
    assert!(text(&settings.stdout).contains("    gzip_static on;\n"), "{}", text(&settings.stdout));
    // The same site is the same release.
    let told = site.run("publish --dry-run --lang en");
    assert!(!text(&told.stdout).contains(".gz"), "{}", text(&told.stdout));
    let Some(program) = program("nginx") else { return };
    site.write("server/site.conf", text(&settings.stdout));
    open(&site.path("."));
    let server = nginx(&program, &site);
    let answer = server.get("/sider/side-1.html", "Accept-Encoding: gzip\r\n");
    assert_eq!(answer.body, packed);
    assert!(answer.head.contains("content-encoding: gzip") && answer.head.contains("max-age=60"), "{}", answer.head);
    assert!(answer.head.contains("content-type: text/html"), "{}", answer.head);
    assert_eq!(server.get("/sider/side-1.html", "").body, page.as_bytes());
}
