//! `ifrace doctor`.

use super::CommandError;
use crate::differential::KernelWorker;
use crate::exit_code;
use crate::libvirt::SONAME;
use crate::subjects::{Real, StartError};
use ifrace_allocator::linux::host::{Config, find_program, package_of};
use ifrace_allocator::linux::netns::can_enter;
use ifrace_allocator::linux::requirements::{TunAccess, kernel_release, tun_access};
use ifrace_model::kernel::{LinkKind, Rules};
use serde::Serialize;
use std::ffi::OsStr;
use std::io::{self, Write};

/// One thing that a run may need.
#[derive(Debug, Serialize)]
struct Item {
    name: &'static str,
    /// What there is; null if it is missing.
    found: Option<String>,
    /// The error that showed that it is missing.
    error: Option<String>,
    /// What cannot be run without it.
    needed_for: &'static str,
    /// What brings it.
    remedy: String,
}

/// Programs, each with what it is needed for.
const PROGRAMS: [(&str, &str); 8] = [
    ("ip", "looking at devices by hand"),
    ("tc", "reproduction on real devices"),
    ("ebtables", "network filters up to libvirt 11.3 on real devices"),
    ("iptables", "network filters up to libvirt 11.3 on real devices"),
    ("ip6tables", "network filters up to libvirt 11.3 on real devices"),
    ("nft", "network filters after libvirt 11.3 on real devices"),
    ("ovs-vsctl", "Open vSwitch ports on real devices"),
    ("ovs-vswitchd", "Open vSwitch ports on real devices"),
];

pub(super) fn run(json: bool) -> Result<u8, CommandError> {
    let mut items = vec![kernel(), namespace(), tun()];
    items.extend(kinds());
    items.push(libvirt());
    items.extend(PROGRAMS.map(program));
    let mut out = io::stdout().lock();
    if json {
        let text = serde_json::to_string(&items).map_err(|error| CommandError::Internal(error.to_string()))?;
        writeln!(out, "{text}")?;
    } else {
        items.iter().try_for_each(|item| writeln!(out, "{}", line(item)))?;
    }
    // To be told what is missing is what the command is for, so that it is no failure.
    Ok(exit_code::OK)
}

fn line(item: &Item) -> String {
    match (&item.found, &item.error) {
        (Some(found), _) => format!("ok       {:<18} {found}", item.name),
        (None, error) => {
            let error = error.as_deref().unwrap_or("not found");
            format!("MISSING  {:<18} {error}\n{:28}without it: no {}\n{:28}{}", item.name, "", item.needed_for, "", item.remedy)
        }
    }
}

impl Item {
    fn new(name: &'static str, needed_for: &'static str, remedy: impl Into<String>, found: Result<String, String>) -> Self {
        let (found, error) = match found {
            Ok(found) => (Some(found), None),
            Err(error) => (None, Some(error)),
        };
        Self { name, found, error, needed_for, remedy: remedy.into() }
    }
}

fn kernel() -> Item {
    let release = kernel_release();
    let rules = Rules::of_release(&release).unwrap_or_default();
    Item::new("linux", "runs", "", Ok(format!("{release}, which follows the rules {rules}")))
}

fn namespace() -> Item {
    let found = can_enter().map(|way| format!("private network namespaces: {way:?}")).map_err(|error| error.to_string());
    let remedy = "run as root, or allow user namespaces (sysctl kernel.unprivileged_userns_clone=1)";
    Item::new("namespaces", "run on the kernel or on libvirt", remedy, found)
}

fn tun() -> Item {
    let found = match tun_access() {
        TunAccess::Usable => Ok("/dev/net/tun can be opened".to_owned()),
        TunAccess::Missing => Err("/dev/net/tun does not exist".to_owned()),
        TunAccess::Denied => Err("/dev/net/tun may not be opened by this user".to_owned()),
        TunAccess::Failed(error) => Err(error.to_string()),
    };
    Item::new("tun", "taps, and so no run on the kernel", "load the module tun, or give access to /dev/net/tun", found)
}

fn kinds() -> Vec<Item> {
    let worker = KernelWorker::start();
    let item = |kind: LinkKind| {
        let found = match &worker {
            Ok(worker) if worker.kinds().contains(&kind) => Ok(format!("devices of the kind {} can be created", kind.id())),
            Ok(_) => Err(format!("this kernel does not create devices of the kind {}", kind.id())),
            Err(error) => Err(format!("not tried: {error}")),
        };
        let (needed_for, remedy) = match kind {
            LinkKind::Macvtap | LinkKind::Macvlan | LinkKind::Bridge => {
                ("run on the kernel or on libvirt that uses it", "load the kernel module of this name")
            }
            _ => ("operations with it; all others are run", "load the kernel module of this name, if you want them"),
        };
        Item::new(kind.id(), needed_for, remedy, found)
    };
    LinkKind::CREATABLE.into_iter().map(item).collect()
}

fn libvirt() -> Item {
    let found = Real::libvirt(OsStr::new(SONAME)).map(|library| {
        let version = library.version().unwrap_or("of an unknown version");
        format!("{SONAME} {version}")
    });
    let found = found.map_err(|error| match error {
        StartError::Missing(missing) => missing.what,
        error => error.to_string(),
    });
    Item::new("libvirt", "run on the system's libvirt", "install the package libvirt0", found)
}

fn program((name, needed_for): (&'static str, &'static str)) -> Item {
    let found = find_program(&Config::default().folders, name).map_err(|_| "not found".to_owned());
    let remedy = package_of(name).map_or_else(String::new, |package| format!("install the package {package}"));
    Item::new(name, needed_for, remedy, found.map(|file| file.display().to_string()))
}
