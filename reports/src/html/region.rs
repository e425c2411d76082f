//! Parts of the page that scroll sideways by themselves, because they may be wider than a phone.

use maud::{Markup, Render, html};

/// A part that the keyboard can reach and scroll.
pub(super) fn wide(label: impl Render, content: &Markup) -> Markup {
    html! { div.wide tabindex="0" role="group" aria-label=(label) { (content) } }
}

/// What was left out, if anything was.
pub(super) fn left_out(count: usize, what: &str) -> Markup {
    html! {
        @if count > 0 {
            p.left-out { (crate::run::grouped(count as u64)) " more " (what) " left out here; " code { "report.json" } " has them all." }
        }
    }
}
