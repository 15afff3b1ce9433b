#!/bin/sh
# Makes the starter collection ready for ingest: the handbook zipped as an EPUB,
# the list of classics, and their sidecars. The same input gives the same bytes.
# usage: build.sh OUT_DIR
set -eu
[ $# -eq 1 ] || { echo "usage: build.sh OUT_DIR" >&2; exit 2; }
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
mkdir -p "$1"
out=$(CDPATH= cd -- "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -R "$here/cam-nang" "$work/book"
find "$work/book" -type d -exec chmod 755 {} +
find "$work/book" -type f -exec chmod 644 {} +
# A ZIP entry keeps its file's local time; a fixed one makes the bytes fixed.
TZ=UTC
export TZ
find "$work/book" -exec touch -d '2026-01-01 00:00:00' {} +
(
    cd "$work/book"
    # EPUB 3.3, OCF: mimetype stands first and is stored as it is.
    zip -q -X -0 "$work/cam-nang.epub" mimetype
    find META-INF OEBPS -type f | LC_ALL=C sort | zip -q -X -9 -@ "$work/cam-nang.epub"
)
mv "$work/cam-nang.epub" "$out/cam-nang.epub"
cp "$here/cam-nang.yaml" "$here/kinh-dien.csv" "$here/kinh-dien.yaml" "$out/"
