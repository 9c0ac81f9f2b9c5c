//! Actions: compact wherever a reader needs the overview, and once in full on the plan's own page.

use crate::graph::{Plan, PlannedAction};
use crate::model::data::{Action, Budget};
use crate::model::id::{Kind, RecordKind, Ref, Target as TargetMark, to};
use crate::view::build::{columns, stacked};
use crate::view::writer::joined;
use crate::view::{Cell, Layout, Mark, Row, Table, Words, Writer};
use crate::vocabulary::Target;

/// Whether the rows of a table are where links to its records lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchors {
    Here,
    Elsewhere,
}

impl Writer<'_> {
    /// An action by its title, with a link to where it is shown in full.
    pub(in crate::view) fn action(&self, action: &Action) -> Words {
        let target = Target::Record(RecordKind::Action, action.id.clone());
        Words(vec![self.run_as(&target, action.title.to_string())])
    }

    /// A goal by its title; the id where the plan has no such goal.
    fn goal_of(&self, plan: &Plan, goal: &Ref<to::Goal>) -> Words {
        match plan.goal(goal.id()) {
            Some(own) => {
                let target = Target::Record(RecordKind::Goal, own.id.clone());
                Words(vec![self.run_as(&target, own.title.to_string())])
            }
            None => Words::plain(goal.id()),
        }
    }

    fn budget(&self, budget: Option<&Budget>) -> Words {
        let Some(budget) = budget else { return Words::default() };
        let currency = budget.currency.as_deref().unwrap_or_default();
        Words::plain(self.lang.quantity(budget.amount.0, currency))
    }
}

/// Actions in brief.
pub fn actions(writer: &Writer<'_>, caption: impl Into<String>, list: &[PlannedAction<'_>]) -> Table {
    let row = |own: &PlannedAction<'_>| {
        let action = own.action;
        let cells = vec![
            writer.optional(action.theme.as_ref()).into(),
            writer.references(&action.channels).into(),
            writer.optional(action.responsible.as_ref()).into(),
            writer.optional_date(action.deadline).into(),
            writer.action_status(action).into(),
        ];
        Row::new(writer.action(action), cells)
    };
    let keys =
        ["plan.action", "strategy.theme", "strategy.channels", "plan.responsible", "plan.deadline", "plan.status"];
    stacked(caption, columns(writer, &keys), list.iter().map(row).collect(), writer.text("empty.actions"))
}

/// Everything that is known of actions but their theme, which is the table's caption; with [`Anchors::Here`] each row is where links to its action lead.
pub fn action_details(
    writer: &Writer<'_>,
    caption: impl Into<String>,
    list: &[PlannedAction<'_>],
    anchors: Anchors,
) -> Table {
    let row = |own: &PlannedAction<'_>| {
        let cells = vec![
            treatments(writer, own.action),
            aims(writer, own),
            people(writer, own.action),
            frame(writer, own.action),
            outcome(writer, own.action),
        ];
        match anchors {
            Anchors::Here => {
                let head = Words::plain(own.action.title.as_str());
                let row = Row::new(head, cells).at(format!("action-{}", own.action.id));
                Row { brief: brief_words(writer, own.action), ..row }.marked(marks(writer, own.action))
            }
            Anchors::Elsewhere => Row::new(writer.action(own.action), cells),
        }
    };
    let keys = ["plan.action", "plan.on_channels", "plan.aims", "plan.people", "plan.frame", "plan.status"];
    let layout = if anchors == Anchors::Here { Layout::Entries } else { Layout::Stacked };
    let rows = list.iter().map(row).collect();
    Table { layout, ..stacked(caption, columns(writer, &keys), rows, writer.text("empty.actions")) }
}

/// How an action stands, when it is due, who answers for it: nothing that leads elsewhere.
fn brief_words(writer: &Writer<'_>, action: &Action) -> Words {
    let responsible = writer.optional(action.responsible.as_ref());
    let responsible: String = responsible.0.into_iter().map(|run| run.text).collect();
    let when = writer.optional_date(action.deadline).and(" · ", Words::plain(responsible));
    writer.action_status(action).and(" ", when)
}

fn marks(writer: &Writer<'_>, action: &Action) -> Vec<Mark> {
    let channels = action.channels.iter().map(|channel| writer.mark("of_channel", &writer.reference(channel)));
    let responsible = writer.mark("of_responsible", &writer.optional(action.responsible.as_ref()));
    let status = writer.mark("of_status", &writer.action_status(action));
    channels.chain([responsible, status]).flatten().collect()
}

/// What happens on each channel; channels that the text says nothing of are named too.
fn treatments(writer: &Writer<'_>, action: &Action) -> Cell {
    let own = action.channels.iter().map(|channel| {
        let treatment = action.treatment.get(channel.id()).map(|text| Words::plain(text.as_str()));
        writer.reference(channel).and(": ", treatment.unwrap_or_default())
    });
    // A treatment of a channel that the action does not list is still something that is planned.
    let others = action.treatment.0.iter().filter(|(id, _)| !action.channels.iter().any(|own| own.id() == *id));
    let others =
        others.map(|(id, text)| writer.document(Kind::Channel, id).and(": ", Words::plain(text.value.as_str())));
    Cell::lines(own.chain(others))
}

