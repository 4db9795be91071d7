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

prepare_demo() {
    "$lab" status >/dev/null 2>&1 || started_lab=yes
    waited "$lab" start
    eval "$("$lab" env)"
    [ -z "$fresh" ] || rm -f "$data"/*.db "$data"/*.db-*
    write_options
    # a register as of today, so that the demo does not warn of an old one
    sed "s/\"generatedAt\": \"[^\"]*\"/\"generatedAt\": \"$(date -u +%Y-%m-%dT%H:%M:%S.000000000Z)\"/" \
        "$repository/infra/lab/registry/register.json" >"$data/register.json"
    waited command_line import establishments "$data/register.json"
    local kind
    for kind in perimeter mandates contacts; do
        waited command_line import "$kind" "$repository/infra/lab/registry/$kind.csv"
    done
}

invite_demo() {
    say "Official, once: $(command_line users invite official@cyberwatch.example --role official --Dashboard:PublicAddress="$listen" 2>/dev/null | grep -oE 'https?://[^ ]+')"
    say "RSSI of the Clinique des Trois-Étangs, once: $(command_line users invite informatique@trois-etangs.example --role rssi --finess 990000002 --Dashboard:PublicAddress="$listen" 2>/dev/null | grep -oE 'https?://[^ ]+')"
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
}
