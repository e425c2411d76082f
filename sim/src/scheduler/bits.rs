//! The bits of a set of actors.

/// The systems with the most schedules per second have few actors, and there the choice of an actor is what the next step waits
/// for. One look-up by the set and a number below [`SHARES`] makes it.
const SMALL: usize = 6;

/// Divisible by every number of actors up to [`SMALL`], so each gets the same share.
const SHARES: u64 = 60;

/// The actor by the set, then by the number.
static CHOSEN: [[u8; 64]; 1 << SMALL] = chosen();

const fn chosen() -> [[u8; 64]; 1 << SMALL] {
    let mut all = [[0; 64]; 1 << SMALL];
    let mut mask = 1;
    while mask < all.len() {
        let count = (mask as u64).count_ones() as u64;
        let mut at = 0;
        while at < SHARES {
            all[mask][at as usize] = nth(mask as u64, at * count / SHARES);
            at += 1;
        }
        mask += 1;
    }
    all
}

/// One of the bits that are set, of which there is one at least. It is even if `draw` is.
#[inline]
pub(super) fn pick(mask: u64, draw: u64) -> u8 {
    let below = |bound: u64| ((u128::from(draw) * u128::from(bound)) >> 64) as u64;
    if mask < 1 << SMALL {
        return CHOSEN[mask as usize][below(SHARES) as usize];
    }
    nth(mask, below(u64::from(mask.count_ones())))
}

/// The place of the bit that has `rank` set bits below it.
const fn nth(mut mask: u64, mut rank: u64) -> u8 {
    while rank > 0 {
        mask &= mask - 1;
        rank -= 1;
    }
    mask.trailing_zeros() as u8
}

/// The places of the bits that are set, lowest first.
#[inline]
pub(super) fn each(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (mask != 0).then(|| mask.trailing_zeros() as usize);
        mask &= mask.wrapping_sub(1);
        lowest
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bit_has_an_equal_share_of_the_draws() {
        let mut rng = crate::Rng::new(1);
        let random: Vec<u64> = (0..100).map(|_| rng.next_u64() >> rng.below(64)).collect();
        for mask in (1..300).chain([1 << 63, u64::MAX]).chain(random.into_iter().filter(|mask| *mask > 0)) {
            let count = u64::from(mask.count_ones());
            let middle = |share: u64| u64::MAX / count * share + u64::MAX / count / 2;
            let places: Vec<usize> = (0..count).map(|share| usize::from(pick(mask, middle(share)))).collect();
            assert_eq!(places, (0..64).filter(|place| mask >> place & 1 == 1).collect::<Vec<_>>(), "{mask:#x}");
            assert_eq!(places, each(mask).collect::<Vec<_>>());
            let edges = [0, u64::MAX].map(|draw| u32::from(pick(mask, draw)));
            assert_eq!(edges, [mask.trailing_zeros(), mask.ilog2()]);
        }
    }
}
