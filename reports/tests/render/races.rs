//! Races as they are rendered.

use super::golden::check;
use super::sample;
use ifrace_report::races::{Claim, Found, Race, Searched, deviations};
use ifrace_report::text::{self, Style, WIDTH};
use ifrace_report::{GateReport, json, junit};
use ifrace_sim::world::property::Property;
use ifrace_sim::world::violated::Violated::{self, Adoption, Leak, Progress, ReuseBeforeCleanup, StompDevice, StompOvsPort};

const ABOUT: [Property; 2] = [Property::IncomingFailed, Property::BothRunning];
const CAUSE: &str = "'delete link macvtap0' of B#1's failed migrate in hits A#1: its device macvtap0 is gone";

fn all(found: &[(Violated, u32)]) -> Searched {
    let found = found.iter().map(|(violated, depth)| Found { depth: Some(*depth), ..unnumbered(*violated) }).collect();
    Searched { states: 7534, exhausted: true, schedules: 0, found, reached: ABOUT.to_vec(), open: None }
}

fn part(found: &[(Violated, u32)]) -> Searched {
    Searched { states: 100_312, exhausted: false, schedules: 3000, ..all(found) }
}

const fn unnumbered(violated: Violated) -> Found {
    Found { violated, depth: None, schedule: None, cause: None }
}

fn race(scenario: &str, era: &str, breaks: &[Violated], never: &[Violated], searched: Searched) -> Race {
    let claim = Claim { breaks: breaks.to_vec(), never: never.to_vec(), about: ABOUT.to_vec() };
    Race { scenario: scenario.into(), era: era.into(), claim, searched }
}

/// A race of each kind.
fn report() -> GateReport {
    let name = "failed-migration-macvtap";
    let mut regressed = all(&[(StompDevice, 6)]);
    regressed.found[0].cause = Some(CAUSE.into());
    let mut by_chance = part(&[]);
    by_chance.found.push(Found { schedule: Some(17), cause: Some(CAUSE.into()), ..unnumbered(StompOvsPort) });
    let vacuous = Searched { reached: vec![Property::BothRunning], ..all(&[]) };
    let open = |why: &str| Searched { open: Some(why.into()), ..Searched::default() };
    let races = vec![
        race(name, "6.6", &[StompDevice, Leak], &[], all(&[(StompDevice, 6), (Leak, 16), (Progress, 11)])),
        race(name, "6.7", &[], &[StompDevice, Leak], regressed),
        race(name, "6.8", &[Leak, Adoption], &[], part(&[(Leak, 9)])),
        race(name, "6.9", &[], &[Leak], part(&[(ReuseBeforeCleanup, 7)])),
        race(name, "11.3", &[], &[Leak], vacuous),
        race(name, "nftables", &[], &[Leak], open("the world is too small for it")),
        race(name, "hardened", &[], &[Leak], all(&[])),
        race("reuse-after-stop", "6.6", &[Leak], &[], open("interrupted before it began")),
        race("reuse-after-stop", "9.0-debian", &[], &[Leak], part(&[])),
        race("reuse-after-stop", "by-name@lowest-free", &[], &[StompOvsPort], by_chance),
        race("reuse-after-stop", "by-owner@hardened", &[], &[StompOvsPort], part(&[])),
    ];
    let as_expected = sample::as_expected();
    GateReport { deviations: deviations(&races), races, rows: vec![], canaries: vec![], operations: None, ..as_expected }
}

#[test]
fn races_of_each_kind() {
    let report = report();
    check("races.txt", &text::render(&report, Style::default()));
    check("races.json", &json::render(&report));
    check("races.xml", &junit::render(&report, &sample::baseline()).unwrap());
}

#[test]
fn the_tables_fit_a_terminal_in_colours_as_well() {
    let plain = text::render(&report(), Style::default());
    for line in plain.lines().filter(|line| !line.contains("ifrace explore")) {
        assert!(line.chars().count() <= WIDTH && line.trim_end() == line, "{line}");
    }
    let coloured = text::render(&report(), Style { color: true });
    let codes = ["\x1b[32m", "\x1b[1;31m", "\x1b[33m", "\x1b[2m", "\x1b[0m"];
    assert_eq!(codes.iter().fold(coloured, |text, code| text.replace(code, "")), plain);
}
