//! Rules of nftables: B's, in a chain of the same name or with the same handle, are left alone.

use crate::support::{enter, run};
use ifrace_allocator::linux::OsError;
use ifrace_allocator::linux::identity::{Family, NftCleanup, Removal, RuleIdentity};
use serde_json::Value;

const CHAIN: &str = "vnet0-in";

/// A table with the chain and one rule of an owner in it.
fn make(table: &str, owner: &str) -> RuleIdentity {
    run("nft", &format!("add table inet {table}"));
    run("nft", &format!("add chain inet {table} {CHAIN}"));
    run("nft", &format!("add rule inet {table} {CHAIN} counter comment {owner}"));
    rules(table).pop().unwrap()
}

/// The rules of the chain.
fn rules(table: &str) -> Vec<RuleIdentity> {
    let listing: Value = serde_json::from_str(&run("nft", &format!("-j list chain inet {table} {CHAIN}"))).unwrap();
    let rules = listing["nftables"].as_array().unwrap().iter().filter_map(|entry| entry.get("rule"));
    let identity = |rule: &Value| RuleIdentity {
        family: Family::Inet,
        table: table.to_owned(),
        chain: CHAIN.to_owned(),
        handle: rule["handle"].as_u64().unwrap(),
        comment: rule["comment"].as_str().unwrap_or_default().to_owned(),
    };
    rules.map(identity).collect()
}

#[test]
fn a_rule_is_removed_once_and_those_beside_it_stay() {
    let _bench = enter();
    let ours = make("t", "a");
    run("nft", &format!("add rule inet t {CHAIN} counter comment b"));
    let mut cleanup = NftCleanup::open().unwrap();
    assert_eq!(cleanup.remove_rule(&ours), Ok(Removal::Removed));
    assert_eq!(rules("t").iter().map(|rule| &rule.comment[..]).collect::<Vec<_>>(), ["b"]);
    assert_eq!(cleanup.remove_rule(&ours), Ok(Removal::Gone), "its handle is not given again in this table");
}

#[test]
fn chains_of_the_same_name_are_told_apart_by_their_table() {
    let _bench = enter();
    let (ours, theirs) = (make("t", "a"), make("u", "b"));
    assert_eq!(ours.handle, theirs.handle, "each table counts by itself");
    assert_eq!(NftCleanup::open().unwrap().remove_rule(&ours), Ok(Removal::Removed));
    assert_eq!((rules("t"), rules("u")), (vec![], vec![theirs]));
}

#[test]
fn a_chain_of_the_same_name_made_later_is_left_alone() {
    let _bench = enter();
    let ours = make("t", "a");
    run("nft", &format!("flush chain inet t {CHAIN}"));
    run("nft", &format!("delete chain inet t {CHAIN}"));
    let theirs = make("t", "a");
    assert_ne!(ours.handle, theirs.handle);
    assert_eq!(NftCleanup::open().unwrap().remove_rule(&ours), Ok(Removal::Gone));
    assert_eq!(rules("t"), [theirs]);
}

#[test]
fn a_handle_of_a_table_that_was_made_again_is_anothers() {
    let _bench = enter();
    let ours = make("t", "a");
    run("nft", "delete table inet t");
    let mut cleanup = NftCleanup::open().unwrap();
    assert_eq!(cleanup.remove_rule(&ours), Ok(Removal::Gone), "there is no table");
    let theirs = make("t", "b");
    assert_eq!(ours.handle, theirs.handle, "a new table counts from the beginning");
    assert_eq!(cleanup.remove_rule(&ours), Ok(Removal::NotOurs));
    assert_eq!(rules("t"), [theirs]);
}

#[test]
fn a_rule_without_a_comment_is_anothers() {
    let _bench = enter();
    let ours = make("t", "a");
    run("nft", &format!("replace rule inet t {CHAIN} handle {} counter", ours.handle));
    assert_eq!(NftCleanup::open().unwrap().remove_rule(&ours), Ok(Removal::NotOurs));
    assert_eq!(rules("t").len(), 1);
}

#[test]
fn no_rule_of_another_goes_while_tables_come_and_go() {
    let _bench = enter();
    let ours = make("t", "a");
    let mut cleanup = NftCleanup::open().unwrap();
    for _ in 0..20 {
        std::thread::scope(|scope| {
            scope.spawn(|| run("nft", "delete table inet t"));
            let removal = cleanup.remove_rule(&ours);
            assert!(removal.is_ok() || removal == Err(OsError::new("NFT_MSG_DELRULE", 85)), "{removal:?}");
        });
        let theirs = make("t", "b");
        assert_eq!(cleanup.remove_rule(&ours), Ok(Removal::NotOurs));
        assert_eq!(rules("t"), [theirs]);
    }
}
