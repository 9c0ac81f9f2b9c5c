//! Texts without an owner, and channels without an account.

use std::collections::BTreeSet;

use crate::check::Context;
use crate::check::c07_responsibility::CODE;
use crate::diag::Diagnostic;
use crate::model::document::{Document, Status};
use crate::model::kinds::{Activity, ChannelType, Spec};

/// Findings about the documents that hold without having been adopted, of which C04 asks nothing, and the channels.
pub(super) fn look(context: &Context<'_>) -> Vec<Diagnostic> {
    let with_account: BTreeSet<&str> = context.data.accounts.iter().map(|filed| filed.record.channel.id()).collect();
    let mut findings = Vec::new();
    for document in context.work_tree() {
        findings.extend(without_owner(document));
        findings.extend(without_account(document, &with_account));
    }
    findings
}

fn without_owner(document: &Document) -> Option<Diagnostic> {
    let meta = &document.meta;
    let is_bare = meta.owner.is_none() && !meta.places.has("owner") && document.status() == Some(Status::Living);
    is_bare.then(|| {
        let finding = Diagnostic::warning(CODE, "living-without-owner", &document.file).at(meta.places.of("title"));
        finding.with("name", meta.title.as_str()).hint("hint-living-without-owner")
    })
}

/// A social channel that is said to be active, of which nobody knows who can sign in.
fn without_account(document: &Document, with_account: &BTreeSet<&str>) -> Option<Diagnostic> {
    let Spec::Channel(channel) = &document.spec else { return None };
    let is_active = channel.r#type == ChannelType::Social && channel.activity == Some(Activity::Active);
    (is_active && !with_account.contains(document.key.id.as_str())).then(|| {
        let finding = Diagnostic::info(CODE, "channel-without-account", &document.file);
        let finding = finding.at(channel.places.of("activity")).with("name", document.meta.title.as_str());
        finding.with("id", document.key.id.as_str()).hint("hint-channel-without-account")
    })
}
