#!/bin/sh
# Sends one comment (JSON on standard input) to Tamis and says what became of it: "approved cmt_…".
# TAMIS_URL and TAMIS_KEY say where to and with which key. Exit: 0 taken, 1 refused, 2 not reached or not now.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/comment"
once=$(sha256sum <"$folder/comment" | cut -c 1-64)
# The key goes in by a file: what stands on a command line, everybody on the machine can read.
umask 077
printf 'header = "Authorization: Bearer %s"\n' "$TAMIS_KEY" >"$folder/key"
status=$(curl --silent --show-error --max-time 10 --config "$folder/key" --output "$folder/answer" \
    --write-out '%{http_code}' --header 'Content-Type: application/json' --header "Idempotency-Key: $once" \
    --data-binary "@$folder/comment" "$TAMIS_URL/v1/comments") || exit 2
# Members stand in this order in every answer; a program with a JSON reader at hand would use it.
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1; }
case $status in
201) printf '%s %s\n' "$(grep -o '"status":"[a-z]*"' "$folder/answer" | head -n 1 | member status)" \
    "$(grep -o '"id":"cmt_[0-9a-z]*"' "$folder/answer" | head -n 1 | member id)" ;;
422)
    grep -o '"field":"[^"]*","code":"[^"]*"' "$folder/answer" |
        sed 's/"field":"\([^"]*\)","code":"\([^"]*\)"/\1: \2/' >&2 || true
    exit 1
    ;;
408 | 409 | 429 | 5??) echo "Tamis answers $status" >&2 && exit 2 ;;
*) echo "Tamis answers $status" >&2 && exit 1 ;;
esac
