//! `state_file` for libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| ifrace_fuzz::state_file(data));
