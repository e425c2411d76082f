//! Calls of libvirt's library.
#![allow(unsafe_code, reason = "the functions of a shared library are called by address")]

use ifrace::libvirt::SONAME;
use libloading::os::unix::{Library as Handle, RTLD_LOCAL, RTLD_NOW};
use std::ffi::{CStr, CString, c_char, c_int, c_uint, c_ulong, c_void};
use std::ptr;

/// The Debian package that brings the library.
const PACKAGE: &str = "libvirt0";

/// What libvirt hands out: a connection, a domain, or a private object.
pub(crate) type Pointer = *mut c_void;

type ErrorFunction = unsafe extern "C" fn(*mut c_void, *mut c_void);

/// The functions, with the types that libvirt declares.
#[derive(Debug)]
pub(crate) struct Library {
    handle: Handle,
}

impl Library {
    /// The system's library, ready for use.
    pub(crate) fn open() -> Self {
        // SAFETY: the constructors of libvirt's library have no preconditions.
        let handle = unsafe { Handle::open(Some(SONAME), RTLD_NOW | RTLD_LOCAL) };
        let handle = handle.unwrap_or_else(|error| panic!("{error}; install the package {PACKAGE}"));
        let library = Self { handle };
        unsafe extern "C" fn ignore(_data: *mut c_void, _error: *mut c_void) {}
        type SetErrorFunction = unsafe extern "C" fn(*mut c_void, Option<ErrorFunction>);
        let set: SetErrorFunction = library.function(c"virSetErrorFunc");
        // SAFETY: the function ignores its arguments.
        unsafe { set(ptr::null_mut(), Some(ignore)) };
        let initialize: unsafe extern "C" fn() -> c_int = library.function(c"virInitialize");
        // SAFETY: it has no arguments.
        assert_eq!(unsafe { initialize() }, 0, "{}", library.last_error());
        library
    }

    /// A function. `F` must be the type that it is declared with; every use in this file names the declaration.
    fn function<F: Copy>(&self, symbol: &CStr) -> F {
        // SAFETY: as above.
        let found = unsafe { self.handle.get::<F>(symbol) };
        *found.unwrap_or_else(|error| panic!("{SONAME} of the package {PACKAGE}: {error}"))
    }

    /// Major and minor version.
    pub(crate) fn version(&self) -> (u64, u64) {
        type GetVersion = unsafe extern "C" fn(*mut c_ulong, *const c_char, *mut c_ulong) -> c_int;
        let get: GetVersion = self.function(c"virGetVersion");
        let mut number: c_ulong = 0;
        // SAFETY: the first argument is written to, the others may be null.
        assert_eq!(unsafe { get(&raw mut number, ptr::null(), ptr::null_mut()) }, 0);
        (number / 1_000_000, number / 1000 % 1000)
    }

    /// The words of the last error of this thread.
    pub(crate) fn last_error(&self) -> String {
        let last: unsafe extern "C" fn() -> *const c_char = self.function(c"virGetLastErrorMessage");
        // SAFETY: it returns a string that lives until the next error of this thread.
        let message = unsafe { last() };
        // SAFETY: as before; it is copied at once.
        unsafe { CStr::from_ptr(message) }.to_string_lossy().into_owned()
    }

    /// virConnectOpen.
    pub(crate) fn connect(&self, address: &CStr) -> Result<Pointer, String> {
        let open: unsafe extern "C" fn(*const c_char) -> Pointer = self.function(c"virConnectOpen");
        // SAFETY: the text is NUL-terminated, and only read.
        self.object(unsafe { open(address.as_ptr()) })
    }

    /// virConnectClose.
    pub(crate) fn close(&self, connection: Pointer) {
        let close: unsafe extern "C" fn(Pointer) -> c_int = self.function(c"virConnectClose");
        // SAFETY: the connection is open, and nobody uses it from now on.
        assert_eq!(unsafe { close(connection) }, 0, "something still uses the connection");
    }

