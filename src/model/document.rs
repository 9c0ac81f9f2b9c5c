//! Documents: what every front matter has, what governed kinds add, and the document as a whole.

use jiff::civil::Date;

use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::id::{DocKey, Ref, to};
use crate::model::kinds::Spec;
use crate::model::record::{Decode, Form, Reader, RefUse, choice, record};
use crate::model::scalar::{Duration, Switch, Text};
use crate::model::value::Node;
use crate::source::SourcePath;

/// A document as its author wrote it, without its body.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub key: DocKey,
    pub origin: Origin,
    pub file: SourcePath,
    pub lang: Lang,
    pub meta: Meta,
    /// Status and adoption, on governed kinds.
    pub governance: Option<Governance>,
    pub spec: Spec,
}

impl Document {
    /// The status the author gave, if any.
    pub fn status(&self) -> Option<Status> {
        self.governance.as_ref().and_then(|governance| governance.status)
    }

    /// Tells `visit` every reference in the front matter.
    pub fn visit_refs(&self, visit: &mut dyn FnMut(RefUse<'_>)) {
        self.meta.visit_refs(visit);
        self.governance.visit_refs(visit);
        self.spec.visit_refs(visit);
    }

    /// The version the author gave, if any.
    pub fn version(&self) -> Option<&str> {
        self.governance.as_ref().and_then(|governance| governance.version.as_deref())
    }
}

/// Where an edition comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The file that is being worked on.
    WorkTree,
    /// A frozen copy of an adopted version, below `editions/`.
    Frozen,
}

record! {
    /// Front matter that every document may have.
    pub struct Meta {
        title: Text,
        /// Lead paragraph and search result.
        summary: Option<Text>,
        language: Option<Lang>,
        /// The document of which this is a translation.
        translation_of: Option<Ref<to::Document>>,
        /// Last part of the address, where it is not the id.
        slug: Option<Text>,
        /// Role that answers for the text.
        owner: Option<Ref<to::Role>>,
        contact: Option<Ref<to::Role>>,
        follow_up_by: Option<Ref<to::Role>>,
        readers: Vec<Readers>,
        applies_to: Vec<Ref<to::OrgUnit>>,
        last_reviewed: Option<Date>,
        review_interval: Option<Duration>,
        review_due: Option<Date>,
        legal_basis: Vec<TitledLink>,
        access: Option<Access>,
        themes: Vec<Ref<to::Theme>>,
        channels: Vec<Ref<to::Channel>>,
        audiences: Vec<Ref<to::Audience>>,
        related: Vec<Ref<to::Document>>,
        commitments: Vec<Commitment>,
        tags: Vec<Text>,
        synonyms: Vec<Text>,
        split: Option<Split>,
        /// Former addresses, kept alive.
        aliases: Vec<Text>,
        autolink: Option<Switch>,
        accept: Vec<Acceptance>,
        allow_personal_data: Vec<PersonalData>,
    }
}

impl Meta {
    /// When the document is to be reviewed: as set, or as last review and interval give it.
    pub fn next_review(&self) -> Option<Date> {
        self.review_due.or_else(|| self.review_interval?.after(self.last_reviewed?))
    }
}

record! {
    /// Front matter of kinds that are adopted.
    pub struct Governance {
        status: Option<Status>,
        version: Option<Text>,
        adopted_by: Option<Ref<to::RoleOrWords>>,
        adopted_on: Option<Date>,
        decision_reference: Option<Text>,
        case_number: Option<Text>,
        subject_codes: Vec<Text>,
        valid_from: Option<Date>,
        valid_until: Option<Validity>,
        replaces: Vec<Ref<to::Document>>,
        changes: Vec<Change>,
        retention: Option<Text>,
    }
}

choice! {
    /// What an author says of a governed document; in force, superseded and expired are computed.
    pub enum Status {
        Draft = "draft",
        Consultation = "consultation",
        Adopted = "adopted",
        Repealed = "repealed",
        /// Kept up to date without adoption, as guidelines are.
        Living = "living",
    }
}

choice! {
    /// Who should read a document.
    pub enum Readers {
        AllEmployees = "all_employees",
        Managers = "managers",
        Communication = "communication",
        Editors = "editors",
        Politicians = "politicians",
        Public = "public",
    }
}

choice! {
    /// Which build profiles show a document. A filter of what is built, not a lock.
    pub enum Access {
        Internal = "internal",
        Public = "public",
    }
}

choice! {
    /// Whether a long document is one page or a page for each chapter.
    pub enum Split {
        None = "none",
        H2 = "h2",
    }
}

/// The end of validity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    Until(Date),
    UntilFurtherNotice,
}

/// How the languages say that no end is known.
const FURTHER_NOTICE: &[&str] =
    &["indtil videre", "inntil videre", "inntil vidare", "tills vidare", "until further notice", "løbende"];

impl Decode for Validity {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.scalar() {
            Some("until_further_notice") => Some(Self::UntilFurtherNotice),
            Some(text) if FURTHER_NOTICE.contains(&text.trim().to_lowercase().as_str()) => {
                let finding = Diagnostic::error("R02", "unknown-choice", &reader.file).at(node.span);
                let finding = finding.with("found", text).with("known", "`until_further_notice`");
                reader.tell(finding.with("nearest", "until_further_notice").hint("hint-write-instead"));
                Some(Self::UntilFurtherNotice)
            }
            _ => Date::decode(node, reader).map(Self::Until),
        }
    }
}

record! {
    /// A title and where it is read: a law, a link of the footer.
    pub struct TitledLink {
        title: Text,
        url: Option<Text>,
    }
}

record! {
    /// Something the text promises.
    pub struct Commitment {
        text: Text,
        due: Option<Date>,
        fulfilled_by: Option<Ref<to::Document>>,
    }
}

record! {
    /// What changed in a version, in the author's words.
    pub struct Change {
        version: Text,
        date: Option<Date>,
        summary: Text,
    }
}

record! {
    /// A finding that the author accepts, and why.
    pub struct Acceptance {
        check: Text,
        reason: Text,
    }
}

record! {
    /// Personal data that may stand in the text; never the data itself.
    pub struct PersonalData {
        kind: PersonalDataKind,
        /// The heading or the field under which it stands; anywhere in the document, if none.
        r#where: Option<Text>,
        reason: Text,
    }
}

choice! {
    /// What can be told about a person by its form alone.
    pub enum PersonalDataKind {
        Cpr = "cpr",
        Personnummer = "personnummer",
        Fodselsnummer = "fodselsnummer",
        Phone = "phone",
        Email = "email",
    }
}

impl Decode for Lang {
    const FORM: Form = Form::Word;

    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        crate::model::record::decode_choice(node, reader, Self::ALL.iter().map(|lang| (lang.code(), *lang)))
    }
}
