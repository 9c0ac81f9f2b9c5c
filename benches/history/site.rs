//! What the history costs a whole build and the preview.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::preview::Server;
use crate::{median, repository, timed};

/// Builds into no folder yet, with drafts, so that all documents are pages in both sites: as it is, with all editions
/// and redlines from a history that is remembered; and in a copy that no repository has.
pub fn builds(root: &Path) {
    let bare = root.with_extension("bare");
    copy(&root.join("content"), &bare.join("content"));
    let of = |folder: &Path| {
        build(folder);
        median(|| {
            fs::remove_dir_all(folder.join("public")).expect("the site can be removed");
            timed(|| build(folder))
        })
    };
    let (with, without) = (of(root), of(&bare));
    println!("  build without       {without:8.1} ms, {} pages", pages(&bare));
    println!("  build with          {with:8.1} ms, {} pages, {:.2} x without", pages(root), with / without);
    fs::remove_dir_all(&bare).expect("the copy can be removed");
}

/// From the end of `git commit` until the preview tells who has made it.
pub fn serve(root: &Path) {
    let server = Server::rettesnor(root);
    let edited = repository::edited(root);
    let name = edited.file_stem().expect("a name").to_string_lossy().into_owned();
    let page = format!("/retningslinjer/{name}.html");
    assert!(server.get(&page).is_some_and(|answer| answer.contains("200 OK")), "{page} is served");
    let mut number = 0;
    let time = median(|| {
        number += 1;
        let words = format!("Rettelse {}.", 1_000 + number);
        repository::edit(&edited, &words);
        server.wait_for(&page, &words);
        let author = format!("Forfatter {number}");
        repository::commit_as(root, &author);
        let begun = Instant::now();
        server.wait_for(&page, &author);
        begun.elapsed().as_secs_f64() * 1e3
    });
    println!("  served after commit {time:8.1} ms");
}

fn build(folder: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rettesnor"));
    command.args(["build", "--drafts", "--quiet", "--format", "short", "--date", "2026-03-01"]).current_dir(folder);
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("the program starts");
    assert!(status.success(), "{} is built", folder.display());
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path)
}

fn pages(folder: &Path) -> usize {
    files(&folder.join("public")).filter(|file| file.extension().is_some_and(|ending| ending == "html")).count()
}

fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).expect("a file lies in its folder"));
        fs::create_dir_all(target.parent().expect("a file lies in a folder")).expect("a folder can be made");
        fs::copy(&file, target).expect("a file can be copied");
    }
}
