#!/bin/bash
# Everything that can be said about the code without running it.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
# The type checker and the migrations read the settings, which make secrets: not in anybody's instance.
SANZHI_HOME=$(mktemp -d)
export SANZHI_HOME
trap 'rm -rf "$SANZHI_HOME"' EXIT

step() {
    printf '%s\n' "— $1"
    shift
    "$@"
}

step "格式" $bin/ruff format --check --quiet .
step "规则" $bin/ruff check --quiet .
step "类型" $bin/mypy
step "依赖方向" $bin/lint-imports --no-cache
step "迁移（内部）" $bin/python -m django makemigrations --check --dry-run --settings sanzhi.config.settings
step "迁移（公示）" env SANZHI_PORTAL_ROLE=follower \
    $bin/python -m django makemigrations --check --dry-run --settings sanzhi.config.portal
step "文档" $bin/python tools/check_docs.py
step "文件" $bin/python tools/check_files.py
step "规则与测试" $bin/python tools/law_coverage.py --check
