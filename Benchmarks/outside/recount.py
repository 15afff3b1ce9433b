"""Counts a month's file of raw hits a second time, by COUNTER 5.1 as
docs/decisions/0015 says it, without any code of the product.

usage: recount.py usage/2026-11.sqlite
"""
import collections
import datetime
import json
import re
import sqlite3
import sys
from pathlib import Path

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
LOOKS = {"record", "contents", "section", "whole-book", "original"}
OPENS = {"section", "whole-book", "original"}
PAGES = LOOKS | {"search", "results", "page"}


def recount(path):
    """Figures by (point or None, indicator), and the number of raw hits."""
    month = re.search(r"(\d{4}-\d{2})\.sqlite$", str(path)).group(1)
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    back = {row[0] for row in base.execute("SELECT DISTINCT session FROM hit WHERE isReturned = 1")}
    rows = base.execute(
        """SELECT at, k.name, recordId, section, m.name, status, session, fallback, pointId,
            isRobot + isPrefetch + isStaff, isOnSite
        FROM hit JOIN hitKind k ON k.id = kind JOIN hitMethod m ON m.id = method ORDER BY at, hit.id""")
    sessions, home, total = collections.defaultdict(list), {}, 0
    for at, kind, record, section, method, status, session, fallback, point, marks, on_site in rows:
        total += 1
        day = datetime.datetime.fromtimestamp(at / 1000, VIETNAM).date()
        key = (session if session in back else fallback, day)
        if point is not None:
            home.setdefault(key, point)
        if (method == "get" and status in (200, 304) and not marks and kind in PAGES
                and day.isoformat()[:7] == month):
            sessions[key].append((at, kind, record, section, on_site))
    figures = collections.Counter()
    for key, hits in sessions.items():
        place = home.get(key)

        def add(indicator, number):
            if number:
                figures[place, indicator] += number

        add("virtual-visit", int(any(not hit[4] for hit in hits)))
        add("search", sum(hit[1] == "search" for hit in hits))
        add("item-investigation", clicks(hits, LOOKS))
        add("item-request", clicks(hits, OPENS))
        add("download", clicks(hits, {"original"}))
        add("unique-item-investigation", len({hit[2] for hit in hits if hit[1] in LOOKS}))
        add("unique-item-request", len({hit[2] for hit in hits if hit[1] in OPENS}))
    return figures, total


def clicks(hits, kinds):
    """Clicks that no other on the same link follows within 30 seconds."""
    links = collections.defaultdict(list)
    for at, kind, record, section, _ in hits:
        if kind in kinds:
            links[kind, record, section].append(at)
    return sum(
        sum(1 for one, after in zip(times, times[1:]) if after - one > 30_000) + 1 for times in links.values())


def compared(path, answer):
    """Whether `hoclieu usage count --json` says the same: a sentence."""
    figures, total = recount(path)
    theirs = collections.Counter(
        {(one["point"], one["indicator"]): one["value"] for one in answer["counts"] if one["value"]})
    same = theirs == figures and sum(answer["hits"].values()) == total
    return f"{sum(figures.values()):,} counted of {total:,} hits: {'equal' if same else 'DIFFERENT'}"


if __name__ == "__main__":
    found, number = recount(Path(sys.argv[1]))
    totals = collections.Counter()
    for (_, indicator), value in found.items():
        totals[indicator] += value
    print(json.dumps({"hits": number, **totals}, indent=1))
