//! Records of the data files, and the goals and actions of a plan.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::document::Acceptance;
use crate::model::id::{Id, Ref, to};
use crate::model::kinds::Period;
use crate::model::record::{choice, record};
use crate::model::scalar::{Count, Duration, Month, MonthDay, Number, Switch, Table, Text, Year};
use crate::source::SourcePath;

/// A record and the file it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct Filed<T> {
    pub file: SourcePath,
    pub record: T,
}

/// All records of the data files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Data {
    pub roles: Vec<Filed<Role>>,
    pub org_units: Vec<Filed<OrgUnit>>,
    pub accounts: Vec<Filed<Account>>,
    pub metrics: Vec<Filed<Metric>>,
    pub figures: Vec<Filed<Figure>>,
    pub populations: Vec<Filed<Population>>,
    pub values: Vec<Filed<Value>>,
    pub local_areas: Vec<Filed<LocalArea>>,
    pub glossary: Vec<Filed<Term>>,
    pub wheel: Vec<Filed<WheelItem>>,
    pub measurements: Vec<Filed<Measurement>>,
    /// Measurements of days that have not come: a slip of the year, most often. Nothing is computed from them.
    pub ahead: Vec<Filed<Measurement>>,
    /// Goals and actions in files beside their plans, by the plan's file stem.
    pub plans: BTreeMap<String, PlanData>,
}

/// What stands in files beside a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanData {
    pub goals: Vec<Filed<Goal>>,
    pub actions: Vec<Filed<Action>>,
}

record! {
    /// A goal of a plan: a metric, where it is measured, and the value to reach.
    pub struct Goal {
        id: Id,
        title: Text,
        metric: Option<Ref<to::Metric>>,
        channel: Option<Ref<to::Channel>>,
        account: Option<Ref<to::Account>>,
        target: Option<Band>,
        unit: Option<Text>,
        per: Option<Period>,
        baseline: Option<Baseline>,
        due: Option<Date>,
        theme: Option<Ref<to::Theme>>,
        accept: Vec<Acceptance>,
    }
}

record! {
    /// A range of values; either end may be open.
    pub struct Band {
        min: Option<Number>,
        max: Option<Number>,
    }
}

record! {
    /// Where a goal started.
    pub struct Baseline {
        value: Number,
        date: Option<Date>,
    }
}

record! {
    /// Something a plan says will be done.
    pub struct Action {
        id: Id,
        title: Text,
        theme: Option<Ref<to::Theme>>,
        channels: Vec<Ref<to::Channel>>,
        goals: Vec<Ref<to::Goal>>,
        audiences: Vec<Ref<to::Audience>>,
        purposes: Vec<Ref<to::Purpose>>,
        responsible: Option<Ref<to::Role>>,
        contributors: Vec<Ref<to::Role>>,
        commissioned_by: Option<Ref<to::RoleOrWords>>,
        start: Option<Date>,
        deadline: Option<Date>,
        status: Option<ActionStatus>,
        /// What happens on each channel, by the channel's id.
        treatment: Table<Text>,
        local_area: Option<Ref<to::LocalArea>>,
        budget: Option<Budget>,
        evaluation: Option<Text>,
        result: Option<Text>,
        accept: Vec<Acceptance>,
    }
}

impl Action {
    /// Whether the action belongs to a theme.
    pub fn has_theme(&self, id: &str) -> bool {
        self.theme.as_ref().is_some_and(|theme| theme.id() == id)
    }
}

choice! {
    /// How far an action has come; overdue is computed.
    pub enum ActionStatus {
        Planned = "planned",
        InProgress = "in_progress",
        Done = "done",
        Postponed = "postponed",
        Cancelled = "cancelled",
    }
}

record! {
    /// Money set aside; the currency as `DKK`.
    pub struct Budget {
        amount: Number,
        currency: Option<Text>,
    }
}

record! {
    /// A role, never a person.
    pub struct Role {
        id: Id,
        title: Text,
        org_unit: Option<Ref<to::OrgUnit>>,
        mailbox: Option<Text>,
        phone_main: Option<Text>,
        deputy: Option<Ref<to::Role>>,
        responsibilities: Vec<Text>,
        group_members: Vec<Text>,
        accept: Vec<Acceptance>,
    }
}

record! {
    /// A unit of the organisation.
    pub struct OrgUnit {
        id: Id,
        title: Text,
        parent: Option<Ref<to::OrgUnit>>,
    }
}

