//! Limits of the traffic of a device, with `tc` as libvirt calls it (9.0.0, `virNetDevBandwidthSet`).

use super::{Command, LinuxHost};
use crate::IfName;
use crate::host::{DeviceRef, Failure};
use crate::interface::{Bandwidth, Rate};
use crate::linux::OsError;
use crate::linux::rtnetlink::QdiscParent;

/// What `tc` says where the kernel lacks the kind of a queueing discipline, of a filter or of an action.
const UNKNOWN: [&str; 3] = ["qdisc kind is unknown", "classifier not found", "Failed to load TC action module"];
/// The size of a packet that libvirt computes with.
const PACKET: u64 = 1500;

impl LinuxHost {
    /// Limits the traffic of a device, after removing the limits that it has. On a failure it has none.
    ///
    /// # Errors
    /// What `tc` says: there is no such device, or the kernel lacks what libvirt uses (`CONFIG_NET_SCH_SFQ`, `CONFIG_NET_CLS_FW`,
    /// `CONFIG_NET_ACT_POLICE`); or a rate is too large to compute with.
    pub(super) fn set_bandwidth(&mut self, name: IfName, bandwidth: Bandwidth, swapped: bool) -> Result<(), Failure> {
        let Bandwidth { inbound, outbound } = bandwidth;
        let (received, sent) = if swapped { (outbound, inbound) } else { (inbound, outbound) };
        self.runner.attempt_all(clear(name))?;
        let shaped = sent.filter(|rate| rate.average > 0).map_or(Ok(()), |rate| self.shape(name, rate));
        let result =
            shaped.and_then(|()| received.filter(|rate| rate.average > 0).map_or(Ok(()), |rate| self.police(name, rate)));
        if result.is_err() {
            self.runner.attempt_all(clear(name))?;
        }
        result
    }

    /// Removes the limits of a device; that there are none is no failure.
    ///
    /// # Errors
    /// `tc` is not installed; by index, what the kernel answers otherwise.
    pub(super) fn clear_bandwidth(&mut self, device: DeviceRef) -> Result<(), Failure> {
        let index = match device {
            DeviceRef::Name(name) => return self.runner.attempt_all(clear(name)),
            DeviceRef::Index { index, .. } => index,
            DeviceRef::Address { name, mac } => match self.index_by_address(name, mac) {
                Ok(index) => index,
                Err(Failure { errno: libc::ENODEV, .. }) => return Ok(()),
                Err(failure) => return Err(failure),
            },
        };
        for parent in [QdiscParent::Root, QdiscParent::Ingress] {
            match self.rtnetlink.delete_qdisc(index, parent) {
                Ok(()) | Err(OsError { errno: libc::ENODEV | libc::ENOENT | libc::EINVAL, .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Gives a device the queueing discipline `noqueue` (libvirt 9.0.0, `virNetDevSetRootQDisc`).
    ///
    /// # Errors
    /// What `tc` says: there is no such device, or it has one already.
    pub(super) fn set_no_queue(&mut self, name: IfName) -> Result<(), Failure> {
        self.runner.run(tc("qdisc add dev", name).words("root handle 0: noqueue")).map(drop)
    }

    /// Limits what a device sends.
    fn shape(&mut self, name: IfName, rate: Rate) -> Result<(), Failure> {
        self.runner.run(tc("qdisc add dev", name).words("root handle 1: htb default 1"))?;
        let mut class = tc("class add dev", name).words(&format!("parent 1: classid 1:1 htb rate {}kbps", rate.average));
        if let Some(peak) = rate.peak {
            class = class.words(&format!("ceil {peak}kbps"));
        }
        if let Some(burst) = rate.burst {
            class = class.words(&format!("burst {burst}kb"));
        }
        self.runner.run(class.words(&quantum(rate.average)?))?;
        self.run_if_known(tc("qdisc add dev", name).words("parent 1:1 handle 2: sfq perturb 10"))?;
        self.run_if_known(tc("filter add dev", name).words("parent 1:0 protocol all prio 1 handle 1 fw flowid 1"))
    }

    /// Limits what a device receives.
    fn police(&mut self, name: IfName, rate: Rate) -> Result<(), Failure> {
        self.runner.run(tc("qdisc add dev", name).words("ingress"))?;
        let average = rate.average;
        let burst = rate.burst.unwrap_or(average.min(u64::from(u32::MAX) / 1024));
        let police = format!("police rate {average}kbps burst {burst}kb mtu 64kb drop flowid :1");
        self.run_if_known(tc("filter add dev", name).words("parent ffff: protocol all u32 match u32 0 0").words(&police))
    }

    /// Runs a command, and leaves it out where the kernel lacks what it needs, if that is wanted.
    ///
    /// # Errors
    /// What `tc` says.
    pub(super) fn run_if_known(&mut self, command: Command) -> Result<(), Failure> {
        match self.runner.run(command) {
            Err(failure) if self.config.without_missing_traffic_control && is_unknown(&failure) => Ok(()),
            result => result.map(drop),
        }
    }
}

/// A call of `tc` for a device.
pub(super) fn tc(words: &str, device: IfName) -> Command {
    Command::new("tc").words(words).name(device)
}

/// The share of a class in what others leave over (libvirt 9.0.0, `virNetDevBandwidthCmdAddOptimalQuantum`).
///
/// # Errors
/// The rate is too large to compute with.
pub(super) fn quantum(average: u64) -> Result<String, Failure> {
    Ok(format!("quantum {}", (scaled(average, 1024)? / 8 / PACKET).max(1)))
}

/// A rate in another unit.
///
/// # Errors
/// It is too large for that.
pub(super) fn scaled(rate: u64, unit: u64) -> Result<u64, Failure> {
    rate.checked_mul(unit).ok_or_else(|| Failure::other(format!("the rate {rate} is too large")))
}

/// The commands that remove all limits of a device (libvirt 9.0.0, `virNetDevBandwidthClear`).
fn clear(name: IfName) -> [Command; 2] {
    [tc("qdisc del dev", name).words("root"), tc("qdisc del dev", name).words("ingress")]
}

fn is_unknown(failure: &Failure) -> bool {
    UNKNOWN.iter().any(|text| failure.text.contains(text))
}

#[cfg(test)]
mod tests {
    use super::{quantum, scaled};

    #[test]
    fn a_rate_that_cannot_be_computed_with_is_a_failure() {
        assert_eq!(quantum(1000).as_deref(), Ok("quantum 85"));
        assert_eq!(scaled(u64::MAX / 8, 8), Ok(u64::MAX / 8 * 8));
        let failure = quantum(u64::MAX / 1024 + 1).expect_err("it overflows");
        assert_eq!(failure.to_string(), "the rate 18014398509481984 is too large");
    }
}
