//! Locks of numbers.

use crate::child::Child;
use crate::scratch::Scratch;

#[test]
fn a_number_is_claimed_by_one_open_file() {
    let scratch = Scratch::new();
    let (file, other) = (scratch.created(), scratch.existing());
    for number in [0, 7, u32::MAX] {
        assert!(!other.is_claimed(number).unwrap());
        assert!(file.claim(number).unwrap());
        assert!(file.claim(number).unwrap(), "it has it already");
        assert!(!file.is_claimed(number).unwrap(), "no other one has it");
        assert!(other.is_claimed(number).unwrap());
        assert!(!other.claim(number).unwrap());
        other.release_claim(number).unwrap();
        assert!(other.is_claimed(number).unwrap(), "it was not the other's");
    }
    assert!(!other.is_claimed(6).unwrap() && !other.is_claimed(8).unwrap(), "only the number itself");
    file.release_claim(7).unwrap();
    assert!(other.claim(7).unwrap() && file.is_claimed(7).unwrap());
    assert!(other.is_claimed(0).unwrap(), "others stay");
}

#[test]
fn claims_end_when_the_file_is_closed() {
    let scratch = Scratch::new();
    let (file, other) = (scratch.created(), scratch.existing());
    assert!(file.claim(3).unwrap() && file.claim(u32::MAX).unwrap());
    drop(file);
    assert!(!other.is_claimed(3).unwrap() && !other.is_claimed(u32::MAX).unwrap());
}

#[test]
fn the_claims_of_a_killed_process_are_free() {
    let scratch = Scratch::new();
    let file = scratch.created();
    let mut first = Child::start(&scratch, "claim");
    assert_eq!(first.said(), "(false, true)");
    let mut second = Child::start(&scratch, "claim");
    assert_eq!(second.said(), "(true, false)");
    assert!(file.is_claimed(7).unwrap() && !file.claim(7).unwrap());
    first.kill();
    assert!(!file.is_claimed(7).unwrap() && file.claim(7).unwrap());
    let mut third = Child::start(&scratch, "claim");
    assert_eq!(third.said(), "(true, false)");
}
