//! Comparing with the golden files.

use std::fs;
use std::path::Path;

/// Whether a text is what the file holds. With `UPDATE_GOLDEN` in the environment the file is written first.
pub(crate) fn check(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, text).expect("the golden files can be written");
    }
    let golden = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let golden = String::from_utf8_lossy(&golden);
    assert!(golden == text, "{file} differs; it holds\n{golden}\nand this was rendered\n{text}");
}
