//! Loading the library.
#![allow(unsafe_code, reason = "the functions of a shared library are called by address")]

use libloading::os::unix::{Library as Handle, RTLD_LOCAL, RTLD_NOW};
use std::ffi::{CStr, CString, OsStr, c_char, c_int, c_ulong, c_void};
use std::ptr;

/// The name by which the dynamic linker finds the system's library.
pub const SONAME: &str = "libvirt.so.0";

/// Why a library cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// There is no such library.
    #[error("there is no library {library}")]
    NotFound {
        /// The library.
        library: String,
    },
    /// It cannot be loaded.
    #[error("{library} cannot be loaded: {why}")]
    NotLoadable {
        /// The library.
        library: String,
        /// The dynamic linker's words.
        why: String,
    },
    /// It has no such function.
    #[error("{library} has no function {symbol}; libvirt has it from 7.0.0 on")]
    NoSymbol {
        /// The library.
        library: String,
        /// The function.
        symbol: &'static str,
    },
}

type Generate = unsafe extern "C" fn(*mut *mut c_char, c_int) -> c_int;
type Reserve = unsafe extern "C" fn(*const c_char);
type GetVersion = unsafe extern "C" fn(*mut c_ulong, *const c_char, *mut c_ulong) -> c_int;
type LastErrorMessage = unsafe extern "C" fn() -> *const c_char;
type ErrorFunction = unsafe extern "C" fn(*mut c_void, *mut c_void);
type SetErrorFunction = unsafe extern "C" fn(*mut c_void, Option<ErrorFunction>);

/// A loaded library with the functions that generate names. They are private to libvirt: found by name, whatever version node
/// (`LIBVIRT_PRIVATE_x.y.z`) they carry.
#[derive(Debug)]
pub struct Library {
    generate: Generate,
    reserve: Reserve,
    get_version: Option<GetVersion>,
    last_error_message: Option<LastErrorMessage>,
    set_error_function: Option<SetErrorFunction>,
    /// The functions live as long as this.
    _handle: Handle,
}

impl Library {
    /// Loads a library, by its file or by a name that the dynamic linker finds. Its constructors run.
    ///
    /// # Errors
    /// If there is no such library, it cannot be loaded, or lacks a function.
    pub fn open(file: &OsStr) -> Result<Self, LibraryError> {
        let library = file.to_string_lossy().into_owned();
        // SAFETY: the constructors of the library are whatever the user chose to run, in a process that is there for it.
        let handle = unsafe { Handle::open(Some(file), RTLD_NOW | RTLD_LOCAL) };
        let handle = handle.map_err(|error| not_loadable(library.clone(), &error))?;
        let needed = |symbol| LibraryError::NoSymbol { library: library.clone(), symbol };
        // SAFETY: these are the types that libvirt declares (src/util/virnetdev.h, 7.0.0 and later).
        let generate = unsafe { find(&handle, c"virNetDevGenerateName") };
        // SAFETY: as before.
        let reserve = unsafe { find(&handle, c"virNetDevReserveName") };
        // SAFETY: these are the types that libvirt declares (include/libvirt/libvirt-host.h and virterror.h).
        let get_version = unsafe { find(&handle, c"virGetVersion") };
        // SAFETY: as before.
        let last_error_message = unsafe { find(&handle, c"virGetLastErrorMessage") };
        // SAFETY: as before; a virErrorFunc takes two pointers.
        let set_error_function = unsafe { find(&handle, c"virSetErrorFunc") };
        Ok(Self {
            generate: generate.ok_or_else(|| needed("virNetDevGenerateName"))?,
            reserve: reserve.ok_or_else(|| needed("virNetDevReserveName"))?,
            get_version,
            last_error_message,
            set_error_function,
            _handle: handle,
        })
    }

    /// The version, if the library tells it.
    pub fn version(&self) -> Option<String> {
        let mut number: c_ulong = 0;
        // SAFETY: the first argument is written to, the others may be null.
        let status = unsafe { (self.get_version?)(&raw mut number, ptr::null(), ptr::null_mut()) };
        (status == 0).then(|| format!("{}.{}.{}", number / 1_000_000, number / 1000 % 1000, number % 1000))
    }

    /// Stops the library from writing each error to standard error.
    pub fn silence_errors(&self) {
        unsafe extern "C" fn ignore(_data: *mut c_void, _error: *mut c_void) {}
        if let Some(set) = self.set_error_function {
            // SAFETY: the function ignores its arguments.
            unsafe { set(ptr::null_mut(), Some(ignore)) };
        }
    }

    /// `virNetDevGenerateName`: the status, and what the name is afterwards. The kind is a number of `virNetDevGenNameType`.
    pub fn generate(&self, wanted: Option<&CStr>, kind: c_int) -> (c_int, Option<CString>) {
        // SAFETY: the name is a NUL-terminated string. libvirt may replace it, so it has to come from malloc(3).
        let mut name = wanted.map_or(ptr::null_mut(), |wanted| unsafe { libc::strdup(wanted.as_ptr()) });
        // SAFETY: the first argument points to such a string or to null.
        let status = unsafe { (self.generate)(&raw mut name, kind) };
        // SAFETY: the string is the one from above, or one that libvirt left in its place.
        let after = (!name.is_null()).then(|| unsafe { CStr::from_ptr(name) }.to_owned());
        // SAFETY: GLib's allocator is malloc(3) (from 2.46 on), and nobody else holds the string.
        unsafe { libc::free(name.cast()) };
        (status, after)
    }

    /// `virNetDevReserveName`.
    pub fn reserve(&self, name: &CStr) {
        // SAFETY: the name is a NUL-terminated string that libvirt only reads.
        unsafe { (self.reserve)(name.as_ptr()) };
    }

    /// The message of the last error of this thread.
    pub(super) fn last_error(&self) -> Option<String> {
        // SAFETY: it returns a string that lives until the next error of this thread.
        let message = unsafe { (self.last_error_message?)() };
        // SAFETY: as before; it is copied at once.
        (!message.is_null()).then(|| unsafe { CStr::from_ptr(message) }.to_string_lossy().into_owned())
    }
}

fn not_loadable(library: String, error: &libloading::Error) -> LibraryError {
    let why = std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
    // A library that it needs may be missing as well; then the message names that one.
    if why.starts_with(&format!("{library}: cannot open shared object file: No such file")) {
        return LibraryError::NotFound { library };
    }
    LibraryError::NotLoadable { library, why }
}

/// The address of a function.
///
/// # Safety
/// `F` must be the type that the function has.
unsafe fn find<F: Copy>(handle: &Handle, symbol: &CStr) -> Option<F> {
    // SAFETY: as the caller promises.
    unsafe { handle.get::<F>(symbol) }.ok().map(|symbol| *symbol)
}
