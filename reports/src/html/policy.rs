//! What the page may load: nothing, and which script it may run: its own.

use maud::{Markup, PreEscaped, html};

const STYLE: &str = concat!(include_str!("colours.css"), include_str!("picture.css"), include_str!("page.css"));
const SCRIPT: &str = include_str!("page.js");

/// The SHA-256 of the style and of `page.js`; the test of the page in a browser tells the right ones when they differ.
const STYLE_HASH: &str = "sha256-HwnZPnaheKhS/GTSRypPiV6yNcwoOzzo8inhB08uM28=";
const SCRIPT_HASH: &str = "sha256-FA6C7EgOWDaTZdzt1QpWCn6ELKPycPPAiKwIp82BeyU=";

/// The policy, and after it the style and the script that it names.
pub(super) fn head() -> Markup {
    let policy =
        format!("default-src 'none'; style-src '{STYLE_HASH}'; script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'");
    html! {
        meta http-equiv="Content-Security-Policy" content=(PreEscaped(policy));
        style { (PreEscaped(STYLE)) }
        script { (PreEscaped(SCRIPT)) }
    }
}
