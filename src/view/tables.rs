//! Tables: the same records in the order a reader asks for.
//!
//! In: records and a [`Writer`](crate::view::Writer). Out: [`Table`](crate::view::Table)s with every word and link
//! in place. Which of them a page shows, and under which heading, is for sheets, registers and blocks to say.

mod accounts;
mod actions;
mod audiences;
mod charts;
mod coverage;
mod documents;
mod figures;
mod goals;
mod matrix;
mod measured;
mod people;
mod ring;
mod wheel;
mod words;

pub use accounts::accounts;
pub use actions::{
    Anchors, action_details, actions, actions_by_channel, actions_by_responsible, actions_on_channel, theme_on_channels,
};
pub use audiences::{audience_channels, channel_audiences, channel_roles, one_audience, purposes};
pub use charts::{bars, charted, goal_charts, series_chart};
pub use coverage::coverage;
pub use documents::{changes, documents};
pub use figures::{figures, group_title, groups, metrics, populations};
pub use goals::{goals, goals_in};
pub use matrix::theme_matrix;
pub use measured::{account_summaries, metric_values};
pub use people::{contacts, org_units, roles};
pub use ring::ring;
pub use wheel::{WheelWords, annual_wheel, in_months, month_items};
pub use words::{glossary, local_areas, values};
