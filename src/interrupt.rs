//! Ending long work on a signal without losing what it has found.

use signal_hook::consts::{SIGINT, SIGTERM};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// How often a signal is looked for beside work that does not look itself.
const INTERVAL: Duration = Duration::from_millis(20);

/// Set by the first SIGINT or SIGTERM.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Takes over both signals. The first one asks for an end; the second one ends the process at once.
    pub fn install() -> Self {
        let interrupt = Self::default();
        for signal in [SIGINT, SIGTERM] {
            // Both calls fail for forbidden signals only. The order matters: the first signal must not end the process.
            let _ = signal_hook::flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&interrupt.0));
            let _ = signal_hook::flag::register(signal, Arc::clone(&interrupt.0));
        }
        interrupt
    }

    /// Whether a signal came.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Does work that cannot look for a signal itself. After one nobody waits for its end: there is no result then.
    pub fn unless_set<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let (sender, receiver) = channel();
        let thread = thread::spawn(move || drop(sender.send(work())));
        loop {
            match receiver.recv_timeout(INTERVAL) {
                Ok(result) => return Some(result),
                Err(RecvTimeoutError::Timeout) if self.is_set() => return None,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => match thread.join() {
                    Ok(()) => return None,
                    Err(panic) => std::panic::resume_unwind(panic),
                },
            }
        }
    }

    /// Does what a signal does: whoever looks will stop.
    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_without_an_end_is_not_waited_for_after_a_signal() {
        let interrupt = Interrupt::default();
        assert_eq!(interrupt.unless_set(|| 7), Some(7));
        let signal = interrupt.clone();
        assert_eq!(
            interrupt.unless_set(move || {
                signal.set();
                loop {
                    thread::park()
                }
            }),
            None::<()>
        );
    }

    #[test]
    fn a_panic_of_the_work_is_passed_on() {
        let work = || Interrupt::default().unless_set(|| panic!("a defect"));
        assert!(std::panic::catch_unwind(work).is_err());
    }
}
