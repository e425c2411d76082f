//! The command that reproduces a finding.

use super::quote;
use ifrace_sim::campaign::Finding;
use ifrace_sim::history::to_json;

/// The command, with the history as a here-document.
///
/// ```
/// use ifrace_report::finding::reproduce;
/// use ifrace_sim::campaign::{Aspect, Finding};
/// use ifrace_sim::history::Op;
///
/// let finding = Finding {
///     aspect: Aspect::Model,
///     class: "other-ability".into(),
///     case: 0,
///     history: vec![Op::Restart],
///     replies: vec![],
///     model: vec![],
///     at: 0,
///     text: String::new(),
/// };
/// let command = "ifrace check 'libvirt:/a b.so' --history - <<'EOF'\n{\"op\":\"restart\"}\nEOF";
/// assert_eq!(reproduce("libvirt:/a b.so", &finding), command);
/// ```
pub fn reproduce(subject: &str, finding: &Finding) -> String {
    let mut lines = vec![format!("ifrace check {} --history - <<'EOF'", quote::shell(subject.as_bytes()))];
    lines.extend(finding.history.iter().map(to_json));
    lines.push("EOF".to_owned());
    lines.join("\n")
}
