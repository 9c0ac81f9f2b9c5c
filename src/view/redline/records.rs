//! What changed in a document's records: goals and actions, purposes, channels, levels, steps; each known by its id.

use crate::graph::EditionIndex;
use crate::model::data::{Action, Goal};
use crate::model::kinds::{ActionCard, ActionPlan, CrisisPlan, FlowNode, Guideline, Spec, Strategy};
use crate::model::scalar::{Keyed, Switch, Text};
use crate::view::build::section;
use crate::view::redline::fields::changed_lines;
use crate::view::redline::{plain, table, value};
use crate::view::{Cell, Row, Section, Tone, Words, Writer, entities, joined};

/// A record as a reader knows it.
struct Item {
    id: String,
    title: Words,
    /// Labels and values.
    fields: Vec<(String, Words)>,
}

/// Records or lines of one sort.
struct Group {
    /// Key of its title.
    key: &'static str,
    held: Held,
}

enum Held {
    Items(Vec<Item>),
    Lines(Vec<String>),
}

/// A section for each sort of record in which something changed.
pub(super) fn changes(writer: &Writer<'_>, old: EditionIndex, new: EditionIndex) -> Vec<Section> {
    let (before, after) = (groups(writer, old), groups(writer, new));
    let pairs = before.into_iter().zip(after);
    let change = |(old, new): (Group, Group)| {
        let rows = match (old.held, new.held) {
            (Held::Items(old), Held::Items(new)) => rows(writer, &old, &new),
            (Held::Lines(old), Held::Lines(new)) if old != new => {
                vec![Row::new(
                    Words::plain(writer.text(new_label(&old, &new))),
                    vec![changed_lines(writer, &old, &new)],
                )]
            }
            _ => Vec::new(),
        };
        if rows.is_empty() {
            return None;
        }
        section(writer, new.key, vec![table(writer, writer.text(new.key), "redline.what", rows)])
    };
    pairs.filter_map(change).collect()
}

fn new_label(old: &[String], new: &[String]) -> &'static str {
    match (old.is_empty(), new.is_empty()) {
        (true, _) => "redline.new.word",
        (_, true) => "redline.removed.word",
        _ => "redline.changed.word",
    }
}

/// New, changed and dropped records, in the order of the new edition.
fn rows(writer: &Writer<'_>, old: &[Item], new: &[Item]) -> Vec<Row> {
    let tag = |item: &Item, key: &str, tone| item.title.clone().and(" ", writer.tag(writer.text(key), tone));
    let told = |item: &Item| {
        let line = |(label, words): &(String, Words)| Words::plain(format!("{label}: ")).then(words.clone());
        Cell(item.fields.iter().map(line).collect())
    };
    let mut rows = Vec::new();
    for item in new {
        match old.iter().find(|other| other.id == item.id) {
            None => rows.push(Row::new(tag(item, "redline.new.word", Tone::Good), vec![told(item)])),
            Some(before) => {
                let lines = differences(writer, before, item);
                if !lines.is_empty() {
                    rows.push(Row::new(tag(item, "redline.changed.word", Tone::Attention), vec![Cell(lines)]));
                }
            }
        }
    }
    let dropped = old.iter().filter(|item| !new.iter().any(|other| other.id == item.id));
    rows.extend(dropped.map(|item| Row::new(tag(item, "redline.removed.word", Tone::Bad), vec![told(item)])));
    rows
}

fn differences(writer: &Writer<'_>, old: &Item, new: &Item) -> Vec<Words> {
    let mut labels: Vec<&String> = new.fields.iter().map(|(label, _)| label).collect();
    labels.extend(old.fields.iter().map(|(label, _)| label).filter(|label| !new.has(label)));
    let title = writer.text("redline.field_title");
    let mut lines = Vec::new();
    let mut add = |label: &str, before: &Words, after: &Words| {
        if plain(before) != plain(after) {
            lines.push(Words::plain(format!("{label}: ")).then(value(writer, before, after)));
        }
    };
    add(&title, &old.title, &new.title);
    for label in labels {
        add(label, &old.get(label), &new.get(label));
    }
    lines
}

impl Item {
    fn new(id: &str, title: impl Into<String>, fields: Vec<Option<(String, Words)>>) -> Self {
        Self { id: id.to_owned(), title: Words::plain(title), fields: fields.into_iter().flatten().collect() }
    }

    fn has(&self, label: &str) -> bool {
        self.fields.iter().any(|(own, _)| own == label)
    }

    fn get(&self, label: &str) -> Words {
        self.fields.iter().find(|(own, _)| own == label).map(|(_, words)| words.clone()).unwrap_or_default()
    }
}

