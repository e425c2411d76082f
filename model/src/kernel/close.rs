//! Closing the descriptor of a tun or tap.

use super::{Namespace, Reply};
use crate::Errno;

impl Namespace {
    /// Closes the descriptor that was attached last to the device that had this index. The last descriptor takes a device along
    /// that is not persistent.
    ///
    /// # Errors
    /// EBADF if no descriptor of that device is open; EBADFD if the device was deleted under it (it is closed all the same).
    pub fn close(&mut self, index: u32) -> Result<Reply, Errno> {
        let descriptors = self.descriptors.get_mut(&index).ok_or(Errno::EBADF)?;
        let attached = descriptors.pop().ok_or(Errno::EBADF)?;
        if descriptors.is_empty() {
            self.descriptors.remove(&index);
        }
        if !attached {
            return Err(Errno::EBADFD);
        }
        let Some(tun) = self.device_mut(index).and_then(|device| device.tun.as_mut()) else { return Ok(Reply::Done) };
        tun.queues -= 1;
        if tun.queues == 0 && !tun.persistent {
            self.delete_with_dependents(index);
        }
        Ok(Reply::Done)
    }
}
