#!/bin/sh
# Loads the starter collection into a data folder that has none yet.
# usage: starter-collection.sh HOCLIEU_BINARY DATA_FOLDER
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
binary=$1
data=$2
[ ! -e "$data/hoclieu.sqlite" ] || exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$here/../ingest/collection/build.sh" "$work"
echo "hoclieu: loading the starter collection"
"$binary" --data "$data" ingest "$work"
echo "hoclieu: loading administrative units"
"$binary" --data "$data" units load
