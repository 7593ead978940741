#!/bin/bash
# Proves on a bare Debian 12 that `make run` shows its first page within three minutes and that `make test` passes.
# The machine is a folder made by debootstrap; mounts and processes live in namespaces that end with this script.
set -euo pipefail
cd "$(dirname "$0")/.."
port=${PORT:-18600}
# Where the clone lies inside the bare machine; the check for machine paths there must not find it written out.
place=/srv
clone=$place/clone
most_seconds=180

say() { printf '\n=== %s\n' "$*"; }

require() {
    [ "$(id -u)" -eq 0 ] || { echo "make fresh 需要 root 权限。" >&2; exit 1; }
    for program in debootstrap unshare git; do
        command -v $program >/dev/null || { echo "缺少 $program，请先安装。" >&2; exit 1; }
    done
}

# The mirror that this machine uses for Debian itself.
mirror() {
    { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null || true; } |
        sed -nE 's/^(URIs:|deb (\[[^]]*\] )?)\s*(https?:\/\/[^ ]*\/debian)\/?( .*)?$/\3/p' | head -1
}

# What lets this machine reach its mirrors: package sources, certificates, names, the configuration of pip.
carry_configuration() {
    rm -rf "$1/etc/apt"
    cp -a /etc/apt "$1/etc/apt"
    rm -f "$1"/etc/apt/sources.list.d/*.disabled*
    cp -L /etc/resolv.conf /etc/hosts "$1/etc/"
    cp -L /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/ca-certificates.crt"
    for file in /etc/pip.conf "$HOME/.config/pip/pip.conf" "$HOME/.pip/pip.conf"; do
        [ ! -f "$file" ] || install -D "$file" "$1$file"
    done
    # Installing a server must not start one: there is no init here.
    printf '#!/bin/sh\nexit 101\n' >"$1/usr/sbin/policy-rc.d"
    chmod +x "$1/usr/sbin/policy-rc.d"
}

carried_environment() {
    env | grep -E '^(PIP_[A-Z_]+|https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY|SSL_CERT_FILE|REQUESTS_CA_BUNDLE)=' || true
}

# Folders of this machine that pip is told to look into; the files of an index lie beside its pages.
pip_folders() {
    { python3 -m pip config list 2>/dev/null || true; } | grep -oE "(file://)?/[^ ']+" |
        sed -E 's#^file://##; s#/simple/?$##' | sort -u |
        while read -r path; do [ ! -d "$path" ] || echo "$path"; done
}

mount_all() {
    mount --make-rprivate /
    mount -t proc proc "$1/proc"
    mount --bind /dev "$1/dev"
    mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
    for folder in $(pip_folders); do
        mkdir -p "$1$folder"
        mount --bind -o ro "$folder" "$1$folder"
    done
}

inside() {
    local root=$1 carried
    mount_all "$root"
    mapfile -t carried < <(carried_environment)
    chroot "$root" /usr/bin/env -i HOME="$HOME" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        LANG=C.UTF-8 CI=true PORT="$port" MOST_SECONDS="$most_seconds" "${carried[@]}" \
        bash "$clone/tools/fresh_inside.sh"
}

if [ "${1:-}" = inside ]; then
    inside "$2"
    exit
fi

require
root=$(mktemp -d -p /var/tmp sanzhi-fresh-XXXXXX)
chmod 755 "$root"
# The namespace has taken its mounts along, so what remains is a plain folder.
trap 'rm -rf --one-file-system "$root"' EXIT
say "裸机：debootstrap（$(mirror)）"
debootstrap --variant=minbase --include=ca-certificates,make,git,python3 bookworm "$root" "$(mirror)" >"$root.log" 2>&1 ||
    { tail -20 "$root.log" >&2; exit 1; }
rm -f "$root.log"
carry_configuration "$root"
git clone --quiet --no-local . "$root$clone"
unshare --mount --pid --fork --kill-child bash "$0" inside "$root"
say "make fresh 通过"
