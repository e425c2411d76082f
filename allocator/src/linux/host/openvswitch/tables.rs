//! The tables of Open vSwitch, as far as names of devices are in them.

use super::port::parse_uuid;
use crate::host::Failure;
use crate::linux::host::LinuxHost;
use serde_json::{Deserializer, Value};

/// What is in the tables.
#[derive(Debug, Default)]
pub(in crate::linux::host) struct Tables {
    pub(in crate::linux::host) bridges: Vec<Bridge>,
    pub(in crate::linux::host) ports: Vec<Port>,
    pub(in crate::linux::host) interfaces: Vec<Interface>,
}

/// A bridge and its ports.
#[derive(Debug)]
pub(in crate::linux::host) struct Bridge {
    pub(in crate::linux::host) name: String,
    pub(in crate::linux::host) ports: Vec<u128>,
}

/// A port; whether its sending is limited.
#[derive(Debug)]
pub(in crate::linux::host) struct Port {
    pub(in crate::linux::host) row: u128,
    pub(in crate::linux::host) name: String,
    pub(in crate::linux::host) limited: bool,
}

/// An interface; whether the switch makes the device itself, whether its receiving is limited, and whose it is by its external ids
/// (`vm-id`).
#[derive(Debug)]
pub(in crate::linux::host) struct Interface {
    pub(in crate::linux::host) name: String,
    pub(in crate::linux::host) internal: bool,
    pub(in crate::linux::host) limited: bool,
    pub(in crate::linux::host) guest: Option<String>,
}

impl LinuxHost {
    /// Reads the tables in one transaction.
    ///
    /// # Errors
    /// What `ovs-vsctl` says; or it writes what is not understood.
    pub(in crate::linux::host) fn ovs_tables(&mut self) -> Result<Tables, Failure> {
        let list = self
            .ovs()?
            .words("--format=json -- --columns=_uuid,name,ports list Bridge")
            .words("-- --columns=_uuid,name,qos list Port")
            .words("-- --columns=_uuid,name,type,ingress_policing_rate,external_ids list Interface");
        let output = self.runner.run(list)?;
        let documents: Result<Vec<Value>, _> = Deserializer::from_slice(&output).into_iter().collect();
        let documents = documents.map_err(|error| Failure::other(format!("ovs-vsctl: {error} in its tables")))?;
        read(&documents).ok_or(Failure::other("ovs-vsctl: its tables are not understood"))
    }
}

impl Tables {
    /// The row of the port of a name, if its interface is that guest's. An interface has the name of its port.
    pub(in crate::linux::host) fn row_of(&self, name: &str, guest: &str) -> Option<u128> {
        self.interfaces.iter().find(|one| one.name == name && one.guest.as_deref() == Some(guest))?;
        self.ports.iter().find(|port| port.name == name).map(|port| port.row)
    }
}

fn read(documents: &[Value]) -> Option<Tables> {
    let [bridges, ports, interfaces] = documents else { return None };
    let rows = |table: &Value| table["data"].as_array().cloned();
    let name = |row: &Value| row[1].as_str().map(ToOwned::to_owned);
    let bridge = |row: Value| Some(Bridge { name: name(&row)?, ports: identities(&row[2]) });
    let port =
        |row: Value| Some(Port { row: identities(&row[0]).pop()?, name: name(&row)?, limited: !identities(&row[2]).is_empty() });
    let interface = |row: Value| {
        let limited = row[3].as_u64().is_some_and(|rate| rate > 0);
        Some(Interface { name: name(&row)?, internal: row[2] == "internal", limited, guest: value(&row[4], "vm-id") })
    };
    Some(Tables {
        bridges: rows(bridges)?.into_iter().map(bridge).collect::<Option<_>>()?,
        ports: rows(ports)?.into_iter().map(port).collect::<Option<_>>()?,
        interfaces: rows(interfaces)?.into_iter().map(interface).collect::<Option<_>>()?,
    })
}

/// The value of a key in a column that is a map: `["map", [["key", "value"], …]]` (RFC 7047, 5.1).
fn value(column: &Value, key: &str) -> Option<String> {
    let pairs = column[1].as_array().filter(|_| column[0] == "map")?;
    pairs.iter().find(|pair| pair[0] == key)?[1].as_str().map(ToOwned::to_owned)
}

/// The identities in a column: one is `["uuid", "…"]`, any other number is `["set", [["uuid", "…"], …]]` (RFC 7047, 5.1).
fn identities(column: &Value) -> Vec<u128> {
    match column[0].as_str() {
        Some("uuid") => column[1].as_str().and_then(parse_uuid).into_iter().collect(),
        _ => column[1].as_array().into_iter().flatten().filter_map(|one| one[1].as_str().and_then(parse_uuid)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn tables_are_read() {
        let id = |digit: char| json!(["uuid", String::from(digit).repeat(32)]);
        let documents = [
            json!({ "data": [[id('1'), "ovsbr0", ["set", [id('2'), id('3')]]], [id('4'), "empty", ["set", []]]] }),
            json!({ "data": [[id('2'), "ovsbr0", ["set", []]], [id('3'), "vnet0", id('9')]] }),
            json!({ "data": [
                [id('5'), "ovsbr0", "internal", 0, ["map", []]],
                [id('6'), "vnet0", "", 8000, ["map", [["iface-id", "x"], ["vm-id", "ifrace:1"]]]],
            ] }),
        ];
        let tables = read(&documents).expect("they are as they should be");
        assert_eq!(tables.bridges.iter().map(|one| one.ports.len()).collect::<Vec<_>>(), [2, 0]);
        assert_eq!(tables.bridges[0].ports[1], tables.ports[1].row);
        assert_eq!(tables.ports.iter().map(|one| one.limited).collect::<Vec<_>>(), [false, true]);
        assert_eq!(
            tables.interfaces.iter().map(|one| (one.internal, one.limited)).collect::<Vec<_>>(),
            [(true, false), (false, true)]
        );
        assert_eq!(tables.row_of("vnet0", "ifrace:1"), Some(tables.ports[1].row));
        assert_eq!((tables.row_of("vnet0", "ifrace:2"), tables.row_of("ovsbr0", "ifrace:1")), (None, None));
        assert!(read(&documents[..2]).is_none());
    }
}
