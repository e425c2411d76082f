use super::{Dialect, Document};
use crate::interface::{Bandwidth, Filter, Interface, InterfaceType, MacvtapMode, Rate, Source, VirtualPortKind};
use crate::rules::XmlRules;

fn document(text: &str, rules: &XmlRules) -> Result<Vec<Interface>, String> {
    let dialect = Dialect { rules, driver_prefix: None };
    let document = Document::read(text, &dialect).map_err(|error| error.to_string())?;
    Ok(document.interfaces().iter().map(|one| one.interface.clone()).collect())
}

#[track_caller]
fn good(text: &str) -> Interface {
    document(text, &XmlRules::FROM_9_0).unwrap_or_else(|error| panic!("{error}: {text}")).remove(0)
}

/// The error of an interface of type bridge with this content.
#[track_caller]
fn wrong(content: &str) -> String {
    wrong_text(&format!("<interface type='bridge'>\n<source bridge='b'/>{content}</interface>"))
}

#[track_caller]
fn wrong_text(text: &str) -> String {
    document(text, &XmlRules::FROM_9_0).expect_err(text)
}

#[test]
fn everything_that_the_life_cycle_needs_is_read() {
    let text = "<interface type='network'><mac address='52:54:00:00:00:01'/><source network='n' portgroup='p'/>\
        <virtualport><parameters interfaceid='i'/></virtualport><model type='virtio'/><driver queues='4'/>\
        <filterref filter='f'><parameter name='IP' value='10.0.0.1'/><parameter name='x'/></filterref>\
        <bandwidth><inbound average='1' peak='2' burst='3' floor='4'/><outbound average='0'/></bandwidth>\
        <target dev='tap%d'/><script path='up'/><downscript path='down'/><mtu size='1400'/></interface>";
    let read = good(text);
    assert_eq!(read.source, Source::Network { name: "n".into(), portgroup: Some("p".into()) });
    assert_eq!(read.mac.map(|mac| mac.to_string()).as_deref(), Some("52:54:00:00:00:01"));
    assert_eq!(read.virtual_port.as_ref().map(|port| (port.kind, port.parameter("interfaceid"))), Some((None, Some("i"))));
    assert_eq!((read.model.as_deref(), read.queues, read.mtu), (Some("virtio"), Some(4), Some(1400)));
    assert_eq!(read.filter, Some(Filter { name: "f".into(), parameters: vec![("IP".into(), "10.0.0.1".into())] }));
    let inbound = Rate { average: 1, peak: Some(2), burst: Some(3), floor: Some(4) };
    assert_eq!(read.bandwidth, Some(Bandwidth { inbound: Some(inbound), outbound: None }));
    assert_eq!((read.script.as_deref(), read.downscript.as_deref()), (Some("up"), Some("down")));
    assert_eq!((read.target.map(|name| name.is_template()), read.managed), (Some(true), None));
}

#[test]
fn defaults_are_those_of_libvirt() {
    assert_eq!(good("<interface/>").interface_type, InterfaceType::User);
    let direct = good("<interface type='direct'><source dev='e'/><filterref filter='f'/><driver queues='2'/></interface>");
    assert_eq!(direct.source, Source::Direct { lower: "e".into(), mode: MacvtapMode::Vepa });
    assert_eq!((direct.filter, direct.queues), (None, None), "no filter for a macvtap, no queues without virtio");
    let port = "<interface type='bridge'><source bridge='b'/><virtualport type='openvswitch'/></interface>";
    assert_eq!(good(port).virtual_port.and_then(|port| port.kind), Some(VirtualPortKind::OpenVswitch));
}

#[test]
fn types_are_those_of_the_release() {
    let vdpa = "<interface type='vdpa'><source dev='/dev/vhost-vdpa-0'/></interface>";
    assert!(document(vdpa, &XmlRules::FROM_7_0).is_ok());
    let error = document(vdpa, &XmlRules::UP_TO_6_6).expect_err("it is not known yet");
    assert!(
        error.starts_with("1:12: libvirt 5.7 to 6.6 knows no interface of type 'vdpa', which came with 6.9.0; it knows user, "),
        "{error}"
    );
    assert!(error.ends_with(", udp; choose a later release"), "{error}");
    assert!(document(vdpa, &XmlRules::FROM_6_7).is_err() && document(vdpa, &XmlRules::FROM_6_9).is_ok());
    for late in ["null", "vds"] {
        let text = format!("<interface type='{late}'/>");
        assert!(document(&text, &XmlRules::FROM_6_9).is_err() && document(&text, &XmlRules::FROM_7_0).is_ok(), "{late}");
    }
    let error = wrong_text("<interface type='tap'/>");
    let knows = "1:12: libvirt 9.0 and later knows no interface of type 'tap'; it knows user, ethernet, ";
    assert!(error.starts_with(knows) && error.ends_with("; correct it"), "{error}");
    let hardened = document("<interface type=''/>", &XmlRules::HARDENED).expect_err("it has no type");
    assert!(hardened.starts_with("1:12: libvirt knows no interface of type ''"), "{hardened}");
}

