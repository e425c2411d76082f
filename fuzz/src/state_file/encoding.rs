//! Inputs as bytes: each part has a size that its first byte tells, and any bytes are some input.

use super::input::{Boot, EDITS_MAX, Edit, Input, OPERATIONS_MAX, Operation, TEMPLATES};
use super::{RAW, ROOM};
use arbitrary::{Result, Unstructured};

/// The first byte of words that are written out, in this many values of it.
const MODES: u8 = 8;

impl Input {
    /// Reads any bytes. What is missing at the end is 0.
    pub(super) fn decode(data: &[u8]) -> Self {
        let [mode, rest @ ..] = data else { return Self::Made { boot: Boot::Same, operations: Vec::new(), edits: Vec::new() } };
        if mode % MODES == 0 {
            let words = rest.as_chunks().0.iter().map(|bytes| u64::from_le_bytes(*bytes)).take(RAW.words());
            return Self::Raw(words.collect());
        }
        let boot = Boot::ALL[usize::from(mode / MODES) % Boot::ALL.len()];
        let mut u = Unstructured::new(rest);
        let count = usize::from(u.arbitrary::<u8>().unwrap_or_default()) % (OPERATIONS_MAX + 1);
        let operations = many(&mut u, count, operation);
        let edits = many(&mut u, EDITS_MAX, edit);
        Self::Made { boot, operations, edits }
    }

    /// The bytes from which [`decode`](Self::decode) makes this input.
    pub(super) fn encode(&self) -> Vec<u8> {
        match self {
            Self::Raw(words) => [0].into_iter().chain(words.iter().flat_map(|word| word.to_le_bytes())).collect(),
            Self::Made { boot, operations, edits } => {
                let mut bytes = vec![*boot as u8 * MODES + 1, operations.len() as u8];
                bytes.extend(operations.iter().flat_map(|one| operation_bytes(*one)));
                edits.iter().for_each(|one| bytes.extend(edit_bytes(*one)));
                bytes
            }
        }
    }
}

fn many<T>(u: &mut Unstructured<'_>, most: usize, one: fn(&mut Unstructured<'_>) -> Result<T>) -> Vec<T> {
    let mut found = Vec::new();
    while found.len() < most && !u.is_empty() {
        found.extend(one(u));
    }
    found
}

fn operation(u: &mut Unstructured<'_>) -> Result<Operation> {
    let (kind, which, number): (u8, u8, u16) = (u.arbitrary()?, u.arbitrary()?, u.arbitrary()?);
    let pattern = which % TEMPLATES.len() as u8;
    let lease = which % ROOM.leases as u8;
    Ok(match kind % 16 {
        0..5 => Operation::Generate { pattern },
        5..8 => Operation::Hold { netns: which % 2 },
        8 => Operation::HoldName { pattern, id: number },
        9 | 10 => Operation::Reserve { pattern, id: number },
        11 => Operation::Note { lease, index: number },
        12 => Operation::Retire { lease },
        13 | 14 => Operation::Done { lease },
        _ => Operation::Restart {},
    })
}

fn operation_bytes(operation: Operation) -> [u8; 4] {
    let (kind, which, number) = match operation {
        Operation::Generate { pattern } => (0, pattern, 0),
        Operation::Hold { netns } => (5, netns, 0),
        Operation::HoldName { pattern, id } => (8, pattern, id),
        Operation::Reserve { pattern, id } => (9, pattern, id),
        Operation::Note { lease, index } => (11, lease, index),
        Operation::Retire { lease } => (12, lease, 0),
        Operation::Done { lease } => (13, lease, 0),
        Operation::Restart {} => (15, 0, 0),
    };
    let [low, high] = number.to_le_bytes();
    [kind, which, low, high]
}

fn edit(u: &mut Unstructured<'_>) -> Result<Edit> {
    let (kind, word): (u8, u8) = (u.arbitrary()?, u.arbitrary()?);
    let word = word % ROOM.words() as u8;
    Ok(match kind % 16 {
        0..4 => Edit::Flip { word, bit: u.arbitrary::<u8>()? % 64 },
        4 => Edit::Clear { word },
        5 => Edit::Fill { word },
        6 | 7 => Edit::Copy { word, from: u.arbitrary::<u8>()? % ROOM.words() as u8 },
        8 | 9 => Edit::Swap { word, with: u.arbitrary::<u8>()? % ROOM.words() as u8 },
        10 | 11 => Edit::Tear { word, count: u.arbitrary()?, operation: u.arbitrary::<u8>()? % (OPERATIONS_MAX + 1) as u8 },
        12 => Edit::Truncate { word },
        13 | 14 => Edit::Xor { word, mask: u.arbitrary()? },
        _ => Edit::Set { word, value: u.arbitrary()? },
    })
}

fn edit_bytes(edit: Edit) -> Vec<u8> {
    match edit {
        Edit::Flip { word, bit } => vec![0, word, bit],
        Edit::Clear { word } => vec![4, word],
        Edit::Fill { word } => vec![5, word],
        Edit::Copy { word, from } => vec![6, word, from],
        Edit::Swap { word, with } => vec![8, word, with],
        Edit::Tear { word, count, operation } => vec![10, word, count, operation],
        Edit::Truncate { word } => vec![12, word],
        Edit::Xor { word, mask } => [&[13, word][..], &mask.to_le_bytes()].concat(),
        Edit::Set { word, value } => [&[15, word][..], &value.to_le_bytes()].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_come_back_from_their_bytes() {
        let operations =
            vec![Operation::Generate { pattern: 3 }, Operation::Reserve { pattern: 5, id: 700 }, Operation::Restart {}];
        let edits = vec![Edit::Flip { word: 239, bit: 63 }, Edit::Set { word: 9, value: 1 << 60 }, Edit::Truncate { word: 4 }];
        for boot in Boot::ALL {
            let made = Input::Made { boot, operations: operations.clone(), edits: edits.clone() };
            assert_eq!(Input::decode(&made.encode()), made);
        }
        let raw = Input::Raw(vec![7; RAW.words()]);
        assert_eq!((Input::decode(&raw.encode()), raw.encode().len() <= super::super::BYTES_MAX), (raw, true));
    }
}
