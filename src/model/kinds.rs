//! What each kind of document has beyond the common front matter.

use jiff::civil::Date;

use crate::model::data::{Action, Goal};
use crate::model::id::{Id, Ref, to};
use crate::model::record::{Decode, RefUse, choice, record};
use crate::model::scalar::{Duration, Number, Switch, Text, Year};

/// The part of a front matter that is the kind's own.
#[derive(Clone, Debug, PartialEq)]
pub enum Spec {
    Strategy(Strategy),
    ActionPlan(ActionPlan),
    Guideline(Guideline),
    CrisisPlan(CrisisPlan),
    ActionCard(ActionCard),
    Theme(Theme),
    Channel(Box<Channel>),
    Audience(Audience),
    Report(Report),
    /// Pages have no fields of their own.
    Page,
}

impl Spec {
    /// Tells `visit` every reference in the kind's own fields.
    pub fn visit_refs(&self, visit: &mut dyn FnMut(RefUse<'_>)) {
        match self {
            Self::Strategy(spec) => spec.visit_refs(visit),
            Self::ActionPlan(spec) => spec.visit_refs(visit),
            Self::Guideline(spec) => spec.visit_refs(visit),
            Self::CrisisPlan(spec) => spec.visit_refs(visit),
            Self::ActionCard(spec) => spec.visit_refs(visit),
            Self::Theme(spec) => spec.visit_refs(visit),
            Self::Channel(spec) => spec.visit_refs(visit),
            Self::Audience(spec) => spec.visit_refs(visit),
            Self::Report(spec) => spec.visit_refs(visit),
            Self::Page => {}
        }
    }
}

record! {
    /// A strategy or policy: why, for whom, and what each channel is for.
    pub struct Strategy {
        purposes: Vec<Purpose>,
        /// The source of the audience table.
        channel_roles: Vec<ChannelRole>,
        style_theme: Option<StyleTheme>,
        values: Vec<Ref<to::Value>>,
        max_themes_per_year: Option<u32>,
    }
}

record! {
    /// One answer to "why are we there?".
    pub struct Purpose {
        id: Id,
        title: Text,
        text: Option<Text>,
        channels: Vec<Ref<to::Channel>>,
    }
}

record! {
    /// What a strategy uses a channel for.
    pub struct ChannelRole {
        channel: Ref<to::Channel>,
        breadth: Option<Breadth>,
        audiences: Vec<Ref<to::Audience>>,
        /// Whether the audiences are reached only in part.
        partial: Switch,
        benefits: Vec<Text>,
        voice: Option<Text>,
        note: Option<Text>,
    }
}

choice! {
    /// How widely a channel reaches.
    pub enum Breadth {
        Narrow = "narrow",
        Broad = "broad",
        Broadest = "broadest",
    }
}

record! {
    /// The form that runs through all that is published.
    pub struct StyleTheme {
        name: Text,
        description: Option<Text>,
        examples: Vec<Text>,
    }
}

record! {
    /// A year's plan; its goals and actions may also stand in files beside it.
    pub struct ActionPlan {
        year: Year,
        strategy: Option<Ref<to::Strategy>>,
        report: Option<Ref<to::Document>>,
        goals: Vec<Goal>,
        actions: Vec<Action>,
    }
}

record! {
    /// A theme that runs through all channels.
    pub struct Theme {
        r#type: Option<ThemeType>,
        years: Vec<Year>,
        message: Option<Text>,
    }
}

choice! {
    /// Whether a theme is about content or about form.
    pub enum ThemeType {
        Content = "content",
        Style = "style",
    }
}

record! {
    /// A group of people to be reached.
    pub struct Audience {
        group: Option<Text>,
        size: Option<Ref<to::Figure>>,
        persona: Option<Persona>,
    }
}

record! {
    /// A typical member of an audience, by five questions.
    pub struct Persona {
        interests: Option<Text>,
        questions: Option<Text>,
        influencers: Option<Text>,
        situations: Option<Text>,
        engaging_content: Option<Text>,
    }
}

record! {
    /// A channel sheet.
    pub struct Channel {
        r#type: ChannelType,
        platform: Option<Text>,
        former_names: Vec<Text>,
        activity: Option<Activity>,
        opened: Option<Date>,
        closed: Option<Date>,
        use_for: Vec<Text>,
        not_for: Vec<Text>,
        tone: Option<Text>,
        frequency: Option<Frequency>,
        response_time: Option<Duration>,
        staffed_hours: Option<Text>,
        time_budget: Option<Text>,
        privacy_assessment: Option<PrivacyAssessment>,
        responsible: Option<Ref<to::Role>>,
    }
}

choice! {
    /// What sort of channel it is.
    pub enum ChannelType {
        Social = "social",
        Web = "web",
        Intranet = "intranet",
        Press = "press",
        Print = "print",
        Meeting = "meeting",
        Screen = "screen",
        Phone = "phone",
    }
}

choice! {
    /// How much a channel is used.
    pub enum Activity {
        Active = "active",
        Limited = "limited",
        Passive = "passive",
        Planned = "planned",
        Closed = "closed",
    }
}

record! {
    /// How often something is published.
    pub struct Frequency {
        min: Option<Number>,
        max: Option<Number>,
        per: Option<Period>,
    }
}

choice! {
    /// A period that counts are made over.
    pub enum Period {
        Post = "post",
        Day = "day",
        Week = "week",
        Month = "month",
        Quarter = "quarter",
        Year = "year",
    }
}

record! {
    /// The assessment of how a platform treats personal data.
    pub struct PrivacyAssessment {
        date: Option<Date>,
        reference: Option<Text>,
        outcome: Option<Text>,
    }
}

record! {
    /// Guideline or guide: what an employee does.
    pub struct Guideline {
        topic: Option<Topic>,
        /// The task in the employee's own words.
        task: Option<Text>,
        r#do: Vec<Text>,
        dont: Vec<Text>,
        steps: Vec<Text>,
        flow: Vec<FlowNode>,
    }
}

choice! {
    /// What a guideline is about.
    pub enum Topic {
        AnsweringComments = "answering_comments",
        Moderation = "moderation",
        Competitions = "competitions",
        RecordKeeping = "record_keeping",
        PrivateProfiles = "private_profiles",
        ImagesAndConsent = "images_and_consent",
        Copyright = "copyright",
        NewAccount = "new_account",
        Advertising = "advertising",
        Accessibility = "accessibility",
        Crisis = "crisis",
        Other = "other",
    }
}

record! {
    /// A question with answers, or something to do, in a decision flow.
    pub struct FlowNode {
        id: Id,
        ask: Option<Text>,
        answers: Vec<FlowAnswer>,
        r#do: Option<Text>,
        who: Option<Ref<to::Role>>,
        /// Whether the flow ends here.
        end: Switch,
        /// Where a step that is no end goes on.
        go: Option<Id>,
    }
}

record! {
    /// An answer and the node it leads to.
    pub struct FlowAnswer {
        label: Text,
        go: Id,
    }
}

record! {
    /// The crisis plan: levels for the management, cards for operations.
    pub struct CrisisPlan {
        levels: Vec<CrisisLevel>,
        cards: Vec<Ref<to::ActionCard>>,
        tested_on: Option<Date>,
        next_exercise: Option<Date>,
    }
}

record! {
    /// A level of alert.
    pub struct CrisisLevel {
        id: Id,
        title: Text,
        criteria: Vec<Text>,
        led_by: Option<Ref<to::Role>>,
        spokesperson: Option<Ref<to::Role>>,
        channels: Vec<Ref<to::Channel>>,
    }
}

record! {
    /// What one group does in a crisis, on one card.
    pub struct ActionCard {
        level: Option<CardLevel>,
        trigger: Option<Text>,
        steps: Vec<CardStep>,
        ends_when: Option<Text>,
        key_questions: Vec<Text>,
    }
}

choice! {
    /// Who an action card is for.
    pub enum CardLevel {
        Operational = "operational",
        Management = "management",
    }
}

record! {
    /// A step of an action card.
    pub struct CardStep {
        who: Option<Ref<to::Role>>,
        r#do: Text,
    }
}

record! {
    /// A report to the management over a period.
    pub struct Report {
        period: Option<Text>,
        metrics: Vec<Ref<to::Metric>>,
        accounts: Vec<Ref<to::Account>>,
    }
}
