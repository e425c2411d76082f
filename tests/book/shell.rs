//! A shell in a folder of its own, in which the folders that pages name are to be found.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder, which vanishes with it.
pub(super) struct Shell(PathBuf);

/// The folder of the project.
pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Shell {
    /// For the page of this name.
    pub(super) fn new(page: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("ifrace-book-{}-{page}", std::process::id()));
        // Left over from a process with the same id.
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for name in ["docs", "examples", "reports"] {
            std::os::unix::fs::symlink(root().join(name), folder.join(name)).expect("a link can be made");
        }
        Self(folder)
    }

    /// What a command prints on its standard output. Nothing in the environment of the test changes it.
    pub(super) fn output(&self, command: &str) -> Vec<String> {
        let program = Path::new(env!("CARGO_BIN_EXE_ifrace")).parent().expect("it is in a folder");
        let output = Command::new("bash")
            .args(["-c", command])
            .current_dir(&self.0)
            .env_clear()
            .env("PATH", format!("{}:/usr/sbin:/usr/bin:/sbin:/bin", program.display()))
            .env("HOME", &self.0)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .output()
            .expect("bash can be run");
        let text = String::from_utf8(output.stdout).expect("the output is text");
        text.lines().map(|line| line.trim_end().to_owned()).collect()
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
