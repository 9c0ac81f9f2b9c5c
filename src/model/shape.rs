//! What an author may write where: shapes of values, and the fields of records.
//!
//! In: the model's types, by the macros that also make their readers. Out: plain data, from which JSON Schemas and
//! the reference of fields are made. Nothing here reads a value.

use jiff::civil::Date;

use crate::lang::Lang;
use crate::model::document::Validity;
use crate::model::id::{Id, Ref, Target, TargetKind};
use crate::model::record::Decode;
use crate::model::scalar::{Count, Duration, Month, MonthDay, Number, Switch, Table, Text, Year};
use crate::model::site::{Colour, Origin, Setting};

/// What can be written for a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    Text,
    Id,
    Number,
    /// A whole number from zero on.
    Count,
    Date,
    Duration,
    Year,
    Month,
    MonthDay,
    Switch,
    Colour,
    /// One of these words.
    Choice(Vec<&'static str>),
    /// The id of another thing.
    Reference(TargetKind),
    List(Box<Shape>),
    /// Values by names that the author chooses.
    Table(Box<Shape>),
    Record(Vec<Field>),
    /// Any of several shapes.
    Either(Vec<Shape>),
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Name of the type that the field belongs to, as `ChannelRole`.
    pub record: &'static str,
    pub name: &'static str,
    pub presence: Presence,
    pub shape: Shape,
}

/// Whether a field may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Required,
    Optional,
}

impl Field {
    /// The field of a type; one whose type has no value for "not there" is required.
    pub fn of<T: Decode + Describe>(record: &'static str, name: &'static str) -> Self {
        let presence = if T::absent().is_none() { Presence::Required } else { Presence::Optional };
        Self { record, name: name.strip_prefix("r#").unwrap_or(name), presence, shape: T::shape() }
    }

    /// Whether the field has to be there.
    pub fn is_required(&self) -> bool {
        self.presence == Presence::Required
    }
}

/// A type that can say what is written for it.
pub trait Describe {
    /// What is written.
    fn shape() -> Shape;
}

macro_rules! shapes {
    ($($Type:ty => $shape:expr,)*) => {
        $(
            impl Describe for $Type {
                fn shape() -> Shape {
                    $shape
                }
            }
        )*
    };
}

shapes! {
    Text => Shape::Text,
    Id => Shape::Id,
    Number => Shape::Number,
    Count => Shape::Count,
    u32 => Shape::Count,
    Date => Shape::Date,
    Duration => Shape::Duration,
    Year => Shape::Year,
    Month => Shape::Month,
    MonthDay => Shape::MonthDay,
    Switch => Shape::Switch,
    Colour => Shape::Colour,
    Origin => Shape::Text,
    Lang => Shape::Choice(Self::ALL.iter().map(|lang| lang.code()).collect()),
    Validity => Shape::Either(vec![Shape::Date, Shape::Choice(vec!["until_further_notice"])]),
    Setting => Shape::Either(vec![Shape::Text, <Table<Text>>::shape()]),
}

impl<T: Target> Describe for Ref<T> {
    fn shape() -> Shape {
        Shape::Reference(T::KIND)
    }
}

impl<T: Describe> Describe for Option<T> {
    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Describe> Describe for Vec<T> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

impl<T: Describe> Describe for Table<T> {
    fn shape() -> Shape {
        Shape::Table(Box::new(T::shape()))
    }
}
