//! Identifiers of findings: the same for the same kind of failure in every run, and safe in the name of a file and in a link.

use ifrace_sim::units::Digest;
use ifrace_sim::world::violated::Violated;

/// Longer ones are hashed.
const LENGTH_MAX: usize = 100;

/// A violation in a scenario, under whichever era.
pub(super) fn of_race(scenario: &str, violated: Violated) -> String {
    of(&[scenario, violated.id()])
}

/// A class of an aspect of a subject.
pub(super) fn of_history(subject: &str, aspect: &str, class: &str) -> String {
    of(&[subject, aspect, class])
}

fn of(parts: &[&str]) -> String {
    let is_safe = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
    let plain = parts.join("_");
    let all_safe = parts.iter().all(|part| !part.is_empty() && part.chars().all(is_safe));
    if all_safe && plain.len() <= LENGTH_MAX {
        return plain.replace(':', "-");
    }
    Digest::of(parts.join("\0").as_bytes()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_safe_can_be_read_and_the_rest_is_hashed() {
        assert_eq!(of_race("reuse-after-stop", Violated::StompDevice), "reuse-after-stop_no-stomp-device");
        assert_eq!(of_history("builtin:unified-7.0", "progress", "crowded"), "builtin-unified-7.0_progress_crowded");
        for unsafe_one in ["exec:sh -c 'a'", "", "a/b", "a_b", &"x".repeat(120)] {
            let id = of_history(unsafe_one, "progress", "crowded");
            assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
        }
        assert_ne!(of_history("a b", "c", "d"), of_history("a", "b c", "d"));
    }
}
