//! All tools beside each other.

use super::spin::Spin;
use super::tool::Tool;
use super::{Found, ifrace};
use crate::Case;
use crate::measure::per_second;
use crate::report::Section;
use std::num::NonZeroUsize;

/// Measures all tools on a model.
///
/// # Errors
/// A tool that fails, or that does not count what the others count.
pub(crate) fn measure(case: &Case, runs: u32) -> Result<Section, String> {
    let expected = ifrace::search(case, NonZeroUsize::MIN);
    let spin = Spin::compile(case, expected.states)?;
    let title = format!("Exhaustive search, {case}: {} states", expected.states);
    let mut section = Section::new(title, "states", Tool::ALL.map(Tool::name));
    for _ in 0..runs {
        for (tool, row) in Tool::ALL.into_iter().zip(&mut section.rows) {
            if let Some((found, took)) = tool.measure(case, expected.states, spin.as_ref())? {
                if !found.agrees_with(&expected) {
                    return Err(format!("{case}: {} counts {found:?}, and ifrace {expected:?}", row.tool));
                }
                row.per_second.push(per_second(found.states, took));
                row.note = note(&found);
            }
        }
    }
    compare(&mut section);
    Ok(section)
}

fn note(found: &Found) -> String {
    let bytes = |bytes: u64| format!("{:.1} bytes/state", bytes as f64 / found.states as f64);
    found.bytes.map_or(String::new(), bytes)
}

fn compare(section: &mut Section) {
    for (place, tool) in Tool::ALL.into_iter().enumerate() {
        section.rows[place].ifrace_is = tool.rival().and_then(|rival| section.ratio(rival, place));
    }
    let [one, two] = [0, 1];
    section.aim("ifrace beside the search by hand with prefetching", 0.8, one, Tool::Prefetching.place());
    section.aim("ifrace with two threads beside one", 1.0, two, one);
}
