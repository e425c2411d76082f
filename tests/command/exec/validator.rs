//! As much of JSON Schema (draft 2020-12) as the schema of the protocol uses.

use serde_json::Value;

/// Whether a value is valid. A keyword that is not known here fails the test: nothing is passed over silently.
pub(super) fn is_valid(root: &Value, schema: &Value, value: &Value) -> bool {
    let keywords = schema.as_object().unwrap_or_else(|| panic!("no schema: {schema}"));
    keywords.iter().all(|(keyword, wanted)| holds(root, keyword, wanted, value))
}

fn holds(root: &Value, keyword: &str, wanted: &Value, value: &Value) -> bool {
    let list = || wanted.as_array().unwrap_or_else(|| panic!("{keyword} is no list: {wanted}"));
    let number = || wanted.as_u64().unwrap_or_else(|| panic!("{keyword} is no number: {wanted}"));
    let field = |name: &Value| name.as_str().and_then(|name| value.get(name));
    match keyword {
        "$schema" | "title" | "description" | "$defs" => true,
        "$ref" => is_valid(root, find(root, wanted), value),
        "type" => is_of_type(wanted, value),
        "const" => value == wanted,
        "enum" => list().contains(value),
        "oneOf" => list().iter().filter(|one| is_valid(root, one, value)).count() == 1,
        "required" => !value.is_object() || list().iter().all(|name| field(name).is_some()),
        "properties" => {
            let all = wanted.as_object().expect("properties are an object");
            all.iter().all(|(name, schema)| value.get(name).is_none_or(|value| is_valid(root, schema, value)))
        }
        "items" => value.as_array().is_none_or(|items| items.iter().all(|item| is_valid(root, wanted, item))),
        "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= number()),
        "minimum" => value.as_u64().is_none_or(|value| value >= number()),
        "maxLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 <= number()),
        other => panic!("the keyword {other} is not known here"),
    }
}

fn is_of_type(wanted: &Value, value: &Value) -> bool {
    match wanted.as_str().unwrap_or_default() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("the type {other} is not known here"),
    }
}

/// What `#/$defs/NAME` names.
fn find<'a>(root: &'a Value, reference: &Value) -> &'a Value {
    let path = reference.as_str().and_then(|text| text.strip_prefix('#'));
    path.and_then(|path| root.pointer(path)).unwrap_or_else(|| panic!("nothing is at {reference}"))
}

#[test]
fn each_keyword_can_refuse() {
    let cases = [
        (r#"{"type":"integer"}"#, "1.5", "1"),
        (r#"{"const":"a"}"#, r#""b""#, r#""a""#),
        (r#"{"enum":[true,"a"]}"#, "false", "true"),
        (r#"{"oneOf":[{"type":"object"},{"required":["a"]}]}"#, r#"{"a":1}"#, "{}"),
        (r#"{"required":["a"]}"#, "{}", r#"{"a":1}"#),
        (r#"{"properties":{"a":{"type":"string"}}}"#, r#"{"a":1}"#, r#"{"b":1}"#),
        (r#"{"items":{"minimum":1}}"#, "[1,0]", "[1]"),
        (r#"{"minItems":1}"#, "[]", "[1]"),
        (r#"{"maxLength":1}"#, r#""éé""#, r#""é""#),
        (r##"{"$ref":"#/$defs/x","$defs":{"x":{"type":"array"}}}"##, "1", "[]"),
    ];
    for (schema, bad, good) in cases {
        let [schema, bad, good] = [schema, bad, good].map(|text| serde_json::from_str::<Value>(text).expect("it is JSON"));
        assert!(!is_valid(&schema, &schema, &bad) && is_valid(&schema, &schema, &good), "{schema}");
    }
}
