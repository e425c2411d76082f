//! Does nothing: what libFuzzer itself takes, beside which the speed of the others is judged.

#![no_main]

libfuzzer_sys::fuzz_target!(|_data: &[u8]| {});
