#!/bin/sh
# Installs into a scratch folder from a copy of the build, deletes the copy,
# and runs the installed programs as another user: a page must come.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
scratch=$(mktemp -d /tmp/hoclieu-install.XXXXXX)
server=""
cleanup() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$scratch"
}
trap cleanup EXIT INT TERM

# A clone that can be thrown away: the tracked files and the built programs.
mkdir -p "$scratch/clone/.build/release" "$scratch/root"
(cd "$root" && git ls-files -z | tar --null -T - -cf - 2>/dev/null) | tar -xf - -C "$scratch/clone"
for item in hoclieu hoclieu-worker; do cp "$root/.build/release/$item" "$scratch/clone/.build/release/"; done
for item in "$root"/.build/release/*.resources; do [ ! -e "$item" ] || cp -R "$item" "$scratch/clone/.build/release/"; done

sh "$scratch/clone/setup/install.sh" "$scratch/root" /usr/local /var/lib/hoclieu >/dev/null
sh "$scratch/clone/ingest/collection/build.sh" "$scratch/collection"
rm -rf "$scratch/clone"

# DESTDIR leaves links that point below the real prefix; the programs
# themselves are run here.
program="$scratch/root/usr/local/lib/hoclieu/hoclieu"
data="$scratch/root/var/lib/hoclieu"
user=$(id -un)
if [ "$(id -u)" -eq 0 ] && id nobody >/dev/null 2>&1; then
    user=nobody
    chmod 0755 "$scratch" "$scratch/root"
    chown -R nobody "$data"
fi
as_user=""
[ "$user" = "$(id -un)" ] || as_user="setpriv --reuid $user --clear-groups env HOME=$data"

# shellcheck disable=SC2086  # words on purpose
$as_user env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$program" --data "$data" ingest "$scratch/collection" >/dev/null 2>"$scratch/ingest.log" || {
    cat "$scratch/ingest.log" >&2
    echo "install-test: the installed program could not ingest" >&2
    exit 1
}
# A refusal names the list of codes, which is there; what is wrong with the file is said in Vietnamese.
printf 'PK\003\004' >"$scratch/hong.epub"
chmod 0644 "$scratch/hong.epub"
# shellcheck disable=SC2086  # words on purpose
refusal=$($as_user env -i PATH=/usr/bin:/bin "$program" --data "$data" ingest "$scratch/hong.epub" 2>&1) || true
codes=$(printf '%s\n' "$refusal" | sed -n 's/^tất cả các mã: //p')
[ -n "$codes" ] && [ -r "$codes" ] && grep -q archive-damaged "$codes" || {
    printf '%s\n' "$refusal" >&2
    echo "install-test: a refusal does not lead to the list of codes" >&2
    exit 1
}
port=$((20000 + $$ % 20000))
# The process itself, which the clean-up ends.
# shellcheck disable=SC2086  # words on purpose
$as_user env -i PATH=/usr/bin:/bin "$program" --data "$data" serve --host 127.0.0.1 --port "$port" >"$scratch/serve.log" 2>&1 &
server=$!
tries=0
until page=$(curl -fsS --max-time 5 "http://127.0.0.1:$port/tim-kiem?q=so+do" 2>/dev/null); do
    tries=$((tries + 1))
    if [ "$tries" -gt 60 ]; then
        cat "$scratch/serve.log" >&2
        echo "install-test: the installed server did not answer" >&2
        exit 1
    fi
    sleep 0.5
done
case "$page" in
    *"Số đỏ"*) ;;
    *) echo "install-test: the search page does not show Số đỏ" >&2; exit 1 ;;
esac
style=$(printf '%s' "$page" | sed -n 's/.*<link rel="stylesheet" href="\([^"]*\)".*/\1/p' | head -n 1)
curl -fsS --max-time 5 "http://127.0.0.1:$port$style" >/dev/null || {
    echo "install-test: the style sheet is missing: $style" >&2
    exit 1
}
echo "install-test: as $user, with the clone deleted: 1 passed, 0 failed"
