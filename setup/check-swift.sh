#!/bin/sh
# Says clearly when there is no Swift 6.3 toolchain: its C compiler knows #embed.
# usage: check-swift.sh present|version; a toolchain can be there and still miss
# the system's libraries, so its version is asked after the packages came.
set -eu
if ! command -v swift >/dev/null 2>&1; then
    cat >&2 <<'TEXT'
hoclieu needs a Swift 6.3 toolchain and found no `swift` on the PATH.
Install one from swift.org (Install > Linux > Debian 12), open a new shell and run the command again.
TEXT
    exit 1
fi
[ "${1:-version}" = version ] || exit 0
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
major=${version% *}
minor=${version#* }
if [ "${major:-0}" -lt 6 ] || { [ "$major" -eq 6 ] && [ "${minor:-0}" -lt 3 ]; }; then
    echo "hoclieu needs Swift 6.3 or newer; this is: $(swift --version 2>/dev/null | head -n 1)" >&2
    exit 1
fi
