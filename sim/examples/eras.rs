//! tmp
use ifrace_model::{invariant::Profile, policy::Era};
use ifrace_sim::{campaign::*, history::to_json, subject::*};
fn main() {
    let seed: u64 = std::env::args().nth(1).map_or(1, |s| s.parse().unwrap());
    let cases: u64 = std::env::args().nth(2).map_or(2000, |s| s.parse().unwrap());
    for era in Era::ALL {
        let t = std::time::Instant::now();
        let plan = Plan { seed, cases, length: 30 };
        let r = run(&mut Builtin::new(era), None, &Profile::of(era), &plan, &Quiet);
        println!("{era} {} ops {:?}", r.operations, t.elapsed());
        for f in &r.findings {
            println!("   {} {} : {}", f.aspect, f.class, f.text);
            for op in &f.history {
                println!("        {}", to_json(op));
            }
        }
    }
}
