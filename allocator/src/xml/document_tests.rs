use super::{Dialect, Document, DropRule, Reading, Step, Writing, Written};
use crate::interface::InterfaceType;
use crate::rules::{Rules, XmlRules};

const INACTIVE: [Writing; 2] = [Writing::Inactive, Writing::Migratable];

fn dialect(rules: &XmlRules) -> Dialect<'_> {
    Dialect { rules, driver_prefix: None }
}

#[track_caller]
fn read<'s>(text: &'s str, rules: &XmlRules) -> Document<'s> {
    Document::read(text, &dialect(rules)).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A bridge with this `<target>`.
fn bridge(target: &str) -> String {
    format!("<interface type='bridge'><source bridge='b'/>{target}</interface>")
}

#[track_caller]
fn becomes(before: &str, after: &str) {
    let (before, after) = (bridge(before), bridge(after));
    for writing in INACTIVE {
        let written = read(&before, &XmlRules::FROM_9_0).written(writing).text;
        assert_eq!(written, after, "{writing:?}");
        assert_eq!(read(&written, &XmlRules::FROM_9_0).written(writing).text, after, "again, {writing:?}");
    }
    assert_eq!(read(&before, &XmlRules::FROM_9_0).written(Writing::Active).text, before);
}

#[test]
fn only_the_attribute_goes_and_the_element_if_nothing_is_left() {
    becomes("\r\n <target dev='vnet0'/>\r\n", "\r\n \r\n");
    becomes("<target dev = \"vnet0\" ></target >", "");
    becomes("<target\tdev='vnet0'> \n</target>", "");
    becomes("<target dev='vnet0' managed='yes'/>", "<target managed='yes'/>");
    becomes("<target managed='yes'\n\tdev='vnet0' />", "<target managed='yes' />");
    becomes("<target dev='vnet0'><!-- mine --></target>", "<target><!-- mine --></target>");
    becomes("<target dev='vnet0'><![CDATA[x]]></target>", "<target><![CDATA[x]]></target>");
    becomes("<target dev='web0'/>", "<target dev='web0'/>");
    becomes("]]<target dev='vnet0'/>>", "]]<target/>>");
}

#[test]
fn a_name_counts_as_it_is_meant_not_as_it_is_spelt() {
    becomes("<target dev='&#118;net0'/>", "");
    becomes("<target dev='vne&#x74;&#48;'/>", "");
    becomes("<target dev='a&amp;vnet0'/>", "<target dev='a&amp;vnet0'/>");
}

#[test]
fn libvirt_reads_the_first_target_and_an_attribute_of_any_namespace() {
    becomes("<target dev='web0'/><target dev='web1'/>", "<target dev='web0'/>");
    becomes("<target dev='vnet0'/>-<target dev='web1' a='b'/>", "<target/>-<target a='b'/>");
    becomes("<target dev='vnet0'/><target dev='web1' managed='no'/>", "<target/><target managed='no'/>");
    becomes("<target/><target dev='vnet0'/>", "<target/>");
    becomes("<x:target xmlns:x='u' dev='vnet0'/>", "<x:target xmlns:x='u' dev='vnet0'/>");
    becomes("<target xmlns:x='u' x:dev='vnet0'/>", "");
    becomes("<target xmlns:x='u' dev='vnet0' x:dev='vnet1' x:a=''/>", "<target xmlns:x='u' x:a=''/>");
    let text = bridge("<target dev='web0'/><target dev='web1'/>");
    let document = read(&text, &XmlRules::FROM_9_0);
    let dropped = document.after(&[Step::Parse]).dropped;
    assert_eq!((&dropped[0].rule, dropped[0].step), (&DropRule::NotRead, None));
    assert_eq!(document.unread().collect::<Vec<_>>(), dropped);
}

/// An interface on which the rules up to 6.6 tell apart reading and writing.
fn macvtap(interface_type: &str) -> String {
    let source = if interface_type == "network" { "network='n'" } else { "dev='e'" };
    format!("<interface type='{interface_type}'><source {source}/><target dev='macvtap0'/></interface>")
}

fn is_dropped(text: &str, rules: &XmlRules, steps: &[Step]) -> bool {
    !read(text, rules).after(steps).dropped.is_empty()
}

#[test]
fn up_to_6_6_a_macvtap_is_dropped_when_a_direct_interface_is_read() {
    let (direct, network) = (macvtap("direct"), macvtap("network"));
    let old = &XmlRules::UP_TO_6_6;
    assert!(is_dropped(&direct, old, &[Step::Parse]) && !is_dropped(&direct, old, &[Step::Format]));
    for writing in INACTIVE {
        assert_eq!(read(&network, old).written(writing).text, network);
        let Written { text, dropped } = read(&direct, old).written(writing);
        assert_eq!((text.contains("dev='macvtap0'"), dropped[0].step), (false, Some(Step::Parse)));
        assert!(is_dropped(&network, &XmlRules::FROM_6_7, writing.steps()));
    }
    assert!(is_dropped(&network, &XmlRules::FROM_6_7, &[Step::Format]));
}

