//! Where results go, and the note that the calls of a benchmark fail.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder of criterion: `CRITERION_HOME`, or `criterion` in the folder that this program was built in.
pub(crate) fn folder() -> PathBuf {
    if let Some(folder) = std::env::var_os("CRITERION_HOME") {
        return folder.into();
    }
    let program = std::env::current_exe().expect("the program has a path");
    // target/release/deps/contention-…
    program.ancestors().nth(3).unwrap_or(Path::new("target")).join("criterion")
}

/// Writes `failed.json` beside the estimates of a benchmark whose calls fail, and removes that of an earlier run otherwise.
pub(crate) fn note(group: &str, allocator: &str, parameters: &str, failed: bool) {
    // criterion makes one folder of what stands behind the function.
    let folder = folder().join(group).join(allocator).join(parameters.replace('/', "_")).join("new");
    let file = folder.join("failed.json");
    if failed && folder.exists() {
        fs::write(&file, "{\"failed\":true}\n").expect("the folder of criterion can be written");
    } else if let Err(error) = fs::remove_file(&file) {
        assert_eq!(error.kind(), ErrorKind::NotFound, "{}: {error}", file.display());
    }
}
