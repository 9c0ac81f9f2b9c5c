//! The blocks about a picture inside its file: Exif and XMP.
//!
//! In: an open file of a form that is known. Out: the two blocks, as they stand there. Pictures are large and the
//! blocks are small, so everything else is jumped over; a file that is not what its name says has none.

use std::io::{self, Read, Seek};
use std::sync::Arc;

use crate::source::Metadata;

/// The largest block that is looked at, in bytes; beyond it are thumbnails and edit histories.
const LARGEST: u64 = 256_000;
/// How many chunks of a file are looked at.
const CHUNKS: usize = 2_000;

const EXIF_MARK: &[u8] = b"Exif\0\0";
const XMP_MARK: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// In PNG, XMP is a text without compression under this name: two zeros for it, two for the languages.
const XMP_IN_PNG: &[u8] = b"XML:com.adobe.xmp\0\0\0\0\0";

/// A form of picture whose parts are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// ISO 10918-1: segments, of which APP1 holds the blocks.
    Jpeg,
    /// W3C PNG: chunks `eXIf` and `iTXt`.
    Png,
    /// RFC 9649: chunks `EXIF` and `XMP `.
    Webp,
}

/// The form of files with this ending, in lower case.
pub(super) fn form(ending: &str) -> Option<Form> {
    match ending {
        "jpg" | "jpeg" => Some(Form::Jpeg),
        "png" => Some(Form::Png),
        "webp" => Some(Form::Webp),
        _ => None,
    }
}

/// The blocks of a picture; what a broken file still has.
pub(super) fn metadata(form: Form, file: &mut (impl Read + Seek)) -> io::Result<Metadata> {
    let mut found = Metadata::default();
    let read = match form {
        Form::Jpeg => jpeg(file, &mut found),
        Form::Png => png(file, &mut found),
        Form::Webp => webp(file, &mut found),
    };
    match read {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(found),
        done => done.map(|()| found),
    }
}

fn jpeg(file: &mut (impl Read + Seek), found: &mut Metadata) -> io::Result<()> {
    if array(file)? != [0xff, 0xd8] {
        return Ok(());
    }
    for _ in 0..CHUNKS {
        let [mark, kind] = array(file)?;
        // What follows the start of scan is the picture itself.
        if mark != 0xff || kind == 0xda || kind == 0xd9 {
            return Ok(());
        }
        let size = u64::from(u16::from_be_bytes(array(file)?)).saturating_sub(2);
        if kind == 0xe1 { keep(&block(file, size)?, found) } else { jump(file, size)? }
    }
    Ok(())
}

/// Keeps a block that begins with the mark of what it is.
fn keep(block: &[u8], found: &mut Metadata) {
    if let Some(exif) = block.strip_prefix(EXIF_MARK) {
        found.exif = Some(Arc::from(exif));
    } else if let Some(xmp) = block.strip_prefix(XMP_MARK).or_else(|| block.strip_prefix(XMP_IN_PNG)) {
        found.xmp = Some(Arc::from(String::from_utf8_lossy(xmp)));
    }
}

fn png(file: &mut (impl Read + Seek), found: &mut Metadata) -> io::Result<()> {
    if array(file)? != *b"\x89PNG\r\n\x1a\n" {
        return Ok(());
    }
    for _ in 0..CHUNKS {
        let size = u64::from(u32::from_be_bytes(array(file)?));
        match &array(file)? {
            b"IEND" => return Ok(()),
            b"eXIf" => found.exif = Some(Arc::from(block(file, size)?)),
            b"iTXt" => keep(&block(file, size)?, found),
            _ => jump(file, size)?,
        }
        // The checksum.
        jump(file, 4)?;
    }
    Ok(())
}

fn webp(file: &mut (impl Read + Seek), found: &mut Metadata) -> io::Result<()> {
    let [riff, _, kind]: [[u8; 4]; 3] = [array(file)?, array(file)?, array(file)?];
    if riff != *b"RIFF" || kind != *b"WEBP" {
        return Ok(());
    }
    for _ in 0..CHUNKS {
        let kind: [u8; 4] = array(file)?;
        let size = u64::from(u32::from_le_bytes(array(file)?));
        match &kind {
            // Some programs write the mark of JPEG here too.
            b"EXIF" => {
                let block = block(file, size)?;
                found.exif = Some(Arc::from(block.strip_prefix(EXIF_MARK).unwrap_or(&block)));
            }
            b"XMP " => found.xmp = Some(Arc::from(String::from_utf8_lossy(&block(file, size)?))),
            _ => jump(file, size)?,
        }
        // Chunks begin at even places.
        jump(file, size % 2)?;
    }
    Ok(())
}

fn array<const N: usize>(file: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// The next bytes; none of a block that is too large, which is jumped over.
fn block(file: &mut (impl Read + Seek), size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if size > LARGEST {
        jump(file, size)?;
    } else {
        file.by_ref().take(size).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn jump(file: &mut impl Seek, size: u64) -> io::Result<()> {
    file.seek_relative(i64::try_from(size).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests;
