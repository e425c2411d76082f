#!/usr/bin/env bash
# Tries campaign.sbatch and merge.sbatch on a Slurm of one node that lives for some minutes on this machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

usage() {
    cat <<'EOF'
Usage: deploy/slurm/try-locally.sh [--plan FILE] [--tasks N] [--keep DIR]

Starts munged, slurmctld and slurmd with folders, keys and a network of their own,
submits the plan as an array, kills one of its tasks with SIGKILL in the middle,
waits until Slurm has started it again and all is done, merges, plays the same plan
in one piece, and compares both results byte for byte. Needs root.

  --plan FILE  the plan (default deploy/slurm/try-locally.toml)
  --tasks N    how many shards (default 8)
  --keep DIR   where results and logs stay (default: removed at the end)

IFRACE is the command to try (default: built here with cargo).

Exit codes: 0 equal; 1 not equal, or the kill or the restart did not happen;
2 bad options; 70 Slurm does not come up; 75 something is missing.
EOF
}
fail() { # CODE TEXT
    echo "try-locally: $2" >&2
    exit "$1"
}

plan=deploy/slurm/try-locally.toml tasks=8 keep=''
while [ $# -gt 0 ]; do
    case $1 in
    --help | -h) usage && exit ;;
    --plan | --tasks | --keep) [ $# -ge 2 ] || fail 2 "$1 needs a value; see --help" ;;&
    --plan) plan=$2 && shift 2 ;;
    --tasks) tasks=$2 && shift 2 ;;
    --keep) keep=$2 && shift 2 ;;
    *) fail 2 "unknown option '$1'; see --help" ;;
    esac
done
[[ $tasks =~ ^[1-9][0-9]{0,2}$ ]] || fail 2 "--tasks is a number from 1 to 999, not '$tasks'"
[ -r "$plan" ] || fail 2 "the plan $plan cannot be read"
[ "$(id -u)" -eq 0 ] || fail 75 "Slurm's daemons are started by root; run it with sudo"
for need in slurmctld:slurmctld slurmd:slurmd sbatch:slurm-client munged:munge unshare:util-linux ip:iproute2 pgrep:procps; do
    command -v "${need%:*}" >/dev/null || fail 75 "${need%:*} is missing: apt-get install --no-install-recommends slurm-wlm munge iproute2 procps"
done
if [ -z "${IFRACE:-}" ]; then
    cargo build --quiet --release --bin ifrace
    IFRACE=${CARGO_TARGET_DIR:-target}/release/ifrace
fi
IFRACE=$(realpath "$(command -v "$IFRACE")")

work=$(mktemp -d /tmp/ifrace-slurm.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
if [ -n "$keep" ]; then
    mkdir -p "$keep"
    trap 'cp -r "$work/." "$keep"; rm -rf "$work"' EXIT
fi

# Everything else in namespaces of its own: no port of this machine is used, none of its Slurm is seen, and all processes end with
# the first one. Slurm goes by the name of the host.
export IFRACE
unshare --net --uts --mount --pid --fork --kill-child --mount-proc -- deploy/slurm/try-locally/inside "$work" "$(realpath "$plan")" "$tasks" &
inner=$!
trap 'kill -KILL "$inner" 2>/dev/null || true; exit 130' INT TERM HUP
code=0
wait "$inner" || code=$?
exit "$code"
