//! The planted bugs of `mutants/`: each still fits the code, and is one line with a reason. `scripts/mutants` shows that they are found;
//! those of `mutants/masked/` are not, and say why.

use std::path::{Path, PathBuf};
use std::process::Command;

fn patches() -> Vec<(PathBuf, String)> {
    ["mutants", "mutants/masked"].into_iter().flat_map(patches_in).collect()
}

fn patches_in(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).expect("there are planted bugs").map(|entry| entry.expect("it can be listed").path());
    let patches = entries.filter(|path| path.extension().is_some_and(|extension| extension == "patch"));
    patches.map(|path| (path.clone(), std::fs::read_to_string(path).expect("it is text"))).collect()
}

#[test]
fn each_is_one_line_with_a_reason() {
    assert!(patches_in("mutants").len() >= 25);
    for (path, text) in patches() {
        let (reason, diff) = text.split_once("\n\n--- a/").unwrap_or_else(|| panic!("{} gives no reason", path.display()));
        assert!(reason.ends_with('.') && reason.len() > 20, "{}: {reason}", path.display());
        let lines = |sign: &str| diff.lines().skip(2).filter(|line| line.starts_with(sign)).count();
        assert!(lines("-") == 1 && lines("+") <= 1, "{} changes more than a line", path.display());
    }
}

#[test]
fn each_fits_the_code() {
    for (path, _) in patches() {
        let tried = Command::new("patch")
            .args(["--dry-run", "--strip=1", "--force", "--fuzz=0", "--input"])
            .arg(&path)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("patch(1) is installed: Debian package patch");
        assert!(tried.status.success(), "{}: {}", path.display(), String::from_utf8_lossy(&tried.stdout));
    }
}
