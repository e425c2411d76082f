//! Documents written by hand: every type, every attribute, and what is easily misread.

use crate::compare::Tally;
use crate::definition::Definitions;
use crate::driver::Driver;
use crate::{domain, own_process, rules_of};

/// One interface of each type.
const TYPES: [&str; 15] = [
    "<interface type='user'>N</interface>",
    "<interface type='ethernet'><script path='/up'/><downscript path='/down'/>N</interface>",
    "<interface type='vhostuser'><source type='unix' path='/s' mode='server'/><model type='virtio'/>N</interface>",
    "<interface type='server'><source port='5555'/>N</interface>",
    "<interface type='client'><source address='192.0.2.1' port='5555'/>N</interface>",
    "<interface type='mcast'><source address='224.0.0.1' port='5555'/>N</interface>",
    "<interface type='network'><source network='lan' portgroup='a'/>N</interface>",
    "<interface type='bridge'><source bridge='br0'/>N</interface>",
    "<interface type='internal'><source name='inner'/>N</interface>",
    "<interface type='direct'><source dev='eth0' mode='passthrough'/>N</interface>",
    "<interface type='hostdev' managed='yes'><source><address type='pci' domain='0' bus='0' slot='7' function='0'/></source>N</interface>",
    "<interface type='udp'><source address='192.0.2.1' port='1'><local address='192.0.2.2' port='2'/></source>N</interface>",
    "<interface type='vdpa'><source dev='/dev/vhost-vdpa-0'/>N</interface>",
    "<interface type='null'>N</interface>",
    "<interface type='vds'><source switchid='9a53c61e-1fac-4b7e-a0f0-1c2f8a1a5a11' portid='1' portgroupid='g' connectionid='2'/>N\
     </interface>",
];

/// In the place of `N` in each of them.
const NAMES: [&str; 12] = [
    "",
    "<target/>",
    "<target managed='yes'/>",
    "<target dev='mine'/>",
    "<target dev='vnet0'/>",
    "<target dev='vnetwork-a'/>",
    "<target dev='macvtap0' managed='yes'/>",
    "<target dev='macvtap_foo'/>",
    "<target dev='macvlan3'/>",
    "<target dev='vif1.0'/>",
    "<target dev='mytap%d'/>",
    "<target dev='vnet%d'/>",
];