    /// virDomainDefineXML.
    pub(crate) fn define(&self, connection: Pointer, xml: &CStr) -> Result<Pointer, String> {
        let define: unsafe extern "C" fn(Pointer, *const c_char) -> Pointer = self.function(c"virDomainDefineXML");
        // SAFETY: the connection is open, and the text is NUL-terminated and only read.
        self.object(unsafe { define(connection, xml.as_ptr()) })
    }

    /// virDomainGetXMLDesc.
    pub(crate) fn describe(&self, domain: Pointer, flags: c_uint) -> Result<String, String> {
        let describe: unsafe extern "C" fn(Pointer, c_uint) -> *mut c_char = self.function(c"virDomainGetXMLDesc");
        // SAFETY: the domain has not been freed.
        self.text(unsafe { describe(domain, flags) })
    }

    /// A function of a domain that returns a status: virDomainCreate, virDomainDestroy, virDomainUndefine, virDomainFree.
    pub(crate) fn on_domain(&self, symbol: &CStr, domain: Pointer) -> Result<(), String> {
        let call: unsafe extern "C" fn(Pointer) -> c_int = self.function(symbol);
        // SAFETY: the domain has not been freed.
        if unsafe { call(domain) } == 0 { Ok(()) } else { Err(self.last_error()) }
    }

    /// virDomainXMLOptionNew, without any option (private; `domain_conf.h`).
    pub(crate) fn new_options(&self) -> Pointer {
        type New = unsafe extern "C" fn(Pointer, Pointer, Pointer, Pointer, Pointer, Pointer) -> Pointer;
        let new: New = self.function(c"virDomainXMLOptionNew");
        let none = ptr::null_mut();
        // SAFETY: every argument may be null.
        self.object(unsafe { new(none, none, none, none, none, none) }).expect("options can be made")
    }

    /// virDomainDefParseString (private).
    pub(crate) fn parse(&self, xml: &CStr, options: Pointer, flags: c_uint) -> Result<Pointer, String> {
        type Parse = unsafe extern "C" fn(*const c_char, Pointer, Pointer, c_uint) -> Pointer;
        let parse: Parse = self.function(c"virDomainDefParseString");
        // SAFETY: the text is NUL-terminated and only read, the options are alive, and the third argument may be null.
        self.object(unsafe { parse(xml.as_ptr(), options, ptr::null_mut(), flags) })
    }

    /// virDomainDefCopy (private).
    pub(crate) fn copy(&self, definition: Pointer, options: Pointer, migratable: bool) -> Result<Pointer, String> {
        type CopyDefinition = unsafe extern "C" fn(Pointer, Pointer, Pointer, bool) -> Pointer;
        let copy: CopyDefinition = self.function(c"virDomainDefCopy");
        // SAFETY: the definition and the options are alive, and the third argument may be null.
        self.object(unsafe { copy(definition, options, ptr::null_mut(), migratable) })
    }

    /// virDomainDefFormat (private).
    pub(crate) fn format(&self, definition: Pointer, options: Pointer, flags: c_uint) -> Result<String, String> {
        type Format = unsafe extern "C" fn(Pointer, Pointer, c_uint) -> *mut c_char;
        let format: Format = self.function(c"virDomainDefFormat");
        // SAFETY: the definition and the options are alive.
        self.text(unsafe { format(definition, options, flags) })
    }

    /// virDomainDefFree (private).
    pub(crate) fn free_definition(&self, definition: Pointer) {
        let free: unsafe extern "C" fn(Pointer) = self.function(c"virDomainDefFree");
        // SAFETY: nobody else holds the definition.
        unsafe { free(definition) };
    }

    fn object(&self, object: Pointer) -> Result<Pointer, String> {
        if object.is_null() { Err(self.last_error()) } else { Ok(object) }
    }

    /// A string that the caller has to free.
    fn text(&self, text: *mut c_char) -> Result<String, String> {
        if text.is_null() {
            return Err(self.last_error());
        }
        // SAFETY: libvirt returns NUL-terminated strings.
        let copied: CString = unsafe { CStr::from_ptr(text) }.to_owned();
        // SAFETY: the string comes from malloc(3), and nobody else holds it.
        unsafe { libc::free(text.cast()) };
        copied.into_string().map_err(|error| error.to_string())
    }
}
