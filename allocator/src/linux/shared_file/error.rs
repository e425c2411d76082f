//! What can be wrong with a shared file or with its folder.

use crate::linux::OsError;
use rustix::io::Errno;
use std::path::{Path, PathBuf};

/// Why a shared file cannot be used. Each says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the texts say what the fields are")]
#[non_exhaustive]
pub enum SharedFileError {
    /// The folder is missing, and so is the one that it would be made in.
    #[error("{path:?} cannot be made, as the folder that it would be in is missing: make that one, or name another folder")]
    NoParent { path: PathBuf },
    /// What should be the folder is none.
    #[error("{path:?} is no folder: remove it, or name another folder")]
    NotAFolder { path: PathBuf },
    /// The folder or the file is a symbolic link.
    #[error("{path:?} is a symbolic link, which is not followed: remove it, or name the folder that it leads to")]
    Symlink { path: PathBuf },
    /// The folder or the file belongs to someone else.
    #[error("{path:?} belongs to user {owner} and not to user {wanted}: name another folder, or run as user {owner}")]
    WrongOwner { path: PathBuf, owner: u32, wanted: u32 },
    /// Others may write to the folder, or use the file.
    #[error(
        "{path:?} has the mode {mode:04o}, so that others can tamper with it: run chmod go-rwx on it if you trust what it holds"
    )]
    TooOpen { path: PathBuf, mode: u32 },
    /// It is a directory, a fifo, a socket or a device.
    #[error("{path:?} is no regular file: remove it, or name another folder")]
    NotAFile { path: PathBuf },
    /// The file has other names, under which it can be changed.
    #[error("{path:?} has more than one hard link: remove the others, or this one")]
    HardLinks { path: PathBuf },
    /// The file has another size, in bytes.
    #[error("{path:?} has {found} bytes and not {expected}: it is damaged or of another version; set it aside, or remove it")]
    WrongSize { path: PathBuf, found: u64, expected: u64 },
    /// `ENOSPC` or `EDQUOT`.
    #[error("no space is left for {path:?}: free some, or name a folder elsewhere")]
    NoSpace { path: PathBuf },
    /// `EROFS`.
    #[error("{path:?} is on a file system that is mounted read-only: mount it writable, or name a folder elsewhere")]
    ReadOnly { path: PathBuf },
    /// `EACCES` or `EPERM`.
    #[error("{path:?} may not be used by user {user}: name another folder, or run as its owner")]
    Denied { path: PathBuf, user: u32 },
    /// There is no file any more under the path, or another one.
    #[error("{path:?} was removed or replaced: open it again")]
    Removed { path: PathBuf },
    /// The name cannot be that of a file in a folder.
    #[error("{name:?} cannot be the name of a file: give one without a slash and a NUL that is not empty, \".\" or \"..\"")]
    BadName { name: String },
    /// No folder was named, and the system offers none.
    #[error("there is no folder for shared files, as /run (for root) or $XDG_RUNTIME_DIR (for others) is missing: name a folder")]
    NoRunFolder,
    /// No file of so many words can be mapped.
    #[error("{path:?} cannot have {len} words: ask for one at least, and for fewer than fit into the address space")]
    BadLength { path: PathBuf, len: usize },
    /// The caller gave more or fewer words than it asked for.
    #[error("{path:?} was to be made with {found} words and not {expected}: give as many as the file is to have")]
    WrongInitial { path: PathBuf, found: usize, expected: usize },
    /// The process that opened the file is the parent of this one, which would share its locks.
    #[error("{path:?} was opened before this process was forked: open it again")]
    Forked { path: PathBuf },
    /// The file that was to be set aside is as it should be.
    #[error("{path:?} is in order, so that it was not set aside: open it again")]
    InOrder { path: PathBuf },
    /// Another failure of a system call.
    #[error("{path:?}: {source}: if that stays so, name a folder on another file system, such as one below /run")]
    Os { path: PathBuf, source: OsError },
}

impl SharedFileError {
    /// Says what the error number of a call means for a path.
    pub(super) fn of(path: &Path, call: &'static str) -> impl Fn(Errno) -> Self {
        move |errno| {
            let path = path.to_owned();
            match errno {
                Errno::NOSPC | Errno::DQUOT => Self::NoSpace { path },
                Errno::ROFS => Self::ReadOnly { path },
                Errno::ACCESS | Errno::PERM => Self::Denied { path, user: rustix::process::geteuid().as_raw() },
                _ => Self::Os { path, source: OsError::of(call)(errno) },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SharedFileError;
    use rustix::io::Errno;
    use std::path::Path;

    #[test]
    fn an_error_is_one_line_that_names_the_path_and_what_to_do() {
        let error = |errno| SharedFileError::of(Path::new("/run/a\nb"), "open")(errno).to_string();
        assert_eq!(error(Errno::DQUOT), r#"no space is left for "/run/a\nb": free some, or name a folder elsewhere"#);
        let other = error(Errno::NOENT);
        assert!(
            other.starts_with(r#""/run/a\nb": open: ENOENT: No such file or directory (os error 2): if that stays so"#),
            "{other}"
        );
    }

    #[test]
    fn a_mode_is_octal() {
        let error = SharedFileError::TooOpen { path: "/x".into(), mode: 0o1777 };
        assert!(error.to_string().contains("the mode 1777"), "{error}");
    }
}
