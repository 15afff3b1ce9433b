"""Result pages a second under wrk: at least 10,000 distinct queries, drawn by
Zipf from the catalogue's own words; no page is kept whole.

usage: serve.py --data FOLDER [--seconds 30] [--minutes-for-memory 10]
"""
import argparse
import collections
import random
import re
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

from measuring import RELEASE, Watch, machine, rss_anon_mib

QUERIES = 12_000
REQUESTS = 60_000


def queries(data, source):
    """Distinct queries of one to four words, words drawn by their frequency in titles."""
    base = sqlite3.connect(f"file:{data}/hoclieu.sqlite?mode=ro", uri=True)
    counts, titles = collections.Counter(), []
    for (title,) in base.execute("SELECT title FROM bibRecord ORDER BY id LIMIT 300000"):
        found = re.findall(r"\w+", title.lower())
        counts.update(found)
        titles.append(found)
    vocabulary, weights = zip(*counts.most_common())
    distinct = {}
    while len(distinct) < QUERIES:
        kind = source.random()
        if kind < 0.5:
            words = source.choices(vocabulary, weights, k=source.choice((1, 1, 2, 2, 3)))
        else:
            title = source.choice(titles)
            start = source.randrange(max(1, len(title)))
            words = title[start : start + source.randint(1, 4)]
        if words:
            distinct.setdefault(" ".join(words))
    return list(distinct)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--minutes-for-memory", type=float, default=0)
    chosen = parser.parse_args()
    source = random.Random(20261121)
    distinct = queries(chosen.data, source)
    ranks = [1 / (rank + 1) for rank in range(len(distinct))]
    drawn = source.choices(distinct, ranks, k=REQUESTS)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [RELEASE / "hoclieu", "--data", chosen.data, "serve", "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    work = Path(tempfile.mkdtemp(prefix="hoclieu-wrk-"))
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                urllib.request.urlopen(address + "/healthz", timeout=2)
                break
            except OSError:
                time.sleep(0.1)
        script = work / "queries.lua"
        paths = ",\n".join(f'"/tim-kiem?q={urllib.parse.quote_plus(text)}"' for text in drawn)
        script.write_text(
            f"local paths = {{{paths}}}\nlocal at = 0\n"
            "request = function() at = at % #paths + 1; return wrk.format('GET', paths[at]) end\n")
        watch = Watch(server.pid)
        total = max(chosen.seconds, int(chosen.minutes_for_memory * 60))
        report = subprocess.check_output(
            ["wrk", "-t1", "-c32", f"-d{total}s", "--latency", "-s", script, address], text=True)
        peak = watch.stop()
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", report).group(1))
        p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", report)
        p50 = re.search(r"50%\s+([\d.]+)(us|ms|s)", report)
        scale = {"us": 0.001, "ms": 1, "s": 1000}
        bad = re.search(r"Non-2xx or 3xx responses: (\d+)", report)
        print(f"serving on {machine()}: {len(distinct):,} distinct queries, {total} s")
        print(f"result pages   {rate:8,.0f} pages/s  target 800: {'reached' if rate >= 800 else 'NOT reached'}")
        print(f"latency        median {float(p50[1]) * scale[p50[2]]:.1f} ms, p99 {float(p99[1]) * scale[p99[2]]:.1f} ms  target 80")
        print(f"memory         RssAnon peak {peak:.0f} MiB, at the end {rss_anon_mib(server.pid):.0f} MiB  target 250")
        print(f"failed answers {bad.group(1) if bad else 0}")
    finally:
        server.terminate()
        server.wait(30)


if __name__ == "__main__":
    main()
