//! Blocks about roles and accounts.

use crate::graph::EditionIndex;
use crate::model::data::{Account, Role};
use crate::model::id::{Ref, to};
use crate::model::kinds::Spec;
use crate::view::Part;
use crate::view::blocks::Block;
use crate::view::build::edition_of;
use crate::view::entities::{crisis_roles, own_plan};
use crate::view::tables::{self, Anchors};

impl<'a> Block<'a> {
    pub(super) fn roles(&self) -> Option<Vec<Part>> {
        let graph = self.writer.graph;
        let own = &self.request.parameters;
        let mut wanted: Vec<&str> = own.roles.iter().map(Ref::id).collect();
        let narrowed = own.strategy.is_some() || own.plan.is_some() || own.crisis_plan.is_some();
        if let Some(named) = &own.strategy {
            wanted.extend(self.roles_of_strategy(self.edition(named)?));
        }
        if let Some(named) = &own.plan {
            wanted.extend(self.roles_of_plan(self.edition(named)?));
        }
        if let Some(named) = &own.crisis_plan {
            wanted.extend(crisis_roles(graph, self.edition(named)?).into_iter().map(Ref::id));
        }
        let all = graph.data.roles.iter().map(|filed| &filed.record);
        let everybody = own.roles.is_empty() && !narrowed;
        let list: Vec<&Role> = all.filter(|role| everybody || wanted.contains(&role.id.as_str())).collect();
        Some(vec![Part::Table(tables::roles(self.writer, self.writer.text("plan.roles"), &list))])
    }

    /// The document a parameter names; the host's own edition where it names the host.
    fn edition<T: crate::model::id::Target>(&self, named: &Ref<T>) -> Option<EditionIndex> {
        let host = self.writer.graph.document(self.host);
        let is_host = T::KIND == crate::model::id::TargetKind::Document(host.key.kind);
        if is_host && host.key.id.as_str() == named.id() {
            Some(self.host)
        } else {
            edition_of(self.writer.graph, named)
        }
    }

    /// Roles that a strategy gives work: its own, those of its channels and of their accounts.
    fn roles_of_strategy(&self, index: EditionIndex) -> Vec<&'a str> {
        let graph = self.writer.graph;
        let document = graph.document(index);
        let mut roles = owners(document);
        let Spec::Strategy(strategy) = &document.spec else { return roles };
        for role in &strategy.channel_roles {
            let channel = edition_of(graph, &role.channel).map(|index| &graph.document(index).spec);
            if let Some(Spec::Channel(channel)) = channel {
                roles.extend(channel.responsible.as_ref().map(Ref::id));
            }
            let accounts = graph.data.accounts.iter().map(|filed| &filed.record);
            let own = accounts.filter(|account| account.channel.id() == role.channel.id());
            roles.extend(own.filter_map(|account| account.responsible.as_ref().map(Ref::id)));
        }
        let plan = graph.plans.iter().find(|plan| plan.strategy.as_deref() == Some(document.key.id.as_str()));
        roles.extend(
            plan.into_iter()
                .flat_map(|plan| &plan.actions)
                .flat_map(|action| action.responsible.iter().chain(&action.contributors).map(Ref::id)),
        );
        roles
    }

    fn roles_of_plan(&self, index: EditionIndex) -> Vec<&'a str> {
        let graph = self.writer.graph;
        let mut roles = owners(graph.document(index));
        let main = own_plan(graph, index).and_then(|plan| graph.plan(plan.year));
        roles.extend(
            main.into_iter()
                .flat_map(|plan| &plan.actions)
                .flat_map(|action| action.responsible.iter().chain(&action.contributors).map(Ref::id)),
        );
        roles
    }

    pub(super) fn accounts(&self) -> Vec<Part> {
        let own = &self.request.parameters;
        let host = self.writer.graph.document(self.host);
        let unnamed = own.channel.is_empty() && own.channels.is_empty();
        let accounts = self.writer.graph.data.accounts.iter().map(|filed| &filed.record);
        let list: Vec<&Account> = accounts
            .filter(|account| match host.spec {
                Spec::Channel(_) if unnamed => account.channel.id() == host.key.id.as_str(),
                _ => own.wants_channel(account.channel.id()),
            })
            .filter(|account| own.wants_responsible(account.responsible.as_ref().map(Ref::id)))
            .collect();
        let caption = self.writer.text("strategy.accounts");
        vec![Part::Table(tables::accounts(self.writer, caption, &list, Anchors::Elsewhere))]
    }
}

fn owners(document: &crate::model::document::Document) -> Vec<&str> {
    let meta = &document.meta;
    let own: [&Option<Ref<to::Role>>; 3] = [&meta.owner, &meta.contact, &meta.follow_up_by];
    own.into_iter().flatten().map(Ref::id).collect()
}
