//! libvirt's test driver: a hypervisor without guests, in this process.

use crate::library::{Library, Pointer};
use std::ffi::{CString, c_uint};

/// VIR_DOMAIN_XML_INACTIVE.
const INACTIVE: c_uint = 2;
/// VIR_DOMAIN_XML_MIGRATABLE.
const MIGRATABLE: c_uint = 8;

/// A connection to the test driver.
pub(crate) struct Driver {
    library: Library,
    connection: Pointer,
}

/// What the driver says about a guest.
#[derive(Debug)]
pub(crate) struct Described {
    /// Its definition before it is started.
    pub(crate) stored: String,
    /// What runs.
    pub(crate) live: String,
    /// What would be sent to another host.
    pub(crate) migratable: String,
    /// Its definition while it runs.
    pub(crate) stored_of_running: String,
}

impl Driver {
    /// A driver that knows no guest but its own.
    pub(crate) fn new() -> Self {
        let library = Library::open();
        let connection = connect(&library);
        Self { library, connection }
    }

    /// Forgets every guest. The driver keeps half a guest if it cannot read what it has written itself.
    pub(crate) fn restart(&mut self) {
        self.library.close(self.connection);
        self.connection = connect(&self.library);
    }

    /// Major and minor version of the library.
    pub(crate) fn version(&self) -> (u64, u64) {
        self.library.version()
    }

    /// Defines a guest, starts it, asks for it in every form, and removes it again.
    pub(crate) fn describe(&self, xml: &str) -> Result<Described, String> {
        let guest = self.define(xml)?;
        let stored = guest.xml(INACTIVE)?;
        guest.call(c"virDomainCreate")?;
        let (live, migratable, stored_of_running) = (guest.xml(0)?, guest.xml(MIGRATABLE)?, guest.xml(INACTIVE)?);
        Ok(Described { stored, live, migratable, stored_of_running })
    }

    /// Whether a guest can be defined.
    pub(crate) fn accepts(&self, xml: &str) -> Result<(), String> {
        self.define(xml).map(drop)
    }

    fn define(&self, xml: &str) -> Result<Guest<'_>, String> {
        let xml = CString::new(xml).map_err(|error| error.to_string())?;
        let domain = self.library.define(self.connection, &xml)?;
        Ok(Guest { library: &self.library, domain })
    }
}

fn connect(library: &Library) -> Pointer {
    library.connect(c"test:///default").expect("libvirt has its test driver")
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.library.close(self.connection);
    }
}

/// A guest that is defined as long as this value lives.
struct Guest<'a> {
    library: &'a Library,
    domain: Pointer,
}

impl Guest<'_> {
    fn xml(&self, flags: c_uint) -> Result<String, String> {
        self.library.describe(self.domain, flags)
    }

    fn call(&self, symbol: &std::ffi::CStr) -> Result<(), String> {
        self.library.on_domain(symbol, self.domain)
    }
}

impl Drop for Guest<'_> {
    fn drop(&mut self) {
        // It may not run.
        let _ = self.call(c"virDomainDestroy");
        for symbol in [c"virDomainUndefine", c"virDomainFree"] {
            self.call(symbol).unwrap_or_else(|error| panic!("{}: {error}", symbol.to_string_lossy()));
        }
    }
}
