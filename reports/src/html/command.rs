//! Commands that can be copied.

use super::shown;
use maud::{Markup, html};

/// A command as a block of its own.
pub(super) fn block(command: &str) -> Markup {
    html! { pre.command { code { (shown::block(command)) } } }
}

/// A link to a file beside the page. What does not lead below the page's own folder is shown without a link.
pub(super) fn file(path: &str) -> Markup {
    match address(path) {
        Some(address) => html! { a href=(address) { code { (shown::name(path)) } } },
        None => html! { code { (shown::name(path)) } },
    }
}

/// The relative address of a file. It begins with `./`, so that no name becomes a scheme such as `javascript:`.
fn address(path: &str) -> Option<String> {
    let leads_out = path.is_empty() || path.starts_with('/') || path.split(['/', '\\']).any(|part| part == "..");
    if leads_out {
        return None;
    }
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    Some("./".to_owned() + &path.bytes().map(one).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses_stay_below_the_folder_of_the_page() {
        assert_eq!(address("traces/a b#1.ndjson").as_deref(), Some("./traces/a%20b%231.ndjson"));
        assert_eq!(address("javascript:alert(1)").as_deref(), Some("./javascript%3Aalert%281%29"));
        assert_eq!(address("é").as_deref(), Some("./%C3%A9"));
        for out in ["", "/etc/passwd", "../up", "a/../../b", "//host/x", "..\\b"] {
            assert_eq!(address(out), None, "{out}");
        }
    }
}
