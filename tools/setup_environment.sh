#!/bin/sh
# Find a Python of version 3.11 or later and let it set up .venv: `tools/setup_environment.sh runtime|development`.
# PYTHON names one to use instead.
set -eu
cd "$(dirname "$0")/.."

# Version managers put commands on the path that fail when called, so each candidate has to run.
is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if [ -n "${PYTHON:-}" ]; then
    if ! is_new_enough "$PYTHON"; then
        echo "PYTHON=$PYTHON is no Python of version 3.11 or later." >&2
        exit 1
    fi
    exec "$PYTHON" tools/environment.py "$@"
fi

for candidate in python3 python3.13 python3.12 python3.11 python3.14; do
    if is_new_enough "$candidate"; then
        exec "$candidate" tools/environment.py "$@"
    fi
done

if candidate=$(uv python find --no-project '>=3.11' 2>/dev/null) && is_new_enough "$candidate"; then
    exec "$candidate" tools/environment.py "$@"
fi

cat >&2 <<'MESSAGE'
No Python of version 3.11 or later was found. Install one (Debian and Ubuntu: apt-get install python3 python3-venv;
macOS: brew install python; with uv: uv python install 3.13), or name one: make test PYTHON=/path/to/python3
MESSAGE
exit 1
