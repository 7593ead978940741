#!/bin/bash
# What tools/fresh.sh does inside the bare machine: start, time the first page, stop, start again, test everything.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n=== %s\n' "$*"; }

answers() {
    python3 - "$1" <<'PYTHON' 2>/dev/null
import sys, urllib.request
sys.exit(urllib.request.urlopen(sys.argv[1], timeout=2).status != 200)
PYTHON
}

# Starts the platform, prints the seconds to the first page, stops it again; fails beyond the limit.
first_page() {
    local limit=$1 began=$EPOCHREALTIME
    setsid make run PORT="$PORT" &
    local run=$!
    until answers "http://127.0.0.1:$PORT/"; do
        kill -0 $run 2>/dev/null || { echo "make run 已退出" >&2; exit 1; }
        sleep 0.2
    done
    local took
    took=$(awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }')
    kill -TERM -- "-$run"
    wait $run || true
    say "首页在 $took 秒后出现（上限 $limit 秒）"
    awk -v took="$took" -v limit="$limit" 'BEGIN { exit took > limit }'
}

say "make run（首次）"
first_page "$MOST_SECONDS"
say "make run（再次）"
first_page 5
say "make test"
make test
