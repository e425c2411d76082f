//! How far the shrinking of a run is.

use ifrace_report::run::grouped;
use ifrace_sim::minimise::Progress;

/// In words.
pub fn shrinking(now: &Progress) -> String {
    let Progress { what, tries, guests, steps, switches } = now;
    let doing = what.map_or_else(|| "looking for a shorter run".to_owned(), |what| format!("leaving out a {what}"));
    format!("shrinking: {guests} guests, {steps} steps, {switches} switches; {doing}, try {}", grouped(*tries))
}
