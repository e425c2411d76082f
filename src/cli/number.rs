//! Numbers with a limit: a larger one is a mistake, and would end without memory or never.

use clap::builder::RangedU64ValueParser;
use std::num::NonZeroUsize;

/// Most histories, scripts, or operations of a gate: none of them is kept.
const COUNT_MAX: u64 = 1_000_000_000_000;

/// Most operations of one history.
const HISTORY_MAX: u64 = 10_000;

/// Most operations of one script.
const SCRIPT_MAX: u64 = 100_000;

/// How many of something that is done one after the other. That 0 is nothing to do is for the command to say.
pub(super) fn count() -> RangedU64ValueParser<u64> {
    RangedU64ValueParser::new().range(0..=COUNT_MAX)
}

/// The length of a history.
pub(super) fn history_length() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(0..=HISTORY_MAX)
}

/// The length of a script.
pub(super) fn script_length() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(0..=SCRIPT_MAX)
}

/// Most threads: more than any processor has cores that one search can use.
const THREADS_MAX: usize = 256;

/// How many threads.
pub(super) fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let number: NonZeroUsize = text.parse().map_err(|error: std::num::ParseIntError| error.to_string())?;
    if number.get() > THREADS_MAX { Err(format!("{number} is not in 1..={THREADS_MAX}")) } else { Ok(number) }
}
