#!/bin/sh
# Every measurement, one after the other.
# usage: bench.sh small|full [FOLDER]; the made-up libraries are kept in FOLDER,
# which is .bench beside this folder unless another is given.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
size=${1:-full}
folder=${2:-$here/../.bench}
case $size in
    full) province=province-300000; memory="--memory-gigabytes 4"; minutes=10 ;;
    small) province=province-10000; memory=""; minutes=0 ;;
    *) echo "bench.sh: SIZE is small or full" >&2; exit 2 ;;
esac
release=$here/../.build/release
if [ ! -x "$release/hoclieu-bench" ] || [ ! -x "$release/hoclieu-worker" ]; then
    echo "bench.sh: build first: make bench builds and measures" >&2
    exit 2
fi
release=$(CDPATH= cd -- "$release" && pwd)
mkdir -p "$folder"
folder=$(CDPATH= cd -- "$folder" && pwd)
bench() { "$release/hoclieu-bench" "$@" --model "$here/model"; }

bench all --size "$size" --data "$folder"
echo
python3 "$here/outside/relevance.py"
echo
bench yardstick
# shellcheck disable=SC2086  # words on purpose
python3 "$here/outside/ingest.py" --size "$size" $memory
echo
bench yardstick
python3 "$here/outside/serve.py" --data "$folder/$province" --seconds 30 --minutes-for-memory "$minutes"
bench yardstick
