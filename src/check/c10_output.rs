//! C10: the finished site is as a public body's site has to be.
//!
//! **What.** Here: the site says how accessible it is, by a statement of its own or a link to it, that is not older
//! than a year, with somebody to write to; and what a shown text refers to is not a draft that is left out. In the
//! finished pages, by `inspect`: nothing is fetched from other hosts, no script or style stands in a page, and no
//! address leads nowhere.
//!
//! **Why.** Directive (EU) 2016/2102, article 7, asks for the statement, its regular update and a way to report;
//! Danish, Swedish and Norwegian law carry it out. A site on a closed network is a website too. Another host learns
//! who reads what.
//!
//! **Mend.** Fill in `accessibility` in `site.yaml`: `url` or `text`, `assessed_on`, `contact`.

mod hidden;

use jiff::civil::{Date, date};

use crate::check::{Context, Examples, Parameter, Rule};
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::site::Accessibility;

const CODE: &str = "C10";

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_site: Some(site),
    parameters: &[DAYS],
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c10.passing.txt"),
            failing: include_str!("examples/c10.failing.txt"),
        },
    )
};

/// Days after which a site is assessed anew.
const DAYS: Parameter = Parameter::number(CODE, "days", 365.0);

fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = statement(context);
    findings.extend(hidden::findings(context));
    findings
}

/// Findings about the statement of accessibility.
fn statement(context: &Context<'_>) -> Vec<Diagnostic> {
    let file = context.settings_file();
    let (law, in_force) = law(context.config.lang());
    if context.config.options.today < in_force {
        return Vec::new();
    }
    let missing = || Diagnostic::warning(CODE, "statement-missing", &file).with("law", law);
    let Some(accessibility) = &context.config.settings.accessibility else {
        let place = context.config.settings.places.of("title");
        return vec![missing().at(place).hint("hint-statement-missing")];
    };
    let places = &accessibility.places;
    let mut findings = Vec::new();
    if accessibility.url.is_none() && accessibility.text.is_none() {
        findings.push(missing().at(places.own()).hint("hint-statement-missing"));
    }
    findings.extend(assessment(accessibility, context).map(|finding| finding.with("law", law)));
    if accessibility.contact.is_none() {
        let finding = Diagnostic::warning(CODE, "statement-no-contact", &file).at(places.own());
        findings.push(finding.with("law", law).hint("hint-statement-no-contact"));
    }
    findings
}

/// The finding about the day on which the site was assessed.
fn assessment(accessibility: &Accessibility, context: &Context<'_>) -> Option<Diagnostic> {
    let file = context.settings_file();
    let span = accessibility.places.of("assessed_on");
    let Some(assessed) = accessibility.assessed_on else {
        let finding = Diagnostic::warning(CODE, "statement-not-assessed", &file).at(span);
        return Some(finding.hint("hint-statement-not-assessed"));
    };
    let days = days_between(assessed, context.config.options.today);
    let finding = || Diagnostic::warning(CODE, "statement-old", &file).at(span).with("date", context.day(assessed));
    let is_old = f64::from(days) > DAYS.as_number(context.config);
    is_old.then(|| finding().with("days", days.to_string()).hint("hint-statement-not-assessed"))
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The law of the country in whose language the site is, and the day from which on it asks for the statement: in
/// Norway only since the directive was taken into its law.
fn law(lang: Lang) -> (&'static str, Date) {
    match lang {
        Lang::Da => ("lov nr. 692 af 8. juni 2018", date(2018, 9, 23)),
        Lang::Sv => ("lag (2018:1937)", date(2019, 1, 1)),
        Lang::Nb => ("likestillings- og diskrimineringsloven § 18", date(2023, 2, 1)),
        Lang::Nn => ("likestillings- og diskrimineringslova § 18", date(2023, 2, 1)),
        Lang::En => ("Directive (EU) 2016/2102", date(2018, 9, 23)),
    }
}
