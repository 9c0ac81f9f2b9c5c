//! The register of accounts.

use crate::model::data::Account;
use crate::view::build::{columns, outside, register, stacked};
use crate::view::tables::Anchors;
use crate::view::{Cell, Row, Table, Tone, Words, Writer};

/// Accounts with everything that is known of them.
pub fn accounts(writer: &Writer<'_>, caption: impl Into<String>, list: &[&Account], anchors: Anchors) -> Table {
    let row = |account: &&Account| {
        let cells =
            vec![place(writer, account), people(writer, account), reach(writer, account), dates(writer, account)];
        let kind = account.r#type.map(|kind| writer.choice("account.type", kind.key())).unwrap_or_default();
        let marks = [
            writer.mark("of_channel", &writer.reference(&account.channel)),
            writer.mark("of_kind", &Words::plain(kind)),
            writer.mark("of_responsible", &writer.optional(account.responsible.as_ref())),
        ];
        let row = Row::new(name(account), cells).marked(marks.into_iter().flatten());
        match anchors {
            Anchors::Here => row.at(account.id.as_str()),
            Anchors::Elsewhere => row,
        }
    };
    let keys = ["strategy.account", "account.place", "account.people", "account.for_whom", "account.dates"];
    let rows = list.iter().map(row).collect();
    register(stacked(caption, columns(writer, &keys), rows, writer.text("empty.accounts")))
}

fn name(account: &Account) -> Words {
    outside(&account.name, account.url.as_deref())
}

fn place(writer: &Writer<'_>, account: &Account) -> Cell {
    let kind = account.r#type.map(|kind| writer.choice("account.type", kind.key())).unwrap_or_default();
    Cell::lines([
        writer.reference(&account.channel),
        Words::plain(kind),
        writer.labelled("account.parent", writer.optional(account.parent.as_ref())),
    ])
}

fn people(writer: &Writer<'_>, account: &Account) -> Cell {
    let administrators = account.administrators.map(|count| {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let words = Words::plain(writer.texts().count("count.administrators", count));
        // One person alone cannot be ill.
        if count < 2 { words.and(" ", writer.tag(writer.text("account.vulnerable"), Tone::Attention)) } else { words }
    });
    Cell::lines([
        writer.labelled("account.owner_unit", writer.optional(account.owner_unit.as_ref())),
        writer.labelled("plan.responsible", writer.optional(account.responsible.as_ref())),
        administrators.unwrap_or_default(),
    ])
}

fn reach(writer: &Writer<'_>, account: &Account) -> Cell {
    let text = |text: Option<&str>| Words::plain(text.unwrap_or_default());
    Cell::lines([
        text(account.purpose.as_deref()),
        writer.labelled("strategy.audiences", writer.references(&account.audiences)),
        writer.labelled("account.audience_profile", text(account.audience_profile.as_deref())),
    ])
}

fn dates(writer: &Writer<'_>, account: &Account) -> Cell {
    let closed = writer.labelled("account.closed", writer.optional_date(account.closed));
    Cell::lines([
        writer.labelled("account.opened", writer.optional_date(account.opened)),
        closed,
        writer.labelled("account.last_checked", writer.optional_date(account.last_checked)),
    ])
}
