//! Copies of a process that run no program of their own.

use crate::scratch::Scratch;
use ifrace_allocator::linux::host::start_process;
use ifrace_allocator::linux::shared_file::{SharedFile, SharedFileError};
use std::io;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::sync::Mutex;

/// Does something with the copy of the file that a child of this process has, and closes that copy. The test fails unless the action
/// returns `true`. The file itself stays open with what is returned.
#[must_use]
fn in_child(file: SharedFile, action: impl Fn(&SharedFile) -> bool + Send + Sync + 'static) -> Command {
    let file = Mutex::new(Some(file));
    let prepare = move || {
        let file = file.lock().map(|mut file| file.take()).ok().flatten();
        if file.is_some_and(|file| action(&file)) { Ok(()) } else { Err(io::Error::from_raw_os_error(libc::EPROTO)) }
    };
    let mut command = Command::new("true");
    #[allow(unsafe_code, reason = "the child has to act between fork and exec")]
    // SAFETY: the child makes system calls; memory can be allocated in it, since glibc makes its allocator usable after a fork.
    unsafe {
        command.pre_exec(prepare);
    }
    assert!(start_process(&mut command).unwrap().wait().unwrap().success());
    command
}

#[test]
fn a_child_neither_takes_nor_gives_back_what_its_parent_has() {
    let scratch = Scratch::new();
    let (file, other) = (scratch.created(), scratch.existing());
    assert!(file.claim(3).unwrap());
    let refusal = SharedFileError::Forked { path: scratch.file() };
    let _open = in_child(file, move |file| {
        let refused = Err(refusal.clone());
        file.lock().map(|_| ()) == refused
            && file.claim(4).map(|_| ()) == refused
            && file.is_claimed(4).map(|_| ()) == refused
            && file.release_claim(3) == refused
            && file.set_aside().map(|_| ()) == refused
    });
    assert!(other.is_claimed(3).unwrap(), "the child has closed its copy only");
}
