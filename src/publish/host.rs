//! Settings for the web servers that show the site.
//!
//! In: where the site lies and at which address, who may frame it, for whom it is. Out: the text of a settings file.
//! All say the same: which policy pages work under, who may show them in a frame, that files whose names carry their
//! hash never change while pages do, what a missing page shows, and that text goes over the wire compressed.

mod files;

use crate::model::scalar::Switch;
use crate::model::site::Origin;
use crate::model::target::{HostFile, TargetProfile};

/// A web server whose settings can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    Iis,
    Nginx,
    Apache,
    /// Azure Static Web Apps.
    Azure,
    /// `_headers`, as Cloudflare Pages and Netlify read it.
    Headers,
}

/// What the settings depend on.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The folder that the server is to show.
    pub folder: &'a str,
    /// The path of the site on its host, with `/` at both ends.
    pub base: &'a str,
    /// Who may show the site in a frame, besides the site itself.
    pub ancestors: &'a [Origin],
    pub profile: TargetProfile,
    /// Whether files stand there packed already.
    pub precompressed: Switch,
}

/// The policy of `themes/default/page.html`, which a header can say too.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
                      form-action 'self'; base-uri 'none'";

/// Files whose names carry their hash: they never change.
const FOR_EVER: &str = "max-age=31536000, immutable";

/// Pages, and the one file of the index that keeps its name: asked for again after a minute.
const SHORT: &str = "max-age=60";

/// What goes over the wire compressed; HTML always does.
const COMPRESSED: [&str; 7] = [
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/json",
    "application/atom+xml",
    "text/xml",
    "image/svg+xml",
];

impl Server {
    /// The file of the site from which the server reads its settings; nothing where they stand elsewhere.
    pub fn file_in_site(host: HostFile) -> (Self, &'static str) {
        match host {
            HostFile::Iis => (Self::Iis, "web.config"),
            HostFile::Apache => (Self::Apache, ".htaccess"),
            HostFile::Azure => (Self::Azure, "staticwebapp.config.json"),
            HostFile::Headers => (Self::Headers, "_headers"),
        }
    }

    /// The settings, to be put into the server's own.
    pub fn settings(self, site: &Site<'_>) -> String {
        match self {
            Self::Iis => files::iis(site),
            Self::Nginx => files::nginx(site),
            Self::Apache => files::apache(site),
            Self::Azure => files::azure(site),
            Self::Headers => files::headers(site),
        }
    }

    /// The settings as a file of the site.
    pub fn settings_in_site(self, site: &Site<'_>) -> String {
        match self {
            Self::Apache => files::htaccess(site),
            other => other.settings(site),
        }
    }
}

impl Site<'_> {
    /// Headers of every answer.
    fn headers(&self) -> [(&'static str, String); 3] {
        let hosts: String = self.ancestors.iter().map(|origin| format!(" {}", origin.as_str())).collect();
        [
            ("Content-Security-Policy", format!("{POLICY}; frame-ancestors 'self'{hosts}")),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            ("Referrer-Policy", "same-origin".to_owned()),
        ]
    }
}
