# shellcheck shell=bash
# Parts of libvirt-matrix.sh: the runs on a release, and the table of what they found.
# shellcheck disable=SC2154 # out, minutes, seed, releases and fail are libvirt-matrix.sh's.

ifrace=/mnt/target/release/ifrace

# A release for so many minutes, ended by a signal: `check` then reports what it has found. Then the same histories again as far as
# the last find, since only a check that comes to its end makes the histories small.
check() {
    local release=$1 folder=$out/$1 code=0 last
    rm -rf "$folder" && mkdir "$folder"
    inside "$release" "$ifrace" doctor >"$folder/doctor.txt" || fail 70 "doctor failed on $release: see $folder/doctor.txt"
    # The verdict of the gate is a result like others: the baseline is that of one release.
    inside "$release" "$ifrace" gate --subject libvirt --require libvirt --baseline /mnt/ifrace/reports/baseline.toml \
        --out "/mnt/out/$release/gate" >"$folder/gate.txt" 2>&1 || code=$?
    [[ $code =~ ^(0|10|12|13)$ ]] || fail 70 "the gate failed on $release with $code: see $folder/gate.txt"
    echo "$code" >"$folder/gate.code"

    echo "libvirt-matrix: $release for $minutes minutes" >&2
    gentle=yes limit=${minutes}m
    search "$release" check 1000000000
    gentle='' limit=2h
    cp "$folder/check.json" "$folder/shrunk.json"
    [ -z "$interrupted" ] || return 0
    last=$(jq '[.findings[].case] | max // empty' "$folder/check.json")
    [ -z "$last" ] || search "$release" shrunk $((last + 1))
}

search() { # RELEASE FILE CASES
    local folder=$out/$1 code=0
    inside "$1" "$ifrace" check libvirt --json --seed "$seed" --cases "$3" >"$folder/$2.json" 2>"$folder/$2.err" || code=$?
    [[ $code =~ ^(0|3|10|12|13)$ ]] || fail 70 "check failed on $1 with $code: see $folder/$2.err"
    # What was found counts even if the check broke off, so the exit code does not tell.
    jq --exit-status '.cut_short == null or .cut_short == "interrupted"' "$folder/$2.json" >/dev/null ||
        fail 70 "check broke off on $1: $(jq -r .cut_short "$folder/$2.json"); see $folder/$2.err"
    echo "$code" >"$folder/$2.code"
}

# The shortest histories of all releases, each played on all: what one found may be in another that has not met it.
replay_all() {
    local release kind history
    rm -rf "$out/findings" && mkdir "$out/findings"
    for release in "${checked[@]}"; do
        while IFS=$'\t' read -r kind history; do
            [ -e "$out/findings/$kind.ndjson" ] || jq -c '.[]' <<<"$history" >"$out/findings/$kind.ndjson"
        done < <(jq -r '.findings[] | [.aspect + "." + .class, (.history | tojson)] | join("\t")' "$out/$release/shrunk.json")
    done
    for release in "${checked[@]}"; do
        mkdir -p "$out/$release/replays"
        for history in "$out/findings/"*.ndjson; do
            [ -e "$history" ] || continue
            kind=$(basename "$history" .ndjson)
            inside "$release" "$ifrace" check libvirt --history "/mnt/out/findings/$kind.ndjson" >"$out/$release/replays/$kind.txt" || true
            inside "$release" "$ifrace" check libvirt --json --history "/mnt/out/findings/$kind.ndjson" >"$out/$release/replays/$kind.json" ||
                true
        done
    done
}

# Whether the replay of a history on a release shows the same kind of finding.
cell() { # RELEASE KIND
    jq -r --arg kind "$2" 'if any(.findings[]; .aspect + "." + .class == $kind) then "yes" else "no" end' "$out/$1/replays/$2.json"
}

summary() {
    local release history kind code
    echo "$(uname -sr), $(git describe --always --dirty 2>/dev/null || echo 'no git'), seed $seed, $minutes minutes for each release"
    echo
    {
        echo 'release|libvirt|histories|operations|kinds of findings|check|gate'
        for release in "${checked[@]}"; do
            code=$(cat "$out/$release/gate.code")
            jq -r --arg release "$release" --arg check "$(cat "$out/$release/check.code")" --arg gate "$code" \
                '[$release, .version, .cases, .operations, (.findings | length), $check, $gate] | join("|")' "$out/$release/check.json"
        done
    } | column -t -s '|'
    echo
    {
        (IFS='|' && echo "finding, its history played on|${checked[*]}")
        for history in "$out/findings/"*.ndjson; do
            [ -e "$history" ] || continue
            kind=$(basename "$history" .ndjson)
            printf '%s (%s)' "${kind%%.*}" "${kind#*.}"
            for release in "${checked[@]}"; do printf '|%s' "$(cell "$release" "$kind")"; done
            echo
        done
    } | column -t -s '|'
}
