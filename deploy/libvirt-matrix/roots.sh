# shellcheck shell=bash
# Parts of libvirt-matrix.sh: the roots, the bench that runs in all of them, and how a command gets in.
# shellcheck disable=SC2154 # here, roots, out, mirror, fresh and fail are libvirt-matrix.sh's.

# A small root of a release. It has its name only when it is complete.
make_root() {
    local release=$1 packages=libvirt0
    [ -z "$fresh" ] || [[ " ${made[*]:-} " == *" $release "* ]] || rm -rf --one-file-system "${roots:?}/$release"
    made+=("$release")
    [ ! -d "$roots/$release" ] || return 0
    # The oldest release also builds the bench.
    [ "$release" != bullseye ] || packages+=,gcc,libc6-dev
    echo "libvirt-matrix: making the root of $release from $mirror" >&2
    partial=$roots/$release.partial
    rm -rf --one-file-system "$partial"
    # It mounts /proc there while it works.
    unshare --mount --pid --fork --kill-child -- debootstrap --variant=minbase --include="$packages" "$release" "$partial" "$mirror" >"$roots/$release.log" 2>&1 ||
        fail 75 "debootstrap of $release failed: see $roots/$release.log; without a network, or if the mirror no longer has the release, set IFRACE_MIRROR"
    rm -rf "$partial/var/cache/apt/archives"
    mv "$partial" "$roots/$release"
    partial=''
}

# Runs a command in the root of a release for at most $limit, as a job, so that this script hears a signal at once. timeout sends
# SIGINT to its process group; unshare ignores it. It is this machine's timeout: that of sid does not work as the first process of a
# namespace.
inside() {
    local release=$1 code
    shift
    # Without <&0 a job gets /dev/null as its input. The lock stays with this script.
    IFRACE_BINDS=$binds timeout --signal=INT --kill-after=5m --preserve-status "$limit" \
        unshare --mount --pid --net --fork --kill-child -- "$here/enter" "$roots/$release" "$@" <&0 9>&- &
    inner=$!
    # A signal ends the wait, but not the job.
    while
        code=0
        wait "$inner" || code=$?
        kill -0 "$inner" 2>/dev/null
    do :; done
    inner=
    return "$code"
}

# A static binary cannot load a shared library, so the bench is linked with the C library of the oldest release: what is linked with
# that one runs with any later one. The Rust toolchain is this machine's: it asks for no more than glibc 2.17.
build() {
    local rust
    command -v cargo >/dev/null || fail 75 "there is no cargo: install Rust 1.90 or later from https://rustup.rs"
    rust=$(rustc --print sysroot)
    [ -x "$rust/bin/cargo" ] || fail 75 "cargo is not in $rust, so it cannot be taken into a root: install Rust from https://rustup.rs"
    cargo fetch --quiet --locked || fail 75 "cargo fetch failed: the packages of Cargo.lock are needed from the network once"
    mkdir -p "$roots/target"
    binds=$(printf '%s\t%s\n' "$PWD" ifrace "$rust" rust "${CARGO_HOME:-$HOME/.cargo}/registry" cargo/registry "$roots/target" target "$out" out)
    echo "libvirt-matrix: building the bench in the root of bullseye" >&2
    inside bullseye cargo build --quiet --release --locked --offline --bin ifrace --manifest-path /mnt/ifrace/Cargo.toml --target-dir /mnt/target ||
        fail 70 "the bench does not build in the root of bullseye"
}
