//! What a document holds besides, much of it made to look like an interface or like its target.

use super::text::Text;

/// Among the children of an interface. libvirt reads none of it as a name.
const IN_INTERFACE: [&str; 15] = [
    "<!-- <target dev='vnet0'/> -->",
    "<!-- </interface> > ' \" -->",
    "<![CDATA[<target dev='macvtap0'/></interface>]]>",
    "<?note <target dev='vnet1'/> ?>",
    "<q:target xmlns:q='urn:q' dev='vnet0' managed='no'/>",
    "<target xmlns=\"urn:q\" dev='vnet0'/>",
    "<note text='a>b'><target dev='vnet0' managed='maybe'/></note>",
    "<interface type='user'><target dev='vnet0'/></interface>",
    "<guest dev='vnet0' actual='macvtap0'/>",
    "<actual type='direct'><source dev='vnet0' mode='bridge'/><target dev='vnet0'/></actual>",
    "<targets dev='vnet0'/><tar dev='vnet0'/>",
    "<alias name='net0'/>",
    "<link state='up'/>",
    "words &amp; &#118;net0 &lt;target/>",
    "<\u{e9}l\u{e9}ment \u{e0}='vnet0'/>",
];

/// Among the devices.
const IN_DEVICES: [&str; 8] = [
    "<!-- <interface type='bridge'><target dev='vnet0'/></interface> -->",
    "<![CDATA[<interface type='direct'><target dev='macvtap0'/></interface>]]>",
    "<emulator>/usr/bin/vnet0</emulator>",
    "<q:interface xmlns:q='urn:q' type='unknown'><target dev='vnet0'/></q:interface>",
    "<interface xmlns='urn:q' type='unknown'><target dev='vnet0'/></interface>",
    "<note><interface type='unknown'><target dev='vnet0'/></interface></note>",
    "<interfaces><interface type='bridge'/></interfaces>",
    "<?note <interface type='bridge'> ?>",
];

/// Among the children of a domain.
const IN_DOMAIN: [&str; 6] = [
    "<metadata><q:a xmlns:q='urn:q'><interface type='bridge'><target dev='vnet0'/></interface></q:a></metadata>",
    "<metadata><a xmlns='urn:q'><devices><interface type='x'><target dev='vnet0'/></interface></devices></a></metadata>",
    "<description>&lt;interface type='bridge'/> vnet0</description>",
    "<interface type='unknown'><target dev='vnet0'/></interface>",
    "<note><devices><interface type='unknown'/></devices></note>",
    "<!-- <devices><interface type='bridge'><target dev='vnet0'/></interface></devices> -->",
];

pub(super) fn in_interface(text: &mut Text) {
    some(text, &IN_INTERFACE);
}

pub(super) fn in_devices(text: &mut Text) {
    if text.rng.chance(1, 4) {
        some(text, &IN_DEVICES);
        text.line();
    }
}

pub(super) fn in_domain(text: &mut Text) {
    if text.rng.chance(1, 4) {
        some(text, &IN_DOMAIN);
        text.line();
    }
}

fn some(text: &mut Text, noise: &[&str]) {
    let one = *text.rng.pick(noise);
    text.raw(one);
}
