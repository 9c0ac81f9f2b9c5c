//! Texts in the form in which they go over the wire, for web servers that would else pack them for each reader anew.
//!
//! In: a file of the site. Out: the file beside it, whose name ends in `.gz`; the same bytes give the same file at any
//! time. What is packed already, or small, has none.

use std::io::{self, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::source::OutPath;

/// Endings of files that are text.
const TEXTS: [&str; 9] = [".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv", ".ics"];

/// What is smaller goes over the wire in one piece anyhow.
const SMALLEST: usize = 1000;

/// The file beside a file of the site; nothing where it would save nothing.
pub fn packed(path: &OutPath, bytes: &[u8]) -> io::Result<Option<(OutPath, Vec<u8>)>> {
    if bytes.len() < SMALLEST || !TEXTS.iter().any(|ending| path.as_str().ends_with(ending)) {
        return Ok(None);
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    let packed = encoder.finish()?;
    let path = OutPath::new(format!("{path}.gz"));
    Ok((packed.len() < bytes.len()).then_some((path, packed)))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn texts_are_packed_and_small_ones_and_pictures_are_not() {
        let text = "Vi svarer i dag. ".repeat(100);
        let of = |path: &str, bytes: &[u8]| packed(&OutPath::new(path), bytes).unwrap();
        let (path, bytes) = of("a/b.html", text.as_bytes()).unwrap();
        assert_eq!((path.as_str(), bytes.len() < 200), ("a/b.html.gz", true));
        let mut again = String::new();
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut again).unwrap();
        assert_eq!(again, text);
        // Neither a time nor a name is in it: the same text is the same file.
        assert_eq!((&bytes[..4], &bytes[4..8]), (&[0x1f, 0x8b, 8, 0][..], &[0; 4][..]));
        assert_eq!(of("a/b.html", &text.as_bytes()[..999]), None);
        assert_eq!(of("a/b.png", text.as_bytes()), None);
        let noise: Vec<u8> = (0..4000_u64).map(|n| (n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8).collect();
        assert!(of("a.txt", &noise).is_none_or(|(_, packed)| packed.len() < noise.len()));
    }
}
