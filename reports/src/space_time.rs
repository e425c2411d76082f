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
mod columns;
mod grid;

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
    let columns = columns::Columns::of(lines, width);
    let mut text = String::new();
    let mut grid = grid::Grid::new(&columns);
    let mut rows = grid.heading();
    lines.iter().for_each(|line| rows.extend(grid.rows(line)));
    for row in rows {
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}
