//! What the port of a switch gets to know of an interface.

/// The `<virtualport>` of an interface.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, serde::Serialize)]
pub struct VirtualPort {
    /// The attribute `type`; a network may leave it open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<VirtualPortKind>,
    /// The attributes of its `<parameters>`, in their order.
    pub parameters: Vec<(String, String)>,
}

/// The attribute `type` of a `<virtualport>` (libvirt 9.0.0, `virNetDevVPortProfile`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum VirtualPortKind {
    /// `802.1Qbg`.
    #[serde(rename = "802.1Qbg")]
    Qbg,
    /// `802.1Qbh`.
    #[serde(rename = "802.1Qbh")]
    Qbh,
    /// `openvswitch`.
    OpenVswitch,
    /// `midonet`.
    Midonet,
}

impl VirtualPortKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Qbg, Self::Qbh, Self::OpenVswitch, Self::Midonet];

    /// The value of the attribute.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Qbg => "802.1Qbg",
            Self::Qbh => "802.1Qbh",
            Self::OpenVswitch => "openvswitch",
            Self::Midonet => "midonet",
        }
    }

    /// The kind with this value of the attribute.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }
}

impl VirtualPort {
    /// The value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
