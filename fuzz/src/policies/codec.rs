//! Scenarios as bytes: the era, then operations, each with a byte in front.

use super::scenario::{Answers, Creation, Generate, NUMBER_MAX, OPERATIONS_MAX, Operation, Rest, Scenario};
use crate::front::byte;
use crate::names::{name, push_name};
use arbitrary::Unstructured;
use ifrace_model::Errno;
use ifrace_model::policy::{DeviceKind, Era, Presence};

/// Bits of the byte in front of a call.
const WITH_NAME: u8 = 0x40;
const WITH_ANSWERS: u8 = 0x80;

/// The byte in front of answers for a host that goes on badly: rare, since such a call goes through all its attempts. A second
/// byte says how.
const BAD: u8 = 0xa5;
const BAD_RESTS: [(u8, Rest); 2] = [(0x5a, Rest::Taken), (0x5b, Rest::Failing)];

/// Set in front of answers whose numbers have bytes of their own.
const MANY: u8 = 0x20;

/// From here on a byte in front of a reserved name says that any name follows.
const ANY_NAME: u8 = 0xe0;

/// Numbers around which the eras behave in another way; a signed byte is added.
const BASES: [i64; 8] = [128, 100_000_000, 2_147_483_648, 0, 100_000, 8_192, 4_294_967_296, 10_000];

/// The scenario of an input.
pub(super) fn read(data: &[u8]) -> Scenario {
    let mut u = Unstructured::new(data);
    let era = Era::ALL[usize::from(byte(&mut u) % 8)];
    let mut operations = Vec::with_capacity(OPERATIONS_MAX);
    while !u.is_empty() && operations.len() < OPERATIONS_MAX {
        operations.push(operation(&mut u, era));
    }
    Scenario { era, operations }
}

fn operation(u: &mut Unstructured<'_>, era: Era) -> Operation {
    let choice = byte(u);
    match choice & 7 {
        0 => Operation::Reserve(reserved_name(u)),
        1 => Operation::Release(reserved_name(u)),
        2 if choice >> 3 == 0 => Operation::Restart,
        _ => {
            let kind = match usize::from(choice >> 3 & 7) {
                any @ 0..3 => DeviceKind::ALL[any],
                own => era.kinds()[own % era.kinds().len()],
            };
            let wanted = (choice & WITH_NAME != 0).then(|| name(u));
            let answers = if choice & WITH_ANSWERS != 0 { answers(u) } else { Answers::default() };
            Operation::Generate(Generate { kind, wanted, answers })
        }
    }
}

/// A default prefix and a number behind it, or any name.
fn reserved_name(u: &mut Unstructured<'_>) -> Vec<u8> {
    let choice = byte(u);
    if choice >= ANY_NAME {
        return name(u);
    }
    prefixed(choice, byte(u))
}

fn prefix(choice: u8) -> &'static str {
    DeviceKind::ALL[usize::from(choice & 3) % 3].prefix()
}

fn prefixed(choice: u8, offset: u8) -> Vec<u8> {
    let prefix = prefix(choice);
    let number = BASES[usize::from(choice >> 2 & 7)] + i64::from(offset.cast_signed());
    format!("{prefix}{number}").into_bytes()
}

fn answers(u: &mut Unstructured<'_>) -> Answers {
    let mut first = byte(u);
    let mut rest = Rest::Free;
    if first == BAD {
        let second = byte(u);
        rest = BAD_RESTS.iter().find(|(known, _)| *known == second).map_or(rest, |(_, rest)| *rest);
        first = byte(u);
    }
    let (probes, creations) = if first & MANY != 0 { (byte(u), byte(u)) } else { (first & 7, first >> 3 & 3) };
    // What is not there is not counted, so that a few bytes cannot ask for many answers.
    let probes = usize::from(probes).min(u.len());
    let probes = (0..probes).map(|_| probe(byte(u))).collect();
    let creations = usize::from(creations).min(u.len());
    let creations = (0..creations).map(|_| creation(byte(u))).collect();
    Answers { probes, creations, rest }
}

fn probe(byte: u8) -> Presence {
    match byte & 3 {
        1 => Presence::Failed,
        2 => Presence::Absent,
        _ => Presence::Present,
    }
}

fn creation(byte: u8) -> Creation {
    match byte {
        number @ ..=NUMBER_MAX => Creation::Works(number),
        0x80..0xc0 => Creation::Fails(Errno::EEXIST),
        _ => Creation::Fails(Errno::ALL[usize::from(byte & 0x3f) % Errno::ALL.len()]),
    }
}

/// The input with this scenario.
pub(super) fn write(scenario: &Scenario) -> Vec<u8> {
    let mut out = vec![place(&Era::ALL, &scenario.era)];
    for operation in &scenario.operations {
        match operation {
            Operation::Reserve(name) => push_reserved(&mut out, 0, name),
            Operation::Release(name) => push_reserved(&mut out, 1, name),
            Operation::Restart => out.push(2),
            Operation::Generate(generate) => push_generate(&mut out, generate),
        }
    }
    out
}

fn push_reserved(out: &mut Vec<u8>, operation: u8, name: &[u8]) {
    out.push(operation);
    let choices = (0..0x20_u8).filter(|choice| name.starts_with(prefix(*choice).as_bytes()));
    let mut forms = choices.flat_map(|choice| (0..=255).map(move |offset| (choice, offset)));
    match forms.find(|&(choice, offset)| prefixed(choice, offset) == name) {
        Some((choice, offset)) => out.extend([choice, offset]),
        None => {
            out.push(ANY_NAME);
            push_name(out, name);
        }
    }
}

fn push_generate(out: &mut Vec<u8>, generate: &Generate) {
    let Generate { kind, wanted, answers } = generate;
    let has_answers = *answers != Answers::default();
    let (name, more) = (wanted.as_ref().map_or(0, |_| WITH_NAME), if has_answers { WITH_ANSWERS } else { 0 });
    out.push(3 | place(&DeviceKind::ALL, kind) << 3 | name | more);
    wanted.iter().for_each(|name| push_name(out, name));
    if has_answers {
        push_answers(out, answers);
    }
}

fn push_answers(out: &mut Vec<u8>, answers: &Answers) {
    let Answers { probes, creations, rest } = answers;
    BAD_RESTS.iter().filter(|(_, known)| known == rest).for_each(|(second, _)| out.extend([BAD, *second]));
    match (probes.len() as u8, creations.len() as u8) {
        (probes @ 0..8, creations @ 0..4) => out.push(probes | creations << 3),
        (probes, creations) => out.extend([MANY, probes, creations]),
    }
    out.extend(probes.iter().map(|presence| match presence {
        Presence::Present => 0,
        Presence::Failed => 1,
        Presence::Absent => 2,
    }));
    out.extend(creations.iter().map(|creation| match creation {
        Creation::Works(number) => *number,
        Creation::Fails(errno) => 0xc0 | place(Errno::ALL, errno),
    }));
}

/// Where a value stands in the table of all.
fn place<T: PartialEq>(table: &[T], value: &T) -> u8 {
    table.iter().position(|known| known == value).unwrap_or_default() as u8
}
