//! Making the rules of a device, in one transaction.

use super::chains::comment;
use super::{DIRECTIONS, Direction, ETHERNET, FAMILY, INET, TABLES, escaped};
use crate::IfName;
use crate::host::{Failure, Incarnation};
use crate::linux::host::rule_set::RuleSet;
use crate::linux::host::runner::Runner;
use serde_json::{Value, json};

impl Runner {
    /// Replaces the rules of a device.
    ///
    /// # Errors
    /// `nft` is missing or refuses; then everything is as it was.
    pub(in crate::linux::host) fn apply_nftables(
        &mut self,
        owner: Incarnation,
        name: IfName,
        index: u32,
        rules: &RuleSet,
    ) -> Result<(), Failure> {
        let mut steps = Vec::new();
        for ((table, priority), chains) in TABLES.into_iter().zip(self.nftables_chains()?) {
            match chains {
                Some(chains) => {
                    let old = chains.iter().filter(|chain| chain.device() == Some(name));
                    steps.extend(old.flat_map(|chain| chain.removal(table)));
                }
                None => steps.extend(new_table(table, priority)),
            }
            for (direction, tests) in DIRECTIONS.iter().zip(tests(table, rules)) {
                if !tests.is_empty() {
                    let comment = comment(&owner.token(), index);
                    steps.extend(new_chain(table, direction, (name, index), &comment, tests));
                }
            }
        }
        self.transact(&steps)
    }
}

/// A table with its maps, and its hooks that ask them.
fn new_table(table: &str, priority: i32) -> Vec<Value> {
    let mut steps = vec![json!({ "add": { "table": { "family": FAMILY, "name": table } } })];
    for Direction { map, hook, key, .. } in &DIRECTIONS {
        let lookup = json!([{ "vmap": { "key": { "meta": { "key": key } }, "data": format!("@{map}") } }]);
        steps.extend([
            json!({ "add": { "map": {
                "family": FAMILY, "table": table, "name": map, "type": "iface_index", "map": "verdict" } } }),
            json!({ "add": { "chain": {
                "family": FAMILY, "table": table, "name": hook, "type": "filter", "hook": hook, "prio": priority,
                "policy": "accept" } } }),
            json!({ "add": { "rule": { "family": FAMILY, "table": table, "chain": hook, "expr": lookup } } }),
        ]);
    }
    steps
}

/// A chain in which a packet is dropped by any of the tests, and the element that leads to it.
fn new_chain(
    table: &str,
    direction: &Direction,
    (name, index): (IfName, u32),
    comment: &str,
    tests: Vec<Value>,
) -> impl Iterator<Item = Value> {
    let chain = format!("{}{}", escaped(name), direction.suffix);
    let new = json!({ "add": { "chain": { "family": FAMILY, "table": table, "name": chain } } });
    let element = json!({ "add": { "element": {
        "family": FAMILY, "table": table, "name": direction.map, "elem": [[index, { "jump": { "target": chain } }]] } } });
    let rules = tests.into_iter().map(move |test| {
        json!({ "add": { "rule": {
            "family": FAMILY, "table": table, "chain": chain, "comment": comment, "expr": [test, { "drop": null }] } } })
    });
    let rules: Vec<Value> = rules.collect();
    [new].into_iter().chain(rules).chain([element])
}

/// What is dropped in a table, of what comes from the guest and of what goes to it.
fn tests(table: &str, rules: &RuleSet) -> [Vec<Value>; 2] {
    if table == ETHERNET {
        let sender = |operator: &str| rules.mac.map(|mac| test(operator, "ether", &json!(mac.to_string())));
        return ["!=", "=="].map(|operator| sender(operator).into_iter().collect());
    }
    debug_assert_eq!(table, INET);
    let mut dropped = Vec::new();
    if !rules.v4.is_empty() {
        let addresses = rules.v4.iter().map(|one| json!(one.to_string())).chain([json!("0.0.0.0")]);
        dropped.push(test("!=", "ip", &json!({ "set": addresses.collect::<Vec<_>>() })));
    }
    if !rules.v6.is_empty() {
        let link = json!({ "prefix": { "addr": "fe80::", "len": 10 } });
        let addresses = rules.v6.iter().map(|one| json!(one.to_string())).chain([json!("::"), link]);
        dropped.push(test("!=", "ip6", &json!({ "set": addresses.collect::<Vec<_>>() })));
    }
    [dropped, Vec::new()]
}

/// Compares the source address.
fn test(operator: &str, protocol: &str, right: &Value) -> Value {
    json!({ "match": {
        "op": operator, "left": { "payload": { "protocol": protocol, "field": "saddr" } }, "right": right } })
}
