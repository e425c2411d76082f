//! Other processes: this program again, which then runs the one test [`act`].

use crate::scratch::{LEN, NAME, Scratch, pattern};
use ifrace_allocator::linux::host::start_process;
use ifrace_allocator::linux::shared_file::{Opened, SharedFile};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering;

const ACT: &str = "IFRACE_SHARED_FILE_ACT";
const FOLDER: &str = "IFRACE_SHARED_FILE_FOLDER";
/// What every line begins with that is for the parent, behind what the test harness wrote before.
const SAYS: &str = "child says: ";
/// How many words the file of [`Act::CreateForever`] has.
pub(crate) const MANY: usize = 8192;
/// How often [`Act::Count`] adds 1.
pub(crate) const ADDITIONS: u64 = 500;

/// A process that does one of the things in [`act`]. It is killed with this value.
pub(crate) struct Child {
    process: std::process::Child,
    output: BufReader<std::process::ChildStdout>,
}

impl Child {
    pub(crate) fn start(scratch: &Scratch, what: &str) -> Self {
        Self::start_with(scratch, what, |_| ())
    }

    pub(crate) fn start_as(scratch: &Scratch, what: &str, user: u32) -> Self {
        Self::start_with(scratch, what, |command| _ = command.uid(user).gid(user))
    }

    fn start_with(scratch: &Scratch, what: &str, prepare: impl FnOnce(&mut Command)) -> Self {
        // Not by its path, which another user may not be able to reach.
        let mut command = Command::new("/proc/self/exe");
        command.args(["--exact", "child::act", "--nocapture", "--test-threads=1"]).current_dir("/");
        command.env(ACT, what).env(FOLDER, scratch.folder()).stdin(Stdio::piped()).stdout(Stdio::piped());
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

    /// Lets it go on.
    pub(crate) fn go(&mut self) {
        self.process.stdin.as_mut().unwrap().write_all(b"go\n").unwrap();
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
    let folder = Path::new(&folder);
    match &*what {
        "open" => say(SharedFile::open(folder, NAME, LEN, &mut || pattern(LEN)).map(|(_, opened)| opened)),
        "lock" => {
            let file = open(folder).0;
            let _lock = file.lock().unwrap();
            say("locked");
            wait();
        }
        "claim" => {
            let file = open(folder).0;
            say((file.is_claimed(7).unwrap(), file.claim(7).unwrap()));
            wait();
        }
        "count" => count(folder),
        "create for ever" => create_for_ever(folder),
        other => panic!("{other}"),
    }
}

fn open(folder: &Path) -> (SharedFile, Opened) {
    SharedFile::open(folder, NAME, LEN, &mut || pattern(LEN)).unwrap()
}

/// Adds 1 in two steps, which only a lock makes one; and in one step, which needs none.
fn count(folder: &Path) {
    say("ready");
    wait();
    let (file, opened) = SharedFile::open(folder, NAME, LEN, &mut || vec![0; LEN]).unwrap();
    let (locked, atomic) = (&file.words()[0], &file.words()[1]);
    for _ in 0..ADDITIONS {
        let lock = file.lock().unwrap();
        let before = locked.load(Ordering::Relaxed);
        std::thread::yield_now();
        locked.store(before + 1, Ordering::Relaxed);
        drop(lock);
        atomic.fetch_add(1, Ordering::Relaxed);
    }
    say(opened);
    wait();
}

fn create_for_ever(folder: &Path) {
    let mut first = true;
    loop {
        let (file, opened) = SharedFile::open(folder, NAME, MANY, &mut || pattern(MANY)).unwrap();
        assert_eq!(opened, Opened::Created);
        std::fs::remove_file(file.path()).unwrap();
        if std::mem::take(&mut first) {
            say("begun");
        }
    }
}

fn say(what: impl std::fmt::Debug) {
    println!("{SAYS}{what:?}");
}

/// Until the parent says so, or is gone.
fn wait() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
}
