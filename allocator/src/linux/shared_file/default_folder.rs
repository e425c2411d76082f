//! The folder for who names none.

use super::SharedFileError;
use rustix::fs::{Access, access};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The folder of an application: `/run/NAME` for root, `$XDG_RUNTIME_DIR/NAME` for others, and for a root who may not write to `/run`, as
/// in a user namespace. Both are gone after the next start of the machine, as devices are.
///
/// # Errors
/// [`SharedFileError::NoRunFolder`] if the folder that it would be in is missing, or the variable is not an absolute path (which the
/// XDG Base Directory Specification says to ignore).
pub fn default_folder(application: &str) -> Result<PathBuf, SharedFileError> {
    let is_root = rustix::process::geteuid().is_root() && access("/run", Access::WRITE_OK).is_ok();
    folder_in(application, is_root, std::env::var_os("XDG_RUNTIME_DIR"))
}

fn folder_in(application: &str, root: bool, runtime: Option<OsString>) -> Result<PathBuf, SharedFileError> {
    let parent = if root { Some(PathBuf::from("/run")) } else { runtime.map(PathBuf::from) };
    let usable = |parent: &PathBuf| parent.is_absolute() && Path::is_dir(parent);
    parent.filter(usable).map(|parent| parent.join(application)).ok_or(SharedFileError::NoRunFolder)
}

#[cfg(test)]
mod tests {
    use super::{SharedFileError, folder_in};
    use std::path::Path;

    #[test]
    fn root_has_run_and_others_what_their_session_says() {
        assert_eq!(folder_in("ifrace", true, Some("/".into())).as_deref(), Ok(Path::new("/run/ifrace")));
        assert_eq!(folder_in("ifrace", false, Some("/proc/".into())).as_deref(), Ok(Path::new("/proc/ifrace")));
        for unusable in [None, Some(""), Some("src"), Some("/proc/self/missing"), Some("/proc/self/stat")] {
            assert_eq!(folder_in("ifrace", false, unusable.map(Into::into)), Err(SharedFileError::NoRunFolder), "{unusable:?}");
        }
    }
}
