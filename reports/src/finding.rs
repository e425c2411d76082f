//! Findings as text: something to paste into a bug report.

mod c_calls;
mod quote;
mod reply_words;
mod reproduce;
mod steps;
mod words;

pub use quote::shell as shell_word;
pub use reproduce::reproduce;
pub(crate) use steps::steps;
pub(crate) use words::one_line;

use ifrace_sim::campaign::Finding;

/// The whole finding: what happened, the history step by step, for libvirt the calls of its functions, and the command that
/// reproduces it. Ends with a line end.
pub fn text(subject: &str, finding: &Finding, reproduce: &str) -> String {
    let mut text = title(subject, finding) + "\n\n";
    for step in steps(finding) {
        text.push_str(&format!("  {step}\n"));
    }
    if subject == "libvirt" || subject.starts_with("libvirt:") {
        text.push_str("\nAs calls of libvirt's functions (// is what happens on the host):\n\n");
        for line in c_calls::lines(finding) {
            text.push_str(&format!("    {line}\n"));
        }
    }
    text.push_str(&format!("\nreproduce:\n\n{reproduce}\n"));
    text
}

/// The finding in one line.
pub(crate) fn title(subject: &str, finding: &Finding) -> String {
    let Finding { aspect, class, text, .. } = finding;
    format!("{subject}: {aspect} ({class}): {}", words::one_line(text))
}
