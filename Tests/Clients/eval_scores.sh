#!/bin/sh
# Scores labelled comments and holds the figures against eval_bars.json.
# Usage: Tests/Clients/eval_scores.sh FOLDER [TAMIS]
#   FOLDER  holds the labelled sets (*.jsonl) and their evaluate.py
#   TAMIS   the program; without it the release build here
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
tamis=${2:-$here/../../.build/release/tamis}
predictions=$(mktemp)
trap 'rm -f "$predictions"' EXIT
cd "$here/../.."
cat "$folder"/*.jsonl | "$tamis" score --jsonl >"$predictions"
python3 "$folder/evaluate.py" --gold "$folder"/*.jsonl --pred "$predictions" --format table --require "$here/eval_bars.json"