#[test]
fn names_that_no_device_can_bear_are_refused() {
    for (name, why) in [
        ("", "1 to 15 bytes"),
        ("sixteen-bytes-xx", "1 to 15 bytes"),
        ("ääääääää", "1 to 15 bytes"),
        ("a/b", "a slash or a colon"),
        ("a:b", "a slash or a colon"),
        ("a b", "white space"),
        ("a&#9;b", "white space"),
        ("à", "0xa0"),
        ("a&#xD800;", "a reference to no character"),
        (".", "a folder of sysfs"),
        ("..", "a folder of sysfs"),
        ("a%s", "one %d"),
        ("a%d%d", "one %d"),
    ] {
        let error = wrong(&format!("<target dev='{name}'/>"));
        assert!(error.starts_with("2:29: dev='") && error.contains(why), "{name}: {error}");
    }
    assert!(wrong(&format!("<target dev='{}'/>", "x".repeat(1 << 20))).len() < 300, "a long name is cut");
}

#[test]
fn only_names_of_devices_must_be_such() {
    let user = |dev: &str| format!("<interface type='user'><target dev='{dev}'/></interface>");
    for dev in ["", "sixteen-bytes-xx", "a/b", "a b", "..", "a%s", "à"] {
        assert_eq!(document(&user(dev), &XmlRules::FROM_9_0).map(|all| all.len()), Ok(1), "{dev}");
    }
    let two = format!("<devices>{0}{0}</devices>", user("a"));
    assert_eq!(document(&two, &XmlRules::FROM_9_0).map(|all| all.len()), Ok(2));
    let other = format!("<devices>{}<interface type='ethernet'><target dev='a'/></interface></devices>", user("a"));
    assert_eq!(document(&other, &XmlRules::FROM_9_0).map(|all| all.len()), Ok(2));
}

#[test]
fn what_libvirt_does_not_read_is_not_refused() {
    assert_eq!(good("<interface type='bridge'><source bridge=''/></interface>").source, Source::Bridge(String::new()));
    let read = good("<interface type='user'><mtu size=''/><model type='e1000'/><driver queues='x'/></interface>");
    assert_eq!((read.mtu, read.queues), (None, None));
}

#[test]
fn a_name_is_one_interfaces() {
    let tap = |name: &str| format!("<interface type='ethernet'><target dev='{name}'/></interface>\n");
    let error = wrong_text(&format!("<devices>\n{}{}{}</devices>", tap("a"), tap("b"), tap("&#97;")));
    assert_eq!(error, "4:36: dev='a' is also the name of the interface at 2:36; give each a name of its own");
    assert!(document(&format!("<devices>{}</devices>", tap("a%d").repeat(2)), &XmlRules::FROM_9_0).is_ok());
}

#[test]
fn managed_is_for_ethernet_with_a_name() {
    let ethernet = |target: &str| wrong_text(&format!("<interface type='ethernet'>{target}</interface>"));
    assert!(ethernet("<target dev='a' managed='maybe'/>").starts_with("1:44: managed='maybe' in <target> is not yes or no"));
    assert!(ethernet("<target managed='no'/>").starts_with("1:36: managed='no' says that the device exists already"));
    assert!(
        wrong("<target dev='a' managed='no'/>").starts_with("2:37: managed='no' is not possible in an interface of type bridge")
    );
}

#[test]
fn sources_ports_and_addresses_are_checked() {
    for (interface_type, missing) in [("network", "network"), ("bridge", "bridge"), ("direct", "dev")] {
        for source in ["", "<source/>"] {
            let error = wrong_text(&format!("<interface type='{interface_type}'>{source}</interface>"));
            let expected = format!("<source> needs the attribute {missing} in an interface of type {interface_type}; add it");
            assert!(error.ends_with(&expected), "{error}");
        }
    }
    let direct = "<interface type='direct'><source dev='e' mode='routed'/></interface>";
    assert!(wrong_text(direct).starts_with("1:42: mode='routed' in <source> is not vepa, bridge, private or passthrough"));
    for mac in ["52:54:00", "", "53:54:00:00:00:01"] {
        assert!(wrong(&format!("<mac address='{mac}'/>")).starts_with("2:26: address='"), "{mac}");
    }
    assert!(wrong("<virtualport/>").starts_with("2:21: <virtualport> needs the attribute type"));
    assert!(wrong("<virtualport type='x'/>").starts_with("2:34: type='x' in <virtualport> is not 802.1Qbg"));
    let user = wrong_text("<interface><virtualport type='midonet'/></interface>");
    assert!(user.starts_with("1:12: <virtualport> is not possible in an interface of type user"), "{user}");
}

#[test]
fn numbers_and_limits_are_checked() {
    for content in [
        "<mtu size='x'/>",
        "<mtu size='-1'/>",
        "<mtu size='4294967296'/>",
        "<model type='virtio'/><driver queues='two'/>",
        "<bandwidth><inbound average='1.5'/></bandwidth>",
        "<bandwidth><outbound average='1' peak='99999999999999999999'/></bandwidth>",
    ] {
        let error = wrong(content);
        assert!(error.contains("is not a number from 0 to "), "{error}");
    }
    for (content, why) in [
        ("<inbound peak='1'/>", "needs average or floor"),
        ("<inbound floor='1'/>", "only an interface of type network can have"),
        ("<outbound average='1' floor='1'/>", "only inbound can have"),
        ("<inbound average='1'/><inbound average='1'/>", "<inbound> stands twice"),
    ] {
        let error = wrong(&format!("<bandwidth>{content}</bandwidth>"));
        assert!(error.contains(why), "{error}");
    }
    let network =
        "<interface type='network'><source network='n'/><bandwidth><inbound floor='1' peak='2'/></bandwidth></interface>";
    assert!(wrong_text(network).contains("which need average"));
    good("<interface type='bridge'><source bridge='b'/><bandwidth><inbound average=' 1'/></bandwidth></interface>");
}
