use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::chart::scale::Scale;
use crate::chart::svg::wrapped;
use crate::lang::Lang;

fn texts(lang: Lang) -> Texts {
    Texts::new(lang, Arc::new(BTreeMap::new()))
}

fn dots(values: &[f64]) -> Vec<Dot> {
    let months = (1..=12).map(|month| date(2025, month, 28));
    values.iter().zip(months).map(|(value, date)| Dot { date, value: *value }).collect()
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', "_")
}

#[test]
fn a_line_says_what_one_sees() {
    let dots = dots(&[12.0, 7.5, 14.0, 9.25]);
    let target = Target { min: Some(8.0), max: Some(12.0), words: "8–12 opslag".to_owned() };
    let drawn = Line { title: "Opslag <b>", unit: "opslag", dots: &dots, target: Some(&target) };
    let drawing = line(&drawn, &texts(Lang::Da)).unwrap();
    assert_eq!(
        plain(&drawing.description),
        "Kurve med 4 målinger fra januar 2025 til april 2025. Den begynder ved 12_opslag og ender ved 9,3_opslag. \
         Højest er 14_opslag i marts 2025, lavest 7,5_opslag i februar 2025. Målet er 8–12 opslag. Den seneste måling \
         er inden for målet; 2 af 4 målinger ligger inden for."
    );
    assert!(drawing.svg.contains("<title>Opslag &lt;b&gt;</title>"), "{}", drawing.svg);
    assert!(drawing.svg.contains("role=\"img\"") && !drawing.svg.contains("style="), "{}", drawing.svg);
    assert_eq!(drawing.svg.matches("class=\"chart-edge\"").count(), 3, "both ends of the target, and its key");
    assert_eq!(line(&Line { dots: &dots[..1], ..drawn }, &texts(Lang::Da)), None);
}

#[test]
fn a_description_has_no_gap_in_any_language() {
    let dots = dots(&[1.0, 3.0, 2.0]);
    let target = Target { min: Some(2.0), max: None, words: "2".to_owned() };
    let months: [Vec<Mark>; 12] = Default::default();
    for lang in Lang::ALL {
        let texts = texts(*lang);
        let bar = |label: &str, value: f64| Bar { label: label.to_owned(), value, shown: value.to_string() };
        let drawings = [
            line(&Line { title: "a", unit: "", dots: &dots, target: Some(&target) }, &texts),
            spark(&Spark { title: "a", unit: "", dots: &dots, target: Some(&target) }, &texts),
            bars("a", &[bar("b", 1.0), bar("c", 2.0)], &texts),
            progress("a", &[Segment { label: "b", count: 2, class: "fill-good" }], &texts),
            Some(wheel(&Wheel { title: "a", year: 2026, now: Some(3), months: &months }, &texts)),
        ];
        for drawing in drawings.map(Option::unwrap) {
            assert!(!drawing.description.contains(['{', '}']), "{}", drawing.description);
            assert!(!drawing.description.starts_with("chart."), "{}", drawing.description);
            let desc = drawing.svg.split("<desc>").nth(1).unwrap().split("</desc>").next().unwrap();
            assert_eq!(desc, drawing.description);
        }
    }
}

#[test]
fn scales_are_round_and_hold_all_values() {
    for (values, ticks) in [
        (vec![7.0, 14.0], vec![0.0, 5.0, 10.0, 15.0]),
        (vec![5014.0, 5178.0], vec![5000.0, 5050.0, 5100.0, 5150.0, 5200.0]),
        (vec![0.0, 0.0], vec![0.0, 0.5]),
        (vec![-3.0, 4.0], vec![-4.0, -2.0, 0.0, 2.0, 4.0]),
    ] {
        let scale = Scale::of(values.iter().copied());
        for value in &values {
            assert!((scale.low..=scale.high).contains(value), "{scale:?}");
        }
        let first: Vec<f64> = scale.ticks.iter().take(ticks.len()).copied().collect();
        assert_eq!(first, ticks, "{scale:?}");
    }
    let flat = Scale::of([3.0, 3.0].into_iter());
    assert!(flat.share(3.0).is_finite() && flat.high > flat.low, "{flat:?}");
}

