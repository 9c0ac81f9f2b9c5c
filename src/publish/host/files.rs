//! The settings of each web server as text.
//!
//! In: a [`Site`]. Out: text. The forms are those of the servers' own manuals: nginx (`ngx_http_headers_module`,
//! `ngx_http_gzip_module`), Apache 2.4 (`mod_headers`, `mod_deflate`), IIS 10 (`system.webServer`), Azure Static Web
//! Apps (`staticwebapp.config.json`), Cloudflare Pages and Netlify (`_headers`).

use serde_json::{Value, json};

use crate::model::scalar::Switch;
use crate::model::target::TargetProfile;
use crate::publish::host::{COMPRESSED, FOR_EVER, SHORT, Site};

/// Paths, below the site's own, of files whose names carry their hash.
const HASHED: &str = r"assets/.+|search/[a-z][0-9a-f]{10}\.js";

pub(super) fn nginx(site: &Site<'_>) -> String {
    let Site { folder, base, .. } = site;
    let without_end = base.trim_end_matches('/');
    let redirect = match without_end {
        "" => String::new(),
        path => format!("location = {path} {{\n    return 301 {base};\n}}\n"),
    };
    let headers = |indent: &str, cache: &str| {
        let all = site.headers().into_iter().map(|(name, value)| (name, value, " always"));
        let all = all.chain([("Cache-Control", cache.to_owned(), "")]);
        all.map(|(name, value, when)| format!("{indent}add_header {name} \"{value}\"{when};\n")).collect::<String>()
    };
    let (short, for_ever) = (headers("    ", SHORT), headers("        ", FOR_EVER));
    let types = COMPRESSED.join(" ");
    let packed = if site.precompressed == Switch::On { "    gzip_static on;\n" } else { "" };
    format!(
        "# Put this inside the `server` block of nginx, or `include` it there.\n\
         {redirect}location ^~ {base} {{\n    alias \"{folder}/\";\n    index index.html;\n    \
         error_page 404 {base}404.html;\n    charset utf-8;\n    \
         charset_types text/html text/css text/javascript application/javascript application/json text/xml;\n    \
         gzip on;\n    gzip_vary on;\n    gzip_proxied any;\n    gzip_min_length 1000;\n    gzip_types {types};\n\
         {packed}{short}    location ~ \"^{base}({HASHED})$\" {{\n        alias \"{folder}/$1\";\n{for_ever}    }}\n}}\n"
    )
}

pub(super) fn apache(site: &Site<'_>) -> String {
    let Site { folder, base, .. } = site;
    let redirect = match base.trim_end_matches('/') {
        "" => String::new(),
        path => format!("RedirectMatch permanent \"^{path}$\" \"{base}\"\n"),
    };
    let body: String = htaccess(site).lines().skip(1).map(|line| format!("    {line}\n")).collect();
    format!(
        "# Put this inside the `VirtualHost` of Apache 2.4; it wants mod_headers, and mod_deflate with mod_filter.\n\
         {redirect}Alias \"{base}\" \"{folder}/\"\n<Directory \"{folder}\">\n    Require all granted\n    \
         AllowOverride None\n    Options -Indexes +FollowSymLinks\n{body}</Directory>\n"
    )
}

pub(super) fn htaccess(site: &Site<'_>) -> String {
    let base = site.base;
    let headers = site.headers().into_iter();
    let headers: String = headers.map(|(name, value)| format!("    Header always set {name} \"{value}\"\n")).collect();
    let types = COMPRESSED.join(" ");
    format!(
        "# Settings of Apache 2.4 for this folder; `AllowOverride All` has to let them count.\n\
         DirectoryIndex index.html\nErrorDocument 404 {base}404.html\nAddDefaultCharset utf-8\n\
         AddCharset utf-8 .css .js .json .xml\nAddType text/javascript .js\nAddType image/svg+xml .svg\n\
         <IfModule mod_headers.c>\n{headers}    Header set Cache-Control \"{SHORT}\"\n    \
         <If \"%{{REQUEST_URI}} =~ m#^{base}({HASHED})$#\">\n        \
         Header set Cache-Control \"{FOR_EVER}\"\n    </If>\n</IfModule>\n\
         <IfModule mod_deflate.c>\n    AddOutputFilterByType DEFLATE text/html {types}\n</IfModule>\n"
    )
}