/// All sorts of records that the kind has, in one order for both editions.
fn groups(writer: &Writer<'_>, index: EditionIndex) -> Vec<Group> {
    let writer = &writer.as_of(index);
    match &writer.graph.document(index).spec {
        Spec::Strategy(spec) => strategy(writer, spec),
        Spec::ActionPlan(spec) => plan(writer, index, spec),
        Spec::CrisisPlan(spec) => crisis_plan(writer, spec),
        Spec::ActionCard(spec) => card(writer, spec),
        Spec::Guideline(spec) => guideline(writer, spec),
        Spec::Channel(spec) => vec![lines("channel.use_for", &spec.use_for), lines("channel.not_for", &spec.not_for)],
        _ => Vec::new(),
    }
}

fn lines(key: &'static str, lines: &[Text]) -> Group {
    Group { key, held: Held::Lines(lines.iter().map(ToString::to_string).collect()) }
}

fn items(key: &'static str, items: Vec<Item>) -> Group {
    Group { key, held: Held::Items(items) }
}

impl Writer<'_> {
    fn field(&self, label: &str, words: Words) -> Option<(String, Words)> {
        (!words.is_empty()).then(|| (self.text(label), words))
    }

    fn text_field(&self, label: &str, text: Option<&Text>) -> Option<(String, Words)> {
        self.field(label, Words::plain(text.map(ToString::to_string).unwrap_or_default()))
    }
}

fn texts(texts: &[Text]) -> Words {
    joined(texts.iter().map(|text| Words::plain(text.as_str())))
}

fn strategy(writer: &Writer<'_>, spec: &Strategy) -> Vec<Group> {
    let purposes = spec.purposes.iter().map(|purpose| {
        Item::new(
            purpose.id.as_str(),
            purpose.title.as_str(),
            vec![
                writer.text_field("table.definition", purpose.text.as_ref()),
                writer.field("strategy.channels", writer.references(&purpose.channels)),
            ],
        )
    });
    let roles = spec.channel_roles.iter().map(|role| {
        let breadth = role.breadth.map(|breadth| writer.choice("strategy.breadth", breadth.key())).unwrap_or_default();
        let audiences = writer.references(&role.audiences);
        let partial = if role.partial == Switch::On { writer.text("strategy.partial") } else { String::new() };
        Item::new(
            role.channel.id(),
            plain(&writer.reference(&role.channel)),
            vec![
                writer.field("strategy.breadth", Words::plain(breadth)),
                writer.field("strategy.audiences", audiences.and(", ", Words::plain(partial))),
                writer.field("strategy.advantages", texts(&role.benefits)),
                writer.text_field("strategy.voice", role.voice.as_ref()),
                writer.text_field("alert.note", role.note.as_ref()),
            ],
        )
    });
    let style = spec.style_theme.iter().map(|style| {
        let fields = vec![
            writer.text_field("table.definition", style.description.as_ref()),
            writer.field("note.example", texts(&style.examples)),
        ];
        Item::new("style", style.name.as_str(), fields)
    });
    vec![
        items("strategy.purposes", purposes.collect()),
        items("strategy.channels", roles.collect()),
        items("strategy.audiences", audiences(writer, spec)),
        items("strategy.style_theme", style.collect()),
    ]
}

/// The channels of a strategy the other way round: each audience with the channels that reach it, and how broadly.
fn audiences(writer: &Writer<'_>, spec: &Strategy) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    for role in &spec.channel_roles {
        let breadth = role.breadth.map(|breadth| writer.choice("strategy.breadth", breadth.key()));
        let reach = Words::plain(breadth.unwrap_or_else(|| writer.text("strategy.reached")));
        for audience in &role.audiences {
            let field = (plain(&writer.reference(&role.channel)), reach.clone());
            match found.iter_mut().find(|item| item.id == audience.id()) {
                Some(item) => item.fields.push(field),
                None => found.push(Item::new(audience.id(), plain(&writer.reference(audience)), vec![Some(field)])),
            }
        }
    }
    found
}

fn plan(writer: &Writer<'_>, index: EditionIndex, spec: &ActionPlan) -> Vec<Group> {
    // Each edition with the goals and actions of its own time.
    let own = entities::own_plan(writer.graph.at(index), index);
    let (goals, actions) = own.as_ref().map_or((&spec.goals, &spec.actions), |plan| (&plan.goals, &plan.actions));
    vec![
        items("plan.goals", goals.iter().map(|own| goal(writer, own)).collect()),
        items("plan.actions", actions.iter().map(|own| action(writer, own)).collect()),
    ]
}

fn goal(writer: &Writer<'_>, goal: &Goal) -> Item {
    let account = goal.account.as_ref().map(|account| writer.account(account.id())).unwrap_or_default();
    let baseline = goal.baseline.as_ref().map(|baseline| {
        let value = writer.lang.quantity(baseline.value.0, writer.unit(goal));
        Words::plain(value).and(", ", writer.optional_date(baseline.date))
    });
    Item::new(
        goal.id.as_str(),
        goal.title.as_str(),
        vec![
            writer.field("plan.target", Words::plain(writer.target(goal))),
            writer.field("goal.measured", writer.optional(goal.metric.as_ref())),
            writer.field("strategy.channel", writer.optional(goal.channel.as_ref())),
            writer.field("strategy.account", account),
            writer.field("goal.baseline", baseline.unwrap_or_default()),
            writer.field("goal.due", writer.optional_date(goal.due)),
            writer.field("strategy.theme", writer.optional(goal.theme.as_ref())),
        ],
    )
}

