//! Looking devices up.

use super::LiveKernel;
use super::kernel::reply;
use ifrace_allocator::linux::rtnetlink::payload;
use ifrace_allocator::linux::{OsError, sysfs};
use ifrace_model::kernel::{Reply, Via};

impl LiveKernel {
    pub(super) fn look_up(&mut self, name: &[u8], via: Via) -> Result<Reply, OsError> {
        let link = match via {
            Via::GetLink => self.rtnetlink.get_by_name(&payload(name))?,
            Via::GetLinkAlt => self.rtnetlink.get_by_altname(&payload(name))?,
            Via::Ioctl => {
                let index = self.ioctl.index_of(name)?;
                self.rtnetlink.get_by_index(index)?
            }
            Via::Sysfs => {
                let index = sysfs::index_of(name)?.ok_or(OsError::new("/sys/class/net", libc::ENODEV))?;
                self.rtnetlink.get_by_index(index)?
            }
        };
        Ok(reply(&link))
    }
}
