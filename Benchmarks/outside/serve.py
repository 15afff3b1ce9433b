"""Result pages a second under wrk: at least 10,000 distinct queries, drawn by
Zipf from the catalogue's own words; no page is kept whole. Then: whether every
answer is a raw hit, whether a second count of them agrees, what counting costs.

usage: serve.py --data FOLDER [--seconds 30] [--minutes-for-memory 10]
"""
import argparse
import collections
import datetime
import json
import os
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

from measuring import RELEASE, Watch, cpu_seconds, machine, rss_anon_mib
from recount import VIETNAM, compared

QUERIES = 12_000
REQUESTS = 60_000
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
COUNTING = """
local threads = {}
function setup(thread) table.insert(threads, thread) end
function init(arguments) issued = 0 end
local function headers() return {["User-Agent"] = "%s " .. (issued %% 400)} end
function done(summary)
    local sum = 0
    for _, thread in ipairs(threads) do sum = sum + thread:get("issued") - 1 end
    io.write(string.format("issued %%d completed %%d\\n", sum, summary.requests))
end
""" % AGENT


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


class Server:
    """A running `hoclieu serve`; `asked` counts what was asked besides wrk."""

    def __init__(self, data, counts=True):
        self.data, self.asked = data, 0
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [RELEASE / "hoclieu", "--data", data, "serve", "--host", "127.0.0.1", "--port", str(port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "HOCLIEU_COUNT_USAGE": "1" if counts else "0"})
        self.address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                urllib.request.urlopen(self.address + "/healthz", timeout=2)
                self.asked += 1
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit(f"the server on {data} does not answer")

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def wrk(script, address, seconds):
    """wrk's report, and how many requests it issued and saw answered."""
    report = subprocess.check_output(
        ["wrk", "-t1", "-c32", f"-d{seconds}s", "--latency", "-s", script, address], text=True)
    issued, completed = map(int, re.search(r"issued (\d+) completed (\d+)", report).groups())
    return report, issued, completed


def usage_file(data):
    return Path(data) / "usage" / f"{datetime.datetime.now(VIETNAM):%Y-%m}.sqlite"


def hits(data):
    path = usage_file(data)
    if not path.exists():
        return 0
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        return base.execute("SELECT count(*) FROM hit").fetchone()[0]


def afternoon(server, records):
    """Thirty readers who keep their cookie: each clicks on a record twice, comes back to it and looks at others."""
    for number in range(30):
        reader = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        reader.addheaders = [("User-Agent", f"{AGENT} {number % 7}")]
        mine = records[number % len(records)]
        for record in (mine, mine, *records[:3], mine):
            reader.open(f"{server.address}/tai-lieu/{record}", timeout=20).read()
            server.asked += 1


def cost(data, work):
    """CPU milliseconds of one request for a plain page, without counting and with it."""
    script = work / "page.lua"
    script.write_text(
        COUNTING + "request = function() issued = issued + 1; return wrk.format('GET', '/gioi-thieu', headers()) end\n")
    spent = {False: [], True: []}
    for counts in (False, True, True, False):
        server = Server(data, counts)
        try:
            # What the first questions leave to be written and read is not the
            # cost of the next, and the writing of the last ones is theirs.
            wrk(script, server.address, 2)
            time.sleep(2)
            before = cpu_seconds(server.process.pid)
            _, _, completed = wrk(script, server.address, 5)
            time.sleep(2)
            spent[counts].append((cpu_seconds(server.process.pid) - before) * 1000 / completed)
        finally:
            server.stop()
    return min(spent[False]), min(spent[True])


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
    work = Path(tempfile.mkdtemp(prefix="hoclieu-wrk-"))
    before = hits(chosen.data)
    server = Server(chosen.data)
    pid = server.process.pid
    try:
        script = work / "queries.lua"
        paths = ",\n".join(f'"/tim-kiem?q={urllib.parse.quote_plus(text)}"' for text in drawn)
        script.write_text(
            COUNTING + f"local paths = {{{paths}}}\n"
            "request = function()\n    issued = issued + 1\n"
            "    return wrk.format('GET', paths[issued % #paths + 1], headers())\nend\n")
        watch = Watch(pid)
        total = max(chosen.seconds, int(chosen.minutes_for_memory * 60))
        report, issued, completed = wrk(script, server.address, total)
        peak = watch.stop()
        with sqlite3.connect(f"file:{chosen.data}/hoclieu.sqlite?mode=ro", uri=True) as base:
            afternoon(server, [row[0] for row in base.execute("SELECT id FROM bibRecord ORDER BY id LIMIT 10")])
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", report).group(1))
        p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", report)
        p50 = re.search(r"50%\s+([\d.]+)(us|ms|s)", report)
        scale = {"us": 0.001, "ms": 1, "s": 1000}
        bad = re.search(r"Non-2xx or 3xx responses: (\d+)", report)
        print(f"serving on {machine()}: {len(distinct):,} distinct queries, {total} s")
        print(f"result pages   {rate:8,.0f} pages/s  target 800: {'reached' if rate >= 800 else 'NOT reached'}")
        print(f"latency        median {float(p50[1]) * scale[p50[2]]:.1f} ms, p99 {float(p99[1]) * scale[p99[2]]:.1f} ms  target 80")
        print(f"memory         RssAnon peak {peak:.0f} MiB, at the end {rss_anon_mib(pid):.0f} MiB  target 250")
        print(f"failed answers {bad.group(1) if bad else 0}")
    finally:
        server.stop()
    # wrk leaves some questions without waiting for their answers when it ends:
    # they are issued, answered and taken down, but not completed.
    taken = hits(chosen.data) - before - server.asked
    agrees = completed <= taken <= issued
    print(f"raw hits       {taken:,}; wrk issued {issued:,} and waited for {completed:,}: "
          f"{'every answer is one' if agrees else 'NOT the same'}{', exactly' if taken == issued else ''}")
    answer = subprocess.run(
        [RELEASE / "hoclieu", "--data", chosen.data, "usage", "count", usage_file(chosen.data).stem, "--json"],
        capture_output=True, text=True)
    print(f"second count   {compared(usage_file(chosen.data), json.loads(answer.stdout))}")
    without, with_it = cost(chosen.data, work)
    added = with_it - without
    print(f"counting       {without:.3f} → {with_it:.3f} ms of CPU a request, {added:+.3f}  target 0.2: "
          f"{'reached' if added <= 0.2 else 'NOT reached'}")


if __name__ == "__main__":
    main()
