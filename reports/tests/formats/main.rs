//! The formats that are made of a report, byte by byte and by the rules of each. The files of `tests/golden` hold what is expected;
//! `UPDATE_GOLDEN=1 cargo test -p ifrace-report --test formats` writes them anew.

#[path = "../render/golden.rs"]
mod golden;
mod json;
mod junit;
mod large;
mod markdown;
mod perfetto;
mod sample;
mod sarif;
mod svg;
mod text;
