//! Which steps fail.

use crate::rng::Rng;

/// Chooses the variants of the steps of one schedule: 0, the plain one, or a fault.
///
/// How often faults come differs from schedule to schedule (Groce et al., "Swarm Testing", ISSTA 2012): two schedules in eight
/// have none, the others one in 4, 8, 16, 32, 64 or 128 steps that can fail. A system without faults costs no random number.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    /// One step in two to the power of this fails; none does if it is below [`RAREST_NONE`].
    rarity: Option<u32>,
}

/// How many rarities there are.
const RARITIES: usize = 8;

/// Rarities below this stand for schedules without faults.
const RAREST_NONE: u32 = 2;

impl Faults {
    /// The variant of a step that has `variants` of them (the first 256 if there are more).
    #[inline]
    pub fn variant(&mut self, variants: u32, rng: &mut Rng) -> u8 {
        if variants <= 1 { 0 } else { self.draw(variants, rng) }
    }

    fn draw(&mut self, variants: u32, rng: &mut Rng) -> u8 {
        let rarity = *self.rarity.get_or_insert_with(|| rng.below(RARITIES) as u32);
        if rarity < RAREST_NONE || rng.next_u64() >> (64 - rarity) != 0 {
            return 0;
        }
        1 + rng.below(variants.min(256) as usize - 1) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_cannot_fail_costs_no_random_number() {
        let mut rng = Rng::new(1);
        assert_eq!(Faults::default().variant(1, &mut rng), 0);
        assert_eq!(rng, Rng::new(1));
    }

    #[test]
    fn schedules_differ_in_how_many_faults_they_have() {
        let faults_of = |case| {
            let (mut rng, mut faults) = (Rng::for_case(1, case), Faults::default());
            (0..1024).filter(|_| faults.variant(3, &mut rng) > 0).count()
        };
        let all: Vec<usize> = (0..64).map(faults_of).collect();
        assert!(all.contains(&0) && all.iter().any(|n| (1..40).contains(n)) && all.iter().any(|n| *n > 200), "{all:?}");
    }

    #[test]
    fn every_fault_is_drawn() {
        let (mut rng, mut faults) = (Rng::new(5), Faults { rarity: Some(2) });
        let drawn: std::collections::BTreeSet<u8> = (0..400).map(|_| faults.variant(4, &mut rng)).collect();
        assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3]);
    }
}
