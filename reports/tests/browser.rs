//! The page in a browser: Debian's Chromium, driven by `browser/check.py`, without a network.

#[path = "sample_report/report.rs"]
mod sample_report;

use ifrace_report::html;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The accessibility checker, which Debian has no package of.
const AXE: &str = "4.14.1";

/// Debian's Python, which sees the packages of Debian.
const PYTHON: &str = "/usr/bin/python3";

/// A folder of this test's own below the target folder.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

fn run(command: &mut Command, package: &str) {
    let shown = format!("{command:?}");
    let output = command.stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("{shown}: {error}; install the Debian package {package}"));
    let text = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(output.status.success(), "{shown}: {}\n{}{}", output.status, text[0], text[1]);
}

/// The checker in its pinned version; it is fetched once.
fn axe(folder: &Path) -> PathBuf {
    let script = folder.join(format!("axe-{AXE}/package/axe.min.js"));
    if !script.is_file() {
        let archive = folder.join(format!("axe-core-{AXE}.tgz"));
        let unpacked = folder.join(format!("axe-{AXE}"));
        fs::create_dir_all(&unpacked).expect("the target folder can be written");
        run(Command::new("npm").arg("pack").arg(format!("axe-core@{AXE}")).arg("--pack-destination").arg(folder), "npm");
        run(Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(unpacked), "tar");
    }
    script
}

#[test]
fn the_page_works_in_a_browser() {
    let folder = folder();
    let report = sample_report::everything();
    let (page, json) = (folder.join("report.html"), folder.join("report.json"));
    fs::write(&page, html::render(&report)).expect("the page can be written");
    fs::write(&json, serde_json::to_string(&report).expect("a report is JSON")).expect("the report can be written");
    let check = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/check.py");
    run(Command::new(PYTHON).arg("-B").arg(check).args([page, json, axe(&folder)]), "python3");
}
