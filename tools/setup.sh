#!/bin/bash
# Installs what is missing and nothing else: `setup.sh run` for running, `setup.sh test` for everything.
# A second call compares stamps and ends within a second.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:?run or test}
python=${PYTHON3:-python3}

say() { printf '%s\n' "$*" >&2; }

# Each package is asked for by what it is needed for, so that another source of the same thing will do.
missing_packages() {
    [ -x .venv/bin/python ] || "$python" -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
    [ -e /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc ] || echo fonts-noto-cjk
    [ -e /usr/share/fonts/truetype/arphic/ukai.ttc ] || echo fonts-arphic-ukai
    if [ "$purpose" = test ]; then
        command -v chromium >/dev/null || echo chromium
        # The driver of the browser tests brings a program of its own that wants this library.
        compgen -G '/usr/lib/*/libatomic.so.1' >/dev/null || echo libatomic1
        compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || echo postgresql
    fi
}

install_packages() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "缺少系统软件包，而当前用户既不是 root 也没有 sudo。请由管理员执行："
            say "    apt-get install --no-install-recommends $*"
            exit 1
        fi
        as_root=(sudo)
    fi
    command -v apt-get >/dev/null || { say "缺少 $*；本机没有 apt-get，请用本机的方式安装。"; exit 1; }
    say "安装系统软件包：$*"
    local log
    log=$(mktemp)
    if ! { "${as_root[@]}" apt-get update -q &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; } \
        >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        say "系统软件包安装失败（见上）。"
        exit 1
    fi
    rm -f "$log"
}

# The stamp of a lock names its content and the interpreter that it was installed for.
stamp_of() { { cat "requirements/$1.lock" pyproject.toml; .venv/bin/python -VV; } | sha256sum; }
stamped() { [ -f ".venv/.$1.stamp" ] && [ "$(cat ".venv/.$1.stamp")" = "$(stamp_of "$1")" ]; }

install_python() {
    say "安装 Python 软件包（$1.lock）"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
        -r "requirements/$1.lock"
    # The build tool is pinned in the lock, too, so nothing is fetched beside it.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    stamp_of "$1" >".venv/.$1.stamp"
}

mapfile -t packages < <(missing_packages)
[ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { say "需要 Python 3.11 或更新的版本。"; exit 1; }
[ -x .venv/bin/python ] || "$python" -m venv .venv

if [ "$purpose" = test ]; then
    stamped dev || install_python dev
elif ! stamped run && ! stamped dev; then
    install_python run
fi
