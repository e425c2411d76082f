use super::{Dialect, Document, DropRule, Reading, Step, Writing, Written};
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
        let written = read(&before, &XmlRules::FROM_9_0).stored_or_sent(writing).text;
        assert_eq!(written, after, "{writing:?}");
        assert_eq!(read(&written, &XmlRules::FROM_9_0).stored_or_sent(writing).text, after, "again, {writing:?}");
    }
    assert_eq!(read(&before, &XmlRules::FROM_9_0).stored_or_sent(Writing::Active).text, before);
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
    assert_eq!(read(&text, &XmlRules::FROM_9_0).after(&[Step::Parse]).dropped[0].rule, DropRule::NotRead);
}

#[test]
fn interfaces_are_found_in_definitions_only() {
    let names = |text: &str| -> Vec<String> {
        let document = read(text, &XmlRules::FROM_9_0);
        document.interfaces().iter().filter_map(|one| one.interface.target).map(|name| name.to_string()).collect()
    };
    let devices = |name: &str| format!("<devices><interface><target dev='{name}'/></interface></devices>");
    assert_eq!(names(&devices("a")), ["a"]);
    let domain = format!("<domain><metadata>{}</metadata>{}<devices/>{}</domain>", devices("a"), devices("b"), devices("c"));
    assert_eq!(names(&domain), ["b", "c"]);
    assert_eq!(names(&format!("<domstatus state='running'><x/>{domain}</domstatus>")), ["b", "c"]);
    let inactive = domain.replace("domain>", "inactiveDomain>").replace("'b'", "'d'");
    // Two definitions of one guest have the same names.
    assert_eq!(names(&format!("<domainsnapshot>{domain}{inactive}</domainsnapshot>")), ["b", "c", "d", "c"]);
    for other in ["<network><devices/></network>", "<domain xmlns='u'><devices><interface/></devices></domain>"] {
        assert!(names(other).is_empty(), "{other}");
    }
    assert!(names(&format!("<domain><x:y xmlns:x='u'>{domain}</x:y></domain>")).is_empty());
    assert!(names(&format!("<a><x:y xmlns:x='u'>{domain}</x:y><metadata>{domain}</metadata></a>")).is_empty());
}

/// An interface on which the rules up to 6.6 tell apart reading and writing.
fn macvtap(interface_type: &str) -> String {
    let source = "<source network='n' dev='e'/><target dev='macvtap0'/>";
    format!("<interface type='{interface_type}'>{source}</interface>")
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
        assert_eq!(read(&network, old).stored_or_sent(writing).text, network);
        let Written { text, dropped } = read(&direct, old).stored_or_sent(writing);
        assert_eq!((text.contains("dev='macvtap0'"), dropped[0].step), (false, Step::Parse));
        assert!(is_dropped(&network, &XmlRules::FROM_6_7, writing.steps()));
    }
    assert!(is_dropped(&network, &XmlRules::FROM_6_7, &[Step::Format]));
}

#[test]
fn reading_for_a_running_guest_keeps_every_name() {
    let text = macvtap("direct");
    let document = read(&text, &XmlRules::FROM_9_0);
    let (active, dropped) = document.parsed(Reading::Active);
    assert_eq!((active[0].target, dropped.len()), (document.interfaces()[0].interface.target, 0));
    let (inactive, dropped) = document.parsed(Reading::Inactive);
    assert_eq!((inactive[0].target, dropped.len(), dropped[0].step), (None, 1, Step::Parse));
}

#[test]
fn the_users_own_device_keeps_its_name_in_every_release() {
    let text = "<interface type='ethernet'><target dev='vnet5' managed='no'/></interface>";
    for rules in Rules::ALL.iter().filter(|rules| rules.xml.managed) {
        for writing in INACTIVE {
            assert_eq!(read(text, &rules.xml).stored_or_sent(writing).text, text, "{}", rules.id);
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
    assert_eq!(document.stored_or_sent(Writing::Inactive).dropped[0].position.to_string(), "4:2");
}