#[test]
fn segments_differ_without_colour() {
    let segment = |label, count| Segment { label, count, class: "fill-neutral" };
    let drawing =
        progress("Handlinger", &[segment("a", 3), segment("b", 1), segment("c", 6)], &texts(Lang::Da)).unwrap();
    let dashes: Vec<&str> =
        drawing.svg.split("stroke-dasharray=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(dashes.len(), 2, "the first is plain");
    assert_ne!(dashes[0], dashes[1]);
    assert!(swatch(1, "fill-neutral").contains(dashes[0]), "the list has the same mark");
    assert_eq!(progress("Handlinger", &[], &texts(Lang::Da)), None);
}

#[test]
fn the_wheel_shows_each_entry_once_or_counts_it() {
    let mark = |kind, theme| Mark { kind, theme, title: "Øvelse & øl".to_owned() };
    let mut months: [Vec<Mark>; 12] = Default::default();
    months[0] = vec![mark(MarkKind::Item, Some(0)); 9];
    months[1] = vec![mark(MarkKind::Deadline, None), mark(MarkKind::Review, None), mark(MarkKind::Review, None)];
    let drawing = wheel(&Wheel { title: "Årshjul", year: 2026, now: None, months: &months }, &texts(Lang::Da));
    let own = drawing.svg.split_once("class=\"wheel-theme\"").unwrap().1.split_once("</g>").unwrap().0;
    assert_eq!(own.matches("<circle").count(), 6, "the last place counts the rest");
    assert!(drawing.svg.contains(">+3</text>"), "{}", drawing.svg);
    assert!(drawing.svg.contains(">2</text>"), "reviews are counted");
    assert!(drawing.svg.contains("<title>Øvelse &amp; øl</title>"));
    assert!(drawing.description.contains("januar: 9"), "{}", drawing.description);
    assert_eq!((theme_letter(0), theme_letter(25), theme_letter(26)), ("A".into(), "Z".into(), "A2".into()));
}

#[test]
fn dates_and_numbers_are_of_the_language() {
    let dots = [Dot { date: date(2025, 5, 31), value: 12_345.5 }, Dot { date: date(2026, 3, 31), value: 10_000.0 }];
    let svg = |lang| line(&Line { title: "a", unit: "", dots: &dots, target: None }, &texts(lang)).unwrap().svg;
    assert!(svg(Lang::Da).contains(">12.345,5<") && svg(Lang::Da).contains(">mar. 2026<"), "{}", svg(Lang::Da));
    assert!(svg(Lang::En).contains(">12,345.5<") && svg(Lang::En).contains(">May 2025<"), "{}", svg(Lang::En));
}

#[test]
fn long_names_are_wrapped() {
    assert_eq!(wrapped("Følgere på Facebook i forhold", 12), ["Følgere på", "Facebook i", "forhold"]);
    assert_eq!(wrapped("  Kommunikationskonsulenten er", 8), ["Kommunikationskonsulenten", "er"]);
}

#[test]
fn heat_has_few_steps() {
    let heat = heat(&[vec![0, 1, 2], vec![3, 9, 0]]);
    assert_eq!(heat.steps, [[0, 1, 2], [3, 3, 0]]);
    assert_eq!((heat.empty, heat.cells), (2, 6));
}

#[test]
fn a_value_stands_where_the_line_does_not_run_through_it() {
    let svg = |values: [f64; 7]| {
        let dots: Vec<_> =
            values.iter().zip(1..).map(|(value, month)| Dot { date: date(2026, month, 28), value: *value }).collect();
        line(&Line { title: "a", unit: "kommentarer", dots: &dots, target: None }, &texts(Lang::Da)).unwrap().svg
    };
    let number = |svg: &str, element: &str, name: &str| -> f64 {
        let last = svg.rsplit(element).find(|part| part.contains(name)).unwrap();
        last.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    // The last point that is drawn is the first of the series, unless the line is shorter than its words.
    let is_above = |svg: &str| number(svg, "<text class=\"chart-value\"", "y") < number(svg, "<circle", "cy");
    assert!(is_above(&svg([10.0, 9.0, 8.0, 7.0, 4.0, 2.0, 1.0])), "the line falls away from the words");
    assert!(!is_above(&svg([10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 30.0])), "the line rises through the words");
    assert!(is_above(&svg([0.0, 0.5, 1.0, 1.5, 2.0, 15.0, 30.0])), "there is no room under the lowest point");
}
