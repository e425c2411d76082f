//! Network filters with `nft` (libvirt, commit 1818afcfc2, `nwfilter_nftables_driver.c`).
//!
//! Two tables, one for frames and one for packets, in which maps lead from the **index** of a device to its chains: a rule never
//! meets a later device of the same name. The chains are named after the device, so that a cleanup that looks for the name
//! removes those of a later one all the same. Here every rule has a comment with the mark of who made it and the index, by which
//! a cleanup can tell its own.
//!
//! `nft` reads and writes JSON: a name is data there, whatever is in it. Names that are not plain text appear escaped in those
//! of chains, as `\xff`.

mod apply;
mod chains;

use super::Command;
use super::runner::Runner;
use crate::IfName;
use crate::host::{Failure, Incarnation};
use chains::Chain;
use serde_json::{Value, json};

/// The tables, with the priorities of their hooks.
const TABLES: [(&str, i32); 2] = [(ETHERNET, 0), (INET, 1)];
/// The table for frames.
const ETHERNET: &str = "libvirt_nwfilter_ethernet";
/// The table for packets.
const INET: &str = "libvirt_nwfilter_inet";
const FAMILY: &str = "bridge";

/// The directions: the end of a chain's name, the map that leads there, the hook, and what the map is asked with.
const DIRECTIONS: [Direction; 2] = [
    Direction { suffix: "-in", map: "vmap-iif", hook: "prerouting", key: "iif" },
    Direction { suffix: "-out", map: "vmap-oif", hook: "postrouting", key: "oif" },
];

struct Direction {
    suffix: &'static str,
    map: &'static str,
    hook: &'static str,
    key: &'static str,
}

impl Runner {
    /// Removes the chains whose names begin with that of the device, and what leads to them; of an owner, only those that bear
    /// its mark.
    ///
    /// # Errors
    /// `nft` is missing or fails.
    pub(super) fn remove_nftables(&mut self, name: IfName, owner: Option<Incarnation>) -> Result<(), Failure> {
        let mut steps = Vec::new();
        for ((table, _), chains) in TABLES.iter().zip(self.nftables_chains()?) {
            let chains = chains.iter().flatten();
            let own = chains.filter(|chain| chain.is_of(name) && owner.is_none_or(|owner| chain.owner == owner.token()));
            steps.extend(own.flat_map(|chain| chain.removal(table)));
        }
        if steps.is_empty() { Ok(()) } else { self.transact(&steps) }
    }

    /// The chains of devices in each of the tables; `None` for a table that there is not.
    ///
    /// # Errors
    /// `nft` is missing or fails, or writes what is not understood.
    pub(super) fn nftables_chains(&mut self) -> Result<[Option<Vec<Chain>>; TABLES.len()], Failure> {
        let tables = chains::tables_of(&self.listing("-j list tables", &[])?);
        let mut all = [const { None }; TABLES.len()];
        for (chains, (table, _)) in all.iter_mut().zip(TABLES) {
            if tables.iter().any(|one| one == table) {
                // Without the contents of the maps: nft 1.0.6 ends with an assertion where a device in one has no name in UTF-8.
                *chains = Some(chains::of(&self.listing("-j -t list table", &[table])?));
            }
        }
        Ok(all)
    }

    fn listing(&mut self, words: &str, names: &[&str]) -> Result<Value, Failure> {
        let output = self.run(Command::new("nft").words(words).arg(FAMILY).args(names))?;
        serde_json::from_slice(&output).map_err(|error| Failure::other(format!("nft: {error} in its listing")))
    }

    fn transact(&mut self, steps: &[Value]) -> Result<(), Failure> {
        let input = json!({ "nftables": steps }).to_string().into_bytes();
        self.run(Command::new("nft").words("-j -f -").reading(input)).map(drop)
    }
}

/// A name as it appears in that of a chain.
fn escaped(name: IfName) -> String {
    name.as_bytes().escape_ascii().to_string()
}
