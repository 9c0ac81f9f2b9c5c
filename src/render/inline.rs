//! The style sheet as it stands in a page that is a single file, with the hash by which the page's policy allows it.
//!
//! In: the style sheet. Out: the same without what would end the element it stands in, and its hash (CSP3, 2.3.1).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// A style sheet to stand in a page, under the name `inline`.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Inline {
    pub style: String,
    /// SHA-256 in base64.
    pub hash: String,
}

impl Inline {
    pub(super) fn new(style: &str) -> Self {
        // Within a string or an address of a style sheet, the only places where it can mean anything, it is the same.
        let style = style.replace("</", "<\\/");
        let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
        Self { style, hash }
    }
}
