//! Folders that vanish with the test, and libraries compiled into them.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// A temporary folder that everybody can read.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("ifrace-test-{}-{number}", std::process::id()));
        // Left over from a process with the same id.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        fs::set_permissions(&path, Permissions::from_mode(0o755)).expect("permissions can be set");
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// The path of something in it.
    pub(crate) fn at(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("the path is UTF-8").to_owned()
    }

    /// Writes a file and returns its path.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.at(name);
        fs::write(&path, content).unwrap_or_else(|error| panic!("{path}: {error}"));
        path
    }

    /// Compiles C code into a shared library and returns the subject that it is.
    #[track_caller]
    pub(crate) fn library(&self, code: &str) -> String {
        let headers = "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <sys/mman.h>\n";
        let (source, library) = (self.file("library.c", format!("{headers}{code}")), self.at("library.so"));
        let cc = Command::new("cc").args(["-shared", "-fPIC", "-o", &library, &source]).output();
        let cc = cc.unwrap_or_else(|error| panic!("cc cannot be run: {error}; install the package gcc"));
        assert!(cc.status.success(), "{}", String::from_utf8_lossy(&cc.stderr));
        format!("libvirt:{library}")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
