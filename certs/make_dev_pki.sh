#!/bin/sh
# Makes with the openssl tool what `micklegate init` makes: a root, a server certificate, and one per agency named.
# Usage: certs/make_dev_pki.sh FOLDER AGENCY...
set -eu

[ "$#" -ge 2 ] || { echo "usage: $0 FOLDER AGENCY..." >&2; exit 2; }
folder=$1
shift
[ ! -e "$folder" ] || { echo "$0: $folder exists. Choose another folder." >&2; exit 1; }
profiles=$(dirname "$0")/profiles
umask 077
mkdir -p "$folder"

new_key() {
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"
}

# 16 random bytes, the first from 40 to 7f: positive and never shortened.
serial() {
    printf '4%s' "$(openssl rand -hex 16 | cut -c2-)"
}

# issue NAME PROFILE
issue() {
    new_key "$folder/$1.key"
    openssl req -new -sha256 -config "$profiles/$2.cnf" -key "$folder/$1.key" |
        openssl x509 -req -sha256 -days 398 -set_serial "0x$(serial)" -CA "$folder/ca.crt" -CAkey "$folder/ca.key" \
            -extfile "$profiles/$2.cnf" -extensions issued -out "$folder/$1.crt" 2>/dev/null
}

new_key "$folder/ca.key"
openssl req -x509 -sha256 -days 3652 -set_serial "0x$(serial)" -config "$profiles/authority.cnf" -key "$folder/ca.key" \
    -out "$folder/ca.crt"
issue server server
for AGENCY in "$@"; do
    export AGENCY
    issue "$AGENCY" agency
done
