//! Limits on a library's process, tighter than those of `check` and `gate`.

use super::folder::Folder;
use super::output::ifrace_with;
use serde_json::{Value, json};

const RESERVE: &str = "#include <time.h>\nvoid virNetDevReserveName(const char *name) { (void) name; }\n";

/// The answer of a worker that is asked for one name, with these limits in seconds and MiB, and plenty of time for the history.
#[track_caller]
fn answer(body: &str, seconds: u32, mebibytes: u32) -> Value {
    answer_within(body, [seconds, mebibytes, 100])
}

/// The same with three limits: seconds for an operation, MiB, and seconds for the history.
#[track_caller]
fn answer_within(body: &str, limits: [u32; 3]) -> Value {
    let folder = Folder::new();
    let code = format!("{RESERVE}int virNetDevGenerateName(char **name, int type) {{ {body} }}\n");
    let subject = folder.library(&code);
    let library = subject.trim_start_matches("libvirt:");
    let operations = [json!({"op": "reserve", "name": "vnet5"}), json!({"op": "generate", "kind": "tap"})];
    let request = json!({"history": operations.map(|operation| operation.to_string())});
    let [seconds, mebibytes, history] = limits.map(|limit| limit.to_string());
    let args = ["worker", "libvirt", library, &seconds, &mebibytes, &history];
    // The second request shows that the worker outlives what the first one did.
    let lines = ifrace_with(&args, &format!("{request}\n{request}\n")).exits(0).json_lines();
    let [hello, first, second] = &lines[..] else { panic!("not three lines: {lines:?}") };
    assert!(hello["ready"].is_object(), "{hello}");
    assert_eq!(first, second);
    assert_eq!(first["played"]["replies"], json!(["done"]), "{first}");
    first["played"]["ending"].clone()
}

#[test]
fn an_operation_that_does_not_end_in_time_hangs() {
    assert_eq!(answer("for (volatile int i = 0;; i++) { }", 1, 4096), json!({"hung": {"seconds": 1}}));
}

/// Makes progress all the time, as far as memory is one.
const SLOWLY_GROWING: &str = r"
    for (;;) {
        size_t part = 8ul << 20;
        memset(malloc(part), 1, part);
        for (clock_t since = clock(); clock() - since < CLOCKS_PER_SEC / 20;) { }
    }
";

#[test]
fn progress_that_leads_nowhere_in_time_is_slow() {
    assert_eq!(answer_within(SLOWLY_GROWING, [5, 4096, 2]), json!({"slow": {"seconds": 2}}));
}

/// Takes three quarters of 512 MiB, stays there for longer than the watcher looks away, and then wants all.
const GREEDY: &str = r"
    size_t part = 384ul << 20;
    memset(malloc(part), 1, part);
    for (clock_t since = clock(); clock() - since < CLOCKS_PER_SEC / 2;) { }
    while (malloc(1 << 20)) { }
    abort();
";

#[test]
fn memory_beyond_the_limit_is_told_from_a_crash() {
    assert_eq!(answer(GREEDY, 10, 512), json!({"out-of-memory": {"limit_mib": 512}}));
    assert_eq!(answer("abort();", 10, 512), json!({"crashed": {"how": "signal 6 (SIGABRT)"}}));
}

#[test]
fn requests_that_cannot_be_understood_are_answered() {
    let lines = ifrace_with(&["worker", "kernel"], "nonsense\n{\"script\":[\"{}\"]}\n").exits(0).json_lines();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[1]["failed"].is_string() && lines[2]["failed"].is_string(), "{lines:?}");
}
