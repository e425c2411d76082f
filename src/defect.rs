//! What becomes of a defect of this program.

use crate::exit_code;
use std::panic::{PanicHookInfo, UnwindSafe, catch_unwind, set_hook};

/// Makes every panic one line that says whose defect it is.
pub fn install_hook() {
    set_hook(Box::new(|panic: &PanicHookInfo<'_>| {
        let place = panic.location().map(|place| format!(" ({}:{})", place.file(), place.line())).unwrap_or_default();
        let payload = panic.payload();
        let what = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        eprintln!("ifrace: {}", message(what.unwrap_or("panic"), &place));
    }));
}

fn message(what: &str, place: &str) -> String {
    let what = what.replace('\n', " ");
    format!("internal error: {what}{place}; this is a defect of ifrace: please report it with the command that shows it")
}

/// The exit code of a command, or that of a defect if it panics.
pub fn guard(command: impl FnOnce() -> u8 + UnwindSafe) -> u8 {
    catch_unwind(command).unwrap_or(exit_code::INTERNAL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_defect_of_this_program() {
        assert_eq!(guard(|| exit_code::VIOLATED), exit_code::VIOLATED);
        assert_eq!(guard(|| panic!("no such thing")), exit_code::INTERNAL);
    }

    #[test]
    fn its_message_is_one_line() {
        let line = message("left\nright", " (a.rs:1)");
        assert!(line.starts_with("internal error: left right (a.rs:1); this is a defect of ifrace"), "{line}");
    }
}
