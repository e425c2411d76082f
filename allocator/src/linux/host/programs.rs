//! Where programs are, and which package brings those that are missing.

use crate::host::Failure;
use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Where Debian keeps the programs of administrators, which the `PATH` of an ordinary user lacks.
const ADMINISTRATORS: [&str; 3] = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/// The folders of `PATH`, and those of the programs of administrators.
pub(super) fn usual_folders() -> Vec<PathBuf> {
    folders_of(&env::var_os("PATH").unwrap_or_default())
}

/// Without the folders that depend on where the process happens to be; an empty one would be its working folder.
fn folders_of(path: &OsStr) -> Vec<PathBuf> {
    env::split_paths(path).filter(|folder| folder.is_absolute()).chain(ADMINISTRATORS.map(PathBuf::from)).collect()
}

/// The path of a program; one that is given as a path is taken as it is.
///
/// # Errors
/// It is in none of the folders.
pub fn find_program(folders: &[PathBuf], program: &str) -> Result<PathBuf, Failure> {
    if program.contains('/') {
        return Ok(PathBuf::from(program));
    }
    let mut candidates = folders.iter().map(|folder| folder.join(program));
    candidates.find(|path| is_program(path)).ok_or_else(|| missing(program))
}

fn is_program(path: &Path) -> bool {
    path.is_file() && rustix::fs::access(path, rustix::fs::Access::EXEC_OK).is_ok()
}

fn missing(program: &str) -> Failure {
    Failure::other(match package_of(program) {
        Some(package) => format!("{program} is not installed (Debian package {package})"),
        None => format!("{program} is not installed"),
    })
}

/// The Debian package of a program that a [`LinuxHost`](super::LinuxHost) runs, or that shows what it did.
pub fn package_of(program: &str) -> Option<&'static str> {
    Some(match program {
        "ebtables" => "ebtables",
        "iptables" | "ip6tables" => "iptables",
        "nft" => "nftables",
        "ip" | "tc" => "iproute2",
        "ovs-vsctl" | "ovs-vswitchd" | "ovsdb-server" | "ovsdb-tool" => "openvswitch-switch",
        "sleep" => "coreutils",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_names_its_package() {
        let missing = find_program(&[PathBuf::from("/nonexistent")], "nft").expect_err("there is nothing");
        assert_eq!(missing.to_string(), "nft is not installed (Debian package nftables)");
        assert!(find_program(&usual_folders(), "sleep").is_ok());
        assert_eq!(find_program(&[], "/bin/x"), Ok(PathBuf::from("/bin/x")));
    }

    #[test]
    fn only_absolute_folders_are_searched() {
        let folders = folders_of(OsStr::new(":/bin:tools:./x::/opt/bin:"));
        let wanted = ["/bin", "/opt/bin"].into_iter().chain(ADMINISTRATORS);
        assert!(folders.iter().eq(wanted.map(PathBuf::from).collect::<Vec<_>>().iter()), "{folders:?}");
    }
}
