#!/usr/bin/env bash
# First process of one machine of the lab, in namespaces of its own (network, processes, mounts): lays the machine's
# files over the common root, runs its preparation, starts its services and reaps what they leave behind.
# Everything that it mounts is in memory and goes when it is killed. Usage: boot.sh NAME
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

name=$1
files=$lab_source/$name
ground=$lab/run/$name
machine=$ground/root
log=$lab/log/$name

lay_out() {
    mkdir -p "$ground" "$log"
    mount -t tmpfs -o size=512m,mode=755 tmpfs "$ground"
    mkdir "$ground/upper" "$ground/work" "$machine"
    mount -t overlay overlay -o "lowerdir=$root,upperdir=$ground/upper,workdir=$ground/work" "$machine"
    mount -t proc proc "$machine/proc"
    mkdir -p "$machine/dev/shm" "$machine/dev/pts"
    mount -t tmpfs tmpfs "$machine/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$machine/dev/pts"
    ln -sf pts/ptmx "$machine/dev/ptmx"
    ln -sfn /proc/self/fd "$machine/dev/fd"
    if [ -d "$files/root" ]; then cp -a --no-preserve=ownership "$files/root/." "$machine/"; fi
    mkdir -p "$machine/lab"
    cp -a "$lab/made/." "$machine/lab/"
    hostname "$name"
    printf 'nameserver %s\n' "$resolver" >"$machine/etc/resolv.conf"
    printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$name" >"$machine/etc/hosts"
}

# services: one line each, "name command"; a line may not end before its service does.
start_services() {
    local service command
    while read -r service command; do
        case $service in '' | '#'*) continue ;; esac
        chroot "$machine" bash -c "exec $command" </dev/null >"$log/$service.log" 2>&1 &
    done <"$files/services"
}

lay_out
if [ -f "$files/prepare" ]; then
    chroot "$machine" bash -euo pipefail <"$files/prepare" >"$log/prepare.log" 2>&1
fi
start_services
sleep infinity &
wait
while true; do wait -n || true; done
