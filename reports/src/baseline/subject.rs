//! Which entries speak of a subject.

use super::Baseline;

/// The library of the system; what is expected of it is expected of every other build of it.
const LIBVIRT: &str = "libvirt";

impl Baseline {
    /// The subject whose entries hold for this one: itself, or `libvirt` for a library given by its path that has no entry of
    /// its own.
    pub(super) fn subject_for<'a>(&self, subject: &'a str) -> &'a str {
        let own = self.expected.iter().any(|entry| entry.subject == subject);
        if !own && is_library_by_path(subject) { LIBVIRT } else { subject }
    }
}

/// Whether it is a library given by its path.
pub(super) fn is_library_by_path(subject: &str) -> bool {
    subject.strip_prefix("libvirt:").is_some_and(|path| !path.is_empty())
}
