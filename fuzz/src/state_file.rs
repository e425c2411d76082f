//! States of names that somebody or something has changed.

mod edits;
mod encoding;
mod history;
mod input;
mod judge;
mod lines;
mod truth;

use crate::target::Target;
use history::History;
use ifrace_allocator::names::{NameAllocator, StateError, StateImage, StateRoom};
use input::Input;
use lines::{read, show};
use std::sync::LazyLock;
use truth::Truth;

/// The target.
pub(crate) const STATE_FILE: Target = Target {
    name: "state_file",
    input: "bytes that make a state of names and change its words, or the words of one",
    run: state_file,
    show,
    read,
};

/// Longest input in bytes: more would only be slower. A whole state of [`RAW`] fits.
const BYTES_MAX: usize = 640;

/// The room of a state that operations have made.
const ROOM: StateRoom = StateRoom { patterns: 8, participants: 2, leases: 12 };

/// That of a state that is written out.
const RAW: StateRoom = StateRoom { patterns: 3, participants: 1, leases: 1 };

/// The number of the run of the machine in which a state is made.
const BOOT: u64 = 1;

/// Makes a state by operations, changes its words and opens it; or opens words that were written out. Either it is refused with a
/// reason, and then what is undamaged goes into a new one; or it is used, and then no name is given that is held, and no number twice.
///
/// What a check must see are changes of one or two bits of a word, words that were cleared, filled or copied from elsewhere, and a
/// missing end. Then all that was given and held before counts as well. Somebody who writes words with their right checks can forge
/// anything: of such a state merely each answer has to make sense.
///
/// # Panics
/// If not.
pub fn state_file(data: &[u8]) {
    if data.len() > BYTES_MAX {
        return;
    }
    match Input::decode(data) {
        Input::Raw(words) => forged(&StateImage::of_words(RAW, &words), BOOT),
        Input::Made { boot, operations, edits } => {
            let history = History::of(&operations, edits::snapshots(&edits));
            let mut image = StateImage::of(&history.names);
            let truth = Truth::of(&image, &history);
            edits::apply(&edits, &history, image.words_mut());
            if truth.is_plain_damage(image.words()) {
                damaged(&image, &truth, boot.number());
            } else {
                forged(&image, boot.number());
            }
        }
    }
}

/// Opens a state whose damage must be seen if it harms.
fn damaged(image: &StateImage, truth: &Truth, boot: u64) {
    match image.open(boot) {
        Ok(names) => judge::unharmed(&names, truth, boot != 0 && boot != BOOT),
        Err(error) => {
            refused(&error);
            match image.rebuilt(1, BOOT) {
                Ok(names) => judge::salvaged(&names, image, truth),
                Err(error) => panic!("what is undamaged cannot be kept: {error}"),
            }
        }
    }
}

/// Opens a state that may be any.
fn forged(image: &StateImage, boot: u64) {
    let names = image.open(boot).inspect_err(refused).or_else(|_| image.rebuilt(1, BOOT));
    match names {
        Ok(names) => judge::makes_sense(&names),
        Err(error) => refused(&error),
    }
}

/// A reason is one line that says what to do.
fn refused(error: &StateError) {
    let has_advice = match error {
        StateError::Damaged(damage) => damage.word < ROOM.words() && !damage.what.is_empty(),
        StateError::Spent | StateError::CountersFull(_) | StateError::LeasesFull(_) | StateError::Replaced => true,
        other => panic!("{other} is no reason to refuse a state"),
    };
    assert!(has_advice, "{error}");
}

/// A fresh state of [`ROOM`].
fn fresh() -> NameAllocator {
    static FRESH: LazyLock<StateImage> = LazyLock::new(|| StateImage::new(ROOM, 5, BOOT));
    FRESH.open(BOOT).unwrap_or_else(|error| panic!("a fresh state can be used: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ifrace_sim::Rng;

    /// Random bytes reach each way through a state, and each input comes back from what is shown of it.
    #[test]
    fn what_is_shown_can_be_read() {
        let mut rng = Rng::new(9);
        for _ in 0..2000 {
            let data: Vec<u8> = (0..rng.below(200)).map(|_| rng.below(256) as u8).collect();
            let text = show(&data);
            let again = read(&text).unwrap_or_else(|error| panic!("{error:?}\n{text}"));
            assert_eq!(show(&again), text);
            assert_eq!(Input::decode(&again), Input::decode(&data));
            state_file(&data);
        }
    }

    #[test]
    fn a_count_and_its_ceiling_that_went_back_are_forged() {
        let history = History::of(&[input::Operation::Generate { pattern: 0 }; 4], 0);
        let image = StateImage::of(&history.names);
        let truth = Truth::of(&image, &history);
        let mut words = image.words().to_vec();
        words[8] ^= 0b11;
        assert!(truth.is_plain_damage(&words));
        words[8] = StateImage::new(ROOM, 5, BOOT).words()[8];
        assert!(!truth.is_plain_damage(&words));
    }
}
