//! Why a document cannot be used.

use super::Position;
use crate::interface::InterfaceType;

/// What is wrong with a document, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{position}: {problem}")]
pub struct XmlError {
    /// Where.
    pub position: Position,
    /// What is wrong, and what to do.
    pub problem: Problem,
}

/// What is wrong with a document. Each text says what to do as well.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// It is too large.
    #[error("the document has {bytes} bytes; at most {} MiB are read; split it", super::BYTES_MAX >> 20)]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// It has too many of something.
    #[error("more than {max} {what}; {advice}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many there may be.
        max: usize,
        /// What to do.
        advice: &'static str,
    },
    /// It is not XML.
    #[error("it is not well-formed XML: {0}; correct it here")]
    Malformed(String),
    /// It ends too early.
    #[error("the document ends {}; give all of it", place(inside.as_deref()))]
    Truncated {
        /// The innermost element that is not closed.
        inside: Option<String>,
    },
    /// It has no element.
    #[error("the document holds no element; give a <domain>, <devices> or <interface>")]
    Empty,
    /// It has a document type declaration.
    #[error("a document type declaration is not accepted, for it can define entities; remove <!DOCTYPE …>")]
    Doctype,
    /// It declares another encoding than it has.
    #[error("the document is UTF-8, but declares the encoding {0}; declare UTF-8, or convert it: iconv -f {0} -t UTF-8")]
    Encoding(String),
    /// A byte is not UTF-8.
    #[error("byte 0x{byte:02x} is not UTF-8{}; {}", declaring(declared.as_deref()), conversion(declared.as_deref()))]
    NotUtf8 {
        /// The byte.
        byte: u8,
        /// The encoding that the document declares.
        declared: Option<String>,
    },
    /// It is in another encoding, as its first bytes tell.
    #[error("the document is {encoding}; {}", conversion(Some(encoding)))]
    OtherEncoding {
        /// The encoding.
        encoding: &'static str,
    },
    /// It has nothing that a guest's interfaces can stand in.
    #[error(
        "the root <{root}>{} holds no <domain> or <inactiveDomain>, and is no <devices> or <interface>; give one of them",
        of_namespace(namespace.as_deref())
    )]
    NoGuest {
        /// The outermost element.
        root: String,
        /// Its namespace.
        namespace: Option<String>,
    },
    /// The attribute `type` of an interface has an unknown value.
    #[error("{} no interface of type '{id}'{}; it knows {}; {}", knows(releases), since(*kind), list(known), other_type(*kind))]
    UnknownType {
        /// The value.
        id: String,
        /// The type that it is in another release.
        kind: Option<InterfaceType>,
        /// The types that are known.
        known: Vec<InterfaceType>,
        /// The releases that know these.
        releases: &'static str,
    },
    /// An attribute that is needed is missing.
    #[error("<{element}> needs the attribute {attribute} in an interface of type {interface_type}; add it")]
    Missing {
        /// The element that should have it.
        element: &'static str,
        /// The attribute.
        attribute: &'static str,
        /// The type of the interface.
        interface_type: InterfaceType,
    },
    /// An attribute has a value that it cannot have.
    #[error("{attribute}='{value}' in <{element}> is not {expected}; correct it")]
    Invalid {
        /// The element.
        element: &'static str,
        /// The attribute.
        attribute: &'static str,
        /// The value.
        value: String,
        /// What it should be.
        expected: &'static str,
    },
    /// A name that no device can bear.
    #[error("dev='{name}' names no device: {why}; give another name, or none")]
    UnusableName {
        /// The name.
        name: String,
        /// Why.
        why: &'static str,
    },
    /// Something is not possible in an interface of this type.
    #[error("{what} is not possible in an interface of type {interface_type}; {advice}")]
    NotPossible {
        /// What.
        what: &'static str,
        /// The type of the interface.
        interface_type: InterfaceType,
        /// What to do.
        advice: &'static str,
    },
    /// The user's own device has no name.
    #[error("managed='no' says that the device exists already, but dev does not name it; add dev")]
    UnmanagedWithoutName,
    /// Two interfaces of one guest have the same name.
    #[error("dev='{name}' is also the name of the interface at {first}; give each a name of its own")]
    TwoInterfaces {
        /// The name.
        name: String,
        /// Where it stands first.
        first: Position,
    },
    /// An element stands twice that may stand once.
    #[error("<{0}> stands twice; remove one of them")]
    Twice(&'static str),
    /// Limits of traffic that make no sense.
    #[error("<{element}> in <bandwidth> {why}; correct it")]
    Bandwidth {
        /// The element.
        element: &'static str,
        /// Why.
        why: &'static str,
    },
}

fn place(inside: Option<&str>) -> String {
    inside.map_or_else(|| "too early".to_owned(), |name| format!("inside <{name}>"))
}

fn declaring(encoding: Option<&str>) -> String {
    encoding.map(|encoding| format!(", and the document declares {encoding}")).unwrap_or_default()
}

fn conversion(encoding: Option<&str>) -> String {
    format!("convert it with iconv -f {} -t UTF-8, and declare UTF-8", encoding.unwrap_or("ENCODING"))
}

fn of_namespace(namespace: Option<&str>) -> String {
    namespace.map(|namespace| format!(" of the namespace '{namespace}'")).unwrap_or_default()
}

/// The rules that no release has need no name here: they know every type.
fn knows(releases: &str) -> String {
    let is_release = releases.starts_with(|first: char| first.is_ascii_digit());
    if is_release { format!("libvirt {releases} knows") } else { "libvirt knows".to_owned() }
}

fn since(kind: Option<InterfaceType>) -> String {
    kind.and_then(InterfaceType::since).map(|(major, minor)| format!(", which came with {major}.{minor}.0")).unwrap_or_default()
}

fn other_type(kind: Option<InterfaceType>) -> &'static str {
    if kind.is_some() { "choose a later release" } else { "correct it" }
}

fn list(types: &[InterfaceType]) -> String {
    types.iter().map(|one| one.id()).collect::<Vec<_>>().join(", ")
}

/// A problem at an offset of the text.
pub(super) struct Flaw {
    pub(super) offset: usize,
    pub(super) problem: Problem,
}

impl Flaw {
    pub(super) const fn new(offset: usize, problem: Problem) -> Self {
        Self { offset, problem }
    }
}
