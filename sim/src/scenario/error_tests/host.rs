//! Mistakes in what is around the guests, and in what is expected.

use super::says;

#[test]
fn somebody_else() {
    says("\"release\"]", "\"leave\"]", "32:31: a task of somebody else is { take = \"tap0\" } or \"release\"");
    says(
        "{ take = \"vnet%d\" }, \"release\"",
        "\"release\"",
        "32:10: in cycle 1 there is nothing to release; take a device first",
    );
    says(
        "\"vnet%d\" }, \"release\"",
        "\"vnet%d\" }, { take = \"b\" }",
        "32:10: in cycle 2 this is device 3, and 2 can be held; \
        release one",
    );
    says(
        "{ take = \"vnet%d\" }, \"release\"",
        "",
        "32:9: tasks is empty; give some, such as [{ take = \"vnet%d\" }, \"release\"]",
    );
    let name = "a name has 1 to 15 bytes without spaces, / and :, and is not . or ..";
    says("take = \"vnet%d\"", "take = \"a b\"", &format!("32:10: no device can be called `a b`: {name}"));
    let others = "[[foreign]]\ntasks = [\"release\"]\n".repeat(4);
    says("[furniture]", &format!("{others}[furniture]"), "40:1: there can be 4 [[foreign]]; remove this one");
}

#[test]
fn furniture() {
    let name = "a name has 1 to 15 bytes without spaces, / and :, and is not . or ..";
    let long = "sixteen-bytes-xx";
    says("[\"admin0\"]", &format!("[\"{long}\"]"), &format!("38:9: no device can be called `{long}`: {name}"));
    says("[\"admin0\"]", "[\"br0\"]", "38:9: there is a device `br0` already; give another name");
    says("[\"eth0\"]", "[\"eth0\", \"eth1\", \"eth2\"]", "37:27: a host has up to 2 lowers; remove this one");
    says("bridge = \"ovsbr0\"", "bridge = \"br0\"", "40:43: there is no `br0` in ovs-bridges of [furniture]; add it there");
    says(
        "template = \"vnet%d\"",
        "template = \"vnet\"",
        "41:26: `vnet` is no template: it has up to 15 bytes with one %, \
        before a d, such as vnet%d",
    );
    says("count = 10 }", "count = 0 }", "41:55: count of occupied names is 0; it can be 1 to 32768");
    let network = "{ name = \"lan\", interface = \"macvtap\" }, ";
    says(
        "[{ name = \"lan\"",
        &format!("[{network}{{ name = \"lan\""),
        "39:63: there is a network `lan` already; give another name",
    );
    let nested = "interface = \"<interface type='network'><source network='lan'/></interface>\" }";
    says(
        "name = \"lan\"",
        &format!("name = \"wan\", {nested}, {{ name = \"lan\""),
        "39:41: there is no `lan` in networks of \
        [furniture]; add it there",
    );
}

#[test]
fn faults_and_expectations() {
    says("operations = 1", "operations = 251", "44:14: operations is 251; it can be 0 to 250");
    says(
        "operations = 1",
        "deaths = 1",
        "44:1: unknown field `deaths`, expected one of `operations`, `daemon-deaths`, \
        `hypervisor-deaths`",
    );
    let all = crate::flaw::any_of(crate::world::violated::Violated::ALL.iter().map(|one| one.id()));
    says("\"no-leak\"", "\"no-stomp\"", &format!("48:13: nothing is called `no-stomp` that can be violated; there is {all}"));
    says("[\"no-leak\"]", "[]", &format!("48:12: the list is empty; name some of {all}"));
    says("[\"6.7\"]", "[]", "47:8: eras is empty; name one, such as \"11.3\"");
    let unknown = crate::release::Release::parse("6.66x").unwrap_err();
    says("\"6.7\"", "\"6.66x\"", &format!("47:9: {unknown}"));
    says("\"6.7\"", "\"11.3\"", "51:9: under 11.3 no-leak is violated and holds; remove it from [[breaks]] or [[holds]]");
}
