//! Showing how far a search has come whose end nobody knows: a line on a terminal that changes, a line now and then elsewhere.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How often a line is printed where there is no terminal.
const INTERVAL: Duration = Duration::from_secs(10);

/// How often the line on a terminal changes.
const REDRAW: Duration = Duration::from_millis(100);

/// Shows on standard error how far a search has come.
#[derive(Debug)]
pub struct Meter {
    bar: ProgressBar,
    is_terminal: bool,
    last: Mutex<Instant>,
}

impl Meter {
    /// Of a search that begins now.
    pub fn new() -> Self {
        let is_terminal = stderr().is_terminal();
        let target = if is_terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{elapsed:>4} {msg}") {
            bar.set_style(style);
        }
        Self { bar, is_terminal, last: Mutex::new(Instant::now()) }
    }

    /// Shows this, unless something was shown just before.
    pub fn show(&self, text: impl FnOnce() -> String) {
        let Ok(mut last) = self.last.lock() else { return };
        if last.elapsed() < if self.is_terminal { REDRAW } else { INTERVAL } {
            return;
        }
        *last = Instant::now();
        if self.is_terminal {
            self.bar.set_message(text());
            self.bar.tick();
        } else {
            eprintln!("ifrace: {} after {} s", text(), self.bar.elapsed().as_secs());
        }
    }

    /// The search has ended.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Default for Meter {
    fn default() -> Self {
        Self::new()
    }
}
