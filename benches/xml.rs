//! Reading a large document and dropping its generated names, beside what the XML parser takes alone.

use criterion::{Criterion, Throughput};
use ifrace_allocator::rules::XmlRules;
use ifrace_allocator::xml::{Dialect, Document, Writing};
use std::fmt::Write;
use std::hint::black_box;
use std::time::Duration;

const SIZE: usize = 10 << 20;

/// A document of the size, as `virsh dumpxml` prints one, in which every other name is generated.
fn document() -> String {
    let mut text = String::from("<domain type='kvm'>\n  <name>guest</name>\n  <devices>\n");
    for number in 0_u32.. {
        if text.len() >= SIZE {
            break;
        }
        let (prefix, [.., a, b, c]) = (if number % 2 == 0 { "vnet" } else { "web" }, number.to_be_bytes());
        let interface = format_args!(
            "    <interface type='bridge'>\n      <mac address='52:54:00:{a:02x}:{b:02x}:{c:02x}'/>\n      \
             <source bridge='br0'/>\n      <target dev='{prefix}{number}'/>\n      <model type='virtio'/>\n      \
             <alias name='net{number}'/>\n      <address type='pci' domain='0x0000' bus='0x01' slot='0x00' \
             function='0x0'/>\n    </interface>\n"
        );
        text.write_fmt(interface).expect("a string takes everything");
    }
    text.push_str("  </devices>\n</domain>\n");
    text
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(4))
        .configure_from_args();
    let text = document();
    let dialect = Dialect { rules: &XmlRules::FROM_9_0, driver_prefix: None };
    let mut group = criterion.benchmark_group("xml");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("parser-alone", |bench| {
        bench.iter(|| roxmltree::Document::parse(black_box(&text)).expect("it is XML").descendants().len());
    });
    group.bench_function("read", |bench| {
        bench.iter(|| Document::read(black_box(&text), &dialect).expect("it is good").interfaces().len());
    });
    group.bench_function("read-and-send", |bench| {
        bench.iter(|| {
            let document = Document::read(black_box(&text), &dialect).expect("it is good");
            document.written(Writing::Migratable).text.len()
        });
    });
    group.finish();
    criterion.final_summary();
}
