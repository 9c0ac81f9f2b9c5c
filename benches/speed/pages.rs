//! A build without its search index: the same stages and the same writing, each page made by itself.

use std::path::Path;

use rayon::prelude::*;
use rettesnor::config::{Drafts, Options, Profile};
use rettesnor::fs::{Folders, Native, Place, Scan, Stage, Theme, scan};
use rettesnor::pipeline::{Inputs, Made, Memo, build};

/// Builds `content` into `out`.
pub fn run(content: &Path, out: &Path) {
    let folders = Folders::find(content, &Theme::Default).expect("the content is there");
    let Scan { content, sources, statics, theme, refused } = scan(&folders);
    let today = jiff::civil::date(2026, 3, 1);
    let options = Options { today, profile: Profile::Internal, drafts: Drafts::Hidden, lang: None };
    let inputs = Inputs { content, sources, statics, theme, options, refused, history: None };
    let site = build(&inputs, &mut Memo::default());
    assert!(!site.has_errors(), "the corpus has no errors");
    let place = Place::find(out, &folders).expect("the output is elsewhere");
    let stage = Stage::begin(&place, &Native).expect("the disk takes a folder");
    let outputs: Vec<_> = site.outputs().collect();
    outputs.par_iter().for_each(|path| match site.make(path).expect("an output is made").expect("a page is made") {
        Made::Bytes(bytes) => stage.put(path, &bytes, None).expect("the disk takes a file"),
        Made::Copy(from) => stage.copy(path, &from, &folders).expect("the disk takes a file"),
    });
    stage.finish().expect("the site is put in place");
}
