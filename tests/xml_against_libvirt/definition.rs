//! libvirt's own reading and writing of definitions, below every driver: only here can a name get into the definition of a guest
//! that runs, for drivers drop it when they define one.

use crate::library::{Library, Pointer};
use std::ffi::{CString, c_uint};

/// VIR_DOMAIN_DEF_PARSE_INACTIVE (`domain_conf.h`).
const PARSE_INACTIVE: c_uint = 1 << 1;
/// VIR_DOMAIN_DEF_FORMAT_INACTIVE (`domain_conf.h`).
const FORMAT_INACTIVE: c_uint = 1 << 1;

/// The private functions of the library that read and write definitions.
pub(crate) struct Definitions {
    library: Library,
    options: Pointer,
}

impl Definitions {
    /// Without a driver, and so without a prefix of one.
    pub(crate) fn new() -> Self {
        let library = Library::open();
        let options = library.new_options();
        Self { library, options }
    }

    /// Major and minor version of the library.
    pub(crate) fn version(&self) -> (u64, u64) {
        self.library.version()
    }

    /// Reads the document of a running guest, and shows it.
    pub(crate) fn active(&self, xml: &str) -> Result<String, String> {
        self.read(xml, 0)?.written(0)
    }

    /// Reads a document to store it, and writes it.
    pub(crate) fn inactive(&self, xml: &str) -> Result<String, String> {
        self.read(xml, PARSE_INACTIVE)?.written(FORMAT_INACTIVE)
    }

    /// Reads the document of a running guest, and writes what is stored of it.
    pub(crate) fn stored_of_running(&self, xml: &str) -> Result<String, String> {
        self.read(xml, 0)?.written(FORMAT_INACTIVE)
    }

    /// Reads the document of a running guest, and writes what is sent to another host.
    pub(crate) fn migratable(&self, xml: &str) -> Result<String, String> {
        let running = self.read(xml, 0)?;
        let copy = self.library.copy(running.definition, self.options, true)?;
        Definition { all: self, definition: copy }.written(0)
    }

    fn read(&self, xml: &str, flags: c_uint) -> Result<Definition<'_>, String> {
        let xml = CString::new(xml).map_err(|error| error.to_string())?;
        let definition = self.library.parse(&xml, self.options, flags)?;
        Ok(Definition { all: self, definition })
    }
}

/// A definition that has been read.
struct Definition<'a> {
    all: &'a Definitions,
    definition: Pointer,
}

impl Definition<'_> {
    fn written(&self, flags: c_uint) -> Result<String, String> {
        self.all.library.format(self.definition, self.all.options, flags)
    }
}

impl Drop for Definition<'_> {
    fn drop(&mut self) {
        self.all.library.free_definition(self.definition);
    }
}
