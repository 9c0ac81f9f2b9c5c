use std::io::Cursor;

use super::{Form, metadata};
use crate::source::Metadata;

const EXIF: &[u8] = b"MM\0\x2a\0\0\0\x08\0\0\0\0\0\0";
const XMP: &str = "<x:xmpmeta/>";

fn read(form: Form, bytes: &[u8]) -> Metadata {
    metadata(form, &mut Cursor::new(bytes)).unwrap()
}

fn segment(kind: u8, parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let size = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&[0xff, kind][..], &size, &body].concat()
}

fn png_chunk(kind: &[u8], body: &[u8]) -> Vec<u8> {
    let size = u32::try_from(body.len()).unwrap().to_be_bytes();
    [&size[..], kind, body, &[0; 4]].concat()
}

fn riff_chunk(kind: &[u8], body: &[u8]) -> Vec<u8> {
    let size = u32::try_from(body.len()).unwrap().to_le_bytes();
    [kind, &size, body, &[0; 1][..body.len() % 2]].concat()
}

#[track_caller]
fn check(form: Form, bytes: &[u8]) {
    let found = read(form, bytes);
    assert_eq!(found.exif.as_deref(), Some(EXIF));
    assert_eq!(found.xmp.as_deref(), Some(XMP));
    // A file that ends early has what came before, and never fails.
    for end in 0..bytes.len() {
        read(form, &bytes[..end]);
    }
}

#[test]
fn blocks_are_found_in_every_form() {
    let exif = segment(0xe1, &[b"Exif\0\0", EXIF]);
    let xmp = segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", XMP.as_bytes()]);
    let scan = [0xff, 0xda, 0, 2, 1, 2, 3];
    check(Form::Jpeg, &[&[0xff, 0xd8][..], &segment(0xe0, &[b"JFIF"]), &exif, &xmp, &scan].concat());

    let xmp = png_chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", XMP.as_bytes()].concat());
    let chunks = [png_chunk(b"IDAT", &[0; 40]), png_chunk(b"eXIf", EXIF), xmp, png_chunk(b"IEND", b"")].concat();
    check(Form::Png, &[&b"\x89PNG\r\n\x1a\n"[..], &chunks].concat());

    let chunks = [riff_chunk(b"VP8 ", &[0; 5]), riff_chunk(b"EXIF", EXIF), riff_chunk(b"XMP ", XMP.as_bytes())];
    check(Form::Webp, &[&b"RIFF\0\0\0\0WEBP"[..], &chunks.concat()].concat());
}

#[test]
fn what_is_no_picture_has_no_blocks() {
    for form in [Form::Jpeg, Form::Png, Form::Webp] {
        for bytes in [&b""[..], b"<svg/>", &[0xff; 4_000]] {
            assert_eq!(read(form, bytes), Metadata::default());
        }
    }
}

/// A block that says it is larger than any is jumped over, not read into memory.
#[test]
fn large_blocks_are_jumped_over() {
    let large = png_chunk(b"eXIf", &vec![0; 300_000]);
    let bytes = [&b"\x89PNG\r\n\x1a\n"[..], &large, &png_chunk(b"IEND", b"")].concat();
    assert_eq!(read(Form::Png, &bytes).exif.as_deref(), Some(&[][..]));
}
