//! The commands for frames: `ebtables`, table `nat`.
//!
//! A root chain for what comes from the guest (side 0) and one for what goes to it (side 1), and below them one for each
//! subject, which is named after its side, the device and the subject.

use super::Stage;
use crate::IfName;
use crate::linux::host::Command;
use crate::linux::host::rule_set::RuleSet;

/// The hooks of the sides, and the option that names the device there.
const HOOKS: [(&str, &str); 2] = [("PREROUTING", "-i"), ("POSTROUTING", "-o")];
const SIDES: [usize; 2] = [0, 1];

/// The letters of the sides.
const fn letters(stage: Stage) -> [char; 2] {
    match stage {
        Stage::Real => ['I', 'O'],
        Stage::Temporary => ['J', 'P'],
    }
}

fn nat(words: &str) -> Command {
    Command::new("ebtables").words("--concurrent -t nat").words(words)
}

fn root(command: Command, name: IfName, stage: Stage, side: usize) -> Command {
    command.around(&format!("libvirt-{}-", letters(stage)[side]), name, "")
}

fn sub(command: Command, name: IfName, stage: Stage, side: usize, subject: &str) -> Command {
    command.around(&format!("{}-", letters(stage)[side]), name, &format!("-{subject}"))
}

fn jump(action: &str, name: IfName, stage: Stage, side: usize) -> Command {
    let (hook, option) = HOOKS[side];
    root(nat(action).words(hook).arg(option).name(name).arg("-j"), name, stage, side)
}

pub(super) fn unlink(name: IfName, stage: Stage) -> [Command; 2] {
    SIDES.map(|side| jump("-D", name, stage, side))
}

pub(super) fn list(name: IfName, stage: Stage) -> [Command; 2] {
    SIDES.map(|side| root(nat("-L"), name, stage, side))
}

pub(super) fn remove_roots(name: IfName, stage: Stage) -> impl Iterator<Item = Command> {
    SIDES.into_iter().flat_map(move |side| ["-F", "-X"].map(|action| root(nat(action), name, stage, side)))
}

pub(super) fn remove(name: IfName, stage: Stage, side: usize, subject: &str) -> [Command; 2] {
    ["-F", "-X"].map(|action| sub(nat(action), name, stage, side, subject))
}

pub(super) fn rename_roots(name: IfName) -> [Command; 2] {
    SIDES.map(|side| root(root(nat("-E"), name, Stage::Temporary, side), name, Stage::Real, side))
}

/// Renames a chain of a subject, after removing what has the name.
pub(super) fn rename(name: IfName, side: usize, subject: &str) -> [Command; 3] {
    let [flush, delete] = remove(name, Stage::Real, side, subject);
    let from = sub(nat("-E"), name, Stage::Temporary, side, subject);
    [flush, delete, sub(from, name, Stage::Real, side, subject)]
}

/// The subjects whose chains the listing of a root chain leads to.
pub(super) fn targets(listing: &[u8], name: IfName, stage: Stage, side: usize) -> Vec<String> {
    let prefix = [format!("{}-", letters(stage)[side]).as_bytes(), name.as_bytes(), b"-"].concat();
    let target = |line: &[u8]| {
        let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).skip_while(|word| *word != b"-j");
        words.nth(1).and_then(|target| target.strip_prefix(&prefix[..])).and_then(|rest| String::from_utf8(rest.to_vec()).ok())
    };
    listing.split(|&byte| byte == b'\n').filter_map(target).collect()
}

/// Creates the temporary chains with their rules, which nothing leads to yet.
pub(super) fn build(name: IfName, rules: &RuleSet) -> Vec<Command> {
    let new_root = |side| root(nat("-N"), name, Stage::Temporary, side);
    let append = |side, subject: &str| sub(nat("-A"), name, Stage::Temporary, side, subject);
    let mut commands = vec![new_root(0)];
    if let Some(mac) = rules.mac {
        commands.push(new_root(1));
        commands.extend(SIDES.into_iter().flat_map(|side| new_sub(name, side, "mac", "")));
        commands.push(append(0, "mac").arg("-s").mac(mac).words("-j RETURN"));
        commands.push(append(0, "mac").words("-j DROP"));
        commands.push(append(1, "mac").arg("-s").mac(mac).words("-j DROP"));
    }
    let v4 = rules.v4.iter().map(ToString::to_string).collect::<Vec<_>>();
    let v6 = rules.v6.iter().map(ToString::to_string).collect::<Vec<_>>();
    let families = [
        ("ipv4-ip", "-p 0x800", "-p ipv4 --ip-source", v4, &["0.0.0.0"][..]),
        ("ipv6-ip", "-p 0x86dd", "-p ipv6 --ip6-source", v6, &["::", "fe80::/10"]),
    ];
    for (subject, protocol, source, addresses, unspecified) in families {
        if !addresses.is_empty() {
            commands.extend(new_sub(name, 0, subject, protocol));
            let all = addresses.iter().map(String::as_str).chain(unspecified.iter().copied());
            commands.extend(all.map(|address| append(0, subject).words(source).arg(address).words("-j RETURN")));
            commands.push(append(0, subject).words("-j DROP"));
        }
    }
    commands
}

/// Creates the chain of a subject, and leads the root chain to it.
fn new_sub(name: IfName, side: usize, subject: &str, matching: &str) -> [Command; 2] {
    let link = root(nat("-A"), name, Stage::Temporary, side).words(matching).arg("-j");
    [sub(nat("-N"), name, Stage::Temporary, side, subject), sub(link, name, Stage::Temporary, side, subject)]
}

/// Leads the hooks to the temporary chains.
pub(super) fn link(name: IfName, rules: &RuleSet) -> impl Iterator<Item = Command> {
    let sides = if rules.mac.is_some() { &SIDES[..] } else { &SIDES[..1] };
    sides.iter().map(move |&side| jump("-A", name, Stage::Temporary, side))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_are_found_in_a_listing() {
        let name = IfName::new("a\"b-j").expect("it is a name");
        let listing = b"Bridge table: nat\n\nBridge chain: libvirt-J-a\"b-j, entries: 2, policy: RETURN\n-j J-a\"b-j-mac\n\
            -p IPv4 -j J-a\"b-j-ipv4-ip \n-j J-other-mac\n-j DROP\n";
        assert_eq!(targets(listing, name, Stage::Temporary, 0), ["mac", "ipv4-ip"]);
        assert!(targets(listing, name, Stage::Real, 0).is_empty());
    }
}
