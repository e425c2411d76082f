//! Turns from bytes, and back.

use super::turn::{NAMES_MAX, TURNS_MAX, Turn};
use super::words::{IDS, ODD, TEMPLATES};
use ifrace_model::Errno;
use ifrace_model::policy::DeviceKind;
use ifrace_sim::history::{Holder, Op, Run};

/// The longest name in bytes.
pub(super) const LENGTH_MAX: usize = 63;

/// The first byte of a name that is spelled out; the byte says its length too.
const SPELLED: u8 = 192;

/// The first byte of an odd name.
const IS_ODD: u8 = 128;

/// What refusals say.
pub(super) const REFUSALS: [Errno; 4] = [Errno::EPERM, Errno::EEXIST, Errno::EBUSY, Errno::ENFILE];

const HOLDERS: [Holder; 4] = [Holder::Altname, Holder::Tap, Holder::Bridge, Holder::TapAltname];

/// The turns that bytes choose. What cannot be played is left out.
pub(super) fn read(data: &[u8]) -> Vec<Turn> {
    let (mut reader, mut turns, mut names) = (Reader(data), Vec::new(), NAMES_MAX);
    while turns.len() < TURNS_MAX {
        let Some(turn) = reader.turn() else { break };
        if let Turn::Op(Op::OccupyRun(run)) = &turn {
            match names.checked_sub(run.count) {
                Some(left) => names = left,
                None => continue,
            }
        }
        if turn.flaw().is_none() {
            turns.push(turn);
        }
    }
    turns
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn turn(&mut self) -> Option<Turn> {
        let op = match self.byte()? % 16 {
            0..=4 => self.generate()?,
            5 | 6 => {
                let holder = HOLDERS[usize::from(self.byte()? % 4)];
                Op::Occupy { name: self.name()?, holder }
            }
            7 => self.run()?,
            8 => Op::Free { name: self.name()? },
            9 => Op::Reserve { name: self.name()? },
            10 => Op::Release { name: self.name()? },
            11 => Op::Restart,
            12 => {
                let byte = self.byte()?;
                return Some(Turn::Refuse { after: byte / 4 % 8, errno: REFUSALS[usize::from(byte % 4)] });
            }
            13 => return Some(Turn::Snatch),
            14 => return Some(if self.byte()? % 2 == 0 { Turn::Postpone } else { Turn::CleanUp }),
            _ => return Some(Turn::Rename { from: self.name()?, to: self.name()? }),
        };
        Some(Turn::Op(op))
    }

    fn generate(&mut self) -> Option<Op> {
        let byte = self.byte()?;
        let (kind, flags) = (DeviceKind::ALL[usize::from(byte % 3)], byte / 3);
        let wanted = if flags & 2 != 0 { Some(self.name()?) } else { None };
        Some(Op::Generate { kind, wanted, keep: flags & 1 != 0, probes_fail: flags & 4 != 0 })
    }

    fn run(&mut self) -> Option<Op> {
        let (prefix, suffix) = (self.name()?, self.name()?);
        let (from, count) = (u32::from_le_bytes([self.byte()?, self.byte()?, self.byte()?, self.byte()?]), self.byte()?);
        let text = |name| String::from_utf8(name).unwrap_or_default();
        Some(Op::OccupyRun(Run { prefix: text(prefix), suffix: text(suffix), from, count: u32::from(count) }))
    }

    /// A template, a name of one, an odd name, or one that is spelled out.
    fn name(&mut self) -> Option<Vec<u8>> {
        let byte = self.byte()?;
        let low = usize::from(byte % 16);
        let text = match byte {
            SPELLED.. => {
                let (name, rest) = self.0.split_at(usize::from(byte - SPELLED).min(self.0.len()));
                self.0 = rest;
                return Some(name.to_vec());
            }
            IS_ODD.. => return Some(ODD[low].as_bytes().to_vec()),
            _ => TEMPLATES[low],
        };
        let id = match byte / 16 {
            7 => return Some(text.as_bytes().to_vec()),
            6 => IDS[usize::from(self.byte()? % 16)],
            id => u64::from(id),
        };
        Some(text.replacen("%d", &id.to_string(), 1).into_bytes())
    }
}

/// Bytes that choose these turns.
pub(super) fn write(turns: &[Turn]) -> Vec<u8> {
    let mut bytes = Vec::new();
    turns.iter().for_each(|turn| write_turn(turn, &mut bytes));
    bytes
}

fn write_turn(turn: &Turn, bytes: &mut Vec<u8>) {
    let place = |found: Option<usize>| found.unwrap_or_default() as u8;
    match turn {
        Turn::Op(op) => write_op(op, bytes),
        Turn::Refuse { after, errno } => {
            bytes.extend([12, 4 * after + place(REFUSALS.iter().position(|one| one == errno))]);
        }
        Turn::Snatch => bytes.push(13),
        Turn::Postpone => bytes.extend([14, 0]),
        Turn::CleanUp => bytes.extend([14, 1]),
        Turn::Rename { from, to } => {
            bytes.push(15);
            spell(from, bytes);
            spell(to, bytes);
        }
    }
}

fn write_op(op: &Op, bytes: &mut Vec<u8>) {
    let mut named = |first: &[u8], name: &[u8]| {
        bytes.extend(first);
        spell(name, bytes);
    };
    match op {
        Op::Occupy { name, holder } => {
            named(&[5, HOLDERS.iter().position(|one| one == holder).unwrap_or_default() as u8], name);
        }
        Op::OccupyRun(run) => {
            named(&[7], run.prefix.as_bytes());
            named(&[], run.suffix.as_bytes());
            bytes.extend(run.from.to_le_bytes());
            bytes.push(run.count as u8);
        }
        Op::Free { name } => named(&[8], name),
        Op::Reserve { name } => named(&[9], name),
        Op::Release { name } => named(&[10], name),
        Op::Generate { kind, wanted, keep, probes_fail } => {
            let flags = u8::from(*keep) + 2 * u8::from(wanted.is_some()) + 4 * u8::from(*probes_fail);
            let kind = DeviceKind::ALL.iter().position(|one| one == kind).unwrap_or_default() as u8;
            bytes.extend([0, kind + 3 * flags]);
            wanted.iter().for_each(|name| spell(name, bytes));
        }
        Op::Restart => bytes.push(11),
    }
}

fn spell(name: &[u8], bytes: &mut Vec<u8>) {
    bytes.push(SPELLED + name.len() as u8);
    bytes.extend(name);
}
