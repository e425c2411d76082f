//! Making a failing history shorter.

/// Removes elements for as long as what is left still fails, in chunks that halve (Zeller and Hildebrandt's `ddmin`, without
/// its subset step); then replaces elements by simpler ones.
///
/// `fails` is asked at most `budget` times. The result fails as well, as far as it was asked, and no element of it can be
/// removed by itself unless the budget ended before.
///
/// ```
/// use ifrace_sim::shrink;
///
/// let at_least_ten = |items: &[u32]| items.iter().sum::<u32>() >= 10;
/// let one_less = |n: &u32| if *n > 1 { vec![n - 1] } else { vec![] };
/// let shortest = shrink(vec![2, 3, 4, 7, 8, 9], one_less, at_least_ten, 1000);
/// assert_eq!((shortest.len(), shortest.iter().sum()), (2, 10));
/// ```
pub fn shrink<T: Clone>(
    items: Vec<T>,
    simpler: impl Fn(&T) -> Vec<T>,
    mut fails: impl FnMut(&[T]) -> bool,
    budget: usize,
) -> Vec<T> {
    let mut search = Search { best: items, budget, fails: &mut fails };
    loop {
        let before = search.budget;
        let removed = search.remove();
        let replaced = search.replace(&simpler);
        if !(removed || replaced) || search.budget == 0 || search.budget == before {
            return search.best;
        }
    }
}

struct Search<'a, T> {
    best: Vec<T>,
    budget: usize,
    fails: &'a mut dyn FnMut(&[T]) -> bool,
}

impl<T: Clone> Search<'_, T> {
    fn try_instead(&mut self, candidate: Vec<T>) -> bool {
        if self.budget == 0 {
            return false;
        }
        self.budget -= 1;
        let better = (self.fails)(&candidate);
        if better {
            self.best = candidate;
        }
        better
    }

    fn remove(&mut self) -> bool {
        let mut any = false;
        let mut chunk = self.best.len().div_ceil(2).max(1);
        loop {
            let mut at = self.best.len();
            // From the end: what comes last depends on what comes first, and not the other way round.
            while at > 0 {
                let from = at.saturating_sub(chunk);
                let candidate = [&self.best[..from], &self.best[at.min(self.best.len())..]].concat();
                any |= self.try_instead(candidate);
                at = from.min(self.best.len());
            }
            if chunk == 1 || self.budget == 0 {
                return any;
            }
            chunk = chunk.div_ceil(2);
        }
    }

    fn replace(&mut self, simpler: &impl Fn(&T) -> Vec<T>) -> bool {
        let mut any = false;
        for at in 0..self.best.len() {
            for replacement in simpler(&self.best[at]) {
                let mut candidate = self.best.clone();
                candidate[at] = replacement;
                if self.try_instead(candidate) {
                    any = true;
                    break;
                }
            }
        }
        any
    }
}

#[cfg(test)]
mod tests {
    use super::shrink;

    #[test]
    fn only_what_matters_is_left() {
        let both = |items: &[u32]| items.contains(&17) && items.contains(&42);
        assert_eq!(shrink((0..100).collect(), |_| vec![], both, 10_000), [17, 42]);
    }

    #[test]
    fn the_budget_is_kept_and_the_result_still_fails() {
        let mut asked = 0;
        let result = shrink(
            (0..1000).collect::<Vec<u32>>(),
            |_| vec![],
            |items| {
                asked += 1;
                items.len() >= 300
            },
            7,
        );
        assert!(asked <= 7 && result.len() >= 300);
    }

    #[test]
    fn an_empty_result_is_possible() {
        assert!(shrink(vec![1, 2, 3], |_| vec![], |_| true, 100).is_empty());
    }
}
