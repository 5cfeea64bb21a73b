#!/usr/bin/env bash
# The demonstration: one night of Operation Encompass, a court's order, a referral and a prisoner's contact block on a
# fictional site, as the commands a person would type.
# Called by ./dev demo. Exit code 0 with --exit means that every step held.
set -euo pipefail

usage() {
    cat <<'END'
docs/demo.sh EXECUTABLE SITE [--exit]

Makes the folder SITE, serves it, sends the sample night, lets three schools open and acknowledge, follows a court's
order until a breach is a crime, a referral to the month's figures and a contact block through two transfers, verifies
the log.
Leaves the gateway running until Ctrl-C; with --exit it ends instead, with 0 only if every step held.
END
}

say() {
    local bold='' plain=''
    [[ ! -t 1 || -n ${NO_COLOR:-} ]] || bold=$'\033[1m' plain=$'\033[0m'
    printf '\n%s%s%s\n' "$bold" "$*" "$plain"
}

fail() {
    printf 'demo: %s\n' "$*" >&2
    exit 1
}

# The words as a person may paste them into any terminal.
pasteable() {
    local word words=()
    for word in "$@"; do
        [[ $word =~ ^[A-Za-z0-9_./:=@%+-]+$ ]] || word=${word@Q}
        words+=("$word")
    done
    echo "${words[*]}"
}

