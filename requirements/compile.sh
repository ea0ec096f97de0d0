#!/bin/sh
# Pins run.in and dev.in with hashes, as the public registry serves them: local package sources are left aside,
# and no address of any source is written down. UPGRADE=1 takes the newest releases.
# Resolved by Debian 12's own Python (3.11.2), the oldest that must run the house: a release that asks for a newer one is left.
set -eu
cd "$(dirname "$0")"
oldest=${OLDEST:-/usr/bin/python3}
tools=$(grep '^pip-tools==' dev.txt | cut -d' ' -f1)
bench=$(mktemp -d)
trap 'rm -rf "$bench"' EXIT
"$oldest" -m venv "$bench"
"$bench/bin/python" -m pip install -qq "$tools"
unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL
export PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make requirements"
pin() {
    "$bench/bin/pip-compile" -q --generate-hashes --strip-extras --allow-unsafe --annotation-style=line \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
        ${UPGRADE:+--upgrade} -o "$1.txt" "$1.in"
}
pin dev
cp dev.txt run.txt # so that both name the same releases
(unset UPGRADE && pin run)
