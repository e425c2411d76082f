//! The ids of subjects, as commands take them.

use crate::exec::{ExecCommand, ExecCommandError};
use crate::libvirt::SONAME;
use ifrace_model::policy::Era;
use std::ffi::OsString;
use std::fmt;
use std::str::FromStr;

/// A subject that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubjectId {
    /// `builtin:ERA`: the naming policy of an era, on a simulated host.
    Builtin(Era),
    /// `builtin:hardened`: the project's own allocator of names, on a simulated host.
    Hardened,
    /// `builtin:monotonic`: the generator of names that daemons of the rules `hardened` have, on a simulated host.
    Monotonic,
    /// `kernel`: the running kernel.
    Kernel,
    /// `libvirt` or `libvirt:PATH`: a libvirt library.
    Libvirt(OsString),
    /// `exec:CMD`: a program that speaks the protocol of subjects.
    Exec(ExecCommand),
}

/// An id that names no subject.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubjectIdError {
    /// No subject begins like this.
    #[error(
        "unknown subject \"{0}\"; there are builtin:ERA, builtin:hardened, builtin:monotonic, kernel, libvirt, libvirt:PATH and exec:CMD (see ifrace list subjects)"
    )]
    Unknown(String),
    /// There is no such era.
    #[error("unknown era \"{0}\"; see ifrace list eras")]
    Era(String),
    /// The command cannot be read.
    #[error(transparent)]
    Exec(#[from] ExecCommandError),
}

impl SubjectId {
    /// Every subject that needs no path and no command.
    pub fn all() -> Vec<Self> {
        let builtin = Era::ALL.into_iter().map(Self::Builtin);
        builtin.chain([Self::Hardened, Self::Monotonic, Self::Kernel, Self::Libvirt(SONAME.into())]).collect()
    }

    /// Whether it is a part of this program and plays on a simulated host.
    pub const fn is_builtin(&self) -> bool {
        matches!(self, Self::Builtin(_) | Self::Hardened | Self::Monotonic)
    }

    /// The era whose model it is compared with; `None` if it is a model itself, or the kernel, which has a model of its
    /// own, or one of the project's own allocators or a program, which have none.
    pub fn era(&self) -> Option<Era> {
        match self {
            Self::Builtin(era) => Some(*era),
            Self::Kernel | Self::Hardened | Self::Monotonic | Self::Exec(_) => None,
            Self::Libvirt(_) => Some(Era::Unified70),
        }
    }
}

impl FromStr for SubjectId {
    type Err = SubjectIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            None if text == "kernel" => Ok(Self::Kernel),
            None if text == "libvirt" => Ok(Self::Libvirt(SONAME.into())),
            Some(("builtin", "hardened")) => Ok(Self::Hardened),
            Some(("builtin", "monotonic")) => Ok(Self::Monotonic),
            Some(("builtin", era)) => Era::from_id(era).map(Self::Builtin).ok_or_else(|| SubjectIdError::Era(era.to_owned())),
            Some(("libvirt", path)) if !path.is_empty() => Ok(Self::Libvirt(path.into())),
            Some(("exec", command)) => Ok(Self::Exec(command.parse()?)),
            _ => Err(SubjectIdError::Unknown(text.to_owned())),
        }
    }
}

impl fmt::Display for SubjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Builtin(era) => write!(f, "builtin:{era}"),
            Self::Hardened => f.write_str("builtin:hardened"),
            Self::Monotonic => f.write_str("builtin:monotonic"),
            Self::Kernel => f.write_str("kernel"),
            Self::Libvirt(path) if path == SONAME => f.write_str("libvirt"),
            Self::Libvirt(path) => write!(f, "libvirt:{}", path.to_string_lossy()),
            Self::Exec(command) => write!(f, "exec:{command}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lead_back_to_themselves() {
        let exec = SubjectId::Exec("python3 'a b.py'".parse().expect("it is a command"));
        for id in SubjectId::all().iter().chain([&SubjectId::Libvirt("/tmp/x.so".into()), &exec]) {
            assert_eq!(id.to_string().parse::<SubjectId>().as_ref(), Ok(id));
        }
    }

    #[test]
    fn unknown_ids_are_refused() {
        for text in ["", "kernel2", "libvirt:", "builtin", "exec"] {
            assert_eq!(text.parse::<SubjectId>(), Err(SubjectIdError::Unknown(text.to_owned())));
        }
        assert_eq!("exec:".parse::<SubjectId>(), Err(SubjectIdError::Exec(ExecCommandError::Empty)));
        assert_eq!("builtin:8.0".parse::<SubjectId>(), Err(SubjectIdError::Era("8.0".to_owned())));
    }
}
