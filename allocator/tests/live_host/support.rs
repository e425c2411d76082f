//! What the tests of the host have in common.

use ifrace_allocator::host::{Actual, DeviceSeen, Failure, Host, HostOp, Incarnation, Network, Observe, Reply, Snapshot};
use ifrace_allocator::interface::{Bandwidth, Filter, MacvtapMode, Rate};
use ifrace_allocator::linux::host::{Config, LinuxHost, start_process};
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::rtnetlink::{NewLink, Rtnetlink, payload};
use ifrace_allocator::{IfName, Mac};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The first start of the first guest.
pub(crate) const A: Incarnation = Incarnation::new(0, 1);
/// The first start of the second guest.
pub(crate) const B: Incarnation = Incarnation::new(1, 1);
pub(crate) const MAC_A: Mac = Mac([0x52, 0x54, 0, 0, 0, 0x0a]);
pub(crate) const MAC_B: Mac = Mac([0x52, 0x54, 0, 0, 0, 0x0b]);

/// A host in a namespace of its own, with the bridges `br0` and `br1` and the device `eth0`.
pub(crate) struct TestHost {
    pub(crate) host: LinuxHost,
    pub(crate) netns: PrivateNetns,
}

pub(crate) fn name(name: impl AsRef<[u8]>) -> IfName {
    IfName::new(name).unwrap()
}

pub(crate) fn host() -> TestHost {
    host_with(|_| ())
}

pub(crate) fn host_with(configure: impl FnOnce(&mut Config)) -> TestHost {
    let netns = PrivateNetns::enter().expect("a private network namespace is needed (root)");
    let mut rtnetlink = Rtnetlink::open().unwrap();
    let request =
        |kind: &[u8], name: &[u8]| NewLink { name: Some(payload(name)), create: true, excl: true, ..NewLink::of_kind(kind) };
    for bridge in [b"br0", b"br1"] {
        rtnetlink.new_link(&request(b"bridge", bridge)).unwrap();
    }
    rtnetlink.new_link(&NewLink { peer_name: Some(payload(b"far0")), ..request(b"veth", b"eth0") }).unwrap();
    let networks = [("limited", true), ("plain", false)].map(|(text, limited)| Network {
        name: text.to_owned(),
        actual: Actual::Bridge(name("br0")),
        limited,
    });
    let direct = Actual::Direct { lower: name("eth0"), mode: MacvtapMode::Bridge };
    let mut config = Config { without_missing_traffic_control: true, record_commands: true, ..Config::default() };
    config.networks = networks.into();
    config.networks.push(Network { name: "direct".to_owned(), actual: direct, limited: true });
    configure(&mut config);
    TestHost { host: LinuxHost::in_private(&netns, config).unwrap(), netns }
}

impl TestHost {
    /// Performs an operation that has to succeed.
    pub(crate) fn done(&mut self, actor: Incarnation, op: HostOp<'_>) -> Reply {
        self.host.perform(actor, &op).unwrap_or_else(|failure| panic!("{op}: {failure}"))
    }

    /// Performs an operation that has to fail.
    pub(crate) fn fails(&mut self, actor: Incarnation, op: HostOp<'_>) -> Failure {
        match self.host.perform(actor, &op) {
            Err(failure) => failure,
            Ok(reply) => panic!("{op}: {reply}"),
        }
    }

    /// The symbol of the failure of an operation.
    pub(crate) fn refused(&mut self, actor: Incarnation, op: HostOp<'_>) -> String {
        let failure = self.fails(actor, op);
        assert_ne!(failure.errno, 0, "{failure}");
        failure.to_string()
    }

    /// Creates a tap; its name and index.
    pub(crate) fn tap(&mut self, actor: Incarnation, text: &str) -> (IfName, u32) {
        match self.done(actor, HostOp::CreateTap { name: name(text), queues: 1, exclusive: true }) {
            Reply::Device { name, index } => (name, index),
            reply => panic!("{reply}"),
        }
    }

    pub(crate) fn seen(&mut self) -> Snapshot {
        self.host.observe().unwrap()
    }

    pub(crate) fn device(&mut self, text: &str) -> Option<DeviceSeen> {
        self.seen().device(name(text)).copied()
    }

    /// The commands since the last call, as they would be typed.
    pub(crate) fn commands(&mut self) -> Vec<String> {
        self.host.take_commands().iter().map(ToString::to_string).collect()
    }

    /// The commands that an operation runs, which has to succeed.
    pub(crate) fn commands_of(&mut self, actor: Incarnation, op: HostOp<'_>) -> Vec<String> {
        self.commands();
        self.done(actor, op);
        self.commands()
    }

    /// Asserts that nothing is there: no device, no rule, no port.
    pub(crate) fn assert_empty(&mut self) {
        assert_eq!(self.seen(), Snapshot::default());
    }
}

/// A folder with a program that does nothing but fail.
pub(crate) struct Failing(PathBuf);

impl Failing {
    pub(crate) fn new(program: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("ifrace-failing-{program}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::os::unix::fs::symlink("/bin/false", folder.join(program)).unwrap();
        Self(folder)
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.0.clone()
    }
}

impl Drop for Failing {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}

/// A filter with the parameter `IP`, once for each address.
pub(crate) fn filter(name: &str, addresses: &[&str]) -> Filter {
    let parameters = addresses.iter().map(|address| ("IP".to_owned(), (*address).to_owned())).collect();
    Filter { name: name.to_owned(), parameters }
}

/// A limit of what the guest receives.
pub(crate) fn inbound(average: u64) -> Bandwidth {
    Bandwidth { inbound: Some(Rate { average, ..Rate::default() }), outbound: None }
}

/// What a program writes in the namespace of the test.
pub(crate) fn output(program: &str, words: &str) -> String {
    let mut command = Command::new(program);
    command.args(words.split_ascii_whitespace()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let output = start_process(&mut command).unwrap().wait_with_output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}
