//! `rettesnor adopt`: a decision about a document, written into it and kept with all it shows.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use super::Ending;
use super::console::{Console, Stream};
use super::interrupt;
use super::options::{self, Common};
use crate::adopt::{Decision, KeptFile, Refusal, adopted, copy_path, kept_files};
use crate::config::{Drafts, Profile};
use crate::diag::{Located, Severity, nearest};
use crate::fs::{Adopted, Failure, Folders, put_adopted};
use crate::model::document::Origin;
use crate::model::id::DocKey;
use crate::parse::{Content, DocumentSource, Layout, parse};
use crate::pipeline::{self, Build, Inputs, Memo};
use crate::source::{SourceFile, SourcePath};

const EXAMPLES: &str = "\
Examples:
  rettesnor adopt sociale-medier --version 2.0 --by Byrådet
  rettesnor adopt \"Strategi for sociale medier\" --version 2.0 --on 2026-11-01 \\
      --by Byrådet --reference \"Møde 1. november 2026, punkt 7\"
  rettesnor adopt sociale-medier --version 2.0 --by Byrådet --summary \"Kortere og klarere\"
  rettesnor adopt sociale-medier --version 2.0 --by Byrådet --dry-run   only tell what it would do

Writes status, version, adopter, day and reference into the document and leaves the
rest as it is; keeps the version with the records that it shows in `editions/`.
If the content has errors, nothing is written. A version that is there is never replaced.";

/// Adopt a document: write the decision into it and keep the version
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, disable_version_flag = true)]
pub(super) struct Arguments {
    /// The document: its id, its title, or its file
    document: String,

    /// The version that is adopted; the one in the document, if it says one
    #[arg(long, value_name = "VERSION")]
    version: Option<String>,

    /// The day of the decision; today, if not given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = options::day)]
    on: Option<Date>,

    /// Who decided, as `Byrådet` or the id of a role; what the document says, if not given
    #[arg(long, value_name = "NAME")]
    by: Option<String>,

    /// Where the decision is on record, such as the meeting and its item
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,

    /// What changed, for the list of changes
    #[arg(long, value_name = "TEXT")]
    summary: Option<String>,

