//! The library as an allocator.

use super::Library;
use ifrace_model::Template;
use ifrace_model::policy::DeviceKind;
use ifrace_sim::bench::{Abilities, Allocator, Given, Kernel};
use ifrace_sim::history::Reply;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::ffi::{CString, c_int};

/// What the library can be asked for: it names all three kinds, and creates no devices.
pub const ABILITIES: Abilities =
    Abilities { kinds: &DeviceKind::ALL, reserve: true, restart: true, probe_faults: true, creates: false, taps: true };

/// `virNetDevGenerateName` and `virNetDevReserveName` of a loaded library, in this process.
pub struct LibvirtAllocator<'a> {
    library: &'a Library,
}

impl<'a> LibvirtAllocator<'a> {
    /// The allocator in a process that has just started.
    pub fn new(library: &'a Library) -> Self {
        Self { library }
    }

    /// Stops it from writing each error to standard error.
    pub fn silence(&self) {
        self.library.silence_errors();
    }
}

impl Allocator for LibvirtAllocator<'_> {
    fn abilities(&self) -> Abilities {
        ABILITIES
    }

    fn generate(&mut self, _kernel: &mut dyn Kernel, kind: DeviceKind, wanted: Option<&[u8]>, probes_fail: bool) -> Given {
        let Ok(wanted) = wanted.map(CString::new).transpose() else {
            return Given::Refused("the name holds a NUL".to_owned());
        };
        let call = || self.library.generate(wanted.as_deref(), number(kind));
        let (status, after) = if probes_fail { without_descriptors(call) } else { call() };
        let is_literal = wanted.as_ref().is_some_and(|wanted| Template::parse(wanted.as_bytes()).is_err());
        match (status, after) {
            // From 9.0.0 on the status says that the name was literal; before, it is 0 as for a generated one.
            (1, _) => Given::Literal,
            (0, after) if is_literal && after == wanted => Given::Literal,
            (0, Some(name)) => Given::Name(name.into_bytes()),
            (0, None) => Given::Refused("success without a name".to_owned()),
            _ => Given::Refused(self.library.last_error().unwrap_or_else(|| format!("status {status}"))),
        }
    }

    fn reserve(&mut self, name: &[u8]) -> Reply {
        // What stands behind a NUL does not reach a C function.
        let name = CString::new(ifrace_model::until_nul(name)).unwrap_or_default();
        self.library.reserve(&name);
        Reply::Done
    }

    fn release(&mut self, _name: &[u8]) -> Reply {
        Reply::Done
    }

    fn restart(&mut self) -> Reply {
        // The counters are static data of the library: only another process can begin anew.
        Reply::Unsupported
    }
}

/// `virNetDevGenNameType` (libvirt 7.0.0, src/util/virnetdev.h).
fn number(kind: DeviceKind) -> c_int {
    match kind {
        DeviceKind::Tap => 0,
        DeviceKind::Macvtap => 1,
        DeviceKind::Macvlan => 2,
    }
}

/// Makes every probe of the host fail, because no descriptor is left for its socket (EMFILE).
fn without_descriptors<T>(call: impl FnOnce() -> T) -> T {
    let before = getrlimit(Resource::Nofile);
    // Lowering and restoring the soft limit of this process needs no right and fails for no reason.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(0), ..before });
    let result = call();
    let _ = setrlimit(Resource::Nofile, before);
    result
}
