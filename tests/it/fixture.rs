//! Sites in one string: `//- path` begins a file, the lines after it are its text.

use std::collections::BTreeMap;

use rettesnor::config::{Drafts, Options, Profile};
use rettesnor::diag::{Format, report};
use rettesnor::pipeline::{Build, Inputs, Memo, Output, build};
use rettesnor::source::{OutPath, OwnTheme, SourceFile, SourcePath, StaticFile};

/// A site as files by path; paths are below `content/`.
#[derive(Clone, Debug, Default)]
pub struct Fixture {
    pub files: BTreeMap<String, String>,
    pub profile: Option<Profile>,
    pub drafts: Option<Drafts>,
}

/// The smallest settings; nobody minds that pages of a test stand alone.
pub const SITE: &str = "title: Prøve\nmunicipality: Prøve Kommune\nlanguage: da\nchecks: {C18: off}\n\
    accessibility: {text: Alt følger kravene., assessed_on: 2026-11-01, contact: web@proeve.example}\n";

impl Fixture {
    /// The site of a string; `site.yaml` is added where it is missing.
    pub fn new(text: &str) -> Self {
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        let mut current = None;
        for line in text.split_inclusive('\n') {
            if let Some(path) = line.strip_prefix("//- ") {
                current = Some(path.trim().to_owned());
                files.entry(path.trim().to_owned()).or_default();
            } else if let Some(path) = &current {
                files.get_mut(path).unwrap().push_str(line);
            }
        }
        files.entry("site.yaml".to_owned()).or_insert_with(|| SITE.to_owned());
        Self { files, ..Self::default() }
    }

    /// What a build gets.
    pub fn inputs(&self) -> Inputs {
        let mut sources = Vec::new();
        let mut statics = Vec::new();
        for (path, text) in &self.files {
            let source = SourcePath::new(format!("content/{path}"));
            match path.strip_prefix("static/") {
                Some(out) => statics.push(StaticFile::new(source, OutPath::new(out))),
                None => sources.push(SourceFile::new(source, text.as_bytes())),
            }
        }
        let options = Options {
            today: jiff::civil::date(2026, 11, 20),
            profile: self.profile.unwrap_or(Profile::Internal),
            drafts: self.drafts.unwrap_or(Drafts::Hidden),
            lang: None,
        };
        Inputs {
            content: "content".to_owned(),
            sources,
            statics,
            theme: OwnTheme::default(),
            options,
            refused: Vec::new(),
            history: None,
        }
    }

    /// A build with an empty memo.
    pub fn build(&self) -> Build {
        build(&self.inputs(), &mut Memo::default())
    }

    /// All findings, a line each.
    pub fn findings(&self) -> String {
        let build = self.build();
        report(build.diagnostics(), Format::Short, build.lang(), &|_| None)
    }

    /// Every output.
    pub fn outputs(&self) -> BTreeMap<String, Vec<u8>> {
        outputs(&self.build())
    }
}

/// Every output of a build, copied files as their paths.
pub fn outputs(build: &Build) -> BTreeMap<String, Vec<u8>> {
    let all = std::sync::Mutex::new(BTreeMap::new());
    let sink = |output: Output<'_>| {
        let (path, bytes) = match output {
            Output::Bytes { path, bytes, .. } => (path, bytes.to_vec()),
            Output::Copy { path, from } => (path, from.as_str().as_bytes().to_vec()),
        };
        all.lock().unwrap().insert(path.to_string(), bytes);
        Ok(())
    };
    build.make_all(&sink).unwrap();
    all.into_inner().unwrap()
}