fn aims(writer: &Writer<'_>, own: &PlannedAction<'_>) -> Cell {
    let action = own.action;
    let goals = joined(action.goals.iter().map(|goal| writer.goal_of(own.plan, goal)));
    let strategy = own.plan.strategy.as_deref();
    let purposes = joined(action.purposes.iter().map(|purpose| writer.purpose(strategy, purpose)));
    Cell::lines([
        writer.labelled("plan.goals", goals),
        writer.labelled("strategy.purpose", purposes),
        writer.labelled("strategy.audiences", writer.references(&action.audiences)),
        writer.labelled("strategy.local_area", writer.optional(action.local_area.as_ref())),
    ])
}

fn people(writer: &Writer<'_>, action: &Action) -> Cell {
    let commissioner = action.commissioned_by.as_ref().map(|by| writer.role_or_words(by)).unwrap_or_default();
    Cell::lines([
        writer.labelled("plan.responsible", writer.optional(action.responsible.as_ref())),
        writer.labelled("plan.contributors", writer.references(&action.contributors)),
        writer.labelled("plan.commissioned_by", commissioner),
    ])
}

fn frame(writer: &Writer<'_>, action: &Action) -> Cell {
    Cell::lines([
        writer.labelled("plan.start", writer.optional_date(action.start)),
        writer.labelled("plan.deadline", writer.optional_date(action.deadline)),
        writer.labelled("plan.budget", writer.budget(action.budget.as_ref())),
    ])
}

fn outcome(writer: &Writer<'_>, action: &Action) -> Cell {
    let text = |text: Option<&str>| Words::plain(text.unwrap_or_default());
    Cell::lines([
        writer.action_status(action),
        writer.labelled("figure.result", text(action.result.as_deref())),
        writer.labelled("plan.evaluation", text(action.evaluation.as_deref())),
    ])
}

/// What actions do on one channel.
pub fn actions_on_channel(
    writer: &Writer<'_>,
    caption: impl Into<String>,
    list: &[PlannedAction<'_>],
    channel: &str,
) -> Table {
    let row = |own: &PlannedAction<'_>| {
        let action = own.action;
        let treatment = action.treatment.get(channel).map(|text| Words::plain(text.as_str())).unwrap_or_default();
        let cells = vec![
            treatment.into(),
            writer.optional(action.theme.as_ref()).into(),
            writer.optional(action.responsible.as_ref()).into(),
            writer.optional_date(action.deadline).into(),
            writer.action_status(action).into(),
        ];
        Row::new(writer.action(action), cells)
    };
    let keys = ["plan.action", "plan.treatment", "strategy.theme", "plan.responsible", "plan.deadline", "plan.status"];
    stacked(caption, columns(writer, &keys), list.iter().map(row).collect(), writer.text("empty.actions"))
}

/// What happens on each channel under a theme.
pub fn theme_on_channels(writer: &Writer<'_>, caption: impl Into<String>, list: &[PlannedAction<'_>]) -> Table {
    let rows = by_reference(list, |own| &own.action.channels).into_iter().map(|(channel, own)| {
        let lines = own.iter().map(|own| {
            let treatment = own.action.treatment.get(channel.id()).map(|text| Words::plain(text.as_str()));
            writer
                .action(own.action)
                .and(": ", treatment.unwrap_or_default())
                .and(" ", writer.action_status(own.action))
        });
        Row::new(writer.reference(channel), vec![Cell(lines.collect())])
    });
    let heads = columns(writer, &["strategy.channel", "plan.happens"]);
    stacked(caption, heads, rows.collect(), writer.text("empty.actions"))
}

/// Channels with how many actions each has; the channel's page shows them.
pub fn actions_by_channel(writer: &Writer<'_>, list: &[PlannedAction<'_>]) -> Vec<Words> {
    let groups = by_reference(list, |own| &own.action.channels).into_iter();
    groups.map(|(channel, own)| counted(writer, writer.reference(channel), own.len())).collect()
}

/// Roles with how many actions they answer for; the role's page shows them.
pub fn actions_by_responsible(writer: &Writer<'_>, list: &[PlannedAction<'_>]) -> Vec<Words> {
    let groups = by_reference(list, |own| own.action.responsible.as_slice()).into_iter();
    let without = list.iter().filter(|own| own.action.responsible.is_none()).count();
    let nobody = (without > 0).then(|| counted(writer, Words::plain(writer.text("plan.nobody")), without));
    groups.map(|(role, own)| counted(writer, writer.reference(role), own.len())).chain(nobody).collect()
}

fn counted(writer: &Writer<'_>, name: Words, count: usize) -> Words {
    name.and(": ", Words::plain(writer.texts().count("count.actions", count)))
}

/// Actions by what some of their references name, in the order in which it is first named.
fn by_reference<'a, T: TargetMark>(
    list: &[PlannedAction<'a>],
    references: impl Fn(&PlannedAction<'a>) -> &'a [Ref<T>],
) -> Vec<(&'a Ref<T>, Vec<PlannedAction<'a>>)> {
    let mut groups: Vec<(&Ref<T>, Vec<PlannedAction<'_>>)> = Vec::new();
    for own in list {
        for reference in references(own) {
            match groups.iter_mut().find(|(known, _)| known.id() == reference.id()) {
                Some((_, group)) => group.push(*own),
                None => groups.push((reference, vec![*own])),
            }
        }
    }
    groups
}
