//! Documents of guests that a case is to be played with.

use super::{Case, Subject, failed_migration, unmanaged_tap};
use ifrace_allocator::IfName;
use ifrace_allocator::guest::{Guest, Settings};
use ifrace_allocator::names::Monotonic;
use ifrace_allocator::rules::Rules;
use ifrace_allocator::xml::{Dialect, Document, Reading, XmlError};
use std::sync::Arc;

/// Names that no device of a guest can have, on any host.
const NEVER_FREE: [&[u8]; 3] = [b"lo", b"all", b"default"];

/// Why a case cannot be played with a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnfitDocument {
    /// It cannot be read under the rules of one of the releases.
    #[error(transparent)]
    Xml(#[from] XmlError),
    /// It lacks what the case is about.
    #[error("{0}")]
    Lacks(&'static str),
    /// It names a device that no guest can have.
    #[error("dev='{0}' is free on no host: lo is there, and the kernel makes no device called all or default; give another name")]
    NeverFree(IfName),
    /// It has an interface that cannot be started here.
    #[error("{0}")]
    Interface(String),
    /// The case has no guest whose document could be another.
    #[error("{} takes no document: {} do", case.id(), takers())]
    NotTaken {
        /// The case.
        case: Case,
    },
}

impl Case {
    /// Whether it can be played with the document of another guest.
    pub const fn takes_document(self) -> bool {
        matches!(self, Self::FailedMigrationMacvtap | Self::UnmanagedTap)
    }
}

impl Subject {
    /// Whether the case can be played with the document under every release.
    ///
    /// # Errors
    /// The first reason why not.
    pub fn check_document(&self) -> Result<(), UnfitDocument> {
        let Some(text) = &self.document else { return Ok(()) };
        if !self.case.takes_document() {
            return Err(UnfitDocument::NotTaken { case: self.case });
        }
        self.releases().into_iter().try_for_each(|(_, release)| check(self.case, text, release.rules))
    }
}

fn check(case: Case, text: &str, rules: &'static Rules) -> Result<(), UnfitDocument> {
    let document = Document::read(text, &Dialect { rules: &rules.xml, driver_prefix: None })?;
    let (names, lacks) = match case {
        Case::UnmanagedTap => (unmanaged_tap::own_names(&document), unmanaged_tap::NO_TAP),
        _ => (failed_migration::first_name(&document).into_iter().collect(), failed_migration::NO_NAME),
    };
    if names.is_empty() {
        return Err(UnfitDocument::Lacks(lacks));
    }
    if let Some(name) = names.into_iter().find(|name| NEVER_FREE.contains(&name.as_bytes())) {
        return Err(UnfitDocument::NeverFree(name));
    }
    let interfaces = document.parsed(Reading::Inactive).0.into_iter().map(Arc::new).collect();
    let guest = Guest::<Monotonic>::new(0, rules, Settings::default(), interfaces);
    guest.map(drop).map_err(|error| UnfitDocument::Interface(error.to_string()))
}

fn takers() -> String {
    Case::ALL.into_iter().filter(|case| case.takes_document()).map(Case::id).collect::<Vec<_>>().join(" and ")
}