    /// Tell what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What is to be written.
struct Plan {
    work: SourceFile,
    after: Arc<[u8]>,
    copy: SourcePath,
    records: Vec<KeptFile>,
}

/// Adopts.
pub(super) fn run(own: &Arguments, common: &Common, console: &Console) -> Result<Ending, Failure> {
    interrupt::watch()?;
    let folders = common.folders()?;
    console.progress("progress.reading");
    let mut inputs = common.inputs(&folders, Drafts::Shown, console);
    inputs.options.profile = Profile::Internal;
    let mut memo = Memo::default();
    let before = pipeline::build(&inputs, &mut memo);
    let layout = Layout::new(&inputs.content, Some(&before.graph().config.settings));
    let (work, source) = document(&own.document, (&inputs, &layout), &before)?;
    let decision = decision(own, common, &source)?;
    let copy = copy_path(&layout, &source.document.key, &decision.version);
    refuse_known(&before, &source.document.key, &decision.version)?;
    let after = text_after(&work, &source, &decision)?;
    replace(&mut inputs, SourceFile::new(work.path.clone(), Arc::clone(&after)));
    let build = pipeline::build(&inputs, &mut memo);
    if build.has_errors() {
        return Ok(refused(&build, console));
    }
    let records = records(&build, &work.path, (&inputs, &layout));
    let plan = Plan { work, after, copy, records };
    let whole = with_copy(inputs, &plan);
    let build = pipeline::build(&whole, &mut memo);
    if build.has_errors() {
        return Ok(refused(&build, console));
    }
    if !own.dry_run {
        put(&plan, &folders)?;
    }
    tell(own, &plan, (common, console));
    Ok(Ending::Done)
}

/// The document that the caller means, as it is worked on.
fn document(
    asked: &str,
    (inputs, layout): (&Inputs, &Layout),
    build: &Build,
) -> Result<(SourceFile, Arc<DocumentSource>), Failure> {
    let graph = build.graph();
    let wanted = asked.to_lowercase();
    let path = asked.replace('\\', "/");
    let found: Vec<(&DocKey, &SourcePath)> = graph
        .all()
        .filter_map(|(_, edition)| {
            let document = &edition.source.document;
            let file = graph.vocabulary.file_of(&document.key)?;
            let is_named = document.key.id.as_str() == wanted
                || document.key.to_string() == wanted
                || document.meta.title.to_lowercase() == wanted
                || path.ends_with(file.as_str());
            is_named.then_some((&document.key, file))
        })
        .collect();
    let mut files: Vec<_> = found.iter().map(|(_, file)| *file).collect();
    files.dedup();
    match files.as_slice() {
        [file] => {
            let source = inputs.sources.iter().find(|source| source.path == **file);
            let source = source.ok_or_else(|| unknown(asked, build))?;
            let Content::Document(read) = parse(source, layout).content else { return Err(unknown(asked, build)) };
            Ok((source.clone(), read))
        }
        [] => Err(unknown(asked, build)),
        _ => {
            let keys: Vec<_> = found.iter().map(|(key, _)| format!("`{key}`")).collect();
            Err(Failure::usage("several_documents").with("name", asked).with("known", keys.join(", ")))
        }
    }
}

fn unknown(asked: &str, build: &Build) -> Failure {
    let documents = || build.graph().all().map(|(_, edition)| &edition.source.document);
    let governed = || documents().filter(|document| document.governance.is_some());
    let ids = governed().map(|document| document.key.id.as_str());
    let titles = governed().map(|document| document.meta.title.as_str());
    let failure = Failure::usage("no_document").with("name", asked);
    match nearest(asked, ids.chain(titles)) {
        Some(near) => failure.with("nearest", near).hint("no_document.nearest"),
        None => failure.hint("no_document.hint"),
    }
}

fn decision(own: &Arguments, common: &Common, source: &DocumentSource) -> Result<Decision, Failure> {
    let document = &source.document;
    let version = own.version.clone().or_else(|| document.version().map(str::to_owned));
    let version = version.ok_or_else(|| Failure::usage("no_version").hint("no_version.hint"))?;
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_');
    if version.is_empty() || version.starts_with('.') || !version.chars().all(is_name) {
        return Err(Failure::usage("odd_version").with("version", version).hint("odd_version.hint"));
    }
    let told = document.governance.as_ref().is_some_and(|governance| governance.adopted_by.is_some());
    if own.by.is_none() && !told {
        return Err(Failure::usage("no_adopter").hint("no_adopter.hint"));
    }
    let texts = [&own.by, &own.reference, &own.summary];
    if texts.into_iter().flatten().any(|text| text.trim().is_empty() || text.contains(char::is_control)) {
        return Err(Failure::usage("odd_text").hint("odd_text.hint"));
    }
    let on = own.on.unwrap_or_else(|| common.today());
    let (by, reference, summary) = (own.by.clone(), own.reference.clone(), own.summary.clone());
    Ok(Decision { version, on, by, reference, summary })
}

fn refuse_known(build: &Build, key: &DocKey, version: &str) -> Result<(), Failure> {
    let mut family = build.graph().family(key).map(|(_, edition)| &edition.source.document);
    let known = family.find(|document| document.origin == Origin::Frozen && document.version() == Some(version));
    known.map_or(Ok(()), |document| {
        Err(Failure::usage("version_there").with("path", document.file.as_str()).hint("version_there.hint"))
    })
}

/// The document's bytes after the decision; a byte order mark stays.
fn text_after(work: &SourceFile, source: &DocumentSource, decision: &Decision) -> Result<Arc<[u8]>, Failure> {
    let text = String::from_utf8_lossy(&work.bytes);
    let plain = text.strip_prefix('\u{feff}');
    let mark = if plain.is_some() { "\u{feff}" } else { "" };
    let after = adopted(source, plain.unwrap_or(&text), decision).map_err(|refusal| match refusal {
        Refusal::NotGoverned => Failure::usage("not_adopted").with("path", work.path.as_str()).hint("not_adopted.hint"),
        Refusal::NoLines => Failure::usage("no_lines").with("path", work.path.as_str()).hint("no_lines.hint"),
    })?;
    Ok(format!("{mark}{after}").into_bytes().into())
}

fn records(build: &Build, work: &SourcePath, (inputs, layout): (&Inputs, &Layout)) -> Vec<KeptFile> {
    let graph = build.graph();
    let edition = graph.all().find(|(_, edition)| edition.source.document.file == *work);
    edition.map_or_else(Vec::new, |(index, _)| kept_files(graph, index, &inputs.sources, layout))
}

fn replace(inputs: &mut Inputs, file: SourceFile) {
    match inputs.sources.binary_search_by(|known| known.path.cmp(&file.path)) {
        Ok(at) => inputs.sources[at] = file,
        Err(at) => inputs.sources.insert(at, file),
    }
}

/// The content as it will be.
fn with_copy(mut inputs: Inputs, plan: &Plan) -> Inputs {
    replace(&mut inputs, SourceFile::new(plan.copy.clone(), Arc::clone(&plan.after)));
    let folder = plan.copy.as_str().trim_end_matches(".md");
    for record in &plan.records {
        let path = SourcePath::new(format!("{folder}/{}", record.inside));
        replace(&mut inputs, SourceFile::new(path, Arc::clone(&record.bytes)));
    }
    inputs
}

fn put(plan: &Plan, folders: &Folders) -> Result<(), Failure> {
    let (work, copy) = (folders.file(&plan.work.path), folders.file(&plan.copy));
    let folder: PathBuf = copy.with_extension("");
    let records: Vec<_> = plan.records.iter().map(|record| (record.inside.clone(), record.bytes.to_vec())).collect();
    put_adopted(&Adopted {
        work: &work,
        before: &plan.work.bytes,
        after: &plan.after,
        copy: &copy,
        folder: &folder,
        records: &records,
    })
}

fn refused(build: &Build, console: &Console) -> Ending {
    let errors = build.diagnostics().iter().filter(|finding| finding.diagnostic.severity == Severity::Error);
    let errors: Vec<Located> = errors.cloned().collect();
    console.findings(Stream::Error, &errors, build);
    console.say(&console.texts.fill("adopt.nothing", &[("tally", &console.tally(&errors))]));
    Ending::Findings
}

/// What was done, or would be: the lines of the text that change, and where everything is.
fn tell(own: &Arguments, plan: &Plan, (common, console): (&Common, &Console)) {
    let texts = console.texts;
    let base = common.base();
    let lines = changed_lines(&String::from_utf8_lossy(&plan.work.bytes), &String::from_utf8_lossy(&plan.after));
    if !lines.is_empty() {
        console.say(&format!("{base}{}\n{}", plan.work.path, lines.trim_end()));
    }
    let files = texts.count("count.files", plan.records.len());
    let copy = format!("{base}{}", plan.copy);
    let folder = copy.trim_end_matches(".md").to_owned();
    let values = [("copy", copy.as_str()), ("files", files.as_str()), ("folder", folder.as_str())];
    let told = if own.dry_run { texts.fill("adopt.would", &values) } else { texts.fill("adopt.done", &values) };
    console.say(&told);
}

/// The lines that go and come. What is written is on lines of its own, so that a set of lines tells it.
fn changed_lines(before: &str, after: &str) -> String {
    let mut told = String::new();
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count().min(rest);
    let (old, new) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| ('-', line));
    let come = new.iter().filter(|line| !old.contains(line)).map(|line| ('+', line));
    gone.chain(come).for_each(|(mark, line)| {
        let _ = writeln!(told, "  {mark} {line}");
    });
    told
}
