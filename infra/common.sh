# What the scripts of this folder share. Sourced, never run.

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
scanner=$repository/artifacts/bin/CyberWatch.Scanner/release/CyberWatch.Scanner.dll
dashboard=$repository/artifacts/bin/CyberWatch.Dashboard/release/CyberWatch.Dashboard.dll
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '%s\n' "$*" >&2; }
fail() {
    say "$*"
    exit 1
}

# private_folder DIR...: a folder for data, and those above it that are made with it, for its owner alone; one that is there is closed.
private_folder() {
    (umask 077 && mkdir -p "$@")
    chmod 700 "$@"
}

need_sdk() {
    command -v dotnet >/dev/null ||
        fail "The .NET SDK 10.0.4xx is missing. Install Microsoft's dotnet-sdk-10.0 (or unpack it and put it on the PATH), then run this again."
    # global.json decides; its refusal names what is installed
    (cd "$repository" && dotnet --version >/dev/null 2>&1) ||
        fail "This needs the .NET SDK 10.0.4xx. Installed: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' '). Install dotnet-sdk-10.0 in a version from 10.0.400 on, then run this again."
}

# is_there COMMAND|FILE: a command on the path, or a file where a slash begins it.
is_there() { case $1 in /*) [ -e "$1" ] ;; *) command -v "$1" >/dev/null ;; esac; }

# the list that tells where an organisation's names begin: without it DMARC below an apex cannot be decided
suffix_list=/usr/share/publicsuffix/public_suffix_list.dat:publicsuffix

# install_packages COMMAND|FILE:PACKAGE... installs, from Debian, the packages whose command or file is not there.
install_packages() {
    local pair missing=()
    for pair in "$@"; do is_there "${pair%%:*}" || missing+=("${pair#*:}"); done
    [ ${#missing[@]} = 0 ] && return
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        fail "Missing: ${missing[*]}. I may not install them here: as root, run  apt-get install ${missing[*]}  and then this again."
    fi
    say "Installing from Debian: ${missing[*]}"
    apt-get -o DPkg::Lock::Timeout=300 update -qq </dev/null
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null ||
        fail "apt-get could not install ${missing[*]}; its reason stands above."
}

# install_postgres: Debian's package would start a server of its own, which nobody here wants.
install_postgres() {
    if [ ! -e /usr/lib/postgresql ] && [ ! -e /etc/postgresql-common ] && [ "$(id -u)" = 0 ]; then
        mkdir -p /etc/postgresql-common/createcluster.d
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/cyberwatch.conf
    fi
    install_packages /usr/lib/postgresql:postgresql
}

# outdated DLL FOLDER... tells whether DLL is missing or older than a source file of the folders.
outdated() {
    local built=$1
    shift
    [ -f "$built" ] && [ -z "$(cd "$repository" && find "$@" Directory.Build.props Directory.Packages.props -newer "$built" \
        -type f \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.razor' -o -name '*.resx' -o -name '*.css' -o -name '*.js' -o -name '*.yaml' -o -name '*.txt' -o -name '*.csv' \) \
        -not -path 'infra/lab/*' -print -quit)" ] && return 1
    return 0
}

build_release() {
    local log
    log=$(mktemp)
    (cd "$repository" && dotnet build "$1" -c Release -v quiet -nologo </dev/null) >"$log" 2>&1 || {
        cat "$log" >&2
        rm -f "$log"
        fail "The build of $1 failed."
    }
    rm -f "$log"
    # what was built is what was read last, even where the compiler had nothing to do
    touch "$2"
}

build_scanner() {
    outdated "$scanner" rules infra scanner || return 0
    say "Building the scanner …"
    build_release scanner "$scanner"
}

build_dashboard() {
    outdated "$dashboard" rules infra dashboard || return 0
    say "Building the dashboard …"
    build_release dashboard "$dashboard"
}
