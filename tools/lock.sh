#!/bin/bash
# Pins all Python packages with hashes and without addresses, so that any mirror may serve them.
# Pins that still satisfy the .in files stay; UPGRADE=1 takes newer versions.
set -euo pipefail
cd "$(dirname "$0")/.."
home=build/lock
[ -x $home/bin/python ] || python3 -m venv $home
$home/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements/uv.lock

compile() {
    $home/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links ${UPGRADE:+--upgrade} "${@:2}" -o "requirements/$1.lock" >/dev/null
}

compile run requirements/run.in requirements/build.in
compile dev requirements/dev.in requirements/build.in
compile uv requirements/uv.in
