//! The limits of an interface's traffic.

/// A `<bandwidth>`, seen from the guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash, serde::Serialize)]
pub struct Bandwidth {
    /// What the guest receives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inbound: Option<Rate>,
    /// What the guest sends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outbound: Option<Rate>,
}

/// The limits of one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash, serde::Serialize)]
pub struct Rate {
    /// The average in KiB/s; 0 if only a floor is given.
    pub average: u64,
    /// The peak in KiB/s.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peak: Option<u64>,
    /// What may be sent at the peak, in KiB.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub burst: Option<u64>,
    /// The guaranteed least in KiB/s; only for what the guest receives from a network with limits of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<u64>,
}
