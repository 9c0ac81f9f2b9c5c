//! C03: what the plan does reaches whom the strategy wants to reach.
//!
//! **What.** In the plans of this year and later ones: each theme has an action on a channel that, by the strategy's
//! `channel_roles` as they hold today, serves the theme's audiences; each channel of the strategy that is in use has
//! an action; no action is planned on a channel that is closed or passive by then, or not open yet; and there are no
//! more themes than the strategy's `max_themes_per_year`. No channel stands twice in `channel_roles`. Themes without any action are for C20.
//!
//! **Why.** A story for senior citizens that runs on Instagram alone is told to nobody. A channel that the strategy
//! counts on and that no action uses costs time without a purpose. "Few themes" is what makes them heard.
//!
//! **Mend.** Add a channel to the action, or an action to the plan; change the strategy where it is the one that is
//! wrong.
//!
//! Source: Albertslund's strategy (channel table, few themes, one year at a time); Västervik on channels that are not
//! used.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::check::plans::{Placed, PlanSheet, is_open};
use crate::check::{Context, Examples, Rule};
use crate::diag::Diagnostic;
use crate::model::data::Action;
use crate::model::document::{Document, Status};
use crate::model::id::{Kind, Ref, TargetKind, to};
use crate::model::kinds::{Activity, Channel, ChannelRole, ChannelType, Spec, Strategy};
use crate::source::Span;
use crate::vocabulary::Unresolved;

const CODE: &str = "C03";

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_site: Some(site),
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c03.passing.txt"),
            failing: include_str!("examples/c03.failing.txt"),
        },
    )
};

const CHANNEL: TargetKind = TargetKind::Document(Kind::Channel);

/// Channels by their ids, each with its document.
type Channels<'a> = BTreeMap<&'a str, (&'a Document, &'a Channel)>;

fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let channels: Channels<'_> = context
        .work_tree()
        .filter_map(|document| match &document.spec {
            Spec::Channel(channel) => Some((document.key.id.as_str(), (document, channel.as_ref()))),
            _ => None,
        })
        .collect();
    let in_force = context.work_tree().filter(|document| document.status() != Some(Status::Repealed));
    let mut findings: Vec<_> = in_force.flat_map(twice).collect();
    for sheet in context.current_plans() {
        let themes = context.themes_of(&sheet);
        if let Some(strategy) = context.strategy_of(sheet.plan) {
            findings.extend(too_many(&sheet, strategy, themes.len()));
            findings.extend(themes.iter().filter_map(|(theme, span)| unreached(theme, *span, &sheet, strategy)));
            findings.extend(unused(&sheet, strategy, (&channels, context)));
        }
        let actions = sheet.actions.iter().filter(|action| is_open(action.record));
        findings.extend(actions.flat_map(|action| out_of_use(action, &channels)));
    }
    findings
}

fn too_many(sheet: &PlanSheet<'_>, strategy: &Strategy, count: usize) -> Option<Diagnostic> {
    let most = strategy.max_themes_per_year?;
    let document = &sheet.source.document;
    (count > most as usize).then(|| {
        Diagnostic::warning(CODE, "too-many-themes", &document.file)
            .at(document.meta.places.of("themes"))
            .with("plan", document.meta.title.as_str())
            .with("count", count.to_string())
            .with("most", most.to_string())
            .hint("hint-too-many-themes")
    })
}

/// A theme with actions, none of them on a channel that serves its audiences.
fn unreached(theme: &Document, span: Span, sheet: &PlanSheet<'_>, strategy: &Strategy) -> Option<Diagnostic> {
    let audiences: BTreeSet<&str> = theme.meta.audiences.iter().map(Ref::id).collect();
    let serves = |role: &&ChannelRole| role.audiences.iter().any(|audience| audiences.contains(audience.id()));
    let serving: BTreeSet<&str> = strategy.channel_roles.iter().filter(serves).map(|role| role.channel.id()).collect();
    let id = theme.key.id.as_str();
    let actions: Vec<&Action> = sheet.acting().filter(|action| action.has_theme(id)).collect();
    let reaches = |action: &&Action| action.channels.iter().any(|channel| serving.contains(channel.id()));
    if audiences.is_empty() || strategy.channel_roles.is_empty() || actions.is_empty() || actions.iter().any(reaches) {
        return None;
    }
    let finding = Diagnostic::warning(CODE, "theme-not-reaching", &sheet.source.document.file).at(span);
    let finding = finding.with("name", theme.meta.title.as_str());
    if serving.is_empty() {
        return Some(finding.hint("hint-no-channel-serves"));
    }
    let channels: Vec<_> = serving.iter().map(|channel| format!("`{channel}`")).collect();
    Some(finding.with("channels", channels.join(", ")).hint("hint-theme-not-reaching"))
}

