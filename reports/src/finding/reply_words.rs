//! Replies in plain language.

use super::words;
use ifrace_sim::history::Reply;

/// What was replied.
pub(super) fn reply(reply: &Reply) -> String {
    let attached = |adopted| if adopted { " (attached to a device that was there before)" } else { "" };
    match reply {
        Reply::Done => "done".to_owned(),
        Reply::Errno(number) => number.clone(),
        Reply::Named(named) => {
            let name = named.name.bytes().ok().flatten().unwrap_or_default();
            let failed = named.failed.as_ref().map(|errno| format!(" (its creation failed: {errno})")).unwrap_or_default();
            format!("{}{}{failed}", words::name(&name), attached(named.adopted))
        }
        Reply::Partial { done, errno } => format!("{done} of them, then {errno}"),
        Reply::Literal { adopted } => format!("the name as it is{}", attached(*adopted)),
        Reply::Refused { why } => format!("refused: {}", words::one_line(why)),
        Reply::Endless => "no end within the bound of host operations".to_owned(),
        Reply::Unsupported => "not supported".to_owned(),
    }
}