#[test]
fn a_running_guests_macvtap_in_a_network_is_a_networks() {
    let (direct, shown) = (macvtap("direct"), macvtap("direct").replace("dev='e'", "network='n' dev='e'"));
    for (text, interface_type) in [(&direct, InterfaceType::Direct), (&shown, InterfaceType::Network)] {
        let document = read(text, &XmlRules::UP_TO_6_6);
        let interface = &document.interfaces()[0].interface;
        assert_eq!((interface.interface_type, interface.written_type()), (InterfaceType::Direct, interface_type));
        for writing in INACTIVE {
            assert_eq!(document.written(writing).dropped.is_empty(), interface_type == InterfaceType::Network, "{text}");
            assert_eq!(read(text, &XmlRules::FROM_6_7).written(writing).dropped.len(), 1, "{text}");
        }
        assert_eq!(document.parsed(Reading::Inactive).0[0].target.is_some(), interface_type == InterfaceType::Network);
    }
    assert_eq!(read(&shown, &XmlRules::UP_TO_6_6).written(Writing::Migratable).text, shown, "the type stays");
    let bridge = "<interface type='bridge'><source network='n' bridge='b'/></interface>";
    assert_eq!(read(bridge, &XmlRules::UP_TO_6_6).interfaces()[0].interface.written_type(), InterfaceType::Network);
    let other = "<interface type='user'><source network='n'/></interface>";
    assert_eq!(read(other, &XmlRules::UP_TO_6_6).interfaces()[0].interface.written_type(), InterfaceType::User);
}

#[test]
fn a_name_of_no_device_is_dropped_by_its_text() {
    let text = "<interface type='vhostuser'><target dev='vnet/of a port with a long name'/></interface>";
    let document = read(text, &XmlRules::FROM_9_0);
    let located = &document.interfaces()[0];
    assert_eq!((located.interface.target, located.name.as_deref()), (None, Some("vnet/of a port with a long name")));
    let written = document.written(Writing::Migratable);
    assert_eq!((written.text.as_ref(), written.dropped.len()), ("<interface type='vhostuser'></interface>", 1));
    assert_eq!(read(text, &XmlRules::HARDENED).written(Writing::Migratable).text, text);
}

#[test]
fn reading_for_a_running_guest_keeps_every_name() {
    let text = macvtap("direct");
    let document = read(&text, &XmlRules::FROM_9_0);
    let (active, dropped) = document.parsed(Reading::Active);
    assert_eq!((active[0].target, dropped.len()), (document.interfaces()[0].interface.target, 0));
    let (inactive, dropped) = document.parsed(Reading::Inactive);
    assert_eq!((inactive[0].target, dropped.len(), dropped[0].step), (None, 1, Some(Step::Parse)));
}

#[test]
fn the_users_own_device_keeps_its_name_in_every_release() {
    let text = "<interface type='ethernet'><target dev='vnet5' managed='no'/></interface>";
    for rules in Rules::ALL.iter().filter(|rules| rules.xml.managed) {
        for writing in INACTIVE {
            assert_eq!(read(text, &rules.xml).written(writing).text, text, "{}", rules.id);
        }
    }
    let without = XmlRules { managed: false, ..XmlRules::UP_TO_6_6 };
    assert!(is_dropped(text, &without, &[Step::Parse]), "before 5.7.0 the attribute means nothing");
}

#[test]
fn the_drivers_prefix_is_dropped_in_both_steps() {
    let text = bridge("<target dev='vif1.0-emu'/>");
    let with = |driver_prefix| {
        let dialect = Dialect { rules: &XmlRules::HARDENED, driver_prefix };
        let document = Document::read(&text, &dialect).expect("it is good");
        [Step::Parse, Step::Format]
            .map(|step| document.after(&[step]).dropped.into_iter().map(|one| one.rule).collect::<Vec<_>>())
    };
    let rule = vec![DropRule::DriverPrefix("vif".to_owned())];
    assert_eq!(with(Some("vif")), [rule.clone(), rule]);
    assert_eq!((with(None), with(Some(""))), ([vec![], vec![]], [vec![], vec![]]));
}

#[test]
fn places_are_those_of_the_text() {
    let text = "\u{feff}<devices>\r\n é<interface>\r\n  <target\r\n dev='vnet0'/></interface>\r\n</devices>";
    let document = read(text, &XmlRules::FROM_9_0);
    let located = &document.interfaces()[0];
    let places = [Some(located.position), located.target, located.dev].map(|place| place.expect("it is there").to_string());
    assert_eq!(places, ["2:3", "3:3", "4:2"]);
    assert_eq!(document.written(Writing::Inactive).dropped[0].position.to_string(), "4:2");
}
