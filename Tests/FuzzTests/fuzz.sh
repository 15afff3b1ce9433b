#!/bin/sh
# Seeded mutation fuzzing of every reader, HOCLIEU_FUZZ_SECONDS each.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
seconds=${HOCLIEU_FUZZ_SECONDS:-60}
seed=${HOCLIEU_FUZZ_SEED:-20261121}
program="$root/.build/release/hoclieu-fuzz"
samples=${HOCLIEU_SHARED:-$root/../shared}/samples
work=$(mktemp -d)
keep="$root/.fuzz"

if [ ! -d "$samples" ]; then
    # Without the samples the starter collection is the corpus.
    sh "$root/ingest/collection/build.sh" "$work/samples"
    samples="$work/samples"
fi

fuzz() {
    format=$1
    shift
    mkdir -p "$work/$format"
    status=0
    "$program" "$format" "$seconds" "$seed" "$work/$format" "$root/ingest" "$@" || status=$?
    case $status in
    0) passed=$((passed + 1)) ;;
    3) ;;
    *)
        mkdir -p "$keep"
        cp "$work/$format"/input.* "$keep/" 2>/dev/null || true
        echo "$format: broke the reader; the input is kept in .fuzz/, seed $seed" >&2
        failed=$((failed + 1))
        ;;
    esac
}

passed=0
failed=0
# Names in the samples hold no spaces, so plain words are safe here.
# shellcheck disable=SC2046
{
    fuzz epub $(find "$samples" -name '*.epub')
    fuzz pdf $(find "$samples" -name '*.pdf')
    fuzz text $(find "$samples" -name '*.txt' -size -64k)
    fuzz marc $(find "$samples" -name '*.mrc' -o -name '*.dat' -o -name '*.marc')
    fuzz marcxml $(find "$samples" -path '*xml*' -name '*.xml' -o -path '*oai*' -name '*.xml')
    fuzz csv $(find "$samples" -name '*.csv' -size -700k)
    fuzz xlsx $(find "$samples" -name '*.xlsx')
}
rm -rf "$work"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
