//! Writing the file.

use super::{Baseline, Expected, SCHEMA};
use std::fmt::Write;

const HEADER: &str = "\
# Violations that are known and expected. Everything that is not listed here is expected to hold.
# A run that shows more, or no longer shows one of these, deviates from this file and fails.
#
# `ifrace gate --update-baseline` rewrites it: reasons (`why`) are kept, and new entries come as
# \"not explained yet\". An entry with `rules` counts only on kernels with these rules: \"trust\" is
# Linux 6.7 and later, \"recheck\" what was before.
";

impl Baseline {
    /// The file, sorted by subject, aspect and class.
    pub fn to_toml(&self) -> String {
        let mut text = format!("{HEADER}\nschema = {SCHEMA}\n");
        for Expected { subject, aspect, class, rules, why } in &self.expected {
            text.push_str("\n[[expected]]\n");
            let fields = [("subject", Some(subject.as_str())), ("aspect", Some(aspect.id())), ("class", Some(class))];
            for (field, value) in fields.into_iter().chain([("rules", *rules), ("why", Some(why))]) {
                if let Some(value) = value {
                    let _ = writeln!(text, "{field} = {}", toml::Value::from(value));
                }
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ifrace_sim::campaign::Aspect;

    #[test]
    fn the_file_survives_both_ways() {
        let entry = |subject: &str, class: &str, rules, why: &str| {
            let (subject, class, why) = (subject.to_owned(), class.to_owned(), why.to_owned());
            Expected { subject, aspect: Aspect::Model, class, rules, why }
        };
        let expected = vec![
            entry("kernel", "other-name", Some("recheck"), "it says \"no\", and C:\\ and é"),
            entry("kernel", "other-name", Some("trust"), "two\nlines, a tab\t and '''quotes\"\"\"'"),
            entry("libvirt:/opt/l'o.so", "odd \u{7f}\u{1b} class", None, ""),
        ];
        let baseline = Baseline { expected };
        let text = baseline.to_toml();
        assert_eq!(Baseline::parse(&text, &["kernel".to_owned()]), Ok(baseline), "{text}");
    }

    #[test]
    fn an_empty_baseline_is_a_file_too() {
        let text = Baseline::default().to_toml();
        assert!(text.ends_with("\nschema = 1\n"), "{text}");
        assert_eq!(Baseline::parse(&text, &[]), Ok(Baseline::default()));
    }
}
