//! Rules of nftables, removed by handle and owner.
//!
//! The kernel gives a handle once in a table. But a table that was deleted and made again counts from the beginning, so that an
//! old handle can be that of another's rule there. So a rule has the mark of its owner as its comment as well.
//!
//! Both are compared in a way that nothing can change in between: every change of a ruleset gives it another generation, and a
//! transaction that names the generation it was thought out for is refused in any other one (`NFNL_BATCH_GENID`, Linux 4.10,
//! `nfnetlink_rcv_batch()`). It is thought out again then. `nft` does not offer this: it goes by the handle in whatever there is.

mod message;
mod rule;
mod socket;

pub use rule::{Family, RuleIdentity};

use super::Removal;
use crate::linux::OsError;
use message::{Message, NEW_GENERATION};
use socket::Netfilter;

/// How often a removal is tried while others change the ruleset.
const ATTEMPTS: usize = 64;

/// Removes rules of one network namespace by their identity.
#[derive(Debug)]
pub struct NftCleanup {
    socket: Netfilter,
}

impl NftCleanup {
    /// Works in the network namespace of the calling thread, also after the thread has left it.
    ///
    /// # Errors
    /// `EPROTONOSUPPORT` from a kernel without netfilter; those of `socket(2)`.
    pub fn open() -> Result<Self, OsError> {
        Netfilter::open().map(|socket| Self { socket })
    }

    /// Removes a rule. It is [`Removal::Gone`] if no rule of that table and chain has the handle, or there is no such chain or
    /// table; [`Removal::NotOurs`] if one has it whose comment is another.
    ///
    /// # Errors
    /// `ERESTART` if others change the ruleset again and again; else what the kernel answers, such as `EPERM`.
    pub fn remove_rule(&mut self, rule: &RuleIdentity) -> Result<Removal, OsError> {
        let mut restarted = OsError::new("NFT_MSG_DELRULE", libc::ERESTART);
        for _ in 0..ATTEMPTS {
            let generation = self.generation()?;
            match self.comment(rule) {
                Ok(comment) if comment.as_deref() != Some(rule.comment.as_bytes()) => return Ok(Removal::NotOurs),
                Ok(_) => {}
                Err(OsError { errno: libc::ENOENT, .. }) => return Ok(Removal::Gone),
                Err(error) => return Err(error),
            }
            match self.socket.transact(Message::delete_rule(rule), generation) {
                Ok(()) => return Ok(Removal::Removed),
                Err(error) if error.errno == libc::ERESTART => restarted = error,
                Err(error) => return Err(error),
            }
        }
        Err(restarted)
    }

    /// The generation of all rules of the namespace.
    fn generation(&mut self) -> Result<u32, OsError> {
        let mut generation = None;
        self.socket.ask(Message::get_generation(), &mut |kind, payload| {
            if kind == NEW_GENERATION {
                generation = rule::generation(payload);
            }
        })?;
        generation.ok_or(OsError::new("NFT_MSG_GETGEN", libc::EPROTO))
    }

    /// The comment of the rule that has the handle now.
    fn comment(&mut self, rule: &RuleIdentity) -> Result<Option<Vec<u8>>, OsError> {
        let mut comment = None;
        self.socket.ask(Message::get_rule(rule), &mut |_, payload| comment = rule::comment(payload))?;
        Ok(comment)
    }
}
