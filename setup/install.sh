#!/bin/sh
# Installs what `make release` built.
# usage: install.sh DESTDIR PREFIX STATE
#   PREFIX/bin                 hoclieu, hoclieu-worker
#   PREFIX/lib/hoclieu         the Swift libraries they need
#   PREFIX/share/hoclieu       pages, styles, librarian's lists, starter collection, the list of error codes
#   /etc/systemd/system        hoclieu.service
#   /etc/hoclieu/Caddyfile     a reverse proxy with TLS, to adapt
#   STATE                      the data folder
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH= cd -- "$here/.." && pwd)
destination=$1
prefix=$2
state=$3
build="$root/.build/release"

bin="$destination$prefix/bin"
lib="$destination$prefix/lib/hoclieu"
share="$destination$prefix/share/hoclieu"
etc="$destination/etc"
mkdir -p "$bin" "$lib" "$share" "$etc/systemd/system" "$etc/hoclieu" "$destination$state"

# The programs live beside their libraries; what stands on the PATH are links.
for program in hoclieu hoclieu-worker; do
    install -m 0755 "$build/$program" "$lib/$program"
    ln -sf "$prefix/lib/hoclieu/$program" "$bin/$program"
done
for bundle in "$build"/*.resources; do
    [ -e "$bundle" ] || continue
    rm -rf "$lib/$(basename "$bundle")"
    cp -R "$bundle" "$lib/"
done

# The Swift libraries, so that the machine needs no toolchain.
swift_libraries=$(dirname "$(ldd "$build/hoclieu" | sed -n 's/.*=> \(.*libswiftCore\.so\).*/\1/p')")
if [ -n "$swift_libraries" ] && [ -d "$swift_libraries" ]; then
    for program in hoclieu hoclieu-worker; do
        ldd "$build/$program" | sed -n "s|.*=> \($swift_libraries/[^ ]*\).*|\1|p"
    done | sort -u | while IFS= read -r library; do
        install -m 0644 "$library" "$lib/"
    done
fi

rm -rf "$share/ingest" "$share/Public"
cp -R "$root/ingest" "$share/ingest"
cp -R "$root/Public" "$share/Public"
mkdir -p "$share/docs"
install -m 0644 "$root/docs/errors.md" "$share/docs/errors.md"

sed -e "s|@PREFIX@|$prefix|g" -e "s|@STATE@|$state|g" "$here/system/hoclieu.service" >"$etc/systemd/system/hoclieu.service"
[ -e "$etc/hoclieu/Caddyfile" ] || install -m 0644 "$here/system/Caddyfile" "$etc/hoclieu/Caddyfile"

if [ -z "$destination" ] && [ "$(id -u)" -eq 0 ]; then
    id hoclieu >/dev/null 2>&1 || useradd --system --home-dir "$state" --shell /usr/sbin/nologin hoclieu
    chown -R hoclieu: "$state"
    chmod 0750 "$state"
fi
echo "hoclieu: installed under $destination$prefix; data folder $destination$state"
echo "hoclieu: start it with: systemctl enable --now hoclieu"
