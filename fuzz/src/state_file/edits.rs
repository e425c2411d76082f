//! What happens to the words of a state.

use super::history::History;
use super::input::Edit;

/// The operations, as bits, before which the words have to be kept.
pub(super) fn snapshots(edits: &[Edit]) -> u32 {
    edits.iter().fold(0, |mask, edit| match edit {
        Edit::Tear { operation, .. } => mask | 1 << operation,
        _ => mask,
    })
}

/// Makes some changes, one after the other.
pub(super) fn apply(edits: &[Edit], history: &History, words: &mut [u64]) {
    for edit in edits {
        match *edit {
            Edit::Flip { word, bit } => words[usize::from(word)] ^= 1 << bit,
            Edit::Clear { word } => words[usize::from(word)] = 0,
            Edit::Fill { word } => words[usize::from(word)] = u64::MAX,
            Edit::Copy { word, from } => words[usize::from(word)] = words[usize::from(from)],
            Edit::Swap { word, with } => words.swap(word.into(), with.into()),
            Edit::Tear { word, count, operation } => {
                let Some((_, before)) = history.snapshots.iter().find(|(number, _)| *number == operation) else { continue };
                let torn = words.iter_mut().zip(before).skip(word.into()).take(count.into());
                torn.for_each(|(now, before)| *now = *before);
            }
            Edit::Truncate { word } => words[usize::from(word)..].fill(0),
            Edit::Xor { word, mask } => words[usize::from(word)] ^= mask,
            Edit::Set { word, value } => words[usize::from(word)] = value,
        }
    }
}
