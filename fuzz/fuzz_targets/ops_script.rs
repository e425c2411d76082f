//! `ops_script` for libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| ifrace_fuzz::ops_script(data));
