//! States that are damaged at random: each is refused, or nothing that it has to remember is harmed.

mod damage;

use super::layout::LINE;
use super::{Damage, Layout, LeaseRecord, LeaseTag, Memory, Words};
use crate::IfName;
use crate::names::{Lease, NameAllocator, NamePattern, StateError};
use damage::{Kind, Random};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Smaller than that of a host, so that each state is looked through in a millisecond without optimization.
const LAYOUT: Layout = Layout { counters: 64, participants: 64, leases: 1024 };
const BOOT: u64 = 0x1234_5678_9abc;
const CASES: u64 = 10_000;
const TEMPLATES: [&str; 8] =
    ["vnet%d", "macvtap%d", "macvlan%d", "v%d", "v1%d", "tap%d-x", "fourteen-bytes%d", "thirteen-byte%d"];

fn pattern(text: &str) -> NamePattern {
    NamePattern::parse(text.as_bytes()).unwrap()
}

/// What has to be remembered.
#[derive(Debug, PartialEq)]
struct Remembered {
    counts: BTreeMap<NamePattern, u64>,
    leases: BTreeMap<IfName, (LeaseTag, LeaseRecord)>,
}

impl Remembered {
    fn of(memory: &Memory) -> Result<Self, StateError> {
        let locked = memory.lock()?;
        let leases = locked.leases().map(|lease| lease.map(|(_, tag, record)| (record.name, (tag, record))));
        let counts = memory.counters().map(|one| one.and_then(|(counter, pattern)| Ok((pattern, counter.position(memory)?))));
        let counts = counts.collect::<Result<_, Damage>>()?;
        Ok(Self { counts, leases: leases.collect::<Result<_, Damage>>()? })
    }

    /// What of the other one is forgotten or changed here.
    fn harm(&self, before: &Self, memory: &Memory) -> Option<String> {
        let behind = before.counts.iter().find(|(pattern, count)| self.counts.get(pattern).is_none_or(|now| now < count));
        let lost = before.leases.iter().find(|(name, lease)| self.leases.get(name) != Some(lease));
        let hidden = before.leases.iter().find(|(name, (_, lease))| {
            let found = memory.lock().unwrap().find(**name, lease.netns);
            !matches!(found, Ok(Some(_)))
        });
        match (behind, lost, hidden, self.leases.len() == before.leases.len()) {
            (None, None, None, true) => None,
            other => Some(format!("{other:?}")),
        }
    }
}

/// A state in use: counters far and near, leases that are held, retired and gone.
fn used() -> (Memory, Vec<Lease>) {
    let memory = Arc::new(Memory::new(Words::own(&Memory::initial(LAYOUT, 5, BOOT)), LAYOUT));
    let mut names = NameAllocator::of_boot(Arc::clone(&memory), BOOT).unwrap();
    let mut kept = Vec::new();
    for (number, template) in TEMPLATES.into_iter().enumerate() {
        for turn in 0..40 {
            let Ok(given) = names.generate(pattern(template)) else { break };
            if turn * (number + 3) % 5 < 3 && names.is_pending(given.name).is_ok_and(|pending| !pending) {
                kept.push(names.clone().in_netns(0xfeed_0000 + turn as u64).hold(given.name, given.generation).unwrap());
            }
        }
        names = names.restarted().unwrap();
    }
    names.reserve(b"vnet123456789").unwrap();
    for turn in (0..kept.len()).rev() {
        match turn % 4 {
            0 => kept[turn].note_device(turn as u32 + 7).unwrap(),
            1 => kept[turn].retire().unwrap(),
            2 => kept.swap_remove(turn).done().unwrap(),
            _ => {}
        }
    }
    (Memory::new(Words::own(&memory.copy()), LAYOUT), kept)
}