/// Interfaces that are read in a way of their own.
const OTHERS: [&str; 53] = [
    // Whose the device is.
    "<interface type='ethernet'><target dev='vnet5' managed='no'/></interface>",
    "<interface type='ethernet'><target dev='macvtap5' managed='no'/></interface>",
    "<interface type='ethernet'><target managed='no' dev='mine'/></interface>",
    "<interface type='ethernet'><target dev='vnet5' xmlns:x='u' x:managed='no'/></interface>",
    // Which element and which attribute the name is taken from.
    "<interface type='user'><target dev='a'/><target dev='b'/></interface>",
    "<interface type='user'><target/><target dev='b'/></interface>",
    "<interface type='user'><target dev='vnet0'/><target dev='b'/></interface>",
    "<interface type='user'><target dev='a'/><target dev='vnet0'/></interface>",
    "<interface type='network'><source network='n'/><target dev='vnet0'/><target managed='yes'/></interface>",
    "<interface type='ethernet'><target dev='vnet0'/><target dev='b' managed='no'/></interface>",
    "<interface type='bridge'><source bridge='b'/><target dev='vnet0'/><target managed='maybe'/></interface>",
    "<interface type='user'><target xmlns:x='u' x:dev='a'/></interface>",
    "<interface type='user'><target xmlns:x='u' x:dev='vnet0' dev='a'/></interface>",
    "<interface type='user'><target xmlns:x='u' dev='a' x:dev='vnet0'/></interface>",
    "<interface type='user'><x:target xmlns:x='u' dev='vnet0'/><target dev='a'/></interface>",
    "<interface type='user'><target xmlns='u' dev='a'/></interface>",
    "<interface type='user'><target xmlns='' dev='a'/></interface>",
    "<interface type='user'><note><target dev='a'/></note></interface>",
    "<interface type='user'><![CDATA[<target dev='vnet0'/>]]><target dev='a'/></interface>",
    "<interface type='user'><interface type='what'/><target dev='a'/></interface>",
    "<x:interface xmlns:x='u' type='what'/><interface type='user'/><interface xmlns='u' type='what'/>",
    // What a network has made of an interface of a running guest.
    "<interface type='direct'><source network='lan' dev='eth0' mode='bridge'/><target dev='macvtap0'/></interface>",
    "<interface type='bridge'><source network='lan' bridge='br0'/><target dev='vnet0'/></interface>",
    // Names of no device.
    "<interface type='user'><target dev='a-name-of-twenty-two'/></interface>",
    "<interface type='user'><target dev='vnet-and-more-than-fifteen-bytes'/></interface>",
    "<interface type='user'><target dev=''/></interface>",
    "<interface type='user'><target dev='a/b:c'/></interface>",
    "<interface type='user'><target dev='..'/></interface>",
    "<interface type='user'><target dev=' vnet0'/></interface>",
    "<interface type='user'><target dev='a%s%d'/></interface>",
    "<interface type='user'><target dev='a'/></interface><interface type='user'><target dev='a'/></interface>",
    "<interface type='user'><target dev='vnet0'/></interface><interface type='user'><target dev='vnet0'/></interface>",
    // What may be empty, and what is not read.
    "<interface type='network'><source network=''/></interface>",
    "<interface type='bridge'><source bridge=''/></interface>",
    "<interface type='direct'><source dev=''/></interface>",
    "<interface type='user'><mtu size=''/></interface>",
    "<interface type='user'><driver queues='x'/></interface>",
    "<interface type='user'><model type='e1000'/><driver queues='x'/></interface>",
    // What the value is.
    "<interface type='user'><target dev='&#118;net0'/></interface>",
    "<interface type='user'><target dev='&#x76;&#x6E;et0'/></interface>",
    "<interface type='user'><target dev='a&amp;b&lt;&gt;&quot;&apos;'/></interface>",
    "<interface type='user'><target dev='é'/></interface>",
    "<interface type='user'><target dev='VNET0'/></interface>",
    "<interface type='user'><target dev='42'/></interface>",
    "<interface type='user'><target dev='fifteen-bytes-x'/></interface>",
    "<interface><target dev='a'/></interface>",
    "<interface type='user'><mac/><model/><mtu/><driver/></interface>",
    "<interface type='user'><mac address='0:1:2:a:B:c'/><mtu size=' 1500'/><filterref filter='none-for-this-type'/></interface>",
    "<interface type='direct'><source dev='eth0'/><source dev='eth1' mode='vepa'/></interface>",
    "<interface type='bridge'><source bridge='b'/><bandwidth><inbound average='0'/></bandwidth><mtu size='0'/></interface>",
    "<interface type='user'><model type='e1000'/><driver queues='4'/></interface>",
    "<interface type='bridge'><source bridge='b'/><filterref filter='f'><parameter name='IP'/></filterref></interface>",
    "<interface type='network'><source network='n'/><target dev='macvtap0'/><actual type='direct'><source dev='e' mode='vepa'/>\
     </actual></interface>",
];

/// What an interface of a bridge may say besides.
const DETAILS: [&str; 9] = [
    "<virtualport type='openvswitch'/>",
    "<virtualport type='openvswitch'><parameters profileid='p' interfaceid='9a53c61e-1fac-4b7e-a0f0-1c2f8a1a5a11'/></virtualport>",
    "<virtualport type='midonet'><parameters interfaceid='9a53c61e-1fac-4b7e-a0f0-1c2f8a1a5a11'/></virtualport>",
    "<filterref filter='clean-traffic'><parameter name='IP' value='192.0.2.1'/><parameter name='IP' value='192.0.2.2'/></filterref>",
    "<bandwidth><inbound average='1' peak='2' burst='3'/><outbound average='4' peak='5' burst='6'/></bandwidth>",
    "<bandwidth/>",
    "<mac address='52:54:00:0a:0b:0c'/><mtu size='9000'/><model type='virtio'/><driver queues='4'/>",
    "<model type='virtio'/><driver queues='0'/>",
    "<model type='e1000'/>",
];

fn documents() -> impl Iterator<Item = String> {
    let named = TYPES.iter().flat_map(|one| NAMES.iter().map(|name| one.replace('N', name)));
    let detailed = DETAILS.iter().map(|one| format!("<interface type='bridge'><source bridge='br0'/>{one}</interface>"));
    named.chain(OTHERS.iter().map(|one| (*one).to_owned())).chain(detailed).map(|one| domain(&one))
}

#[test]
fn the_test_driver_agrees() {
    own_process::run("written::the_test_driver_agrees", || {
        let driver = Driver::new();
        let (rules, mut tally) = (rules_of(driver.version()), Tally::default());
        documents().for_each(|xml| tally.add_described(&driver, rules, &xml));
        tally.agreed()
    });
}

#[test]
fn the_parser_and_the_formatter_agree() {
    own_process::run("written::the_parser_and_the_formatter_agree", || {
        let definitions = Definitions::new();
        let (rules, mut tally) = (rules_of(definitions.version()), Tally::default());
        documents().for_each(|xml| tally.add_definitions(&definitions, rules, &xml));
        tally.agreed()
    });
}
