//! The model of the kernel as an allocator: the oracle for the real one.

use super::simulated::play_on;
use super::{Played, Subject};
use crate::bench::{Abilities, Allocator, Keep, KernelAllocator};
use crate::history::Op;
use ifrace_model::kernel::{LinkKind, Namespace, Rules};

/// Templates are filled in by the model of a kernel with these rules.
#[derive(Clone, Debug)]
pub struct SimulatedKernel {
    /// The rules.
    pub rules: Rules,
    /// The kinds of links that it creates.
    pub kinds: Vec<LinkKind>,
}

impl Subject for SimulatedKernel {
    fn id(&self) -> String {
        format!("model of kernel ({})", self.rules)
    }

    fn abilities(&self) -> Abilities {
        KernelAllocator::with_kinds(&self.kinds).abilities()
    }

    fn play(&mut self, history: &[Op]) -> Played {
        let host = Namespace::new(self.rules).with_kinds(&self.kinds);
        play_on(host, &mut KernelAllocator::with_kinds(&self.kinds), Keep::Device, history)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::{Aspect, Plan, Quiet, search};
    use crate::history::Reply;
    use ifrace_model::invariant::{Invariant, Profile};
    use ifrace_model::policy::DeviceKind;

    fn kernel(kinds: &[LinkKind]) -> SimulatedKernel {
        SimulatedKernel { rules: Rules::Trust, kinds: kinds.to_vec() }
    }

    fn request(kind: DeviceKind) -> Op {
        Op::Generate { kind, wanted: None, keep: true, probes_fail: false }
    }

    #[test]
    fn a_kind_that_the_kernel_lacks_is_not_run() {
        let mut without = kernel(&[LinkKind::Veth, LinkKind::Bridge, LinkKind::Macvlan]);
        let replies = without.play(&DeviceKind::ALL.map(request)).replies;
        assert_eq!(replies, [Reply::named(b"vnet0"), Reply::Unsupported, Reply::named(b"macvlan0")]);
        assert!(!without.abilities().kinds.contains(&DeviceKind::Macvtap));
        let no_veth = kernel(&[LinkKind::Macvtap]).play(&[request(DeviceKind::Macvtap)]).replies;
        assert_eq!(no_veth, [Reply::Unsupported], "nothing can be below it");
    }

    #[test]
    fn a_lack_is_neither_a_disagreement_nor_a_violation() {
        let mut lacking = kernel(&[LinkKind::Veth, LinkKind::Macvlan]);
        let report = search(&mut lacking.clone(), Some(&mut lacking), &Profile::ENDLESS, &Plan::all(1, 300, 30), &Quiet);
        assert_eq!(report.classes(Aspect::Model), Vec::<&str>::new());
        let full = search(&mut kernel(&LinkKind::CREATABLE), None, &Profile::ENDLESS, &Plan::all(1, 300, 30), &Quiet);
        let progress = Aspect::Invariant(Invariant::Progress);
        assert!(report.classes(progress).iter().all(|class| full.classes(progress).contains(class)));
    }
}