extend_path() { printf "%sexport PATH=%s:\$PATH\n" "$1" "$(pasteable "${micklegate%/*}")"; }

# Shows a command as a person would type it, then runs it.
run() {
    printf '$ micklegate %s\n' "$(pasteable "$@")"
    "$micklegate" "$@"
}

end_gateway() {
    [[ -z ${gateway:-} ]] || kill "$gateway" 2>/dev/null || true
    [[ -z ${gateway:-} ]] || wait "$gateway" 2>/dev/null || true
}

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The first free port from $1 on.
free_port() {
    local port
    for port in $(seq "$1" "$(($1 + 200))"); do
        if port_is_free "$port"; then
            echo "$port"
            return
        fi
    done
    fail "finds no free port near $1"
}

# field NAME < lines of JSON objects: the text of one member per line.
field() { sed -E 's/.*"'"$1"'":"?([^",}]*).*/\1/'; }

make_site() {
    say "1. A fictional partnership: an agency, a certificate and keys for every open school, the police, and the others"
    local port local_port
    port=$(free_port 8443)
    local_port=$(free_port "$((port + 1))")
    extend_path '$ '
    run init "$site" --demo --port "$port" --local-port "$local_port"
}

serve_site() {
    say "2. The gateway"
    printf '$ micklegate %s\n' "$(pasteable serve "$site")"
    "$micklegate" serve "$site" >"$site/serve.out" 2>"$site/serve.err" &
    gateway=$!
    trap end_gateway EXIT
    local waited=0
    until [[ -s $site/serve.out ]]; do
        kill -0 "$gateway" 2>/dev/null || fail "the gateway did not start: $(cat "$site/serve.err")"
        ((++waited <= 300)) || fail "the gateway was not ready after 30 seconds"
        sleep 0.1
    done
    cat "$site/serve.out"
}

send_night() {
    say "3. The police send the night: each school gets only its own children, cut down and sealed; the rest waits or is refused"
    run police overnight "$samples/overnight.csv" --as "$identities/police.north-yorkshire" --report "$site/night.jsonl"
    compare_outcomes || fail "the night's outcomes are not those expected"
}

# Row, outcome, code and recipient of each line must be the sample's; any local authority will do where it says la.*.
compare_outcomes() {
    tr -d '\n' <"$samples/overnight-expected.json" | sed 's/}/}\n/g' | grep -o '{.*}' | outcome_columns >"$site/expected.txt"
    sed -E 's/"la\.[0-9]+"/"la.*"/' "$site/night.jsonl" | outcome_columns >"$site/actual.txt"
    [[ -s $site/expected.txt ]] && diff -u "$site/expected.txt" "$site/actual.txt"
}

outcome_columns() { sed -E 's/": /":/g; s/.*"row":([0-9]+).*"outcome":"([^"]*)","?code":"([^"]*)","?recipient":"([^"]*)".*/\1 \2 \3 \4/; s/, ?"/,"/g'; }

three_schools() {
    say "4. Three safeguarding leads open what waits for them, and say that they acted"
    local school message first=yes
    for school in $(grep '"outcome":"sent"' "$site/night.jsonl" | field recipient | grep '^school' | head -n 3); do
        message=$("$micklegate" inbox list --as "$identities/$school" --json | head -n 1 | field message)
        if [[ $first == yes ]]; then
            run inbox open "$message" --by "A. Reader, DSL" --as "$identities/$school"
        else
            run inbox open "$message" --by "A. Reader, DSL" --as "$identities/$school" --json >/dev/null
        fi
        first=no
        run inbox ack "$message" --by "A. Reader, DSL" --as "$identities/$school"
        answered=$message
    done
    say "   What the police see of the last one"
    run status "$answered" --as "$identities/police.north-yorkshire"
}

send_again() {
    say "5. The same file again changes nothing"
    local before after
    before=$("$micklegate" log verify "$site" --json | field size)
    run police overnight "$samples/overnight.csv" --as "$identities/police.north-yorkshire" --json >/dev/null
    after=$("$micklegate" log verify "$site" --json | field size)
    [[ $before == "$after" ]] || fail "the log grew from $before to $after entries"
    echo "The log still has $after entries."
}

# in_days N [FORMAT]: that many days from today, in England; from noon, because not every day has 24 hours.
in_days() { TZ=Europe/London LC_ALL=C date -d "$1 days 12:00" "+${2:-%F}"; }

# A file of the court's, whose newest day becomes yesterday and whose orders end in half a year, whenever this is run.
court_file() {
    local edits=(-e "s/2027-0[56]-[0-9]*/$(in_days 180)/g" -e "s/2026-12-03/$(in_days 12)/g") day back
    for day in 20 19 18 16; do  # the newest first, so that none is moved twice
        back=$((day - 21))
        edits+=(-e "s/2026-11-$day/$(in_days "$back")/g" -e "s/$day Nov 2026/$(in_days "$back" '%-d %b %Y')/g")
    done
    sed "${edits[@]}" "$court_samples/$1" >"$site/$1"
}

# police_find VERDICT: what an officer who asks for the respondent of the court's first case is told first.
police_find() {
    run police lookup --by "A. Lythe, response officer" --forename Callum --surname Raskelf --born 1989-02-28 \
        --as "$identities/police.north-yorkshire" | tee "$site/lookup.txt"
    grep -q "^1\. $1" "$site/lookup.txt" || fail "police did not find that: $1"
}

an_order() {
    say "6. A court hands in its day: police hear of each order, what is wrong comes back, nothing has been served yet"
    court_file orders.ndjson
    run courts orders "$site/orders.ndjson" --as "$identities/court.york"
    say "   An officer at the door: the order is there, but nobody may be arrested for breaking it"
    police_find "In force; a breach is NO crime yet."
    say "   The statement of service comes; the same order is not sent twice"
    court_file served.ndjson
    run courts orders "$site/served.ndjson" --as "$identities/court.york"
    say "   The officer asks again"
    police_find "BREACH IS A CRIME NOW."
}

# status_row REFERENCE STATUS TIME [CONTACTED [TO]]
status_row() { printf '%s,%s,%s,%s,no,Halina Prew,01632 960380,%s\n' "$1" "$2" "$3" "${4:-}" "${5:-}"; }

# month_file MONTH PREFIX: fifteen people who came to a service: nine called within the hour, six after a day and a half.
month_file() {
    local month=$1 prefix=$2 person came=T10:00:00Z soon=T11:00:00Z late=T22:00:00Z
    for person in $(seq 1 15); do
        status_row "$prefix-$person" received "$month-10$came"
        if ((person <= 9)); then
            status_row "$prefix-$person" contacted "$month-10$soon" "$month-10$soon"
        else
            status_row "$prefix-$person" contacted "$month-11$late" "$month-11$late"
        fi
    done
}

# providers_as AGENCY ARGUMENT...
providers_as() { run providers "${@:2}" --by "H. Prew, caseworker" --as "$identities/$1"; }

a_referral() {
    local hub=provider.victim-hub force=police.north-yorkshire advocates=provider.victim-advocacy
    local commissioner=commissioner.york-and-north-yorkshire reference=NYP-2026-300201 month now
    local columns=referral_ref,status,status_at,contacted_at,scores_consent,worker,worker_contact,to
    now=$(date -u +%FT%TZ)
    month=$(TZ=Europe/London date -d "$(TZ=Europe/London date +%Y-%m-15) -1 month" +%Y-%m)
    say "7. The force refers the day's victims; the hub calls one, and the force sees that it did"
    head -n 5 "$provider_samples/referrals.csv" >"$site/referrals.csv"
    run police referrals "$site/referrals.csv" --as "$identities/$force"
    { echo "$columns" && status_row "$reference" contacted "$now" "$now" "$force"; } >"$site/status.csv"
    run providers status "$site/status.csv" --as "$identities/$hub"
    providers_as "$force" referral "$reference" | tee "$site/standing.txt"
    grep -q "^$hub: contacted" "$site/standing.txt" || fail "the force was not told that the victim was called"
    say "   Last month, counted from what the hub and the advocates told: 90 % were agreed, and few people are no figure"
    { echo "$columns" && month_file "$month" HUB; } >"$site/hub-month.csv"
    run providers status "$site/hub-month.csv" --to "$force" --as "$identities/$hub"
    { echo "$columns" && month_file "$month" IVA; } >"$site/month.csv"
    run providers status "$site/month.csv" --as "$identities/$advocates"
    providers_as "$advocates" kpi --month "$month" --html "$site/return.html" \
        --send --to "$commissioner" --contract NYYCA-IVA-02 --contact "01632 960380" | tee "$site/kpi.txt"
    grep -Eq '^Contacted within 24 hours +9 +15 +60 %' "$site/kpi.txt" || fail "the month was not counted as expected"
    say "   The commissioner has the return, and sees all services"
    run inbox list --as "$identities/$commissioner"
    providers_as "$commissioner" kpi --month "$month"
}

# waiting PRISON: waits until the gateway has sent it a hand-over, and says which message that is.
waiting() {
    local waited=0 message=
    until [[ -n $message ]]; do
        ((++waited <= 100)) || fail "$1 was not asked to take the block on"
        sleep 0.2
        message=$("$micklegate" inbox list --as "$identities/$1" --json | sed -n '/transfer-carryover/p' | field message)
    done
    echo "$message"
}

# transfer FROM CODE: the prison service publishes that the prisoner was received there, and the prison that he left hands it in.
transfer() {
    sed -e "s/MOVED/$(date -u +%FT%T.%3NZ)/" -e "s/PRISON/$2/" "$prison_samples/transfer.json" >"$site/moved-to-$2.json"
    run prisons movements "$site/moved-to-$2.json" --blocked "$prison_samples/blocked.txt" --as "$identities/$1"
}

# take_on PRISON MESSAGE: public protection opens it, applies it and says so.
take_on() {
    run inbox open "$2" --by "J. Holroyd, public protection" --as "$identities/$1" >"$site/block-at-$1.txt"
    run inbox ack "$2" --by "J. Holroyd, public protection" --as "$identities/$1"
}

# responsible CODE: which prison answers for the block, as police are told.
responsible() {
    run prisons blocks --as "$identities/police.north-yorkshire"
    "$micklegate" prisons blocks --json --as "$identities/police.north-yorkshire" >"$site/blocks.jsonl"
    [[ $(field responsible_prison <"$site/blocks.jsonl") == "$1" ]] || fail "$1 does not answer for the block"
}

a_block() {
    say "8. Police ask Hull to stop all contact from a prisoner; he is moved to Leeds, and on to Doncaster, in one day"
    sed -e "s/REQUESTED/$(date -u +%FT%T.%3NZ)/" -e "s/REVIEW/$(in_days 90)/" -e "s/EXPIRES/$(in_days 180)/" \
        "$prison_samples/block-request.json" >"$site/block-request.json"
    run send "$site/block-request.json" --as "$identities/police.north-yorkshire"
    take_on prison.hull "$("$micklegate" inbox list --as "$identities/prison.hull" --json | field message)"
    transfer prison.hull LEI
    local message
    message=$(waiting prison.leeds)
    say "   The gateway has asked Leeds by itself; until Leeds has acted, Hull answers for the block"
    responsible HLI
    take_on prison.leeds "$message"
    responsible LEI
    transfer prison.leeds DNI
    message=$(waiting prison.doncaster)
    say "   The same day, again: Doncaster is asked, and Leeds answers until it has acted"
    responsible LEI
    take_on prison.doncaster "$message"
    responsible DNI
}

verify() {
    say "9. The auditor proves the log, and a receipt proves itself"
    run log verify "$site"
    run log verify "$(url)" --as "$identities/auditor.partnership"
    run log proof "$answered" --as "$identities/police.north-yorkshire" --out "$site/receipt.tlog-proof"
}

url() { grep -o 'https://[^ ]*' "$site/serve.out" | head -n 1; }

# try WHAT ARGUMENT...: one more command to paste, and what it shows.
try() {
    printf '\n  # %s\n  micklegate %s\n' "$1" "$(pasteable "${@:2}")"
}

next_steps() {
    say "The gateway is running. In another terminal, try:"
    extend_path '  '
    try "what waits for a person at the duty desk" inbox list --as "$identities/desk.north-yorkshire"
    try "home-educated children" inbox list --as "$identities/la.815"
    try "what the police may tell a school, and why" \
        policy explain "$site/policies" --type encompass.notification --from police --to school
    try "a school takes no more messages, at once" agency suspend "$site" school.901233
    try "the log as files that any web server can serve" log export "$site" "$site/exported"
    try "those files prove themselves" log verify "$site/exported"
    printf '\nCtrl-C ends it; %s stays until the next demonstration.\n' "$site"
    wait "$gateway"
}

main() {
    (($# == 2)) || [[ $# -eq 3 && $3 == --exit ]] || { usage >&2 && exit 2; }
    micklegate=$(realpath "$1") site=$(realpath -m "$2")
    identities=$site/identities
    local adapters
    adapters=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../adapters")
    samples=$adapters/police/samples court_samples=$adapters/courts/samples
    provider_samples=$adapters/providers/samples prison_samples=$adapters/prisons/samples
    make_site
    serve_site
    send_night
    three_schools
    send_again
    an_order
    a_referral
    a_block
    verify
    if [[ ${3:-} == --exit ]]; then
        kill "$gateway"
        wait "$gateway" || fail "the gateway did not end cleanly"
        gateway=
        say "Every step held."
    else
        next_steps
    fi
}

main "$@"
