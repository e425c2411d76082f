//! Random scripts that reach the corners of kernel naming.

use super::names::{altname, in_use, name};
use crate::Rng;
use ifrace_model::kernel::{
    Caller, LinkKind, MTU_MAX, MTU_MIN, Namespace, NewLink, Operation, RenameVia, Rules, Selector, TunSetIff, Via,
};

/// Generates scripts for kernels that create these kinds.
#[derive(Clone, Debug)]
pub struct Generator {
    rules: Rules,
    kinds: Vec<LinkKind>,
}

/// What a script does next.
#[derive(Clone, Copy)]
enum Turn {
    Tun,
    NewLink,
    Rename,
    AltnameAdd,
    AltnameDel,
    Delete,
    Close,
    Lookup,
    Mtu,
}

/// How often; deletions are rare because a kernel takes 16 ms for each.
const TURNS: [(usize, Turn); 9] = [
    (24, Turn::Tun),
    (20, Turn::NewLink),
    (14, Turn::Rename),
    (16, Turn::AltnameAdd),
    (4, Turn::AltnameDel),
    (4, Turn::Delete),
    (3, Turn::Close),
    (13, Turn::Lookup),
    (2, Turn::Mtu),
];

/// One script of so many operations for a kernel with these rules and every kind of device.
pub fn generate(seed: u64, length: usize, rules: Rules) -> Vec<Operation> {
    Generator::new(rules, &LinkKind::CREATABLE).script(&mut Rng::new(seed), length)
}

impl Generator {
    /// A generator for a kernel with these rules that creates these kinds.
    pub fn new(rules: Rules, kinds: &[LinkKind]) -> Self {
        Self { rules, kinds: kinds.to_vec() }
    }

    /// One script. The model runs beside it, so that indexes and names mostly exist when they are used.
    pub fn script(&self, rng: &mut Rng, length: usize) -> Vec<Operation> {
        self.script_while(rng, length, &|| true)
    }

    /// The same, or as much of it as there is when it is not to go on.
    pub fn script_while(&self, rng: &mut Rng, length: usize, goes_on: &dyn Fn() -> bool) -> Vec<Operation> {
        let mut host = Namespace::new(self.rules).with_kinds(&self.kinds);
        let mut script = if rng.chance(1, 6) { prefilled(rng, length) } else { Vec::new() };
        for operation in &script {
            let _ = host.apply(operation);
        }
        while script.len() < length && goes_on() {
            let operation = self.operation(rng, &host);
            let _ = host.apply(&operation);
            script.push(operation);
        }
        script
    }

    fn operation(&self, rng: &mut Rng, host: &Namespace) -> Operation {
        match rng.weighted(&TURNS) {
            Turn::Tun => Operation::Tun(tun(rng, host)),
            Turn::NewLink => Operation::NewLink(self.new_link(rng, host)),
            Turn::Rename => {
                let via = if rng.chance(1, 2) { RenameVia::Netlink } else { RenameVia::Ioctl };
                let index = index(rng, host);
                let own = host.device(index).filter(|_| rng.chance(1, 8)).map(|device| device.name.as_bytes().to_vec());
                Operation::Rename { index, name: own.unwrap_or_else(|| name(rng, host)), via }
            }
            Turn::AltnameAdd => Operation::AltnameAdd { index: index(rng, host), name: altname(rng, host) },
            Turn::AltnameDel => {
                let name = if rng.chance(3, 4) { in_use(rng, host) } else { altname(rng, host) };
                Operation::AltnameDel { index: index(rng, host), name }
            }
            Turn::Delete => Operation::Delete(selector(rng, host)),
            Turn::Close => Operation::Close { index: index(rng, host) },
            Turn::Lookup => {
                let via = *rng.pick(&[Via::Ioctl, Via::GetLink, Via::GetLinkAlt, Via::Sysfs]);
                Operation::Lookup { name: if rng.chance(1, 2) { in_use(rng, host) } else { altname(rng, host) }, via }
            }
            Turn::Mtu => Operation::Mtu { index: index(rng, host), mtu: *rng.pick(&[MTU_MIN, 500, 1279, 1280, MTU_MAX]) },
        }
    }

    fn new_link(&self, rng: &mut Rng, host: &Namespace) -> NewLink {
        let kind = match rng.below(24) {
            0 => "nosuchkind",
            1 => "tun",
            _ if self.kinds.is_empty() => "nosuchkind",
            _ => rng.pick(&self.kinds).id(),
        };
        let optional = |rng: &mut Rng, part| rng.chance(part, 10);
        let mut request = NewLink::create(kind, None);
        request.name = optional(rng, 9).then(|| name(rng, host));
        request.peer = (kind == "veth" && optional(rng, 6)).then(|| name(rng, host));
        request.link = optional(rng, 7).then(|| index(rng, host));
        request.group = optional(rng, 1).then(|| 1 + rng.below(3) as u32);
        if optional(rng, 1) {
            request.index = if rng.chance(1, 6) { -1 } else { index(rng, host) as i32 };
        }
        request.excl = optional(rng, 7);
        request.create = optional(rng, 9);
        request.replace = rng.chance(1, 20);
        request
    }
}

fn tun(rng: &mut Rng, host: &Namespace) -> TunSetIff {
    let mut request = TunSetIff::tap(&if rng.chance(1, 12) { Vec::new() } else { name(rng, host) });
    request.tap = rng.chance(14, 16);
    request.tun = rng.chance(2, 16);
    request.excl = rng.chance(1, 5);
    request.multi_queue = rng.chance(1, 6);
    request.persist = rng.chance(1, 3);
    request.owner = rng.chance(1, 10).then_some(1000);
    request.group = rng.chance(1, 12).then_some(1000);
    if rng.chance(1, 12) {
        request.caller = Caller::User { uid: 1000 + rng.below(2) as u32, gid: 1000 + rng.below(2) as u32 };
    }
    request
}

