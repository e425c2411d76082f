//! What we read although libvirt refuses it: the whole list. None of it says where or under which name a device of the host is to
//! be; that a guest can be built from it is for libvirt to judge.

use crate::driver::Driver;
use crate::{domain, own_process, reads, rules_of};

const EXCEPTIONS: [&str; 27] = [
    // Sources that lead to no network device.
    "<interface type='server'/>",
    "<interface type='server'><source address='192.0.2.1'/></interface>",
    "<interface type='client'><source port='1'/></interface>",
    "<interface type='mcast'/>",
    "<interface type='udp'><source address='192.0.2.1' port='1'/></interface>",
    "<interface type='internal'/>",
    "<interface type='vdpa'/>",
    "<interface type='hostdev'/>",
    "<interface type='hostdev'><source><address/></source></interface>",
    "<interface type='vds'/>",
    "<interface type='vds'><source switchid='x' portid='1' portgroupid='g' connectionid='2'/></interface>",
    "<interface type='vhostuser'><model type='virtio'/></interface>",
    "<interface type='vhostuser'><source type='tcp' path='/s' mode='client'/><model type='virtio'/></interface>",
    // What the switch makes of the parameters.
    "<interface type='bridge'><source bridge='b'/><virtualport type='midonet'/></interface>",
    "<interface type='bridge'><source bridge='b'/><virtualport type='openvswitch'><parameters interfaceid='x'/></virtualport>\
     </interface>",
    "<interface type='direct'><source dev='e'/><virtualport type='802.1Qbg'/></interface>",
    "<interface type='direct'><source dev='e'/><virtualport type='802.1Qbh'/></interface>",
    // What the guest sees.
    "<interface type='vhostuser'><source type='unix' path='/s' mode='client'/><model type='e1000'/></interface>",
    "<interface type='user'><model type='a b'/></interface>",
    "<interface type='user'><link state='what'/></interface>",
    "<interface type='user'><boot order='0'/></interface>",
    "<interface type='user'><model type='virtio'/><driver name='what'/></interface>",
    "<interface type='user'><mac address='52:54:00:01:02:03' type='what'/></interface>",
    "<interface type='user' trustGuestRxFilters='what'/>",
    "<interface type='network'><source network='n'/><virtualport><parameters interfaceid='x'/></virtualport></interface>",
    // What our XML library does not check: processing instructions, and references to what is no character.
    "<?a<?>",
    "<interface type='user'><note text='&#xD800;'/></interface>",
];

#[test]
fn libvirt_refuses_what_only_we_read() {
    own_process::run("laxer::libvirt_refuses_what_only_we_read", || {
        let driver = Driver::new();
        let rules = rules_of(driver.version());
        for content in EXCEPTIONS {
            let xml = domain(content);
            assert_eq!(reads(rules, &xml), Ok(()), "{content}");
            assert!(driver.accepts(&xml).is_err(), "{content}");
        }
        format!("{} documents are refused by libvirt alone", EXCEPTIONS.len())
    });
}
