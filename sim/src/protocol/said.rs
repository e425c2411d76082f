//! What a subject says while it serves a request.

/// Most questions within one request: more than the names of the longest run that a history takes.
pub const QUESTIONS_MAX: u32 = 1 << 17;

/// The next thing that a subject says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It asks the host, and waits for the answer.
    Question(Question),
    /// It has served the request.
    Reply(Reply),
}

/// What a subject asks a simulated host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whether a device answers to this name, as its own or as an alternative one.
    Exists {
        /// The name.
        name: Vec<u8>,
    },
    /// To create a device of the kind that was asked for.
    Create {
        /// The name, or a template for the kernel.
        name: Vec<u8>,
        /// Whether it fails if a tap of this name is there already (`IFF_TUN_EXCL`). Other kinds always fail then.
        exclusive: bool,
    },
}

/// The reply to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It is done; there is nothing to give back.
    Done,
    /// This name was generated.
    Named {
        /// The name.
        name: Vec<u8>,
    },
    /// The name that was asked for is taken as it is.
    Literal,
    /// It refuses.
    Refused {
        /// Its own words.
        reason: String,
    },
    /// It cannot do this at all.
    Unsupported,
}

impl Reply {
    /// Its type in JSON.
    pub(super) const fn id(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Named { .. } => "named",
            Self::Literal => "literal",
            Self::Refused { .. } => "refused",
            Self::Unsupported => "unsupported",
        }
    }
}