/// Opens a state as a process does, and says what is wrong with it: an error, or what is harmed without one.
fn opened(words: &[u64], before: &Remembered) -> Result<Option<String>, StateError> {
    let memory = Arc::new(Memory::new(Words::own(words), LAYOUT));
    NameAllocator::of_boot(Arc::clone(&memory), BOOT)?;
    Ok(match Remembered::of(&memory) {
        Ok(now) => now.harm(before, &memory),
        Err(error) => Some(format!("{error}, which the opening has not seen")),
    })
}

#[test]
fn ten_thousand_damaged_states_are_refused_or_unharmed() {
    let (memory, _kept) = used();
    let (words, before) = (memory.copy(), Remembered::of(&memory).unwrap());
    assert!(before.leases.len() > 100 && before.counts.len() == TEMPLATES.len(), "{before:?}");
    assert_eq!(opened(&words, &before).unwrap(), None, "it is undamaged");
    let used = damage::words_in_use(&words, LAYOUT);
    let mut random = Random(1);
    let (mut refused, mut unharmed, mut harmed) = (0, 0, Vec::new());
    for case in 0..CASES {
        let aim = if case % 2 == 0 { &used[..] } else { &[] };
        let kind = Kind::ALL[random.below(Kind::ALL.len())];
        let mut damaged = words.clone();
        kind.apply(&mut damaged, aim, &mut random);
        match opened(&damaged, &before) {
            Ok(None) => unharmed += 1,
            Ok(Some(harm)) => harmed.push(format!("case {case}, {kind:?}: {harm}")),
            Err(error) => {
                let text = error.to_string();
                assert!(text.contains("byte ") && text.contains("rebuilt") && !text.contains('\n'), "{text}");
                refused += 1;
            }
        }
    }
    println!("{refused} refused, {unharmed} unharmed, {} harmed", harmed.len());
    assert_eq!(harmed, Vec::<String>::new());
    assert!(refused > CASES / 2 && unharmed > CASES / 50, "{refused} refused, {unharmed} unharmed");
}

/// Every word of leases and counters in use, with bits of this word alone, so that what its check lets pass is seen.
#[test]
fn several_bits_of_one_word_are_seen() {
    let (memory, _kept) = used();
    let (words, before) = (memory.copy(), Remembered::of(&memory).unwrap());
    let used = damage::words_in_use(&words, LAYOUT);
    let mut random = Random(2);
    for case in 0..CASES / 2 {
        let mut damaged = words.clone();
        let word = used[random.below(used.len())];
        for _ in 0..3 + case % 6 {
            damaged[word] ^= 1 << random.below(64);
        }
        if damaged[word] != words[word] {
            let harm = opened(&damaged, &before);
            assert!(matches!(harm, Err(_) | Ok(None)), "case {case}, word {word}: {harm:?}");
        }
    }
}

/// The next pattern gets it, and would then fail.
#[test]
fn a_counter_that_is_not_used_yet_is_looked_at() {
    let (memory, _kept) = used();
    let (words, before) = (memory.copy(), Remembered::of(&memory).unwrap());
    let first = LAYOUT.counter(TEMPLATES.len() + 1);
    for word in [first, first + LINE, first + LINE + 1] {
        let mut damaged = words.clone();
        damaged[word] ^= 1;
        let refused = opened(&damaged, &before);
        assert!(matches!(&refused, Err(StateError::Damaged(damage)) if damage.word == word), "word {word}: {refused:?}");
    }
}

/// What no check can see: a count and its ceiling that went back together. The judge does.
#[test]
fn a_count_that_went_back_with_its_ceiling_is_harm() {
    let (memory, _kept) = used();
    let before = Remembered::of(&memory).unwrap();
    let (mut words, first, fresh) = (memory.copy(), LAYOUT.counter(0), Memory::initial(LAYOUT, 5, BOOT));
    words[first] = fresh[first];
    assert_eq!(opened(&words, &before).unwrap(), None, "a count that stayed behind follows its ceiling");
    words[first + LINE] = fresh[first + LINE];
    assert!(opened(&words, &before).unwrap().is_some(), "the judge sees no harm");
}
