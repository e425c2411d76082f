//! A command as a value.

use crate::{IfName, Mac};
use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::os::unix::ffi::{OsStrExt, OsStringExt};

/// A program and its arguments, which no shell ever sees.
///
/// It is printed as it would be typed: `tc qdisc del dev vnet0 root`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The program, by its name or its path.
    pub program: Cow<'static, str>,
    /// The arguments, without the program.
    pub arguments: Vec<OsString>,
    /// What it reads from its standard input.
    pub input: Vec<u8>,
}

impl Command {
    pub(super) fn new(program: impl Into<Cow<'static, str>>) -> Self {
        Self { program: program.into(), arguments: Vec::new(), input: Vec::new() }
    }

    /// Appends fixed arguments, which are separated by spaces here.
    pub(super) fn words(mut self, words: &str) -> Self {
        self.arguments.extend(words.split_ascii_whitespace().map(OsString::from));
        self
    }

    /// Appends one argument, whatever is in it.
    pub(super) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }

    /// Appends arguments one by one.
    pub(super) fn args<A: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = A>) -> Self {
        arguments.into_iter().fold(self, Self::arg)
    }

    /// Appends a name as its bytes.
    pub(super) fn name(self, name: IfName) -> Self {
        self.arg(OsStr::from_bytes(name.as_bytes()))
    }

    /// Appends a name with something before and behind it.
    pub(super) fn around(self, before: &str, name: IfName, behind: &str) -> Self {
        self.arg(OsString::from_vec([before.as_bytes(), name.as_bytes(), behind.as_bytes()].concat()))
    }

    /// Appends a hardware address.
    pub(super) fn mac(self, mac: Mac) -> Self {
        self.arg(mac.to_string())
    }

    /// Gives it something to read.
    pub(super) fn reading(mut self, input: Vec<u8>) -> Self {
        self.input = input;
        self
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.program)?;
        for argument in &self.arguments {
            let bytes = argument.as_bytes();
            let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_./:,=@%+{}>".contains(byte);
            if !bytes.is_empty() && bytes.iter().all(plain) {
                write!(f, " {}", bytes.escape_ascii())?;
            } else {
                let text = bytes.escape_ascii().to_string();
                write!(f, " '{}'", text.replace("\\\"", "\"").replace("\\'", "'\\''"))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Command;
    use crate::IfName;

    #[test]
    fn arguments_stay_apart() {
        let name = IfName::new("a;b").expect("it is a name");
        let command = Command::new("tc").words("qdisc del  dev").name(name).around("x-", name, "-y").arg("a \"b\"").arg("");
        assert_eq!(command.to_string(), "tc qdisc del dev 'a;b' 'x-a;b-y' 'a \"b\"' ''");
        assert_eq!(command.arguments.len(), 7);
    }
}
