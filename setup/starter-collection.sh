#!/bin/sh
# Loads the starter collection and the administrative units into a data folder
# that has not got both yet; a start that was cut short is made good by the next.
# usage: starter-collection.sh HOCLIEU_BINARY DATA_FOLDER
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
binary=$1
data=$2
# Written after both steps. Either may be taken again: what is there stays as it is.
loaded="$data/starter-collection.loaded"
[ ! -e "$loaded" ] || exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$here/../ingest/collection/build.sh" "$work"
echo "hoclieu: loading the starter collection"
"$binary" --data "$data" ingest "$work"
echo "hoclieu: loading administrative units"
"$binary" --data "$data" units load
: >"$loaded"
