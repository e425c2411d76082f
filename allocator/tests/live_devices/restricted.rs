//! Processes that may not do everything.

use crate::bench::{enter, literal, name_of, template, vnet};
use crate::child::{Child, Scratch, say};
use ifrace_allocator::linux::devices::{CreateError, DeviceAllocator, MacvtapOptions, OwnedDevice, TapOptions};
use ifrace_allocator::linux::rtnetlink::Rtnetlink;
use ifrace_allocator::names::NameAllocator;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::fs::File;
use std::os::fd::AsRawFd;

const NOBODY: u32 = 65_534;

#[test]
fn without_privilege_there_is_a_clear_refusal() {
    let mut bench = enter();
    let mut child = Child::start_as("no privilege", NOBODY);
    for _ in 0..3 {
        let said = child.said();
        assert!(said.ends_with("creating network devices takes root, or CAP_NET_ADMIN; false"), "{said}");
    }
    assert_eq!(bench.names(), Vec::<String>::new());
}

pub(crate) fn without_privilege() {
    let devices = DeviceAllocator::open(NameAllocator::in_process()).unwrap();
    let lower = Rtnetlink::open().unwrap().get_by_name(b"lower\0").unwrap().index;
    let tap = devices.create_tap(literal("mine"), TapOptions::default());
    let macvtap = devices.create_macvtap(literal("mine"), &MacvtapOptions::on(lower));
    let of_template = devices.create_tap(vnet(), TapOptions::default());
    for refused in [tap, macvtap, of_template] {
        let error = refused.unwrap_err();
        assert!(matches!(error, CreateError::NotPermitted(_)), "{error}");
        let is_pending = ["mine", "vnet0"].map(|name| devices.names().is_pending(name_of(name)).unwrap());
        say(format!("{error}; {}", is_pending.contains(&true)));
    }
}

#[test]
fn with_too_few_descriptors_nothing_is_left_wherever_they_run_out() {
    let mut bench = enter();
    let scratch = Scratch::new();
    let mut child = Child::start("few descriptors", &scratch.state());
    let refused = child.said();
    assert!(refused.split(' ').all(|number| number.parse::<u32>().unwrap() >= 3), "{refused}");
    child.kill();
    assert_eq!(bench.names(), Vec::<String>::new());
}

/// Tries with one descriptor more each time until it succeeds.
pub(crate) fn with_few_descriptors() {
    let lower = Rtnetlink::open().unwrap().get_by_name(b"lower\0").unwrap().index;
    let tap = until_made(|devices| devices.create_tap(template("t%d"), TapOptions { queues: 4, ..TapOptions::default() }));
    let macvtap = until_made(|devices| devices.create_macvtap(template("t%d"), &MacvtapOptions::on(lower)));
    say(format!("{tap} {macvtap}"));
    crate::child::wait();
}

/// How often it was refused.
fn until_made(create: impl Fn(&DeviceAllocator) -> Result<OwnedDevice, CreateError>) -> u32 {
    let before = Rtnetlink::open().unwrap().dump().unwrap().len();
    for free in 0.. {
        let devices = DeviceAllocator::open(NameAllocator::in_process()).unwrap();
        let made = with_descriptors(free, || create(&devices));
        match made {
            Ok(device) => {
                devices.remove(device).unwrap().done().unwrap();
                return free;
            }
            Err(CreateError::Os(error)) => assert_eq!(error.symbol(), Some("EMFILE"), "{error}"),
            Err(error) => panic!("{error}"),
        }
        let links = Rtnetlink::open().unwrap().dump().unwrap();
        assert_eq!(links.len(), before, "with {free} descriptors: {links:?}");
        assert!(!devices.names().is_pending(name_of("t0")).unwrap(), "with {free} descriptors");
    }
    unreachable!("it succeeds with enough descriptors")
}

/// Does something while this many descriptors can be opened.
fn with_descriptors<T>(free: u32, act: impl FnOnce() -> T) -> T {
    let open = std::fs::read_dir("/proc/self/fd").unwrap();
    let last = open.filter_map(|entry| entry.unwrap().file_name().to_str()?.parse::<i32>().ok()).max().unwrap();
    let mut fillers = vec![File::open("/dev/null").unwrap()];
    while fillers.last().is_some_and(|filler| filler.as_raw_fd() < last) {
        fillers.push(File::open("/dev/null").unwrap());
    }
    let end = fillers.iter().map(|filler| filler.as_raw_fd()).max().unwrap() as u64 + 1;
    let all = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: Some(end + u64::from(free)), ..all }).unwrap();
    let result = act();
    setrlimit(Resource::Nofile, all).unwrap();
    result
}
