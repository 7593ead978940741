#!/bin/bash
# Tests the rooms that differ from a commit (default: the last one), without browser or long tests.
set -euo pipefail
cd "$(dirname "$0")/.."
base=${1:-HEAD}

changed() { git diff --name-only "$base" --; git ls-files --others --exclude-standard; }

mapfile -t rooms < <(changed | sed -nE 's#^(src/sanzhi|tests)/([a-z]+)/.*#\2#p' | sort -u)
folders=(tests/architecture)
for room in "${rooms[@]}"; do
    case "$room" in architecture | support | data | journeys) continue ;; esac
    [ ! -d "tests/$room" ] || folders+=("tests/$room")
done
exec .venv/bin/python -m pytest -n 2 -m "not journey and not slow" "${folders[@]}"
