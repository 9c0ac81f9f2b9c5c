//! A target in `site.yaml`: where the site is published to, in which way, and for whom.
//!
//! In: the fields of one target. Out: a [`Target`], whose [`Way`] has all that it needs and nothing that means nothing
//! to it. Whether the place exists is for the edge to find out.

#[cfg(test)]
mod tests;

use crate::diag::Diagnostic;
use crate::model::record::{Decode, Reader, choice, record};
use crate::model::scalar::{Switch, Text};
use crate::model::shape::{Describe, Shape};
use crate::model::value::Node;
use crate::source::Span;

/// How many releases are kept where nothing else is said.
const KEPT: u32 = 5;

/// The release that is shown and one to go back to.
const FEWEST_KEPT: u32 = 2;

choice! {
    /// For whom a target is built.
    pub enum TargetProfile {
        Internal = "internal",
        Public = "public",
    }
}

choice! {
    /// How a site lies in the folder that it is published to.
    pub enum TargetLayout {
        /// `releases/` and `current`, to which the web server points.
        Releases = "releases",
        /// The folder itself holds the site.
        Plain = "plain",
    }
}

choice! {
    /// A web server that reads settings from a file of the site.
    pub enum HostFile {
        Iis = "iis",
        Apache = "apache",
        Azure = "azure",
        Headers = "headers",
    }
}

record! {
    /// A target as it is written.
    pub struct TargetFields {
        profile: TargetProfile,
        drafts: Option<Switch>,
        base: Option<Text>,
        host: Vec<HostFile>,
        precompressed: Option<Switch>,
        keep: Option<u32>,
        folder: Option<Text>,
        layout: Option<TargetLayout>,
        remote: Option<Text>,
        branch: Option<Text>,
        program: Option<Text>,
        args: Vec<Text>,
        removal_args: Vec<Text>,
        success_codes: Vec<u32>,
        file: Option<Text>,
    }
}

/// A target that can be published to.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    pub profile: TargetProfile,
    pub drafts: Switch,
    /// The address that readers will find the site at, with `/` at its end.
    pub base: Option<Text>,
    /// Files for web servers that are put into the site.
    pub host: Vec<HostFile>,
    /// Whether each text stands beside itself in the form in which it goes over the wire.
    pub precompressed: Switch,
    /// How many releases are kept, the current one among them.
    pub keep: u32,
    pub way: Way,
}

/// In which way the site gets there.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    Folder {
        folder: Text,
        layout: TargetLayout,
    },
    Git {
        remote: Text,
        branch: Text,
    },
    Command {
        program: Text,
        args: Vec<Text>,
        /// With what the program is run once more where files are to be removed.
        removal_args: Vec<Text>,
        /// The exit codes that mean that it went well.
        success_codes: Vec<u32>,
    },
    Zip {
        file: Text,
    },
}

impl Target {
    /// The path of the site on its host: `/` or `/rettesnor/`.
    pub fn base_path(&self) -> &str {
        let rest = self.base.as_deref().and_then(|base| base.split_once("://")).map(|(_, rest)| rest);
        rest.and_then(|rest| rest.find('/').map(|at| &rest[at..])).unwrap_or("/")
    }
}

impl Decode for Target {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        let told = reader.findings.len();
        let fields = TargetFields::decode(node, reader)?;
        // What was wrong in the fields has been told; more about it would be said twice.
        if reader.findings.len() > told {
            return None;
        }
        let finding = fields.wrong(node.span, reader);
        match finding {
            Some(finding) => {
                reader.tell(finding);
                None
            }
            None => fields.settle(),
        }
    }
}

impl Describe for Target {
    fn shape() -> Shape {
        TargetFields::shape()
    }
}