pub(super) fn iis(site: &Site<'_>) -> String {
    let headers = site.headers().into_iter();
    let headers: String =
        headers.map(|(name, value)| format!("        <add name=\"{name}\" value=\"{}\" />\n", xml(&value))).collect();
    let types = [
        (".js", "text/javascript"),
        (".json", "application/json"),
        (".svg", "image/svg+xml"),
        (".woff2", "font/woff2"),
    ];
    let types = types.into_iter();
    let types: String = types
        .map(|(ending, kind)| {
            format!(
                "      <remove fileExtension=\"{ending}\" />\n      <mimeMap fileExtension=\"{ending}\" mimeType=\"{kind}\" />\n"
            )
        })
        .collect();
    let base = site.base;
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<configuration>\n  <system.webServer>\n    \
         <defaultDocument enabled=\"true\">\n      <files>\n        <clear />\n        <add value=\"index.html\" />\n      \
         </files>\n    </defaultDocument>\n    <directoryBrowse enabled=\"false\" />\n    \
         <httpErrors errorMode=\"Custom\" existingResponse=\"Replace\">\n      <remove statusCode=\"404\" />\n      \
         <error statusCode=\"404\" path=\"{base}404.html\" responseMode=\"ExecuteURL\" />\n    </httpErrors>\n    \
         <httpProtocol>\n      <customHeaders>\n        <remove name=\"X-Powered-By\" />\n{headers}      \
         </customHeaders>\n    </httpProtocol>\n    <staticContent>\n{types}      \
         <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"00:01:00\" />\n    </staticContent>\n    \
         <urlCompression doStaticCompression=\"true\" doDynamicCompression=\"false\" />\n  </system.webServer>\n  \
         <location path=\"assets\">\n    <system.webServer>\n      <staticContent>\n        \
         <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" cacheControlCustom=\"immutable\" />\n      \
         </staticContent>\n    </system.webServer>\n  </location>\n</configuration>\n"
    )
}

/// Text between quotation marks in XML.
fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

pub(super) fn azure(site: &Site<'_>) -> String {
    let headers: serde_json::Map<String, Value> = site
        .headers()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), json!(value)))
        .chain([("Cache-Control".to_owned(), json!(SHORT))])
        .collect();
    let mut assets = json!({ "route": "/assets/*", "headers": { "Cache-Control": FOR_EVER } });
    let mut all = json!({ "route": "/*" });
    let mut overrides = json!({ "404": { "rewrite": "/404.html", "statusCode": 404 } });
    if site.profile == TargetProfile::Internal {
        // Who has not signed in is sent to sign in; which accounts count is set in Azure.
        for route in [&mut assets, &mut all] {
            route["allowedRoles"] = json!(["authenticated"]);
        }
        overrides["401"] =
            json!({ "redirect": "/.auth/login/aad?post_login_redirect_uri=.referrer", "statusCode": 302 });
    }
    let mime = json!({ ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".woff2": "font/woff2" });
    let config = json!({
        "routes": [assets, all],
        "globalHeaders": headers,
        "responseOverrides": overrides,
        "mimeTypes": mime,
    });
    format!("{config:#}\n")
}

pub(super) fn headers(site: &Site<'_>) -> String {
    let all = site.headers().into_iter().map(|(name, value)| format!("  {name}: {value}\n"));
    let all: String = all.collect();
    let base = site.base;
    // Two rules for one file would give it both values: the first is taken away where the second holds.
    format!("{base}*\n{all}  Cache-Control: {SHORT}\n{base}assets/*\n  ! Cache-Control\n  Cache-Control: {FOR_EVER}\n")
}
