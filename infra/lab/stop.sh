#!/usr/bin/env bash
# Stops the lab: ends every process of its machines (they run in namespaces that only the lab makes) and takes the
# cables away. What runs in the scanner's namespace was started by somebody else and is left alone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_root
for name in "${served[@]}"; do
    running=$(ip netns pids "$(namespace "$name")" 2>/dev/null || true)
    # a process may end between the list and the signal
    [ -z "$running" ] || kill -9 $running 2>/dev/null || true
done
"$lab_source/network.sh" down
[ "${1:-}" = --quiet ] || say "stopped"