impl TargetFields {
    /// The ways that are given, by the field that says so and the fields that belong to it.
    fn ways(&self) -> Vec<(&'static str, &'static [&'static str])> {
        let all: [(&Option<Text>, &'static str, &'static [&'static str]); 4] = [
            (&self.folder, "folder", &["layout"]),
            (&self.remote, "remote", &["branch"]),
            (&self.program, "program", &["args", "removal_args", "success_codes"]),
            (&self.file, "file", &[]),
        ];
        all.into_iter().filter(|(given, ..)| given.is_some()).map(|(_, name, own)| (name, own)).collect()
    }

    /// The names of the fields of a way that are given.
    fn parts(&self) -> Vec<&'static str> {
        let all = [
            (self.layout.is_some(), "layout"),
            (self.branch.is_some(), "branch"),
            (!self.args.is_empty(), "args"),
            (!self.removal_args.is_empty(), "removal_args"),
            (!self.success_codes.is_empty(), "success_codes"),
        ];
        all.into_iter().filter(|(given, _)| *given).map(|(_, name)| name).collect()
    }

    /// What is wrong with the fields as a whole.
    fn wrong(&self, own: Span, reader: &Reader) -> Option<Diagnostic> {
        let error = |key: &'static str, span: Span| Diagnostic::error("R02", key, &reader.file).at(span);
        let at = |field: &str| self.places.of(field);
        let (way, parts) = match self.ways().as_slice() {
            [] => return Some(error("target-without-way", own).hint("hint-target-way")),
            [one] => *one,
            [(one, _), (other, _), ..] => {
                let finding = error("target-two-ways", at(other)).with("field", *one).with("other", *other);
                return Some(finding.hint("hint-target-way"));
            }
        };
        if let Some(idle) = self.parts().into_iter().find(|part| !parts.contains(part)) {
            let finding = error("target-idle-field", at(idle)).with("field", idle).with("other", way);
            return Some(finding.hint("hint-remove-field"));
        }
        if way == "remote" && self.branch.is_none() {
            return Some(error("missing-field", own).with("field", "branch").hint("hint-add-field"));
        }
        if self.profile == TargetProfile::Public && self.drafts == Some(Switch::On) {
            return Some(error("target-public-drafts", at("drafts")).hint("hint-remove-field").with("field", "drafts"));
        }
        if self.keep.is_some_and(|keep| keep < FEWEST_KEPT) {
            return Some(error("target-keeps-too-few", at("keep")).hint("hint-target-keep"));
        }
        self.wrong_text(&error)
    }

    fn wrong_text(&self, error: &dyn Fn(&'static str, Span) -> Diagnostic) -> Option<Diagnostic> {
        let at = |field: &str| self.places.of(field);
        if let Some(base) = self.base.as_deref().filter(|base| !is_base(base)) {
            return Some(error("target-wrong-base", at("base")).with("found", base).hint("hint-target-base"));
        }
        let branch = self.branch.as_deref().filter(|branch| !is_branch(branch))?;
        Some(error("target-wrong-branch", at("branch")).with("found", branch).hint("hint-target-branch"))
    }

    fn settle(self) -> Option<Target> {
        let way = match (self.folder, self.remote, self.program, self.file) {
            (Some(folder), ..) => Way::Folder { folder, layout: self.layout.unwrap_or(TargetLayout::Releases) },
            (_, Some(remote), ..) => Way::Git { remote, branch: self.branch? },
            (_, _, Some(program), _) => Way::Command {
                program,
                args: self.args,
                removal_args: self.removal_args,
                success_codes: self.success_codes,
            },
            (_, _, _, Some(file)) => Way::Zip { file },
            _ => return None,
        };
        Some(Target {
            profile: self.profile,
            drafts: self.drafts.unwrap_or_default(),
            base: self.base,
            host: self.host,
            precompressed: self.precompressed.unwrap_or_default(),
            keep: self.keep.unwrap_or(KEPT),
            way,
        })
    }
}

/// An address of the web that a folder of pages may have.
fn is_base(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_plain = |rest: &str| rest.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/%".contains(c));
    rest.is_some_and(|rest| rest.ends_with('/') && !rest.starts_with('/') && is_plain(rest) && !rest.contains("//"))
}

/// A name that git takes for a branch, of the signs that need no quotes anywhere.
fn is_branch(text: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && !part.starts_with(['.', '-']) && !part.ends_with(".lock");
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "-._/".contains(c);
    text.split('/').all(is_part) && text.chars().all(is_sign) && !text.contains("..") && !text.ends_with('.')
}
