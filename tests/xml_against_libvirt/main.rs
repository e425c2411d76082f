//! Documents that describe guests, as `ifrace_allocator::xml` and libvirt's own library read and write them.
//!
//! The package libvirt0 must be installed; the rules are those of its release. Every use of the library is in a process of its own.

mod compare;
mod damaged;
mod definition;
mod driver;
mod dump;
mod generated;
mod laxer;
mod library;
mod own_process;
mod refused;
mod stricter;
mod written;

use ifrace_allocator::rules::Rules;
use ifrace_allocator::xml::{Dialect, Document, XmlError};

/// The rules of a release: the newest row that is not newer.
fn rules_of(version: (u64, u64)) -> &'static Rules {
    let first_release = |rules: &Rules| {
        let (major, minor) = rules.id.split_once('.')?;
        Some((major.parse::<u64>().ok()?, minor.parse::<u64>().ok()?))
    };
    let not_newer = Rules::ALL.iter().filter_map(|rules| Some((first_release(rules)?, rules))).filter(|row| row.0 <= version);
    not_newer.max_by_key(|row| row.0).unwrap_or_else(|| panic!("there are no rules for libvirt {version:?}")).1
}

/// A guest with these devices that the test driver accepts, running.
fn domain(devices: &str) -> String {
    let head = "<name>guest</name><memory>65536</memory><os><type>hvm</type></os>";
    format!("<domain type='test' id='7'>{head}<devices>{devices}</devices></domain>")
}

/// Whether we read a document; if not, why.
fn reads(rules: &Rules, xml: &str) -> Result<(), XmlError> {
    let dialect = Dialect { rules: &rules.xml, driver_prefix: None };
    Document::read(xml, &dialect).map(drop)
}

#[test]
fn a_release_has_the_newest_rules_before_it() {
    let row = |major, minor| rules_of((major, minor)).id;
    assert_eq!((row(6, 6), row(6, 7), row(8, 10), row(9, 0)), ("6.6", "6.7", "7.0", "9.0"));
}
