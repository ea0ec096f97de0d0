#!/bin/sh
# Prepares everything that the demo and the tests need. Doing it again costs a second when nothing changed:
# each step leaves a stamp named after the contents of what it read.
#   requirements/setup.sh run    stops only when the system itself could not run
#   requirements/setup.sh test   stops also when the tests could not run
set -eu
cd "$(dirname "$0")/.."
need=${1:-run}
export DEBIAN_FRONTEND=noninteractive PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

say() { printf '%s\n' "setup: $*"; }

missing() { # the packages of the list that are not here, for one need ($1) or for all (.)
    awk -v need="$1" '!/^#/ && NF == 2 && (need == "." || $2 == need) { print $1 }' requirements/system.txt |
        while read -r package; do
            dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
        done
}

system_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "this is not Debian; see that these are here: $(awk '!/^#/ { printf "%s ", $1 }' requirements/system.txt)"
        return
    fi
    absent=$(missing .)
    [ -z "$absent" ] && return
    if [ "$(id -u)" = 0 ]; then
        say "installing system packages: $absent"
        apt-get update -qq
        # shellcheck disable=SC2086
        apt-get install -y -qq --no-install-recommends $absent </dev/null >/dev/null
        return
    fi
    say "these system packages are missing; install them with: sudo apt-get install $absent"
    if [ -n "$(missing run)" ] || [ "$need" = test ]; then exit 1; fi
    say "going on without them: they serve the tests only"
}

stamped() { # stamped NAME FILES... : is there a stamp of exactly these contents? Sets $stamp.
    name=$1
    shift
    stamp=.venv/.stamps/$name-$(cat "$@" requirements/setup.sh | sha256sum | cut -c1-16)
    [ -e "$stamp" ]
}

leave_stamp() {
    mkdir -p .venv/.stamps
    rm -f .venv/.stamps/"$1"-*
    : >"$stamp"
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

virtual_environment() {
    [ -x .venv/bin/python ] && return
    python=${PYTHON:-python3}
    # Debian builds its own Python by profile, what is built by hand seldom is: the tests take a tenth longer with that.
    if [ -z "${PYTHON:-}" ] && new_enough /usr/bin/python3; then python=/usr/bin/python3; fi
    new_enough "$python" || {
        say "Python 3.11 or newer is needed, and $python is $("$python" --version 2>&1); name another: make PYTHON=python3.12"
        exit 1
    }
    say "making .venv with $("$python" --version)"
    "$python" -m venv .venv
}

python_packages() {
    stamped packages requirements/dev.txt pyproject.toml && return
    say "installing $(grep -c '==' requirements/dev.txt) pinned Python packages (about a minute)"
    .venv/bin/python -m pip install -qq --require-hashes -r requirements/dev.txt
    .venv/bin/python -m pip install -qq --no-deps --no-build-isolation -e .
    leave_stamp packages
}

catalogue() {
    .venv/bin/python locale/merge.py --compile
}

static_files() {
    files=$(find src/khen -path '*/static/*' -type f | sort)
    # shellcheck disable=SC2086
    stamped static requirements/run.txt $files && [ -d "${KHEN_HOME:-var}/static" ] && return
    say "gathering static files (a few seconds)"
    .venv/bin/python -m django collectstatic --noinput --clear --settings=khen.settings.base >/dev/null
    leave_stamp static
}

system_packages
virtual_environment
python_packages
catalogue
static_files
say "ready"
