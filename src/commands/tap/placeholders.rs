//! What stands for the tap in the arguments of the command.

use super::descriptors::Descriptors;
use ifrace_allocator::linux::devices::OwnedDevice;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

/// Placeholders and what they stand for.
#[derive(Debug)]
pub(super) struct Placeholders([(&'static [u8], Vec<u8>); 4]);

impl Placeholders {
    pub(super) fn of(tap: &OwnedDevice, descriptors: &Descriptors) -> Self {
        let first = descriptors.numbers().next().map(|number| number.to_string());
        Self([
            (b"{name}", tap.name().as_bytes().to_vec()),
            (b"{index}", tap.index().to_string().into_bytes()),
            (b"{fd}", first.unwrap_or_default().into_bytes()),
            (b"{fds}", descriptors.joined(":").into_bytes()),
        ])
    }

    /// The argument with all of them replaced. What they stand for is not looked through again: a name may have braces.
    pub(super) fn fill(&self, argument: &OsStr) -> OsString {
        let (mut filled, mut rest) = (Vec::new(), argument.as_bytes());
        while let [first, others @ ..] = rest {
            match self.0.iter().find(|(placeholder, _)| rest.starts_with(placeholder)) {
                Some((placeholder, value)) => {
                    filled.extend_from_slice(value);
                    rest = &rest[placeholder.len()..];
                }
                None => {
                    filled.push(*first);
                    rest = others;
                }
            }
        }
        OsString::from_vec(filled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_replaced_once_and_other_braces_stay() {
        let value = |text: &str| text.as_bytes().to_vec();
        let four = [(&b"{name}"[..], value("{fd}")), (b"{index}", value("7")), (b"{fd}", value("3")), (b"{fds}", value("3:4"))];
        let placeholders = Placeholders(four);
        let fill = |text: &[u8]| placeholders.fill(OsStr::from_bytes(text)).into_vec();
        assert_eq!(fill(b"{name},{index}{fd}{fds}"), b"{fd},733:4");
        for text in [&b""[..], b"{}", b"{{name", b"{Name}", b"name}", b"${x}", b"{f\xff}", b"{\xc3"] {
            assert_eq!(fill(text), text);
        }
        assert_eq!(fill(b"{{index}}"), b"{7}");
    }
}
