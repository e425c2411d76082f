//! What the tests have in common.

use ifrace_allocator::linux::host::start_process;
use ifrace_allocator::linux::identity::{Cleanup, CleanupError, DeviceIdentity, OwnerToken, Removal};
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::rtnetlink::{Link, NewLink, Rtnetlink, Selector, payload};
use ifrace_allocator::linux::tun::{TunDevice, TunFlags};
use std::process::{Command, Stdio};

/// A network namespace, and what works in it.
pub(crate) struct Bench {
    pub(crate) cleanup: Cleanup,
    pub(crate) rtnetlink: Rtnetlink,
    pub(crate) _netns: PrivateNetns,
}

/// Moves the thread of the test into a network namespace of its own.
pub(crate) fn enter() -> Bench {
    let netns = PrivateNetns::enter().expect("a private network namespace is needed (root, or user namespaces)");
    Bench { cleanup: Cleanup::open().unwrap(), rtnetlink: Rtnetlink::open().unwrap(), _netns: netns }
}

pub(crate) fn token(number: u32) -> OwnerToken {
    OwnerToken::new(number).unwrap()
}

/// An exclusive creation of a bridge.
pub(crate) fn bridge(name: &str) -> NewLink {
    NewLink { name: Some(payload(name.as_bytes())), create: true, excl: true, echo: true, ..NewLink::of_kind(b"bridge") }
}

impl Bench {
    /// A link that is created, without a token unless the request has one.
    pub(crate) fn create(&mut self, request: &NewLink) -> Link {
        self.rtnetlink.new_link(request).unwrap().expect("Linux 6.2 and later report what was created")
    }

    /// A tap that is marked, with the file that it lives by.
    pub(crate) fn tap(&mut self, name: &str, number: u32) -> (TunDevice, DeviceIdentity) {
        let device = unmarked_tap(name, None);
        let index = self.index(name).unwrap();
        (device, self.cleanup.mark(index, token(number)).unwrap())
    }

    /// A bridge that is created with its token, and with an index if one is given.
    pub(crate) fn marked_bridge(&mut self, name: &str, number: u32, index: u32) -> DeviceIdentity {
        let token = token(number);
        let request = NewLink { group: Some(token.get()), index: index.cast_signed(), ..bridge(name) };
        let link = self.create(&request);
        self.cleanup.identity(link.index, token)
    }

    /// A marked tap that is dead. A file that is only closed may live on for a moment in a process that another test starts.
    pub(crate) fn dead_tap(&mut self, name: &str, number: u32) -> DeviceIdentity {
        let (_device, identity) = self.tap(name, number);
        self.rtnetlink.delete(&Selector::index(identity.index)).unwrap();
        identity
    }

    pub(crate) fn delete(&mut self, identity: DeviceIdentity) -> Result<Removal, CleanupError> {
        self.cleanup.delete(&identity)
    }

    pub(crate) fn index(&mut self, name: &str) -> Option<u32> {
        self.rtnetlink.get_by_name(&payload(name.as_bytes())).ok().map(|link| link.index)
    }

    pub(crate) fn link(&mut self, index: u32) -> Link {
        self.rtnetlink.get_by_index(index).unwrap()
    }
}

/// A tap that nobody has marked, and its index if one is asked for (`TUNSETIFINDEX`).
pub(crate) fn unmarked_tap(name: &str, index: Option<u32>) -> TunDevice {
    let mut device = TunDevice::open().expect("/dev/net/tun is needed");
    if let Some(index) = index {
        device.set_ifindex(index.cast_signed()).unwrap();
    }
    device.set_iff(name.as_bytes(), TunFlags::TAP | TunFlags::NO_PI | TunFlags::EXCLUSIVE).unwrap();
    device
}

/// Runs a program in the namespace of the test, which has to succeed, and returns what it writes.
pub(crate) fn run(program: &str, words: &str) -> String {
    let mut command = Command::new(program);
    command.args(words.split_ascii_whitespace()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let output = start_process(&mut command).unwrap().wait_with_output().unwrap();
    assert!(output.status.success(), "{program} {words}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
