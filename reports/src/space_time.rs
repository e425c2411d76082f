//! A run as a space-time diagram for a terminal: time goes down, and every guest, cleanup, daemon and other has a column.
//!
//! What a guest does is in its own column, what is removed of it in that of its cleanup, so that a late cleanup is seen to run
//! beside the next guest. `│` marks who is in the middle of something: a guest from its start to its end, a cleanup from its first
//! to its last operation.
//!
//! ```
//! use ifrace_report::space_time::{Line, render};
//! use ifrace_sim::scene::Entry;
//!
//! let begins = |guest: &str, command| Entry::Begin { guest: guest.to_owned(), command };
//! let (start, stop) = (begins("A", "start"), begins("A", "stop"));
//! let text = render(&[Line::Entry(&start), Line::Entry(&stop), Line::Breach { id: "no-stomp:device", cause: "A hits B" }], 80);
//! assert!(text.starts_with("      A                                 A's cleanup"), "{text}");
//! assert!(text.contains("!! no-stomp:device: A hits B"));
//! ```

mod cell;
mod grid;
mod lanes;

pub(crate) use lanes::{diagram, step};

use crate::report::Diagram;
use crate::text::WIDTH;
use ifrace_sim::scene::Entry;

/// Something that is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Line<'a> {
    /// What happened.
    Entry(&'a Entry),
    /// What did not hold after that.
    Breach {
        /// Its identifier.
        id: &'a str,
        /// Whose step hit what of whom.
        cause: &'a str,
    },
}

/// The diagram, in so many columns of the terminal if that is enough for those who take part. Ends with a line end.
pub fn render(lines: &[Line<'_>], width: usize) -> String {
    text_of(&diagram(lines), width, WIDTH)
}

/// A diagram as text, in so many columns of the terminal if that is enough for its lanes; what stands below a step has `most` of
/// them. Ends with a line end.
pub(crate) fn text_of(diagram: &Diagram, width: usize, most: usize) -> String {
    grid::Grid::new(diagram, width, most).draw().iter().map(|row| row.trim_end().to_owned() + "\n").collect()
}
