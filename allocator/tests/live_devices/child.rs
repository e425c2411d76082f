//! Other processes: this program again, which then runs the one test [`act`].

use crate::{crash_windows, restricted};
use ifrace_allocator::linux::host::start_process;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

const ACT: &str = "IFRACE_LIVE_DEVICES_ACT";
const FOLDER: &str = "IFRACE_LIVE_DEVICES_FOLDER";
/// What every line begins with that is for the parent, behind what the test harness wrote before.
const SAYS: &str = "child says: ";

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A new folder for a state that processes share. It is removed with this value.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("ifrace-devices-{}-{number}", std::process::id()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    /// The folder of the state, which is not there at first.
    pub(crate) fn state(&self) -> PathBuf {
        self.0.join("state")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A process in the network namespace of the thread that starts it. It is killed with this value.
pub(crate) struct Child {
    process: std::process::Child,
    output: BufReader<std::process::ChildStdout>,
}

impl Child {
    pub(crate) fn start(what: &str, folder: &Path) -> Self {
        Self::start_with(what, folder, |_| ())
    }

    pub(crate) fn start_as(what: &str, user: u32) -> Self {
        Self::start_with(what, Path::new("/"), |command| _ = command.uid(user).gid(user))
    }

    fn start_with(what: &str, folder: &Path, prepare: impl FnOnce(&mut Command)) -> Self {
        // Not by its path, which another user may not be able to reach.
        let mut command = Command::new("/proc/self/exe");
        command.args(["--exact", "child::act", "--nocapture", "--test-threads=1"]).current_dir("/");
        command.env(ACT, what).env(FOLDER, folder).stdin(Stdio::piped()).stdout(Stdio::piped());
        prepare(&mut command);
        let mut process = start_process(&mut command).unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        Self { process, output }
    }

    /// The next thing that it says.
    pub(crate) fn said(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "the child has ended");
            if let Some((_, said)) = line.trim_end().split_once(SAYS) {
                return said.to_owned();
            }
        }
    }

    /// Kills it with `SIGKILL`, and waits until it is gone.
    pub(crate) fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.end();
    }
}

/// What a child does; nothing when it is run as a test.
#[test]
fn act() {
    let (Ok(what), Some(folder)) = (std::env::var(ACT), std::env::var_os(FOLDER)) else { return };
    match &*what {
        "few descriptors" => restricted::with_few_descriptors(),
        "no privilege" => restricted::without_privilege(),
        other => crash_windows::stop_in(other, Path::new(&folder)),
    }
}

pub(crate) fn say(what: impl std::fmt::Display) {
    println!("{SAYS}{what}");
}

/// Until the parent is gone, or kills this process.
pub(crate) fn wait() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
}
