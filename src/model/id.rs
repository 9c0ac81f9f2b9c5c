//! Identity: kinds, ids and references to them.
//!
//! A thing is named by its kind and its id; an id is unique within its kind. A [`Ref`] is an id that an author
//! wrote where one kind of thing is expected; whether the thing exists is for `link` and the checks to say.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::lang::Lang;
use crate::model::record::{Decode, Form, Reader, RefUse, choice};
use crate::model::value::Node;
use crate::source::Span;

/// An id: lower-case ASCII letters, digits and hyphens.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// An id made from any text: transliterated by the language's rules, other characters as hyphens.
    pub fn from_text(text: &str, lang: Lang) -> Self {
        Self(lang.slug(text).into())
    }

    /// The id itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn is_well_formed(text: &str) -> bool {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Decode for Id {
    const FORM: Form = Form::Word;

    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Some(text) = node.scalar().map(str::trim) else { return reader.wrong_with("expected-id", "hint-id", node) };
        if Self::is_well_formed(text) {
            return Some(Self(text.into()));
        }
        let proposal = reader.lang.slug(text);
        let finding = reader.error("malformed-id", node.span);
        finding.args.extend([("found", text.to_owned()), ("nearest", proposal.clone())]);
        finding.hint = Some(if proposal.is_empty() { "hint-id" } else { "hint-write-instead" });
        // Told, and taken for the time being: what refers to it is not wrong.
        (!proposal.is_empty()).then(|| Self(proposal.into()))
    }
}

choice! {
    /// The kinds of Markdown documents.
    pub enum Kind {
        Strategy = "strategy",
        Policy = "policy",
        ActionPlan = "action_plan",
        Guideline = "guideline",
        Guide = "guide",
        CrisisPlan = "crisis_plan",
        ActionCard = "action_card",
        Theme = "theme",
        Channel = "channel",
        Audience = "audience",
        Report = "report",
        Page = "page",
    }
}

impl Kind {
    /// Whether documents of the kind are adopted, revised and replaced.
    pub fn is_governed(self) -> bool {
        use Kind::{ActionPlan, CrisisPlan, Guide, Guideline, Policy, Report, Strategy};
        matches!(self, Strategy | Policy | ActionPlan | CrisisPlan | Report | Guideline | Guide)
    }
}

choice! {
    /// The kinds of records in data files, and of records inside documents that have ids.
    pub enum RecordKind {
        Role = "role",
        OrgUnit = "org_unit",
        Account = "account",
        Metric = "metric",
        Figure = "figure",
        Population = "population",
        Value = "value",
        LocalArea = "local_area",
        Term = "term",
        Purpose = "purpose",
        Goal = "goal",
        Action = "action",
    }
}

/// What a reference may point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetKind {
    Document(Kind),
    Record(RecordKind),
    /// Any document: the id may carry its kind, `guideline:answering-comments`.
    AnyDocument,
    /// A role's id, or free words (a body that adopts, as `Byrådet`).
    RoleOrWords,
}

/// Marks the kind of thing that a [`Ref`] names.
pub trait Target {
    const KIND: TargetKind;
}

macro_rules! targets {
    ($($Mark:ident => $kind:expr,)*) => {
        $(
            #[doc = concat!("Marks references of the kind `", stringify!($Mark), "`.")]
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
            pub struct $Mark;

            impl Target for $Mark {
                const KIND: TargetKind = $kind;
            }
        )*
    };
}

/// The marks by which fields say what their references point at.
pub mod to {
    use super::{Kind, RecordKind, Target, TargetKind};

    targets! {
        Strategy => TargetKind::Document(Kind::Strategy),
        CrisisPlan => TargetKind::Document(Kind::CrisisPlan),
        ActionCard => TargetKind::Document(Kind::ActionCard),
        Theme => TargetKind::Document(Kind::Theme),
        Channel => TargetKind::Document(Kind::Channel),
        Audience => TargetKind::Document(Kind::Audience),
        Role => TargetKind::Record(RecordKind::Role),
        OrgUnit => TargetKind::Record(RecordKind::OrgUnit),
        Account => TargetKind::Record(RecordKind::Account),
        Metric => TargetKind::Record(RecordKind::Metric),
        Figure => TargetKind::Record(RecordKind::Figure),
        Population => TargetKind::Record(RecordKind::Population),
        Value => TargetKind::Record(RecordKind::Value),
        LocalArea => TargetKind::Record(RecordKind::LocalArea),
        Purpose => TargetKind::Record(RecordKind::Purpose),
        Goal => TargetKind::Record(RecordKind::Goal),
        Document => TargetKind::AnyDocument,
        RoleOrWords => TargetKind::RoleOrWords,
    }
}

/// An id written where a thing of kind `T` is expected, and where it was written.
#[derive(Clone, PartialEq, Eq)]
pub struct Ref<T> {
    id: Arc<str>,
    pub span: Span,
    mark: PhantomData<T>,
}

impl<T: Target> Ref<T> {
    /// The id as written; with its kind in front where the field takes any document.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.id)
    }
}

/// A plain id; `[[id]]` is accepted too, since that is how texts write it.
impl<T: Target> Decode for Ref<T> {
    const FORM: Form = match T::KIND {
        TargetKind::RoleOrWords => Form::Text,
        _ => Form::Word,
    };

    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Some(text) = node.scalar().map(str::trim) else {
            // An unquoted [[id]] is a list in a list to YAML.
            return match &node.value {
                super::value::Value::List(items) if items.len() == 1 => Self::decode(&items[0], reader),
                _ => reader.wrong_with("expected-id", "hint-id", node),
            };
        };
        let id = text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")).unwrap_or(text);
        let id = without_own_kind(T::KIND, id).trim();
        if id.is_empty() {
            return reader.wrong_with("expected-id", "hint-id", node);
        }
        Some(Self { id: id.into(), span: node.span, mark: PhantomData })
    }

    fn visit_refs(&self, visit: &mut dyn FnMut(RefUse<'_>)) {
        visit(RefUse { target: T::KIND, id: &self.id, span: self.span });
    }
}

/// `strategy:x` as `x` where a strategy is expected: texts write references so.
fn without_own_kind(expected: TargetKind, id: &str) -> &str {
    let key = match expected {
        TargetKind::Document(kind) => kind.key(),
        TargetKind::Record(kind) => kind.key(),
        TargetKind::RoleOrWords => RecordKind::Role.key(),
        TargetKind::AnyDocument => return id,
    };
    id.strip_prefix(key).and_then(|rest| rest.strip_prefix(':')).unwrap_or(id)
}

/// A document's name: its kind and its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocKey {
    pub kind: Kind,
    pub id: Id,
}

impl fmt::Display for DocKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.key(), self.id)
    }
}
