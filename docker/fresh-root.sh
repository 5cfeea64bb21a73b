#!/usr/bin/env bash
# Proves the README's commands on a Debian 12 that has never seen the project: debootstrap, clone, run.
# Where no container engine is to be had it also proves the Dockerfile, which runs the same ./dev steps.
set -euo pipefail

usage() {
    cat <<'END'
docker/fresh-root.sh TARGET [COMMAND...]

Fills the folder TARGET (absent or empty) with a minimal Debian 12, git and a clone of the committed tree, and runs
each COMMAND in the clone; without one, the two of the README: './dev demo --exit' and './dev test'.
Needs root and debootstrap. Package sources, proxies and name servers are taken from this machine.
TARGET stays for inspection; processes and mounts do not outlive the run.
END
}

fail() {
    printf 'fresh-root: %s\n' "$*" >&2
    exit 1
}

# The first mirror this machine's own package sources name, or nothing for debootstrap's default.
host_mirror() {
    sed -nE 's/^URIs: *([^ ]+).*/\1/p; s/^deb +(\[[^]]*\] +)?([^ ]+).*/\2/p' \
        /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null | head -n 1 || true
}

make_root() {
    debootstrap --variant=minbase --include=git,bash bookworm "$1" "$(host_mirror)"
    cp --dereference /etc/resolv.conf "$1/etc/resolv.conf"
    copy_apt_settings "$1/etc/apt"
}

copy_apt_settings() {
    local file
    if [[ -f /etc/apt/sources.list.d/debian.sources ]]; then
        rm -f "$1/sources.list"
        cp /etc/apt/sources.list.d/debian.sources "$1/sources.list.d/"
    fi
    for file in /etc/apt/apt.conf.d/*; do
        if grep -q '^ *Acquire' "$file"; then cp "$file" "$1/apt.conf.d/"; fi
    done
}

clone_into() {
    git -C "$(dirname "${BASH_SOURCE[0]}")/.." bundle create --quiet "$1/root/micklegate.bundle" HEAD
    inside "$1" git clone --quiet /root/micklegate.bundle /root/micklegate
}

inside() {
    local root=$1
    shift
    env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin ${http_proxy:+http_proxy="$http_proxy"} chroot "$root" "$@"
}

run_commands() {
    local root=$1 command
    shift
    mount -t proc proc "$root/proc"
    clone_into "$root"
    for command in "$@"; do
        printf '== %s\n' "$command"
        inside "$root" bash -c "cd /root/micklegate && $command" </dev/null
    done
}

main() {
    if (($# == 0)) || [[ $1 == -h || $1 == --help ]]; then usage && exit 2; fi
    local target=$1
    shift
    (($# > 0)) || set -- './dev demo --exit' './dev test'
    ((EUID == 0)) || fail "needs root"
    command -v debootstrap >/dev/null || fail "needs the package debootstrap"
    [[ -z $(ls -A "$target" 2>/dev/null) ]] || fail "$target is not empty"
    make_root "$target"
    # Own namespaces: whatever a command leaves running or mounted ends with it.
    exec unshare --mount --pid --fork --kill-child bash "${BASH_SOURCE[0]}" --run "$target" "$@"
}

if [[ ${1:-} == --run ]]; then
    shift
    run_commands "$@"
else
    main "$@"
fi
