#!/bin/sh
# Renew requirements/*.txt from pyproject.toml: every package with its version and hashes, for Linux and macOS and every
# Python that pyproject.toml allows. No index address is written, so that the files install from any index
# (docs/decisions/0008). Arguments are handed to uv: `tools/renew_locks.sh --upgrade` takes newer versions,
# `--upgrade-package NAME` one of them.
set -eu
cd "$(dirname "$0")/.."

if ! command -v uv >/dev/null; then
    echo "This needs uv: pip install uv" >&2
    exit 1
fi

compile() {
    uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links --quiet "$@"
}

compile --group build --output-file requirements/runtime.txt "$@" >/dev/null
# The second file contains the first, with the same versions.
compile --group development --constraints requirements/runtime.txt --output-file requirements/development.txt "$@" >/dev/null
