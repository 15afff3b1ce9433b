#!/bin/sh
# Installs the Debian packages named in the given lists, and says which.
# Works as root and with sudo; does nothing when all are there.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)

command -v dpkg-query >/dev/null 2>&1 || {
    echo "hoclieu: this set-up step knows Debian and Ubuntu only. Install the packages of setup/packages-*.txt by hand, then go on." >&2
    exit 1
}

missing=""
for list in "$@"; do
    while IFS= read -r name; do
        case "$name" in '' | '#'*) continue ;; esac
        state=$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null || true)
        [ "$state" = installed ] || missing="$missing $name"
    done <"$here/packages-$list.txt"
done
[ -n "$missing" ] || exit 0

echo "hoclieu: installing Debian packages:$missing"
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
        echo "hoclieu: these packages are missing and this account may not install them. Ask an administrator to run: apt-get install$missing" >&2
        exit 1
    }
    as_root="sudo"
fi
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
# shellcheck disable=SC2086  # the list is words on purpose
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
echo "hoclieu: packages are there."
