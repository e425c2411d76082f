//! The example `macvtap`, on a real device in a network namespace of the test's own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy spares tests, but not what they call; it fails by a panic too")]

#[path = "../examples/macvtap.rs"]
#[expect(dead_code, reason = "the test calls what main calls")]
mod example;

use ifrace_allocator::IfName;
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::rtnetlink::{NewLink, Rtnetlink, payload};
use ifrace_allocator::names::{NameAllocator, OnDamage};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A folder that goes with the test.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What the example writes, and the devices that are there at that moment.
#[derive(Default)]
struct Watching {
    text: String,
    devices: Vec<Vec<String>>,
}

impl Write for Watching {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = str::from_utf8(bytes).unwrap();
        self.text.push_str(text);
        if text.ends_with('\n') {
            self.devices.push(devices());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn devices() -> Vec<String> {
    let links = Rtnetlink::open().unwrap().dump().unwrap();
    links.into_iter().map(|link| String::from_utf8(link.name).unwrap()).collect()
}

/// A device that a macvtap can be on, and its index.
fn lower() -> u32 {
    let request = NewLink { name: Some(payload(b"left")), create: true, excl: true, ..NewLink::of_kind(b"veth") };
    let mut rtnetlink = Rtnetlink::open().unwrap();
    rtnetlink.new_link(&request).unwrap();
    rtnetlink.get_by_name(&payload(b"left")).unwrap().index
}

fn is_pending(folder: &Path, name: &str) -> bool {
    let (names, _) = NameAllocator::open(folder, OnDamage::Refuse, &mut || panic!("there is a state")).unwrap();
    names.is_pending(IfName::new(name).unwrap()).unwrap()
}

#[test]
fn a_macvtap_is_made_and_removed_and_its_name_does_not_come_again() {
    let _netns = PrivateNetns::enter().expect("a private network namespace is needed (root)");
    let scratch = Scratch(std::env::temp_dir().join(format!("ifrace-example-macvtap-{}", std::process::id())));
    let lower = lower();
    let before = devices();
    for generation in 0..2 {
        let mut out = Watching::default();
        example::make_and_remove(&scratch.0, "left", &mut out).unwrap();
        let (name, index) = (format!("macvtap{generation}"), lower + 1 + generation);
        assert_eq!(out.text, format!("{name}: index {index}, generation {generation}, 1 descriptor\nremoved\n"));
        let with_it = [&before[..], std::slice::from_ref(&name)].concat();
        assert!(out.devices.contains(&with_it), "{:?}", out.devices);
        assert_eq!((devices(), is_pending(&scratch.0, &name)), (before.clone(), false));
    }
    let error = example::make_and_remove(&scratch.0, "right", &mut Watching::default()).unwrap_err();
    assert_eq!(error.to_string(), "RTM_GETLINK: ENODEV: No such device (os error 19)");
}
