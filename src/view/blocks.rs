//! What a fenced `view` block shows where its author has put it.
//!
//! In: the block and the document it stands in. Out: parts. What the block leaves open comes from the document: a
//! plan shows its own actions, a strategy its own channels, a channel its own accounts. An old edition shows the
//! records it was adopted with.

mod documents;
mod figures;
mod people;
mod plans;

use crate::graph::EditionIndex;
use crate::model::body::ViewCall;
use crate::model::id::{Ref, to};
use crate::model::kinds::{ChannelRole, Spec, Strategy};
use crate::model::scalar::Switch;
use crate::model::view_call::{self, ViewName, ViewProblem, ViewRequest};
use crate::view::build::{edition_of, own_target, views};
use crate::view::tables::Anchors;
use crate::view::{Part, Writer, tables};

/// Why a block shows nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockError {
    /// Its name or parameters are wrong; check C01 tells the author.
    Problems(Vec<ViewProblem>),
    /// What it is about does not exist, or is not shown.
    Nothing,
}

impl BlockError {
    /// Key of the text that stands instead of the block.
    pub fn text_key(&self) -> &'static str {
        match self {
            Self::Problems(_) => "block.wrong",
            Self::Nothing => "block.nothing",
        }
    }
}

/// A block, the document it stands in, and the page it is written on.
#[derive(Clone, Copy)]
struct Block<'a> {
    writer: &'a Writer<'a>,
    host: EditionIndex,
    call: &'a ViewCall,
    request: &'a ViewRequest,
}

/// What a block shows.
pub fn block(writer: &Writer<'_>, host: EditionIndex, call: &ViewCall) -> Result<Vec<Part>, BlockError> {
    let request = view_call::parse(call).map_err(BlockError::Problems)?;
    let block = Block { writer, host, call, request: &request };
    let parts = match request.view {
        ViewName::ChannelAudiences => block.channel_audiences(),
        ViewName::AudienceChannels => block.audience_channels(),
        ViewName::ThemeMatrix => block.theme_matrix(),
        ViewName::Actions => block.actions(),
        ViewName::Goals => block.goals(),
        ViewName::AnnualWheel => Some(block.annual_wheel()),
        ViewName::Figures => Some(block.figures()),
        ViewName::Chart => block.chart(),
        ViewName::Roles => block.roles(),
        ViewName::Accounts => Some(block.accounts()),
        ViewName::CrisisLevels => block.crisis_levels(),
        ViewName::Steps => block.steps(),
        ViewName::Flow => block.flow(),
        ViewName::Documents => Some(block.documents()),
        ViewName::Changes => block.changes(),
        ViewName::Glossary => Some(vec![Part::Table(tables::glossary(writer, Anchors::Elsewhere))]),
    };
    parts.ok_or(BlockError::Nothing)
}

impl<'a> Block<'a> {
    /// The document that a parameter names: the host's own edition where it names the host.
    fn document(&self, named: Option<&Ref<to::Document>>) -> Option<EditionIndex> {
        let graph = self.writer.graph;
        let Some(named) = named else { return Some(self.host) };
        let target = graph.vocabulary.of_kind(crate::model::id::TargetKind::AnyDocument, named.id()).ok()?;
        if target == own_target(graph.document(self.host)) { Some(self.host) } else { edition_of(graph, named) }
    }

    /// The strategy that the block is about: named, the host, the host plan's, the one in force.
    fn strategy(&self) -> Option<&'a Strategy> {
        let graph = self.writer.graph;
        let host = graph.document(self.host);
        let index = match &self.request.parameters.strategy {
            Some(named) if host.key.id.as_str() == named.id() && strategy_of(&host.spec).is_some() => Some(self.host),
            Some(named) => edition_of(graph, named),
            None => match &host.spec {
                Spec::Strategy(strategy) if !strategy.channel_roles.is_empty() => Some(self.host),
                Spec::ActionPlan(plan) => plan.strategy.as_ref().and_then(|named| edition_of(graph, named)),
                _ => graph.strategy(),
            },
        };
        strategy_of(&graph.document(index?).spec)
    }

    /// The strategy's channel roles that the block asks for.
    fn channel_roles(&self) -> Option<Vec<&'a ChannelRole>> {
        let own = &self.request.parameters;
        let wants_audience =
            |role: &ChannelRole| role.audiences.is_empty() || role.audiences.iter().any(|a| own.wants_audience(a.id()));
        Some(tables::channel_roles(self.strategy()?, |role| {
            own.wants_channel(role.channel.id()) && wants_audience(role)
        }))
    }

    fn channel_audiences(&self) -> Option<Vec<Part>> {
        let roles = self.channel_roles()?;
        let mut parts = vec![Part::Table(tables::channel_audiences(self.writer, &roles))];
        parts.extend(self.partial_note(&roles));
        Some(parts)
    }

    /// What "partly" means, where a channel reaches its audiences only in part.
    fn partial_note(&self, roles: &[&ChannelRole]) -> Option<Part> {
        let partial = roles.iter().any(|role| role.partial == Switch::On);
        partial.then(|| crate::view::build::note(crate::view::Words::plain(self.writer.text("strategy.partial_note"))))
    }

    fn audience_channels(&self) -> Option<Vec<Part>> {
        let roles = self.channel_roles()?;
        let own = &self.request.parameters;
        Some(vec![Part::Table(tables::audience_channels(self.writer, &roles, |id| own.wants_audience(id)))])
    }

    /// Whether this is the host's first block of which `is_alike` holds, so that its fragments are the page's.
    fn is_first(&self, is_alike: impl Fn(&ViewRequest) -> bool) -> bool {
        let first = views(self.writer.graph, self.host).find(|(_, request)| is_alike(request));
        first.is_some_and(|(call, _)| call.name_span == self.call.name_span)
    }
}

fn strategy_of(spec: &Spec) -> Option<&Strategy> {
    match spec {
        Spec::Strategy(strategy) => Some(strategy),
        _ => None,
    }
}
