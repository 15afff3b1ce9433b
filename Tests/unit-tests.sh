#!/bin/sh
# Runs the Swift tests that are built; the last lines say how many were skipped
# and why, since a test that did not run is no test that passed.
# usage: unit-tests.sh REPORT
set -eu
report=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$(dirname -- "$report")"
{ swift test --skip-build 2>&1 || : >"$work/failed"; } | tee "$work/log"
# "Test name() skipped: "reason"", of a suite as of a test; the mark before it is a sign of its own.
sed -n 's/^[^ ]* *\(Suite\|Test\) .* skipped\(: "\(.*\)"\)\{0,1\}\.\{0,1\}$/\3/p' "$work/log" | sort | uniq -c >"$work/reasons"
awk '{ count += $1; number = $1; $1 = ""; if ($0 ~ /^ *$/) $0 = " no reason given"; reasons = reasons (reasons == "" ? "" : ";") $0 " (" number ")" }
    END { if (count) printf "%d tests or suites skipped:%s\n", count, reasons; else print "no test skipped" }' "$work/reasons" >"$report"
cat "$report"
[ ! -e "$work/failed" ]
