//! Blocks about numbers: tables of figures, charts with their tables.

use crate::model::data::Figure;
use crate::model::id::Ref;
use crate::model::kinds::Spec;
use crate::view::Part;
use crate::view::blocks::Block;
use crate::view::build::is;
use crate::view::tables::{self, Anchors};

impl<'a> Block<'a> {
    pub(super) fn figures(&self) -> Vec<Part> {
        let wanted: Vec<_> = self.all_figures().filter(|figure| self.wants_figure(figure)).collect();
        let group = self.request.parameters.group.as_deref();
        let caption = match group {
            Some(group) => tables::group_title(self.writer, group),
            None => self.writer.text("figure.key_figures"),
        };
        if group.is_some() {
            return tables::bars(self.writer, &caption, &wanted, Anchors::Elsewhere);
        }
        vec![Part::Table(tables::figures(self.writer, caption, &wanted, Anchors::Elsewhere))]
    }

    fn all_figures(&self) -> impl Iterator<Item = &'a Figure> {
        self.writer.graph.data.figures.iter().map(|filed| &filed.record)
    }

    fn wants_figure(&self, figure: &Figure) -> bool {
        let own = &self.request.parameters;
        let named = own.group.is_some() || !own.account.is_empty() || !own.audience.is_empty();
        if !named && own.channel.is_empty() && own.channels.is_empty() {
            return self.is_about_host(figure);
        }
        let channel = own.channel.is_empty() && own.channels.is_empty()
            || figure.channel.as_ref().is_some_and(|channel| own.wants_channel(channel.id()));
        let audience = own.audience.is_empty()
            || figure.audience.as_ref().is_some_and(|audience| own.wants_audience(audience.id()));
        let group = own.group.is_none() || own.group == figure.group;
        channel && audience && group && own.wants_account(figure.account.as_ref().map(Ref::id))
    }

    /// A channel's or audience's page shows its own figures, any other page all.
    fn is_about_host(&self, figure: &Figure) -> bool {
        let host = self.writer.graph.document(self.host);
        match host.spec {
            Spec::Channel(_) => is(figure.channel.as_ref(), host.key.id.as_str()),
            Spec::Audience(_) => is(figure.audience.as_ref(), host.key.id.as_str()),
            _ => true,
        }
    }

    pub(super) fn chart(&self) -> Option<Vec<Part>> {
        let own = &self.request.parameters;
        if let Some(group) = &own.group {
            let figures: Vec<_> = self.all_figures().filter(|figure| figure.group.as_ref() == Some(group)).collect();
            let title = tables::group_title(self.writer, group);
            return (!figures.is_empty()).then(|| tables::bars(self.writer, &title, &figures, Anchors::Elsewhere));
        }
        let metric = own.metric.as_ref()?.id();
        let charts = self.chart_accounts().into_iter();
        let parts: Vec<_> = charts.filter_map(|account| tables::series_chart(self.writer, metric, account)).collect();
        (!parts.is_empty()).then_some(parts)
    }

    /// The accounts that a chart is about: named, or those of the host channel.
    fn chart_accounts(&self) -> Vec<&'a str> {
        let graph = self.writer.graph;
        let host = graph.document(self.host);
        let own = &self.request.parameters.account;
        let accounts = graph.data.accounts.iter().map(|filed| &filed.record);
        let wanted = accounts.filter(|account| {
            if own.is_empty() {
                matches!(host.spec, Spec::Channel(_)) && account.channel.id() == host.key.id.as_str()
            } else {
                own.iter().any(|named| named.id() == account.id.as_str())
            }
        });
        wanted.map(|account| account.id.as_str()).collect()
    }
}
