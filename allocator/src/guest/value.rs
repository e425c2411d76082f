//! Guests as values, which can be copied, compared and hashed.
//!
//! By hand, since a derived implementation would ask the same of the generator of names, of which a guest has only a request.

use super::work::Work;
use super::{Card, Guest, Incarnation, Phase, Settings, Status};
use crate::interface::Interface;
use crate::names::Naming;
use crate::rules::Rules;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Everything that makes up a guest.
type Parts<'g, C> =
    (&'static Rules, Settings, &'g [Arc<Interface>], &'g [Card], Incarnation, Phase, &'g Option<Status>, &'g Option<Work<C>>);

impl<N: Naming> Guest<N> {
    fn parts(&self) -> Parts<'_, N::Call> {
        let Self { rules, settings, persistent, cards, incarnation, phase, status, work } = self;
        (rules, *settings, persistent, cards, *incarnation, *phase, status, work)
    }
}

impl<N: Naming> Clone for Guest<N> {
    fn clone(&self) -> Self {
        Self {
            rules: self.rules,
            settings: self.settings,
            persistent: self.persistent.clone(),
            cards: self.cards.clone(),
            incarnation: self.incarnation,
            phase: self.phase,
            status: self.status.clone(),
            work: self.work.clone(),
        }
    }
}

impl<N: Naming> PartialEq for Guest<N> {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl<N: Naming> Eq for Guest<N> {}

impl<N: Naming> Hash for Guest<N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Guest, Next, Settings};
    use crate::host::{Host, Incarnation};
    use crate::interface::{Interface, InterfaceType, Source};
    use crate::memory::MemoryHost;
    use crate::names::Monotonic;
    use crate::rules::Rules;
    use std::hash::BuildHasher;

    type Bench = (Guest<Monotonic>, Monotonic, MemoryHost);

    fn bench() -> Bench {
        let card = Interface::new(InterfaceType::Ethernet, Source::Other);
        let rules = Rules::find("11.3").expect("it is a row");
        let guest = Guest::new(0, rules, Settings::default(), vec![card.into()]).expect("it fits");
        (guest, Monotonic::new(), MemoryHost::new())
    }

    fn one_operation((guest, names, host): &mut Bench) -> bool {
        let result = match guest.next(names) {
            Next::Op(op) => host.perform(Incarnation::new(0, 1), &op),
            _ => return false,
        };
        guest.answer(result, names);
        true
    }

    #[test]
    fn a_copy_is_equal_at_every_step_and_goes_its_own_way() {
        let hasher = std::hash::RandomState::new();
        let mut bench = bench();
        bench.0.begin(Command::Start).expect("it is off");
        assert_eq!((bench.0.command(), bench.0.is_undoing(), bench.0.status_cards()), (Some(&Command::Start), false, &[][..]));
        loop {
            let mut copy = bench.clone();
            assert_eq!(copy.0, bench.0);
            let goes_on = one_operation(&mut bench);
            assert_ne!(copy.0, bench.0, "every operation leads on");
            one_operation(&mut copy);
            assert_eq!(hasher.hash_one((&copy.0, &copy.1)), hasher.hash_one((&bench.0, &bench.1)));
            if !goes_on {
                break;
            }
        }
        assert_eq!((bench.0.command(), bench.0.status_cards()[0].state.name), (None, bench.0.cards()[0].state.name));
    }

    #[test]
    fn rules_tell_guests_apart() {
        let (guest, ..) = bench();
        let other = Guest { rules: Rules::find("10.3").expect("it is a row"), ..guest.clone() };
        assert_ne!(guest, other);
    }
}
