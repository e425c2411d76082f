//! What holds of every target whose inputs are bytes and whose texts are lines of JSON.

use crate::target::Target;
use ifrace_sim::Rng;
use std::path::Path;

/// Panics unless the text of an input stands for an input that shows as the same text, and both can be played.
fn assert_shown(target: &Target, data: &[u8]) {
    let text = (target.show)(data);
    let again = (target.read)(&text).unwrap_or_else(|error| panic!("line {}: {} in\n{text}", error.line, error.reason));
    assert_eq!((target.show)(&again), text);
    (target.run)(data);
    (target.run)(&again);
}

/// Panics unless the laws hold for the corpus, and for parts of it that are strung together with random bytes in between.
pub(crate) fn assert_laws(target: &Target) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name);
    let entries = std::fs::read_dir(folder).expect("the corpus can be read");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("the corpus can be read").path()).collect();
    paths.sort();
    let corpus: Vec<Vec<u8>> = paths.iter().map(|path| std::fs::read(path).expect("the file can be read")).collect();
    assert!(!corpus.is_empty());
    corpus.iter().for_each(|data| assert_shown(target, data));
    let mut rng = Rng::new(1);
    for _ in 0..500 {
        let mut data = rng.pick(&corpus).clone();
        data.truncate(rng.below(data.len() + 1));
        let noise = rng.below(24);
        data.extend((0..noise).map(|_| rng.below(256) as u8));
        data.extend(rng.pick(&corpus).iter().skip(rng.below(8)));
        assert_shown(target, &data);
    }
}
