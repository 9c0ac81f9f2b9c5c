//! What a fenced `view` block asks for, read from its words.
//!
//! In: a [`ViewCall`] as it was parsed. Out: a [`ViewRequest`], or every problem with its name and parameters.
//! Whether the ids it names exist is not known here: [`ViewRequest::references`] tells them to whoever knows.

use crate::diag::nearest;
use crate::lang::Lang;
use crate::model::body::ViewCall;
use crate::model::data::ActionStatus;
use crate::model::id::{Kind, Ref, Target, TargetKind, to};
use crate::model::record::{Decode, Reader, RefUse, choice, record};
use crate::model::scalar::{Text, Year};
use crate::model::value::Value;
use crate::source::{SourcePath, Span};

choice! {
    /// The views that an author can put into a text.
    pub enum ViewName {
        ChannelAudiences = "channel-audiences",
        AudienceChannels = "audience-channels",
        ThemeMatrix = "theme-matrix",
        Actions = "actions",
        Goals = "goals",
        AnnualWheel = "annual-wheel",
        Figures = "figures",
        Chart = "chart",
        Roles = "roles",
        Accounts = "accounts",
        CrisisLevels = "crisis-levels",
        Steps = "steps",
        Flow = "flow",
        Documents = "documents",
        Changes = "changes",
        Glossary = "glossary",
    }
}

impl ViewName {
    /// Parameters that the view takes.
    pub fn parameters(self) -> &'static [&'static str] {
        match self {
            Self::ChannelAudiences | Self::AudienceChannels => &["strategy", "channels", "channel", "audience"],
            Self::ThemeMatrix => &["plan", "year", "theme", "channels", "channel"],
            Self::Actions => &["plan", "year", "theme", "channels", "channel", "audience", "responsible", "status"],
            Self::Goals => &["plan", "year", "theme", "channels", "channel", "account", "metric"],
            Self::AnnualWheel => &["plan", "year", "theme", "channels", "channel"],
            Self::Figures => &["group", "channels", "channel", "account", "audience"],
            Self::Chart => &["group", "metric", "account"],
            Self::Roles => &["roles", "strategy", "plan", "crisis_plan"],
            Self::Accounts => &["channels", "channel", "responsible"],
            Self::CrisisLevels => &["crisis_plan"],
            Self::Steps | Self::Flow => &["guideline"],
            Self::Documents => &["kind", "status", "theme", "channels", "channel"],
            Self::Changes => &["document"],
            Self::Glossary => &[],
        }
    }
}

choice! {
    /// A status by which actions or documents are chosen.
    pub enum ViewStatus {
        Planned = "planned",
        InProgress = "in_progress",
        Done = "done",
        Postponed = "postponed",
        Cancelled = "cancelled",
        Overdue = "overdue",
        Draft = "draft",
        Consultation = "consultation",
        Adopted = "adopted",
        InForce = "in_force",
        Living = "living",
        Superseded = "superseded",
        Expired = "expired",
        Repealed = "repealed",
    }
}

impl ViewStatus {
    /// Whether an action with this status is meant; overdue is for the caller, who knows the date.
    pub fn is_action(self, status: ActionStatus) -> bool {
        self.key() == status.key()
    }
}

/// Marks references to action plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActionPlanMark;

impl Target for ActionPlanMark {
    const KIND: TargetKind = TargetKind::Document(Kind::ActionPlan);
}

record! {
    /// The parameters of all views; which of them a view takes is for [`ViewName::parameters`] to say.
    pub struct ViewParameters {
        strategy: Option<Ref<to::Strategy>>,
        plan: Option<Ref<ActionPlanMark>>,
        crisis_plan: Option<Ref<to::CrisisPlan>>,
        guideline: Option<Ref<to::Document>>,
        document: Option<Ref<to::Document>>,
        year: Option<Year>,
        theme: Vec<Ref<to::Theme>>,
        channel: Vec<Ref<to::Channel>>,
        channels: Vec<Ref<to::Channel>>,
        audience: Vec<Ref<to::Audience>>,
        responsible: Vec<Ref<to::Role>>,
        roles: Vec<Ref<to::Role>>,
        account: Vec<Ref<to::Account>>,
        metric: Option<Ref<to::Metric>>,
        group: Option<Text>,
        kind: Vec<Kind>,
        status: Vec<ViewStatus>,
    }
}

/// A view with its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewRequest {
    pub view: ViewName,
    pub parameters: ViewParameters,
}

