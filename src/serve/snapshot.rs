//! One build, and the pages that someone has asked for.
//!
//! In: the inputs of a build and what it came to. Out: outputs, made now if nobody has asked for them before; and the
//! same content as the public profile has it, and a site that shows its theme, built when somebody asks for them. Never
//! changed by an edit.

#![expect(clippy::disallowed_methods, reason = "reads the files that are copied as they are")]

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use crate::diag::Located;
use crate::fs::{Failure, Folders};
use crate::pipeline::{self, Build, Inputs, Made, Memo};
use crate::source::OutPath;

/// Room for the pages that are kept, in bytes; beyond it they are made anew.
const KEPT: usize = 32 << 20;

/// One build, and the pages that someone has asked for.
pub struct Snapshot {
    build: Build,
    folders: Folders,
    inputs: Inputs,
    memo: Memo,
    made: RwLock<Pages>,
    public: OnceLock<Option<Arc<Self>>>,
    style: OnceLock<Option<Arc<Self>>>,
}

#[derive(Default)]
struct Pages {
    by_path: BTreeMap<OutPath, Arc<[u8]>>,
    bytes: usize,
}

/// Why an output of the build is not there.
#[derive(Debug)]
pub enum Missing {
    /// The build has no such output.
    Unknown,
    /// It cannot be made as the content or the theme is.
    Unmade(Vec<Located>),
    /// Its file is gone from the disk since the build.
    Gone(Failure),
}

impl Snapshot {
    /// A build of these inputs, whose sources lie in these folders; `memo` is that of the build.
    pub fn new(build: Build, inputs: Inputs, folders: Folders, memo: Memo) -> Self {
        Self { build, folders, inputs, memo, made: RwLock::default(), public: OnceLock::new(), style: OnceLock::new() }
    }

    /// The build.
    pub fn build(&self) -> &Build {
        &self.build
    }

    /// What was built.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// Where the sources lie.
    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// The same content as the public profile has it; nothing where this is the public profile already.
    pub fn public(&self) -> Option<Arc<Self>> {
        let make = || {
            let inputs = self.inputs.for_public()?;
            let mut memo = self.memo.clone();
            let build = pipeline::build(&inputs, &mut memo);
            Some(Arc::new(Self::new(build, inputs, self.folders.clone(), memo)))
        };
        self.public.get_or_init(make).clone()
    }

    /// A small site that shows every part of this one's theme.
    pub fn style(&self) -> Option<Arc<Self>> {
        let make = || {
            let inputs = self.inputs.for_style(self.build.graph())?;
            let mut memo = Memo::default();
            let build = pipeline::build(&inputs, &mut memo);
            Some(Arc::new(Self::new(build, inputs, self.folders.clone(), memo)))
        };
        self.style.get_or_init(make).clone()
    }

    /// An output, made now if nobody has asked for it before.
    pub fn output(&self, path: &OutPath) -> Result<Arc<[u8]>, Missing> {
        if let Some(bytes) = self.made.read().unwrap_or_else(PoisonError::into_inner).by_path.get(path) {
            return Ok(bytes.clone());
        }
        let bytes = match self.build.make(path).ok_or(Missing::Unknown)?.map_err(Missing::Unmade)? {
            Made::Bytes(bytes) => bytes,
            Made::Copy(from) => {
                let file = self.folders.file(&from);
                let read = fs::read(&file).map_err(|error| Missing::Gone(Failure::at("cannot_read", &file, error)));
                return read.map(Arc::from);
            }
        };
        self.keep(path, &bytes);
        Ok(bytes)
    }

    fn keep(&self, path: &OutPath, bytes: &Arc<[u8]>) {
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        if made.bytes + bytes.len() > KEPT {
            *made = Pages::default();
        }
        made.bytes += bytes.len();
        made.by_path.insert(path.clone(), bytes.clone());
    }
}
