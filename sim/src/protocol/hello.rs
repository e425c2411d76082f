//! The first line of a subject.

use super::broken::{in_line, printable};
use super::{Broken, Restart, VERSION};
use crate::bench::Abilities;
use crate::jsonl;
use ifrace_model::invariant::Profile;
use ifrace_model::policy::{DeviceKind, Era};
use serde::{Deserialize, Serialize};

/// What a subject says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The version of the protocol that it speaks.
    pub protocol: u64,
    /// Its name.
    pub name: String,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The host on which it looks names up.
    pub host: Host,
    /// The kinds of devices that it names: `tap`, `macvtap`, `macvlan`.
    pub kinds: Vec<String>,
    /// Whether names can be reserved.
    #[serde(default)]
    pub reserve: bool,
    /// Whether it wants to know which devices were deleted.
    #[serde(default)]
    pub release: bool,
    /// How it is restarted in the middle of a history.
    #[serde(default)]
    pub restart: Restart,
    /// Whether one process can go through many histories: a request to reset makes it as if it had just started.
    #[serde(default)]
    pub reset: bool,
    /// Whether it creates the devices. Otherwise the caller does.
    #[serde(default)]
    pub creates: bool,
    /// Whether its probes can be made to fail. If it does not say: those of a simulated host can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probe_faults: Option<bool>,
    /// How its counters are judged.
    #[serde(default)]
    pub counters: Counters,
}

/// The host that a subject sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Host {
    /// A simulated one: it asks.
    Ask,
    /// The network namespace that it runs in.
    Netns,
}

/// How the counters of a subject are judged. In JSON `"lasting"`, `"endless"` or the id of an era.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Counters {
    /// As [`Profile::LASTING`]: one for each template, which survives a restart.
    #[default]
    Lasting,
    /// As [`Profile::ENDLESS`]: they never wrap.
    Endless,
    /// As those of an era of libvirt.
    Of(Era),
}

impl TryFrom<String> for Counters {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.as_str() {
            "lasting" => Ok(Self::Lasting),
            "endless" => Ok(Self::Endless),
            era => Era::from_id(era)
                .map(Self::Of)
                .ok_or_else(|| "\"counters\" is \"lasting\", \"endless\" or the id of an era (see ifrace list eras)".to_owned()),
        }
    }
}

impl From<Counters> for String {
    fn from(counters: Counters) -> Self {
        match counters {
            Counters::Lasting => "lasting".to_owned(),
            Counters::Endless => "endless".to_owned(),
            Counters::Of(era) => era.id().to_owned(),
        }
    }
}

/// What every version of the protocol begins with.
#[derive(Deserialize)]
struct Opening {
    #[serde(rename = "type")]
    kind: String,
    protocol: u64,
}

impl Hello {
    /// Reads the first line.
    ///
    /// # Errors
    /// If it is no hello, or that of another version of the protocol, or declares what cannot be.
    pub fn parse(line: &[u8]) -> Result<Self, Broken> {
        let reason = |what: String| in_line(&format!("its first line is no hello ({what})"), line);
        let opening: Opening = jsonl::parse_line(line).map_err(reason)?;
        if opening.kind != "hello" {
            return Err(reason(format!("its type is \"{}\"", opening.kind.escape_debug())));
        }
        if opening.protocol != VERSION {
            let text = format!("it speaks version {} of the protocol, and this program version {VERSION}", opening.protocol);
            return Err(Broken::Protocol(text));
        }
        let hello: Self = jsonl::parse_line(line).map_err(reason)?;
        let known = DeviceKind::ALL.map(DeviceKind::id);
        match hello.kinds.iter().find(|kind| !known.contains(&kind.as_str())) {
            Some(kind) => Err(reason(format!("unknown kind \"{}\"; there are {}", kind.escape_debug(), known.join(", ")))),
            None if hello.kinds.is_empty() => Err(reason("\"kinds\" is empty".to_owned())),
            None => Ok(hello),
        }
    }

    /// The line, without a line end.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        #[serde(tag = "type", rename = "hello")]
        struct Line<'a> {
            #[serde(flatten)]
            hello: &'a Hello,
        }
        jsonl::to_json(&Line { hello: self })
    }

    /// What histories for it may hold, on a host that has taps or not.
    pub fn abilities(&self, taps: bool) -> Abilities {
        Abilities {
            kinds: self.known_kinds(),
            reserve: self.reserve,
            restart: self.restart != Restart::No,
            probe_faults: self.probe_faults.unwrap_or(self.host == Host::Ask),
            creates: self.creates,
            taps: taps || self.host == Host::Ask,
        }
    }

    /// What invariants have to know about it.
    pub fn profile(&self) -> Profile {
        match self.counters {
            Counters::Lasting => Profile::LASTING,
            Counters::Endless => Profile::ENDLESS,
            Counters::Of(era) => Profile::of(era),
        }
    }

    /// Name and version, as reports show them.
    pub fn title(&self) -> String {
        let version = self.version.as_ref().map(|version| format!(" {version}")).unwrap_or_default();
        printable(&format!("{}{version}", self.name)).chars().take(80).collect()
    }

    fn known_kinds(&self) -> &'static [DeviceKind] {
        use DeviceKind::{Macvlan, Macvtap, Tap};
        let has = |kind: DeviceKind| self.kinds.iter().any(|id| id == kind.id());
        match (has(Tap), has(Macvtap), has(Macvlan)) {
            (true, true, true) => &DeviceKind::ALL,
            (true, true, false) => &[Tap, Macvtap],
            (true, false, true) => &[Tap, Macvlan],
            (true, false, false) => &[Tap],
            (false, true, true) => &[Macvtap, Macvlan],
            (false, true, false) => &[Macvtap],
            (false, false, _) => &[Macvlan],
        }
    }
}
