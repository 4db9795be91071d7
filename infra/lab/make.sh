#!/usr/bin/env bash
# Makes what a start needs and what must be young: the certificate authority with its certificates, and the signed zones.
# Runs inside the lab's root, results in var/lab/made. Made anew when older than half a day, since lives are counted in days.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

young=$(find "$lab/made/.done" -mmin -720 2>/dev/null || true)
newer=$(find "$lab_source/make" "$lab_source"/*/zones -newer "$lab/made/.done" -type f 2>/dev/null || true)
[ -n "$young" ] && [ -z "$newer" ] && exit 0

rm -rf "$lab/made.partial"
mkdir -p "$lab/made.partial/zones" "$lab/log"
cp "$lab_source"/*/zones/* "$lab/made.partial/zones/"
# bound into the root in a mount namespace of its own: nothing stays mounted
unshare --mount bash -euo pipefail -c '
    mount --bind "$1" "$3/mnt"
    mount --bind "$2" "$3/srv"
    for step in certificates zones; do chroot "$3" bash /srv/$step; done
' _ "$lab/made.partial" "$lab_source/make" "$root" >"$lab/log/make.log" 2>&1 ||
    fail "certificates or zones could not be made; the reason is at the end of $lab/log/make.log"
rm -rf "$lab/made"
mv "$lab/made.partial" "$lab/made"
touch "$lab/made/.done"