/// What is wrong with a block, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewProblem {
    pub problem: Problem,
    pub span: Span,
    /// What the author wrote.
    pub found: String,
    /// The word that is likely meant.
    pub nearest: Option<String>,
}

/// The ways in which a block can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    UnknownView,
    /// No view takes the parameter, or not this one.
    UnknownParameter,
    /// The value is not what the parameter takes; key of the message about it.
    WrongValue(&'static str),
}

/// The request that a block makes, or all that is wrong with it.
pub fn parse(call: &ViewCall) -> Result<ViewRequest, Vec<ViewProblem>> {
    let Some(view) = ViewName::from_key(&call.name) else { return Err(vec![unknown_view(call)]) };
    let mut problems = unknown_parameters(view, call);
    // Findings are made anew below: the block knows neither its file nor its rule.
    let mut reader = Reader::new(SourcePath::new(""), Lang::default());
    let parameters = match &call.parameters.value {
        Value::Null => ViewParameters::decode(&empty(call), &mut reader),
        _ => ViewParameters::decode(&call.parameters, &mut reader),
    };
    // A parameter that nobody takes has been told already.
    problems.extend(reader.findings.iter().filter(|finding| finding.key != "unknown-field").map(|finding| {
        let argument = |name| finding.args.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
        ViewProblem {
            problem: Problem::WrongValue(finding.key),
            span: finding.span.unwrap_or(call.name_span),
            found: argument("found").unwrap_or_default(),
            nearest: argument("nearest"),
        }
    }));
    match parameters {
        Some(parameters) if problems.is_empty() => Ok(ViewRequest { view, parameters }),
        _ => Err(problems),
    }
}

fn empty(call: &ViewCall) -> crate::model::value::Node {
    crate::model::value::Node::new(call.name_span, Value::Map(Vec::new()))
}

fn unknown_view(call: &ViewCall) -> ViewProblem {
    ViewProblem {
        problem: Problem::UnknownView,
        span: call.name_span,
        found: call.name.clone(),
        nearest: nearest(&call.name, ViewName::ALL.iter().map(|view| view.key())).map(str::to_owned),
    }
}

fn unknown_parameters(view: ViewName, call: &ViewCall) -> Vec<ViewProblem> {
    let Value::Map(entries) = &call.parameters.value else { return Vec::new() };
    let known = view.parameters();
    let unknown = entries.iter().filter(|entry| !known.contains(&entry.key.as_str()));
    unknown
        .map(|entry| ViewProblem {
            problem: Problem::UnknownParameter,
            span: entry.key_span,
            found: entry.key.clone(),
            nearest: nearest(&entry.key, known.iter().copied()).map(str::to_owned),
        })
        .collect()
}

impl ViewRequest {
    /// Tells `visit` every id that the block names.
    pub fn references(&self, visit: &mut dyn FnMut(RefUse<'_>)) {
        self.parameters.visit_refs(visit);
    }

    /// Whether the view is narrowed to a part of what it can show.
    pub fn is_narrowed(&self) -> bool {
        let own = &self.parameters;
        !(own.theme.is_empty()
            && own.channel.is_empty()
            && own.channels.is_empty()
            && own.audience.is_empty()
            && own.responsible.is_empty()
            && own.account.is_empty()
            && own.status.is_empty()
            && own.metric.is_none())
    }
}

impl ViewParameters {
    /// Whether a channel is among those asked for; every channel is, where none is named.
    pub fn wants_channel(&self, id: &str) -> bool {
        let none = self.channel.is_empty() && self.channels.is_empty();
        none || self.channel.iter().chain(&self.channels).any(|channel| channel.id() == id)
    }

    /// Whether a theme is among those asked for.
    pub fn wants_theme(&self, id: Option<&str>) -> bool {
        wants(&self.theme, id)
    }

    /// Whether an audience is among those asked for.
    pub fn wants_audience(&self, id: &str) -> bool {
        wants(&self.audience, Some(id))
    }

    /// Whether a role is among those asked for.
    pub fn wants_responsible(&self, id: Option<&str>) -> bool {
        wants(&self.responsible, id)
    }

    /// Whether an account is among those asked for.
    pub fn wants_account(&self, id: Option<&str>) -> bool {
        wants(&self.account, id)
    }
}

fn wants<T: Target>(wanted: &[Ref<T>], id: Option<&str>) -> bool {
    wanted.is_empty() || wanted.iter().any(|wanted| Some(wanted.id()) == id)
}
