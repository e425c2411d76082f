//! Macvtaps before libvirt 1.3.2.

use super::super::host::{Abandoned, Host};
use super::numbered;
use ifrace_model::IfName;
use ifrace_model::policy::{DeviceKind, Outcome, Refusal};

/// `virNetDevMacVLanCreateWithVPortProfile` of 0.10.2.
pub(super) fn create(kind: DeviceKind, wanted: Option<&[u8]>, host: &mut Host<'_>) -> Result<Outcome, Abandoned> {
    if let Some(wanted) = wanted {
        match host.exists(wanted)? {
            -1 => return Ok(Outcome::Refused(Refusal::ProbeFailed)),
            0 => return super::tap::create(wanted, host),
            _ if wanted.starts_with(kind.prefix().as_bytes()) => {}
            _ => return Ok(Outcome::Refused(Refusal::InUse)),
        }
    }
    let mut retries = 5;
    let mut name = Vec::new();
    for id in 0..8192 {
        name = numbered(kind.prefix(), id);
        match host.exists(&name)? {
            -1 => return Ok(Outcome::Refused(Refusal::ProbeFailed)),
            0 => {}
            _ => continue,
        }
        match host.create(&name)? {
            Ok(name) => return Ok(Outcome::Created(name)),
            Err(ifrace_model::Errno::EEXIST) if retries > 1 => retries -= 1,
            Err(errno) => return Ok(Outcome::Refused(Refusal::Create(errno))),
        }
    }
    // Nothing tells the end of the loop from a success.
    Ok(Outcome::Created(IfName::cut(&name)))
}