/// Channels in use that the strategy counts on and no action of the plan uses.
fn unused(sheet: &PlanSheet<'_>, strategy: &Strategy, all: (&Channels<'_>, &Context<'_>)) -> Vec<Diagnostic> {
    let (channels, context) = all;
    // A name that is nearly a channel's is told by C01, and the channel is used.
    let meant = |named: &Ref<to::Channel>| match context.vocabulary.of_kind(CHANNEL, named.id()) {
        Err(Unresolved::Unknown { nearest: Some(nearest) }) => nearest,
        _ => named.id().to_owned(),
    };
    let used: BTreeSet<String> = sheet.acting().flat_map(|action| &action.channels).map(meant).collect();
    if used.is_empty() {
        return Vec::new();
    }
    let roles = strategy.channel_roles.iter().filter(|role| !used.contains(role.channel.id()));
    let in_use = roles.filter_map(|role| channels.get(role.channel.id())).filter(|(_, channel)| is_in_use(channel));
    let finding = |(document, channel): &(&Document, &Channel)| {
        let file = &sheet.source.document.file;
        // What is used a little may well go without for a year.
        let finding = match channel.activity {
            Some(Activity::Limited) => Diagnostic::info(CODE, "channel-without-action", file),
            _ => Diagnostic::warning(CODE, "channel-without-action", file),
        };
        finding
            .at(sheet.plan.places.of("strategy"))
            .with("name", document.meta.title.as_str())
            .with("plan", sheet.source.document.meta.title.as_str())
            .hint("hint-channel-without-action")
    };
    in_use.map(finding).collect()
}

fn is_in_use(channel: &Channel) -> bool {
    !matches!(channel.activity, Some(Activity::Passive | Activity::Planned | Activity::Closed))
        && channel.closed.is_none()
        // The press and meetings are used when there is a reason, not by plan.
        && !matches!(channel.r#type, ChannelType::Press | ChannelType::Meeting)
}

/// Channels that stand twice in a strategy's `channel_roles`: one of them is meant to be another.
fn twice(document: &Document) -> Vec<Diagnostic> {
    let Spec::Strategy(strategy) = &document.spec else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let again = strategy.channel_roles.iter().filter(|role| !seen.insert(role.channel.id()));
    let told = again.map(|role| {
        let finding = Diagnostic::warning(CODE, "channel-role-twice", &document.file).at(role.channel.span);
        finding.with("name", role.channel.id()).hint("hint-channel-role-twice")
    });
    told.collect()
}

/// Channels of an action that cannot be used when it happens.
fn out_of_use<'a>(action: &'a Placed<'_, Action>, channels: &'a Channels<'_>) -> impl Iterator<Item = Diagnostic> {
    let Placed { file, record } = action;
    record.channels.iter().filter_map(move |named: &Ref<to::Channel>| {
        let (document, channel) = channels.get(named.id())?;
        let (key, hint) = obstacle(channel, record)?;
        let finding = Diagnostic::warning(CODE, key, file).at(named.span);
        let finding = finding.with("channel", document.meta.title.as_str()).with("name", record.title.as_str());
        Some(finding.hint(hint))
    })
}

/// Why an action cannot use a channel, and what to do about it.
fn obstacle(channel: &Channel, action: &Action) -> Option<(&'static str, &'static str)> {
    let last_day = action.deadline.or(action.start);
    let is_after = |day: Date| last_day.is_none_or(|last| last > day);
    let is_closed = match channel.closed {
        Some(closed) => is_after(closed),
        None => channel.activity == Some(Activity::Closed),
    };
    let opens_later = channel.opened.is_some_and(|opened| last_day.is_some_and(|last| last < opened));
    if is_closed {
        Some(("action-on-closed-channel", "hint-other-channel"))
    } else if channel.activity == Some(Activity::Passive) {
        Some(("action-on-passive-channel", "hint-passive-channel"))
    } else if opens_later {
        Some(("action-before-opening", "hint-before-opening"))
    } else {
        None
    }
}
