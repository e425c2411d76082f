//! Files: written under another name first and then renamed, so that nobody ever sees half of one.

use crate::{Baseline, GateReport, json, junit};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A file or folder that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {reason}", path.display())]
pub struct OutputError {
    /// The file or folder.
    pub path: PathBuf,
    /// Why.
    pub reason: io::Error,
}

/// Writes `gate.json` and `junit.xml` into a folder, which is created if it is missing. Other files in it stay.
///
/// # Errors
/// The first file or folder that could not be written. What stood there before is unchanged then.
pub fn write_folder(folder: &Path, report: &GateReport, baseline: &Baseline) -> Result<(), OutputError> {
    fs::create_dir_all(folder).map_err(|reason| OutputError { path: folder.to_owned(), reason })?;
    write_atomically(&folder.join("gate.json"), json::render(report).as_bytes())?;
    let path = folder.join("junit.xml");
    match junit::render(report, baseline) {
        Ok(xml) => write_atomically(&path, xml.as_bytes()),
        Err(error) => Err(OutputError { path, reason: io::Error::other(error) }),
    }
}

/// Writes a file completely or not at all; one that stood there before is replaced. Links are followed: what they lead to is
/// replaced, and they stay. What is neither a file nor a folder, such as a pipe, stays what it is and is written to.
///
/// # Errors
/// If the file, or the temporary one beside it, could not be written; also for a folder.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let written = Target::of(path).and_then(|target| match target {
        Target::File(file) => write_and_rename(&file, bytes),
        Target::Special => OpenOptions::new().write(true).open(path).and_then(|mut file| file.write_all(bytes)),
    });
    written.map_err(|reason| OutputError { path: path.to_owned(), reason })
}

/// Finds out whether [`write_atomically`] can write a file, and leaves nothing behind. What is neither a file nor a folder tells
/// that only when it is written to.
///
/// # Errors
/// If it could not.
pub fn check_writable(path: &Path) -> Result<(), OutputError> {
    let checked = Target::of(path).and_then(|target| match target {
        Target::File(file) => create_beside(&file).and_then(|(temporary, _)| fs::remove_file(&temporary)),
        Target::Special => Ok(()),
    });
    checked.map_err(|reason| OutputError { path: path.to_owned(), reason })
}

/// What is to be written.
enum Target {
    /// A file, or nothing yet, at this path, which is no link.
    File(PathBuf),
    /// A pipe or a device: it would be lost if it were replaced.
    Special,
}

impl Target {
    fn of(path: &Path) -> io::Result<Self> {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(found) if found.is_file() => fs::canonicalize(path).map(Self::File),
            Ok(_) => Ok(Self::Special),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::File(follow(path))),
            Err(error) => Err(error),
        }
    }
}

/// Where links lead that end at nothing.
fn follow(path: &Path) -> PathBuf {
    // More than Linux follows (path_resolution(7)), so that it has refused them already.
    const LINKS_MAX: usize = 64;
    let mut path = path.to_owned();
    for _ in 0..LINKS_MAX {
        match fs::read_link(&path) {
            // An absolute one replaces the whole path.
            Ok(next) => path = path.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => break,
        }
    }
    path
}

fn write_and_rename(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (temporary, mut file) = create_beside(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // The first error is the one that tells something.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// A new file in the same folder, so that renaming stays on one file system.
fn create_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let name = path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "it has no file name"))?;
    loop {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let mut temporary = std::ffi::OsString::from(".");
        temporary.push(name);
        temporary.push(format!(".{}-{number}.tmp", std::process::id()));
        let temporary = path.with_file_name(temporary);
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            // Left over from a process with the same id.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            result => return result.map(|file| (temporary, file)),
        }
    }
}
