#!/usr/bin/env bash
# Checks .clusterfuzzlite/ without a container, as far as that goes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
    cat <<'EOF'
Usage: deploy/clusterfuzzlite-check.sh [--seconds N] [--out DIR]

Runs .clusterfuzzlite/build.sh on a copy of this checkout with the nightly toolchain,
as ClusterFuzzLite does with SANITIZER=address, removes the copy, and runs each target
from its output alone, with its seeds, dictionary and options. Takes some minutes.

  --seconds N  how long each target runs (default 10)
  --out DIR    where the output goes, in $OUT of build.sh (default: removed at the end)

Exit codes: 0 all right; 1 something is not; 2 bad options; 75 something is missing.
EOF
}
fail() { # CODE TEXT
    echo "clusterfuzzlite-check: $2" >&2
    exit "$1"
}

seconds=10 keep=''
while [ $# -gt 0 ]; do
    case $1 in
    --help | -h) usage && exit ;;
    --seconds | --out) [ $# -ge 2 ] || fail 2 "$1 needs a value; see --help" ;;&
    --seconds) seconds=$2 && shift 2 ;;
    --out) keep=$2 && shift 2 ;;
    *) fail 2 "unknown option '$1'; see --help" ;;
    esac
done
[[ $seconds =~ ^[1-9][0-9]{0,4}$ ]] || fail 2 "--seconds is a number from 1 on, not '$seconds'"
for need in zip:zip unzip:unzip c++:g++ ldd:libc-bin; do
    command -v "${need%:*}" >/dev/null || fail 75 "${need%:*} is missing: apt-get install ${need#*:}"
done
export RUSTUP_TOOLCHAIN=nightly
rustc --version >/dev/null 2>&1 || fail 75 "there is no nightly toolchain: rustup toolchain install nightly"
cargo fuzz --version >/dev/null 2>&1 || fail 75 "cargo-fuzz is missing: cargo install cargo-fuzz --locked"

work=$(mktemp --directory --tmpdir ifrace-clusterfuzzlite.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
export SRC=$work/src OUT=${keep:-$work/out} WORK=$work/work SANITIZER=address FUZZING_ENGINE=libfuzzer
mkdir -p "$SRC/ifrace" "$OUT" "$WORK"
OUT=$(realpath "$OUT")
[ -z "$(ls -A "$OUT")" ] || fail 2 "$OUT is not empty"
# What docker's COPY takes, but for the folders of builds.
tar --create --exclude=./target --exclude=./.git --exclude=./fuzz/target --exclude=./benches/peers/target . | tar --extract --directory "$SRC/ifrace"
# A target folder of the caller's is not where build.sh looks.
env -u CARGO_TARGET_DIR "$SRC/ifrace/.clusterfuzzlite/build.sh"
shopt -s nullglob
targets=("$SRC/ifrace/fuzz/fuzz_targets/"*.rs)
dictionaries=("$SRC/ifrace/fuzz/dictionaries/"*.dict)
rm -rf "$SRC" "$WORK"

# Libraries that the image in which targets run has.
base='^(linux-vdso|libc|libm|libgcc_s|libstdc\+\+|libpthread|libdl|librt|ld-linux[-a-z0-9_]*)\.so'
run() { # TARGET
    local target=$1 folder=$work/run-$1 arguments=() unknown seeds
    [[ $target =~ ^[A-Za-z0-9_-]+$ ]] || fail 1 "$target is no name that ClusterFuzzLite takes"
    unknown=$(ldd "$OUT/$target" | awk '{ sub(".*/", "", $1); print $1 }' | grep -Ev "$base" || true)
    [ -z "$unknown" ] || fail 1 "$target needs a library that is not in the image: $unknown"
    mkdir -p "$folder/corpus"
    [ ! -e "$OUT/${target}_seed_corpus.zip" ] || unzip -q "$OUT/${target}_seed_corpus.zip" -d "$folder/corpus"
    seeds=$(find "$folder/corpus" -type f | wc -l)
    [ ! -e "$OUT/$target.dict" ] || arguments+=("-dict=$OUT/$target.dict")
    # Each line of [libfuzzer] is an option.
    while IFS=' =' read -r name value; do arguments+=("-$name=$value"); done < <(grep -E '^[a-z_]+ *= *[0-9]+$' "$OUT/$target.options")
    (cd "$folder" && env -i PATH=/usr/bin:/bin HOME="$folder" timeout --kill-after=10 $((seconds + 120)) \
        "$OUT/$target" "${arguments[@]}" -max_total_time="$seconds" -rss_limit_mb=2560 -print_final_stats=1 corpus >log 2>&1) ||
        { tail -n 40 "$folder/log" >&2; fail 1 "$target fails"; }
    nm "$OUT/$target" | grep __asan_init >/dev/null || fail 1 "$target is built without AddressSanitizer"
    printf '%-24s %s executions, %s seeds%s\n' "$target" "$(awk '/stat::number_of_executed_units/ { print $2 }' "$folder/log")" \
        "$seeds" "$([ ! -e "$OUT/$target.dict" ] || echo ', a dictionary')"
}

count=0
for file in "${targets[@]}"; do
    target=$(basename "$file" .rs)
    case $target in
    schedule_lowest_free | empty) [ ! -e "$OUT/$target" ] || fail 1 "$target is not to be shipped" ;;
    *) [ -x "$OUT/$target" ] || fail 1 "$target is missing in the output"; run "$target"; count=$((count + 1)) ;;
    esac
done
for dictionary in "${dictionaries[@]}"; do
    target=$(basename "$dictionary" .dict)
    [ -e "$OUT/$target" ] || [[ $target =~ ^(schedule_lowest_free|empty)$ ]] || fail 1 "there is a dictionary for $target, but no target"
done
echo "clusterfuzzlite-check: $count targets built and run"
