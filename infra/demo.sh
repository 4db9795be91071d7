# The demo of infra/run: three fictional hospitals of the lab, scanned from inside it. Sourced by run, which sets data, demo,
# lab and inside.

hospitals=(990000001 990000002 990000003)

command_line() { "${inside[@]}" dotnet "$scanner" "$@" --data "$data"; }

# One file of options, read by worker, dashboard and command line alike. Outside the lab the guard refuses these ranges.
write_options() {
    cat >"$data/cyberwatch.json" <<JSON
{
  "Scanner": {
    "Resolvers": ["$CYBERWATCH_LAB_RESOLVER"],
    "ExtraRoots": ["$CYBERWATCH_LAB_AUTHORITY"],
    "AllowSpecialRanges": ["203.0.113.0/24", "198.51.100.0/24", "2001:db8::/32"],
    "Rates": { "PerAddress": 10000, "PerEstablishment": 80000, "InAll": 80000 }
  },
  "Probes": { "Dns": { "ForeignName": "a.root.example" } },
  "Alerts": { "SecondLookAfter": "00:01:00" }
}
JSON
}

start_lab() {
    "$lab" status >/dev/null 2>&1 || started_lab=yes
    waited "$lab" start
    eval "$("$lab" env)"
}

prepare_demo() {
    [ -z "$fresh" ] || rm -rf "$data"/*.db "$data"/*.db-* "$data/accounts.txt" "$data/letters"
    write_options
    # a register as of today, so that the demo does not warn of an old one
    sed "s/\"generatedAt\": \"[^\"]*\"/\"generatedAt\": \"$(date -u +%Y-%m-%dT%H:%M:%S.000000000Z)\"/" \
        "$repository/infra/lab/registry/register.json" >"$data/register.json"
    waited command_line import establishments "$data/register.json"
    local kind
    for kind in perimeter mandates contacts; do
        waited command_line import "$kind" "$repository/infra/lab/registry/$kind.csv"
    done
    waited command_line feeds import "$repository/infra/lab/registry/kev.json"
}

# account EMAIL ARGUMENTS...: somebody who reads the demo. His invitation is accepted for him, so that he is there when the
# first letters are written; with which password is said, and kept beside the data.
account() {
    local email=$1 accounts=$data/accounts.txt link password jar token
    shift
    if ! grep -qs "^$email " "$accounts"; then
        link=$(command_line users invite "$email" "$@" --Dashboard:PublicAddress="$listen" 2>/dev/null | grep -oE 'https?://[^ ]+')
        password=$(head -c 15 /dev/urandom | base64 | tr '+/' 'pq')
        jar=$(mktemp)
        token=$(curl -fsS -c "$jar" "$link" | grep -oE 'name="__RequestVerificationToken" value="[^"]+' | cut -d'"' -f4 | sed -n 1p)
        curl -fsS -o /dev/null -b "$jar" --data-urlencode "__RequestVerificationToken=$token" --data-urlencode "_handler=invitation" \
            --data-urlencode "Given.Email=$email" --data-urlencode "Given.Password=$password" --data-urlencode "Given.Again=$password" "$link" ||
            fail "The account $email could not be made; see $data/log/dashboard.log."
        rm -f "$jar"
        printf '%s %s\n' "$email" "$password" >>"$accounts"
    fi
    grep "^$email " "$accounts" | tail -1
}

invite_demo() {
    say "Operator: $(account operator@cyberwatch.example --role operator)"
    say "Official: $(account official@cyberwatch.example --role official)"
    say "RSSI of the Clinique des Trois-Étangs: $(account informatique@trois-etangs.example --role rssi --finess 990000002)"
}

# Two full scans of each, a second look apart; the page shows them live meanwhile.
follow_demo() {
    local finess began=$SECONDS look
    for look in first second; do
        for finess in "${hospitals[@]}"; do
            say "Full scan of $finess ($look look) …"
            waited command_line scan "$finess" --kind full >>"$data/log/scans.log" 2>&1 || say "  it did not finish; see $data/log/scans.log"
        done
        if [ "$look" = first ]; then
            say "Scanned in $((SECONDS - began)) s; the second look follows in a minute."
            waited sleep 60
        fi
    done
    say "Both looks done after $((SECONDS - began)) s: the alerts on the page are what the scans have proven."
    letters_demo
}

# The letters of the week that runs, as they stand now: files, since no relay is set. A second time they are there already.
letters_demo() {
    waited command_line digest send --early >>"$data/log/letters.log" 2>&1 || say "Letters could not be written; see $data/log/letters.log"
    say "First letters: $listen/lettres, and as files in $data/letters"
}
