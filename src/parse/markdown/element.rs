//! The elements that need nothing but a translation.

use pulldown_cmark::{Alignment as Column, BlockQuoteKind, Tag};

use crate::model::body::{AlertKind, Alignment, Element};

/// The element of a tag; nothing for tags that are handled apart or not asked for.
pub(super) fn plain(tag: &Tag<'_>) -> Option<Element> {
    let element = match tag {
        Tag::Paragraph => Element::Paragraph,
        Tag::BlockQuote(None) => Element::Quote,
        Tag::BlockQuote(Some(kind)) => Element::Alert(alert(*kind)),
        Tag::CodeBlock(_) => Element::Code,
        Tag::List(start) => Element::List(*start),
        Tag::Item => Element::Item,
        Tag::DefinitionList => Element::Definitions,
        Tag::DefinitionListTitle => Element::DefinitionTitle,
        Tag::DefinitionListDefinition => Element::DefinitionText,
        Tag::Table(columns) => Element::Table(columns.iter().copied().map(alignment).collect()),
        Tag::TableHead => Element::TableHead,
        Tag::TableRow => Element::TableRow,
        Tag::TableCell => Element::Cell(0),
        Tag::Emphasis | Tag::Superscript | Tag::Subscript => Element::Emphasis,
        Tag::Strong => Element::Strong,
        Tag::Strikethrough => Element::Strike,
        Tag::Heading { .. }
        | Tag::HtmlBlock
        | Tag::FootnoteDefinition(_)
        | Tag::Link { .. }
        | Tag::Image { .. }
        | Tag::MetadataBlock(_) => return None,
    };
    Some(element)
}

fn alert(kind: BlockQuoteKind) -> AlertKind {
    match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

fn alignment(column: Column) -> Alignment {
    match column {
        Column::None | Column::Left => Alignment::Start,
        Column::Center => Alignment::Centre,
        Column::Right => Alignment::End,
    }
}

/// Whether an element's words are parted from those that follow.
pub(super) fn is_block(element: &Element) -> bool {
    !matches!(element, Element::Emphasis | Element::Strong | Element::Strike | Element::Link(_) | Element::Image(_))
}