fn action(writer: &Writer<'_>, action: &Action) -> Item {
    let status = action.status.map(|status| writer.choice("plan.status", status.key())).unwrap_or_default();
    let by = action.commissioned_by.as_ref().map(|by| writer.role_or_words(by)).unwrap_or_default();
    let budget = action.budget.as_ref().map(|budget| {
        let currency = budget.currency.as_deref().unwrap_or_default();
        Words::plain(writer.lang.quantity(budget.amount.0, currency))
    });
    Item::new(
        action.id.as_str(),
        action.title.as_str(),
        vec![
            writer.field("plan.status", Words::plain(status)),
            writer.field("plan.deadline", writer.optional_date(action.deadline)),
            writer.field("plan.start", writer.optional_date(action.start)),
            writer.field("plan.responsible", writer.optional(action.responsible.as_ref())),
            writer.field("plan.contributors", writer.references(&action.contributors)),
            writer.field("plan.commissioned_by", by),
            writer.field("strategy.theme", writer.optional(action.theme.as_ref())),
            writer.field("strategy.channels", writer.references(&action.channels)),
            writer.field("strategy.audiences", writer.references(&action.audiences)),
            writer.field("plan.goals", writer.references(&action.goals)),
            writer.field("strategy.purposes", writer.references(&action.purposes)),
            writer.field("strategy.local_area", writer.optional(action.local_area.as_ref())),
            writer.field("plan.treatment", treatment(writer, action)),
            writer.field("plan.budget", budget.unwrap_or_default()),
            writer.text_field("plan.evaluation", action.evaluation.as_ref()),
            writer.text_field("figure.result", action.result.as_ref()),
        ],
    )
}

/// What happens on each channel, in one line.
fn treatment(writer: &Writer<'_>, action: &Action) -> Words {
    let channel = |id: &str| plain(&writer.document(crate::model::id::Kind::Channel, id));
    let line = |(id, own): (&String, &Keyed<Text>)| Words::plain(format!("{}: {}", channel(id), own.value));
    joined(action.treatment.0.iter().map(line))
}

fn crisis_plan(writer: &Writer<'_>, spec: &CrisisPlan) -> Vec<Group> {
    let levels = spec.levels.iter().map(|level| {
        Item::new(
            level.id.as_str(),
            level.title.as_str(),
            vec![
                writer.field("crisis.criteria", texts(&level.criteria)),
                writer.field("crisis.led_by", writer.optional(level.led_by.as_ref())),
                writer.field("plan.spokesperson", writer.optional(level.spokesperson.as_ref())),
                writer.field("strategy.channels", writer.references(&level.channels)),
            ],
        )
    });
    let cards = spec.cards.iter().map(|card| plain(&writer.reference(card))).collect();
    vec![items("crisis.levels", levels.collect()), Group { key: "crisis.cards", held: Held::Lines(cards) }]
}

fn card(writer: &Writer<'_>, spec: &ActionCard) -> Vec<Group> {
    let step = |step: &crate::model::kinds::CardStep| {
        let who = plain(&writer.optional(step.who.as_ref()));
        if who.is_empty() { step.r#do.to_string() } else { format!("{who}: {}", step.r#do) }
    };
    let steps = spec.steps.iter().map(step).collect();
    let single = |text: &Option<Text>| text.iter().cloned().collect::<Vec<_>>();
    vec![
        lines("crisis.trigger", &single(&spec.trigger)),
        Group { key: "guide.steps", held: Held::Lines(steps) },
        lines("crisis.ends_when", &single(&spec.ends_when)),
        lines("crisis.key_questions", &spec.key_questions),
    ]
}

fn guideline(writer: &Writer<'_>, spec: &Guideline) -> Vec<Group> {
    vec![
        lines("guide.do", &spec.r#do),
        lines("guide.dont", &spec.dont),
        lines("guide.steps", &spec.steps),
        items("flow.flow", spec.flow.iter().map(|node| flow(writer, node)).collect()),
    ]
}

fn flow(writer: &Writer<'_>, node: &FlowNode) -> Item {
    let title = node.ask.as_ref().or(node.r#do.as_ref()).map(ToString::to_string).unwrap_or_default();
    let answers = joined(node.answers.iter().map(|answer| Words::plain(format!("{} → {}", answer.label, answer.go))));
    Item::new(
        node.id.as_str(),
        title,
        vec![
            writer.field("flow.answers", answers),
            writer.text_field("guide.do", node.r#do.as_ref().filter(|_| node.ask.is_some())),
            writer.field("plan.responsible", writer.optional(node.who.as_ref())),
            writer.field("flow.onward", Words::plain(node.go.as_ref().map(ToString::to_string).unwrap_or_default())),
        ],
    )
}
