//! Putting results together.

use super::{Conflict, Digest, Header, HistoryOutcome, Journal, JournalError, Line, Outcome, SCHEMA, UnitSet};
use proptest::prelude::*;
use std::ops::Range;

const UNITS: u64 = 12;

fn line(unit: u64, outcome: Outcome) -> Line {
    Line { unit, outcome }
}

fn played(cases: u64) -> Outcome {
    Outcome::History(HistoryOutcome {
        version: None,
        cases,
        completed: cases,
        operations: 3 * cases,
        cut_short: None,
        missing: Vec::new(),
        findings: Vec::new(),
    })
}

fn set(lines: impl IntoIterator<Item = Line>) -> UnitSet {
    let mut set = UnitSet::default();
    lines.into_iter().for_each(|line| set.add(line).expect("no unit has two results"));
    set
}

fn merged(sets: &[&UnitSet]) -> UnitSet {
    let mut all = UnitSet::default();
    sets.iter().for_each(|set| all.merge((*set).clone()).expect("no unit has two results"));
    all
}

fn header() -> Header {
    Header { schema: SCHEMA, ifrace: "0.1.0".to_owned(), plan: Digest::of(b"a plan"), units: UNITS }
}

/// Some units, each played, or not run for one of two reasons: what a machine of a campaign may have.
fn part() -> impl Strategy<Value = UnitSet> {
    prop::collection::vec(prop::option::weighted(0.6, 0..4_u64), UNITS as usize).prop_map(|units| {
        let outcome = |unit: u64, what: u64| match what {
            0 => Outcome::NotRun("no library".to_owned()),
            1 => Outcome::NotRun("no root".to_owned()),
            _ => played(unit),
        };
        set(units.into_iter().zip(0..).filter_map(|(what, unit)| Some(line(unit, outcome(unit, what?)))))
    })
}

proptest! {
    #[test]
    fn merging_is_associative_commutative_and_idempotent(a in part(), b in part(), c in part()) {
        prop_assert_eq!(merged(&[&a, &b]), merged(&[&b, &a]));
        prop_assert_eq!(merged(&[&merged(&[&a, &b]), &c]), merged(&[&a, &merged(&[&b, &c])]));
        prop_assert_eq!(merged(&[&a, &a]), a);
    }

    #[test]
    fn any_partition_adds_up_to_the_whole(whole in part(), places in prop::collection::vec(0..5_usize, UNITS as usize)) {
        let shard = |number| set(whole.iter().filter(|line| places[line.unit as usize] == number).cloned());
        let shards: Vec<UnitSet> = (0..5).map(shard).collect();
        let all = merged(&shards.iter().rev().collect::<Vec<_>>());
        prop_assert_eq!(all.text(&header()), whole.text(&header()));
    }

    #[test]
    fn results_are_read_back_wherever_the_file_was_cut(whole in part(), cut in any::<prop::sample::Index>()) {
        let text = whole.text(&header());
        let read = Journal::parse(text.as_bytes()).expect("it was written");
        prop_assert_eq!((&read.units, read.header, read.whole), (&whole, header(), text.len()));
        let cut = cut.index(text.len());
        match Journal::parse(&text.as_bytes()[..cut]) {
            Ok(read) => {
                prop_assert!(read.whole <= cut && read.units.iter().all(|line| whole.get(line.unit) == Some(line)));
                let lines = text[..cut].matches('\n').count() as u64;
                prop_assert_eq!(read.units.len() + 1, lines);
            }
            Err(error) => prop_assert!(error == JournalError::Empty && !text[..cut].contains('\n')),
        }
    }

    #[test]
    fn a_changed_byte_never_goes_unseen(whole in part(), at in any::<prop::sample::Index>(), other in any::<u8>()) {
        let mut text = whole.text(&header()).into_bytes();
        let at = at.index(text.len());
        prop_assume!(text[at] != other);
        text[at] = other;
        // Without its last line end the last line does not count.
        let is_last = at + 1 == text.len();
        prop_assert!(is_last || Journal::parse(&text).is_err(), "{}", String::from_utf8_lossy(&text));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(text in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Journal::parse(&text).is_err());
    }
}

#[test]
fn two_results_for_one_unit_are_a_conflict_whatever_comes_between() {
    let mut all = set([line(3, played(1))]);
    assert_eq!(all.merge(set([line(2, played(1)), line(3, played(2))])), Err(Conflict { unit: 3 }));
    assert_eq!(all.add(line(3, Outcome::NotRun("no root".to_owned()))), Ok(()));
    assert_eq!(all.get(3), Some(&line(3, played(1))), "what was played stays");
    let twice = format!("{}{}{}", header().to_line(), line(3, played(1)).to_line(), line(3, played(2)).to_line());
    let conflict = Conflict { unit: 3 };
    assert_eq!(Journal::parse(twice.as_bytes()), Err(JournalError::Conflict { line: 3, conflict }));
}

#[test]
fn missing_units_are_ranges() {
    let some = set([0, 1, 4, 9].map(|unit| line(unit, played(1))));
    assert_eq!(some.missing(12), [2..4, 5..9, 10..12]);
    assert_eq!(some.missing(10), [2..4, 5..9]);
    assert_eq!(UnitSet::default().missing(2), [Range { start: 0, end: 2 }]);
}

#[test]
fn a_damaged_line_is_named() {
    let text = set([2, 5].map(|unit| line(unit, played(1)))).text(&header());
    let parse = |text: String| Journal::parse(text.as_bytes()).expect_err("it is damaged").to_string();
    let damaged = "line 3: it is damaged: its checksum is another one; restore the file, or remove the line and play";
    assert!(parse(text.replace("\"unit\":5", "\"unit\":6")).starts_with(damaged));
    assert!(parse(text.replace("0.1.0", "0.2.0")).starts_with("line 1: it is damaged"));
    let beyond = format!("{}{}", header().to_line(), line(UNITS, played(1)).to_line());
    assert_eq!(parse(beyond), "line 2: there is no unit 12: the campaign has 12");
    let newer = Header { schema: 2, ..header() }.to_line();
    assert_eq!(parse(newer), "line 1: it has the schema 2, and this version of ifrace reads 1");
}
