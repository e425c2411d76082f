//! Names in JSON: as text where they are UTF-8, otherwise as hexadecimal digits.

use serde::{Deserialize, Serialize};

/// A name as one of two fields: `name` holds text, `name_hex` any bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameText {
    /// The name, if it is UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The name as pairs of hexadecimal digits, otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_hex: Option<String>,
}

impl NameText {
    /// The fields for these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let (name, name_hex) = to_fields(Some(bytes));
        Self { name, name_hex }
    }

    /// The bytes; `None` if neither field is there.
    ///
    /// # Errors
    /// A sentence, if both fields are there or the digits cannot be read.
    pub fn bytes(&self) -> Result<Option<Vec<u8>>, String> {
        from_fields("name", self.name.as_deref(), self.name_hex.as_deref())
    }
}

pub(super) fn to_fields(bytes: Option<&[u8]>) -> (Option<String>, Option<String>) {
    match bytes.map(|bytes| (std::str::from_utf8(bytes), bytes)) {
        None => (None, None),
        Some((Ok(text), _)) => (Some(text.to_owned()), None),
        Some((Err(_), bytes)) => (None, Some(bytes.iter().map(|b| format!("{b:02x}")).collect())),
    }
}

pub(super) fn from_fields(field: &str, text: Option<&str>, hex: Option<&str>) -> Result<Option<Vec<u8>>, String> {
    match (text, hex) {
        (Some(_), Some(_)) => Err(format!("both \"{field}\" and \"{field}_hex\" are given; one of them is enough")),
        (Some(text), None) => Ok(Some(text.as_bytes().to_vec())),
        (None, Some(hex)) => from_hex(hex).map(Some).ok_or_else(|| format!("\"{field}_hex\" is not pairs of hexadecimal digits")),
        (None, None) => Ok(None),
    }
}

fn from_hex(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = hex.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
    let digits = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_survive_the_way_through_json() {
        for bytes in [&b"vnet0"[..], b"", "é".as_bytes(), b"\xa0\xff", b"a\"b\\\n"] {
            let json = serde_json::to_string(&NameText::of(bytes)).unwrap();
            let back: NameText = serde_json::from_str(&json).unwrap();
            assert_eq!(back.bytes().unwrap().as_deref(), Some(bytes), "{json}");
        }
    }

    #[test]
    fn odd_or_foreign_digits_are_refused() {
        for hex in ["a", "zz", "+1", "é"] {
            assert!(from_fields("name", None, Some(hex)).is_err(), "{hex}");
        }
        assert!(from_fields("name", Some("a"), Some("61")).is_err());
    }
}
