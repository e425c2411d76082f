//! Chains of devices, as `nft` lists them.

use super::{DIRECTIONS, FAMILY, escaped};
use crate::IfName;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A chain of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::linux::host) struct Chain {
    name: String,
    handle: u64,
    /// The mark of who made it, from its rules.
    pub(super) owner: String,
    /// The index of the device, from its rules.
    index: Option<u32>,
}

impl Chain {
    /// Whether it belongs to the device of this name, or to one whose name goes on with `-`: as libvirt looks for it.
    pub(super) fn is_of(&self, name: IfName) -> bool {
        self.name.strip_prefix(&escaped(name)).is_some_and(|rest| rest.starts_with('-'))
    }

    /// The name of the device; `None` for a chain that is not one of ours.
    pub(in crate::linux::host) fn device(&self) -> Option<IfName> {
        let escaped = DIRECTIONS.iter().find_map(|direction| self.name.strip_suffix(direction.suffix))?;
        unescaped(escaped).and_then(IfName::new)
    }

    /// The steps that remove it: what leads to it, its rules, and itself, by its handle, which is never given again.
    pub(super) fn removal(&self, table: &str) -> Vec<Value> {
        let direction = DIRECTIONS.iter().find(|direction| self.name.ends_with(direction.suffix));
        let element = direction.zip(self.index).map(|(direction, index)| {
            json!({ "delete": { "element": { "family": FAMILY, "table": table, "name": direction.map, "elem": [index] } } })
        });
        let rest = [
            json!({ "flush": { "chain": { "family": FAMILY, "table": table, "name": self.name } } }),
            json!({ "delete": { "chain": { "family": FAMILY, "table": table, "handle": self.handle } } }),
        ];
        element.into_iter().chain(rest).collect()
    }
}

/// The mark and the index as the comment of a rule.
pub(super) fn comment(owner: &str, index: u32) -> String {
    format!("{owner} index {index}")
}

/// The names of the tables in a listing.
pub(super) fn tables_of(listing: &Value) -> Vec<String> {
    let entries = listing["nftables"].as_array().into_iter().flatten();
    entries.filter_map(|entry| entry["table"]["name"].as_str().map(ToOwned::to_owned)).collect()
}

/// The chains in a listing, except those of the hooks.
pub(super) fn of(listing: &Value) -> Vec<Chain> {
    let entries = || listing["nftables"].as_array().into_iter().flatten();
    let mut comments: BTreeMap<&str, &str> = BTreeMap::new();
    for rule in entries().filter_map(|entry| entry.get("rule")) {
        if let (Some(chain), Some(comment)) = (rule["chain"].as_str(), rule["comment"].as_str()) {
            comments.entry(chain).or_insert(comment);
        }
    }
    let chains = entries().filter_map(|entry| entry.get("chain")).filter(|chain| chain.get("hook").is_none());
    let read = |chain: &Value| {
        let name = chain["name"].as_str()?;
        let comment = comments.get(name).copied().unwrap_or_default();
        let (owner, index) = comment.split_once(" index ").unwrap_or((comment, ""));
        let (name, owner) = (name.to_owned(), owner.to_owned());
        Some(Chain { name, handle: chain["handle"].as_u64()?, owner, index: index.parse().ok() })
    };
    chains.filter_map(read).collect()
}

/// What was escaped with [`slice::escape_ascii`]; `None` if it was not.
fn unescaped(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut rest) = (Vec::new(), text.bytes());
    while let Some(byte) = rest.next() {
        bytes.push(match (byte, byte == b'\\') {
            (byte, false) => byte,
            _ => match rest.next()? {
                b't' => b'\t',
                b'r' => b'\r',
                b'n' => b'\n',
                b'x' => {
                    let digits = [rest.next()?, rest.next()?];
                    u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
                }
                same => same,
            },
        });
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_and_found_again() {
        for name in [&b"vnet0"[..], b"a\"b", b"a'\\x", b"\xff\x01", b"-x-in", b"a}b;"] {
            let name = IfName::new(name).expect("it is a name");
            let chain = Chain { name: format!("{}-in", escaped(name)), handle: 1, owner: String::new(), index: None };
            assert_eq!(chain.device(), Some(name));
            assert!(chain.is_of(name));
        }
        assert_eq!(unescaped("\\x4"), None);
    }

    #[test]
    fn a_listing_is_read() {
        let listing = json!({ "nftables": [
            { "chain": { "name": "prerouting", "handle": 1, "hook": "prerouting" } },
            { "chain": { "name": "vnet1-in", "handle": 7 } },
            { "rule": { "chain": "vnet1-in", "comment": comment("ifrace:0.1", 5) } },
        ] });
        let chains = of(&listing);
        assert_eq!(chains, [Chain { name: "vnet1-in".to_owned(), handle: 7, owner: "ifrace:0.1".to_owned(), index: Some(5) }]);
        let is_of = |text: &str| chains[0].is_of(IfName::new(text).expect("it is a name"));
        assert!(is_of("vnet1") && !is_of("vnet") && !is_of("vnet10"));
        assert_eq!(chains[0].removal("t").len(), 3);
    }
}
