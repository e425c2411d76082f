//! A network namespace and a state for a test.

use crate::folder::Folder;
use crate::output::{Output, PROGRAM, run};
use ifrace_allocator::IfName;
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::netns::netns_cookie;
use ifrace_allocator::linux::rtnetlink::Rtnetlink;
use ifrace_allocator::names::{NameAllocator, OnDamage};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Time for what the kernel does in the background, on a busy machine.
const SOON: Duration = Duration::from_secs(20);

/// A network namespace, which the processes that the test starts are in, and a folder.
pub(crate) struct Bench {
    pub(crate) folder: Folder,
    _netns: PrivateNetns,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let _netns = PrivateNetns::enter().expect("a private network namespace is needed (root)");
        Self { folder: Folder::new(), _netns }
    }

    /// The folder of the state.
    pub(crate) fn state(&self) -> String {
        self.folder.at("state")
    }

    /// A run with the state.
    pub(crate) fn tap(&self, args: &[&str]) -> Output {
        run(&mut self.command(args), "")
    }

    /// A run with the state that was not started yet.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(["tap", "--state", &self.state()]).args(args);
        command
    }

    /// The name that a run gives to its tap.
    pub(crate) fn name(&self, args: &[&str]) -> String {
        let words = [args, &["--", "sh", "-c", "echo $TAP_NAME"]].concat();
        self.tap(&words).exits(0).stdout.trim_end().to_owned()
    }

    /// A run whose command says the name of the tap, and then waits for the end of its input.
    pub(crate) fn waiting(&self, args: &[&str]) -> (Running, String) {
        let words = [args, &["--", "sh", "-c", "echo $TAP_NAME; read line"]].concat();
        let mut running = Running::start(&mut self.command(&words));
        let name = running.line();
        (running, name)
    }

    /// The names of all devices.
    pub(crate) fn devices(&self) -> Vec<String> {
        let links = Rtnetlink::open().and_then(|mut rtnetlink| rtnetlink.dump()).expect("devices can be listed");
        links.into_iter().map(|link| String::from_utf8_lossy(&link.name).into_owned()).collect()
    }

    /// Waits until a device is gone.
    pub(crate) fn wait_until_gone(&self, name: &str) {
        let since = Instant::now();
        while self.devices().iter().any(|device| device == name) {
            assert!(since.elapsed() < SOON, "{name} stays");
            sleep(Duration::from_millis(1));
        }
    }

    /// Whether the state has a lease of a name.
    pub(crate) fn is_pending(&self, name: &str) -> bool {
        let none = &mut || panic!("there is a state");
        let (names, _) = NameAllocator::open(Path::new(&self.state()), OnDamage::Refuse, none).expect("the state is in order");
        let names = names.in_netns(netns_cookie().expect("the kernel tells"));
        names.is_pending(IfName::new(name).expect("it is a name")).expect("the state is in order")
    }

    /// Runs `ip`, which has to succeed.
    #[track_caller]
    pub(crate) fn ip(&self, words: &str) {
        let output = run(Command::new("ip").args(words.split(' ')), "");
        output.exits(0);
    }
}

/// Runs a script of the shell, in which `"$0" "$@"` is the program with these arguments. What it mounts is gone afterwards.
pub(crate) fn in_shell(script: &str, args: &[&str]) -> Output {
    run(Command::new("unshare").args(["--mount", "sh", "-c", script, PROGRAM]).args(args), "")
}

/// A run that goes on; its command reads from a pipe of the test.
pub(crate) struct Running {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
}

impl Running {
    pub(crate) fn start(command: &mut Command) -> Self {
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = piped.spawn().expect("the program can be run");
        let stdin = child.stdin.take();
        let stdout = BufReader::new(child.stdout.take().expect("it is a pipe"));
        Self { child, stdin, stdout }
    }

    /// The next line that the command says.
    pub(crate) fn line(&mut self) -> String {
        self.until(b'\n').trim_end().to_owned()
    }

    /// What the command says, up to this byte.
    pub(crate) fn until(&mut self, end: u8) -> String {
        let mut bytes = Vec::new();
        self.stdout.read_until(end, &mut bytes).expect("it can be read");
        String::from_utf8(bytes).expect("it is text")
    }

    /// Writes to the input.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.stdin.as_mut().expect("it is open").write_all(bytes).expect("it is read");
    }

    /// Sends a signal to ifrace alone.
    pub(crate) fn signal(&self, signal: Signal) {
        let id = Pid::from_raw(self.child.id().cast_signed()).expect("it has an id");
        kill_process(id, signal).expect("it is there");
    }

    /// Kills ifrace, and not the command.
    pub(crate) fn kill(&mut self) {
        self.signal(Signal::KILL);
        self.child.wait().expect("it can be waited for");
    }

    /// Lets the command end, and waits for ifrace; its exit code, and what the command still said.
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        drop(self.stdin.take());
        self.ended()
    }

    /// Waits for the end without doing anything for it.
    pub(crate) fn ended(&mut self) -> (Option<i32>, String) {
        let mut text = String::new();
        self.stdout.read_to_string(&mut text).expect("it can be read");
        (self.child.wait().expect("it can be waited for").code(), text)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The command ends with its input.
        drop(self.stdin.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
