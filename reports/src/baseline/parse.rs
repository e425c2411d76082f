//! Reading the file.

use super::subject::is_library_by_path;
use super::{Baseline, BaselineError, Expected, SCHEMA};
use ifrace_model::kernel::Rules;
use ifrace_sim::campaign::Aspect;
use serde::Deserialize;
use toml::Spanned;

/// The part that every schema has.
#[derive(Deserialize)]
struct Head {
    schema: Spanned<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: i64,
    #[serde(default)]
    expected: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    subject: Spanned<String>,
    aspect: Spanned<String>,
    class: Spanned<String>,
    why: String,
    rules: Option<Spanned<String>>,
}

impl Baseline {
    /// Reads the file. A library given by its path (`libvirt:PATH`) is always known.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line: no TOML, another schema, an unknown field, subject, aspect or set of rules,
    /// an empty class, or a violation that is listed twice.
    pub fn parse(text: &str, known_subjects: &[String]) -> Result<Self, BaselineError> {
        check_schema(text)?;
        let file: File = toml::from_str(text).map_err(|error| syntax(text, &error))?;
        let mut expected: Vec<Expected> = Vec::new();
        for entry in file.expected {
            let position = entry.span().start;
            let entry = read(text, entry.into_inner(), known_subjects)?;
            if expected.iter().any(|other| other.overlaps(&entry)) {
                let Expected { subject, aspect, class, .. } = entry;
                return Err(BaselineError::at(text, position, format!("{subject}: {aspect} ({class}) is listed twice")));
            }
            expected.push(entry);
        }
        expected.sort();
        Ok(Self { expected })
    }
}

/// Looks at the schema first: the fields of another one would be reported as unknown.
fn check_schema(text: &str) -> Result<(), BaselineError> {
    let head: Head = toml::from_str(text).map_err(|error| syntax(text, &error))?;
    let schema = *head.schema.get_ref();
    if schema == SCHEMA {
        return Ok(());
    }
    Err(BaselineError::at(text, head.schema.span().start, format!("schema {schema} is unknown; this version reads {SCHEMA}")))
}

fn read(text: &str, entry: Entry, known: &[String]) -> Result<Expected, BaselineError> {
    let wrong = |field: &Spanned<String>, reason| BaselineError::at(text, field.span().start, reason);
    let Entry { subject, aspect, class, why, rules } = entry;
    if !known.contains(subject.get_ref()) && !is_library_by_path(subject.get_ref()) {
        let reason = format!("unknown subject \"{}\"; known: {}, libvirt:PATH", subject.get_ref(), known.join(", "));
        return Err(wrong(&subject, reason));
    }
    let Some(known_aspect) = Aspect::from_id(aspect.get_ref()) else {
        let ids: Vec<&str> = Aspect::all().map(Aspect::id).collect();
        return Err(wrong(&aspect, format!("unknown aspect \"{}\"; known: {}", aspect.get_ref(), ids.join(", "))));
    };
    if class.get_ref().trim().is_empty() {
        return Err(wrong(&class, "the class is empty".to_owned()));
    }
    let rules = match rules {
        None => None,
        Some(id) => Some(known_rules(id.get_ref()).map_err(|reason| wrong(&id, reason))?),
    };
    Ok(Expected { subject: subject.into_inner(), aspect: known_aspect, class: class.into_inner(), rules, why })
}

fn known_rules(id: &str) -> Result<&'static str, String> {
    let ids = Rules::ALL.map(Rules::id);
    ids.into_iter().find(|known| *known == id).ok_or_else(|| format!("unknown rules \"{id}\"; known: {}", ids.join(", ")))
}

fn syntax(text: &str, error: &toml::de::Error) -> BaselineError {
    let position = error.span().map_or(0, |span| span.start);
    BaselineError::at(text, position, error.message().replace('\n', ", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "subject = 'kernel'\naspect = 'progress'\nclass = 'gives-up'\nwhy = 'x'\n";

    fn error(entries: &str) -> String {
        let known = ["kernel", "libvirt"].map(str::to_owned);
        Baseline::parse(&format!("schema = 1\n{entries}"), &known).unwrap_err().to_string()
    }

    fn changed(from: &str, to: &str) -> String {
        assert!(GOOD.contains(from));
        error(&format!("[[expected]]\n{}", GOOD.replace(from, to)))
    }

    #[test]
    fn wrong_values_are_named_with_their_line() {
        let unknown = "line 3: unknown subject \"kernl\"; known: kernel, libvirt, libvirt:PATH";
        assert_eq!(changed("kernel", "kernl"), unknown);
        assert!(changed("kernel", "libvirt:").starts_with("line 3: unknown subject \"libvirt:\""));
        assert!(changed("progress", "progres").starts_with("line 4: unknown aspect \"progres\"; known: unique-name, "));
        assert_eq!(changed("gives-up", " "), "line 5: the class is empty");
        let rules = format!("{GOOD}rules = 'old'");
        assert_eq!(error(&format!("[[expected]]\n{rules}")), "line 7: unknown rules \"old\"; known: trust, recheck");
    }

    #[test]
    fn wrong_fields_are_named_with_their_line() {
        let unknown = changed("why", "because");
        assert!(unknown.starts_with("line 6: unknown field `because`"), "{unknown}");
        let missing = changed("class = 'gives-up'\n", "");
        assert!(missing.starts_with("line 2: missing field `class`"), "{missing}");
        let typed = changed("'x'", "3");
        assert!(typed.starts_with("line 6: invalid type"), "{typed}");
        let top = error("[[expectd]]\n");
        assert!(top.starts_with("line 2: unknown field `expectd`"), "{top}");
    }

    #[test]
    fn another_schema_is_said_before_its_fields() {
        let error = |text| Baseline::parse(text, &[]).unwrap_err().to_string();
        assert_eq!(error("# new\nschema = 2\nmore = 1\n"), "line 2: schema 2 is unknown; this version reads 1");
        assert!(error("").contains("missing field `schema`"));
        assert!(error("schema = 1\n[[expected").starts_with("line 2: "));
    }

    #[test]
    fn one_violation_is_listed_once_for_each_kernel() {
        let two = |a: &str, b: &str| format!("[[expected]]\n{GOOD}{a}\n[[expected]]\n{GOOD}{b}\n");
        assert_eq!(error(&two("", "")), "line 8: kernel: progress (gives-up) is listed twice");
        assert_eq!(error(&two("", "rules = 'trust'")), "line 8: kernel: progress (gives-up) is listed twice");
        let both = format!("schema = 1\n{}", two("rules = 'recheck'", "rules = 'trust'"));
        assert_eq!(Baseline::parse(&both, &["kernel".to_owned()]).unwrap().expected().len(), 2);
    }
}
