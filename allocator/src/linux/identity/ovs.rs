//! Ports of Open vSwitch, removed by row and owner.
//!
//! A port is a row that outlives its device, and a later port of the same name is another row: its identity is never given again
//! (`ovsdb-server(7)`). The owner has its mark in the external ids of the row of the interface, as libvirt has the guest's UUID
//! there (`vm-id`). Both are compared and the port is removed in one transaction (`wait` and `mutate`, RFC 7047, 5.2), so that
//! nothing can change in between.

mod database;
mod reply;
mod transaction;

use super::Removal;
use database::Database;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

/// What tells a port from every other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OvsPortIdentity {
    /// The identity of its row in the table `Port`, a UUID as a number.
    pub row: u128,
    /// Its name, which is that of its interface, too. The name of a row never changes.
    pub name: String,
    /// The key of the mark in the external ids of its interface, such as `vm-id`.
    pub mark: String,
    /// What the owner has there.
    pub owner: String,
}

/// Why a port was not removed, or not by the switch.
#[derive(Debug, thiserror::Error)]
pub enum OvsdbError {
    /// The database cannot be reached, or takes too long.
    #[error("{}: {error}: is ovsdb-server running?", socket.display())]
    Io {
        /// Its socket.
        socket: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The database refused a transaction; nothing was changed.
    #[error("ovsdb-server refused the transaction: {0}")]
    Refused(String),
    /// The database wrote what is not an answer to the transaction.
    #[error("ovsdb-server: an answer that is not understood: {0}")]
    NotUnderstood(String),
    /// The row is removed, and the switch has not taken note of it.
    #[error("the port {name} is removed from the database, and ovs-vswitchd has not taken note within {limit:?}: is it running?")]
    Behind {
        /// The name of the port.
        name: String,
        /// How long it was waited for.
        limit: Duration,
    },
}

/// The database of an Open vSwitch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ovsdb {
    socket: PathBuf,
    limit: Duration,
}

impl Ovsdb {
    /// The database behind a socket, most often `/var/run/openvswitch/db.sock`. It may take that long for an answer, and the
    /// switch half of it for a change.
    pub fn new(socket: impl Into<PathBuf>, limit: Duration) -> Self {
        Self { socket: socket.into(), limit }
    }

    /// Removes a port from its bridge, and waits until the switch has closed it: who added a port of the same name before that
    /// would get one whose device is open half-way. It is [`Removal::Gone`] if there is no such row, and
    /// [`Removal::NotOurs`] if the mark of its interface is another, or missing; then nothing was changed.
    ///
    /// # Errors
    /// [`OvsdbError`]. After [`OvsdbError::Behind`] the row is removed; after a failure to read the answer it may be. Trying
    /// again does no harm.
    pub fn remove_port(&self, port: &OvsPortIdentity) -> Result<Removal, OvsdbError> {
        let mut database = Database::connect(&self.socket, self.limit)?;
        let answer = database.transact(&transaction::removal(port))?;
        let (removal, generation) = reply::removal(&answer)?;
        if let Some(generation) = generation {
            let answer = database.transact(&transaction::settling(generation, self.limit / 2))?;
            if !reply::settled(&answer)? {
                return Err(OvsdbError::Behind { name: port.name.clone(), limit: self.limit / 2 });
            }
        }
        Ok(removal)
    }
}
