# Names and places of this lab, read by every other script of the folder.
# The prefix of the namespaces is derived from the data folder, so that two labs on one machine do not meet.

lab_source=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$lab_source/../.." && pwd)
lab=${CYBERWATCH_LAB:-$repository/var/lab}
root=${CYBERWATCH_LAB_ROOT:-$lab/root}
prefix=cwl$(printf %s "$lab" | sha1sum | cut -c1-5)

resolver=198.51.100.53

# every namespace with services of its own; started in this order, the resolver after all whom it asks
served=(parents exemplary careless equipment legacy resolver)

namespace() { printf '%s-%s' "$prefix" "$1"; }
inside() { local name; name=$(namespace "$1"); shift; ip netns exec "$name" "$@"; }
say() { printf 'lab: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

need_root() {
    [ "$(id -u)" = 0 ] || fail "needs root: network namespaces and mounts cannot be made without it. Run it with sudo."
}

# Two commands on one lab wait for each other.
hold() {
    mkdir -p "$lab"
    exec 8>"$lab/lock"
    flock 8
}
