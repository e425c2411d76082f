//! Namespaces for a user who is not root.

use crate::support::{bridge, names_in_sysfs};
use ifrace_allocator::linux::netns::{NetnsError, NetnsId, PrivateNetns, Way, can_enter};
use ifrace_allocator::linux::rtnetlink::Rtnetlink;
use std::os::unix::process::CommandExt;
use std::process::Command;

const NOBODY: u32 = 65_534;

/// Runs a shell command as nobody, after an action in the child, which has a single thread.
fn as_nobody(action: impl Fn() -> Result<(), NetnsError> + Send + Sync + 'static, command: &str) -> std::io::Result<String> {
    assert!(rustix::process::geteuid().is_root(), "only root can become nobody");
    let mut child = Command::new("/bin/sh");
    child.args(["-c", command]).current_dir("/").uid(NOBODY).gid(NOBODY);
    let prepare = move || {
        // A process that changed its user does not own its own files in /proc until it may be dumped again.
        rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::Dumpable)?;
        action().map_err(|error| match error {
            NetnsError::Os(error) => error.into(),
            other => std::io::Error::other(other),
        })
    };
    #[allow(unsafe_code, reason = "the child has to be prepared between fork and exec")]
    // SAFETY: the child reads files and makes system calls; memory can be allocated in it, since glibc makes its allocator
    // usable after a fork.
    unsafe {
        child.pre_exec(prepare);
    }
    let output = child.output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn an_ordinary_user_gets_a_user_namespace() {
    let make_link = || {
        PrivateNetns::enter()?;
        bridge(&mut Rtnetlink::open()?, b"mine");
        assert_eq!(names_in_sysfs(), ["lo", "mine"]);
        Ok(())
    };
    let seen = as_nobody(make_link, "id -u; echo /sys/class/net/*; cat /proc/self/uid_map").unwrap();
    let lines: Vec<String> = seen.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(lines, ["0", "/sys/class/net/lo /sys/class/net/mine", "0 65534 1"]);
}

#[test]
fn an_ordinary_user_is_told_that_threads_are_in_the_way() {
    let enter_with_threads = || {
        let threads = std::thread::scope(|scope| {
            let (sender, receiver) = std::sync::mpsc::channel::<()>();
            scope.spawn(move || receiver.recv());
            let result = PrivateNetns::enter();
            drop(sender);
            result.map(drop)
        });
        match threads {
            Err(NetnsError::Threads { threads: 2 }) => Ok(()),
            other => panic!("unexpected: {other:?}"),
        }
    };
    assert_eq!(as_nobody(enter_with_threads, "echo refused").unwrap(), "refused\n");
}

#[test]
fn an_ordinary_user_can_probe() {
    let probe = || {
        let start = NetnsId::current()?;
        assert_eq!(can_enter()?, Way::UserNamespace);
        assert_eq!(NetnsId::current()?, start);
        Ok(())
    };
    assert_eq!(as_nobody(probe, "id -u").unwrap(), "65534\n");
}
