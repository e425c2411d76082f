//! Eras in their order, and many of them in a few words.

use super::Race;
use ifrace_sim::release::Release;

/// The eras of races, each once: first the releases in their order, then the others as they come.
pub(super) fn of<'a>(races: impl Iterator<Item = &'a Race>) -> Vec<&'a str> {
    let mut eras: Vec<&str> = Vec::new();
    for race in races {
        if !eras.contains(&race.era.as_str()) {
            eras.push(&race.era);
        }
    }
    eras.sort_by_key(|era| Release::rank(era));
    eras
}

/// Some of all eras: three and more that follow each other become one range.
pub(super) fn in_words(some: &[&str], all: &[&str]) -> String {
    if some.len() == all.len() && all.len() > 1 {
        return "all eras".to_owned();
    }
    let mut runs: Vec<Vec<&str>> = Vec::new();
    let mut follows = false;
    for era in all {
        if !some.contains(era) {
            follows = false;
            continue;
        }
        match runs.last_mut().filter(|_| follows) {
            Some(run) => run.push(era),
            None => runs.push(vec![era]),
        }
        follows = true;
    }
    let in_words = |run: &Vec<&str>| match run.as_slice() {
        [first, .., last] if run.len() > 2 => format!("{first} to {last}"),
        few => few.join(", "),
    };
    runs.iter().map(in_words).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn what_follows_each_other_is_a_range() {
        let all = ["6.6", "6.7", "6.8", "6.9", "7.0", "hardened"];
        assert_eq!(in_words(&["6.6", "6.7"], &all), "6.6, 6.7");
        assert_eq!(in_words(&["6.6", "6.8", "6.9", "7.0"], &all), "6.6, 6.8 to 7.0");
        assert_eq!(in_words(&all, &all), "all eras");
        assert_eq!(in_words(&["6.6"], &["6.6"]), "6.6");
    }
}
