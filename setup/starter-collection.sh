#!/bin/sh
# Loads the starter collection and the administrative units into a new data
# folder; a start that was cut short is made good by the next. A library that
# came there another way (a backup, an ingest of one's own) is left as it is.
# usage: starter-collection.sh HOCLIEU_BINARY DATA_FOLDER
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
binary=$1
data=$2
# Stands there from before the first step until after the last. Either may be
# taken again: what is there stays as it is.
begun="$data/starter-collection.begun"
if [ ! -e "$begun" ]; then
    [ ! -e "$data/hoclieu.sqlite" ] || exit 0
    mkdir -p "$data"
    : >"$begun"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$here/../ingest/collection/build.sh" "$work"
echo "hoclieu: loading the starter collection"
"$binary" --data "$data" ingest "$work"
echo "hoclieu: loading administrative units"
"$binary" --data "$data" units load
rm "$begun"
