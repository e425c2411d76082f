//! Tests of the target.

use super::{TARGET, text};
use crate::laws::assert_laws;

/// Every sort of line, with every field.
const SCRIPT: &str = r#"{"op":"tun","name":"vnet%d","flags":["tap","excl","persist"],"owner":1000,"group":7,"caller":{"uid":5,"gid":70000}}
{"op":"newlink","kind":"vxlan","name":"a name that nobody else has","link":2,"flags":["create","excl"]}
{"op":"newlink","kind":"veth","name_hex":"ff","peer":"p","group":3,"index":-1,"flags":["create","replace"]}
{"op":"rename","index":1,"name":"x","via":"ioctl"}
{"op":"altname-add","index":4294967295,"name":""}
{"op":"delete","index":-2147483648,"name":"\u0000","group":0}
{"op":"mtu","index":1,"mtu":1499}
{"op":"lookup","name":"lo","via":"sysfs"}
"#;

#[test]
fn texts_lead_back_to_their_inputs() {
    assert_laws(&TARGET);
}

#[test]
fn any_script_is_an_input() {
    let input = text::read(SCRIPT).unwrap();
    assert_eq!(text::show(&input), SCRIPT);
    (TARGET.run)(&input);
}

#[test]
fn what_is_no_input_is_named_by_its_line() {
    let long = format!("{{\"op\":\"lookup\",\"name\":\"{}\",\"via\":\"ioctl\"}}", "x".repeat(256));
    let many = "{\"op\":\"close\",\"index\":2}\n".repeat(9);
    for (script, line) in [("\n{\"op\":\"clsoe\"}", 2), (long.as_str(), 1), (many.as_str(), 9)] {
        assert_eq!(text::read(script).map_err(|error| error.line), Err(line), "{script}");
    }
}
