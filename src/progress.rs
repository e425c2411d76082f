//! Showing how far long work has come: a bar on a terminal, a line now and then elsewhere.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How often a line is printed where there is no terminal.
const INTERVAL: Duration = Duration::from_secs(10);

/// Progress on standard error.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    /// When the last line was printed; `None` on a terminal.
    lines: Option<Mutex<Instant>>,
}

impl Progress {
    /// Work of so many steps.
    pub fn new(steps: u64) -> Self {
        let terminal = stderr().is_terminal();
        let target = if terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(steps), target);
        if let Ok(style) = ProgressStyle::with_template("{elapsed:>4} [{bar:40}] {percent:>3} % {msg}") {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar, lines: (!terminal).then(|| Mutex::new(Instant::now())) }
    }

    /// Work that nobody watches.
    pub fn silent() -> Self {
        Self { bar: ProgressBar::hidden(), lines: None }
    }

    /// Some steps are done.
    pub fn advance(&self, steps: u64) {
        self.bar.inc(steps);
        let Some(last) = &self.lines else { return };
        let Ok(mut last) = last.lock() else { return };
        if last.elapsed() >= INTERVAL {
            *last = Instant::now();
            let (done, all) = (self.bar.position(), self.bar.length().unwrap_or(0));
            eprintln!("ifrace: {} % done after {} s", 100 * done / all.max(1), self.bar.elapsed().as_secs());
        }
    }

    /// Says something without disturbing the bar.
    pub fn say(&self, text: &str) {
        self.bar.suspend(|| eprintln!("{text}"));
    }

    /// The work has ended.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
