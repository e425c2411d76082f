#!/usr/bin/env bash
# Builds the fuzz targets into $OUT, each with its seeds, dictionary and options. ClusterFuzzLite sets SRC, OUT and WORK.
# deploy/clusterfuzzlite-check.sh runs it without a container.
set -euo pipefail
cd "$SRC/ifrace"

# One is there to be found broken, the other to measure libFuzzer itself.
not_shipped=' schedule_lowest_free empty '

targets=()
for file in fuzz/fuzz_targets/*.rs; do
    target=$(basename "$file" .rs)
    [[ $not_shipped == *" $target "* ]] || targets+=("$target")
done

# Link-time optimisation takes minutes for each target, and finds nothing.
export CARGO_PROFILE_RELEASE_LTO=off
triple=$(rustc -vV | sed -n 's/^host: //p')
for target in "${targets[@]}"; do
    cargo fuzz build -O --fuzz-dir fuzz --features libfuzzer --target-dir "$WORK/target" "$target"
    cp "$WORK/target/$triple/release/$target" "$OUT/"

    # Inputs that once failed are seeds too.
    seeds=()
    for folder in "fuzz/corpus/$target" "fuzz/regressions/$target"; do
        [ ! -d "$folder" ] || mapfile -t -O "${#seeds[@]}" seeds < <(find "$folder" -type f ! -name '.*' ! -name README | LC_ALL=C sort)
    done
    rm -f "$OUT/${target}_seed_corpus.zip"
    # Names of files need not differ between the two folders, and zip -j would keep one of a name.
    if [ ${#seeds[@]} -gt 0 ]; then
        (cd fuzz && zip --quiet "$OUT/${target}_seed_corpus.zip" "${seeds[@]#fuzz/}")
    fi
    [ ! -f "fuzz/dictionaries/$target.dict" ] || cp "fuzz/dictionaries/$target.dict" "$OUT/"
    cp .clusterfuzzlite/target.options "$OUT/$target.options"
done
