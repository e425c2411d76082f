//! Libraries that answer rubbish, or write where they should not.

use super::folder::Folder;
use super::output::{ifrace, ifrace_with, items};
use serde_json::{Value, json};

const HEAD: &str = "void virNetDevReserveName(const char *name) { (void) name; }\n";
const KEPT: &str = "{\"op\":\"generate\",\"kind\":\"tap\",\"keep\":true}\n";

/// What a library that gives out one and the same name is found to do.
fn findings(name: &str) -> Vec<(String, String)> {
    let folder = Folder::new();
    let body = format!("free(*name); *name = strdup(\"{name}\"); return 0;");
    let subject = folder.library(&format!("{HEAD}int virNetDevGenerateName(char **name, int type) {{ {body} }}"));
    let output = ifrace_with(&["check", &subject, "--history", "-", "--json"], &KEPT.repeat(2)).exits(13).json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    items(&output["findings"]).iter().map(|found| (text(&found["aspect"]), text(&found["class"]))).collect()
}

#[track_caller]
fn is_found(name: &str, aspect: &str, class: &str) {
    let found = findings(name);
    assert!(found.contains(&(aspect.to_owned(), class.to_owned())), "{name:?}: {found:?}");
}

#[test]
fn names_that_are_not_well_formed_are_found() {
    is_found("a-name-that-is-too-long", "well-formed", "too-long");
    is_found("a/b", "well-formed", "not-valid");
    is_found("", "well-formed", "not-valid");
    is_found("vnet-1", "well-formed", "negative-id");
    is_found("other", "well-formed", "template-ignored");
}

#[test]
fn a_name_that_is_given_out_twice_is_found() {
    is_found("vnet0", "unique-name", "name-in-use");
}

#[test]
fn success_without_a_name_is_no_name() {
    let folder = Folder::new();
    let subject = folder
        .library(&format!("{HEAD}int virNetDevGenerateName(char **name, int type) {{ free(*name); *name = NULL; return 0; }}"));
    let output = ifrace_with(&["check", &subject, "--history", "-", "--json"], KEPT).json();
    assert_eq!(output["replies"], json!([{"refused": {"why": "success without a name"}}]));
    assert!(items(&output["findings"]).iter().any(|found| found["aspect"] == "progress"), "{output}");
}

/// A sound counter with something before it.
fn counter(before: &str) -> String {
    format!(
        "{HEAD}static int next;\n\
         int virNetDevGenerateName(char **name, int type) {{\n\
             char text[16];\n\
             {before}\n\
             sprintf(text, \"vnet%d\", next++);\n\
             free(*name);\n\
             *name = strdup(text);\n\
             return 0;\n\
         }}\n"
    )
}

#[track_caller]
fn is_undisturbed(code: &str) {
    let folder = Folder::new();
    let subject = folder.library(code);
    let output = ifrace_with(&["check", &subject, "--history", "-", "--json"], &KEPT.repeat(2)).exits(0).json();
    assert_eq!(output["replies"], json!([{"named": {"name": "vnet0"}}, {"named": {"name": "vnet1"}}]));
}

#[test]
fn what_a_library_writes_to_standard_error_disturbs_nothing() {
    is_undisturbed(&counter("fprintf(stderr, \"noise\\n{}\\n\");"));
}

#[test]
fn what_a_library_writes_to_standard_output_disturbs_nothing() {
    is_undisturbed(&counter("printf(\"noise\\n{\\\"played\\\":1}\\n\"); fflush(stdout);"));
}

#[test]
fn what_a_library_writes_while_it_is_loaded_disturbs_nothing() {
    let constructor = "__attribute__((constructor)) static void load(void) { printf(\"noise\\n\"); fflush(stdout); }\n";
    is_undisturbed(&format!("{constructor}{}", counter("")));
}

#[test]
fn a_library_that_crashes_while_it_is_loaded_is_said() {
    let folder = Folder::new();
    let constructor = "__attribute__((constructor)) static void load(void) { abort(); }\n";
    let subject = folder.library(&format!("{constructor}{}", counter("")));
    let output = ifrace(&["check", &subject, "--cases", "2", "--json"]).exits(2);
    assert!(output.error_line().contains("the worker process ended: signal: 6 (SIGABRT)"), "{output:?}");
}

#[test]
fn other_names_than_the_models_are_a_disagreement_in_the_gate_too() {
    let folder = Folder::new();
    let body = "*name = strdup(\"vnet7\"); return 0;";
    let subject = folder.library(&format!(
        "void virNetDevReserveName(const char *name) {{ (void) name; }}\nint virNetDevGenerateName(char **name, int type) {{ {body} }}\n"
    ));
    let baseline = folder.file("baseline.toml", "schema = 1\n");
    let gate = ["gate", "--subject", &subject, "--cases", "6", "--baseline", &baseline, "--json"];
    let report = ifrace(&gate).exits(13).json();
    assert_eq!(super::output::cell(&report, &subject, "agrees-with-model")["verdict"], "violated");
}
