//! Pictures, also beside a simple picture that goes through everything it knows for each question.

use super::*;
use std::collections::BTreeSet;

fn pattern(text: &str) -> NamePattern {
    NamePattern::parse(text.as_bytes()).expect("a template")
}

fn names(names: &[&str]) -> Vec<Vec<u8>> {
    names.iter().map(|name| name.as_bytes().to_vec()).collect()
}

#[test]
fn only_ids_that_were_free_are_new() {
    let mut picture = Picture::new();
    let vnets = picture.watch(pattern("vnet%d"));
    let ones = picture.watch(pattern("vnet1%d"));
    assert_eq!(picture.watch(pattern("vnet%d")), vnets);
    assert_eq!(picture.set(2, names(&["vnet0", "vnet12", "other"])), [(vnets, 0), (vnets, 12), (ones, 2)]);
    assert_eq!(picture.set(2, names(&["vnet0", "vnet12", "other"])), []);
    assert_eq!(picture.set(2, names(&["vnet1", "vnet0"])), [(vnets, 1)], "renamed, and the old name is an alternative one");
    assert_eq!(picture.set(3, names(&["vnet0", "vnet01", "vnet", "vnet00"])), [], "no id gives these names");
    assert_eq!((picture.taken_ids(vnets), picture.taken_ids(ones)), (2, 0));
}

#[test]
fn a_name_that_two_devices_bear_is_taken_until_both_are_gone() {
    let mut picture = Picture::new();
    let vnets = picture.watch(pattern("vnet%d"));
    picture.set(2, names(&["vnet0", "vnet0"]));
    picture.set(3, names(&["br0", "vnet0"]));
    assert_eq!(picture.len(), 2);
    picture.remove(2);
    picture.remove(2);
    assert!(picture.is_taken(b"vnet0"));
    assert_eq!(picture.free_run(vnets, 0).unwrap().start, 1);
    picture.set(3, names(&["br0"]));
    assert!(!picture.is_taken(b"vnet0"));
    assert_eq!(picture.free_run(vnets, 0), Some(0..100_000_000_000));
    picture.remove(3);
    assert!(picture.is_empty());
}

#[test]
fn a_pattern_watched_late_knows_the_names_from_before() {
    let mut picture = Picture::new();
    picture.set(2, names(&["fourteen-bytes9"]));
    picture.set(3, names(&["x", "fourteen-bytes8"]));
    let watched = picture.watch(pattern("fourteen-bytes%d"));
    assert_eq!(picture.free_run(watched, 0), Some(0..8));
    assert_eq!(picture.free_run(watched, 8), None, "every id from there on is taken");
    assert_eq!(picture.free_run(watched, 10), None, "there are ten ids");
}

#[test]
fn replacing_forgets_what_is_gone() {
    let mut picture = Picture::new();
    let vnets = picture.watch(pattern("vnet%d"));
    picture.replace([(2, names(&["vnet0"])), (3, names(&["vnet1"]))]);
    picture.replace([(3, names(&["vnet2"])), (4, names(&["vnet5"])), (4, names(&["vnet4"]))]);
    let devices: Vec<_> = picture.devices().map(|(index, names)| (index, names[0].as_slice())).collect();
    assert_eq!(devices, [(3, &b"vnet2"[..]), (4, b"vnet4")]);
    assert_eq!(picture.free_run(vnets, 2), Some(3..4));
    assert_eq!(picture.taken_ids(vnets), 2);
}

#[test]
fn a_key_of_another_picture_knows_nothing() {
    let foreign = Picture::new().watch(pattern("vnet%d"));
    assert_eq!((Picture::new().free_run(foreign, 0), Picture::new().taken_ids(foreign)), (None, 0));
}

/// Numbers that a seed decides (`xorshift64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    /// Up to four names out of few, so that devices share them and ids form runs.
    fn names(&mut self) -> Vec<Vec<u8>> {
        let prefixes = ["n", "n1", "fourteen-bytes", "other"];
        (0..self.below(5)).map(|_| format!("{}{}", prefixes[self.below(4) as usize], self.below(24)).into_bytes()).collect()
    }
}

fn compare(picture: &Picture, devices: &BTreeMap<u32, Vec<Vec<u8>>>, watched: &[(Watched, NamePattern)], about: &str) {
    let taken: BTreeSet<&Vec<u8>> = devices.values().flatten().collect();
    assert_eq!(picture.len(), taken.len(), "{about}");
    assert!(picture.devices().eq(devices.iter().map(|(index, names)| (*index, names.as_slice()))), "{about}");
    for (watched, pattern) in watched {
        let ids: BTreeSet<u64> = taken.iter().filter_map(|name| pattern.id_of(name)).collect();
        assert_eq!(picture.taken_ids(*watched), ids.len() as u64, "{about}: {pattern}");
        for from in 0..26 {
            let start = (from..pattern.ids()).find(|id| !ids.contains(id));
            let end = |start| ids.range(start..).next().copied().unwrap_or(pattern.ids());
            assert_eq!(picture.free_run(*watched, from), start.map(|start| start..end(start)), "{about}: {pattern} from {from}");
        }
    }
}

/// A picture beside the devices that it is of.
#[derive(Default)]
struct Pair {
    picture: Picture,
    devices: BTreeMap<u32, Vec<Vec<u8>>>,
    watched: Vec<(Watched, NamePattern)>,
}

impl Pair {
    fn change(&mut self, dice: &mut Dice, patterns: &mut Vec<NamePattern>, about: &str) {
        let index = dice.below(12) as u32;
        match dice.below(40) {
            0 => {
                self.devices = (0..dice.below(12)).map(|_| (dice.below(12) as u32, dice.names())).collect();
                self.picture.replace(self.devices.clone());
            }
            1 => self.watched.extend(patterns.pop().map(|pattern| (self.picture.watch(pattern), pattern))),
            2..=12 => {
                self.devices.remove(&index);
                self.picture.remove(index);
            }
            _ => self.set(index, &dice.names(), about),
        }
    }

    fn set(&mut self, index: u32, names: &[Vec<u8>], about: &str) {
        let before: BTreeSet<Vec<u8>> = self.devices.insert(index, names.to_vec()).into_iter().flatten().collect();
        let others = self.devices.iter().filter(|(other, _)| **other != index).flat_map(|(_, names)| names);
        let before: BTreeSet<&Vec<u8>> = before.iter().chain(others).collect();
        let fresh: BTreeSet<&Vec<u8>> = names.iter().filter(|name| !before.contains(name)).collect();
        let ids = |(key, pattern): &(Watched, NamePattern)| {
            let (key, pattern) = (*key, *pattern);
            fresh.iter().filter_map(move |name| Some((key, pattern.id_of(name)?))).collect::<Vec<_>>()
        };
        let expected: BTreeSet<_> = self.watched.iter().flat_map(ids).collect();
        let mut newly = self.picture.set(index, names.to_vec());
        newly.sort_unstable();
        assert_eq!(newly, expected.into_iter().collect::<Vec<_>>(), "{about}");
    }
}

#[test]
fn pictures_agree_with_a_simple_one() {
    for seed in 1..=40_u64 {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut patterns = ["fourteen-bytes%d", "n1%d", "n%d"].map(pattern).to_vec();
        let mut pair = Pair::default();
        for step in 0..400 {
            let about = format!("seed {seed}, step {step}");
            pair.change(&mut dice, &mut patterns, &about);
            compare(&pair.picture, &pair.devices, &pair.watched, &about);
        }
    }
}
