#!/usr/bin/env bash
# The cables: one namespace "fabric" with a bridge, one link from it into every other. No link to the machine's own
# network, no translation, no default route: what is not on the bridge cannot be reached, whatever a scanner tries.
# Usage: network.sh up|down
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# host: addresses. Everything is on the link, nothing is routed.
addresses() {
    cat <<'LIST'
scan 203.0.113.250/24 198.51.100.250/24 2001:db8:ffff::250/32
parents 198.51.100.1/24 198.51.100.2/24 2001:db8:ffff::1/32
resolver 198.51.100.53/24 203.0.113.253/24 2001:db8:ffff::53/32
exemplary 203.0.113.18/24 203.0.113.19/24 203.0.113.20/24 198.51.100.18/24 2001:db8:1::18/32 2001:db8:1::19/32 2001:db8:1::20/32 2001:db8:2::18/32
careless 203.0.113.33/24 203.0.113.34/24 203.0.113.35/24 203.0.113.36/24 198.51.100.241/24
equipment 203.0.113.37/24 203.0.113.38/24
legacy 198.51.100.33/24 198.51.100.34/24 198.51.100.35/24 198.51.100.36/24 198.51.100.37/24 203.0.113.241/24
LIST
}

connect() {
    local name=$1 address; shift
    ip netns add "$(namespace "$name")"
    ip link add "to-$name" netns "$(namespace fabric)" type veth peer name eth0 netns "$(namespace "$name")"
    inside fabric ip link set "to-$name" master br0 up
    inside "$name" ip link set lo up
    inside "$name" ip link set eth0 up
    for address in "$@"; do
        # nodad: a v6 address can be used at once
        inside "$name" ip address add "$address" dev eth0 $([[ $address == *:* ]] && echo nodad)
    done
}

up() {
    ip netns add "$(namespace fabric)"
    inside fabric ip link add br0 type bridge
    inside fabric ip link set br0 up
    local name list
    while read -r name list; do
        # shellcheck disable=SC2086 # a list of addresses
        connect "$name" $list </dev/null
    done < <(addresses)
}

down() {
    local name
    for name in $(ip netns list | cut -d' ' -f1 | grep "^$prefix-" || true); do
        ip netns delete "$name"
    done
}

"$1"
