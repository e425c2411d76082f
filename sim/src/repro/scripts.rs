//! The scripts of a document, which no site runs.

use crate::scene::{Scene, Site};
use ifrace_allocator::interface::Interface;

/// Says so for each of them, if there are any.
pub(super) fn note<S: Site>(scene: &mut Scene<'_, S>, interfaces: &[Interface]) {
    let scripts = interfaces.iter().flat_map(|one| [&one.script, &one.downscript]).flatten();
    let mut paths: Vec<&str> = scripts.map(String::as_str).collect();
    paths.dedup();
    if !paths.is_empty() {
        scene.note(format!("scripts of the document are never run, and count as done: {}", paths.join(", ")));
    }
}
