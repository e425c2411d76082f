//! libvirt itself.

use crate::allocator::{Allocator, Finished, shared};
use crate::cell::Cell;
use crate::host::{Field, Host};
use ifrace::libvirt::{Library, SONAME};
use std::ffi::{CString, OsStr};

/// `virNetDevGenerateName` of the system's library. Its counter belongs to the process and only goes up.
#[derive(Debug)]
pub(crate) struct Libvirt {
    library: Library,
    /// The taken names ahead of the counter, and how many of their blocks were used up.
    ahead: Option<(Field, u64)>,
    /// From here on no name was generated or taken yet.
    untouched: u64,
}

/// The number of `VIR_NET_DEV_GEN_NAME_VNET` (libvirt 7.0.0, src/util/virnetdev.h).
const VNET: i32 = 0;
/// How many names a call tries before it fails (virNetDevGenerateName).
const ATTEMPTS: u64 = 10_000;

impl Libvirt {
    /// Loads the library.
    pub(crate) fn load() -> Self {
        let library = Library::open(OsStr::new(SONAME)).expect("the package libvirt0 is installed");
        // virGetVersion() calls virInitialize(): before that an error goes to the thread-local memory of somebody else.
        library.version().expect("libvirt tells its version");
        library.silence_errors();
        Self { library, ahead: None, untouched: 100_000 }
    }

    /// Raises the counter to where no name is, and takes names there.
    fn move_on(&mut self, host: &mut Host, cell: Cell) -> (Field, u64) {
        let field = Field::from(self.untouched, cell.taken);
        host.lay(field);
        let last = format!("vnet{}", field.first - 1);
        self.library.reserve(&CString::new(last).expect("it has no NUL"));
        (field, 0)
    }
}

impl Allocator for Libvirt {
    const NAME: &'static str = "libvirt";
    /// The last name.
    type Worker = Option<CString>;

    fn prepare(&mut self, host: &mut Host, cell: Cell, calls: u64) -> u64 {
        let is_ahead =
            |(field, used): &(Field, u64)| host.has(*field) && field.taken == cell.taken && field.blocks >= used + cell.threads;
        let (field, used) = match self.ahead.filter(is_ahead) {
            Some(ahead) => ahead,
            None => self.move_on(host, cell),
        };
        self.ahead = Some((field, used));
        shared(calls, field.blocks - used, cell.threads)
    }

    fn worker(&self) -> Option<CString> {
        None
    }

    fn name(&self, last: &mut Option<CString>) -> bool {
        let (status, name) = self.library.generate(None, VNET);
        *last = name;
        status == 0 && last.is_some()
    }

    fn finish(&mut self, round: Finished<Option<CString>>) {
        let Some((field, used)) = self.ahead.take() else { return };
        let used = used + round.calls;
        self.untouched = self.untouched.max(field.behind(used) + ATTEMPTS * round.failed + 1);
        if round.failed > 0 {
            return;
        }
        let last = round.workers.iter().flatten().filter_map(|name| name.to_str().ok()?.strip_prefix("vnet")?.parse().ok()).max();
        assert_eq!(last, Some(field.behind(used) - 1), "every call meets the taken names of a block");
        self.ahead = Some((field, used));
    }
}
