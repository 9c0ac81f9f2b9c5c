//! Tests of targets.

use super::*;
use crate::lang::Lang;
use crate::source::SourcePath;

fn read(yaml: &str) -> (Option<Target>, Vec<&'static str>) {
    let mut reader = Reader::new(SourcePath::new("content/site.yaml"), Lang::Da);
    let target = Target::decode(&crate::parse::tests::fixture::value(yaml), &mut reader);
    (target, reader.findings.iter().map(|finding| finding.key).collect())
}

#[test]
fn the_fields_say_the_way() {
    let (target, told) = read("{profile: public, folder: /srv/www, base: 'https://a.example/x/'}");
    let target = target.unwrap();
    assert_eq!((told.len(), target.keep, target.base_path()), (0, 5, "/x/"));
    assert!(matches!(target.way, Way::Folder { layout: TargetLayout::Releases, .. }));
    assert!(matches!(read("{profile: internal, file: ud.zip}").0.unwrap().way, Way::Zip { .. }));
    let git = read("{profile: internal, remote: origin, branch: gh-pages}").0.unwrap();
    assert!(matches!(git.way, Way::Git { .. }));
    assert_eq!(git.base_path(), "/");
    let command = read("{profile: internal, program: rsync, args: [-a, '{release}/', 'x:y']}").0.unwrap();
    assert!(matches!(command.way, Way::Command { args, .. } if args.len() == 3));
}

#[test]
fn what_does_not_fit_is_told() {
    for (yaml, key) in [
        ("{folder: x}", "missing-field"),
        ("{profile: offentlig, folder: x}", "unknown-choice"),
        ("{profile: public}", "target-without-way"),
        ("{profile: public, folder: x, file: y}", "target-two-ways"),
        ("{profile: public, file: y, layout: plain}", "target-idle-field"),
        ("{profile: public, remote: origin}", "missing-field"),
        ("{profile: public, remote: origin, branch: '-f'}", "target-wrong-branch"),
        ("{profile: public, folder: x, drafts: true}", "target-public-drafts"),
        ("{profile: public, folder: x, keep: 1}", "target-keeps-too-few"),
        ("{profile: public, folder: x, base: a.example}", "target-wrong-base"),
        ("{profile: public, folder: x, host: [nginx]}", "unknown-choice"),
    ] {
        let (target, told) = read(yaml);
        assert_eq!((target.is_none(), told.as_slice()), (true, [key].as_slice()), "{yaml}");
    }
}
