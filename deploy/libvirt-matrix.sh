#!/usr/bin/env bash
# `ifrace check libvirt` on the libvirt of each Debian release, one after the other, for some minutes each.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
here=$PWD/deploy/libvirt-matrix

# Release and version of libvirt, oldest first. The bench is built in the first one.
all=(bullseye bookworm trixie sid)
mirror=${IFRACE_MIRROR:-http://deb.debian.org/debian}

usage() {
    cat <<'EOF'
Usage: deploy/libvirt-matrix.sh [OPTION]...
       deploy/libvirt-matrix.sh --in RELEASE -- ARGUMENT...

Plays generated histories on libvirt 7.0.0 (Debian bullseye), 9.0.0 (bookworm),
11.3.0 (trixie) and that of sid, in a small Debian root for each. Needs root and
the network (once). Nothing stays mounted, and the machine's own network is left
alone: each run has mounts, processes and a network of its own.

  --minutes N      how long each release is checked (default 10; 0.5 is possible)
  --seed S         the seed of the histories (default 1), the same for all
  --only A,B       only these of bullseye, bookworm, trixie, sid
  --out DIR        where results go (default target/libvirt-matrix)
  --roots DIR      where the roots are kept (default ~/.cache/ifrace/roots)
  --fresh          make the roots again: sid moves on
  --in RELEASE     run `ifrace ARGUMENT...` in the root of a release, no more;
                   the exit code is the one of ifrace
  --help           this text

IFRACE_MIRROR is the Debian mirror (default http://deb.debian.org/debian).

DIR/RELEASE has check.json, shrunk.json (the same finds with short histories),
doctor.txt, gate.txt, gate/ (JSON and JUnit), and replays/, the answers of the
release to each history of DIR/findings. DIR/summary.txt is the table that is
printed at the end.

Exit codes: 0 all releases ran, whatever was found; 2 bad options; 70 a run
failed; 75 something is missing; 130 interrupted, with what was found until then.
EOF
}

fail() { # CODE TEXT
    echo "libvirt-matrix: $2" >&2
    exit "$1"
}

minutes=10 seed=1 out=target/libvirt-matrix roots=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/ifrace/roots fresh='' within='' arguments=()
releases=("${all[@]}")
known() { [[ " ${all[*]} " == *" $1 "* ]] || fail 2 "there is no release '$1' here; choose among ${all[*]}"; }
while [ $# -gt 0 ]; do
    case $1 in
    --minutes | --seed | --only | --out | --roots | --in) [ $# -ge 2 ] || fail 2 "$1 needs a value; see --help" ;;&
    --minutes) minutes=$2 && shift 2 ;;
    --seed) seed=$2 && shift 2 ;;
    --only) IFS=, read -r -a releases <<<"$2" && shift 2 ;;
    --out) out=$2 && shift 2 ;;
    --roots) roots=$2 && shift 2 ;;
    --fresh) fresh=yes && shift ;;
    --in) within=$2 && releases=("$2") && shift 2 ;;
    --) shift && arguments=("$@") && break ;;
    --help | -h) usage && exit ;;
    *) fail 2 "unknown option '$1'; see --help" ;;
    esac
done
[[ $minutes =~ ^[0-9]{1,5}(\.[0-9]{1,3})?$ && $minutes =~ [1-9] ]] || fail 2 "--minutes is a number above 0, not '$minutes'"
[[ $seed =~ ^[0-9]{1,19}$ ]] || fail 2 "--seed is a whole number, not '$seed'"
[ ${#releases[@]} -gt 0 ] || fail 2 "--only names no release; choose among ${all[*]}"
for release in "${releases[@]}"; do known "$release"; done
[ -z "$within" ] || [ ${#arguments[@]} -gt 0 ] || fail 2 "--in RELEASE is followed by -- and the arguments of ifrace"
[ -n "$within" ] || [ ${#arguments[@]} -eq 0 ] || fail 2 "arguments after -- need --in RELEASE"

[ "$(id -u)" -eq 0 ] || fail 75 "roots can only be made and entered by root; run it with sudo"
for need in debootstrap:debootstrap unshare:util-linux chroot:coreutils flock:util-linux jq:jq column:bsdextrautils; do
    command -v "${need%:*}" >/dev/null || fail 75 "${need%:*} is missing: apt-get install ${need#*:}"
done
[ -c /dev/net/tun ] || fail 75 "there is no /dev/net/tun: modprobe tun"
mkdir -p "$out" "$roots"
out=$(realpath "$out") roots=$(realpath "$roots")

# What runs in a root is a process group, and ends with this script. At the first signal a check is asked to report; at a second one it is killed.
inner='' gentle='' interrupted='' partial='' limit=1h
end() {
    [ -z "$inner" ] || kill -KILL -- "-$inner" 2>/dev/null || true
    [ -z "$partial" ] || rm -rf --one-file-system "$partial"
}
interrupt() {
    [ -n "$gentle" ] && [ -z "$interrupted" ] || exit 130
    interrupted=yes
    # timeout passes it on.
    kill -INT "$inner" 2>/dev/null || true
}
trap end EXIT
trap interrupt INT TERM HUP

# shellcheck source=SCRIPTDIR/libvirt-matrix/roots.sh
. "$here/roots.sh"
# shellcheck source=SCRIPTDIR/libvirt-matrix/runs.sh
. "$here/runs.sh"

exec 9>"$roots/.lock"
flock --nonblock 9 || fail 75 "another run uses $roots; wait for it, or give another --roots"
# The bench is built in the root of bullseye, whatever is checked.
for release in bullseye "${releases[@]}"; do make_root "$release"; done
build
if [ -n "$within" ]; then
    inside "$within" "$ifrace" "${arguments[@]}"
    exit
fi
checked=()
for release in "${releases[@]}"; do
    check "$release"
    checked+=("$release")
    [ -z "$interrupted" ] || break
done
replay_all
summary | tee "$out/summary.txt"
[ -z "$interrupted" ] || exit 130
