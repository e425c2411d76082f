//! What standard output is.

use ifrace_report::text::Style;
use rustix::termios::tcgetwinsize;
use std::io::{self, IsTerminal};

/// Columns where nobody says how many there are.
const WIDTH: usize = 100;

/// More than any terminal has.
const WIDTH_MAX: usize = 1000;

/// How many columns there are: those of the terminal, else what `COLUMNS` says, else 100.
pub(in crate::commands) fn width() -> usize {
    let terminal = tcgetwinsize(io::stdout()).ok().map(|size| usize::from(size.ws_col)).filter(|columns| *columns > 0);
    let asked = || std::env::var("COLUMNS").ok()?.trim().parse().ok().filter(|columns| *columns > 0);
    terminal.or_else(asked).unwrap_or(WIDTH).min(WIDTH_MAX)
}

/// Colours, on a terminal and unless `NO_COLOR` is set.
pub(in crate::commands) fn style() -> Style {
    let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    Style { color: io::stdout().is_terminal() && !forbidden }
}
