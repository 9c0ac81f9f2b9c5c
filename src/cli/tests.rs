//! Tests of the arguments.

use clap::CommandFactory;

use super::*;

#[test]
fn the_arguments_hold_together() {
    Arguments::command().debug_assert();
}

#[test]
fn common_options_stand_before_and_after_the_command() {
    for line in ["rettesnor --lang nb check --deny warnings", "rettesnor check --date 2026-02-28 --format short"] {
        assert!(Arguments::try_parse_from(line.split(' ')).is_ok(), "{line}");
    }
    for line in ["rettesnor", "rettesnor check --lang xx", "rettesnor build --date 28-02-2026", "rettesnor bild"] {
        assert!(Arguments::try_parse_from(line.split(' ')).is_err(), "{line}");
    }
}
