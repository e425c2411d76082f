//! `ifrace worker`: serving another process of this program.

use super::CommandError;
use crate::exit_code;
use crate::worker::{Role, serve};
use std::ffi::OsString;

pub(super) fn run(role: &[OsString]) -> Result<u8, CommandError> {
    let role = parse(role).ok_or_else(|| CommandError::Usage("unknown role of a worker".to_owned()))?;
    serve(&role).map_err(|error| CommandError::Internal(error.to_string()))?;
    Ok(exit_code::OK)
}

fn parse(role: &[OsString]) -> Option<Role> {
    let number = |text: &OsString| text.to_str()?.parse().ok();
    match role {
        [kind] if kind == "kernel" => Some(Role::Kernel),
        [kind, library, deadline, memory, history] if kind == "libvirt" => {
            let (deadline, memory, history) = (number(deadline)?, number(memory)?, number(history)?);
            Some(Role::Libvirt { library: library.clone(), deadline, memory, history })
        }
        [kind, command, deadline, memory, history] if kind == "exec" => {
            let (deadline, memory, history) = (number(deadline)?, number(memory)?, number(history)?);
            let command = command.to_str()?.strip_prefix("exec:")?.parse().ok()?;
            Some(Role::Exec { command, deadline, memory, history })
        }
        _ => None,
    }
}
