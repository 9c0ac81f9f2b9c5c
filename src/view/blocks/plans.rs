//! Blocks about plans: matrix, actions, goals, the annual wheel.

use std::borrow::Cow;

use crate::graph::{Plan, PlannedAction, PlannedGoal};
use crate::model::data::{Action, ActionStatus, Goal};
use crate::model::id::Ref;
use crate::model::kinds::Spec;
use crate::model::view_call::{ViewName, ViewStatus};
use crate::view::blocks::Block;
use crate::view::build::edition_of;
use crate::view::entities::{actions_by_theme, has_own_actions, own_plan, shows_own};
use crate::view::tables::{self, Anchors, WheelWords};
use crate::view::{Part, Words, Writer};

impl<'a> Block<'a> {
    /// The plan that the block is about: named, of a year, the host, the current one.
    fn plan(&self) -> Option<Cow<'a, Plan>> {
        let graph = self.writer.graph;
        let own = &self.request.parameters;
        if let Some(named) = &own.plan {
            let host = graph.document(self.host);
            let is_host = matches!(host.spec, Spec::ActionPlan(_)) && host.key.id.as_str() == named.id();
            let index = if is_host { Some(self.host) } else { edition_of(graph, named) };
            return own_plan(graph, index?);
        }
        match own.year {
            Some(year) => graph.plan(year.0).map(Cow::Borrowed),
            None => own_plan(graph, self.host).or_else(|| graph.plan(graph.current_year()?).map(Cow::Borrowed)),
        }
    }

    pub(super) fn theme_matrix(&self) -> Option<Vec<Part>> {
        let plan = self.plan()?;
        let own = &self.request.parameters;
        let table = tables::theme_matrix(
            self.writer,
            &plan,
            |theme| own.wants_theme(Some(theme)),
            |channel| own.wants_channel(channel),
        );
        Some(vec![Part::Table(table)])
    }

    pub(super) fn actions(&self) -> Option<Vec<Part>> {
        let plan = self.plan()?;
        let wanted: Vec<_> = plan
            .actions
            .iter()
            .map(|action| PlannedAction { plan: &plan, action })
            .filter(|own| self.wants_action(own.action))
            .collect();
        if self.request.is_narrowed() {
            let caption = self.narrowed_caption("table.actions", &plan);
            return Some(vec![Part::Table(tables::actions(self.writer, caption, &wanted))]);
        }
        let anchors = self.anchors(&plan, ViewName::Actions);
        if anchors == Anchors::Elsewhere && plan.edition != self.host {
            let caption = self.narrowed_caption("table.actions", &plan);
            return Some(vec![Part::Table(tables::actions(self.writer, caption, &wanted))]);
        }
        Some(actions_by_theme(self.writer, &wanted, anchors))
    }

    fn wants_action(&self, action: &Action) -> bool {
        let own = &self.request.parameters;
        let channels = own.channel.is_empty() && own.channels.is_empty()
            || action.channels.iter().any(|channel| own.wants_channel(channel.id()));
        let audiences =
            own.audience.is_empty() || action.audiences.iter().any(|audience| own.wants_audience(audience.id()));
        channels
            && audiences
            && own.wants_theme(action.theme.as_ref().map(Ref::id))
            && own.wants_responsible(action.responsible.as_ref().map(Ref::id))
            && (own.status.is_empty() || own.status.iter().any(|status| has_status(self.writer, action, *status)))
    }

    pub(super) fn goals(&self) -> Option<Vec<Part>> {
        let plan = self.plan()?;
        let wanted: Vec<_> = plan
            .goals
            .iter()
            .filter(|goal| self.wants_goal(goal))
            .map(|goal| PlannedGoal { plan: &plan, goal })
            .collect();
        let anchors = self.anchors(&plan, ViewName::Goals);
        let caption = self.narrowed_caption("table.goals", &plan);
        Some(vec![Part::Table(tables::goals(self.writer, caption, &wanted, anchors))])
    }

    fn wants_goal(&self, goal: &Goal) -> bool {
        let own = &self.request.parameters;
        let channels = own.channel.is_empty() && own.channels.is_empty()
            || goal.channel.as_ref().is_some_and(|channel| own.wants_channel(channel.id()))
            || goal
                .account
                .as_ref()
                .and_then(|account| self.channel_of(account.id()))
                .is_some_and(|channel| own.wants_channel(channel));
        let metric = own.metric.as_ref().is_none_or(|wanted| {
            goal.metric.as_ref().is_some_and(|metric| crate::metric::same(metric.id(), wanted.id()))
        });
        channels
            && metric
            && own.wants_theme(goal.theme.as_ref().map(Ref::id))
            && own.wants_account(goal.account.as_ref().map(Ref::id))
    }

    fn channel_of(&self, account: &str) -> Option<&'a str> {
        let mut accounts = self.writer.graph.data.accounts.iter().map(|filed| &filed.record);
        accounts.find(|own| own.id.as_str() == account).map(|own| own.channel.id())
    }

    /// The ring of the year and its months as a list.
    pub(super) fn annual_wheel(&self) -> Vec<Part> {
        let own = &self.request.parameters;
        let year = self.plan().map(|plan| plan.year).or(own.year.map(|year| year.0));
        let year = year.unwrap_or_else(|| self.writer.today().year());
        let wants_channel = |item: &crate::model::data::WheelItem| {
            own.channel.is_empty() && own.channels.is_empty()
                || item.channels.iter().any(|channel| own.wants_channel(channel.id()))
        };
        let wants = |item: &crate::model::data::WheelItem| {
            wants_channel(item) && own.wants_theme(item.theme.as_ref().map(Ref::id))
        };
        let ring = tables::ring(self.writer, year, wants).map(Part::Chart);
        let table = tables::annual_wheel(self.writer, year, wants, WheelWords::Brief);
        let whole = self.wheel_page(year).map(|words| Part::Note { words });
        ring.into_iter().chain([Part::Table(table)]).chain(whole).collect()
    }

    /// The way to the page of a year's wheel, where channels and roles are named.
    fn wheel_page(&self, year: i16) -> Option<Words> {
        let graph = self.writer.graph;
        let title = self.writer.texts().fill("page.annual_wheel_of", &[("year", &year.to_string())]);
        let is_there = graph.wheel_years().contains(&year);
        is_there.then(|| Words::link(title, self.writer.href_to(&graph.wheel_path(year))))
    }

    /// The rows of a plan's first whole table on its own page are where links to its records lead.
    fn anchors(&self, plan: &Plan, view: ViewName) -> Anchors {
        let is_own = plan.edition == self.host && has_own_actions(self.writer.graph, self.host);
        let first = self.is_first(|request| shows_own(self.writer.graph, self.host, request, view));
        if is_own && first && !self.request.is_narrowed() { Anchors::Here } else { Anchors::Elsewhere }
    }

    fn narrowed_caption(&self, key: &str, plan: &Plan) -> String {
        self.writer.texts().fill(key, &[("year", &plan.year.to_string())])
    }
}

fn has_status(writer: &Writer<'_>, action: &Action, status: ViewStatus) -> bool {
    match status {
        ViewStatus::Overdue => writer.graph.is_overdue(action),
        status => status.is_action(action.status.unwrap_or(ActionStatus::Planned)),
    }
}
