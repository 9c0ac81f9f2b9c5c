//! Parts of the site that stand alone, to be shown in a frame on another page of the intranet; and the page that tells
//! how.
//!
//! A page cannot say itself who may frame it: browsers take `frame-ancestors` from the web server's header alone, so
//! that the hosts of `site.yaml` become words for whoever runs the server.

use crate::model::id::Kind;
use crate::model::site::Origin;
use crate::plan::Embed;
use crate::view::build::{list, note, section, titled};
use crate::view::entities::crisis_roles;
use crate::view::registers::{Content, home, pages, wheel};
use crate::view::{Part, Section, Words, Writer, tables};

/// How many changes stand in a frame.
const CHANGES: usize = 10;

/// One part, with a way to where it stands in the site.
pub(super) fn embed(writer: &Writer<'_>, embed: Embed) -> Content {
    let mut content = match embed {
        Embed::ChannelAudiences => pages::channel_audiences(writer),
        Embed::AnnualWheel => wheel::months(writer, writer.today().year()),
        Embed::Changes => changes(writer),
        Embed::Actions => actions(writer),
        Embed::Contacts => contacts(writer),
    };
    content.template = "embed";
    let site = writer.graph.config.settings.title.as_str();
    let whole =
        Words::link(writer.texts().fill("embed.whole", &[("site", site)]), writer.href_to(&whole(writer, embed)));
    content.sections.push(Section { anchor: String::new(), title: String::new(), parts: vec![note(whole)] });
    content
}

/// The page that a part is taken from.
fn whole(writer: &Writer<'_>, embed: Embed) -> crate::source::OutPath {
    let graph = writer.graph;
    match embed {
        Embed::ChannelAudiences => graph.fixed("channel_audiences"),
        Embed::AnnualWheel => graph.fixed("annual_wheel"),
        Embed::Changes => graph.fixed("changes"),
        Embed::Actions => graph.hub(Kind::ActionPlan.key()),
        Embed::Contacts => graph.crisis_sheet(),
    }
}

fn bare(title: String, sections: impl IntoIterator<Item = Section>) -> Content {
    Content {
        title,
        summary: String::new(),
        kind_label: String::new(),
        template: "embed",
        facts: Vec::new(),
        sections: sections.into_iter().collect(),
        keywords: Vec::new(),
    }
}

fn changes(writer: &Writer<'_>) -> Content {
    let items = home::changes(writer).into_iter().take(CHANGES).map(|(_, item)| item).collect();
    let parts = vec![list(items, writer.text("empty.changes"))];
    bare(writer.text("home.new"), [Section { anchor: String::new(), title: String::new(), parts }])
}

fn actions(writer: &Writer<'_>) -> Content {
    let year = writer.graph.current_year().unwrap_or(writer.today().year());
    let title = writer.texts().fill("table.actions", &[("year", &year.to_string())]);
    let list: Vec<_> = writer.graph.actions().filter(|own| own.plan.year == year).collect();
    let parts = vec![Part::Table(tables::actions(writer, title.clone(), &list))];
    bare(title, [Section { anchor: String::new(), title: String::new(), parts }])
}

fn contacts(writer: &Writer<'_>) -> Content {
    let graph = writer.graph;
    let sections = graph.of_kind(Kind::CrisisPlan).filter_map(|index| {
        let table = tables::contacts(writer, &crisis_roles(graph, index));
        let document = graph.document(index);
        let state = writer.state(graph.edition(index).state);
        let state = (!state.is_empty()).then(|| note(state));
        let parts = state.into_iter().chain([Part::Table(table)]).collect();
        titled(document.key.id.as_str(), document.meta.title.to_string(), parts)
    });
    bare(writer.text("crisis.contacts"), sections)
}

/// The parts with the code that shows each, and what the web server has to say.
pub(super) fn embedding(writer: &Writer<'_>) -> Content {
    let mut sections = vec![Section {
        anchor: String::new(),
        title: String::new(),
        parts: vec![note(Words::plain(writer.text("embed.how")))],
    }];
    sections.extend(writer.graph.embeds().into_iter().filter_map(|part| one(writer, part)));
    sections.extend(server(writer));
    Content::register(writer, "page.embed", sections)
}

fn one(writer: &Writer<'_>, part: Embed) -> Option<Section> {
    let path = writer.graph.embed_path(part);
    let title = writer.text(name(part));
    let quoted = title.replace('&', "&amp;").replace('"', "&quot;");
    let code = format!(
        "<iframe src=\"https://…/{path}\" title=\"{quoted}\" width=\"100%\" height=\"600\" loading=\"lazy\"></iframe>"
    );
    let address = Words::link(path.as_str(), writer.href_to(&path));
    titled(part.word(), title, vec![note(address), Part::Code { text: code }])
}

/// Key of a part's name, which holds in any year.
fn name(part: Embed) -> &'static str {
    match part {
        Embed::ChannelAudiences => "page.channel_audiences",
        Embed::AnnualWheel => "page.annual_wheel",
        Embed::Changes => "home.new",
        Embed::Actions => "plan.actions",
        Embed::Contacts => "crisis.contacts",
    }
}

/// The header by which a server says who may frame the site, in the words of the two commonest servers.
fn server(writer: &Writer<'_>) -> Option<Section> {
    let embed = writer.graph.config.settings.embed.as_ref();
    let hosts = embed.map(|embed| embed.allowed_ancestors.as_slice()).unwrap_or_default();
    let sources: Vec<_> = std::iter::once("'self'").chain(hosts.iter().map(Origin::as_str)).collect();
    let policy = format!("frame-ancestors {}", sources.join(" "));
    let code = |text: String| Part::Code { text };
    let parts = vec![
        note(Words::plain(writer.text("embed.server.text"))),
        code(format!("Content-Security-Policy: {policy}")),
        note(Words::plain("IIS, web.config")),
        code(format!(
            "<httpProtocol><customHeaders>\n  <add name=\"Content-Security-Policy\" value=\"{policy}\" />\n</customHeaders></httpProtocol>"
        )),
        note(Words::plain("nginx")),
        code(format!("add_header Content-Security-Policy \"{policy}\" always;")),
    ];
    section(writer, "embed.server", parts)
}
