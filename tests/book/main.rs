//! The book in `docs/`: every output that stands in it is what the command above it prints, and its pages say all that they have to.
//!
//! `scripts/book` writes the outputs anew. The commands play on simulated hosts only; one page needs python3, and root or user namespaces.

mod block;
mod complete;
mod fields;
mod page;
mod part;
mod shell;

/// A test for each page, so that they are played side by side.
macro_rules! pages {
    ($($name:ident $file:literal,)+) => {
        /// The pages with outputs of the program.
        const PAGES: &[&str] = &[$($file),+];

        $(#[test]
        fn $name() {
            page::check($file);
        })+
    };
}

pages! {
    contents_page "README.md",
    why_names_race "why-names-race.md",
    eras "eras.md",
    invariants "invariants.md",
    invariants_of_cleanups "invariants-of-cleanups.md",
    invariants_of_settings "invariants-of-settings.md",
    invariants_of_starts "invariants-of-starts.md",
    writing_a_scenario "writing-a-scenario.md",
    scenario_fields "scenario-fields.md",
    testing_your_allocator "testing-your-allocator.md",
    reading_a_report "reading-a-report.md",
}