fn selector(rng: &mut Rng, host: &Namespace) -> Selector {
    let mut selector = match rng.below(8) {
        0..4 => Selector::index(index(rng, host)),
        4..6 => Selector::name(&in_use(rng, host)),
        6 => Selector::group(rng.below(4) as u32),
        _ => Selector { index: -1, ..Selector::default() },
    };
    if rng.chance(1, 8) {
        selector.name = Some(name(rng, host));
    }
    selector
}

/// Mostly the index of a device, now and then one that nothing has.
fn index(rng: &mut Rng, host: &Namespace) -> u32 {
    let indexes: Vec<u32> = host.devices().map(|(index, _)| index).collect();
    if rng.chance(1, 20) { indexes[indexes.len() - 1] + 1 + rng.below(5) as u32 } else { *rng.pick(&indexes) }
}

/// A device whose alternative names use up the ids of a template that is cut, so that the next id is one digit longer.
fn prefilled(rng: &mut Rng, length: usize) -> Vec<Operation> {
    let (prefix, suffix) =
        *rng.pick(&[("PPPPPPPPPPPPP", ""), ("AAAAAAAAAA", "klm"), ("AAAAAAAA", "12345"), ("vnet", ""), ("v", "0")]);
    let skipped = rng.below(130);
    let bridge = Operation::NewLink(NewLink::create("bridge", Some(b"full")));
    let altnames = (0..100).filter(|&id| id != skipped).map(|id| {
        let name = format!("{prefix}{id}{suffix}").into_bytes();
        Operation::AltnameAdd { index: 2, name }
    });
    [bridge].into_iter().chain(altnames).take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{Answer, parse, to_json};

    #[test]
    fn the_same_seed_gives_the_same_script() {
        let text = |seed| generate(seed, 200, Rules::Trust).iter().map(to_json).collect::<Vec<_>>().join("\n");
        assert_eq!(text(1), text(1));
        assert_ne!(text(1), text(2));
        assert_eq!(parse(text(1).as_bytes()).unwrap(), generate(1, 200, Rules::Trust));
    }

    #[test]
    fn a_script_that_is_not_to_go_on_is_the_beginning_of_the_whole_one() {
        let asked = std::cell::Cell::new(0);
        let goes_on = || asked.replace(asked.get() + 1) < 3;
        let generator = Generator::new(Rules::Trust, &LinkKind::CREATABLE);
        let short = generator.script_while(&mut Rng::new(1), 200, &goes_on);
        assert!(!short.is_empty() && short.len() < 200);
        assert_eq!(short, generate(1, 200, Rules::Trust)[..short.len()]);
    }

    #[test]
    fn a_kernel_without_any_kind_has_scripts_too() {
        let generator = Generator::new(Rules::Trust, &[]);
        assert!((0..50).all(|seed| generator.script(&mut Rng::new(seed), 60).len() == 60));
    }

    /// Each corner that a script must be able to reach, with a test of its operations and answers.
    #[test]
    fn every_corner_is_reached() {
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..300 {
            let mut host = Namespace::new(Rules::Trust);
            for operation in generate(seed, 200, Rules::Trust) {
                let before = host.clone();
                let answer = Answer::from(host.apply(&operation));
                seen.extend(corners(&before, &operation, &answer));
            }
        }
        let expected = [
            "adopts a persistent tap",
            "all or default",
            "altname hides a template",
            "byte a0",
            "bytes 80 to ff",
            "cut at 15 bytes",
            "digits after the number",
            "duplicate of an altname",
            "rename onto the own name",
            "template beyond its digits",
        ];
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), expected);
    }

    fn corners(before: &Namespace, operation: &Operation, answer: &Answer) -> Vec<&'static str> {
        let name: &[u8] = match operation {
            Operation::Tun(request) => &request.name,
            Operation::NewLink(request) => request.name.as_deref().unwrap_or_default(),
            Operation::Rename { name, .. } => name,
            _ => return Vec::new(),
        };
        let created = match answer {
            Answer::Ok(link) => link.name.bytes().ok().flatten(),
            Answer::Errno(_) => None,
        };
        let is_template = name.contains(&b'%');
        let is_tun = matches!(operation, Operation::Tun(_));
        let own = match operation {
            Operation::Rename { index, .. } => before.device(*index).is_some_and(|device| device.name.as_bytes() == name),
            _ => false,
        };
        let duplicate = created.as_ref().is_some_and(|created| before.lookup_exact(created).is_some()) && is_template;
        [
            ("adopts a persistent tap", is_tun && created.is_some() && before.lookup_exact(name).is_some()),
            ("all or default", name == b"all" || name == b"default"),
            ("altname hides a template", is_template && before.lookup_exact(name).is_some()),
            ("bytes 80 to ff", name.iter().any(|b| *b >= 0x80)),
            ("byte a0", name.contains(&0xa0)),
            ("cut at 15 bytes", is_tun && name.len() > 15),
            ("digits after the number", name == b"v%d0"),
            ("duplicate of an altname", duplicate),
            ("rename onto the own name", own),
            ("template beyond its digits", name == b"AAAAAAAAAA%dklm" && created.is_some_and(|name| name.ends_with(b"kl"))),
        ]
        .into_iter()
        .filter_map(|(corner, reached)| reached.then_some(corner))
        .collect()
    }
}