record! {
    /// A profile or page on a platform.
    pub struct Account {
        id: Id,
        channel: Ref<to::Channel>,
        name: Text,
        url: Option<Text>,
        r#type: Option<AccountType>,
        parent: Option<Ref<to::Account>>,
        owner_unit: Option<Ref<to::OrgUnit>>,
        responsible: Option<Ref<to::Role>>,
        /// How many people can sign in as administrators.
        administrators: Option<u32>,
        purpose: Option<Text>,
        audiences: Vec<Ref<to::Audience>>,
        opened: Option<Date>,
        closed: Option<Date>,
        last_checked: Option<Date>,
        audience_profile: Option<Text>,
        accept: Vec<Acceptance>,
    }
}

choice! {
    /// The municipality's own account, or an institution's.
    pub enum AccountType {
        Main = "main",
        Local = "local",
    }
}

record! {
    /// What is measured, and how it is computed from raw counts.
    pub struct Metric {
        id: Id,
        title: Text,
        /// Names of counts that are added up: reactions, comments, shares …
        numerator: Vec<Text>,
        denominator: Option<Text>,
        population: Option<Ref<to::Population>>,
        /// The quotient is multiplied by this; 100 makes a percentage.
        factor: Option<Number>,
        unit: Option<Text>,
        better: Option<Better>,
        plausible: Option<Band>,
        definition: Option<Text>,
        accept: Vec<Acceptance>,
    }
}

choice! {
    /// Which direction is the good one.
    pub enum Better {
        Higher = "higher",
        Lower = "lower",
        Range = "range",
    }
}

record! {
    /// A number with its source and date; stated, computed, or both.
    pub struct Figure {
        id: Id,
        label: Text,
        value: Option<Number>,
        computed: Option<Computed>,
        unit: Option<Text>,
        as_of: Option<Date>,
        source: Option<Text>,
        url: Option<Text>,
        channel: Option<Ref<to::Channel>>,
        account: Option<Ref<to::Account>>,
        audience: Option<Ref<to::Audience>>,
        /// Figures of one group make a chart.
        group: Option<Text>,
        accept: Vec<Acceptance>,
    }
}

record! {
    /// How a figure is computed.
    pub struct Computed {
        metric: Ref<to::Metric>,
        account: Option<Ref<to::Account>>,
        date: Option<Date>,
    }
}

record! {
    /// How many people there are.
    pub struct Population {
        id: Id,
        title: Text,
        value: Number,
        as_of: Option<Date>,
        source: Option<Text>,
        area: Option<Ref<to::LocalArea>>,
        accept: Vec<Acceptance>,
    }
}

record! {
    /// A value that communication lives up to.
    pub struct Value {
        id: Id,
        title: Text,
        text: Option<Text>,
    }
}

record! {
    /// A town or district.
    pub struct LocalArea {
        id: Id,
        title: Text,
    }
}

record! {
    /// A word of the glossary.
    pub struct Term {
        term: Text,
        definition: Text,
        synonyms: Vec<Text>,
        autolink: Option<Switch>,
    }
}

record! {
    /// Something that comes back in the year.
    pub struct WheelItem {
        id: Id,
        title: Text,
        month: Option<Month>,
        from: Option<MonthDay>,
        to: Option<MonthDay>,
        recurs: Option<Recurs>,
        /// The year of what happens once.
        year: Option<Year>,
        channels: Vec<Ref<to::Channel>>,
        theme: Option<Ref<to::Theme>>,
        responsible: Option<Ref<to::Role>>,
        lead_time: Option<Duration>,
        accept: Vec<Acceptance>,
    }
}

choice! {
    /// Whether a wheel item comes back.
    pub enum Recurs {
        Yearly = "yearly",
        Once = "once",
    }
}

record! {
    /// Raw counts of an account on a date, or of one post. Rates are computed, never typed.
    pub struct Measurement {
        date: Date,
        period: Option<Period>,
        account: Ref<to::Account>,
        post_id: Option<Text>,
        followers: Option<Count>,
        posts: Option<Count>,
        reactions: Option<Count>,
        comments: Option<Count>,
        shares: Option<Count>,
        saves: Option<Count>,
        reach: Option<Count>,
        source: Option<Text>,
        note: Option<Text>,
    }
}
