#!/usr/bin/env bash
# Starts the lab and returns when every service listens and the resolver validates.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

boot() {
    mkdir -p "$lab/log/$1"
    # 8 is the lock: a service that inherited it would hold it for ever
    setsid ip netns exec "$(namespace "$1")" unshare --mount --pid --uts --fork \
        bash "$lab_source/boot.sh" "$1" </dev/null >"$lab/log/$1/boot.log" 2>&1 8>&- &
}

# What should listen and does not: lines of listens (protocol address:port) minus what the kernel shows.
missing() {
    comm -23 <(sed 's/ *#.*//; /^$/d' "$lab_source/$1/listens" | sort) \
        <(inside "$1" ss -Hlntu | awk '{ sub(/^0\.0\.0\.0/, "*", $5); print $1, $5 }' | sort)
}

await_services() {
    local name deadline=$((SECONDS + 60)) left
    for name in "$@"; do
        while left=$(missing "$name"); [ -n "$left" ]; do
            [ $SECONDS -lt $deadline ] || fail "$name: not listening after a minute: $(tr '\n' ',' <<<"$left") see $lab/log/$name/"
            sleep 0.1
        done
    done
}

# A signed name must come back validated, a bogus one must not.
resolver_answers() {
    local ask=(chroot "$root" kdig +dnssec +timeout=2 +retry=0 "@$resolver")
    inside resolver "${ask[@]}" ch-montclar.example SOA | grep -q 'Flags:.* ad' &&
        inside resolver "${ask[@]}" trois-etangs.example SOA | grep -q 'status: NOERROR' &&
        inside resolver "${ask[@]}" hopital-vieux-moulin.example SOA | grep -q 'status: NOERROR'
}

await_resolver() {
    local deadline=$((SECONDS + 30))
    until resolver_answers; do
        [ $SECONDS -lt $deadline ] || fail "the resolver does not validate; see $lab/log/resolver/"
        sleep 0.2
    done
}

need_root
"$lab_source/build.sh"
hold
if "$lab_source/lab" status >/dev/null 2>&1; then
    say "already running"
    exit 0
fi
began=$(date +%s%N)
"$lab_source/stop.sh" --quiet
"$lab_source/make.sh"
"$lab_source/network.sh" up
for name in "${served[@]}"; do [ "$name" = resolver ] || boot "$name"; done
# a resolver that asks before its authorities answer keeps their failure for a minute
await_services parents exemplary careless legacy
boot resolver
await_services "${served[@]}"
await_resolver
tenths=$((($(date +%s%N) - began) / 100000000))
say "ready in $((tenths / 10)).$((tenths % 10)) s: scan from namespace $(namespace scan), resolver $resolver, authority $lab/made/ca/root.pem"
