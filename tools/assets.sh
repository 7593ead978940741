#!/bin/bash
# Copies the browser assets that package-lock.json pins into the repository, with their licences and digests.
# Needs npm; running and testing do not.
set -euo pipefail
cd "$(dirname "$0")/.."
vendor=src/sanzhi/pages/static/pages/vendor
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

# Only the installation writes addresses; the lock stays without.
npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --silent
cp package.json package-lock.json "$build"
npm ci --prefix "$build" --ignore-scripts --no-audit --no-fund --silent
modules=$build/node_modules

version() { sed -nE 's/^ *"version": "([^"]+)".*/\1/p' "$modules/$1/package.json" | head -1; }
record() { (cd "$vendor" && printf '%s  %s@%s\n' "$(sha256sum "$1")" "$2" "$(version "$2")") >>"$vendor/VERSIONS"; }

mkdir -p "$vendor"
rm -f "$vendor"/*
# The map that the last line names is not copied: a browser would ask for it in vain.
sed 's#/\*\# sourceMappingURL=.*\*/##' "$modules/@tabler/core/dist/css/tabler.min.css" >"$vendor/tabler.min.css"
cp "$modules/htmx.org/dist/htmx.min.js" "$vendor/htmx.min.js"

cp "$modules/htmx.org/LICENSE" "$vendor/htmx.LICENSE"
cp "$modules/@tabler/core/LICENSE" "$vendor/tabler.LICENSE"
record tabler.min.css @tabler/core
record htmx.min.js htmx.org
cat "$vendor/VERSIONS"
