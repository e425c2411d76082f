//! Playing an input.

use ifrace_fuzz::Target;
use std::panic::{self, PanicHookInfo, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

/// Plays an input: the defect that it shows, and where, if there is one. A target panics then, which is no defect of this program.
pub(super) fn play(target: &Target, input: &[u8]) -> Option<String> {
    let said = Arc::new(Mutex::new(None));
    let heard = Arc::clone(&said);
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic: &PanicHookInfo<'_>| {
        heard.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(|| in_words(panic));
    }));
    let result = catch_unwind(|| (target.run)(input));
    panic::set_hook(usual);
    let said = said.lock().unwrap_or_else(PoisonError::into_inner).take();
    result.err().map(|_| said.unwrap_or_else(|| "it panics".to_owned()))
}

fn in_words(panic: &PanicHookInfo<'_>) -> String {
    let payload = panic.payload();
    let text = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let what = text.unwrap_or("it panics");
    panic.location().map_or_else(|| what.to_owned(), |place| format!("{what} ({}:{})", place.file(), place.line()))
}

#[cfg(test)]
mod tests {
    use super::play;
    use ifrace_fuzz::{TARGETS, Target};

    #[test]
    fn a_panic_is_a_defect_that_the_input_shows() {
        let shows = Target { run: |data| assert!(data.is_empty(), "{} bytes", data.len()), ..TARGETS[0] };
        assert_eq!(play(&shows, b""), None);
        let defect = play(&shows, b"abc").expect("it panics");
        assert!(defect.starts_with("3 bytes (") && defect.contains("run.rs:"), "{defect}");
    }
}
