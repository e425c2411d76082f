//! The definition of the peer-model, word for word and with whole tables. It shares no code with the model.

use ifrace_sim::peer_model::Policy;

/// Each table says by name whose entry it holds: 0 for nobody's, else the guest and 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct World {
    pub(crate) dev: Vec<usize>,
    /// The filter, the rate limit and the port of the switch.
    pub(crate) tables: [Vec<usize>; 3],
    pub(crate) nxt: usize,
    pub(crate) guests: Vec<Guest>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Guest {
    pub(crate) pc: u32,
    pub(crate) cyc: u32,
    pub(crate) name: usize,
}

impl World {
    pub(crate) fn new(guests: u32, names: u32) -> Self {
        let empty = vec![0; names as usize];
        let tables = [empty.clone(), empty.clone(), empty.clone()];
        Self { dev: empty, tables, nxt: 0, guests: vec![Guest::default(); guests as usize] }
    }

    pub(crate) fn may_step(&self, guest: usize, cycles: u32) -> bool {
        self.guests[guest].pc != 0 || self.guests[guest].cyc < cycles
    }

    /// Lets a guest step. Answers whether that was a wrongful removal.
    pub(crate) fn step(&mut self, guest: usize, policy: Policy) -> bool {
        let Guest { pc, name, .. } = self.guests[guest];
        let mut wrongful = false;
        match pc {
            0 => self.start(guest, policy),
            1..=3 => self.tables[pc as usize - 1][name] = guest + 1,
            4 => self.dev[name] = 0,
            _ => {
                let owner = std::mem::take(&mut self.tables[pc as usize - 5][name]);
                wrongful = owner != 0 && owner != guest + 1 && self.dev[name] == owner;
            }
        }
        let guest = &mut self.guests[guest];
        guest.pc = (pc + 1) % 8;
        if guest.pc == 0 {
            *guest = Guest { pc: 0, cyc: guest.cyc + 1, name: 0 };
        }
        wrongful
    }

    fn start(&mut self, guest: usize, policy: Policy) {
        let names = self.dev.len();
        let first = if policy == Policy::Monotonic { self.nxt } else { 0 };
        let name = (0..names).map(|more| (first + more) % names).find(|name| self.dev[*name] == 0).expect("a name is free");
        if policy == Policy::Monotonic {
            self.nxt = (name + 1) % names;
        }
        self.dev[name] = guest + 1;
        self.guests[guest].name = name;
    }

    /// Whether a guest that runs has installed an entry, and it is another's or gone.
    pub(crate) fn is_robbed(&self) -> bool {
        let robbed = |(guest, Guest { pc, name, .. }): (usize, &Guest)| {
            let installed = (*pc as usize - 1).min(3);
            self.tables[..installed].iter().any(|table| table[*name] != guest + 1)
        };
        self.guests.iter().enumerate().filter(|(_, guest)| (1..=4).contains(&guest.pc)).any(robbed)
    }
}
