//! Messages.

use crate::visible::visible;
use serde::{Serialize, Serializer};

/// Characters of a message that are shown.
pub(super) const TEXT_MAX: usize = 1000;

/// A text without links and places to be filled in, although it may hold what looks so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Message<T>(pub(super) T);

impl<T: AsRef<str>> Serialize for Message<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Object {
            text: String,
        }
        Object { text: escaped(self.0.as_ref()) }.serialize(serializer)
    }
}

/// Braces are doubled (SARIF 2.1.0, 3.11.5), and brackets that would begin a link have a backslash (3.11.6).
fn escaped(text: &str) -> String {
    let text = visible(text, TEXT_MAX).replace('{', "{{").replace('}', "}}");
    if text.contains("](") { text.replace('[', "\\[").replace(']', "\\]") } else { text }
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_is_filled_in_or_linked() {
        assert_eq!(escaped("a[0] is {0}\n"), "a[0] is {{0}}\\n");
        assert_eq!(escaped("[x](http://e.vil) a[0]"), "\\[x\\](http://e.vil) a\\[0\\]");
    }
}
