//! The same steps in an order in which somebody else moves less often.

use super::best::Best;
use super::candidate::Candidate;
use super::step::{Step, switches};
use std::ops::Range;

/// Every move of a block, which are the steps that somebody takes in a row, to another place where it saves a switch.
pub(super) fn orders(best: &Best) -> Vec<Candidate> {
    let (steps, now) = (&best.steps, switches(&best.steps));
    let blocks = blocks(steps);
    let mut candidates = Vec::new();
    for block in &blocks {
        let ends = blocks.iter().map(|other| other.end).chain([0]);
        for to in ends.filter(|to| *to < block.start || *to > block.end) {
            let moved = moved(steps, block, to);
            if switches(&moved) < now {
                candidates.push(Candidate::lenient(moved));
            }
        }
    }
    candidates.extend(divided(steps, &blocks));
    candidates
}

/// Every block that is divided: its first steps join the block before of the same actor, and its last ones the one after.
fn divided(steps: &[Step], blocks: &[Range<usize>]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (place, block) in blocks.iter().enumerate() {
        let same = |other: &&Range<usize>| steps[other.start].mover == steps[block.start].mover;
        let (before, after) = (blocks[..place].iter().rfind(same), blocks[place + 1..].iter().find(same));
        let (Some(before), Some(after)) = (before, after) else { continue };
        for middle in block.start + 1..block.end {
            let later = moved(steps, &(middle..block.end), after.start);
            candidates.push(Candidate::lenient(moved(&later, &(block.start..middle), before.end)));
        }
    }
    candidates
}

fn blocks(steps: &[Step]) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        match blocks.last_mut() {
            Some(last) if steps[last.start].mover == step.mover => last.end = at + 1,
            _ => blocks.push(at..at + 1),
        }
    }
    blocks
}

/// The steps with some of them moved to another place, which is not among them.
fn moved(steps: &[Step], range: &Range<usize>, to: usize) -> Vec<Step> {
    let (before, block, after) = (&steps[..range.start], &steps[range.clone()], &steps[range.end..]);
    if to <= range.start {
        [&before[..to], block, &before[to..], after].concat()
    } else {
        let (between, rest) = after.split_at(to - range.end);
        [before, between, block, rest].concat()
    }
}
