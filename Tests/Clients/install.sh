#!/bin/sh
# Installs the Debian packages named that are not there yet: as root, or by sudo where that asks nothing;
# otherwise prints the line to run and fails.
set -eu
missing=""
for package in "$@"; do
    dpkg -s "$package" 2>/dev/null | grep -q '^Status: install ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
line="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then as=""
elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then as="sudo"
else
    echo "Missing:$missing. Run: sudo $line" >&2
    exit 1
fi
DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND
$as $line >/dev/null || { $as apt-get update && $as $line; }
