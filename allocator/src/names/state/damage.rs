//! What is wrong with a state.

/// Something in the state of an allocator that was not written by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("byte {byte}: this is no {what} that an allocator of names has written", byte = self.word * 8)]
pub struct Damage {
    /// The index of the word of eight bytes.
    pub word: usize,
    /// What should be there.
    pub what: &'static str,
}
