#!/usr/bin/env bash
# Builds the root that all services of the lab run from: Debian in a folder, nothing of it on the host.
# A second run finds it built and does nothing; after a change of packages.txt it installs what is new.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

wanted() { sed 's/#.*//' "$lab_source/packages.txt" | tr -s ' \n' ' '; }
stamp() { wanted | sha1sum | cut -d' ' -f1; }

install_on_host() {
    local missing=()
    command -v debootstrap >/dev/null || missing+=(debootstrap)
    command -v ip >/dev/null || missing+=(iproute2)
    command -v unshare >/dev/null || missing+=(util-linux)
    command -v openssl >/dev/null || missing+=(openssl)
    [ ${#missing[@]} = 0 ] && return
    say "installing on the host: ${missing[*]}"
    apt-get -o DPkg::Lock::Timeout=300 update -qq
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${missing[@]}" >/dev/null </dev/null
}

# The mirror is the one that this machine is set up with: lines of "URI release component".
sources() { apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'ShortDesc: Packages' 'Origin: Debian' | sort -u; }

machine_sources() {
    local found
    found=$(sources)
    if [ -z "$found" ]; then
        apt-get -o DPkg::Lock::Timeout=300 update -qq
        found=$(sources)
    fi
    found=$(grep ' bookworm' <<<"$found") || fail "apt on this machine knows no mirror of Debian 12 (bookworm); the lab is made of its packages."
    printf '%s\n' "$found"
}

write_apt_settings() {
    local target=$1 found=$2
    sed 's/^/deb /' <<<"$found" >"$target/etc/apt/sources.list"
    apt-config dump | grep -iE '^Acquire::https?::Proxy' >"$target/etc/apt/apt.conf.d/90proxy" || true
    cat >"$target/etc/apt/apt.conf.d/91lab" <<'APT'
APT::Install-Recommends "false";
Acquire::Languages "none";
Dpkg::Use-Pty "false";
APT
    cat >"$target/etc/dpkg/dpkg.cfg.d/lab" <<'DPKG'
force-unsafe-io
force-confdef
force-confold
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/man/*
path-exclude=/usr/share/locale/*
DPKG
    # no service starts while its package is being installed
    printf '#!/bin/sh\nexit 101\n' >"$target/usr/sbin/policy-rc.d"
    chmod 755 "$target/usr/sbin/policy-rc.d"
}

install_packages() {
    local target=$1
    # in a mount namespace of its own: whatever happens, nothing stays mounted on the host
    TARGET=$target WANTED=$(wanted) unshare --mount --pid --fork --kill-child bash -euo pipefail -c '
        mount -t proc proc "$TARGET/proc"
        cp /etc/resolv.conf "$TARGET/etc/resolv.conf"
        export DEBIAN_FRONTEND=noninteractive LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin
        chroot "$TARGET" apt-get update -qq
        chroot "$TARGET" apt-get install -y -qq --no-install-recommends $WANTED
        chroot "$TARGET" apt-get clean
    ' </dev/null >>"$lab/build.log" 2>&1 || fail "the packages could not be installed; the reason is at the end of $lab/build.log"
}

build() {
    local found mirror began=$SECONDS
    found=$(machine_sources)
    mirror=$(awk '$2 == "bookworm" { print $1; exit }' <<<"$found")
    if [ ! -d "$root" ]; then
        say "building the root in $root (about two minutes)"
        rm -rf "$root.partial"
        debootstrap --variant=minbase bookworm "$root.partial" "$mirror" </dev/null >"$lab/build.log" 2>&1 ||
            fail "debootstrap failed; the reason is at the end of $lab/build.log"
        write_apt_settings "$root.partial" "$found"
        install_packages "$root.partial"
        mv "$root.partial" "$root"
    else
        say "packages.txt has changed: installing what is new"
        write_apt_settings "$root" "$found"
        install_packages "$root"
    fi
    # links that lead round in circles: every tool that walks the repository's folders would walk them for ever
    rm -f "$root/dev/fd" "$root/usr/bin/X11"
    stamp >"$root/.built"
    say "built in $((SECONDS - began)) s"
}

need_root
hold
[ "$(cat "$root/.built" 2>/dev/null)" = "$(stamp)" ] && exit 0
install_on_host
build
