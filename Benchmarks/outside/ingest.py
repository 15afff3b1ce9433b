"""How fast files come in: ISO 2709, MARCXML and EPUB, to indexed and durable.

usage: ingest.py [--size small|full] [--memory-gigabytes N]
"""
import argparse
import json
import random
import shutil
import subprocess
import tempfile
from pathlib import Path

from measuring import RELEASE, ROOT, SHARED, machine, timed

SYLLABLES = ROOT / "Benchmarks" / "model" / "syllables.tsv"


def words(source):
    """Vietnamese syllables, common ones more often, from the committed table."""
    table = [line.split("\t") for line in SYLLABLES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    syllables = [row[0] for row in table]
    weights = [float(row[1]) for row in table]
    return lambda count: " ".join(source.choices(syllables, weights, k=count))


def field(tag, *parts, indicators="  "):
    return tag, indicators + "".join("\x1f" + part for part in parts) + "\x1e"


def iso2709(number, say, source, local=None):
    """One valid MARC 21 record in UTF-8 with a Vietnamese title; `local` is the text of a field of the library's own."""
    year = source.randint(1950, 2025)
    control = [("001", f"bench{number:09d}\x1e"), ("003", "VN-BENCH\x1e"), ("008", f"200101s{year}    vm {'':>17}000 0 vie d\x1e")]
    data = [
        field("020", f"a978604{number:06d}0"),
        field("082", f"a{source.randint(0, 999):03d}.{source.randint(1, 99)}"),
        field("100", f"aNguyễn {say(2)}"),
        field("245", f"a{say(source.randint(2, 8)).capitalize()} /", f"cNguyễn {say(2)}"),
        field("260", "aHà Nội :", f"bNXB {say(2)},", f"c{year}"),
        field("300", f"a{source.randint(20, 900)} tr."),
        field("520", f"a{say(30)}"),
        field("650", f"a{say(2)}"),
        field("650", f"a{say(2)}"),
    ]
    if local:
        data.append(field("990", f"a{local}"))
    body, directory = b"", ""
    for tag, text in control + data:
        coded = text.encode("utf-8")
        directory += f"{tag}{len(coded):04d}{len(body):05d}"
        body += coded
    base = 24 + len(directory) + 1
    leader = f"{base + len(body) + 1:05d}nam a22{base:05d} a 4500"
    return leader.encode() + directory.encode() + b"\x1e" + body + b"\x1d"


def marcxml(raw):
    """The same record as MARCXML."""
    from xml.sax.saxutils import escape

    text = raw.decode("utf-8")
    base = len(raw) - len(raw.split(b"\x1e", 1)[1])
    leader = text[:24]
    directory = raw[24 : base - 1].decode()
    out = [f"<record><leader>{leader}</leader>"]
    for at in range(0, len(directory), 12):
        tag, size, start = directory[at : at + 3], int(directory[at + 3 : at + 7]), int(directory[at + 7 : at + 12])
        value = raw[base + start : base + start + size - 1].decode("utf-8")
        if tag < "010":
            out.append(f'<controlfield tag="{tag}">{escape(value)}</controlfield>')
            continue
        subfields = "".join(f'<subfield code="{part[0]}">{escape(part[1:])}</subfield>' for part in value[2:].split("\x1f")[1:])
        out.append(f'<datafield tag="{tag}" ind1="{value[0]}" ind2="{value[1]}">{subfields}</datafield>')
    return "".join(out) + "</record>"


def ingest(files, data, *options):
    command = [RELEASE / "hoclieu", "--data", data, "ingest", "--json", *options, *files]
    code, output, wall, cpu, peak = timed(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return code, json.loads(output), wall, cpu, peak


def row(name, rate, unit, target, extra):
    verdict = "" if target is None else f"  target {target:.4g} {unit}: {'reached' if rate >= target else 'NOT reached'}"
    print(f"{name:<28} {rate:>12,.1f} {unit:<10}{verdict}  {extra}", flush=True)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--size", choices=["small", "full"], default="full")
    options.add_argument("--memory-gigabytes", type=float, default=None)
    chosen = options.parse_args()
    count = 3_000 if chosen.size == "small" else 100_000
    copies = 1 if chosen.size == "small" else 12
    print(f"ingest on {machine()}")
    work = Path(tempfile.mkdtemp(prefix="hoclieu-bench-"))
    try:
        source = random.Random(20261121)
        say = words(source)
        records = [iso2709(number, say, source) for number in range(count)]
        marc = work / "records.mrc"
        marc.write_bytes(b"".join(records))
        xml = work / "records.xml"
        with xml.open("w", encoding="utf-8") as out:
            out.write('<?xml version="1.0" encoding="UTF-8"?><collection xmlns="http://www.loc.gov/MARC21/slim">')
            out.writelines(marcxml(record) for record in records)
            out.write("</collection>")

        for name, path in (("ISO 2709", marc), ("MARCXML", xml)):
            code, report, wall, cpu, peak = ingest([path], work / f"data-{path.suffix[1:]}")
            assert report["counts"]["added"] == count, report["counts"]
            row(name, count / wall, "records/s", 5_000, f"{wall:.1f} s wall, {cpu:.1f} s CPU, peak RssAnon {peak:.0f} MiB")

        books = sorted((SHARED / "samples" / "epub" / "vi").glob("*.epub"))
        if books:
            shelf = work / "shelf"
            shelf.mkdir()
            for copy in range(copies):
                for book in books:
                    target = shelf / f"{copy:03d}-{book.name}"
                    shutil.copy(book, target)
                    # Another archive comment makes another file of the same book.
                    subprocess.run(["zip", "-q", "-z", target], input=f"{copy}\n".encode(), check=True)
            data = work / "data-epub"
            code, report, wall, cpu, peak = ingest([shelf], data, "--licence", "PD")
            taken = report["counts"]["added"] + report["counts"]["changed"]
            text = int(subprocess.check_output(["sqlite3", data / "passages.sqlite", "SELECT sum(length(CAST(text AS BLOB))) FROM passage"]))
            row("EPUB, extracted text", text / 1e6 / wall, "MB/s", 6, f"{taken} books, {wall:.1f} s wall, peak RssAnon {peak:.0f} MiB")
            row("EPUB, books per CPU second", taken / cpu, "books", 1 / 0.15, f"{cpu / taken:.3f} CPU s a book (calibre 0.85)")

        if chosen.memory_gigabytes:
            large = work / "large.mrc"
            # Long fields of the library's own; one may have 9,999 bytes.
            notes = [say(1_400) for _ in range(500)]
            number = 0
            with large.open("wb") as out:
                while out.tell() < chosen.memory_gigabytes * 1e9:
                    out.write(iso2709(10_000_000 + number, say, source, notes[number % len(notes)]))
                    number += 1
            code, report, wall, cpu, peak = ingest([large], work / "data-large")
            assert report["counts"]["added"] == number, report["counts"]
            verdict = "reached" if peak <= 200 else "NOT reached"
            print(f"{large.stat().st_size / 1e9:.2f} GB of valid ISO 2709, {number:,} records: peak RssAnon {peak:.0f} MiB"
                  f"  target 200: {verdict}  {wall:.0f} s wall, {number / wall:,.0f} records/s", flush=True)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
